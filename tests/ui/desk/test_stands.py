"""Taking back where somebody stands: at once, and later."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.stands import Stand, stands_on
from models.people import Person
from models.text.document import side_id
from tests.ui.desk.test_desk_page import MINE, QUESTION, at_the_desk, pen_of, type_in
from tests.ui.rooms import Room
from ui.pages.desk import DeskPage
from ui.widgets.side_list import Progress

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


def asked_for_leave(room: Room) -> DeskPage:
    """Sam has asked for leave, and holds the pen."""
    page = at_the_desk(room, "leave_ask")
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, "leave_ask/patient", "One hour in town")
    return page


def pass_to(room: Room, page: DeskPage, person: Person) -> None:
    page.room.take_up(pen_of(room, person))
    room.settle()


def test_nobody_is_asked_where_they_stand_on_a_request_before_there_is_an_answer(room: Room) -> None:
    page = asked_for_leave(room)
    for person in (room.sam, room.jo):
        pass_to(room, page, person)
        assert "I agree" not in room.names()
        assert "Once there is an answer, the others can say where they stand on it." in room.words()


@pytest.mark.parametrize("how", ["yes", "in words"])
def test_only_those_who_did_not_give_the_answer_are_asked_whether_they_agree_with_it(room: Room, how: str) -> None:
    page = asked_for_leave(room)
    pass_to(room, page, room.jo)
    if how == "yes":
        room.press("Yes")
    else:
        type_in(room, page, "leave_ask/team", "On Saturday")

    assert "I agree" not in room.names()
    assert "Jo gave this answer. The others say where they stand on it." in room.words()
    pass_to(room, page, room.sam)
    assert "Sam, do you agree with this answer?" in room.words()
    room.press("I agree")

    pass_to(room, page, room.jo)
    assert "Sam: I agree" in room.words()
    assert page.way._progress(page.view.question) is Progress.STANDS


def test_what_was_said_of_a_request_before_it_had_an_answer_is_no_sign_that_all_stand(room: Room) -> None:
    page = asked_for_leave(room)
    for person in (room.sam, room.jo):
        pass_to(room, page, person)
        page.room.desk.give_stand(pen_of(room, person), "leave_ask", Stand.AGREE)

    assert page.way._progress(page.view.question) is Progress.WRITTEN


def test_an_agreement_with_ones_own_answer_from_before_stays_and_can_be_taken_back(room: Room) -> None:
    page = asked_for_leave(room)
    pass_to(room, page, room.jo)
    room.press("Yes")
    page.room.desk.give_stand(pen_of(room, room.jo), "leave_ask", Stand.AGREE)
    room.settle()
    assert "Jo: I agree" in room.words()

    room.press("Take back where I stand")

    assert stands_on(page.room.desk.document, "leave_ask") == []


def test_where_people_do_not_agree_is_listed_at_the_question_that_asks_for_it(room: Room) -> None:
    page = sams_desk(room)
    page.go_to("differ")
    room.settle()
    assert "You do not agree at:" not in room.words()
    page.go_to(QUESTION)
    room.settle()
    room.press("I disagree")

    page.go_to("differ")
    room.settle()
    assert "You do not agree at:" in room.words()
    question = page.room.desk.form.question(QUESTION)
    room.press(f"Go to {page.room.desk.form.number_of(QUESTION)}. {question.wording}")

    assert page.view.question == question


def differing_leave(room: Room) -> tuple[DeskPage, str]:
    """Sam asks for two kinds of leave, and disagrees with what becomes of the second. The page, and the second box."""
    plan = room.open_plan("my_meeting")
    page = room.go("desk", "mm_leave")
    assert isinstance(page, DeskPage)
    pass_to(room, page, room.sam)
    desk, asked = plan.desk, plan.form.question("mm_leave")
    desk.write("mm_leave/patient", 0, 0, "Leave to the shop")
    box = desk.add_box(asked)
    desk.write(side_id("mm_leave", "patient", box), 0, 0, "Leave to my mum")
    desk.give_stand(pen_of(room, room.sam), "mm_leave", Stand.DISAGREE, "You said one night", box)
    return page, box


def test_it_names_the_box_in_which_they_differ_and_leads_there(room: Room) -> None:
    page, box = differing_leave(room)
    page.go_to("mm_differ")
    room.settle()

    number = page.room.desk.form.number_of("mm_leave")
    wording = page.room.desk.form.question("mm_leave").wording
    room.press(f"Go to {number}. {wording} “Leave to my mum”")

    assert page.view.question.id == "mm_leave"
    assert room.focused is page.view.box_named(side_id("mm_leave", "patient", box)).editor


def test_where_nobody_who_is_here_has_a_box_it_leads_to_the_question(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    page, _box = differing_leave(room)
    page.go_to("mm_differ")
    room.settle()
    way = next(name for name in room.names() if name.startswith("Go to"))
    monkeypatch.setattr(page.room.desk, "boxes", lambda _question, _number="": [])
    room.press(way)

    assert page.view.question.id == "mm_leave"
