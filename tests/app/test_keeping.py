"""From the page to the disk: saved is said only when it is, and a full disk loses nothing."""

import queue
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from app.errors import explain
from app.keeping import Keeping, Saved, SavedState
from app.people import add_patient, add_person
from app.plans import load_document, start_plan
from models.database import Store
from models.pens_kept import pens_of
from models.plans import Plan
from models.record import rows_of
from models.sittings import begin_sitting
from models.text.document import PlanDocument
from models.text.engine import EngineBroken
from models.text.pens import Pen, Voice
from models.text.side import Side
from models.text.undoing import redo, undo
from models.text.writing import write
from models.writer import Tempo
from tests.app.rooms import GARDEN, MUMS, empty_store, small_form
from tests.fakes import FakeClock
from tests.listening import LogListener
from tests.models.faults import FaultyStore, FullDisk, When

PATIENCE = 20
QUICK = Tempo(idle=0.001, longest_wait=0.01, try_again=0.02)
PATIENT = Tempo(idle=0.001, longest_wait=0.01, try_again=1_000)  # tries again only when it is told to


@dataclass
class Kept:
    """A plan whose words go to the disk, on whatever disk there is; `calls` wait for the thread of a window."""

    store: Store
    plan: Plan
    sam: Pen
    mum: Pen
    clock: FakeClock = field(default_factory=FakeClock)
    calls: "queue.Queue[Callable[[], None]]" = field(default_factory=queue.Queue)
    heard: list[Saved] = field(default_factory=list)

    def on(self, disk: object, tempo: Tempo = QUICK) -> tuple[Keeping, PlanDocument]:
        """What keeps, and the document that it keeps, on this disk."""
        keeping = Keeping(disk, self.clock, self.calls.put, tempo)  # type: ignore[arg-type]
        keeping.changed.connect(self.heard.append)
        return keeping, load_document(self.store, self.plan, keeping.keeper_of(self.plan.id), self.clock)[1]

    def states(self) -> list[SavedState]:
        return [saved.state for saved in self.heard]

    def wait_for(self, keeping: Keeping, state: SavedState) -> None:
        """Does what waits for the window's thread until that is the state."""
        while keeping.saved.state is not state:
            self.calls.get(timeout=PATIENCE)()

    def read_again(self) -> PlanDocument:
        """The plan as the disk has it."""
        return load_document(self.store, self.plan)[1]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    store = empty_store(tmp_path)
    sam, mum = add_patient(store, "Sam Okafor", "", None).person.id, add_person(store, "Grace Okafor").id
    plan = start_plan(store, FakeClock(), sam, small_form())
    with store.session() as session:
        sitting = begin_sitting(session, sam, "writing", FakeClock().now()).id
    pens = [Pen(person, Voice.of(person), person, role="patient", sitting=sitting) for person in (sam, mum)]
    yield Kept(store, plan, *pens)
    store.close()


# ---- an ordinary disk


def test_words_are_saved_and_said_to_be_after_they_are_on_the_disk(kept: Kept) -> None:
    keeping, document = kept.on(kept.store)
    assert keeping.saved == Saved(SavedState.SAVED)

    write(document, kept.sam, GARDEN, 0, 0, "I like the garden.")
    assert keeping.saved.state is SavedState.SAVING
    kept.wait_for(keeping, SavedState.SAVED)

    assert kept.read_again().side(GARDEN).text == "I like the garden."
    assert kept.states() == [SavedState.SAVING, SavedState.SAVED]
    assert keeping.close()


def test_a_burst_of_keys_is_said_to_be_saving_once(kept: Kept) -> None:
    keeping, document = kept.on(kept.store)
    for place in range(50):
        write(document, kept.sam, GARDEN, place, 0, "a", burst="b")

    assert keeping.flush()
    kept.wait_for(keeping, SavedState.SAVED)
    assert kept.states().count(SavedState.SAVING) <= 2
    assert kept.read_again().side(GARDEN).text == "a" * 50
    keeping.close()


def test_every_row_knows_its_sitting_its_time_and_its_pen(kept: Kept) -> None:
    keeping, document = kept.on(kept.store)
    write(document, kept.sam, GARDEN, 0, 0, "I")
    kept.clock.advance(60)
    write(document, kept.mum, MUMS, 0, 0, "He")
    keeping.close()

    with kept.store.reading() as session:
        rows, pens = rows_of(session, kept.plan.id), pens_of(session, kept.plan.id)
    assert [pens[row.update.peer] for row in rows] == [kept.sam, kept.mum]
    assert [row.update.sitting_id for row in rows] == [kept.sam.sitting] * 2
    assert rows[1].update.at_ms - rows[0].update.at_ms == 60_000


def test_undo_and_redo_go_on_after_the_plan_is_opened_again(kept: Kept) -> None:
    keeping, document = kept.on(kept.store)
    for word in ("one ", "two ", "three "):
        write(document, kept.sam, GARDEN, document.side(GARDEN).length, 0, word)
    undo(document, kept.sam)
    keeping.close()

    keeping, again = kept.on(kept.store)
    undo(again, kept.sam)
    assert again.side(GARDEN).text == "one "
    redo(again, kept.sam)
    redo(again, kept.sam)
    assert again.side(GARDEN).text == "one two three "
    keeping.close()


def test_a_snapshot_stands_for_all_that_was_written_before_it(kept: Kept) -> None:
    keeping, document = kept.on(kept.store)
    write(document, kept.sam, GARDEN, 0, 0, "I like")
    keeping.keep_snapshot(kept.plan.id, document)
    write(document, kept.sam, GARDEN, 6, 0, " it")
    keeping.close()

    loaded, again = load_document(kept.store, kept.plan)
    assert loaded.snapshot is not None
    assert (loaded.snapshot.n, len(loaded.tail), again.side(GARDEN).text) == (1, 1, "I like it")


def test_nothing_is_taken_once_it_was_closed(kept: Kept) -> None:
    keeping, document = kept.on(kept.store)
    keeping.close()

    with pytest.raises(EngineBroken):
        write(document, kept.sam, GARDEN, 0, 0, "lost?")


# ---- a fault inside


def test_after_a_fault_inside_nothing_more_is_written_and_what_was_saved_opens(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    keeping, document = kept.on(kept.store)
    write(document, kept.sam, GARDEN, 0, 0, "I like ")
    with monkeypatch.context() as patch:
        patch.setattr(Side, "put_text", lambda *given: [][0])
        with pytest.raises(EngineBroken) as fault:
            write(document, kept.sam, GARDEN, 7, 0, "the garden.")
    with pytest.raises(EngineBroken):
        write(document, kept.mum, MUMS, 0, 0, "He")
    keeping.keep_snapshot(kept.plan.id, document)
    assert keeping.close()

    loaded, again = load_document(kept.store, kept.plan)
    assert (loaded.snapshot, again.side(GARDEN).text, again.side(MUMS).text) == (None, "I like the garden.", "")
    trouble = explain(fault.value)
    assert (str(trouble), trouble.ours) == (
        "Something went wrong inside Two Pens. What was saved is safe. Close the plan and open it again.",
        True,
    )


# ---- a disk that is full


def test_on_a_full_disk_words_stay_and_it_is_said_that_they_are_not_saved_and_why(kept: Kept) -> None:
    disk = FullDisk(kept.store)
    keeping, document = kept.on(disk, PATIENT)

    write(document, kept.sam, GARDEN, 0, 0, "word " * 20_000)
    kept.wait_for(keeping, SavedState.NOT_SAVED)

    assert document.side(GARDEN).text == "word " * 20_000
    assert keeping.saved.trouble is not None
    assert keeping.saved.trouble.title == "The disk is full"
    assert not keeping.flush()
    assert kept.read_again().side(GARDEN).text == ""
    disk.is_full = False
    keeping.close()


def test_one_may_go_on_writing_on_a_full_disk_and_all_of_it_is_saved_when_there_is_room(kept: Kept) -> None:
    disk = FullDisk(kept.store)
    keeping, document = kept.on(disk, PATIENT)
    write(document, kept.sam, GARDEN, 0, 0, "word " * 20_000)
    kept.wait_for(keeping, SavedState.NOT_SAVED)
    write(document, kept.sam, GARDEN, 0, 0, "More. ")
    assert keeping.saved.state is SavedState.NOT_SAVED

    disk.is_full = False
    keeping.try_again()
    kept.wait_for(keeping, SavedState.SAVED)

    assert keeping.saved.trouble is None
    assert kept.read_again().side(GARDEN).text == "More. " + "word " * 20_000
    assert kept.states() == [SavedState.SAVING, SavedState.NOT_SAVED, SavedState.SAVED]
    keeping.close()


def test_it_is_tried_again_by_itself(kept: Kept) -> None:
    keeping, document = kept.on(FaultyStore(kept.store, lambda number: number <= 3, When.COMMIT))

    write(document, kept.sam, GARDEN, 0, 0, "I like the garden.")
    kept.wait_for(keeping, SavedState.SAVED)

    assert SavedState.NOT_SAVED in kept.states()
    assert kept.read_again().side(GARDEN).text == "I like the garden."
    keeping.close()


def test_closing_over_words_that_could_not_be_saved_says_so(kept: Kept) -> None:
    disk = FullDisk(kept.store)
    keeping, document = kept.on(disk, PATIENT)
    write(document, kept.sam, GARDEN, 0, 0, "word " * 20_000)

    assert not keeping.close()


@pytest.mark.parametrize("when", When)
@pytest.mark.parametrize("seed", range(4))
def test_whatever_fails_and_whenever_every_act_is_kept_once_and_in_order(kept: Kept, when: When, seed: int) -> None:
    random = Random(seed)
    keeping, document = kept.on(FaultyStore(kept.store, lambda number: random.random() < 0.4, when))
    for number in range(40):
        pen, side = random.choice([kept.sam, kept.mum]), random.choice([GARDEN, MUMS])
        length = document.side(side).length
        if random.random() < 0.2:
            undo(document, pen)
        else:
            write(document, pen, side, random.randint(0, length), 0, f"{number} ")
        if random.random() < 0.3:
            keeping.flush()

    keeping.try_again()
    while not keeping.flush():
        pass

    again = kept.read_again()
    assert {side: again.side(side).runs() for side in (GARDEN, MUMS)} == {side: document.side(side).runs() for side in (GARDEN, MUMS)}
    keeping.close()


def test_a_snapshot_that_cannot_be_kept_is_no_trouble_for_the_words(kept: Kept, expected_log: LogListener) -> None:
    keeping, document = kept.on(kept.store)
    write(document, kept.sam, GARDEN, 0, 0, "I like the garden.")
    keeping.keep_snapshot("f" * 32, document)  # of a plan that is not there
    write(document, kept.sam, GARDEN, 0, 0, "Yes. ")
    assert keeping.flush()
    kept.wait_for(keeping, SavedState.SAVED)

    assert SavedState.NOT_SAVED not in kept.states()
    assert kept.read_again().side(GARDEN).text == "Yes. I like the garden."
    assert len(expected_log.heard) == 1
    assert "garden" not in str(expected_log.heard)
    keeping.close()
