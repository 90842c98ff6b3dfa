"""The agenda of a meeting: its parts in the order that was chosen, and what the chair may say in each. Words come from the form's data."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.answers import answers_of_question, read_chosen, read_date
from app.dates import write_day
from app.places import BEFORE, added_boxes, box_ids, holds_answers, kept_words, something_stands, written_places
from app.resources import resource_path
from models.agenda import AgendaPart, ChairLine, Stretch, read_chair_lines
from models.forms import Form
from models.questions import Duty, Kind, Question, SideName
from models.text.document import PlanDocument, question_of, side_id
from models.text.entries import answers

_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Order:
    """The parts of a meeting, in order, and the ids of those that are left out where it shall be short."""

    parts: tuple[AgendaPart, ...]
    not_in_short: frozenset[str] = frozenset()

    @property
    def short(self) -> tuple[AgendaPart, ...]:
        """The parts of a short meeting, in order."""
        return tuple(part for part in self.parts if part.id not in self.not_in_short)


def order_of(form: Form, document: PlanDocument) -> Order:
    """The parts in the order that the patient chose, else as all chose it together; as printed where nobody did.

    Only what is talked about moves. What was not chosen comes behind what was. A short meeting has what was chosen, what somebody wrote
    something for, what stays, and what the form calls short.
    """
    chosen = _chosen_order(form, document)
    talk = [part for part in form.agenda if part.stretch is Stretch.TALK]
    first = sorted((part for part in talk if part.id in chosen), key=lambda part: chosen.index(part.id))
    rest = [part for part in talk if part.id not in chosen]
    start = [part for part in form.agenda if part.stretch is Stretch.START]
    close = [part for part in form.agenda if part.stretch is Stretch.CLOSE]
    written = {question_of(place)[0] for place in written_places(document) if something_stands(document, place)}
    later = (part.id for part in rest if not (part.stays or part.in_short or written & set(part.questions)))
    return Order((*start, *first, *rest, *close), frozenset(later))


def order_question(form: Form) -> Question | None:
    """The question that asks in which order we talk: the one whose choices name parts of the agenda. None for a form without."""
    parts = {part.id for part in form.agenda}
    asked = (question for question in form.questions if question.kind is Kind.SEVERAL)
    return next((question for question in asked if any(choice.value in parts for choice in question.choices)), None)


def invitation_answer(form: Form, document: PlanDocument) -> str:
    """What the patient answered to the invitation to lead: "me", "share", "other", "later"; "" for no answer, which is one too."""
    asked = next(iter(form.with_duty(Duty.CHAIR)), None)
    entries = answers(document, side_id(asked.id, SideName.PATIENT.value)) if asked else []
    chosen = [found for entry in reversed(entries) if (found := read_chosen(entry.value)) and found.values]
    return chosen[0].values[0] if chosen else ""


def part_of(parts: Iterable[AgendaPart], question: str) -> AgendaPart | None:
    """The part in which a question is answered; None for one that belongs to none."""
    return next((part for part in parts if question in part.questions), None)


@cache
def chair_lines() -> Mapping[str, ChairLine]:
    """What a chair may read aloud, by id."""
    return {line.id: line for line in read_chair_lines(resource_path("forms", "chair_script.toml").read_bytes())}


def lines_to_say(ids: Iterable[str], how: str, gaps: Mapping[str, str]) -> list[str]:
    """These lines as they are said now, one after the other. `how`: "alone", "shared" or "other".

    A line with a gap that nobody can fill is left out, and one that this chair does not say.
    """
    known = chair_lines()
    said = (getattr(known[line], how) for line in ids if line in known)
    return [_GAP.sub(lambda gap: gaps[gap[1]], line) for line in said if line and all(gaps.get(gap) for gap in _GAP.findall(line))]


def own_lines(form: Form, document: PlanDocument) -> list[str]:
    """What the patient wrote down to be read aloud, line by line: also what somebody asks to take out, until the patient lets it go."""
    places = [side_id(question.id, SideName.PATIENT.value) for question in form.with_duty(Duty.OWN_LINES)]
    return [line.strip() for place in places for line in kept_words(document, place).split("\n") if line.strip()]


def question_to_check(form: Form) -> str:
    """The question that asks each person whether this is right: the last with yes, no or later that the agenda closes with; "" for none."""
    asked = [question for part in form.agenda for question in part.questions]
    return next((one for one in reversed(asked) if form.question(one).kind is Kind.YES_NO_LATER), "")


def gaps_from_plan(form: Form, document: PlanDocument) -> dict[str, str]:
    """What a line can name of the plan: the step of last time that nobody has answered yet, and the day of the next meeting."""
    asked = [form.question(name) for part in form.agenda if part.since_last_time for name in part.questions]
    steps = (step for question in asked for step in _open_steps(form, document, question))
    days = [read_date(entry.value) for question in form.with_duty(Duty.NEXT_REVIEW) for entry in answers_of_question(document, question)]
    day = next((day for day in reversed(days) if day), None)
    return {"step": next(steps, ""), "date": write_day(day) if day else ""}


def _open_steps(form: Form, document: PlanDocument, question: Question) -> Iterator[str]:
    for box in box_ids(document, form, question):
        places = [place for place in written_places(document) if holds_answers(place)]
        if not answers_of_question(document, question, box, places):
            words = document.side(side_id(question.id, BEFORE, box)).text.strip().rstrip(".")
            if words:
                yield words


def has_steps(form: Form, document: PlanDocument, part: AgendaPart, places: Collection[str]) -> bool:
    """Whether there is a step of last time to look at in a part, or somebody wrote in it all the same, family too.

    It is asked whenever the agenda is looked at: `places` are the places that were ever written in, and are not asked for anew.
    """
    return any(added_boxes(document, name) or _stands_in_first_box(name, document, places) for name in part.questions)


def _stands_in_first_box(question: str, document: PlanDocument, places: Collection[str]) -> bool:
    head = side_id(question, "")
    return any(something_stands(document, place) for place in places if place.startswith(head) and holds_answers(place))


def somebody_prepared(form: Form, document: PlanDocument) -> bool:
    """Whether anything stands in the questions that come before the meeting."""
    talked = {question for part in form.agenda for question in part.questions}
    return any(question_of(place)[0] not in talked and document.side(place).length for place in written_places(document))


def _chosen_order(form: Form, document: PlanDocument) -> Sequence[str]:
    asked = order_question(form)
    if asked is None:
        return ()
    for side in (SideName.PATIENT, SideName.TOGETHER):
        entries = answers(document, side_id(asked.id, side.value))
        chosen = [found for entry in reversed(entries) if (found := read_chosen(entry.value)) and found.values]
        if chosen:
            return chosen[0].values
    return ()
