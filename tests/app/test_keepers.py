"""What keepers alone may do with the store as a whole."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import keepers
from app.access.anchors import OlderThanKnown
from app.access.backup import CopyNotMade
from app.access.pins import PinWrong
from app.access.recovery import RecoveryCode
from app.access.vault import CodeOfAnotherStore, PassphraseWrong
from app.errors import Trouble
from app.forms import roles
from app.open_store import OpenStore
from app.people import add_person, make_keeper
from app.settings import BACKUP_FOLDER
from tests.app.open_ward import OpenWard, open_ward

WORDS = "river lamp seven"
DEEDS: dict[str, Callable[[OpenStore], object]] = {
    "a new code": keepers.draw_recovery_code,
    "a new sheet": lambda store: keepers.take_recovery_code(store, RecoveryCode.new()),
    "another passphrase": lambda store: keepers.change_passphrase(store, WORDS, WORDS),
    "a number forgotten": lambda store: keepers.forget_number(store, "a" * 32),
    "a folder": lambda store: keepers.set_copy_folder(store, None),
    "the newest": keepers.take_as_newest,
}


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    opened = open_ward(tmp_path, WORDS)
    yield opened
    opened.close()


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_nobody_but_a_keeper_may_do_this(ward: OpenWard, deed: Callable[[OpenStore], object]) -> None:
    ade = add_person(ward.store.store, "Ade Bello", role=roles()["doctor"], by=ward.jo.id)
    ward.store.unlock_as(ade.id)
    assert not keepers.is_keeper(ward.store)

    with pytest.raises(Trouble, match="Ask a keeper to do it"):
        deed(ward.store)


def test_behind_the_lock_there_is_no_keeper(ward: OpenWard) -> None:
    ward.store.lock()

    assert not keepers.is_keeper(ward.store)


def test_a_new_code_takes_the_place_of_the_old_one_once_it_is_on_paper(ward: OpenWard) -> None:
    code = keepers.draw_recovery_code(ward.store)
    assert ward.services.vault.unlock_with_recovery(ward.code)

    keepers.take_recovery_code(ward.store, code)

    assert ward.services.vault.unlock_with_recovery(code)
    with pytest.raises(CodeOfAnotherStore):
        ward.services.vault.unlock_with_recovery(ward.code)


def test_a_passphrase_is_changed_by_who_knows_the_old_one(ward: OpenWard) -> None:
    keepers.change_passphrase(ward.store, WORDS, "seven lamps by the river")

    assert ward.services.vault.unlock_with_passphrase("seven lamps by the river")
    with pytest.raises(PassphraseWrong):
        keepers.change_passphrase(ward.store, WORDS, "another few words")


def test_a_forgotten_number_is_chosen_anew(ward: OpenWard) -> None:
    ward.store.pins.set_pin(ward.jo.id, "135790")
    with pytest.raises(PinWrong):
        ward.store.unlock_as(ward.jo.id, "000000")
    keepers.give_number(ward.store, "135790")

    keepers.forget_number(ward.store, ward.jo.id)

    assert not ward.store.pins.has_pin(ward.jo.id)


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_an_unlocked_screen_is_not_enough_where_there_is_a_number(ward: OpenWard, deed: Callable[[OpenStore], object]) -> None:
    ward.store.pins.set_pin(ward.jo.id, "135790")
    with pytest.raises(PinWrong):
        keepers.give_number(ward.store, "000000")

    with pytest.raises(Trouble, match="Give your number"):
        deed(ward.store)


def test_the_number_counts_for_one_visit_and_not_behind_a_lock(ward: OpenWard) -> None:
    ward.store.pins.set_pin(ward.jo.id, "135790")
    for over in (keepers.forget_visit, OpenStore.lock):
        ward.store.unlock_as(ward.jo.id, "135790")
        keepers.give_number(ward.store, "135790")
        keepers.draw_recovery_code(ward.store)
        over(ward.store)
        with pytest.raises(Trouble):
            keepers.draw_recovery_code(ward.store)


def test_a_keeper_without_a_number_passes_only_where_no_keeper_has_one(ward: OpenWard) -> None:
    ade = add_person(ward.store.store, "Ade Bello", role=roles()["doctor"], by=ward.jo.id)
    make_keeper(ward.store.store, ade.id, ward.clock.now().date(), by=ward.jo.id)
    assert not keepers.number_wanted(ward.store)
    ward.store.pins.set_pin(ade.id, "246801")

    with pytest.raises(Trouble, match="You have not chosen one yet"):
        keepers.number_wanted(ward.store)


def test_a_folder_is_tried_and_then_chosen(ward: OpenWard, tmp_path: Path) -> None:
    with pytest.raises(CopyNotMade):
        keepers.try_copy_folder(ward.store, tmp_path / "not there")

    (tmp_path / "stick").mkdir()
    keepers.try_copy_folder(ward.store, tmp_path / "stick")
    keepers.set_copy_folder(ward.store, tmp_path / "stick")

    assert ward.services.settings.get(BACKUP_FOLDER) == str(tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == []


def test_copies_do_not_go_where_the_plans_lie(ward: OpenWard) -> None:
    with pytest.raises(Trouble, match="lies with the plans themselves"):
        keepers.try_copy_folder(ward.store, ward.services.profile.folder / "logs")


def test_an_older_store_becomes_the_newest_only_on_purpose(ward: OpenWard) -> None:
    copy = ward.services.profile.folder / "older"
    ward.store.store.copy_to(copy)
    ward.store.lock()
    ward.store.unlock_as(ward.jo.id)
    ward.store.close()
    copy.replace(ward.services.profile.store_file)
    for beside in ("-wal", "-shm"):
        ward.services.profile.store_file.with_name(f"two_pens.store{beside}").unlink(missing_ok=True)
    ward.store = ward.services.open_with_passphrase(WORDS)
    with pytest.raises(OlderThanKnown):
        ward.store.after_sitting.remember_root()
    ward.store.unlocked_by = ward.jo

    keepers.take_as_newest(ward.store)

    ward.store.after_sitting.remember_root()
