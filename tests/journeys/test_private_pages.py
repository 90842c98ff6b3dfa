"""A private page in the app itself: the lock forgets it, over an open box too, and no button shows a word of it or of a second patient."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.plans import start_plan
from tests.app.meeting_forms import meeting_form
from tests.journeys import hands
from tests.journeys.a_sitting import back_in_the_sitting, begin_with_sam, not_to_press
from tests.journeys.eyes import everywhere, in_windows
from tests.journeys.hands import CONTROL, Key, key, press, there
from tests.journeys.stage import Script, play
from tests.journeys.test_nobody_elses_words import ROBINS, SAMS, refuse
from tests.journeys.walk import Walk

pytestmark = pytest.mark.long

PRIVATE = "petunia under the stairs"
NUMBER = "493817"


def test_the_lock_forgets_a_private_page_wherever_it_comes(opened: None) -> None:
    play(lock_and_look(), hands.view)


def test_no_button_of_the_page_shows_what_is_private_or_a_second_patient(opened: None) -> None:
    play(walk_the_page(), hands.view)


def lock_and_look() -> Script[None]:
    """Sam starts a page, is locked out over an open question, writes, is locked out, and again while choosing what to share."""
    yield from begin_a_meeting()
    yield from choose_a_number()
    yield lambda: QApplication.activeModalWidget() is not None
    yield from lock()
    yield from back_in_the_sitting()
    yield from choose_a_number()
    yield from press("Yes, start my page")
    yield from write()
    yield from lock()
    yield from back_in_the_sitting()
    yield from open_page()
    assert any(box.toPlainText() == PRIVATE for box in hands.shown(QPlainTextEdit))
    yield from press("Choose what to share")
    yield from lock()


def walk_the_page() -> Script[None]:
    """Sam writes and leaves. Then somebody presses everything there is on *Prepare*."""
    yield from begin_a_meeting()
    yield from choose_a_number()
    yield from press("Yes, start my page")
    yield from write()
    yield from press("Close my page")
    walk = Walk(lambda place: refuse((*ROBINS, "petunia"), everywhere(), place), back_in_the_sitting, not_to_press())
    yield from walk.through("prepare")
    assert walk.presses > 8, "hardly anything was pressed: the walk proved little"


# ---- steps


def begin_a_meeting() -> Script[None]:
    """The sitting with Sam and Jo, and a meeting's plan on the table."""
    yield from begin_with_sam()
    store = hands.window().shell.open_store
    yield from hands.do(lambda: store.open_plan(start_plan(store.store, store.clock, store.sitting.sitting.patient_id, meeting_form())))
    yield from hands.do(lambda: hands.window().go("desk"))


def choose_a_number() -> Script[None]:
    """As far as the question whether a new page is meant."""
    yield from go_to_sam()
    yield from press("This is my first time")
    for field in ("Choose a number, Sam", "The same number again"):
        yield from hands.fill_in(field, NUMBER)
    yield from press("Start my page")


def go_to_sam() -> Script[None]:
    yield from hands.do(lambda: hands.window().go("prepare"))
    yield there("prepare")
    yield from press("Sam")


def write() -> Script[None]:
    """Sam writes on the page, once it is open."""
    yield from hands.take_keys_back()
    yield lambda: hands.find(QPlainTextEdit, "Thing 1") is not None
    yield from hands.click(hands.find(QPlainTextEdit, "Thing 1").viewport())
    yield from hands.type_words(PRIVATE)


def open_page() -> Script[None]:
    """Sam opens the page again."""
    yield from go_to_sam()
    yield from press("I have a number")
    yield lambda: hands.find(QLineEdit, "Your number, Sam") is not None
    yield from hands.fill_in("Your number, Sam", NUMBER)
    yield from press("Open my page")
    yield lambda: hands.find(QPlainTextEdit, "Thing 1") is not None


def lock() -> Script[None]:
    """The key of the lock; then nothing is in the window, and nothing private anywhere at all."""
    yield from key(Key.Key_L, CONTROL)
    yield lambda: there("unlock")() and QApplication.activeModalWidget() is None
    yield from hands.take_keys_back()
    refuse((*SAMS, *ROBINS, "petunia", NUMBER), in_windows(), "locked")
    refuse(("petunia", NUMBER), everywhere(), "locked")
