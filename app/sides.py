"""Which boxes a question has for the people of a sitting, and whose words may be put into each."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.here import Here
from app.language import _
from models.questions import Kind, Question, SideName
from models.text.document import question_of, side_id
from models.text.pens import Pen

# In a plan about nobody the words of staff go where a team's would, and those of people who use the service where a patient's would.
_ALIKE = {
    SideName.PATIENT: (SideName.PATIENT, SideName.PEOPLE),
    SideName.PEOPLE: (SideName.PATIENT, SideName.PEOPLE),
    SideName.TEAM: (SideName.TEAM, SideName.STAFF),
    SideName.STAFF: (SideName.TEAM, SideName.STAFF),
}


@dataclass(frozen=True)
class Box:
    """One box of a question: its name in the document, its side, the people whose words go there (empty: everybody's), and its title."""

    name: str
    side: SideName
    owners: frozenset[str]
    title: str
    empty: str  # what an empty box says


def boxes_of(question: Question, people: Sequence[Here], box: str = "", written: Collection[str] = ()) -> list[Box]:
    """The boxes of a question in reading order. Family and friends each have their own; one with words stays without its writer.

    Where words were brought over from an earlier version of the form to a side that it gives to nobody now, their box is the last.
    """
    out: list[Box] = []
    for side in question.sides:
        out.extend(_boxes_of_side(question, side, people, box, written))
    return out + _boxes_left_over(question.id, box, set(written) - {one.name for one in out})


def may_put_words(pen: Pen, box: Box) -> bool:
    """Whether this pen's words may go into the box: only a side's own people, or hands typing for them; in *together* everybody."""
    if box.side is SideName.TOGETHER:
        return True
    speakers = pen.voice.owners
    return speakers <= box.owners if speakers else pen.hands in box.owners


def people_of_side(people: Iterable[Here], side: SideName) -> frozenset[str]:
    """The people of this sitting whose own words go to that side."""
    return frozenset(here.person for here in people if here.side in _ALIKE.get(side, (side,)))


def _boxes_of_side(question: Question, side: SideName, people: Sequence[Here], box: str, written: Collection[str]) -> list[Box]:
    if side in (SideName.FAMILY, SideName.EACH):
        return _boxes_apart(question.id, side, people, box, written)
    title, empty = _words_of(side, people)
    if question.kind is Kind.ACTION:
        empty = _("What will be done goes here.")
    if question.kind is Kind.REQUEST and side is not question.sides[0]:
        empty = _("An answer in words goes here, or more about it.")
    if question.sides == (SideName.TOGETHER,) and question.kind is Kind.REQUEST:
        empty = _("What we ask for goes here.")
    if question.kind is Kind.LAW and side is SideName.TEAM:
        empty = _("What was decided goes here, in plain words.")
    return [Box(side_id(question.id, side.value, box), side, people_of_side(people, side), title, empty)]


def _boxes_apart(question: str, side: SideName, people: Sequence[Here], box: str, written: Collection[str]) -> list[Box]:
    """A box for each person of a side that has none in common, and one for whoever wrote there before and is not of this sitting."""
    here = [one for one in people if one.side is not None and side in (SideName.EACH, one.side)]
    boxes = [_own_box(question, side, one, people, box) for one in here]
    known = {one.name for one in boxes}
    for name in sorted(set(written) - known):
        asked, number, place = question_of(name)
        kind, _colon, owner = place.partition(":")
        if (asked, number, kind) == (question, box, side.value) and owner:
            boxes.append(Box(name, side, frozenset({owner}), _title_apart(side), ""))
    return boxes


def _boxes_left_over(question: str, box: str, written: Collection[str]) -> list[Box]:
    places = [(name, question_of(name)) for name in sorted(written)]
    sides = [(name, side.partition(":")[0]) for name, (asked, number, side) in places if (asked, number) == (question, box)]
    return [Box(name, SideName(kind), frozenset(), _("Other words"), "") for name, kind in sides if kind in set(SideName)]


def _title_apart(side: SideName) -> str:
    return _("Family and friends") if side is SideName.FAMILY else _("Somebody who is not here")


def _own_box(question: str, side: SideName, here: Here, people: Sequence[Here], box: str) -> Box:
    name = side_id(question, f"{side.value}:{here.person}", box)
    return Box(name, side, frozenset({here.person}), here.known_as, _empty_box_of(here, _patient_of(people)))


def _words_of(side: SideName, people: Sequence[Here]) -> tuple[str, str]:
    if side is SideName.PATIENT:
        name = _patient_of(people)
        if people and not name:
            return _words_of(SideName.PEOPLE, people)
        return name or _("Me"), _("{name}'s words go here.").format(name=name) if name else _("My words go here.")
    if side is SideName.TEAM:
        return _("Team"), _("The team's words go here.")
    if side is SideName.TOGETHER:
        return _("Together: what we agree"), _("What we agree goes here.")
    if side is SideName.STAFF:
        return _("Staff"), _("The words of staff go here.")
    return _("People who use the service"), _("The words of people who use the service go here.")


def _empty_box_of(here: Here, patient: str) -> str:
    if here.side is SideName.FAMILY and patient:
        return _("{name}'s words go here. {patient} can read them.").format(name=here.known_as, patient=patient)
    return _("{name}'s words go here.").format(name=here.known_as)


def _patient_of(people: Iterable[Here]) -> str:
    return next((here.known_as for here in people if here.is_patient), "")
