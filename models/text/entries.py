"""Answers that are not text: choices, scales, dates, owners and days of actions, answers to requests, stands, boxes that were added.

One entry per person and place. A person's newest entry is that person's answer; no entry ever takes the place of another person's.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from models.base import new_id
from models.text.acts import Switch
from models.text.clean import clean
from models.text.document import PlanDocument
from models.text.engine import ENTRIES
from models.text.judging import asked_of
from models.text.pens import Pen, Voice, voice_from_json
from models.text.records import Record, RecordKind
from models.text.runs import Entry, Said

MOST_TEXT = 20_000


class EntryFault(ValueError):
    """A value that no entry can hold."""


def enter(document: PlanDocument, pen: Pen, place: str, value: Mapping[str, Any], *, witness: str = "", undoable: bool = True) -> str:
    """Writes this pen's answer in a place; returns its key. An empty value says: no answer any more. Raises EntryFault."""
    key = new_id()
    number = _next_number(document, place)
    held: dict[str, Any] = {"v": _plain(value), "n": number, "at": document.clock(), "on": True}
    if witness:
        held["w"] = witness
    _write(document, pen, place, key, held, undoable)
    return key


def answer_typed_for(document: PlanDocument, pen: Pen, place: str, key: str, yes: bool, *, witness: str = "") -> bool:
    """Says of an entry that was typed for one whether it is one's own. False when it was not typed for this person."""
    entry = next((entry for entry in all_entries(document, place) if entry.key == key), None)
    person = _answering(pen, witness)
    if entry is None or person not in asked_of(entry.pen.voice, entry.pen.hands):
        return False
    number = _next_number(document, place)
    held: dict[str, Any] = {"of": key, "yes": yes, "n": number, "at": document.clock(), "on": True, "w": witness}
    _write(document, pen, place, new_id(), held, undoable=True)
    return True


def all_entries(document: PlanDocument, place: str) -> list[Entry]:
    """Every entry of a place that still stands, oldest first, whoever made it."""
    answers = _said_of(document, place)
    entries = [entry for _, entry in sorted(_all(document, place), key=lambda pair: (pair[0], pair[1].pen.own_hands, pair[1].key))]
    return [_with_said(entry, answers.get(entry.key, {})) for entry in entries]


def answers(document: PlanDocument, place: str) -> list[Entry]:
    """Each voice's newest entry that is not empty, in the order in which the voices first answered.

    What somebody said is not theirs is left out.
    """
    newest: dict[frozenset[str] | Voice, Entry] = {}
    for entry in all_entries(document, place):
        if entry.said is not Said.NOT_MINE:
            newest[entry.pen.voice.owners or entry.pen.voice] = entry
    return [entry for entry in newest.values() if entry.value]


def _next_number(document: PlanDocument, place: str) -> int:
    """One more than anything ever entered or said here, taken back or not: what comes later counts as newer."""
    found = (document.engine.value(ENTRIES + place, key) for key in document.engine.keys(ENTRIES + place))
    return 1 + max((_whole(held[0].get("n")) for held in found if held and isinstance(held[0], dict)), default=0)


def _all(document: PlanDocument, place: str) -> list[tuple[int, Entry]]:
    out = []
    for key in document.engine.keys(ENTRIES + place):
        found = document.engine.value(ENTRIES + place, key)
        if found is not None and _stands(found[0]):
            value, peer = found
            pen, said = _carried(document.pen_of(peer), value.get("c"))
            entry = Entry(key, pen, value["v"], _whole(value.get("at")), said, str(value.get("w", "")))
            out.append((_whole(value.get("n")), entry))
    return out


def _carried(pen: Pen, value: object) -> tuple[Pen, Said]:
    """Whose an entry is: its pen's, or for one brought over from an earlier plan that of the pen it had there."""
    if not isinstance(value, dict):
        return pen, Said.OWN
    try:
        return replace(pen, voice=voice_from_json(value.get("voice")), hands=str(value.get("hands", ""))), Said(value.get("said", "own"))
    except ValueError:
        return pen, Said.OWN


def _stands(value: object) -> bool:
    return isinstance(value, dict) and value.get("on") is True and isinstance(value.get("v"), dict)


def _said_of(document: PlanDocument, place: str) -> dict[str, dict[str, bool]]:
    """For each entry, what each person says of it: the newest answer counts, and of two at one moment "not mine"."""
    said: dict[str, dict[str, tuple[int, bool]]] = {}
    for key in document.engine.keys(ENTRIES + place):
        found = document.engine.value(ENTRIES + place, key)
        if found is None or not isinstance(found[0], dict) or found[0].get("on") is not True or not isinstance(found[0].get("of"), str):
            continue
        value, peer = found
        person = _answering(document.pen_of(peer), str(value.get("w", "")))
        rank = (_whole(value.get("n")), value.get("yes") is not True)
        people = said.setdefault(value["of"], {})
        if person and (person not in people or rank > people[person]):
            people[person] = rank
    return {key: {person: not refused for person, (_, refused) in people.items()} for key, people in said.items()}


def _answering(pen: Pen, witness: str) -> str:
    """The person whose own answer it is when this pen gives it before this witness; "" when it is nobody's."""
    return Record("", RecordKind.CONFIRM, pen, (), witness=witness).actor


def _with_said(entry: Entry, said: dict[str, bool]) -> Entry:
    asked = asked_of(entry.pen.voice, entry.pen.hands)
    if not asked or _answering(entry.pen, entry.witness):
        return entry
    if any(not said.get(person, True) for person in asked):
        return replace(entry, said=Said.NOT_MINE)
    if entry.said is not Said.OWN and not said:
        return entry  # brought over as it was said of it there
    return replace(entry, said=Said.CONFIRMED if asked <= said.keys() else Said.WAITING)


def _write(document: PlanDocument, pen: Pen, place: str, key: str, held: dict[str, Any], undoable: bool) -> None:
    with document.as_pen(pen) as (door, acts):
        door.enter(place, key, held)
        if undoable:
            act = document.acts.new(pen.key, pen.sitting, place)
            acts.extend(document.acts.add(replace(act, switches=(Switch(ENTRIES + place, key),))))


def _plain(value: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name): _plain_value(part) for name, part in value.items()}


def _plain_value(part: Any) -> Any:
    if isinstance(part, str):
        if len(part) > MOST_TEXT:
            raise EntryFault("a text that is too long")
        return clean(part)
    if part is None or isinstance(part, bool | int):
        return part
    if isinstance(part, list | tuple):
        return [_plain_value(item) for item in part]
    raise EntryFault("only words, whole numbers, yes and no, and lists of them")


def _whole(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
