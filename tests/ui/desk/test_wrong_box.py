"""Words typed into somebody else's box: asked about, kept, and put into one's own box where that is what was meant."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.desk.test_desk_page import MINE, TEAM, TOGETHER, at_the_desk, editor, pen_of, text_of
from tests.ui.desk.test_whose_answer import paste
from tests.ui.rooms import Room
from tests.ui.writing.hands import press, type_text
from ui.pages.desk import DeskPage
from ui.widgets.strips import Saying

MINE_INSTEAD = "Put it into the box for Sam"
LETTERS = ("a", "b", " ", "T", ".", "é", "e\u0301", "😀", "👩‍👧", "🇬🇧", "ש", "漢", "\n")
BACK = "back"
RUNS, KEYS = 12, 40


@pytest.fixture
def page(room: Room) -> DeskPage:
    """The desk, with Sam's pen in hand."""
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    return page


def type_into(room: Room, page: DeskPage, side: str, keys: list[str]) -> None:
    box = editor(page, side)
    box.setFocus()
    for key in keys:
        if key == BACK:
            press(box, Qt.Key.Key_Backspace)
        else:
            type_text(box, key) if len(key) == 1 else press(box, 0, text=key)
    room.settle()


def owners(room: Room, page: DeskPage, side: str) -> set[str]:
    return {run.look.pen.key for run in page.room.desk.document.side(side).runs()}


def test_what_was_typed_into_jos_box_goes_into_sams(room: Room, page: DeskPage) -> None:
    type_into(room, page, TEAM, list("Tea"))

    room.press(MINE_INSTEAD)

    assert (text_of(room, MINE), text_of(room, TEAM)) == ("Tea", "")
    assert owners(room, page, MINE) == {pen_of(room, room.sam).key}
    assert editor(page, MINE).hasFocus()
    assert not page.room.keys_wait


def test_typing_goes_on_behind_it(room: Room, page: DeskPage) -> None:
    type_into(room, page, TEAM, list("Tea"))
    room.press(MINE_INSTEAD)

    QTest.keyClicks(editor(page, MINE), " and milk")
    assert text_of(room, MINE) == "Tea and milk"


def test_another_pen_does_not_take_over_what_was_typed(room: Room, page: DeskPage) -> None:
    type_into(room, page, TOGETHER, ["a"])
    page.room.desk.put_down()
    type_into(room, page, MINE, list("I am Sam"))
    page.room.desk.take_up(pen_of(room, room.jo))  # not by a press: nobody has answered yet
    page.room.ask_who_writes(MINE)
    room.settle()

    assert not [name for name in room.names() if name.startswith("Put it into")]


def test_where_news_push_the_question_out_the_pens_can_be_chosen_again(room: Room, page: DeskPage) -> None:
    room.shell.look.change(scale=2.0)
    page.room.desk.put_down()
    type_into(room, page, MINE, list("Tea"))
    assert "Pass the pen to Sam" not in room.names()

    for news in ("One thing", "Another thing"):
        room.shell.asking.tell(Saying(news))
    room.settle()

    assert "Pass the pen to Sam" in room.names()


def test_it_goes_behind_what_stands_there_and_one_step_takes_it_back(room: Room, page: DeskPage) -> None:
    type_into(room, page, MINE, list("Rest"))
    type_into(room, page, TEAM, list("Tea"))

    room.press(MINE_INSTEAD)
    assert text_of(room, MINE) == "Rest\nTea"

    page._steps.undo()
    assert text_of(room, MINE) == "Rest"


def test_whatever_is_typed_and_taken_back_comes_to_the_same_in_either_box(room: Room, page: DeskPage) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    print("seed", seed)
    rnd = random.Random(seed)
    wanted = ""
    for _run in range(RUNS):
        keys = [rnd.choice(LETTERS)] + [BACK if rnd.random() < 0.25 else rnd.choice(LETTERS) for _ in range(KEYS)]
        keys = within_what_was_typed(keys)
        before = text_of(room, TOGETHER)
        type_into(room, page, TOGETHER, keys)
        typed = text_of(room, TOGETHER)[len(before) :]
        type_into(room, page, TEAM, keys)
        words = typed.lstrip()  # what comes before the first word belongs to the box it was typed in
        if words:
            wanted += ("\n" if wanted and not wanted.endswith("\n") else "") + words
        room.press(MINE_INSTEAD if typed else "Do not keep it")
        assert text_of(room, MINE) == wanted
        assert text_of(room, TEAM) == ""
        type_into(room, page, TOGETHER, ["\n", "x"])  # what is taken back there later joins nothing that was typed before
    assert owners(room, page, MINE) == {pen_of(room, room.sam).key}


def within_what_was_typed(keys: list[str]) -> list[str]:
    """The keys, but for those that might take back more than was typed: several letters may be one to the eye."""
    out, there = list[str](), 0
    for key in keys:
        if key != BACK or there:
            out.append(key)
            there += -1 if key == BACK else int(key.isascii())
    return out


def test_a_key_that_reaches_for_jos_words_is_not_carried_over(room: Room, page: DeskPage) -> None:
    page.room.take_up(pen_of(room, room.jo))
    type_into(room, page, TEAM, list("Walks"))
    page.room.take_up(pen_of(room, room.sam))
    type_into(room, page, TEAM, ["n", BACK, BACK, "o"])

    room.press(MINE_INSTEAD)

    assert (text_of(room, MINE), text_of(room, TEAM)) == ("", "Walks")
    assert page.room.keys_wait
    assert MINE_INSTEAD not in room.names()


def test_what_was_typed_over_jos_words_goes_into_sams_box_and_jos_stay(room: Room, page: DeskPage) -> None:
    page.room.take_up(pen_of(room, room.jo))
    type_into(room, page, TEAM, list("Walks"))
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    editor(page, TEAM).selectAll()
    type_into(room, page, TEAM, list("Music"))

    room.press(MINE_INSTEAD)

    assert (text_of(room, MINE), text_of(room, TEAM)) == ("Music", "Walks")
    assert not page.room.desk.document.side(TEAM).runs()[0].look.struck_by


def test_it_is_not_offered_where_nobody_holds_a_pen(room: Room, page: DeskPage) -> None:
    page.room.desk.put_down()
    type_into(room, page, TEAM, list("Tea"))

    assert MINE_INSTEAD not in room.names()
    assert "You typed: “Tea”" in room.words()


def test_pasted_words_keep_where_they_come_from_and_are_not_carried_over(room: Room, page: DeskPage) -> None:
    paste(room, page, TEAM, "From a page")
    room.press("Mine")

    assert MINE_INSTEAD not in room.names()
    assert "You typed: “From a page”" in room.words()


def test_the_question_stands_once(room: Room, page: DeskPage) -> None:
    page.room.desk.put_down()
    room.settle()
    assert "Nobody holds the pen. Who is writing?" in room.words()

    type_into(room, page, MINE, list("Tea"))

    assert "Nobody holds the pen. Who is writing?" not in room.words()
    assert "Who is writing?" in room.words()
    room.press("Do not keep it")
    assert "Nobody holds the pen. Who is writing?" in room.words()


def test_a_space_before_the_first_word_stays_out(room: Room, page: DeskPage) -> None:
    type_into(room, page, MINE, list("Rest"))
    type_into(room, page, TEAM, list(" Tea"))

    room.press(MINE_INSTEAD)

    assert text_of(room, MINE) == "Rest\nTea"
