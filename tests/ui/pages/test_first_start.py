"""The first start: three steps, back works, nothing is lost, and a computer without a key ring gets a passphrase."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.access.key_store import KeyringRefused, KeyStore
from app.access.vault import Standing
from app.people import known_person
from app.settings import BACKUP_FOLDER
from tests.fakes import LockedKeyring, MemoryKeyring
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.rooms import Room, room_at_start
from ui.look import Look
from ui.widgets.dressing import MAY_BREAK

NUMBER = "135790"
WORDS = "river lamp seven"


def begin(folder: Path, look: Look, ring: Any = None) -> Room:
    """The first step, on a computer where nothing is yet."""
    room = room_at_start(folder, look, ring)
    room.window.go("unlock")
    room.wait_until(lambda: room.window.page_name == "first_start" and at_rest(room))
    return room


def at_rest(room: Room) -> bool:
    return not room.services.tasks._running


@pytest.fixture
def start(tmp_path: Path, look: Look) -> Iterator[Room]:
    room = begin(tmp_path, look)
    yield room
    room.close()


def say_who(room: Room, name: str = "Jo Nowak", number: str = NUMBER, again: str | None = None) -> None:
    room.type_into("Your name", name)
    box = room.find(QComboBox, "What you are here")
    box.setCurrentIndex(box.findData("nurse"))
    room.type_into("Choose a number", number)
    room.type_into("The same number again", again or number)


def go_to_sheet(room: Room) -> None:
    say_who(room)
    room.press("Next")
    room.wait_until(lambda: "Keep this sheet" in room.words())


def type_groups_back(room: Room) -> None:
    """Types the two groups that are asked for, as they stand on the sheet."""
    page = room.window.page
    room.press("I have it")
    for field in room.window.findChildren(QLineEdit):
        name = field.accessibleName()
        if field.isVisible() and name.startswith("Group "):
            room.type_into(name, page._code.groups[int(name.split()[1]) - 1].lower())
    room.press("Next")


def test_three_steps_lead_to_today(start: Room) -> None:
    assert "Welcome. Two Pens keeps what you write locked on this computer." in start.words()
    assert start.focused.accessibleName() == "Your name"

    go_to_sheet(start)
    type_groups_back(start)
    assert "Jo Nowak looks after this computer's plans." in start.words()
    start.press("Start")
    start.wait_until(lambda: start.window.page_name == "today")

    who = start.store.unlocked_by
    assert known_person(start.store.store, who.id).keeper
    assert start.store.pins.has_pin(who.id)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Write your name, then go on."),
        ({"number": "12345"}, "It needs 6 digits or more."),
        ({"again": "135791"}, "These two are not the same. Type it once more."),
    ],
)
def test_what_is_missing_is_said_under_its_field(start: Room, wrong: dict[str, str], said: str) -> None:
    say_who(start, **wrong)
    start.press("Next")

    assert said in start.words()
    assert not start.shell.has_store


def test_a_role_has_to_be_chosen(start: Room) -> None:
    start.type_into("Your name", "Jo")
    start.press("Next")

    assert "Choose what you are here." in start.words()


def test_back_and_escape_lose_nothing(start: Room) -> None:
    go_to_sheet(start)
    code = start.window.page._code

    start.press("Back")
    assert start.find(QLineEdit, "Your name").text() == "Jo Nowak"
    assert start.find(QLineEdit, "The same number again").text() == NUMBER
    start.type_into("Your name", "Jo Nowak-Hill")
    start.press("Next")
    start.wait_until(lambda: "Keep this sheet" in start.words())
    assert start.window.page._code == code
    type_groups_back(start)
    assert "Jo Nowak-Hill looks after" in start.words()
    start.key(Qt.Key.Key_Escape)

    assert "Keep this sheet" in start.words()


def test_going_to_help_and_back_loses_nothing(start: Room) -> None:
    say_who(start)

    start.window.page.leave()
    start.window.page.enter()
    start.settle()

    assert start.find(QLineEdit, "Your name").text() == "Jo Nowak"
    assert start.find(QComboBox, "What you are here").currentData() == "nurse"


def test_groups_that_are_not_on_the_sheet_are_not_taken(start: Room) -> None:
    go_to_sheet(start)
    start.press("I have it")
    first = next(name for name in start.names(QLineEdit) if name.startswith("Group "))
    assert start.window.page._code.groups[0] not in start.words().split("\n")

    start.type_into(first, "####")
    start.press("Next")

    assert f"This is not group {first.split()[1]} of the sheet." in start.words()
    start.press("Show the sheet again")
    assert f"Group 1: {' '.join(start.window.page._code.groups[0])}" in start.words()


def test_the_sheet_is_saved_as_a_file_and_never_beside_the_plans(start: Room, tmp_path: Path) -> None:
    go_to_sheet(start)
    start.answer(start.services.profile.folder / "sheet.pdf")
    start.press("Save it as a file")
    assert "This folder lies with the plans themselves." in start.words()
    assert not (start.services.profile.folder / "sheet.pdf").exists()

    start.answer(tmp_path / "sheet.pdf")
    start.press("Save it as a file")

    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "The sheet is saved. Take the file away from this computer." in start.words()


def test_a_folder_for_copies_can_be_chosen_in_the_last_step(start: Room, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    go_to_sheet(start)
    type_groups_back(start)
    start.answer(tmp_path / "gone", tmp_path / "stick")
    start.press("Choose a folder")
    assert "is not there" in start.words()

    start.press("Choose a folder")
    assert f"A locked copy goes to {tmp_path / 'stick'} each time you end for the day." in start.words().replace(MAY_BREAK, "")
    start.press("Start")
    start.wait_until(lambda: start.window.page_name == "today")

    assert start.services.settings.get(BACKUP_FOLDER) == str(tmp_path / "stick")


def test_a_first_start_that_was_cut_off_begins_again_with_a_sheet_of_its_own(tmp_path: Path, look: Look) -> None:
    ring = MemoryKeyring()
    first = begin(tmp_path, look, ring)
    go_to_sheet(first)
    code = first.window.page._code
    first.close()

    again = begin(tmp_path, look, ring)
    go_to_sheet(again)
    type_groups_back(again)
    again.press("Start")
    again.wait_until(lambda: again.window.page_name == "today")

    assert [person.name for person in again.store.staff()] == ["Jo Nowak"]
    assert code.secret != again.window._pages["first_start"]._code
    again.close()


@pytest.mark.parametrize(
    ("ring", "reason"),
    [(LockedKeyring(), "The key ring of this computer stayed locked."), (None, "This computer has no safe place of its own for the key.")],
)
def test_without_a_key_ring_that_works_a_passphrase_is_asked_for_with_its_reason(
    tmp_path: Path, look: Look, ring: LockedKeyring | None, reason: str
) -> None:
    room = room_at_start(tmp_path, look)
    room.services.key_store = room.services.vault.key_store = KeyStore(ring)
    room.window.go("unlock")
    room.wait_until(lambda: room.window.page_name == "first_start" and at_rest(room))
    say_who(room)
    if ring is not None:  # a locked ring shows only when the key is put into it
        room.press("Next")
        room.wait_until(lambda: at_rest(room))
    assert reason in room.words()

    room.type_into("Choose a passphrase", WORDS)
    room.type_into("The same words again", WORDS)
    room.press("Next")
    room.wait_until(lambda: "Keep this sheet" in room.words())

    assert room.store.in_hand.opened_by_passphrase
    room.close()


def test_a_key_ring_that_keeps_no_secret_is_refused_by_name(tmp_path: Path, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_store: KeyStore, _recorded: str = "") -> str:
        raise KeyringRefused("keyrings.alt.file.PlaintextKeyring")

    monkeypatch.setattr(KeyStore, "backend_name", refused)
    room = begin(tmp_path, look)

    assert "The key ring keyrings.alt.file.PlaintextKeyring would show the key to others, or lose it." in room.words()
    assert "Choose a passphrase" in room.words()
    room.close()


def test_a_kept_copy_can_be_opened_instead(start: Room) -> None:
    start.press("Open a second copy")

    assert start.window.page_name == "restore"
    assert start.services.vault.standing() is Standing.NOTHING


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("size", [(1366, 768), (640, 480)])
@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_nothing_on_it_is_cut_or_without_a_name(start: Room, look: Look, scale: float, size: tuple[int, int], step: int) -> None:
    if step > 1:
        go_to_sheet(start)
    if step > 2:
        type_groups_back(start)
    look.change(scale=scale)
    start.window.resize(*size)
    start.settle()

    page = start.window.page
    assert (cut_pieces(page), sideways(page), nameless(page), too_low_to_press(page)) == ([], [], [], [])
