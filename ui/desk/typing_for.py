"""Typing for somebody: who types, whose words, by way of whom; or from a named letter or page. A card under the pen strip."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Trouble
from app.here import Here
from app.language import _
from models.text.pens import Pen
from ui.desk.room import DeskRoom
from ui.keys_back import KeysBack
from ui.widgets.boxes import Card, Row
from ui.widgets.buttons import Button
from ui.widgets.choices import Option
from ui.widgets.dressing import Dressed, Words
from ui.widgets.fields import Field, Picker
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind
from ui.widgets.strips import Way

EVERYBODY, SOURCE, NOBODY = "everybody", "source", ""


class TypingFor(Dressed, QWidget):
    """Asks for all that a pen with other hands needs, in one card."""

    def __init__(self, room: DeskRoom) -> None:
        super().__init__()
        self._room = room
        self._take: Callable[[Pen], object] = room.take_up
        self._open = False
        self._column = QVBoxLayout(self)
        self._keys = KeysBack(self)
        room.people_changed.connect(self._offer_who_is_here)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, activated=self._put_away, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.wear(room.look)
        self.hide()

    # What you can tell it

    def open_for(self, side: str = "") -> None:
        """Asks who types for whom; the pen is taken up."""
        self._take = self._room.take_up
        self._show(self._likely_speaker(side))

    def open_to_answer(self, side: str = "") -> None:
        """Asks the same where keys wait: what is said here says whose they are."""
        self._take = self._room.answer_with
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
        if not self._present():
            self._say_nobody_is_here()
            return
        self._keys.remember()
        self._clear()
        self._open = True
        self._build()
        self._offer_who_is_here()
        self._pick(speaker)
        self._speaker.box.currentIndexChanged.connect(self._follow)
        self._begin.clicked.connect(self._take_up)
        self._leave.clicked.connect(self._put_away)
        self._follow()
        self.show()
        (self._named.box if speaker == SOURCE else self._speaker.box).setFocus()

    def _build(self) -> None:
        look = self._room.look
        self._hands = Field(look, _("Who types?"), Picker(look, []))
        self._speaker = Field(look, _("Whose words are you typing?"), Picker(look, []))
        self._way = Field(look, _("Did somebody carry the words, such as an interpreter?"), Picker(look, []))
        self._named = Field(look, _("Name the letter or page, and its date."))
        self._owner = Field(look, _("Whose letter is it?"), Picker(look, []))
        self._begin = Button(look, _("Start typing"), "keyboard-outline", Kind.PRIMARY)
        self._leave = Button(look, _("Leave it"), "close", Kind.GHOST)
        exact = Words(_("Type the words as they are said. Put your own view in your own box."), "small")
        fields = FlowRow(look, self._hands, self._speaker, self._way, self._named, self._owner, gap=16)
        self._column.addWidget(Card(look, fields, exact, Row(look, self._begin, self._leave, None)))

    def _offer_who_is_here(self) -> None:
        """Only who is here now can be picked, but that a letter may be anybody's. Somebody may come or go while the card is open."""
        if not self._open:
            return
        names = [Option(here.person, here.known_as) for here in self._present()]
        everybody = [Option(EVERYBODY, _("All of us together"))] if len(names) > 1 else []
        everybody_known = [Option(here.person, here.known_as) for here in self._room.desk.people]
        self._hands.box.offer(names)
        self._speaker.box.offer([*names, *everybody, Option(SOURCE, _("A letter or page"))])
        self._way.box.offer([Option(NOBODY, _("No")), *names])
        self._owner.box.offer([Option(NOBODY, _("Nobody's here")), *everybody_known])

    def _pick(self, speaker: str) -> None:
        """Who types is whoever holds the pen; but nobody types for themselves: then it is somebody else, as a rule whoever is staff."""
        pen, present = self._room.desk.pen, self._present()
        others = sorted((here for here in present if here.person != speaker), key=lambda here: not here.role.staff)
        hands = pen.hands if pen is not None and pen.hands != speaker else others[0].person if others else ""
        self._hands.box.pick(hands or present[0].person)
        self._speaker.box.pick(speaker)

    def _follow(self) -> None:
        """Shows only what is asked of this kind of words."""
        source = self._speaker.box.key == SOURCE
        self._way.setVisible(not source)
        self._named.setVisible(source)
        self._owner.setVisible(source)

    def _take_up(self) -> None:
        if not self._all_picked():
            return
        try:
            pen = self._pen()
        except Trouble as trouble:
            (self._named if self._speaker.box.key == SOURCE else self._speaker).set_trouble(str(trouble))
            return
        self._close()
        self._take(pen)

    def _all_picked(self) -> bool:
        """Whether it is said who types and whose words; says what is missing. Somebody who was picked may have gone since."""
        self._hands.set_trouble("" if self._hands.box.key else _("Choose who types."))
        self._speaker.set_trouble("" if self._speaker.box.key else _("Choose whose words they are."))
        return bool(self._hands.box.key and self._speaker.box.key)

    def _pen(self) -> Pen:
        pens, hands, speaker = self._room.desk.pens, self._hands.box.key, self._speaker.box.key
        if speaker == SOURCE:
            return pens.from_source(hands, self._named.box.text(), self._owner.box.key)
        if speaker == EVERYBODY:
            return pens.together(hands, *(here.person for here in self._present()))
        return pens.own(hands) if speaker == hands else pens.typing_for(hands, speaker, self._way.box.key)

    def _likely_speaker(self, side: str) -> str:
        """Whose box it is, else the patient; who is not here says nothing, and is not picked."""
        owners = self._room.desk.box(side).owners if side else frozenset()
        patient = self._room.desk.patient
        return next(iter(sorted(owners)), patient.person if patient else "")

    def _present(self) -> list[Here]:
        return [here for here in self._room.desk.people if here.present]

    def _say_nobody_is_here(self) -> None:
        shell = self._room.shell
        trouble = Trouble(_("Nobody is here."), _("Only somebody who is here can type."), _("Say first who is here."))
        who = Way("who", _("Somebody joins or goes"), "account-plus-outline", primary=True)
        shell.asking.trouble(trouble, who, on_answer=lambda _key: shell.go("who_is_here"))

    def _put_away(self) -> None:
        """Only the card goes: keys that wait for a pen are asked about again."""
        self._close()
        if self._room.keys_wait:
            self._room.remind()

    def _close(self) -> None:
        self._open = False
        self._keys.give_back(self)
        self._clear()
        self.hide()

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
