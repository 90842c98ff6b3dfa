"""One side of one question as it reads now: its pieces, the records over them, and what each comes to.

The side is a mirror of the engine's containers and never writes to them. Every change is told as view operations, in order, each with the
visible position at which it happens at that moment, so that whoever shows the side pays for the edit and not for the side.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from models.text.blocks import Piece
from models.text.clean import code_points, utf16_width
from models.text.judging import Case, Origin, Verdict, judge
from models.text.passages import Passages
from models.text.pens import Pen, Voice
from models.text.pieces import NO_RECORDS, Pieces
from models.text.records import Record, RecordKind
from models.text.runs import Look, Run
from models.text.spans import Overlay, Span, Spans, minus, shared, tidy


class ViewOp(NamedTuple):
    """Something that changed on the page: text came in, text left, or text looks different. Position and width in UTF-16 units."""

    kind: Literal["in", "out", "look"]
    at: int
    width: int
    text: str


@dataclass(frozen=True)
class Stretch:
    """Visible characters of one look: where they start on the page, their ids and their text."""

    at: int
    span: Span
    text: str
    look: Look
    typed_by: Pen
    refused: frozenset[Voice] = frozenset()  # whose strikes an owner refused: they can't be made again

    @property
    def end(self) -> int:
        """One past the last visible position."""
        return self.at + utf16_width(self.text)


class Side:
    """The text of one side: what it says, whose each character is, and what was done to it."""

    def __init__(self, name: str, pen_of: Callable[[int], Pen]) -> None:
        self.name = name
        self.records: dict[str, Record] = {}
        self.origins: dict[str, Origin] = {}
        self.ops: list[ViewOp] = []
        self.version = 0  # grows with every change: readers may keep what they made until it does
        self._pen_of = pen_of
        self._pieces = Pieces()
        self._carried: dict[str, Spans] = {}
        self._passages = Passages(self._pieces)
        self._changed: list[Span] = []  # characters that came, or that come to something else than before
        self._inherited: dict[str, dict[Origin, str]] = {}  # quote -> the keys of what its parts inherit
        self._origins_made = 0
        self._verdicts: dict[tuple[int, frozenset[str]], Verdict] = {}

    # ---- what you can ask it

    @property
    def text(self) -> str:
        """What stands on the page, struck words included."""
        return "".join(piece.text for piece in self._pieces if not piece.verdict.gone)

    @property
    def length(self) -> int:
        """Length of the page in UTF-16 units."""
        return self._pieces.seen_length

    @property
    def ever_written(self) -> int:
        """Code points ever written here, gone ones included."""
        return self._pieces.raw_length

    def runs(self) -> list[Run]:
        """The page as runs of one look each, in reading order."""
        out: list[Run] = []
        for piece in self._pieces:
            if piece.verdict.gone:
                continue
            look = piece.verdict.look
            if out and out[-1].look == look:
                out[-1] = Run(out[-1].text + piece.text, look)
            else:
                out.append(Run(piece.text, look))
        return out

    def stretches(self, start: int = 0, end: int | None = None) -> Iterator[Stretch]:
        """Visible stretches from the one that holds or ends at `start` to the one that holds or begins at `end`, uncut and unjoined."""
        for at, piece in self._pieces.from_seen(start):
            if end is not None and at > end:
                return
            yield self._stretch(at, piece)

    def between(self, start: int, end: int) -> list[Stretch]:
        """The visible stretches from `start` to `end`, cut to fit. Raises ValueError when a bound falls inside a character."""
        return [cut for stretch in self.stretches(start, end) if (cut := _cut(stretch, start, end))]

    def ids_of(self, start: int, end: int) -> Spans:
        """The ids of the visible characters from `start` to `end`, in reading order."""
        return tuple(stretch.span for stretch in self.between(start, end))

    def holding(self, spans: Iterable[Span]) -> list[Stretch]:
        """Where those of the ids that are on the page stand, in reading order."""
        found = [stretch for span in spans for stretch in self._holding(span)]
        return sorted(found, key=lambda stretch: stretch.at)

    def verdicts(self, spans: Iterable[Span]) -> list[tuple[Span, str, Verdict]]:
        """For each part of the spans, in their order: its ids, its text, and what it comes to, gone or not."""
        out: list[tuple[Span, str, Verdict]] = []
        for span in spans:
            for piece in self._pieces.holding(span):
                part = _overlap(piece.span, span)
                text = piece.text[part.first - piece.first : part.end - piece.first]
                out.append((part, text, piece.verdict))
        return out

    def raw_behind(self, position: int) -> int:
        """Where the engine must insert for words to stand at a visible position: directly behind the character on its left."""
        return self._pieces.raw_behind(position)

    def passage(self, spans: Spans) -> tuple[Spans, Spans]:
        """All visible ids from the first to the last of the spans by place, and those of them that are struck."""
        return self._passages.standing(spans)

    def everything(self) -> list[tuple[Span, str]]:
        """Every character ever written, in place, gone or not: its ids and text. What the history is read from."""
        return [(piece.span, piece.text) for piece in self._pieces]

    # ---- what you can tell it (only the document does)

    def fill(self, parts: Iterable[tuple[int, int, str]], records: Iterable[Record]) -> None:
        """All that was ever written and noted here, at once; to be told first, and instead of each by itself."""
        for record in records:
            self.records[record.key] = record
            self._note_answer(record)
            if record.on:
                self._carried[record.key] = tidy(record.spans)
        self._pieces.fill(self._pieces_of(parts, Overlay(self._carried)))
        self.version += 1

    def put_text(self, raw: int, peer: int, first: int, text: str) -> None:
        """Characters that the engine put in at a raw position, with their first id."""
        piece = Piece(peer, first, text, NO_RECORDS, self._judge(peer, NO_RECORDS))
        width = piece.width
        at = self._pieces.put(raw, piece)
        self.ops.append(ViewOp("in", at, width, text))
        self._changed.append(Span(peer, first, len(text)))
        self.version += 1

    def put_record(self, record: Record) -> None:
        """A record that is new, or says something else than before."""
        before = self.records.get(record.key)
        self.records[record.key] = record
        self._note_answer(record)
        same = before is not None and replace(before, spans=record.spans) == record
        if before is not None and not same:
            self._verdicts.clear()
        self._carry(record.key, record.spans if record.on else (), again=not same)

    def forget_record(self, key: str) -> None:
        """A record that is none any more: somebody wrote over it what cannot be one."""
        if key in self.records:
            self.put_record(replace(self.records[key], on=False))
            self.put_origins(key, ())
            del self.records[key]
            self._passages.forget(key)

    def put_origins(self, quote: str, parts: Iterable[tuple[Origin, Spans]]) -> None:
        """What the characters of a quote inherit, part by part. Replaces what was said of that quote before."""
        before, now = self._inherited.pop(quote, dict[Origin, str]()), dict[Origin, str]()
        for origin, spans in parts:
            now[origin] = before.pop(origin, "") or self._new_origin(quote, origin)
            self._carry(now[origin], spans)
        for key in before.values():
            self._carry(key, ())
            del self.origins[key]
        if now:
            self._inherited[quote] = now

    def look_again(self) -> None:
        """Finds out which confirmed passages changed, and shows that. To be told once after each change."""
        changed = self._passages.look_again(self._changed)
        if not changed:
            return
        self._verdicts.clear()
        for key in changed:
            self._judge_again(self._carried.get(key, ()))

    def take_ops(self) -> list[ViewOp]:
        """The changes since the last time this was asked."""
        ops, self.ops = self.ops, []
        return ops

    def take_changed(self) -> list[Span]:
        """The characters that came, or come to something else, since the last time this was asked. Quotes of them have to look again."""
        changed, self._changed = self._changed, []
        return changed

    # ---- insides

    def _pieces_of(self, parts: Iterable[tuple[int, int, str]], overlay: Overlay) -> Iterator[Piece]:
        for peer, first, text in parts:
            for span, keys in overlay.cut(Span(peer, first, len(text))):
                yield Piece(peer, span.first, text[span.first - first : span.end - first], keys, self._judge(peer, keys))

    def _note_answer(self, record: Record) -> None:
        if record.kind in (RecordKind.CONFIRM, RecordKind.NOT_MINE):
            self._passages.put(record)

    def _holding(self, span: Span) -> Iterator[Stretch]:
        for piece in self._pieces.holding(span):
            if not piece.verdict.gone:
                at = self._pieces.seen_before(piece)
                yield _cut_to_ids(self._stretch(at, piece), span)

    def _stretch(self, at: int, piece: Piece) -> Stretch:
        return Stretch(at, piece.span, piece.text, piece.verdict.look, self._pen_of(piece.peer), piece.verdict.refused)

    def _new_origin(self, quote: str, origin: Origin) -> str:
        self._origins_made += 1  # never counted down: a key that was used for another origin may still stand in cached verdicts
        key = f"{quote}~{self._origins_made}"
        self.origins[key] = origin
        return key

    def _carry(self, key: str, spans: Iterable[Span], again: bool = False) -> None:
        """Makes exactly these ids carry the record, and judges what changed; `again` judges the rest of them too."""
        new, old = tidy(spans), self._carried.get(key, ())
        self._carried[key] = new
        if not new:
            self._carried.pop(key)
        self._mark(minus(old, new), lambda records: records - {key})
        self._mark(minus(new, old), lambda records: records | {key})
        if again:
            self._judge_again(shared(new, old))

    def _mark(self, spans: Spans, change: Callable[[frozenset[str]], frozenset[str]]) -> None:
        for span in spans:
            pieces = self._exactly(span)
            for piece in pieces:
                piece.records = change(piece.records)
                self._judge_piece(piece)
            self._pieces.join_neighbours(pieces)

    def _judge_again(self, spans: Spans) -> None:
        for span in spans:
            pieces = self._exactly(span)
            for piece in pieces:
                self._judge_piece(piece)
            self._pieces.join_neighbours(pieces)

    def _exactly(self, span: Span) -> list[Piece]:
        """The pieces of these ids, cut so that they hold nothing else."""
        out: list[Piece] = []
        for piece in list(self._pieces.holding(span)):
            if piece.first < span.first:
                piece = self._pieces.split(piece, span.first - piece.first)
            if piece.end > span.end:
                self._pieces.split(piece, span.end - piece.first)
            self._pieces.tidy(piece.block)
            out.append(piece)
        return out

    def _judge_piece(self, piece: Piece) -> None:
        before, after = piece.verdict, self._judge(piece.peer, piece.records)
        self.version += 1
        if before != after:
            at = self._pieces.seen_before(piece)
            self._pieces.judge_anew(piece, after)
            self._changed.append(piece.span)
            self._tell(before, piece, at)

    def _tell(self, before: Verdict, piece: Piece, at: int) -> None:
        now = piece.verdict
        if now.gone and not before.gone:
            self.ops.append(ViewOp("out", at, piece.width, piece.text))
        elif before.gone and not now.gone:
            self.ops.append(ViewOp("in", at, piece.width, piece.text))
        elif not now.gone:
            self.ops.append(ViewOp("look", at, piece.width, ""))

    def _judge(self, peer: int, keys: frozenset[str]) -> Verdict:
        verdict = self._verdicts.get((peer, keys))
        if verdict is None:
            verdict = self._verdicts[(peer, keys)] = judge(self._case(peer, keys))
        return verdict

    def _case(self, peer: int, keys: frozenset[str]) -> Case:
        records = tuple(self.records[key] for key in sorted(keys) if key in self.records)
        origins = [self.origins[key] for key in sorted(keys) if key in self.origins]
        pen = self._pen_of(peer)
        quoted = any(record.kind is RecordKind.QUOTE and record.pen.key == pen.key for record in records)
        origin = (origins[0] if origins else Origin()) if quoted else None
        return Case(pen, records, self._passages.broken, origin)


def _overlap(one: Span, other: Span) -> Span:
    first = max(one.first, other.first)
    return Span(one.peer, first, min(one.end, other.end) - first)


def _cut(stretch: Stretch, start: int, end: int) -> Stretch | None:
    left, right = max(stretch.at, start), min(stretch.end, end)
    if left >= right:
        return None
    from_point, to_point = code_points(stretch.text, left - stretch.at), code_points(stretch.text, right - stretch.at)
    span = Span(stretch.span.peer, stretch.span.first + from_point, to_point - from_point)
    return replace(stretch, at=left, span=span, text=stretch.text[from_point:to_point])


def _cut_to_ids(stretch: Stretch, span: Span) -> Stretch:
    part = _overlap(stretch.span, span)
    skipped = part.first - stretch.span.first
    text = stretch.text[skipped : skipped + part.length]
    return replace(stretch, at=stretch.at + utf16_width(stretch.text[:skipped]), span=part, text=text)
