"""The people page: who is shown when, and changing what somebody is called."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.people import known_person
from tests.app.furnished import OTHER_PATIENT
from tests.ui.looking import cut_pieces, nameless
from tests.ui.rooms import Room, name_of


def test_before_a_sitting_everybody_is_on_the_list(room: Room) -> None:
    room.go("people")
    words = room.words()
    assert all(name in words for name in ("Sam Okafor", "Jo Nowak", OTHER_PATIENT))


def test_during_a_sitting_nobody_of_another_patient_is_on_the_list(room: Room) -> None:
    room.begin()
    room.go("people")
    words = room.words()
    assert "Sam Okafor" in words
    assert not any(part in words for part in (*OTHER_PATIENT.split(), "999 000 0018"))


def test_what_somebody_is_called_is_changed_and_the_mark_stays(room: Room) -> None:
    room.go("people")
    room.press("Change what we know of Sam Okafor")
    room.type_into("Likes to be called", "Sammy")
    room.press("Keep this")
    person = known_person(room.store.store, room.sam.id).person
    assert (person.known_as, person.initials, person.mark) == ("Sammy", room.sam.initials, room.sam.mark)


def test_a_number_that_does_not_add_up_is_said_under_its_field_and_not_kept(room: Room) -> None:
    room.go("people")
    room.press("Change what we know of Sam Okafor")
    room.type_into("NHS number", "999 012 3455")
    room.press("Keep this")
    assert "Check each digit." in room.words()
    known = known_person(room.store.store, room.sam.id)
    assert known.patient is not None
    assert known.patient.nhs_number == "9990123454"


def test_the_number_of_somebody_else_is_refused(room: Room) -> None:
    room.go("people")
    room.press("Change what we know of Sam Okafor")
    room.type_into("NHS number", "999 000 0018")
    room.press("Keep this")
    assert "Somebody else has this number." in room.words()


def test_leaving_it_as_it_was_changes_nothing(room: Room) -> None:
    room.go("people")
    room.press("Change what we know of Sam Okafor")
    room.type_into("Name", "Nobody")
    room.press("Leave it as it was")
    assert known_person(room.store.store, room.sam.id).person.name == "Sam Okafor"


def test_the_people_page_has_names_for_everything_and_cuts_nothing(room: Room) -> None:
    page = room.go("people")
    room.press("Change what we know of Sam Okafor")
    assert (nameless(page), cut_pieces(page)) == ([], [])


@pytest.mark.parametrize("button", ["Keep this", "Leave it as it was"])
def test_after_a_change_the_keys_are_at_the_card_of_that_person(room: Room, button: str) -> None:
    room.go("people")
    room.press("Change what we know of Sam Okafor")
    assert name_of(room.focused) == "Name"
    room.find(QAbstractButton, button).setFocus()
    room.key(Qt.Key.Key_Space)
    assert name_of(room.focused) == "Change what we know of Sam Okafor"


def half_typed(room: Room) -> None:
    room.go("people")
    room.press("Change what we know of Sam Okafor")
    room.type_into("Name", "Samuel Okafor")
    room.type_into("Born on", "12 Mar")


@pytest.mark.parametrize("sitting", [False, True])
def test_what_is_half_typed_is_there_again_after_a_lock(room: Room, sitting: bool) -> None:
    if sitting:
        room.begin()
    half_typed(room)
    room.window.lock()
    room.settle()
    assert "Samuel" not in room.words()
    room.store.unlock_as(room.jo.id)
    room.go("people")
    assert "Samuel Okafor" in room.words()
    assert "12 Mar" in room.words()


def test_nothing_half_typed_of_one_patient_is_found_in_the_sitting_of_another(room: Room) -> None:
    room.begin()
    half_typed(room)
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    room.store.begin_sitting(room.robin.id)
    room.go("people")
    assert "Samuel" not in room.words()
    assert OTHER_PATIENT in room.words()


def test_what_was_left_as_it_was_is_not_typed_the_next_time(room: Room) -> None:
    half_typed(room)
    room.press("Leave it as it was")
    room.press("Change what we know of Sam Okafor")
    assert "Samuel" not in room.words()


def add_maya(room: Room) -> None:
    """Types what is known of a new patient."""
    room.go("people")
    room.press("Add a patient")
    for field, words in (("Name", "Maya Iyer"), ("Call me", "Maya"), ("Born", "3 June 1988")):
        room.type_into(field, words)


def test_a_patient_is_added_and_the_keys_are_at_their_card(room: Room) -> None:
    add_maya(room)
    room.press("Add this patient")
    assert "Maya Iyer" in room.words()
    assert name_of(room.focused) == "Change what we know of Maya Iyer"
    assert "Add this patient" not in room.names()
    assert "Add a patient" in room.names()


def test_whoever_does_not_want_to_add_a_patient_is_back_at_the_button(room: Room) -> None:
    add_maya(room)
    room.press("Not now")
    assert name_of(room.focused) == "Add a patient"
    assert "Maya" not in room.words()
    room.press("Add a patient")
    assert "Maya" not in room.words()


def test_during_a_sitting_no_patient_can_be_added(room: Room) -> None:
    add_maya(room)
    room.begin()
    room.go("people")
    assert "Add a patient" not in room.names()
    assert "Maya" not in room.words()


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0)])
def test_adding_a_patient_cuts_nothing(room: Room, size: tuple[int, int], scale: float) -> None:
    add_maya(room)
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    room.settle()
    assert (nameless(room.page), cut_pieces(room.page)) == ([], [])


@pytest.mark.usefixtures("in_london")
def test_a_child_who_is_born_after_midnight_is_not_born_tomorrow(room: Room) -> None:
    room.clock.set(datetime(2026, 5, 4, 23, 30, tzinfo=UTC))
    room.go("people")
    room.press("Change what we know of Sam Okafor")
    room.type_into("Born on", "5 May 2026")
    room.press("Keep this")

    assert known_person(room.store.store, room.sam.id).patient.date_of_birth == date(2026, 5, 5)
