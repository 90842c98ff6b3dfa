"""The one door for telling and asking."""

from collections import deque
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Trouble
from tests.ui.pictures import settle
from ui.asking import CLOSE, Asking, Question, QuestionBox, StripPlace, saying_of
from ui.look import Look
from ui.widgets.boxes import Column
from ui.widgets.strips import Saying, Tone, Way

DISK = Trouble("The disk is full", "This could not be saved.", "Free some space, then press Try again.", kept="Your words are kept here.")
END = Question(
    Saying(
        "This time is about Sam only.", ("To open another plan, end this one.",), (Way("end", "End for today"), Way("stay", "Stay here"))
    ),
    leave="stay",
)


@pytest.fixture
def place(look: Look) -> StripPlace:
    """Where strips appear on the page."""
    return StripPlace(look)


@pytest.fixture
def asking(look: Look, place: StripPlace, qtbot: QtBot) -> Asking:
    """The door of a window that shows a page with a place for strips."""
    window = Column(look, place, None)
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    asking = Asking(look, window)
    asking.show_in(place)
    return asking


def when_a_box_opens(asking: Asking, act: object) -> None:
    """Does something with the question box as soon as it is open."""

    def look_for_it() -> None:
        box = asking.parent().findChild(QuestionBox)
        if box is not None and box.isVisible():
            act(box)
        else:
            QTimer.singleShot(5, look_for_it)

    QTimer.singleShot(0, look_for_it)


def test_trouble_is_a_strip_that_says_what_is_kept_and_what_to_do(asking: Asking, place: StripPlace) -> None:
    asking.trouble(DISK)

    assert [strip.saying.sentences for strip in place.strips] == [
        ("This could not be saved.", "Your words are kept here.", "Free some space, then press Try again.")
    ]
    assert place.strips[0].saying.tone is Tone.STOP
    assert place.isVisible()


def test_the_way_that_was_pressed_is_told_and_the_strip_goes(asking: Asking, place: StripPlace) -> None:
    pressed: list[str] = []
    strip = asking.trouble(DISK, Way("again", "Try again"), on_answer=pressed.append)

    strip.buttons["again"].click()

    assert pressed == ["again"]
    assert place.strips == []
    assert not place.isVisible()


def test_the_same_trouble_twice_is_one_strip(asking: Asking, place: StripPlace) -> None:
    asking.trouble(DISK)
    asking.trouble(DISK)

    assert len(place.strips) == 1


def test_new_strips_stand_on_top_and_the_oldest_makes_room(asking: Asking, place: StripPlace) -> None:
    for title in ("One", "Two", "Three"):
        asking.tell(Saying(title))

    assert [strip.saying.title for strip in place.strips] == ["Three", "Two"]


def test_a_strip_without_ways_can_be_put_away(asking: Asking, place: StripPlace) -> None:
    strip = asking.tell(Saying("The copy is saved.", tone=Tone.GOOD))

    strip.buttons[CLOSE].click()

    assert place.strips == []


def test_strips_in_large_text_leave_more_than_half_of_the_window(look: Look, asking: Asking, place: StripPlace, qapp: QApplication) -> None:
    look.change(scale=3.0)

    asking.trouble(DISK)
    settle(qapp)

    assert place.height() < place.window().height() / 2


def test_a_lock_takes_every_strip_away(asking: Asking, place: StripPlace) -> None:
    asking.tell(Saying("Jo crossed out your words."))

    asking.clear()

    assert place.strips == []


def test_telling_without_a_page_is_remembered_and_shows_nothing(asking: Asking) -> None:
    asking.show_in(None)

    assert asking.tell(Saying("The copy is saved.")) is None
    assert [saying.title for saying in asking.said] == ["The copy is saved."]


def test_a_question_gives_the_key_of_the_button(asking: Asking) -> None:
    when_a_box_opens(asking, lambda box: box.buttons["end"].click())

    assert asking.ask(END) == "end"


def test_escape_gives_the_way_that_loses_nothing(asking: Asking) -> None:
    when_a_box_opens(asking, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape))

    assert asking.ask(END) == "stay"


def test_a_lock_puts_an_open_question_aside_without_losing_anything(asking: Asking) -> None:
    when_a_box_opens(asking, lambda box: asking.put_aside())

    assert asking.ask(END) == "stay"


def test_the_way_that_loses_nothing_has_the_focus(asking: Asking) -> None:
    focused: list[object] = []

    def see(box: QuestionBox) -> None:
        focused.append(box.focusWidget() is box.buttons["stay"])
        box.leave()

    when_a_box_opens(asking, see)
    asking.ask(END)

    assert focused == [True]


def test_a_question_must_say_which_way_loses_nothing() -> None:
    with pytest.raises(ValueError, match="one of its ways"):
        Question(Saying("Leave?", ways=(Way("end", "End for today"),)), leave="cancel")


def test_a_test_answers_without_a_box(asking: Asking) -> None:
    asking.answers = deque(["end", Path("copy.docx"), None])

    assert asking.ask(END) == "end"
    assert asking.ask_where_to_save("Save the copy", Path("plan.docx"), "Word (*.docx)") == Path("copy.docx")
    assert asking.ask_for_folder("Where to?", Path()) is None


def test_a_question_that_no_test_expected_is_no_open_box(asking: Asking) -> None:
    asking.answers = deque()

    with pytest.raises(IndexError):
        asking.ask(END)


def test_a_test_cannot_press_a_button_that_is_not_there(asking: Asking) -> None:
    asking.answers = deque(["cancel"])

    with pytest.raises(ValueError, match="no way to answer"):
        asking.ask(END)


def test_a_box_grows_with_the_text_while_it_is_open_and_stays_in_the_window(look: Look, asking: Asking, qapp: QApplication) -> None:
    sizes: list[tuple[int, int]] = []

    def grow(box: QuestionBox) -> None:
        for scale in (1.0, 3.0):
            look.change(scale=scale)
            settle(qapp)
            sizes.append((box.width(), box.height()))
        box.leave()

    when_a_box_opens(asking, grow)
    asking.ask(END)

    assert sizes[0] < sizes[1]
    assert sizes[1] <= (900, 600)


def test_no_box_asks_with_ok_or_cancel(asking: Asking) -> None:
    asking.answers = deque([END.leave])
    asking.ask(END)

    words = {way.words.casefold() for saying in asking.said for way in saying.ways}
    assert words.isdisjoint({"ok", "cancel", "yes", "no"})


def test_trouble_without_anything_kept_says_two_sentences() -> None:
    assert len(saying_of(Trouble("Not found", "This file is not there.", "Choose another.")).sentences) == 2


def test_a_box_that_was_answered_is_gone(asking: Asking, qtbot: QtBot) -> None:
    when_a_box_opens(asking, lambda box: box.leave())
    asking.ask(END)
    window: QWidget = asking.parent()

    qtbot.waitUntil(lambda: window.findChildren(QuestionBox) == [])
