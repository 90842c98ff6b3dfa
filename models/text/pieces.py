"""The text of one side as pieces: neighbouring characters of one peer in one state, kept in blocks so that an edit costs what it touches.

A position is either raw (code points, everything that was ever written) or visible (UTF-16 units of what has not left the page).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from models.text.clean import code_points, utf16_width
from models.text.judging import Verdict
from models.text.spans import Span

BLOCK_FULL = 96
NO_RECORDS: frozenset[str] = frozenset()


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


class Block:
    """Some neighbouring pieces and what they add up to."""

    __slots__ = ("pieces", "raw", "seen")

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        for piece in pieces:
            piece.block = self
        self.add_up()

    def add_up(self) -> None:
        """Counts the block anew."""
        self.raw = sum(len(piece.text) for piece in self.pieces)
        self.seen = sum(piece.seen for piece in self.pieces)


class Place(NamedTuple):
    """Where a raw position falls."""

    block: Block
    number: int  # of the piece in its block; may be one past the last
    offset: int  # inside that piece
    seen: int  # visible units before that piece


class Pieces:
    """All pieces of one side, found by raw position, by visible position, and by id."""

    def __init__(self) -> None:
        self._blocks: list[Block] = [Block([])]
        self._starts: dict[int, list[int]] = {}  # peer -> first counters in order
        self._by_start: dict[int, list[Piece]] = {}  # peer -> pieces in the same order

    def __iter__(self) -> Iterator[Piece]:
        for block in self._blocks:
            yield from block.pieces

    @property
    def raw_length(self) -> int:
        """Code points ever written."""
        return sum(block.raw for block in self._blocks)

    @property
    def seen_length(self) -> int:
        """UTF-16 units on the page."""
        return sum(block.seen for block in self._blocks)

    # ---- finding

    def at_raw(self, raw: int) -> "Place":
        """Where raw position `raw` falls; at the end of a block rather than at the start of the next."""
        seen = 0
        for block in self._blocks:
            if raw <= block.raw:
                break
            raw -= block.raw
            seen += block.seen
        for index, piece in enumerate(block.pieces):
            length = len(piece.text)
            if raw < length:
                return Place(block, index, raw, seen)
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
        raw = 0
        for block in self._blocks:
            if position <= block.seen:
                return raw + _raw_in_block(block, position)
            position -= block.seen
            raw += block.raw
        raise ValueError("a position past the end")

    def from_seen(self, position: int) -> Iterator[tuple[int, Piece]]:
        """Visible pieces with their visible start, from the one that holds or ends at `position` on."""
        at = 0
        for block in self._blocks:
            if at + block.seen < position:
                at += block.seen
                continue
            for piece in block.pieces:
                if not piece.verdict.gone:
                    if at + piece.width >= position:
                        yield at, piece
                    at += piece.width

    def seen_before(self, piece: Piece) -> int:
        """Visible position at which the piece starts."""
        at = 0
        for block in self._blocks:
            if block is piece.block:
                break
            at += block.seen
        for other in piece.block.pieces:
            if other is piece:
                return at
            at += other.seen
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

    def stretch_of(self, spans: Iterable[Span]) -> list[Piece]:
        """Every piece from the first to the last by place of those that hold ids of the spans; empty when none does."""
        held = [piece for span in spans for piece in self.holding(span)]
        if not held:
            return []
        places = [(self._blocks.index(piece.block), _index_of(piece.block, piece)) for piece in held]
        (first_block, first), (last_block, last) = min(places), max(places)
        if first_block == last_block:
            return self._blocks[first_block].pieces[first : last + 1]
        between = [piece for block in self._blocks[first_block + 1 : last_block] for piece in block.pieces]
        return [*self._blocks[first_block].pieces[first:], *between, *self._blocks[last_block].pieces[: last + 1]]

    # ---- changing

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
        block.raw += len(piece.text)
        block.seen += piece.seen
        self._halve_if_full(block)
        return seen

    def split(self, piece: Piece, offset: int) -> Piece:
        """Cuts a piece in two; returns the right half. Both stay in their block, so that finding goes on."""
        right = Piece(piece.peer, piece.first + offset, piece.text[offset:], piece.records, piece.verdict)
        piece.text = piece.text[:offset]
        piece.width -= right.width
        block = piece.block
        right.block = block
        block.pieces.insert(_index_of(block, piece) + 1, right)
        self._note(right)
        return right

    def judge_anew(self, piece: Piece, verdict: Verdict) -> None:
        """Gives the piece another verdict and keeps the sums right."""
        was = piece.seen
        piece.verdict = verdict
        piece.block.seen += piece.seen - was

    def join_neighbours(self, pieces: Iterable[Piece]) -> None:
        """Joins each piece to those beside it in its block that it belongs together with."""
        for piece in pieces:
            if not piece.text:
                continue  # joined already
            index = _index_of(piece.block, piece)
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
        self._halve_if_full(block)

    def _note(self, piece: Piece) -> None:
        starts = self._starts.setdefault(piece.peer, [])
        place = bisect_right(starts, piece.first)
        starts.insert(place, piece.first)
        self._by_start.setdefault(piece.peer, []).insert(place, piece)

    def _forget(self, piece: Piece) -> None:
        place = bisect_right(self._starts[piece.peer], piece.first) - 1
        del self._starts[piece.peer][place]
        del self._by_start[piece.peer][place]

    def _halve_if_full(self, block: Block) -> None:
        if len(block.pieces) <= BLOCK_FULL:
            return
        middle = len(block.pieces) // 2
        new = Block(block.pieces[middle:])
        block.pieces = block.pieces[:middle]
        block.add_up()
        self._blocks.insert(self._blocks.index(block) + 1, new)


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


def _index_of(block: Block, piece: Piece) -> int:
    return next(index for index, other in enumerate(block.pieces) if other is piece)
