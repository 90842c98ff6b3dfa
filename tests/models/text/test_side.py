"""A side as screens see it: text in UTF-16 units, runs of one look, and every change told in view operations."""

import pytest

from models.text.document import PlanDocument
from models.text.side import ViewOp
from models.text.writing import write
from tests.models.text.pages import ADA, HERE, JO, JO_FOR_SAM, SAM, THERE, Page, exchange


def told(page: Page, side: str = HERE) -> list[ViewOp]:
    """A list that fills with all that watchers of the side are told from now on."""
    ops: list[ViewOp] = []
    page.side(side)
    page.watch_side(side, ops.extend)
    return ops


def test_positions_are_utf_16_units() -> None:
    page = Page()
    page.type(SAM, "😀a")
    assert page.side(HERE).length == 3
    written = write(page, JO, HERE, 2, 0, "🇬🇧")
    assert (written.start, written.end) == (2, 6)
    assert page.text == "😀🇬🇧a"


@pytest.mark.parametrize(("at", "take"), [(1, 0), (0, 1), (4, 0), (0, 4), (3, 1)])
def test_a_position_inside_a_character_or_past_the_end_is_refused_and_nothing_is_written(at: int, take: int) -> None:
    page = Page()
    page.type(SAM, "😀a")
    with pytest.raises(ValueError, match="position"):
        write(page, JO, HERE, at, take, "x")
    assert len(page.rows) == 1
    page.type(JO, "and goes on")


def test_marks_of_one_character_can_be_different_peoples() -> None:
    page = Page()
    page.type(SAM, "e")
    page.type(JO, "\u0301")
    assert [(run.text, run.look.pen) for run in page.side(HERE).runs()] == [("e", SAM), ("\u0301", JO)]


def test_new_words_are_told_where_they_came_in() -> None:
    page = Page()
    page.type(SAM, "Garden")
    ops = told(page)
    page.type(JO, "😀", behind="Gar")
    assert ops == [ViewOp("in", 3, 2, "😀")]


def test_words_that_leave_are_told_and_struck_ones_look_otherwise() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.type(JO, " first")
    ops = told(page)
    page.take_out(JO, "den first")
    assert sorted(ops) == [ViewOp("look", 3, 3, ""), ViewOp("out", 6, 6, " first")]


def test_what_did_not_change_is_not_told() -> None:
    page = Page()
    page.type(SAM, "Garden")
    ops = told(page)
    page.type(SAM, "Music", side=THERE)
    assert ops == []


def test_who_stops_watching_is_told_nothing_more() -> None:
    page = Page()
    ops: list[ViewOp] = []
    stop = page.watch_side(HERE, ops.extend)
    page.side(HERE)
    page.type(SAM, "a")
    stop()
    stop()
    page.type(SAM, "b")
    assert ops == [ViewOp("in", 0, 1, "a")]


def test_whoever_watches_places_hears_of_sides_and_entries() -> None:
    page, places = Page(), list[frozenset[str]]()
    stop = page.watch_places(places.append)
    page.type(SAM, "Garden")
    stop()
    page.type(SAM, "Garden", side=THERE)
    assert places == [frozenset({HERE})]


def test_a_change_from_elsewhere_is_told_like_any_other() -> None:
    page = Page()
    page.type(SAM, "Garden")
    other = Page(*page.blobs)
    ops = told(other)
    page.type(JO, "Go to the ", behind="")
    page.take_out(ADA, "Garden")
    exchange(page, other)
    assert ops == [ViewOp("in", 6, 10, "Go to the "), ViewOp("look", 0, 6, "")]


def test_neighbours_of_one_look_are_one_run() -> None:
    page = Page()
    page.type(SAM, "Gar")
    page.type(SAM, "den", behind="Gar")
    page.type(SAM, "the ", behind="")
    page.take_out(SAM, "the ")
    assert page.reads() == ["Garden: sam"]


def test_a_side_nobody_wrote_in_is_empty() -> None:
    page = PlanDocument()
    assert (page.side(HERE).text, page.side(HERE).runs(), page.written_sides()) == ("", [], [])


def test_written_sides_are_named_in_order() -> None:
    page = Page()
    page.type(SAM, "a", side="b/patient")
    page.type(SAM, "a", side="a#b1/patient")
    assert page.written_sides() == ["a#b1/patient", "b/patient"]


def test_a_side_opens_the_same_from_a_snapshot() -> None:
    page = Page()
    page.type(JO_FOR_SAM, "Garden 😀")
    page.take_out(ADA, "den")
    assert PlanDocument([page.engine.snapshot()]).side(HERE).runs() == page.side(HERE).runs()


def test_pasted_words_say_where_they_came_from() -> None:
    page = Page()
    page.type(SAM, "Garden", pasted="a leaflet")
    page.type(SAM, " first", pasted="")
    assert page.reads() == ["Garden: sam, pasted from a leaflet", "first: sam, pasted"]


def test_a_megabyte_is_pasted_at_once() -> None:
    page = Page()
    text = "All of a long letter, again and again. " * 27_000
    written = page.type(SAM, text, pasted="a letter")
    assert written.end == page.side(HERE).length == len(text)
    page.take_out(JO, text[:100] + text[100:])
    assert page.side(HERE).runs()[0].look.struck_by == (JO.key,)
