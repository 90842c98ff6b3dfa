"""Cut, copy, paste, drop and composed input: whose words they are afterwards, and what is refused."""

from collections.abc import Callable
from random import Random, SystemRandom

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from models.text.document import PlanDocument
from models.text.pens import Pen, Voice
from tests.ui.writing.desk import JO, SAM, SAMS, SIDE, TestDesk, write
from tests.ui.writing.hands import CTRL, click, commit, compose, composed_in, drop, press, type_text
from ui.writing.clipboard import FORMAT, Clipping, clipping_in, forget_words, mime_of
from ui.writing.hand import LONGEST_PASTE
from ui.writing.side_editor import SideEditor

Key = Qt.Key
TEXT_FORMAT = QInputMethodEvent.AttributeType.TextFormat
MakeEditor = Callable[..., SideEditor]
OTHER_PLAN = "These words belong to another person's plan. They stay there."


def runs(document: PlanDocument, side: str = SIDE) -> list[tuple[str, str, bool]]:
    """Whose words, the words, and whether they are quoted."""
    return [(run.look.voice.people[0], run.text, run.look.quoted) for run in document.side(side).runs()]


def paste(editor: SideEditor) -> None:
    """The key for pasting."""
    press(editor, Key.Key_V, CTRL)


def lay_on_clipboard(qapp: QApplication, text: str) -> None:
    """Another program has copied this."""
    mime = QMimeData()
    mime.setText(text)
    qapp.clipboard().setMimeData(mime)


# ---- from inside the plan


def test_pasted_words_of_the_plan_stay_their_owners(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO, "Garden first ")
    editor.put_caret(6, 0)
    editor.copy()
    editor.put_caret(13)
    paste(editor)
    assert runs(desk.document) == [("jo", "Garden first ", False), ("jo", "Garden", True)]
    assert (editor.caret, desk.asked) == (19, [])


def test_words_go_from_box_to_box_as_quotes(make_editor: MakeEditor, desk: TestDesk):
    sams, together = make_editor(SAMS, "sam"), make_editor()
    write(desk.document, SAM, "I walk.", side=SAMS)
    sams.selectAll()
    sams.copy()
    paste(together)
    assert runs(desk.document) == [("sam", "I walk.", True)]


def test_the_clipboard_carries_plain_words_and_ids(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    write(desk.document, JO, "Garden\nfirst")
    editor.selectAll()
    editor.copy()
    mime = qapp.clipboard().mimeData()
    assert mime.text() == "Garden\nfirst"
    assert clipping_in(mime) == Clipping("plan", SIDE, desk.document.side(SIDE).ids_of(0, 12))
    assert not mime.hasHtml()


def test_cut_takes_my_own_words_and_pasting_writes_them_again_as_mine(editor: SideEditor, desk: TestDesk):
    type_text(editor, "Garden first")
    editor.put_caret(6, 0)
    press(editor, Key.Key_X, CTRL)
    assert desk.document.side(SIDE).text == " first"
    editor.put_caret(6)
    paste(editor)
    assert runs(desk.document) == [("sam", " firstGarden", False)]
    assert desk.asked == []


def test_cut_strikes_somebody_elses_words_and_pasting_quotes_them(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO, "Garden first")
    editor.put_caret(6, 0)
    press(editor, Key.Key_X, CTRL)
    editor.put_caret(12)
    paste(editor)
    assert runs(desk.document) == [("jo", "Garden", False), ("jo", " first", False), ("jo", "Garden", True)]


def test_words_that_left_the_plan_cannot_be_put_in_by_somebody_else(editor: SideEditor, desk: TestDesk):
    type_text(editor, "Garden")
    editor.selectAll()
    press(editor, Key.Key_X, CTRL)
    desk.pen = JO
    paste(editor)
    assert desk.document.side(SIDE).text == ""
    assert desk.told == ["These words have left the plan. They cannot be put here any more."]


def test_words_of_another_plan_are_refused_with_a_sentence(make_editor: MakeEditor, desk: TestDesk):
    other = TestDesk(PlanDocument())
    elsewhere, here = make_editor(at=other, plan="another plan"), make_editor()
    type_text(elsewhere, "secret")
    elsewhere.selectAll()
    elsewhere.copy()
    paste(here)
    assert (desk.document.side(SIDE).text, desk.told, desk.asked) == ("", [OTHER_PLAN], [])


def test_dropped_words_of_another_plan_are_refused_too(editor: SideEditor, desk: TestDesk):
    other = TestDesk(PlanDocument())
    write(other.document, JO, "secret")
    drop(editor, mime_of(Clipping("another plan", SIDE, other.document.side(SIDE).ids_of(0, 6)), "secret"), 100, 10, move=False)
    assert (desk.document.side(SIDE).text, desk.told) == ("", [OTHER_PLAN])


def test_the_clipboard_forgets_our_words_and_leaves_those_of_others(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    type_text(editor, "secret")
    editor.selectAll()
    editor.copy()
    forget_words()
    assert qapp.clipboard().text() == ""
    lay_on_clipboard(qapp, "from outside")
    forget_words()
    assert qapp.clipboard().text(QClipboard.Mode.Clipboard) == "from outside"


def test_a_clipping_that_is_broken_counts_as_words_from_outside(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    mime = QMimeData()
    mime.setText("tea")
    mime.setData(FORMAT, b'{"plan": 1}')
    qapp.clipboard().setMimeData(mime)
    paste(editor)
    assert desk.asked == ["tea"]


# ---- from outside


def test_words_from_outside_ask_whose_they_are_before_anything_is_written(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    desk.source = None
    lay_on_clipboard(qapp, "Rest at\r\nthe same hour")
    paste(editor)
    assert (desk.document.side(SIDE).text, desk.asked) == ("", ["Rest at\nthe same hour"])


def test_words_from_outside_keep_where_they_came_from(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    desk.source = "a letter"
    lay_on_clipboard(qapp, "Rest")
    paste(editor)
    look = desk.document.side(SIDE).runs()[0].look
    assert (look.pen, look.pasted) == (SAM, "a letter")


def test_the_answer_may_put_another_pen_in_hand(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    leaflet = Pen("leaflet", Voice.source("a leaflet"), "sam")

    def answer(side: str, words: str, put: Callable[[str], None]) -> None:
        desk.pen = leaflet
        put("a leaflet")
        desk.pen = SAM

    desk.whose_words = answer
    lay_on_clipboard(qapp, "Rest")
    paste(editor)
    assert desk.document.side(SIDE).runs()[0].look.voice == leaflet.voice


def test_an_answer_that_comes_late_puts_the_words_where_they_were_meant(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    answers: list[Callable[[str], None]] = []
    desk.whose_words = lambda side, words, put: answers.append(put)
    write(desk.document, SAM, "Garden")
    editor.put_caret(6)
    lay_on_clipboard(qapp, "!")
    paste(editor)
    write(desk.document, JO, "The ", at=0)
    editor.put_caret(0)
    answers[0]("")
    assert desk.document.side(SIDE).text == "The Garden!"


def test_far_too_many_words_are_refused_with_a_sentence(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    lay_on_clipboard(qapp, "x" * (LONGEST_PASTE + 1))
    paste(editor)
    assert (desk.document.side(SIDE).text, desk.asked) == ("", [])
    assert desk.told == ["These words are too many to put in at once. Copy the part that matters here."]


def test_the_most_that_can_be_pasted_comes_in_whole(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    text = ("words and words " * 25 + "\n") * (LONGEST_PASTE // 401)
    lay_on_clipboard(qapp, text)
    paste(editor)
    assert desk.document.side(SIDE).text == text
    assert editor.document().toRawText() == text.replace("\n", "\u2029")


def test_pasting_nothing_changes_nothing(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    type_text(editor, "tea")
    editor.selectAll()
    lay_on_clipboard(qapp, "")
    paste(editor)
    assert desk.document.side(SIDE).text == "tea"


# ---- dropping


def test_dragged_words_are_moved_and_stay_their_owners(editor: SideEditor, desk: TestDesk):
    write(desk.document, SAM, "first ")
    write(desk.document, JO, "Garden ")
    editor.put_caret(13, 6)
    mime = editor.createMimeDataFromSelection()
    drop(editor, mime, editor.cursorRect(editor.place_of(0)).x(), 12, move=True)
    quoted = desk.document.side(SIDE).runs()[0]
    assert (quoted.text, quoted.look.voice, quoted.look.moved) == ("Garden ", JO.voice, True)
    assert [run.text for run in desk.document.side(SIDE).runs() if run.look.struck_by] == ["Garden "]


def test_words_dropped_where_they_were_stay(editor: SideEditor, desk: TestDesk):
    write(desk.document, SAM, "Garden first")
    editor.put_caret(12, 0)
    drop(editor, editor.createMimeDataFromSelection(), editor.cursorRect(editor.place_of(5)).x(), 12, move=True)
    assert runs(desk.document) == [("sam", "Garden first", False)]


def test_dropped_words_from_outside_ask_whose_they_are(editor: SideEditor, desk: TestDesk):
    mime = QMimeData()
    mime.setText("Rest")
    desk.source = None
    drop(editor, mime, 100, 12, move=True)
    assert (desk.document.side(SIDE).text, desk.asked) == ("", ["Rest"])


# ---- composing


def test_composed_words_are_the_pens(editor: SideEditor, desk: TestDesk):
    compose(editor, "か")
    assert desk.document.side(SIDE).text == ""
    commit(editor, "仮名")
    assert runs(desk.document) == [("sam", "仮名", False)]


def test_a_composition_takes_the_selection_out_as_an_act(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO, "Garden")
    editor.selectAll()
    compose(editor, "か")
    assert desk.document.side(SIDE).text == "Garden"
    assert desk.document.side(SIDE).runs()[0].look.struck_by == (SAM.key,)


def test_a_composition_may_take_the_place_of_letters_before_it(editor: SideEditor, desk: TestDesk):
    type_text(editor, "gardne")
    commit(editor, "garden", -6, 6)
    assert runs(desk.document) == [("sam", "garden", False)]


def test_a_composition_lives_on_while_others_write(editor: SideEditor, desk: TestDesk):
    type_text(editor, "tea ")
    compose(editor, "か")
    write(desk.document, JO, "The ", at=0)
    commit(editor, "仮")
    assert desk.document.side(SIDE).text == "The tea 仮"


def test_what_is_composed_goes_along_with_the_caret_while_others_write(editor: SideEditor, desk: TestDesk):
    type_text(editor, "tea ")
    compose(editor, "か")
    write(desk.document, JO, "Every\nday ", at=0)
    assert composed_in(editor) == [(editor.caret, "か")]


def test_what_is_composed_does_not_stay_where_the_caret_was(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    type_text(editor, "tea\nand rest")
    compose(editor, "かなな")
    editor.put_caret(2)  # as a screen reader does
    assert composed_in(editor) == []
    click(editor, 600, 60)  # behind the last letter: Qt warns of places that are not there
    assert editor.caret == len("tea\nand rest")


def test_the_next_letter_is_composed_while_the_last_one_comes_in(editor: SideEditor, desk: TestDesk):
    compose(editor, "ㅎ")
    event = QInputMethodEvent("ㄱ", [])
    event.setCommitString("하")
    QApplication.sendEvent(editor, event)
    assert (desk.document.side(SIDE).text, composed_in(editor)) == ("하", [(1, "ㄱ")])


@pytest.mark.parametrize("key", [Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_AltGr])
def test_a_key_that_only_changes_others_leaves_what_is_composed(editor: SideEditor, desk: TestDesk, key: Qt.Key):
    compose(editor, "이")
    press(editor, key)
    assert composed_in(editor) == [(0, "이")]


def test_what_is_selected_stays_while_others_write_beside_a_composition(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    type_text(editor, "garden first and last")
    editor.put_caret(12)
    compose(editor, "か")
    editor.put_caret(12, 7)
    write(desk.document, JO, "Every ", at=0)
    qapp.processEvents()
    assert editor.toPlainText() == desk.document.side(SIDE).text == "Every garden first and last"


def test_an_input_method_that_selects_takes_nothing_out(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    type_text(editor, "garden first")
    selects = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Selection, 7, 5, None)
    QApplication.sendEvent(editor, QInputMethodEvent("か", [selects]))
    write(desk.document, JO, "Every ", at=0)
    qapp.processEvents()
    assert editor.toPlainText() == desk.document.side(SIDE).text == "Every garden first"


def test_nothing_of_how_it_looked_stays_behind(editor: SideEditor, desk: TestDesk):
    type_text(editor, "tea\nand rest")
    editor.put_caret(4)
    underlined = QTextCharFormat()
    underlined.setFontUnderline(True)
    QApplication.sendEvent(editor, QInputMethodEvent("abc", [QInputMethodEvent.Attribute(TEXT_FORMAT, 0, 3, underlined)]))
    write(desk.document, JO, "Every day\n", at=0)
    editor.put_caret(2)
    block = editor.document().begin()
    while block.isValid():
        assert block.layout().formats() == []
        block = block.next()


def test_words_that_the_input_method_still_has_come_in_where_they_were_composed(
    editor: SideEditor, desk: TestDesk, monkeypatch: pytest.MonkeyPatch
):
    """Some systems put in what was composed when they are told that it is over, and the caret is elsewhere by then."""
    monkeypatch.setattr("ui.writing.side_editor.stop_input_method", lambda: commit(editor, "仮"))
    type_text(editor, "tea and rest")
    compose(editor, "か")
    editor.put_caret(4)
    assert desk.document.side(SIDE).text == "tea and rest仮"
    assert editor.caret == 4


def test_late_words_of_an_input_method_come_in_where_they_were_composed_whatever_others_write(
    editor: SideEditor, desk: TestDesk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("ui.writing.side_editor.stop_input_method", lambda: commit(editor, "仮"))
    seed = SystemRandom().randrange(1_000_000)
    print("seed", seed)
    dice, wanted = Random(seed), "tea and rest"
    type_text(editor, wanted)
    for _turn in range(60):
        at = dice.randrange(len(wanted) + 1)
        editor.put_caret(at)
        compose(editor, "か")
        for _word in range(dice.randrange(3)):
            other, word = dice.choice([place for place in range(len(wanted) + 1) if place != at]), dice.choice(("x", "day ", "\n"))
            write(desk.document, JO, word, at=other)
            wanted = wanted[:other] + word + wanted[other:]
            at += len(word) if other < at else 0
        caret = dice.choice([place for place in range(len(wanted) + 1) if place != at])
        editor.put_caret(caret)
        wanted = wanted[:at] + "仮" + wanted[at:]
        assert desk.document.side(SIDE).text == editor.toPlainText() == wanted
        assert editor.caret == caret + (caret > at)
    late = [run.look.voice.people[0] for run in desk.document.side(SIDE).runs() if "仮" in run.text]
    assert set(late) == {"sam"}


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Backspace])
def test_a_key_that_the_input_method_leaves_ends_what_is_composed(editor: SideEditor, desk: TestDesk, key: Qt.Key):
    type_text(editor, "tea")
    compose(editor, "か")
    press(editor, key)
    assert composed_in(editor) == []


def test_composed_words_without_a_pen_are_not_lost(editor: SideEditor, desk: TestDesk):
    desk.pen = None
    compose(editor, "か")
    commit(editor, "仮名")
    assert (desk.document.side(SIDE).text, editor.toPlainText()) == ("", "")
    desk.take_up(SAM)
    assert runs(desk.document) == [("sam", "仮名", False)]


def test_a_composition_without_a_pen_leaves_what_is_selected(editor: SideEditor, desk: TestDesk):
    write(desk.document, JO, "Garden")
    desk.pen = None
    editor.selectAll()
    compose(editor, "か")
    assert (desk.document.side(SIDE).text, editor.document().toRawText()) == ("Garden", "Garden")


def test_composed_letters_stand_close_behind_the_room_of_a_tag(editor: SideEditor, desk: TestDesk):
    write(desk.document, SAM, "tea ")
    write(desk.document, JO, "and staff")
    editor.put_caret(4)
    compose(editor, "abc")
    line = editor.document().firstBlock().layout().lineAt(0)
    assert line.cursorToX(6)[0] - line.cursorToX(5)[0] < 20


# ---- the net


def test_what_a_screen_reader_types_becomes_an_act(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    write(desk.document, JO, "Garden")
    cursor = QTextCursor(editor.document())
    cursor.setPosition(6)
    cursor.insertText(" first")
    qapp.processEvents()
    assert runs(desk.document) == [("jo", "Garden", False), ("sam", " first", False)]


def test_what_qt_takes_out_by_itself_comes_back_struck(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    write(desk.document, JO, "Garden")
    editor.selectAll()
    QTextEdit.cut(editor)
    qapp.processEvents()
    assert editor.toPlainText() == "Garden"
    assert desk.document.side(SIDE).runs()[0].look.struck_by == (SAM.key,)


def test_a_change_from_outside_and_one_from_afar_are_both_kept(editor: SideEditor, desk: TestDesk, qapp: QApplication):
    write(desk.document, SAM, "Garden")
    cursor = QTextCursor(editor.document())
    cursor.setPosition(6)
    cursor.insertText("!")
    write(desk.document, JO, "The ", at=0)  # before the net had its turn
    qapp.processEvents()
    assert desk.document.side(SIDE).text == "The Garden!"
    assert editor.toPlainText() == "The Garden!"
