"""What stayed behind when the next plan was started, in words: the question, the words themselves, and why they did not come along."""

from dataclasses import dataclass

from app.answers import Answered, Chosen, LawDecision, Step, read_answered, read_chosen, read_date, read_law, read_step
from app.dates import write_day
from app.language import _
from app.plans import Started, find_plan, form_of
from app.word.answered import reply_in_words
from app.wording import Names, names_in_a_row, voice_name
from models.database import Store
from models.forms import Form
from models.questions import Question
from models.text.carrying import LeftBehind
from models.text.document import question_of
from models.text.pens import PenKey


@dataclass(frozen=True)
class StayedBehind:
    """Words that stayed in the earlier plan: at which question, what they say, whose they are, and why."""

    question: str
    words: str
    whose: str
    why: str


def stayed_behind(store: Store, started: Started, names: Names) -> list[StayedBehind]:
    """All that stayed behind, by the questions of the plan in which it stands."""
    form = form_of(store, find_plan(store, started.plan.follows))
    return [in_words(left, form, names) for left in started.left_behind]


def in_words(left: LeftBehind, form: Form, names: Names) -> StayedBehind:
    """One thing that stayed behind. A question that the form does not have is named by nothing."""
    question_id = question_of(left.side)[0]
    question = next((one for one in form.questions if one.id == question_id), None)
    owner = voice_name(left.voice, names)
    words = _answer(left, question, names) if left.value else " ".join(left.text.split())
    return StayedBehind(question.wording if question else "", words, owner, _why(left, owner, names))


def _why(left: LeftBehind, owner: str, names: Names) -> str:
    if not left.asked:
        return _("This question is not in the new form.")
    if not left.struck_by:
        return _("{name} says: not my words.").format(name=owner)
    strikers = names_in_a_row([_striker(key, names) for key in left.struck_by])
    return _("{strikers} crossed this out. It is not settled.").format(strikers=strikers)


def _striker(key: PenKey, names: Names) -> str:
    if key.own_hands or key.hands in key.voice.owners:
        return voice_name(key.voice, names)
    return _("{hands} for {name}").format(hands=names(key.hands), name=voice_name(key.voice, names))


# ---- answers that are not text, in one line


def _answer(left: LeftBehind, question: Question | None, names: Names) -> str:
    """What was answered, whatever kind of question it was: the value tells by itself."""
    value = left.value
    if (chosen := read_chosen(value)) is not None:
        return _chosen(chosen, question)
    if (day := read_date(value)) is not None:
        return write_day(day)
    if (answered := read_answered(value)) is not None:
        return _answered(answered)
    if (decision := read_law(value)) is not None:
        return _decided(decision)
    step = read_step(value)
    return _step(step, names) if step is not None else _("This answer cannot be read.")


def _chosen(chosen: Chosen, question: Question | None) -> str:
    known = {choice.value: choice.words for choice in question.choices} if question else {}
    words = "; ".join(known.get(value, value) for value in chosen.values)
    return _("{choices}: {own}").format(choices=words, own=chosen.own) if chosen.own else words


def _answered(answered: Answered) -> str:
    return " ".join(part for part in (reply_in_words(answered.reply), *answered.reason.split()) if part)


def _decided(decision: LawDecision) -> str:
    return "; ".join(" ".join(part.split()) for part in (decision.decider, decision.power, decision.reason))


def _step(step: Step, names: Names) -> str:
    who, day = (names(step.who) if step.who else ""), (write_day(step.by_when) if step.by_when else "")
    return ", ".join(part for part in (who, day) if part)
