"""Taking back where somebody stands: at once, and later."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.stands import Stand, stands_on
from tests.ui.desk.test_desk_page import MINE, QUESTION, at_the_desk, pen_of, type_in
from tests.ui.rooms import Room
from ui.pages.desk import DeskPage

WHY = "Why? Say it in plain words."


def sams_desk(room: Room) -> DeskPage:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "I walk")
    return page


def given(page: DeskPage) -> list[Stand]:
    return [one.stand for one in stands_on(page.room.desk.document, QUESTION)]


def test_take_it_back_withdraws_what_the_press_gave(room: Room) -> None:
    page = sams_desk(room)
    room.press("I disagree")
    assert given(page) == [Stand.DISAGREE]

    room.press("Take it back")

    assert given(page) == []
    assert "What is your reason?" not in room.words()


def test_it_goes_back_to_the_stand_before(room: Room) -> None:
    page = sams_desk(room)
    room.press("I agree")
    room.press("I disagree")

    room.press("Take it back")

    assert given(page) == [Stand.AGREE]
    page._steps.undo()
    assert given(page) == [Stand.DISAGREE]


def test_nothing_said_can_be_had_again_later(room: Room) -> None:
    page = sams_desk(room)
    assert "Take back where I stand" not in room.names()
    room.press("I agree")

    room.press("Take back where I stand")

    assert given(page) == []
    assert "Take back where I stand" not in room.names()


def test_staff_who_give_no_reason_have_given_nothing_to_take_back(room: Room) -> None:
    page = sams_desk(room)
    page.room.take_up(pen_of(room, room.jo))
    room.press("I disagree")
    assert given(page) == []

    room.press("Leave it")

    assert given(page) == []


def test_a_new_reason_comes_behind_the_old_one_and_does_not_run_into_it(room: Room) -> None:
    page = sams_desk(room)
    room.press("I disagree")
    room.type_into("What is your reason?", "I need sleep.")
    room.press("This is where I stand")
    type_in(room, page, MINE, " at night")

    room.press("I disagree")
    QTest.keyClicks(room.focused, "Being checked wakes me up.")
    room.press("This is where I stand")

    assert [one.reason for one in stands_on(page.room.desk.document, QUESTION)] == ["I need sleep. Being checked wakes me up."]


def test_an_old_reason_that_is_left_as_it_was_stays_as_it_was(room: Room) -> None:
    page = sams_desk(room)
    room.press("I disagree")
    room.type_into("What is your reason?", "I need sleep.")
    room.press("This is where I stand")
    room.press("I disagree")

    assert page.room.drafts.left() is None
    room.press("This is where I stand")
    assert [one.reason for one in stands_on(page.room.desk.document, QUESTION)] == ["I need sleep."]


def test_half_a_why_that_is_shown_again_goes_on_at_its_end(room: Room) -> None:
    page = sams_desk(room)
    page.room.take_up(pen_of(room, room.jo))
    room.press("Somebody cannot say now")
    room.type_into(WHY, "Sam is")
    for person in (room.sam, room.jo):
        page.room.take_up(pen_of(room, person))
        room.settle()

    QTest.keyClicks(room.find(QPlainTextEdit, WHY), " asleep")

    assert room.find(QPlainTextEdit, WHY).toPlainText() == "Sam is asleep"
