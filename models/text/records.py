"""Records over characters: taken out, let go, kept, confirmed, not mine, quoted, pasted, taken back.

Text only grows; all else that happens to words is a record beside them. A record's author is whoever wrote it (the engine knows),
never what the record says. Which record hides and which only strikes is decided in `judging`, from the set of records alone.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models.text.pens import Pen, PenFault, Voice, VoiceKind, voice_from_json, voice_to_json
from models.text.runs import Said
from models.text.spans import SpanFault, Spans, spans_from_json, spans_to_json


class RecordKind(StrEnum):
    """What a record says of its characters."""

    OUT = "out"  # somebody takes them out
    UNDONE = "undone"  # the pen that put them there takes that step back
    LET_GO = "let go"  # the owner agrees that they go
    KEEP = "keep"  # the owner refuses that
    CONFIRM = "confirm"  # the owner says: yes, my words
    NOT_MINE = "not mine"  # the owner says: not my words
    QUOTE = "quote"  # they were copied from somewhere else in the plan
    PASTED = "pasted"  # they came from outside


class RecordFault(ValueError):
    """A record that was read from outside does not have the shape of one."""


@dataclass(frozen=True)
class Source:
    """Where quoted characters come from: a side, and its ids in the same order as the quote's."""

    side: str
    spans: Spans


@dataclass(frozen=True)
class Carried:
    """What words brought over from an earlier plan keep: which plan and side, whose they are, who typed them, what was said of them."""

    plan: str
    side: str
    voice: Voice
    hands: str
    way: str = ""
    said: Said = Said.OWN


@dataclass(frozen=True)
class Record:
    """One record. `on` is False once its author has taken it back; it stays in the history."""

    key: str
    kind: RecordKind
    pen: Pen
    spans: Spans
    on: bool = True
    witness: str = ""  # person id: entered for somebody who cannot use the keys, and seen by this person
    against: tuple[Voice, ...] = ()  # KEEP: whose strikes are refused
    source: Source | None = None  # QUOTE: where the words come from
    moved: bool = False  # OUT, LET_GO, QUOTE: part of a move, so the words still stand elsewhere
    moved_to: str = ""  # OUT: the side that the words were moved to
    around: Spans = field(default=())  # CONFIRM: every id that stood in the passage at that moment
    struck: Spans = field(default=())  # CONFIRM: those of them that were struck then
    instead_of: tuple[str, ...] = ()  # CONFIRM, NOT_MINE: the same person's earlier answers, of which only this one counts now
    named: str = ""  # PASTED: where from, in words
    carried: Carried | None = None  # QUOTE: brought over from an earlier plan, instead of a source in this one

    @property
    def actor(self) -> str:
        """The person whose own answer this is: own hands, or witnessed hands for that person. "" when it is nobody's own."""
        if self.pen.own_hands:
            return self.pen.hands
        person = self.pen.voice.people[0] if self.pen.voice.kind is VoiceKind.PERSON else ""
        witnessed = bool(self.witness) and self.witness not in (person, self.pen.hands)
        return person if witnessed else ""


def record_to_json(record: Record) -> dict[str, Any]:
    """The record as plain values, as it stands in the document beside its text. Its key and pen are not in it: the engine knows them."""
    value: dict[str, Any] = {"k": record.kind.value, "s": spans_to_json(record.spans), "on": record.on}
    if record.witness:
        value["w"] = record.witness
    if record.against:
        value["against"] = [voice_to_json(voice) for voice in record.against]
    if record.source:
        value["from"] = {"side": record.source.side, "s": spans_to_json(record.source.spans)}
    if record.moved:
        value["moved"] = True
    if record.moved_to:
        value["to"] = record.moved_to
    if record.kind is RecordKind.CONFIRM:
        value |= {"around": spans_to_json(record.around), "struck": spans_to_json(record.struck)}
    if record.instead_of:
        value["instead"] = list(record.instead_of)
    if record.named:
        value["named"] = record.named
    if record.carried:
        value["carried"] = carried_to_json(record.carried)
    return value


def carried_to_json(carried: Carried) -> dict[str, Any]:
    """The same as plain values."""
    plain = {"plan": carried.plan, "side": carried.side, "hands": carried.hands, "way": carried.way, "said": carried.said.value}
    return {**plain, "voice": voice_to_json(carried.voice)}


def carried_from_json(value: object) -> Carried | None:
    """What was written as plain values; None for nothing. Raises RecordFault when the shape is wrong."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise RecordFault("what was carried over is a map")
    texts = {name: _text(value.get(name, "")) for name in ("plan", "side", "hands", "way")}
    try:
        return Carried(voice=voice_from_json(value.get("voice")), said=Said(value.get("said", Said.OWN)), **texts)
    except ValueError as fault:
        raise RecordFault(str(fault)) from fault


def record_from_json(key: str, pen: Pen, value: object) -> Record:
    """The record that was written as plain values under `key` by `pen`. Raises RecordFault when the shape is wrong."""
    if not isinstance(value, dict):
        raise RecordFault("a record is a map")
    try:
        return Record(
            key=key,
            kind=RecordKind(value.get("k", "")),
            pen=pen,
            spans=spans_from_json(value.get("s")),
            on=value.get("on") is True,
            witness=_text(value.get("w", "")),
            against=tuple(voice_from_json(voice) for voice in _list(value.get("against", []))),
            source=_source(value.get("from")),
            moved=value.get("moved") is True,
            moved_to=_text(value.get("to", "")),
            around=spans_from_json(value.get("around", [])),
            struck=spans_from_json(value.get("struck", [])),
            instead_of=tuple(_text(key) for key in _list(value.get("instead", []))),
            named=_text(value.get("named", "")),
            carried=carried_from_json(value.get("carried")),
        )
    except (SpanFault, PenFault, ValueError) as fault:
        raise RecordFault(str(fault)) from fault


def _source(value: object) -> Source | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise RecordFault("a source is a map")
    return Source(_text(value.get("side", "")), spans_from_json(value.get("s")))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise RecordFault("expected a text")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise RecordFault("expected a list")
    return value
