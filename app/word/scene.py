"""One copy in the making: the writing, the facts, and the few questions that every part of it asks of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from app.answers import answers_of_question, everybody_answered, is_answered, nobody_decided, who_answered
from app.differing import answer_apart, stand_apart, were_kept
from app.forms import roles
from app.here import Here
from app.language import _
from app.places import NOT_NOW, box_ids, holds_answers
from app.sides import Box, boxes_of
from app.stands import GivenStand, NotAble, Signature, Stand, not_able_on, signatures, stands_on
from app.word.blocks import CopyKind, Line, SideBySide
from app.word.cast import Cast
from app.word.facts import Facts
from app.word.passages import lines_of
from app.word.telling import Seen, Telling
from models.form_lists import Role
from models.people import Person
from models.questions import Duty, Kind, Question, SideName
from models.text.document import PlanDocument, question_of, side_id
from models.text.entries import answers
from models.text.pens import Pen, Voice
from models.text.runs import Entry, Run, Said

FAMILY = f"{SideName.FAMILY.value}:"
_UNSAID = (Said.WAITING, Said.CHANGED)  # typed for somebody who has not said yes to it as it stands


class Scene:
    """What is printed and what is not. Nothing here reads a side that the patient keeps out of copies."""

    def __init__(self, facts: Facts, document: PlanDocument, kind: CopyKind) -> None:
        self.facts, self.document, self.kind = facts, document, kind
        self.cast = Cast(facts.people, {person: came.role.words for person, came in facts.last_came.items()}, facts.plan.patient_id)
        self.seen = Seen()
        self.patient = facts.patient.known_as if facts.patient else ""
        self._written = _by_question(name for name in document.written_sides() if self.stands_in_copies(name))
        self._here = [*([_here(facts.patient, None)] if facts.patient else []), *_others_here(facts)]
        self._entry_places = _by_question(name for name in document.entry_places() if self.stands_in_copies(name))
        self._family = {here.person for here in self._here if here.side is SideName.FAMILY}
        self._kept_back = self._family - facts.family_in_copies if facts.patient else set()
        self._not_staff = self._family | {here.person for here in self._here if here.side in (SideName.PATIENT, SideName.PEOPLE)}
        self._runs: dict[str, list[Run]] = {}
        self._boxes: dict[tuple[str, str], list[Box]] = {}

    # ---- what leaves at all

    def stands_in_copies(self, place: str) -> bool:
        """Whether a side may leave: a family member's own one only where the patient said so; where there is none, each of them."""
        side = question_of(place)[2]
        return not self.facts.patient or not side.startswith(FAMILY) or side.removeprefix(FAMILY) in self.facts.family_in_copies

    def may_speak(self, pen: Pen) -> bool:
        """Whether the stands of this pen's people may leave: those of family only where their sides do."""
        return not (pen.voice.owners & self._kept_back)

    def may_explain(self, person: str) -> bool:
        """Whether what this person said of a hard word may leave: who has to do with this plan, and of family only whose sides leave."""
        return self.cast.person(person) is not None and person not in self._kept_back

    # ---- the boxes of a question

    def box_ids(self, question: Question) -> list[str]:
        """The boxes in which anything may stand, in the order in which they were added; a single unnamed one to begin with."""
        return box_ids(self.document, self.facts.form, question)

    def boxes(self, question: Question, box: str) -> list[Box]:
        """The sides of a question that may leave, in reading order; at the end any other in which words stand, so that none is lost."""
        found = self._boxes.get((question.id, box))
        if found is None:
            found = self._boxes[question.id, box] = self._find_boxes(question, box)
        return found

    def telling(self, box: Box) -> Telling:
        """How words of a side are spoken of."""
        return Telling(self.cast, self.kind, self.seen, lambda voice: self._at_home(voice, box))

    # ---- what stands in a side

    def runs(self, place: str) -> list[Run]:
        """The words of a side that may leave."""
        if place not in self._runs:
            written = self._written.get(question_of(place)[0], ())
            runs = self.document.side(place).runs() if place in written else []
            self._runs[place] = [run for run in runs if run.look.said is not Said.NOT_MINE]
        return self._runs[place]

    def lines(self, box: Box) -> list[Line | SideBySide]:
        """The words of a side as lines."""
        return lines_of(self.runs(box.name), self.telling(box))

    def entries(self, box: Box) -> list[Entry]:
        """Each person's answer in a side that is not text."""
        return answers(self.document, box.name) if box.name in self._entry_places.get(question_of(box.name)[0], ()) else []

    def all_answers(self, question: Question, box: str) -> list[Entry]:
        """The same over all sides of a question."""
        head = side_id(question.id, "", box)
        places = [name for name in self._entry_places.get(question.id, ()) if name.startswith(head) and holds_answers(name)]
        return answers_of_question(self.document, question, box, places) if places else []

    def is_answered(self, question: Question, box: str) -> bool:
        """Whether a request has an answer that leaves. One in words alone is an answer too."""
        return is_answered(self.document, question, box, self._places_of(question))

    def nobody_decided(self, question: Question, box: str) -> bool:
        """Whether words of the team stand at a question about the law, and not who decided it."""
        return nobody_decided(self.document, question, box, self._places_of(question))

    def not_now(self, question: Question) -> list[str]:
        """Who said *not now* to a question, by name."""
        said = [entry for entry in answers(self.document, side_id(question.id, NOT_NOW)) if self.may_speak(entry.pen)]
        return [self.cast.voice(entry.pen.voice) for entry in said]

    # ---- where people stand

    def stands(self, question: Question, box: str) -> list[GivenStand]:
        """Where each person stands on a question, and what changed since of that which leaves. Nobody agrees with their own answer."""
        spoken = [given for given in stands_on(self.document, question.id, box) if self.may_speak(given.entry.pen)]
        spoken = [given for given in spoken if given.stand is not Stand.AGREE or self._can_agree(given.person, question, box)]
        return [replace(given, changed=tuple(filter(self.stands_in_copies, given.changed))) for given in spoken]

    def not_able(self, question: Question, box: str) -> list[NotAble]:
        """Who was recorded as not able to say."""
        found = not_able_on(self.document, question.id, box)
        return [one for one in found if one.person not in self._kept_back]

    def signatures(self) -> list[Signature]:
        """Where each person stands on the whole plan, and what changed since of that which leaves."""
        spoken = [one for one in signatures(self.document) if self.may_speak(one.given.entry.pen)]
        return [replace(one, changed=tuple(filter(self.stands_in_copies, one.changed))) for one in spoken]

    def stands_apart(self, question: Question, box: str) -> bool:
        """Whether somebody does not agree with all of an answer."""
        return stand_apart(self.stands(question, box))

    def we_differ(self, question: Question, box: str) -> bool:
        """Whether people differ on a question: in where they stand, in answers that are not text, or over words that were kept."""
        return not self.kept_apart(question, box) and (
            self.stands_apart(question, box)
            or self.answers_differ(question, box)
            or self.has_two_views(question, box)
            or any(were_kept(run.text, run.look) for run in self.all_runs(question, box))
        )

    def kept_apart(self, question: Question, box: str) -> bool:
        """Whether nobody's answer leaves yet: the form shows them together, and somebody who was there last gave none."""
        if not question.has(Duty.APART_FIRST):
            return False
        have_a_say = {here.person for here in self._here if here.side is not None}
        return not everybody_answered(self.all_answers(question, box), self.facts.present_last & have_a_say)

    def answers_differ(self, question: Question, box: str) -> bool:
        """Whether people gave different answers that are not text."""
        return answer_apart(question, self.all_answers(question, box), self.cast.name)

    def has_two_views(self, question: Question, box: str) -> bool:
        """Whether two sides hold something at the question that asks what people do not agree about."""
        if question.kind is not Kind.TEXT or not question.has(Duty.LISTS_DIFFERENCES):
            return False
        apart = [one for one in self.boxes(question, box) if one.side is not SideName.TOGETHER]
        return sum(any(run.text.strip() for run in self.runs(one.name)) or bool(self.entries(one)) for one in apart) > 1

    def is_agreed(self, question: Question, box: Box) -> bool:
        """Whether what stands *together* may be called agreed: nothing in it is open, and nobody stands elsewhere on it."""
        number = question_of(box.name)[1]
        looks = [run.look for run in self.runs(box.name) if run.text.strip()]
        is_open = any(look.struck_by or look.said in _UNSAID for look in looks) or any(one.said in _UNSAID for one in self.entries(box))
        agreed = [given.stand is Stand.AGREE and not given.changed for given in self.stands(question, number)]
        all_agree = not self.not_able(question, number) and all(agreed)
        return all_agree and not is_open and not self.we_differ(question, number)

    def all_runs(self, question: Question, box: str) -> Iterable[Run]:
        """The words of every side of a question that may leave."""
        return [run for one in self.boxes(question, box) for run in self.runs(one.name)]

    def day_of(self, at_ms: int) -> date:
        """The day of a moment that was kept, where the copy is made."""
        return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(self.facts.zone).date()

    # ---- insides

    def _can_agree(self, person: str, question: Question, box: str) -> bool:
        """Whether there is something to agree with, and not an answer that this person gave to what was asked for."""
        if not question.takes_reply:
            return True
        answerers = who_answered(self.document, question, box, self._places_of(question))
        return self.is_answered(question, box) and person not in answerers

    def _places_of(self, question: Question) -> set[str]:
        """The places of a question in which anybody wrote or answered what may leave."""
        return {*self._written.get(question.id, ()), *self._entry_places.get(question.id, ())}

    def _find_boxes(self, question: Question, box: str) -> list[Box]:
        written, head = self._written.get(question.id, []), side_id(question.id, "", box)
        boxes = [one for one in boxes_of(question, self._here, box, written) if self.stands_in_copies(one.name)]
        known = {one.name for one in boxes}
        others = [name for name in written if name.startswith(head) and name not in known and holds_answers(name)]
        return boxes + [self._other_box(name) for name in others]

    def _other_box(self, name: str) -> Box:
        """A side that the form does not give to anybody here, such as that of a panel member who never came back."""
        kind, _colon, owner = question_of(name)[2].partition(":")
        known = SideName(kind) if kind in set(SideName) else SideName.TOGETHER
        return Box(name, known, frozenset({owner} if owner else ()), self.cast.name(owner) if owner else _("Other words"), "")

    def _at_home(self, voice: Voice, box: Box) -> bool:
        """Whether the title of a box says whose words these are."""
        if box.side is SideName.TOGETHER:
            return True
        is_staffs = box.side in (SideName.TEAM, SideName.STAFF) and not voice.owners & self._not_staff
        return bool(voice.owners) and (voice.owners <= box.owners or is_staffs)


def we_differ_sentence() -> str:
    """What stands over two texts."""
    return _("We differ. Both sides stay.")


def _by_question(places: Iterable[str]) -> dict[str, list[str]]:
    """Places by the question they belong to, so that asking for one question's does not cost what the plan is long."""
    found: dict[str, list[str]] = {}
    for place in places:
        found.setdefault(question_of(place)[0], []).append(place)
    return found


def _others_here(facts: Facts) -> list[Here]:
    people: Mapping[str, Person] = {person.id: person for person in facts.people}
    others = [came for came in facts.last_came.values() if came.person != facts.plan.patient_id and came.person in people]
    return [_here(people[came.person], came.role) for came in others]


def _here(person: Person, role: Role | None) -> Here:
    """Somebody as the desk knows people of a sitting; without a role: the patient."""
    return Here(person.id, person.name, person.known_as, person.initials, person.mark, role or roles()["patient"], is_patient=role is None)
