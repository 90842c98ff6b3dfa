"""The pens of a sitting: whose words, by way of whom, whose hands; and nobody typed for who is not here."""

import pytest

from app.forms import roles
from app.pen_case import LONGEST_SOURCE
from models.sittings import TakesPart
from models.text.pens import PenFault, Voice
from tests.app.rooms import JO, MUM, SAM, SITTING, Room, told

AWAY = [TakesPart.SENT_WORDS, TakesPart.CHOSE_NOT_TO_COME]


@pytest.fixture
def room() -> Room:
    return Room()


def test_an_own_pen_has_its_holders_voice_and_hands_and_the_role_and_sitting_of_today(room: Room) -> None:
    pen = room.pens.own(JO)

    assert (pen.voice, pen.hands, pen.role, pen.sitting) == (Voice.of(JO), JO, "nurse", SITTING)
    assert pen.own_hands


def test_typing_for_somebody_keeps_voice_hands_and_who_carried_the_words(room: Room) -> None:
    pen = room.pens.typing_for(JO, SAM, MUM)

    assert (pen.voice, pen.hands, pen.way) == (Voice.of(SAM), JO, MUM)
    assert not pen.own_hands


def test_the_same_pen_comes_back_for_the_same_asking_and_another_for_another(room: Room) -> None:
    assert room.pens.typing_for(JO, SAM) is room.pens.typing_for(JO, SAM)
    assert len({room.pens.own(SAM).id, room.pens.typing_for(JO, SAM).id, room.pens.typing_for(JO, SAM, MUM).id}) == 3


def test_several_speak_with_one_voice(room: Room) -> None:
    pen = room.pens.together(JO, SAM, JO)

    assert pen.voice == Voice.shared(SAM, JO)
    assert pen.hands == JO


def test_one_person_alone_is_not_several(room: Room) -> None:
    with pytest.raises(PenFault):
        room.pens.together(JO, SAM, SAM)


@pytest.mark.parametrize("how", AWAY)
def test_nobody_types_for_somebody_who_is_not_here(room: Room, how: TakesPart) -> None:
    room.change(SAM, takes_part=how)

    for asking in (lambda: room.pens.typing_for(JO, SAM), lambda: room.pens.together(JO, SAM, JO), lambda: room.pens.own(SAM)):
        with told("Sam is not here"):
            asking()


def test_nobody_types_for_somebody_who_has_gone(room: Room) -> None:
    room.change(SAM, left=True)

    with told("Sam is not here"):
        room.pens.typing_for(JO, SAM)


@pytest.mark.parametrize("how", AWAY)
def test_hands_that_are_not_here_type_nothing(room: Room, how: TakesPart) -> None:
    room.change(JO, takes_part=how)

    for asking in (
        lambda: room.pens.typing_for(JO, SAM),
        lambda: room.pens.together(JO, SAM, MUM),
        lambda: room.pens.from_source(JO, "Leaflet"),
    ):
        with told("Jo is not here"):
            asking()


def test_a_letter_may_be_typed_for_somebody_who_is_away(room: Room) -> None:
    room.stays_away(SAM)

    pen = room.pens.from_source(JO, "  Sam's letter, 3 May ", SAM)

    assert pen.voice == Voice.source("Sam's letter, 3 May", SAM)


@pytest.mark.parametrize("named", ["", "   ", "\n\t"])
def test_a_source_without_a_name_is_refused(room: Room, named: str) -> None:
    with told("Where are the words from"):
        room.pens.from_source(JO, named, SAM)


@pytest.mark.parametrize(
    ("named", "kept"),
    [("Leaflet\x00 \ud800", "Leaflet� �"), ("رسالة سام", "رسالة سام"), ("Card 💌\r\nof May", "Card 💌 of May")],
)
def test_the_name_of_a_source_is_made_fit_to_keep(room: Room, named: str, kept: str) -> None:
    assert room.pens.from_source(JO, named).voice.named == kept


def test_a_name_of_a_source_that_is_a_whole_text_is_refused(room: Room) -> None:
    with told("too long"):
        room.pens.from_source(JO, "L" * (LONGEST_SOURCE + 1))


def test_who_carried_the_words_may_be_a_thing_in_words_made_fit_to_keep(room: Room) -> None:
    assert room.pens.typing_for(JO, SAM, "a talking\ud800 aid\n").way == "a talking� aid"


def test_a_person_of_no_sitting_has_no_pen(room: Room) -> None:
    with pytest.raises(LookupError):
        room.pens.own("f" * 32)


def test_somebody_who_takes_part_as_somebody_else_from_now_on_gets_another_pen(room: Room) -> None:
    before = room.pens.own(JO)
    room.change(JO, role=roles()["friend"])

    assert room.pens.own(JO).role == "friend"
    assert room.pens.own(JO).id != before.id


def test_a_pen_fits_while_its_people_are_here_and_take_part_as_it_says(room: Room) -> None:
    typed, own, letter = room.pens.typing_for(JO, SAM), room.pens.own(JO), room.pens.from_source(JO, "Letter", SAM)
    assert room.pens.still_fits(typed)

    room.change(SAM, left=True)
    assert (room.pens.still_fits(typed), room.pens.still_fits(own), room.pens.still_fits(letter)) == (False, True, True)

    room.change(JO, role=roles()["friend"])
    assert not room.pens.still_fits(own)


def test_the_room_fits_no_longer_when_one_of_it_has_gone(room: Room) -> None:
    pen = room.pens.together(JO, SAM, JO, MUM)
    room.stays_away(MUM)

    assert not room.pens.still_fits(pen)


def test_a_pen_of_somebody_unknown_here_fits_nowhere(room: Room) -> None:
    pen = room.pens.own(MUM)
    room.people = room.people[:2]

    assert not room.pens.still_fits(pen)
