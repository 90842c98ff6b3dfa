"""Help: a person now, keys of the page one came from, what this is, licences, checking the plans."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.settings import HELP_NOW_TEXT
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.walking import order_on_page, press_key, walk
from tests.ui.rooms import Room, add_staff

PATIENCE = 20_000


def test_the_keys_are_those_of_the_page_one_came_from(room: Room) -> None:
    page = room.go("today")
    press_key(room, Qt.Key.Key_F1)

    assert room.window.page_name == "help"
    keys = page.keys()
    assert len(keys) == 5
    for key, what in keys:
        assert key in room.words()
        assert what in room.words()


def test_escape_goes_back_to_the_page_and_what_it_showed(room: Room) -> None:
    room.begin()
    plan = room.new_plan()
    room.go("who_is_here", plan)
    press_key(room, Qt.Key.Key_F1)
    press_key(room, Qt.Key.Key_F1)
    press_key(room, Qt.Key.Key_Escape)

    assert room.window.page_name == "who_is_here"
    room.press("Start writing")
    assert room.store.plan.plan.id == plan.id


def test_help_now_says_how_to_reach_a_person(room: Room) -> None:
    room.open_plan()
    room.go("today")
    room.press("Get help now")

    assert "Press your call button, or tell any member of staff." in room.words()
    assert "If somebody is in danger now, ring 999." in room.words()


def test_a_service_says_it_in_its_own_words(room: Room) -> None:
    room.services.settings.set(HELP_NOW_TEXT, "Ring Ash Ward: 5551.\n\nOr knock at the blue door.")
    room.go("help")

    assert "Ring Ash Ward: 5551." in room.words()
    assert "Or knock at the blue door." in room.words()
    assert "999" not in room.words()


def test_help_is_there_behind_the_lock_and_names_nobody(room: Room) -> None:
    room.open_plan()
    room.go("today")
    room.window.lock()
    press_key(room, Qt.Key.Key_F1)

    assert room.window.page_name == "help"
    assert "Check all plans" not in room.names()
    for name in ("Sam", "Okafor", "Jo", "Robin"):
        assert name not in room.words()


def test_only_keepers_can_check_the_plans(room: Room) -> None:
    room.store.unlock_as(add_staff(room).id)
    room.go("help")

    assert "Check all plans" not in room.names()


def test_the_plans_are_not_checked_during_a_sitting(room: Room) -> None:
    room.go("help")
    assert "Check all plans" in room.names()

    room.begin()
    room.go("help")
    assert "Check all plans" not in room.names()


def test_checking_says_whether_everything_is_as_it_was_written(room: Room, qtbot: QtBot) -> None:
    room.new_plan()
    room.go("help")
    room.press("Check all plans")
    qtbot.waitUntil(lambda: "Everything is as it was written." in room.words(), timeout=PATIENCE)

    assert "1 plan was read, with " in room.words()


def test_the_licences_of_what_we_use_can_be_read(room: Room) -> None:
    room.go("help")
    room.press("Show the licences")
    picker = next(one for one in room.window.findChildren(QComboBox) if one.accessibleName() == "Part")
    names = [picker.itemText(place) for place in range(picker.count())]

    assert names[0] == "Two Pens 0.1.0: Apache-2.0"
    picker.setCurrentIndex(next(place for place, name in enumerate(names) if name.startswith("loro ")))
    assert "MIT License" in room.find(QPlainTextEdit, "Its licence").toPlainText()


def test_the_keys_go_through_the_page_as_one_reads_it(room: Room) -> None:
    room.go("help")
    room.press("Show the licences")

    reached = walk(room)

    assert reached == order_on_page(room, reached)


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
def test_nothing_is_cut_or_without_a_name(room: Room, size: tuple[int, int], scale: float) -> None:
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    room.go("today")
    press_key(room, Qt.Key.Key_F1)
    room.press("Show the licences")

    assert [fault(room.page) for fault in (cut_pieces, sideways, nameless, too_low_to_press)] == [[], [], [], []]
