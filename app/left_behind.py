"""What stayed behind when the next plan was started, in words: the question, the words themselves, and why they did not come along."""

from dataclasses import dataclass

from app.language import _
from app.wording import Names, names_in_a_row, voice_name
from models.forms import Form
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


def in_words(left: LeftBehind, form: Form, names: Names) -> StayedBehind:
    """One thing that stayed behind. A question that the form does not have any more is named by nothing."""
    question_id = question_of(left.side)[0]
    question = next((one.wording for one in form.questions if one.id == question_id), "")
    owner = voice_name(left.voice, names)
    return StayedBehind(question, " ".join(left.text.split()), owner, _why(left, owner, names))


def _why(left: LeftBehind, owner: str, names: Names) -> str:
    if not left.struck_by:
        return _("{name} says: not my words.").format(name=owner)
    strikers = names_in_a_row([_striker(key, names) for key in left.struck_by])
    return _("{strikers} crossed this out. It is not settled.").format(strikers=strikers)


def _striker(key: PenKey, names: Names) -> str:
    if key.own_hands or key.hands in key.voice.owners:
        return voice_name(key.voice, names)
    return _("{hands} for {name}").format(hands=names(key.hands), name=voice_name(key.voice, names))
