"""Boxes that hold other pieces, and rows that go on in a new line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.pictures import picture_of, settle, shown
from ui.look import Look, tone
from ui.painting import MarkStyle
from ui.theme import THEMES
from ui.widgets.boxes import Card, Column, RingedBox, Row, TwoSides, VScroll
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow

SAM = MarkStyle("honey", "solid", "SO")


def buttons(look: Look, count: int) -> list[Button]:
    return [Button(look, f"Step number {number}") for number in range(count)]


def lines_of(row: FlowRow) -> list[list[QWidget]]:
    """The pieces of each line, from the top."""
    tops = sorted({widget.y() for widget in row.widgets()})
    return [[widget for widget in row.widgets() if widget.y() == top] for top in tops]


def test_a_flow_row_goes_on_in_a_new_line(look: Look, qtbot: QtBot) -> None:
    row = FlowRow(look, *buttons(look, 4))

    shown(row, qtbot, row.sizeHint().width())
    assert [len(line) for line in lines_of(row)] == [4]

    shown(row, qtbot, row.sizeHint().width() // 2 + 10)
    assert [len(line) for line in lines_of(row)] == [2, 2]


def test_a_piece_wider_than_the_row_wraps_its_words(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "I have read all of this and go on")
    row = FlowRow(look, button)

    shown(row, qtbot, button.natural_width() - 40)

    assert button.width() == row.width()
    assert button.height() > look.target()


def test_even_pieces_are_as_wide_and_as_high_as_each_other(look: Look, qtbot: QtBot) -> None:
    pieces = [Words("Short"), Words("A good deal longer than that"), Words("Middle one")]
    row = FlowRow(look, *pieces, even=True)

    shown(row, qtbot, 900, row.heightForWidth(900))

    assert len({piece.size().toTuple() for piece in pieces}) == 1


def test_five_even_pieces_that_fit_four_abreast_stand_as_three_and_two(look: Look, qtbot: QtBot) -> None:
    row = FlowRow(look, *buttons(look, 5), even=True)
    one = row.widgets()[0].sizeHint().width()

    shown(row, qtbot, 4 * one + 3 * look.pad(8) + 5)

    assert [len(line) for line in lines_of(row)] == [3, 2]


def test_a_row_at_the_end_keeps_to_the_right(look: Look, qtbot: QtBot) -> None:
    row = FlowRow(look, Button(look, "Next"), at_end=True)

    shown(row, qtbot, 600, 300)

    assert row.widgets()[0].geometry().right() == row.width() - 1


def test_a_hidden_piece_takes_no_room(look: Look, qtbot: QtBot) -> None:
    first, second, third = buttons(look, 3)
    row = FlowRow(look, first, second, third)
    shown(row, qtbot, 900, 300)
    before = third.x()

    second.hide()
    settle(QApplication.instance())

    assert third.x() < before


def test_a_cleared_row_is_empty(look: Look, qtbot: QtBot) -> None:
    row = FlowRow(look, *buttons(look, 3))
    shown(row, qtbot, 900, 300)

    row.clear()

    assert row.widgets() == []
    assert row.heightForWidth(900) == 0


def test_sides_are_equally_large_and_stand_one_above_the_other_where_it_is_narrow(look: Look, qtbot: QtBot) -> None:
    first, second = RingedBox(look), RingedBox(look)
    first.body.addWidget(Words("I go to the garden when the noise gets too much. Music helps."))
    second.body.addWidget(Words("Six."))
    sides = TwoSides(look, first, second)

    shown(sides, qtbot, 1000, 300)
    assert not sides.stacked
    assert abs(first.width() - second.width()) <= 1
    assert first.height() == second.height()

    shown(sides, qtbot, 600, 300)
    assert sides.stacked
    assert first.width() == second.width()


def test_of_three_sides_the_first_two_stay_side_by_side_and_all_are_equally_wide(look: Look, qtbot: QtBot) -> None:
    first, second, third = boxes = [RingedBox(look) for _ in range(3)]
    sides = TwoSides(look, *boxes)

    shown(sides, qtbot, 1000, 300)
    assert not sides.stacked
    assert first.y() == second.y() < third.y()
    assert first.width() == second.width() == third.width()
    assert third.x() == first.x()

    shown(sides, qtbot, 1400, 300)
    assert first.y() == second.y() == third.y()

    shown(sides, qtbot, 600, 300)
    assert sides.stacked
    assert first.y() < second.y() < third.y()


def test_sides_stack_in_large_text_however_wide_the_page_is(look: Look, qtbot: QtBot) -> None:
    sides = TwoSides(look, RingedBox(look), RingedBox(look))
    shown(sides, qtbot, 3000, 300)

    look.change(scale=1.75)
    settle(QApplication.instance())

    assert sides.stacked


@pytest.mark.parametrize("theme", THEMES)
def test_the_box_being_written_in_has_a_ring_of_three_pixels_in_the_ink_of_the_pen(look: Look, qtbot: QtBot, theme: str) -> None:
    look.change(theme=theme)
    box = RingedBox(look)
    shown(box, qtbot, 200, 100)
    resting = [picture_of(box).pixelColor(100, y) for y in range(4)]

    box.write_with(SAM)

    written = [picture_of(box).pixelColor(100, y) for y in range(4)]
    assert box.written_by == SAM
    assert written == [tone(look.theme.in_hand("honey"))] * 3 + [look.colour("paper")]
    assert resting[2] == look.colour("paper")

    box.write_with(None)

    assert [picture_of(box).pixelColor(100, y) for y in range(4)] == resting


def test_margins_and_spaces_grow_with_the_padding(look: Look, qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    column = Column(look, first, 16, second, gap=8, margins=(32, 24, 32, 24))
    shown(column, qtbot, 400, 300)
    assert (first.x(), first.y()) == (32, 24)
    before = second.y() - first.geometry().bottom()

    look.change(scale=2.0)
    settle(QApplication.instance())

    assert (first.x(), first.y()) == (40, 30)
    assert second.y() - first.geometry().bottom() > before


def test_a_column_can_be_emptied_and_filled_again(look: Look, qtbot: QtBot) -> None:
    column = Column(look, Words("One"), 8, None)
    shown(column, qtbot, 300, 300)

    column.clear()
    column.add(Words("Two"))
    settle(QApplication.instance())

    assert [words.text() for words in column.findChildren(Words) if words.isVisible()] == ["Two"]


def test_a_card_is_paper_with_a_fine_edge(look: Look, qtbot: QtBot) -> None:
    card = Card(look, Words("My care plan"))

    shown(card, qtbot, 300, 80)

    assert picture_of(card).pixelColor(150, 70) == look.colour("paper")


def test_the_middle_of_a_page_scrolls_up_and_down_only(look: Look, qtbot: QtBot) -> None:
    middle = VScroll(Column(look, *(Words(f"Line {number}") for number in range(60))))

    shown(middle, qtbot, 400, 300)

    assert middle.verticalScrollBar().maximum() > 0
    assert middle.horizontalScrollBar().maximum() == 0


def test_a_page_of_words_alone_can_be_reached_and_scrolled_by_key(look: Look, qtbot: QtBot) -> None:
    words = VScroll(Column(look, *(Words(f"Line {number}") for number in range(60))), name="What is this?")
    shown(Row(look, words), qtbot, 400, 300)
    page = words.window()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)

    QTest.keyClick(page, Qt.Key.Key_Tab)
    QTest.keyClick(words, Qt.Key.Key_PageDown)

    assert words.hasFocus()
    assert words.verticalScrollBar().value() > 0
