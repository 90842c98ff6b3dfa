"""Checks over chains, snapshots and known roots: what is not as it was written, chain by chain. See verify for all of them at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.access_log import ACCESS_LOG, log_chain, log_head, log_head_at, log_links, log_root
from models.chain import Chain, Head, Link, head_as_read, same_fields_elsewhere
from models.plans import plan
from models.record import chain_of, chain_root, head_at, links, snapshot_fits
from models.roots import KnownRoot, root
from models.tables import AccessRow, PlanRow, SnapshotRow, UpdateRow

# Replays update bytes in a fresh document and returns the same bytes for the same state, whether it came from rows or from a snapshot.
Replay = Callable[[list[bytes]], bytes]


class What(StrEnum):
    """What happened to a row."""

    CHANGED = "changed"  # it holds something else than when it was written; row 0: whose plan it is, on which form, since when
    REMOVED = "removed"  # it is gone; row 0: the plan itself is
    SWAPPED = "swapped"  # it changed places with another
    ADDED = "added"  # it was never written by this program
    SNAPSHOT_CHANGED = "snapshot changed"  # the snapshot after this row is not what its rows say
    REWRITTEN = "rewritten"  # the chain fits in itself, and is not the one that the known root was made of


@dataclass(frozen=True)
class BadRow:
    """A row that is not as it was written. `chain` is a plan's id, or ACCESS_LOG; `other_n` the row it changed places with."""

    chain: str
    n: int
    what: What
    other_n: int | None = None


@dataclass(frozen=True)
class Behind:
    """A chain that ends before the row it had reached at the known root. `n` is None where the whole plan is not there."""

    chain: str
    n: int | None
    known_n: int


@dataclass(frozen=True)
class Followed:
    """One chain, followed to its end: how many rows it has, and what is wrong with it."""

    rows: int
    bad: tuple[BadRow, ...]


def check_plan(session: Session, plan_id: str, replay: Replay | None) -> Followed:
    """Follows a plan's rows from what they hang on, and holds its snapshots against them."""
    try:
        now, start = plan(session, plan_id), chain_root(session, plan_id)
    except (LookupError, ValueError, TypeError, AttributeError, OverflowError):
        # Its form is gone, or its own row holds what was never written there: a state that is none, a word for a day, an id of bytes.
        return Followed(0, (BadRow(plan_id, 0, What.CHANGED),))
    blobs: list[bytes] = []
    rows, head = list(links(session, plan_id, blobs=blobs)), head_as_read(now.head_n, now.head_hash)
    wrong = _first_wrong(chain_of(plan_id), start, rows, head)
    sound = rows if wrong is None else rows[: max(wrong[0] - 1, 0)]
    hashes = {link.n: link.hash for link in sound} | {0: start.hash}
    bad = [] if wrong is None else [BadRow(plan_id, *wrong)]
    for snapshot in _snapshots(session, plan_id):
        n = snapshot.n if isinstance(snapshot.n, int) else -1
        if n not in hashes and 0 < n <= head.n:
            continue  # nothing can tell of a snapshot over a row that is itself wrong or gone
        if not _snapshot_is_right(snapshot, hashes, blobs, replay):
            bad.append(BadRow(plan_id, n, What.SNAPSHOT_CHANGED))
    return Followed(len(rows), tuple(bad))


def check_log(session: Session) -> Followed:
    """Follows the access log."""
    rows = list(log_links(session))
    wrong = _first_wrong(log_chain(), log_root(), rows, log_head(session))
    return Followed(len(rows), () if wrong is None else (BadRow(ACCESS_LOG, *wrong),))


def plans_named_anywhere(session: Session) -> tuple[list[str], list[BadRow]]:
    """The ids of all plans, and a bad row 0 for each that has rows, snapshots or lines of the log, and is not among them."""
    there = {str(plan_id) for plan_id in session.scalars(select(PlanRow.id))}
    columns = (UpdateRow.plan_id, SnapshotRow.plan_id, AccessRow.plan_id)
    named = {str(plan_id) for column in columns for plan_id in session.scalars(select(column).distinct()) if plan_id is not None}
    return sorted(there), [BadRow(plan_id, 0, What.REMOVED) for plan_id in sorted(named - there)]


def held_against(session: Session, known: KnownRoot) -> Iterator[Behind | BadRow]:
    """What the known root says that the store does not: chains that end too early, and chains that go another way."""
    today = root(session, known.at_ms).heads
    for name, then in sorted(known.heads.items()):
        now = today.get(name)
        if now is None or now.n < then.n:
            yield Behind(name, now.n if now else None, then.n)
        elif now != then and _head_of(session, name, then.n) != then:
            yield BadRow(name, then.n, What.REWRITTEN)


def _head_of(session: Session, name: str, n: int) -> Head | None:
    return log_head_at(session, n) if name == ACCESS_LOG else head_at(session, name, n)


def _first_wrong(chain: Chain, start: Head, rows: Sequence[Link], head: Head) -> tuple[int, What, int | None] | None:
    """Number, kind and, when swapped, the other number of the first row that does not fit. None if all fit and end at the head."""
    reached, bad = chain.follow(start, rows)
    if bad is not None:
        return _kind_of_wrong(chain, reached, rows[reached.n :])
    if reached.n < head.n:
        return reached.n + 1, What.REMOVED, None
    if reached.n > head.n:
        return head.n + 1, What.ADDED, None
    return None if reached == head else (head.n, What.CHANGED, None)


def _kind_of_wrong(chain: Chain, good: Head, rest: Sequence[Link]) -> tuple[int, What, int | None]:
    bad, place = rest[0], good.n + 1
    if bad.n != place:
        return place, What.REMOVED, None
    other = same_fields_elsewhere(chain, good, rest)
    if other is not None:
        return place, What.SWAPPED, other.n
    if place == 1 and chain.hash_at(1, bad.previous, bad.fields) == bad.hash:
        # The row fits what it says it hangs on; so what it hung on was changed.
        return 0, What.CHANGED, None
    return place, What.CHANGED, None


def _snapshots(session: Session, plan_id: str) -> Sequence[SnapshotRow]:
    return session.scalars(select(SnapshotRow).where(SnapshotRow.plan_id == plan_id).order_by(SnapshotRow.n)).all()


def _snapshot_is_right(snapshot: SnapshotRow, hashes: dict[int, bytes], blobs: list[bytes], replay: Replay | None) -> bool:
    covered = hashes.get(snapshot.n)
    if covered is None or not snapshot_fits(snapshot, Head(snapshot.n, covered)):
        return False
    return _same_state(replay, snapshot.blob, blobs[: snapshot.n])


def _same_state(replay: Replay | None, snapshot: bytes, rows: list[bytes]) -> bool:
    if replay is None:
        return True
    expected = replay(rows)
    try:
        return replay([snapshot]) == expected
    except Exception:
        # Whatever the text engine makes of forged bytes: they are not what these rows say.
        return False
