"""The text of one side as pieces: neighbouring characters of one peer in one state, found by raw or visible position, and by id."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from models.text.blocks import Block, Blocks, Piece
from models.text.clean import code_points
from models.text.judging import Verdict
from models.text.spans import Span

NO_RECORDS: frozenset[str] = frozenset()


class Place(NamedTuple):
    """Where a raw position falls."""

    block: Block
    number: int  # of the piece in its block; may be one past the last
    offset: int  # inside that piece
    seen: int  # visible units before that piece


class Pieces:
    """All pieces of one side, found by raw position, by visible position, and by id."""

    def __init__(self) -> None:
        self._blocks = Blocks()
        self._starts: dict[int, list[int]] = {}  # peer -> first counters in order
        self._by_start: dict[int, list[Piece]] = {}  # peer -> pieces in the same order

    def __iter__(self) -> Iterator[Piece]:
        for block in self._blocks:
            yield from block.pieces

    @property
    def raw_length(self) -> int:
        """Code points ever written."""
        return self._blocks.raw

    @property
    def seen_length(self) -> int:
        """UTF-16 units on the page."""
        return self._blocks.seen

    # ---- finding

    def at_raw(self, raw: int) -> Place:
        """Where raw position `raw` falls."""
        block, before, seen = self._blocks.at_raw(raw)
        raw -= before
        for number, piece in enumerate(block.pieces):
            length = len(piece.text)
            if raw < length:
                return Place(block, number, raw, seen)
            raw -= length
            if not piece.verdict.gone:
                seen += piece.width
        return Place(block, len(block.pieces), 0, seen)

    def raw_behind(self, position: int) -> int:
        """Raw position directly behind the visible character on the left of visible `position`; 0 at the start.

        Raises ValueError inside a character or past the end.
        """
        if position == 0:
            return 0
        block, raw, seen = self._blocks.at_seen(position)
        return raw + _raw_in_block(block, position - seen)

    def from_seen(self, position: int) -> Iterator[tuple[int, Piece]]:
        """Visible pieces with their visible start, from the one that holds or ends at `position` on."""
        if position > self.seen_length:
            return
        first, _, at = self._blocks.at_seen(position)
        for block in self._blocks.from_block(first):
            for piece in block.pieces:
                if not piece.verdict.gone:
                    if at + piece.width >= position:
                        yield at, piece
                    at += piece.width

    def seen_before(self, piece: Piece) -> int:
        """Visible position at which the piece starts."""
        block, _, at = self._blocks.at(piece.block)
        for other in block.pieces:
            if other is piece:
                return at
            if not other.verdict.gone:
                at += other.width
        raise LookupError("a piece that is not here")

    def holding(self, span: Span) -> Iterator[Piece]:
        """The pieces that hold ids of the span, in order of counters. Ids that were never written here are passed over."""
        starts = self._starts.get(span.peer)
        if not starts:
            return
        pieces = self._by_start[span.peer]
        place = max(0, bisect_right(starts, span.first) - 1)
        while place < len(pieces) and pieces[place].first < span.end:
            piece = pieces[place]
            if piece.end > span.first:
                yield piece
            place += 1

    def ends_of(self, spans: Iterable[Span]) -> tuple[Piece, Piece] | None:
        """The first and the last piece by place that hold ids of the spans; None when none does."""
        held = [(piece.place, piece) for span in spans for piece in self.holding(span)]
        if not held:
            return None
        return min(held, key=lambda pair: pair[0])[1], max(held, key=lambda pair: pair[0])[1]

    def between(self, first: Piece, last: Piece) -> Iterator[Piece]:
        """All pieces from one to another, both included, gone or not."""
        return self._blocks.between(first, last)

    # ---- changing

    def fill(self, pieces: Iterable[Piece]) -> None:
        """Takes all pieces of a side, in order of place. To be told once, and first."""
        every = list(pieces)
        self._blocks.fill(every)
        for piece in sorted(every, key=lambda piece: piece.first):
            self._starts.setdefault(piece.peer, []).append(piece.first)
            self._by_start.setdefault(piece.peer, []).append(piece)

    def put(self, raw: int, piece: Piece) -> int:
        """Puts a new piece in at a raw position, joining it to the one on its left if they belong together.

        Returns the visible position at which its text now starts.
        """
        block, index, offset, seen = self.at_raw(raw)
        if offset:
            cut = block.pieces[index]
            self.split(cut, offset)
            index, seen = index + 1, seen + cut.seen
        left = block.pieces[index - 1] if index else None
        if left and _belong_together(left, piece):
            left.text += piece.text
            left.width += piece.width
        else:
            block.pieces.insert(index, piece)
            piece.block = block
            self._note(piece)
        self._blocks.grew(block, len(piece.text), piece.seen)
        self._blocks.halve_if_full(block)
        return seen

    def split(self, piece: Piece, offset: int) -> Piece:
        """Cuts a piece in two; returns the right half. Both stay in their block, so that finding goes on."""
        right = Piece(piece.peer, piece.first + offset, piece.text[offset:], piece.records, piece.verdict)
        piece.text = piece.text[:offset]
        piece.width -= right.width
        block = piece.block
        right.block = block
        block.pieces.insert(block.place_of(piece) + 1, right)
        self._note(right)
        return right

    def judge_anew(self, piece: Piece, verdict: Verdict) -> None:
        """Gives the piece another verdict and keeps the sums right."""
        was = piece.seen
        piece.verdict = verdict
        self._blocks.grew(piece.block, 0, piece.seen - was)

    def join_neighbours(self, pieces: Iterable[Piece]) -> None:
        """Joins each piece to those beside it in its block that it belongs together with."""
        for piece in pieces:
            if not piece.text:
                continue  # joined already
            index = piece.block.place_of(piece)
            if index + 1 < len(piece.block.pieces):
                self._join_left(piece.block, index + 1)
            if index:
                self._join_left(piece.block, index)

    def _join_left(self, block: Block, index: int) -> None:
        left, piece = block.pieces[index - 1], block.pieces[index]
        if not _belong_together(left, piece):
            return
        left.text += piece.text
        left.width += piece.width
        del block.pieces[index]
        self._forget(piece)
        piece.text = ""

    def tidy(self, block: Block) -> None:
        """Keeps a block from growing too long after many cuts."""
        self._blocks.halve_if_full(block)

    def _note(self, piece: Piece) -> None:
        starts = self._starts.setdefault(piece.peer, [])
        place = bisect_right(starts, piece.first)
        starts.insert(place, piece.first)
        self._by_start.setdefault(piece.peer, []).insert(place, piece)

    def _forget(self, piece: Piece) -> None:
        place = bisect_right(self._starts[piece.peer], piece.first) - 1
        del self._starts[piece.peer][place]
        del self._by_start[piece.peer][place]


def _raw_in_block(block: Block, position: int) -> int:
    raw = 0
    for piece in block.pieces:
        if not piece.verdict.gone:
            if position <= piece.width:
                return raw + code_points(piece.text, position)
            position -= piece.width
        raw += len(piece.text)
    raise ValueError("a position past the end")


def _belong_together(left: Piece, right: Piece) -> bool:
    in_a_row = left.peer == right.peer and left.end == right.first
    return in_a_row and left.records == right.records and left.verdict == right.verdict
