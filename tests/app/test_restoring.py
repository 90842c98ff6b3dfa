"""Opening a kept copy: which there are, what is newer where in words, and using one, also on an empty computer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.copies import Copy
from app.access.key_store import KeyringTrouble, KeyStore
from app.access.profile import Profile
from app.access.recovery import RecoveryCode
from app.access.restore import StoreStillOpen
from app.access.vault import CodeOfAnotherStore
from app.opening import Found, begin, begin_with_passphrase
from app.restoring import copy_in_words, find_copies, look_at, use
from app.services import Services
from tests.app.open_ward import OpenWard, open_ward, write_in_a_plan, write_more
from tests.fakes import FakeClock, LockedKeyring, MemoryKeyring

WORDS = "river lamp seven"


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    opened = open_ward(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


def a_copy(ward: OpenWard, folder: Path) -> Copy:
    ward.clock.advance(60)
    return ward.store.in_hand.keep_copy(folder)


def elsewhere(tmp_path: Path, clock: FakeClock, ring: MemoryKeyring | LockedKeyring | None = None) -> Services:
    """Another computer, on which there is nothing yet."""
    ring = MemoryKeyring() if ring is None else ring
    services = Services(Profile(tmp_path / "other computer"), lambda call: None, key_store=KeyStore(ring), clock=clock)
    services.standing()
    return services


def test_copies_are_found_by_their_folder_by_one_of_them_or_by_a_file_in_it(ward: OpenWard, copies: Path) -> None:
    first, second = a_copy(ward, copies), a_copy(ward, copies)

    assert find_copies(copies) == [second, first]
    assert find_copies(first.folder) == [first]
    assert find_copies(first.store_file) == [first]


def test_a_copy_is_named_by_its_day_and_says_when_part_of_it_is_missing(ward: OpenWard, copies: Path) -> None:
    copy = a_copy(ward, copies)
    day = copy_in_words(copy)

    copy.header_file.unlink()

    assert day.startswith("4 May 2026, ")
    assert copy_in_words(copy) == f"{day} (part of it is missing)"


def test_what_is_newer_here_is_said(ward: OpenWard, copies: Path) -> None:
    plan = write_in_a_plan(ward)
    copy = a_copy(ward, copies)
    write_more(ward, plan, "And the bees. ")

    looked = look_at(ward.services, ward.store, copy.folder, ward.code)

    assert looked.loses
    assert len(looked.sentences) == 1
    assert looked.sentences[0].startswith(f"My care plan ({plan.plan.id[:8]}): newer here, up to 4 May 2026, ")
    looked.copy.close()


def test_a_copy_that_is_the_same_loses_nothing(ward: OpenWard, copies: Path) -> None:
    write_in_a_plan(ward)

    looked = look_at(ward.services, ward.store, a_copy(ward, copies).folder, ward.code)

    assert looked.sentences == ("1 plan is the same here and in the copy.",)
    assert not looked.loses
    looked.copy.close()


def test_no_sentence_names_a_person(ward: OpenWard, copies: Path) -> None:
    write_in_a_plan(ward)

    looked = look_at(ward.services, None, a_copy(ward, copies).folder, ward.code)

    assert looked.sentences == ("The plans of this computer do not open, or there are none.", "There is 1 plan in the copy.")
    looked.copy.close()


def test_another_code_opens_no_copy(ward: OpenWard, copies: Path) -> None:
    with pytest.raises(CodeOfAnotherStore):
        look_at(ward.services, ward.store, a_copy(ward, copies).folder, RecoveryCode.new())


def test_a_copy_does_not_take_the_place_of_an_open_store(ward: OpenWard, copies: Path) -> None:
    looked = look_at(ward.services, ward.store, a_copy(ward, copies).folder, ward.code)

    with pytest.raises(StoreStillOpen):
        use(ward.services, looked)

    looked.copy.close()


def test_a_copy_is_used_on_a_computer_with_an_empty_key_ring(ward: OpenWard, copies: Path, tmp_path: Path) -> None:
    write_in_a_plan(ward)
    folder = a_copy(ward, copies).folder
    services = elsewhere(tmp_path, ward.clock)

    use(services, look_at(services, None, folder, ward.code))

    opening = begin(services)
    assert opening.found is Found.OPEN
    assert opening.warnings == ()
    assert opening.store is not None
    assert [person.name for person in opening.store.staff()] == ["Jo Nowak"]
    opening.store.close()
    services.close()


def test_where_the_key_ring_stays_shut_a_passphrase_takes_its_place(ward: OpenWard, copies: Path, tmp_path: Path) -> None:
    folder = a_copy(ward, copies).folder
    services = elsewhere(tmp_path, ward.clock, LockedKeyring())
    looked = look_at(services, None, folder, ward.code)
    with pytest.raises(KeyringTrouble):
        use(services, looked)

    use(services, looked, WORDS)

    opening = begin_with_passphrase(services, WORDS)
    assert opening.found is Found.OPEN
    assert opening.store is not None
    opening.store.close()
    services.close()
