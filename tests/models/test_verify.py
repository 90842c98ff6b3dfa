"""Verify names the plan and the row: with the key in hand and the guards dropped, in a hurt file, in an old copy, in a file cut short."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.access_log import ACCESS_LOG, AccessLine, log_access
from models.chain import Chain
from models.copies import note_copy
from models.database import Store
from models.family import FamilySetting, set_for_family
from models.listed import Entry
from models.record import keep_snapshot
from models.roots import KnownRoot, root
from models.store_errors import StoreDamaged
from models.verify import BadEntry, BadRow, Behind, Report, What, verify
from tests.models.stores import AT, AT_MS, KEY, Ward, flip_byte, new_ward, page_with, rows_on_pages, with_the_key_in_hand

Harm = Callable[[Any, Ward], None]

ROWS = 12


def replay(blobs: list[bytes]) -> bytes:
    """A stand-in for the text engine: a state is the set of all rows in it; a snapshot is such a state, and holds itself."""
    if any(blob.startswith(b"no such bytes") for blob in blobs):
        raise ValueError
    return b"|".join(sorted({row for blob in blobs for row in blob.split(b"|")}))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.twopens"


@pytest.fixture
def ward(path: Path) -> Ward:
    """A closed store: rows in two plans, a snapshot of the first after row 5, and some lines in the log."""
    ward = new_ward(path)
    ward.write(5)
    with ward.store.session() as session:
        keep_snapshot(session, ward.plan, replay([update.blob for update in ward.updates(5)]), AT_MS)
        for verb in ("unlocked", "opened", "exported"):
            log_access(session, AccessLine(AT_MS, ward.jo, verb, ward.plan, ward.sam))
    ward.write(ROWS - 5, first=5)
    ward.write_elsewhere(ROWS)
    ward.store.close()
    return ward


def verified(path: Path, known: KnownRoot | None = None) -> Report:
    store = Store.open_to_read(path, KEY)
    report = verify(store, known, replay, AT_MS)
    store.close()
    return report


def known_root(path: Path) -> KnownRoot:
    store = Store.open_to_read(path, KEY)
    with store.reading() as session:
        known = root(session, AT_MS)
    store.close()
    return known


def harm(path: Path, ward: Ward, statement: str, *values: Any) -> None:
    """Does one thing to the bare database; :plan and :other stand for the two plans."""
    with with_the_key_in_hand(path) as database:
        done = database.execute(
            statement, {"plan": ward.plan, "other": ward.other_plan, **{str(n): value for n, value in enumerate(values)}}
        )
        assert done.rowcount > 0


def test_a_store_that_nobody_touched_is_sound(path: Path, ward: Ward) -> None:
    known = known_root(path)
    report = verified(path, known)
    assert report.sound
    assert (report.plans, report.rows) == (2, 2 * ROWS + 3)
    assert report.root == known
    assert report.older_than_ms is None


def test_an_empty_store_is_sound(path: Path) -> None:
    Store.create(path, KEY).close()
    assert verified(path).sound


def test_guards_that_were_dropped_are_named(path: Path, ward: Ward) -> None:
    with with_the_key_in_hand(path):
        pass
    report = verified(path)
    assert "updates_never_change" in report.missing_guards
    assert not report.sound
    assert report.bad == []


# --- with the key in hand: each named by plan and row, and nothing else named ---

SWAPS_ROWS = (
    "UPDATE updates SET n = CASE n WHEN 3 THEN -7 ELSE n END WHERE plan_id = :plan AND n = 3",
    "UPDATE updates SET n = 3 WHERE plan_id = :plan AND n = 7",
    "UPDATE updates SET n = 7 WHERE plan_id = :plan AND n = -7",
)


@pytest.mark.parametrize(
    ("statement", "n", "what"),
    [
        ("UPDATE updates SET blob = x'00' || blob WHERE plan_id = :plan AND n = 7", 7, What.CHANGED),
        ("UPDATE updates SET peer = 2002 WHERE plan_id = :plan AND n = 7", 7, What.CHANGED),
        ("UPDATE updates SET first = first + 1 WHERE plan_id = :plan AND n = 7", 7, What.CHANGED),
        ("UPDATE updates SET last = last + 1 WHERE plan_id = :plan AND n = 7", 7, What.CHANGED),
        ("UPDATE updates SET at_ms = at_ms - 1 WHERE plan_id = :plan AND n = 7", 7, What.CHANGED),
        ("UPDATE updates SET sitting_id = NULL WHERE plan_id = :plan AND n = 7", 7, What.CHANGED),
        ("UPDATE updates SET previous_hash = hash WHERE plan_id = :plan AND n = 7", 7, What.CHANGED),
        ("UPDATE updates SET hash = previous_hash WHERE plan_id = :plan AND n = 7", 7, What.CHANGED),
        ("UPDATE updates SET previous_hash = hash WHERE plan_id = :plan AND n = 1", 1, What.CHANGED),
        ("UPDATE updates SET blob = x'01' WHERE plan_id = :plan AND n = 1", 1, What.CHANGED),
        ("UPDATE updates SET blob = x'01' WHERE plan_id = :plan AND n = 12", 12, What.CHANGED),
        ("DELETE FROM updates WHERE plan_id = :plan AND n = 7", 7, What.REMOVED),
        ("DELETE FROM updates WHERE plan_id = :plan AND n = 1", 1, What.REMOVED),
        ("DELETE FROM updates WHERE plan_id = :plan AND n = 12", 12, What.REMOVED),
        ("DELETE FROM updates WHERE plan_id = :plan AND n > 3", 4, What.REMOVED),
        ("UPDATE plans SET head_n = 9 WHERE id = :plan", 10, What.ADDED),
        ("UPDATE plans SET head_n = 20 WHERE id = :plan", 13, What.REMOVED),
        ("UPDATE plans SET head_hash = zeroblob(32) WHERE id = :plan", 12, What.CHANGED),
        ("UPDATE snapshots SET blob = x'00' WHERE plan_id = :plan", 5, What.SNAPSHOT_CHANGED),
        ("UPDATE snapshots SET at_ms = 0 WHERE plan_id = :plan", 5, What.SNAPSHOT_CHANGED),
        ("UPDATE snapshots SET n = 6 WHERE plan_id = :plan", 6, What.SNAPSHOT_CHANGED),
        ("UPDATE snapshots SET n = 99 WHERE plan_id = :plan", 99, What.SNAPSHOT_CHANGED),
        ("UPDATE plans SET patient_id = (SELECT id FROM people WHERE is_staff) WHERE id = :plan", 0, What.CHANGED),
        ("UPDATE plans SET created_at_ms = 0 WHERE id = :plan", 0, What.CHANGED),
    ],
)
def test_what_was_done_to_a_plan_is_named_by_plan_and_row(path: Path, ward: Ward, statement: str, n: int, what: What) -> None:
    harm(path, ward, statement)
    assert verified(path).bad == [BadRow(ward.plan, n, what)]


def test_two_rows_that_changed_places_are_named_both(path: Path, ward: Ward) -> None:
    for statement in SWAPS_ROWS:
        harm(path, ward, statement)
    assert verified(path).bad == [BadRow(ward.plan, 3, What.SWAPPED, 7)]


def test_two_neighbours_that_changed_places_are_named_both(path: Path, ward: Ward) -> None:
    for statement in SWAPS_ROWS:
        harm(path, ward, statement.replace("7", "4").replace("-4", "-7"))
    assert verified(path).bad == [BadRow(ward.plan, 3, What.SWAPPED, 4)]


def test_two_rows_whose_contents_changed_places_are_named_both(path: Path, ward: Ward) -> None:
    with with_the_key_in_hand(path) as database:
        columns = "peer, first, last, sitting_id, at_ms, blob"
        three, seven = (
            database.execute(f"SELECT {columns} FROM updates WHERE plan_id = ? AND n = ?", (ward.plan, n)).fetchone() for n in (3, 7)
        )
        for n, content in ((3, seven), (7, three)):
            database.execute(f"UPDATE updates SET ({columns}) = (?, ?, ?, ?, ?, ?) WHERE plan_id = ? AND n = ?", (*content, ward.plan, n))
    assert verified(path).bad == [BadRow(ward.plan, 3, What.SWAPPED, 7)]


def test_rows_that_changed_plans_are_named_in_both(path: Path, ward: Ward) -> None:
    harm(path, ward, "UPDATE updates SET plan_id = '0' WHERE plan_id = :plan AND n = 7")
    harm(path, ward, "UPDATE updates SET plan_id = :plan WHERE plan_id = :other AND n = 7")
    harm(path, ward, "UPDATE updates SET plan_id = :other WHERE plan_id = '0'")
    report = verified(path)
    assert {(bad.chain, bad.n) for bad in report.bad} == {(ward.plan, 7), (ward.other_plan, 7)}


def test_harm_in_two_plans_is_named_in_each_by_its_first_row(path: Path, ward: Ward) -> None:
    harm(path, ward, "UPDATE updates SET blob = x'00' WHERE n IN (4, 9)")
    report = verified(path)
    assert sorted(report.bad, key=lambda bad: bad.chain) == [BadRow(plan, 4, What.CHANGED) for plan in sorted((ward.plan, ward.other_plan))]


def test_a_pen_that_was_given_another_hand_or_voice_shows_in_the_rows_it_wrote(path: Path, ward: Ward) -> None:
    harm(path, ward, "UPDATE pens SET hands = (SELECT id FROM people WHERE is_staff)")
    assert {(bad.chain, bad.n, bad.what) for bad in verified(path).bad} == {
        (plan, 1, What.CHANGED) for plan in (ward.plan, ward.other_plan)
    }


def test_a_pen_that_was_taken_out_shows_in_the_rows_it_wrote(path: Path, ward: Ward) -> None:
    harm(path, ward, "DELETE FROM peers WHERE plan_id = :plan")
    assert verified(path).bad == [BadRow(ward.plan, 1, What.CHANGED)]


def test_a_form_whose_words_were_changed_shows_in_every_plan_on_it(path: Path, ward: Ward) -> None:
    harm(path, ward, "UPDATE forms SET body = 'You agree to everything'")
    assert {(bad.chain, bad.n, bad.what) for bad in verified(path).bad} == {
        (plan, 0, What.CHANGED) for plan in (ward.plan, ward.other_plan)
    }


def test_a_form_that_was_taken_out_shows_in_every_plan_on_it(path: Path, ward: Ward) -> None:
    harm(path, ward, "DELETE FROM forms")
    assert {(bad.chain, bad.n, bad.what) for bad in verified(path).bad} == {
        (plan, 0, What.CHANGED) for plan in (ward.plan, ward.other_plan)
    }


def test_a_plan_that_was_taken_out_and_left_rows_or_lines_is_named(path: Path, ward: Ward) -> None:
    harm(path, ward, "DELETE FROM plans WHERE id = :plan")
    assert verified(path).bad == [BadRow(ward.plan, 0, What.REMOVED)]


def test_a_snapshot_forged_together_with_its_hash_is_told_by_replaying_its_rows(path: Path, ward: Ward) -> None:
    with with_the_key_in_hand(path) as database:
        covered = database.execute("SELECT hash FROM updates WHERE plan_id = ? AND n = 5", (ward.plan,)).fetchone()[0]
        forged = forged_snapshot_hash(ward, covered, b"Sam agreed to everything")
        database.execute("UPDATE snapshots SET blob = ?, hash = ?", (b"Sam agreed to everything", forged))
    store = Store.open_to_read(path, KEY)
    assert verify(store).bad == []
    assert verify(store, replay=replay).bad == [BadRow(ward.plan, 5, What.SNAPSHOT_CHANGED)]
    store.close()


def test_a_forged_snapshot_that_is_no_snapshot_at_all_is_named_too(path: Path, ward: Ward) -> None:
    with with_the_key_in_hand(path) as database:
        covered = database.execute("SELECT hash FROM updates WHERE plan_id = ? AND n = 5", (ward.plan,)).fetchone()[0]
        forged = forged_snapshot_hash(ward, covered, b"no such bytes")
        database.execute("UPDATE snapshots SET blob = ?, hash = ?", (b"no such bytes", forged))
    assert verified(path).bad == [BadRow(ward.plan, 5, What.SNAPSHOT_CHANGED)]


def forged_snapshot_hash(ward: Ward, covered: bytes, blob: bytes) -> bytes:
    from models.chain import Head
    from models.record import snapshot_hash

    return snapshot_hash(ward.plan, Head(5, covered), AT_MS, blob)


@pytest.mark.parametrize(
    ("statement", "n", "what"),
    [
        ("UPDATE access_log SET verb = 'nothing' WHERE n = 2", 2, What.CHANGED),
        ("UPDATE access_log SET person_id = NULL WHERE n = 2", 2, What.CHANGED),
        ("UPDATE access_log SET plan_id = NULL WHERE n = 2", 2, What.CHANGED),
        ("UPDATE access_log SET at_ms = 0 WHERE n = 3", 3, What.CHANGED),
        ("DELETE FROM access_log WHERE n = 2", 2, What.REMOVED),
        ("DELETE FROM access_log WHERE n = 3", 3, What.REMOVED),
        ("DELETE FROM access_log", 1, What.REMOVED),
        ("UPDATE chain_heads SET n = 2", 3, What.ADDED),
    ],
)
def test_what_was_done_to_the_access_log_is_named_by_line(path: Path, ward: Ward, statement: str, n: int, what: What) -> None:
    harm(path, ward, statement)
    assert verified(path).bad == [BadRow(ACCESS_LOG, n, what)]


def test_two_lines_of_the_log_that_changed_places_are_named_both(path: Path, ward: Ward) -> None:
    for before, after in ((1, -1), (2, 1), (-1, 2)):
        harm(path, ward, f"UPDATE access_log SET n = {after} WHERE n = {before}")
    assert verified(path).bad == [BadRow(ACCESS_LOG, 1, What.SWAPPED, 2)]


# --- against a root that was kept outside ---


def test_an_old_copy_of_the_file_is_older_than_the_known_root(path: Path, ward: Ward, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "old copy")
    store = Store.open(path, KEY)
    replace(ward, store=store).write(3, first=ROWS)
    store.close()
    known = known_root(path)
    report = verified(tmp_path / "old copy", known)
    assert report.behind == [Behind(ward.plan, ROWS, ROWS + 3)]
    assert report.older_than_ms == known.at_ms
    assert report.bad == []
    assert verified(path, known).sound


def test_a_cut_off_end_of_a_chain_is_older_than_the_known_root_even_when_its_head_was_set_back(path: Path, ward: Ward) -> None:
    known = known_root(path)
    with with_the_key_in_hand(path) as database:
        database.execute("DELETE FROM updates WHERE plan_id = ? AND n > 9", (ward.plan,))
        kept = database.execute("SELECT hash FROM updates WHERE plan_id = ? AND n = 9", (ward.plan,)).fetchone()[0]
        database.execute("UPDATE plans SET head_n = 9, head_hash = ? WHERE id = ?", (kept, ward.plan))
    assert verified(path).bad == []
    report = verified(path, known)
    assert (report.behind, report.older_than_ms) == ([Behind(ward.plan, 9, ROWS)], known.at_ms)


def test_a_plan_that_was_taken_out_without_a_trace_is_missed_by_the_known_root(path: Path, ward: Ward) -> None:
    known = known_root(path)
    for table in ("updates", "peers"):
        harm(path, ward, f"DELETE FROM {table} WHERE plan_id = :other")
    harm(path, ward, "DELETE FROM plans WHERE id = :other")
    assert verified(path).bad == []
    assert verified(path, known).behind == [Behind(ward.other_plan, None, ROWS)]


def test_a_chain_that_was_written_anew_from_a_row_on_is_told_by_the_known_root(path: Path, ward: Ward) -> None:
    known = known_root(path)
    rewrite_from(path, ward, 6)
    assert verified(path).bad == []
    assert verified(path, known).bad == [BadRow(ward.plan, ROWS, What.REWRITTEN)]


def rewrite_from(path: Path, ward: Ward, n: int) -> None:
    """What somebody with the key and our own source can do: new bytes in a row, and every hash after it worked out anew."""
    from models.record import chain_of, links

    store = Store.open(path, KEY)
    with store.reading() as session:
        rows = list(links(session, ward.plan))
    store.close()
    chain: Chain = chain_of(ward.plan)
    previous = rows[n - 1].previous
    with with_the_key_in_hand(path) as database:
        for link in rows[n - 1 :]:
            fields = (*link.fields[:-1], b"forged") if link.n == n else link.fields
            value = chain.hash_at(link.n, previous, fields)
            database.execute(
                "UPDATE updates SET blob = ?, previous_hash = ?, hash = ? WHERE plan_id = ? AND n = ?",
                (fields[-1], previous, value, ward.plan, link.n),
            )
            previous = value
        database.execute("UPDATE plans SET head_hash = ? WHERE id = ?", (previous, ward.plan))


def test_a_store_that_went_on_since_the_known_root_is_sound(path: Path, ward: Ward) -> None:
    known = known_root(path)
    store = Store.open(path, KEY)
    replace(ward, store=store).write(3, first=ROWS)
    assert verify(store, known).sound
    store.close()


# --- what is listed outside the chains ---


@pytest.fixture
def listed(path: Path, ward: Ward) -> Ward:
    """A closed store from which a copy of either plan left, and in which Sam said something about Jo."""
    store = Store.open(path, KEY)
    with store.session() as session:
        for plan in (ward.plan, ward.other_plan):
            note_copy(session, plan, AT, "clean", "plan.docx", "Sam's GP")
        set_for_family(session, FamilySetting(ward.sam, ward.jo, ("plan",), False, AT))
    store.close()
    assert verified(path).sound
    return ward


@pytest.mark.parametrize(
    ("statement", "entry"),
    [
        ("DELETE FROM copies WHERE plan_id = :plan", Entry.COPY),
        ("UPDATE copies SET for_whom = 'Sam' WHERE plan_id = :plan", Entry.COPY),
        ("UPDATE copies SET made_at_ms = 'never' WHERE plan_id = :plan", Entry.COPY),
        ("INSERT INTO copies SELECT 'b', plan_id, 1, 1, kind, file_name_hash, '' FROM copies WHERE plan_id = :plan", Entry.COPY),
        ("DELETE FROM family_settings", Entry.FAMILY),
        ("UPDATE family_settings SET stands_in_copies = 1", Entry.FAMILY),
        ("UPDATE family_settings SET may_see = '[]'", Entry.FAMILY),
        ("INSERT INTO family_settings SELECT patient_id, person_id, 2, '[]', 1, 1 FROM family_settings", Entry.FAMILY),
    ],
)
def test_an_entry_that_was_changed_taken_out_or_put_in_is_found(statement: str, entry: Entry, path: Path, listed: Ward) -> None:
    harm(path, listed, statement)
    report = verified(path)
    assert report.lists == (BadEntry(entry, listed.plan if entry is Entry.COPY else ""),)
    assert report.bad == []
    assert not report.sound


# --- a hurt file ---


def test_a_flipped_byte_in_the_file_is_damage_and_the_other_plan_is_still_verified(path: Path) -> None:
    ward = new_ward(path)
    ward.write(400)
    ward.write_elsewhere(400)
    ward.store.close()
    page = page_with(path, ward.plan)
    flip_byte(path, page)
    report = verified(path)
    assert report.damage is not None
    assert (report.damage.pages, report.damage.readable, report.damage.unreadable) == ((page,), (ward.other_plan,), (ward.plan,))
    assert report.rows == 400
    assert report.bad == []
    assert not report.sound


def test_a_file_cut_short_is_damaged_and_still_verified_as_far_as_it_reads(path: Path) -> None:
    ward = new_ward(path)
    ward.write(400)
    ward.write_elsewhere(400)
    ward.store.close()
    known, pages = known_root(path), rows_on_pages(path)
    path.write_bytes(path.read_bytes()[: (max(pages) - 1) * 4096])
    with pytest.raises(StoreDamaged):
        Store.open(path, KEY)
    hurt = Store.salvage(path, KEY)
    report = verify(hurt, known, replay)
    hurt.close()
    assert report.damage is not None
    assert report.damage.unreadable == (pages[max(pages)],)
    assert report.rows == 400
    assert report.bad == []


GARBAGE = ("'words'", "NULL", "x'00ff'", "9223372036854775807")


@pytest.mark.parametrize("value", GARBAGE)
@pytest.mark.parametrize("table", ["updates", "snapshots", "plans", "pens", "peers", "forms", "access_log", "chain_heads"])
def test_whatever_stands_in_a_column_verify_comes_to_an_end_and_says_that_something_is_wrong(
    path: Path, ward: Ward, table: str, value: str
) -> None:
    whole = path.read_bytes()
    with with_the_key_in_hand(path) as database:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})").fetchall()]
    quiet = []
    for column in columns:
        path.write_bytes(whole)
        if put_garbage(path, table, column, value) and not verified(path).bad:
            quiet.append(column)
    assert set(quiet) <= NOT_UNDER_THE_CHAIN.get(table, set())


# Columns that may be changed by the program itself, and so cannot be under a chain; and the pen's sitting, which its rows carry.
NOT_UNDER_THE_CHAIN = {
    "plans": {"title", "state", "state_at_ms", "follows", "stopped_at"},
    "pens": {"sitting_id"},
    "peers": {"started_at_ms"},
}


def put_garbage(path: Path, table: str, column: str, value: str) -> bool:
    """Puts a value into one column of every row. False where the table itself will not have it, as in a key twice."""
    from models.cipher import driver

    with with_the_key_in_hand(path) as database:
        try:
            return bool(database.execute(f"UPDATE {table} SET {column} = {value} WHERE {column} IS NOT {value}").rowcount)
        except driver.IntegrityError:
            return False


def test_verifying_tells_how_far_it_is_before_each_plan(path: Path, ward: Ward) -> None:
    told: list[tuple[int, int]] = []
    store = Store.open_to_read(path, KEY)

    verify(store, progress=lambda done, whole: told.append((done, whole)))
    store.close()

    assert told == [(0, 2), (1, 2)]
