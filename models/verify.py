"""Verify: reads the whole store and names what is not as it was written.

Three things together tell: the chains (a change inside), the seals of the pages (a hurt file), and a root that was kept outside the
store (a file put back to an earlier day). What is listed outside the chains is held against its lines in the log.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from models.checks import BadRow, Behind, Followed, Replay, What, check_log, check_plan, held_against, plans_named_anywhere
from models.database import Store
from models.listed import BadEntry, check_lists
from models.migrations.guards import missing_guards
from models.roots import KnownRoot, root
from models.store_errors import Damage, StoreDamaged

__all__ = ["BadEntry", "BadRow", "Behind", "Replay", "Report", "What", "verify"]

T = TypeVar("T")
Progress = Callable[[int, int], object]


def _quiet(_done: int, _whole: int) -> None:
    """Whoever waits for a short answer needs no progress."""


@dataclass
class Report:
    """What verifying found. `root` is that of the store as it stands; None where damage hides a head."""

    plans: int = 0
    rows: int = 0
    bad: list[BadRow] = field(default_factory=list)
    behind: list[Behind] = field(default_factory=list)
    known_at_ms: int | None = None
    damage: Damage | None = None
    missing_guards: tuple[str, ...] = ()
    lists: tuple[BadEntry, ...] = ()
    root: KnownRoot | None = None

    @property
    def older_than_ms(self) -> int | None:
        """The time of the known root that this store has not reached: it is an older copy, or its end was cut off. None if it has."""
        return self.known_at_ms if self.behind else None

    @property
    def sound(self) -> bool:
        """Whether everything is as it was written, and nothing is missing."""
        return not (self.bad or self.behind or self.damage or self.missing_guards or self.lists)


def verify(
    store: Store, known_root: KnownRoot | None = None, replay: Replay | None = None, at_ms: int = 0, progress: Progress = _quiet
) -> Report:
    """Reads the whole store and says what is not as it was written. Changes nothing. `at_ms` dates the root in the report.

    With `replay`, each snapshot is also held against its rows; without it, a snapshot and its hash forged together pass.
    A hurt file is verified as far as it reads: open it with Store.salvage. `progress` is told before each plan, and may raise to
    stop.
    """
    report = Report(known_at_ms=known_root.at_ms if known_root else None)
    _look_at_pages(store, report)
    _note(report, _read(store, report, check_log))
    plan_ids = _plan_ids(store, report)
    for done, plan_id in enumerate(plan_ids):
        progress(done, len(plan_ids))
        _note(report, _read(store, report, partial(check_plan, plan_id=plan_id, replay=replay)))
    if known_root is not None:
        _hold_against(store, report, known_root)
    report.lists = tuple(_read(store, report, check_lists) or ())
    report.missing_guards = _read(store, report, lambda session: missing_guards(session.connection())) or ()
    report.root = _read(store, report, lambda session: root(session, at_ms))
    return report


def _look_at_pages(store: Store, report: Report) -> None:
    if store.damaged_pages():
        report.damage = store.damage()


def _plan_ids(store: Store, report: Report) -> tuple[str, ...]:
    """The plans to follow: all of them, or those that a hurt file still gives."""
    found = _read(store, report, plans_named_anywhere)
    if found is not None:
        report.bad.extend(found[1])
        report.plans = len(found[0])
    if report.damage is not None:
        return report.damage.readable
    return tuple(found[0]) if found else ()


def _note(report: Report, followed: Followed | None) -> None:
    if followed is not None:
        report.rows += followed.rows
        report.bad.extend(followed.bad)


def _hold_against(store: Store, report: Report, known: KnownRoot) -> None:
    """A chain that is named already, as bad or as unreadable, is not named again."""
    named = {bad.chain for bad in report.bad} | set(report.damage.unreadable if report.damage else ())
    for found in _read(store, report, lambda session: list(held_against(session, known))) or ():
        if isinstance(found, Behind):
            report.behind.append(found)
        elif found.chain not in named:
            report.bad.append(found)


def _read(store: Store, report: Report, look: Callable[[Session], T]) -> T | None:
    """What a look into the store gives. None where the file is hurt there, which the report then says."""
    try:
        with store.reading() as session:
            return look(session)
    except StoreDamaged as error:
        report.damage = error.damage
        return None
