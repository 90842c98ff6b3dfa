"""Whose words, in sentences and in marks."""

from dataclasses import replace

import pytest

from app.wording import (
    mark_label,
    names_in_a_row,
    not_mine_sentence,
    passage_line,
    strike_label,
    strike_made,
    strike_refused,
    voice_label,
    voice_name,
    whose_words,
)
from models.text.pens import UNKNOWN, Pen, PenKey, Voice, VoiceKind
from models.text.reading import Passage
from models.text.runs import Look, Said

CALLED = {"sam": "Sam", "jo": "Jo", "mum": "Mum", "amina": "Amina"}
SHORT = {"sam": "SO", "jo": "JN", "mum": "MO", "amina": "AK"}
SAM, JO = Voice.of("sam"), Voice.of("jo")


def names(person: str) -> str:
    return CALLED.get(person, person)


def initials(person: str) -> str:
    return SHORT[person]


def look(voice: Voice = SAM, hands: str = "sam", **more: object) -> Look:
    """The look of words typed by these hands for that voice."""
    return Look(Pen("pen", voice, hands), voice, hands, **more)  # type: ignore[arg-type]


TYPED_FOR = look(hands="jo", said=Said.WAITING)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (look(), "Sam's words."),
        (TYPED_FOR, "Sam's words, typed by Jo. Not yet confirmed."),
        (replace(TYPED_FOR, way="amina"), "Sam's words, by way of Amina, typed by Jo. Not yet confirmed."),
        (look(way="a talking aid"), "Sam's words, by way of a talking aid."),
        (replace(TYPED_FOR, said=Said.CONFIRMED), "Sam's words, typed by Jo. Confirmed."),
        (replace(TYPED_FOR, said=Said.CHANGED), "Sam's words, typed by Jo. This changed since Sam said yes."),
        (replace(TYPED_FOR, said=Said.NOT_MINE), "Jo wrote this for Sam. Sam says: not my words."),
        (look(Voice.shared("sam", "jo"), "jo", said=Said.WAITING), "Words of Jo and Sam together. Typed by Jo. Not yet confirmed."),
        (look(Voice(VoiceKind.FORM), ""), "Words of the form."),
        (look(Voice.source("a leaflet on sleep"), "jo"), "Copied from: a leaflet on sleep. Typed by Jo."),
        (look(UNKNOWN, "jo"), "Nobody knows whose words these are. Typed by Jo."),
        (look(struck_by=(PenKey(JO, "jo"),)), "Sam's words. Crossed out by Jo."),
        (look(JO, "jo", struck_by=(PenKey(SAM, "jo"),)), "Jo's words. Crossed out by Jo for Sam."),
        (look(kept_from=(PenKey(JO, "jo"),)), "Sam's words. Jo crossed this out, and Sam keeps it."),
        (look(pasted=""), "Sam's words. Pasted in."),
        (look(pasted="an email"), "Sam's words. Pasted from: an email."),
    ],
)
def test_whose_words_are_said_in_short_sentences(words: Look, sentence: str):
    assert whose_words(words, names) == sentence


def test_a_quote_says_who_quoted_and_a_move_who_moved():
    quoted = replace(look(quoted=True), pen=Pen("other", JO, "jo"))
    assert whose_words(quoted, names) == "Sam's words. Quoted by Jo."
    assert whose_words(replace(quoted, moved=True), names) == "Sam's words. Moved here by Jo."


@pytest.mark.parametrize(
    ("words", "label"),
    [
        (look(), "SO"),
        (TYPED_FOR, "SO·jn"),
        (look(quoted=True), "“SO”"),
        (replace(TYPED_FOR, quoted=True), "“SO·jn”"),
        (look(Voice.shared("sam", "jo"), "jo"), "JN+SO·jn"),
        (look(Voice.source("Sam's letter, 3 May", "sam"), "jo"), "SO·jn"),
        (look(Voice.source("a leaflet on sleep"), "jo"), "a…"),
        (look(Voice.source("Leaflet on sleep"), "jo"), "Leaflet…"),
        (look(Voice.source("Antidepressants"), "jo"), "Antidepre…"),
        (look(Voice.source("A letter"), "jo"), "A letter"),
        (look(Voice(VoiceKind.FORM), ""), "Form"),
        (look(UNKNOWN, "jo"), "?"),
    ],
)
def test_a_mark_says_in_a_few_letters_whose_words_they_are(words: Look, label: str):
    assert mark_label(words, initials) == label


def test_a_strike_is_labelled_with_who_made_it():
    assert strike_label(PenKey(JO, "jo"), initials) == "×JN"
    assert strike_label(PenKey(SAM, "jo"), initials) == "×SO·jn"
    assert strike_label(PenKey(Voice.shared("sam", "jo"), "jo"), initials) == "×JN+SO"


def test_names_stand_in_a_row_as_they_are_said():
    assert names_in_a_row([]) == ""
    assert names_in_a_row(["Sam"]) == "Sam"
    assert names_in_a_row(["Sam", "Jo", "Mum"]) == "Sam, Jo and Mum"


def test_a_voice_has_a_name():
    assert voice_name(SAM, names) == "Sam"
    assert voice_name(Voice.source("a letter", "sam"), names) == "a letter"
    assert voice_name(UNKNOWN, names) == "somebody unknown"
    assert voice_label(Voice.shared("sam", "mum"), initials) == "MO+SO"


def test_who_strikes_is_told_that_only_the_owner_lets_go():
    assert strike_made(SAM, names) == "You crossed out Sam's words. Only Sam can let them go."
    assert strike_made(Voice(VoiceKind.FORM), names) == "You crossed out these words. They stay, and everybody can see them."
    assert strike_refused(SAM, names) == "Sam keeps these words. You can write your own beside them."


def test_not_my_words_are_shown_as_that():
    assert not_mine_sentence(TYPED_FOR, names) == "Jo wrote this for Sam. Sam says: not my words."


@pytest.mark.parametrize(
    ("passage", "line"),
    [
        (Passage(SAM, "sam", "", Said.OWN, False, "I walk.\n"), "Sam: I walk."),
        (Passage(SAM, "jo", "", Said.WAITING, False, "I walk."), "Sam, typed by Jo, not yet confirmed: I walk."),
        (Passage(SAM, "jo", "", Said.CONFIRMED, False, "I walk."), "Sam, typed by Jo: I walk."),
        (Passage(SAM, "jo", "", Said.NOT_MINE, False, "I walk."), "Jo, for Sam, who says “not my words”: I walk."),
        (Passage(JO, "jo", "", Said.OWN, True, "at night"), "Jo: at night (crossed out, not settled)"),
        (Passage(Voice.source("a leaflet"), "jo", "", Said.OWN, False, "Rest."), "a leaflet: Rest."),
    ],
)
def test_the_list_by_voice_begins_each_line_with_the_name(passage: Passage, line: str):
    assert passage_line(passage, names) == line
