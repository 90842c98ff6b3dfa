"""Pieces that become windows of their own: a page flashes up beside the window, takes the keys away, and may show a patient's words."""

import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

MEANT = (QMainWindow, QDialog)
MEANT_KINDS = frozenset({Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.Tool, Qt.WindowType.SplashScreen})
WAYS_TO_SHOW = ("show", "setVisible")
STEPS = 6  # of the way there that are told


class StrayWindows:
    """Sees everything that is shown as a window and was meant as a piece of one. `seen` says what, and from where.

    It stands at the two calls with which ours show things. An event filter on the application would see no more of ours, and is no way to
    go: PySide (6.11) makes an object of Python's of whatever an event is for, also of what C++ is just building, and now and then the
    process dies of it.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._before: dict[str, Any] = {}

    def begin(self) -> None:
        """Watches from now on."""
        self._before = {way: getattr(QWidget, way) for way in WAYS_TO_SHOW}
        for way, call in self._before.items():
            setattr(QWidget, way, self._watched(call))

    def end(self) -> None:
        """Watches no more."""
        self.look_round()
        for way, call in self._before.items():
            setattr(QWidget, way, call)

    def look_round(self) -> None:
        """Looks at the windows that are there now, whoever showed them."""
        for widget in QApplication.topLevelWidgets():
            self._look_at(widget)

    def _watched(self, call: Callable[..., None]) -> Callable[..., None]:
        def show(widget: QWidget, *given: bool) -> None:
            call(widget, *given)
            self._look_at(widget)

        return show

    def _look_at(self, widget: QWidget) -> None:
        if widget.isVisible() and _is_stray(widget):
            way = "".join(traceback.format_stack(limit=STEPS + 2)[:-2])
            self.seen.append(f"{type(widget).__name__} “{widget.accessibleName()}” was shown as a window:\n{way}")


def _is_stray(widget: QWidget) -> bool:
    return widget.isWindow() and not isinstance(widget, MEANT) and widget.windowType() not in MEANT_KINDS
