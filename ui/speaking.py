"""Hear it: a button that reads aloud what stands beside it, and Escape, which stops it. Nothing is shown where there is no voice.

self.hear = HearButton(shell, lambda: ["What helps me?", "Sam: I go to the garden."])
self.hear.close_down()          # when its place goes: it falls silent
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QShowEvent

from app.language import _
from app.speech import Speaker
from ui.firsthand import Firsthand
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.pressing import Kind

Passages = Callable[[], Iterable[str]]


def read_aloud(shell: Shell, passages: Iterable[str]) -> None:
    """Reads these aloud, one after the other, in place of what is being read. Escape stops it. Silent where there is no voice."""
    shell.services.speaker.read_aloud(passages, shell.asking.trouble)


class HearButton(Button):
    """Reads aloud what `passages` gives when it is pressed; pressed again it stops. Not there at all where nothing can be heard."""

    def __init__(self, shell: Shell, passages: Passages, words: str = "") -> None:
        self._shell, self._passages, self._reads = shell, passages, False
        self._idle = words or _("Hear it")
        super().__init__(shell.look, self._idle, "volume-high", Kind.GHOST)
        if not self._speaker.has_voice:
            self.hide()
        self.clicked.connect(self._pressed)

    def close_down(self) -> None:
        """Falls silent, if it is this that is being read, and lets go of the voice."""
        if self._reads:
            self._speaker.stop()
        self._speaker.changed.disconnect(self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Hears from the voice while it is shown."""
        super().showEvent(event)
        self._speaker.changed.connect(self._changed)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not shown any more is not read on."""
        super().hideEvent(event)
        self.close_down()

    @property
    def _speaker(self) -> Speaker:
        return self._shell.services.speaker

    def _pressed(self) -> None:
        if self._reads:
            self._speaker.stop()
            return
        read_aloud(self._shell, self._passages())
        self._reads = self._speaker.is_reading
        self._show()

    def _changed(self, reading: bool) -> None:
        """It ended, or something else is read now."""
        self._reads = False
        self._show()

    def _show(self) -> None:
        if self._reads:
            self.set_words(_("Stop reading"), "stop-circle-outline")
        else:
            self.set_words(self._idle, "volume-high")


class EscapeStops(Firsthand):
    """While something is read aloud the Escape key stops it, wherever the keys go, and does nothing else."""

    def __init__(self, speaker: Speaker, parent: QObject) -> None:
        super().__init__(parent)
        self._speaker, self._stands = speaker, False
        speaker.changed.connect(self._changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or event.key() != Qt.Key.Key_Escape:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # else a shortcut of the page would take the key before it comes here
            return True
        self._speaker.stop()
        return True

    def _changed(self, reading: bool) -> None:
        if reading != self._stands:
            self._stands = reading
            (self.begin if reading else self.end)()
