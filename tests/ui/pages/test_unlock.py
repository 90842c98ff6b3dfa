"""The unlock page: the store opens by itself or by a passphrase, staff unlock with their number, and each trouble has a way on."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from app.access.profile import NetworkShare, Profile
from app.plans import find_plan
from app.sitting import SittingNow
from models.store_info import SCHEMA, write_info
from tests.app.meeting_room import open_meeting_room
from tests.app.open_ward import OpenWard, hurt_until_it_does_not_open, open_ward, write_in_a_plan
from tests.fakes import LockedKeyring, MemoryKeyring
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.walking import press_key
from tests.ui.rooms import Room, add_staff, name_of, room_at_start
from ui.look import Look
from ui.pages import unlock

NUMBER = "135790"
WORDS = "river lamp seven"
Begin = Callable[..., Room]


@pytest.fixture
def begin(tmp_path: Path, look: Look) -> Iterator[Begin]:
    """Starts Two Pens over a ward that was closed, and waits until the first page has come to rest."""
    rooms: list[Room] = []

    def begin_with(ward: OpenWard, ring: Any = None) -> Room:
        room = room_at_start(tmp_path, look, ward.ring if ring is None else ring, ward.clock)
        rooms.append(room)
        room.window.go("unlock")
        room.wait_until(lambda: "Opening the plans…" not in room.words() and room.words() != "" and at_rest(room))
        return room

    yield begin_with
    for room in rooms:
        room.close()


def test_keys_typed_while_the_plans_open_go_to_no_button(tmp_path: Path, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    ward, opens = closed_ward(tmp_path, WORDS), Event()
    room = room_at_start(tmp_path, look, ward.ring, ward.clock, shown=False)
    really = unlock.begin
    monkeypatch.setattr(unlock, "begin", lambda services: (opens.wait(20), really(services))[1])
    room.window.go("unlock")
    room.window.show()
    room.window.activateWindow()
    QTest.qWaitForWindowActive(room.window)

    assert room.focused is room.page
    room.key(Qt.Key.Key_Return)
    room.key(Qt.Key.Key_Space)
    opens.set()
    room.wait_until(lambda: at_rest(room) and "Passphrase" in room.names(QLineEdit))

    assert room.window.page_name == "unlock"
    assert room.focused is room.find(QLineEdit, "Passphrase")
    room.close()


def test_a_window_that_becomes_active_gives_the_keys_to_the_passphrase_and_not_to_help(begin: Begin, tmp_path: Path) -> None:
    room = begin(closed_ward(tmp_path, WORDS))
    room.find(QAbstractButton, "Help").setFocus()

    QApplication.sendEvent(room.page, QEvent(QEvent.Type.ActivationChange))
    room.settle()

    assert room.focused is room.find(QLineEdit, "Passphrase")


def at_rest(room: Room) -> bool:
    return not room.services.tasks._running


def closed_ward(folder: Path, passphrase: str | None = None, *, writing: bool = False) -> OpenWard:
    """A ward that was closed in an ordinary way."""
    ward = open_ward(folder, passphrase)
    if writing:
        write_in_a_plan(ward)
    ward.close()
    return ward


def choose_number(room: Room, number: str = NUMBER, again: str | None = None) -> None:
    """The one at the door, who has no number yet, chooses one."""
    room.type_into("Choose a number, Jo", number)
    room.type_into("The same number again", again or number)
    room.press("Keep this number")


def type_number(room: Room, number: str) -> None:
    room.type_into("Your number, Jo", number)
    room.key(Qt.Key.Key_Return)
    room.wait_until(lambda: at_rest(room))


def locked(room: Room, number: str = "") -> Room:
    """The same room behind the lock; Jo has a number if one is named."""
    if number:
        room.store.pins.set_pin(room.jo.id, number)
    room.window.lock()
    room.settle()
    return room


# Opening


def test_the_key_ring_opens_by_itself_and_the_only_one_at_the_door_is_asked_for_a_number(begin: Begin, tmp_path: Path) -> None:
    room = begin(closed_ward(tmp_path))

    assert room.window.page_name == "unlock"
    assert "Who opens Two Pens today?" in room.words()
    assert room.focused.accessibleName() == "Choose a number, Jo"


def test_a_number_chosen_the_first_time_leads_to_today(begin: Begin, tmp_path: Path) -> None:
    room = begin(closed_ward(tmp_path))

    choose_number(room)
    room.wait_until(lambda: room.window.page_name == "today")

    assert room.store.unlocked_by.name == "Jo Nowak"


def test_a_number_that_is_too_short_or_not_twice_the_same_is_not_kept(begin: Begin, tmp_path: Path) -> None:
    room = begin(closed_ward(tmp_path))

    choose_number(room, "123")
    assert "It needs 6 digits or more." in room.words()
    choose_number(room, NUMBER, "135799")

    assert "These two are not the same. Type it once more." in room.words()
    assert room.store.locked


def test_the_passphrase_is_asked_for_where_there_is_no_key_ring(begin: Begin, tmp_path: Path) -> None:
    room = begin(closed_ward(tmp_path, WORDS))
    room.type_into("Passphrase", "not these words")
    room.press("Open")
    room.wait_until(lambda: at_rest(room))
    assert "That passphrase does not open these plans." in room.words()

    room.type_into("Passphrase", WORDS)
    room.press("Open")
    room.wait_until(lambda: room.shell.has_store)

    assert "Who opens Two Pens today?" in room.words()


def test_what_is_typed_hidden_can_be_shown(begin: Begin, tmp_path: Path) -> None:
    room = begin(closed_ward(tmp_path, WORDS))
    box = room.find(QLineEdit, "Passphrase")
    assert box.echoMode() is QLineEdit.EchoMode.Password

    room.press("Show what I type")

    assert box.echoMode() is QLineEdit.EchoMode.Normal


def test_an_empty_profile_leads_to_the_first_start(tmp_path: Path, look: Look) -> None:
    room = room_at_start(tmp_path, look)
    room.window.go("unlock")

    room.wait_until(lambda: room.window.page_name == "first_start")

    room.close()


# Trouble


def test_a_locked_key_ring_is_told_and_can_be_tried_again(begin: Begin, tmp_path: Path) -> None:
    ward = closed_ward(tmp_path)
    room = begin(ward, LockedKeyring())
    assert "The key ring of this computer stayed locked." in room.words()
    assert room.focused.accessibleName() == "I have the recovery sheet"

    room.services.key_store._trusted = ward.ring
    room.press("Try again")
    room.wait_until(lambda: room.shell.has_store)

    assert "Who opens Two Pens today?" in room.words()


def test_plans_of_a_newer_two_pens_stay_shut_and_are_not_touched(begin: Begin, tmp_path: Path) -> None:
    ward = open_ward(tmp_path)
    with ward.store.store.session() as session:
        write_info(session, SCHEMA, "99.0")
    ward.close()
    file = next((tmp_path / "Two Pens").rglob("*.store"))
    before = file.read_bytes()

    room = begin(ward)

    assert "This plan was written with a newer Two Pens." in room.words()
    assert "Ask a keeper to update this computer." in room.words()
    assert not room.shell.has_store
    assert file.read_bytes() == before


def test_an_empty_key_ring_leads_to_the_recovery_sheet(begin: Begin, tmp_path: Path) -> None:
    room = begin(closed_ward(tmp_path), MemoryKeyring())

    room.press("I have the recovery sheet")

    assert room.window.page_name == "recover"


def test_a_store_that_is_gone_leads_to_a_copy(begin: Begin, tmp_path: Path) -> None:
    ward = closed_ward(tmp_path)
    ward.services.profile.store_file.unlink()
    room = begin(ward)
    assert "The key is here. The file with the plans is not." in room.words()

    room.press("Open a second copy")

    assert room.window.page_name == "restore"


def test_starting_with_nothing_asks_first_and_can_be_left(begin: Begin, tmp_path: Path) -> None:
    ward = closed_ward(tmp_path)
    ward.services.profile.store_file.unlink()
    room = begin(ward)

    room.answer("back")
    room.press("Start with nothing")
    room.wait_until(lambda: at_rest(room))
    assert room.window.page_name == "unlock"
    room.answer("anew")
    room.press("Start with nothing")

    assert room.window.page_name == "first_start"


def test_a_damaged_store_says_which_plans_still_read(begin: Begin, tmp_path: Path) -> None:
    ward = open_ward(tmp_path)
    plan = write_in_a_plan(ward).plan
    ward.store.close()
    hurt_until_it_does_not_open(ward.services)
    ward.services.close()

    room = begin(ward)

    assert "Part of the file with the plans is damaged." in room.words()
    assert f"My care plan, begun on 4 May 2026 ({plan.id[:8]})" in room.words()
    assert "Sam" not in room.words()
    assert "Open a second copy" in room.names()


def test_a_second_window_is_told_that_two_pens_is_open(begin: Begin, tmp_path: Path) -> None:
    ward = open_ward(tmp_path)

    room = begin(ward)

    assert "Two Pens is already open on this computer." in room.words()
    ward.close()
    room.press("Try again")
    room.wait_until(lambda: room.shell.has_store)


def test_a_folder_that_may_not_be_written_is_told(begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_profile: Profile) -> None:
        raise PermissionError(13, "no", "Two Pens")

    ward = closed_ward(tmp_path)
    monkeypatch.setattr(Profile, "prepare", refused)

    room = begin(ward)

    assert "This computer does not let Two Pens use Two Pens." in room.words()
    assert "Try again" in room.names()


def test_a_share_on_another_computer_is_told_and_keeps_nobody_out(begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Profile, "network_share", lambda profile: NetworkShare(profile.folder, "cifs"))

    room = begin(closed_ward(tmp_path))

    assert "The folder for the plans lies on another computer." in room.words()
    choose_number(room)
    room.wait_until(lambda: not room.store.locked)


def test_settings_that_could_not_be_read_are_told_once(begin: Begin, tmp_path: Path) -> None:
    ward = closed_ward(tmp_path)
    ward.services.profile.settings_file.write_text("not settings at all")

    room = begin(ward)

    assert "The settings of this computer could not be read." in room.words()
    assert room.services.settings.trouble is None


# After a crash


def crashed_ward(folder: Path) -> OpenWard:
    """A ward in which somebody wrote, and which nobody closed."""
    ward = open_ward(folder)
    ward.store.pins.set_pin(ward.jo.id, NUMBER)
    write_in_a_plan(ward)
    ward.store.keeping.close()
    ward.store.store.close()
    ward.services.close()
    ward.clock.advance(600)
    return ward


def test_after_a_crash_the_words_are_there_up_to_their_time(begin: Begin, tmp_path: Path) -> None:
    room = begin(crashed_ward(tmp_path))

    type_number(room, NUMBER)

    assert "Two Pens closed by accident." in room.words()
    assert "Check the last line." in room.words()
    assert "It was about SO." in room.words()
    assert "Okafor" not in room.words()


def test_after_a_crash_one_can_go_on_with_the_sitting(begin: Begin, tmp_path: Path) -> None:
    room = begin(crashed_ward(tmp_path))
    type_number(room, NUMBER)

    room.press("Go on with this sitting")

    assert room.window.page_name == "desk"
    assert "I like the garden." in room.store.plan.document.side("about_important/patient").text


def test_after_a_crash_a_meeting_goes_on_where_it_was(begin: Begin, tmp_path: Path) -> None:
    ward = open_ward(tmp_path)
    ward.store.pins.set_pin(ward.jo.id, NUMBER)
    meeting_room = open_meeting_room(ward)
    running = meeting_room.meeting
    running.hand_chair_to(ward.sam.id)
    running.go_to(meeting_room.part("mm_safe"))
    running.ask_to_speak(meeting_room.mum.id)
    ward.store.keeping.close()
    ward.store.store.close()  # nothing is said to the sitting: it is as after a cut-off
    ward.services.close()
    room = begin(ward)

    type_number(room, NUMBER)
    assert "Two Pens closed by accident." in room.words()
    room.press("Go on with this sitting")

    page = room.page
    assert room.window.page_name == "meeting"
    assert page.view.question.id == "mm_safe"
    assert [here.known_as for here in page.meeting.leads] == ["Sam"]
    assert [here.known_as for here in page.meeting.turns] == ["Mum"]


def test_after_a_long_break_it_is_asked_who_is_here_and_then_the_plan_goes_on(begin: Begin, tmp_path: Path) -> None:
    ward = crashed_ward(tmp_path)
    ward.clock.advance(20 * 3600)
    room = begin(ward)
    type_number(room, NUMBER)

    room.press("Go on with this sitting")
    assert room.window.page_name == "who_is_here"
    assert "Jo" in room.words()

    room.press("Go on writing")
    assert room.window.page_name == "desk"
    assert "I like the garden." in room.store.plan.document.side("about_important/patient").text


def test_after_a_crash_the_sitting_can_be_ended(begin: Begin, tmp_path: Path) -> None:
    room = begin(crashed_ward(tmp_path))
    type_number(room, NUMBER)

    room.press("End it")

    assert room.window.page_name == "today"
    assert room.store.sitting is None
    assert room.store.left_open() is None


def test_help_over_the_question_leads_back_to_it(begin: Begin, tmp_path: Path) -> None:
    room = begin(crashed_ward(tmp_path))
    type_number(room, NUMBER)

    press_key(room, Qt.Key.Key_F1)
    assert room.window.page_name == "help"
    room.press("Go back")

    assert "Two Pens closed by accident." in room.words()
    assert name_of(room.focused) == "Go on with this sitting"


@pytest.mark.parametrize("page", ["today", "start_plan", "people"])
def test_no_page_is_reached_before_the_question_is_answered(begin: Begin, tmp_path: Path, page: str) -> None:
    room = begin(crashed_ward(tmp_path))
    type_number(room, NUMBER)

    room.go(page)

    assert "Two Pens closed by accident." in room.words()


def test_plans_can_be_read_when_the_sitting_can_not_be_ended_and_it_is_asked_again(
    begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_sitting: SittingNow) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(SittingNow, "end", full)
    room = begin(crashed_ward(tmp_path))
    type_number(room, NUMBER)
    room.press("End it")

    assert room.window.page_name == "today"
    locked(room)
    type_number(room, NUMBER)
    assert "Two Pens closed by accident." in room.words()


# Closing before the end


def test_closing_in_a_sitting_asks_and_staying_stays(room: Room) -> None:
    room.open_plan()
    room.go("desk")
    room.answer("stay")

    assert not room.window.close()
    assert room.store.sitting is not None


def test_a_sitting_can_be_ended_while_closing(room: Room) -> None:
    plan = room.open_plan().plan
    room.go("desk")
    room.answer("end")

    assert room.window.close()

    store = room.services.open_with_keyring()
    store.unlock_as(room.jo.id, NUMBER)
    assert store.left_open() is None
    assert find_plan(store.store, plan.id).stopped_at == "about_important"
    store.close()


def test_a_sitting_can_wait_and_is_gone_on_with_at_the_same_plan(begin: Begin, tmp_path: Path) -> None:
    ward = open_ward(tmp_path)
    ward.store.pins.set_pin(ward.jo.id, NUMBER)
    write_in_a_plan(ward)
    ward.close()
    room = begin(ward)

    type_number(room, NUMBER)

    assert "Your sitting waits for you." in room.words()
    assert "by accident" not in room.words()
    room.press("Go on with this sitting")
    assert room.window.page_name == "desk"


def test_behind_the_lock_closing_asks_nothing_and_the_sitting_waits(room: Room) -> None:
    room.open_plan()
    room.window.lock()

    assert room.window.close()

    assert "Do you want to end for today?" not in room.said
    store = room.services.open_with_keyring()
    store.unlock_as(room.jo.id, NUMBER)
    waiting = store.left_open()
    assert waiting is not None
    assert waiting.sitting.paused_at is not None
    store.close()


# The lock


def test_the_right_number_unlocks_and_leads_back_to_where_we_were(room: Room) -> None:
    room.open_plan()
    room.go("desk", "about_people")
    locked(room, NUMBER)
    assert "Two Pens is locked. Your words are kept." in room.words()

    type_number(room, NUMBER)

    assert room.window.page_name == "desk"
    assert room.said[-1] == "Welcome back."


def test_after_five_wrong_numbers_there_is_a_wait_in_words(room: Room) -> None:
    locked(room, NUMBER)
    for _turn in range(4):
        type_number(room, "000000")
    assert "That is not the right number. Nothing is lost. Try again." in room.words()

    type_number(room, "000000")
    type_number(room, NUMBER)

    assert "Five tries did not fit. Nothing is lost. Wait 1 minute, then try again." in room.words()
    assert room.store.locked
    room.clock.advance(61)
    type_number(room, NUMBER)
    assert not room.store.locked


def test_of_several_staff_one_is_chosen_with_the_keys(room: Room) -> None:
    ade = add_staff(room)
    room.store.pins.set_pin(ade.id, NUMBER)
    locked(room)
    assert room.focused.accessibleName() == "Ade Bello"

    room.key(Qt.Key.Key_Space)
    room.settle()
    QTest.keyClicks(room.focused, NUMBER)
    room.key(Qt.Key.Key_Return)
    room.wait_until(lambda: not room.store.locked)

    assert room.store.unlocked_by == ade


def test_who_has_left_is_not_at_the_door(room: Room) -> None:
    from datetime import date

    from app.people import mark_as_left

    ade = add_staff(room)
    mark_as_left(room.store.store, ade.id, date(2026, 5, 4), by=room.jo.id)
    locked(room)

    assert "Ade Bello" not in room.words()


def test_whoever_does_not_know_the_number_is_led_to_the_sheet(room: Room) -> None:
    locked(room, NUMBER)

    room.press("I don't know my number")

    assert room.window.page_name == "recover"


def test_wishing_for_a_page_behind_the_lock_leads_there_after_it(room: Room) -> None:
    locked(room, NUMBER)
    room.go("today")

    type_number(room, NUMBER)

    assert room.window.page_name == "today"


# How it looks


@pytest.mark.parametrize("size", [(1366, 768), (640, 480)])
@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_nothing_on_it_is_cut_or_without_a_name(room: Room, look: Look, scale: float, size: tuple[int, int]) -> None:
    add_staff(room)
    locked(room, NUMBER)
    look.change(scale=scale)
    room.window.resize(*size)
    room.press("Jo Nowak")

    page = room.window.page
    assert cut_pieces(page) == []
    assert sideways(page) == []
    assert nameless(page) == []
    assert too_low_to_press(page) == []
