"""The desk: one pen in hand at a time, and who could take it up."""

import pytest

from app.desk import NobodyHoldsThePen
from app.forms import roles
from models.sittings import TakesPart
from models.text.pens import Pen
from models.text.writing import write
from tests.app.rooms import ADE, GARDEN, JO, MUM, SAM, TEAM, TOGETHER, Room, somebody

MINUTE = 60


@pytest.fixture
def room() -> Room:
    return Room()


# ---- which pen is in hand


def test_nobody_holds_a_pen_to_begin_with(room: Room) -> None:
    assert room.desk.pen is None
    with pytest.raises(NobodyHoldsThePen):
        room.desk.write(GARDEN, 0, 0, "I")
    assert room.says(GARDEN) == ""


def test_taking_up_and_putting_down_a_pen_is_told_once(room: Room) -> None:
    heard: list[Pen | None] = []
    room.desk.pen_passed.connect(heard.append)

    for _ in range(2):
        room.desk.take_up(room.own(SAM))
    for _ in range(2):
        room.desk.put_down()

    assert heard == [room.own(SAM), None]


def test_looking_around_never_changes_the_pen(room: Room) -> None:
    room.desk.take_up(room.own(SAM))

    question = room.form.question("garden")
    for box in room.desk.boxes(question):
        room.desk.pen_for(box.name)
        room.desk.choices_for(box.name)
        room.desk.box(box.name)
    room.desk.waiting_for(JO)
    room.desk.find("garden")
    room.desk.somebody_wrote(question)
    room.desk.pick_up(TEAM, 0, 0)
    room.desk.next_undo()

    assert room.desk.pen == room.own(SAM)


def test_a_pen_that_rested_its_minutes_is_in_nobodys_hand(room: Room) -> None:
    heard: list[Pen | None] = []
    room.write(room.own(SAM), GARDEN, "I")
    room.desk.pen_passed.connect(heard.append)

    room.clock.advance(3 * MINUTE)
    assert room.desk.pen == room.own(SAM)
    room.clock.advance(1)

    assert room.desk.pen is None
    assert heard == [None]
    with pytest.raises(NobodyHoldsThePen):
        room.desk.write(GARDEN, 0, 0, "x")


def test_every_key_begins_the_rest_anew(room: Room) -> None:
    room.desk.take_up(room.own(SAM))
    for place in range(5):
        room.clock.advance(2 * MINUTE)
        room.desk.write(GARDEN, place, 0, "a")

    assert room.desk.pen == room.own(SAM)


def test_only_a_key_and_not_the_hour_of_the_computer_tells_how_long_a_pen_rested(room: Room) -> None:
    room.desk.take_up(room.own(SAM))
    room.clock.set(room.clock.now().replace(year=2030))

    assert room.desk.pen == room.own(SAM)


def test_a_pen_never_rests_where_the_setting_says_so() -> None:
    room = Room(rest_after_minutes=0)
    room.desk.take_up(room.own(SAM))
    room.clock.advance(600 * MINUTE)

    assert room.desk.pen == room.own(SAM)


def test_a_rested_pen_takes_nothing_back(room: Room) -> None:
    room.write(room.own(SAM), GARDEN, "I")
    room.clock.advance(4 * MINUTE)

    assert room.desk.next_undo() is None
    for step in (room.desk.undo, room.desk.redo):
        with pytest.raises(NobodyHoldsThePen):
            step()
    assert room.says(GARDEN) == "I"


@pytest.mark.parametrize("gone", [SAM, JO])
def test_the_pen_leaves_the_hand_with_who_speaks_and_with_who_types(room: Room, gone: str) -> None:
    room.write(room.pens.typing_for(JO, SAM), GARDEN, "I like")
    room.change(gone, left=True)

    with pytest.raises(NobodyHoldsThePen):
        room.desk.write(GARDEN, 6, 0, " it")
    assert room.says(GARDEN) == "I like"


def test_typing_from_a_letter_goes_on_when_its_writer_is_away(room: Room) -> None:
    room.stays_away(SAM)

    room.write(room.pens.from_source(JO, "Sam's letter, 3 May", SAM), GARDEN, "I like the garden.")

    assert room.says(GARDEN) == "I like the garden."


def test_a_pen_is_asked_for_anew_when_its_hands_take_part_as_somebody_else(room: Room) -> None:
    room.desk.take_up(room.own(JO))
    room.change(JO, role=roles()["friend"])

    assert room.desk.pen is None


def test_a_closed_desk_holds_no_pen_and_tells_nothing_more(room: Room) -> None:
    heard: list[frozenset[str]] = []
    room.desk.places_changed.connect(heard.append)
    room.write(room.own(SAM), GARDEN, "I")

    room.desk.close()
    write(room.document, room.own(SAM), GARDEN, 1, 0, "x")

    assert heard == [frozenset({GARDEN})]
    assert room.desk.pen is None


# ---- who could be writing


def test_the_choices_for_a_box_are_its_own_people_and_hands_for_them(room: Room) -> None:
    choices = room.desk.choices_for(GARDEN)

    assert [(choice.hands.person, choice.speaker and choice.speaker.person) for choice in choices] == [(SAM, None), (JO, SAM), (MUM, SAM)]
    assert [choice.pen for choice in choices[:2]] == [room.own(SAM), room.pens.typing_for(JO, SAM)]


def test_hands_that_hold_the_pen_now_come_first_of_those_that_could_type(room: Room) -> None:
    room.desk.take_up(room.own(MUM))

    assert [choice.hands.person for choice in room.desk.choices_for(GARDEN)] == [SAM, MUM, JO]


def test_anybody_may_write_together(room: Room) -> None:
    assert {choice.hands.person for choice in room.desk.choices_for(TOGETHER) if choice.speaker is None} == {SAM, JO, MUM}


@pytest.mark.parametrize("how", [TakesPart.SENT_WORDS, TakesPart.CHOSE_NOT_TO_COME])
def test_nobody_who_is_away_is_offered_nor_typed_for(room: Room, how: TakesPart) -> None:
    room.change(SAM, takes_part=how)

    assert room.desk.choices_for(GARDEN) == []
    assert [choice.hands.person for choice in room.desk.own_pens()] == [JO, MUM]


def test_words_typed_for_somebody_come_by_way_of_their_helper(room: Room) -> None:
    room.people.append(somebody(ADE, "Ade Bello", "interpreter"))
    room.change(SAM, takes_part=TakesPart.SPEAKS_WITH_HELP, helper=ADE)

    assert {choice.hands.person: choice.pen.way for choice in room.desk.choices_for(GARDEN)} == {SAM: "", JO: ADE, MUM: ADE, ADE: ""}


def test_a_helper_who_has_gone_carries_nothing(room: Room) -> None:
    room.people.append(somebody(ADE, "Ade Bello", "interpreter", left=True))
    room.change(SAM, helper=ADE)

    assert {choice.pen.way for choice in room.desk.choices_for(GARDEN)} == {""}


def test_the_people_of_the_sitting_are_known_by_their_ids(room: Room) -> None:
    assert room.desk.person(JO).known_as == "Jo"
    assert room.desk.patient == room.person(SAM)
    with pytest.raises(LookupError):
        room.desk.person(ADE)


def test_a_plan_about_nobody_has_no_patient(room: Room) -> None:
    room.people = room.people[1:]

    assert room.desk.patient is None
