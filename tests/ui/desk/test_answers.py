"""Answers that are not text, as people give them: with clicks and keys on the real window."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.answers import Answered, Reply, read_answered, read_step
from app.closing import open_requests
from models.people import Person
from tests.ui.desk.test_desk_page import at_the_desk, pen_of, text_of, type_in
from tests.ui.rooms import Room
from ui.pages.desk import DeskPage

ASK, ANSWER, STEP = "med_ask/patient", "med_ask/team", "action/together"
WHY = "Why? Say it in plain words."


def test_after_it_was_said_who_takes_a_step_the_keys_are_where_its_day_goes(room: Room) -> None:
    page = at_the_desk(room, "action")
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    type_in(room, page, STEP, "Plan the weekend at home.")
    room.press("Jo takes this step")
    QTest.keyClicks(room.focused, "12 March 2027")
    room.key(Qt.Key.Key_Tab)

    step = read_step(page.room.desk.entries(STEP)[0].value)
    assert (step.who, step.by_when) == (room.jo.id, date(2027, 3, 12))
    assert page.room.desk.document.side(STEP).text == "Plan the weekend at home."


def test_whoever_goes_on_from_an_answer_that_is_not_given_is_told_so_and_led_back(room: Room) -> None:
    page = at_the_desk(room, "med_ask")
    ask(page, room)
    room.press("Later")
    room.type_into(WHY, "The doctor is away")
    page.way.step(1)
    room.settle()
    assert "It is not given yet." in room.words()

    room.press("Go back to it")
    assert page.view.question.id == "med_ask"
    assert room.find(QPlainTextEdit, WHY).toPlainText() == "The doctor is away"
    room.press("Give this answer")
    page.way.step(1)
    room.settle()
    assert "It is not given yet." not in room.words()


def ask(page: DeskPage, room: Room) -> None:
    """Sam asks for something; then Jo takes up the pen."""
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    page.room.desk.write(ASK, 0, 0, "What is the blood test for?")
    page.room.take_up(pen_of(room, room.jo))
    room.settle()


def test_only_what_was_asked_can_be_answered(room: Room) -> None:
    page = at_the_desk(room, "med_ask")
    assert "Nothing has been asked here yet." in room.words()
    assert "Later" not in room.names()

    ask(page, room)

    assert "Nothing has been asked here yet." not in room.words()
    assert "Later" in room.names()


def test_whoever_holds_the_pen_is_offered_as_the_one_who_answers(room: Room) -> None:
    page = at_the_desk(room, "med_ask")
    ask(page, room)

    room.press("Later")
    room.type_into("Why? Say it in plain words.", "The doctor is away")
    room.type_into("When do we look again?", "Friday")
    room.press("Give this answer")

    given = read_answered(page.room.desk.entries(ANSWER)[0].value)
    assert (given.reply, given.by, given.reason) == (Reply.LATER, room.jo.id, "The doctor is away")
    assert given.again is not None
    assert given.again.strftime("%A") == "Friday"
    assert "Answered by Jo" not in room.words(), "the line begins with Jo's name already"


@pytest.mark.parametrize("before", ["Later", "No"])
def test_a_yes_carries_neither_the_reason_nor_the_day_of_the_no_before_it(room: Room, before: str) -> None:
    page = at_the_desk(room, "med_ask")
    ask(page, room)
    room.press(before)
    room.type_into(WHY, "The doctor is away")
    room.type_into("When do we look again?", "Friday")
    room.press("Give this answer")

    room.press("Yes")

    assert read_answered(page.room.desk.entries(ANSWER)[0].value) == Answered(Reply.YES, "", room.jo.id)
    assert "Give this answer" not in room.names()
    assert "The doctor is away" not in room.words()


def test_a_reason_that_was_begun_for_a_no_does_not_go_with_a_yes(room: Room) -> None:
    page = at_the_desk(room, "med_ask")
    ask(page, room)
    room.press("No")
    room.type_into(WHY, "There are too few nurses")

    room.press("Yes")

    assert read_answered(page.room.desk.entries(ANSWER)[0].value) == Answered(Reply.YES, "", room.jo.id)
    assert page.room.drafts.left() is None


def test_a_later_after_a_no_keeps_the_reason_in_sight(room: Room) -> None:
    page = at_the_desk(room, "med_ask")
    ask(page, room)
    room.press("No")
    room.type_into(WHY, "There are too few nurses")
    room.press("Give this answer")

    room.press("Later")
    assert "There are too few nurses" in [field.toPlainText() for field in room.window.findChildren(QPlainTextEdit) if field.isVisible()]
    room.press("Give this answer")

    assert read_answered(page.room.desk.entries(ANSWER)[0].value) == Answered(Reply.LATER, "There are too few nurses", room.jo.id)


def test_a_step_says_who_takes_it_once(room: Room) -> None:
    page = at_the_desk(room, "action")
    page.room.take_up(pen_of(room, room.jo))
    room.settle()

    room.press("Jo takes this step")
    assert "Jo takes this step." in room.words()
    assert "Jo: Jo" not in room.words()

    room.press("Sam takes this step")
    assert "Jo: Sam takes this step." in room.words()
    assert read_step(page.room.desk.entries(STEP)[0].value).who == room.sam.id


def test_fields_beside_each_other_begin_at_one_height(room: Room) -> None:
    page = at_the_desk(room, "action")
    control = page.view.side_boxes[0].control
    room.type_into("By when?", "when we can")
    room.key(Qt.Key.Key_Tab)
    room.settle()

    assert control.who.y() == control.by_when.y()
    assert control.by_when.trouble
    assert control.by_when._trouble.geometry().bottom() <= control.by_when.height(), "what is wrong is not cut"


def test_a_decision_under_the_law_stands_first_and_its_fields_behind_a_button(room: Room) -> None:
    page = at_the_desk(room, "law_decided")
    assert "Who decided this?" not in room.words()
    page.room.take_up(pen_of(room, room.jo))
    room.settle()

    room.press("Write down a decision")
    room.type_into("Who decided this?", "Dr Reyes")
    room.type_into("Under which law?", "section 3")
    room.type_into("Why? Say it in plain words.", "Sam was not safe at home.")
    room.press("Write this decision down")

    assert "Decided under the law by Dr Reyes, under section 3. Why: Sam was not safe at home." in room.words()
    assert "Under which law?" not in room.words()


def test_what_others_said_of_a_step_comes_before_the_fields_to_say_it_another_way(room: Room) -> None:
    page = at_the_desk(room, "action")
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    room.press("Sam takes this step")

    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    assert "Jo: Sam takes this step." in room.words()
    assert "Who takes this step?" not in room.words()

    room.press("Somebody else, or another day")
    room.press("Jo takes this step")
    assert "Sam: Jo takes this step." in room.words()


def law_desk(room: Room, person: Person) -> DeskPage:
    page = at_the_desk(room, "law_decided")
    page.room.take_up(pen_of(room, person))
    room.settle()
    return page


def write_a_decision(room: Room) -> None:
    room.press("Write down a decision")
    room.type_into("Who decided this?", "Dr Reyes")
    room.type_into("Under which law?", "section 3")
    room.type_into("Why? Say it in plain words.", "Sam was not safe at home.")


def test_a_decision_under_the_law_is_refused_before_a_letter_is_typed(room: Room) -> None:
    page = law_desk(room, room.sam)

    room.press("Write down a decision")

    assert "Nothing was changed. Take up a pen of theirs, then press again." in room.words()
    assert "Who decided this?" not in room.words()
    assert page.room.drafts.left() is None


def test_with_no_pen_in_hand_it_asks_who_writes_and_then_opens_the_fields(room: Room) -> None:
    at_the_desk(room, "law_decided")

    room.press("Write down a decision")
    assert "Who decided this?" not in room.words()
    room.press("Jo is writing")

    assert "Who decided this?" in room.words()


def test_a_half_filled_decision_stands_below_the_one_that_was_given(room: Room) -> None:
    page = law_desk(room, room.jo)
    write_a_decision(room)
    room.press("Write this decision down")
    room.press("Change this decision")
    assert page.room.drafts.left() is None, "nothing was changed yet"
    room.type_into("Under which law?", "section 2")

    control = page.view.box_named("law_decided/team").control
    assert "Decided under the law by Dr Reyes, under section 3. Why: Sam was not safe at home." in room.words()
    assert control._given.geometry().bottom() <= control._form.geometry().top()
    assert page.room.drafts.left() is not None
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    assert "Under which law?" not in room.words()
    assert "Decided under the law by Dr Reyes, under section 3. Why: Sam was not safe at home." in room.words()


def test_who_and_why_without_what_is_asked_for_and_the_keys_go_there(room: Room) -> None:
    page = law_desk(room, room.jo)
    write_a_decision(room)
    room.press("Write this decision down")
    assert "What was decided is not written yet." in room.said
    assert room.focused is page.view.box_named("law_decided/team").editor
    QTest.keyClicks(room.focused, "Sam stays.")

    room.press("Change this decision")
    room.shell.asking.said.clear()
    room.type_into("Under which law?", "section 2")
    room.press("Write this decision down")
    assert room.said == []


def test_until_is_not_said_twice_on_the_screen_either(room: Room) -> None:
    law_desk(room, room.jo)
    write_a_decision(room)
    room.type_into("Until when, and when is it looked at again?", "Until May.")
    room.press("Write this decision down")

    assert "Why: Sam was not safe at home. · Until May." in room.words()


def test_a_decision_that_was_opened_by_mistake_can_be_left(room: Room) -> None:
    page = law_desk(room, room.jo)
    write_a_decision(room)

    room.press("Leave it")

    assert page.room.drafts.left() is None
    assert "Under which law?" not in room.words()


def test_what_was_given_is_ticked_with_its_mark_whichever_pen_is_in_hand(room: Room) -> None:
    page = at_the_desk(room, "med_ask")
    ask(page, room)
    room.press("Yes")

    page.room.take_up(pen_of(room, room.sam))
    room.settle()

    button = page.view.box_named(ANSWER).control.choices.buttons["yes"]
    assert button.isChecked()
    assert button.accessibleDescription() == "Jo"


def test_what_is_asked_for_can_be_answered_in_words_alone(room: Room) -> None:
    page = at_the_desk(room, "med_ask")
    ask(page, room)

    room.press("In words")
    QTest.keyClicks(room.focused, "It shows how your liver is.")
    room.settle()

    assert text_of(room, ANSWER) == "It shows how your liver is."
    assert page.room.desk.entries(ANSWER) == []
    assert page.view.box_named(ANSWER).control.choices.keys == ("in_words",)
    assert page.view.box_named(ANSWER).control.choices.buttons["in_words"].accessibleDescription() == "Jo"
    assert open_requests(room.store.plan) == []


def test_an_answer_in_words_is_asked_for_its_why_where_it_is_no_yes(room: Room) -> None:
    page = at_the_desk(room, "med_ask")
    ask(page, room)
    line = "If it is a no, or later: write why, and when we look again."
    top = room.page.view.box_named(ANSWER).editor.y()
    assert line not in room.words()

    room.press("In words")
    assert line in room.words()
    assert room.page.view.box_named(ANSWER).editor.y() == top, "nothing moves under the hand"
    QTest.keyClicks(room.focused, "Not this week.")
    room.settle()
    assert line in room.words()

    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    assert line not in room.words(), "it is said to whoever answers"
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    assert line in room.words()
    room.press("Yes")
    assert line not in room.words()


def test_so_it_is_where_the_pen_is_taken_up_only_then(room: Room) -> None:
    page = at_the_desk(room, "med_ask")
    ask(page, room)
    page.room.desk.put_down()
    room.settle()

    room.press("In words")
    room.press("Jo is writing")

    assert "If it is a no, or later: write why, and when we look again." in room.words()


def test_an_answer_in_words_takes_the_place_of_a_yes(room: Room) -> None:
    page = at_the_desk(room, "med_ask")
    ask(page, room)
    room.press("Yes")

    room.press("In words")
    assert page.room.desk.entries(ANSWER) == []
    page._steps.undo()

    assert [read_answered(entry.value).reply for entry in page.room.desk.entries(ANSWER)] == [Reply.YES]


def test_the_one_who_asks_cannot_answer_in_words(room: Room) -> None:
    page = at_the_desk(room, "med_ask")
    ask(page, room)
    page.room.take_up(pen_of(room, room.sam))
    room.settle()

    room.press("In words")

    assert "Nothing was changed. Take up a pen of theirs, then press again." in room.words()
    assert page.view.box_named(ANSWER).control.choices.keys == ()
