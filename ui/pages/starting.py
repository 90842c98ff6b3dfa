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

    A meeting asks who leads, and once it was closed it is read; a ward round begins with what was said last time, once; all else is
    written at the desk.
    """
    if plan.is_closed:
        return "close_meeting"
    if plan.form.agenda and plan.desk.writable:
        return "meeting" if plan.meeting is not None else "begin_meeting"
    return "last_time" if not plan.looked_back and round_of_plan(open_store, plan.plan) else "desk"


def page_to_write(open_store: OpenStore) -> str:
    """Where one comes back to from a side page: to the writing while a plan is on the table, else to Today.

    A meeting that was not begun asks who leads, unless its record is written at the desk already. One that was closed is read.
    """
    plan = open_store.plan
    if plan is None:
        return "today"
    if plan.is_closed:
        return "close_meeting"
    waits = plan.form.agenda and plan.desk.writable and plan.meeting is None and not plan.without_meeting
    return "begin_meeting" if waits else "desk"
