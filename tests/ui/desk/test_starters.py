"""Words to begin with: whoever would rather choose a picture than write has the word in their own box, under their own name."""

import random

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.forms import roles, shipped_form
from app.people import add_person
from tests.ui.desk.test_one_more_thing import THINGS, numbers, type_where_the_keys_are, written
from tests.ui.desk.test_ward_round_questions import at
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.rooms import Room
from ui.pages.desk import DeskPage

STEPS = 40
WORDS = tuple(starter.words for starter in shipped_form("ward_round").question(THINGS).starters)


def choose(room: Room, words: str) -> None:
    room.press(f"Write “{words}”")


def things(page: DeskPage) -> list[str]:
    """What stands in Sam's boxes."""
    return [written(page, number) for number in numbers(page)]


def test_each_picture_that_is_chosen_has_a_box_of_its_own_up_to_three(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    choose(room, WORDS[0])
    type_where_the_keys_are(room, " makes me tired")
    choose(room, WORDS[1])
    assert room.find(QAbstractButton, f"Write “{WORDS[2]}”").isEnabled()
    choose(room, WORDS[2])

    assert things(page) == [f"{WORDS[0]} makes me tired", WORDS[1], WORDS[2]]
    assert not room.find(QAbstractButton, f"Write “{WORDS[3]}”").isEnabled(), "there are no more boxes, and nothing has moved"
    runs = [
        run for number in numbers(page) for run in page.room.desk.document.side(f"{THINGS}/patient{'/' + number if number else ''}").runs()
    ]
    assert {(run.look.voice.people, run.look.hands) for run in runs} == {((room.sam.id,), room.sam.id)}


def test_with_jos_pen_nothing_is_put_into_sams_box(room: Room) -> None:
    page = at(room, "ward_round", THINGS, by="jo")
    choose(room, WORDS[0])
    assert things(page) == [""]
    assert "This box is for Sam." in room.words()


def test_where_nobody_holds_the_pen_it_is_asked_whose_it_is(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    page.room.desk.put_down()
    room.settle()
    choose(room, WORDS[0])
    assert things(page) == [""]
    room.press("Jo types for Sam")
    assert things(page) == [WORDS[0]]
    (run,) = page.room.desk.document.side(f"{THINGS}/patient").runs()
    assert (run.look.voice.people, run.look.hands) == ((room.sam.id,), room.jo.id)


def test_it_is_taken_back_like_any_word(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    choose(room, WORDS[0])
    page._steps.undo()
    room.settle()
    assert things(page) == [""]


def test_a_relative_who_may_not_see_the_plan_sees_none_and_nothing_moves(room: Room) -> None:
    page = at(room, "ward_round", THINGS)
    mum = add_person(room.store.store, "Grace Okafor", "Mum", roles()["mother"])
    room.store.sitting.arrive(mum.id, roles()["mother"])
    room.settle()
    before = page.view.side_boxes[0].y()
    page.room.take_up(room.store.sitting.pens.own(mum.id))
    room.settle()
    assert f"Write “{WORDS[0]}”" not in room.names()
    assert page.view.side_boxes[0].y() == before


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
def test_nothing_is_cut_or_without_a_name(room: Room, size: tuple[int, int], scale: float) -> None:
    page = at(room, "ward_round", THINGS)
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    room.settle()
    assert [fault(page) for fault in (cut_pieces, sideways, nameless, too_low_to_press)] == [[], [], [], []]


def test_whatever_is_chosen_typed_and_taken_out_stands_where_it_was_put(room: Room) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    print("seed", seed)
    dice = random.Random(seed)
    page = at(room, "ward_round", THINGS)
    wanted = [""]
    for _step in range(STEPS):
        act = dice.choice(("choose", "choose", "type", "take out"))
        place = dice.randrange(len(wanted))
        box = page.view.box_named(page.room.desk.boxes(page.view.question, numbers(page)[place])[0].name)
        if act == "choose" and ("" in wanted or len(wanted) < 3):
            words = dice.choice(WORDS)
            choose(room, words)
            if "" in wanted:
                wanted[wanted.index("")] = words
            else:
                wanted.append(words)
        elif act == "type":
            box.editor.go_to(box.editor.side.length)
            QTest.keyClicks(room.focused, "ab")
            wanted[place] += "ab"
        elif act == "take out":
            page.room.write(box.box.name, 0, box.editor.side.length, "")
            wanted[place] = ""
        room.settle()
        assert things(page) == wanted
