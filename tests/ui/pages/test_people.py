"""The people page: who is shown when, and changing what somebody is called."""

from app.people import known_person
from tests.ui.looking import cut_pieces, nameless
from tests.ui.rooms import OTHER_PATIENT, Room


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
