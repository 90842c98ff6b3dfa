"""The writer: in order, in groups, told as saved only when it is; and when the world gets in the way, nothing lost and nothing twice."""

import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from models.acts_kept import KeptAct, acts_of
from models.database import Store
from models.pens_kept import Peer, pens_of
from models.people import add_person, people
from models.record import UnknownPeer, keep_snapshot, load, rows_of
from models.store_errors import DiskFull, StoreReadOnly
from models.tables import WriterRow
from models.text.pens import Pen, Voice
from models.verify import verify
from models.writer import Pending, Tempo, WriterThread
from tests.listening import LogListener
from tests.models.faults import FaultyStore, FullDisk, When
from tests.models.stores import AT_MS, KEY, Ward, new_ward

QUICK = Tempo(idle=0.001, longest_wait=0.02, try_again=0.01)
PATIENT = Tempo(idle=0.001, longest_wait=0.02, try_again=60.0)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    ward = new_ward(tmp_path / "s.twopens")
    yield ward
    ward.store.close()


class Listener:
    """What the writer told, with how many rows the store had at that moment."""

    def __init__(self, ward: Ward) -> None:
        self._ward = ward
        self.saved: list[int] = []
        self.rows_when_saved: list[int] = []
        self.troubles: list[Exception] = []
        self.refused: list[tuple[int, Exception]] = []
        self.in_trouble = threading.Event()

    def on_saved(self, number: int) -> None:
        self.saved.append(number)
        self.rows_when_saved.append(len(kept(self._ward)))

    def on_trouble(self, error: Exception) -> None:
        self.troubles.append(error)
        self.in_trouble.set()

    def on_refused(self, number: int, error: Exception) -> None:
        self.refused.append((number, error))

    def writer(self, keeper: Store | FaultyStore | FullDisk, tempo: Tempo = QUICK) -> WriterThread:
        return WriterThread(keeper, self.on_saved, self.on_trouble, self.on_refused, tempo)


def key(ward: Ward, counter: int) -> Pending:
    """What one key leaves."""
    return Pending(ward.plan, (ward.update(counter),))


def kept(ward: Ward) -> list[int]:
    """The counters that are in the plan's record, in order."""
    with ward.store.reading() as session:
        return [row.update.first for row in rows_of(session, ward.plan)]


def until(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    """Waits until it holds; fails when it never does."""
    latest = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < latest, "waited too long"
        time.sleep(0.001)


# --- the usual day ---


def test_what_is_put_is_stored_in_order_and_told(ward: Ward) -> None:
    told = Listener(ward)
    writer = told.writer(ward.store)
    assert [writer.put(key(ward, counter)) for counter in range(30)] == list(range(1, 31))
    until(lambda: writer.saved_up_to == 30)
    assert kept(ward) == list(range(30))
    assert told.saved[-1] == 30
    assert all(before < after for before, after in pairwise(told.saved))
    assert writer.unsaved() == []
    assert writer.close()


def test_saved_is_told_only_when_it_is_on_the_disk(ward: Ward) -> None:
    told = Listener(ward)
    writer = told.writer(ward.store)
    for counter in range(40):
        writer.put(key(ward, counter))
        time.sleep(0.001)
    writer.close()
    assert told.rows_when_saved == told.saved


def test_everything_that_an_act_leaves_is_kept_together(ward: Ward) -> None:
    pen = Pen("b" * 32, Voice.of(ward.sam), ward.jo, "", "nurse", ward.sitting)
    act = KeptAct("act", ward.sitting, 1, "jo for sam", "{}", "done")
    writer = WriterThread(ward.store, tempo=QUICK)
    update = ward.update(0, peer=77)
    writer.put(Pending(ward.plan, (update,), (act,), (pen,), (Peer(77, pen.id, ward.plan, AT_MS),)))
    assert writer.close()
    with ward.store.reading() as session:
        assert pens_of(session, ward.plan)[77] == pen
        assert acts_of(session, ward.plan) == [act]
        assert [row.update for row in rows_of(session, ward.plan)] == [update]


def test_callables_take_their_turn_between_the_words(ward: Ward) -> None:
    seen: list[int] = []

    def count(session: Session) -> None:
        seen.append(len(rows_of(session, ward.plan)))

    writer = WriterThread(ward.store, tempo=Tempo(idle=0.2, longest_wait=1.0))
    for counter in range(3):
        writer.put(key(ward, counter))
        writer.put(count)
    assert writer.close()
    assert seen == [1, 2, 3]


def test_a_pause_is_enough_to_store(ward: Ward) -> None:
    writer = WriterThread(ward.store, tempo=Tempo(idle=0.01, longest_wait=60.0))
    writer.put(key(ward, 0))
    until(lambda: writer.saved_up_to == 1)
    writer.close()


def test_work_that_never_pauses_is_stored_after_the_longest_wait(ward: Ward) -> None:
    told = Listener(ward)
    writer = told.writer(ward.store, Tempo(idle=10.0, longest_wait=0.1))
    start = time.monotonic()
    counter = 0
    while len(told.saved) < 3:
        writer.put(key(ward, counter))
        counter += 1
        time.sleep(0.002)
        assert time.monotonic() < start + 20
    writer.close()
    assert told.saved[0] > 1, "it waited for more than one"


def test_a_group_goes_into_one_transaction(ward: Ward) -> None:
    keeper = FaultyStore(ward.store, lambda number: False, When.BEFORE)
    writer = WriterThread(keeper, tempo=Tempo(idle=0.3, longest_wait=5.0))
    for counter in range(50):
        writer.put(key(ward, counter))
    until(lambda: writer.saved_up_to == 50)
    assert keeper.transactions == 1
    writer.close()


def test_putting_never_waits_for_the_disk(ward: Ward) -> None:
    with ward.store.session() as session:
        session.execute(text("UPDATE people SET known_as = known_as"))  # the file is taken: nobody else can write
        writer = WriterThread(ward.store, tempo=QUICK)
        start = time.monotonic()
        for counter in range(100):
            writer.put(key(ward, counter))
        assert time.monotonic() - start < 0.5
        assert writer.saved_up_to == 0
    assert writer.close()
    assert kept(ward) == list(range(100))


def test_closing_stores_what_waits_and_takes_nothing_more(ward: Ward) -> None:
    writer = WriterThread(ward.store, tempo=Tempo(idle=60.0, longest_wait=60.0))
    writer.put(key(ward, 0))
    assert writer.close()
    assert kept(ward) == [0]
    with pytest.raises(RuntimeError):
        writer.put(key(ward, 1))


def test_a_writer_leaves_no_mark_behind(ward: Ward) -> None:
    writer = WriterThread(ward.store, tempo=QUICK)
    writer.put(key(ward, 0))
    writer.close()
    with ward.store.reading() as session:
        assert session.scalars(select(WriterRow)).all() == []


def test_flushing_an_idle_writer_is_done_at_once(ward: Ward) -> None:
    writer = WriterThread(ward.store, tempo=QUICK)
    assert writer.flush()
    assert writer.close()


# --- when the world gets in the way ---


@pytest.mark.parametrize("when", list(When))
@pytest.mark.parametrize("nth", range(1, 9))
def test_a_fault_in_the_nth_transaction_loses_nothing_and_stores_nothing_twice(ward: Ward, when: When, nth: int) -> None:
    told = Listener(ward)
    writer = told.writer(FaultyStore(ward.store, lambda number: number == nth, when))
    for counter in range(8):
        writer.put(key(ward, counter))
        if counter % 3 == 0:
            writer.put(lambda session, counter=counter: add_person(session, f"Person {counter}"))
        writer.flush()
    until(lambda: writer.saved_up_to == 11)
    assert writer.close()
    assert kept(ward) == list(range(8))
    with ward.store.reading() as session:
        names = [person.name for person in people(session) if person.name.startswith("Person")]
    assert len(names) == 3 - (0 if when is When.AFTER else len(told.refused))
    assert [type(error) for error in (*told.troubles, *(error for _, error in told.refused))] == [DiskFull]
    assert told.rows_when_saved == sorted(told.rows_when_saved)
    assert verify(ward.store).sound


@pytest.mark.parametrize("when", list(When))
def test_a_fault_in_every_second_transaction_loses_nothing_and_stores_nothing_twice(ward: Ward, when: When) -> None:
    told = Listener(ward)
    writer = told.writer(FaultyStore(ward.store, lambda number: number % 2 == 1, when))
    for counter in range(40):
        writer.put(key(ward, counter))
        time.sleep(0.002)
    until(lambda: writer.saved_up_to == 40)
    writer.close()
    assert kept(ward) == list(range(40))
    assert told.troubles
    assert verify(ward.store).sound


def test_on_a_full_disk_words_stay_in_memory_in_order_and_go_in_when_there_is_room(ward: Ward) -> None:
    disk, told = FullDisk(ward.store), Listener(ward)
    writer = told.writer(disk, PATIENT)
    waiting = [Pending(ward.plan, (ward.update(counter, size=3000),)) for counter in range(20)]
    for pending in waiting:
        writer.put(pending)
    assert told.in_trouble.wait(10)
    assert isinstance(writer.trouble, DiskFull)
    assert writer.unsaved() == waiting[writer.saved_up_to :]
    assert not writer.flush()
    assert kept(ward) == list(range(writer.saved_up_to))
    disk.is_full = False
    writer.try_again()
    until(lambda: writer.saved_up_to == 20)
    assert writer.trouble is None
    assert kept(ward) == list(range(20))
    assert writer.close()


@pytest.mark.parametrize("behind", [True, False])
def test_a_snapshot_for_which_there_is_no_room_is_left_out_and_the_words_around_it_are_stored(ward: Ward, behind: bool) -> None:
    told = Listener(ward)
    writer = told.writer(FullDisk(ward.store), Tempo(idle=0.1, longest_wait=1.0, try_again=1_000))
    writer.put(key(ward, 0))
    snapshot = writer.put(lambda session: keep_snapshot(session, ward.plan, bytes(1_000_000), AT_MS))
    if behind:
        writer.put(key(ward, 1))

    assert writer.flush()
    assert kept(ward) == [0, 1][: 1 + behind]
    assert (writer.saved_up_to, writer.trouble, told.troubles) == (writer.given_up_to, None, [])
    assert [(number, type(error)) for number, error in told.refused] == [(snapshot, DiskFull)]
    assert writer.close()


def test_a_snapshot_alone_on_a_full_disk_is_no_trouble_at_the_end(ward: Ward) -> None:
    told = Listener(ward)
    writer = told.writer(FullDisk(ward.store), PATIENT)
    writer.put(lambda session: keep_snapshot(session, ward.plan, bytes(1_000_000), AT_MS))
    assert writer.close()
    assert (told.troubles, writer.unsaved(), len(told.refused)) == ([], [], 1)


def test_words_that_find_no_room_wait_without_the_snapshot(ward: Ward) -> None:
    disk, told = FullDisk(ward.store), Listener(ward)
    writer = told.writer(disk, Tempo(idle=0.1, longest_wait=1.0, try_again=1_000))
    words = Pending(ward.plan, tuple(ward.update(counter, size=3000) for counter in range(20)))
    writer.put(words)
    writer.put(lambda session: keep_snapshot(session, ward.plan, b"stale", AT_MS))
    assert told.in_trouble.wait(10)
    assert writer.unsaved() == [words]
    disk.is_full = False
    assert writer.flush()
    assert (writer.saved_up_to, kept(ward)) == (2, list(range(20)))
    assert writer.close()
    with ward.store.reading() as session:
        assert load(session, ward.plan).snapshot is None


def test_it_tries_again_by_itself(ward: Ward) -> None:
    disk, told = FullDisk(ward.store), Listener(ward)
    writer = told.writer(disk, Tempo(idle=0.001, longest_wait=0.01, try_again=0.02))
    writer.put(Pending(ward.plan, tuple(ward.update(counter, size=3000) for counter in range(20))))
    until(lambda: len(told.troubles) > 2)
    disk.is_full = False
    until(lambda: writer.saved_up_to == 1)
    assert writer.close()


def test_closing_in_trouble_says_so_and_keeps_the_words(ward: Ward) -> None:
    writer = WriterThread(FaultyStore(ward.store, lambda number: True, When.BEFORE), tempo=PATIENT)
    writer.put(key(ward, 0))
    assert not writer.close(timeout=5)
    assert writer.unsaved() == [key(ward, 0)]


def test_a_store_that_can_only_be_read_is_trouble_by_its_name(ward: Ward) -> None:
    reader, told = Store.open_to_read(ward.store.path, KEY), Listener(ward)
    writer = told.writer(reader, PATIENT)
    writer.put(key(ward, 0))
    assert told.in_trouble.wait(10)
    assert isinstance(writer.trouble, StoreReadOnly)
    assert not writer.close(timeout=5)
    reader.close()


# --- when the work itself is wrong ---


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, type("PanicException", (BaseException,), {})])
def test_a_callable_that_fails_is_left_out_and_told_and_the_words_around_it_are_stored(ward: Ward, error: type[BaseException]) -> None:
    def fail(session: Session) -> None:
        add_person(session, "Nobody")
        raise error

    told = Listener(ward)
    writer = told.writer(ward.store, Tempo(idle=0.1, longest_wait=1.0))
    writer.put(key(ward, 0))
    wrong = writer.put(fail)
    writer.put(key(ward, 1))
    assert writer.close()
    assert kept(ward) == [0, 1]
    assert [number for number, _ in told.refused] == [wrong]
    assert told.troubles == []
    with ward.store.reading() as session:
        assert "Nobody" not in {person.name for person in people(session)}


def test_words_are_never_left_out_whatever_is_wrong_with_them(ward: Ward) -> None:
    told = Listener(ward)
    writer = told.writer(ward.store, PATIENT)
    words = Pending(ward.plan, (ward.update(0, peer=404),))
    writer.put(words)
    writer.put(key(ward, 1))
    assert told.in_trouble.wait(10)
    assert isinstance(writer.trouble, UnknownPeer)
    assert writer.unsaved() == [words, key(ward, 1)]
    assert not writer.close(timeout=5)


def test_a_listener_that_fails_does_not_stop_the_writing(ward: Ward, expected_log: LogListener) -> None:
    def gone(number: int) -> None:
        raise RuntimeError("the window has gone")

    writer = WriterThread(ward.store, on_saved=gone, tempo=QUICK)
    writer.put(key(ward, 0))
    until(lambda: writer.saved_up_to == 1)
    writer.put(key(ward, 1))
    assert writer.close()
    assert kept(ward) == [0, 1]
    assert "window" not in "".join(expected_log.heard)
