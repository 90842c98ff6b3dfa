"""The record: numbers without gaps, every row tied to the one before and to its pen, snapshots, and what it takes to open a plan."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from models.acts_kept import KeptAct, acts_of, forget_acts, keep_acts
from models.chain import Head
from models.database import Store
from models.pens_kept import Peer, keep_peers, keep_pens, pen, pens_of
from models.plans import NoSuchPlan, plan
from models.record import Loaded, UnknownPeer, append, chain_root, keep_snapshot, last_written, load, rows_of, rows_since_snapshot
from models.text.pens import Pen, Voice
from tests.models.stores import AT_MS, KEY, Ward, new_ward, with_the_key_in_hand


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    ward = new_ward(tmp_path / "s.twopens")
    yield ward
    ward.store.close()


def loaded(ward: Ward) -> Loaded:
    with ward.store.reading() as session:
        return load(session, ward.plan)


def snapshot(ward: Ward, blob: bytes) -> None:
    with ward.store.session() as session:
        keep_snapshot(session, ward.plan, blob, AT_MS)


def test_rows_come_back_as_they_were_written_and_in_order(ward: Ward) -> None:
    ward.write(5)
    ward.write(5, first=5)
    with ward.store.reading() as session:
        rows = rows_of(session, ward.plan)
    assert [row.n for row in rows] == list(range(1, 11))
    assert [row.update for row in rows] == ward.updates(10)
    assert loaded(ward).blobs == [update.blob for update in ward.updates(10)]


def test_each_plan_counts_by_itself(ward: Ward) -> None:
    ward.write(2)
    ward.write_elsewhere(3)
    ward.write(2, first=2)
    with ward.store.reading() as session:
        assert (plan(session, ward.plan).head_n, plan(session, ward.other_plan).head_n) == (4, 3)
        assert [row.n for row in rows_of(session, ward.other_plan)] == [1, 2, 3]


def test_the_head_of_the_plan_is_the_hash_of_its_last_row(ward: Ward) -> None:
    with ward.store.session() as session:
        head = append(session, ward.plan, ward.updates(4))
        assert head == Head(4, rows_of(session, ward.plan)[-1].hash)
        assert (plan(session, ward.plan).head_n, plan(session, ward.plan).head_hash) == (4, head.hash)


def test_a_new_plan_hangs_on_its_patient_its_form_and_its_day(ward: Ward) -> None:
    with ward.store.reading() as session:
        assert plan(session, ward.plan).head_hash == chain_root(session, ward.plan).hash
        assert plan(session, ward.plan).head_hash != plan(session, ward.other_plan).head_hash


def test_appending_nothing_changes_nothing(ward: Ward) -> None:
    ward.write(1)
    before = loaded(ward).head
    ward.write(0)
    assert loaded(ward).head == before


def test_a_transaction_that_fails_takes_no_numbers(ward: Ward) -> None:
    def write_and_fail() -> None:
        with ward.store.session() as session:
            append(session, ward.plan, ward.updates(3))
            raise ZeroDivisionError

    ward.write(2)
    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    ward.write(1, first=2)
    with ward.store.reading() as session:
        assert [row.n for row in rows_of(session, ward.plan)] == [1, 2, 3]
    assert loaded(ward).broken_at is None


def test_writers_of_one_plan_get_numbers_without_gaps_in_the_order_of_their_commits(ward: Ward) -> None:
    def write(start: int) -> None:
        for number in range(10):
            ward.write(2, first=start + 2 * number)

    threads = [threading.Thread(target=write, args=(start,)) for start in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ward.store.reading() as session:
        rows = rows_of(session, ward.plan)
    assert [row.n for row in rows] == list(range(1, 61))
    assert {row.update.first for row in rows} == {*range(20), *range(100, 120), *range(200, 220)}
    assert loaded(ward).broken_at is None


@pytest.mark.parametrize("peer", [999, 2002], ids=["nobody's", "another plan's"])
def test_a_number_whose_pen_nobody_keeps_for_this_plan_is_refused_and_nothing_is_kept(ward: Ward, peer: int) -> None:
    with pytest.raises(UnknownPeer), ward.store.session() as session:
        append(session, ward.plan, [ward.update(0), ward.update(1, peer=peer)])
    assert loaded(ward).head.n == 0


def test_a_plan_that_is_not_there_is_said_so(ward: Ward) -> None:
    with pytest.raises(NoSuchPlan), ward.store.session() as session:
        append(session, "0" * 32, ward.updates(1))
    with pytest.raises(NoSuchPlan), ward.store.reading() as session:
        load(session, "0" * 32)


def test_an_update_outside_any_sitting_is_kept_too(ward: Ward) -> None:
    with ward.store.session() as session:
        append(session, ward.plan, [replace(ward.update(0), sitting_id="")])
    assert loaded(ward).broken_at is None
    with ward.store.reading() as session:
        assert rows_of(session, ward.plan)[0].update.sitting_id == ""


# --- snapshots ---


def test_opening_takes_the_newest_snapshot_and_the_rows_after_it(ward: Ward) -> None:
    ward.write(3)
    snapshot(ward, b"three")
    ward.write(2, first=3)
    snapshot(ward, b"five")
    ward.write(1, first=5)
    found = loaded(ward)
    assert found.blobs == [b"five", ward.update(5).blob]
    assert found.snapshot is not None
    assert (found.snapshot.n, found.head.n, found.broken_at) == (5, 6, None)


def test_rows_that_no_snapshot_covers_are_counted(ward: Ward) -> None:
    def count() -> int:
        with ward.store.reading() as session:
            return rows_since_snapshot(session, ward.plan)

    assert count() == 0
    ward.write(3)
    assert count() == 3
    snapshot(ward, b"three")
    assert count() == 0


def test_a_second_snapshot_of_the_same_row_is_not_needed(ward: Ward) -> None:
    ward.write(1)
    snapshot(ward, b"one")
    snapshot(ward, b"another")
    assert loaded(ward).blobs == [b"one"]


def test_a_snapshot_that_was_tampered_with_is_passed_over_for_an_older_one(ward: Ward, tmp_path: Path) -> None:
    ward.write(2)
    snapshot(ward, b"two")
    ward.write(2, first=2)
    snapshot(ward, b"four")
    ward.store.close()
    with with_the_key_in_hand(tmp_path / "s.twopens") as database:
        database.execute("UPDATE snapshots SET blob = 'forged' WHERE n = 4")
    store = Store.open(tmp_path / "s.twopens", KEY)
    with store.reading() as session:
        assert load(session, ward.plan).blobs == [b"two", ward.update(2).blob, ward.update(3).blob]
    store.close()


# --- what does not fit ---


@pytest.mark.parametrize(
    ("harm", "at"),
    [
        ("UPDATE updates SET blob = 'forged' WHERE n = 4", 4),
        ("DELETE FROM updates WHERE n = 4", 4),
        ("DELETE FROM updates WHERE n = 6", 6),
        ("UPDATE pens SET hands = 'somebody else'", 1),
        ("UPDATE plans SET patient_id = (SELECT id FROM people WHERE is_staff)", 1),
    ],
    ids=["changed", "removed", "cut off", "another pen", "another patient"],
)
def test_opening_tells_from_which_row_on_the_record_does_not_fit_and_gives_the_rows_all_the_same(
    ward: Ward, tmp_path: Path, harm: str, at: int
) -> None:
    ward.write(6)
    ward.store.close()
    with with_the_key_in_hand(tmp_path / "s.twopens") as database:
        database.execute(harm)
    store = Store.open(tmp_path / "s.twopens", KEY)
    with store.reading() as session:
        found = load(session, ward.plan)
    assert found.broken_at == at
    assert len(found.tail) >= 5
    store.close()


# --- pens and acts ---


def test_pens_come_back_with_all_that_is_known_of_them(ward: Ward) -> None:
    shared = Pen("b" * 32, Voice.shared(ward.sam, ward.jo), ward.jo, "Amina", "nurse", ward.sitting)
    letter = Pen("c" * 32, Voice.source("Sam's letter, 3 May", ward.sam), ward.jo, "", "nurse", "")
    with ward.store.session() as session:
        keep_pens(session, [shared, letter])
        keep_peers(session, [Peer(7, shared.id, ward.plan, AT_MS), Peer(2**63 - 1, letter.id, ward.plan, AT_MS)])
    with ward.store.reading() as session:
        assert pens_of(session, ward.plan) == {ward.peer: ward.pen, 7: shared, 2**63 - 1: letter}
        assert pen(session, letter.id) == letter
        assert pen(session, "d" * 32) is None


def test_a_pen_and_a_number_that_are_kept_stay_as_they_were(ward: Ward) -> None:
    other = replace(ward.pen, hands=ward.jo)
    with ward.store.session() as session:
        keep_pens(session, [other])
        keep_peers(session, [Peer(ward.peer, ward.pen.id, ward.other_plan, 0)])
    assert loaded(ward).pens == {ward.peer: ward.pen}


def test_acts_are_kept_as_they_stand_now_and_go_with_their_sitting(ward: Ward) -> None:
    done = KeptAct("one", ward.sitting, 1, "sam", "{}", "done")
    later = KeptAct("two", "", 2, "sam", "{}", "done")
    with ward.store.session() as session:
        keep_acts(session, ward.plan, [later, done])
        keep_acts(session, ward.plan, [replace(done, state="undone", body='{"x":1}')])
    assert loaded(ward).acts == (replace(done, state="undone", body='{"x":1}'), later)
    with ward.store.session() as session:
        forget_acts(session, ward.sitting)
        assert acts_of(session, ward.plan) == [later]


def test_one_bit_among_two_thousand_rows_is_noticed(ward: Ward, tmp_path: Path) -> None:
    ward.write(2000)
    ward.store.close()
    with with_the_key_in_hand(tmp_path / "s.twopens") as database:
        blob = bytearray(database.execute("SELECT blob FROM updates WHERE n = 1700").fetchone()[0])
        blob[-1] ^= 1
        database.execute("UPDATE updates SET blob = ? WHERE n = 1700", (bytes(blob),))
    store = Store.open(tmp_path / "s.twopens", KEY)
    with store.reading() as session:
        assert load(session, ward.plan).broken_at == 1700
        assert session.scalars(text("SELECT count(*) FROM updates")).one() == 2000
    store.close()


def test_a_plan_was_last_written_in_at_its_newest_row(ward: Ward) -> None:
    ward.write(3)

    with ward.store.reading() as session:
        assert last_written(session) == {ward.plan: AT_MS + 2}
