"""Copies that left: of which plan, as it stood at which row, when, of what kind, for whom. A copy that left stays listed for ever."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import new_id, to_ms
from models.listed import Entry, log_entry
from models.plans import plan
from models.tables import CopyRow


@dataclass(frozen=True)
class Copy:
    """One copy that left. The file's name is kept as a hash alone: it often has somebody's name in it."""

    id: str
    plan_id: str
    plan_n: int
    made_at: datetime
    kind: str
    file_name_hash: bytes
    for_whom: str


def note_copy(session: Session, plan_id: str, made_at: datetime, kind: str, file_name: str, for_whom: str = "") -> Copy:
    """Lists a copy of the plan as it stands in this transaction, with its line in the log. Raises NoSuchPlan."""
    about, name = plan(session, plan_id), file_name_hash(file_name)
    copy = Copy(new_id(), plan_id, about.head_n, made_at, kind, name, for_whom)
    session.add(CopyRow(**vars(copy)))
    session.flush()
    at_ms = to_ms(made_at)
    log_entry(session, Entry.COPY, at_ms, about.patient_id, plan_id, copy.id, plan_id, copy.plan_n, at_ms, kind, name, for_whom)
    return copy


def file_name_hash(file_name: str) -> bytes:
    """What a file's name is kept as: enough to know it again, not enough to read it."""
    return hashlib.sha256(file_name.encode(errors="surrogateescape")).digest()


def copies_of(session: Session, plan_id: str) -> list[Copy]:
    """The copies of a plan that left, oldest first."""
    rows = session.scalars(select(CopyRow).where(CopyRow.plan_id == plan_id).order_by(CopyRow.made_at, CopyRow.id))
    return [Copy(row.id, row.plan_id, row.plan_n, row.made_at, row.kind, row.file_name_hash, row.for_whom) for row in rows]
