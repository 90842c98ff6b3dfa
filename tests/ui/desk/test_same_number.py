"""A question that repeats: whoever gets the pen goes on in their own box of the same number, and words end only under that number."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.family import let_see
from app.forms import roles
from app.people import add_person
from models.people import Person
from models.text.document import question_of
from tests.ui.desk.test_one_more_thing import MORE, THINGS, is_in_sight, numbers, type_where_the_keys_are, written
from tests.ui.desk.test_waiting_keys import some_button
from tests.ui.desk.test_ward_round_questions import at
from tests.ui.rooms import Room
from ui.desk.room import LEAVE, OTHER
from ui.pages.desk import DeskPage
from ui.writing.side_editor import SideEditor

STEPS = 90
MOST_SHOWN = 16  # boxes: four of each number
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
NEEDS = "need"  # each has a box here, and there is one together


def mum_comes(room: Room) -> Person:
    mum = add_person(room.store.store, "Grace Okafor", "Mum", roles()["mother"])
    room.store.sitting.arrive(mum.id, roles()["mother"])
    room.settle()
    return mum


def three_boxes(room: Room, form: str = "ward_round", question: str = THINGS) -> DeskPage:
    """Sam has written in three boxes, and in the second last of all: the keys are there."""
    page = at(room, form, question)
    type_where_the_keys_are(room, "Sleep")
    for words in ("Food", "Leave"):
        room.press(MORE)
        type_where_the_keys_are(room, words)
    room.settle()
    keys_to(room, page, numbers(page)[1])
    type_where_the_keys_are(room, "!")
    room.settle()
    return page


def keys_to(room: Room, page: DeskPage, number: str, side: str = "patient") -> None:
    """Somebody clicks behind the words of a box."""
    box = next(box for box in page.view.side_boxes if question_of(box.box.name)[1:] == (number, side))
    page._scroll.ensureWidgetVisible(box)
    room.settle()
    QTest.mouseClick(box.editor.viewport(), Qt.MouseButton.LeftButton, pos=box.editor.viewport().rect().center())
    box.editor.put_caret(box.editor.side.length)


def pass_it(room: Room, name: str, by_key: int) -> None:
    """By a click on the strip, or by key, and no pause after it."""
    if by_key:
        QTest.keyClick(room.window.windowHandle(), getattr(Qt.Key, f"Key_{by_key}"), Qt.KeyboardModifier.ControlModifier)
    else:
        room.press(f"Pass the pen to {name}")


@pytest.mark.parametrize("by_key", [0, 2], ids=["pointer", "key"])
def test_the_pen_goes_to_its_own_side_of_the_box_that_was_written_in_last(room: Room, by_key: int) -> None:
    page = three_boxes(room)

    pass_it(room, "Jo", by_key)
    type_where_the_keys_are(room, "We do not know yet.")
    room.settle()

    assert [written(page, number, "team") for number in numbers(page)] == ["", "We do not know yet.", ""]
    assert is_in_sight(page, room.focused.parentWidget())


@pytest.mark.parametrize("by_key", [False, True], ids=["pointer", "key"])
def test_and_so_it_does_with_three_people(room: Room, by_key: bool) -> None:
    room.open_plan("care_plan")
    mum_comes(room)
    page = three_boxes(room, "care_plan", NEEDS)

    pass_it(room, "Jo", 2 * by_key)
    type_where_the_keys_are(room, "from Jo")
    pass_it(room, "Mum", 3 * by_key)
    type_where_the_keys_are(room, "from Mum")
    room.settle()
    mine = room.focused.side_name
    pass_it(room, "Sam", int(by_key))
    type_where_the_keys_are(room, " now")
    room.settle()

    second = numbers(page)[1]
    assert question_of(mine)[1] == second
    assert written(page, second, "team") == "from Jo"
    assert page.room.desk.document.side(mine).text == "from Mum"
    assert [written(page, number) for number in numbers(page)] == ["Sleep", "Food! now", "Leave"]


def test_whoever_has_no_box_there_is_asked_in_that_box(room: Room) -> None:
    page = three_boxes(room, "my_meeting", "mm_say")

    pass_it(room, "Jo", 0)
    type_where_the_keys_are(room, "ok")
    room.settle()
    room.press("Jo types for Sam")

    assert [written(page, number) for number in numbers(page)] == ["Sleep", "Food!ok", "Leave"]


def test_somebody_who_joins_leaves_the_keys_in_the_same_box(room: Room) -> None:
    page = three_boxes(room)
    room.go("who_is_here")
    mum_comes(room)
    room.go("desk")
    room.settle()
    page.room.take_up(room.store.sitting.pens.own(room.sam.id))
    room.settle()

    type_where_the_keys_are(room, "?")

    assert [written(page, number) for number in numbers(page)] == ["Sleep", "Food!?", "Leave"]


def test_a_page_that_shows_the_caret_stands_still_when_the_pen_is_passed_in_a_long_box(room: Room) -> None:
    page = at(room, "care_plan", "safe_helps")
    together = page.view.box_named("safe_helps/together").editor
    together.setFocus()
    page.room.desk.write(together.side_name, 0, 0, "Garden first\n" * 60)
    together.go_to(together.side.length)
    room.settle()
    type_where_the_keys_are(room, "Tea")
    room.settle()
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.value() + 60)
    before = bar.value()

    pass_it(room, "Jo", 2)
    room.settle()

    assert before > 60
    assert bar.value() == before
    assert room.focused is together


def test_words_end_only_under_the_box_in_which_they_were_typed(room: Room) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    print("seed", seed)
    rnd = random.Random(seed)
    room.open_plan("care_plan")
    mum = mum_comes(room)
    sams = room.store.sitting.pens.own(room.sam.id)
    let_see(room.store.store, room.clock, sams, room.sam.id, mum.id, sees_plan=True, in_copies=False)
    page = at(room, "care_plan", NEEDS)
    here, left, where = "", list(LETTERS), dict[str, str]()
    for _step in range(STEPS):
        act = rnd.choice(("type", "type", "type", "on a button", "pass", "key", "click", "add", "answer", "put down"))
        if act == "type" and left and not isinstance(room.focused, QAbstractButton):  # where a letter may have gone nowhere
            letter = left.pop()
            assert isinstance(room.focused, SideEditor), (act, room.focused)
            type_where_the_keys_are(room, letter)
            where[letter] = here
        elif act == "on a button" and left and page.view.last_editor is not None:
            if type_on_a_button(room, page, rnd, left[-1]):
                where[left.pop()] = here
        elif act == "pass" and (ways := [name for name in room.names() if name.startswith("Pass the pen to")]):
            room.press(rnd.choice(ways))
        elif act == "key":
            pass_it(room, "", rnd.choice((1, 2, 3)))
        elif act == "click":
            box = rnd.choice(page.view.side_boxes)
            here = question_of(box.box.name)[1]
            keys_to(room, page, here, question_of(box.box.name)[2])
        elif act == "add" and len(page.view.side_boxes) < MOST_SHOWN:
            room.press(MORE)
            here = question_of(page.view.side_boxes[-1].box.name)[1]
        elif act == "answer" and page.room.asks_who_writes:
            buttons = page.room._asked.buttons
            buttons[rnd.choice([key for key in buttons if key not in (OTHER, LEAVE)])].click()
        elif act == "put down":
            page.room.desk.put_down()
        if rnd.random() < 0.7:
            room.settle()
        assert_only_there(page, where)


def type_on_a_button(room: Room, page: DeskPage, rnd: random.Random, letter: str) -> bool:
    """A letter on some button of the question or the foot. Gives whether it went to words: else it went nowhere."""
    room.settle()  # the keys stay there only once they have been given back
    some_button(page, rnd).setFocus()
    type_where_the_keys_are(room, letter)
    went = isinstance(room.focused, SideEditor)
    assert not went or page.room.desk.pen is not None
    return went


def assert_only_there(page: DeskPage, where: dict[str, str]) -> None:
    """And none is lost: what does not stand anywhere waits."""
    found = set(page.room._keys.words)
    for box in page.view.side_boxes:
        letters = page.room.desk.document.side(box.box.name).text.replace("\n", "")
        found |= set(letters)
        assert {where[letter] for letter in letters} <= {question_of(box.box.name)[1]}, (letters, box.box.name, where)
    assert found == set(where)
