"""Signing: where somebody stands on the whole plan as it reads now. If anything changes afterwards it says so, and shows what."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Trouble
from app.language import _
from app.stands import DECLINES, Signature, Stand, signatures
from models.text.document import question_of
from ui.desk.drafts import Draft, HalfGiven
from ui.desk.room import DeskRoom
from ui.desk.stands_row import ICONS, stand_in_words
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dressing import Dressed, Words
from ui.widgets.fields import Field, LongField
from ui.widgets.people import MarkView
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying


class SigningControl(HalfGiven, Dressed, QWidget):
    """The choices, a reason, and everybody who has signed with what changed since."""

    def __init__(self, room: DeskRoom, place: str) -> None:
        """`place` is that of the question in which it is signed."""
        super().__init__()
        self._room = room
        options = [Option(stand.value, stand_in_words(stand), ICONS[stand]) for stand in Stand]
        self.choices = ChoiceRow(room.look, _("Where do you stand on the whole plan?"), options)
        self.reason = Field(room.look, _("What is your reason?"), LongField(room.look, 2), _("You can leave this empty."))
        self.sign = Button(room.look, _("Sign"), "pen", Kind.PRIMARY)
        self._signed = Column(room.look, gap=8)
        column = QVBoxLayout(self)
        words = Words(_("This is where you stand on the whole plan. You can change it later."))
        for piece in (words, self.choices, self.reason, Row(room.look, self.sign, None), self._signed):
            column.addWidget(piece)
        self.sign.clicked.connect(self._sign)
        room.pen_changed.connect(self._pen_changed)
        room.places_changed.connect(self._places_changed)
        self.wear(room.look)
        self.show_signatures()
        self.begin_drafts(room.drafts, place, room.desk.pen)

    def show_signatures(self) -> None:
        """Shows who signed, where they stand, and what changed since."""
        self._signed.clear()
        for signature in signatures(self._room.desk.document):
            self._signed.add(Card(self._room.look, self._signature(signature)))

    def close_down(self) -> None:
        """Lets go of the room."""
        self.keep_draft()
        self._room.pen_changed.disconnect(self._pen_changed)
        self._room.places_changed.disconnect(self._places_changed)

    def draft(self) -> Draft | None:
        """What was chosen and written, and not signed yet."""
        reason = self.reason.box.toPlainText()
        return (self.choices.keys, reason) if self.choices.keys or reason else None

    def show_draft(self, draft: Draft | None) -> None:
        """Shows it, or an empty line to sign on."""
        chosen, reason = draft or ((), "")
        self.choices.choose(*chosen)
        self.reason.box.setPlainText(reason)
        self.reason.set_trouble("")

    def _pen_changed(self) -> None:
        self.follow_pen(self._room.desk.pen)

    def _sign(self) -> None:
        pen = self._room.desk.pen
        if not self.choices.keys:
            self._room.shell.asking.tell(Saying(_("Choose where you stand first.")))
            return
        if pen is None or not pen.own_hands:
            self._room.shell.asking.tell(Saying(_("Take up your own pen first. Then sign.")))
            return
        stand, reason = Stand(self.choices.keys[0]), self.reason.box.toPlainText().strip()
        staff = any(here.role.staff for here in self._room.desk.people if here.person == pen.hands)
        if stand in DECLINES and staff and not reason:
            self.reason.set_trouble(_("Write your reason."))
            return
        self.reason.set_trouble("")
        try:
            self._room.desk.sign(pen, stand, reason)
        except Trouble as trouble:
            self._room.shell.asking.trouble(trouble)
            return
        self.reason.box.clear()
        self.choices.choose()
        self.show_signatures()

    def _signature(self, signature: Signature) -> QWidget:
        room, given = self._room, signature.given
        name = room.name_of(given.person)
        lines = [Words(_("{name}: {stand}").format(name=name, stand=stand_in_words(given.stand)), "bold")]
        lines += [Words(given.reason)] if given.reason else []
        if signature.changed:
            lines.append(Words(_("Something changed since {name} signed.").format(name=name), "bold"))
            lines += [Words(words, "small") for words in self._what_changed(signature)]
        return Row(room.look, MarkView(room.look, room.mark_of(given.person), name), (Column(room.look, *lines, gap=2), 1), gap=12)

    def _what_changed(self, signature: Signature) -> list[str]:
        form = self._room.desk.form
        changed = {question_of(place)[0] for place in signature.changed}
        asked = [question for question in form.questions if question.id in changed]
        return [_("{n}. {question}").format(n=form.number_of(question.id), question=question.wording) for question in asked]

    def _places_changed(self, _places: frozenset[str]) -> None:
        self.show_signatures()
