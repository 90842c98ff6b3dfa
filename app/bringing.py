"""What a meeting begins with: the open steps of last time, and the points that somebody prepared. Each comes once, whenever it is asked."""

from collections.abc import Sequence

from app.errors import Trouble
from app.language import _
from app.open_plan import OpenPlan
from app.open_store import OpenStore
from app.points import bring_points
from app.since import bring_steps


def bring_in(open_store: OpenStore, plan: OpenPlan, leads: Sequence[str] = ()) -> int:
    """Brings in what is not there yet, and gives how much that was. Raises Trouble while nobody is here.

    It is the act of whoever leads, else of whoever unlocked and is here, else of the first who came.
    """
    present = [here.person for here in plan.desk.people if here.present]
    if not present:
        raise Trouble(_("Nobody is here yet."), _("A meeting needs somebody who is here."), _("Say who is here first."))
    unlocked = [open_store.unlocked_by.id] if open_store.unlocked_by else []
    pen = plan.desk.pens.own(next(person for person in (*leads, *unlocked, *present) if person in present))
    return bring_steps(open_store, plan, pen) + bring_points(plan, pen)
