"""The recovery page: the code typed forgivingly, the store opened, a number forgotten, and a passphrase where there is no key ring."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.access.recovery import RecoveryCode
from tests.app.open_ward import OpenWard, open_ward
from tests.fakes import ForgetfulKeyring, MemoryKeyring
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.rooms import Room, room_at_start
from ui.look import Look

NUMBER = "135790"
WORDS = "river lamp seven"
FIELD = "The code on the recovery sheet"


@pytest.fixture
def ward(tmp_path: Path) -> OpenWard:
    """A ward that was closed; Jo has a number."""
    ward = open_ward(tmp_path)
    ward.store.pins.set_pin(ward.jo.id, NUMBER)
    ward.close()
    return ward


@pytest.fixture
def start(tmp_path: Path, look: Look, ward: OpenWard, request: pytest.FixtureRequest) -> Iterator[Room]:
    """The recovery page on a computer whose key ring does not have the key."""
    room = room_at_start(tmp_path, look, getattr(request, "param", MemoryKeyring)(), ward.clock)
    room.window.go("unlock")
    room.wait_until(lambda: "I have the recovery sheet" in room.names())
    room.press("I have the recovery sheet")
    yield room
    room.close()


def give_code(room: Room, typed: str, button: str = "Open") -> None:
    room.type_into(FIELD, typed)
    room.press(button)
    room.wait_until(lambda: not room.services.tasks._running)


def test_the_code_opens_the_store_however_it_is_typed(start: Room, ward: OpenWard) -> None:
    give_code(start, ward.code.written().lower().replace("-", "  ").replace("0", "o").replace("1", "l"))

    start.wait_until(lambda: start.window.page_name == "unlock")
    assert "Jo Nowak" in start.names()


def test_the_next_start_needs_no_sheet(start: Room, ward: OpenWard, tmp_path: Path, look: Look) -> None:
    give_code(start, ward.code.written())
    start.store.close()
    start.shell.take_store(None)

    start.window.go("unlock")
    start.wait_until(lambda: start.shell.has_store)

    assert start.window.page_name == "unlock"


def test_the_wrong_group_is_named_and_what_was_typed_stays(start: Room, ward: OpenWard) -> None:
    groups = list(ward.code.groups)
    groups[6] = "0000" if groups[6] != "0000" else "1111"

    give_code(start, " ".join(groups))

    assert "Group 7 is not as on the sheet." in start.words()
    assert groups[12] in start.words()


def test_an_empty_field_says_what_to_do(start: Room) -> None:
    start.press("Open")

    assert "Type the code first." in start.words()


def test_the_code_of_another_sheet_is_told(start: Room) -> None:
    give_code(start, RecoveryCode.new().written())

    assert not start.shell.has_store
    assert start.window.page_name == "recover"
    assert "Nothing was changed." in start.words()


def test_escape_goes_back_and_leaves_no_code_behind(start: Room, ward: OpenWard) -> None:
    start.type_into(FIELD, ward.code.groups[0])

    start.key(Qt.Key.Key_Escape)
    start.wait_until(lambda: "I have the recovery sheet" in start.names())

    assert start.window.page_name == "unlock"
    start.press("I have the recovery sheet")
    assert ward.code.groups[0] not in start.words()


@pytest.mark.parametrize("start", [ForgetfulKeyring], indirect=True)
def test_without_a_key_ring_a_passphrase_is_chosen_and_numbers_begin_anew(start: Room, ward: OpenWard) -> None:
    give_code(start, ward.code.written())
    assert "Choose a passphrase" in start.words()
    start.type_into("Choose a passphrase", WORDS)
    start.type_into("The same words again", "something else")
    start.press("Keep this passphrase")
    assert "These two are not the same. Type it once more." in start.words()

    start.type_into("The same words again", WORDS)
    start.press("Keep this passphrase")
    start.wait_until(lambda: start.window.page_name == "unlock")

    assert "Choose a number, Jo" in start.words()
    assert start.store.in_hand.opened_by_passphrase


def test_whoever_does_not_know_the_number_chooses_a_new_one_with_the_sheet(room: Room) -> None:
    room.store.pins.set_pin(room.jo.id, NUMBER)
    room.window.lock()
    room.settle()
    room.press("I don't know my number")

    give_code(room, room.code.written(), "Go on")
    room.wait_until(lambda: room.window.page_name == "unlock")

    assert "Choose a number, Jo" in room.words()
    assert room.store.locked


def test_the_code_can_be_put_in_from_the_clipboard(start: Room, ward: OpenWard) -> None:
    QGuiApplication.clipboard().setText("\n".join(ward.code.groups))

    QTest.keyClick(start.focused, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    start.press("Open")
    start.wait_until(lambda: start.shell.has_store)


@pytest.mark.parametrize("size", [(1366, 768), (640, 480)])
@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_nothing_on_it_is_cut_or_without_a_name(start: Room, look: Look, scale: float, size: tuple[int, int]) -> None:
    look.change(scale=scale)
    start.window.resize(*size)
    start.press("Open")

    page = start.window.page
    assert (cut_pieces(page), sideways(page), nameless(page), too_low_to_press(page)) == ([], [], [], [])
