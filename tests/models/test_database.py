"""The store's file: made once, opened with its key, and never replaced; what the world can do to it, each by its own error."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.cipher import PAGE, Cipher
from models.database import Store
from models.migrations import OUR_STEPS, SchemaVersion, Steps
from models.people import add_patient, add_person, people
from models.record import load
from models.store_errors import (
    DiskFull,
    NotAStore,
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreFromTheFuture,
    StoreMissing,
    StoreOutOfDate,
    StoreReadOnly,
    StoreUnreachable,
    WrongKey,
)
from models.store_info import MADE_AT, SCHEMA, read_info, write_info
from tests.models.stores import AT, AT_MS, KEY, OTHER_KEY, flip_byte, new_ward, page_with, rows_on_pages


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a store % with a name?.twopens"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    made = Store.create(path, KEY, AT)
    yield made
    made.close()


def closed_store(path: Path) -> bytes:
    """Makes a store with a plan and closes it; gives the bytes of its file."""
    ward = new_ward(path)
    ward.write(400)
    ward.write_elsewhere(400)
    ward.store.close()
    return path.read_bytes()


def test_a_new_store_opens_again_with_its_key_and_is_the_same(path: Path) -> None:
    made = Store.create(path, KEY, AT)
    with made.session() as session:
        add_person(session, "Sam Okafor")
    store_id = made.id
    made.close()
    again = Store.open(path, KEY)
    with again.reading() as session:
        assert [person.name for person in people(session)] == ["Sam Okafor"]
        assert read_info(session, MADE_AT) == str(AT_MS)
    assert again.id == store_id
    assert len(store_id) == 32
    again.close()


def test_nothing_readable_lies_in_the_folder(path: Path) -> None:
    ward = new_ward(path)
    for file in path.parent.iterdir():
        assert b"Okafor" not in file.read_bytes()
        assert b"SQLite format" not in file.read_bytes()
    ward.store.close()


def test_closing_leaves_one_file_and_the_lock(path: Path) -> None:
    closed_store(path)
    assert {file.name for file in path.parent.iterdir()} == {path.name, path.name + ".lock"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_only_its_owner_can_read_the_file(store: Store, path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0


def test_every_connection_is_set_for_keeping_words(store: Store) -> None:
    with store.session() as session:
        settings = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "trusted_schema", "temp_store")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "temp_store": 2,
    }


# --- what is there is never replaced ---


@pytest.mark.parametrize("content", [b"", b"somebody's notes", bytes(10_000)])
def test_making_a_store_over_a_file_is_refused_and_leaves_the_file(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreExists):
        Store.create(path, KEY)
    assert path.read_bytes() == content


def test_making_a_store_over_a_store_is_refused_and_the_old_one_still_opens(path: Path) -> None:
    before = closed_store(path)
    with pytest.raises(StoreExists):
        Store.create(path, OTHER_KEY)
    assert path.read_bytes() == before
    Store.open(path, KEY).close()


def test_a_half_made_store_of_an_earlier_try_is_no_obstacle(path: Path) -> None:
    path.with_name(path.name + ".new").write_bytes(b"cut off by a power cut")
    Store.create(path, KEY).close()
    Store.open(path, KEY).close()


def test_making_that_fails_half_way_leaves_no_store(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "step_0001.py").write_text("revision='0001'\ndown_revision=None\ndef upgrade():\n    raise RuntimeError('half way')\n")
    with pytest.raises(RuntimeError, match="half way"):
        Store.create(path, KEY, steps=Steps(folder, SchemaVersion(1, 0)))
    assert not path.exists()
    Store.create(path, KEY).close()


def test_a_missing_store_is_said_to_be_missing_and_none_is_made(path: Path) -> None:
    with pytest.raises(StoreMissing) as refusal:
        Store.open(path, KEY)
    assert refusal.value.path == path
    assert list(path.parent.iterdir()) == []


# --- what opening refuses, each by its name, and the file stays as it was ---


@pytest.mark.parametrize(
    "content",
    [b"", b"too short to be one", b"SQLite format 3\0" + bytes(PAGE * 3)],
    ids=["empty", "short", "not encrypted"],
)
def test_a_file_of_another_kind_is_said_to_be_no_store(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotAStore):
        Store.open(path, KEY)
    assert path.read_bytes() == content


def test_a_folder_is_no_store(path: Path) -> None:
    path.mkdir()
    with pytest.raises(NotAStore):
        Store.open(path, KEY)


def test_an_encrypted_database_without_our_tables_is_no_store(path: Path) -> None:
    cipher = Cipher(path, KEY)
    cipher.make_file()
    connection = cipher.connect()
    connection.execute("CREATE TABLE somebody_elses (n INTEGER)")
    connection.close()
    with pytest.raises(NotAStore):
        Store.open(path, KEY)


def test_the_wrong_key_is_told_from_damage_and_changes_nothing(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = closed_store(path)
    with pytest.raises(WrongKey):
        Store.open(path, OTHER_KEY)
    assert path.read_bytes() == before
    assert capfd.readouterr().err == ""
    Store.open(path, KEY).close()


def test_a_key_of_another_length_is_refused_as_our_own_mistake(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Cipher(path, b"short")


def test_no_error_text_holds_the_key(path: Path) -> None:
    closed_store(path)
    flip_byte(path, 1)
    with pytest.raises(StoreDamaged) as refusal:
        Store.open(path, KEY)
    chain: BaseException | None = refusal.value
    while chain is not None:
        assert KEY.hex() not in repr(chain) + str(chain)
        chain = chain.__cause__ or chain.__context__


# --- damage ---


def test_a_hurt_first_page_is_damage_and_not_a_wrong_key(path: Path) -> None:
    closed_store(path)
    flip_byte(path, 1)
    with pytest.raises(StoreDamaged) as refusal:
        Store.open(path, KEY)
    assert refusal.value.damage.pages == (1,)
    assert refusal.value.damage.readable == ()


def test_a_hurt_page_of_one_plan_leaves_the_other_readable(path: Path) -> None:
    ward = new_ward(path)
    ward.write(400)
    ward.write_elsewhere(400)
    ward.store.close()
    page = page_with(path, ward.plan)
    flip_byte(path, page)
    store = Store.open(path, KEY)
    with pytest.raises(StoreDamaged) as refusal, store.reading() as session:
        load(session, ward.plan)
    damage = refusal.value.damage
    assert (damage.pages, damage.readable, damage.unreadable) == ((page,), (ward.other_plan,), (ward.plan,))
    assert damage.list_is_whole
    with store.reading() as session:
        assert len(load(session, ward.other_plan).tail) == 400
    store.close()


def test_a_file_without_its_end_says_which_plans_still_read_and_lets_them_be_read(path: Path) -> None:
    whole = closed_store(path)
    plans = rows_on_pages(path)
    last_page = max(plans)
    path.write_bytes(whole[: (last_page - 1) * PAGE])
    with pytest.raises(StoreDamaged) as refusal:
        Store.open(path, KEY)
    damage = refusal.value.damage
    assert damage.unreadable == (plans[last_page],)
    assert len(damage.readable) == 1
    hurt = Store.salvage(path, KEY)
    with hurt.reading() as session:
        assert len(load(session, damage.readable[0]).tail) == 400
    with pytest.raises(StoreReadOnly), hurt.session() as session:
        add_person(session, "Nobody")
    hurt.close()
    assert path.read_bytes() == whole[: (last_page - 1) * PAGE]


def test_a_torn_last_page_is_damage(path: Path) -> None:
    whole = closed_store(path)
    path.write_bytes(whole[: len(whole) - PAGE + 77])
    store = Store.open(path, KEY)
    assert store.damage().pages == (len(whole) // PAGE,)
    assert len(store.damage().readable) == 1
    store.close()


def pages_beside(path: Path) -> list[int]:
    """The pages that lie in the write-ahead file and are still to go into the file itself."""
    log = Path(f"{path}-wal").read_bytes()
    return [int.from_bytes(log[place : place + 4], "big") for place in range(32, len(log), 24 + PAGE)]


@pytest.fixture
def crashed(path: Path, tmp_path: Path) -> tuple[Path, str]:
    """A store as the power cut left it: rows in the file beside, and a page half written into the file itself. And its plan."""
    ward = new_ward(path)
    ward.write(50)
    crashed = tmp_path / "crashed"
    for end in ("", "-wal"):
        Path(f"{crashed}{end}").write_bytes(Path(f"{path}{end}").read_bytes())
    ward.store.close()
    end = max(pages_beside(crashed)) * PAGE
    whole = crashed.read_bytes()
    crashed.write_bytes(whole[: end - 1000].ljust(end - 1000, b"?") + (b"?" * 1000 + whole[end:] if len(whole) > end else b""))
    return crashed, ward.plan


def test_what_a_crash_left_beside_the_file_is_no_damage(crashed: tuple[Path, str]) -> None:
    path, plan = crashed
    store = Store.open(path, KEY)
    assert store.damaged_pages() == ()
    with store.reading() as session:
        assert len(load(session, plan).tail) == 50
    store.close()


def test_what_a_crash_left_beside_the_file_survives_a_wrong_key(crashed: tuple[Path, str]) -> None:
    path, plan = crashed
    with pytest.raises(WrongKey):
        Store.open(path, OTHER_KEY)
    store = Store.open(path, KEY)
    with store.reading() as session:
        assert len(load(session, plan).tail) == 50
    store.close()


def test_a_hurt_page_is_found_before_anybody_touches_it(path: Path) -> None:
    closed_store(path)
    page = max(rows_on_pages(path))
    flip_byte(path, page)
    store = Store.open(path, KEY)
    assert store.damaged_pages() == (page,)
    store.close()


# --- versions ---


def write_version(path: Path, version: str) -> None:
    store = Store.open(path, KEY)
    with store.session() as session:
        write_info(session, SCHEMA, version)
    store.close()


def test_a_store_of_a_newer_major_version_is_refused_kindly(path: Path) -> None:
    Store.create(path, KEY).close()
    newer = f"{OUR_STEPS.version.major + 1}.3"
    write_version(path, newer)
    before = path.read_bytes()
    with pytest.raises(StoreFromTheFuture) as refusal:
        Store.open(path, KEY)
    assert (refusal.value.found, refusal.value.known) == (newer, str(OUR_STEPS.version))
    assert path.read_bytes() == before


def test_a_store_of_a_newer_minor_version_opens_and_stays_newer(path: Path) -> None:
    Store.create(path, KEY).close()
    newer = f"{OUR_STEPS.version.major}.{OUR_STEPS.version.minor + 1}"
    write_version(path, newer)
    store = Store.open(path, KEY)
    with store.reading() as session:
        assert read_info(session, SCHEMA) == newer
    store.close()


def test_reading_alone_never_migrates(path: Path) -> None:
    Store.create(path, KEY).close()
    with pytest.raises(StoreOutOfDate):
        Store.open_to_read(path, KEY, Steps(OUR_STEPS.folder, SchemaVersion(OUR_STEPS.version.major, OUR_STEPS.version.minor + 1)))


# --- one writer ---


def test_a_second_writer_is_told_that_the_store_is_busy(store: Store, path: Path) -> None:
    with pytest.raises(StoreBusy):
        Store.open(path, KEY)


def test_closing_lets_the_next_one_in(path: Path) -> None:
    Store.create(path, KEY).close()
    for _ in range(3):
        Store.open(path, KEY).close()


def test_a_closed_store_stays_closed(path: Path) -> None:
    store = Store.create(path, KEY)
    store.close()
    with pytest.raises(RuntimeError), store.session() as session:
        add_person(session, "Sam Okafor")
    store.close()


def test_a_refused_opening_lets_the_next_one_in(path: Path) -> None:
    Store.create(path, KEY).close()
    with pytest.raises(WrongKey):
        Store.open(path, OTHER_KEY)
    Store.open(path, KEY).close()


def test_somebody_may_read_while_another_writes_and_sees_what_was_stored(store: Store, path: Path) -> None:
    reader = Store.open_to_read(path, KEY)
    with store.session() as session:
        add_person(session, "Sam Okafor")
    with reader.reading() as session:
        assert len(people(session)) == 1
    with pytest.raises(StoreReadOnly), reader.session() as session:
        add_person(session, "Jo Nowak")
    reader.close()


def test_another_program_that_holds_the_file_makes_the_store_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.cipher._BUSY_SECONDS", 0.05)
    store = Store.create(path, KEY)
    other = Cipher(path, KEY).connect()
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy), store.session() as session:
        add_person(session, "Sam Okafor")
    other.execute("ROLLBACK")
    with store.session() as session:
        add_person(session, "Sam Okafor")
    other.close()
    store.close()


# --- transactions ---


def test_a_block_that_raises_stores_nothing(store: Store) -> None:
    def add_and_fail(session: Session) -> None:
        add_person(session, "Sam Okafor")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), store.session() as session:
        add_and_fail(session)
    with store.reading() as session:
        assert people(session) == []


def test_a_fault_of_our_own_passes_as_it_is(store: Store) -> None:
    with pytest.raises(IntegrityError), store.session() as session:
        session.execute(text("INSERT INTO keepers (person_id, since) VALUES ('nobody', '2026-05-04')"))


def test_a_fault_of_our_own_says_nothing_of_whom_it_is_about(store: Store) -> None:
    with store.session() as session:
        sam = add_person(session, "Sam Okafor")
        add_patient(session, sam.id, None, "9990123454")
    with pytest.raises(IntegrityError) as caught, store.session() as session:
        add_patient(session, add_person(session, "Robin Vale").id, None, "9990123454")
    assert not any(word in str(caught.value) for word in ("9990123454", "Robin", "Sam"))


def test_reading_sees_one_moment_whatever_is_written_meanwhile(store: Store) -> None:
    with store.reading() as reading:
        assert people(reading) == []
        with store.session() as writing:
            add_person(writing, "Sam Okafor")
        assert people(reading) == []
    with store.reading() as reading:
        assert len(people(reading)) == 1


def test_threads_write_side_by_side_and_nothing_is_lost(store: Store) -> None:
    def write(name: str) -> None:
        for number in range(5):
            with store.session() as session:
                add_person(session, f"{name} {number}")

    threads = [threading.Thread(target=write, args=(name,)) for name in ("Ada", "Ben", "Cem", "Dee")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as session:
        found = people(session)
    assert len(found) == 20
    assert len({person.mark for person in found}) == 20
    assert len({person.initials for person in found}) == 20


# --- the disk ---


def test_a_full_disk_is_said_to_be_full_and_what_was_stored_stays(store: Store) -> None:
    with store.session() as session:
        add_person(session, "Sam Okafor")

    def fill_up(session: Session) -> None:
        session.execute(text("PRAGMA max_page_count = 1"))  # the engine's own way to have no room
        for number in range(40):
            add_person(session, "x" * 4000 + str(number))

    with pytest.raises(DiskFull), store.session() as session:
        fill_up(session)
    with store.reading() as session:
        assert [person.name for person in people(session)] == ["Sam Okafor"]


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[Path]:
    """A folder that this process can read and not write, whoever runs the tests."""
    if os.name == "nt":
        pytest.skip("Windows keeps rights otherwise")
    folder = tmp_path / "read only"
    folder.mkdir()
    Store.create(folder / "s.twopens", KEY).close()
    (folder / "s.twopens.lock").unlink()
    for parent in (folder, *folder.parents[:4]):
        parent.chmod(parent.stat().st_mode | 0o055)
    (folder / "s.twopens").chmod(0o444)
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)
        yield folder
        os.seteuid(0)
    else:
        yield folder
    folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_said_to_be_read_only(nobody: Path) -> None:
    with pytest.raises(StoreReadOnly):
        Store.open(nobody / "s.twopens", KEY)
    with pytest.raises(StoreReadOnly):
        Store.create(nobody / "another.twopens", KEY)


def test_a_file_that_went_away_is_unreachable(store: Store, path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    other = Store(Cipher(path, KEY), None)
    with pytest.raises(StoreUnreachable), other.reading() as session:
        people(session)
    path.with_name("elsewhere").rename(path)


# --- copies ---


def test_a_copy_opens_with_the_same_key_and_holds_the_same(store: Store, tmp_path: Path) -> None:
    with store.session() as session:
        add_person(session, "Sam Okafor")
    store.copy_to(tmp_path / "copy.twopens")
    copy = Store.open(tmp_path / "copy.twopens", KEY)
    with copy.reading() as session:
        assert [person.name for person in people(session)] == ["Sam Okafor"]
    assert copy.id == store.id
    assert copy.damaged_pages() == ()
    copy.close()


def test_a_copy_that_cannot_be_made_leaves_the_earlier_one(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.twopens"
    store.copy_to(target)
    before = target.read_bytes()
    (tmp_path / "copy.twopens.part").mkdir()
    with pytest.raises((StoreUnreachable, StoreReadOnly)) as refusal:
        store.copy_to(target)
    assert refusal.value.path == target
    assert target.read_bytes() == before
