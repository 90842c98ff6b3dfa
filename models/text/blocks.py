"""A long side cut into blocks of pieces, so that finding a place costs the way from the last place that was looked at, not from the start.

A position is either raw (code points, everything that was ever written) or visible (UTF-16 units of what has not left the page).
"""

from collections.abc import Iterator
from typing import NamedTuple

from models.text.clean import utf16_width
from models.text.judging import Verdict
from models.text.spans import Span

BLOCK_FULL = 96


class Piece:
    """Characters `first` … of one peer, in a row both by id and by place, under the same records."""

    __slots__ = ("block", "first", "peer", "records", "text", "verdict", "width")

    def __init__(self, peer: int, first: int, text: str, records: frozenset[str], verdict: Verdict) -> None:
        self.peer, self.first, self.text, self.records, self.verdict = peer, first, text, records, verdict
        self.width = utf16_width(text)
        self.block: Block

    @property
    def end(self) -> int:
        """One past the last counter."""
        return self.first + len(self.text)

    @property
    def seen(self) -> int:
        """Width on the page: 0 once the words have left it."""
        return 0 if self.verdict.gone else self.width

    @property
    def span(self) -> Span:
        """The ids of these characters."""
        return Span(self.peer, self.first, len(self.text))

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among all pieces: number of its block, and number in that. To be compared; good until the next change."""
        return self.block.number, self.block.place_of(self)


class Block:
    """Some neighbouring pieces, what they add up to, and which block it is."""

    __slots__ = ("number", "pieces", "raw", "seen")

    def __init__(self, number: int, pieces: list[Piece]) -> None:
        self.number, self.pieces = number, pieces
        for piece in pieces:
            piece.block = self
        self.raw = sum(len(piece.text) for piece in pieces)
        self.seen = sum(piece.seen for piece in pieces)

    def place_of(self, piece: Piece) -> int:
        """Which of the block's pieces it is."""
        for place, other in enumerate(self.pieces):
            if other is piece:
                return place
        raise LookupError("a piece that is not here")


class Found(NamedTuple):
    """A block, and what all blocks before it add up to."""

    block: Block
    raw: int
    seen: int


class Blocks:
    """All blocks of one side, in order. It remembers the last place that was looked at: the next one is mostly near."""

    def __init__(self) -> None:
        self.raw = self.seen = 0  # what all of it adds up to
        self._all = [Block(0, [])]
        self._at = Found(self._all[0], 0, 0)

    def __iter__(self) -> Iterator[Block]:
        return iter(self._all)

    def at_raw(self, raw: int) -> Found:
        """The block in which that raw position falls; at the end of a block rather than at the start of the next."""
        while raw <= self._at.raw and self._at.block.number:
            self._back()
        while raw > self._at.raw + self._at.block.raw and self._on():
            pass
        return self._at

    def at_seen(self, position: int) -> Found:
        """The first block that reaches as far as that visible position. Raises ValueError past the end."""
        if position > self.seen:
            raise ValueError("a position past the end")
        while position <= self._at.seen and self._at.block.number:
            self._back()
        while position > self._at.seen + self._at.block.seen and self._on():
            pass
        return self._at

    def at(self, block: Block) -> Found:
        """That block, and what is before it."""
        while block.number < self._at.block.number:
            self._back()
        while block.number > self._at.block.number:
            self._on()
        return self._at

    def from_block(self, first: Block) -> Iterator[Block]:
        """The blocks from that one on."""
        return (self._all[number] for number in range(first.number, len(self._all)))

    def between(self, first: Piece, last: Piece) -> Iterator[Piece]:
        """All pieces from one to another, both included."""
        (start, skipped), (end, last_place) = first.place, last.place
        for block in self._all[start : end + 1]:
            upto = last_place + 1 if block.number == end else None
            yield from block.pieces[skipped:upto]
            skipped = 0

    def fill(self, pieces: list[Piece]) -> None:
        """Takes all pieces of a side, in order. Leaves room in each block."""
        room = BLOCK_FULL // 2
        self._all = [Block(start // room, pieces[start : start + room]) for start in range(0, len(pieces), room)] or self._all
        self._at = Found(self._all[0], 0, 0)
        self.raw, self.seen = sum(block.raw for block in self._all), sum(block.seen for block in self._all)

    def grew(self, block: Block, raw: int, seen: int) -> None:
        """Keeps the sums right when a block has got so much longer, or shorter on the page."""
        block.raw += raw
        block.seen += seen
        self.raw += raw
        self.seen += seen
        if block.number < self._at.block.number:
            self._at = Found(self._at.block, self._at.raw + raw, self._at.seen + seen)

    def halve_if_full(self, block: Block) -> None:
        """Cuts a block in two that has grown too long."""
        if len(block.pieces) <= BLOCK_FULL:
            return
        first = self.at(block)
        middle = len(block.pieces) // 2
        halves = Block(block.number, block.pieces[:middle]), Block(block.number + 1, block.pieces[middle:])
        self._all[block.number : block.number + 1] = halves
        for later in self._all[block.number + 2 :]:
            later.number += 1
        self._at = Found(halves[0], first.raw, first.seen)

    def _back(self) -> None:
        before = self._all[self._at.block.number - 1]
        self._at = Found(before, self._at.raw - before.raw, self._at.seen - before.seen)

    def _on(self) -> bool:
        """Goes on to the next block; False at the last."""
        here = self._at.block
        if here.number + 1 == len(self._all):
            return False
        self._at = Found(self._all[here.number + 1], self._at.raw + here.raw, self._at.seen + here.seen)
        return True
