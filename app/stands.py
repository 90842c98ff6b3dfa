"""Where people stand on an answer, and on the whole plan (signing). Given by each person alone; never counted.

*Not able to say now* is nobody's stand: a named person records it, with why and when we ask again; it never hides an earlier stand.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.errors import Trouble
from app.language import _
from models.text.document import PlanDocument, question_of, side_id
from models.text.entries import all_entries, answers, enter
from models.text.pens import Pen
from models.text.runs import Entry

WHOLE_PLAN = "~plan"
_STANDS, _NOT_ABLE, _SIGNING = "stand", "not_able", "signing"
_NOT_CONTENT = frozenset({_STANDS, _NOT_ABLE, _SIGNING, "boxes"})


class Stand(StrEnum):
    """Where somebody stands."""

    AGREE = "agree"
    AGREE_IN_PART = "agree_in_part"
    DISAGREE = "disagree"
    NOT_READY = "not_ready"
    RATHER_NOT_SAY = "rather_not_say"


DECLINES = frozenset({Stand.AGREE_IN_PART, Stand.DISAGREE, Stand.NOT_READY})


@dataclass(frozen=True)
class GivenStand:
    """Where one person stands, with the reason if one was given. `entry` tells whose hands and who saw it."""

    person: str
    stand: Stand
    reason: str
    entry: Entry


@dataclass(frozen=True)
class NotAble:
    """Somebody cannot say now: recorded by another, with why and when we ask again."""

    person: str
    why: str
    ask_again: date | None
    entry: Entry


@dataclass(frozen=True)
class Signature:
    """A stand on the whole plan, and the places whose words or answers changed since; empty when nothing did."""

    given: GivenStand
    changed: tuple[str, ...]


def give_stand(document: PlanDocument, pen: Pen, question: str, stand: Stand, reason: str = "", box: str = "", witness: str = "") -> None:
    """Says where the pen's own person stands on a question. Raises Trouble unless it is that person's own hands, or a witness saw it."""
    _must_be_theirs(pen, witness)
    enter(document, pen, side_id(question, _STANDS, box), {"stand": stand.value, "reason": reason}, witness=witness)


def stands_on(document: PlanDocument, question: str, box: str = "") -> list[GivenStand]:
    """Where each person stands on a question, in the order in which they first said."""
    given = [_given(entry) for entry in answers(document, side_id(question, _STANDS, box))]
    return [stand for stand in given if stand]


def record_not_able(document: PlanDocument, pen: Pen, person: str, question: str, why: str, ask_again: date | None, box: str = "") -> None:
    """Records that somebody cannot say now where they stand. It is the recorder's entry. Raises Trouble without a why."""
    if not why.strip():
        raise Trouble(_("Say why."), _("This needs a reason in plain words."), _("Write why, and when you ask again."))
    value = {"person": person, "why": why, "again": ask_again.isoformat() if ask_again else ""}
    enter(document, pen, side_id(question, _NOT_ABLE, box), value)


def not_able_on(document: PlanDocument, question: str, box: str = "") -> list[NotAble]:
    """Who was recorded as not able to say, newest record for each person."""
    found: dict[str, NotAble] = {}
    for entry in all_entries(document, side_id(question, _NOT_ABLE, box)):
        person, why = entry.value.get("person"), entry.value.get("why")
        if isinstance(person, str) and isinstance(why, str):
            found[person] = NotAble(person, why, _day(entry.value.get("again")), entry)
    return list(found.values())


def sign(document: PlanDocument, pen: Pen, stand: Stand, reason: str = "", witness: str = "") -> None:
    """Says where the pen's own person stands on the whole plan as it reads now. It can't be undone; a later stand takes its place."""
    _must_be_theirs(pen, witness)
    value = {"stand": stand.value, "reason": reason, "read": _as_list(fingerprints(document))}
    enter(document, pen, side_id(WHOLE_PLAN, _SIGNING), value, witness=witness, undoable=False)


def signatures(document: PlanDocument) -> list[Signature]:
    """Where each person stands on the whole plan, and what changed since they said so."""
    now = fingerprints(document)
    return [signature for entry in answers(document, side_id(WHOLE_PLAN, _SIGNING)) if (signature := _signature(entry, now))]


def fingerprints(document: PlanDocument) -> dict[str, str]:
    """Each place that holds visible words or answers, with a short hash of what it says: what a signature is given on."""
    found = {}
    places = {*document.written_sides(), *document.entry_places()}
    for place in sorted(places):
        said = _said_in(document, place)
        if said and not place.startswith(WHOLE_PLAN) and question_of(place)[2] not in _NOT_CONTENT:
            found[place] = hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()[:16]
    return found


def _said_in(document: PlanDocument, place: str) -> list[Any]:
    """The visible words of a place run by run, struck ones told apart, and its answers."""
    runs = [[run.text, list(run.look.voice.people), bool(run.look.struck_by)] for run in document.side(place).runs()]
    given = [[list(entry.pen.voice.people), entry.value] for entry in answers(document, place)]
    return [runs, given] if runs or given else []


def _signature(entry: Entry, now: Mapping[str, str]) -> Signature | None:
    given = _given(entry)
    if given is None:
        return None
    then = _as_map(entry.value.get("read"))
    changed = [place for place in sorted({*then, *now}) if then.get(place) != now.get(place)]
    return Signature(given, tuple(changed))


def _given(entry: Entry) -> GivenStand | None:
    stand, reason = entry.value.get("stand"), entry.value.get("reason", "")
    if stand not in set(Stand) or len(entry.pen.voice.people) != 1 or not isinstance(reason, str):
        return None
    return GivenStand(entry.pen.voice.people[0], Stand(stand), reason, entry)


def _must_be_theirs(pen: Pen, witness: str) -> None:
    if pen.own_hands or (witness and witness not in (pen.hands, *pen.voice.people)):
        return
    raise Trouble(
        _("Only that person can say this."),
        _("Where somebody stands is theirs alone."),
        _("Pass the pen, or name somebody who saw it."),
    )


def _as_list(found: Mapping[str, str]) -> list[list[str]]:
    return [[place, digest] for place, digest in found.items()]


def _as_map(value: object) -> dict[str, str]:
    pairs = value if isinstance(value, list) else []
    return {pair[0]: pair[1] for pair in pairs if isinstance(pair, list) and len(pair) == 2}


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
