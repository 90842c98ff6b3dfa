"""Keys that wait for a pen: passing the pen settles nothing, an answer does; nobody's words become somebody else's."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from models.people import Person
from models.text.pens import PenKey
from tests.ui.desk.test_desk_page import MINE, TEAM, TOGETHER, at_the_desk, editor, pen_of, text_of, type_in
from tests.ui.desk.test_wrong_box import type_into
from tests.ui.rooms import Room
from tests.ui.writing.hands import type_text
from ui.pages.desk import DeskPage

HELD_BY_JO = "Jo held the pen when this was typed. Whose words are they?"
STEPS = 160
LETTERS = [chr(place) for place in range(0x4E00, 0x4E00 + STEPS)]


def with_pen(room: Room, person: Person) -> DeskPage:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, person))
    room.settle()
    return page


def pass_by_key(room: Room, page: DeskPage, number: int) -> None:
    QTest.keyClick(page, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
    room.settle()


def voices(page: DeskPage, side: str) -> set[tuple[tuple[str, ...], str]]:
    return {(run.look.pen.voice.people, run.look.pen.hands) for run in page.room.desk.document.side(side).runs()}


# Passing the pen


def test_jos_words_do_not_become_sams_by_passing_the_pen(room: Room) -> None:
    page = with_pen(room, room.jo)
    type_in(room, page, MINE, "tea")

    room.press("Pass the pen to Sam")

    assert text_of(room, MINE) == ""
    assert HELD_BY_JO in room.words()
    assert "You typed: “tea”" in room.words()


def test_nor_by_the_key_that_passes_it(room: Room) -> None:
    page = with_pen(room, room.jo)
    type_in(room, page, MINE, "tea")

    pass_by_key(room, page, 1)

    assert page.room.desk.pen == pen_of(room, room.sam)
    assert text_of(room, MINE) == ""
    assert HELD_BY_JO in room.words()


def test_nor_by_typing_for_somebody_opened_elsewhere(room: Room) -> None:
    page = with_pen(room, room.jo)
    type_in(room, page, MINE, "tea")

    page.typing_for.open_for()
    room.press("Start typing")

    assert text_of(room, MINE) == ""
    assert page.room.keys_wait


def test_an_answer_says_whose_they_are(room: Room) -> None:
    page = with_pen(room, room.jo)
    type_in(room, page, MINE, "tea")
    room.press("Pass the pen to Sam")

    room.press("Jo types for Sam")

    assert text_of(room, MINE) == "tea"
    assert voices(page, MINE) == {((room.sam.id,), room.jo.id)}


def test_somebody_else_is_an_answer_too(room: Room) -> None:
    page = with_pen(room, room.jo)
    type_in(room, page, MINE, "tea")

    room.press("Somebody else")
    room.press("Start typing")

    assert voices(page, MINE) == {((room.sam.id,), room.jo.id)}


def test_sam_writes_on_while_jos_words_wait(room: Room) -> None:
    page = with_pen(room, room.jo)
    type_in(room, page, MINE, "tea")
    room.press("Pass the pen to Sam")

    type_in(room, page, MINE, "mine")

    assert text_of(room, MINE) == "mine"
    assert voices(page, MINE) == {((room.sam.id,), room.sam.id)}
    assert page.room.keys_wait


def test_what_nobody_held_a_pen_for_goes_to_whoever_takes_one_up(room: Room) -> None:
    page = at_the_desk(room)
    type_in(room, page, MINE, "tea")

    room.press("Pass the pen to Sam")

    assert voices(page, MINE) == {((room.sam.id,), room.sam.id)}


def test_words_end_only_under_who_held_the_pen_or_was_chosen(room: Room) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    print("seed", seed)
    rnd = random.Random(seed)
    page = at_the_desk(room)
    may: dict[str, set[PenKey]] = {}
    waits: dict[str, bool] = {}  # the letters that wait, and whether nobody held a pen
    for letter in LETTERS:
        act = rnd.choice(("type", "type", "type", "on a button", "pass", "key", "answer", "put down", "undo"))
        held = page.room.desk.pen
        if act == "type":
            may[letter] = {held.key} if held else set()
            type_into(room, page, rnd.choice((MINE, TEAM, TOGETHER)), [letter])
        elif act == "on a button":
            may[letter] = {held.key} if held else set()
            some_button(page, rnd).setFocus()
            type_text(room.focused, letter)  # it may go nowhere
        elif act == "pass" and (ways := [name for name in room.names() if name.startswith("Pass the pen to")]):
            room.press(rnd.choice(ways))
        elif act == "key":
            pass_by_key(room, page, rnd.choice((1, 2)))
        elif act == "answer" and page.room.asks_who_writes:
            answer_by_chance(room, page, rnd, may, waits)
        elif act == "put down":
            page.room.desk.put_down()
        elif act == "undo":
            page._steps.undo()
        room.settle()
        pen = page.room.desk.pen
        if act in ("pass", "key") and pen is not None:  # nobody held one: whoever takes one up
            for letter_waiting, nobody in waits.items():
                if nobody:
                    may[letter_waiting].add(pen.key)
        waits = {one: waits.get(one, held is None) for one in page.room._keys.words}
        assert_nobody_elses(page, may)


def some_button(page: DeskPage, rnd: random.Random) -> QAbstractButton:
    """One that can be pressed, of the question or of the foot."""
    found = [button for place in (page.view, page.foot) for button in place.findChildren(QAbstractButton)]
    return rnd.choice([button for button in found if button.isVisible() and button.isEnabled()])


def answer_by_chance(room: Room, page: DeskPage, rnd: random.Random, may: dict[str, set[PenKey]], waits: dict[str, bool]) -> None:
    """Presses an answer on the strip; all that waits may be that pen's now."""
    buttons = {key: button for key, button in page.room._asked.buttons.items() if key != "other"}
    key = rnd.choice(sorted(buttons))
    before = page.room.desk.pen
    buttons[key].click()
    room.settle()
    pen = before if key == "mine" else page.room.desk.pen if key.isdigit() else None
    for letter in waits:
        may[letter] |= {pen.key} if pen else set()


def assert_nobody_elses(page: DeskPage, may: dict[str, set[PenKey]]) -> None:
    for side in (MINE, TEAM, TOGETHER):
        for run in page.room.desk.document.side(side).runs():
            for letter in run.text.replace("\n", ""):
                assert run.look.pen.key in may[letter], (side, letter, run.look.pen.key, may[letter])


# Presses


def ask_for_leave(room: Room) -> DeskPage:
    """Sam has asked for something, and holds the pen."""
    page = at_the_desk(room, "leave_ask")
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, "leave_ask/patient", "An hour in the garden")
    return page


def test_sams_yes_in_the_teams_box_never_becomes_jos(room: Room) -> None:
    page = ask_for_leave(room)

    room.press("Yes")
    assert "Nothing was changed. Take up a pen of theirs, then press again." in room.words()
    room.press("Pass the pen to Jo")

    assert not page.room.desk.entries("leave_ask/team")
    assert not page.room.keys_wait


@pytest.mark.parametrize("reply", ["No", "Later"])
def test_sams_no_or_later_there_is_refused_before_a_reason_can_be_written(room: Room, reply: str) -> None:
    page = ask_for_leave(room)

    room.press(reply)
    assert "Nothing was changed. Take up a pen of theirs, then press again." in room.words()
    assert "Give this answer" not in room.names()
    assert page.view.box_named("leave_ask/team").control.choices.keys == ()
    assert page.room.drafts.left() is None

    room.press("Pass the pen to Jo")
    assert not page.room.desk.entries("leave_ask/team")
    assert "Give this answer" not in room.names()


def test_a_reason_that_jo_began_there_is_kept_for_jo(room: Room) -> None:
    page = ask_for_leave(room)
    room.press("Pass the pen to Jo")
    room.press("No")
    room.type_into("Why? Say it in plain words.", "Because")

    room.press("Pass the pen to Sam")
    assert not page.room.desk.entries("leave_ask/team")
    assert "Because" not in room.words()
    room.press("Pass the pen to Jo")
    assert "Because" in room.words()


def test_a_no_with_no_pen_in_hand_asks_who_writes_and_then_why(room: Room) -> None:
    page = ask_for_leave(room)
    page.room.desk.put_down()
    room.settle()

    room.press("No")
    assert "Give this answer" not in room.names()
    room.press("Jo is writing")
    room.type_into("Why? Say it in plain words.", "Because")
    room.press("Give this answer")

    entry = page.room.desk.entries("leave_ask/team")[0]
    assert (entry.pen.hands, entry.value["reply"], entry.value["reason"]) == (room.jo.id, "no", "Because")


def test_a_reason_stays_when_the_pen_rests_and_another_answer_is_pressed(room: Room) -> None:
    page = ask_for_leave(room)
    room.press("Pass the pen to Jo")
    room.press("No")
    room.type_into("Why? Say it in plain words.", "Because")
    page.room.desk.put_down()
    room.settle()

    room.press("Later")
    assert "Because" in room.words()
    room.press("Jo is writing")
    room.press("Give this answer")

    entry = page.room.desk.entries("leave_ask/team")[0]
    assert (entry.value["reply"], entry.value["reason"]) == ("later", "Because")


def test_whoever_answers_is_whose_pen_it_is(room: Room) -> None:
    page = ask_for_leave(room)
    page.room.desk.put_down()
    room.settle()

    room.press("Yes")
    room.press("Jo is writing")

    entry = page.room.desk.entries("leave_ask/team")[0]
    assert (entry.pen.hands, entry.value["by"]) == (room.jo.id, room.jo.id)


def test_only_the_team_can_be_said_to_answer_for_the_team(room: Room) -> None:
    page = ask_for_leave(room)

    control = page.view.box_named("leave_ask/team").control
    assert [control.by.box.itemText(place) for place in range(control.by.box.count())] == ["Jo"]


# A step back


def test_a_step_back_takes_back_what_waits_and_nothing_elsewhere(room: Room) -> None:
    page = with_pen(room, room.sam)
    type_in(room, page, MINE, "rest")
    type_in(room, page, TEAM, "tea")

    QTest.keyClick(editor(page, TEAM), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    room.settle()

    assert text_of(room, MINE) == "rest"
    assert not page.room.keys_wait
    assert not page.room.asks_who_writes


def test_after_a_pause_it_takes_back_only_what_came_after(room: Room) -> None:
    page = with_pen(room, room.sam)
    type_in(room, page, TEAM, "tea")
    room.clock.advance(10)
    type_in(room, page, TEAM, " now")

    page._steps.undo()
    room.settle()

    assert "You typed: “tea”" in room.words()


def test_a_letter_taken_back_comes_again(room: Room) -> None:
    page = with_pen(room, room.sam)
    type_in(room, page, TEAM, "tea")
    QTest.keyClick(editor(page, TEAM), Qt.Key.Key_Backspace)

    editor(page, TEAM).take_back()
    room.settle()

    assert "You typed: “tea”" in room.words()


# Closing


def test_closing_says_what_comes_first_and_puts_the_keys_there(room: Room) -> None:
    page = with_pen(room, room.jo)
    type_in(room, page, MINE, "tea")

    room.window.close()
    room.settle()

    assert room.window.isVisible()
    assert "First choose whose words these are." in room.words()
    assert room.focused in page.room._asked.buttons.values()


def test_so_it_does_from_another_page(room: Room) -> None:
    page = with_pen(room, room.jo)
    type_in(room, page, MINE, "tea")
    room.go("settings")

    room.window.close()
    room.settle()

    assert room.page is page
    assert "First choose whose words these are." in room.words()
    assert room.focused in page.room._asked.buttons.values()
