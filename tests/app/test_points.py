"""What was prepared comes to where it is answered: as a quote, each in a box of its own, once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.closing import open_requests
from app.places import box_ids
from app.points import bring_points
from models.text.document import side_id
from tests.app.meeting_room import MeetingRoom, open_meeting_room
from tests.app.open_ward import open_ward


@pytest.fixture
def room(tmp_path: Path) -> Iterator[MeetingRoom]:
    ward = open_ward(tmp_path)
    yield open_meeting_room(ward)
    ward.close()


def points(room: MeetingRoom) -> list[str]:
    """What stands in each box of the question in which they are answered."""
    document = room.plan.document
    boxes = box_ids(document, room.plan.form, room.plan.form.question("mm_my_points"))
    return [document.side(side_id("mm_my_points", "patient", box)).text for box in boxes]


def prepare(room: MeetingRoom, *words: str) -> None:
    """Sam writes these, one in each box."""
    desk = room.plan.desk
    desk.take_up(room.sitting.pens.own(room.ward.sam.id))
    for word in words:
        first = side_id("mm_say", "patient")
        place = side_id("mm_say", "patient", desk.add_box(desk.form.question("mm_say"))) if desk.document.side(first).length else first
        desk.write(place, 0, 0, word)


def test_each_point_comes_once_under_its_owner_and_waits_for_an_answer(room: MeetingRoom) -> None:
    pen = room.sitting.pens.own(room.ward.jo.id)
    prepare(room, "Can I go home?", "Less noise at night.")
    assert bring_points(room.plan, pen) == 2
    assert points(room) == ["Can I go home?", "Less noise at night."]
    box = box_ids(room.plan.document, room.plan.form, room.plan.form.question("mm_my_points"))[0]
    look = room.plan.document.side(side_id("mm_my_points", "patient", box)).runs()[0].look
    assert (look.voice.people, look.quoted) == ((room.ward.sam.id,), True)
    assert {one.question for one in open_requests(room.plan)} == {"mm_my_points"}, "what was prepared is asked only where it is answered"

    prepare(room, "A window.")
    assert bring_points(room.plan, pen) == 1
    assert points(room) == ["Can I go home?", "Less noise at night.", "A window."]


def test_when_the_owner_takes_a_point_out_its_quote_leaves_too(room: MeetingRoom) -> None:
    prepare(room, "Can I go home?")
    bring_points(room.plan, room.sitting.pens.own(room.ward.jo.id))
    room.plan.desk.take_up(room.sitting.pens.own(room.ward.sam.id))
    room.plan.desk.write("mm_say/patient", 0, len("Can I go home?"), "")
    assert points(room) == [""]


def test_with_nothing_prepared_nothing_comes_and_the_first_box_is_there(room: MeetingRoom) -> None:
    assert bring_points(room.plan, room.sitting.pens.own(room.ward.jo.id)) == 0
    assert points(room) == [""]


def test_a_point_that_staff_struck_comes_until_its_owner_lets_it_go(room: MeetingRoom) -> None:
    jo, place, words = room.sitting.pens.own(room.ward.jo.id), side_id("mm_say", "patient"), "Can I go home?"
    prepare(room, words)
    room.plan.desk.take_up(jo)
    room.plan.desk.write(place, 0, len(words), "")
    assert bring_points(room.plan, jo) == 1
    assert points(room) == [words]
    assert [one.words for one in open_requests(room.plan)] == [words]

    room.plan.desk.take_up(room.sitting.pens.own(room.ward.sam.id))
    room.plan.desk.let_go(place, room.plan.document.side(place).ids_of(0, len(words)))
    assert points(room) == [""]


def test_a_point_that_staff_moved_there_by_hand_does_not_come_a_second_time(room: MeetingRoom) -> None:
    jo, place, words = room.sitting.pens.own(room.ward.jo.id), side_id("mm_say", "patient"), "Can I go home?"
    prepare(room, words)
    room.plan.desk.take_up(jo)
    room.plan.desk.move(room.plan.desk.pick_up(place, 0, len(words)), side_id("mm_my_points", "patient"), 0)
    assert bring_points(room.plan, jo) == 0
    assert points(room) == [words]
