"""What somebody prepared to say or ask comes to where it is answered: word for word, as a quote, each in a box of its own."""

import hashlib

from app.open_plan import OpenPlan
from app.places import BOXES, added_boxes, box_ids, kept_words
from models.forms import Form
from models.questions import Kind, Question, SideName
from models.text import entries, writing
from models.text.document import question_of, side_id
from models.text.pens import Pen
from models.text.waiting import waiting_in


def bring_points(plan: OpenPlan, pen: Pen) -> int:
    """Brings the patient's points to the question in which each is answered; gives how many came. What came before comes no second time."""
    asked, answered = prepared_points(plan.form), question_for_points(plan.form)
    if asked is None or answered is None:
        return 0
    known = set(added_boxes(plan.document, answered.id))
    new = [place for place in _written(plan, asked) if _box_for(place) not in known and not _was_moved(plan, place, answered)]
    for place in new:
        _bring(plan, pen, place, answered)
    return len(new)


def prepared_points(form: Form) -> Question | None:
    """The question in which the patient prepares what to ask: a request that nobody else has a side in. None for a form without."""
    asked = (question for question in form.questions if question.kind is Kind.REQUEST)
    return next((question for question in asked if question.sides == (SideName.PATIENT,)), None)


def question_for_points(form: Form) -> Question | None:
    """The question in which they are answered: the most important request of the agenda that the team has a side in."""
    talked = [form.question(name) for part in form.agenda for name in part.questions]
    answered = [question for question in talked if question.kind is Kind.REQUEST and SideName.TEAM in question.sides and question.repeats]
    return next(iter(sorted(answered, key=lambda question: not question.core)), None)


def _written(plan: OpenPlan, asked: Question) -> list[str]:
    places = [side_id(asked.id, SideName.PATIENT.value, box) for box in box_ids(plan.document, plan.form, asked)]
    return [place for place in places if kept_words(plan.document, place)]


def _was_moved(plan: OpenPlan, place: str, answered: Question) -> bool:
    """Whether somebody moved all of a point to where it is answered, and its owner has not said yet whether it stays there."""
    asks = waiting_in(plan.document, place, plan.plan.patient_id)
    moved = "".join(one.text for one in asks if question_of(one.moved_to)[0] == answered.id)
    return moved.strip() == kept_words(plan.document, place)


def _bring(plan: OpenPlan, pen: Pen, place: str, answered: Question) -> None:
    box, document = _box_for(place), plan.document
    clip = writing.pick_up(document, place, 0, document.side(place).length)
    entries.enter(document, pen, side_id(answered.id, BOXES), {"box": box, "brought": True}, undoable=False)
    writing.quote(document, pen, side_id(answered.id, SideName.PATIENT.value, box), 0, 0, clip)


def _box_for(place: str) -> str:
    return hashlib.sha256(place.encode()).hexdigest()[:8]
