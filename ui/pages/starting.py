"""What pages hand each other while a plan is being started."""

from dataclasses import dataclass

from app.open_plan import OpenPlan
from app.open_store import OpenStore
from app.rounds import round_of_plan


@dataclass(frozen=True, eq=False)
class NewPlan:
    """The wish to start a plan, on a certain form where one is named. Each wish is its own: a new one begins with an empty page."""

    form_id: str = ""


def first_page(open_store: OpenStore, plan: OpenPlan) -> str:
    """Where a plan on the table is begun or gone on with.

    A meeting asks who leads; a ward round begins with what was said last time; all else is written at the desk.
    """
    if plan.form.agenda and plan.desk.writable:
        return "meeting" if plan.meeting is not None else "begin_meeting"
    return "last_time" if round_of_plan(open_store, plan.plan) else "desk"
