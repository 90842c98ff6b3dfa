"""Which boxes a question has, and whose words go into each."""

from dataclasses import replace

import pytest

from app.answers import Chosen, chosen_value
from app.forms import roles
from app.sides import boxes_of, may_put_words, people_of_side
from models.questions import SideName
from models.text.document import side_id
from models.text.entries import enter
from tests.app.rooms import ADE, GARDEN, JO, MUM, MUMS, SAM, TEAM, TOGETHER, Room, somebody


@pytest.fixture
def room() -> Room:
    return Room()


def names(room: Room, question: str = "garden", box: str = "", written: tuple[str, ...] = ()) -> list[str]:
    return [one.name for one in boxes_of(room.form.question(question), room.people, box, written)]


def test_the_boxes_stand_in_the_order_of_the_form_and_each_relative_has_one(room: Room) -> None:
    room.people.append(somebody(ADE, "Ade Okafor", "brother"))

    assert names(room) == [GARDEN, TEAM, MUMS, f"garden/family:{ADE}", TOGETHER]


def test_a_box_that_repeats_has_its_own_boxes(room: Room) -> None:
    assert names(room, box="b1")[:2] == ["garden#b1/patient", "garden#b1/team"]


def test_a_heading_has_no_box(room: Room) -> None:
    assert names(room, "head") == []


def test_everybody_has_a_box_where_each_of_us_is_asked(room: Room) -> None:
    assert names(room, "each") == [f"each/each:{person}" for person in (SAM, JO, MUM)]


@pytest.mark.parametrize(("question", "side"), [("garden", "family"), ("each", "each")])
def test_a_box_with_words_stays_when_its_writer_is_of_no_sitting_today(room: Room, question: str, side: str) -> None:
    room.people = room.people[:2]
    name = f"{question}/{side}:{MUM}"

    (box,) = [
        box for box in boxes_of(room.form.question(question), room.people, "", [name, f"{question}#b1/{side}:{ADE}"]) if MUM in box.name
    ]

    assert (box.name, box.owners) == (name, {MUM})
    assert box.title


def test_a_box_with_words_stands_once_while_its_writer_is_here(room: Room) -> None:
    assert names(room, written=(MUMS,)).count(MUMS) == 1


def test_a_box_is_named_after_the_patient_and_says_whose_words_go_there(room: Room) -> None:
    sams, team, mums, together = boxes_of(room.form.question("garden"), room.people)

    assert (sams.title, sams.empty) == ("Sam", "Sam's words go here.")
    assert (team.title, team.empty) == ("Team", "The team's words go here.")
    assert together.title == "Together: what we agree"
    assert mums.title == "Mum"


def test_family_read_before_the_first_word_that_the_patient_can_read_it(room: Room) -> None:
    mums = boxes_of(room.form.question("garden"), room.people)[2]

    assert mums.empty == "Mum's words go here. Sam can read them."


def test_with_nobody_here_the_box_is_mine(room: Room) -> None:
    assert boxes_of(room.form.question("garden"), [])[0].title == "Me"


def test_about_nobody_a_patients_box_is_for_people_who_use_the_service(room: Room) -> None:
    room.people = [replace(here, is_patient=False) for here in room.people]
    room.change(SAM, role=roles()["uses_service"])

    box, team = boxes_of(room.form.question("garden"), room.people)[:2]

    assert (box.title, box.owners) == ("People who use the service", {SAM})
    assert team.owners == {JO}


def test_people_who_use_the_service_and_staff_write_in_their_own_sides(room: Room) -> None:
    room.people = [replace(here, is_patient=False) for here in room.people]
    room.change(SAM, role=roles()["uses_service"])
    question = replace(room.form.question("garden"), sides=(SideName.PEOPLE, SideName.STAFF))

    people, staff = boxes_of(question, room.people)

    assert (people.owners, staff.owners) == ({SAM}, {JO})


def test_each_person_with_words_of_their_own_has_a_box_and_nobody_who_carries_words(room: Room) -> None:
    room.change(JO, role=roles()["interpreter"])
    question = replace(room.form.question("garden"), sides=(SideName.EACH,))

    assert JO not in {person for box in boxes_of(question, room.people) for person in box.owners}


def test_staff_and_people_who_use_the_service_have_their_sides_in_a_workshop(room: Room) -> None:
    question = replace(room.form.question("garden"), sides=(SideName.PEOPLE, SideName.STAFF))

    people, staff = boxes_of(question, room.people)

    assert people.title == "People who use the service"
    assert staff.title == "Staff"


def test_people_belong_to_the_side_of_their_role_today(room: Room) -> None:
    assert people_of_side(room.people, SideName.TEAM) == {JO}
    room.change(JO, role=roles()["friend"])

    assert people_of_side(room.people, SideName.TEAM) == frozenset()
    assert people_of_side(room.people, SideName.FAMILY) == {JO, MUM}
    assert people_of_side(room.people, SideName.PATIENT) == {SAM}


CASES = {
    "Sam": {GARDEN, TOGETHER},
    "Jo": {TEAM, TOGETHER},
    "Mum": {MUMS, TOGETHER},
    "Jo for Sam": {GARDEN, TOGETHER},
    "Sam for Mum": {MUMS, TOGETHER},
    "Sam and Jo": {TOGETHER},
    "Sam's letter by Jo": {GARDEN, TOGETHER},
    "a leaflet by Jo": {TEAM, TOGETHER},
    "a leaflet by Sam": {GARDEN, TOGETHER},
    "an interpreter": {TOGETHER},
}


@pytest.mark.parametrize("who", CASES)
def test_words_go_to_the_side_of_those_whose_they_are(room: Room, who: str) -> None:
    room.people.append(somebody(ADE, "Ade Bello", "interpreter"))
    pens = {
        "Sam": room.own(SAM),
        "Jo": room.own(JO),
        "Mum": room.own(MUM),
        "Jo for Sam": room.pens.typing_for(JO, SAM),
        "Sam for Mum": room.pens.typing_for(SAM, MUM),
        "Sam and Jo": room.pens.together(JO, SAM, JO),
        "Sam's letter by Jo": room.pens.from_source(JO, "Sam's letter", SAM),
        "a leaflet by Jo": room.pens.from_source(JO, "Leaflet"),
        "a leaflet by Sam": room.pens.from_source(SAM, "Leaflet"),
        "an interpreter": room.own(ADE),
    }

    boxes = boxes_of(room.form.question("garden"), room.people)

    assert {box.name for box in boxes if may_put_words(pens[who], box)} == CASES[who]


def test_two_relatives_do_not_write_in_each_others_box(room: Room) -> None:
    room.people.append(somebody(ADE, "Ade Okafor", "brother"))

    assert {box.name for box in boxes_of(room.form.question("garden"), room.people) if may_put_words(room.own(ADE), box)} == {
        f"garden/family:{ADE}",
        TOGETHER,
    }


@pytest.mark.parametrize(
    ("question", "side", "title"), [("drinks", "family", "Family and friends"), ("views", "each", "Somebody who is not here")]
)
def test_a_box_with_an_answer_stays_when_whoever_gave_it_is_of_no_sitting_today(room: Room, question: str, side: str, title: str) -> None:
    asked = replace(room.form.question("drinks"), id=question, sides=(SideName(side),))
    place, value = side_id(asked.id, f"{side}:{MUM}"), chosen_value(asked, Chosen(("tea",)))
    mums = room.own(MUM)
    enter(room.document, mums, place, value)
    enter(room.document, room.own(JO), side_id(asked.id, "stand"), {"stand": "agree"})
    room.people = [here for here in room.people if here.person not in (MUM, JO)]

    kept = [box for box in room.desk.boxes(asked) if box.owners == {MUM}]
    assert [(box.name, box.title) for box in kept] == [(place, title)]
    assert [entry.value for entry in room.desk.entries(kept[0].name)] == [value]

    enter(room.document, mums, place, {})
    assert not [box for box in room.desk.boxes(asked) if box.owners == {MUM}], "what was taken back leaves no empty box"
