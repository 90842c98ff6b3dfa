"""What a copy has to know besides the writing: whose plan it is, who took part when, and what the patient said of copies. Read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo

from sqlalchemy.orm import Session

from app.forms import roles
from app.here import PRESENT
from app.plans import find_plan, form_of, load_document
from app.since import step_questions
from app.ward_words import ward_list, words_said_here
from models import people as kept
from models import sittings
from models.database import Store
from models.easy_read import WardWord
from models.family import family_settings
from models.form_lists import Role
from models.forms import Form
from models.meetings import closed_on, meeting, meetings_of_plan
from models.people import Patient, Person
from models.plans import Plan
from models.sittings import TakesPart
from models.text.carrying import LeftBehind
from models.text.document import PlanDocument, question_of
from models.text.pens import Pen
from models.text.runs import Said


@dataclass(frozen=True)
class Came:
    """How one person took part in one sitting. `helper` is the person who spoke or read for them, or ""."""

    person: str
    role: Role
    takes_part: TakesPart
    helper: str = ""


@dataclass(frozen=True)
class Met:
    """One sitting in which the plan was written: its day, who took part, and who led where it was a meeting (one, or two who shared)."""

    day: date
    came: tuple[Came, ...]
    led: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class LastMeeting:
    """The day of the last meeting, the questions that it left out, whether it is held just now, and whether it was closed."""

    day: date
    left_out: frozenset[str]
    runs: bool
    closed: bool


@dataclass(frozen=True)
class Facts:
    """Everything beside the writing. `people` are those who have to do with this plan, and nobody else.

    `patient` is None for a plan about nobody.
    """

    plan: Plan
    form: Form
    patient: Person | None
    born: date | None
    nhs_number: str
    people: tuple[Person, ...]
    met: tuple[Met, ...]
    family_in_copies: frozenset[str]
    ward: str
    day: date
    left_behind: tuple[LeftBehind, ...] = ()
    last_meeting: LastMeeting | None = None
    hard_words: tuple[WardWord, ...] = ()  # the ward's list
    said_plainly: Mapping[str, str] = field(default_factory=dict)  # of these, by the word, whoever said here what it means
    zone: tzinfo | None = None  # where the copy is made, for the days of what was kept; None for this computer's own

    @property
    def present_last(self) -> frozenset[str]:
        """Who was there when they last sat together."""
        last = self.met[-1].came if self.met else ()
        return frozenset(came.person for came in last if came.takes_part in PRESENT)

    @property
    def last_came(self) -> Mapping[str, Came]:
        """How each person took part when they took part last, in the order in which they first came."""
        return {came.person: came for met in self.met for came in met.came}


def gather(store: Store, plan: Plan, pens: Iterable[Pen], ward: str, day: date, named: Iterable[str] = ()) -> Facts:
    """The facts about a plan as the store has them now. `pens` are all pens that ever wrote in it, `named` whom its answers name."""
    pens, form = list(pens), form_of(store, plan)
    left_behind = _left_behind(store, plan, form)
    with store.reading() as session:
        patient = kept.patient(session, plan.patient_id) or Patient(plan.patient_id, None)
        met = _met(session, plan, {pen.sitting for pen in pens})
        return Facts(
            plan=plan,
            form=form,
            patient=kept.person(session, plan.patient_id) if plan.patient_id else None,
            born=patient.date_of_birth,
            nhs_number=patient.nhs_number,
            people=_people(session, {*_ids(plan, pens, met, left_behind), *named}),
            met=met,
            family_in_copies=_family_in_copies(session, plan.patient_id),
            ward=ward,
            day=day,
            left_behind=left_behind,
            last_meeting=_last_meeting(session, plan, form),
            hard_words=ward_list(store),
            said_plainly={said.word: said.person_id for said in words_said_here(store)},
        )


def open_strikes(document: PlanDocument, questions: Iterable[str]) -> list[LeftBehind]:
    """The struck words that nobody has answered, as they stay behind when the next plan is started."""
    wanted = set(questions)
    sides = [name for name in document.written_sides() if question_of(name)[0] in wanted]
    runs = [(name, run) for name in sides for run in document.side(name).runs()]
    struck = [(name, run) for name, run in runs if run.look.struck_by and run.look.said is not Said.NOT_MINE]
    return [LeftBehind(name, run.text, run.look.voice, run.look.struck_by) for name, run in struck]


# ---- insides


def _met(session: Session, plan: Plan, written_in: set[str]) -> tuple[Met, ...]:
    found = [one for one in sittings.sittings_of(session, plan.patient_id) if one.id in written_in]
    return tuple(
        Met(one.started_at.astimezone().date(), tuple(_came(session, one.id)), _who_led(session, one.id, plan.id))
        for one in sorted(found, key=lambda one: one.started_at)
    )


def _last_meeting(session: Session, plan: Plan, form: Form) -> LastMeeting | None:
    """The last meeting. Of what it left out questions that come in another part as well are no part."""
    held = meetings_of_plan(session, plan.id)
    if not held:
        return None
    parts = set(held[-1].left_out)
    out = {question for part in form.agenda if part.id in parts for question in part.questions}
    gone_through = {question for part in form.agenda if part.id not in parts for question in part.questions}
    began = sittings.sitting(session, held[-1].sitting_id).started_at
    return LastMeeting(began.astimezone().date(), frozenset(out - gone_through), held[-1].now is not None, plan.id in closed_on(session))


def _came(session: Session, sitting: str) -> Iterable[Came]:
    """Each person once, as they last said how they take part."""
    known = roles()
    found = {one.person_id: one for one in sittings.attendances(session, sitting)}
    return [Came(one.person_id, known[one.role], one.takes_part, one.helper_id) for one in found.values() if one.role in known]


def _who_led(session: Session, sitting: str, plan: str) -> tuple[tuple[str, ...], ...]:
    held = meeting(session, sitting, plan)
    return tuple(led.people for led in held.led) if held else ()


def _ids(plan: Plan, pens: Iterable[Pen], met: Iterable[Met], left_behind: Iterable[LeftBehind]) -> set[str]:
    """Everybody who wrote, was typed for, carried words, came, or has words that stayed behind."""
    ids = {plan.patient_id}
    for left in left_behind:
        ids.update((*left.voice.people, *(person for key in left.struck_by for person in (*key.voice.people, key.hands))))
    for pen in pens:
        ids.update((*pen.voice.people, pen.hands, pen.way))
    for one in met:
        ids.update(came.person for came in one.came)
        ids.update(came.helper for came in one.came)
        ids.update(person for people in one.led for person in people)
    return ids


def _people(session: Session, ids: set[str]) -> tuple[Person, ...]:
    everybody = {person.id: person for person in kept.people(session)}
    return tuple(_as_one(everybody, everybody[one]) for one in sorted(ids) if one in everybody)


def _as_one(everybody: Mapping[str, Person], person: Person) -> Person:
    """A double entry goes by the name of the one that stands for it; its mark stays its own."""
    real = everybody.get(person.merged_into)
    return replace(person, name=real.name, known_as=real.known_as) if real else person


def _family_in_copies(session: Session, patient: str) -> frozenset[str]:
    """Whose sides the patient lets out: what was said last of each."""
    said = {setting.person_id: setting.stands_in_copies for setting in family_settings(session, patient)}
    return frozenset(person for person, stands in said.items() if stands)


def _left_behind(store: Store, plan: Plan, form: Form) -> tuple[LeftBehind, ...]:
    if not plan.follows:
        return ()
    _loaded, earlier = load_document(store, find_plan(store, plan.follows))
    steps = step_questions(form)  # those come in where each is answered, whatever of them is struck
    return tuple(open_strikes(earlier, [question.id for question in form.questions if question.id not in steps]))
