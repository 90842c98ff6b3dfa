"""Who looked: the page that the patient can read."""

import pytest

from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.rooms import Room, add_staff


def test_during_a_sitting_the_patient_reads_who_opened_their_plans(room: Room) -> None:
    room.store.begin_sitting(room.robin.id)
    room.store.open_plan(room.new_plan(patient=room.robin))
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    room.open_plan()
    room.go("who_looked")

    assert "Jo opened My care plan on 4 May 2026." in room.words()
    for name in ("Robin", "Vale", "RV"):
        assert name not in room.words()


def test_a_plan_that_nobody_opened_says_so(room: Room) -> None:
    room.go("who_looked", room.new_plan().id)

    assert "Nobody has opened this plan yet." in room.words()


def test_staff_who_are_no_keepers_are_told_who_can_read_it(room: Room) -> None:
    room.store.unlock_as(add_staff(room).id)
    room.go("who_looked")

    assert "A keeper can read all of it here. In a sitting, the patient can read theirs." in room.words()


def test_a_long_log_is_shown_in_part_until_all_is_asked_for(room: Room) -> None:
    plan = room.new_plan()
    room.begin()
    for _time in range(65):
        room.store.open_plan(plan)
        room.store.close_plan()
    room.go("who_looked")
    line = "Jo opened My care plan on 4 May 2026."
    assert room.words().count(line) == 60
    room.press("Show all")
    assert room.words().count(line) == 65


def test_going_back_leads_to_where_one_came_from(room: Room) -> None:
    room.begin()
    room.go("who_is_here", room.new_plan())
    room.go("who_looked")
    room.press("Go back")

    assert room.window.page_name == "who_is_here"


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
def test_nothing_is_cut_or_without_a_name(room: Room, size: tuple[int, int], scale: float) -> None:
    room.open_plan()
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    page = room.go("who_looked")

    assert [fault(page) for fault in (cut_pieces, sideways, nameless, too_low_to_press)] == [[], [], [], []]
