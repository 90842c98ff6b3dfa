"""The desk: whose words go where, undo, and the page."""

import pytest

from app.answers import Chosen, chosen_value
from app.desk import NotThisBox
from app.stands import Stand
from models.text.entries import all_entries, enter
from models.text.pens import Voice
from models.text.runs import Said
from models.text.writing import write
from tests.app.rooms import ADE, GARDEN, JO, MUM, MUMS, SAM, TEAM, TOGETHER, Room, told


@pytest.fixture
def room() -> Room:
    return Room()


# ---- whose words go where


@pytest.mark.parametrize("side", [TEAM, MUMS])
def test_only_a_sides_own_people_put_words_into_it(room: Room, side: str) -> None:
    room.desk.take_up(room.own(SAM))

    assert room.desk.pen_for(side) is None
    with pytest.raises(NotThisBox) as refused:
        room.desk.write(side, 0, 0, "Mine")
    with pytest.raises(NotThisBox):
        room.desk.enter(side, {"values": ["tea"], "own": ""})
    assert (refused.value.pen, refused.value.box.name) == (room.own(SAM), side)
    assert room.says(side) == ""


def test_a_key_that_was_refused_leaves_the_pen_in_hand(room: Room) -> None:
    room.desk.take_up(room.own(SAM))
    with pytest.raises(NotThisBox):
        room.desk.write(TEAM, 0, 0, "x")

    assert room.desk.pen == room.own(SAM)
    assert room.desk.pen_for(GARDEN) == room.own(SAM)


def test_hands_that_type_for_a_side_put_words_into_it(room: Room) -> None:
    room.write(room.pens.typing_for(JO, SAM), GARDEN, "I like the garden.")

    (run,) = room.runs(GARDEN)
    assert (run.look.voice, run.look.hands, run.look.said) == (Voice.of(SAM), JO, Said.WAITING)


def test_anybody_may_strike_anywhere_and_the_words_stay(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "I like the garden.")

    written = room.write(room.own(JO), GARDEN, "", at=0, take=6)

    assert written.struck
    assert room.says(GARDEN) == "I like the garden."
    assert [(run.text, len(run.look.struck_by)) for run in room.runs(GARDEN)] == [("I like", 1), (" the garden.", 0)]


def test_striking_and_putting_ones_own_in_place_is_refused_in_anothers_box_and_nothing_is_struck(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "I like the garden.")
    room.desk.take_up(room.own(JO))

    with pytest.raises(NotThisBox):
        room.desk.write(GARDEN, 0, 6, "He likes")

    assert [run.look.struck_by for run in room.runs(GARDEN)] == [()]


def test_anybody_may_quote_anywhere_and_the_words_stay_their_owners(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "I like the garden.")
    room.desk.take_up(room.own(JO))

    room.desk.quote(MUMS, 0, 0, room.desk.pick_up(GARDEN, 0, 6))

    (run,) = room.runs(MUMS)
    assert (run.text, run.look.voice, run.look.quoted, run.look.pen) == ("I like", Voice.of(SAM), True, room.own(JO))


def test_moved_words_stay_their_owners_and_stand_struck_where_they_were(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "I like the garden.")
    room.desk.take_up(room.own(JO))

    room.desk.move(room.desk.pick_up(GARDEN, 0, 6), TOGETHER, 0)

    assert [run.look.voice for run in room.runs(TOGETHER)] == [Voice.of(SAM)]
    assert [bool(run.look.struck_by) for run in room.runs(GARDEN)] == [True, False]


def test_pasted_words_say_where_they_came_from(room: Room) -> None:
    room.desk.take_up(room.own(JO))
    room.desk.write(TEAM, 0, 0, "From the ward's page.", pasted="Ward page")

    assert [run.look.pasted for run in room.runs(TEAM)] == ["Ward page"]


NOWHERE = ["garden/nobody", "none/patient", "garden#zz/patient", f"garden/family:{ADE}", "head/patient", "garden", "", "week/team"]


@pytest.mark.parametrize("side", NOWHERE)
def test_no_words_go_where_the_form_has_no_box(room: Room, side: str) -> None:
    room.write(room.own(SAM), GARDEN, "I like the garden.")
    clip = room.desk.pick_up(GARDEN, 0, 6)

    for act in (
        lambda: room.desk.write(side, 0, 0, "lost"),
        lambda: room.desk.quote(side, 0, 0, clip),
        lambda: room.desk.move(clip, side, 0),
        lambda: room.desk.enter(side, {"day": "2026-05-04"}),
        lambda: room.desk.box(side),
    ):
        with pytest.raises(LookupError):
            act()
    assert room.document.written_sides() == [GARDEN]
    assert not any(all_entries(room.document, place) for place in room.document.entry_places())


def test_a_replaced_plan_takes_nothing_any_more() -> None:
    room = Room(writable=False)
    room.desk.take_up(room.own(SAM))
    question = room.form.question("garden")

    for act in (
        lambda: room.desk.write(GARDEN, 0, 0, "x"),
        lambda: room.desk.enter(GARDEN, {"day": "2026-05-04"}),
        lambda: room.desk.say_not_now(question),
        lambda: room.desk.add_box(question),
        lambda: room.desk.give_stand(room.own(SAM), "garden", Stand.AGREE),
        lambda: room.desk.record_not_able(room.own(SAM), MUM, "garden", "Sleeps.", None),
        lambda: room.desk.sign(room.own(SAM), Stand.AGREE),
        room.desk.undo,
        room.desk.redo,
    ):
        with told("This plan was replaced"):
            act()
    assert room.desk.next_undo() is None
    assert room.document.written_sides() == []
    assert not any(all_entries(room.document, place) for place in room.document.entry_places())


# ---- undo belongs to the pen


def test_undo_takes_back_what_the_pen_in_hand_did_and_nothing_of_anybody_elses(room: Room) -> None:
    room.write(room.own(SAM), TOGETHER, "Garden. ")
    room.write(room.own(JO), TOGETHER, "Music. ")
    room.desk.take_up(room.own(SAM))

    assert room.desk.next_undo() is not None
    room.desk.undo()
    assert room.says(TOGETHER) == "Music. "
    assert room.desk.undo() is None
    room.desk.redo()
    assert room.says(TOGETHER) == "Garden. Music. "


def test_what_was_typed_for_somebody_is_not_theirs_to_undo_nor_the_other_way(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "Mine. ")
    room.write(room.pens.typing_for(JO, SAM), GARDEN, "Typed. ")

    room.desk.take_up(room.own(SAM))
    room.desk.undo()
    assert room.says(GARDEN) == "Typed. "
    room.desk.take_up(room.pens.typing_for(JO, SAM))
    room.desk.undo()
    assert room.says(GARDEN) == ""


# ---- the page


def test_questions_come_in_the_order_of_the_form(room: Room) -> None:
    assert [question.id for question in room.desk.questions()][:3] == ["garden", "beside", "week"]


def test_a_box_that_is_added_can_be_written_in_and_stands_for_both_questions_that_repeat_together(room: Room) -> None:
    room.desk.take_up(room.own(SAM))
    first, second = room.desk.add_box(room.form.question("garden")), room.desk.add_box(room.form.question("beside"))

    assert room.desk.box_ids(room.form.question("garden")) == ["", first, second]
    assert room.desk.box_ids(room.form.question("beside")) == ["", first, second]
    room.write(room.own(SAM), f"beside#{second}/patient", "Then music.")
    assert room.says(f"beside#{second}/patient") == "Then music."


def test_a_question_that_does_not_repeat_has_one_box(room: Room) -> None:
    assert room.desk.box_ids(room.form.question("day")) == [""]


def test_taking_back_an_added_box_takes_nobodys_words_from_the_page(room: Room) -> None:
    garden, beside = room.form.question("garden"), room.form.question("beside")
    room.desk.take_up(room.own(JO))
    box = room.desk.add_box(garden)
    room.write(room.own(SAM), f"beside#{box}/patient", "Then music.")

    room.desk.take_up(room.own(JO))
    room.desk.undo()

    assert room.desk.box_ids(garden) == room.desk.box_ids(beside) == ["", box]
    room.write(room.own(SAM), f"beside#{box}/patient", "", at=0, take=11)
    assert room.desk.box_ids(garden) == [""]


def test_a_box_of_an_odd_shape_from_elsewhere_is_no_box(room: Room) -> None:
    for value in ({"box": 3}, {"box": "a/b"}, {"box": ""}, {"box": ["a"]}, {}):
        enter(room.document, room.own(JO), "garden/boxes", value)

    assert room.desk.box_ids(room.form.question("garden")) == [""]


def test_words_in_a_side_that_the_form_gives_to_nobody_now_keep_a_box_in_which_nobody_writes(room: Room) -> None:
    write(room.document, room.own(JO), "week/team", 0, 0, "Better than last week.")

    mine, left = room.desk.boxes(room.form.question("week"))
    assert (mine.name, left.name, left.title) == ("week/patient", "week/team", "Other words")
    room.desk.take_up(room.own(JO))
    assert room.desk.pen_for("week/team") is None


def test_somebody_wrote_once_there_are_words_or_an_answer_and_no_more_when_they_are_gone(room: Room) -> None:
    garden, drinks = room.form.question("garden"), room.form.question("drinks")
    assert not room.desk.somebody_wrote(garden)

    room.write(room.own(MUM), MUMS, "He does.")
    room.desk.take_up(room.own(SAM))
    room.desk.enter("drinks/patient", chosen_value(drinks, Chosen(("tea",))))

    assert room.desk.somebody_wrote(garden)
    assert room.desk.somebody_wrote(drinks)
    assert not room.desk.somebody_wrote(room.form.question("beside"))
    room.desk.undo()
    room.write(room.own(MUM), MUMS, "", at=0, take=8)
    assert not any(room.desk.somebody_wrote(question) for question in (garden, drinks))


def test_a_stand_not_now_and_an_empty_box_are_no_words(room: Room) -> None:
    garden = room.form.question("garden")
    room.desk.take_up(room.own(SAM))
    room.desk.give_stand(room.own(SAM), "garden", Stand.NOT_READY)
    room.desk.say_not_now(garden)
    room.desk.add_box(garden)

    assert not room.desk.somebody_wrote(garden)


def test_words_in_an_added_box_count_as_written(room: Room) -> None:
    room.desk.take_up(room.own(SAM))
    box = room.desk.add_box(room.form.question("garden"))
    room.write(room.own(SAM), f"garden#{box}/patient", "More.")

    assert room.desk.somebody_wrote(room.form.question("garden"))
    assert not room.desk.somebody_wrote(room.form.question("beside"))
