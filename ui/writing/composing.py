"""Composed input (dead keys, Chinese, dictation): what it puts into the words is an act like any other; Qt shows the rest.

Qt takes out a selection as soon as a composition starts, and its letters would be spread apart by the room of a tag before them.
"""

from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)
from PySide6.QtWidgets import QTextEdit

from models.text.clean import utf16_width

_Attribute = QInputMethodEvent.Attribute
_FORMAT = QInputMethodEvent.AttributeType.TextFormat


class Composition:
    """What is being composed in a box and is no word yet: shown at the caret, and nowhere else.

    Qt leaves it where it stood when the caret goes, and then takes a press behind it for a place that is not there.
    """

    def __init__(self, box: QTextEdit) -> None:
        self._box = box
        self.words = ""
        self.place = QTextCursor()  # where it stands; it goes along with the words around it

    def show(self, event: QInputMethodEvent) -> None:
        """Shows what an input method says is being composed now. Nothing is selected any more: Qt would take it out."""
        caret = self._box.textCursor()
        if caret.hasSelection():
            caret.clearSelection()
            self._box.setTextCursor(caret)
        QTextEdit.inputMethodEvent(self._box, preedit_only(event))
        self._stands(event.preeditString())

    def follow_caret(self) -> None:
        """Shows it at the caret again: words came or went around it. Past Qt's own way, which would take out what is selected."""
        words, caret = self.words, self._box.textCursor()
        if words and not _is_shown(self._box, words):
            self.give_up()
            block = caret.block()
            block.layout().setPreeditArea(caret.positionInBlock(), words)
            block.layout().setFormats([_composed_look(caret.positionInBlock(), utf16_width(words))])
            self._box.document().markContentsDirty(block.position(), block.length())
            self._stands(words)

    def give_up(self) -> None:
        """Shows it no more, wherever it stands."""
        self.words = ""
        document = self._box.document()
        for block in _composed_in(document):
            block.layout().setPreeditArea(-1, "")
            block.layout().clearFormats()
            document.markContentsDirty(block.position(), block.length())

    def _stands(self, words: str) -> None:
        self.words = words
        self.place = QTextCursor(self._box.document())
        self.place.setPosition(self._box.textCursor().position())


def stop_input_method() -> None:
    """Tells the input method that what is composed is over. On some systems it answers with what it had, as words to be put in."""
    QGuiApplication.inputMethod().reset()


def replaced_range(event: QInputMethodEvent, at: int, take: int, length: int) -> tuple[int, int]:
    """Where what a composition puts in goes, and how much it takes the place of: the selection, or what it names itself."""
    if not event.replacementLength():
        return at, take
    start = max(0, min(at + event.replacementStart(), length))
    return start, max(0, min(event.replacementLength(), length - start))


def changes_words(event: QInputMethodEvent, composed: str) -> bool:
    """Whether an event does more than move about in what is being composed."""
    return bool(event.commitString()) or event.replacementLength() > 0 or event.preeditString() != composed


def preedit_only(event: QInputMethodEvent) -> QInputMethodEvent:
    """The event without what it puts into the words, for Qt to show; its letters stand close whatever stands before them."""
    width = utf16_width(event.preeditString())
    return QInputMethodEvent(event.preeditString(), [_Attribute(_FORMAT, 0, width, _close_together()), *event.attributes()])


# ---- insides


def _close_together() -> QTextCharFormat:
    close = QTextCharFormat()
    close.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    close.setFontLetterSpacing(0)
    return close


def _composed_look(at: int, width: int) -> QTextLayout.FormatRange:
    """How it looks where no input method says it: underlined, as on most systems."""
    look, part = _close_together(), QTextLayout.FormatRange()
    look.setFontUnderline(True)
    part.start, part.length, part.format = at, width, look
    return part


def _is_shown(box: QTextEdit, words: str) -> bool:
    caret = box.textCursor()
    (only, *others) = _composed_in(box.document()) or [None]
    if only is None or others or only != caret.block():
        return False
    return (only.layout().preeditAreaText(), only.layout().preeditAreaPosition()) == (words, caret.positionInBlock())


def _composed_in(document: QTextDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        if block.layout().preeditAreaText():
            found.append(block)
        block = block.next()
    return found
