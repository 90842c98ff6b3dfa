"""Ward rounds: the day's list for the team, a change that is told, and the plan in which each thing that is asked gets its answer.

The list shows several people at once. It is for staff alone, and only while no sitting is open: during one it holds that patient's alone.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.answers import read_chosen
from app.dates import write_day
from app.errors import Trouble, explains
from app.form_shelf import newest_version
from app.joining import usual_role
from app.language import _
from app.open_store import OpenStore
from app.people import known_person
from app.places import written_places
from app.plans import find_plan, form_of, load_document, start_plan
from app.tidy import one_line
from models import rounds as kept
from models.forms import Form
from models.people import Person
from models.plans import Plan
from models.questions import Kind, Question, SideName
from models.rounds import NoSuchRound, Round
from models.text.document import PlanDocument, question_of, side_id
from models.text.entries import answers

FORM = "ward_round"
LONGEST_TIME, LONGEST_WHO, LONGEST_CHANGE = 40, 200, 300


@dataclass(frozen=True)
class RoundRow:
    """One line of the day's list. `shared`: the person has written or chosen something; `takes_part` says how they want to, or ""."""

    round: Round
    patient: Person
    shared: bool
    takes_part: str


def rounds_of_day(open_store: OpenStore, day: date) -> list[RoundRow]:
    """The ward rounds of a day, by time. Behind the lock none; during a sitting only those of its patient."""
    if open_store.locked:
        return []
    with open_store.store.reading() as session:
        found = kept.rounds_on(session, day)
    sitting = open_store.sitting
    mine = [one for one in found if sitting is None or one.patient_id == sitting.sitting.patient_id]
    return [_row(open_store, one) for one in mine]


def round_of_plan(open_store: OpenStore, plan: Plan) -> Round | None:
    """The ward round whose questions stand in that plan. None for a plan of another kind."""
    with open_store.store.reading() as session:
        return next((one for one in kept.rounds_of(session, plan.patient_id) if one.plan_id == plan.id), None)


def add_round(open_store: OpenStore, patient: str, day: date, at_time: str, who_comes: str) -> Round:
    """Puts somebody on a day's list. Raises Trouble behind the lock, for another patient than the sitting's, and for too long words."""
    _must_be_open_to(open_store, patient)
    with open_store.store.session() as session:
        return kept.add_round(session, patient, day, one_line(at_time, LONGEST_TIME), one_line(who_comes, LONGEST_WHO))


def change_round(open_store: OpenStore, one: Round, day: date, at_time: str, who_comes: str, why: str) -> Round:
    """Another day, time or company. What it was before is told, with the reason. Raises Trouble where nobody says why."""
    _must_be_open_to(open_store, one.patient_id)
    with open_store.store.session() as session:
        now = kept.round_now(session, one.id)  # somebody may have changed it since the list was read
        changed = replace(now, day=day, at_time=one_line(at_time, LONGEST_TIME), who_comes=one_line(who_comes, LONGEST_WHO))
        if changed == now:
            return now
        if not why.strip():
            raise Trouble(_("Say why it changed."), _("The person is told, and wants to know why."), _("Write the reason in plain words."))
        return kept.change_round(session, replace(changed, change=_told(now, changed, one_line(why, LONGEST_CHANGE))))


def take_off_list(open_store: OpenStore, one: Round) -> None:
    """A ward round that does not take place. What was written for it stays in its plan."""
    _must_be_open_to(open_store, one.patient_id)
    with open_store.store.session() as session:
        kept.take_out_round(session, one.id)


def open_round(open_store: OpenStore, one: Round) -> Plan:
    """The plan of a ward round, started where there is none yet; a sitting about the person begins where none is open.

    Raises Trouble while a sitting about somebody else is open.
    """
    _must_be_open_to(open_store, one.patient_id)
    sitting = open_store.sitting or open_store.begin_sitting(one.patient_id)
    who = open_store.unlocked_by
    if who is not None and who.id not in {here.person for here in sitting.people}:
        sitting.arrive(who.id, usual_role(who))
    with open_store.store.reading() as session:
        known = kept.round_now(session, one.id).plan_id
    if known:
        return find_plan(open_store.store, known)
    plan = start_plan(open_store.store, open_store.clock, one.patient_id, newest_version(open_store.store, FORM))
    with open_store.store.session() as session:
        kept.note_plan(session, one.id, plan.id)
    return plan


def in_words(one: Round) -> list[str]:
    """When it is, who comes, and what changed, in sentences for the person whose it is."""
    day = write_day(one.day)
    when = _("My ward round is on {day}.").format(day=day)
    if one.at_time:
        when = _("My ward round is on {day}, {time}.").format(day=day, time=one.at_time)
    who = [_("Who comes: {names}.").format(names=one.who_comes)] if one.who_comes else []
    return [when, *who, *([_("This changed. {change}").format(change=one.change)] if one.change else [])]


# ---- insides


def _told(before: Round, after: Round, why: str) -> str:
    """What is told of a change: when it was before, where that is another day or time, and the reason."""
    if (before.day, before.at_time) == (after.day, after.at_time):
        return why
    if not before.at_time:
        return _("It was {day} before. {why}").format(day=write_day(before.day), why=why)
    return _("It was {day}, {time} before. {why}").format(day=write_day(before.day), time=before.at_time, why=why)


def _row(open_store: OpenStore, one: Round) -> RoundRow:
    patient = known_person(open_store.store, one.patient_id).person
    if not one.plan_id:
        return RoundRow(one, patient, False, "")
    plan = find_plan(open_store.store, one.plan_id)
    form, document = form_of(open_store.store, plan), load_document(open_store.store, plan)[1]
    return RoundRow(one, patient, _patient_wrote(document), _how_they_take_part(form, document))


def _patient_wrote(document: PlanDocument) -> bool:
    """Whether the person shared anything: words on the page, or a choice, in their own side."""
    mine = [place for place in written_places(document) if question_of(place)[2] == SideName.PATIENT.value]
    return any(document.side(place).text.strip() or answers(document, place) for place in mine)


def _how_they_take_part(form: Form, document: PlanDocument) -> str:
    """How the person chose to take part, in the form's words; "" where they said nothing."""
    asked = next((question for question in form.questions if _asks_how(question)), None)
    entries = answers(document, side_id(asked.id, SideName.PATIENT.value)) if asked else []
    chosen = [found for entry in reversed(entries) if (found := read_chosen(entry.value)) and found.values]
    return asked.choice(chosen[0].values[0]).words if asked and chosen else ""


def _asks_how(question: Question) -> bool:
    return question.kind is Kind.CHOICE and {"send", "not"} <= {choice.value for choice in question.choices}


def _must_be_open_to(open_store: OpenStore, patient: str) -> None:
    if open_store.locked:
        raise Trouble(_("Two Pens is locked."), _("A member of staff can unlock it."), _("Ask a member of staff."))
    if open_store.sitting is not None and open_store.sitting.sitting.patient_id != patient:
        raise open_store.one_at_a_time()


@explains(NoSuchRound)
def _explain_no_round(_error: NoSuchRound) -> Trouble:
    return Trouble(_("This ward round is not on the list any more."), _("Somebody took it off."), _("Look at the list again."))
