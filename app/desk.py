"""The desk: one plan on the table, the people around it, and one pen in hand at a time. Each thing a person can do there is one call.

The desk keeps the rules of the room (whose words go where, who may answer what); the text engine keeps those of the words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app import stands
from app.announcements import Announcement
from app.answers import everybody_answered, is_answered, who_answered
from app.clock import Clock
from app.errors import Trouble, explain, explains
from app.here import Here
from app.language import _
from app.looking import Found, find_words
from app.pen_case import PenCase
from app.places import BOXES, NOT_NOW, added_boxes, box_ids, holds_answers, something_stands, written_places
from app.sides import Box, boxes_of, may_put_words
from app.sight import Sight, why_not_shown
from models.base import new_id
from models.forms import Form
from models.questions import Duty, Question, SideName
from models.text import answering, entries, undoing, writing
from models.text.answering import NotTheirs
from models.text.document import PlanDocument, question_of, side_id
from models.text.entries import EntryFault
from models.text.pens import Pen
from models.text.runs import Entry
from models.text.spans import Spans
from models.text.undoing import Undone
from models.text.waiting import Waiting, entries_waiting_for, waiting_for
from models.text.writing import Clip, Written


class NobodyHoldsThePen(Exception):
    """A key came while no pen is in hand. Somebody has to take one up first."""


class NotThisBox(Exception):
    """The pen in hand does not put words into this box."""

    def __init__(self, pen: Pen, box: Box) -> None:
        super().__init__()
        self.pen, self.box = pen, box


@dataclass(frozen=True)
class PenChoice:
    """One answer to "who is writing?": the pen that would be taken up, whose hands, and for whom (None: their own words)."""

    pen: Pen
    hands: Here
    speaker: Here | None


class Desk:
    """One plan being written in one sitting."""

    def __init__(
        self,
        form: Form,
        document: PlanDocument,
        people: Callable[[], Sequence[Here]],
        pens: PenCase,
        clock: Clock,
        rest_after_minutes: Callable[[], int],
        writable: bool = True,
        sight: Sight | None = None,
    ) -> None:
        """`people` gives everybody of the sitting; `rest_after_minutes` how long a pen stays in hand without a key (0: for ever).

        A plan that was replaced is not `writable`: nothing in it changes any more. `sight` says what family may see; None: all of it.
        """
        self.writable = writable
        self.sight = sight or Sight()
        self.form = form
        self.document = document
        self.pens = pens
        self.pen_passed: Announcement[Pen | None] = Announcement()
        self.places_changed: Announcement[frozenset[str]] = Announcement()
        self._people = people
        self._clock = clock
        self._rest_after_minutes = rest_after_minutes
        self._pen: Pen | None = None
        self._hands = ""  # that held the last pen: who reads, until somebody else takes one up
        self._last_key = clock.monotonic()
        self._offered: set[str] = set()  # boxes that are shown before somebody adds them
        self._places = written_places(document)  # kept up to date: asking the engine anew for every question of the list takes long
        self._stop = document.watch_places(self._places_came)

    def close(self) -> None:
        """Leaves the desk; nothing more is announced."""
        self.put_down()
        self._stop()

    # ---- who is here, and which pen is in hand

    @property
    def people(self) -> list[Here]:
        """Everybody of the sitting, present or not."""
        return list(self._people())

    def person(self, person: str) -> Here:
        """The person of that id. Raises LookupError for somebody who is not of this sitting."""
        found = next((here for here in self._people() if here.person == person), None)
        if found is None:
            raise LookupError(person)
        return found

    @property
    def patient(self) -> Here | None:
        """The patient, when this is a plan about one and that person is of the sitting."""
        return next((here for here in self._people() if here.is_patient), None)

    @property
    def patient_name(self) -> str:
        """How the patient likes to be called; "" where there is none."""
        return self.patient.known_as if self.patient else ""

    @property
    def pen(self) -> Pen | None:
        """The pen in hand; None when nobody holds one."""
        self.let_rest()
        return self._pen

    def stay_awake(self) -> None:
        """Somebody is at work with the pen in hand, though no word came in: they type in a field, or choose."""
        self._last_key = self._clock.monotonic()

    def let_rest(self) -> bool:
        """Takes the pen out of the hand if it rested too long, or if its people are not here as it says any more. Whether it did."""
        minutes = self._rest_after_minutes()
        rested = bool(minutes) and self._clock.monotonic() - self._last_key > 60 * minutes
        if self._pen is None or not (rested or not self.pens.still_fits(self._pen)):
            return False
        self.put_down()
        return True

    def take_up(self, pen: Pen) -> None:
        """Puts a pen in hand."""
        self._last_key = self._clock.monotonic()
        if pen != self._pen:
            self._pen, self._hands = pen, pen.hands
            self.sight.look_again()
            self.pen_passed.announce(pen)

    def put_down(self) -> None:
        """Leaves no pen in hand: after a lock, when somebody joins, and when asked to."""
        if self._pen is not None:
            self._pen = None
            self.pen_passed.announce(None)

    def pen_for(self, side: str) -> Pen | None:
        """The pen in hand, if its words may go into this side and its hands may see it; None asks who is writing."""
        pen = self.pen
        return pen if pen and may_put_words(pen, self.box(side)) and not self.hides(side) else None

    def hides(self, side: str) -> bool:
        """Whether a side is not shown now: whoever of family holds the pen, or held it last, may not see it."""
        return bool(self.hidden_from(side))

    def why_hidden(self, side: str, name_of: Callable[[str], str]) -> str:
        """Why a side is not shown now, in a sentence; "" where it is shown."""
        hidden_from = self.hidden_from(side)
        return why_not_shown(side, hidden_from, self.patient_name, name_of) if hidden_from else ""

    def why_not_all_is_shown(self, name_of: Callable[[str], str]) -> str:
        """Why all of the plan cannot be shown to whoever reads now, in a sentence; "" where they may see all that was written."""
        sides = [side_id(self.form.questions[0].id, SideName.PATIENT.value), *self.document.written_sides()]
        return next((why for side in sides if (why := self.why_hidden(side, name_of))), "")

    def hidden_from(self, side: str) -> list[Here]:
        """Whoever reads now and may not see a side; nobody where it is shown. Who types for the owner of a side sees what they type."""
        reader = [here for here in self._people() if here.person == self._hands]
        return [] if self._typed_for_owner(side) else self.sight.closed_to(reader, side)

    def choices_for(self, side: str) -> list[PenChoice]:
        """Who could be writing in this side, the likeliest first: its own people, then whoever has hands free to type for them."""
        owners = [here for here in self._people() if here.present and self._may_speak_in(here, side)]
        own = [PenChoice(self.pens.own(here.person), here, None) for here in owners if self.sight.may_see(here, side)]
        return own + [choice for speaker in owners for choice in self._typing_choices(speaker)]

    def pen_for_speaker(self, hands: str, speaker: str) -> Pen:
        """The pen with which somebody types what another says, by way of whoever helps that person; their own for their own words.

        Raises Trouble for somebody who is not here.
        """
        if hands == speaker:
            return self.pens.own(hands)
        return self.pens.typing_for(hands, speaker, self._way(self.person(speaker), self.person(hands)))

    def own_pens(self) -> list[PenChoice]:
        """Everybody who is here, each with their own pen."""
        return [PenChoice(self.pens.own(here.person), here, None) for here in self._people() if here.present]

    # ---- the page

    def questions(self) -> list[Question]:
        """Every question of the form, in order."""
        return list(self.form.questions)

    def box_ids(self, question: Question) -> list[str]:
        """The boxes of a question that repeats, in the order they were added; a single unnamed one to begin with."""
        return box_ids(self.document, self.form, question, self._places)

    def boxes(self, question: Question, box: str = "") -> list[Box]:
        """The sides of a question, for the people of this sitting and whoever wrote or answered there before, where that still stands."""
        standing = [place for place in self._answer_places(question, box) if something_stands(self.document, place)]
        return boxes_of(question, self.people, box, standing)

    def box(self, side: str) -> Box:
        """The box of that name. Raises LookupError when the form has no such box."""
        asked, number, _side = question_of(side)
        question = self.form.question(asked)
        # every key asks: what was ever written is looked up only where the people who are here do not answer it
        found = _named(side, boxes_of(question, self._people(), number))
        found = found or _named(side, boxes_of(question, self._people(), number, self._answer_places(question, number)))
        if found is None or not self._has_box(question, number):
            raise LookupError(side)
        return found

    def somebody_wrote(self, question: Question, box: str | None = None) -> bool:
        """Whether anybody has written or chosen anything here: words on the page, or an answer. None for any box of the question."""
        heads = tuple(side_id(question.id, "", one) for one in (self.box_ids(question) if box is None else [box]))
        wanted = sorted(place for place in self._places if place.startswith(heads) and holds_answers(place))
        return any(something_stands(self.document, place) for place in wanted)

    @property
    def nothing_yet(self) -> bool:
        """Whether nobody has written or chosen anything in this plan."""
        return not any(holds_answers(place) for place in self._places)

    def waits_for_others(self, question: Question, box: str = "") -> bool:
        """Whether nobody's answer is shown yet: the form shows them together, and somebody who is here has given none."""
        if not question.has(Duty.APART_FIRST):
            return False
        given = [entry for one in self.boxes(question, box) for entry in self.entries(one.name)]
        return not everybody_answered(given, [here.person for here in self._people() if here.present and here.side is not None])

    def may_add_box(self, question: Question) -> bool:
        """Whether one more box is offered: the question repeats by itself, and has not as many as the form gives it."""
        if not question.repeats or question.repeats_with:
            return False
        return not question.most_boxes or len(self.box_ids(question)) < question.most_boxes

    def find(self, words: str) -> list[Found]:
        """Where words stand in the plan, whatever their case, question by question; not what whoever reads may not see."""
        return [found for found in find_words(self.document, self.form, words) if not self.hides(found.side)]

    # ---- writing

    def write(self, side: str, at: int, take: int, text: str, burst: str = "", pasted: str | None = None) -> Written:
        """Types, takes out or replaces with the pen in hand. Raises NobodyHoldsThePen or NotThisBox, and nothing has changed."""
        pen = self._pen_to_put_words(side) if text else self._pen_in_hand(side)
        return writing.write(self.document, pen, side, at, take, text, burst=burst, pasted=pasted)

    def put_in_for_good(self, side: str, text: str) -> None:
        """Puts words at the end of a side, on a line of their own. They were shared: undo does not take that back. Raises as `write`."""
        pen, page = self._pen_to_put_words(side), self.document.side(side)
        text = f"\n{text}" if page.length and not page.text.endswith("\n") else text
        writing.write(self.document, pen, side, page.length, 0, text, undoable=False)

    def pick_up(self, side: str, start: int, end: int) -> Clip:
        """Words of the plan, to be quoted or moved."""
        return writing.pick_up(self.document, side, start, end)

    def quote(self, side: str, at: int, take: int, clip: Clip) -> Written:
        """Copies words of the plan to another place; they stay their owner's. Anybody may quote anywhere. Raises NobodyHoldsThePen."""
        return writing.quote(self.document, self._pen_in_hand(side), side, at, take, clip)

    def move(self, clip: Clip, side: str, at: int) -> Written:
        """Moves words of the plan. Raises NobodyHoldsThePen."""
        return writing.move(self.document, self._pen_in_hand(side), clip, side, at)

    def next_undo(self) -> Undone | None:
        """Where the pen's next step back would happen; None when there is none, or no pen in hand."""
        pen = self.pen
        return undoing.next_undo(self.document, pen) if pen and self.writable else None

    def undo(self) -> Undone | None:
        """Takes the last step of the pen in hand back; None when there is none. Raises NobodyHoldsThePen."""
        return undoing.undo(self.document, self._pen_in_hand())

    def redo(self) -> Undone | None:
        """Does again what the pen in hand took back last; None when there is nothing. Raises NobodyHoldsThePen."""
        return undoing.redo(self.document, self._pen_in_hand())

    # ---- what belongs to the owner of words

    def waiting_for(self, person: str) -> list[Waiting]:
        """The words that wait for a person's own answer, in the order of the form."""
        waiting = [thing for thing in waiting_for(self.document, person) if holds_answers(thing.side)]
        return sorted(waiting, key=lambda thing: self._place_in_form(thing.side))

    def answers_waiting_for(self, person: str) -> list[tuple[str, Entry]]:
        """The answers that are no words, entered for a person by others, that wait for a yes; with their places, as the form goes."""
        return sorted(entries_waiting_for(self.document, person), key=lambda found: self._place_in_form(found[0]))

    def let_go(self, side: str, spans: Spans, witness: str = "") -> bool:
        """The owner agrees that struck words go. Raises NobodyHoldsThePen, or NotTheirs for hands that are not the owner's."""
        return answering.let_go(self.document, self._pen_in_hand(), side, spans, self._seen_by(witness))

    def keep(self, side: str, spans: Spans, witness: str = "") -> bool:
        """The owner keeps struck words. Raises NobodyHoldsThePen, or NotTheirs."""
        return answering.keep(self.document, self._pen_in_hand(), side, spans, self._seen_by(witness))

    def confirm(self, side: str, spans: Spans, witness: str = "") -> bool:
        """The owner says: yes, my words. Raises NobodyHoldsThePen, or NotTheirs."""
        return answering.confirm(self.document, self._pen_in_hand(), side, spans, self._seen_by(witness))

    def not_my_words(self, side: str, spans: Spans, witness: str = "") -> bool:
        """The owner says: not my words. Raises NobodyHoldsThePen, or NotTheirs."""
        return answering.not_my_words(self.document, self._pen_in_hand(), side, spans, self._seen_by(witness))

    def take_back_strike(self, side: str, spans: Spans) -> bool:
        """The pen in hand takes its own strike back. Raises NobodyHoldsThePen."""
        return answering.take_back_strike(self.document, self._pen_in_hand(), side, spans)

    # ---- answers that are not text

    def enter(self, side: str, value: Mapping[str, object], *, for_good: bool = False) -> str:
        """Gives the answer of the pen in hand in a side of a question; undo does not take back what is given `for_good`.

        Raises NobodyHoldsThePen, NotThisBox, or Trouble.
        """
        pen = self._pen_to_put_words(side)
        try:
            return entries.enter(self.document, pen, side, value, undoable=not for_good)
        except EntryFault as fault:
            raise explain(fault) from fault

    def entries(self, side: str) -> list[Entry]:
        """Each person's newest answer in a side."""
        return entries.answers(self.document, side)

    def answer_typed_for(self, side: str, key: str, yes: bool, witness: str = "") -> bool:
        """Says of an entry that was typed for the holder of the pen whether it is theirs. Raises NobodyHoldsThePen."""
        return entries.answer_typed_for(self.document, self._pen_in_hand(), side, key, yes, witness=self._seen_by(witness))

    def offer_box(self) -> str:
        """The id of a box that can be shown at once, and waits for a pen to be added with. Nothing is written down of it before."""
        box = new_id()[:8]
        self._offered.add(box)
        return box

    def add_box(self, question: Question, box: str = "", *, for_good: bool = False) -> str:
        """Adds one more box to a question that repeats, the one that was offered if given; returns its id.

        Raises NobodyHoldsThePen, or Trouble where no more are offered.
        """
        if question.most_boxes and not self.may_add_box(question):
            raise Trouble(_("There are enough boxes."), _("This question has no more of them."), _("Write it into one that is here."))
        box = box or self.offer_box()
        lead = question.repeats_with or question.id
        entries.enter(self.document, self._pen_in_hand(), side_id(lead, BOXES), {"box": box}, undoable=not for_good)
        return box

    def say_not_now(self, question: Question, not_now: bool = True) -> None:
        """Marks a question *not now* for the pen in hand, or takes that back. No reason is asked. Raises NobodyHoldsThePen."""
        entries.enter(self.document, self._pen_in_hand(), side_id(question.id, NOT_NOW), {"not_now": True} if not_now else {})

    def not_now(self, question: Question) -> list[Entry]:
        """Who said *not now* to a question."""
        return entries.answers(self.document, side_id(question.id, NOT_NOW))

    # ---- where people stand

    def can_be_agreed_with(self, question: Question, box: str = "") -> bool:
        """Whether there is something to agree with: words or an answer; of what somebody asks for, an answer."""
        if question.takes_reply:
            return is_answered(self.document, question, box, self._places)
        return self.somebody_wrote(question, box)

    def who_answered(self, question: Question, box: str = "") -> frozenset[str]:
        """Who gave the answer to a request: they are not asked whether they agree with it. Nobody at any other question."""
        return who_answered(self.document, question, box, self._places) if question.takes_reply else frozenset()

    def give_stand(self, pen: Pen, question: str, stand: stands.Stand, reason: str = "", box: str = "", witness: str = "") -> None:
        """Says where the pen's own person stands on a question. `pen` is the one that was asked. Raises Trouble when it was passed on."""
        stands.give_stand(self.document, self._still_in_hand(pen), question, stand, reason, box, self._seen_by(witness))

    def take_back_stand(self, pen: Pen, question: str, before: stands.GivenStand | None = None, box: str = "") -> None:
        """Takes the pen's own person's stand back, to the one `before` or to none. Raises Trouble when the pen was passed on."""
        stands.take_back_stand(self.document, self._still_in_hand(pen), question, before, box)

    def record_not_able(self, pen: Pen, person: str, question: str, why: str, ask_again: date | None, box: str = "") -> None:
        """Records that somebody of this sitting cannot say now where they stand. Raises Trouble when the pen was passed on."""
        stands.record_not_able(self.document, self._still_in_hand(pen), self.person(person).person, question, why, ask_again, box)

    def sign(self, pen: Pen, stand: stands.Stand, reason: str = "", witness: str = "") -> None:
        """Says where the pen's own person stands on the whole plan as it reads now. Raises Trouble when the pen was passed on."""
        stands.sign(self.document, self._still_in_hand(pen), stand, reason, self._seen_by(witness))

    # ---- insides

    def _typed_for_owner(self, side: str) -> bool:
        pen = self._pen
        if pen is None or pen.own_hands:
            return False
        try:
            return may_put_words(pen, self.box(side))
        except LookupError:  # a place that is no box: where people stand
            return False

    def _place_in_form(self, place: str) -> int:
        ids = [question.id for question in self.form.questions]
        asked = question_of(place)[0]
        return ids.index(asked) if asked in ids else len(ids)

    def _answer_places(self, question: Question, box: str) -> list[str]:
        """The places of one box in which anybody ever wrote or answered."""
        head = side_id(question.id, "", box)
        return [place for place in self._places if place.startswith(head) and holds_answers(place)]

    def _places_came(self, places: frozenset[str]) -> None:
        self._places |= places
        self.places_changed.announce(places)

    def _pen_in_hand(self, side: str | None = None) -> Pen:
        """The pen in hand, for doing something in that side. Raises LookupError for a side that the form does not have."""
        if side is not None:
            self.box(side)
        if not self.writable:
            raise Trouble(_("This plan was replaced."), _("It stays as it was, for reading."), _("Write in the plan that came after it."))
        pen = self.pen
        if pen is None:
            raise NobodyHoldsThePen
        self._last_key = self._clock.monotonic()
        return pen

    def _still_in_hand(self, pen: Pen) -> Pen:
        if self.pen != pen:
            raise Trouble(
                _("The pen was passed on."), _("What you say is said with your own pen."), _("Take up your pen, then say it again.")
            )
        return self._pen_in_hand()

    def _seen_by(self, witness: str) -> str:
        """The witness, who has to be here to see it. Raises Trouble."""
        if witness and not any(here.present for here in self._people() if here.person == witness):
            raise Trouble(_("Nobody saw it."), _("Only somebody who is here can see it."), _("Choose somebody who is here now."))
        return witness

    def _has_box(self, question: Question, number: str) -> bool:
        known = not number or number in self._offered or number in added_boxes(self.document, question.repeats_with or question.id)
        return known or number in self.box_ids(question)

    def _pen_to_put_words(self, side: str) -> Pen:
        pen, box = self._pen_in_hand(), self.box(side)
        if not may_put_words(pen, box):
            raise NotThisBox(pen, box)
        return pen

    def _may_speak_in(self, here: Here, side: str) -> bool:
        box = self.box(side)
        return box.side is SideName.TOGETHER or here.person in box.owners

    def _typing_choices(self, speaker: Here) -> list[PenChoice]:
        """The hands in the room that could type for a speaker, whoever holds the pen now first."""
        hands = [here for here in self._people() if here.present and here.person != speaker.person]
        holder = self._pen.hands if self._pen else ""
        ordered = sorted(hands, key=lambda here: (here.person != holder, not here.role.staff))
        return [PenChoice(self.pens.typing_for(here.person, speaker.person, self._way(speaker, here)), here, speaker) for here in ordered]

    def _way(self, speaker: Here, hands: Here) -> str:
        """Who carries a speaker's words: the helper, while that person is here and does not type as well."""
        helps = any(here.present for here in self._people() if here.person == speaker.helper)
        return speaker.helper if helps and speaker.helper != hands.person else ""


def _named(side: str, boxes: Sequence[Box]) -> Box | None:
    return next((box for box in boxes if box.name == side), None)


@explains(NotTheirs)
def _explain_not_theirs(_error: NotTheirs) -> Trouble:
    return Trouble(
        _("Only that person can say this."),
        _("These words are somebody else's."),
        _("Pass the pen, or name somebody who saw it."),
    )
