"""However a form file is damaged or forged, it gives a form or one of the two refusals; and a form comes back from what it is kept as."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.forms import Form, FormFaults, FormFromTheFuture, form_from_json, form_to_json, read_form
from tests.models.form_files import GOOD, good_values

CARE_PLAN = (Path(__file__).resolve().parents[2] / "resources" / "forms" / "care_plan.toml").read_bytes()
NAMES = ["id", "sections", "questions", "choices", "sides", "kind", "format", "version", "show_if", "card", "repeats_with", "wording"]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(["text", "scale", "patient", "a_b"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
SNIPPETS = st.binary(max_size=12) | st.sampled_from(
    [
        b"\x00",
        b"\xff",
        b"\n",
        b'"',
        b"'''",
        b"[[",
        b"]]",
        b"= ",
        b"\\u0000",
        b"\\ud800",
        b"[[sections]]\n",
        b"[[sections.questions]]\n",
        b"1e9",
        b"{",
    ]
)


def form_or_refusal(data: bytes) -> Form | None:
    """The form in a TOML file, or None where it was refused. Whatever else is raised fails the test."""
    try:
        return read_form(data)
    except (FormFaults, FormFromTheFuture):
        return None


def check_comes_back(form: Form) -> None:
    assert form_from_json(form_to_json(form)) == form


def places_in(value: object) -> list[tuple[Any, Any]]:
    """Every entry below a value, as its container and its key or position."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    below = [(value, key) for key in keys]
    return below + [place for key in keys for place in places_in(value[key])]  # type: ignore[index]


@pytest.mark.parametrize("good", [GOOD.encode(), CARE_PLAN], ids=["small", "care plan"])
def test_damaged_bytes_give_a_form_or_a_refusal(good: bytes) -> None:
    @settings(max_examples=200, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, len(good)), st.integers(0, 40), SNIPPETS), min_size=1, max_size=4))
    def damage(cuts: list[tuple[int, int, bytes]]) -> None:
        data = good
        for at, length, instead in cuts:
            data = data[:at] + instead + data[at + length :]
        form = form_or_refusal(data)
        if form is not None:
            check_comes_back(form)

    damage()


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_forged_values_give_a_form_or_a_refusal(data: st.DataObject) -> None:
    values = good_values()
    for _turn in range(data.draw(st.integers(1, 4))):
        container, key = data.draw(st.sampled_from(places_in(values)))
        if data.draw(st.booleans()):
            container[key] = data.draw(ANYTHING)
        else:
            del container[key]
        if not places_in(values):
            break
    try:
        form = form_from_json(json.dumps(values).encode())
    except (FormFaults, FormFromTheFuture):
        return
    check_comes_back(form)


@settings(max_examples=200, deadline=None)
@given(ANYTHING)
def test_any_json_at_all_gives_a_form_or_a_refusal(value: object) -> None:
    try:
        form_from_json(json.dumps(value).encode())
    except (FormFaults, FormFromTheFuture):
        return
    pytest.fail("random values made a form")


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_refused(data: bytes) -> None:
    assert form_or_refusal(data) is None
