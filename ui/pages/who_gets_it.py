"""Who gets a copy: people of the sitting with their marks, others by what they do, and a line for own words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.language import _
from app.sending import Receiver, receivers_in_words
from ui.look import Look
from ui.painting import MarkStyle
from ui.widgets.boxes import Card
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dressing import Words
from ui.widgets.fields import Field


class WhoGetsIt(Card):
    """Nobody has to be named; who is named is kept beside the copy, where the patient can read it. `changed`: others are chosen now."""

    changed = Signal()

    def __init__(self, look: Look, receivers: Sequence[Receiver]) -> None:
        super().__init__(look, Words(_("Who gets it"), "question"), gap=12, margins=(20, 14, 20, 16))
        self._receivers = list(receivers)
        options = [Option(one.key, one.words[:1].upper() + one.words[1:]) for one in receivers]
        self._ticks = ChoiceRow(look, _("Who gets it"), options, several=True)
        for one in receivers:
            if one.mark is not None:
                self._ticks.buttons[one.key].show_marks([MarkStyle.of(one.mark, one.initials)])
        self._others = Field(look, _("Somebody else"))
        self._ticks.changed.connect(lambda _keys: self.changed.emit())
        self._known = Words("", "small")
        self._known.hide()
        self.add(self._ticks, self._known, self._others, Words(_("You can leave this empty. It is kept beside the copy."), "small"))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of those who are ticked."""
        return self._ticks.keys

    def say(self, lines: Sequence[str]) -> None:
        """Says below the choice what is to be known of those who are ticked."""
        self._known.setText(" ".join(lines))
        self._known.setVisible(bool(lines))

    @property
    def in_words(self) -> str:
        """Everybody who was named, in words; "" for nobody."""
        chosen = [one for one in self._receivers if one.key in self._ticks.keys]
        return receivers_in_words(chosen, self._others.box.text())
