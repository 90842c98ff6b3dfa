"""Short texts made fit to keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tidy import one_line
from tests.app.rooms import told

ODD = st.text(st.characters(codec=None, categories=None), max_size=60) | st.text("a \n\r\t\ud83d\udc4d\x00\u2028", max_size=30)


@given(ODD)
def test_whatever_is_typed_comes_out_on_one_line_and_can_be_stored(text: str) -> None:
    tidy = one_line(text, 1_000)

    assert tidy == tidy.strip()
    assert len(tidy.splitlines()) <= 1
    assert tidy.encode("utf-8").decode() == tidy
    assert one_line(tidy, 1_000) == tidy


@pytest.mark.parametrize("text", ["Zoë Ó Briain", "سام", "Sam 🌻 Okafor", "李雷"])
def test_words_of_any_language_stay_as_they_are(text: str) -> None:
    assert one_line(f"  {text}\n", 20) == text


def test_what_is_too_long_is_refused_and_never_cut() -> None:
    assert one_line("a" * 20, 20) == "a" * 20
    with told("too long"):
        one_line("a" * 21, 20)


@pytest.mark.parametrize("sign", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u202c", "\u2069"])
def test_a_name_never_turns_round_what_stands_after_it(sign: str) -> None:
    assert one_line(f"Sam{sign} Okafor", 20) == "Sam Okafor"
    assert one_line(f"سام{sign}", 20) == "سام"
