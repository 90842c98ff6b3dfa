"""The record: every change of every plan, one row each, chained; and snapshots, so that opening need not replay them all.

Rows are only ever added. What a row holds is bytes of the text engine; nothing here looks inside them.
"""

import struct
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, update
from sqlalchemy.orm import Session

from models.acts_kept import KeptAct, acts_of
from models.chain import Chain, Head, Link, digest, link_as_read
from models.pens_kept import pens_of, prints_in, prints_of
from models.plans import NoSuchPlan, kept_form, plan, root_of_chain
from models.tables import PlanRow, SnapshotRow, UpdateRow
from models.text.pens import Pen

__all__ = ["Loaded", "RecordRow", "Snapshot", "UnknownPeer", "Update", "append", "keep_snapshot", "load", "rows_of"]


class UnknownPeer(ValueError):
    """A row was to be kept under a number whose pen is not kept, or that is another plan's. Nothing was kept of it."""


@dataclass(frozen=True)
class Update:
    """One change to keep: who wrote (`peer`), its first and last counter (both included), in which sitting, when, and the bytes."""

    peer: int
    first: int
    last: int
    sitting_id: str
    at_ms: int
    blob: bytes


@dataclass(frozen=True)
class RecordRow:
    """One change as it is kept."""

    n: int
    update: Update
    hash: bytes


@dataclass(frozen=True)
class Snapshot:
    """A whole document as it stood after row `n`."""

    n: int
    at_ms: int
    blob: bytes


@dataclass(frozen=True)
class Loaded:
    """All that it takes to open a plan: the newest snapshot that is sound, the rows after it, pens, and acts for undo.

    `broken_at` is the number of the first row after the snapshot that does not fit the chain, for the app to say so; the rows are all
    there all the same. None when they fit.
    """

    plan_id: str
    head: Head
    snapshot: Snapshot | None
    tail: tuple[bytes, ...]
    pens: dict[int, Pen]
    acts: tuple[KeptAct, ...]
    broken_at: int | None = None

    @property
    def blobs(self) -> list[bytes]:
        """What the text engine takes in one go: the snapshot, if there is one, and the rows after it."""
        return [*([self.snapshot.blob] if self.snapshot else []), *self.tail]


# --- writing ---


def append(session: Session, plan_id: str, updates: Sequence[Update]) -> Head:
    """Adds rows to a plan's chain and returns its new head. Raises NoSuchPlan or UnknownPeer.

    The plan's own row hands out the numbers: it is locked until the transaction ends, so they have no gaps and follow the order of commits.
    """
    head = _take_numbers(session, plan_id, len(updates))
    prints = prints_of(session, plan_id, {update.peer for update in updates})
    chain, rows = chain_of(plan_id), []
    for kept in updates:
        if kept.peer not in prints:
            raise UnknownPeer(kept.peer)
        value = chain.hash_at(head.n + 1, head.hash, _fields(kept, prints[kept.peer]))
        rows.append(_values(plan_id, kept, head, value))
        head = Head(head.n + 1, value)
    if rows:
        session.connection().execute(_ADD_ROWS, rows)
        session.connection().execute(_MOVE_HEAD, {"plan": plan_id, "value": head.hash})
    return head


def keep_snapshot(session: Session, plan_id: str, blob: bytes, at_ms: int) -> Snapshot:
    """Keeps a whole document, which must hold exactly the rows that the plan has in this transaction. Once per row is enough."""
    now = plan(session, plan_id)
    if session.get(SnapshotRow, (plan_id, now.head_n)) is None:
        value = snapshot_hash(plan_id, Head(now.head_n, now.head_hash), at_ms, blob)
        session.add(SnapshotRow(plan_id=plan_id, n=now.head_n, at_ms=at_ms, blob=blob, hash=value))
        session.flush()
    return Snapshot(now.head_n, at_ms, blob)


# --- reading ---


def load(session: Session, plan_id: str) -> Loaded:
    """All that it takes to open a plan. Raises NoSuchPlan. A snapshot that was tampered with is passed over for an older one."""
    now = plan(session, plan_id)
    head = Head(now.head_n, now.head_hash)
    snapshot, start = _sound_snapshot(session, plan_id) or (None, chain_root(session, plan_id))
    tail: list[bytes] = []
    rows = links(session, plan_id, start.n, tail)
    reached, bad = chain_of(plan_id).follow(start, rows)
    deque(rows, maxlen=0)  # rows after one that does not fit are a patient's words too
    return Loaded(
        plan_id=plan_id,
        head=head,
        snapshot=snapshot,
        tail=tuple(tail),
        pens=pens_of(session, plan_id),
        acts=tuple(acts_of(session, plan_id)),
        broken_at=None if bad is None and reached == head else reached.n + 1,
    )


def rows_of(session: Session, plan_id: str, after: int = 0) -> list[RecordRow]:
    """A plan's rows after number `after`, in order: what history is made of."""
    rows = session.execute(_rows(plan_id, after))
    return [RecordRow(row.n, Update(row.peer, row.first, row.last, row.sitting_id or "", row.at_ms, row.blob), row.hash) for row in rows]


def last_written(session: Session) -> dict[str, int]:
    """When each plan was last written in, in milliseconds since 1970, by its newest row; a plan without rows is not in it."""
    newest = select(UpdateRow.plan_id, UpdateRow.at_ms).join(PlanRow, (PlanRow.id == UpdateRow.plan_id) & (PlanRow.head_n == UpdateRow.n))
    return {row.plan_id: row.at_ms for row in session.execute(newest)}


def rows_since_snapshot(session: Session, plan_id: str) -> int:
    """How many rows the plan has that no snapshot covers yet."""
    newest = session.scalars(select(SnapshotRow.n).where(SnapshotRow.plan_id == plan_id).order_by(SnapshotRow.n.desc()).limit(1))
    return plan(session, plan_id).head_n - (newest.first() or 0)


# --- what verify needs too ---


def chain_of(plan_id: str) -> Chain:
    """The chain of a plan's rows."""
    return Chain("update", plan_id)


def chain_root(session: Session, plan_id: str) -> Head:
    """Where the first row of a plan hangs: worked out anew from whose plan it is and on which form, never read."""
    now = plan(session, plan_id)
    form = kept_form(session, now.form_id, now.form_version)
    return Head(0, root_of_chain(plan_id, now.patient_id, form, now.created_at))


def links(session: Session, plan_id: str, after: int = 0, blobs: list[bytes] | None = None) -> Iterator[Link]:
    """A plan's rows as links of its chain, one by one; their bytes also go into `blobs`.

    A row whose pen is gone gets an empty fingerprint, and so does not fit.
    """
    prints, blobs = prints_in(session, plan_id), blobs if blobs is not None else []
    for n, previous, value, peer, first, last, sitting, at_ms, blob in session.execute(_rows(plan_id, after)):
        fields = _fields_as_read(peer, first, last, at_ms, sitting, prints.get(peer, b""), blob)
        blobs.append(blob if fields else b"")
        yield link_as_read(n, previous, value, fields)


def head_at(session: Session, plan_id: str, n: int) -> Head | None:
    """The head as it was when row `n` was the last; None if there is no such row."""
    if n == 0:
        return chain_root(session, plan_id)
    value = session.scalars(select(UpdateRow.hash).where(UpdateRow.plan_id == plan_id, UpdateRow.n == n)).one_or_none()
    return None if value is None else Head(n, value)


def snapshot_hash(plan_id: str, head: Head, at_ms: int, blob: bytes) -> bytes:
    """The hash of a snapshot: bound to its plan, and to the very row that it covers."""
    return digest("snapshot", plan_id, head.n, head.hash, at_ms, blob)


def snapshot_fits(row: SnapshotRow, head: Head) -> bool:
    """Whether a snapshot is as it was kept, of a plan whose head was that. Any value may stand in a forged one."""
    kinds_fit = isinstance(row.at_ms, int) and isinstance(row.blob, bytes)
    return kinds_fit and row.hash == snapshot_hash(row.plan_id, head, row.at_ms, row.blob)


# --- insides ---


# Built once: for a single key, building them anew costs more than running them.
_PLANS = PlanRow.table()
_THE_PLAN = _PLANS.c.id == bindparam("plan")
_TAKE_NUMBERS = (
    update(_PLANS).where(_THE_PLAN).values(head_n=_PLANS.c.head_n + bindparam("count")).returning(_PLANS.c.head_n, _PLANS.c.head_hash)
)
_MOVE_HEAD = update(_PLANS).where(_THE_PLAN).values(head_hash=bindparam("value"))
_ADD_ROWS = insert(UpdateRow.table())


def _take_numbers(session: Session, plan_id: str, count: int) -> Head:
    """The head as it was, with `count` numbers after it taken."""
    row = session.connection().execute(_TAKE_NUMBERS, {"plan": plan_id, "count": count}).one_or_none()
    if row is None:
        raise NoSuchPlan(plan_id)
    return Head(row.head_n - count, row.head_hash)


def _values(plan_id: str, kept: Update, head: Head, value: bytes) -> dict[str, Any]:
    return {
        "plan_id": plan_id,
        "n": head.n + 1,
        **vars(kept),
        "sitting_id": kept.sitting_id or None,
        "previous_hash": head.hash,
        "hash": value,
    }


def _rows(plan_id: str, after: int) -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS).where(UpdateRow.plan_id == plan_id, UpdateRow.n > after).order_by(UpdateRow.n)


_COLUMNS = (
    UpdateRow.n,
    UpdateRow.previous_hash,
    UpdateRow.hash,
    UpdateRow.peer,
    UpdateRow.first,
    UpdateRow.last,
    UpdateRow.sitting_id,
    UpdateRow.at_ms,
    UpdateRow.blob,
)

# Peer, first, last, time: always these four, always eight bytes each.
_numbers = struct.Struct(">4q").pack


def _fields(kept: Update, pen: bytes) -> tuple[bytes, ...]:
    return _numbers(kept.peer, kept.first, kept.last, kept.at_ms), kept.sitting_id.encode(), pen, kept.blob


def _fields_as_read(peer: Any, first: Any, last: Any, at_ms: Any, sitting: Any, pen: bytes, blob: Any) -> tuple[bytes, ...]:
    """The fields of a row as it was found; none where a value is of a kind that was never written."""
    if not isinstance(blob, bytes):
        return ()
    try:
        return _numbers(peer, first, last, at_ms), b"" if sitting is None else sitting.encode(), pen, blob
    except (struct.error, AttributeError):
        return ()


def _sound_snapshot(session: Session, plan_id: str) -> tuple[Snapshot, Head] | None:
    """The newest snapshot whose hash fits, with the row it covers. None where there is none."""
    ns = session.scalars(select(SnapshotRow.n).where(SnapshotRow.plan_id == plan_id).order_by(SnapshotRow.n.desc())).all()
    for n in ns:
        row = session.get_one(SnapshotRow, (plan_id, n))
        head = head_at(session, plan_id, n)
        if head is not None and snapshot_fits(row, head):
            return Snapshot(row.n, row.at_ms, row.blob), head
    return None
