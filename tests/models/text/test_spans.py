"""Spans against plain sets of ids."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.text.spans import Span, count, minus, paired, shared, spans_from_json, spans_to_json, tidy

SPAN = st.builds(Span, st.integers(1, 3), st.integers(0, 12), st.integers(1, 6))
SPANS = st.lists(SPAN, max_size=8)


def ids(spans: list[Span] | tuple[Span, ...]) -> set[tuple[int, int]]:
    return {(span.peer, span.first + step) for span in spans for step in range(span.length)}


def in_order(spans: list[Span]) -> list[tuple[int, int]]:
    return [(span.peer, span.first + step) for span in spans for step in range(span.length)]


@given(SPANS)
def test_tidy_spans_hold_the_same_ids_once_in_order_and_in_few_spans(spans: list[Span]) -> None:
    tidied = tidy(spans)
    assert ids(tidied) == ids(spans)
    assert in_order(list(tidied)) == sorted(ids(spans))
    assert not any(left.peer == right.peer and left.end == right.first for left, right in pairwise(tidied))
    assert count(tidied) == len(ids(spans))


@given(SPANS, SPANS)
def test_minus_and_shared_are_those_of_sets(spans: list[Span], others: list[Span]) -> None:
    assert ids(minus(spans, others)) == ids(spans) - ids(others)
    assert ids(shared(spans, others)) == ids(spans) & ids(others)
    assert minus(spans, others) == tidy(minus(spans, others))


@given(SPANS, SPANS)
def test_spans_walked_side_by_side_pair_each_id_with_one(spans: list[Span], others: list[Span]) -> None:
    pairs = list(paired(spans, others))
    assert all(one.length == other.length for one, other in pairs)
    both = list(zip(in_order(spans), in_order(others), strict=False))
    assert in_order([one for one, _ in pairs]) == [one for one, _ in both]
    assert in_order([other for _, other in pairs]) == [other for _, other in both]


@given(SPANS)
def test_spans_are_read_back_as_they_were_written(spans: list[Span]) -> None:
    assert spans_from_json(spans_to_json(spans)) == tuple(spans)
    assert spans_from_json([[float(part) for part in span] for span in spans]) == tuple(spans)
