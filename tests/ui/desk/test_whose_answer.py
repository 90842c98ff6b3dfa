"""An answer, a choice and a reason belong to the pen they were begun with: over a pass, a rest, a lock, and another question."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from app.answers import read_chosen, read_step
from app.stands import Stand, signatures, stands_on
from models.people import Person
from tests.ui.desk.test_desk_page import MINE, QUESTION, TEAM, at_the_desk, editor, pen_of, text_of, write_something
from tests.ui.rooms import Room
from ui.pages.desk import DeskPage

ACCESS, STEP = "about_access/patient", "action/together"
NUMBER = "135790"


def take_up(room: Room, page: DeskPage, person: Person) -> None:
    page.room.take_up(pen_of(room, person))
    room.settle()


def chosen(page: DeskPage, side: str = ACCESS) -> dict[str, tuple[str, ...]]:
    """What each person chose."""
    return {entry.pen.voice.people[0]: read_chosen(entry.value).values for entry in page.room.desk.entries(side)}


def steps(page: DeskPage) -> dict[str, tuple[str, bool]]:
    """Who takes the step by what each person said, and whether a day is said."""
    found = {entry.pen.voice.people[0]: read_step(entry.value) for entry in page.room.desk.entries(STEP)}
    return {person: (step.who, step.by_when is not None) for person, step in found.items()}


def lock_and_unlock(room: Room) -> None:
    room.window.lock()
    room.settle()
    room.store.unlock_as(room.jo.id)
    room.go("desk")


# An answer given with no pen


def test_a_choice_made_with_no_pen_is_added_to_what_that_person_chose_before(room: Room) -> None:
    page = at_the_desk(room, "about_access")
    take_up(room, page, room.sam)
    room.press("Large print")
    room.press("More time")
    page.room.desk.put_down()
    room.settle()

    room.press("A quiet place")
    room.press("Sam is writing")

    assert set(chosen(page)[room.sam.id]) == {"large_print", "time", "quiet"}


def test_a_day_given_with_no_pen_leaves_who_takes_the_step(room: Room) -> None:
    page = at_the_desk(room, "action")
    take_up(room, page, room.sam)
    room.press("Sam takes this step")
    page.room.desk.put_down()
    room.settle()

    room.press("Somebody else, or another day")
    room.type_into("By when?", "Friday")
    room.key(Qt.Key.Key_Tab)
    room.press("Sam is writing")

    assert steps(page) == {room.sam.id: (room.sam.id, True)}


# What is half done when the pen goes


def test_a_name_half_typed_goes_in_with_the_pen_that_was_in_hand(room: Room) -> None:
    page = at_the_desk(room, "action")
    take_up(room, page, room.sam)
    room.type_into("Who takes this step?", "Mum")

    QTest.keyClick(room.focused, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    room.settle()

    assert page.room.desk.pen == pen_of(room, room.jo)
    assert steps(page) == {room.sam.id: ("Mum", False)}


def test_a_name_half_typed_at_a_lock_is_that_persons_and_nobody_elses(room: Room) -> None:
    page = at_the_desk(room, "action")
    take_up(room, page, room.sam)
    room.type_into("Who takes this step?", "Mum")

    lock_and_unlock(room)
    take_up(room, page, room.jo)

    assert steps(page) == {room.sam.id: ("Mum", False)}


@pytest.mark.parametrize("go", ["pass", "lock", "next"])
def test_own_words_half_typed_are_kept(room: Room, go: str) -> None:
    page = at_the_desk(room, "about_access")
    take_up(room, page, room.sam)
    room.press("Something else (own words)" if "Something else (own words)" in room.names() else "Something else")
    room.type_into("In my own words", "A soft voice")

    if go == "pass":
        take_up(room, page, room.jo)
    elif go == "lock":
        lock_and_unlock(room)
    else:
        page.way.step(1)

    entry = page.room.desk.entries(ACCESS)[0]
    assert (entry.pen.voice.people, read_chosen(entry.value).own) == ((room.sam.id,), "A soft voice")


def test_the_pen_does_not_rest_while_somebody_types_in_a_field(room: Room) -> None:
    page = at_the_desk(room, "action")
    take_up(room, page, room.sam)
    for letter in "Grandma":
        room.clock.advance(60)
        field = room.focused if letter != "G" else page.view.side_boxes[0].control.who.box
        field.setFocus()
        QTest.keyClick(field, letter)
        page._pens.let_rest()

    assert page.room.desk.pen is not None


def test_a_pen_that_rests_is_told(room: Room) -> None:
    page = at_the_desk(room)
    take_up(room, page, room.sam)

    room.clock.advance(3600)
    page._pens.let_rest()

    assert "The pen rests: nobody wrote for a while." in room.said


# Signing and stands


def test_nobody_signs_with_somebody_elses_choice(room: Room) -> None:
    page = at_the_desk(room, "plan_stand")
    take_up(room, page, room.sam)
    room.press("I disagree")
    room.type_into("What is your reason?", "I was not asked")

    take_up(room, page, room.jo)
    room.press("Sign")
    assert signatures(page.room.desk.document) == []

    take_up(room, page, room.sam)
    room.press("Sign")
    signed = signatures(page.room.desk.document)[0].given
    assert (signed.person, signed.reason) == (room.sam.id, "I was not asked")


def test_what_was_signed_is_ticked_and_said_with_its_day_and_how_to_change_it(room: Room) -> None:
    page = at_the_desk(room, "plan_stand")
    take_up(room, page, room.sam)
    room.press("I agree in part")
    room.press("Sign")

    control = page.view.stands[0]
    assert control.choices.keys == ("agree_in_part",)
    assert "This is where you stand on the whole plan. To change it, choose again, then press Sign." in room.words()
    assert room.words().count("Sam, you signed: I agree in part. ") == 1
    assert "Signed on " in room.words()
    assert page.room.drafts.left() is None

    take_up(room, page, room.jo)
    assert control.choices.keys == ()
    assert "you signed" not in room.words()
    assert page.room.drafts.left() is None
    take_up(room, page, room.sam)
    room.press("I agree")
    assert page.room.drafts.left() is not None
    room.press("Sign")
    assert [one.given.stand for one in signatures(page.room.desk.document)] == [Stand.AGREE]


@pytest.mark.parametrize("go", ["pass", "step", "lock", "end"])
def test_a_reason_that_is_written_and_not_pressed_is_given_with_its_own_pen(room: Room, go: str) -> None:
    page = at_the_desk(room)
    write_something(page)
    take_up(room, page, room.jo)
    room.press("I disagree")
    room.type_into("What is your reason? Sam will read it.", "Nights differ")
    document = page.room.desk.document

    if go == "pass":
        take_up(room, page, room.sam)
        assert "What is your reason? Sam will read it." not in room.words()
    elif go == "step":
        page.way.step(1)
    elif go == "lock":
        lock_and_unlock(room)
    else:
        room.answer("end")
        room.press("End for today")

    (stand,) = stands_on(document, QUESTION)
    assert (stand.person, stand.stand, stand.reason) == (room.jo.id, Stand.DISAGREE, "Nights differ")


def test_a_patient_who_disagrees_is_kept_at_once_and_may_say_why_afterwards(room: Room) -> None:
    page = at_the_desk(room)
    write_something(page)
    take_up(room, page, room.sam)
    room.press("I disagree")
    assert [(stand.person, stand.reason) for stand in stands_on(page.room.desk.document, QUESTION)] == [(room.sam.id, "")]

    room.type_into("What is your reason?", "I was not asked")
    room.press("This is where I stand")
    room.press("I disagree")

    assert [stand.reason for stand in stands_on(page.room.desk.document, QUESTION)] == ["I was not asked"]


def test_a_reason_that_could_not_be_given_is_not_thrown_away(room: Room) -> None:
    page = at_the_desk(room)
    write_something(page)
    take_up(room, page, room.sam)
    room.press("I disagree")
    room.type_into("What is your reason?", "Nights differ")
    page.room.desk.put_down()
    room.settle()

    room.press("This is where I stand")
    assert [stand.reason for stand in stands_on(page.room.desk.document, QUESTION)] == [""]
    take_up(room, page, room.sam)
    room.press("This is where I stand")

    assert [stand.reason for stand in stands_on(page.room.desk.document, QUESTION)] == ["Nights differ"]


# Keys that wait


def test_the_question_stays_while_keys_wait_for_a_pen(room: Room) -> None:
    page = at_the_desk(room)
    editor(page, MINE).setFocus()
    QTest.keyClicks(editor(page, MINE), "Music")
    room.settle()

    page.way.step(1)
    assert page.view.question.id == QUESTION
    room.press("Sam is writing")
    assert text_of(room, MINE) == "Music"


def test_neither_the_end_nor_closing_loses_keys_that_wait(room: Room) -> None:
    page = at_the_desk(room)
    editor(page, MINE).setFocus()
    QTest.keyClicks(editor(page, MINE), "Music")
    room.settle()
    room.go("today")

    room.press("End for today")
    assert room.window.page_name == "desk"
    assert not room.window.close()
    room.press("Sam is writing")

    assert text_of(room, MINE) == "Music"


def test_keys_that_waited_over_a_lock_are_asked_about_again(room: Room) -> None:
    page = at_the_desk(room)
    editor(page, MINE).setFocus()
    QTest.keyClicks(editor(page, MINE), "Music")
    room.settle()

    lock_and_unlock(room)
    room.settle()

    assert "You typed: “Music”" in room.words()
    assert text_of(room, MINE) == ""


# Pasting


def paste(room: Room, page: DeskPage, side: str, words: str) -> None:
    mime = QMimeData()
    mime.setText(words)
    editor(page, side).setFocus()
    editor(page, side)._hand.put(mime)
    room.settle()


def test_only_who_may_put_words_into_a_box_is_asked_about_for_pasted_words(room: Room) -> None:
    page = at_the_desk(room)
    take_up(room, page, room.jo)
    paste(room, page, TEAM, "Copied words")

    assert "Sam said this" not in room.names()
    room.press("Mine")
    assert text_of(room, TEAM) == "Copied words"


def test_pasted_words_are_asked_about_again_after_a_lock(room: Room) -> None:
    page = at_the_desk(room)
    take_up(room, page, room.sam)
    paste(room, page, MINE, "Copied words")

    lock_and_unlock(room)
    if "Mine" in room.names():
        room.press("Mine")

    assert text_of(room, MINE) == ""
    assert page.room.desk.pen is None


def test_a_letter_taken_back_while_letters_wait_crosses_out_nothing_of_the_owner(room: Room) -> None:
    page = at_the_desk(room)
    write_something(page)
    take_up(room, page, room.jo)
    editor(page, MINE).put_caret(6)
    editor(page, MINE).setFocus()
    QTest.keyClicks(editor(page, MINE), " helo")
    QTest.keyClick(editor(page, MINE), Qt.Key.Key_Backspace)
    room.settle()
    assert not any(run.look.struck_by for run in page.room.desk.document.side(MINE).runs())

    room.press("Sam is writing")

    assert text_of(room, MINE) == "Music. hel"
