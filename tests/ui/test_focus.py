"""The ring that shows where the keys go: there, strong enough, out of the way, and alive when windows go."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.pictures import picture_of, settle, shown
from ui.focus import AWAY, OWN_RING, RING, FocusRing
from ui.look import Look
from ui.theme import THEMES
from ui.widgets.boxes import Column, VScroll
from ui.widgets.buttons import Button
from ui.widgets.fields import Field


@pytest.fixture
def ring(look: Look, qapp: QApplication) -> FocusRing:
    """The one ring of the application."""
    return qapp.findChild(FocusRing)


def place_of(ring: FocusRing) -> QRect:
    """Where the ring itself is, in its window."""
    drawn = ring._ring
    return QRect(drawn.mapTo(drawn.window(), QPoint(0, 0)), drawn.size())


@pytest.mark.parametrize("theme", THEMES)
def test_the_ring_is_three_pixels_of_text_colour_two_pixels_away(look: Look, ring: FocusRing, qtbot: QtBot, theme: str) -> None:
    look.change(theme=theme)
    first, second = Button(look, "Keep it"), Button(look, "Let it go")
    page = shown(Column(look, first, second, None, margins=(40, 40, 40, 40), gap=40, ground="room"), qtbot, 400, 300)
    first.setFocus()

    QTest.keyClick(page, Qt.Key.Key_Tab)

    picture = picture_of(page)
    middle = second.mapTo(page, second.rect().center()).x()
    top = second.mapTo(page, QPoint(0, 0)).y()
    gap, drawn, beyond = (range(1, 3), range(3, 6), range(6, 7))
    assert ring.target is second
    assert [picture.pixelColor(middle, top - above) for above in drawn] == [look.colour("text")] * 3
    assert [picture.pixelColor(middle, top - above) for above in (*gap, *beyond)] == [look.colour("room")] * 3


def test_a_click_on_a_button_shows_no_ring_and_the_next_key_does(look: Look, ring: FocusRing, qtbot: QtBot) -> None:
    first, second = Button(look, "Keep it"), Button(look, "Let it go")
    page = shown(Column(look, first, second), qtbot, 400, 300)

    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert ring.target is None

    QTest.keyClick(page, Qt.Key.Key_Backtab)
    assert ring.target is first


def test_a_box_to_write_in_shows_the_ring_after_a_click_too(look: Look, ring: FocusRing, qtbot: QtBot) -> None:
    field = Field(look, "My name")
    shown(Column(look, Button(look, "Keep it"), field), qtbot, 400, 300)

    QTest.mouseClick(field.box, Qt.MouseButton.LeftButton)

    assert ring.target is field.box


def test_a_piece_that_shows_its_focus_itself_has_no_second_ring(look: Look, ring: FocusRing, qtbot: QtBot) -> None:
    box = QLineEdit()
    box.setProperty(OWN_RING, True)
    shown(Column(look, box), qtbot, 400, 300)

    box.setFocus(Qt.FocusReason.TabFocusReason)

    assert ring.target is None


def test_the_ring_scrolls_with_what_it_surrounds_and_never_leaves_the_scrolled_middle(look: Look, ring: FocusRing, qtbot: QtBot) -> None:
    buttons = [Button(look, f"Step {number}") for number in range(20)]
    middle = VScroll(Column(look, *buttons, margins=(20, 20, 20, 20)))
    shown(Column(look, Button(look, "Above"), (middle, 1)), qtbot, 400, 300)
    buttons[2].setFocus(Qt.FocusReason.TabFocusReason)
    before = place_of(ring)

    middle.verticalScrollBar().setValue(50)

    assert place_of(ring) == before.translated(0, -50)
    assert middle.widget().isAncestorOf(ring._ring)


def test_the_ring_follows_when_a_page_is_laid_out_anew(look: Look, ring: FocusRing, qtbot: QtBot, qapp: QApplication) -> None:
    first, second = Button(look, "Keep it"), Button(look, "Let it go")
    page = shown(Column(look, first, second, None, margins=(20, 20, 20, 20)), qtbot, 400, 300)
    second.setFocus(Qt.FocusReason.TabFocusReason)

    first.hide()
    settle(qapp)

    out = AWAY + RING
    assert place_of(ring) == QRect(second.mapTo(page, QPoint(0, 0)), second.size()).adjusted(-out, -out, out, out)


def test_at_the_edge_of_a_window_the_ring_stays_whole(look: Look, ring: FocusRing, qtbot: QtBot) -> None:
    button = Button(look, "Keep it")
    page = shown(Column(look, button, None), qtbot, 400, 300)

    button.setFocus(Qt.FocusReason.TabFocusReason)

    assert page.rect().contains(place_of(ring))


def test_the_ring_outlives_the_window_it_was_in(look: Look, ring: FocusRing, qtbot: QtBot, qapp: QApplication) -> None:
    gone = QWidget()
    Button(look, "Keep it").setParent(gone)
    gone.show()
    gone.activateWindow()
    qtbot.waitUntil(gone.isActiveWindow)
    gone.findChild(Button).setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    button = Button(look, "Let it go")
    shown(Column(look, button, None), qtbot, 400, 300)

    button.setFocus(Qt.FocusReason.TabFocusReason)

    assert ring.target is button
