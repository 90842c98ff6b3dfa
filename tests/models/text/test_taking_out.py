"""Taking out: one's own words leave, everybody else's are struck until their owner answers."""

import pytest

from models.text.answering import NotTheirs, keep, let_go, take_back_strike
from models.text.pens import Pen, Voice, VoiceKind
from models.text.writing import write
from tests.models.text.pages import ADA, BOTH, HERE, JO, JO_FOR_SAM, SAM, Page, exchange, own_pen, pen_for


def test_ones_own_words_leave_the_page() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    written = page.take_out(SAM, " first")
    assert page.text == "Garden"
    assert (written.start, written.end, written.struck) == (6, 6, False)


def test_somebody_elses_words_stay_struck() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    written = page.take_out(JO, "first")
    assert page.reads() == ["Garden: sam", "first: sam, struck by jo"]
    assert (written.start, written.end, written.struck) == (12, 12, True)


def test_a_selection_over_two_owners_takes_out_ones_own_and_strikes_the_others() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.type(JO, " at once")
    page.take_out(JO, "den at")
    assert page.reads() == ["Gar: sam", "den: sam, struck by jo", "once: jo"]


def test_typing_over_somebody_elses_words_strikes_them_and_stands_behind_them() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    written = write(page, JO, HERE, 0, 6, "Music")
    assert page.reads() == ["Garden: sam, struck by jo", "Music: jo", "first: sam"]
    assert (written.start, written.end) == (6, 11)


def test_words_struck_already_by_the_same_pen_are_passed_over() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO, "Garden")
    kept = len(page.rows)
    assert not page.take_out(JO, "Garden").struck
    assert len(page.rows) == kept


def test_two_people_can_strike_the_same_words() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO, "Garden")
    page.take_out(ADA, "Garden")
    assert page.reads() == ["Garden: sam, struck by ada, struck by jo"]


def test_a_scribe_takes_out_what_the_same_hands_typed() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Gardn")
    page.take_out(JO_FOR_SAM, "n")
    assert page.text == "Gard"


@pytest.mark.parametrize("pen", [pen_for("sam", "ada"), JO, ADA], ids=["another scribe", "the same hands for themselves", "somebody else"])
def test_nobody_but_its_scribe_and_its_owner_takes_out_what_was_typed_for_somebody(pen: Pen) -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden")
    page.take_out(pen, "Garden")
    assert page.text == "Garden"
    assert page.look("Garden").struck_by == (pen.key,)


def test_the_owner_takes_out_what_somebody_typed_for_them() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden")
    page.take_out(SAM, "Garden")
    assert page.text == ""


def test_a_scribe_only_strikes_what_the_owner_typed() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO_FOR_SAM, "Garden")
    assert page.reads() == ["Garden: sam, struck by sam by jo"]


def test_the_forms_own_words_can_only_be_struck() -> None:
    page = Page()
    page.type(Pen("form", Voice(VoiceKind.FORM), "jo"), "What helps?")
    page.take_out(SAM, "What helps?")
    assert page.reads() == ["What helps?: form by jo, struck by sam"]


def test_a_letter_that_belongs_to_somebody_is_that_persons_words() -> None:
    page = Page()
    page.type(Pen("letter", Voice.source("letter, 3 May", "sam"), "jo"), "I like music")
    page.take_out(SAM, "I like music")
    assert page.text == ""


# ---- several speak together


def test_one_of_several_speakers_strikes_until_every_other_lets_go() -> None:
    page = Page()
    page.type(BOTH, "We agree")
    page.take_out(SAM, "We agree")
    assert page.reads() == ["We agree: jo and sam by jo, waiting, struck by sam"]
    assert let_go(page, JO, HERE, page.spans("We agree"))
    assert page.text == ""


def test_somebody_outside_needs_every_speaker_to_let_go() -> None:
    page = Page()
    page.type(BOTH, "We agree")
    page.take_out(ADA, "We agree")
    let_go(page, JO, HERE, page.spans("We agree"))
    assert page.text == "We agree"
    let_go(page, SAM, HERE, page.spans("We agree"))
    assert page.text == ""


# ---- let go, keep, take back


def test_the_owner_lets_go_and_the_words_leave() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    page.take_out(JO, "first")
    assert let_go(page, SAM, HERE, page.spans("first"))
    assert page.text == "Garden "


def test_nobody_lets_go_for_somebody_else() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO, "Garden")
    assert not let_go(page, ADA, HERE, page.spans("Garden"))
    with pytest.raises(NotTheirs):
        let_go(page, JO_FOR_SAM, HERE, page.spans("Garden"))
    assert page.text == "Garden"


@pytest.mark.parametrize("witness", ["jo", "sam", ""])
def test_a_witness_is_a_third_person(witness: str) -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(ADA, "Garden")
    with pytest.raises(NotTheirs):
        keep(page, JO_FOR_SAM, HERE, page.spans("Garden"), witness)


def test_who_cannot_use_the_keys_answers_before_a_witness() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(ADA, "Garden")
    assert keep(page, JO_FOR_SAM, HERE, page.spans("Garden"), "ada")
    assert page.reads() == ["Garden: sam, kept from ada"]


def test_kept_words_stand_as_a_difference_and_the_same_person_cannot_strike_them_again() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO, "Garden")
    assert keep(page, SAM, HERE, page.spans("Garden"))
    assert page.reads() == ["Garden: sam, kept from jo"]
    assert page.take_out(JO, "Garden").refused
    assert page.reads() == ["Garden: sam, kept from jo"]


def test_what_was_kept_cannot_be_struck_again_even_after_the_strike_was_taken_back() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO, "Garden")
    keep(page, SAM, HERE, page.spans("Garden"))
    take_back_strike(page, JO, HERE, page.spans("Garden"))
    assert page.take_out(JO, "Garden").refused
    assert page.reads() == ["Garden: sam"]


def test_a_keep_is_against_each_striker_only_where_that_one_struck() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    page.take_out(JO, "Garden")
    page.take_out(ADA, "first")
    keep(page, SAM, HERE, page.spans("Garden first"))
    assert not page.take_out(ADA, "Garden").refused
    assert page.look("Garden").struck_by == (ADA.key,)


def test_a_kept_word_can_still_be_struck_by_somebody_else() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO, "Garden")
    keep(page, SAM, HERE, page.spans("Garden"))
    page.take_out(ADA, "Garden")
    assert page.reads() == ["Garden: sam, struck by ada, kept from jo"]


def test_the_striker_takes_the_strike_back_from_part_of_the_words() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    page.take_out(JO, "Garden first")
    assert take_back_strike(page, JO, HERE, page.spans("Garden"))
    assert page.reads() == ["Garden: sam", "first: sam, struck by jo"]


def test_nobody_takes_back_anothers_strike() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO, "Garden")
    assert not take_back_strike(page, SAM, HERE, page.spans("Garden"))
    assert not take_back_strike(page, ADA, HERE, page.spans("Garden"))


def test_words_put_into_struck_words_are_not_struck() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    page.take_out(JO, "Garden first")
    page.type(SAM, "!", behind="Garden")
    assert page.reads() == ["Garden: sam, struck by jo", "!: sam", "first: sam, struck by jo"]


# ---- what meets in a merge


def test_a_strike_that_meets_a_keep_of_an_earlier_one_is_refused() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.take_out(JO, "Garden")
    other = Page(*page.blobs)
    keep(page, SAM, HERE, page.spans("Garden"))
    take_back_strike(other, JO, HERE, other.spans("Garden"))
    other.take_out(own_pen("jo", "tuesday"), "Garden")
    exchange(page, other)
    assert page.reads() == other.reads() == ["Garden: sam, kept from jo"]


def test_words_typed_into_words_that_leave_elsewhere_stay() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    other = Page(*page.blobs)
    page.take_out(SAM, "Garden first")
    other.type(JO, " (rain or not)", behind="Garden")
    exchange(page, other)
    assert page.text == other.text == " (rain or not)"
