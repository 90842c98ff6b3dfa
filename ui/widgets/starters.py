"""Words to begin with, each with a picture: for whoever would rather choose than write."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.language import _
from models.questions import Starter
from ui.icons import picture_icon
from ui.look import Look
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow


class Starters(Column):
    """A line that says what they are for, and the buttons. `chosen` carries the words of the one that was pressed."""

    chosen = Signal(str)

    def __init__(self, look: Look, starters: Sequence[Starter]) -> None:
        buttons = [self._button(look, starter) for starter in starters]
        super().__init__(look, Words(_("Choose a picture, or write."), "quiet"), FlowRow(look, *buttons, gap=8), gap=6)

    def _button(self, look: Look, starter: Starter) -> Button:
        button = Button(look, starter.words, picture_icon(starter.picture) if starter.picture else "")
        button.setAccessibleName(_("Write “{words}”").format(words=starter.words))
        button.clicked.connect(lambda: self.chosen.emit(starter.words))
        return button
