"""What was done to a text, found by comparing; and what stood there before some operations."""

import pytest

from models.text.side import ViewOp
from ui.writing.net import Change, difference, said, text_before


@pytest.mark.parametrize(
    ("before", "after", "change", "gone"),
    [
        ("garden", "gxarden", Change(1, 0, "x"), ""),
        ("garden", "gaden", Change(2, 1, ""), "r"),
        ("garden", "goden", Change(1, 2, "o"), "ar"),
        ("aaa", "aaaa", Change(3, 0, "a"), ""),
        ("😀😀", "😀x😀", Change(2, 0, "x"), ""),
        ("a😀b", "ab", Change(1, 2, ""), "😀"),
        ("", "tea", Change(0, 0, "tea"), ""),
    ],
)
def test_a_change_is_found_between_what_stayed(before: str, after: str, change: Change, gone: str):
    assert difference(before, after) == (change, gone)


def test_no_change_is_none():
    assert difference("tea", "tea") is None


def test_two_emoji_that_share_half_a_character_are_told_apart_whole():
    assert difference("😀", "😁") == (Change(0, 2, "😁"), "😀")


def test_paragraphs_of_a_document_are_line_ends_of_the_side():
    assert said("one\u2029two") == "one\ntwo"


def test_operations_are_turned_back():
    ops = [ViewOp("in", 0, 4, "tea "), ViewOp("out", 6, 2, "😀"), ViewOp("look", 0, 3, "")]
    assert text_before("tea no", ops) == "no😀"


def test_a_change_moves_with_what_happened_meanwhile():
    ops = [ViewOp("in", 0, 4, "tea "), ViewOp("out", 9, 1, "x")]
    assert Change(4, 4, "new").after(ops) == Change(8, 3, "new")
