"""The page of keepers: staff, the recovery sheet, second copies, checking, and joining two entries; and what others see of it."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from app.access.copies import list_copies
from app.access.vault import CodeOfAnotherStore
from app.people import add_patient, known_person
from app.settings import BACKUP_FOLDER
from tests.app.furnished import OTHER_PATIENT
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.rooms import Room, add_staff, name_of, open_room
from ui.look import Look

NUMBER = "135790"
WORDS, OTHER_WORDS = "river lamp seven", "seven lamps by the river"


@pytest.fixture
def page(room: Room) -> Room:
    room.go("keepers")
    return room


@pytest.fixture
def folder(room: Room, tmp_path: Path) -> Path:
    """The folder for second copies."""
    chosen = tmp_path / "stick"
    chosen.mkdir()
    room.services.settings.set(BACKUP_FOLDER, str(chosen))
    return chosen


def rest(room: Room) -> None:
    room.wait_until(lambda: not room.services.tasks._running and not room.services.slow_tasks._running)


def give_number(room: Room, number: str = NUMBER) -> None:
    room.type_into("Your number, Jo", number)
    room.press("Go on")
    rest(room)


def pick(room: Room, name: str, key: str) -> None:
    box = room.find(QComboBox, name)
    box.setCurrentIndex(box.findData(key))
    room.settle()


# Staff


def test_one_keeper_is_too_few_and_it_says_so(page: Room) -> None:
    assert "There is one keeper." in page.words()
    assert "Nurse. Keeper" in page.words()


def test_somebody_is_added_and_made_a_keeper(page: Room) -> None:
    page.type_into("Name", "Ade Bello")
    pick(page, "What they are here", "doctor")
    page.press("Add to the staff")
    assert "Doctor" in page.words()
    assert "Ade can unlock now" not in page.said

    page.press("Make a keeper: Ade")

    ade = next(person for person in page.store.staff() if person.name == "Ade Bello")
    assert known_person(page.store.store, ade.id).keeper
    assert "There is one keeper." not in page.words()


def test_what_is_missing_is_said_under_its_field(page: Room) -> None:
    page.press("Add to the staff")

    assert "Write the name, then go on." in page.words()
    assert "Choose what they are here." in page.words()


def test_a_lock_loses_nothing_that_was_typed(page: Room) -> None:
    page.type_into("Name", "Ade Bello")
    page.window.lock()
    page.store.unlock_as(page.jo.id)

    page.go("keepers")

    assert page.find(QLineEdit, "Name").text() == "Ade Bello"


def test_who_has_left_is_asked_about_and_stays_listed(room: Room) -> None:
    ade = add_staff(room)
    room.go("keepers")
    room.answer("stay", "left")

    room.press("Has left: Ade")
    assert ade in room.store.staff()
    room.press("Has left: Ade")

    assert ade.id not in [person.id for person in room.store.staff()]
    assert "Doctor. Left on 4 May 2026" in room.words()


def test_the_last_keeper_stays(page: Room) -> None:
    page.answer("left")

    page.press("Has left: Jo")

    assert page.store.staff() != []


def test_that_somebody_is_the_last_keeper_is_not_said_for_ever(page: Room) -> None:
    page.answer("left")
    page.press("Has left: Jo")
    assert "This is the last keeper." in page.words()

    page.go("today")
    page.go("keepers")

    assert "This is the last keeper." not in page.words()


def test_a_forgotten_number_is_let_go(page: Room) -> None:
    assert "New number: Jo" not in page.names()
    page.store.pins.set_pin(page.jo.id, NUMBER)
    page.go("keepers")
    give_number(page)
    page.answer("stay", "new")

    page.press("New number: Jo")
    assert page.store.pins.has_pin(page.jo.id)
    page.press("New number: Jo")

    assert not page.store.pins.has_pin(page.jo.id)
    assert page.said[-1] == "Jo chooses a new number at the next unlock."


# The key


def keep_sheet(room: Room) -> None:
    """Types the two groups back that are asked for."""
    code = room.page._key._code
    room.press("I have it")
    for name in [name for name in room.names(QLineEdit) if name.startswith("Group ")]:
        room.type_into(name, code.groups[int(name.split()[1]) - 1])
    room.press("Next")


def test_a_new_sheet_counts_once_it_is_kept(page: Room) -> None:
    page.answer("make")
    page.press("New recovery sheet")
    code = page.page._key._code
    page.services.vault.unlock_with_recovery(page.code)

    keep_sheet(page)

    assert page.services.vault.unlock_with_recovery(code)
    with pytest.raises(CodeOfAnotherStore):
        page.services.vault.unlock_with_recovery(page.code)


def test_a_sheet_that_is_left_before_it_is_kept_changes_nothing(page: Room) -> None:
    page.answer("make")
    page.press("New recovery sheet")

    page.press("Back")

    assert "New recovery sheet" in page.names()
    assert page.services.vault.unlock_with_recovery(page.code)


def test_a_sheet_that_is_not_kept_yet_is_there_again_after_a_lock(page: Room) -> None:
    page.answer("make")
    page.press("New recovery sheet")
    code = page.page._key._code
    page.window.lock()
    page.store.unlock_as(page.jo.id)

    page.go("keepers")

    assert f"Group 1: {' '.join(code.groups[0])}" in page.words()


def test_a_passphrase_is_offered_only_where_one_opens_the_store(page: Room) -> None:
    assert "Change the passphrase" not in page.names()
    page.store.in_hand.set_passphrase(WORDS)
    page.go("keepers")

    page.press("Change the passphrase")
    page.type_into("The passphrase until now", "not these words")
    page.type_into("Choose a passphrase", OTHER_WORDS)
    page.type_into("The same words again", OTHER_WORDS)
    page.press("Keep this passphrase")
    rest(page)
    assert "That passphrase does not open these plans." in page.words()
    page.type_into("The passphrase until now", WORDS)
    page.press("Keep this passphrase")
    rest(page)

    assert page.services.vault.unlock_with_passphrase(OTHER_WORDS)


# Second copies


def test_without_a_folder_it_leads_to_settings(page: Room) -> None:
    assert "No second copy is being kept." in page.words()

    page.press("Choose a folder in Settings")

    assert page.window.page_name == "settings"


def test_a_copy_is_made_now_and_listed(room: Room, folder: Path) -> None:
    room.go("keepers")
    rest(room)
    assert "There is no copy in it yet." in room.words()

    room.press("Make a copy now")
    rest(room)

    assert len(list_copies(folder)) == 1
    assert "4 May 2026, " in room.words()


def test_a_copy_can_be_looked_at(room: Room, folder: Path) -> None:
    copy = room.store.in_hand.keep_copy(folder)
    room.go("keepers")
    rest(room)

    room.press(next(name for name in room.names() if name.startswith("Look at the copy of")))

    assert room.window.page_name == "restore"
    assert room.page._folder == copy.folder


def test_a_folder_that_is_gone_is_told_on_the_page(room: Room, folder: Path) -> None:
    folder.rmdir()

    room.go("keepers")
    rest(room)
    assert "is not there" in room.words()
    room.press("Make a copy now")
    rest(room)

    assert room.said == ["No second copy was made"]


# Checking


def test_the_store_is_checked_and_found_as_it_was_written(page: Room) -> None:
    page.press("Check all plans")
    rest(page)

    assert "Everything is as it was written." in page.words()


def test_an_older_store_is_named_and_can_be_taken_as_the_newest(room: Room) -> None:
    older = room.services.profile.folder / "older"
    room.store.store.copy_to(older)
    room.store.lock()
    room.store.unlock_as(room.jo.id)
    room.store.close()
    older.replace(room.services.profile.store_file)
    room.shell.take_store(room.services.open_with_keyring())
    room.store.unlocked_by = room.jo
    room.go("keepers")
    room.press("Check all plans")
    rest(room)
    assert "These plans are older than the last known root of 4 May 2026" in room.words()

    room.answer("take")
    room.press("Take these plans as the newest")
    room.press("Check all plans")
    rest(room)

    assert "Everything is as it was written." in room.words()


# Joining


def test_two_entries_for_one_person_are_joined(room: Room) -> None:
    double = add_patient(room.store.store, "Sam Okafor", "Sam", date(1990, 3, 12)).person
    room.go("keepers")
    pick(room, "Which entry is one too many?", double.id)
    pick(room, "Which entry stays for this person?", room.sam.id)
    room.answer("stay", "join")

    room.press("Join them")
    assert known_person(room.store.store, double.id).person.merged_into == ""
    room.press("Join them")

    assert known_person(room.store.store, double.id).person.merged_into == room.sam.id


# The number of a keeper


def test_whoever_sits_at_the_unlocked_screen_sees_the_staff_and_no_way_to_change_anything(room: Room) -> None:
    room.store.pins.set_pin(room.jo.id, NUMBER)

    room.go("keepers")

    assert "Nurse. Keeper" in room.words()
    assert set(room.names()) == {"Help", "Lock", "Back to Today", "Go on", "Show what I type"}
    assert room.focused is room.find(QLineEdit, "Your number, Jo")


def test_after_the_number_the_keys_are_where_somebody_is_added_for_whoever_came_for_that(room: Room) -> None:
    room.store.pins.set_pin(room.jo.id, NUMBER)
    room.go("people")
    room.press("Add staff, or mark people as left")
    give_number(room)
    assert room.focused is room.find(QLineEdit, "Name")

    room.go("today")
    room.go("keepers")
    give_number(room)
    assert isinstance(room.focused, QAbstractButton)
    assert name_of(room.focused) != "Back to Today"


def test_a_wrong_number_opens_nothing_and_waits_after_five(room: Room) -> None:
    room.store.pins.set_pin(room.jo.id, NUMBER)
    room.go("keepers")
    for _try in range(5):
        give_number(room, "000000")
    assert "Wait 1 minute, then try again." in room.words()

    give_number(room)

    assert "New recovery sheet" not in room.names()


def test_the_number_is_asked_once_for_each_visit(room: Room) -> None:
    room.store.pins.set_pin(room.jo.id, NUMBER)
    room.go("keepers")
    give_number(room)
    assert "New recovery sheet" in room.names()

    room.go("today")
    room.go("keepers")

    assert "New recovery sheet" not in room.names()


def test_staff_are_added_in_a_sitting_with_the_number(room: Room) -> None:
    room.store.pins.set_pin(room.jo.id, NUMBER)
    room.open_plan()
    room.go("keepers")
    assert "Add to the staff" not in room.names()

    give_number(room)
    room.type_into("Name", "Ade Bello")
    pick(room, "What they are here", "doctor")
    room.press("Add to the staff")

    assert "Ade Bello" in [person.name for person in room.store.staff()]


def test_the_folder_for_copies_asks_for_it_too(room: Room, tmp_path: Path) -> None:
    room.store.pins.set_pin(room.jo.id, NUMBER)
    (tmp_path / "stick").mkdir()
    room.go("settings")
    room.answer(tmp_path / "stick")
    room.press("Choose a folder")
    assert not room.services.settings.get(BACKUP_FOLDER)

    give_number(room)
    rest(room)

    assert room.services.settings.get(BACKUP_FOLDER) == str(tmp_path / "stick")


# Who sees what


def test_whoever_is_no_keeper_sees_who_the_keepers_are_and_no_more(room: Room) -> None:
    ade = add_staff(room)
    room.store.unlock_as(ade.id)

    room.go("keepers")

    assert "Nurse. Keeper" in room.words()
    assert set(room.names()) == {"Help", "Lock", "Back to Today"}


def test_during_a_sitting_no_other_patient_is_named(room: Room, folder: Path) -> None:
    room.store.in_hand.keep_copy(folder)
    room.open_plan()

    room.go("keepers")
    rest(room)

    assert OTHER_PATIENT not in room.words()
    assert "Check all plans" not in room.names()
    assert "These wait until you end for today: new numbers, keepers, the key, joining and checking." in room.words()
    assert not [name for name in room.names() if name.startswith(("Make a keeper", "New number", "New recovery sheet"))]
    assert not [name for name in room.names() if name.startswith("Look at the copy")]


def test_escape_leads_back(page: Room) -> None:
    page.key(Qt.Key.Key_Escape)

    assert page.window.page_name == "today"


@pytest.mark.parametrize("size", [(1366, 768), (640, 480)])
@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_nothing_on_it_is_cut_or_without_a_name(tmp_path: Path, look: Look, scale: float, size: tuple[int, int]) -> None:
    room = open_room(tmp_path, look, pin="135790")
    add_staff(room)
    room.services.settings.set(BACKUP_FOLDER, "/media/somebody/a_memory_stick_with_a_long_name/and_a_folder_in_it/for_all_the_copies")
    look.change(scale=scale)
    room.window.resize(*size)
    room.go("keepers")

    shown = room.page
    for given in (False, True):
        if given:
            give_number(room)
            assert "New number: Jo" in room.names()
        assert (cut_pieces(shown), sideways(shown), nameless(shown), too_low_to_press(shown)) == ([], [], [], [])
    room.close()
