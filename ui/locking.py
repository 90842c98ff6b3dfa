"""Locking without being asked: after quiet minutes, and when the computer itself is locked. And what a lock has to put away first."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QDrag, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from app.clock import Clock
from app.settings import LOCK_AFTER_MINUTES, Settings
from ui.firsthand import Firsthand

LOOK_EVERY_MS = 5_000
LOCK_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
PRIVATE = "application/x-two-pens-private"
"""Marks what was copied on a private page, so that it is known when it has to go from the clipboard."""

# What only a person does. A pointer that merely moves is left out: a mouse on a table that shakes would keep the page open for ever.
SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.DragMove,
        QEvent.Type.NativeGesture,
    }
)


class QuietWatch(Firsthand):
    """Locks after as many quiet minutes as the settings say, whatever is open."""

    def __init__(self, lock: Callable[[], None], settings: Settings, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._lock, self._settings, self._clock = lock, settings, clock
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.note_life()

    def begin(self) -> None:
        """Watches from now on."""
        super().begin()
        self._timer.start()

    def end(self) -> None:
        """Watches no more."""
        super().end()
        self._timer.stop()

    def note_life(self) -> None:
        """Somebody is there: the minutes begin anew."""
        self._last = self._clock.monotonic(), self._clock.now()

    def look(self) -> None:
        """Locks when it has been quiet for long enough.

        Both clocks count: the steady one stands still while some computers sleep, and the other can be put back.
        """
        self.stand_before_new_windows()
        steady, day = self._last
        quiet = max(self._clock.monotonic() - steady, (self._clock.now() - day).total_seconds())
        if quiet >= 60 * self._settings.get(LOCK_AFTER_MINUTES):
            self._lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS_OF_LIFE:
            self.note_life()
        return False


class LockKey(Firsthand):
    """The key that locks, over an open box, menu or list: there the shortcut of the window below does not reach."""

    def __init__(self, lock: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._lock = lock
        self.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and event.keyCombination() == LOCK_KEY
        if pressed and (QApplication.activeModalWidget() or QApplication.activePopupWidget()):
            QTimer.singleShot(0, self, self._lock)  # the box can't go while it is being told of this key
            return True
        return False


def put_away_what_floats() -> None:
    """Ends a drag, and closes every menu, list, hint and system box that stands over the window. Boxes answer with what loses nothing."""
    if any(window.findChild(QDrag) for window in QApplication.topLevelWidgets()):
        QDrag.cancel()
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for dialog in _open_dialogs():
        dialog.reject()


def forget_our_clipboard() -> None:
    """Empties the clipboard, and what a marked text put into the second one that some systems have, where they hold something of ours."""
    from ui.writing.clipboard import FORMAT  # not above: it brings the text engine, which the start has to do without

    clipboard = QGuiApplication.clipboard()
    held = clipboard.mimeData()
    if clipboard.ownsClipboard() or (held is not None and (held.hasFormat(FORMAT) or held.hasFormat(PRIVATE))):
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def take_out_of_sight(page: QWidget) -> None:
    """Takes a page out of its window, as it is: neither a look at the window nor a screen reader finds it until it is put back."""
    page.setParent(None)


def _open_dialogs() -> list[QDialog]:
    """The open boxes, the newest first. One of the system's own counts too: it has a hidden one of Qt's behind it."""
    shown = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
    return sorted(shown, key=_depth, reverse=True)


def _depth(widget: QWidget) -> int:
    above = widget.parentWidget()
    return 0 if above is None else 1 + _depth(above)
