"""Plans and their lives: starting one, opening it, putting it to use, replacing it by the next, putting it away."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.clock import Clock, SystemClock
from app.errors import Trouble, explains
from app.form_shelf import keep_version
from app.language import _
from app.tidy import one_line
from app.wording import in_short
from models import plans as kept
from models import record
from models.access_log import AccessLine, log_access
from models.base import to_ms
from models.database import Store
from models.forms import Form, form_from_json
from models.people import Person, person
from models.plans import NoSuchPlan, Plan, PlanState
from models.questions import Duty
from models.text.acts import act_from_json
from models.text.carrying import LeftBehind
from models.text.document import Committed, PlanDocument, side_id
from models.text.engine import EngineFault
from models.text.history import History, HistoryRow
from models.text.runs import Said

Keep = Callable[[Committed], None]
LONGEST_TITLE = 200

WAYS_ON = {
    PlanState.BEING_WRITTEN: (PlanState.CURRENT, PlanState.PUT_AWAY),
    PlanState.CURRENT: (PlanState.REPLACED, PlanState.PUT_AWAY),
    PlanState.PUT_AWAY: (PlanState.BEING_WRITTEN,),
    PlanState.REPLACED: (),
}


@dataclass(frozen=True)
class Listed:
    """A plan in a list: the plan, whom it is about (None for one about nobody), and its form's title."""

    plan: Plan
    patient: Person | None
    form_title: str


@dataclass(frozen=True)
class Started:
    """The plan that goes on from another, and what stayed behind there."""

    plan: Plan
    left_behind: tuple[LeftBehind, ...]


def start_plan(store: Store, clock: Clock, patient: str, form: Form, follows: str = "", title: str = "") -> Plan:
    """A new plan about a patient, or ("") about nobody, pinned to this version of the form for ever.

    Raises Trouble, also for a form that is about a job or a service where a patient is named.
    """
    title = one_line(title, LONGEST_TITLE) or form.title
    if patient and form.about_nobody:
        raise Trouble(_("This form is about no patient."), _("It is for a job, or for a service."), _("Start it from the page Forms."))
    with store.session() as session:
        if follows and kept.plan(session, follows).patient_id != patient:
            raise Trouble(_("This is another person's plan."), _("A plan goes on from one of the same person."), _("Choose another plan."))
        keep_version(session, form)
        return kept.create_plan(session, patient, form.id, form.version, title, clock.now(), follows)


def form_of(store: Store, plan: Plan) -> Form:
    """The very version of the form that a plan is pinned to."""
    with store.reading() as session:
        return form_from_json(kept.kept_form(session, plan.form_id, plan.form_version).body.encode())


def find_plan(store: Store, plan_id: str) -> Plan:
    """The plan of that id. Raises models.plans.NoSuchPlan."""
    with store.reading() as session:
        return kept.plan(session, plan_id)


def all_plans(store: Store) -> list[Listed]:
    """Every plan there is, newest first. For the command line and for staff before a sitting, never during one."""
    with store.reading() as session:
        return [_listed(session, one) for one in kept.plans(session)]


def plans_about(store: Store, patient: str) -> list[Listed]:
    """A patient's plans, newest first; with "" those about nobody."""
    with store.reading() as session:
        return [_listed(session, one) for one in kept.plans_of(session, patient)]


def move_on(store: Store, clock: Clock, plan: Plan, state: PlanState) -> Plan:
    """Moves a plan on in its life: current, put away, taken up again. Raises Trouble for a way that is not there.

    A plan that comes into use replaces the one that it follows, if that is in use, in the same step.
    """
    with store.session() as session:
        now = kept.plan(session, plan.id)
        if state not in WAYS_ON[now.state]:
            raise Trouble(_("This plan can't go there."), _("A replaced plan stays as it was."), _("Start the next plan from it."))
        if state is PlanState.CURRENT and now.follows and kept.plan(session, now.follows).state is PlanState.CURRENT:
            kept.set_state(session, now.follows, PlanState.REPLACED, clock.now())
        return kept.set_state(session, now.id, state, clock.now())


def put_to_use(store: Store, clock: Clock, plan: Plan) -> Plan:
    """Makes a plan the current one. Raises Trouble for one that was replaced, is put away, or is in use."""
    return move_on(store, clock, plan, PlanState.CURRENT)


def load_document(
    store: Store, plan: Plan, keep: Keep = lambda committed: None, clock: Clock | None = None
) -> tuple[record.Loaded, PlanDocument]:
    """A plan's writing, opened from its newest snapshot and the rows after it. Raises EngineFault for rows that do not fit together."""
    with store.reading() as session:
        loaded = record.load(session, plan.id)
    acts, told = [act_from_json(json.loads(act.body)) for act in loaded.acts], clock or SystemClock()
    return loaded, PlanDocument(loaded.blobs, acts, clock=lambda: to_ms(told.now()), keep=keep)


def load_history(store: Store, plan: Plan) -> History:
    """Every moment of a plan."""
    with store.reading() as session:
        rows = record.rows_of(session, plan.id)
    return History(
        [HistoryRow(row.n, row.update.at_ms, row.update.peer, row.update.first, row.update.last + 1, row.update.blob) for row in rows]
    )


def note_access(store: Store, clock: Clock, who: str, verb: str, plan: Plan | None = None, patient: str = "", detail: str = "") -> None:
    """Adds a line to the log that the patient can read: opened, exported, unlocked."""
    about = plan.patient_id if plan else patient
    line = AccessLine(to_ms(clock.now()), who, verb, plan.id if plan else "", about, detail)
    with store.session() as session:
        log_access(session, line)


def title_from_answer(plan: Plan, form: Form, document: PlanDocument) -> str | None:
    """What a plan about nobody is called: its form, and the answer that the form names for it. None where the title is not for an answer.

    A plan about somebody keeps the form's title: Today shows titles to whoever unlocks, and an answer is not for everybody's eyes.
    """
    asked = next(iter(form.with_duty(Duty.PLAN_TITLE)), None)
    if plan.patient_id or asked is None:
        return None
    runs = [run for side in asked.sides for run in document.side(side_id(asked.id, side.value)).runs()]
    words = in_short("".join(run.text for run in runs if not run.look.struck_by and run.look.said is not Said.NOT_MINE))
    return _("{form}: {title}").format(form=form.title, title=words) if words else form.title


def give_title(store: Store, plan: Plan, title: str) -> Plan:
    """Gives a plan another title. Raises Trouble for one that is too long."""
    with store.session() as session:
        return kept.rename(session, plan.id, one_line(title, LONGEST_TITLE))


def note_where_we_stopped(store: Store, plan: str, question: str) -> None:
    """Notes the question at which writing stopped, for carrying on there."""
    with store.session() as session:
        kept.stop_at(session, plan, question)


def _listed(session: Session, one: Plan) -> Listed:
    return Listed(one, person(session, one.patient_id) if one.patient_id else None, one.title)


@explains(NoSuchPlan)
def _explain_no_plan(_error: NoSuchPlan) -> Trouble:
    return Trouble(_("This plan is not here."), _("No plan has that number."), _("Look at the list of plans, then try again."))


@explains(EngineFault)
def _explain_engine(_error: EngineFault) -> Trouble:
    return Trouble(
        _("Part of this plan cannot be read."),
        _("Its rows do not fit together."),
        _("Ask a keeper to open the last good copy."),
        kept=_("Nothing was changed."),
    )
