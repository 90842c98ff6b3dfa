"""What all pieces share: they take sizes and colours from the look, and again whenever it changes."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.guarded import Guarded
from ui.look import Look

MOST_LETTERS = 72  # of a line that reads well
MAY_BREAK = "\u200b"  # where a line may end inside a word; it shows nothing
_ENDLESS = 1 << 20


class Dressed(Guarded):
    """Mixed into a widget that wears the look: `self.look` gives sizes and colours, `dress` is called at first and after each change."""

    look: Look

    def wear(self, look: Look) -> None:
        """Takes the look and dresses for the first time. Call it at the end of the constructor."""
        self.look = look
        self.dress()
        look.changed.connect(self._dress_again)

    def dress(self) -> None:
        """Sets what Qt keeps for us and the look decides: margins, fixed sizes. Painting asks the look itself."""

    def _dress_again(self) -> None:
        self.dress()
        self.updateGeometry()
        self.update()


class Words(Guarded, QLabel):
    """Words to read, always plain text. `role` names their size and weight in the style sheet: title, question, bold, quiet, small…

    They prefer one line of at most 72 letters, and wrap where there is less room.
    """

    def __init__(self, words: str = "", role: str = "", wraps: bool = True) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if role:
            self.setProperty("role", role)

    def set_role(self, role: str) -> None:
        """Changes size, weight and colour to those of another role."""
        if role != self.property("role"):
            self.setProperty("role", role)
            repolish(self)

    def sizeHint(self) -> QSize:
        """One line where that reads well: Qt's own hint would wrap a short sentence into a block."""
        if not self.wordWrap():
            return super().sizeHint()
        self.ensurePolished()
        measures = self.fontMetrics()
        widest = measures.averageCharWidth() * MOST_LETTERS
        natural = measures.boundingRect(QRect(0, 0, _ENDLESS, _ENDLESS), 0, self.text()).width() + 2
        width = min(natural, widest)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word: narrower would cut it."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        self.ensurePolished()
        measures = self.fontMetrics()
        pieces = self.text().replace(MAY_BREAK, " ").split()
        longest = max((measures.horizontalAdvance(piece) for piece in pieces), default=0)
        return QSize(longest + 2, measures.height())


def breakable(path: str) -> str:
    """The way to a folder such that it can go on in a new line at each step: it has no spaces, and may be longer than the page."""
    return path.replace("/", "/" + MAY_BREAK).replace("\\", "\\" + MAY_BREAK).replace("_", "_" + MAY_BREAK)


def repolish(widget: QWidget) -> None:
    """Lets the style sheet look at the widget again after one of its properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()
