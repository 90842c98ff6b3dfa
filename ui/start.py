"""Building everything that the window stands on, in order. Tests and the picture script start here too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.access.vault import Standing
from app.clock import Clock
from app.errors import explain
from app.language import set_language
from app.services import Services
from app.settings import LANGUAGE, REDUCED_MOTION, TEXT_SIZE, THEME, Settings
from ui.bridge import Bridge
from ui.look import Look
from ui.shell import Shell
from ui.window import Window


def start(
    app: QApplication, profile: Profile, *, demo: bool = False, key_store: KeyStore | None = None, clock: Clock | None = None
) -> Window:
    """The window on a profile, showing its first page; not yet shown on the screen."""
    bridge = Bridge()
    services = Services(profile, bridge.deliver, key_store=key_store, clock=clock)
    set_language(services.settings.get(LANGUAGE))
    look = look_from(services.settings)
    look.apply(app)
    window = Window(Shell(look, services, bridge))
    _first_page(window, services)
    return window


def look_from(settings: Settings) -> Look:
    """The look that the settings ask for; "system" follows the computer."""
    theme = settings.get(THEME)
    motion = settings.get(REDUCED_MOTION)
    return Look(system_theme() if theme == "system" else theme, settings.get(TEXT_SIZE) / 100, motion == "on")


def system_theme() -> str:
    """The theme that fits what the computer says of itself."""
    hints = QGuiApplication.styleHints()
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


def _first_page(window: Window, services: Services) -> None:
    try:
        standing = services.standing()
    except Exception as error:
        window.go("unlock")
        window.shell.asking.trouble(explain(error))
        return
    window.go("unlock" if standing is Standing.READY else "first_start")
