"""Looking for words in a plan."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from models.forms import Form
from models.text.clean import clean, utf16_width
from models.text.document import PlanDocument, question_of

_AROUND = 30


@dataclass(frozen=True)
class Found:
    """A place where looked-for words stand: side, visible position and length in UTF-16 units, and the text around."""

    side: str
    at: int
    length: int
    around: str


def find_words(document: PlanDocument, form: Form, words: str) -> list[Found]:
    """Where words stand in the plan, whatever their case, question by question in the order of the form."""
    wanted = clean(words).casefold().strip()
    order = {question.id: place for place, question in enumerate(form.questions)}
    sides = [name for name in document.written_sides() if question_of(name)[0] in order]
    ordered = sorted(sides, key=lambda name: (order[question_of(name)[0]], name))
    return [found for name in ordered for found in _found_in(name, document.side(name).text, wanted)] if wanted else []


def _found_in(side: str, text: str, wanted: str) -> list[Found]:
    folded = [letter.casefold() for letter in text]  # one letter may fold to several: ß to ss
    starts = list(accumulate(map(len, folded), initial=0))
    whole, found, after = "".join(folded), list[Found](), 0
    while (hit := whole.find(wanted, after)) >= 0:
        after = hit + len(wanted)
        start, end = bisect_right(starts, hit) - 1, bisect_right(starts, after - 1)
        around = text[max(0, start - _AROUND) : end + _AROUND].replace("\n", " ")
        found.append(Found(side, utf16_width(text[:start]), utf16_width(text[start:end]), around))
    return found
