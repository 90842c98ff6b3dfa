"""Signing: where somebody stands on the whole plan as it reads now. If anything changes afterwards it says so, and shows what."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.dates import write_day
from app.errors import Trouble
from app.language import _
from app.stands import DECLINES, GivenStand, Signature, Stand, signatures
from models.base import from_ms
from models.text.document import question_of
from ui.desk.drafts import Draft, HalfGiven, Left
from ui.desk.half_given import BegunLines
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
        self._room, self.stand_place = room, place
        self._signatures: list[Signature] = []  # as they are shown: looking them up anew reads the whole plan
        options = [Option(stand.value, stand_in_words(stand), ICONS[stand]) for stand in Stand]
        self._is_record = bool(room.desk.form.agenda)  # of a meeting; else it is a plan
        asks = _("Where do you stand on the whole record?") if self._is_record else _("Where do you stand on the whole plan?")
        self.choices = ChoiceRow(room.look, asks, options)
        self.reason = Field(room.look, _("What is your reason?"), LongField(room.look, 2), _("You can leave this empty."))
        self.sign = Button(room.look, _("Sign"), "pen", Kind.PRIMARY)
        self._signed, self._begun = Column(room.look, gap=8), BegunLines(room)
        self._mine = Words("", "bold")  # that the pen in hand has signed, and how
        self._how = Words()
        column = QVBoxLayout(self)
        for piece in (self._mine, self._how, self.choices, self.reason, Row(room.look, self.sign, None), self._begun, self._signed):
            column.addWidget(piece)
        self.choices.chosen.connect(lambda _key: self._turn())
        self.reason.box.textChanged.connect(self._turn)
        self.sign.clicked.connect(self._sign)
        room.pen_changed.connect(self._pen_changed)
        room.places_changed.connect(self._places_changed)
        self.wear(room.look)
        self.show_stands()
        self.begin_drafts(room.drafts, place, room.desk.pen)

    def show_stands(self) -> None:
        """Shows who signed, where they stand, and what changed since; what the pen in hand signed is ticked."""
        self._signatures = [] if self._room.desk.hides(self.stand_place) else signatures(self._room.desk.document)
        self._show_own()
        self._signed.clear()
        for signature in self._signatures:
            self._signed.add(Card(self._room.look, self._signature(signature)))

    def close_down(self) -> None:
        """Lets go of the room."""
        self.keep_draft()
        self._room.pen_changed.disconnect(self._pen_changed)
        self._room.places_changed.disconnect(self._places_changed)

    def draft(self) -> Draft | None:
        """What was chosen and written, and not signed yet."""
        reason = self.reason.box.toPlainText()
        chosen = self.choices.keys
        return (chosen, reason) if reason or chosen not in ((), self._own_keys()) else None

    @property
    def at_work(self) -> bool:
        return self._own() is None or self.draft() is not None

    def show_begun(self, others: list[Left]) -> None:
        self._begun.show_begun(others)

    def show_draft(self, draft: Draft | None) -> None:
        """Shows it, or what was signed, or an empty line to sign on."""
        chosen, reason = draft or (self._own_keys(), "")
        self.choices.choose(*chosen)
        self.reason.box.setPlainText(reason)
        self.reason.set_trouble("")

    def _pen_changed(self) -> None:
        self.follow_pen(self._room.desk.pen)
        self._show_own()

    def _own(self) -> GivenStand | None:
        """What the person signed who holds the pen it is begun with; None while they have not."""
        if self.begun_with is None or not self.begun_with.own_hands:
            return None
        return next((one.given for one in self._signatures if self.begun_with.voice.owners == {one.given.person}), None)

    def _own_keys(self) -> tuple[str, ...]:
        own = self._own()
        return (own.stand.value,) if own is not None else ()

    def _whose(self, own: GivenStand | None) -> str:
        """Whoever holds the pen, and how they signed; "" while nobody does who could sign alone."""
        pen = self._room.desk.pen
        if pen is None or not pen.own_hands:
            return ""
        name = self._room.name_of(pen.voice.people[0])
        if own is None:
            return _("{name} signs here.").format(name=name)
        return _("{name}, you signed: {stand}. {day}").format(name=name, stand=stand_in_words(own.stand), day=self._day_of(own))

    def _show_own(self) -> None:
        """Says that it is signed, where it is, and how it can be changed. What was chosen anew since stays chosen."""
        own = self._own()
        self._mine.setText(self._whose(own))
        self._mine.setVisible(bool(self._mine.text()))
        how = _("To change it, choose again, then press Sign.") if own else _("You can change it later.")
        on_plan = _("This is where you stand on the whole plan. {how}").format(how=how)
        self._how.setText(_("This is where you stand on the whole record. {how}").format(how=how) if self._is_record else on_plan)
        if own is not None and self._drafts is not None and not self.choices.keys:
            self.choices.choose(own.stand.value)
        self._turn()

    def _day_of(self, given: GivenStand) -> str:
        return write_day(from_ms(given.entry.at_ms).astimezone().date())

    def _turn(self) -> None:
        """Sign is the yellow button until whoever holds the pen has signed; from then on that is the way on."""
        self.sign.set_kind(Kind.PRIMARY if self.at_work else Kind.PLAIN)
        self.tell_turned()

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
        self.show_stands()
        self.show_draft(None)
        self._turn()

    def _signature(self, signature: Signature) -> QWidget:
        room, given = self._room, signature.given
        name = room.name_of(given.person)
        lines = [Words(_("{name}: {stand}").format(name=name, stand=stand_in_words(given.stand)), "bold")]
        lines += [Words(_("Signed on {day}.").format(day=self._day_of(given)), "small")]
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
        self.show_stands()
