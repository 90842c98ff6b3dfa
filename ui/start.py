"""Building everything that the window stands on, in order. Tests and the picture script start here too."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.clock import Clock
from app.language import set_language
from app.services import Services
from app.settings import LANGUAGE
from ui.bridge import Bridge
from ui.chosen_look import look_from
from ui.locking import QuietWatch
from ui.motion import wants_stillness
from ui.shell import Shell
from ui.system_lock import system_lock
from ui.window import Window

if TYPE_CHECKING:
    from app.open_store import OpenStore


def start(app: QApplication, profile: Profile, *, key_store: KeyStore | None = None, clock: Clock | None = None) -> Window:
    """The window on a profile, showing its first page; not yet shown on the screen."""
    bridge = Bridge()
    services = Services(profile, bridge.deliver, key_store=key_store, clock=clock)
    return _window_on(app, services, bridge)


def start_demo(app: QApplication) -> tuple[Window, Callable[[], None]]:
    """The window on a throw-away demonstration, and the way to throw it away once the window was closed."""
    from app.demo import open_demo  # a demonstration is rare: an ordinary start should not load it

    bridge = Bridge()
    demo = open_demo(bridge.deliver)
    window = _window_on(app, demo.services, bridge, demo.open_store)
    return window, demo.throw_away


def _window_on(app: QApplication, services: Services, bridge: Bridge, open_store: "OpenStore | None" = None) -> Window:
    set_language(services.settings.get(LANGUAGE))
    look = look_from(services.settings)
    look.apply(app)
    window = Window(Shell(look, services, bridge))
    if open_store is not None:
        window.shell.take_store(open_store)
    _stand_guard(window)
    window.go("unlock")
    return window


def _stand_guard(window: Window) -> None:
    """The window locks by itself: after quiet minutes, and when the computer is locked."""
    services = window.shell.services
    QuietWatch(window.lock, services.settings, services.clock, window).begin()
    system = system_lock(window)
    system.locked.connect(window.lock)
    QTimer.singleShot(0, window, lambda: system.begin(window))
    still = window.look_follows.note_stillness
    services.slow_tasks.run(lambda _tell: wants_stillness(), on_done=still, on_trouble=lambda _trouble: None)
