"""A copy of a plan as plain values: everything that leaves, in the order in which it is read. Pure: no file format, no store, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.dates import write_day
from app.word.blocks import Asked, Chapter, Copy, CopyKind, Identity
from app.word.closing import closing_parts, count_open, unsettled
from app.word.facts import Facts
from app.word.first_page import how_to_read, key_rows, review_sentence, standing_of, state_sentences, version_line
from app.word.pointers import pointers
from app.word.questions import asked_of
from app.word.scene import Scene
from models.forms import Section
from models.nhs_number import NhsNumber
from models.questions import Duty, Question
from models.text.document import PlanDocument


def make_copy(facts: Facts, document: PlanDocument, kind: CopyKind) -> Copy:
    """What leaves of a plan. Hidden words, words that their owner disowns, and sides that the patient keeps back are not in it."""
    scene = Scene(facts, document, kind)
    answered = {section.id: _answered(section, scene) for section in facts.form.sections}
    first = _on_first_page(facts, answered)
    chapters = tuple(_chapter(section, answered[section.id]) for section in facts.form.sections if answered[section.id])
    waiting = unsettled(scene)
    closing = closing_parts(scene, [asked for found in answered.values() for asked in found], waiting)
    signs = kind is CopyKind.WHO_WROTE_WHAT
    return Copy(
        kind=kind,
        title=facts.plan.title,
        language=facts.form.language,
        about=_identity(facts),
        standing=standing_of(facts),
        state=state_sentences(scene),
        review=review_sentence(scene),
        unsettled=count_open(scene, waiting),
        pointers=pointers(scene, waiting),
        version=version_line(scene),
        day=write_day(facts.day),
        ward=facts.ward,
        key=key_rows(scene) if signs else (),
        how_to_read=how_to_read(scene) if signs else (),
        first=first,
        chapters=chapters,
        closing=closing,
    )


def _answered(section: Section, scene: Scene) -> tuple[Asked, ...]:
    """The questions of a section as they are printed; one that repeats beside another of the same section stands with it."""
    here = {question.id for question in section.questions}
    followers: dict[str, list[Question]] = {}
    for question in section.questions:
        followers.setdefault(question.repeats_with if question.repeats_with in here else "", []).append(question)
    leads = followers.pop("", [])
    return tuple(asked for lead in leads for asked in asked_of(lead, followers.get(lead.id, ()), scene))


def _on_first_page(facts: Facts, answered: Mapping[str, Iterable[Asked]]) -> tuple[Asked, ...]:
    wanted = {question.id for question in facts.form.with_duty(Duty.FIRST_PAGE)}
    return tuple(asked for found in answered.values() for asked in found if asked.question in wanted)


def _chapter(section: Section, answered: Iterable[Asked]) -> Chapter:
    """A section; a question that stands on page 1 is only named here."""
    on_first = {question.id for question in section.questions if question.has(Duty.FIRST_PAGE)}
    asked = tuple(replace(one, parts=(), elsewhere=True) if one.question in on_first else one for one in answered)
    says_it_already = section.professional_title.casefold() in section.title.casefold()  # "Close" under "We close"
    professional = "" if says_it_already else section.professional_title
    return Chapter(section.title, professional, asked)


def _identity(facts: Facts) -> Identity | None:
    if facts.patient is None:
        return None
    number = NhsNumber.read(facts.nhs_number).spaced if facts.nhs_number else ""
    return Identity(facts.patient.name, facts.patient.known_as, facts.born, number)
