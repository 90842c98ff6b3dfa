"""What Backspace and Delete take: one's own words letter by letter, somebody else's word by word."""

import random
import unicodedata

import pytest

from models.text.answering import confirm, keep
from models.text.clean import utf16_width
from models.text.document import PlanDocument
from models.text.pens import Pen, Voice
from models.text.taking import FIRST_REACH, Taken, leaves_the_page, taken_at
from models.text.writing import pick_up, quote, write

SIDE = "need/together"
SAM = Pen("sam", Voice.of("sam"), "sam")
JO = Pen("jo", Voice.of("jo"), "jo")
JO_FOR_SAM = Pen("jo for sam", Voice.of("sam"), "jo")
MUM = Pen("mum", Voice.of("mum"), "mum")
SAM_AND_JO = Pen("both", Voice.shared("sam", "jo"), "jo")
LETTER = Pen("letter", Voice.source("a leaflet"), "jo")


def cluster(text: str, forward: bool) -> int:
    """A plain finder of characters for these tests: a letter with its combining marks, and people joined into a family."""
    letters = list(text) if forward else list(text)[::-1]
    taken = [letters[0]]
    for letter in letters[1:]:
        inner = letter if forward else taken[-1]
        joined = unicodedata.combining(inner) or "\u200d" in (letter, taken[-1])
        if not joined:
            break
        taken.append(letter)
    return sum(utf16_width(letter) for letter in taken)


def page(*words: tuple[Pen, str]) -> PlanDocument:
    """A side written by several pens, one behind the other."""
    document = PlanDocument()
    for pen, text in words:
        write(document, pen, SIDE, document.side(SIDE).length, text=text)
    return document


def press(document: PlanDocument, pen: Pen, caret: int, *, forward: bool = False, ctrl: bool = False) -> tuple[str, Taken]:
    """The words that one press takes, and where they stand."""
    side = document.side(SIDE)
    taken = taken_at(side, caret, pen, cluster, forward=forward, whole_words=ctrl)
    return "".join(stretch.text for stretch in side.between(taken.at, taken.at + taken.width)), taken


def test_backspace_takes_one_letter_of_my_own():
    assert press(page((SAM, "garden")), SAM, 6) == ("n", Taken(5, 1))


def test_delete_takes_one_letter_of_my_own():
    assert press(page((SAM, "garden")), SAM, 0, forward=True) == ("g", Taken(0, 1))


def test_a_letter_with_its_mark_goes_as_one():
    assert press(page((SAM, "cafe\u0301")), SAM, 5) == ("e\u0301", Taken(3, 2))


def test_a_family_of_emoji_goes_as_one():
    family = "👩\u200d👧"
    assert press(page((SAM, "we " + family)), SAM, 3 + 5) == (family, Taken(3, 5))


def test_of_a_character_with_two_owners_i_take_only_my_own_part():
    assert press(page((JO, "cafe"), (SAM, "\u0301")), SAM, 5) == ("\u0301", Taken(4, 1))


def test_what_i_typed_for_sam_goes_letter_by_letter():
    assert press(page((JO_FOR_SAM, "tea")), JO_FOR_SAM, 3) == ("a", Taken(2, 1))


def test_what_i_typed_for_sam_goes_as_a_word_once_sam_said_yes():
    document = page((JO_FOR_SAM, "before tea"))
    confirm(document, SAM, SIDE, document.side(SIDE).ids_of(0, 10))
    assert press(document, JO_FOR_SAM, 10) == ("tea", Taken(7, 3))


def test_what_i_typed_for_sam_is_a_word_of_somebody_else_for_my_own_pen():
    assert press(page((JO_FOR_SAM, "before tea")), JO, 10) == ("tea", Taken(7, 3))


def test_sams_own_hands_take_what_jo_typed_for_sam_letter_by_letter():
    assert press(page((JO_FOR_SAM, "tea")), SAM, 3) == ("a", Taken(2, 1))


def test_backspace_takes_a_whole_word_of_somebody_else():
    assert press(page((SAM, "in the garden")), JO, 13) == ("garden", Taken(7, 6))


def test_backspace_inside_a_word_of_somebody_else_takes_both_its_halves():
    assert press(page((SAM, "in the garden today")), JO, 10) == ("garden", Taken(7, 6))


def test_delete_inside_a_word_of_somebody_else_takes_both_its_halves():
    assert press(page((SAM, "in the garden today")), JO, 10, forward=True) == ("garden", Taken(7, 6))


def test_spaces_next_to_the_caret_go_with_the_word():
    assert press(page((SAM, "in the garden  ")), JO, 15) == ("garden  ", Taken(7, 8))
    assert press(page((SAM, "in the  garden")), JO, 6, forward=True) == ("  garden", Taken(6, 8))


def test_a_line_end_of_somebody_else_goes_alone():
    assert press(page((SAM, "one\ntwo")), JO, 4) == ("\n", Taken(3, 1))
    assert press(page((SAM, "one \ntwo")), JO, 4, forward=True) == ("\n", Taken(4, 1))


def test_what_is_struck_already_is_passed_over():
    document = page((SAM, "in the garden"))
    write(document, JO, SIDE, 7, take=6)
    assert press(document, JO, 13) == ("the ", Taken(3, 4))


def test_what_another_struck_is_passed_over_too():
    document = page((SAM, "in the garden"))
    write(document, MUM, SIDE, 7, take=6)
    assert press(document, JO, 13) == ("the ", Taken(3, 4))


def test_my_own_words_go_although_somebody_struck_them():
    document = page((SAM, "garden"))
    write(document, JO, SIDE, 0, take=6)
    assert press(document, SAM, 6) == ("n", Taken(5, 1))


def test_where_all_is_struck_the_caret_passes_to_the_end_of_it():
    document = page((SAM, "garden"))
    write(document, JO, SIDE, 0, take=6)
    assert press(document, JO, 4) == ("", Taken(0, 0))
    assert press(document, JO, 4, forward=True) == ("", Taken(6, 0))


def test_at_the_edge_of_the_page_nothing_is_taken():
    assert press(page((SAM, "tea")), SAM, 0) == ("", Taken(0, 0))
    assert press(page((SAM, "tea")), SAM, 3, forward=True) == ("", Taken(3, 0))


def test_a_word_of_somebody_else_stops_at_my_own_letters():
    assert press(page((SAM, "gar"), (JO, "age "), (SAM, "den")), JO, 10) == ("den", Taken(7, 3))
    assert press(page((JO, "pre"), (SAM, "fix")), JO, 6) == ("fix", Taken(3, 3))


def test_a_word_of_two_others_goes_as_one():
    assert press(page((SAM, "gar"), (MUM, "den")), JO, 6) == ("garden", Taken(0, 6))


def test_control_takes_a_word_of_my_own_with_the_spaces_before_it():
    assert press(page((SAM, "in the garden ")), SAM, 14, ctrl=True) == ("garden ", Taken(7, 7))
    assert press(page((SAM, "in the garden")), SAM, 2, forward=True, ctrl=True) == (" the", Taken(2, 4))


def test_control_stops_at_the_words_of_somebody_else():
    assert press(page((JO, "pre"), (SAM, "fix")), SAM, 6, ctrl=True) == ("fix", Taken(3, 3))


def test_words_of_a_shared_voice_go_as_words_for_each_of_them():
    assert press(page((SAM_AND_JO, "we walk")), SAM, 7) == ("walk", Taken(3, 4))


def test_words_from_a_leaflet_go_letter_by_letter_for_the_pen_that_copied_them():
    assert press(page((LETTER, "we walk")), LETTER, 7) == ("k", Taken(6, 1))
    assert press(page((LETTER, "we walk")), JO, 7) == ("walk", Taken(3, 4))


def test_a_quote_goes_letter_by_letter_for_who_quoted_it():
    document = page((SAM, "garden first"))
    quote(document, JO, SIDE, 12, 0, pick_up(document, SIDE, 0, 6))
    assert press(document, JO, 18) == ("n", Taken(17, 1))
    assert press(document, MUM, 18)[0] == "firstgarden"


def test_a_long_row_of_struck_words_is_passed_over_whole():
    document = page((SAM, "far "), (MUM, "long " * FIRST_REACH))
    write(document, JO, SIDE, 4, take=5 * FIRST_REACH)
    assert press(document, JO, 4 + 5 * FIRST_REACH) == ("far ", Taken(0, 4))


def test_a_very_long_word_goes_whole():
    document = page((SAM, "a " + "é" * 5 * FIRST_REACH))
    assert press(document, JO, 2 + 5 * FIRST_REACH)[1] == Taken(2, 5 * FIRST_REACH)


def test_words_that_were_kept_from_me_are_still_one_word_at_a_time():
    document = page((SAM, "in the garden"))
    write(document, JO, SIDE, 7, take=6)
    keep(document, SAM, SIDE, document.side(SIDE).ids_of(7, 13))
    assert press(document, JO, 13) == ("garden", Taken(7, 6))


@pytest.mark.parametrize("seed", range(20))
def test_what_is_said_to_leave_the_page_does_leave_it(seed: int):
    print("seed", seed)
    rnd = random.Random(seed)
    pens = [SAM, JO, JO_FOR_SAM, MUM, SAM_AND_JO, LETTER]
    document = page(*((rnd.choice(pens), rnd.choice(["a ", "tea", "😀", "\n"])) for _ in range(30)))
    for _ in range(20):
        length = document.side(SIDE).length
        caret = rnd.choice([0, length, *(stretch.at for stretch in document.side(SIDE).stretches())])
        pen, forward, ctrl = rnd.choice(pens), rnd.random() < 0.5, rnd.random() < 0.3
        words, taken = press(document, pen, caret, forward=forward, ctrl=ctrl)
        looks = [stretch.look for stretch in document.side(SIDE).between(taken.at, taken.at + taken.width)]
        leaving = {leaves_the_page(look, pen) for look in looks}
        written = write(document, pen, SIDE, taken.at, taken.width)
        assert len(leaving) <= 1
        if words:
            assert (document.side(SIDE).length < length) is (leaving == {True})
            assert written.struck is (leaving == {False})
