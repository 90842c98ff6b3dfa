"""The page as it stood at any moment, and the story of its words."""

import pytest

from models.text.answering import let_go
from models.text.history import Happening, History, HistoryRow
from models.text.reading import by_voice
from models.text.records import RecordKind
from models.text.undoing import undo
from tests.models.text.pages import HERE, JO, JO_FOR_SAM, SAM, Page, own_pen


def history_of(page: Page) -> History:
    updates = [update for row in page.rows for update in row.updates]
    return History([HistoryRow(n, update.at_ms, update.peer, update.first, update.end, update.blob) for n, update in enumerate(updates)])


def lively_page() -> Page:
    page, minutes = Page(), iter(range(60_000, 10**9, 60_000))
    page.clock = lambda: next(minutes)
    page.type(SAM, "Garden first")
    page.take_out(JO, "first")
    let_go(page, SAM, HERE, page.spans("first"))
    page.type(own_pen("jo", "tuesday"), "at night")
    return page


def test_every_moment_reads_as_it_did() -> None:
    history = history_of(lively_page())
    pages = ["", "Garden first", "Garden first", "Garden ", "Garden at night"]
    assert [history.page_at(moment).side(HERE).text for moment in range(len(history) + 1)] == pages
    assert [history.page_at(moment).side(HERE).text for moment in (4, 0, 2)] == [pages[4], pages[0], pages[2]]


def test_a_moment_knows_its_pen_and_when_it_was() -> None:
    history = history_of(lively_page())
    assert [history.pen_of(moment).hands for moment in range(1, 5)] == ["sam", "jo", "sam", "jo"]
    assert [history.date_of(moment) for moment in range(1, 5)] == [60_000, 120_000, 180_000, 240_000]
    with pytest.raises(IndexError):
        history.date_of(0)


def test_a_sitting_ends_with_its_last_act() -> None:
    assert history_of(lively_page()).ends_of_sittings() == [("monday", 3), ("tuesday", 4)]


def test_a_word_tells_who_wrote_it_and_what_happened_to_it() -> None:
    page = Page()
    page.type(SAM, "Garden first")
    (character, *_) = page.spans("first")
    page.take_out(JO, "first")
    undo(page, JO)
    story = history_of(page).story_of(HERE, character._replace(length=1))
    assert (story.pen, story.happened) == (SAM, (Happening(RecordKind.OUT, JO, taken_back=True),))


def test_a_side_is_read_by_voice_with_the_name_first() -> None:
    page = Page()
    page.type(SAM, "Garden")
    page.type(JO_FOR_SAM, " first")
    page.type(JO, " at once")
    page.take_out(JO, " first")
    assert [(passage.voice.people, passage.hands, passage.text, passage.struck) for passage in by_voice(page, HERE)] == [
        (("sam",), "sam", "Garden", False),
        (("sam",), "jo", " first", True),
        (("jo",), "jo", " at once", False),
    ]
