"""Boxes to write in: named, helped, and kind about what is wrong."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.looking import spoken_name
from tests.ui.pictures import settle
from ui.look import Look
from ui.widgets.boxes import Column
from ui.widgets.choices import Option
from ui.widgets.fields import DateField, Field, LongField, Picker

WRONG = "This number does not add up as an NHS number."
TODAY = date(2026, 11, 22)


@pytest.fixture
def day(look: Look, qtbot: QtBot) -> DateField:
    """An empty box for a day."""
    field = DateField(look, "By when?", lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    return field


def typed(field: DateField, words: str) -> DateField:
    field.box.clear()
    QTest.keyClicks(field.box, words)
    QTest.keyClick(field.box, Qt.Key.Key_Return)
    return field


def test_a_field_names_its_box_and_describes_it_with_its_help(look: Look, qtbot: QtBot) -> None:
    field = Field(look, "My name", help="As it stands on letters.")
    qtbot.addWidget(field)

    assert spoken_name(field.box) == "My name"
    assert field.box.accessibleDescription() == "As it stands on letters."


def test_what_is_wrong_stands_under_the_box_and_the_words_stay(look: Look, qtbot: QtBot) -> None:
    field = Field(look, "NHS number", help="Ten digits.")
    qtbot.addWidget(field)
    field.show()
    field.box.setText("999 012 3455")

    field.set_trouble(WRONG)

    assert field.trouble == WRONG
    assert field.box.text() == "999 012 3455"
    assert field.box.accessibleDescription() == f"{WRONG} Ten digits."


def test_when_nothing_is_wrong_any_more_the_sentence_takes_no_room(look: Look, qtbot: QtBot) -> None:
    field = Field(look, "NHS number")
    page = Column(look, field, None)
    qtbot.addWidget(page)
    page.show()
    settle(QApplication.instance())
    before = field.height()
    field.set_trouble(WRONG)
    settle(QApplication.instance())
    assert field.height() > before

    field.set_trouble("")
    settle(QApplication.instance())

    assert field.height() == before
    assert field.box.accessibleDescription() == ""


@pytest.mark.parametrize("words", ["12 March 2027", "12/3/2027", "12 mar 27"])
def test_a_day_is_read_and_written_in_words(day: DateField, words: str) -> None:
    typed(day, words)

    assert day.day == date(2027, 3, 12)
    assert day.box.text() == "12 March 2027"
    assert day.trouble == ""


def test_a_day_that_does_not_exist_is_said_so_and_the_words_stay(day: DateField) -> None:
    day.set_day(TODAY)

    typed(day, "31 February 2027")

    assert day.box.text() == "31 February 2027"
    assert "Your words are kept." in day.trouble
    assert not day.read()


def test_a_new_day_is_told_once_and_an_empty_box_is_no_day(day: DateField, qtbot: QtBot) -> None:
    told: list[date | None] = []
    day.day_changed.connect(told.append)

    typed(day, "12 March 2027")
    typed(day, "12 March 2027")
    typed(day, "")

    assert told == [date(2027, 3, 12), None]


def test_a_birth_with_a_short_year_lies_in_the_past(look: Look, qtbot: QtBot) -> None:
    born = DateField(look, "Born", lambda: TODAY, past=True)
    qtbot.addWidget(born)

    typed(born, "12/3/30")

    assert born.day == date(1930, 3, 12)


def test_rolling_over_a_picker_changes_nothing(look: Look, qtbot: QtBot) -> None:
    picker = Picker(look, (Option("nurse", "Nurse"), Option("mother", "Mother")))
    qtbot.addWidget(picker)
    picker.show()
    picker.pick("nurse")
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(picker, turn)

    assert picker.key == "nurse"
    assert not turn.isAccepted()


def test_a_picker_is_moved_by_keys_and_gives_the_key(look: Look, qtbot: QtBot) -> None:
    picker = Picker(look, (Option("nurse", "Nurse"), Option("mother", "Mother")))
    qtbot.addWidget(picker)
    picker.show()

    QTest.keyClick(picker, Qt.Key.Key_Down)

    assert picker.key == "mother"


def test_an_empty_picker_has_no_key(look: Look, qtbot: QtBot) -> None:
    picker = Picker(look, ())
    qtbot.addWidget(picker)

    assert picker.key == ""


def test_a_long_field_grows_with_its_words_and_lets_the_tab_key_go_on(look: Look, qtbot: QtBot) -> None:
    field, after = LongField(look, lines=2), Field(look, "By when?")
    page = Column(look, field, after)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    before = field.height()
    field.setFocus()

    for _line in range(6):
        QTest.keyClicks(field, "words")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.height() > before
    assert field.verticalScrollBar().maximum() == 0

    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert after.box.hasFocus()
    assert "\t" not in field.toPlainText()
