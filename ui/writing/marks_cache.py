"""The marks of lines, kept from painting to painting. A key changes one line or two of a paragraph; the others keep what was worked out."""

from collections.abc import Iterator
from itertools import count

from PySide6.QtGui import QTextBlock, QTextDocument

from ui.writing.line_marks import LineMarks
from ui.writing.lines import BlockPlace

_LIFE = 400  # paragraphs whose marks are kept


class MarksCache:
    """Marks by paragraph and line. A line is known by where it begins in its paragraph and how long it is."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._by_block: dict[int, dict[tuple[int, int], LineMarks]] = {}
        self._numbers = count(1)

    def of_block(self, place: BlockPlace) -> dict[tuple[int, int], LineMarks]:
        """What is known of a paragraph's lines; whatever is put in there is known from now on. Nothing is while it is composed in."""
        if place.composing:
            return {}
        number = place.block.userState()
        if number not in self._by_block:
            if len(self._by_block) > _LIFE:
                self._by_block.clear()
            number = next(self._numbers)
            place.block.setUserState(number)
            self._by_block[number] = {}
        return self._by_block[number]

    def forget(self) -> None:
        """Knows nothing any more: width, sizes or marks are others now."""
        self._by_block.clear()

    def changed(self, start: int, end: int, grown: int | None) -> None:
        """The text from start to end is another now, and longer by `grown` than before. None: paragraphs were joined or parted."""
        first, last = self._document.findBlock(start), self._document.findBlock(end)
        if grown is None or first != last:
            for block in _from_to(first, last):
                self._by_block.pop(block.userState(), None)
            return
        known = self._by_block.get(first.userState())
        if known:
            moved = _still_known(known, start - first.position(), end - first.position(), grown)
            known.clear()
            known.update(moved)


def _still_known(known: dict[tuple[int, int], LineMarks], start: int, end: int, grown: int) -> dict[tuple[int, int], LineMarks]:
    """The lines that lie wholly before the change, and those wholly behind it, which begin elsewhere now."""
    out: dict[tuple[int, int], LineMarks] = {}
    for (first, length), marks in known.items():
        if first + length < start:
            out[(first, length)] = marks
        elif first + grown > end:
            out[(first + grown, length)] = marks
    return out


def _from_to(first: QTextBlock, last: QTextBlock) -> Iterator[QTextBlock]:
    block = first
    while block.isValid():
        yield block
        if block == last:
            return
        block = block.next()
