"""Opening a kept copy: found by folder or file, looked at with its code, compared in words, and put in the place of today's store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from app.access.copies import Copy
from app.settings import BACKUP_FOLDER
from tests.app.open_ward import OpenWard, hurt_until_it_does_not_open, open_ward, write_in_a_plan
from tests.fakes import LockedKeyring
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.rooms import Room, room_at_start
from ui.look import Look

WORDS = "river lamp seven"
FIELD = "The code on the recovery sheet"


def at_rest(room: Room) -> bool:
    return not room.services.tasks._running


def rest(room: Room) -> None:
    room.wait_until(lambda: at_rest(room))


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def ward(tmp_path: Path, copies: Path) -> OpenWard:
    """A ward on another computer, closed, of which there are two copies on a stick; the older one holds a plan."""
    ward = open_ward(tmp_path / "other computer")
    write_in_a_plan(ward)
    ward.store.in_hand.keep_copy(copies)
    ward.clock.advance(3600)
    ward.store.in_hand.keep_copy(copies)
    ward.close()
    return ward


@pytest.fixture
def new_computer(tmp_path: Path, look: Look, ward: OpenWard) -> Iterator[Room]:
    """A computer on which nothing is yet, at the page for kept copies."""
    room = room_at_start(tmp_path, look, clock=ward.clock)
    room.window.go("unlock")
    room.wait_until(lambda: room.window.page_name == "first_start")
    room.press("Open a second copy")
    yield room
    room.close()


def choose(room: Room, place: Path, button: str = "Choose a folder") -> None:
    room.answer(place)
    room.press(button)
    rest(room)


def give_code(room: Room, typed: str) -> None:
    room.type_into(FIELD, typed)
    room.press("Look at the copy")
    rest(room)


def use(room: Room) -> None:
    room.answer("use")
    room.press("Use this copy")
    rest(room)


def test_a_copy_is_opened_on_a_new_computer(new_computer: Room, ward: OpenWard, copies: Path) -> None:
    room = new_computer
    choose(room, copies)
    assert room.names(QRadioButton) == ["4 May 2026, 11:00", "4 May 2026, 10:00"]
    room.press("4 May 2026, 11:00")
    give_code(room, ward.code.written().lower())
    assert "There is 1 plan in the copy." in room.words()
    assert "Sam" not in room.words()

    use(room)
    assert "The copy is in place." in room.words()
    room.press("Go on")
    room.wait_until(lambda: room.shell.has_store)

    assert room.window.page_name == "unlock"
    assert "Jo Nowak" in room.names()


def test_a_copy_is_found_by_a_file_in_it(new_computer: Room, ward: OpenWard, copies: Path) -> None:
    choose(new_computer, next(copies.glob("*/two_pens.store")), "Choose a file in it")

    assert len(new_computer.names(QRadioButton)) == 1


def test_a_folder_without_copies_says_so(new_computer: Room, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    choose(new_computer, tmp_path / "empty")

    assert "There is no copy in empty." in new_computer.words()


def test_a_folder_that_is_gone_says_so(new_computer: Room, tmp_path: Path) -> None:
    choose(new_computer, tmp_path / "gone" / "far")

    assert "is not there" in new_computer.words()


def test_the_wrong_group_of_the_code_is_named(new_computer: Room, ward: OpenWard, copies: Path) -> None:
    choose(new_computer, copies)
    new_computer.press("4 May 2026, 10:00")

    give_code(new_computer, "-".join(["0000", *ward.code.groups[1:]]))

    assert "Group 1 is not as on the sheet." in new_computer.words()


def test_a_copy_that_is_hurt_says_so_and_another_can_be_chosen(new_computer: Room, ward: OpenWard, copies: Path) -> None:
    choose(new_computer, copies)
    file = sorted(copies.glob("*/two_pens.store"))[-1]
    file.write_bytes(file.read_bytes()[:4096] + b"\0" * 4096 + file.read_bytes()[8192:])
    new_computer.press("4 May 2026, 11:00")

    give_code(new_computer, ward.code.written())

    assert "Part of this copy is damaged." in new_computer.words()
    new_computer.press("Another copy")
    assert "Open a second copy" in new_computer.words()


def test_without_a_key_ring_a_passphrase_is_chosen(tmp_path: Path, look: Look, ward: OpenWard, copies: Path) -> None:
    room = room_at_start(tmp_path, look, LockedKeyring(), ward.clock)
    room.go("restore")
    choose(room, copies)
    room.press("4 May 2026, 11:00")
    give_code(room, ward.code.written())

    use(room)
    assert "The key ring of this computer stayed locked." in room.words()
    room.type_into("Choose a passphrase", WORDS)
    room.type_into("The same words again", WORDS)
    room.press("Use this copy")
    rest(room)
    room.press("Go on")
    rest(room)

    assert "Your plans are locked." in room.words()
    room.close()


def test_leaving_takes_away_what_was_unlocked_for_looking(new_computer: Room, ward: OpenWard, copies: Path) -> None:
    choose(new_computer, copies)
    new_computer.press("4 May 2026, 11:00")
    give_code(new_computer, ward.code.written())
    looking = new_computer.services.profile.looking_folder
    assert list(looking.iterdir())

    new_computer.key(Qt.Key.Key_Escape)
    new_computer.wait_until(lambda: new_computer.window.page_name == "first_start")

    assert not looking.exists() or list(looking.iterdir()) == []


def test_a_damaged_store_is_replaced_by_its_copy_and_kept_aside(tmp_path: Path, look: Look, copies: Path) -> None:
    ward = open_ward(tmp_path)
    write_in_a_plan(ward)
    ward.store.in_hand.keep_copy(copies)
    ward.services.settings.set(BACKUP_FOLDER, str(copies))
    ward.store.close()
    hurt_until_it_does_not_open(ward.services)
    ward.services.close()
    room = room_at_start(tmp_path, look, ward.ring, ward.clock)
    room.window.go("unlock")
    room.wait_until(lambda: "Open a second copy" in room.names())

    room.press("Open a second copy")
    room.wait_until(lambda: room.names(QRadioButton) != [])
    room.press(room.names(QRadioButton)[0])
    give_code(room, ward.code.written())
    use(room)
    room.press("Go on")
    room.wait_until(lambda: room.shell.has_store)

    assert list(room.services.profile.aside_folder.glob("*/two_pens.store"))
    room.close()


# From an open store


@pytest.fixture
def copied_room(room: Room, copies: Path) -> tuple[Room, Copy]:
    """A room with one copy of its store; what is written afterwards is only here."""
    room.open_plan()
    room.store.end_sitting()
    room.wait_until(lambda: not room.store.after_sitting.under_way)
    room.clock.advance(60)
    copy = room.store.in_hand.keep_copy(copies)
    room.store.unlock_as(room.jo.id)
    return room, copy


def test_what_is_only_here_is_said_before_a_copy_is_used(copied_room: tuple[Room, Copy]) -> None:
    room, copy = copied_room
    room.new_plan("staying_safe")
    room.go("restore", copy.folder)
    give_code(room, room.code.written())

    assert "only here, and not in the copy" in room.words()
    assert "Some words are only here, and not in the copy." in room.words()


def test_leaving_it_leaves_todays_store_open(copied_room: tuple[Room, Copy]) -> None:
    room, copy = copied_room
    room.go("restore", copy.folder)
    give_code(room, room.code.written())

    room.answer("leave")
    room.press("Use this copy")
    room.press("Leave it")

    assert room.shell.has_store
    assert not room.store.locked


def test_using_a_copy_closes_todays_store_first(copied_room: tuple[Room, Copy]) -> None:
    room, copy = copied_room
    room.new_plan("staying_safe")
    room.go("restore", copy.folder)
    give_code(room, room.code.written())

    use(room)
    room.press("Go on")
    room.wait_until(lambda: room.shell.has_store)

    assert room.store.locked
    assert "older" not in room.words()


def test_during_a_sitting_no_copy_is_opened(room: Room, copies: Path) -> None:
    room.open_plan()

    room.go("restore")

    assert "End for today first. Then a second copy can be opened." in room.words()
    assert "Choose a folder" not in room.names()


@pytest.mark.parametrize("step", ["where", "code", "compare"])
@pytest.mark.parametrize("size", [(1366, 768), (640, 480)])
@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_nothing_on_it_is_cut_or_without_a_name(
    new_computer: Room, ward: OpenWard, copies: Path, look: Look, scale: float, size: tuple[int, int], step: str
) -> None:
    choose(new_computer, copies)
    if step != "where":
        new_computer.press("4 May 2026, 11:00")
    if step == "compare":
        give_code(new_computer, ward.code.written())
    look.change(scale=scale)
    new_computer.window.resize(*size)
    new_computer.settle()

    page = new_computer.window.page
    assert (cut_pieces(page), sideways(page), nameless(page), too_low_to_press(page)) == ([], [], [], [])
