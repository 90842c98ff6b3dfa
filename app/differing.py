"""Where people differ: in where they stand, in answers that are not text, or over words that were kept. For copies and the desk alike."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from app.answers import differ, read_step
from app.desk import Desk
from app.stands import GivenStand, Stand, stands_on
from models.questions import Duty, Kind, Question
from models.text.runs import Entry, Look


class DiffersAt(NamedTuple):
    """A question, and the number of its box, in which people differ; "" for the box of a question that does not repeat."""

    question: Question
    box: str


def stand_apart(given: Iterable[GivenStand]) -> bool:
    """Whether somebody does not agree with all of an answer. Not being ready is no difference yet."""
    return any(one.stand in (Stand.AGREE_IN_PART, Stand.DISAGREE) for one in given)


def answer_apart(question: Question, entries: Sequence[Entry], name: Callable[[str], str]) -> bool:
    """Whether people gave different answers that are not text. What is decided under the law is nobody's answer.

    `name` gives what somebody is called: one who took a step by name is the same as one who was chosen.
    """
    if question.kind is Kind.ACTION:
        steps = [step for entry in entries if (step := read_step(entry.value))]
        return len({(name(step.who) if step.who else "", step.by_when) for step in steps}) > 1
    return question.kind is not Kind.LAW and differ(entries, in_order=question.has(Duty.IN_ORDER))


def were_kept(text: str, look: Look) -> bool:
    """Whether these are words that somebody asks to take out, and that their owner keeps. A space alone is no difference."""
    return bool(look.kept_from and text.strip())


def differing_at(desk: Desk, name: Callable[[str], str]) -> list[DiffersAt]:
    """Where people differ in the plan on the table, each box by itself, in the order of the form; questions that ask about it aside."""
    asked = [one for one in desk.questions() if not one.has(Duty.LISTS_DIFFERENCES) and desk.somebody_wrote(one)]
    return [DiffersAt(one, box) for one in asked for box in desk.box_ids(one) if _differ_in(desk, one, box, name)]


def _differ_in(desk: Desk, question: Question, box: str, name: Callable[[str], str]) -> bool:
    if desk.waits_for_others(question, box):
        return False
    sides = [one.name for one in desk.boxes(question, box)]
    entries = [entry for side in sides for entry in desk.entries(side)]
    return (
        stand_apart(stands_on(desk.document, question.id, box))
        or answer_apart(question, entries, name)
        or any(were_kept(run.text, run.look) for side in sides for run in desk.document.side(side).runs())
    )
