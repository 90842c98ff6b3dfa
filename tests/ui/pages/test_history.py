"""How a plan came about: the page at an earlier moment, and the story of a word."""

import pytest

from app.open_plan import OpenPlan
from tests.ui.looking import cut_pieces, nameless
from tests.ui.rooms import OTHER_PATIENT, Room
from ui.pages.history import HistoryPage

SIDE = "safe_helps/together"


@pytest.fixture
def plan(room: Room) -> OpenPlan:
    """A plan in which Sam wrote and Jo crossed a word out."""
    plan = room.open_plan()
    assert room.store.sitting is not None
    plan.desk.take_up(room.store.sitting.pens.own(room.sam.id))
    plan.desk.write(SIDE, 0, 0, "Garden first, alone")
    plan.desk.take_up(room.store.sitting.pens.own(room.jo.id))
    plan.desk.write(SIDE, 14, 5, "")
    return plan


def at_history(room: Room) -> HistoryPage:
    page = room.go("history", "safe_helps")
    assert isinstance(page, HistoryPage)
    return page


def test_an_earlier_moment_shows_the_page_as_it_stood(room: Room, plan: OpenPlan) -> None:
    page = at_history(room)
    page.slider.setValue(1)
    room.settle()
    assert "Sam: Garden first, alone" in room.words()
    page.slider.setValue(0)
    room.settle()
    assert "Garden first" not in room.words()


def test_the_live_page_is_not_moved_by_looking_back(room: Room, plan: OpenPlan) -> None:
    at_history(room).slider.setValue(0)
    room.settle()
    assert plan.document.side(SIDE).text == "Garden first, alone"


def test_the_story_of_a_word_tells_who_wrote_it_and_what_happened(room: Room, plan: OpenPlan) -> None:
    page = at_history(room)
    view = next(view for view in page._views if view.side_name == SIDE)
    view.setFocus()
    view.put_caret(19)
    page._tell_story()
    room.settle()
    words = room.words()
    assert "Sam wrote this." in words
    assert "Jo took this out, or crossed it out." in words


def test_a_plan_without_a_word_says_what_to_do_first(room: Room) -> None:
    room.open_plan()
    at_history(room)
    assert "Nothing has happened yet. Write a word, and it will show here." in room.words()


def test_history_has_names_for_everything_cuts_nothing_and_names_nobody_else(room: Room, plan: OpenPlan) -> None:
    page = at_history(room)
    assert (nameless(page), cut_pieces(page)) == ([], [])
    assert not any(part in room.words() for part in OTHER_PATIENT.split())
