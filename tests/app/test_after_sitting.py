"""After a sitting: a copy in the chosen folder, the root remembered, and trouble kept for whoever unlocks next."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from app.access.anchors import Anchors, OlderThanKnown
from app.access.copies import list_copies, take_away_old
from app.after_sitting import copy_reminder
from app.settings import BACKUP_FOLDER
from tests.app.open_ward import OpenWard, open_ward
from tests.fakes import LockedKeyring


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    opened = open_ward(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def folder(ward: OpenWard, tmp_path: Path) -> Path:
    """The chosen folder for copies."""
    chosen = tmp_path / "Copies"
    chosen.mkdir()
    ward.services.settings.set(BACKUP_FOLDER, str(chosen))
    return chosen


def sit(ward: OpenWard) -> None:
    """A short sitting, and all that comes after it."""
    ward.store.unlock_as(ward.jo.id)
    ward.store.begin_sitting(ward.sam.id)
    ward.clock.advance(60)
    ward.store.end_sitting()
    ward.wait_for(lambda: not ward.store.after_sitting.under_way)


def test_a_copy_lies_in_the_folder_after_a_sitting(ward: OpenWard, folder: Path) -> None:
    sit(ward)

    assert len(list_copies(folder)) == 1
    assert copy_reminder(ward.store) is None


def test_ending_a_sitting_does_not_wait_for_the_copy(ward: OpenWard, folder: Path) -> None:
    ward.store.begin_sitting(ward.sam.id)

    ward.store.end_sitting()

    assert ward.store.after_sitting.under_way
    assert ward.store.locked
    ward.wait_for(lambda: not ward.store.after_sitting.under_way)


def test_the_root_is_remembered_after_a_sitting(ward: OpenWard) -> None:
    before = ward.store.after_sitting.remember_root()

    sit(ward)
    ward.store.unlock_as(ward.jo.id)

    assert ward.store.after_sitting.remember_root().root != before.root


def test_two_roots_are_never_kept_at_once(ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    """A root is several secrets of the key ring: a second one that began in the midst of it would tear it."""
    at_once, most = list[int](), list[int]()

    def slowly(*_given: object) -> None:
        at_once.append(1)
        sleep(0.02)
        most.append(len(at_once))
        at_once.pop()

    monkeypatch.setattr(Anchors, "_to_keyring", slowly)
    threads = [Thread(target=ward.store.after_sitting.remember_root) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1, 1, 1, 1]


def test_once_it_has_settled_nothing_is_begun_and_nobody_is_told(ward: OpenWard, folder: Path) -> None:
    told = list[object]()
    after = ward.store.after_sitting
    after.changed.connect(told.append)

    assert after.settle(0)
    after.begin()
    ward.wait_for(lambda: not after.under_way)

    assert (list_copies(folder), told, after.trouble) == ([], [], None)


def test_a_task_that_ends_while_it_is_waited_for_tells_nobody(ward: OpenWard, folder: Path) -> None:
    told = list[object]()
    after = ward.store.after_sitting
    after.changed.connect(told.append)

    after.begin()
    assert after.settle()
    ward.wait_for(lambda: not after.under_way)

    assert (len(list_copies(folder)), told) == (1, [])


def test_without_a_folder_the_reminder_says_so(ward: OpenWard) -> None:
    sit(ward)

    assert copy_reminder(ward.store) == "No second copy is being kept. A keeper can choose a folder for it."


def test_a_folder_that_is_gone_is_told_next_time_and_made_up_for_later(ward: OpenWard, folder: Path) -> None:
    folder.rename(folder.with_name("Unplugged"))
    sit(ward)
    assert copy_reminder(ward.store) == (
        "The folder Copies for second copies is not there. Your words are kept on this computer. "
        "Plug it in and try again, or choose another folder."
    )

    folder.with_name("Unplugged").rename(folder)
    ward.store.after_sitting.catch_up()
    ward.wait_for(lambda: not ward.store.after_sitting.under_way)

    assert len(list_copies(folder)) == 1
    assert copy_reminder(ward.store) is None


def test_a_sitting_that_no_copy_holds_is_known_after_a_new_start(ward: OpenWard, folder: Path) -> None:
    sit(ward)
    ward.services.settings.set(BACKUP_FOLDER, "")
    sit(ward)
    ward.store.close()

    ward.store = ward.services.open_with_keyring()
    ward.services.settings.set(BACKUP_FOLDER, str(folder))

    assert copy_reminder(ward.store) == "What was written last has no second copy yet."


def test_nothing_is_made_up_for_where_every_sitting_has_its_copy(ward: OpenWard, folder: Path) -> None:
    sit(ward)

    ward.store.after_sitting.catch_up()

    assert not ward.store.after_sitting.under_way


def test_a_key_ring_that_stays_shut_does_not_keep_the_copy_from_being_made(
    ward: OpenWard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ward.services.key_store, "_trusted", LockedKeyring())

    sit(ward)

    assert len(list_copies(folder)) == 1
    assert ward.store.after_sitting.trouble is not None
    assert ward.store.after_sitting.trouble.title == "The key ring is locked"


def test_a_key_ring_that_stays_shut_does_not_keep_the_store_from_closing(ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ward.services.key_store, "_trusted", LockedKeyring())

    assert ward.store.close()

    monkeypatch.undo()
    ward.store = ward.services.open_with_keyring()


def put_the_older_file_back(ward: OpenWard, whole: bytes) -> None:
    """Closes the store, puts its file of an earlier day in its place, and opens it."""
    ward.store.close()
    ward.services.profile.store_file.write_bytes(whole)
    ward.store = ward.services.open_with_keyring()


def closed_file_of(ward: OpenWard) -> bytes:
    """The store's file as it lies when it is closed; afterwards it is open again."""
    ward.store.close()
    whole = ward.services.profile.store_file.read_bytes()
    ward.store = ward.services.open_with_keyring()
    ward.store.unlock_as(ward.jo.id)
    return whole


def test_a_file_that_was_put_back_is_refused_however_long_it_is_written_on(ward: OpenWard) -> None:
    yesterday = closed_file_of(ward)
    sit(ward)
    known = ward.store.after_sitting.last_known_root()

    put_the_older_file_back(ward, yesterday)
    for _days in range(3):
        sit(ward)

    assert ward.store.after_sitting.trouble is not None
    assert ward.store.after_sitting.trouble.title == "These plans are older than they were"
    with pytest.raises(OlderThanKnown):
        ward.store.after_sitting.refuse_older()
    assert ward.store.after_sitting.last_known_root() == known


def test_no_copy_is_taken_away_while_the_file_is_older_than_it_was(ward: OpenWard, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.access.backup.take_away_old", lambda folder, store_id: take_away_old(folder, store_id, keep=2))
    yesterday = closed_file_of(ward)
    for _days in range(3):
        sit(ward)
    assert len(list_copies(folder)) == 2

    put_the_older_file_back(ward, yesterday)
    for _days in range(3):
        sit(ward)
    assert len(list_copies(folder)) == 5

    ward.store.after_sitting.remember_root(on_purpose=True)
    sit(ward)
    assert len(list_copies(folder)) == 2
