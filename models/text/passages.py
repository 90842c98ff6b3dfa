"""Confirmed passages of one side: where each begins and ends, and whether it still is what its owner said yes to."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.text.blocks import Piece
from models.text.pieces import Pieces
from models.text.records import Record, RecordKind
from models.text.spans import Span, SpanIndex, Spans, minus, shared, tidy


@dataclass(frozen=True)
class Passage:
    """A confirmed passage: its first and last character by place, which never change places, and what stood and was struck between them."""

    first: Span
    last: Span
    around: SpanIndex
    struck: SpanIndex


class Passages:
    """The confirmed passages of a side. Told of each answer and each change; `broken` are the keys of those in which something changed."""

    def __init__(self, pieces: Pieces) -> None:
        self.broken: frozenset[str] = frozenset()
        self._pieces = pieces
        self._answers: dict[str, Record] = {}
        self._passages: dict[str, Passage] = {}
        self._new_answers = False

    def put(self, answer: Record) -> None:
        """Takes note of somebody's "my words" or "not my words"."""
        self._answers[answer.key] = answer
        self._new_answers = True

    def forget(self, key: str) -> None:
        """Forgets an answer that is none."""
        self._new_answers = self._answers.pop(key, None) is not None or self._new_answers

    def look_again(self, changed: Iterable[Span]) -> frozenset[str]:
        """Which passages have changed, or are again as they were, now that these characters came or come to something else."""
        before = self.broken
        if self._new_answers:
            self._find_passages()
            self.broken = frozenset(key for key, passage in self._passages.items() if self._is_broken(passage))
        elif self._passages:
            touched = [piece.place for span in changed for piece in self._pieces.holding(span)]
            for key, passage in self._passages.items():
                if self._holds_any(passage, touched) and self._is_broken(passage) != (key in self.broken):
                    self.broken ^= {key}
        return before ^ self.broken

    def standing(self, spans: Spans) -> tuple[Spans, Spans]:
        """All ids on the page from the first to the last of the spans by place, and those of them that are struck."""
        ends = self._ends(spans)
        parts = [] if ends is None else self._parts(*ends)
        seen = tidy(span for span, piece in parts if not piece.verdict.gone)
        return seen, shared(seen, [span for span, piece in parts if piece.verdict.struck])

    # ---- insides

    def _find_passages(self) -> None:
        """Where each passage begins and ends, as far as its owner has said nothing later about it."""
        self._new_answers, self._passages = False, {}
        for confirm in self._answers.values():
            # where nothing of it stood on this page any more when it was confirmed, nothing can change here
            if confirm.kind is RecordKind.CONFIRM and confirm.on and confirm.around:
                ends = self._ends(self._still_said(confirm))
                if ends is not None:
                    self._passages[confirm.key] = Passage(*ends, SpanIndex(confirm.around), SpanIndex(confirm.struck))

    def _still_said(self, confirm: Record) -> Spans:
        later = (answer for answer in self._answers.values() if answer.on and confirm.key in answer.instead_of)
        return minus(confirm.spans, [span for answer in later if answer.actor == confirm.actor for span in answer.spans])

    def _ends(self, spans: Spans) -> tuple[Span, Span] | None:
        """The first and the last character of these by place."""
        ends = self._pieces.ends_of(spans)
        if ends is None:
            return None
        first, last = shared([ends[0].span], spans)[0], shared([ends[1].span], spans)[-1]
        return first._replace(length=1), Span(last.peer, last.end - 1, 1)

    def _holds_any(self, passage: Passage, places: list[tuple[int, int]]) -> bool:
        if not places:
            return False
        first, last = self._piece_of(passage.first).place, self._piece_of(passage.last).place
        return any(first <= place <= last for place in places)

    def _is_broken(self, passage: Passage) -> bool:
        """Whether anything stands there that did not, or does not that did, or is struck that was not, or is not that was."""
        for span, piece in self._parts(passage.first, passage.last):
            standing = passage.around.count_in(span)
            if standing != (0 if piece.verdict.gone else span.length):
                return True
            if standing and passage.struck.count_in(span) != (span.length if piece.verdict.struck else 0):
                return True
        return False

    def _parts(self, first: Span, last: Span) -> list[tuple[Span, Piece]]:
        """Everything between two characters, both included, gone or not, each part with its piece."""
        pieces = list(self._pieces.between(self._piece_of(first), self._piece_of(last)))
        parts = [(piece.span, piece) for piece in pieces]
        parts[-1] = _from_to(parts[-1][0], parts[-1][0].first, last.end), pieces[-1]
        parts[0] = _from_to(parts[0][0], first.first, parts[0][0].end), pieces[0]
        return parts

    def _piece_of(self, character: Span) -> Piece:
        return next(self._pieces.holding(character))


def _from_to(span: Span, first: int, end: int) -> Span:
    return Span(span.peer, first, end - first)
