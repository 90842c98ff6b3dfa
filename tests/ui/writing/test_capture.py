"""What a key means."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.writing.capture import KeyWish, Wish, is_undo_or_redo, wish_of

pytestmark = pytest.mark.usefixtures("qapp")  # which keys mean what is asked of the running application

Key, Held = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT, NONE = Held.ControlModifier, Held.ShiftModifier, Held.AltModifier, Held.NoModifier


def key(code: int, held: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    """One key press."""
    return QKeyEvent(QEvent.Type.KeyPress, code, held, text)


@pytest.mark.parametrize(
    "typed", ["a", "Ä", "😀", "\u0301", "\u200d", " ", "ش"], ids=["letter", "umlaut", "emoji", "mark", "joiner", "space", "arabic"]
)
def test_what_can_be_seen_or_joins_is_typed(typed: str):
    assert wish_of(key(0, text=typed)) == KeyWish(Wish.TYPE, typed)


def test_letters_under_altgr_are_typed():
    assert wish_of(key(Key.Key_Q, CTRL | ALT, "@")) == KeyWish(Wish.TYPE, "@")


@pytest.mark.parametrize("event", [key(Key.Key_B, CTRL, "b"), key(Key.Key_I, CTRL, "\t"), key(Key.Key_A, Held.MetaModifier, "a")])
def test_nothing_is_typed_under_control(event: QKeyEvent):
    assert wish_of(event).wish in (Wish.NOTHING, Wish.MOVE)


@pytest.mark.parametrize(
    ("event", "wish"),
    [
        (key(Key.Key_Return, text="\r"), Wish.NEW_LINE),
        (key(Key.Key_Return, SHIFT, "\r"), Wish.NEW_LINE),
        (key(Key.Key_Enter, Held.KeypadModifier, "\r"), Wish.NEW_LINE),
        (key(Key.Key_Backspace, text="\b"), Wish.TAKE_BACKWARD),
        (key(Key.Key_Backspace, SHIFT, "\b"), Wish.TAKE_BACKWARD),
        (key(Key.Key_Delete, text="\x7f"), Wish.TAKE_FORWARD),
        (key(Key.Key_Backspace, CTRL), Wish.TAKE_WORD_BACKWARD),
        (key(Key.Key_Delete, CTRL), Wish.TAKE_WORD_FORWARD),
        (key(Key.Key_X, CTRL), Wish.CUT),
        (key(Key.Key_V, CTRL), Wish.PASTE),
        (key(Key.Key_Z, CTRL), Wish.UNDO),
        (key(Key.Key_Z, CTRL | SHIFT), Wish.REDO),
        (key(Key.Key_F2), Wish.WHOSE_WORDS),
        (key(Key.Key_Left), Wish.MOVE),
        (key(Key.Key_End, CTRL | SHIFT), Wish.MOVE),
        (key(Key.Key_C, CTRL), Wish.MOVE),
        (key(Key.Key_Tab, text="\t"), Wish.MOVE),
        (key(Key.Key_Escape), Wish.NOTHING),
        (key(Key.Key_F5), Wish.NOTHING),
        (key(Key.Key_Insert), Wish.NOTHING),
    ],
)
def test_other_keys_are_wishes(event: QKeyEvent, wish: Wish):
    assert wish_of(event).wish is wish


def test_undo_and_redo_are_left_to_the_window_first():
    assert is_undo_or_redo(key(Key.Key_Z, CTRL))
    assert is_undo_or_redo(key(Key.Key_Z, CTRL | SHIFT))
    assert not is_undo_or_redo(key(Key.Key_X, CTRL))
