import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from keyring.backends import fail

from app.access import unfinished
from app.access.anchors import Anchors, OlderThanKnown
from app.access.backup import Backup
from app.access.copies import Copy
from app.access.header import HeaderDamaged, HeaderFromTheFuture, HeaderMissing, HeaderNotOurs, read_header_file, write_header_file
from app.access.key_store import KeyringAbsent, KeyringLocked, KeyStore
from app.access.pen_secret import PenSecret
from app.access.pins import Pins
from app.access.profile import Profile
from app.access.recovery import RecoveryCode, read_code
from app.access.restore import Newer, Restore, StoreStillOpen
from app.access.unfinished import clear_leftovers, finish_restore
from app.access.vault import CodeOfAnotherStore, PassphraseTooShort, Standing, StoreGone, StoreOfAnotherHeader, Vault
from app.errors import explain
from models.access_log import ACCESS_LOG, access_lines
from models.chain import Head
from models.database import Store
from models.store_errors import StoreDamaged, StoreError
from models.verify import verify
from tests.app.access.unchanged import contents, nothing_changes
from tests.app.access.wards import new_ward_in, reopened, root_of
from tests.fakes import FakeClock, LockedKeyring, MemoryKeyring
from tests.models.stores import Ward, flip_byte, furnish

PASSPHRASE = "three blue gardens"


def plans_of(store: Store) -> dict[str, Head]:
    """How far each plan goes in a store. The log goes one line further once a copy took a place."""
    return {name: head for name, head in root_of(store).heads.items() if name != ACCESS_LOG}


class Home:
    """A computer with a store on which somebody wrote, a copy of it in a folder, and the sheet."""

    def __init__(self, vault: Vault, chosen: Path, clock: FakeClock) -> None:
        self.vault = vault
        self.chosen = chosen
        self.clock = clock
        self.ward, self.key, self._written = new_ward_in(vault)
        self.ward.write(10)
        self.ward.write_elsewhere(4)
        self.copy = self.keep_copy()
        self.root = root_of(self.ward.store)
        self.plans = plans_of(self.ward.store)

    @property
    def code(self) -> RecoveryCode:
        """The code, typed back from the sheet."""
        return read_code(self._written.lower())

    @property
    def profile(self) -> Profile:
        return self.vault.profile

    @property
    def restore(self) -> Restore:
        return Restore(self.vault, self.clock)

    def keep_copy(self) -> Copy:
        return Backup(self.profile, self.ward.store, self.key, self.clock).keep_copy(self.chosen)

    def close(self) -> None:
        self.ward.store.close()

    def open_again(self) -> Ward:
        """Today's store, opened as at any start."""
        self.ward = reopened(self.ward, self.vault.open_store(self.vault.unlock_with_keyring()))
        return self.ward


@pytest.fixture
def home(vault: Vault, tmp_path: Path, clock: FakeClock) -> Iterator[Home]:
    chosen = tmp_path / "Copies"
    chosen.mkdir()
    made = Home(vault, chosen, clock)
    yield made
    made.close()


@pytest.fixture
def new_computer(tmp_path: Path, clock: FakeClock) -> Vault:
    """A computer on which Two Pens never ran, with an empty key ring."""
    profile = Profile(tmp_path / "new computer" / "Two Pens")
    profile.prepare()
    return Vault(profile, KeyStore(MemoryKeyring()), clock)


# Looking


def test_the_copies_in_a_folder_are_listed_the_newest_first(home: Home) -> None:
    second = home.keep_copy()
    assert home.restore.copies(home.chosen) == [second, home.copy]


def test_a_copy_opens_beside_todays_store_while_that_is_open(home: Home) -> None:
    home.ward.write(3, first=10)
    with nothing_changes(home.chosen), home.restore.open_copy(home.copy.folder, home.code) as copy:
        assert root_of(copy.store) == home.root
        assert root_of(home.ward.store) != home.root


def test_looking_leaves_nothing_behind(home: Home) -> None:
    home.restore.open_copy(home.copy.folder, home.code).close()
    assert list(home.profile.looking_folder.iterdir()) == []


def test_what_a_crash_left_of_looking_is_taken_away_at_the_next_start(home: Home) -> None:
    copy = home.restore.open_copy(home.copy.folder, home.code)
    copy.store.close()
    clear_leftovers(home.profile)
    assert not home.profile.looking_folder.exists()


def test_another_code_opens_no_copy(home: Home) -> None:
    with nothing_changes(home.chosen), pytest.raises(CodeOfAnotherStore):
        home.restore.open_copy(home.copy.folder, RecoveryCode.new())
    assert not home.profile.looking_folder.exists()


def test_an_old_sheet_opens_the_copies_of_its_time_and_a_new_one_those_after(home: Home) -> None:
    new = home.vault.new_recovery_code(home.key)
    later = home.keep_copy()
    home.restore.open_copy(home.copy.folder, home.code).close()
    home.restore.open_copy(later.folder, new).close()
    for folder, code in ((home.copy.folder, new), (later.folder, home.code)):
        with pytest.raises(CodeOfAnotherStore):
            home.restore.open_copy(folder, code)


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (None, HeaderMissing),
        (b'{"kind": "two pens header"', HeaderDamaged),
        (b"a letter", HeaderNotOurs),
        (b'{"kind": "two pens header", "format": 99}', HeaderFromTheFuture),
    ],
)
def test_a_copy_whose_header_is_hurt_says_how(content: bytes | None, trouble: type[Exception], home: Home) -> None:
    header = home.copy.header_file
    header.unlink() if content is None else header.write_bytes(content)
    with nothing_changes(home.chosen), pytest.raises(trouble):
        home.restore.open_copy(home.copy.folder, home.code)


def test_a_copy_without_its_store_says_so(home: Home) -> None:
    home.copy.store_file.unlink()
    with pytest.raises(StoreGone):
        home.restore.open_copy(home.copy.folder, home.code)


def test_a_copy_with_another_stores_file_says_so(home: Home, new_computer: Vault) -> None:
    other, _key, _code = new_ward_in(new_computer)
    other.store.close()
    shutil.copy(new_computer.profile.store_file, home.copy.store_file)
    with pytest.raises(StoreOfAnotherHeader):
        home.restore.open_copy(home.copy.folder, home.code)


def test_a_hurt_copy_is_said_and_nothing_of_it_is_left(home: Home) -> None:
    flip_byte(home.copy.store_file, page=1)
    with nothing_changes(home.chosen), pytest.raises(StoreError):
        home.restore.open_copy(home.copy.folder, home.code)
    assert list(home.profile.looking_folder.iterdir()) == []


def test_a_copy_without_its_manifest_still_opens(home: Home) -> None:
    (home.copy.folder / "manifest.json").unlink()
    with home.restore.open_copy(home.copy.folder, home.code) as copy:
        assert root_of(copy.store) == home.root


# What is newer where


def compared(home: Home) -> dict[str, Newer]:
    with home.restore.open_copy(home.copy.folder, home.code) as copy:
        found = home.restore.compare(home.ward.store, copy)
    assert found.same_store
    return {plan.plan_id: plan.newer for plan in found.plans}


def test_nothing_is_newer_right_after_a_copy(home: Home) -> None:
    assert compared(home) == {home.ward.plan: Newer.SAME, home.ward.other_plan: Newer.SAME}


def test_what_was_written_since_is_newer_today(home: Home) -> None:
    home.ward.write(1, first=10)
    assert compared(home) == {home.ward.plan: Newer.TODAY, home.ward.other_plan: Newer.SAME}


def test_what_today_lacks_is_newer_in_the_copy(home: Home) -> None:
    before = home.profile.folder.parent / "before"
    home.close()
    shutil.copytree(home.profile.folder, before)
    home.open_again().write(2, first=10)
    later = home.keep_copy()
    home.close()
    shutil.copy(before / "two_pens.store", home.profile.store_file)
    home.open_again()
    home.copy = later
    assert compared(home)[home.ward.plan] is Newer.COPY
    home.ward.write(1, first=90)
    assert compared(home)[home.ward.plan] is Newer.BOTH


def test_a_comparison_says_how_far_each_goes_and_since_when(home: Home) -> None:
    home.ward.write(3, first=10)
    with home.restore.open_copy(home.copy.folder, home.code) as copy:
        found = home.restore.compare(home.ward.store, copy)
    plan = next(plan for plan in found.plans if plan.plan_id == home.ward.plan)
    assert plan.today
    assert plan.copy
    assert (plan.today.n, plan.copy.n) == (13, 10)
    assert plan.today.at > plan.copy.at
    assert found.would_lose == (plan,)


def test_a_plan_on_one_side_alone_is_named_as_that(home: Home, new_computer: Vault) -> None:
    key, _code = new_computer.make()
    other = furnish(new_computer.create_store(key))
    with home.restore.open_copy(home.copy.folder, home.code) as copy:
        found = Restore(new_computer).compare(other.store, copy)
        alone = Restore(new_computer).compare(None, copy)
    other.store.close()
    assert not found.same_store
    assert {plan.plan_id: plan.newer for plan in found.plans} == {
        other.plan: Newer.ONLY_TODAY,
        other.other_plan: Newer.ONLY_TODAY,
        home.ward.plan: Newer.ONLY_COPY,
        home.ward.other_plan: Newer.ONLY_COPY,
    }
    assert {plan.newer for plan in alone.plans} == {Newer.ONLY_COPY}
    assert all(plan.today is None and plan.copy for plan in alone.plans)


# Putting a copy in place


def test_a_restored_store_opens_and_verifies_on_a_computer_with_an_empty_key_ring(home: Home, new_computer: Vault) -> None:
    restore = Restore(new_computer)
    adopted = restore.adopt(restore.open_copy(home.copy.folder, home.code))
    assert adopted.kept_aside is None
    assert adopted.key == home.key
    assert new_computer.standing() is Standing.READY
    store = new_computer.open_store(new_computer.unlock_with_keyring())
    assert plans_of(store) == home.plans
    assert verify(store, Anchors(new_computer, adopted.key).last_known_root()).sound
    store.close()
    assert new_computer.unlock_with_recovery(home.code) == home.key


def test_a_restored_store_is_kept_under_a_passphrase_where_there_is_no_key_ring(home: Home, new_computer: Vault) -> None:
    bare = Vault(new_computer.profile, KeyStore(fail.Keyring()))
    restore = Restore(bare)
    copy = restore.open_copy(home.copy.folder, home.code)
    for passphrase, trouble in ((None, KeyringAbsent), ("short", PassphraseTooShort)):
        with pytest.raises(trouble):
            restore.adopt(copy, passphrase)
        assert bare.standing() is Standing.NOTHING
    restore.adopt(copy, PASSPHRASE)
    store = bare.open_store(bare.unlock_with_passphrase(PASSPHRASE))
    assert plans_of(store) == home.plans
    assert Anchors(bare, home.key).last_known_root() is not None
    store.close()


def test_todays_store_is_kept_aside_whole(home: Home) -> None:
    home.ward.write(5, first=10)
    today = plans_of(home.ward.store)
    home.close()
    copy = home.restore.open_copy(home.copy.folder, home.code)
    aside = home.restore.adopt(copy).kept_aside
    assert aside == home.profile.aside_folder / "2026-05-04 100000"
    assert plans_of(home.open_again().store) == home.plans
    kept = Store.open(aside / "two_pens.store", home.key)
    assert plans_of(kept) == today
    kept.close()
    assert read_header_file(aside / "two_pens.header").fits(home.key)


def test_two_restores_keep_two_stores_aside(home: Home) -> None:
    home.close()
    for _turn in range(2):
        home.restore.adopt(home.restore.open_copy(home.copy.folder, home.code))
    assert {path.name for path in home.profile.aside_folder.iterdir()} == {"2026-05-04 100000", "2026-05-04 100000 2"}


def test_a_store_that_is_open_is_not_replaced(home: Home) -> None:
    copy = home.restore.open_copy(home.copy.folder, home.code)
    with pytest.raises(StoreStillOpen) as caught:
        home.restore.adopt(copy)
    assert not explain(caught.value).ours
    home.ward.write(1, first=10)
    copy.close()
    assert not home.profile.aside_folder.exists()


def test_a_locked_key_ring_stops_a_restore_before_anything_is_moved(home: Home) -> None:
    home.close()
    locked = Restore(Vault(home.profile, KeyStore(LockedKeyring())), home.clock)
    copy = locked.open_copy(home.copy.folder, home.code)
    before = contents(home.profile.folder)
    with pytest.raises(KeyringLocked):
        locked.adopt(copy)
    assert contents(home.profile.folder) == before
    copy.close()


def test_a_restored_older_store_is_the_known_one_from_then_on(home: Home) -> None:
    home.ward.write(5, first=10)
    Anchors(home.vault, home.key).remember_root(root_of(home.ward.store))
    home.close()
    anchors = Anchors(home.vault, home.key)
    with pytest.raises(OlderThanKnown):
        anchors.refuse_older(home.root)
    home.restore.adopt(home.restore.open_copy(home.copy.folder, home.code))
    anchors.refuse_older(root_of(home.open_again().store))


def test_the_log_says_that_a_copy_took_the_place_and_the_copy_stays_as_it_was(home: Home) -> None:
    home.close()
    with nothing_changes(home.copy.folder):
        home.restore.adopt(home.restore.open_copy(home.copy.folder, home.code))
    with home.open_again().store.reading() as session:
        assert [(line.verb, line.person_id) for line in access_lines(session)] == [("restored", "")]


def test_a_store_that_does_not_open_any_more_is_replaced_too(home: Home) -> None:
    home.close()
    flip_byte(home.profile.store_file, page=1)
    with pytest.raises((StoreDamaged, StoreError)):
        home.vault.open_store(home.key)
    home.restore.adopt(home.restore.open_copy(home.copy.folder, home.code))
    assert plans_of(home.open_again().store) == home.plans


@pytest.mark.parametrize("lost", ["store", "headers", "everything"])
def test_a_store_or_header_that_is_gone_is_replaced_too(lost: str, home: Home) -> None:
    home.close()
    for path in (home.profile.store_file, home.profile.header_file, home.profile.header_copy):
        if lost == "everything" or (lost == "store") == (path == home.profile.store_file):
            path.unlink()
    home.restore.adopt(home.restore.open_copy(home.copy.folder, home.code))
    assert plans_of(home.open_again().store) == home.plans


def test_pins_stay_with_the_same_store_and_go_with_another(home: Home, new_computer: Vault, clock: FakeClock) -> None:
    home.close()
    pins = Pins(home.profile.pins_file, PenSecret(home.vault).find_or_make, clock)
    pins.set_pin(home.ward.sam, "493817")
    home.restore.adopt(home.restore.open_copy(home.copy.folder, home.code))
    assert pins.has_pin(home.ward.sam)
    key, _code = new_computer.make()
    new_computer.create_store(key).close()
    Pins(new_computer.profile.pins_file, PenSecret(new_computer).find_or_make, clock).set_pin("b" * 32, "493817")
    elsewhere = Restore(new_computer)
    elsewhere.adopt(elsewhere.open_copy(home.copy.folder, home.code))
    assert not Pins(new_computer.profile.pins_file, PenSecret(new_computer).find_or_make, clock).has_pin("b" * 32)


# A power cut at any point


class PowerCutError(BaseException):
    """The computer went off."""


def steps_of_a_restore(monkeypatch: pytest.MonkeyPatch, go_off_at: int) -> None:
    """Lets the computer go off at the given change of the disk that a restore makes."""
    left = iter(range(go_off_at))

    def counted(original: object) -> object:
        def step(*asked: object, **named: object) -> object:
            if next(left, None) is None:
                raise PowerCutError
            return original(*asked, **named)  # type: ignore[operator]

        return step

    monkeypatch.setattr(Path, "rename", counted(Path.rename))
    monkeypatch.setattr(unfinished.os, "replace", counted(unfinished.os.replace))
    monkeypatch.setattr(unfinished.shutil, "rmtree", counted(unfinished.shutil.rmtree))


def test_a_power_cut_at_any_step_leaves_a_whole_store_and_loses_none(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.ward.write(5, first=10)
    today = plans_of(home.ward.store)
    home.close()
    outcomes = []
    for step in range(100):
        copy = home.restore.open_copy(home.copy.folder, home.code)
        with monkeypatch.context() as patch:
            steps_of_a_restore(patch, go_off_at=step)
            try:
                home.restore.adopt(copy)
                break
            except PowerCutError:
                copy.store.close()
        finish_restore(home.profile, home.clock.now())
        clear_leftovers(home.profile)
        home.open_again()
        outcomes.append(plans_of(home.ward.store))
        assert outcomes[-1] in (today, home.plans)
        assert home.vault.header().store_id == home.ward.store.id
        home.close()
        assert today in roots_kept(home)
        home = back_to_today(home, today)
    assert len(outcomes) > 10
    assert today in outcomes
    assert home.plans in outcomes


def roots_kept(home: Home) -> list[object]:
    """The roots of all stores in the profile: the one in place, and those kept aside."""
    found = []
    for file in [home.profile.store_file, *home.profile.aside_folder.glob("*/two_pens.store")]:
        store = Store.open(file, home.key)
        found.append(plans_of(store))
        store.close()
    return found


def back_to_today(home: Home, today: object) -> Home:
    """Puts the store of before in place again, for the next try."""
    for aside in home.profile.aside_folder.glob("*"):
        for path in aside.glob("two_pens.store"):
            shutil.copy(path, home.profile.store_file)
        shutil.rmtree(aside)
    home.open_again()
    assert plans_of(home.ward.store) == today
    home.close()
    return home


def test_at_an_ordinary_start_there_is_nothing_to_finish(home: Home) -> None:
    with nothing_changes(home.profile.folder):
        assert finish_restore(home.profile, home.clock.now()) is None


def test_a_restore_that_was_not_ready_is_dropped(home: Home) -> None:
    home.profile.incoming_folder.mkdir()
    (home.profile.incoming_folder / "two_pens.store").write_bytes(b"half")
    assert finish_restore(home.profile, home.clock.now()) is None
    assert not home.profile.incoming_folder.exists()
    assert plans_of(home.ward.store) == home.plans


def test_a_header_of_the_newest_turn_does_not_win_over_the_restored_one(home: Home) -> None:
    home.close()
    write_header_file(home.profile.header_copy, replace(home.vault.header(), turn=500))
    home.restore.adopt(home.restore.open_copy(home.copy.folder, home.code))
    assert home.vault.header().turn < 500
    assert plans_of(home.open_again().store) == home.plans
