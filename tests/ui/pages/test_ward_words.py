"""The page of the ward's words: seen, added, changed, taken out; nobody's name on it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.ward_words import say_plainly, words_said_here
from tests.app.furnished import OTHER_PATIENT
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.walking import order_on_page, press_key, walk
from tests.ui.rooms import Room


@pytest.fixture
def page(room: Room) -> Room:
    """The page with one word on it, said in Robin's sitting."""
    say_plainly(room.store.store, room.clock, "TTO", "Medicine to take home.", by=room.robin.id)
    room.go("ward_words")
    return room


def own(room: Room) -> list[tuple[str, str]]:
    return [(one.word, one.explanation) for one in words_said_here(room.store.store)]


def labels(room: Room) -> list[str]:
    return [label.text() for label in room.window.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("start", ["forms", "settings"])
def test_it_is_reached_from_forms_and_from_settings(room: Room, start: str) -> None:
    room.go(start)
    room.press("Hard words in plain words")
    assert room.window.page_name == "ward_words"
    press_key(room, Qt.Key.Key_Escape)
    assert room.window.page_name == start


def test_with_no_word_it_says_how_the_first_one_comes(room: Room) -> None:
    room.go("ward_words")
    assert "Nobody has said a word plainly here yet. On the desk, choose a word and press F4." in room.words()


def test_words_are_seen_with_their_meaning_and_without_who_said_them(page: Room) -> None:
    assert {"TTO", "Medicine to take home."} <= set(labels(page))
    assert not [part for part in (*OTHER_PATIENT.split(), "RV") if part in page.words().split()]


def test_a_word_is_added(page: Room) -> None:
    page.press("Add a word")
    page.type_into("Which word?", "MDT")
    page.type_into("What does it mean, in plain words?", "A team.")
    page.press("Keep it")

    assert own(page) == [("MDT", "A team."), ("TTO", "Medicine to take home.")]
    assert "“MDT” is in the word list now." in page.said
    assert {"MDT", "A team."} <= set(labels(page))


def test_a_word_is_changed(page: Room) -> None:
    page.press("Change what “TTO” means")
    page.type_into("What does “TTO” mean, in plain words?", "Tablets for home.")
    page.press("Keep it")
    assert own(page) == [("TTO", "Tablets for home.")]


def test_changing_is_left_without_a_trace(page: Room) -> None:
    page.press("Change what “TTO” means")
    page.type_into("What does “TTO” mean, in plain words?", "Other.")
    press_key(page, Qt.Key.Key_Escape)
    assert own(page) == [("TTO", "Medicine to take home.")]
    assert page.window.page_name == "ward_words"


def test_a_word_is_taken_out_once_somebody_says_so(page: Room) -> None:
    page.answer("keep", "out")
    page.press("Take “TTO” out of the list")
    assert own(page) == [("TTO", "Medicine to take home.")]
    page.press("Take “TTO” out of the list")
    assert own(page) == []
    assert page.said[-1] == "The word is out of the list."


def test_a_name_is_refused_under_its_field(page: Room) -> None:
    page.press("Add a word")
    page.type_into("Which word?", "Okafor")
    page.type_into("What does it mean, in plain words?", "Somebody.")
    page.press("Keep it")
    assert "This may be somebody's name. Say it without the name, please." in labels(page)
    assert len(own(page)) == 1


def test_a_word_that_is_missing_is_said_under_its_own_field(page: Room) -> None:
    page.press("Add a word")
    page.press("Keep it")
    assert page.focused.accessibleName() == "Which word?"


def test_the_words_of_two_pens_are_shown_when_they_are_asked_for(page: Room) -> None:
    assert "advocate" not in labels(page)
    page.press("Show the words that came with Two Pens")
    assert {"advocate", "An advocate is a person who helps me say what I want."} <= set(labels(page))


def test_what_was_half_typed_goes_with_the_sitting(room: Room) -> None:
    room.begin()
    room.go("ward_words")
    room.press("Add a word")
    room.type_into("Which word?", "MDT")
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    room.go("ward_words")
    assert "Which word?" not in room.words()


def test_the_keys_go_through_the_page_as_one_reads_it(page: Room) -> None:
    page.press("Change what “TTO” means")
    reached = walk(page)
    assert reached == order_on_page(page, reached)


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
def test_nothing_is_cut_or_without_a_name(page: Room, size: tuple[int, int], scale: float) -> None:
    page.window.resize(*size)
    page.shell.look.change(scale=scale)
    page.press("Show the words that came with Two Pens")
    page.press("Add a word")
    assert [fault(page.page) for fault in (cut_pieces, sideways, nameless, too_low_to_press)] == [[], [], [], []]
