"""What a key means in an editor. No key reaches Qt's own editing: each is one of these wishes, or moves the caret, or is nobody's here."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

WHOSE_WORDS_KEY = Qt.Key.Key_F2
_Standard = QKeySequence.StandardKey
_MOVES = tuple(key for key in _Standard if key.name.startswith(("MoveTo", "Select", "Copy", "Deselect")))
LEFT_TO_QT = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr}
_JOINING = "\u200c\u200d\u200e\u200f\u00ad\ufe0e\ufe0f"  # not printable by themselves, and typed all the same


class Wish(Enum):
    """What somebody wants who pressed a key."""

    TYPE = auto()
    NEW_LINE = auto()
    TAKE_BACKWARD = auto()
    TAKE_FORWARD = auto()
    TAKE_WORD_BACKWARD = auto()
    TAKE_WORD_FORWARD = auto()
    TAKE_TO_LINE_END = auto()
    TAKE_LINE = auto()
    UNDO = auto()
    REDO = auto()
    CUT = auto()
    PASTE = auto()
    WHOSE_WORDS = auto()
    MOVE = auto()  # Qt moves the caret, selects or copies
    NOTHING = auto()  # left to whoever is around the editor


_BY_STANDARD_KEY = (
    (_Standard.Undo, Wish.UNDO),
    (_Standard.Redo, Wish.REDO),
    (_Standard.Cut, Wish.CUT),
    (_Standard.Paste, Wish.PASTE),
    (_Standard.DeleteStartOfWord, Wish.TAKE_WORD_BACKWARD),
    (_Standard.DeleteEndOfWord, Wish.TAKE_WORD_FORWARD),
    (_Standard.DeleteEndOfLine, Wish.TAKE_TO_LINE_END),
    (_Standard.DeleteCompleteLine, Wish.TAKE_LINE),
    (_Standard.Delete, Wish.TAKE_FORWARD),
    (_Standard.InsertParagraphSeparator, Wish.NEW_LINE),
    (_Standard.InsertLineSeparator, Wish.NEW_LINE),
)


@dataclass(frozen=True)
class KeyWish:
    """A wish; `text` is what is typed."""

    wish: Wish
    text: str = ""


def wish_of(event: QKeyEvent) -> KeyWish:
    """What a key press means."""
    if _is_text(event):
        return KeyWish(Wish.TYPE, event.text())
    if event.key() == Qt.Key.Key_Backspace and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
        return KeyWish(Wish.TAKE_BACKWARD)
    if event.key() == WHOSE_WORDS_KEY and event.modifiers() == Qt.KeyboardModifier.NoModifier:
        return KeyWish(Wish.WHOSE_WORDS)
    for key, wish in _BY_STANDARD_KEY:
        if event.matches(key):
            return KeyWish(wish)
    if event.key() in LEFT_TO_QT or any(event.matches(key) for key in _MOVES):
        return KeyWish(Wish.MOVE)
    return KeyWish(Wish.NOTHING)


def types_letters(event: QKeyEvent) -> bool:
    """Whether a key on a button is meant for words elsewhere: a letter by itself. With Alt alone it is the key of a button or a menu."""
    alone = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
    return wish_of(event).wish is Wish.TYPE and alone != Qt.KeyboardModifier.AltModifier


def is_undo_or_redo(event: QKeyEvent) -> bool:
    """Whether a key is one of those for which the window has an action of its own."""
    return event.matches(_Standard.Undo) or event.matches(_Standard.Redo)


def _is_text(event: QKeyEvent) -> bool:
    """Whether a key types something. Control alone never does; Control with Alt is AltGr on some keyboards, and does."""
    text, modifiers = event.text(), event.modifiers()
    if not text or not (text[0].isprintable() or text[0] in _JOINING):
        return False
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier) and not modifiers & Qt.KeyboardModifier.AltModifier
    return not control and not modifiers & Qt.KeyboardModifier.MetaModifier
