"""One more box for a question: the keys go into it at once, whatever it was added with, and no letter presses a button."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from models.text.document import question_of, side_id
from tests.ui.desk.test_ward_round_questions import at
from tests.ui.rooms import Room
from ui.pages.desk import DeskPage
from ui.writing.side_editor import SideEditor

MORE = "One more thing"
THINGS = "wr_things"


def type_where_the_keys_are(room: Room, words: str) -> None:
    """Key by key, as the window gets them from the system: each goes wherever the keys are just then."""
    for letter in words:
        QTest.keyClick(room.window.windowHandle(), letter)


def numbers(page: DeskPage) -> list[str]:
    """The boxes that the plan has for the question."""
    return page.room.desk.box_ids(page.view.question)


def written(page: DeskPage, number: str, side: str = "patient") -> str:
    return page.room.desk.document.side(side_id(page.view.question.id, side, number)).text


def is_in_sight(page: DeskPage, piece: QWidget) -> bool:
    seen = page._scroll.viewport()
    top = piece.mapTo(seen, QPoint(0, 0)).y()
    return top >= 0 and top + piece.height() <= seen.height()


def press_more(room: Room, by_key: Qt.Key | None = None) -> None:
    button = room.find(QAbstractButton, MORE)
    if by_key is None:
        room.press(MORE)
        return
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, by_key)


@pytest.mark.parametrize("by_key", [None, Qt.Key.Key_Space, Qt.Key.Key_Return], ids=["pointer", "space", "enter"])
def test_what_is_typed_right_after_the_press_stands_in_the_new_box(room: Room, by_key: Qt.Key | None) -> None:
    page = at(room, "ward_round", THINGS)
    type_where_the_keys_are(room, "Sleep")
    press_more(room, by_key)

    type_where_the_keys_are(room, "When can I go home?")

    assert [written(page, number) for number in numbers(page)] == ["Sleep", "When can I go home?"]
    assert not page.room.desk.not_now(page.view.question)
    assert is_in_sight(page, room.focused.parentWidget())


def test_so_it_does_in_the_last_box_that_there_is(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    for words in ("My leave is due", "Food is cold"):
        press_more(room)
        type_where_the_keys_are(room, words)
    room.settle()

    assert MORE not in room.names()
    assert [written(page, number) for number in numbers(page)] == ["", "My leave is due", "Food is cold"]
    assert not page.room.desk.not_now(page.view.question)


def test_it_is_in_sight_below_the_first_box_until_there_is_an_answer(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    type_where_the_keys_are(room, "Sleep")
    room.settle()
    more = room.find(QAbstractButton, MORE)
    assert more.visibleRegion().boundingRect() == more.rect()

    page.room.take_up(room.store.sitting.pens.own(room.jo.id))
    type_where_the_keys_are(room, "A new mattress comes.")
    room.settle()
    page.room.take_up(room.store.sitting.pens.own(room.sam.id))
    room.settle()
    assert "Sam, do you agree with this answer?" in room.words()


def test_the_new_box_is_that_of_whoever_holds_the_pen(room: Room) -> None:
    page = at(room, "ward_round", THINGS, by="jo")
    press_more(room)

    type_where_the_keys_are(room, "We ask about sleep")

    assert written(page, numbers(page)[1], "team") == "We ask about sleep"
    assert not page.room.keys_wait


def nobody_holds_the_pen(room: Room) -> DeskPage:
    page = at(room, "ward_round", THINGS)
    type_where_the_keys_are(room, "Sleep")
    page.room.desk.put_down()
    room.settle()
    return page


@pytest.mark.parametrize("by_key", [None, Qt.Key.Key_Space], ids=["pointer", "space"])
def test_where_nobody_holds_the_pen_the_keys_wait_for_the_new_box(room: Room, by_key: Qt.Key | None) -> None:
    page = nobody_holds_the_pen(room)
    press_more(room, by_key)
    type_where_the_keys_are(room, "Food is cold")
    assert numbers(page) == [""]
    room.settle()
    assert "You typed: “Food is cold”" in room.words()

    room.press("Sam is writing")
    type_where_the_keys_are(room, " today")

    assert [written(page, number) for number in numbers(page)] == ["Sleep", "Food is cold today"]
    assert len(page.view.side_boxes) == 4


def test_where_the_pen_is_taken_up_above_they_go_there_too(room: Room) -> None:
    page = nobody_holds_the_pen(room)
    press_more(room)
    type_where_the_keys_are(room, "Food is cold")
    room.settle()

    room.press("Pass the pen to Sam")

    assert [written(page, number) for number in numbers(page)] == ["Sleep", "Food is cold"]


def test_letters_for_another_pen_are_put_into_its_own_side_of_the_new_box(room: Room) -> None:
    page = nobody_holds_the_pen(room)
    press_more(room)
    type_where_the_keys_are(room, "We ask")
    room.settle()
    room.press("Pass the pen to Jo")
    assert [written(page, number) for number in numbers(page)] == ["Sleep", ""]

    room.press("Put it into the box for the team")

    assert [written(page, number, "team") for number in numbers(page)] == ["", "We ask"]


def test_a_box_that_nobody_wanted_goes_again_and_the_keys_stay_in_a_box(room: Room) -> None:
    page = nobody_holds_the_pen(room)
    press_more(room)
    type_where_the_keys_are(room, "Food")
    room.settle()

    room.press("Do not keep it")

    assert numbers(page) == [""]
    assert len(page.view.side_boxes) == 2
    assert isinstance(room.focused, SideEditor)
    assert question_of(room.focused.side_name)[1] == ""


def test_pressing_it_again_while_it_is_asked_who_writes_adds_one_box(room: Room) -> None:
    page = nobody_holds_the_pen(room)
    press_more(room)
    press_more(room)
    type_where_the_keys_are(room, "Food")
    room.settle()

    room.press("Sam is writing")

    assert [written(page, number) for number in numbers(page)] == ["Sleep", "Food"]


@pytest.mark.parametrize("by", ["key", "menu of the box"])
def test_taking_the_new_box_back_leaves_the_keys_in_the_box_before(room: Room, by: str) -> None:
    page = at(room, "ward_round", THINGS)
    press_more(room)

    if by == "key":
        QTest.keyClick(room.window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    else:
        room.focused.take_back()
    room.settle()
    type_where_the_keys_are(room, "Sleep at night")

    assert [written(page, number) for number in numbers(page)] == ["Sleep at night"]
    assert len(page.view.side_boxes) == 2


def test_and_doing_it_again_brings_it_back_once(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    press_more(room)
    page._steps.undo()
    page._steps.redo()
    room.settle()

    assert len(page.view.side_boxes) == 4


def test_a_limit_reached_by_somebody_else_leaves_the_keys_in_a_box(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    page.room.desk.add_box(page.view.question)
    room.find(QAbstractButton, MORE).setFocus()

    page.room.desk.add_box(page.view.question)
    type_where_the_keys_are(room, "a b")

    assert not page.room.desk.not_now(page.view.question)
    assert "a b" in [written(page, number) for number in numbers(page)]


def test_a_plan_that_was_replaced_gets_no_box_and_says_so(room: Room) -> None:
    page = nobody_holds_the_pen(room)
    page.room.desk.writable = False

    press_more(room)

    assert "This plan was replaced." in room.said
    assert len(page.view.side_boxes) == 2


def test_in_the_meeting_form_as_many_as_the_form_says(room: Room) -> None:
    page = at(room, "my_meeting", "mm_say")
    for words in ("Food", "Leave", "Sleep"):
        press_more(room)
        type_where_the_keys_are(room, words)
    room.settle()

    assert [written(page, number) for number in numbers(page)] == ["", "Food", "Leave", "Sleep"]


def test_not_now_keeps_its_place_when_the_last_box_was_added(room: Room) -> None:
    at(room, "ward_round", THINGS)
    press_more(room)
    left = room.find(QAbstractButton, "Not now").x()

    press_more(room)

    assert room.find(QAbstractButton, "Not now").x() == left
