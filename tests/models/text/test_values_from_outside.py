"""What a broken or hostile program could write into a plan: it may strike and quote as anybody may, and can do no more harm than that."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loro import ExportMode, LoroDoc

from models.text.acts import ActFault, act_from_json, act_to_json
from models.text.answering import confirm
from models.text.document import PlanDocument
from models.text.engine import ENTRIES, PEERS, RECORDS, STROKE, TEXT, peers_of
from models.text.entries import all_entries, answers, enter
from models.text.pens import PenFault, Voice, VoiceKind, pen_from_json, pen_to_json, voice_from_json, voice_to_json
from models.text.records import Record, RecordFault, RecordKind, Source, record_from_json, record_to_json
from models.text.spans import Span, SpanFault, spans_from_json
from models.text.waiting import waiting_for
from tests.models.text.pages import ADA, BOTH, HERE, JO, JO_FOR_SAM, SAM, THERE, Page

STRANGER = 4711
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def forged(page: Page, write: Callable[[LoroDoc], object], peer: int = STRANGER) -> bytes:
    """An update by another program that knows all of the page and keeps to no rule."""
    doc = LoroDoc()
    doc.import_batch(page.blobs)
    doc.peer_id = peer
    before = doc.oplog_vv
    write(doc)
    doc.commit()
    return doc.export(ExportMode.Updates(before))


def set_value(container: str, key: str, value: Any) -> Callable[[LoroDoc], object]:
    """Writes a value where the engine keeps its own."""
    return lambda doc: doc.get_map(container.replace("/", STROKE)).insert(key, value)


def introduced(*writes: Callable[[LoroDoc], object]) -> Callable[[LoroDoc], object]:
    """The same, by a stranger who says he holds Jo's pen: whoever says so himself is believed."""
    return lambda doc: [write(doc) for write in (set_value(PEERS, str(STRANGER), pen_to_json(JO)), *writes)]


def garden_page() -> Page:
    page = Page()
    page.type(SAM, "Garden first")
    page.type(JO_FOR_SAM, " then music")
    page.side(THERE)
    return page


def reads_alike(page: Page) -> bool:
    """Whether the page reads as one that is opened anew from all there is."""
    fresh = PlanDocument([page.engine.snapshot()])
    return all(fresh.side(name).runs() == page.side(name).runs() for name in (HERE, THERE))


# ---- whose pen


def test_a_peer_that_never_said_which_pen_it_holds_is_not_known() -> None:
    page = garden_page()
    page.receive(forged(page, lambda doc: doc.get_text(TEXT + HERE.replace("/", STROKE)).insert(0, "x")))
    assert page.reads()[0] == "x: unknown by "


def test_nobody_says_for_another_peer_which_pen_it_holds() -> None:
    page = garden_page()
    (peer, _, _), *_ = peers_of(page.blobs[0])
    page.receive(forged(page, set_value(PEERS, str(peer), pen_to_json(JO))))
    for document in (page, PlanDocument([page.engine.snapshot()])):
        assert "jo" not in document.side(HERE).runs()[0].look.voice.owners


@given(VALUES)
def test_whatever_says_it_is_a_pen_is_one_or_a_fault(value: object) -> None:
    for read in (pen_from_json, voice_from_json):
        try:
            read(value)
        except PenFault:
            continue


@pytest.mark.parametrize("pen", [SAM, JO_FOR_SAM, BOTH])
def test_a_pen_is_read_back_as_it_was_written(pen: object) -> None:
    assert pen_from_json(json.loads(json.dumps(pen_to_json(pen)))) == pen  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "voice",
    [
        Voice(VoiceKind.PERSON, ()),
        Voice(VoiceKind.PERSON, ("sam", "jo")),
        Voice(VoiceKind.PERSON, ("",)),
        Voice(VoiceKind.SHARED, ("sam",)),
        Voice(VoiceKind.SHARED, ("sam", "jo")),
        Voice(VoiceKind.SHARED, ("jo", "jo")),
        Voice(VoiceKind.FORM, ("sam",)),
        Voice(VoiceKind.SOURCE, ("jo", "sam")),
    ],
)
def test_a_voice_has_as_many_people_as_its_kind(voice: Voice) -> None:
    with pytest.raises(PenFault):
        voice_from_json(voice_to_json(voice))


# ---- records


@given(VALUES)
def test_whatever_says_it_is_a_record_is_one_or_a_fault(value: object) -> None:
    try:
        record_from_json("key", JO, value)
    except RecordFault:
        return


@given(VALUES)
def test_whatever_says_it_is_spans_is_that_or_a_fault(value: object) -> None:
    try:
        spans_from_json(value)
    except SpanFault:
        return


@given(VALUES)
def test_whatever_says_it_is_an_act_is_one_or_a_fault(value: object) -> None:
    for mangled in ({"voice": value}, {**act_to_json(_some_act()), "puts": value}, {**act_to_json(_some_act()), "voice": value}):
        try:
            act_from_json(mangled)
        except ActFault:
            continue


@settings(deadline=None, max_examples=60)
@given(VALUES, VALUES)
def test_a_value_that_is_no_record_says_nothing(value: Any, other: Any) -> None:
    page = garden_page()
    before = page.reads()
    page.receive(forged(page, introduced(set_value(RECORDS + HERE, "k", value), set_value(RECORDS + THERE, "l", other))))
    assert page.reads() == before
    assert reads_alike(page)


def test_a_record_that_is_written_over_with_nonsense_says_nothing_any_more() -> None:
    page = garden_page()
    page.take_out(JO, "first")
    (key,) = page.side(HERE).records
    page.receive(forged(page, set_value(RECORDS + HERE, key, "nonsense")))
    assert page.side(HERE).records == {}
    assert page.reads()[0] == "Garden first: sam"
    assert reads_alike(page)


def test_strangers_records_strike_and_quote_but_never_hide_or_answer() -> None:
    seed = 20261122
    print("seed", seed)
    rnd = Random(seed)
    for _ in range(150):
        page = garden_page()
        told = page.text
        page.receive(forged(page, introduced(*(_some_record(rnd, page) for _ in range(rnd.randrange(1, 4))))))
        assert page.text == told
        assert all(run.look.voice.owners == {"sam"} for run in page.side(HERE).runs())
        assert not any(run.look.kept_from or run.look.said.value in ("confirmed", "not mine") for run in page.side(HERE).runs())
        waiting_for(page, "sam")
        assert reads_alike(page)


def test_quotes_that_quote_each_other_end_somewhere() -> None:
    page = garden_page()
    page.type(JO, "Garden", side=THERE)
    spans = page.spans("Garden", THERE)
    itself = Record("a", RecordKind.QUOTE, JO, spans, source=Source(THERE, spans), moved=True)
    (peer, _, _), *_ = peers_of(page.blobs[-1])
    page.receive(forged(page, set_value(RECORDS + THERE, "a", record_to_json(itself)), peer=peer))
    page.take_out(ADA, "Garden", THERE)
    confirm(page, SAM, THERE, page.side(THERE).ids_of(0, 6))
    waiting_for(page, "sam")
    assert page.side(THERE).text == "Garden"


def test_a_quote_of_more_letters_than_there_are_is_no_quote() -> None:
    page = garden_page()
    page.type(JO, "Music", side=THERE)
    huge = (Span(9, 0, 2**62),)
    lie = Record("a", RecordKind.QUOTE, JO, huge, source=Source(HERE, huge))
    page.receive(forged(page, introduced(set_value(RECORDS + THERE, "a", record_to_json(lie)))))
    assert page.reads(THERE) == ["Music: jo"]
    page.take_out(SAM, "Garden")
    assert page.reads(THERE) == ["Music: jo"]


def test_a_quote_that_does_not_say_what_its_source_says_is_nobodys_known_words() -> None:
    page = garden_page()
    page.type(JO, "Locked", side=THERE)
    lie = Record("a", RecordKind.QUOTE, JO, page.spans("Locked", THERE), source=Source(HERE, page.spans("Garden")))
    page.receive(forged(page, introduced(set_value(RECORDS + THERE, "a", record_to_json(lie)))))
    assert "sam" not in page.look("Locked", THERE).voice.owners


# ---- entries


@settings(deadline=None, max_examples=60)
@given(VALUES, st.sampled_from(["v", "n", "at", "on", "w", "of", "yes", "c"]))
def test_a_value_that_is_no_entry_says_nothing_for_anybody_else(value: Any, field: str) -> None:
    page = Page()
    enter(page, SAM, "mood/sam", {"choice": "good"})
    whole = {"v": {"choice": "bad"}, "n": 2, "at": 0, "on": True, field: value}
    page.receive(forged(page, introduced(set_value(ENTRIES + "mood/sam", "k", value), set_value(ENTRIES + "mood/sam", "l", whole))))
    all_entries(page, "mood/sam")
    own = [entry for entry in answers(page, "mood/sam") if entry.pen == SAM]
    assert [entry.value for entry in own] == [{"choice": "good"}]
    enter(page, SAM, "mood/sam", {"choice": "fine"})
    assert {"choice": "fine"} in [entry.value for entry in answers(page, "mood/sam")]


# ---- made up


def _some_act() -> Any:
    page = garden_page()
    return page.rows[0].acts[0]


def _some_record(rnd: Random, page: Page) -> Callable[[LoroDoc], object]:
    """A record that is well formed and says anything at all."""
    letters = [Span(span.peer, span.first, span.length) for span in page.side(HERE).ids_of(0, page.side(HERE).length)]
    some = [
        Span(rnd.choice(letters).peer, rnd.randrange(16), rnd.randrange(1, 2 ** rnd.randrange(1, 40))) for _ in range(rnd.randrange(1, 4))
    ]
    record = Record(
        key="",
        kind=rnd.choice(list(RecordKind)),
        pen=JO,
        spans=tuple(some),
        on=rnd.random() < 0.9,
        witness=rnd.choice(("", "ada", "sam")),
        against=rnd.choice(((), (ADA.voice,))),
        source=rnd.choice((None, Source(rnd.choice((HERE, THERE)), tuple(some)))),
        moved=rnd.random() < 0.5,
        around=tuple(some),
        named="x",
        instead_of=("a", "b"),
    )
    return set_value(RECORDS + HERE, rnd.choice("abc"), record_to_json(record))
