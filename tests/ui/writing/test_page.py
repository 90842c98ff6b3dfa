"""The page a side is written on: as high as its words, still where it is read, and clicked where it was meant."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from models.text.pens import Pen, Voice
from tests.ui.pictures import settle
from tests.ui.writing.conftest import Screen
from tests.ui.writing.desk import JO, MUM, SAM, SIDE, TestDesk, write
from tests.ui.writing.hands import CTRL, SHIFT, click, press, type_text
from ui.look import Look
from ui.writing.side_editor import SideEditor
from ui.writing.side_page import MARGIN, STEP_IN_SIDE
from ui.writing.side_view import SideView

Key = Qt.Key
MakeEditor = Callable[..., SideEditor]
MakeView = Callable[..., SideView]


def test_a_box_is_as_high_as_its_lines(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    first = editor.height()
    assert STEP_IN_SIDE <= first < 2 * STEP_IN_SIDE
    type_text(editor, "one\ntwo\nthree")
    settle(qapp)
    assert editor.height() == first + 2 * STEP_IN_SIDE
    assert editor.verticalScrollBar().maximum() == 0


def test_larger_text_makes_higher_lines(editor: SideEditor, look: Look, qapp: QApplication):
    type_text(editor, "one\ntwo")
    before = editor.height()
    look.change(scale=2.0)
    settle(qapp)
    assert editor.height() == pytest.approx(2 * before, abs=4)


def test_lines_of_emoji_are_no_narrower(editor: SideEditor, qapp: QApplication):
    type_text(editor, "😀\n😀")
    settle(qapp)
    assert editor.height() >= 2 * STEP_IN_SIDE


def test_the_wheel_moves_the_page_and_not_the_box(editor: SideEditor, qapp: QApplication):
    place, turned = QPointF(10, 10), QPoint(0, -120)
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, place, QPoint(), turned, none, Qt.KeyboardModifier.NoModifier, phase, False)
    qapp.sendEvent(editor.viewport(), event)
    assert not event.isAccepted()


def test_the_page_goes_along_with_who_writes(editor: SideEditor, screen: Screen):
    type_text(editor, "line\n" * 40 + "last")
    settle(screen.app)
    shown = screen.area.viewport().rect()
    caret = editor.viewport().mapTo(screen.area.viewport(), editor.cursorRect().center())
    assert shown.contains(caret)


def test_the_page_stands_still_when_others_write_above(make_view: MakeView, desk: TestDesk, screen: Screen):
    view = make_view()
    write(desk.document, MUM, "".join(f"line {number}\n" for number in range(60)))
    settle(screen.app)
    screen.area.verticalScrollBar().setValue(600)
    settle(screen.app)
    before = _first_line_seen(view, screen)
    write(desk.document, JO, "much more\n" * 5, at=0)
    settle(screen.app)
    assert _first_line_seen(view, screen) == before
    assert screen.area.verticalScrollBar().value() == 600 + 5 * STEP_IN_SIDE


def test_the_page_stands_still_when_a_box_above_it_grows(make_view: MakeView, desk: TestDesk, screen: Screen):
    above, below = make_view("need/team"), make_view()
    for side in ("need/team", SIDE):
        write(desk.document, MUM, "line\n" * 30, side=side)
    settle(screen.app)
    screen.area.verticalScrollBar().setValue(above.height() + 100)
    settle(screen.app)
    before = below.mapTo(screen.area.viewport(), QPoint(0, 0)).y()
    write(desk.document, JO, "more\n" * 4, at=0, side="need/team")
    settle(screen.app)
    assert below.mapTo(screen.area.viewport(), QPoint(0, 0)).y() == before


def test_words_from_right_to_left_have_room_for_tags_on_the_right(editor: SideEditor, desk: TestDesk):
    write(desk.document, SAM, "tea")
    assert editor.document().rootFrame().frameFormat().rightMargin() < MARGIN
    write(desk.document, JO, "\nسلام")
    assert editor.document().rootFrame().frameFormat().rightMargin() == MARGIN


def test_a_wide_tag_at_a_lines_start_gets_a_wider_margin(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    def left() -> float:
        return editor.document().rootFrame().frameFormat().leftMargin()

    write(desk.document, SAM, "tea\n")
    settle(qapp)
    assert left() == MARGIN
    write(desk.document, Pen("all", Voice.shared("sam", "jo", "mum", "reyes"), "jo"), "We walk.")
    settle(qapp)
    assert left() > MARGIN


def test_every_place_in_a_tag_means_the_place_behind_the_last_letter(editor: SideEditor, desk: TestDesk):
    write(desk.document, SAM, "The way m")
    write(desk.document, JO, "walking on")
    after = editor.cursorRect(editor.place_of(9))
    before = editor.cursorRect(editor.place_of(8))
    letter_ends = before.x() + 18
    for x in range(letter_ends, after.x()):
        click(editor, x, after.center().y())
        assert editor.caret == 9, x


@pytest.mark.parametrize("y", range(2, 88, 3))
def test_a_click_between_lines_means_the_nearest(editor: SideEditor, desk: TestDesk, qapp: QApplication, y: int):
    write(desk.document, SAM, "one line\ntwo line\nthree line")
    settle(qapp)
    place = editor.cursorRect(editor.place_of(4)).x()
    click(editor, place, y)
    line = editor.document().findBlock(editor.caret).blockNumber()
    assert line == min(2, max(0, round((y - STEP_IN_SIDE / 2) / STEP_IN_SIDE)))


def test_the_caret_walks_past_tags_one_character_at_a_time(editor: SideEditor, desk: TestDesk):
    write(desk.document, SAM, "ab ")
    write(desk.document, JO, "cd ")
    write(desk.document, SAM, "ef")
    editor.put_caret(0)
    walked = []
    for _ in range(8):
        walked.append(editor.caret)
        press(editor, Key.Key_Right)
    assert walked == list(range(8))


def test_shift_and_control_select_as_everywhere(editor: SideEditor):
    type_text(editor, "Garden first")
    press(editor, Key.Key_Left, CTRL | SHIFT)
    assert editor.words_between(*(editor.selected()[0], sum(editor.selected()))) == "first"
    press(editor, Key.Key_A, CTRL)
    assert editor.selected() == (0, 12)


def _first_line_seen(view: SideView, screen: Screen) -> str:
    """The words of the line at the top of what is seen of the page."""
    top = view.mapFrom(screen.area.viewport(), QPoint(0, 0)).y()
    return view.cursorForPosition(QPoint(MARGIN + 2, top + STEP_IN_SIDE // 2)).block().text()
