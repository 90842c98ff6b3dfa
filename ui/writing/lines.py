"""Where letters stand on the page: lines in view, and the place of any position in them, whichever way the text runs.

Qt counts the letters of an open composition in a line's positions, the side does not; here it is made up for. The documents are laid out
by Qt and only measured here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from ui.writing.patches import Room

_TRAILING = QTextLine.Edge.Trailing
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200f\u202b\u202e\u2067\U00010800-\U00010fff\U0001e800-\U0001efff]")


def has_right_to_left(text: str) -> bool:
    """Whether any letter of the text runs from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


class BlockPlace:
    """A paragraph and where it stands. Positions are those of the document, which an open composition does not count in."""

    def __init__(self, document: QTextDocument, block: QTextBlock) -> None:
        self.block = block
        self.layout = block.layout()
        place = document.documentLayout().blockBoundingRect(block)
        self.corner = place.topLeft()
        self.bottom = place.bottom()
        self.position = block.position()
        composed = self.layout.preeditAreaText()
        self._composed_at = self.layout.preeditAreaPosition() if composed else -1
        self._composed = len(composed.encode("utf-16-le")) // 2 if composed else 0

    @property
    def composing(self) -> bool:
        """Whether something is being composed in it."""
        return self._composed > 0

    @cached_property
    def mixed(self) -> bool:
        """Whether text in it runs from right to left, all of it or some."""
        return has_right_to_left(self.block.text())

    @cached_property
    def from_right(self) -> bool:
        """Whether its lines begin at the right."""
        return self.mixed and self.block.textDirection() == Qt.LayoutDirection.RightToLeft

    @cached_property
    def last(self) -> int:
        """The position of its line end."""
        return self.position + self.block.length() - 1

    def inner(self, position: int) -> int:
        """The position as the paragraph's own lines count."""
        inside = position - self.position
        return inside + self._composed if self._composed and inside > self._composed_at else inside

    def outer(self, inner: int) -> int:
        """The position of the document at which a place of the paragraph's own lines stands."""
        if self._composed and inner > self._composed_at:
            inner = max(self._composed_at, inner - self._composed)
        return self.position + inner


class Line:
    """One line. `start` and `end` are positions of the document; places are measured from the left of its paragraph and its own top."""

    __slots__ = ("baseline", "end", "height", "place", "qt", "start", "top")

    def __init__(self, place: BlockPlace, qt: QTextLine) -> None:
        self.place, self.qt = place, qt
        first = qt.textStart()
        self.start, self.end = place.outer(first), place.outer(first + qt.textLength())
        self.top = place.corner.y() + qt.y()  # in the document
        self.baseline, self.height = qt.ascent(), qt.height()

    @property
    def left(self) -> float:
        """Where the line begins at the left, written in or not."""
        return self.qt.x()

    @property
    def right(self) -> float:
        """Where the line ends at the right, written in or not."""
        return self.qt.x() + self.qt.width()

    @property
    def ends_paragraph(self) -> bool:
        """Whether it is the last of its paragraph, and another paragraph follows."""
        return self.end >= self.place.last and self.place.block.next().isValid()

    def at(self, position: int) -> float:
        """How far from the left a position stands."""
        return self.qt.cursorToX(self.place.inner(position))[0]

    def holds(self, room: Room) -> bool:
        """Whether the character that carries the room stands in this line."""
        return self.start <= room.start < self.end

    def room(self, room: Room) -> tuple[float, float]:
        """From where to where a room reaches whose character stands in this line."""
        right = self._cell(room.start)[1] if self.place.mixed else self.qt.cursorToX(self.place.inner(room.start), _TRAILING)[0]
        return right - room.width, right

    def runs_left(self, position: int) -> bool:
        """Whether the character behind a position is one of a part that runs from right to left."""
        if not self.place.mixed:
            return False
        glyphs = self.qt.glyphRuns(self.place.inner(position), 1)
        return bool(glyphs) and glyphs[0].isRightToLeft()

    def stretches(self, start: int, end: int, rooms: list[Room]) -> list[tuple[float, float]]:
        """From where to where the letters between two positions stand, without room for tags; several parts where directions mix."""
        if self.place.mixed:
            return self._mixed_stretches(start, end, rooms)
        spaced = next((room.width for room in rooms if room.end == end), 0)
        inner = self.place.inner
        return [(self.qt.cursorToX(inner(start))[0], self.qt.cursorToX(inner(end))[0] - spaced)]

    def _mixed_stretches(self, start: int, end: int, rooms: list[Room]) -> list[tuple[float, float]]:
        parts = sorted(self._letter(position, rooms) for position in range(start, end))
        out: list[tuple[float, float]] = []
        for left, right in parts:
            if out and left <= out[-1][1] + 1:
                out[-1] = (out[-1][0], max(right, out[-1][1]))
            elif right > left:
                out.append((left, right))
        return out

    def _letter(self, position: int, rooms: list[Room]) -> tuple[float, float]:
        left, right = self._cell(position)
        return left, right - next((room.width for room in rooms if room.start <= position < room.end and right - left > room.width), 0)

    def _cell(self, position: int) -> tuple[float, float]:
        """From where to where a character reaches with its room. Where directions mix, Qt's own caret places do not tell."""
        glyphs = self.qt.glyphRuns(self.place.inner(position), 1)
        if not glyphs:
            return 0.0, 0.0
        cell = glyphs[0].boundingRect()
        return cell.left(), cell.right()


def blocks_in(document: QTextDocument, top: float, bottom: float) -> Iterator[BlockPlace]:
    """The paragraphs that lie between two heights of a document, from the top."""
    block = _first_block(document, top)
    while block.isValid():
        place = BlockPlace(document, block)
        if place.corner.y() > bottom:
            return
        yield place
        block = block.next()


def lines_in(place: BlockPlace, top: float, bottom: float) -> Iterator[QTextLine]:
    """The lines of a paragraph that lie between two heights of the document, from the top."""
    layout, first, last = place.layout, top - place.corner.y(), bottom - place.corner.y()
    count = layout.lineCount()
    start = bisect_left(range(count), first, key=lambda index: layout.lineAt(index).rect().bottom()) if first > 0 else 0
    for index in range(start, count):
        line = layout.lineAt(index)
        if line.y() > last:
            return
        yield line


def line_of(document: QTextDocument, position: int) -> Line | None:
    """The line in which a position stands; None while the paragraph is not laid out."""
    place = BlockPlace(document, document.findBlock(position))
    found = place.layout.lineForTextPosition(place.inner(position))
    return Line(place, found) if found.isValid() else None


def _first_block(document: QTextDocument, top: float) -> QTextBlock:
    """The first paragraph that reaches below `top`. Found by height: Qt's own search goes past the end while a composition is open."""
    layout = document.documentLayout()
    first, last = 0, document.blockCount() - 1
    while first < last:
        middle = (first + last) // 2
        if layout.blockBoundingRect(document.findBlockByNumber(middle)).bottom() < top:
            first = middle + 1
        else:
            last = middle
    return document.findBlockByNumber(first)
