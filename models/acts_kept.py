"""Acts as the store keeps them, so that undo survives a restart. They are no part of the record and go when their sitting has ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.tables import ActRow
from models.upsert import insert_or_renew


@dataclass(frozen=True)
class KeptAct:
    """One step of one pen. `n` orders the acts of a plan; `pen_key` and `body` are what the text engine writes and reads."""

    id: str
    sitting_id: str
    n: int
    pen_key: str
    body: str
    state: str


def keep_acts(session: Session, plan_id: str, acts: Sequence[KeptAct]) -> None:
    """Keeps acts as they stand now, each in place of what was kept under its id."""
    if acts:
        rows = [{"plan_id": plan_id, **vars(act), "sitting_id": act.sitting_id or None} for act in acts]
        session.connection().execute(insert_or_renew(session, ActRow.table()), rows)


def acts_of(session: Session, plan_id: str) -> list[KeptAct]:
    """The acts that are kept for a plan, in order."""
    rows = session.scalars(select(ActRow).where(ActRow.plan_id == plan_id).order_by(ActRow.n, ActRow.id))
    return [KeptAct(row.id, row.sitting_id or "", row.n, row.pen_key, row.body, row.state) for row in rows]


def forget_acts(session: Session, sitting_id: str) -> None:
    """Lets the acts of a sitting go: undo ends with it."""
    session.execute(delete(ActRow).where(ActRow.sitting_id == sitting_id))
