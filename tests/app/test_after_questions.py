"""The words of after we met keep the rules of words; and a service's own file takes their place, or is refused with a sentence."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import forms
from app.after_questions import (
    LADDERS,
    AfterShelf,
    forget_own_words,
    has_own_words,
    own_file,
    shipped_ladder,
    shipped_questions,
    take_own_words,
)
from app.errors import Trouble
from app.reflection import MY_WORDS, NO, SAY_NO, YES
from app.resources import resource_path
from models.easy_read import long_sentences, unexplained_hard_words
from models.forms import Kind, SideName
from tests.app.test_shipped_forms import BLAME, NOT_TO_THAT_PERSON

OURS = [*((name, resource_path("after", f"{name}.toml").read_bytes()) for name in ("questions", *LADDERS))]


def rows() -> Iterator[tuple[str, str]]:
    """Everything that anybody may read, in rows that explain themselves."""
    after = shipped_questions()
    yield from (("opening", after.opening), ("closing", after.closing), ("first words", " ".join(f"{one}." for one in after.first_words)))
    for question in (*after.asked, after.pledge):
        choices = " ".join(f"{choice.words}." for choice in question.choices)
        yield question.id, f"{question.wording} {question.help} {choices}"
    for ladder in map(shipped_ladder, LADDERS):
        yield ladder.id, f"{ladder.credit} {ladder.note}"
        yield from ((step.id, f"{step.name}: {step.meaning}") for step in ladder.steps)


def test_no_sentence_has_more_than_15_words() -> None:
    assert [f"{place}: {one.text}" for place, text in rows() for one in long_sentences(text)] == []


def test_every_hard_word_is_explained_in_its_own_row() -> None:
    names = {"ladder_seven", "ladder_five"}  # the credit names a paper by its title
    bare = [(place, word.word) for place, text in rows() if place not in names for word in unexplained_hard_words(text, "", forms.words())]
    assert bare == []


def test_nothing_blames_and_nobody_is_called_a_patient() -> None:
    unwanted = (*BLAME, *NOT_TO_THAT_PERSON)
    assert [f"{place}: {word}" for place, text in rows() for word in unwanted if re.search(rf"\b{word}\b", text, re.IGNORECASE)] == []


def test_no_step_and_no_choice_carries_a_number() -> None:
    assert [text for place, text in rows() if place.startswith(("l5", "l7", "af")) and any(letter.isdigit() for letter in text)] == []


def test_both_ladders_ship_with_their_steps_from_the_foot_to_the_top_and_say_whose_names_they_are() -> None:
    seven, five = map(shipped_ladder, LADDERS)

    assert [step.name for step in seven.steps] == [
        *("Coercion", "Educating", "Informing", "Consultation", "Engagement", "Co-design", "Co-production")
    ]
    assert [step.name for step in five.steps] == ["Involvement", "Consultation", "Engagement", "Co-design", "Full-scale co-production"]
    assert "Think Local Act Personal" in seven.credit
    assert all(step.meaning and step.staff for ladder in (seven, five) for step in ladder.steps)


def test_four_questions_each_alone_can_be_answered_passed_and_put_in_own_words() -> None:
    after = shipped_questions()

    assert [question.id for question in after.questions] == ["af_listened", MY_WORDS, SAY_NO, "af_open"]
    assert {question.sides for question in (*after.asked, after.pledge)} == {(SideName.EACH,)}
    for question in (*after.questions, after.ladder):
        if question.kind is Kind.CHOICE:
            assert question.choice("pass").shuts_out
    assert {YES, NO} <= {choice.value for choice in after.question(SAY_NO).choices}


def test_no_id_stands_in_a_form_as_well() -> None:
    mine = {question.id for question in (*shipped_questions().asked, shipped_questions().pledge)}
    assert mine.isdisjoint(question.id for form in forms.shipped_forms() for question in form.questions)


def test_without_a_file_of_the_service_ours_are_used(tmp_path: Path) -> None:
    shelf = AfterShelf(tmp_path)

    assert shelf.questions is shipped_questions()
    assert [ladder.id for ladder in shelf.ladders] == list(LADDERS)
    assert shelf.trouble is None


@pytest.mark.parametrize(("name", "data"), OURS, ids=[name for name, _data in OURS])
def test_a_file_of_the_service_takes_the_place_of_ours_and_ours_can_come_back(tmp_path: Path, name: str, data: bytes) -> None:
    chosen, folder = tmp_path / "chosen.toml", tmp_path / "after"
    chosen.write_bytes(data.replace(b"I was listened to.", b"They heard me.").replace(b"I was asked", b"They asked me"))

    assert take_own_words(folder, chosen) == name
    shelf = AfterShelf(folder)
    said = f"{shelf.questions} {shelf.ladders}"
    assert "They heard me." in said or "They asked me" in said
    assert has_own_words(folder)

    forget_own_words(folder)
    assert not has_own_words(folder)
    assert AfterShelf(folder).questions is shipped_questions()


@pytest.mark.parametrize(
    "text", ["", "format = 1", "id = [", 'format = 1\nid = "ladder_of_ours"', OURS[1][1].decode().replace("meaning", "meening")]
)
def test_a_file_that_is_none_is_refused_and_changes_nothing(tmp_path: Path, text: str) -> None:
    chosen, folder = tmp_path / "chosen.toml", tmp_path / "after"
    chosen.write_text(text, "utf-8")

    with pytest.raises(Trouble) as told:
        take_own_words(folder, chosen)
    assert told.value.next_step
    assert not has_own_words(folder)


def test_a_file_of_the_service_that_was_hurt_is_told_of_and_ours_are_shown(tmp_path: Path) -> None:
    own_file(tmp_path, "questions").write_text("hurt", "utf-8")
    own_file(tmp_path, "ladder_five").write_bytes(OURS[1][1])  # another ladder than its name says
    shelf = AfterShelf(tmp_path)

    assert shelf.questions is shipped_questions()
    assert shelf.ladder("ladder_five") is shipped_ladder("ladder_five")
    assert shelf.trouble.title == "Your own words for after we met cannot be used."
