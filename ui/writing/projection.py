"""The only place that writes into an editor's document: it follows the view operations of a side, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument

from models.text.side import ViewOp
from ui.writing.patches import FEW_LETTERS, TAIL, Patch, PatchReader

CLUSTER = 2 * TAIL  # UTF-16 units within which a change can make characters pair up anew

_BEFORE, _BEHIND = 160, 240  # UTF-16 units read with a change
_PLAIN = QTextCharFormat()
_KEEP = QTextCursor.MoveMode.KeepAnchor
_NEAR = 2  # touched ranges closer than this are repaired as one


class Projection:
    """Keeps a document saying what its side says, with room for tags. Text and room are a function of the side alone."""

    def __init__(self, document: QTextDocument, reader: PatchReader) -> None:
        self._document, self._reader = document, reader
        self._depth = 0

    @property
    def writing(self) -> bool:
        """Whether the document is being written by us just now; any other change comes from outside."""
        return self._depth > 0

    @contextmanager
    def our_own(self) -> Iterator[None]:
        """What happens to the document inside is ours, and no change from outside."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def build(self) -> None:
        """Writes the whole side anew."""
        with self._editing() as cursor:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(self._reader.side.text, _PLAIN)
            self._make_rooms(cursor, 0, self._reader.side.length)

    def refit(self) -> None:
        """Makes all room for tags anew: sizes or marks are others now."""
        with self._editing() as cursor:
            self._make_rooms(cursor, 0, self._reader.side.length)

    def follow(self, ops: Sequence[ViewOp], places: Iterable[int] = ()) -> tuple[list[int], list[tuple[int, int]]]:
        """Does to the document what was done to the side. Gives where these places (carets) are now, and the ranges that look different.

        A place moves with what is put in on its left, not with what is put in right at it.
        """
        moved, touched = list(places), list[tuple[int, int]]()
        with self._editing() as cursor:
            for op in ops:
                _write(cursor, op)
                moved = [shifted(place, op) for place in moved]
                touched = [(shifted(start, op), shifted(end, op, sticks=True)) for start, end in touched]
                touched.append((op.at, op.at if op.kind == "out" else op.at + op.width))
            changed = merged(self._reach(start, end) for start, end in merged(touched))
            for start, end in changed:
                self._make_rooms(cursor, start, end)
        return moved, changed

    def put_back(self, at: int, width: int, text: str) -> None:
        """Replaces what somebody else wrote into the document by what stood there. Room for tags has to be made anew afterwards."""
        with self._editing() as cursor:
            cursor.setPosition(at)
            cursor.setPosition(at + width, _KEEP)
            cursor.insertText(text, _PLAIN)

    # ---- insides

    @contextmanager
    def _editing(self) -> Iterator[QTextCursor]:
        cursor = QTextCursor(self._document)
        with self.our_own():
            cursor.beginEditBlock()
            try:
                yield cursor
            finally:
                cursor.endEditBlock()

    def _make_rooms(self, cursor: QTextCursor, start: int, end: int) -> None:
        """Gives every character from start to end the room that it has to have, or none."""
        cursor.setPosition(start)
        cursor.setPosition(end, _KEEP)
        cursor.setCharFormat(_PLAIN)
        for room in self._reader.read(max(0, start - CLUSTER), end + CLUSTER).rooms:
            if room.start < end and room.end > start:
                cursor.setPosition(room.start)
                cursor.setPosition(room.end, _KEEP)
                cursor.setCharFormat(_spaced(room.width))

    def _reach(self, start: int, end: int) -> tuple[int, int]:
        """How far a change from start to end can change the room for tags around it.

        Characters pair up anew behind an edit (flags do), short patches inside a word depend on each other, and tags stand behind spaces.
        """
        length = self._reader.side.length
        part = self._reader.read(max(0, start - _BEFORE), min(length, end + _BEHIND))  # lines around it too, which are painted next
        pairs_up = 1 if all(text.isascii() for patch in part.patches for text in patch.texts) else CLUSTER
        left = self._over_spaces_left(self._unsettled_from(start)) - pairs_up
        right = max(self._settled_from(start, end), self._over_spaces_right(end)) + pairs_up
        return max(0, left), min(length, right)

    def _unsettled_from(self, start: int) -> int:
        """Where the patch begins that holds `start`, if so few letters of it stand before that its tag depends on what comes behind."""
        patches = self._reader.read(start, start).patches
        holds = next((patch for patch in patches if patch.end >= start), None)
        return holds.start if holds and holds.start < start and _letters_before(holds, start) < FEW_LETTERS else start

    def _settled_from(self, start: int, end: int) -> int:
        """From where on nothing depends on what changed before `end`."""
        ahead = TAIL
        while True:
            patches = self._reader.read(start, end + ahead).patches
            settled = _settled_in(patches, end)
            if settled is not None:
                return settled
            if not patches or patches[-1].end >= self._reader.side.length:
                return self._reader.side.length
            ahead *= 4

    def _over_spaces_left(self, at: int) -> int:
        while at > 0 and self._document.characterAt(at - 1).isspace():
            at -= 1
        return at

    def _over_spaces_right(self, at: int) -> int:
        length = self._reader.side.length
        while at < length and self._document.characterAt(at).isspace():
            at += 1
        return at


def shifted(place: int, op: ViewOp, sticks: bool = False) -> int:
    """Where a place is after an operation. What is put in right at it pushes it on only if it `sticks` to what stands behind it."""
    if op.kind == "in":
        return place + op.width if place > op.at or (sticks and place == op.at) else place
    if op.kind == "out":
        return place if place <= op.at else max(op.at, place - op.width)
    return place


def merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that touch or nearly do made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1] + _NEAR:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


# ---- insides


def _write(cursor: QTextCursor, op: ViewOp) -> None:
    if op.kind == "in":
        cursor.setPosition(op.at)
        cursor.insertText(op.text, _PLAIN)
    elif op.kind == "out":
        cursor.setPosition(op.at)
        cursor.setPosition(op.at + op.width, _KEEP)
        cursor.removeSelectedText()


def _settled_in(patches: Iterable[Patch], end: int) -> int | None:
    for patch in patches:
        if patch.start > end and patch.announces:
            return patch.first_letter
        if patch.start <= end <= patch.end and _letters_behind(patch, end) >= FEW_LETTERS:
            return end
    return None


def _letters_before(patch: Patch, position: int) -> int:
    return _count(chain.from_iterable(patch.texts), position - patch.start)


def _letters_behind(patch: Patch, position: int) -> int:
    return _count(chain.from_iterable(map(reversed, reversed(patch.texts))), patch.end - position)


def _count(letters: Iterable[str], units: int) -> int:
    """How many of the letters within so many units are no spaces; more than a few are not counted."""
    found = 0
    for letter in letters:
        if units <= 0 or found >= FEW_LETTERS:
            break
        units -= 2 if letter > "\uffff" else 1
        found += not letter.isspace()
    return found


@lru_cache(maxsize=512)
def _spaced(width: int) -> QTextCharFormat:
    """Characters with so many pixels of room behind them. Shared: do not change it."""
    spaced = QTextCharFormat()
    spaced.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    spaced.setFontLetterSpacing(width)
    return spaced
