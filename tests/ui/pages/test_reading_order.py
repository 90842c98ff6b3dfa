"""The order of the Tab key: that of the layouts, whenever the pieces were made; no item of a layout becomes an object of Python's."""

import gc

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.pages.reading_order import stops
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowRow


def mixed_page(look: Look, qtbot: QtBot) -> QWidget:
    """Pieces in lines of several sorts, made in another order than they stand."""
    page, last, first = QWidget(), QPushButton("last"), QPushButton("first")
    qtbot.addWidget(page)
    whole, line, backwards = QVBoxLayout(page), QHBoxLayout(), QHBoxLayout()
    backwards.setDirection(QHBoxLayout.Direction.RightToLeft)
    whole.addWidget(first)
    whole.addLayout(line)
    whole.addWidget(FlowRow(look, Button(look, "in a row"), Button(look, "behind it")))
    whole.addLayout(backwards)
    whole.addWidget(last)
    for name in ("one", "two"):
        line.addWidget(QPushButton(name))
    line.insertWidget(0, QLabel("no stop"))
    line.addStretch(1)
    for name in ("right", "left"):
        backwards.addWidget(QPushButton(name))
    return page


def test_it_is_the_order_in_which_one_reads(look: Look, qtbot: QtBot) -> None:
    page = mixed_page(look, qtbot)
    named = [stop.accessibleName() or stop.text() for stop in stops(page)]
    assert named == ["first", "one", "two", "in a row", "behind it", "left", "right", "last"]


def test_no_item_of_a_layout_becomes_an_object_that_outlives_it(look: Look, qtbot: QtBot) -> None:
    """PySide 6.11 takes such an object for whatever comes to the same place in memory: a window, another item."""
    page = mixed_page(look, qtbot)
    before = {id(one) for one in gc.get_objects() if isinstance(one, QWidgetItem)}
    stops(page)
    assert [one for one in gc.get_objects() if isinstance(one, QWidgetItem) and id(one) not in before] == []
