"""The way from other threads into the window, and the way out to those who listen instead of looking."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

_log = logging.getLogger(__name__)


class Bridge(QObject):
    """Carries calls to the thread of the window: the `deliver` that `app.tasks.Tasks` asks for. Make it on that thread.

    Calls arrive in the order in which they were sent, one after the other, never in the middle of what the window is doing.
    """

    _sent = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._sent.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Callable[[], object]) -> None:
        """Has this called on the window's thread, soon. May be asked from any thread."""
        self._sent.emit(call)

    def close(self) -> None:
        """Calls that arrive from now on come to nothing: the window is going."""
        self._open = False

    def _call(self, call: Callable[[], object]) -> None:
        if self._open:
            call()


def say_aloud(speaker: QObject, words: str, at_once: bool = False) -> None:
    """Has a screen reader say something that nobody moved to: words from another screen, "not saved". Silent where none listens.

    `at_once` breaks into what is being read; keep it for words that must not wait.
    """
    if not words or not QAccessible.isActive():
        return
    politeness = QAccessible.AnnouncementPoliteness
    event = QAccessibleAnnouncementEvent(speaker, words)
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)
