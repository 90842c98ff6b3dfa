"""The access log: who opened, exported or unlocked what, and when. A chain of its own, from the first day, that the patient can read."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.orm import Session

from models.chain import Chain, Head, Link, digest, head_as_read, link_as_read
from models.tables import AccessRow, HeadRow

__all__ = ["ACCESS_LOG", "AccessLine", "access_lines", "log_access"]

ACCESS_LOG = "access_log"

_CHAIN = Chain("line", ACCESS_LOG)
_CODE = re.compile(r"[a-z0-9_]{0,64}")
_moment = struct.Struct(">q").pack


@dataclass(frozen=True)
class AccessLine:
    """One line. `verb` and `detail` are codes, never words of a plan; "" stands for nobody, no plan, no patient.

    `n` and `hash` are given by the log.
    """

    at_ms: int
    person_id: str
    verb: str
    plan_id: str = ""
    patient_id: str = ""
    detail: str = ""
    n: int = 0
    hash: bytes = b""


def log_access(session: Session, line: AccessLine) -> Head:
    """Adds a line; its number and hash are worked out here. Returns the log's new head.

    Raises ValueError for a verb or detail that is not a code: a name or a sentence has no place in a log.
    """
    if not (line.verb and _CODE.fullmatch(line.verb) and _CODE.fullmatch(line.detail)):
        raise ValueError("a line of the log is made of codes")
    before = _take_number(session)
    value = _CHAIN.hash_at(before.n + 1, before.hash, _fields(line))
    session.execute(
        insert(AccessRow.table()).values(
            n=before.n + 1,
            at_ms=line.at_ms,
            person_id=line.person_id or None,
            verb=line.verb,
            plan_id=line.plan_id or None,
            patient_id=line.patient_id or None,
            detail=line.detail,
            previous_hash=before.hash,
            hash=value,
        )
    )
    session.execute(update(HeadRow.table()).where(HeadRow.name == ACCESS_LOG).values(hash=value))
    return Head(before.n + 1, value)


def access_lines(session: Session, *, patient_id: str | None = None, plan_id: str = "", and_of_all: bool = False) -> list[AccessLine]:
    """The lines of the log, oldest first; only those about a patient, about nobody ("") or about a plan, where that is named.

    With `and_of_all` also those that are about no one patient, and so concern each: who unlocked, what keepers did, a copy put in place.
    """
    wanted = select(AccessRow).order_by(AccessRow.n)
    about = [] if patient_id is None else [AccessRow.patient_id == patient_id if patient_id else AccessRow.patient_id.is_(None)]
    named = [*about, *([AccessRow.plan_id == plan_id] if plan_id else [])]
    if named:
        of_all = [and_(AccessRow.patient_id.is_(None), AccessRow.plan_id.is_(None))] if and_of_all else []
        wanted = wanted.where(or_(and_(*named), *of_all))
    return [_line(row) for row in session.scalars(wanted)]


def log_head(session: Session) -> Head:
    """How far the log goes. Row 0 before anything is in it."""
    row = session.get(HeadRow, ACCESS_LOG, populate_existing=True)
    return log_root() if row is None else head_as_read(row.n, row.hash)


def log_root() -> Head:
    """Where the first line hangs."""
    return Head(0, digest(ACCESS_LOG))


def log_chain() -> Chain:
    """The chain of the log's lines."""
    return _CHAIN


def log_head_at(session: Session, n: int) -> Head | None:
    """The log's head as it was when line `n` was the last; None if there is no such line."""
    if n == 0:
        return log_root()
    value = session.scalars(select(AccessRow.hash).where(AccessRow.n == n)).one_or_none()
    return None if value is None else Head(n, value)


def log_links(session: Session) -> Iterator[Link]:
    """The lines as links of their chain."""
    for row in session.scalars(select(AccessRow).order_by(AccessRow.n)):
        yield link_as_read(row.n, row.previous_hash, row.hash, _fields_as_read(row))


def _take_number(session: Session) -> Head:
    """The head as it was, with the number after it taken."""
    table = HeadRow.table()
    taken = update(table).where(HeadRow.name == ACCESS_LOG).values(n=HeadRow.n + 1).returning(HeadRow.n, HeadRow.hash)
    row = session.execute(taken).one_or_none()
    if row is not None:
        return Head(row.n - 1, row.hash)
    session.execute(insert(table).values(name=ACCESS_LOG, n=1, hash=log_root().hash))
    return log_root()


def _fields(line: AccessLine) -> tuple[bytes, ...]:
    texts = (line.person_id, line.verb, line.plan_id, line.patient_id, line.detail)
    return _moment(line.at_ms), *(text.encode() for text in texts)


def _fields_as_read(row: AccessRow) -> tuple[bytes, ...]:
    """The fields of a line as it was found; none where a value is of a kind that was never written."""
    try:
        return _fields(_line(row))
    except (struct.error, AttributeError):
        return ()


def _line(row: AccessRow) -> AccessLine:
    return AccessLine(
        at_ms=row.at_ms,
        person_id=row.person_id or "",
        verb=row.verb,
        plan_id=row.plan_id or "",
        patient_id=row.patient_id or "",
        detail=row.detail,
        n=row.n,
        hash=row.hash,
    )
