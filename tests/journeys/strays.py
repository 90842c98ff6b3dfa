"""Pieces that become windows of their own: a page flashes up beside the window, takes the keys away, and may show a patient's words."""

import traceback

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

MEANT = (QMainWindow, QDialog)
MEANT_KINDS = frozenset({Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.Tool, Qt.WindowType.SplashScreen})
STEPS = 6  # of the way there that are told


class StrayWindows(QObject):
    """Sees everything that is shown as a window and was meant as a piece of one. `seen` says what, and from where."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def begin(self) -> None:
        """Watches from now on."""
        QApplication.instance().installEventFilter(self)

    def end(self) -> None:
        """Watches no more."""
        QApplication.instance().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and _is_stray(watched):
            way = "".join(traceback.format_stack(limit=STEPS + 1)[:-1])
            self.seen.append(f"{type(watched).__name__} “{watched.accessibleName()}” was shown as a window:\n{way}")
        return False


def _is_stray(widget: QWidget) -> bool:
    return widget.isWindow() and not isinstance(widget, MEANT) and widget.windowType() not in MEANT_KINDS
