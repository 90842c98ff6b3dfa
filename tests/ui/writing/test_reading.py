"""Whose words, where somebody points, on a key and for screen readers; and what only shows a side."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip
from pytestqt.qtbot import QtBot

from models.text.document import PlanDocument
from tests.listening import QtListener
from tests.ui.writing.desk import JO, JO_FOR_SAM, MUM, SAM, SIDE, KnownPeople, TestDesk, write
from tests.ui.writing.hands import CTRL, commit, press, type_text
from ui.writing.reading_aid import LONGEST_DESCRIPTION, REST, spoken
from ui.writing.side_editor import SideEditor
from ui.writing.side_view import SideView

Key = Qt.Key
MakeEditor = Callable[..., SideEditor]
MakeView = Callable[..., SideView]
TYPED_FOR = "Sam's words, typed by Jo. Not yet confirmed."


@pytest.fixture(autouse=True)
def _tips_are_windows(_qt_log: QtListener) -> Iterator[None]:
    """A tip is a window of its own, and the offscreen platform says of each that it cannot raise it."""
    yield
    QToolTip.hideText()
    _qt_log.heard = [message for message in _qt_log.heard if "raise()" not in message]


def three_voices(document: PlanDocument) -> None:
    """Sam's words, then what Jo typed for Sam, then Mum's."""
    write(document, SAM, "Garden first, ")
    write(document, JO_FOR_SAM, "then tea. ")
    write(document, MUM, "And music.")


def test_a_key_says_whose_words_stand_at_the_caret(editor: SideEditor, desk: TestDesk):
    three_voices(desk.document)
    editor.put_caret(16)
    assert editor.say_whose_words() == TYPED_FOR
    press(editor, Key.Key_F2)
    assert TYPED_FOR in QToolTip.text()
    assert "In the tag: whose words · who typed them." in QToolTip.text()


def test_at_the_end_of_a_word_it_is_the_word_before_that_counts(editor: SideEditor, desk: TestDesk):
    three_voices(desk.document)
    editor.put_caret(13)
    assert editor.say_whose_words() == "Sam's words."
    editor.put_caret(editor.side.length)
    assert editor.say_whose_words() == "Mum's words."


def test_an_empty_page_says_nothing(editor: SideEditor):
    assert editor.say_whose_words() == ""


def test_the_pointer_over_words_says_whose_they_are(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    three_voices(desk.document)
    _point(qapp, editor, editor.cursorRect(editor.place_of(17)).center())
    assert TYPED_FOR in QToolTip.text()


def test_the_pointer_over_a_tag_says_whose_words_come_next(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    three_voices(desk.document)
    words = editor.cursorRect(editor.place_of(14))
    _point(qapp, editor, QPoint(words.left() - 30, words.center().y()))
    assert TYPED_FOR in QToolTip.text()


def test_the_pointer_over_a_strikes_tag_speaks_of_the_struck_words(editor: SideEditor, desk: TestDesk):
    write(desk.document, SAM, "Garden first")
    write(desk.document, JO, "", at=0, take=6)
    after = editor.cursorRect(editor.place_of(6))
    position = editor.position_under(QPoint(after.left() - 20, after.center().y()))
    assert position == 5


def test_beside_all_words_nothing_is_said(editor: SideEditor, desk: TestDesk):
    three_voices(desk.document)
    assert editor.position_under(QPoint(100, 900)) is None


def test_screen_readers_are_told_the_name_first(editor: SideEditor, desk: TestDesk):
    three_voices(desk.document)
    assert spoken(desk.document.side(SIDE), KnownPeople()) == (
        "Sam: Garden first, Sam, typed by Jo, not yet confirmed: then tea. Mum: And music."
    )


def test_a_long_side_is_told_in_part(editor: SideEditor, desk: TestDesk):
    for _ in range(40):
        write(desk.document, SAM, "many words of Sam's that go on and on, ")
        write(desk.document, MUM, "and Mum's. ")
    told = spoken(desk.document.side(SIDE), KnownPeople())
    assert told.endswith("There is more. The list by voice reads all of it.")
    assert len(told) < 2 * LONGEST_DESCRIPTION


def test_the_description_follows_once_the_words_rest(editor: SideEditor, desk: TestDesk, qtbot):
    type_text(editor, "Garden")
    assert "Garden" not in editor.accessibleDescription()
    qtbot.waitUntil(lambda: editor.accessibleDescription() == "Sam: Garden", timeout=5 * REST)


def test_the_description_is_up_to_date_when_somebody_comes(make_editor: MakeEditor, desk: TestDesk):
    editor, _ = make_editor(), make_editor("need/team")
    write(desk.document, MUM, "And music.")
    editor.setFocus()
    assert editor.accessibleDescription() == "Mum: And music."


def test_the_menu_is_ours_in_plain_words(editor: SideEditor, desk: TestDesk):
    type_text(editor, "tea")
    menu = editor.menu()
    words = [(action.text(), action.isEnabled()) for action in menu.actions() if action.text()]
    assert words == [
        ("Take back the last step", True),
        ("Do it again", True),
        ("Cut", False),
        ("Paste", False),
        ("Copy", False),
        ("Choose all words here", True),
        ("Whose words are these?", True),
        ("Say this word plainly", True),
    ]
    assert menu.accessibleName() == "What you can do with these words"
    menu.deleteLater()


def test_the_menu_does_what_it_says(editor: SideEditor, desk: TestDesk):
    type_text(editor, "tea")
    menu = editor.menu()
    menu.actions()[0].trigger()
    assert desk.document.side(SIDE).text == ""
    menu.deleteLater()


def test_whose_words_is_told_once_the_menu_has_gone(editor: SideEditor, desk: TestDesk, qtbot: QtBot):
    type_text(editor, "tea")
    menu = editor.menu()
    next(action for action in menu.actions() if action.text().startswith("Whose words")).trigger()
    assert not QToolTip.isVisible()
    qtbot.wait_until(QToolTip.isVisible)
    assert "Sam's words." in QToolTip.text()
    menu.deleteLater()


# ---- what only shows a side


def test_a_view_follows_the_side(make_view: MakeView, desk: TestDesk):
    view = make_view()
    three_voices(desk.document)
    assert view.toPlainText() == "Garden first, then tea. And music."


def test_a_view_takes_no_key_and_no_composition(make_view: MakeView, desk: TestDesk):
    view = make_view()
    three_voices(desk.document)
    view.selectAll()
    type_text(view, "x")
    press(view, Key.Key_Delete)
    commit(view, "仮")
    assert view.toPlainText() == desk.document.side(SIDE).text == "Garden first, then tea. And music."


def test_a_view_puts_back_what_somebody_wrote_into_it(make_view: MakeView, desk: TestDesk, qapp: QApplication):
    view = make_view()
    three_voices(desk.document)
    QTextCursor(view.document()).insertText("x")
    qapp.processEvents()
    assert view.toPlainText() == desk.document.side(SIDE).text


def test_a_view_copies_plain_words(make_view: MakeView, desk: TestDesk, qapp: QApplication):
    view = make_view()
    three_voices(desk.document)
    view.selectAll()
    press(view, Key.Key_C, CTRL)
    assert (qapp.clipboard().text(), qapp.clipboard().mimeData().hasHtml()) == ("Garden first, then tea. And music.", False)


def test_a_view_says_whose_words_on_the_key(make_view: MakeView, desk: TestDesk):
    view = make_view()
    three_voices(desk.document)
    view.put_caret(16)
    press(view, Key.Key_F2)
    assert TYPED_FOR in QToolTip.text()


def test_a_view_can_show_another_document_and_then_follows_that(make_view: MakeView, desk: TestDesk):
    view, earlier = make_view(), PlanDocument()
    three_voices(desk.document)
    write(earlier, SAM, "Garden.")
    view.show_document(earlier)
    write(desk.document, SAM, " Now.")
    write(earlier, JO, " Tea.")
    assert view.toPlainText() == "Garden. Tea."


def test_two_boxes_on_one_side_say_the_same(make_editor: MakeEditor, make_view: MakeView, desk: TestDesk):
    editor, view = make_editor(), make_view()
    type_text(editor, "Garden\nfirst 😀")
    press(editor, Key.Key_Backspace)
    assert view.document().toRawText() == editor.document().toRawText() == "Garden\u2029first "


def test_qt_never_lays_rich_text_on_the_clipboard(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    three_voices(desk.document)
    QTextEdit.selectAll(editor)
    QTextEdit.copy(editor)
    assert not qapp.clipboard().mimeData().hasHtml()


def _point(qapp: QApplication, editor: SideEditor, place: QPoint) -> None:
    """The pointer rests somewhere."""
    qapp.sendEvent(editor.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, editor.viewport().mapToGlobal(place)))
