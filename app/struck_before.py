"""What was struck in what was said last time, and its owner has not let go: the words came along, and here it is told who asked for it."""

from collections.abc import Callable

from app.language import _
from app.places import STRUCK_BEFORE
from models.text.document import PlanDocument, side_id
from models.text.entries import answers
from models.text.pens import Voice


def asked_out(document: PlanDocument, question: str, box: str, name: Callable[[Voice], str]) -> list[str]:
    """Who asked to take which words of last time out, a sentence each. `name` gives what a voice is called."""
    asks = [(entry.pen.voice, entry.value.get("out")) for entry in answers(document, side_id(question, STRUCK_BEFORE, box))]
    return [_in_words(name(voice), words) for voice, found in asks if isinstance(found, list) for words in found if isinstance(words, str)]


def _in_words(name: str, words: str) -> str:
    return _("{name} asked to take out “{words}”. It is not settled.").format(name=name, words=" ".join(words.split()))
