"""The screens of this computer, as something that a test can hand in: which there are beside the window's, and when that changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class OtherScreen:
    """A screen on which the window is not: its name in the system, and where it lies."""

    name: str
    geometry: QRect


class Screens(Protocol):
    """Whatever knows the screens."""

    changed: Signal

    def beside(self, window: QWidget) -> OtherScreen | None:
        """A screen on which that window is not; None while there is only one."""


class SystemScreens(QObject):
    """The screens that Qt knows."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._tell)
        app.screenRemoved.connect(self._tell)

    def beside(self, window: QWidget) -> OtherScreen | None:
        """A screen on which that window is not; None while there is only one."""
        others = [screen for screen in QGuiApplication.screens() if screen is not window.screen()]
        return OtherScreen(others[0].name(), others[0].geometry()) if others else None

    def _tell(self, _screen: object) -> None:
        self.changed.emit()


MakeScreens = Callable[[], Screens]
