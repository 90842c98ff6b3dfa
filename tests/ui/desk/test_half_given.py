"""Closing and ending while something is half given: it is said, and nothing goes with the window unless somebody leaves it behind."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit

from tests.ui.desk.test_desk_page import at_the_desk, pen_of, type_in
from tests.ui.desk.test_waiting_keys import ask_for_leave
from tests.ui.rooms import Room, click
from ui.pages.desk import DeskPage
from ui.widgets.buttons import Button
from ui.widgets.pressing import Kind

BEGAN = "Jo began an answer at “"
WHY = "Why? Say it in plain words."


def say_no(room: Room) -> DeskPage:
    """Jo has said no to what Sam asks for, and written half a reason."""
    page = ask_for_leave(room)
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    room.press("No")
    room.type_into(WHY, "There are too few")
    return page


def stays(room: Room, began: str = BEGAN) -> bool:
    """Whether the window stays open and says who began what is not given yet."""
    return room.window.isVisible() and room.said[-1].startswith(began)


def test_while_a_reason_stands_on_the_screen_alone_nobody_is_told_that_all_is_saved(room: Room) -> None:
    say_no(room)
    saved = room.window.banner.saved
    room.wait_until(lambda: saved.words == "Not saved yet")

    room.press("Give this answer")
    room.wait_until(lambda: saved.words == "Saved, just now")


@pytest.mark.parametrize("end", ["close", "end for today"])
def test_a_reason_that_is_not_given_stops_the_end(room: Room, end: str) -> None:
    say_no(room)

    if end == "close":
        room.window.close()
        room.settle()
    else:
        room.press("End for today")

    assert stays(room)
    assert "There are too few" in room.words()
    assert room.store.sitting is not None


def test_it_does_so_from_another_question_and_goes_there(room: Room) -> None:
    page = say_no(room)
    page.way.step(1)
    room.settle()

    room.press("End for today")
    assert stays(room)
    room.press("Go there")

    assert page.view.question.id == "leave_ask"
    assert "There are too few" in room.words()


def test_with_another_pen_in_hand_it_says_whose_it_is(room: Room) -> None:
    page = say_no(room)
    page.room.take_up(pen_of(room, room.sam))
    room.settle()

    room.window.close()
    room.settle()

    assert "Jo began an answer at “Which leave do I ask for?”." in room.words()


def test_not_saved_yet_says_where_and_leads_there(room: Room) -> None:
    page = say_no(room)
    page.way.step(1)
    room.wait_until(lambda: room.window.banner.saved.words == "Not saved yet")

    button = room.find(QAbstractButton, "Not saved yet. Jo began an answer at “Which leave do I ask for?”.")
    assert button.toolTip() == "Jo began an answer at “Which leave do I ask for?”."
    click(button)
    room.settle()

    assert page.view.question.id == "leave_ask"
    assert "There are too few" in room.words()


def test_and_what_is_typed_then_goes_into_what_was_begun(room: Room) -> None:
    page = say_no(room)
    page.way.step(1)
    room.wait_until(lambda: room.window.banner.saved.words == "Not saved yet")
    room.press("Not saved yet. Jo began an answer at “Which leave do I ask for?”.")

    QTest.keyClicks(room.focused, " nurses")

    assert room.find(QPlainTextEdit, WHY).toPlainText() == "There are too few nurses"


def test_it_leads_there_from_another_page_too_and_goes_once_it_is_given(room: Room) -> None:
    page = say_no(room)
    room.go("send")
    room.wait_until(lambda: room.window.banner.saved.words == "Not saved yet")
    room.press("Not saved yet. Jo began an answer at “Which leave do I ask for?”.")
    assert room.page is page

    room.press("Give this answer")

    room.wait_until(lambda: room.window.banner.saved.words == "Saved, just now")
    assert not [name for name in room.names() if name.startswith("Not saved yet")]


def test_whoever_has_another_pen_sees_who_began_something_and_can_give_the_pen_back(room: Room) -> None:
    page = say_no(room)
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    assert "Jo began an answer here. It is not given yet." in room.words()
    assert "There are too few" not in room.words()

    room.press("Jo goes on with it")

    assert page.room.desk.pen == pen_of(room, room.jo)
    assert "There are too few" in room.words()
    assert "Jo began an answer here. It is not given yet." not in room.words()


def test_whoever_goes_on_with_it_types_on_in_the_field_that_was_begun(room: Room) -> None:
    page = say_no(room)
    page.room.take_up(pen_of(room, room.sam))
    room.settle()

    room.press("Jo goes on with it")
    QTest.keyClicks(room.focused, " nurses")
    room.settle()
    room.press("Give this answer")

    (entry,) = page.room.desk.entries("leave_ask/team")
    assert entry.value["reason"] == "There are too few nurses"


def test_of_several_fields_it_is_the_last_that_was_written_in(room: Room) -> None:
    page = at_the_desk(room, "law_decided")
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    room.press("Write down a decision")
    room.type_into("Who decided this?", "Dr Ade")
    room.type_into("Under which law?", "Section")
    page.room.take_up(pen_of(room, room.sam))
    room.settle()

    room.press("Jo goes on with it")
    QTest.keyClicks(room.focused, " 3")

    assert room.find(QLineEdit, "Under which law?").text() == "Section 3"


def test_why_somebody_cannot_say_now_goes_on_in_its_field_too(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.jo))
    type_in(room, page, "safe_helps/team", "Walks")
    room.press("Somebody cannot say now")
    room.type_into(WHY, "Sam")
    page.room.take_up(pen_of(room, room.sam))
    room.settle()

    room.press("Jo goes on with it")
    QTest.keyClicks(room.focused, " sleeps")

    assert room.find(QPlainTextEdit, WHY).toPlainText() == "Sam sleeps"


def test_what_another_began_can_be_thrown_away_and_brought_back(room: Room) -> None:
    page = say_no(room)
    page.room.take_up(pen_of(room, room.sam))
    room.settle()

    room.press("Throw it away")
    assert page.room.drafts.left() is None
    assert "Jo began an answer here. It is not given yet." not in room.words()
    room.press("Bring it back")

    room.press("Jo goes on with it")
    assert "There are too few" in room.words()


def test_what_is_begun_can_be_left_with_one_press(room: Room) -> None:
    page = say_no(room)

    room.press("Leave it")

    assert page.room.drafts.left() is None
    assert "Give this answer" not in room.names()


def test_while_an_answer_is_half_given_its_button_is_the_yellow_one(room: Room) -> None:
    page = ask_for_leave(room)
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    assert page.way.next.kind is Kind.PRIMARY

    room.press("No")
    assert page.way.next.kind is Kind.PLAIN
    assert room.find(Button, "Give this answer").kind is Kind.PRIMARY
    room.type_into(WHY, "There are too few")
    room.press("Give this answer")

    assert page.way.next.kind is Kind.PRIMARY


def test_what_is_left_behind_goes_and_the_end_goes_on(room: Room) -> None:
    page = say_no(room)
    room.press("End for today")
    room.answer("end")

    room.press("Throw it away")

    assert room.store.sitting is None
    assert page.view is None


def test_a_choice_that_is_not_signed_stops_it_too(room: Room) -> None:
    page = at_the_desk(room, "plan_stand")
    page.room.take_up(pen_of(room, room.sam))
    room.press("I agree")

    room.window.close()
    room.settle()

    assert stays(room, "Sam began an answer at “")


def test_why_somebody_cannot_say_now_stops_it_too(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.jo))
    type_in(room, page, "safe_helps/team", "Walks")
    room.press("Somebody cannot say now")
    room.type_into(WHY, "Sam sleeps")

    room.window.close()
    room.settle()

    assert stays(room)


def test_a_reason_that_stands_already_stops_nothing(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, "safe_helps/patient", "Walks")
    room.press("I disagree")
    room.type_into("What is your reason?", "Nobody asked me")

    assert page.room.drafts.left() is not None
    page.finish()

    assert page.may_close()


def test_nothing_is_asked_while_the_computer_shuts_down(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    say_no(room)
    monkeypatch.setattr(QApplication, "isSavingSession", lambda _app: True)

    room.window.close()
    room.settle()

    assert not room.window.isVisible()
