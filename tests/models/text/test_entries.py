"""Answers that are not text: everybody's own stands, the newest counts, and what was entered for somebody waits for their yes."""

import pytest

from models.text.entries import EntryFault, all_entries, answer_typed_for, answers, enter
from models.text.pens import UNKNOWN, Pen, Voice, VoiceKind
from models.text.runs import Entry, Said
from models.text.undoing import redo, undo
from models.text.waiting import entries_waiting_for
from tests.models.text.pages import ADA, BOTH, JO, JO_FOR_SAM, SAM, Page, exchange, own_pen

MOOD = "mood/together"


def told(page: Page) -> list[tuple[str, str, Said]]:
    return [
        (" and ".join(entry.pen.voice.people) or entry.pen.voice.named, entry.value["choice"], entry.said) for entry in answers(page, MOOD)
    ]


def test_where_people_differ_all_answers_stand() -> None:
    page = Page()
    enter(page, SAM, MOOD, {"choice": "good"})
    enter(page, JO, MOOD, {"choice": "bad"})
    assert told(page) == [("sam", "good", Said.OWN), ("jo", "bad", Said.OWN)]


def test_a_persons_newest_answer_is_that_persons_answer() -> None:
    page = Page()
    enter(page, SAM, MOOD, {"choice": "good"})
    enter(page, JO, MOOD, {"choice": "bad"})
    enter(page, own_pen("sam", "tuesday"), MOOD, {"choice": "fine"})
    assert told(page) == [("sam", "fine", Said.OWN), ("jo", "bad", Said.OWN)]
    assert len(all_entries(page, MOOD)) == 3


def test_an_empty_answer_takes_ones_own_back_and_nobody_elses() -> None:
    page = Page()
    enter(page, SAM, MOOD, {"choice": "good"})
    enter(page, JO, MOOD, {"choice": "bad"})
    enter(page, SAM, MOOD, {})
    assert told(page) == [("jo", "bad", Said.OWN)]


def test_several_who_answer_together_are_a_voice_of_their_own() -> None:
    page = Page()
    enter(page, SAM, MOOD, {"choice": "good"})
    enter(page, BOTH, MOOD, {"choice": "fine"})
    assert [name for name, _, _ in told(page)] == ["sam", "jo and sam"]


def test_the_form_and_somebody_unknown_do_not_take_each_others_place() -> None:
    page = Page()
    enter(page, Pen("f", Voice(VoiceKind.FORM), "jo"), MOOD, {"choice": "good"})
    enter(page, Pen("u", UNKNOWN, "jo"), MOOD, {"choice": "bad"})
    assert len(answers(page, MOOD)) == 2


def test_what_is_entered_for_somebody_waits_for_their_yes() -> None:
    page = Page()
    key = enter(page, JO_FOR_SAM, MOOD, {"choice": "good"})
    assert told(page) == [("sam", "good", Said.WAITING)]
    assert [entry.key for _, entry in entries_waiting_for(page, "sam")] == [key]
    assert answer_typed_for(page, SAM, MOOD, key, True)
    assert told(page) == [("sam", "good", Said.CONFIRMED)]
    assert entries_waiting_for(page, "sam") == []


def test_not_mine_brings_back_what_that_person_said_before() -> None:
    page = Page()
    enter(page, SAM, MOOD, {"choice": "good"})
    key = enter(page, JO_FOR_SAM, MOOD, {"choice": "bad"})
    answer_typed_for(page, SAM, MOOD, key, False)
    assert told(page) == [("sam", "good", Said.OWN)]
    assert [entry.said for entry in all_entries(page, MOOD)] == [Said.OWN, Said.NOT_MINE]


def test_one_can_think_again_about_what_was_entered_for_one() -> None:
    page = Page()
    key = enter(page, JO_FOR_SAM, MOOD, {"choice": "good"})
    for yes, said in ((True, Said.CONFIRMED), (False, Said.NOT_MINE), (True, Said.CONFIRMED)):
        answer_typed_for(page, SAM, MOOD, key, yes)
        assert [entry.said for entry in all_entries(page, MOOD)] == [said]


@pytest.mark.parametrize("pen", [ADA, JO, JO_FOR_SAM])
def test_nobody_else_says_whether_it_is_theirs(pen: Pen) -> None:
    page = Page()
    key = enter(page, JO_FOR_SAM, MOOD, {"choice": "good"})
    assert not answer_typed_for(page, pen, MOOD, key, True)
    assert told(page) == [("sam", "good", Said.WAITING)]


def test_an_entry_before_a_witness_is_that_persons_own() -> None:
    page = Page()
    enter(page, JO_FOR_SAM, MOOD, {"choice": "good"}, witness="ada")
    (entry,) = answers(page, MOOD)
    assert (entry.said, entry.witness) == (Said.OWN, "ada")


@pytest.mark.parametrize("witness", ["jo", "sam"])
def test_neither_the_hands_nor_the_person_is_a_witness(witness: str) -> None:
    page = Page()
    enter(page, JO_FOR_SAM, MOOD, {"choice": "good"}, witness=witness)
    assert told(page) == [("sam", "good", Said.WAITING)]


def test_what_comes_after_an_undone_entry_stays_newer_than_it() -> None:
    page = Page()
    enter(page, SAM, MOOD, {"choice": "good"})
    undo(page, SAM)
    enter(page, JO_FOR_SAM, MOOD, {"choice": "bad"}, witness="ada")
    redo(page, SAM)
    assert told(page) == [("sam", "bad", Said.OWN)]


def test_entries_of_two_machines_are_the_same_on_both() -> None:
    page, other = Page(), Page()
    enter(page, SAM, MOOD, {"choice": "good"})
    enter(other, own_pen("sam", "tuesday"), MOOD, {"choice": "bad"})
    exchange(page, other)
    assert told(page) == told(other)
    assert len(told(page)) == 1


def test_an_entry_knows_when_it_was_made_and_whose_pen() -> None:
    page = Page()
    page.clock = lambda: 1_700_000_000_000
    key = enter(page, SAM, MOOD, {"choice": "good"})
    assert answers(page, MOOD) == [Entry(key, SAM, {"choice": "good"}, 1_700_000_000_000)]


def test_an_entry_that_is_not_the_pens_act_is_not_undone_with_it() -> None:
    page = Page()
    enter(page, SAM, MOOD, {"choice": "good"}, undoable=False)
    assert undo(page, SAM) is None


def test_words_of_an_entry_are_cleaned_like_all_words() -> None:
    page = Page()
    enter(page, SAM, MOOD, {"choice": "a\r\nb\x00", "days": (1, 2), "sure": None})
    assert answers(page, MOOD)[0].value == {"choice": "a\nb\ufffd", "days": [1, 2], "sure": None}


@pytest.mark.parametrize("value", [1.5, b"bytes", {"deep": "map"}, object(), "x" * 20_001, ["fine", {}]])
def test_what_no_entry_can_hold_is_refused_before_anything_is_written(value: object) -> None:
    page = Page()
    with pytest.raises(EntryFault):
        enter(page, SAM, MOOD, {"choice": value})
    assert page.rows == []
