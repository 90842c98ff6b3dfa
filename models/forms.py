"""Forms: the questions, as data. What a form is, how one is read from its file, and how the version a plan is pinned to is kept.

A form never changes once it was used; a change is a new version. The file format is described in docs/formats/forms.md.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any

from models.agenda import AgendaPart, read_agenda
from models.form_reading import (
    Fault,
    FaultKind,
    FormFaults,
    FormFromTheFuture,
    Part,
    Place,
    Table,
    id_in,
    parse_json,
    parse_toml,
    refuse_the_future,
)
from models.questions import Choice, Condition, Duty, Kind, Question, SideName, read_question

__all__ = [
    "AgendaPart",
    "Choice",
    "Condition",
    "Duty",
    "Form",
    "FormFaults",
    "FormFromTheFuture",
    "Kind",
    "Question",
    "Section",
    "SideName",
    "form_from_json",
    "form_to_json",
    "read_form",
]

FORMAT = 1
MOST_SECTIONS = 100
MOST_QUESTIONS = 500
OF_A_PATIENT = frozenset({SideName.PATIENT, SideName.TEAM})
OF_NO_PATIENT = frozenset({SideName.EACH, SideName.PEOPLE, SideName.STAFF})


@dataclass(frozen=True)
class Section:
    """A part of a form with its questions. A safety section can be neither removed nor folded; one that a law names can't be removed."""

    id: str
    title: str
    professional_title: str
    questions: tuple[Question, ...]
    help: str = ""
    picture: str = ""
    safety: bool = False
    show_if: Condition | None = None
    law: str = ""  # why it cannot be removed, in words
    note: str = ""


@dataclass(frozen=True)
class Form:
    """One version of a form. Two forms with the same fingerprint say the same, word for word."""

    id: str
    version: int
    title: str
    professional_title: str
    language: str
    sections: tuple[Section, ...]
    credit: str = ""  # who made it, in their own words
    card: tuple[str, ...] = ()  # ids of the questions that can be printed as a small card
    before: str = ""  # what is said before the first word
    note: str = ""
    agenda: tuple[AgendaPart, ...] = ()  # for a form that a meeting is held with

    @property
    def about_nobody(self) -> bool:
        """Whether plans on it are about no patient: its sides are for each, for people who use the service, or for staff."""
        sides = {side for question in self.questions for side in question.sides}
        return bool(sides & OF_NO_PATIENT) and not sides & OF_A_PATIENT

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over everything the form says, as 64 hexadecimal characters."""
        return hashlib.sha256(_canonical(_plain(self))).hexdigest()

    def question(self, question_id: str) -> Question:
        """The question of that id. Raises KeyError when this form has none."""
        return self.questions[self._places[question_id]]

    def section_of(self, question_id: str) -> Section:
        """The section in which the question of that id stands. Raises KeyError when this form has none."""
        question = self.question(question_id)
        return next(section for section in self.sections if question in section.questions)

    def number_of(self, question_id: str) -> int:
        """The question's number on the page, from 1. Raises KeyError when this form has none."""
        return self._places[question_id] + 1

    def with_duty(self, duty: Duty) -> tuple[Question, ...]:
        """The questions that something is to be done with, in order."""
        return tuple(question for question in self.questions if question.has(duty))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {question.id: place for place, question in enumerate(self.questions)}


def read_form(data: bytes, pictures: Collection[str] | None = None) -> Form:
    """The form that a TOML file describes. With `pictures` given, a picture that is not one of them is a fault.

    Raises FormFaults with all that is wrong, or FormFromTheFuture; nothing else, whatever the bytes are.
    """
    return _form_in(parse_toml(data), pictures)


def form_from_json(data: bytes) -> Form:
    """The form that form_to_json wrote. As strict as read_form: the bytes may come from somebody else's store."""
    return _form_in(parse_json(data), None)


def form_to_json(form: Form) -> bytes:
    """The form as it is kept beside a plan: canonical JSON, the same bytes for the same form every time."""
    return _canonical({"format": FORMAT} | _plain(form))


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def _plain(value: Any) -> Any:
    """Plain values. What is at its default is left out, so that an entry added to the format later changes no old fingerprint."""
    if is_dataclass(value):
        held = [(field.name, getattr(value, field.name), field.default) for field in fields(value)]
        return {name: _plain(content) for name, content, default in held if content != default}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _form_in(values: object, pictures: Collection[str] | None) -> Form:
    faults: list[Fault] = []
    table = Table(values, Place(Part.FILE), faults)
    refuse_the_future(table, FORMAT)
    form = _read_whole(table, pictures)
    faults += _ids_standing_twice(form)
    if not faults:  # an id leads nowhere also because the question it names could not be read
        faults += _ids_leading_nowhere(form)
    if faults:
        raise FormFaults(faults)
    return form


def _read_whole(table: Table, pictures: Collection[str] | None) -> Form:
    title = table.text("title", needed=True)
    form = Form(
        id=table.id("id"),
        version=table.number("version"),
        title=title,
        professional_title=table.text("professional_title") or title,
        language=table.text("language", needed=True),
        sections=_read_sections(table, pictures),
        credit=table.text("credit", lines=True),
        card=table.texts("card"),
        before=table.text("before", lines=True),
        note=table.text("note", lines=True),
        agenda=read_agenda(table),
    )
    table.blame_unasked()
    return form


def _read_sections(table: Table, pictures: Collection[str] | None) -> tuple[Section, ...]:
    found = table.items("sections", MOST_SECTIONS, needed=True)
    if sum(map(_questions_held, found)) > MOST_QUESTIONS:
        table.blame(FaultKind.TOO_MANY, "questions", MOST_QUESTIONS)
        return ()
    sections: list[Section] = []
    asked = 0
    for number, values in enumerate(found, 1):
        place = Place(Part.SECTION, number, id_in(values))
        sections.append(_read_section(table.below(values, place), asked, pictures))
        asked += _questions_held(values)
    return tuple(sections)


def _questions_held(section: object) -> int:
    """How many questions a section has that is not read yet."""
    questions = section.get("questions") if isinstance(section, Mapping) else None
    return len(questions) if isinstance(questions, list) else 0


def _read_section(table: Table, asked_before: int, pictures: Collection[str] | None) -> Section:
    title = table.text("title", needed=True)
    section = Section(
        id=table.id("id"),
        title=title,
        professional_title=table.text("professional_title") or title,
        questions=_read_questions(table, asked_before, pictures),
        help=table.text("help"),
        picture=table.known("picture", pictures),
        safety=table.flag("safety"),
        show_if=table.one_of("show_if", Condition),
        law=table.text("law", lines=True),
        note=table.text("note", lines=True),
    )
    table.blame_unasked()
    return section


def _read_questions(table: Table, asked_before: int, pictures: Collection[str] | None) -> tuple[Question, ...]:
    numbered = enumerate(table.items("questions", MOST_QUESTIONS, needed=True), asked_before + 1)
    return tuple(read_question(table.below(values, Place(Part.QUESTION, number, id_in(values))), pictures) for number, values in numbered)


def _ids_standing_twice(form: Form) -> Iterator[Fault]:
    """A section and a question cannot have the same id either: ids name places in copies and in the record."""
    sections = [Place(Part.SECTION, number, section.id) for number, section in enumerate(form.sections, 1)]
    questions = [Place(Part.QUESTION, number, question.id) for number, question in enumerate(form.questions, 1)]
    taken: set[str] = set()
    for place in sections + questions:
        if place.name in taken:
            yield Fault(FaultKind.TWICE, place, "id", place.name)
        elif place.name:  # one without an id has its fault already
            taken.add(place.name)


def _ids_leading_nowhere(form: Form) -> Iterator[Fault]:
    """Entries that name a question which the form does not have."""
    known = {question.id for question in form.questions}
    for name in form.card:
        if name not in known:
            yield Fault(FaultKind.NO_SUCH_QUESTION, Place(Part.FILE), "card", name)
    for number, part in enumerate(form.agenda, 1):
        for name in part.questions:
            if name not in known:
                yield Fault(FaultKind.NO_SUCH_QUESTION, Place(Part.ROW, number), "questions", name)
    for number, question in enumerate(form.questions, 1):
        if question.repeats_with and question.repeats_with not in known:
            yield Fault(FaultKind.NO_SUCH_QUESTION, Place(Part.QUESTION, number, question.id), "repeats_with", question.repeats_with)
