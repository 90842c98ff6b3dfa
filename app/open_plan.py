"""A plan on the table during a sitting: opened, noted in the log, written in, closed again."""

from app.clock import Clock
from app.desk import Desk
from app.keeping import ROWS_BETWEEN_SNAPSHOTS, Keeping
from app.plans import find_plan, form_of, load_document, note_access, note_where_we_stopped
from app.settings import PEN_REST_MINUTES, Settings
from app.sitting import SittingNow
from models.database import Store
from models.plans import Plan, PlanState
from models.record import Loaded


class OpenPlan:
    """One plan with its desk. Opening and closing are noted; closing leaves a snapshot behind when much was written."""

    def __init__(self, store: Store, keeping: Keeping, settings: Settings, clock: Clock, sitting: SittingNow, plan: Plan, who: str) -> None:
        """Opens the plan. Raises EngineFault for rows that do not fit together, and then nothing has changed."""
        self.plan = plan
        self.form = form_of(store, plan)
        self._store, self._keeping, self._clock, self._sitting = store, keeping, clock, sitting
        self.loaded: Loaded
        self.loaded, self.document = load_document(store, plan, keeping.keeper_of(plan.id), clock)
        self.desk = Desk(
            self.form,
            self.document,
            lambda: sitting.people,
            sitting.pens,
            clock,
            lambda: settings.get(PEN_REST_MINUTES),
            writable=plan.state is not PlanState.REPLACED,
        )
        sitting.somebody_joined.connect(self._somebody_joined)
        note_access(store, clock, who, "opened", plan)

    def refresh(self) -> Plan:
        """Reads the plan's state anew after it was moved on."""
        self.plan = find_plan(self._store, self.plan.id)
        return self.plan

    def close(self, stopped_at: str = "") -> None:
        """Leaves a snapshot when much was written, notes where writing stopped, and closes. All words must have been saved before."""
        self.desk.close()
        self._sitting.somebody_joined.disconnect(self._somebody_joined)
        if self._rows_since_snapshot() >= ROWS_BETWEEN_SNAPSHOTS:
            self._keeping.keep_snapshot(self.plan.id, self.document)
        if stopped_at:
            note_where_we_stopped(self._store, self.plan.id, stopped_at)

    def _rows_since_snapshot(self) -> int:
        before = self.loaded.snapshot.n if self.loaded.snapshot else 0
        return find_plan(self._store, self.plan.id).head_n - before

    def _somebody_joined(self, _here: object) -> None:
        self.desk.put_down()
