"""The plans to carry on with, as Today shows them: initials and never a name, where writing stopped, and when."""

from dataclasses import dataclass
from datetime import datetime

from app.open_store import OpenStore
from app.plans import form_of
from models.base import from_ms
from models.plans import Plan, PlanState
from models.record import last_written

LIVING = (PlanState.BEING_WRITTEN, PlanState.CURRENT)


@dataclass(frozen=True)
class CarryOn:
    """A plan to carry on with. `stopped_at` is the question in plain words, "" when writing has not stopped anywhere yet."""

    plan: Plan
    initials: str
    stopped_at: str
    when: datetime

    @property
    def living(self) -> bool:
        """Whether it is being written or in use; else it was replaced or put away."""
        return self.plan.state in LIVING


def plans_in_rows(open_store: OpenStore) -> list[CarryOn]:
    """Plans to carry on with, the one last written in first. During a sitting only its patient's, the sitting's own plan on top."""
    listed = open_store.plans_to_carry_on()
    with open_store.store.reading() as session:
        written = last_written(session)
    rows = [
        CarryOn(
            plan=one.plan,
            initials=one.patient.initials,
            stopped_at=_stopped_at(open_store, one.plan),
            when=max(from_ms(written.get(one.plan.id, 0)), one.plan.created_at),
        )
        for one in listed
    ]
    on_the_table = open_store.plan.plan.id if open_store.plan else ""
    return sorted(rows, key=lambda row: (row.plan.id == on_the_table, row.when), reverse=True)


def _stopped_at(open_store: OpenStore, plan: Plan) -> str:
    """Forms are read once for each plan that stopped somewhere; a question that the form does not have says nothing."""
    if not plan.stopped_at:
        return ""
    form = form_of(open_store.store, plan)
    return next((question.wording for question in form.questions if question.id == plan.stopped_at), "")
