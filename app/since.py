"""Since last time: the steps of the last meeting come into this one, word for word and under their owners, to be answered first.

Nothing is said of a step here: whether it was done, in part, not yet or is not wanted any more, each side says in its own box.
"""

import hashlib
from collections.abc import Iterator

from app.answers import read_chosen
from app.open_plan import OpenPlan
from app.open_store import OpenStore
from app.places import BEFORE, BOXES, added_boxes, box_ids
from app.plans import form_of, load_document, plans_about
from models.forms import Form
from models.plans import Plan, PlanState
from models.questions import Kind, Question, SideName
from models.text.carrying import carry_places
from models.text.document import PlanDocument, side_id
from models.text.entries import answers
from models.text.pens import Pen

OVER = frozenset({"done", "changed"})  # what somebody can say of a step after which nobody asks about it again


def last_record(open_store: OpenStore, plan: Plan) -> Plan | None:
    """The record of last time: the plan that this one follows, else the newest of its form that was begun before. None at first."""
    others = [listed.plan for listed in plans_about(open_store.store, plan.patient_id)]
    followed = [one for one in others if one.id == plan.follows]
    before = [one for one in others if one.form_id == plan.form_id and one.id != plan.id and one.created_at <= plan.created_at]
    written = [one for one in before if one.head_n and one.state is not PlanState.PUT_AWAY]
    return next(iter((*followed, *written)), None)


def question_since(form: Form) -> Question | None:
    """The question in which the steps of last time are answered, one box for each. None for a form without."""
    asked = [form.question(name) for part in form.agenda if part.since_last_time for name in part.questions]
    return next((question for question in asked if question.kind is Kind.CHOICE and question.repeats), None)


def bring_steps(open_store: OpenStore, plan: OpenPlan, pen: Pen) -> int:
    """Brings the open steps of last time in, each into a box of its own; gives how many came. What came before does not come again."""
    question, last = question_since(plan.form), last_record(open_store, plan.plan)
    if question is None or last is None:
        return 0
    earlier = load_document(open_store.store, last)[1]
    known = set(added_boxes(plan.document, question.id))
    found = {_box_for(last, place): place for place in _open_steps(form_of(open_store.store, last), earlier)}
    new = {box: place for box, place in found.items() if box not in known}
    if new:
        places = {place: side_id(question.id, BEFORE, box) for box, place in new.items()}
        boxes = {box: side_id(question.id, BOXES) for box in new}
        carry_places(earlier, last.id, plan.document, pen, places, boxes)
    return len(new)


def _open_steps(form: Form, document: PlanDocument) -> Iterator[str]:
    """Where the steps stand that somebody may still ask about: those of the last time, and those that were open then already."""
    since = question_since(form)
    for question in form.questions:
        if question.kind is Kind.ACTION:
            for box in box_ids(document, form, question):
                yield from _if_written(document, side_id(question.id, SideName.TOGETHER.value, box))
        elif question == since:
            for box in box_ids(document, form, question):
                if not _is_over(document, question, box):
                    yield from _if_written(document, side_id(question.id, BEFORE, box))


def _if_written(document: PlanDocument, place: str) -> Iterator[str]:
    if document.side(place).text.strip():
        yield place


def _is_over(document: PlanDocument, question: Question, box: str) -> bool:
    """Whether everybody who answered said that it is done, or not wanted any more. While one says otherwise it is asked again."""
    places = [side_id(question.id, side.value, box) for side in question.sides]
    chosen = [
        found.values for place in places for entry in answers(document, place) if (found := read_chosen(entry.value)) and found.values
    ]
    return bool(chosen) and all(set(values) <= OVER for values in chosen)


def _box_for(plan: Plan, place: str) -> str:
    """The name of the box of a step: always the same, so that it comes once."""
    return hashlib.sha256(f"{plan.id} {place}".encode()).hexdigest()[:8]
