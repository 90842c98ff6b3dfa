"""Writing in the demonstration, as stage directions: who says, types, strikes, lets go, keeps, answers. Every one is a real call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from app.clock import Clock
from app.desk import Desk
from app.open_plan import OpenPlan
from app.stands import Stand, give_stand, record_not_able, sign
from models.base import to_ms
from models.people import Person
from models.questions import Question
from models.text.document import PlanDocument, question_of
from models.text.pens import Pen
from models.text.spans import Spans

SECONDS_AN_ACT = 40


@dataclass(frozen=True)
class People:
    """The made-up people. Robin is another patient: nothing of Robin's may be seen when Sam's plan is open."""

    sam: Person
    jo: Person
    mum: Person
    reyes: Person
    lee: Person
    chidi: Person
    robin: Person


class PassingClock(Clock, Protocol):
    """A clock whose time can be let go on."""

    def pass_by(self, seconds: float) -> None:
        """Lets time go on from the moment it shows."""


class Writing:
    """A plan on the table, and what each person does with it."""

    def __init__(self, open_plan: OpenPlan, clock: PassingClock) -> None:
        self._desk: Desk = open_plan.desk
        self._document, self._clock = open_plan.document, clock
        self._document.clock = lambda: to_ms(clock.now())

    @property
    def document(self) -> PlanDocument:
        """The writing itself."""
        return self._document

    # ---- words

    def says(self, who: Person, place: str, text: str) -> None:
        """Somebody writes with own hands at the end of a side."""
        self._write(self._desk.pens.own(who.id), place, text)

    def types_for(self, hands: Person, speaker: Person, place: str, text: str, way: Person | None = None) -> None:
        """Somebody types what another says, perhaps by way of a third."""
        self._write(self._desk.pens.typing_for(hands.id, speaker.id, way.id if way else ""), place, text)

    def copies_from(self, hands: Person, named: str, place: str, text: str, owner: Person | None = None) -> None:
        """Somebody types from a letter or a leaflet."""
        self._write(self._desk.pens.from_source(hands.id, named, owner.id if owner else ""), place, text)

    def types_together(self, hands: Person, place: str, text: str, *people: Person) -> None:
        """Somebody types what several say together."""
        self._write(self._desk.pens.together(hands.id, *(person.id for person in people)), place, text)

    def puts_in(self, who: Person, place: str, behind: str, text: str) -> None:
        """Somebody writes behind words that stand there already."""
        start, end = self._find(place, behind)
        self._take_up(self._desk.pens.own(who.id))
        self._desk.write(place, start + (end - start), 0, text)

    def strikes(self, who: Person, place: str, words: str) -> None:
        """Somebody crosses words out."""
        start, end = self._find(place, words)
        self._take_up(self._desk.pens.own(who.id))
        self._desk.write(place, start, end - start, "")

    def quotes(self, who: Person, words: str, place: str, target: str) -> None:
        """Somebody copies words of one side to the end of another."""
        clip = self._desk.pick_up(place, *self._find(place, words))
        self._take_up(self._desk.pens.own(who.id))
        self._desk.quote(target, self._length(target), 0, clip)

    def moves(self, who: Person, words: str, place: str, target: str) -> None:
        """Somebody moves words of one side to the end of another."""
        clip = self._desk.pick_up(place, *self._find(place, words))
        self._take_up(self._desk.pens.own(who.id))
        self._desk.move(clip, target, self._length(target))

    # ---- what belongs to the owner

    def lets_go(self, who: Person, place: str, words: str) -> None:
        """The owner agrees that struck words go."""
        self._take_up(self._desk.pens.own(who.id))
        self._desk.let_go(place, self._ids(place, words))

    def keeps(self, who: Person, place: str, words: str) -> None:
        """The owner keeps struck words."""
        self._take_up(self._desk.pens.own(who.id))
        self._desk.keep(place, self._ids(place, words))

    def confirms(self, who: Person, place: str, words: str) -> None:
        """The owner says: yes, my words."""
        self._take_up(self._desk.pens.own(who.id))
        self._desk.confirm(place, self._ids(place, words))

    def disowns(self, who: Person, place: str, words: str) -> None:
        """The owner says: not my words."""
        self._take_up(self._desk.pens.own(who.id))
        self._desk.not_my_words(place, self._ids(place, words))

    # ---- answers that are not text

    def answers(self, who: Person, place: str, value: Mapping[str, Any]) -> None:
        """Somebody chooses, names a day, answers a request."""
        self._take_up(self._desk.pens.own(who.id))
        self._desk.enter(place, dict(value))

    def adds_box(self, who: Person, question: str) -> str:
        """Somebody adds one more box to a question that repeats; its id."""
        self._take_up(self._desk.pens.own(who.id))
        return self._desk.add_box(self._question(question))

    def says_not_now(self, who: Person, question: str) -> None:
        """Somebody does not want to answer now."""
        self._take_up(self._desk.pens.own(who.id))
        self._desk.say_not_now(self._question(question))

    # ---- where people stand

    def stands(self, who: Person, question: str, stand: Stand, reason: str = "", box: str = "") -> None:
        """Somebody says where they stand."""
        give_stand(self._document, self._pen(who), question, stand, reason, box)

    def presses_for(self, hands: Person, owner: Person, witness: Person, question: str, stand: Stand) -> None:
        """Somebody presses a stand for a person who cannot use the keys, and a third sees it."""
        self._clock.pass_by(SECONDS_AN_ACT)
        give_stand(self._document, self._desk.pens.typing_for(hands.id, owner.id), question, stand, witness=witness.id)

    def cannot_say(self, recorder: Person, who: Person, question: str, why: str, again: date) -> None:
        """Somebody records that another cannot say now."""
        record_not_able(self._document, self._pen(recorder), who.id, question, why, again)

    def signs(self, who: Person, stand: Stand, reason: str = "") -> None:
        """Somebody says where they stand on the whole plan."""
        sign(self._document, self._pen(who), stand, reason)

    # ---- insides

    def _pen(self, who: Person) -> Pen:
        self._clock.pass_by(SECONDS_AN_ACT)
        return self._desk.pens.own(who.id)

    def _take_up(self, pen: Pen) -> None:
        self._clock.pass_by(SECONDS_AN_ACT)
        self._desk.take_up(pen)

    def _write(self, pen: Pen, place: str, text: str) -> None:
        self._take_up(pen)
        self._desk.write(place, self._length(place), 0, text)

    def _length(self, place: str) -> int:
        return self._document.side(place).length

    def _find(self, place: str, words: str) -> tuple[int, int]:
        """Where words stand. All of ours are single units of UTF-16, so places in the text are places on the page."""
        start = self._document.side(place).text.index(words)
        return start, start + len(words)

    def _ids(self, place: str, words: str) -> Spans:
        return self._document.side(place).ids_of(*self._find(place, words))

    def _question(self, question: str) -> Question:
        return self._desk.form.question(question_of(question)[0])
