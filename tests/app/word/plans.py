"""Made-up plans for tests of copies, without a disk: a form with one question of each kind, six people, and pens for all of them.

plan = PaperPlan()
plan.says(SAM, "help/patient", "I like the garden.")
plan.copy(CopyKind.CLEAN)
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from app.forms import roles
from app.stands import Stand, give_stand, record_not_able, sign
from app.word.blocks import Asked, Copy, CopyKind, Line, Part, Rows, SideBySide
from app.word.copy import make_copy
from app.word.facts import Came, Facts, Met
from models.forms import Form, Section
from models.marks import INKS, LINES
from models.people import Person
from models.plans import Plan, PlanState
from models.questions import Choice, Condition, Duty, Kind, Question, SideName
from models.sittings import TakesPart
from models.text import answering, writing
from models.text.document import PlanDocument
from models.text.entries import enter
from models.text.pens import Pen, Voice

SAM, JO, MUM, REYES, LEE, CHIDI = (letter * 32 for letter in "abcdef")
ROLES = {SAM: "patient", JO: "nurse", MUM: "mother", REYES: "doctor", LEE: "advocate", CHIDI: "interpreter"}
_NAMES = {
    SAM: ("Sam Okafor", "Sam", "SO"),
    JO: ("Jo Nkemelu", "Jo", "JN"),
    MUM: ("Grace Okafor", "Mum", "GO"),
    REYES: ("Dr Ana Reyes", "Dr Reyes", "DR"),
    LEE: ("Lee Adeyemi", "Lee", "LA"),
    CHIDI: ("Chidi Eze", "Chidi", "CE"),
}
ALL_SIDES = (SideName.PATIENT, SideName.TEAM, SideName.FAMILY, SideName.TOGETHER)
TWO = (SideName.PATIENT, SideName.TEAM)
_CHOICES = (Choice("tea", "Tea"), Choice("music", "Music"), Choice("own", "Something else", own_words=True))
TODAY = date(2026, 5, 4)
NOW_MS = 1_777_888_800_000


def person(one: str, **more: Any) -> Person:
    """One of the made-up people."""
    place = list(_NAMES).index(one)
    name, known_as, initials = _NAMES[one]
    return replace(Person(one, name, known_as, initials, INKS[place], LINES[place], is_staff=one in (JO, REYES)), **more)


def paper_form() -> Form:
    """A form with a question of each kind, a safety section, and every duty that a copy knows."""
    plain = (
        Question("help", "What helps me?", "Strengths", Kind.TEXT, ALL_SIDES),
        Question("need", "Where do I need help?", "Needs", Kind.TEXT, ALL_SIDES, repeats=True),
        Question("then", "And what then?", "Follow-up", Kind.TEXT, TWO, repeats_with="need"),
        Question("likes", "What do I like?", "Preferences", Kind.SEVERAL, TWO, choices=_CHOICES),
        Question("ask", "What do I ask for?", "Request", Kind.REQUEST, TWO, repeats=True),
        Question("step", "Who does what?", "Action", Kind.ACTION, (SideName.TOGETHER,), repeats=True),
        Question("law", "What has been decided under the law?", "Law", Kind.LAW, TWO, repeats=True),
        Question("mum_says", "What does my family say?", "Family", Kind.TEXT, (SideName.FAMILY,)),
        Question("unmet", "What do I need that I cannot get?", "Unmet need", Kind.TEXT, TWO, duties=(Duty.EVERY_COPY,)),
        Question("differ", "What do we not agree about?", "Differences", Kind.TEXT, TWO, duties=(Duty.LISTS_DIFFERENCES,)),
        Question("before", "What changed?", "Change", Kind.TEXT, TWO, show_if=Condition.EARLIER_PLAN),
    )
    safety = (
        Question("safe", "What helps me stay safe?", "Protective factors", Kind.TEXT, ALL_SIDES, safety=True),
        Question("call", "Who do we call?", "Contacts", Kind.TEXT, ALL_SIDES, safety=True, duties=(Duty.FIRST_PAGE,)),
        Question("worry", "What are we worried about?", "Risk", Kind.TEXT, ALL_SIDES, safety=True),
    )
    close = (
        Question("review", "When do we look again?", "Review", Kind.DATE, (*TWO, SideName.TOGETHER), duties=(Duty.NEXT_REVIEW,)),
        Question("stand", "Where do I stand on this plan?", "Signature", Kind.SIGNATURE, TWO),
    )
    sections = (
        Section("first", "My plan", "Plan", plain),
        Section("safety", "Staying safe", "Safety", safety, safety=True),
        Section("close", "At the end", "Close", close),
    )
    return Form("paper", 3, "A plan on paper", "Paper plan", "en-GB", sections)


class PaperPlan:
    """A plan with its writing, and what is known beside it."""

    def __init__(self, *family_in_copies: str, state: PlanState = PlanState.BEING_WRITTEN, form: Form | None = None) -> None:
        moment = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
        form = form or paper_form()
        plan = Plan("1" * 32, SAM, form.id, 3, "My care plan", state, moment, moment, head_n=7, head_hash=bytes(range(32)))
        came = tuple(Came(one, roles()[role], TakesPart.SPEAKS) for one, role in ROLES.items())
        self.document = PlanDocument(clock=lambda: NOW_MS)
        self.facts = Facts(
            plan=plan,
            form=form,
            patient=person(SAM),
            born=date(1990, 3, 12),
            nhs_number="9990123454",
            people=tuple(map(person, _NAMES)),
            met=(Met(TODAY, came),),
            family_in_copies=frozenset(family_in_copies),
            ward="",
            day=TODAY,
            zone=UTC,
        )

    # ---- what people do

    def says(self, who: str, place: str, text: str) -> None:
        """Somebody writes at the end of a side."""
        self.write(own(who), place, text)

    def types_for(self, hands: str, speaker: str, place: str, text: str, way: str = "") -> None:
        """Somebody types what another says."""
        self.write(scribe(hands, speaker, way), place, text)

    def write(self, pen: Pen, place: str, text: str, at: int | None = None, take: int = 0) -> None:
        """Writes with any pen; at the end where no place is given."""
        side = self.document.side(place)
        writing.write(self.document, pen, place, side.length if at is None else at, take, text)

    def puts_in(self, who: str, place: str, behind: str, text: str) -> None:
        """Somebody writes behind words that stand there."""
        self.write(own(who), place, text, at=sum(self.find(place, behind)))

    def strikes(self, who: str, place: str, words: str) -> None:
        """Somebody takes words out."""
        start, length = self.find(place, words)
        self.write(own(who), place, "", at=start, take=length)

    def lets_go(self, who: str, place: str, words: str) -> None:
        """The owner agrees."""
        assert answering.let_go(self.document, own(who), place, self._ids(place, words))

    def keeps(self, who: str, place: str, words: str) -> None:
        """The owner refuses."""
        assert answering.keep(self.document, own(who), place, self._ids(place, words))

    def confirms(self, who: str, place: str, words: str) -> None:
        """The owner says yes."""
        assert answering.confirm(self.document, own(who), place, self._ids(place, words))

    def disowns(self, who: str, place: str, words: str) -> None:
        """The owner says: not my words."""
        assert answering.not_my_words(self.document, own(who), place, self._ids(place, words))

    def quotes(self, who: str, place: str, words: str, target: str) -> None:
        """Somebody copies words to the end of another side."""
        start, length = self.find(place, words)
        clip = writing.pick_up(self.document, place, start, start + length)
        writing.quote(self.document, own(who), target, self.document.side(target).length, 0, clip)

    def enters(self, who: str, place: str, value: dict[str, Any], **more: Any) -> None:
        """Somebody gives an answer that is not text."""
        enter(self.document, own(who), place, value, **more)

    def stands(self, who: str, question: str, stand: Stand, reason: str = "", box: str = "") -> None:
        """Somebody says where they stand."""
        give_stand(self.document, own(who), question, stand, reason, box)

    def signs(self, who: str, stand: Stand, reason: str = "") -> None:
        """Somebody says where they stand on the whole plan."""
        sign(self.document, own(who), stand, reason)

    def cannot_say(self, recorder: str, who: str, question: str, why: str, again: date | None = None) -> None:
        """Somebody records that another cannot say."""
        record_not_able(self.document, own(recorder), who, question, why, again)

    # ---- what leaves

    def copy(self, kind: CopyKind = CopyKind.CLEAN) -> Copy:
        """The copy of that kind."""
        return make_copy(self.facts, self.document, kind)

    def find(self, place: str, words: str) -> tuple[int, int]:
        """Where words stand, and how long they are."""
        return self.document.side(place).text.index(words), len(words)

    def _ids(self, place: str, words: str) -> Any:
        start, length = self.find(place, words)
        return self.document.side(place).ids_of(start, start + length)


def own(who: str) -> Pen:
    """The pen of somebody's own hands."""
    return Pen(f"own {who[:1]}", Voice.of(who), who, role=ROLES[who], sitting="9" * 32)


def scribe(hands: str, speaker: str, way: str = "") -> Pen:
    """The pen of somebody who types for another."""
    return Pen(f"for {hands[:1]} {speaker[:1]} {way[:1]}", Voice.of(speaker), hands, way, ROLES[hands], "9" * 32)


# ---- reading a copy as a person does


def asked(copy: Copy, question: str, number: int = 0) -> Asked:
    """What is printed of a question; of one that is printed in several boxes, the one at that place."""
    return [one for one in copy.asked if one.question == question][number]


def is_printed(copy: Copy, question: str) -> bool:
    """Whether a question is printed with its answer."""
    return any(one.question == question for one in copy.asked)


def text_of(line: Line) -> str:
    """A line as it reads, struck words between waves."""
    return "".join(f"~{piece.text}~" if piece.struck else piece.text for piece in line).replace("\N{NO-BREAK SPACE}", " ")


def lines_of(part: Part) -> list[str]:
    """The lines of a part; texts beside each other as "title: line"."""
    return [text for thing in part.body for text in _lines_of(thing)]


def said_at(copy: Copy, question: str, number: int = 0) -> list[str]:
    """Everything printed at a question, in order, with the titles of its parts before their lines."""
    parts = asked(copy, question, number).parts
    return [text for part in parts for text in ([part.title] if part.title else []) + lines_of(part)]


def closing(copy: Copy, title: str) -> list[str]:
    """The lines of a part that closes the copy; empty when it is not there."""
    return [text for part in copy.closing if part.title == title for text in lines_of(part)]


def everything(copy: Copy) -> str:
    """All text of a copy."""
    parts = [part for one in copy.asked for part in one.parts] + list(copy.closing)
    rows = [" ".join((row.sign, row.name, row.role)) for row in copy.key]
    return "\n".join(
        [
            copy.title,
            *copy.state,
            copy.review,
            *copy.pointers,
            *rows,
            *copy.how_to_read,
            *(text for part in parts for text in lines_of(part)),
        ]
    )


def _lines_of(thing: Line | SideBySide | Rows) -> Iterable[str]:
    if isinstance(thing, SideBySide):
        return [f"{column.title}: {text_of(line)}" for column in thing.columns for line in column.lines]
    if isinstance(thing, Rows):
        return [" | ".join(" / ".join(map(text_of, cell)) for cell in row) for row in thing.rows]
    return [text_of(thing)]
