"""Which records lie over which characters, against plain sets."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from models.text.spans import Overlay, Span, SpanIndex, tidy

SPAN = st.builds(Span, st.integers(1, 2), st.integers(0, 12), st.integers(1, 6))
SPANS = st.lists(SPAN, max_size=6)


@given(st.dictionaries(st.sampled_from("abcd"), SPANS), SPAN)
def test_a_span_is_cut_where_the_keys_over_it_change(spans_of: dict[str, list[Span]], span: Span) -> None:
    over = {key: {(one.peer, one.first + step) for one in spans for step in range(one.length)} for key, spans in spans_of.items()}
    parts = list(Overlay({key: tidy(spans) for key, spans in spans_of.items()}).cut(span))
    assert tidy(part for part, _ in parts) == (span,)
    for part, keys in parts:
        for step in range(part.length):
            assert keys == {key for key, ids in over.items() if (part.peer, part.first + step) in ids}
    assert all(left[1] != right[1] for left, right in itertools.pairwise(parts))


@given(SPANS, SPAN)
def test_an_index_counts_the_ids_that_it_holds(spans: list[Span], span: Span) -> None:
    held = {(one.peer, one.first + step) for one in spans for step in range(one.length)}
    assert SpanIndex(spans).count_in(span) == sum((span.peer, span.first + step) in held for step in range(span.length))
