"""What a person does, seen before any piece of the page: keys, presses, touches, wherever they go."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from ui.guarded import Guarded


class Firsthand(Guarded, QObject):
    """Stands before every window of the application, boxes and menus too, and before the piece that the keys go to.

    What it sees there comes to its own `eventFilter`. All that a person does comes to a window first; only what an input method composes
    comes to the piece alone. A filter on the application itself would be told each event of each piece of the page besides: two of those
    took a quarter of all the window's time. And it is dangerous: PySide (6.11) makes an object of Python's of whatever an event is for,
    also of what C++ is just building, and now and then the process dies of it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._piece: QObject | None = None

    def begin(self) -> None:
        """Stands there from now on."""
        app = QGuiApplication.instance()
        app.focusWindowChanged.connect(self._stand_before)
        app.focusObjectChanged.connect(self._go_with_the_keys)
        self._go_with_the_keys(app.focusObject())
        self.stand_before_new_windows()

    def end(self) -> None:
        """Stands there no more."""
        app = QGuiApplication.instance()
        app.focusWindowChanged.disconnect(self._stand_before)
        app.focusObjectChanged.disconnect(self._go_with_the_keys)
        self._go_with_the_keys(None)
        for window in app.allWindows():
            window.removeEventFilter(self)

    def stand_before_new_windows(self) -> None:
        """A window that takes the keys is known at once; one that never does, only from now on."""
        for window in QGuiApplication.allWindows():
            self._stand_before(window)

    def _stand_before(self, window: QObject | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # a second time changes nothing

    def _go_with_the_keys(self, piece: QObject | None) -> None:
        if self._piece is not None and isValid(self._piece) and not self._piece.isWindowType():
            self._piece.removeEventFilter(self)
        self._piece = piece
        self._stand_before(piece)
