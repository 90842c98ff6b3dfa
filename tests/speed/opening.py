"""How long it takes to open a plan, and to replay and open a long real history, beside the bare engine."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

from loro import ExportMode, LoroDoc, VersionVector
from sqlalchemy import select

from app.clock import SystemClock
from app.forms import roles
from app.keeping import Keeping
from app.open_plan import OpenPlan
from app.people import add_patient, first_keeper
from app.plans import find_plan, start_plan
from app.settings import Settings
from app.sitting import SittingNow
from models.database import Store
from models.forms import Form, Section
from models.plans import Plan
from models.questions import Kind, Question, SideName
from models.tables import UpdateRow
from models.text.document import PlanDocument, side_id
from models.text.writing import write
from tests.models.text.traces import SIDE, TypingHistory, history, pen_of
from tests.speed.frame import Line, median_of, medians_in_turn, timed

QUESTIONS, ROWS, TAIL, TURN = 50, 20_000, 1_999, 60
WORDS = ("garden", "music", "nights", "help", "talk", "walk", "family", "tea", "sleep", "quiet", "together", "staff", "morning")
A_PLAN = f"a plan of {QUESTIONS} questions with {ROWS:,} rows"


def measure() -> Iterator[Line]:
    """The lines of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="two-pens-speed-") as folder, _ward(Path(folder)) as ward:
        yield from _opening(ward)
    yield from _long_history(history("automerge-paper"))


# ---- a plan in the real store


class _Ward:
    """A store with Sam and Jo in it, a sitting, and one large plan."""

    def __init__(self, folder: Path) -> None:
        self.store, self.clock, self.settings = Store.create(folder / "store", bytes(32)), SystemClock(), Settings(folder / "settings.json")
        self.keeping = Keeping(self.store, self.clock, lambda call: call())
        self.jo = first_keeper(self.store, "Jo Nkemelu", roles()["nurse"], date(2026, 5, 4)).id
        self.sam = add_patient(self.store, "Sam Okafor", "", None).person.id
        self.sitting = SittingNow.begin(self.store, self.clock, self.sam)
        self.sitting.arrive(self.jo, roles()["nurse"])
        self.plan: Plan = start_plan(self.store, self.clock, self.sam, _form())

    def open(self) -> OpenPlan:
        """The plan, opened as the program opens it."""
        plan = find_plan(self.store, self.plan.id)
        return OpenPlan(self.store, self.keeping, self.settings, self.clock, self.sitting, plan, self.jo)

    def write(self, rows: int, seed: int) -> None:
        """Key by key, each a row: sentences by Sam and Jo in turn, here and there in the plan."""
        random, plan = Random(seed), self.open()
        keys = _keys(random, self.sam, self.jo)
        for person, side, letter, turn in islice(keys, rows):
            plan.desk.take_up(self.sitting.pens.own(person))
            plan.desk.write(side, plan.document.side(side).length, 0, letter, burst=turn)
        self._flush()
        plan.desk.close()

    def keep_snapshot(self) -> None:
        """Leaves what closing leaves after much was written."""
        self.keeping.keep_snapshot(self.plan.id, self.open().document)
        self._flush()

    def _flush(self) -> None:
        while not self.keeping.flush():  # it gives up after some seconds, and there is much to save
            assert self.keeping.saved.trouble is None

    def bare(self) -> None:
        """The same rows, read and imported by nothing but the database and the engine."""
        with self.store.reading() as session:
            blobs = list(session.scalars(select(UpdateRow.blob).where(UpdateRow.plan_id == self.plan.id).order_by(UpdateRow.n)))
        LoroDoc().import_batch(blobs)


@contextmanager
def _ward(folder: Path) -> Iterator[_Ward]:
    ward = _Ward(folder)
    yield ward
    ward.keeping.close()
    ward.store.close()


def _form() -> Form:
    sides = (SideName.PATIENT, SideName.TEAM, SideName.TOGETHER)
    questions = tuple(Question(f"q{n}", f"Question {n}?", f"Question {n}", Kind.TEXT, sides) for n in range(QUESTIONS))
    return Form("large", 1, "Large form", "Large form", "en-GB", (Section("all", "All", "All", questions),))


def _keys(random: Random, *people: str) -> Iterator[tuple[str, str, str, str]]:
    while True:
        person, number = random.choice(people), random.randrange(QUESTIONS)
        own = SideName.PATIENT if person == people[0] else SideName.TEAM
        side, turn = side_id(f"q{number}", random.choice([own, SideName.TOGETHER]).value), f"{random.random()}"
        for letter in " ".join(random.choices(WORDS, k=TURN // 6))[:TURN] + ". ":
            yield person, side, letter, turn


def _opening(ward: _Ward) -> Iterator[Line]:
    seconds, _nothing = timed(lambda: ward.write(ROWS, 1))
    yield Line(f"a key at the desk, until the writer has it ({ROWS:,} keys)", seconds / ROWS)
    whole, bare = medians_in_turn(lambda: ward.open(), ward.bare)
    yield Line(f"open {A_PLAN}, after a crash, no snapshot", whole, "bare rows and engine", bare)
    ward.keep_snapshot()
    yield Line("open it as its last closing left it", median_of(lambda: ward.open()), "the bare rows", bare, most_seconds=0.2)
    ward.write(TAIL, 2)
    opened, listed = medians_in_turn(lambda: ward.open(), lambda: _show(ward.open()))
    yield Line(f"open it with {TAIL:,} rows after the snapshot: the most there are", opened, "the bare rows", bare, most_seconds=0.2)
    yield Line("the same, until the first question and the list can be shown", listed, "the bare rows", bare, most_seconds=0.2)


def _show(plan: OpenPlan) -> None:
    """What the first page asks for."""
    questions = plan.desk.questions()
    for box in plan.desk.boxes(questions[0]):
        plan.document.side(box.name).runs()
    for question in questions:
        plan.desk.somebody_wrote(question)


# ---- a long history by one hand


def _long_history(typed: TypingHistory) -> Iterator[Line]:
    patches = [patch for edit in typed.edits for patch in edit.patches]
    rows: list[bytes] = []
    name = f"{typed.name}{'' if typed.real else ' (made up)'}, {len(patches):,} edits"

    def ours() -> PlanDocument:
        document = PlanDocument(keep=lambda committed: rows.extend(update.blob for update in committed.updates))
        for patch in patches:
            write(document, pen_of(0), SIDE, patch.at, patch.gone, patch.text)
        return document

    replayed, document = timed(ours)
    assert document.side(SIDE).text == typed.end
    with_rows, _text = timed(lambda: _replay_bare(patches, _RowKeeper()))
    bare, _text = timed(lambda: _replay_bare(patches, lambda doc: None))
    yield Line(f"replay {name}: an edit", replayed / len(patches), "bare Loro that keeps a row an edit", with_rows / len(patches))
    yield Line("the same", replayed / len(patches), "bare Loro that keeps nothing", bare / len(patches))
    opened, _text = timed(lambda: PlanDocument(rows).side(SIDE).text)
    imported, _text = timed(lambda: _import_bare(rows))
    yield Line(f"open it from {len(rows):,} rows, and read it", opened, "bare Loro", imported)
    snapshot = document.engine.snapshot()
    opened, imported = medians_in_turn(lambda: PlanDocument([snapshot]).side(SIDE).text, lambda: _import_bare([snapshot]), times=3)
    yield Line("open it from a snapshot, and read it", opened, "bare Loro", imported)


class _RowKeeper:
    """Keeps the bytes of each edit, as a store needs them."""

    def __init__(self) -> None:
        self.rows: list[bytes] = []
        self._known = VersionVector()

    def __call__(self, doc: LoroDoc) -> None:
        self.rows.append(doc.export(ExportMode.Updates(self._known)))
        self._known = doc.oplog_vv


def _replay_bare(patches: list, after_each: Callable[[LoroDoc], None]) -> str:  # type: ignore[type-arg]
    doc = LoroDoc()
    text = doc.get_text("text")
    for patch in patches:
        if patch.gone:
            text.delete(patch.at, patch.gone)
        if patch.text:
            text.insert(patch.at, patch.text)
        doc.commit()
        after_each(doc)
    return text.to_string()


def _import_bare(rows: list[bytes]) -> str:
    doc = LoroDoc()
    doc.import_batch(rows)
    return doc.get_text(f"t:{SIDE}".replace("/", "|")).to_string()
