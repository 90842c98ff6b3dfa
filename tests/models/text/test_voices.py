"""Whose words, by way of whom, typed by whose hands."""

import pytest

from models.text.document import question_of, side_id
from models.text.pens import UNKNOWN, Pen, PenFault, Voice, VoiceKind
from tests.models.text.pages import BOTH, JO, JO_FOR_SAM, SAM, Page


def test_own_hands_are_one_person_speaking_and_typing() -> None:
    assert [pen.own_hands for pen in (SAM, JO_FOR_SAM, BOTH)] == [True, False, False]


def test_a_letter_is_in_nobodys_own_hands() -> None:
    assert not Pen("letter", Voice.source("letter", "sam"), "sam").own_hands


def test_a_shared_voice_does_not_depend_on_who_is_named_first() -> None:
    assert Voice.shared("sam", "jo") == Voice.shared("jo", "sam", "jo")


def test_a_shared_voice_needs_two_people() -> None:
    with pytest.raises(PenFault):
        Voice.shared("sam", "sam")


def test_a_person_and_a_letter_of_that_person_are_the_same_words() -> None:
    assert Voice.of("sam").same_words_as(Voice.source("letter, 3 May", "sam"))
    assert not Voice.of("sam").same_words_as(Voice.shared("sam", "jo"))


def test_words_of_nobody_here_are_the_same_only_from_one_source() -> None:
    assert Voice.source("leaflet").same_words_as(Voice.source("leaflet"))
    assert not Voice.source("leaflet").same_words_as(Voice.source("poster"))
    assert not Voice(VoiceKind.FORM).same_words_as(UNKNOWN)


def test_voice_way_and_hands_are_all_kept() -> None:
    page = Page()
    page.type(Pen("p", Voice.of("sam"), "jo", way="amina", role="nurse"), "Garden")
    look = page.look("Garden")
    assert (look.voice, look.way, look.hands, look.pen.role) == (Voice.of("sam"), "amina", "jo", "nurse")


def test_undo_and_ownership_do_not_ask_for_role_or_way() -> None:
    by_way = Pen("other", SAM.voice, "sam", way="talking aid", role="peer worker")
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(by_way, "Garden")
    assert page.text == ""
    assert by_way.key == SAM.key != JO.key


@pytest.mark.parametrize("parts", [("need", "team", ""), ("need", "team", "b2"), ("family_say", "family:ab12", "")])
def test_the_name_of_a_side_can_be_taken_apart_again(parts: tuple[str, str, str]) -> None:
    question, side, box = parts
    assert question_of(side_id(question, side, box)) == (question, box, side)
