"""Pens and peers as the store keeps them: which pen was taken up in which sitting, and under which number it writes in a plan."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.chain import digest
from models.tables import PeerRow, PenRow
from models.text.pens import Pen, voice_from_json, voice_to_json
from models.upsert import insert_or_leave


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
        session.connection().execute(insert_or_leave(session, PenRow.table()), [_pen_values(pen) for pen in pens])


def keep_peers(session: Session, peers: Sequence[Peer]) -> None:
    """Keeps under which numbers pens write. A number that is kept already stays with its pen."""
    if peers:
        session.connection().execute(insert_or_leave(session, PeerRow.table()), [vars(peer) for peer in peers])


def pens_of(session: Session, plan_id: str) -> dict[int, Pen]:
    """Every number under which anybody wrote in a plan, and its pen."""
    rows = select(PeerRow.peer, PenRow).join(PenRow, PenRow.id == PeerRow.pen_id).where(PeerRow.plan_id == plan_id)
    return {peer: _pen(row) for peer, row in session.execute(rows)}


def pen(session: Session, pen_id: str) -> Pen | None:
    """The pen of that id. None if none is kept."""
    row = session.get(PenRow, pen_id)
    return None if row is None else _pen(row)


def prints_of(session: Session, plan_id: str, peers: Collection[int]) -> dict[int, bytes]:
    """A fingerprint of the pen behind each of a plan's numbers. It goes into the chain: whoever changes a pen changes all its rows."""
    rows = session.connection().execute(_PRINTS_OF, {"plan": plan_id, "peers": sorted(peers)})
    return {row[0]: digest("pen", *row[1:]) for row in rows}


def prints_in(session: Session, plan_id: str) -> dict[int, bytes]:
    """The same for every number under which anybody wrote in a plan."""
    rows = session.connection().execute(_PRINTS_IN, {"plan": plan_id})
    return {row[0]: digest("pen", *row[1:]) for row in rows}


# Built once: for a single key, building them anew costs more than running them.
_PEN = (PenRow.id, PenRow.voice, PenRow.hands, PenRow.way, PenRow.role)
_PRINTS_IN = select(PeerRow.peer, *_PEN).join(PenRow, PenRow.id == PeerRow.pen_id).where(PeerRow.plan_id == bindparam("plan"))
_PRINTS_OF = _PRINTS_IN.where(PeerRow.peer.in_(bindparam("peers", expanding=True)))


def _pen_values(pen: Pen) -> dict[str, Any]:
    voice = json.dumps(voice_to_json(pen.voice), sort_keys=True, separators=(",", ":"))
    return {"id": pen.id, "sitting_id": pen.sitting or None, "voice": voice, "hands": pen.hands, "way": pen.way, "role": pen.role}


def _pen(row: PenRow) -> Pen:
    voice = voice_from_json(json.loads(row.voice))
    return Pen(row.id, voice, row.hands, row.way, row.role, row.sitting_id or "")
