"""Answers that are not text, in their shapes: what each kind of question takes, and when people differ.

A value is a small map of plain values; docs/formats/entries.md lists the shapes. What comes from a store or another machine may be
anything, so every reader here gives None for a shape it does not know.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.dates import write_day
from app.errors import Trouble, explains
from app.language import _
from app.places import holds_answers, kept_runs, kept_words, written_places
from models.questions import Choice, Duty, Kind, Question, SideName
from models.text.document import PlanDocument, question_of, side_id
from models.text.entries import EntryFault, answers
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
    if chosen.own and not any(known[value].own_words for value in chosen.values):
        raise Trouble(_("There are own words."), _("This choice takes no own words."), _("Choose the line for own words first."))
    return {"values": list(chosen.values), "own": chosen.own} if chosen.values else {}


def read_chosen(value: Mapping[str, Any]) -> Chosen | None:
    """What was chosen; None for a shape that is no choice."""
    values = value.get("values")
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        return None
    return Chosen(tuple(values), words_in(value, "own"))


def settled(question: Question, before: tuple[str, ...], keys: tuple[str, ...]) -> tuple[str, ...]:
    """What is chosen after a press: "none" and its like shut out the others, and the others shut it out again."""
    shutting = {choice.value for choice in question.choices if choice.shuts_out}
    new = [key for key in keys if key not in before]
    if any(key in shutting for key in new):
        return tuple(key for key in new if key in shutting)[:1]
    kept = [key for key in before if key in keys] + new
    return tuple(key for key in kept if key not in shutting or len(kept) == 1)


def date_value(day: date | None) -> dict[str, Any]:
    """The value of a day; empty for none."""
    return {"day": day.isoformat()} if day else {}


def read_date(value: Mapping[str, Any]) -> date | None:
    """The day; None for a shape that is no day."""
    return day_in(value, "day")


def answered_value(answered: Answered, *, reason_needed: bool = True) -> dict[str, Any]:
    """The value of an answer. Raises Trouble for a no or later without a reason, whoever gives it, unless none is needed."""
    if reason_needed and answered.reply is not Reply.YES and not answered.reason.strip():
        raise Trouble(_("Say why."), _("A no or later needs a reason."), _("Write the reason in plain words."))
    day = answered.again.isoformat() if answered.again else ""
    return {"reply": answered.reply.value, "reason": answered.reason, "by": answered.by, "again": day}


def read_answered(value: Mapping[str, Any]) -> Answered | None:
    """The answer; None for a shape that is none."""
    reply = words_in(value, "reply")
    if reply not in set(Reply):
        return None
    return Answered(Reply(reply), words_in(value, "reason"), words_in(value, "by"), day_in(value, "again"))


def step_value(step: Step) -> dict[str, Any]:
    """The value of who takes a step by when."""
    return {"who": step.who, "by_when": step.by_when.isoformat() if step.by_when else ""}


def read_step(value: Mapping[str, Any]) -> Step | None:
    """Who takes the step by when; None for a shape that is none."""
    return Step(words_in(value, "who"), day_in(value, "by_when")) if "who" in value or "by_when" in value else None


def step_in_words(step: Step, names: Callable[[str], str]) -> str:
    """Who takes a step, and by when, as a sentence. `names` gives how a person likes to be called."""
    day = write_day(step.by_when) if step.by_when else ""
    if not step.who:
        by = _("Nobody has taken this step yet. It is to be done by {day}.").format(day=day)
        return by if day else _("Nobody has taken this step yet.")
    who = names(step.who)
    return _("{who} takes this step, by {day}.").format(who=who, day=day) if day else _("{who} takes this step.").format(who=who)


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
    return LawDecision(value["power"], value["decider"], value["reason"], words_in(value, "until"), words_in(value, "challenge"))


def is_low(question: Question, value: str) -> bool:
    """Whether this is one of the steps of a scale that lie below its middle: the lowest come first."""
    steps = [choice.value for choice in question.choices if choice.is_step] if question.kind is Kind.SCALE else []
    return value in steps[: len(steps) // 2]


def asks_for_help(question: Question, value: Mapping[str, Any]) -> bool:
    """Whether whoever gave this answer may need a person now: a low step, or a no where the form says so. It tells nobody by itself."""
    chosen, answered = read_chosen(value), read_answered(value)
    if chosen is not None:
        return any(is_low(question, one) for one in chosen.values)
    return answered is not None and answered.reply is Reply.NO and question.has(Duty.OFFERS_HELP)


def is_too_late(question: Question, day: date, began: date) -> bool:
    """Whether a day lies more than twelve months after the plan began, at a question that has to be within them."""
    return question.has(Duty.WITHIN_A_YEAR) and (day.year - 1, day.month, day.day) > (began.year, began.month, began.day)


def in_order(question: Question, chosen: Chosen) -> list[str]:
    """What was chosen, in words, numbered as it was chosen; own words stand for the choice that opens them."""
    known = {choice.value: choice for choice in question.choices}
    words = [chosen.own if chosen.own and value in known and known[value].own_words else _words_of(known, value) for value in chosen.values]
    return [_("{n}. {words}").format(n=place, words=one) for place, one in enumerate(words, 1)]


def everybody_answered(answered: Iterable[Entry], people: Iterable[str]) -> bool:
    """Whether each of these people gave an answer."""
    return set(people) <= {person for entry in answered for person in entry.pen.voice.people}


def differ(entries: Iterable[Entry], *, in_order: bool = False) -> bool:
    """Whether people gave different answers; with `in_order` also where they chose the same in another order. All stand."""
    values = [entry.value if in_order else _what_it_says(entry.value) for entry in entries]
    return any(value != values[0] for value in values)


def answers_of_question(document: PlanDocument, question: Question, box: str = "", written: Iterable[str] = ()) -> list[Entry]:
    """Every person's newest answer to a question, over all its sides, in the order of the sides."""
    head = side_id(question.id, "", box)
    places = [side_id(question.id, side.value, box) for side in question.sides]
    others = [name for name in written if name.startswith(head) and name not in places and ":" in name]
    return [entry for place in [*places, *sorted(others)] for entry in answers(document, place)]


def is_answered(document: PlanDocument, question: Question, box: str = "", places: Collection[str] | None = None) -> bool:
    """Whether what is asked for at a request has an answer. One in words alone is an answer too, of whoever is not family.

    Words that somebody else struck answer it until their owner lets them go. For the desk, the closing and copies alike.
    `places` are the places that were ever written in, where the caller knows them: it is asked with every key.
    """
    found = _answer_places(document, question, box, places)
    return any(answers(document, place) for place in found) or any(kept_words(document, place) for place in _beside(question, found))


def who_answered(document: PlanDocument, question: Question, box: str = "", places: Collection[str] | None = None) -> frozenset[str]:
    """Who gave the answer to a request: by entering it, by answering as another entered it, or in words that stand beside what is asked.

    `places` as for `is_answered`.
    """
    found = _answer_places(document, question, box, places)
    entries = [entry for place in found for entry in answers(document, place)]
    words = [place for place in _beside(question, found) if question_of(place)[2] != SideName.TOGETHER.value]
    writers = [run.look.voice.owners for place in words for run in kept_runs(document, place) if run.text.strip()]
    named = frozenset(answered.by for entry in entries if (answered := read_answered(entry.value)) and answered.by)
    return named.union(*(entry.pen.voice.owners for entry in entries), *writers)


def nobody_decided(document: PlanDocument, question: Question, box: str = "", places: Collection[str] | None = None) -> bool:
    """Whether words of the team stand at a question about the law, and nobody has entered who decided it, under which law, and why.

    Not where what was agreed goes too: there words need no such entry. `places` as for `is_answered`.
    """
    if question.kind is not Kind.LAW or SideName.TOGETHER in question.sides:
        return False
    entries = [entry for place in _answer_places(document, question, box, places) for entry in answers(document, place)]
    decided = any(read_law(entry.value) for entry in entries)
    return not decided and bool(kept_words(document, side_id(question.id, SideName.TEAM.value, box)))


def people_named(document: PlanDocument) -> set[str]:
    """The ids of those whom answers name: who takes a step, who answered. Other words stand among them, where somebody was named so."""
    entries = [entry for place in document.entry_places() for entry in answers(document, place)]
    return {named for entry in entries for named in (words_in(entry.value, "who"), words_in(entry.value, "by")) if named}


def words_in(value: Mapping[str, Any], name: str) -> str:
    """The words under a name; "" for anything that is no words."""
    found = value.get(name, "")
    return found if isinstance(found, str) else ""


def day_in(value: Mapping[str, Any], name: str) -> date | None:
    """The day under a name; None for anything that is no day."""
    try:
        return date.fromisoformat(words_in(value, name))
    except ValueError:
        return None


def _answer_places(document: PlanDocument, question: Question, box: str, places: Collection[str] | None) -> list[str]:
    """The sides in which an answer to a request can stand. What family says beside it answers nothing in the team's place."""
    head, family = side_id(question.id, "", box), f"{SideName.FAMILY.value}:"
    written = [place for place in (written_places(document) if places is None else places) if place.startswith(head)]
    return sorted(place for place in written if holds_answers(place) and not question_of(place)[2].startswith(family))


def _beside(question: Question, places: Iterable[str]) -> list[str]:
    """Those in which words are an answer: all but the one that asks."""
    return [place for place in places if question_of(place)[2].partition(":")[0] != question.sides[0].value]


def _words_of(known: Mapping[str, Choice], value: str) -> str:
    return known[value].words if value in known else value


def _what_it_says(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer as it counts when answers are compared: in which order somebody chose is no difference, nor who answers, nor why."""
    answered = read_answered(value)
    if answered is not None:
        return {"reply": answered.reply.value, "again": answered.again}
    chosen = read_chosen(value)
    return value if chosen is None else {**value, "values": sorted(set(chosen.values)), "own": chosen.own}


@explains(EntryFault)
def _explain_entry(_error: EntryFault) -> Trouble:
    return Trouble(
        _("This is too long."), _("An answer in one field has room for some pages."), _("Write it shorter, or in a box for words.")
    )
