"""Nothing that can be pressed comes to stand where something else stood a moment ago: a shaking hand presses twice."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.desk.test_desk_page import editor, pen_of
from tests.ui.desk.test_one_more_thing import MORE, THINGS, numbers, type_where_the_keys_are, written
from tests.ui.desk.test_ward_round_questions import at
from tests.ui.rooms import Room
from tests.ui.widgets.test_pressing import press_as_second
from ui.pages.desk import DeskPage
from ui.writing.side_editor import SideEditor


def place_of(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def place_of_button(room: Room, name: str) -> QRect:
    return place_of(room.find(QAbstractButton, name))


def middle_of(room: Room, name: str) -> QPoint:
    return room.window.mapFromGlobal(place_of_button(room, name).center())


REPEATED = (("ward_round", THINGS), ("care_plan", "need"))  # one where what is asked gets an answer, one where it does not


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(("form", "question"), REPEATED)
def test_more_and_not_now_stay_where_they_are_when_the_first_letter_is_typed(room: Room, form: str, question: str, scale: float) -> None:
    room.shell.look.change(scale=scale)
    at(room, form, question)
    before = {name: place_of_button(room, name).top() for name in (MORE, "Not now")}

    type_where_the_keys_are(room, "My tablets")
    room.settle()

    assert ("I agree" in room.names()) == (question == "need"), "nobody agrees with what was asked before it is answered"
    assert {name: place_of_button(room, name).top() for name in before} == before


def test_and_when_somebody_says_where_they_stand(room: Room) -> None:
    at(room, "care_plan", "need")
    type_where_the_keys_are(room, "My tablets")
    room.settle()
    before = {name: place_of_button(room, name) for name in (MORE, "Not now", "Somebody cannot say now")}

    room.press("I agree")

    assert "Take back where I stand" in room.names()
    assert {name: place_of_button(room, name) for name in before} == before


@pytest.mark.parametrize(("form", "question"), REPEATED)
def test_a_press_where_more_stood_adds_one_more_thing_and_gives_no_stand(room: Room, form: str, question: str) -> None:
    room.window.resize(1366, 1000)  # all of it is in sight
    page = at(room, form, question)
    boxes = len(page.view.side_boxes)
    middle = middle_of(room, MORE)
    type_where_the_keys_are(room, "My tablets make me tired.")
    room.settle()

    QTest.mouseClick(room.window.windowHandle(), Qt.MouseButton.LeftButton, pos=middle)
    room.settle()

    assert len(page.view.side_boxes) == 2 * boxes
    assert not [row for row in page.view.stands if row._given]


@pytest.mark.parametrize("things", [("Sleep at night",), ("Sleep at night", "Food"), ("Sleep at night", "Food", "Leave")])
def test_a_hand_that_presses_more_twice_changes_no_words_and_says_nothing(room: Room, things: tuple[str, ...]) -> None:
    page = at(room, "care_plan", "need")
    type_where_the_keys_are(room, things[0])
    for words in things[1:]:
        room.press(MORE)
        type_where_the_keys_are(room, words)
    page._scroll.verticalScrollBar().setValue(10_000)
    room.settle()
    before = [written(page, number) for number in numbers(page)]

    QTest.mouseDClick(room.window.windowHandle(), Qt.MouseButton.LeftButton, pos=middle_of(room, MORE))
    type_where_the_keys_are(room, "Home")
    room.settle()

    after = [written(page, number) for number in numbers(page)]
    assert after[: len(before)] == before
    assert after[-1] == "Home"
    assert not page.room.desk.not_now(page.view.question)
    assert not [row for row in page.view.stands if row._given]


def test_the_second_press_chooses_no_word_that_the_next_letter_would_replace(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    type_where_the_keys_are(room, "Sleep")
    room.press(MORE)
    box = editor(page, "wr_things/patient")
    press_as_second(box.viewport(), box.cursorRect().center() - QPoint(10, 0))

    type_where_the_keys_are(room, "Home")

    assert [written(page, number) for number in numbers(page)] == ["Sleep", "Home"]
    assert box.selected()[1] == 0


def asked_and_jo_holds_the_pen(room: Room) -> DeskPage:
    page = at(room, "ward_round", THINGS)
    type_where_the_keys_are(room, "A walk every day")
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    return page


def test_the_words_of_an_answer_stay_where_they_are_when_yes_is_pressed(room: Room) -> None:
    page = asked_and_jo_holds_the_pen(room)
    before = place_of(editor(page, "wr_things/team")).top()

    room.press("Yes")

    assert "Jo: Yes" in room.words()
    assert place_of(editor(page, "wr_things/team")).top() == before


def test_so_do_the_words_beside_a_day(room: Room) -> None:
    page = at(room, "care_plan", "moving_date")
    before = place_of(editor(page, "moving_date/patient")).top()

    page.view.box_named("moving_date/patient").control.enter({"day": "2027-02-07"})
    room.settle()

    assert "Sam: 7 February 2027" in room.words()
    assert place_of(editor(page, "moving_date/patient")).top() == before


def test_what_is_typed_after_yes_stands_beside_it_whatever_was_clicked(room: Room) -> None:
    page = asked_and_jo_holds_the_pen(room)
    QTest.mouseClick(room.find(QAbstractButton, "Yes"), Qt.MouseButton.LeftButton)
    type_where_the_keys_are(room, "We go ")
    room.settle()
    room.window.resize(1366, 1000)
    room.settle()
    nothing = page.view.mapTo(room.window, QPoint(page.view.width() // 2, page.view.height() - 2))

    QTest.mouseClick(room.window.windowHandle(), Qt.MouseButton.LeftButton, pos=nothing)
    type_where_the_keys_are(room, "at ten")

    assert page.room.desk.document.side("wr_things/team").text == "We go at ten"


def test_what_is_typed_after_an_answer_with_its_reason_stands_beside_it(room: Room) -> None:
    page = asked_and_jo_holds_the_pen(room)
    room.press("Later")
    type_where_the_keys_are(room, "No staff")
    room.press("Give this answer")

    type_where_the_keys_are(room, "On Monday")

    assert isinstance(room.focused, SideEditor)
    assert page.room.desk.document.side("wr_things/team").text == "On Monday"


def test_letters_typed_on_a_choice_go_to_the_words_of_its_box(room: Room) -> None:
    page = at(room, "ward_round", "wr_week")
    room.press("A good week")

    type_where_the_keys_are(room, "I went out")

    assert page.room.desk.document.side("wr_week/patient").text == "I went out"
    assert len(page.room.desk.entries("wr_week/patient")) == 1


def test_after_a_no_that_counts_at_once_the_keys_go_to_what_would_help(room: Room) -> None:
    at(room, "ward_round", "wr_feel_safe")
    room.press("No")

    type_where_the_keys_are(room, "A lock")

    assert room.focused.toPlainText() == "A lock"


def test_the_answer_box_stays_as_high_when_something_is_asked(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    before = page.view.box_named("wr_things/team").height()

    type_where_the_keys_are(room, "A walk")
    room.settle()

    assert page.view.box_named("wr_things/team").height() == before


def test_what_stands_on_the_foot_stays_there_from_the_first_question_to_the_last(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    buttons = (page._end, page._send, page._more, page.way.before)
    before = [place_of(button) for button in buttons]

    for question in (page.way.questions[1].id, page.way.questions[-1].id):
        page.go_to(question)
        room.settle()
        assert [place_of(button) for button in buttons] == before


def test_behind_the_last_question_all_of_it_is_read_back(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    page.go_to(page.way.questions[-1].id)
    room.press("Read it back")
    assert room.window.page_name == "close_meeting"
    assert "Before we end for today" in room.words()
    room.press("Back to writing")
    assert room.page is page


def test_in_large_text_nothing_comes_to_stand_where_next_is_pressed(room: Room) -> None:
    room.shell.look.change(scale=2.0)
    page = at(room, "ward_round", THINGS)
    before = place_of(page.way.next)

    for question in (page.way.questions[1].id, page.way.questions[-1].id):
        page.go_to(question)
        room.settle()
        assert place_of(page.way.next) == before
        assert not place_of(page.way.before).intersects(before)


def test_a_question_on_the_way_on_ends_with_a_word(room: Room) -> None:
    room.window.resize(1800, 768)
    page = at(room, "care_plan", "safe_helps")

    assert page.way.next.words == "Next: What are the first signs that I am getting…"
