"""Since last time: the steps of the last meeting come into this one, word for word and under their owners, to be answered first.

Nothing is said of a step here: whether it was done, in part, not yet or is not wanted any more, each side says in its own box.
"""

import hashlib
from itertools import groupby

from app.answers import read_chosen
from app.open_plan import OpenPlan
from app.open_store import OpenStore
from app.places import BEFORE, BOXES, STRUCK_BEFORE, added_boxes, box_ids, holds_answers, kept_words, written_places
from app.plans import find_plan, form_of, load_document, plans_about
from models.forms import Form
from models.meetings import meetings_of_plan
from models.plans import Plan, PlanState
from models.questions import Kind, Question, SideName
from models.text.carrying import carry_places
from models.text.document import PlanDocument, question_of, side_id
from models.text.entries import answers
from models.text.pens import Pen

_Found = tuple[Plan, PlanDocument, str]  # where a step stood last: the record, its document, its place
OVER = frozenset({"done", "changed"})  # what somebody can say of a step after which nobody asks about it again


def last_record(open_store: OpenStore, plan: Plan) -> Plan | None:
    """The record of last time: of a meeting the last that was held, else the newest. None the first time."""
    records = records_since(open_store, plan)
    return records[-1] if records and was_held(open_store, records[-1]) else next(iter(records), None)


def records_since(open_store: OpenStore, plan: Plan) -> list[Plan]:
    """The records back to the last time, the newest first: what was only prepared stands before the meeting that was held.

    A plan about nobody knows only the one that it follows: another panel's, or another service's, is none of its own.
    """
    others = [listed.plan for listed in plans_about(open_store.store, plan.patient_id)] if plan.patient_id else []
    followed = [find_plan(open_store.store, plan.follows)] if plan.follows else []
    before = [one for one in others if one.form_id == plan.form_id and one.id != plan.id and one.created_at <= plan.created_at]
    written = [one for one in before if one.head_n and one.state is not PlanState.PUT_AWAY and one.id != plan.follows]
    found: list[Plan] = []
    for one in (*followed, *written):
        found.append(one)
        if was_held(open_store, one):
            break
    return found


def was_held(open_store: OpenStore, record: Plan) -> bool:
    """Whether a meeting was held with this as its record."""
    with open_store.store.reading() as session:
        return bool(meetings_of_plan(session, record.id))


def question_since(form: Form) -> Question | None:
    """The question in which the steps of last time are answered, one box for each. None for a form without."""
    asked = [form.question(name) for part in form.agenda if part.since_last_time for name in part.questions]
    return next((question for question in asked if question.kind is Kind.CHOICE and question.repeats), None)


def step_questions(form: Form) -> frozenset[str]:
    """The questions whose steps come into the next meeting by themselves; none where the form has no place for them."""
    since = question_since(form)
    return frozenset({since.id, *(question.id for question in form.questions if question.kind is Kind.ACTION)}) if since else frozenset()


def bring_steps(open_store: OpenStore, plan: OpenPlan, pen: Pen) -> int:
    """Brings the open steps of last time in, each into a box of its own; gives how many came. What came before does not come again."""
    question = question_since(plan.form)
    if question is None:
        return 0
    found: dict[str, _Found] = {}
    for record in reversed(records_since(open_store, plan.plan)):
        _follow(found, form_of(open_store.store, record), record, load_document(open_store.store, record)[1])
    known = set(added_boxes(plan.document, question.id))
    new = [(box, one) for box, one in found.items() if box not in known]
    for (record, document), steps in groupby(new, key=lambda step: step[1][:2]):
        of_record = {box: place for box, (_record, _document, place) in steps}
        places = {place: side_id(question.id, BEFORE, box) for box, place in of_record.items()}
        boxes = {box: side_id(question.id, BOXES) for box in of_record}
        strikes = {place: side_id(question.id, STRUCK_BEFORE, box) for box, place in of_record.items()}
        noted = {_struck_beside(place): strikes[place] for place in places}  # what was noted of it when it came here
        carry_places(document, record.id, plan.document, pen, {**places, **noted}, boxes, strikes)
    return len(new)


def _follow(found: dict[str, _Found], form: Form, record: Plan, document: PlanDocument) -> None:
    """Follows the steps through one record: what is over there falls away, what is open stays, what is new comes in."""
    since = question_since(form)
    for question in form.questions:
        for box in box_ids(document, form, question):
            if question.kind is Kind.ACTION:
                place = side_id(question.id, SideName.TOGETHER.value, box)
                name, is_open = _box_for(record, place), True
            elif question == since:
                place = side_id(question.id, BEFORE, box)
                name, is_open = box or _box_for(record, place), not _is_over(document, question, box)
            else:
                continue
            found.pop(name, None)
            if is_open and kept_words(document, place):
                found[name] = (record, document, place)


def _is_over(document: PlanDocument, question: Question, box: str) -> bool:
    """Whether everybody who answered said that it is done, or not wanted any more. While one says otherwise it is asked again."""
    sides = [place for place in written_places(document) if question_of(place)[:2] == (question.id, box) and holds_answers(place)]
    entries = [entry for place in sides for entry in answers(document, place)]
    chosen = [found.values for entry in entries if (found := read_chosen(entry.value)) and found.values]
    return bool(chosen) and all(set(values) <= OVER for values in chosen)


def _struck_beside(place: str) -> str:
    question, box, _side = question_of(place)
    return side_id(question, STRUCK_BEFORE, box)


def _box_for(plan: Plan, place: str) -> str:
    """The name of the box of a step. It keeps it from record to record, so that it comes once."""
    return hashlib.sha256(f"{plan.id} {place}".encode()).hexdigest()[:8]
