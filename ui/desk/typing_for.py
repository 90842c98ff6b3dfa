"""Typing for somebody: who types, whose words, by way of whom; or from a named letter or page. A card under the pen strip."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Trouble
from app.language import _
from models.text.pens import Pen
from ui.desk.room import DeskRoom
from ui.widgets.boxes import Card, Row
from ui.widgets.buttons import Button
from ui.widgets.choices import Option
from ui.widgets.dressing import Dressed, Words
from ui.widgets.fields import Field, Picker
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind

EVERYBODY, SOURCE, NOBODY = "everybody", "source", ""


class TypingFor(Dressed, QWidget):
    """Asks for all that a pen with other hands needs, in one card. `done` says that it can go."""

    done = Signal()

    def __init__(self, room: DeskRoom) -> None:
        super().__init__()
        self._room = room
        self._take: Callable[[Pen], object] = room.take_up
        self._column = QVBoxLayout(self)
        self.wear(room.look)
        self.hide()

    # What you can tell it

    def open_for(self, side: str = "") -> None:
        """Asks who types for whom; the pen is taken up."""
        self._take = self._room.take_up
        self._show(self._likely_speaker(side))

    def open_for_source(self, take: Callable[[Pen], object]) -> None:
        """Asks only which letter or page words are from; `take` is called with its pen."""
        self._take = take
        self._show(SOURCE)

    def dress(self) -> None:
        pad = self.look.pad
        self._column.setContentsMargins(pad(24), pad(8), pad(24), pad(4))

    # Insides

    def _show(self, speaker: str) -> None:
        self._clear()
        look, people = self._room.look, [here for here in self._room.desk.people if here.present]
        names = [Option(here.person, here.known_as) for here in people]
        everybody = [Option(EVERYBODY, _("All of us together"))] if len(people) > 1 else []
        self._hands = Field(look, _("Who types?"), Picker(look, names))
        self._speaker = Field(
            look, _("Whose words are you typing?"), Picker(look, [*names, *everybody, Option(SOURCE, _("A letter or page"))])
        )
        self._way = Field(look, _("Did somebody carry the words, such as an interpreter?"), Picker(look, [Option(NOBODY, _("No")), *names]))
        self._named = Field(look, _("Name the letter or page, and its date."))
        self._owner = Field(look, _("Whose letter is it?"), Picker(look, [Option(NOBODY, _("Nobody's here")), *self._everybody_known()]))
        self._begin = Button(look, _("Start typing"), "keyboard-outline", Kind.PRIMARY)
        self._leave = Button(look, _("Leave it"), "close", Kind.GHOST)
        exact = Words(_("Type the words as they are said. Put your own view in your own box."), "small")
        fields = FlowRow(look, self._hands, self._speaker, self._way, self._named, self._owner, gap=16)
        self._column.addWidget(Card(look, fields, exact, Row(look, self._begin, self._leave, None)))
        self._pick(speaker)
        self._speaker.box.currentIndexChanged.connect(self._follow)
        self._begin.clicked.connect(self._take_up)
        self._leave.clicked.connect(self._close)
        self._follow()
        self.show()
        (self._named.box if speaker == SOURCE else self._speaker.box).setFocus()

    def _pick(self, speaker: str) -> None:
        pen = self._room.desk.pen
        if pen is not None:
            self._hands.box.pick(pen.hands)
        self._speaker.box.pick(speaker)

    def _follow(self) -> None:
        """Shows only what is asked of this kind of words."""
        source = self._speaker.box.key == SOURCE
        self._way.setVisible(not source)
        self._named.setVisible(source)
        self._owner.setVisible(source)

    def _take_up(self) -> None:
        try:
            pen = self._pen()
        except Trouble as trouble:
            (self._named if self._speaker.box.key == SOURCE else self._speaker).set_trouble(str(trouble))
            return
        self._close()
        self._take(pen)

    def _pen(self) -> Pen:
        pens, hands, speaker = self._room.desk.pens, self._hands.box.key, self._speaker.box.key
        if speaker == SOURCE:
            return pens.from_source(hands, self._named.box.text(), self._owner.box.key)
        if speaker == EVERYBODY:
            return pens.together(hands, *(here.person for here in self._room.desk.people if here.present))
        return pens.own(hands) if speaker == hands else pens.typing_for(hands, speaker, self._way.box.key)

    def _likely_speaker(self, side: str) -> str:
        owners = self._room.desk.box(side).owners if side else frozenset()
        patient = self._room.desk.patient
        return next(iter(sorted(owners)), patient.person if patient else "")

    def _everybody_known(self) -> list[Option]:
        return [Option(here.person, here.known_as) for here in self._room.desk.people]

    def _close(self) -> None:
        self._clear()
        self.hide()
        self.done.emit()

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
