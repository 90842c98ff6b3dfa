"""The sitting that was left open by a crash or a power cut, or by whoever closed Two Pens to go on later.

With it the plan that was written last in it, and up to when its words are here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.open_store import OpenStore
from app.plans import plans_about
from app.sitting import SittingNow
from models.base import from_ms
from models.plans import Plan
from models.record import rows_of

LONGEST_BREAK = timedelta(hours=4)  # a meal, a ward round: after it the same people come back


@dataclass(frozen=True)
class LeftOpen:
    """A sitting that nobody ended. `written_at` is None where nobody wrote in it yet; `plan` too, unless one was begun in it.

    `long_ago` says that those who were here then may not be here now, so that it is asked again who is.
    """

    sitting: SittingNow
    plan: Plan | None
    written_at: datetime | None
    long_ago: bool = False

    @property
    def paused(self) -> bool:
        """Whether somebody closed Two Pens to go on later; else it was cut off."""
        return self.sitting.sitting.paused_at is not None


def find_left_open(open_store: OpenStore) -> LeftOpen | None:
    """What was left open. None when the last sitting was ended, or one is under way."""
    sitting = None if open_store.sitting else open_store.left_open()
    if sitting is None:
        return None
    written = [(at, plan.id, plan) for plan in _plans(open_store, sitting) if (at := _last_written(open_store, plan, sitting.sitting.id))]
    at, _id, plan = max(written, default=(None, "", _begun_in(open_store, sitting)))
    kept = sitting.sitting
    last_seen = max(moment for moment in (kept.started_at, kept.paused_at, at) if moment)
    return LeftOpen(sitting, plan, at, long_ago=open_store.clock.now() - last_seen > LONGEST_BREAK)


def go_on(open_store: OpenStore, left: LeftOpen) -> None:
    """Goes on with the sitting, with the plan on the table that was written last. Raises EngineFault for a plan that does not open."""
    open_store.go_on_with(left.sitting)
    if left.plan:
        open_store.open_plan(left.plan)


def end(open_store: OpenStore, left: LeftOpen) -> None:
    """Ends the sitting; its words stay. What comes after a sitting is begun."""
    left.sitting.end()
    open_store.after_sitting.begin()


def _plans(open_store: OpenStore, sitting: SittingNow) -> list[Plan]:
    return [listed.plan for listed in plans_about(open_store.store, sitting.sitting.patient_id)]


def _begun_in(open_store: OpenStore, sitting: SittingNow) -> Plan | None:
    """The newest plan that was begun in the sitting, and that nobody wrote in yet."""
    return next((plan for plan in _plans(open_store, sitting) if plan.created_at >= sitting.sitting.started_at and not plan.head_n), None)


def _last_written(open_store: OpenStore, plan: Plan, sitting: str) -> datetime | None:
    """When the last row of a plan was written, if that was in this sitting."""
    with open_store.store.reading() as session:
        last = rows_of(session, plan.id, after=plan.head_n - 1)
    return from_ms(last[-1].update.at_ms) if last and last[-1].update.sitting_id == sitting else None
