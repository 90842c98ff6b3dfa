"""The plans to carry on with, as Today shows them: initials and never a name, where writing stopped, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from app.asked_beforehand import can_be_prepared, is_for_meeting
from app.open_store import OpenStore
from app.plans import form_of
from models.base import from_ms
from models.forms import Form
from models.meetings import closed_on
from models.plans import Plan, PlanState
from models.record import last_written

LIVING = (PlanState.BEING_WRITTEN, PlanState.CURRENT)


@dataclass(frozen=True)
class CarryOn:
    """A plan to carry on with. `initials` are "" for one about nobody.

    `stopped_at` is the question in plain words, "" when writing has not stopped anywhere yet. `closed_on` is the day of its last meeting,
    where that was closed; else None.
    """

    plan: Plan
    initials: str
    stopped_at: str
    when: datetime
    closed_on: date | None = None
    prepares: bool = False  # its form begins with questions that can be prepared, on paper and alone
    for_meeting: bool = False  # it is the record of a meeting

    @property
    def living(self) -> bool:
        """Whether it is being written or in use; else it was replaced or put away."""
        return self.plan.state in LIVING


def plans_in_rows(open_store: OpenStore) -> list[CarryOn]:
    """Plans to carry on with, the one last written in first. During a sitting only its patient's, the sitting's own plan on top."""
    listed = open_store.plans_to_carry_on()
    with open_store.store.reading() as session:
        written, closed = last_written(session), closed_on(session)
    forms = _Forms(open_store)
    rows = [
        CarryOn(
            plan=one.plan,
            initials=one.patient.initials if one.patient else "",
            stopped_at=forms.question_in(one.plan),
            closed_on=closed[one.plan.id].astimezone().date() if one.plan.id in closed else None,
            when=max(from_ms(written.get(one.plan.id, 0)), one.plan.created_at),
            prepares=can_be_prepared(forms.of(one.plan)),
            for_meeting=is_for_meeting(forms.of(one.plan)),
        )
        for one in listed
    ]
    on_the_table = open_store.plan.plan.id if open_store.plan else ""
    return sorted(rows, key=lambda row: (row.plan.id == on_the_table, row.when), reverse=True)


class _Forms:
    """The forms of a list of plans, each version read once: reading one takes some milliseconds."""

    def __init__(self, open_store: OpenStore) -> None:
        self._store = open_store.store
        self._read: dict[tuple[str, int], Form] = {}

    def of(self, plan: Plan) -> Form:
        """The form that a plan is pinned to."""
        version = (plan.form_id, plan.form_version)
        if version not in self._read:
            self._read[version] = form_of(self._store, plan)
        return self._read[version]

    def question_in(self, plan: Plan) -> str:
        """The question at which writing stopped, in plain words; "" for none, and for one that the form does not have."""
        if not plan.stopped_at:
            return ""
        return next((question.wording for question in self.of(plan).questions if question.id == plan.stopped_at), "")
