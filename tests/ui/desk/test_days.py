"""Days that are named at the desk: "today" is the day on the calendar, also late in a summer night, when it is another one elsewhere."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from app.answers import read_answered, read_date, read_step
from tests.ui.desk.test_answers import ANSWER, STEP, WHY, ask
from tests.ui.desk.test_desk_page import at_the_desk, pen_of, type_in
from tests.ui.rooms import Room
from ui.pages.desk import DeskPage

TODAY = date(2026, 5, 5)

pytestmark = pytest.mark.usefixtures("in_london")


def late_at_the_desk(room: Room, question: str) -> DeskPage:
    """Half past midnight in London, Sam's pen in hand."""
    room.clock.set(datetime(2026, 5, 4, 23, 30, tzinfo=UTC))
    page = at_the_desk(room, question)
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    return page


def test_an_answer_is_looked_at_again_today(room: Room) -> None:
    page = late_at_the_desk(room, "med_ask")
    ask(page, room)
    room.press("Later")
    room.type_into(WHY, "The doctor is away")
    room.type_into("When do we look again?", "today")
    room.press("Give this answer")

    assert read_answered(page.room.desk.entries(ANSWER)[0].value).again == TODAY
    assert "We look again on 5 May 2026." in room.words()


def test_a_step_is_done_by_today(room: Room) -> None:
    page = late_at_the_desk(room, "action")
    room.type_into("By when?", "today")
    room.key(Qt.Key.Key_Tab)

    assert read_step(page.room.desk.entries(STEP)[0].value).by_when == TODAY


def test_a_day_that_is_asked_for_is_today(room: Room) -> None:
    page = late_at_the_desk(room, "next_review")
    room.type_into("Which day?", "today")
    room.key(Qt.Key.Key_Tab)

    side = page.room.desk.boxes(page.view.question)[0].name
    assert read_date(page.room.desk.entries(side)[0].value) == TODAY


def test_a_day_that_stands_in_the_words_is_taken_by_one_press_and_moves_nothing(room: Room) -> None:
    page = late_at_the_desk(room, "next_review")
    box = page.view.side_boxes[0]
    side, before = box.box.name, box.editor.y()
    type_in(room, page, side, "On 15 December at 2 pm")
    assert box.editor.y() == before
    assert page.room.desk.entries(side) == []

    room.press("The day is 15 December 2026")
    assert read_date(page.room.desk.entries(side)[0].value) == date(2026, 12, 15)
    assert page.room.desk.document.side(side).text == "On 15 December at 2 pm"
    assert "The day is 15 December 2026" not in room.names()


def test_whoever_cannot_say_now_is_asked_again_today(room: Room) -> None:
    page = late_at_the_desk(room, "safe_helps")
    type_in(room, page, "safe_helps/patient", "I walk")
    page.room.take_up(pen_of(room, room.jo))
    room.press("Somebody cannot say now")
    room.type_into("When do we ask again?", "today")
    room.key(Qt.Key.Key_Tab)

    assert room.focused is not None
    assert "5 May 2026" in room.words()
