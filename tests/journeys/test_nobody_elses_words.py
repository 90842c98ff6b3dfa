"""During a sitting no word of a second patient is anywhere, and behind the lock no word of anybody: every page, list, menu and box."""

import re
from collections.abc import Iterable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.open_store import OpenStore
from app.people import everybody
from app.plans import all_plans
from tests.journeys import hands
from tests.journeys.a_sitting import CANARY, back_in_the_sitting, begin_with_sam, not_to_press, one_of_each_kind
from tests.journeys.eyes import Said, everywhere, in_windows
from tests.journeys.hands import CONTROL, Key, key, press, there
from tests.journeys.stage import Script, play
from tests.journeys.walk import SETTLING_MS, Walk
from tests.journeys.ways_in import give_number_where_asked
from tests.listening import QtListener
from ui.window import PAGES, Window
from ui.writing.side_editor import SideEditor

pytestmark = pytest.mark.long

ROBINS = (r"\bRobin\b", r"\bVale\b", r"\bRV\b", r"\bWendy\b", r"\bWV\b", r"999 ?000 ?0018", r"1 July 1985", r"zinnia", r"\bweir\b")
SAMS = (r"\bSam\b", r"\bOkafor\b", r"\bSO\b", r"999 ?012 ?3454", r"12 March 1990", r"marigold", r"\bsill\b")

# What is open on a page when the key is pressed: a card, a question, boxes of the system.
OPENS = {
    "desk": "Type for somebody",
    "keepers": "Has left: Jo",
    "send": "Save the copy",
    "settings": "Choose a folder",
    "reflect": "Sam answers alone",
}


def test_no_word_of_a_second_patient_is_on_any_page_in_a_sitting(opened: None, expected_qt_messages: QtListener) -> None:
    play(walk_all_pages(), hands.view)


def test_a_name_on_a_page_is_found(opened: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: Today lists the plans of everybody in the middle of a sitting."""
    monkeypatch.setattr(OpenStore, "plans_to_carry_on", lambda store: all_plans(store.store))
    with pytest.raises(AssertionError, match=r"today: \w+ says 'RV'"):
        play(walk_page("today"), hands.view)


def test_a_name_behind_a_button_is_found(opened: None, monkeypatch: pytest.MonkeyPatch, expected_qt_messages: QtListener) -> None:
    """Planted: whoever is to be added to the sitting is chosen from everybody."""
    monkeypatch.setattr(OpenStore, "people_to_choose_from", lambda store: [known.person for known in everybody(store.store)])
    with pytest.raises(AssertionError, match=r"who_is_here > Add a person: \w+ says '(Robin|Wendy|RV|WV|Vale)'"):
        play(walk_page("who_is_here"), hands.view)


def walk_page(page: str) -> Script[None]:
    """A sitting about Sam; then one page."""
    yield from begin_with_sam()
    yield from the_walk().through(page)


def the_walk() -> Walk:
    """A walk that finds every word of Robin's."""
    return Walk(lambda place: refuse(ROBINS, everywhere(), place), back_in_the_sitting, not_to_press())


def walk_all_pages() -> Script[None]:
    """A sitting about Sam; then every page, and everything on it that can be pressed."""
    yield from begin_with_sam()
    walk = the_walk()
    for question in one_of_each_kind():
        yield from walk.through("desk", question)
    for page in [page for page in PAGES if page != "desk"]:
        yield from walk.through(page)
    yield from walk.onward()
    print(f"{walk.presses} presses")
    assert walk.presses > 150, "hardly anything was pressed: the walk proved little"


def test_behind_the_lock_no_word_of_anybody_is_in_the_window(opened: None) -> None:
    play(lock_everywhere(), hands.view)


def test_a_page_that_the_lock_leaves_in_the_window_is_found(opened: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: locking shows another page, and leaves what it hides where it was."""
    monkeypatch.setattr(Window, "_keep_the_lock", lambda window: None)
    with pytest.raises(AssertionError, match=r"locked: \w+ says '(Sam|SO|marigold)'"):
        play(lock_everywhere(), hands.view)


def lock_everywhere() -> Script[None]:
    """On every page, with a box open and words on the clipboard: locked, nothing is left; unlocked, the words are there again."""
    yield from begin_with_sam()
    yield from copy_the_canary()
    for page in PAGES:
        yield from back_in_the_sitting()
        yield from hands.do(lambda page=page: hands.window().go(page))
        yield from give_number_where_asked("Jo")
        if page in OPENS:
            yield from press(OPENS[page])
        yield SETTLING_MS
        yield from key(Key.Key_L, CONTROL)
        yield lambda: there("unlock")() and QApplication.activeModalWidget() is None
        assert hands.window().shell.open_store.locked
        yield from hands.take_keys_back()
        refuse((*SAMS, *ROBINS), in_windows(), f"{page}, locked")
    yield from back_in_the_sitting()
    yield from hands.do(lambda: hands.window().go("desk"))
    yield lambda: any(CANARY in editor.toPlainText() for editor in hands.shown(SideEditor))


# ---- steps


def copy_the_canary() -> Script[None]:
    """Sam copies the words."""
    yield from key(Key.Key_A, CONTROL)
    yield from key(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == CANARY


def refuse(needles: Iterable[str], said: Said, place: str) -> None:
    """Fails for the first piece that says what must not be there."""
    pattern = re.compile("|".join(needles))
    for kind, words in said:
        found = pattern.search(words)
        assert found is None, f"{place}: {kind} says {found.group() if found else ''!r} in {words[:200]!r}"
