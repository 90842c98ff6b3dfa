"""Composed input (dead keys, Chinese, dictation): what it puts into the words is an act like any other; Qt shows the rest.

Qt takes out a selection as soon as a composition starts, and its letters would be spread apart by the room of a tag before them.
"""

from PySide6.QtGui import QFont, QInputMethodEvent, QTextCharFormat

from models.text.clean import utf16_width

_Attribute = QInputMethodEvent.Attribute
_FORMAT = QInputMethodEvent.AttributeType.TextFormat


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
    close = QTextCharFormat()
    close.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    close.setFontLetterSpacing(0)
    width = utf16_width(event.preeditString())
    return QInputMethodEvent(event.preeditString(), [_Attribute(_FORMAT, 0, width, close), *event.attributes()])
