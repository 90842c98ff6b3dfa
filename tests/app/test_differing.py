"""Where people differ in the plan on the table: the same questions that a copy of it lists."""

from datetime import date

from app.answers import Step, step_value
from app.differing import DiffersAt, differing_at
from app.stands import Stand
from tests.app.rooms import JO, MUM, SAM, Room


def differing(room: Room) -> list[str]:
    return [one.question.id for one in differing_at(room.desk, lambda person: person)]


def stands(room: Room, person: str, stand: Stand) -> None:
    room.desk.take_up(room.own(person))
    room.desk.give_stand(room.own(person), "garden", stand)


def test_somebody_who_does_not_agree_with_all_of_an_answer_differs_and_who_is_not_ready_does_not() -> None:
    room = Room()
    room.write(room.own(SAM), "garden/patient", "I walk.")
    stands(room, JO, Stand.NOT_READY)
    assert differing(room) == []

    stands(room, MUM, Stand.AGREE_IN_PART)

    assert differing(room) == ["garden"]


def test_two_who_each_take_a_step_differ() -> None:
    room = Room()
    for person in (SAM, JO):
        room.desk.take_up(room.own(person))
        room.desk.enter("step/together", step_value(Step(person, date(2026, 6, 3))))

    assert differing(room) == ["step"]


def test_nothing_differs_in_a_plan_nobody_has_written_in() -> None:
    assert differing(Room()) == []


def test_each_box_in_which_people_differ_is_named() -> None:
    room = Room()
    garden = room.desk.form.question("garden")
    room.write(room.own(SAM), "garden/patient", "I walk.")
    second, third = room.desk.add_box(garden), room.desk.add_box(garden)
    for box in (second, third):
        room.desk.give_stand(room.own(SAM), "garden", Stand.DISAGREE, "", box)

    assert differing_at(room.desk, lambda person: person) == [DiffersAt(garden, second), DiffersAt(garden, third)]
