"""Answers that are not text, in their shapes: what each kind of question takes, and when people differ.

A value is a small map of plain values; docs/formats/entries.md lists the shapes. What comes from a store or another machine may be
anything, so every reader here gives None for a shape it does not know.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.errors import Trouble
from app.language import _
from models.questions import Kind, Question
from models.text.document import PlanDocument, side_id
from models.text.entries import answers
from models.text.runs import Entry


class Reply(StrEnum):
    """The answer to something that was asked."""

    YES = "yes"
    LATER = "later"
    NO = "no"


@dataclass(frozen=True)
class Chosen:
    """What somebody chose, in the order of choosing, with own words if a line for them is open."""

    values: tuple[str, ...]
    own: str = ""


@dataclass(frozen=True)
class Answered:
    """The answer to a request, or to a question of yes, no or later: why, who answers (a person id or a name), when we look again."""

    reply: Reply
    reason: str = ""
    by: str = ""
    again: date | None = None


@dataclass(frozen=True)
class Step:
    """Who takes a step (a person id or a name; empty: nobody yet) and by when."""

    who: str = ""
    by_when: date | None = None


@dataclass(frozen=True)
class LawDecision:
    """Something decided under a legal power. It is shown as decided, never as agreed."""

    power: str
    decider: str
    reason: str
    until: str = ""
    challenge: str = ""


def chosen_value(question: Question, chosen: Chosen) -> dict[str, Any]:
    """The value of a choice, checked against the question. Raises Trouble when the choices do not fit together."""
    known = {choice.value: choice for choice in question.choices}
    if not set(chosen.values) <= known.keys():
        raise Trouble(_("That is not on the list."), _("The form does not offer this choice."), _("Choose again."))
    if question.kind is not Kind.SEVERAL and len(chosen.values) > 1:
        raise Trouble(_("One choice only."), _("This question takes one answer."), _("Choose the one that fits best."))
    if len(chosen.values) > 1 and any(known[value].shuts_out for value in chosen.values):
        raise Trouble(_("These do not go together."), _("One of your choices shuts out the others."), _("Choose again."))
    return {"values": list(chosen.values), "own": chosen.own} if chosen.values or chosen.own else {}


def read_chosen(value: Mapping[str, Any]) -> Chosen | None:
    """What was chosen; None for a shape that is no choice."""
    values = value.get("values")
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        return None
    return Chosen(tuple(values), _words(value, "own"))


def date_value(day: date | None) -> dict[str, Any]:
    """The value of a day; empty for none."""
    return {"day": day.isoformat()} if day else {}


def read_date(value: Mapping[str, Any]) -> date | None:
    """The day; None for a shape that is no day."""
    return _day(value, "day")


def answered_value(answered: Answered) -> dict[str, Any]:
    """The value of an answer. Raises Trouble for a no or later without a reason, whoever gives it."""
    if answered.reply is not Reply.YES and not answered.reason.strip():
        raise Trouble(_("Say why."), _("A no or later needs a reason."), _("Write the reason in plain words."))
    day = answered.again.isoformat() if answered.again else ""
    return {"reply": answered.reply.value, "reason": answered.reason, "by": answered.by, "again": day}


def read_answered(value: Mapping[str, Any]) -> Answered | None:
    """The answer; None for a shape that is none."""
    reply = value.get("reply")
    if reply not in set(Reply):
        return None
    return Answered(Reply(reply), _words(value, "reason"), _words(value, "by"), _day(value, "again"))


def step_value(step: Step) -> dict[str, Any]:
    """The value of who takes a step by when."""
    return {"who": step.who, "by_when": step.by_when.isoformat() if step.by_when else ""}


def read_step(value: Mapping[str, Any]) -> Step | None:
    """Who takes the step by when; None for a shape that is none."""
    return Step(_words(value, "who"), _day(value, "by_when")) if "who" in value or "by_when" in value else None


def law_value(decision: LawDecision) -> dict[str, Any]:
    """The value of a decision under law. Raises Trouble when the power, the decider or the plain reason is missing."""
    if not (decision.power.strip() and decision.decider.strip() and decision.reason.strip()):
        raise Trouble(
            _("Something is missing."),
            _("A decision under the law needs three things: who, which law, and why."),
            _("Fill in the ones that are empty."),
        )
    return {
        "power": decision.power,
        "decider": decision.decider,
        "reason": decision.reason,
        "until": decision.until,
        "challenge": decision.challenge,
    }


def read_law(value: Mapping[str, Any]) -> LawDecision | None:
    """The decision; None for a shape that is none."""
    if not all(isinstance(value.get(name), str) for name in ("power", "decider", "reason")):
        return None
    return LawDecision(value["power"], value["decider"], value["reason"], _words(value, "until"), _words(value, "challenge"))


def differ(entries: Iterable[Entry]) -> bool:
    """Whether people gave different answers. All stand, each with its mark."""
    values = [entry.value for entry in entries]
    return any(value != values[0] for value in values)


def answers_of_question(document: PlanDocument, question: Question, box: str = "", written: Iterable[str] = ()) -> list[Entry]:
    """Every person's newest answer to a question, over all its sides, in the order of the sides."""
    head = side_id(question.id, "", box)
    places = [side_id(question.id, side.value, box) for side in question.sides]
    others = [name for name in written if name.startswith(head) and name not in places and ":" in name]
    return [entry for place in [*places, *sorted(others)] for entry in answers(document, place)]


def _words(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name, "")
    return found if isinstance(found, str) else ""


def _day(value: Mapping[str, Any], name: str) -> date | None:
    try:
        return date.fromisoformat(_words(value, name))
    except ValueError:
        return None
