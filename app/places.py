"""What is kept beside the sides of a question: which boxes were added, who said not now, where people stand, who cannot say;
and what was said in the plan before.
"""

from collections.abc import Collection

from models.forms import Form
from models.questions import Question
from models.text.document import PlanDocument, question_of, side_id
from models.text.entries import all_entries, answers
from models.text.runs import Run, Said

BOXES, NOT_NOW, STAND, NOT_ABLE, SIGNING = "boxes", "not_now", "stand", "not_able", "signing"
BEFORE = "before"  # what was said in the plan before this one, and is answered in this box
STRUCK_BEFORE = "struck_before"  # who asked to take which words of that out
BESIDE = frozenset({BOXES, NOT_NOW, STAND, NOT_ABLE, SIGNING, BEFORE, STRUCK_BEFORE})


def holds_answers(place: str) -> bool:
    """Whether a place holds words or answers to its question, and not what is kept beside them."""
    return question_of(place)[2] not in BESIDE


def written_places(document: PlanDocument) -> set[str]:
    """Every place in which anybody ever wrote or entered anything."""
    return {*document.written_sides(), *document.entry_places()}


def box_ids(document: PlanDocument, form: Form, question: Question, places: Collection[str] | None = None) -> list[str]:
    """The boxes of a question that repeats, in the order they were added; a single unnamed one to begin with.

    A box in which something stands is among them even when whoever added it took that back: nobody's words leave the page by it.
    The unnamed one is left out where it is empty and others were brought in: they are what is to be answered.
    `places` are the places that were ever written in, where the caller knows them.
    """
    if not (question.repeats or question.repeats_with):
        return [""]
    lead = question.repeats_with or question.id
    together = {one.id for one in form.questions if lead in (one.id, one.repeats_with)}
    places = written_places(document) if places is None else places
    asked = sorted(place for place in places if question_of(place)[0] in together)
    in_use = [question_of(place)[1] for place in asked if holds_answers(place) and something_stands(document, place)]
    brought = _were_brought(document, lead) and "" not in in_use
    return list(dict.fromkeys([*([] if brought else [""]), *added_boxes(document, lead), *in_use]))


def _were_brought(document: PlanDocument, lead: str) -> bool:
    """Whether boxes came from elsewhere: steps of last time, points that somebody prepared."""
    return any(entry.value.get("brought") is True for entry in all_entries(document, side_id(lead, BOXES)))


def added_boxes(document: PlanDocument, lead: str) -> list[str]:
    """The boxes that were added to a question, in order."""
    found = [entry.value.get("box") for entry in all_entries(document, side_id(lead, BOXES))]
    return [box for box in found if isinstance(box, str) and box.isalnum()]


def kept_runs(document: PlanDocument, place: str) -> list[Run]:
    """What its owners have not let go in a place: who says nothing to a strike keeps the words. Without what is not theirs."""
    return [run for run in document.side(place).runs() if run.look.said is not Said.NOT_MINE]


def kept_words(document: PlanDocument, place: str) -> str:
    """The words of that."""
    return "".join(run.text for run in kept_runs(document, place)).strip()


def something_stands(document: PlanDocument, place: str) -> bool:
    """Whether there are words on the page in a place, or an answer that still holds."""
    return bool(document.side(place).length or answers(document, place))
