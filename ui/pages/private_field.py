"""A place to write what nobody else is to read: on a page prepared alone, and in what is said alone after a sitting."""

from PySide6.QtCore import QMimeData, Qt

from ui.locking import PRIVATE
from ui.look import Look
from ui.widgets.fields import LongField

HINTS = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText  # no keyboard of a screen learns these words


class PrivateField(LongField):
    """Several lines that nobody else is to read: no keyboard of a screen learns them, and what is copied goes when the page does."""

    def __init__(self, look: Look, words: str, lines: int = 2) -> None:
        super().__init__(look, lines)
        self.setPlainText(words)
        self.setInputMethodHints(self.inputMethodHints() | HINTS)

    def createMimeDataFromSelection(self) -> QMimeData:
        held = QMimeData()
        held.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        held.setData(PRIVATE, b"1")
        return held
