"""Where people stand on an answer, and on the whole plan (signing). Given by each person alone; never counted.

*Not able to say now* is nobody's stand: a named person records it, with why and when we ask again; it never hides an earlier stand.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from app.answers import day_in, words_in
from app.errors import Trouble, explain
from app.language import _
from app.places import NOT_ABLE, SIGNING, STAND, holds_answers, written_places
from models.text.document import PlanDocument, question_of, side_id
from models.text.entries import EntryFault, all_entries, answers, enter
from models.text.pens import Pen, VoiceKind, voice_to_json
from models.text.runs import Entry, Run, Said

WHOLE_PLAN = "~plan"


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
    """Where one person stands, with the reason if one was given. `entry` tells whose hands and who saw it.

    `changed` are the places of the question whose words or answers changed since; empty when nothing did.
    """

    person: str
    stand: Stand
    reason: str
    entry: Entry
    changed: tuple[str, ...] = ()


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
    value = {"stand": stand.value, "reason": reason, "read": _as_list(_fingerprints_of(document, question, box))}
    _enter(document, pen, side_id(question, STAND, box), value, witness)


def take_back_stand(document: PlanDocument, pen: Pen, question: str, before: GivenStand | None = None, box: str = "") -> None:
    """Takes the stand of the pen's own person back: to the one they gave `before`, or to nothing said. History keeps what was said.

    Raises Trouble unless it is that person's own hands.
    """
    _must_be_theirs(pen, "")
    value = before.entry.value if before is not None else {"stand": "", "reason": ""}
    _enter(document, pen, side_id(question, STAND, box), value)


def stands_on(document: PlanDocument, question: str, box: str = "") -> list[GivenStand]:
    """Where each person stands on a question, in the order in which they first said, and what changed since they did."""
    given = [stand for entry in answers(document, side_id(question, STAND, box)) if (stand := _given(entry))]
    now = _fingerprints_of(document, question, box) if given else {}
    return [replace(stand, changed=_changed_since(stand.entry, now)) for stand in given]


def record_not_able(document: PlanDocument, pen: Pen, person: str, question: str, why: str, ask_again: date | None, box: str = "") -> None:
    """Records that somebody cannot say now where they stand. It is the recorder's entry, in own hands. Raises Trouble without a why."""
    if not pen.own_hands:
        raise Trouble(
            _("Write this with your own pen."), _("The plan shows who wrote this down."), _("Take up your own pen, then write it down.")
        )
    if not why.strip():
        raise Trouble(_("Say why."), _("This needs a reason in plain words."), _("Write why, and when you ask again."))
    value = {"person": person, "why": why, "again": ask_again.isoformat() if ask_again else ""}
    _enter(document, pen, side_id(question, NOT_ABLE, box), value)


def not_able_on(document: PlanDocument, question: str, box: str = "") -> list[NotAble]:
    """Who was recorded as not able to say, newest record for each person."""
    found: dict[str, NotAble] = {}
    for entry in all_entries(document, side_id(question, NOT_ABLE, box)):
        person, why = entry.value.get("person"), entry.value.get("why")
        if isinstance(person, str) and isinstance(why, str):
            found[person] = NotAble(person, why, day_in(entry.value, "again"), entry)
    return list(found.values())


def sign(document: PlanDocument, pen: Pen, stand: Stand, reason: str = "", witness: str = "") -> None:
    """Says where the pen's own person stands on the whole plan as it reads now. It can't be undone; a later stand takes its place."""
    _must_be_theirs(pen, witness)
    value = {"stand": stand.value, "reason": reason, "read": _as_list(fingerprints(document))}
    _enter(document, pen, side_id(WHOLE_PLAN, SIGNING), value, witness, undoable=False)


def signatures(document: PlanDocument) -> list[Signature]:
    """Where each person stands on the whole plan, and what changed since they said so."""
    now = fingerprints(document)
    return [signature for entry in answers(document, side_id(WHOLE_PLAN, SIGNING)) if (signature := _signature(entry, now))]


def fingerprints(document: PlanDocument) -> dict[str, str]:
    """Each place that holds visible words or answers, with a short hash of what it says: what a signature is given on."""
    return _fingerprints_at(document, written_places(document))


def _fingerprints_of(document: PlanDocument, question: str, box: str) -> dict[str, str]:
    """The same for one question, or one box of it."""
    return _fingerprints_at(document, (place for place in written_places(document) if question_of(place)[:2] == (question, box)))


def _fingerprints_at(document: PlanDocument, places: Iterable[str]) -> dict[str, str]:
    said = {place: _said_in(document, place) for place in sorted(places) if holds_answers(place)}
    return {place: _fingerprint(words) for place, words in said.items() if words}


def _fingerprint(said: object) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()[:16]


def _said_in(document: PlanDocument, place: str) -> list[Any]:
    """The visible words of a place, stretch by stretch as whose they are and whether they stand, and its answers."""
    runs = groupby(document.side(place).runs(), key=_standing)
    words = [[*standing, "".join(run.text for run in together)] for standing, together in runs]
    given = [[voice_to_json(entry.pen.voice), entry.value] for entry in answers(document, place)]
    return [words, given] if words or given else []


def _standing(run: Run) -> tuple[object, ...]:
    """What a signature is given on, apart from the words: whose they are, whether they are struck, or said to be not theirs.

    Nothing else that a run tells: a "yes, my words" after the signature changes no word of what was signed.
    """
    return voice_to_json(run.look.voice), bool(run.look.struck_by), run.look.said is Said.NOT_MINE


def _signature(entry: Entry, now: Mapping[str, str]) -> Signature | None:
    given = _given(entry)
    if given is None:
        return None
    return Signature(given, _changed_since(entry, now))


def _changed_since(entry: Entry, now: Mapping[str, str]) -> tuple[str, ...]:
    """The places that say something else than when this was given; none where it was not kept what was read then."""
    if "read" not in entry.value:
        return ()
    then = _as_map(entry.value["read"])
    return tuple(place for place in sorted({*then, *now}) if then.get(place) != now.get(place))


def _given(entry: Entry) -> GivenStand | None:
    """The stand in an entry. None for another shape, and for one that somebody else entered alone: that is nobody's stand."""
    stand, voice = words_in(entry.value, "stand"), entry.pen.voice
    if stand not in set(Stand) or voice.kind is not VoiceKind.PERSON or entry.said not in (Said.OWN, Said.CONFIRMED):
        return None
    return GivenStand(voice.people[0], Stand(stand), words_in(entry.value, "reason"), entry)


def _must_be_theirs(pen: Pen, witness: str) -> None:
    one_person = pen.voice.kind is VoiceKind.PERSON
    if pen.own_hands or (one_person and witness and witness not in (pen.hands, *pen.voice.people)):
        return
    raise Trouble(
        _("Only that person can say this."),
        _("Where somebody stands is theirs alone."),
        _("Pass the pen, or name somebody who saw it."),
    )


def _enter(document: PlanDocument, pen: Pen, place: str, value: Mapping[str, Any], witness: str = "", undoable: bool = True) -> None:
    try:
        enter(document, pen, place, value, witness=witness, undoable=undoable)
    except EntryFault as fault:
        raise explain(fault) from fault


def _as_list(found: Mapping[str, str]) -> list[list[str]]:
    return [[place, digest] for place, digest in found.items()]


def _as_map(value: object) -> dict[str, str]:
    pairs = value if isinstance(value, list) else []
    whole = (pair for pair in pairs if isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair))
    return dict(whole)
