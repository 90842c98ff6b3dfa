"""Words said plainly: kept once whatever their letters, in order, with who said them and when; and found in texts."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.easy_read import WardWord, words_in
from models.nhs_number import may_hold_number
from models.ward_words import NoSuchWord, SaidPlainly, forget_word, keep_word, words_said
from tests.models.stores import AT, Ward, new_ward


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    opened = new_ward(tmp_path / "ward.store")
    yield opened
    opened.store.close()


def say(ward: Ward, word: str, meaning: str, minutes: int = 0) -> SaidPlainly:
    with ward.store.session() as session:
        return keep_word(session, SaidPlainly(word, meaning, ward.jo, AT + timedelta(minutes=minutes)))


def said(ward: Ward) -> list[SaidPlainly]:
    with ward.store.reading() as session:
        return words_said(session)


def test_a_word_is_kept_with_who_said_it_and_when(ward: Ward) -> None:
    one = say(ward, "TTO", "Medicine to take home.")
    assert said(ward) == [one]
    assert (one.person_id, one.said_at) == (ward.jo, AT)


def test_what_was_said_last_of_a_word_stands_whatever_its_letters(ward: Ward) -> None:
    for word, meaning in (("Ödem", "Water."), ("ÖDEM", "Water under the skin.")):
        say(ward, word, meaning)
    assert [(one.word, one.explanation) for one in said(ward)] == [("ÖDEM", "Water under the skin.")]


def test_words_stand_in_the_order_of_the_alphabet(ward: Ward) -> None:
    for word in ("Zebra", "apple", "MDT"):
        say(ward, word, "A thing.")
    assert [one.word for one in said(ward)] == ["apple", "MDT", "Zebra"]


def test_a_word_is_taken_out_once(ward: Ward) -> None:
    say(ward, "TTO", "Medicine to take home.")
    with ward.store.session() as session:
        assert forget_word(session, "tto").word == "TTO"
    assert said(ward) == []
    with pytest.raises(NoSuchWord), ward.store.session() as session:
        forget_word(session, "TTO")


SECTION, SECTION_117, ALLERGY = (
    WardWord("section", "A part of the law."),
    WardWord("section 117", "Free help."),
    WardWord("allergy", "Ill."),
)
ODD = WardWord("C+", "A grade.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sections, and section 117 too.", [SECTION, SECTION_117]),
        ("Section 117. Section 117.", [SECTION_117]),
        ("My allergies.", [ALLERGY]),
        ("A dissection.", []),
        ("I got C+ there, C+s everywhere, no AC+.", [ODD]),
        ("", []),
    ],
)
def test_words_are_found_in_a_text_each_once_as_they_first_appear(text: str, found: list[WardWord]) -> None:
    assert words_in(text, [ALLERGY, SECTION, SECTION_117, ODD]) == found


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("999 012 3454", True),
        ("a9990123455b", True),
        ("999-012-3454 is it", True),
        ("\u0669\u0669\u0669 \u0660\u0661\u0662 \u0663\u0664\u0665\u0664", True),
        ("999 012 345", False),
        ("Section 117, room 5551.", False),
        ("", False),
    ],
)
def test_ten_digits_in_a_row_may_be_somebodys_number(text: str, holds: bool) -> None:
    assert may_hold_number(text) is holds
