"""What stands in place of words that whoever of family holds the pen may not see: why, in a sentence."""

from PySide6.QtCore import Qt

from ui.look import Look
from ui.widgets.boxes import Column, Row
from ui.widgets.dressing import Words
from ui.widgets.icon_view import IconView


class NotShown(Column):
    """The sentence, with a sign. The keys can go to it, so that they do not go on to a button when the words go."""

    def __init__(self, look: Look, why: str = "") -> None:
        self.words = Words(why, "quiet")
        sign = IconView(look, "eye-off-outline", 24, "quiet")
        super().__init__(look, Row(look, sign, (self.words, 1), gap=12, margins=(28, 3, 16, 3)), None)
        if not why:
            self.hide()

    @property
    def why(self) -> str:
        """What is said; "" while the words themselves are shown."""
        return self.words.text()

    def say(self, why: str, height: int = 0) -> None:
        """Shows why, as high as what stood there, so that nothing below moves; nothing for ""."""
        self.words.setText(why)
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus if why else Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(height if why else 0)
        self.setVisible(bool(why))
