"""Pens and peers as the store keeps them: which pen was taken up in which sitting, and under which number it writes in a plan."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Insert, Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.chain import digest
from models.tables import PeerRow, PenRow
from models.text.pens import Pen, voice_from_json, voice_to_json


@dataclass(frozen=True)
class Peer:
    """The number under which a pen writes in one plan, in one run of the program."""

    peer: int
    pen_id: str
    plan_id: str
    started_at_ms: int


def keep_pens(session: Session, pens: Sequence[Pen]) -> None:
    """Keeps pens that were taken up. A pen that is kept already stays as it was."""
    if pens:
        session.execute(_insert_new(session, PenRow.table()), [_pen_values(pen) for pen in pens])


def keep_peers(session: Session, peers: Sequence[Peer]) -> None:
    """Keeps under which numbers pens write. A number that is kept already stays with its pen."""
    if peers:
        session.execute(_insert_new(session, PeerRow.table()), [vars(peer) for peer in peers])


def pens_of(session: Session, plan_id: str) -> dict[int, Pen]:
    """Every number under which anybody wrote in a plan, and its pen."""
    rows = select(PeerRow.peer, PenRow).join(PenRow, PenRow.id == PeerRow.pen_id).where(PeerRow.plan_id == plan_id)
    return {peer: _pen(row) for peer, row in session.execute(rows)}


def pen(session: Session, pen_id: str) -> Pen | None:
    """The pen of that id. None if none is kept."""
    row = session.get(PenRow, pen_id)
    return None if row is None else _pen(row)


def prints_of(session: Session, peers: Collection[int]) -> dict[int, bytes]:
    """A fingerprint of the pen behind each number. It goes into the chain: whoever changes a pen changes every row it wrote."""
    rows = select(PeerRow.peer, *_PRINTED).join(PenRow, PenRow.id == PeerRow.pen_id).where(PeerRow.peer.in_(peers))
    return {row[0]: digest("pen", *row[1:]) for row in session.execute(rows)}


def prints_in(session: Session, plan_id: str) -> dict[int, bytes]:
    """The same for every number under which anybody wrote in a plan."""
    rows = select(PeerRow.peer, *_PRINTED).join(PenRow, PenRow.id == PeerRow.pen_id).where(PeerRow.plan_id == plan_id)
    return {row[0]: digest("pen", *row[1:]) for row in session.execute(rows)}


_PRINTED = (PenRow.id, PenRow.voice, PenRow.hands, PenRow.way, PenRow.role)


def _insert_new(session: Session, table: Table) -> Insert:
    """An insert that passes over rows whose key is there. Both engines say it alike, but through two names."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def _pen_values(pen: Pen) -> dict[str, Any]:
    voice = json.dumps(voice_to_json(pen.voice), sort_keys=True, separators=(",", ":"))
    return {"id": pen.id, "sitting_id": pen.sitting or None, "voice": voice, "hands": pen.hands, "way": pen.way, "role": pen.role}


def _pen(row: PenRow) -> Pen:
    voice = voice_from_json(json.loads(row.voice))
    return Pen(row.id, voice, row.hands, row.way, row.role, row.sitting_id or "")
