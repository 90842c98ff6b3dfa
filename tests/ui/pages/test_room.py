"""The room of the page tests itself: what is in it is what it says."""

from app.people import everybody
from tests.app.furnished import OTHER_PATIENT
from tests.ui.rooms import Room, add_staff


def test_the_room_is_unlocked_and_no_sitting_has_begun(room: Room) -> None:
    assert room.store.unlocked_by == room.jo
    assert room.store.sitting is None
    assert [known.person.name for known in everybody(room.store.store)] == ["Jo Nowak", "Robin Vale", "Sam Okafor"]


def test_a_plan_can_be_put_on_the_table(room: Room) -> None:
    plan = room.open_plan()

    assert room.store.plan is plan
    assert [here.known_as for here in room.store.sitting.people] == ["Sam", "Jo"]
    assert OTHER_PATIENT not in [person.name for person in room.store.people_to_choose_from()]


def test_more_staff_can_be_added(room: Room) -> None:
    ade = add_staff(room)

    assert ade in room.store.staff()
