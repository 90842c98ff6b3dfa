"""Typed for somebody, and whether they are that person's words."""

import pytest

from models.text.answering import NotTheirs, confirm, not_my_words
from models.text.pens import UNKNOWN, Pen, Voice
from models.text.undoing import Undone, redo, undo
from models.text.waiting import WaitKind, waiting_for
from models.text.writing import write
from tests.models.text.pages import ADA, BOTH, HERE, JO, JO_FOR_SAM, SAM, Page, exchange, pen_for


def typed_for_sam(text: str = "Garden first") -> Page:
    page = Page()
    page.type(JO_FOR_SAM, text)
    return page


def test_what_a_scribe_types_waits_for_its_owner() -> None:
    page = typed_for_sam()
    assert page.reads() == ["Garden first: sam by jo, waiting"]
    (waits,) = waiting_for(page, "sam")
    assert (waits.kind, waits.text, waits.by) == (WaitKind.TYPED_FOR, "Garden first", JO_FOR_SAM.key)
    assert waiting_for(page, "jo") == []


def test_the_owner_says_yes() -> None:
    page = typed_for_sam()
    assert confirm(page, SAM, HERE, page.spans("Garden first"))
    assert page.reads() == ["Garden first: sam by jo, confirmed"]
    assert waiting_for(page, "sam") == []


def test_only_the_owner_can_say_yes() -> None:
    page = typed_for_sam()
    assert not confirm(page, ADA, HERE, page.spans("Garden"))
    with pytest.raises(NotTheirs):
        confirm(page, JO_FOR_SAM, HERE, page.spans("Garden"))


def test_ones_own_words_need_no_yes() -> None:
    page = Page()
    page.type(SAM, "Garden")
    assert not confirm(page, SAM, HERE, page.spans("Garden"))
    assert page.reads() == ["Garden: sam"]


def test_nobody_is_asked_about_words_of_nobody_known() -> None:
    page = Page()
    page.type(Pen("x", UNKNOWN, "jo"), "Garden")
    page.type(Pen("y", Voice.source("leaflet"), "jo"), "Music")
    assert page.reads() == ["Garden: unknown by jo", "Music: leaflet by jo"]


def test_not_my_words_shows_from_then_on() -> None:
    page = typed_for_sam()
    assert not_my_words(page, SAM, HERE, page.spans("first"))
    assert page.reads() == ["Garden: sam by jo, waiting", "first: sam by jo, not mine"]


def test_the_last_answer_counts_whichever_pen_gave_it() -> None:
    page = typed_for_sam()
    spans = page.spans("Garden first")
    not_my_words(page, JO_FOR_SAM, HERE, spans, "ada")
    confirm(page, SAM, HERE, spans)
    assert page.reads() == ["Garden first: sam by jo, confirmed"]
    not_my_words(page, JO_FOR_SAM, HERE, spans, "ada")
    assert page.reads() == ["Garden first: sam by jo, not mine"]


def test_undo_of_a_later_answer_brings_back_the_earlier_one() -> None:
    page = typed_for_sam()
    spans = page.spans("Garden first")
    confirm(page, SAM, HERE, spans)
    not_my_words(page, JO_FOR_SAM, HERE, spans, "ada")
    undo(page, JO_FOR_SAM)
    assert page.reads() == ["Garden first: sam by jo, confirmed"]


def test_not_my_words_wins_over_a_yes_that_was_said_elsewhere_at_the_same_time() -> None:
    page = typed_for_sam()
    other = Page(*page.blobs)
    confirm(page, SAM, HERE, page.spans("Garden first"))
    not_my_words(other, JO_FOR_SAM, HERE, other.spans("Garden first"), "ada")
    exchange(page, other)
    assert page.reads() == other.reads() == ["Garden first: sam by jo, not mine"]


def test_all_speakers_but_the_one_that_typed_are_asked() -> None:
    page = Page()
    page.type(Pen("room", Voice.shared("sam", "jo", "ada"), "jo"), "We agree")
    spans = page.spans("We agree")
    confirm(page, SAM, HERE, spans)
    assert page.reads() == ["We agree: ada and jo and sam by jo, waiting"]
    assert [thing.kind for thing in waiting_for(page, "ada")] == [WaitKind.TYPED_FOR]
    assert waiting_for(page, "sam") == waiting_for(page, "jo") == []
    confirm(page, ADA, HERE, spans)
    assert page.reads() == ["We agree: ada and jo and sam by jo, confirmed"]


# ---- a scribe and a yes


def test_a_scribe_only_strikes_what_was_confirmed() -> None:
    page = typed_for_sam()
    confirm(page, SAM, HERE, page.spans("Garden"))
    page.take_out(JO_FOR_SAM, "Garden first")
    assert page.reads() == ["Garden: sam by jo, changed, struck by sam by jo"]


def test_where_a_scribes_take_out_and_a_yes_meet_the_words_show_as_struck() -> None:
    page = typed_for_sam()
    other = Page(*page.blobs)
    confirm(page, SAM, HERE, page.spans("Garden first"))
    other.take_out(JO_FOR_SAM, "Garden first")
    assert other.text == ""
    exchange(page, other)
    assert page.reads() == other.reads() == ["Garden first: sam by jo, changed, struck by sam by jo"]


def test_one_yes_of_several_is_enough_against_a_scribe() -> None:
    page = Page()
    page.type(Pen("for both", Voice.shared("sam", "jo"), "ada"), "We agree")
    confirm(page, SAM, HERE, page.spans("We agree"))
    page.take_out(Pen("for both", Voice.shared("sam", "jo"), "ada"), "We agree")
    assert page.text == "We agree"


# ---- changed since


def changed(page: Page) -> bool:
    return "changed" in " ".join(page.reads())


def confirmed_page() -> Page:
    page = typed_for_sam("Garden first, then music")
    confirm(page, SAM, HERE, page.spans("Garden first"))
    return page


def test_words_put_into_a_confirmed_passage_ask_again() -> None:
    page = confirmed_page()
    page.type(JO, "not ", behind="Garden ")
    assert page.reads()[0] == "Garden: sam by jo, changed"
    assert next(thing.kind for thing in waiting_for(page, "sam")) is WaitKind.CHANGED


def test_words_put_beside_a_confirmed_passage_do_not() -> None:
    page = confirmed_page()
    page.type(JO, "!", behind="first")
    write(page, JO, HERE, 0, 0, "Well: ")
    assert page.reads()[:2] == ["Well:: jo", "Garden first: sam by jo, confirmed"]


def test_words_struck_in_a_confirmed_passage_ask_again_until_the_strike_is_taken_back() -> None:
    page = confirmed_page()
    page.take_out(ADA, "first")
    assert changed(page)
    undo(page, ADA)
    assert not changed(page)


def test_words_that_leave_a_confirmed_passage_ask_again() -> None:
    page = confirmed_page()
    page.take_out(SAM, "Gar")
    assert page.reads()[0] == "den first: sam by jo, changed"


def test_saying_yes_again_settles_it() -> None:
    page = confirmed_page()
    page.type(JO, "not ", behind="Garden ")
    confirm(page, SAM, HERE, page.spans("Garden not first"))
    assert page.reads()[:3] == ["Garden: sam by jo, confirmed", "not: jo", "first: sam by jo, confirmed"]


def test_saying_not_mine_of_the_end_of_a_passage_leaves_the_rest_as_it_was() -> None:
    page = typed_for_sam("Garden first")
    confirm(page, SAM, HERE, page.spans("Garden first"))
    not_my_words(page, SAM, HERE, page.spans("first"))
    assert page.reads() == ["Garden: sam by jo, confirmed", "first: sam by jo, not mine"]


def test_undo_of_what_a_scribe_typed_is_refused_once_it_is_confirmed() -> None:
    page = typed_for_sam()
    confirm(page, SAM, HERE, page.spans("Garden"))
    assert undo(page, JO_FOR_SAM) == Undone(HERE, 12, refused=True)
    assert page.text == "Garden first"
    assert undo(page, JO_FOR_SAM) is None


def test_what_was_undone_while_confirmed_elsewhere_shows_as_struck_and_comes_back_by_redo() -> None:
    page = typed_for_sam()
    other = Page(*page.blobs)
    confirm(other, SAM, HERE, other.spans("Garden first"))
    undo(page, JO_FOR_SAM)
    assert page.text == ""
    exchange(page, other)
    assert page.reads() == ["Garden first: sam by jo, changed, struck by sam by jo"]
    redo(page, JO_FOR_SAM)
    assert page.reads() == ["Garden first: sam by jo, confirmed"]


def test_pasted_words_stay_pasted_when_an_undo_meets_a_yes() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden", pasted="a leaflet")
    other = Page(*page.blobs)
    confirm(other, SAM, HERE, other.spans("Garden"))
    undo(page, JO_FOR_SAM)
    exchange(page, other)
    assert page.look("Garden").pasted == "a leaflet"


def test_the_hands_of_a_shared_voice_are_not_asked_about_it() -> None:
    page = Page()
    page.type(BOTH, "We agree")
    assert waiting_for(page, "jo") == []
    assert not confirm(page, JO, HERE, page.spans("We agree"))


def test_another_scribes_pen_before_a_witness_answers_for_the_owner() -> None:
    page = typed_for_sam()
    assert confirm(page, pen_for("sam", "ada"), HERE, page.spans("Garden first"), "jo")
    assert page.reads() == ["Garden first: sam by jo, confirmed"]
