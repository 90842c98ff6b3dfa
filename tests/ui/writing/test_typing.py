"""Keys become acts of the pen in hand; what is one step back together; what happens without a pen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.errors import Trouble
from models.text.answering import confirm, keep
from models.text.document import PlanDocument
from tests.fakes import FakeClock
from tests.ui.writing.desk import JO, JO_FOR_SAM, MUM, SAM, SIDE, TestDesk, write
from tests.ui.writing.hands import CTRL, SHIFT, press, type_text
from ui.writing.bursts import PAUSE
from ui.writing.side_editor import SideEditor

Key = Qt.Key
MakeEditor = Callable[..., SideEditor]


def page(desk: TestDesk) -> str:
    """What the side says."""
    return desk.document.side(SIDE).text


def voices(document: PlanDocument) -> list[tuple[str, str]]:
    """The side as passages: whose pen, and the words."""
    return [(run.look.pen.id, run.text) for run in document.side(SIDE).runs()]


def test_typed_words_are_the_pens(editor: SideEditor, desk: TestDesk):
    type_text(editor, "Garden ")
    desk.pen = JO
    type_text(editor, "first")
    assert voices(desk.document) == [("sam", "Garden "), ("jo", "first")]


def test_enter_and_shift_enter_both_begin_a_line(editor: SideEditor, desk: TestDesk):
    type_text(editor, "one")
    press(editor, Key.Key_Return, text="\r")
    type_text(editor, "two")
    press(editor, Key.Key_Return, SHIFT, "\r")
    assert page(desk) == "one\ntwo\n"


def test_typing_over_a_selection_takes_ones_own_words_out_and_strikes_others(editor: SideEditor, desk: TestDesk):
    write(desk.document, SAM, "Garden ")
    write(desk.document, JO, "first")
    editor.selectAll()
    type_text(editor, "Tea")
    assert voices(desk.document) == [("jo", "first"), ("sam", "Tea")]
    assert desk.document.side(SIDE).runs()[0].look.struck_by == (SAM.key,)
    assert editor.caret == len("firstTea")


def test_backspace_takes_my_own_letter(editor: SideEditor, desk: TestDesk):
    type_text(editor, "Gardenn")
    press(editor, Key.Key_Backspace)
    assert (page(desk), editor.caret) == ("Garden", 6)


def test_backspace_strikes_a_whole_word_of_somebody_else_and_passes_it(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO, "in the garden")
    editor.put_caret(13)
    press(editor, Key.Key_Backspace)
    assert (page(desk), editor.caret) == ("in the garden", 7)
    assert [run.text for run in desk.document.side(SIDE).runs() if run.look.struck_by] == ["garden"]


def test_delete_passes_the_struck_word_forward(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO, "garden first")
    editor.put_caret(0)
    press(editor, Key.Key_Delete)
    assert editor.caret == 6


def test_control_backspace_takes_my_own_word(editor: SideEditor, desk: TestDesk):
    type_text(editor, "in the garden")
    press(editor, Key.Key_Backspace, CTRL)
    assert page(desk) == "in the "


def test_who_strikes_is_told_once_that_only_the_owner_lets_go(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO, "in the garden")
    editor.put_caret(13)
    for _ in range(3):
        press(editor, Key.Key_Backspace)
    assert desk.told == ["You crossed out Jo's words. Only Jo can let them go."]


def test_who_strikes_again_what_was_kept_is_told_so(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO, "garden")
    ids = desk.document.side(SIDE).ids_of(0, 6)
    editor.put_caret(6)
    press(editor, Key.Key_Backspace)
    keep(desk.document, JO, SIDE, ids)
    editor.put_caret(6)
    press(editor, Key.Key_Backspace)
    assert desk.told[-1] == "Jo keeps these words. You can write your own beside them."


def test_a_scribe_strikes_what_was_confirmed(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO_FOR_SAM, "garden")
    confirm(desk.document, SAM, SIDE, desk.document.side(SIDE).ids_of(0, 6))
    desk.pen = JO_FOR_SAM
    editor.put_caret(6)
    press(editor, Key.Key_Backspace)
    assert page(desk) == "garden"


# ---- without a pen


def test_a_key_without_a_pen_is_not_lost(editor: SideEditor, desk: TestDesk):
    desk.pen = None
    type_text(editor, "tea")
    assert page(desk) == ""
    desk.take_up(JO)
    assert voices(desk.document) == [("jo", "tea")]


def test_a_backspace_without_a_pen_waits_in_its_turn(editor: SideEditor, desk: TestDesk):
    type_text(editor, "tea")
    desk.pen = None
    press(editor, Key.Key_Backspace)
    type_text(editor, "n")
    desk.take_up(SAM)
    assert page(desk) == "ten"


def test_a_pen_that_does_not_belong_here_asks_too(editor: SideEditor, desk: TestDesk):
    desk.closed.add(SIDE)
    type_text(editor, "x")
    assert (page(desk), len(desk.waiting)) == ("", 1)


def test_a_pen_that_does_not_belong_here_may_strike(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO, "garden")
    desk.closed.add(SIDE)
    editor.put_caret(6)
    press(editor, Key.Key_Backspace)
    assert desk.document.side(SIDE).runs()[0].look.struck_by == (SAM.key,)


def test_trouble_is_told_and_nothing_has_changed(editor: SideEditor, desk: TestDesk):
    desk.refuse = Trouble("This plan was replaced.", "It stays.", "Write in the next.")
    type_text(editor, "x")
    assert (page(desk), desk.troubles) == ("", [desk.refuse])


def test_a_box_that_is_read_only_takes_no_key(editor: SideEditor, desk: TestDesk):
    write(desk.document, SAM, "tea")
    editor.setReadOnly(True)
    editor.selectAll()
    for key in (Key.Key_Backspace, Key.Key_Delete):
        press(editor, key)
    type_text(editor, "x")
    press(editor, Key.Key_X, CTRL)
    assert (page(desk), editor.toPlainText()) == ("tea", "tea")


# ---- steps back


def test_typing_in_one_go_is_one_step_back(editor: SideEditor, desk: TestDesk):
    type_text(editor, "Garden first")
    press(editor, Key.Key_Z, CTRL)
    assert page(desk) == ""


def test_a_pause_begins_a_new_step(editor: SideEditor, desk: TestDesk, clock: FakeClock):
    type_text(editor, "Garden")
    clock.advance(PAUSE)
    type_text(editor, " first")
    press(editor, Key.Key_Z, CTRL)
    assert page(desk) == "Garden"


def test_a_line_end_closes_its_step(editor: SideEditor, desk: TestDesk):
    type_text(editor, "one\ntwo")
    press(editor, Key.Key_Z, CTRL)
    assert page(desk) == "one\n"


def test_moving_the_caret_by_hand_begins_a_new_step(editor: SideEditor, desk: TestDesk):
    type_text(editor, "ab")
    press(editor, Key.Key_Left)
    press(editor, Key.Key_Right)
    type_text(editor, "c")
    press(editor, Key.Key_Z, CTRL)
    assert page(desk) == "ab"


def test_leaving_the_box_begins_a_new_step(editor: SideEditor, desk: TestDesk):
    type_text(editor, "ab")
    editor.clearFocus()
    editor.setFocus()
    type_text(editor, "c")
    press(editor, Key.Key_Z, CTRL)
    assert page(desk) == "ab"


def test_passing_the_pen_begins_a_new_step(editor: SideEditor, desk: TestDesk):
    type_text(editor, "ab")
    editor.pen_passed()
    type_text(editor, "c")
    press(editor, Key.Key_Z, CTRL)
    assert page(desk) == "ab"


def test_taking_out_is_a_step_of_its_own(editor: SideEditor, desk: TestDesk):
    type_text(editor, "Garden")
    for _ in range(3):
        press(editor, Key.Key_Backspace)
    press(editor, Key.Key_Z, CTRL)
    assert (page(desk), editor.caret) == ("Garden", 6)


def test_holding_backspace_over_somebody_elses_words_is_one_step(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO, "in the garden")
    editor.put_caret(13)
    for _ in range(3):
        press(editor, Key.Key_Backspace)
    assert all(run.look.struck_by for run in desk.document.side(SIDE).runs())
    press(editor, Key.Key_Z, CTRL)
    assert not any(run.look.struck_by for run in desk.document.side(SIDE).runs())


def test_what_was_taken_back_can_be_done_again(editor: SideEditor, desk: TestDesk):
    type_text(editor, "Garden")
    press(editor, Key.Key_Z, CTRL)
    press(editor, Key.Key_Z, CTRL | SHIFT)
    assert (page(desk), editor.caret) == ("Garden", 6)


def test_the_caret_goes_where_a_step_was_taken_back(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO, "tea ")
    editor.put_caret(4)
    type_text(editor, "Garden")
    editor.put_caret(0)
    press(editor, Key.Key_Z, CTRL)
    assert (page(desk), editor.caret) == ("tea ", 4)


def test_a_step_that_somebody_has_answered_stays_and_says_so(editor: SideEditor, desk: TestDesk):
    desk.pen = JO_FOR_SAM
    type_text(editor, "tea")
    confirm(desk.document, SAM, SIDE, desk.document.side(SIDE).ids_of(0, 3))
    press(editor, Key.Key_Z, CTRL)
    assert (page(desk), desk.told) == ("tea", ["Somebody has answered about these words. This step stays."])


def test_the_windows_own_action_for_undo_comes_first(editor: SideEditor, qapp: QApplication):
    fired: list[bool] = []
    action = QAction(editor.window())
    action.setShortcut("Ctrl+Z")
    action.triggered.connect(lambda: fired.append(True))
    editor.window().addAction(action)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Z, CTRL)
    qapp.sendEvent(editor, event)
    assert not event.isAccepted()


def test_other_keys_go_on_to_the_window(editor: SideEditor, qapp: QApplication):
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    qapp.sendEvent(editor, event)
    assert not event.isAccepted()


def test_tab_leaves_the_box(make_editor: MakeEditor, qapp: QApplication):
    first, second = make_editor(), make_editor("need/team")
    first.setFocus()
    press(first, Key.Key_Tab, text="\t")
    assert (qapp.focusWidget(), first.toPlainText()) == (second, "")


# ---- carets and others


@pytest.mark.parametrize(("at", "after"), [(0, 9), (3, 3), (5, 3)], ids=["before it", "at it", "behind it"])
def test_what_others_type_pushes_my_caret_only_from_before_it(editor: SideEditor, desk: TestDesk, at: int, after: int):
    write(desk.document, SAM, "Garden")
    editor.put_caret(3)
    write(desk.document, MUM, "remote", at=at)
    assert editor.caret == after


def test_what_others_take_out_round_my_caret_pulls_it_to_the_place(editor: SideEditor, desk: TestDesk):
    write(desk.document, MUM, "Garden")
    editor.put_caret(4)
    write(desk.document, MUM, "", at=1, take=4)
    assert editor.caret == 1


def test_a_selection_stays_round_its_words(editor: SideEditor, desk: TestDesk):
    write(desk.document, SAM, "Garden first")
    editor.put_caret(12, 7)
    write(desk.document, MUM, "remote ", at=0)
    assert editor.words_between(*[editor.selected()[0], sum(editor.selected())]) == "first"


def test_a_caret_never_stays_inside_a_character(editor: SideEditor, desk: TestDesk):
    write(desk.document, SAM, "a😀b")
    cursor = editor.textCursor()
    cursor.setPosition(2)
    editor.setTextCursor(cursor)
    assert editor.caret == 1


def test_a_view_that_is_gone_does_not_stop_the_writing(make_editor: MakeEditor, desk: TestDesk, qapp: QApplication):
    gone = make_editor()
    gone.deleteLater()
    qapp.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    write(desk.document, SAM, "tea")
    assert page(desk) == "tea"
