"""The desk as people use it: keys and clicks on the real window, the real store behind it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.forms import roles
from app.people import add_person
from app.stands import stands_on
from models.people import Person
from models.text.pens import Pen
from models.text.runs import Said
from tests.app.furnished import OTHER_PATIENT
from tests.ui.looking import cut_pieces, nameless, sideways
from tests.ui.rooms import Room, name_of
from ui.pages.desk import DeskPage
from ui.widgets.choices import BigChoice
from ui.widgets.side_list import Progress
from ui.writing.side_editor import SideEditor

QUESTION = "safe_helps"
MINE, TEAM, TOGETHER = (f"{QUESTION}/{side}" for side in ("patient", "team", "together"))


def at_the_desk(room: Room, question: str = QUESTION) -> DeskPage:
    """Sam's care plan on the table, at a question, with nobody's pen in hand."""
    if room.store.plan is None:
        room.open_plan()
    room.window.activateWindow()  # shortcuts work in the window that has the keys
    QTest.qWaitForWindowActive(room.window)
    page = room.go("desk", question)
    assert isinstance(page, DeskPage)
    return page


def editor(page: DeskPage, side: str) -> SideEditor:
    assert page.view is not None
    box = page.view.box_named(side)
    assert box is not None
    return box.editor


def type_in(room: Room, page: DeskPage, side: str, words: str) -> None:
    editor(page, side).setFocus()
    QTest.keyClicks(editor(page, side), words)
    room.settle()


def pen_of(room: Room, person: Person) -> Pen:
    assert room.store.sitting is not None
    return room.store.sitting.pens.own(person.id)


def keys(page: DeskPage) -> QWidget:
    """Where the keys go on the page: its first box, when nothing else was clicked."""
    assert page.view is not None
    assert page.view.first_editor is not None
    return page.view.first_editor


def press_key(page: DeskPage, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(keys(page), key, modifier)


def text_of(room: Room, side: str) -> str:
    assert room.store.plan is not None
    return room.store.plan.document.side(side).text


def titles(page: DeskPage, side: str) -> list[str]:
    assert page.view is not None
    box = page.view.box_named(side)
    assert box is not None
    return [strip.saying.title for strip in box.strips.strips]


def test_the_first_key_asks_who_is_writing_and_is_not_lost(room: Room) -> None:
    page = at_the_desk(room)
    type_in(room, page, MINE, "hi")
    assert text_of(room, MINE) == ""
    assert "Who is writing?" in room.said
    assert "You typed: “hi”" in room.words()
    page.strips.strips[0].buttons["0"].click()
    room.settle()
    assert text_of(room, MINE) == "hi"


def test_leave_it_drops_the_key(room: Room) -> None:
    page = at_the_desk(room)
    type_in(room, page, MINE, "x")
    room.press("Do not keep it")
    type_in(room, page, MINE, "")
    assert text_of(room, MINE) == ""
    assert page.room is not None
    assert page.room.desk.pen is None


def test_a_click_never_changes_the_pen(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    for side in (TEAM, TOGETHER, MINE):
        QTest.mouseClick(editor(page, side).viewport(), Qt.MouseButton.LeftButton)
        room.settle()
        assert page.room.desk.pen == pen_of(room, room.sam)


def test_the_pen_of_somebody_else_is_asked_for_at_the_first_key_in_their_box(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, TEAM, "no")
    assert text_of(room, TEAM) == ""
    page.strips.strips[0].buttons["0"].click()
    room.settle()
    assert text_of(room, TEAM) == "no"
    assert page.room.desk.pen == pen_of(room, room.jo)


def test_a_pen_is_passed_with_a_key(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    QTest.keyClick(keys(page), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    assert page.room.desk.pen == pen_of(room, room.jo)


def test_what_jo_crosses_out_waits_for_sam_and_stays_until_sam_chooses(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, TOGETHER, "Garden first, alone")
    page.room.take_up(pen_of(room, room.jo))
    QTest.keyClick(editor(page, TOGETHER), Qt.Key.Key_Backspace)
    room.settle()
    assert text_of(room, TOGETHER) == "Garden first, alone"
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    assert titles(page, TOGETHER) == ["Jo crossed out your words “alone”."]
    room.press("Let it go")
    assert text_of(room, TOGETHER) == "Garden first, "


def test_what_sam_keeps_cannot_be_crossed_out_again(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, TOGETHER, "alone")
    page.room.take_up(pen_of(room, room.jo))
    QTest.keyClick(editor(page, TOGETHER), Qt.Key.Key_Backspace)
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    room.press("Keep it")
    page.room.take_up(pen_of(room, room.jo))
    editor(page, TOGETHER).go_to(5)
    QTest.keyClick(editor(page, TOGETHER), Qt.Key.Key_Backspace)
    room.settle()
    look = page.room.desk.document.side(TOGETHER).runs()[0].look
    assert (look.struck_by, len(look.kept_from)) == ((), 1)


def test_the_striker_can_take_a_crossing_out_back(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, TOGETHER, "alone")
    page.room.take_up(pen_of(room, room.jo))
    QTest.keyClick(editor(page, TOGETHER), Qt.Key.Key_Backspace)
    room.window.page.view.box_named(TOGETHER).strips.show_what_waits()
    room.press("Take my crossing out back")
    assert page.room.desk.document.side(TOGETHER).runs()[0].look.struck_by == ()


def test_words_typed_for_sam_are_sams_once_sam_says_yes(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    assert room.store.sitting is not None
    page.room.take_up(room.store.sitting.pens.typing_for(room.jo.id, room.sam.id))
    type_in(room, page, MINE, "I want Mum to ring")
    assert page.room.desk.document.side(MINE).runs()[0].look.said is Said.WAITING
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    room.press("Check what Jo typed")
    room.press("Yes, my words")
    assert page.room.desk.document.side(MINE).runs()[0].look.said is Said.CONFIRMED


def test_words_that_sam_says_are_not_sams_stay_and_say_so(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    assert room.store.sitting is not None
    page.room.take_up(room.store.sitting.pens.typing_for(room.jo.id, room.sam.id))
    type_in(room, page, MINE, "I am fine")
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    room.press("Check what Jo typed")
    room.press("Not my words")
    assert text_of(room, MINE) == "I am fine"
    assert page.room.desk.document.side(MINE).runs()[0].look.said is Said.NOT_MINE


def test_taking_up_a_pen_tells_what_waits_at_another_question_and_leads_there(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, TOGETHER, "alone")
    page.room.take_up(pen_of(room, room.jo))
    QTest.keyClick(editor(page, TOGETHER), Qt.Key.Key_Backspace)
    page.go_to("home")
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    room.press("Look now")
    assert page.view is not None
    assert page.view.question.id == QUESTION


def test_undo_belongs_to_the_pen_and_first_shows_a_step_that_is_out_of_sight(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "Sam's words")
    page.room.take_up(pen_of(room, room.jo))
    type_in(room, page, TEAM, "Jo's words")
    page.go_to("home")
    undo = (page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press_key(*undo)
    room.settle()
    assert page.view is not None
    assert (page.view.question.id, text_of(room, TEAM)) == (QUESTION, "Jo's words")
    press_key(*undo)
    room.settle()
    assert (text_of(room, MINE), text_of(room, TEAM)) == ("Sam's words", "")


def write_something(page: DeskPage) -> None:
    """Sam writes into Sam's own side of the question, and lays the pen down."""
    assert page.room is not None
    desk = page.room.desk
    desk.take_up(page.room.desk.pens.own(desk.patient.person))
    desk.write(MINE, 0, 0, "Music.")
    desk.put_down()


def test_there_is_nothing_to_agree_with_before_somebody_has_written(room: Room) -> None:
    page = at_the_desk(room)
    assert "I agree" not in room.names()
    assert "Once somebody has written, each of you can say where you stand." in room.words()

    write_something(page)
    room.settle()
    assert "I agree" in room.names()

    page.room.take_up(pen_of(room, room.sam))
    page.room.desk.write(MINE, 0, 6, "")
    room.settle()
    assert "I agree" not in room.names()


def test_with_little_time_only_the_most_important_questions_are_gone_through(room: Room) -> None:
    page = at_the_desk(room, "about_important")
    room.press("Only the 6 most important")

    assert page.foot.words.text() == "Question 1 of 6"
    press_key(page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.view.question.id == "need"

    room.press("Only the 6 most important")
    assert page.foot.words.text().endswith(" of 52")
    press_key(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.view.question.id != "about_important"


def test_where_somebody_stands_is_given_with_their_own_pen(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    write_something(page)
    room.press("I agree")
    assert stands_on(page.room.desk.document, QUESTION) == []
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    room.press("I agree")
    assert [stand.person for stand in stands_on(page.room.desk.document, QUESTION)] == [room.sam.id]


def test_who_agreed_is_asked_again_once_the_words_are_others(room: Room) -> None:
    page = at_the_desk(room)
    write_something(page)
    for person in (room.sam, room.jo):
        page.room.take_up(pen_of(room, person))
        room.press("I agree")
    assert page.way._progress(page.view.question) is Progress.STANDS

    type_in(room, page, TEAM, "And no more leave.")
    room.wait_until(lambda: "Sam said “I agree” before the words changed." in room.words())

    assert not room.find(BigChoice, "I agree").isChecked()
    assert page.way._progress(page.view.question) is Progress.WRITTEN
    room.press("I agree")
    assert "Jo said “I agree” before the words changed." not in room.words()
    assert "Sam said “I agree” before the words changed." in room.words()


def test_staff_who_decline_are_asked_for_their_reason(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    write_something(page)
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    room.press("I disagree")
    room.press("This is where I stand")
    assert stands_on(page.room.desk.document, QUESTION) == []
    room.type_into("What is your reason? Sam will read it.", "Nights differ")
    room.press("This is where I stand")
    assert [stand.reason for stand in stands_on(page.room.desk.document, QUESTION)] == ["Nights differ"]


def test_not_able_to_say_now_is_a_record_of_whoever_writes_it(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    write_something(page)
    page.room.take_up(pen_of(room, room.jo))
    room.press("Somebody cannot say now")
    room.type_into("Why? Say it in plain words.", "Sam is asleep")
    room.press("Write it down")
    assert "Sam cannot say now. Written by Jo: Sam is asleep" in room.words()
    assert stands_on(page.room.desk.document, QUESTION) == []


def test_a_question_that_repeats_gets_another_box(room: Room) -> None:
    page = at_the_desk(room, "need")
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    room.press("One more thing")
    assert page.view is not None
    boxes = [box.box.name for box in page.view.side_boxes]
    assert len(boxes) == 6
    type_in(room, page, boxes[3], "Sleep")
    assert text_of(room, boxes[3]) == "Sleep"


def test_next_and_before_go_from_question_to_question(room: Room) -> None:
    page = at_the_desk(room)
    assert page.view is not None
    room.press("Next: What are the first signs that I am getting unwell?")
    assert page.view.question.id == "safe_signs"
    QTest.keyClick(keys(page), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    room.settle()
    assert page.view.question.id == QUESTION


def test_what_was_crossed_out_and_is_kept_is_told_to_everybody(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, TOGETHER, "Garden first, alone")
    page.room.take_up(pen_of(room, room.jo))
    QTest.keyClick(editor(page, TOGETHER), Qt.Key.Key_Backspace)
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    room.press("Keep it")

    said = "Jo asks to take out “alone”. Sam keeps it."
    assert said in room.words()
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    assert said in room.words()


def test_nothing_that_was_found_stays_selected_under_the_next_pen(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "My garden, your garden")
    QTest.keyClick(keys(page), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.find_bar.box, "garden")
    QTest.keyClick(page.find_bar.box, Qt.Key.Key_Return)
    room.settle()
    assert editor(page, MINE).selected() == (3, 6)

    room.press("Put away")
    assert editor(page, MINE).selected() == (9, 0)


def test_history_opens_at_the_question_one_was_at(room: Room) -> None:
    page = at_the_desk(room, "need")
    page.room.take_up(pen_of(room, room.sam))
    QTest.keyClicks(page.view.first_editor, "Sleep")
    room.settle()

    next(action for action in page._more.menu().actions() if action.text() == "How it came about").trigger()
    room.settle()

    assert room.window.page.question.key == "need"


def test_found_words_are_gone_to_and_selected(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "My garden helps")
    page.go_to("home")
    QTest.keyClick(keys(page), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.find_bar.box, "GARDEN")
    QTest.keyClick(page.find_bar.box, Qt.Key.Key_Return)
    room.settle()
    assert page.view is not None
    assert page.view.question.id == QUESTION
    assert editor(page, MINE).selected() == (3, 6)

    QTest.keyClick(room.focused, Qt.Key.Key_Return)
    assert text_of(room, MINE) == "My garden helps", "Enter looks for the next place"
    QTest.keyClick(room.focused, Qt.Key.Key_Escape)
    assert editor(page, MINE).hasFocus()


def test_typing_goes_on_behind_what_was_done_again(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "morning")
    press_key(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press_key(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)

    type_in(room, page, MINE, "s")

    assert text_of(room, MINE) == "mornings"


def test_hidden_marks_come_back(room: Room) -> None:
    page = at_the_desk(room)
    hide = (page, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    press_key(*hide)
    assert not editor(page, MINE).marks_shown
    press_key(*hide)
    assert editor(page, MINE).marks_shown


def test_somebody_who_joins_lays_the_pen_down(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    mum = add_person(room.store.store, "Grace Okafor", "Mum", roles()["mother"])
    assert room.store.sitting is not None
    room.store.sitting.arrive(mum.id, roles()["mother"])
    assert page.room.desk.pen is None


def test_a_pen_that_rests_is_laid_down(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    room.clock.advance(3 * 60 + 1)
    type_in(room, page, MINE, "x")
    assert (page.room.desk.pen, text_of(room, MINE)) == (None, "")


def test_end_for_today_ends_the_sitting_and_locks(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "Garden")
    room.answer("stay", "end")
    room.press("End for today")
    assert room.store.sitting is not None
    room.press("End for today")
    assert (room.store.sitting, room.store.plan, room.store.locked) == (None, None, True)
    assert room.window.page_name == "unlock"


def test_no_word_of_another_patient_is_at_the_desk(room: Room) -> None:
    at_the_desk(room)
    words = room.words()
    assert not any(part in words for part in (*OTHER_PATIENT.split(), "999 000 0018"))


def test_everything_at_the_desk_has_a_name_and_nothing_is_cut(room: Room) -> None:
    page = at_the_desk(room)
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    for question in ("about_access", QUESTION, "action", "med_ask", "law_decided", "moving_date", "plan_stand"):
        page.go_to(question)
        room.settle()
        assert (question, nameless(page), cut_pieces(page), sideways(page)) == (question, [], [], [])


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700), (800, 600)])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_nothing_is_cut_while_nobody_holds_the_pen_and_words_are_looked_for(room: Room, size: tuple[int, int], scale: float) -> None:
    page = at_the_desk(room)
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    room.settle()
    press_key(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    room.type_into("Find words in this plan", "walk")
    room.settle()
    assert (cut_pieces(page), sideways(page)) == ([], [])

    page.find_bar._put_away()
    QTest.keyClicks(editor(page, TEAM), "Tea")
    room.settle()
    assert (cut_pieces(page), sideways(page)) == ([], [])


def test_nothing_of_a_plan_stays_on_the_desk_that_was_taken_off_the_table_elsewhere(room: Room) -> None:
    page = at_the_desk(room)
    room.go("today")
    room.store.end_sitting()
    room.settle()

    assert page.view is None
    assert page.room is None
    assert not any(one.isVisibleTo(page) for one in page.findChildren(SideEditor))


def test_in_very_large_text_the_pens_scroll_with_the_page_so_that_there_is_room_to_write(room: Room) -> None:
    page = at_the_desk(room)
    assert not page._scroll.isAncestorOf(page.pen_strip)

    room.shell.look.change(scale=3.0)
    room.settle()

    assert page._scroll.isAncestorOf(page.pen_strip)
    assert page._scroll.height() > page.height() // 2


def test_the_tab_key_goes_through_the_desk_as_one_reads_it(room: Room) -> None:
    page = at_the_desk(room, "action")
    assert page.room is not None
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    room.find(QPushButton, "Pass the pen to Jo").setFocus()

    places = []
    for _turn in range(60):
        QTest.keyClick(room.focused, Qt.Key.Key_Tab)
        places.append(room.focused)
    spoken = [name_of(place) for place in places]

    order = [spoken.index(name) for name in ("Who takes this step?", "By when?", "Sam takes this step", "One more thing", "More")]
    assert order == sorted(order), spoken


@pytest.mark.parametrize("back", ["undo", "take back"])
def test_what_was_said_of_a_crossing_out_goes_when_it_is_taken_back(room: Room, back: str) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, TOGETHER, "Garden")
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    editor(page, TOGETHER).setFocus()
    QTest.keyClick(editor(page, TOGETHER), Qt.Key.Key_End)
    QTest.keyClick(editor(page, TOGETHER), Qt.Key.Key_Backspace)
    room.settle()
    said = "You crossed out Sam's words. Only Sam can let them go."
    assert said in room.words()

    if back == "undo":
        page._steps.undo()
    else:
        room.wait_until(lambda: "Take my crossing out back" in room.names())
        room.press("Take my crossing out back")
    room.settle()

    assert said not in room.words()
