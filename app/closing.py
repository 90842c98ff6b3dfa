"""Closing a meeting or a ward round: what still has no answer, and all that was written, to be read back before anybody leaves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from app.answers import is_answered, nobody_decided
from app.family_of_plan import OneOfFamily, Opened, family_of
from app.language import _
from app.open_plan import OpenPlan
from app.open_store import OpenStore
from app.places import kept_words
from app.plans import form_of
from app.since import last_record
from app.stands import signatures, stands_on
from app.word.blocks import CopyKind, Line, Part, PieceKind, Rows, SideBySide
from app.word.export import copy_of
from models.plans import Plan
from models.questions import Duty, Kind, Question, SideName
from models.text.document import side_id

PROMISED = frozenset({Kind.REQUEST, Kind.ACTION, Kind.LAW})
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True)
class OpenRequest:
    """Something that was asked and has no answer yet: at which question, in which of its boxes, in which words."""

    question: str
    box: str
    words: str


@dataclass(frozen=True)
class OpenDecision:
    """Words about a decision under the law of which nobody has written down whose it is, under which law, and why: where, and which."""

    question: str
    box: str
    words: str


@dataclass(frozen=True)
class Passage:
    """One question as it is read back: its wording, and what stands there, line by line."""

    question: str
    title: str
    lines: tuple[str, ...]

    @property
    def aloud(self) -> str:
        """The same as one text to be read aloud."""
        return "\n".join((self.title, *self.lines))


def open_requests(plan: OpenPlan) -> list[OpenRequest]:
    """What was asked in this plan and has no answer, in the order of the form. An answer in words alone is an answer too."""
    asked = [question for question in plan.form.questions if question.kind is Kind.REQUEST and len(question.sides) > 1]
    boxes = [(one, box) for one in asked for box in plan.desk.box_ids(one) if not is_answered(plan.document, one, box)]
    found = [OpenRequest(one.id, box, _asked_in(plan, one.id, box)) for one, box in boxes]
    return [request for request in found if request.words]


def open_decisions(plan: OpenPlan) -> list[OpenDecision]:
    """What the team wrote at questions about the law without who decided it, in the order of the form."""
    asked = [question for question in plan.form.questions if question.kind is Kind.LAW]
    boxes = [(one.id, box) for one in asked for box in plan.desk.box_ids(one) if nobody_decided(plan.document, one, box)]
    places = [(question, box, side_id(question, SideName.TEAM.value, box)) for question, box in boxes]
    return [OpenDecision(question, box, kept_words(plan.document, place)) for question, box, place in places]


def day_not_set(plan: OpenPlan) -> str:
    """The question that asks when they meet again, while nobody has answered it in any way; "" where it is answered, or not asked."""
    asked = next((one for one in plan.form.with_duty(Duty.NEXT_REVIEW) if one.kind is Kind.DATE), None)
    if asked is None:
        return ""
    places = [box.name for number in plan.desk.box_ids(asked) for box in plan.desk.boxes(asked, number)]
    return "" if any(plan.desk.entries(place) or kept_words(plan.document, place) for place in places) else asked.id


def read_back(open_store: OpenStore, plan: OpenPlan) -> list[Passage]:
    """All that a clean copy would say, question by question, and whose words at it stay out of copies.

    Raises Trouble while words are not saved.
    """
    passages = _passages(open_store, plan.plan)
    kept_out = _kept_out(open_store, plan)
    for question in plan.form.questions:
        names = [one.name for one in kept_out if _spoke_at(plan, question, one.person)]
        if names:
            _say_that_words_stay_out(passages, question, names, plan)
    return passages


def promises(open_store: OpenStore, plan: OpenPlan) -> list[Passage]:
    """What was asked and answered last time, who does what, and what was decided under law: the first thing to be looked at now.

    Empty the first time. Raises Trouble while words are not saved.
    """
    last = last_record(open_store, plan.plan)
    if last is None:
        return []
    form = form_of(open_store.store, last)
    kinds = {question.id: question.kind for question in form.questions}
    return [passage for passage in _passages(open_store, last) if kinds.get(passage.question) in PROMISED]


def _passages(open_store: OpenStore, plan: Plan) -> list[Passage]:
    copy = copy_of(open_store, plan, CopyKind.CLEAN)
    passages = [Passage(asked.question, asked.wording, tuple(_lines(asked.parts))) for asked in copy.asked]
    return [passage for passage in passages if passage.lines]


def _say_that_words_stay_out(passages: list[Passage], question: Question, names: Iterable[str], plan: OpenPlan) -> None:
    """Says it behind what is read of the question, or in its place where nothing else stands there."""
    patient = plan.desk.patient_name
    said = tuple(_("{name}'s words stay out of copies until {patient} lets them in.").format(name=name, patient=patient) for name in names)
    places = [place for place, passage in enumerate(passages) if passage.question == question.id]
    if places:
        last = passages[places[-1]]
        passages[places[-1]] = replace(last, lines=(*last.lines, *said))
        return
    number = plan.form.number_of
    behind = (place for place, passage in enumerate(passages) if number(passage.question) > number(question.id))
    passages.insert(next(behind, len(passages)), Passage(question.id, question.wording, said))


def _kept_out(open_store: OpenStore, plan: OpenPlan) -> list[OneOfFamily]:
    """Family, here or not, whose words the patient has not let into copies."""
    return [one for one in family_of(open_store, plan) if not one.stands[Opened.COPIES].is_open]


def _spoke_at(plan: OpenPlan, question: Question, person: str) -> bool:
    """Whether somebody of family wrote, answered or took a stand at a question, and everybody may see it by now."""
    boxes = [box for box in plan.desk.box_ids(question) if not plan.desk.waits_for_others(question, box)]
    signed = question.kind is Kind.SIGNATURE and any(one.given.person == person for one in signatures(plan.document))
    return signed or any(_wrote_in(plan, question, box, person) or _stands_in(plan, question, box, person) for box in boxes)


def _wrote_in(plan: OpenPlan, question: Question, box: str, person: str) -> bool:
    place = side_id(question.id, f"{SideName.FAMILY.value}:{person}", box)
    return bool(kept_words(plan.document, place) or plan.desk.entries(place))


def _stands_in(plan: OpenPlan, question: Question, box: str, person: str) -> bool:
    return any(given.person == person for given in stands_on(plan.document, question.id, box))


def _asked_in(plan: OpenPlan, question: str, box: str) -> str:
    return kept_words(plan.document, side_id(question, SideName.PATIENT.value, box))


def _lines(parts: Iterable[Part]) -> Iterator[str]:
    """What parts say, line by line. A title stands before the first line of its part; a sentence, and one with a colon, above it."""
    for part in parts:
        texts = [text for block in part.body for text in _texts(block)]
        if part.title.endswith("."):
            texts = [part.title, *texts]
        elif texts and (":" in part.title or _begins_with_label(part)):
            texts = [_("{title}.").format(title=part.title), *texts]
        elif texts:
            texts[0] = _said(part.title, texts[0])
        yield from texts


def _begins_with_label(part: Part) -> bool:
    """Whether the first line has a name or a label of its own before its words: two of them in a row cannot be followed."""
    first = part.body[0] if part.title and part.body else ()
    return isinstance(first, tuple) and bool(first) and first[0].kind is PieceKind.LABEL


def _texts(block: Line | SideBySide | Rows) -> Iterator[str]:
    if isinstance(block, SideBySide):
        yield block.name
        for column in block.columns:
            yield from (_said(column.title, _words(line)) for line in column.lines)
    elif isinstance(block, Rows):
        for place, row in enumerate(block.rows):
            cells = [" ".join(_words(line) for line in cell) for cell in row]
            aloud = block.aloud[place] if block.aloud else ""
            yield _in_a_row([*cells[:-2], aloud] if aloud else cells)
    else:
        yield _words(block)


def _in_a_row(cells: Iterable[str]) -> str:
    """The cells of a row as sentences, each with one full stop behind it; the last as it is."""
    *before, last = cells
    return " ".join([*(cell if cell.rstrip().endswith(_ENDS) else f"{cell}." for cell in before), last])


def _words(line: Line) -> str:
    return "".join(piece.text for piece in line)


def _said(title: str, text: str) -> str:
    return _("{title}: {text}").format(title=title, text=text) if title else text
