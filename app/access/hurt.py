"""A store whose file is damaged, and what can still be said of it while its key is in hand."""

from dataclasses import dataclass
from datetime import date

from app.dates import write_day
from app.language import _
from models.database import Store
from models.plans import NoSuchPlan, plan
from models.store_errors import StoreDamaged


@dataclass(frozen=True)
class StillReads:
    """A plan in a damaged file that reads to its end. It says neither whose it is nor what is in it. Title and day may be unreadable."""

    plan_id: str
    title: str
    begun: date | None

    @property
    def in_words(self) -> str:
        """The plan as it is named in a list: "My care plan, begun on 4 May 2026 (3fa2b1c4)"."""
        if self.begun is None:
            return _("a plan ({number})").format(number=self.plan_id[:8])
        return _("{title}, begun on {day} ({number})").format(title=self.title, day=write_day(self.begun), number=self.plan_id[:8])


class HurtStore(StoreDamaged):
    """The store's file is damaged. `plans` are those that still read."""

    def __init__(self, fault: StoreDamaged, plans: tuple[StillReads, ...]) -> None:
        super().__init__(fault.path, fault.damage)
        self.plans = plans


def look_at_hurt(fault: StoreDamaged, key: bytes) -> HurtStore:
    """The same fault, with the plans that still read by name."""
    store = Store.salvage(fault.path, key)
    try:
        return HurtStore(fault, tuple(_read(store, plan_id) for plan_id in fault.damage.readable))
    finally:
        store.close()


def _read(store: Store, plan_id: str) -> StillReads:
    try:
        with store.reading() as session:
            found = plan(session, plan_id)
    except (StoreDamaged, NoSuchPlan):
        return StillReads(plan_id, "", None)
    return StillReads(plan_id, found.title, found.created_at.astimezone().date())
