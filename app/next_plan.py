"""The next plan, started from this one: answers come over with their owners, and what is not settled stays behind and is listed."""

from app.errors import Trouble
from app.form_shelf import newest_version
from app.language import _
from app.open_store import OpenStore
from app.plans import Started, form_of, load_document, start_plan
from app.since import step_questions
from models.forms import Form
from models.plans import Plan
from models.text.carrying import carry_over
from models.text.document import question_of
from models.text.pens import Pen


def start_next_plan(open_store: OpenStore, plan: Plan, pen: Pen) -> Started:
    """Starts the plan that follows this one, on the newest version of its form, and brings the answers over with the pen of who starts it.

    Raises Trouble when nothing could be saved; the earlier plan is as it was in any case.
    """
    store, clock = open_store.store, open_store.clock
    if open_store.sitting is None or plan.patient_id != open_store.sitting.sitting.patient_id:
        raise open_store.one_at_a_time()
    if not open_store.keeping.flush():
        raise _not_saved()
    form = _form_for_next(open_store, plan)
    earlier = load_document(store, plan)[1]
    later_plan = start_plan(store, clock, plan.patient_id, form, follows=plan.id)
    later = load_document(store, later_plan, open_store.keeping.keeper_of(later_plan.id))[1]
    steps = step_questions(form)  # a meeting brings its steps in by itself, where each is answered
    left = carry_over(earlier, plan.id, later, pen, [question.id for question in form.questions if question.id not in steps])
    left = [one for one in left if question_of(one.side)[0] not in steps]
    if not open_store.keeping.flush():
        raise _not_saved()
    return Started(later_plan, tuple(left))


def _form_for_next(open_store: OpenStore, plan: Plan) -> Form:
    """The newest version that is here; the plan's own where the form is at hand no more."""
    try:
        return newest_version(open_store.store, plan.form_id)
    except KeyError:
        return form_of(open_store.store, plan)


def _not_saved() -> Trouble:
    return Trouble(_("The last words are not saved yet."), _("Your words are kept here."), _("Free some space, then press Try again."))
