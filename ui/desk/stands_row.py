"""Where we stand on a question: five choices under *together*, each with the marks of those who chose it; reasons below.

Only a person's own pen gives a stand. With a pen that types for somebody, a witness is asked for first.
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clock import today_by
from app.errors import Trouble, explain
from app.language import _
from app.stands import DECLINES, GivenStand, NotAble, Stand, not_able_on, stands_on
from app.wording import voice_name
from models.questions import Question
from models.text.document import question_of, side_id
from models.text.pens import Pen
from ui.desk.drafts import Draft, HalfGiven, Left
from ui.desk.half_given import BegunLines
from ui.desk.room import DeskRoom
from ui.painting import MarkStyle
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dressing import Dressed, Words
from ui.widgets.fields import DateField, Field, LongField, Picker
from ui.widgets.flow import FlowRow
from ui.widgets.keeping import OnePlace, keep_place
from ui.widgets.people import MarkView
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying, Way
from ui.writing.scrolling import lay_out_now, page_around

SOON_MS = 300
ICONS = {
    Stand.AGREE: "check",
    Stand.AGREE_IN_PART: "circle-half-full",
    Stand.DISAGREE: "close",
    Stand.NOT_READY: "clock-outline",
    Stand.RATHER_NOT_SAY: "minus",
}


def stand_in_words(stand: Stand) -> str:
    """A stand as it is written on its button."""
    return {
        Stand.AGREE: _("I agree"),
        Stand.AGREE_IN_PART: _("I agree in part"),
        Stand.DISAGREE: _("I disagree"),
        Stand.NOT_READY: _("I am not ready"),
        Stand.RATHER_NOT_SAY: _("I would rather not say"),
    }[stand]


class Asks(Enum):
    """What a row asks of whoever holds the pen."""

    NOTHING_YET = "nothing yet"  # there is nothing to agree with
    OF_OTHERS = "of others"  # the pen in hand gave the answer itself
    THIS = "this"


class StandsRow(HalfGiven, Dressed, QWidget):
    """The five choices of one question (or one box of it), the reasons, and *not able to say now*."""

    def __init__(self, room: DeskRoom, question: Question, number: str = "") -> None:
        super().__init__()
        self._room, self._question, self._number = room, question, number
        self.stand_place = side_id(question.id, "stand", number)
        self._places = {self.stand_place, side_id(question.id, "not_able", number)}
        options = [Option(stand.value, stand_in_words(stand), ICONS[stand]) for stand in Stand]
        self.choices = ChoiceRow(room.look, self._question_to_all(), options)
        self._asks = Asks.NOTHING_YET
        self._title = Words(role="bold")
        self._not_yet = Words(role="quiet")
        self._head = OnePlace(self._title, self._not_yet)
        self._reasons = Column(room.look, gap=6)
        self._asked, self._begun = Column(room.look), BegunLines(room)
        self._writing: Field | None = None  # where a reason is being written
        self._given = False  # whether anybody said where they stand
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.show_stands)
        self._asked_for: Stand | None = None  # the stand that it is for; None: somebody cannot say now
        self._not_able = Button(room.look, _("Somebody cannot say now"), "account-clock-outline", Kind.GHOST)
        self._take_back = Button(room.look, _("Take back where I stand"), "undo", Kind.GHOST)
        self._build()
        self._take_back.clicked.connect(lambda: self._take_it_back(None))
        self.choices.chosen.connect(self._chosen)
        self._not_able.clicked.connect(self._ask_not_able)
        room.pen_changed.connect(self._pen_changed)
        room.places_changed.connect(self._places_changed)
        room.finishing.connect(self._finish)
        self.wear(room.look)
        self.show_stands()
        self.begin_drafts(room.drafts, side_id(question.id, "asked", number), room.desk.pen)

    # What you can tell it

    def show_stands(self) -> None:
        """Shows who stands where, and which is the stand of the pen in hand."""
        hidden = self._room.desk.hides(self.stand_place)
        given = [] if hidden else stands_on(self._room.desk.document, self._question.id, self._number)
        pen = self._room.desk.pen
        holds = [stand for stand in given if not stand.changed]
        own = next((stand.stand for stand in holds if pen and pen.voice.owners == {stand.person}), None)
        self._show_take_back()
        self.choices.choose(*([own.value] if own else []))
        for stand in Stand:
            people = [one.person for one in holds if one.stand is stand]
            names = ", ".join(self._room.name_of(person) for person in people)
            self.choices.buttons[stand.value].show_marks([self._room.mark_of(person) for person in people], names)
        self._given = bool(given)
        not_able = [] if hidden else not_able_on(self._room.desk.document, self._question.id, self._number)
        self._offer(bool(given or not_able))
        self._show_reasons(given, not_able)

    def close_down(self) -> None:
        """Lets go of the room."""
        self._soon.stop()
        self.keep_draft()
        self._room.pen_changed.disconnect(self._pen_changed)
        self._room.places_changed.disconnect(self._places_changed)
        self._room.finishing.disconnect(self._finish)

    def draft(self) -> Draft | None:
        """A stand that waits for its reason, or why somebody cannot say now, as far as it is written and not given yet."""
        words = self._writing.box.toPlainText() if self._writing is not None else ""
        return (self._asked_for, words) if words and not self._is_given(words) else None

    @property
    def at_work(self) -> bool:
        return self._writing is not None

    def show_begun(self, others: list[Left]) -> None:
        self._begun.show_begun(others)

    def show_draft(self, draft: Draft | None) -> None:
        """Opens the card again with what was written, or closes it."""
        self._close_card()
        pen = self._room.desk.pen
        if draft is None or pen is None:
            return
        asked_for, words = draft
        self._ask_not_able() if asked_for is None else self._ask_reason(pen, asked_for)
        if self._writing is not None:
            self._writing.box.show_words(words)

    # Insides

    def _is_given(self, words: str) -> bool:
        """Whether these words stand already as the reason of whoever began them."""
        owners = self._begun_with.voice.owners if self._begun_with is not None else frozenset()
        given = stands_on(self._room.desk.document, self._question.id, self._number)
        return any(one.stand is self._asked_for and owners == {one.person} and one.reason == words.strip() for one in given)

    def _pen_changed(self) -> None:
        self.show_stands()
        self.follow_pen(self._room.desk.pen)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for piece in (
            self._head,
            self.choices,
            self._asked,
            self._begun,
            self._reasons,
            FlowRow(self._room.look, self._not_able, self._take_back, gap=12),
        ):
            column.addWidget(piece)

    def _offer(self, given: bool) -> None:
        """There is nothing to agree with before somebody has written, nor is anybody asked to agree with an answer of their own.

        What was said about words that went stays in sight. Its place is kept from the first: while somebody writes nothing that is pressed
        below comes to stand elsewhere. Only where an answer is awaited *One more thing* stands close below until there is one.
        """
        self._asks = self._what_it_asks()
        awaited = self._question.takes_reply and self._asks is Asks.NOTHING_YET
        keep_place(self.choices, self._not_able, self._take_back, kept=not awaited)
        offered = self._asks is Asks.THIS or (given and not self._question.takes_reply)
        self.choices.setVisible(offered)
        self._not_able.setVisible(offered)
        self._title.setText(self._question_in_words())
        self._not_yet.setText(self._why_not_in_words())
        self._head.show_one(self._title if offered else self._not_yet)

    def _what_it_asks(self) -> Asks:
        desk, pen = self._room.desk, self._room.desk.pen
        if not desk.can_be_agreed_with(self._question, self._number):
            return Asks.NOTHING_YET
        of_others = pen is not None and bool(pen.voice.owners & desk.who_answered(self._question, self._number))
        return Asks.OF_OTHERS if of_others else Asks.THIS

    def _why_not_in_words(self) -> str:
        pen = self._room.desk.pen
        if self._asks is Asks.OF_OTHERS and pen is not None:
            name = voice_name(pen.voice, self._room.name_of)
            return _("{name} gave this answer. The others say where they stand on it.").format(name=name)
        if self._question.takes_reply:
            return _("Once there is an answer, the others can say where they stand on it.")
        return _("Once somebody has written, each of you can say where you stand.")

    def _question_to_all(self) -> str:
        return _("Do you agree with this answer?") if self._question.takes_reply else _("Where do you stand?")

    def _question_in_words(self) -> str:
        pen = self._room.desk.pen
        if pen is None or len(pen.voice.people) != 1:
            return self._question_to_all()
        name = self._room.name_of(pen.voice.people[0])
        if self._question.takes_reply:
            return _("{name}, do you agree with this answer?").format(name=name)
        return _("{name}, where do you stand?").format(name=name)

    def _chosen(self, key: str) -> None:
        stand = Stand(key)
        pen = self._room.desk.pen
        if pen is None or len(pen.voice.people) != 1:
            self.show_stands()
            self._room.shell.asking.tell(Saying(_("Take up your pen first. Then say where you stand.")))
        elif stand not in DECLINES:
            self._give(pen, stand, "")
        elif self._is_staff(pen) or not pen.own_hands:
            self._ask_reason(pen, stand)
        else:
            before = self._own_stand(pen)
            if self._give(pen, stand, self._reason_before(pen, stand)):
                self._ask_reason(pen, stand, given=True, before=before)  # it stands by now, and a reason can be added

    def _own_stand(self, pen: Pen) -> GivenStand | None:
        """Where whoever the pen speaks for stands now; None while they have said nothing."""
        given = stands_on(self._room.desk.document, self._question.id, self._number)
        return next((one for one in given if pen.voice.owners == {one.person}), None)

    def _show_take_back(self) -> None:
        """Offers it to whoever has said something; while a reason is asked the card has a way of its own."""
        pen = self._room.desk.pen
        self._take_back.setVisible(bool(pen and pen.own_hands and self._writing is None and self._own_stand(pen)))

    def _take_it_back(self, before: GivenStand | None) -> None:
        """Goes back to what was said before, or to nothing."""
        pen, desk = self._room.desk.pen, self._room.desk
        if pen is None:
            self._room.shell.asking.tell(Saying(_("Take up your pen first.")))
        elif self._done(lambda: desk.take_back_stand(pen, self._question.id, before, self._number)):
            self._leave()

    def _reason_before(self, pen: Pen, stand: Stand) -> str:
        """The reason that this person gave for the same before: pressing it again takes no words away."""
        given = stands_on(self._room.desk.document, self._question.id, self._number)
        return next((one.reason for one in given if one.stand is stand and pen.voice.owners == {one.person}), "")

    def _finish(self) -> None:
        """A reason that is written, and was only not pressed, is given with the pen it was written with."""
        pen, stand, draft = self._room.desk.pen, self._asked_for, self.draft()
        if draft is None or stand is None or pen is None or not pen.own_hands or pen.key != self._begun_with:
            return
        if self._give(pen, stand, draft[1].strip()):
            self._close_card()

    def _ask_reason(self, pen: Pen, stand: Stand, given: bool = False, before: GivenStand | None = None) -> None:
        """Asks why, of staff too. Patients and family may leave it empty: theirs is `given` by the press, and can go back to `before`."""
        self._close_card()
        look = self._room.look
        staff = self._is_staff(pen)
        label = _("What is your reason? {patient} will read it.").format(patient=self._patient()) if staff else _("What is your reason?")
        help_words = "" if staff else _("You can leave this empty.")
        field = Field(look, label, LongField(look, 2), help_words)
        save = Button(look, _("This is where I stand"), "check", Kind.PRIMARY)
        leave = Button(look, _("Take it back"), "undo", Kind.GHOST) if given else Button(look, _("Leave it"), "close", Kind.GHOST)
        self._asked.add(Card(look, field, FlowRow(look, save, leave, gap=12)))
        self._writing, self._asked_for = field, stand
        self._show_take_back()
        self.tell_turned()
        reason = self._reason_before(pen, stand)
        field.box.show_words(f"{reason} " if reason else "")  # with a gap, so that new words do not run into old ones
        save.clicked.connect(lambda: self._give_with_reason(pen, stand, field, staff))
        leave.clicked.connect((lambda: self._take_it_back(before)) if given else self._leave)
        field.box.setFocus()
        QTimer.singleShot(0, self, self._show_card)

    def _show_card(self) -> None:
        """Scrolls the page to what is asked."""
        page = page_around(self)
        if page is not None and self._writing is not None:
            lay_out_now()
            page.ensureWidgetVisible(self._asked)

    def _give_with_reason(self, pen: Pen, stand: Stand, field: Field, needed: bool) -> None:
        reason = field.box.toPlainText().strip()
        if needed and not reason:
            field.set_trouble(_("Write your reason. {patient} will read it.").format(patient=self._patient()))
            return
        if self._give(pen, stand, reason):
            self._leave()

    def _give(self, pen: Pen, stand: Stand, reason: str) -> bool:
        """Whether it was given, or only a witness is missing. What could not be given stays as it was written."""
        if pen.own_hands:
            return self._done(lambda: self._room.desk.give_stand(pen, self._question.id, stand, reason, self._number))
        seen = [here for here in self._room.desk.people if here.present and here.person not in (pen.hands, *pen.voice.people)]
        if not seen:
            self._offer_own_pen(pen.voice.people[0])
            return True
        ways = (
            *(Way(here.person, _("{name} saw it").format(name=here.known_as), "eye-outline") for here in seen[:4]),
            Way("leave", _("Leave it"), "close"),
        )
        speaker = self._room.name_of(pen.voice.people[0])
        saying = Saying(_("Who saw {name} say this?").format(name=speaker), (_("The plan shows who marked it, and who saw it."),), ways)
        self._room.shell.asking.tell(saying, lambda key: self._witnessed(pen, stand, reason, key))
        return True

    def _offer_own_pen(self, speaker: str) -> None:
        """Nobody is here who could have seen it: whoever speaks marks it alone, or somebody joins who sees it."""
        self.show_stands()
        room, name = self._room, self._room.name_of(speaker)
        ways = (
            Way("own", _("{name} is writing").format(name=name), "pen", primary=True),
            Way("join", _("Somebody joins or goes"), "account-plus-outline"),
            Way("leave", _("Leave it"), "close"),
        )
        why = _("{name} can say it with {name}'s own pen. Or somebody joins who sees it.").format(name=name)
        title = _("Nobody else is here who saw {name} say this.").format(name=name)
        room.shell.asking.tell(Saying(title, (why,), ways), self._own_pen(speaker))

    def _own_pen(self, speaker: str) -> Callable[[str], None]:
        def answered(key: str) -> None:
            if key == "own":
                self._room.with_trouble_told(lambda: self._room.take_up(self._room.desk.pens.own(speaker)))
            elif key == "join":
                self._room.shell.go("who_is_here")

        return answered

    def _witnessed(self, pen: Pen, stand: Stand, reason: str, witness: str) -> None:
        if witness != "leave":
            desk = self._room.desk
            self._done(lambda: desk.give_stand(pen, self._question.id, stand, reason, self._number, witness))
        self.show_stands()

    def _ask_not_able(self) -> None:
        """Somebody cannot say now: who, why, and when we ask again."""
        self._close_card()
        look = self._room.look
        own = self._room.desk.who_answered(self._question, self._number)
        people = [Option(here.person, here.known_as) for here in self._room.desk.people if here.person not in own]
        who = Field(look, _("Who cannot say now?"), Picker(look, people))
        why = Field(look, _("Why? Say it in plain words."), LongField(look, 2))
        again = DateField(look, _("When do we ask again?"), lambda: today_by(self._room.shell.services.clock))
        save = Button(look, _("Write it down"), "check", Kind.PRIMARY)
        leave = Button(look, _("Leave it"), "close", Kind.GHOST)
        self._asked.add(Card(look, who, why, again, Row(look, save, leave, None)))
        self._writing, self._asked_for = why, None
        self.tell_turned()
        save.clicked.connect(lambda: self._record_not_able(who, why, again))
        leave.clicked.connect(self._leave)
        who.box.setFocus()
        QTimer.singleShot(0, self, self._show_card)

    def _record_not_able(self, who: Field, why: Field, again: DateField) -> None:
        pen = self._room.desk.pen
        if pen is None:
            self._room.shell.asking.tell(Saying(_("Take up your pen first.")))
            return
        reason = why.box.toPlainText().strip()
        if not reason:
            why.set_trouble(_("Write why, in plain words."))
            return
        if not again.read():
            return
        desk = self._room.desk
        if self._done(lambda: desk.record_not_able(pen, who.box.key, self._question.id, reason, again.day, self._number)):
            self._leave()

    def _done(self, act: Callable[[], object]) -> bool:
        """Whether it could be done; trouble is told."""
        try:
            act()
        except Trouble as trouble:
            self._room.shell.asking.trouble(explain(trouble))
            return False
        finally:
            self.show_stands()
        return True

    def _close_card(self) -> None:
        self._asked.clear()
        self._writing = self._asked_for = None
        self._show_take_back()
        self.tell_turned()

    def _leave(self) -> None:
        self._close_card()
        self.show_stands()
        self.choices.setFocus()

    def _show_reasons(self, given: list[GivenStand], not_able: list[NotAble]) -> None:
        self._reasons.clear()
        for stand in given:
            if stand.changed:
                self._add_reason(self._room.mark_of(stand.person), self._room.name_of(stand.person), self._said_before(stand))
            elif self.choices.isHidden():  # they show who stands where
                words = _("{name}: {stand}").format(name=self._room.name_of(stand.person), stand=stand_in_words(stand.stand))
                self._add_reason(self._room.mark_of(stand.person), self._room.name_of(stand.person), words)
            if stand.reason:
                words = _("{name}: “{reason}”").format(name=self._room.name_of(stand.person), reason=stand.reason)
                self._add_reason(self._room.mark_of(stand.person), self._room.name_of(stand.person), words)
            if stand.entry.witness:
                self._reasons.add(Words(self._witness_in_words(stand), "small"))
        for one in not_able:
            words = _("{name} cannot say now. Written by {writer}: {why}").format(
                name=self._room.name_of(one.person), writer=self._room.name_of(one.entry.pen.hands), why=one.why
            )
            self._add_reason(self._room.mark_of(one.entry.pen.hands), self._room.name_of(one.entry.pen.hands), words)

    def _said_before(self, stand: GivenStand) -> str:
        """What somebody said about words that are others now."""
        name = self._room.name_of(stand.person)
        return _("{name} said “{stand}” before the words changed.").format(name=name, stand=stand_in_words(stand.stand))

    def _witness_in_words(self, stand: GivenStand) -> str:
        room = self._room
        return _("{hands} marked this for {name}. {witness} was there and saw it.").format(
            hands=room.name_of(stand.entry.pen.hands), name=room.name_of(stand.person), witness=room.name_of(stand.entry.witness)
        )

    def _add_reason(self, mark: MarkStyle, name: str, words: str) -> None:
        self._reasons.add(Row(self._room.look, MarkView(self._room.look, mark, name), (Words(words), 1), gap=8))

    def _is_staff(self, pen: Pen) -> bool:
        return any(here.role.staff for here in self._room.desk.people if here.person in pen.voice.people)

    def _patient(self) -> str:
        patient = self._room.desk.patient
        return patient.known_as if patient else _("The patient")

    def _places_changed(self, places: frozenset[str]) -> None:
        here = [place for place in places if question_of(place)[:2] == (self._question.id, self._number)]
        if places & self._places or (here and self._may_turn(here)):
            self.show_stands()
        elif here and self._given:
            self._soon.start()  # somebody is writing: whether a stand still holds is not told letter by letter

    def _may_turn(self, changed: list[str]) -> bool:
        """Whether these changes may begin or end what can be agreed with. Asked with every key; a place with words answers at once."""
        of_words = not self._question.takes_reply and self._asks is Asks.THIS
        if of_words and any(self._room.desk.document.side(place).length for place in changed):
            return False
        return self._asks is not self._what_it_asks()
