"""The app in this process, from `ui.start`, with a folder of its own: for journeys that no process has to die for."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.access.key_store import KeyStore
from app.access.profile import Profile
from tests.journeys.strays import StrayWindows
from tests.ui.pictures import settle
from ui.start import start
from ui.window import Window


@contextmanager
def the_app(folder: Path, key_store: KeyStore | None = None) -> Iterator[Window]:
    """The window of Two Pens on this profile, shown; at the end it is closed as people close it.

    Raises AssertionError for a piece that became a window of its own.
    """
    app, strays = QApplication.instance(), StrayWindows()
    strays.begin()
    window = start(app, Profile(folder), key_store=key_store)
    window.show()
    try:
        yield window
    finally:
        _put_away(window)
        strays.end()
    assert strays.seen == []


def _put_away(window: Window) -> None:
    window.shell.asking.answers = deque(["later", "end"] if window.shell.has_store and window.shell.open_store.sitting else [])
    window.close()
    QGuiApplication.clipboard().clear()  # the next journey finds nothing of this one
    window.shell.bridge.close()
    window.shell.services.close()
    window.shell.look.leave()
    window.deleteLater()
    settle(QApplication.instance())
