"""How a plan came about: the page at an earlier moment, and the story of a word."""

import pytest

from app.open_plan import OpenPlan
from tests.app.furnished import OTHER_PATIENT
from tests.ui.looking import cut_pieces, nameless
from tests.ui.rooms import Room, click
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
    plan.desk.take_up(plan.desk.pens.own(room.sam.id))
    page = at_history(room)
    page.slider.setValue(1)
    room.settle()
    assert "Sam: Garden first, alone" in room.words()
    page.slider.setValue(0)
    room.settle()
    assert "Garden first" not in room.words()


def shown_at_each_stop(room: Room, page: HistoryPage, side: str = SIDE) -> list[tuple[str, str]]:
    """What each place of the slider is called, and what the box says there; "" where the box is not shown."""
    shown = []
    for stop in range(page.slider.maximum() + 1):
        page.slider.setValue(stop)
        room.settle()
        shown.append((page._when.text(), next((view.toPlainText() for view in page._views if view.side_name == side), "")))
    return shown


def write_and_take_back(room: Room, words: str) -> None:
    """With the pen in hand: words, a minute later none of them, and a minute later others."""
    desk = room.store.plan.desk
    desk.write(SIDE, 0, 0, words)
    room.clock.advance(60)
    desk.write(SIDE, 0, len(words), "")
    room.clock.advance(60)
    desk.write(SIDE, 0, 0, "Fine.")


def test_what_somebody_wrote_and_took_back_within_a_sitting_is_shown_to_nobody_else(room: Room) -> None:
    pens = room.open_plan().desk.pens
    room.store.plan.desk.take_up(pens.own(room.sam.id))
    write_and_take_back(room, "I hate Jo")
    room.store.plan.desk.take_up(pens.own(room.jo.id))
    page = at_history(room)
    assert shown_at_each_stop(room, page) == [("Before the first word", ""), ("Now", "Fine.")]


def test_the_writer_with_the_own_pen_finds_each_minute_of_their_own_words(room: Room) -> None:
    pens = room.open_plan().desk.pens
    room.store.plan.desk.take_up(pens.own(room.sam.id))
    write_and_take_back(room, "Garden first")
    shown = shown_at_each_stop(room, at_history(room))
    assert [words for _when, words in shown] == ["", "Garden first", "", "Fine."]
    assert "in the sitting of" in shown[1][0]


def test_at_a_minute_of_ones_own_a_box_with_words_of_somebody_else_is_not_shown(room: Room) -> None:
    pens = room.open_plan().desk.pens
    desk = room.store.plan.desk
    desk.take_up(pens.own(room.jo.id))
    desk.write(SIDE, 0, 0, "Sam lies. ")
    desk.take_up(pens.own(room.sam.id))
    desk.write(SIDE, 10, 0, "No. ")
    room.clock.advance(60)
    desk.take_up(pens.own(room.jo.id))
    desk.write(SIDE, 0, 10, "")
    desk.take_up(pens.own(room.sam.id))
    shown = shown_at_each_stop(room, at_history(room))
    assert len(shown) == 3
    assert "lies" not in " ".join(words for _when, words in shown)
    room.page.slider.setValue(1)
    room.settle()
    assert "Until this sitting ends, you see only your own steps here." in room.words()


def test_the_end_of_an_earlier_sitting_is_open_to_everybody(room: Room, plan: OpenPlan) -> None:
    kept = plan.plan
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    room.clock.advance(86_400)
    room.begin()
    again = room.store.open_plan(kept)
    again.desk.take_up(room.store.sitting.pens.own(room.sam.id))
    again.desk.write(SIDE, 0, 0, "Now. ")
    again.desk.put_down()
    shown = shown_at_each_stop(room, at_history(room))
    assert [when.partition(" of the ")[0] for when, _words in shown] == ["Before the first word", "End", "Now"]
    assert [words for _when, words in shown] == ["", "Garden first, alone", "Now. Garden first, alone"]


def test_the_button_asks_about_the_box_that_was_clicked_last(room: Room, plan: OpenPlan) -> None:
    plan.desk.take_up(room.store.sitting.pens.own(room.sam.id))
    plan.desk.write("safe_helps/patient", 0, 0, "Sam alone")
    page = at_history(room)
    view = next(view for view in page._views if view.side_name == SIDE)
    assert page._views[0] is not view
    click(view.viewport())
    room.press("Who wrote the word I clicked?")
    assert "Jo took this out, or crossed it out." in room.words()


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
