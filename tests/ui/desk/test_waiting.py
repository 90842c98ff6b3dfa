"""What is told at the desk without being asked for: a row that is not as it was written, and answers that wait for a yes."""

from dataclasses import replace

from PySide6.QtTest import QTest

from tests.ui.rooms import Room


def test_a_plan_with_a_row_that_does_not_fit_says_so_when_it_is_opened(room: Room) -> None:
    plan = room.open_plan()
    plan.loaded = replace(plan.loaded, broken_at=7)

    room.go("desk")

    assert "Row 7 of this plan was changed, or it is gone." in room.words()
    assert "Ask a keeper to check all plans." in room.words()


def test_a_sound_plan_says_nothing_of_the_kind(room: Room) -> None:
    room.open_plan()
    room.go("desk")

    assert "as it was written" not in room.words()


def test_an_answer_that_was_entered_for_somebody_waits_when_that_person_takes_up_the_pen(room: Room) -> None:
    plan = room.open_plan()
    room.go("desk", "safe_helps")
    question = next(question for question in plan.form.questions if question.choices and question.id != "safe_helps")
    pens = plan.desk.pens
    plan.desk.take_up(pens.typing_for(room.jo.id, room.sam.id))
    plan.desk.enter(f"{question.id}/patient", {"values": [question.choices[0].value], "own": ""})

    plan.desk.take_up(pens.own(room.sam.id))
    QTest.qWait(10)

    assert "Something waits for you, Sam." in room.words()


def test_pieces_of_one_word_that_were_crossed_out_are_quoted_as_one_word(room: Room) -> None:
    plan = room.open_plan()
    room.go("desk", "safe_helps")
    pens, side = plan.desk.pens, "safe_helps/patient"
    plan.desk.take_up(pens.own(room.sam.id))
    plan.desk.write(side, 0, 0, "No compliance with the plan, and no music.")
    plan.desk.take_up(pens.own(room.jo.id))
    plan.desk.write(side, 3, 5, "")
    plan.desk.write(side, 8, 5, "")
    plan.desk.write(side, 36, 5, "")
    QTest.qWait(300)

    assert "You crossed out “compliance … music”." in room.words()
