"""Sizes, fonts and colours by name, and how the application takes them on."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ui.focus import FocusRing
from ui.look import BOLD, Look, between
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words


def test_sizes_grow_with_the_text_and_padding_by_a_quarter_at_most(look: Look) -> None:
    look.change(scale=2.0)

    assert (look.px(17), look.pad(16)) == (34, 20)


def test_what_can_be_pressed_is_never_lower_than_forty_four(look: Look) -> None:
    heights = []
    for scale in (1.0, 1.5, 2.0, 3.0):
        look.change(scale=scale)
        heights.append(look.target())

    assert heights[0] == 44
    assert heights == sorted(heights)


@pytest.mark.parametrize(("asked", "given"), [(0.2, 1.0), (1.25, 1.25), (9.0, 3.0)])
def test_text_size_stays_between_100_and_300_per_cent(look: Look, asked: float, given: float) -> None:
    look.change(scale=asked)

    assert look.scale == given


def test_things_stack_from_175_per_cent(look: Look) -> None:
    assert not look.large

    look.change(scale=1.75)

    assert look.large


def test_reduced_motion_takes_no_time(look: Look) -> None:
    assert look.milliseconds(150) == 150

    look.change(reduced_motion=True)

    assert look.milliseconds(150) == 0


def test_a_change_is_announced_once_and_keeps_the_rest(look: Look, qtbot: QtBot) -> None:
    with qtbot.waitSignal(look.changed):
        look.change(theme="dark")
    with qtbot.waitSignal(look.changed):
        look.change(scale=1.5)

    assert (look.theme.name, look.scale) == ("dark", 1.5)


def test_painted_words_are_measured_anew_after_a_change(look: Look) -> None:
    before = look.text_width("Garden first", 17, BOLD)

    look.change(scale=2.0)

    assert look.text_width("Garden first", 17, BOLD) == pytest.approx(2 * before, rel=0.05)


def test_plain_widgets_and_words_with_a_role_grow_too(look: Look, qtbot: QtBot) -> None:
    plain, titled, box = QLabel("Garden"), Words("Garden", "title"), QLineEdit()
    for widget in (plain, titled, box):
        qtbot.addWidget(widget)
        widget.show()
    before = [widget.fontInfo().pixelSize() for widget in (plain, titled, box)]

    look.change(scale=2.0)

    assert before == [17, 28, 17]
    assert [widget.fontInfo().pixelSize() for widget in (plain, titled, box)] == [34, 56, 34]


def test_the_palette_follows_the_theme(look: Look, qapp: QApplication) -> None:
    look.change(theme="high_contrast")

    assert qapp.palette().color(QPalette.ColorRole.Window).name() == "#000000"
    assert qapp.palette().color(QPalette.ColorRole.PlaceholderText).name() == "#ffffff"


def test_a_page_that_is_gone_hears_no_more_of_the_look(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Lock", "lock-outline")
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()

    look.change(scale=2.0)

    assert look.receivers("2changed()") == 0


def test_applying_a_second_look_leaves_one_focus_ring(look: Look, qapp: QApplication) -> None:
    Look("dark").apply(qapp)

    assert len(qapp.findChildren(FocusRing)) == 1


def test_memory_of_measures_does_not_grow_without_end(look: Look) -> None:
    made = [look.remember(("number", number), lambda number=number: QObject()) for number in range(4100)]

    assert look.remember(("number", 4099), QObject) is made[4099]
    assert look.remember(("number", 0), QObject) is not made[0]


@pytest.mark.parametrize(("share", "name"), [(0.0, "#000000"), (0.5, "#808080"), (1.0, "#ffffff")])
def test_a_colour_between_two(share: float, name: str) -> None:
    assert between("#000000", "#FFFFFF", share).name() == name
