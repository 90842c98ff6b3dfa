"""From the start to somebody at the door: what is found, what is in the way, and the ways on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app import opening, restoring
from app.access.header import HeaderMissing
from app.access.hurt import HurtStore
from app.access.key_store import KeyringLocked, KeyStore, SecretNotFound
from app.access.profile import NetworkShare, Profile
from app.access.recovery import RecoveryCode
from app.access.vault import CodeOfAnotherStore, PassphraseTooShort, PassphraseWrong, StoreGone
from app.errors import Trouble, explain
from app.open_store import OpenStore
from app.opening import Found, WayOn
from app.services import Services
from models.store_errors import NotAStore, StoreFromTheFuture
from tests.app.open_ward import OpenWard, hurt_until_it_does_not_open, open_ward, write_in_a_plan
from tests.fakes import FakeClock, ForgetfulKeyring, LockedKeyring, MemoryKeyring
from tests.models.stores import flip_byte

WORDS = "river lamp seven"
NUMBER = "135790"


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    """A ward whose store was closed again."""
    opened = open_ward(tmp_path)
    opened.store.close()
    yield opened
    opened.services.close()


@pytest.fixture
def ward_by_passphrase(tmp_path: Path) -> Iterator[OpenWard]:
    opened = open_ward(tmp_path, WORDS)
    opened.store.close()
    yield opened
    opened.services.close()


def use_ring(ward: OpenWard, ring: MemoryKeyring | LockedKeyring) -> None:
    """Another key ring from now on, as on another computer."""
    ward.services.key_store = ward.services.vault.key_store = KeyStore(ring)


def opened_by(found: opening.Opening) -> OpenStore:
    assert found.store is not None
    return found.store


def first_page_of(store: OpenStore, table: str) -> int:
    """The page of the file where a table begins."""
    with store.store.reading() as session:
        return int(session.execute(text("SELECT rootpage FROM sqlite_master WHERE name = :table"), {"table": table}).scalar_one())


def trouble_at_the_start(ward: OpenWard) -> Trouble:
    with pytest.raises(Exception) as told:  # noqa: PT011 - whatever it is: that is the question
        opening.begin(ward.services)
    return explain(told.value)


def test_an_empty_profile_is_a_first_start(tmp_path: Path, clock: FakeClock) -> None:
    services = Services(Profile(tmp_path / "new"), lambda call: None, key_store=KeyStore(MemoryKeyring()), clock=clock)

    assert opening.begin(services).found is Found.FIRST_START
    services.close()


def test_a_first_start_that_broke_off_is_one_again_with_its_store_open(tmp_path: Path, clock: FakeClock) -> None:
    services = Services(Profile(tmp_path / "new"), lambda call: None, key_store=KeyStore(MemoryKeyring()), clock=clock)
    store, _code = services.make_store()
    store.close()

    found = opening.begin(services)

    assert found.found is Found.FIRST_START
    opened_by(found).close()
    services.close()


def test_the_key_ring_opens_by_itself_and_staff_stand_at_the_door(ward: OpenWard) -> None:
    found = opening.begin(ward.services)

    assert found.found is Found.OPEN
    assert [(one.person.name, one.role, one.number) for one in found.door.people] == [("Jo Nowak", "Nurse", False)]
    opened_by(found).close()


def test_a_passphrase_is_asked_for_and_opens(ward_by_passphrase: OpenWard) -> None:
    services = ward_by_passphrase.services
    assert opening.begin(services).found is Found.PASSPHRASE
    with pytest.raises(PassphraseWrong):
        opening.begin_with_passphrase(services, "something else here")

    found = opening.begin_with_passphrase(services, WORDS)

    assert found.found is Found.OPEN
    opened_by(found).close()


def test_a_number_is_chosen_the_first_time_and_asked_for_from_then_on(ward: OpenWard) -> None:
    store = opened_by(opening.begin(ward.services))

    opening.unlock_with_new_number(store, ward.jo.id, NUMBER)

    assert store.unlocked_by == ward.jo
    assert opening.look_at_door(store).people[0].number
    with pytest.raises(Trouble, match="already"):
        opening.unlock_with_new_number(store, ward.jo.id, "000000")
    store.close()


def test_the_sheet_opens_on_a_computer_with_another_key_ring_and_fills_it(ward: OpenWard) -> None:
    use_ring(ward, MemoryKeyring())

    found, trouble = opening.begin_with_sheet(ward.services, ward.code)

    assert trouble is None
    opened_by(found).close()
    again = opening.begin(ward.services)
    assert again.found is Found.OPEN
    opened_by(again).close()


def test_without_a_key_ring_a_passphrase_takes_over_after_the_sheet(ward: OpenWard) -> None:
    store = opened_by(opening.begin(ward.services))
    opening.unlock_with_new_number(store, ward.jo.id, NUMBER)
    store.close()
    use_ring(ward, ForgetfulKeyring())

    found, trouble = opening.begin_with_sheet(ward.services, ward.code)
    assert trouble is not None
    with pytest.raises(PassphraseTooShort):
        opening.keep_passphrase(ward.services, opened_by(found), "short")
    kept = opening.keep_passphrase(ward.services, opened_by(found), WORDS)

    assert [one.number for one in kept.door.people] == [False]  # its secret was in the other ring: chosen anew
    opened_by(kept).close()
    assert opening.begin(ward.services).found is Found.PASSPHRASE


def test_the_code_of_another_sheet_opens_nothing(ward: OpenWard) -> None:
    with pytest.raises(CodeOfAnotherStore):
        opening.begin_with_sheet(ward.services, RecoveryCode.new())


def test_a_forgotten_number_is_chosen_anew_with_the_sheet(ward: OpenWard) -> None:
    store = opened_by(opening.begin(ward.services))
    opening.unlock_with_new_number(store, ward.jo.id, NUMBER)
    with pytest.raises(CodeOfAnotherStore):
        opening.forget_number_by_sheet(ward.services, store, RecoveryCode.new(), ward.jo.id)
    assert opening.look_at_door(store).people[0].number

    door = opening.forget_number_by_sheet(ward.services, store, ward.code, ward.jo.id)

    assert not door.people[0].number
    store.close()


def test_numbers_that_cannot_be_read_keep_everybody_out_until_the_sheet_mends_it(ward: OpenWard) -> None:
    store = opened_by(opening.begin(ward.services))
    opening.unlock_with_new_number(store, ward.jo.id, NUMBER)
    file = ward.services.profile.pins_file
    file.write_bytes(file.read_bytes().replace(b'"wrong": 0', b'"wrong": 9'))

    shut = opening.look_at_door(store)
    assert shut.people == ()
    assert shut.trouble is not None

    door = opening.forget_number_by_sheet(ward.services, store, ward.code, "")

    assert [one.number for one in door.people] == [False]
    store.close()


def test_an_older_copy_of_the_file_is_told_and_opened(ward: OpenWard) -> None:
    store = opened_by(opening.begin(ward.services))
    older = ward.services.profile.folder / "older"
    store.store.copy_to(older)
    store.unlock_as(ward.jo.id)
    store.close()
    older.replace(ward.services.profile.store_file)

    found = opening.begin(ward.services)

    assert [trouble.title for trouble in found.warnings] == ["These plans are older than they were"]
    opened_by(found).close()


def test_a_folder_on_another_computer_is_told_and_opened(ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Profile, "network_share", lambda profile: NetworkShare(profile.folder, "nfs"))

    found = opening.begin(ward.services)

    assert [trouble.title for trouble in found.warnings] == ["The plans lie on another computer"]
    opened_by(found).close()


def test_a_locked_key_ring_leads_to_the_sheet(ward: OpenWard) -> None:
    use_ring(ward, LockedKeyring())

    trouble = trouble_at_the_start(ward)

    assert isinstance(trouble.__cause__, KeyringLocked)
    assert opening.ways_on(ward.services, trouble) == (WayOn.SHEET, WayOn.AGAIN)


def test_an_empty_key_ring_leads_to_the_sheet_and_to_the_passphrase_there_is(ward_by_passphrase: OpenWard) -> None:
    ward = ward_by_passphrase
    store = opened_by(opening.begin_with_passphrase(ward.services, WORDS))
    store.in_hand.into_keyring()
    store.close()
    use_ring(ward, MemoryKeyring())

    trouble = trouble_at_the_start(ward)

    assert isinstance(trouble.__cause__, SecretNotFound)
    assert opening.ways_on(ward.services, trouble) == (WayOn.SHEET, WayOn.PASSPHRASE, WayOn.AGAIN)


def test_a_store_that_is_gone_leads_to_a_copy_or_to_a_new_beginning(ward: OpenWard) -> None:
    ward.services.profile.store_file.unlink()

    trouble = trouble_at_the_start(ward)

    assert isinstance(trouble.__cause__, StoreGone)
    assert opening.ways_on(ward.services, trouble) == (WayOn.AGAIN, WayOn.COPY, WayOn.ANEW)


def test_a_header_that_is_gone_leads_to_a_copy(ward: OpenWard) -> None:
    ward.services.profile.header_file.unlink()
    ward.services.profile.header_copy.unlink()

    trouble = trouble_at_the_start(ward)

    assert isinstance(trouble.__cause__, HeaderMissing)
    assert opening.ways_on(ward.services, trouble) == (WayOn.AGAIN, WayOn.COPY)


def test_something_else_under_the_stores_name_leads_to_a_copy(ward: OpenWard) -> None:
    ward.services.profile.store_file.write_bytes(b"a shopping list")

    trouble = trouble_at_the_start(ward)

    assert isinstance(trouble.__cause__, NotAStore)
    assert opening.ways_on(ward.services, trouble) == (WayOn.AGAIN, WayOn.COPY)


def test_a_damaged_store_leads_to_a_copy_first(tmp_path: Path) -> None:
    ward = open_ward(tmp_path)
    write_in_a_plan(ward)
    ward.store.close()
    hurt_until_it_does_not_open(ward.services)

    trouble = trouble_at_the_start(ward)

    assert opening.ways_on(ward.services, trouble) == (WayOn.COPY, WayOn.AGAIN)
    assert [plan.partition(",")[0] for plan in opening.still_reads(trouble)] == ["My care plan"]
    ward.services.close()


@pytest.mark.parametrize("table", ["people", "plans", "chain_heads"])
def test_damage_that_shows_only_at_the_door_lets_go_of_the_store_and_a_copy_takes_its_place(tmp_path: Path, table: str) -> None:
    ward = open_ward(tmp_path)
    write_in_a_plan(ward)
    copies = tmp_path / "copies"
    copies.mkdir()
    copy = ward.store.in_hand.keep_copy(copies)
    page = first_page_of(ward.store, table)
    ward.store.close()
    flip_byte(ward.services.profile.store_file, page)

    for _press_of_try_again in range(2):
        trouble = trouble_at_the_start(ward)
        assert isinstance(trouble.__cause__, HurtStore)
        assert opening.ways_on(ward.services, trouble) == (WayOn.COPY, WayOn.AGAIN)
        assert len(opening.still_reads(trouble)) == (0 if table == "plans" else 1)

    restoring.use(ward.services, restoring.look_at(ward.services, None, copy.folder, ward.code))
    opened_by(opening.begin(ward.services)).close()
    ward.services.close()


def test_the_sheet_lets_go_of_a_damaged_store_too(tmp_path: Path) -> None:
    ward = open_ward(tmp_path)
    page = first_page_of(ward.store, "people")
    ward.store.close()
    flip_byte(ward.services.profile.store_file, page)

    for _press_of_try_again in range(2):
        with pytest.raises(HurtStore):
            opening.begin_with_sheet(ward.services, ward.code)
    ward.services.close()


def test_a_disk_that_refuses_the_new_numbers_lets_go_of_the_store(ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_store: OpenStore) -> None:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patch:
        patch.setattr(opening, "_start_numbers_anew_if_unreadable", refused)
        with pytest.raises(PermissionError):
            opening.begin_with_sheet(ward.services, ward.code)

    opened_by(opening.begin(ward.services)).close()


def test_a_second_process_is_told_to_try_again_later(ward: OpenWard, tmp_path: Path) -> None:
    opening.begin(ward.services).store.close()  # type: ignore[union-attr]
    second = Services(Profile(tmp_path / "Two Pens"), lambda call: None, key_store=KeyStore(ward.ring), clock=ward.clock)

    with pytest.raises(Exception, match="Writer") as told:
        opening.begin(second)

    trouble = explain(told.value)
    assert trouble.title == "Two Pens is open already"
    assert opening.ways_on(second, trouble) == (WayOn.AGAIN,)
    second.close()


def test_a_store_from_the_future_can_only_be_tried_again(ward: OpenWard) -> None:
    trouble = explain(StoreFromTheFuture(ward.services.profile.store_file, "2.0", "1.0"))

    assert opening.ways_on(ward.services, trouble) == (WayOn.AGAIN,)


def test_a_folder_that_may_not_be_written_is_told(ward: OpenWard, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_profile: Profile) -> None:
        raise PermissionError(13, "no", str(ward.services.profile.folder))

    monkeypatch.setattr(Profile, "prepare", refused)

    trouble = trouble_at_the_start(ward)

    assert trouble.title == "Two Pens may not use this place"
    assert opening.ways_on(ward.services, trouble) == (WayOn.AGAIN,)
