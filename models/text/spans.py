"""Sets of character ids, kept as spans. A span is (peer, first counter, length): neighbouring ids of one peer."""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeAlias

MOST_SPANS = 100_000


class Span(NamedTuple):
    """`length` characters in a row, written by one peer, from counter `first`."""

    peer: int
    first: int
    length: int

    @property
    def end(self) -> int:
        """One past the last counter."""
        return self.first + self.length


Spans: TypeAlias = tuple[Span, ...]


class SpanFault(ValueError):
    """Spans that were read from outside do not have the shape of spans."""


def tidy(spans: Iterable[Span]) -> Spans:
    """The same ids in order of peer and counter, each once, in as few spans as there can be."""
    out: list[Span] = []
    for span in sorted(spans):
        last = out[-1] if out else None
        if last and last.peer == span.peer and last.end >= span.first:
            out[-1] = Span(span.peer, last.first, max(last.end, span.end) - last.first)
        else:
            out.append(span)
    return tuple(out)


def minus(spans: Iterable[Span], taken: Iterable[Span]) -> Spans:
    """The ids that are in `spans` and not in `taken`."""
    away = _by_peer(taken)
    out: list[Span] = []
    for span in tidy(spans):
        first = span.first
        for start, end in away.get(span.peer, ()):
            if start >= span.end:
                break
            if end <= first:
                continue
            if start > first:
                out.append(Span(span.peer, first, start - first))
            first = max(first, end)
        if first < span.end:
            out.append(Span(span.peer, first, span.end - first))
    return tuple(out)


def shared(spans: Iterable[Span], others: Iterable[Span]) -> Spans:
    """The ids that are in both."""
    spans = tidy(spans)
    return minus(spans, minus(spans, others))


def paired(spans: Iterable[Span], others: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Both walked side by side, in parts of equal length that are unbroken in both. Ends with the shorter."""
    rest = deque(others)
    for span in spans:
        while span.length and rest:
            other = rest.popleft()
            length = min(span.length, other.length)
            yield span._replace(length=length), other._replace(length=length)
            span = Span(span.peer, span.first + length, span.length - length)
            if other.length > length:
                rest.appendleft(Span(other.peer, other.first + length, other.length - length))


def count(spans: Iterable[Span]) -> int:
    """How many ids there are."""
    return sum(span.length for span in spans)


class SpanIndex:
    """A set of ids that is asked often whether it holds others."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._ends = _by_peer(spans)
        self._starts = {peer: [first for first, _ in ends] for peer, ends in self._ends.items()}

    def count_in(self, span: Span) -> int:
        """How many ids of the span are in the set."""
        starts = self._starts.get(span.peer)
        if starts is None:
            return 0
        ends, found = self._ends[span.peer], 0
        for place in range(max(0, bisect_right(starts, span.first) - 1), len(starts)):
            first, end = ends[place]
            if first >= span.end:
                break
            found += max(0, min(end, span.end) - max(first, span.first))
        return found


class Overlay:
    """Which keys lie over which ids."""

    def __init__(self, spans_of: Mapping[str, Iterable[Span]]) -> None:
        edges: dict[int, list[tuple[int, bool, str]]] = defaultdict(list)
        for key, spans in spans_of.items():
            for span in spans:
                edges[span.peer] += [(span.first, True, key), (span.end, False, key)]
        self._starts: dict[int, list[int]] = {}
        self._keys: dict[int, list[frozenset[str]]] = {}
        for peer, marks in edges.items():
            self._starts[peer], self._keys[peer] = _swept(sorted(marks))

    def cut(self, span: Span) -> Iterator[tuple[Span, frozenset[str]]]:
        """The span in order, in parts that lie under the same keys."""
        starts, keys = self._starts.get(span.peer, []), self._keys.get(span.peer, [])
        place, first = bisect_right(starts, span.first) - 1, span.first
        while first < span.end:
            end = min(starts[place + 1], span.end) if place + 1 < len(starts) else span.end
            yield Span(span.peer, first, end - first), keys[place] if place >= 0 else frozenset()
            place, first = place + 1, end


def _swept(marks: list[tuple[int, bool, str]]) -> tuple[list[int], list[frozenset[str]]]:
    """Where the keys change that lie over one peer's ids, and which they are from there on. An end comes before a beginning."""
    starts: list[int] = []
    keys: list[frozenset[str]] = []
    over: set[str] = set()
    for at, here in groupby(marks, key=itemgetter(0)):
        for _, begins, key in here:
            (over.add if begins else over.discard)(key)
        if not keys or keys[-1] != over:
            starts.append(at)
            keys.append(frozenset(over))
    return starts, keys


def spans_to_json(spans: Iterable[Span]) -> list[list[int]]:
    """The spans as plain lists of three numbers."""
    return [list(span) for span in spans]


def spans_from_json(value: object) -> Spans:
    """The spans that were written as plain lists. Raises SpanFault when the shape is wrong: such values come from outside."""
    if not isinstance(value, list) or len(value) > MOST_SPANS:
        raise SpanFault("spans are a list")
    return tuple(_span(item) for item in value)


def _span(item: object) -> Span:
    if not isinstance(item, list | tuple) or len(item) != 3:
        raise SpanFault("a span has three numbers")
    peer, first, length = (_number(part) for part in item)
    if length == 0:
        raise SpanFault("a span holds at least one character")
    return Span(peer, first, length)


def _number(part: object) -> int:
    if isinstance(part, float) and part.is_integer():  # the engine hands whole numbers back as floats now and then
        part = int(part)
    if isinstance(part, bool) or not isinstance(part, int) or not 0 <= part < 2**63:
        raise SpanFault("a span holds whole numbers from 0")
    return part


def _by_peer(spans: Iterable[Span]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in tidy(spans):
        found[span.peer].append((span.first, span.end))
    return found
