"""Text from outside, made fit to store: nothing is dropped, and what cannot be stored is replaced one for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text.clean import clean, code_points, utf16_width

ANY_TEXT = st.text(st.characters(codec=None))  # lone surrogates too


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("Garden", "Garden"),
        ("a\tb", "a\tb"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
        ("a\x00b\x1bc\x7f", "a\ufffdb\ufffdc\ufffd"),
        ("\ud83d\ude00", "\U0001f600"),
        ("a\ud83db\ude00", "a\ufffdb\ufffd"),
        ("\ufffc\uffff\ufdd0\U0001ffff", "\ufffd\ufffd\ufffd\ufffd"),
        ("👩\u200d👧 e\u0301 سلام \u202eשמש", "👩\u200d👧 e\u0301 سلام \u202eשמש"),
    ],
)
def test_text_is_kept_as(given_text: str, kept: str) -> None:
    assert clean(given_text) == kept


@given(ANY_TEXT)
def test_clean_text_can_be_stored_and_written_as_xml(text: str) -> None:
    kept = clean(text)
    kept.encode("utf-8")
    assert all(letter in "\t\n" or (letter >= " " and not "\x7f" <= letter <= "\x9f") for letter in kept)
    assert not any("\ufdd0" <= letter <= "\ufdef" or ord(letter) & 0xFFFE == 0xFFFE for letter in kept)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_only_line_ends_change_the_length(text: str) -> None:
    assert len(clean(text.replace("\r\n", "\n"))) == len(text.replace("\r\n", "\n"))


@given(st.text(), st.integers(0, 40))
def test_positions_in_units_and_in_characters_agree(text: str, count: int) -> None:
    head = text[:count]
    assert code_points(text, utf16_width(head)) == len(head)
    assert utf16_width(head) == len(head.encode("utf-16-le")) // 2


@pytest.mark.parametrize(("text", "units"), [("a\U0001f600", 2), ("a", 2), ("", 1), ("\U0001f600", 3)])
def test_a_position_inside_a_character_or_past_the_end_is_refused(text: str, units: int) -> None:
    with pytest.raises(ValueError, match="position"):
        code_points(text, units)
