"""Made-up rooms for tests of what people do together.

room = Room()                            # Sam (the patient), Jo (a nurse) and Mum around a small form; no disk
room.write(room.own(SAM), GARDEN, "I like the garden.")
room.says(GARDEN)

ward = open_ward(tmp_path)               # a real store (tests.app.open_ward), where a test needs the disk
table = lay_table(ward)                  # a sitting about Sam with Jo and Mum, a plan on the small form open
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.desk import Desk
from app.errors import Trouble
from app.forms import roles
from app.here import Here
from app.open_plan import OpenPlan
from app.pen_case import PenCase
from app.people import add_person
from app.plans import start_plan
from app.sitting import SittingNow
from models.database import Store
from models.forms import Form, Section
from models.marks import INKS, LINES, Mark
from models.people import Person
from models.questions import Choice, Kind, Question, SideName
from models.sittings import TakesPart
from models.text.document import PlanDocument
from models.text.pens import Pen
from models.text.runs import Run
from models.text.writing import Written
from tests.app.open_ward import OpenWard
from tests.fakes import FakeClock

SAM, JO, MUM, ADE = "5a" * 16, "10" * 16, "33" * 16, "ad" * 16
SITTING = "51" * 16
_KEY = bytes(range(32))
ALL_SIDES = (SideName.PATIENT, SideName.TEAM, SideName.FAMILY, SideName.TOGETHER)
GARDEN, TEAM, TOGETHER, MUMS = "garden/patient", "garden/team", "garden/together", f"garden/family:{MUM}"
STEPS = (Choice("good", "Good"), Choice("mixed", "Good and hard"), Choice("hard", "Hard"))
CHOICES = (
    Choice("tea", "Tea"),
    Choice("music", "Music"),
    Choice("own", "In my own words", own_words=True),
    Choice("nothing", "Nothing", shuts_out=True),
)


def small_form() -> Form:
    """A form with one question of each kind; the first repeats, and the second repeats beside it."""
    questions = (
        Question("garden", "What helps me?", "Strengths", Kind.TEXT, ALL_SIDES, repeats=True),
        Question("beside", "And what then?", "Follow-up", Kind.TEXT, ALL_SIDES, repeats_with="garden"),
        Question("week", "How was my week?", "Mood", Kind.SCALE, (SideName.PATIENT,), choices=STEPS),
        Question("drinks", "What do I like?", "Preferences", Kind.SEVERAL, ALL_SIDES, choices=CHOICES),
        Question("day", "When do we meet?", "Review", Kind.DATE, (SideName.TOGETHER,)),
        Question("ask", "What do I ask for?", "Request", Kind.REQUEST, ALL_SIDES),
        Question("step", "Who does what?", "Action", Kind.ACTION, (SideName.TOGETHER,)),
        Question("each", "What does each of us say?", "Views", Kind.TEXT, (SideName.EACH,)),
        Question("head", "Now something else", "Heading", Kind.HEADING),
    )
    return Form("small", 1, "Small form", "Small form", "en-GB", (Section("sec", "All", "All", questions),))


def empty_store(folder: Path) -> Store:
    """A fresh store without anybody in it. Made once in a run, and copied from then on."""
    path = folder / "two_pens.store"
    path.write_bytes(_an_empty_store())
    return Store.open(path, _KEY)


@cache
def _an_empty_store() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "two_pens.store"
        Store.create(path, _KEY, FakeClock().now()).close()
        return path.read_bytes()


def somebody(person: str, name: str, role: str, **more: object) -> Here:
    """A made-up person who is here."""
    first = name.split()[0]
    here = Here(person, name, first, name[0] + name.split()[-1][0], Mark(INKS[0], LINES[0]), roles()[role], is_patient=role == "patient")
    return replace(here, **more)  # type: ignore[arg-type]


@contextmanager
def told(title: str) -> Iterator[None]:
    """Fails unless a Trouble with this in its title comes up, with a sentence and a next step."""
    with pytest.raises(Trouble) as caught:
        yield
    assert title in caught.value.title
    assert caught.value.sentence
    assert caught.value.next_step


class Room:
    """A desk with people around it, and nothing on a disk."""

    def __init__(self, rest_after_minutes: int = 3, writable: bool = True) -> None:
        self.clock = FakeClock()
        self.people = [
            somebody(SAM, "Sam Okafor", "patient"),
            somebody(JO, "Jo Nkemelu", "nurse"),
            somebody(MUM, "Mum Okafor", "mother"),
        ]
        self.form = small_form()
        self.document = PlanDocument(clock=lambda: 1_777_888_800_000)
        self.pens = PenCase(SITTING, self.person)
        self.desk = Desk(
            self.form, self.document, lambda: self.people, self.pens, self.clock, lambda: rest_after_minutes, writable=writable
        )

    def person(self, person: str) -> Here:
        """The person of that id. Raises LookupError."""
        return {here.person: here for here in self.people}[person]

    def change(self, person: str, **more: object) -> None:
        """Lets somebody take part otherwise from now on."""
        self.people = [replace(here, **more) if here.person == person else here for here in self.people]  # type: ignore[arg-type]

    def stays_away(self, person: str) -> None:
        """Somebody sends a letter instead of coming."""
        self.change(person, takes_part=TakesPart.SENT_WORDS)

    def own(self, person: str) -> Pen:
        """Somebody's own pen."""
        return self.pens.own(person)

    def write(self, pen: Pen, side: str, text: str, at: int | None = None, take: int = 0) -> Written:
        """Takes up the pen and writes, behind everything unless told where."""
        self.desk.take_up(pen)
        return self.desk.write(side, self.document.side(side).length if at is None else at, take, text)

    def says(self, side: str) -> str:
        """What a side reads as."""
        return self.document.side(side).text

    def runs(self, side: str) -> list[Run]:
        """A side with whose words they are."""
        return self.document.side(side).runs()


class Table:
    """A sitting about Sam in a real store: Jo and Mum are there, and a plan on the small form is open."""

    def __init__(self, ward: OpenWard, mum: Person, plan: OpenPlan) -> None:
        self.ward, self.mum, self.plan = ward, mum, plan

    @property
    def desk(self) -> Desk:
        """The desk of the open plan."""
        return self.plan.desk

    @property
    def sitting(self) -> SittingNow:
        """The sitting that is open."""
        assert self.ward.store.sitting is not None
        return self.ward.store.sitting

    def sam_writes(self, text: str, side: str = GARDEN) -> None:
        """Sam writes at the end of a side."""
        self.desk.take_up(self.sitting.pens.own(self.ward.sam.id))
        self.desk.write(side, self.plan.document.side(side).length, 0, text)


def lay_table(ward: OpenWard) -> Table:
    """A sitting about Sam with Jo and Mum, and a fresh plan on the table."""
    mum = add_person(ward.store.store, "Grace Okafor", "Mum", roles()["mother"])
    sitting = ward.store.begin_sitting(ward.sam.id)
    for person, role in ((ward.jo, "nurse"), (mum, "mother")):
        ward.clock.advance(1)
        sitting.arrive(person.id, roles()[role])
    plan = start_plan(ward.store.store, ward.clock, ward.sam.id, small_form())
    return Table(ward, mum, ward.store.open_plan(plan))
