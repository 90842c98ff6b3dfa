"""Where people stand, in sentences: on one question, and on the whole plan with what changed since."""

from collections.abc import Iterable

from app.dates import write_day
from app.language import _, ngettext
from app.stands import GivenStand, NotAble, Signature, Stand
from app.word.blocks import Dress, Line, Part, Piece, PieceKind, Rows, ours
from app.word.scene import Scene
from app.word.telling import witnessed
from models.questions import Question
from models.text.document import question_of
from models.text.pens import Voice


def stands_part(question: Question, box: str, scene: Scene) -> Part | None:
    """Where each person stands on a question, with the reasons, and in its title whether they differ; None while nobody said."""
    lines = [_stand_line(given, scene, scene.cast.name_and_role(given.person)) for given in scene.stands(question, box)]
    lines += [_not_able_line(one, scene) for one in scene.not_able(question, box)]
    title = _("Where we stand: we differ") if scene.stands_apart(question, box) else _("Where we stand")
    return Part(title, tuple(lines), dress=Dress.LISTED) if lines else None


def signatures_part(scene: Scene) -> tuple[Part, ...]:
    """Where each person stands on the whole plan: on which day they said so, and what changed since. Empty while nobody did."""
    signed = scene.signatures()
    if not signed:
        return ()
    head = (_("Who"), _("Where they stand"), _("Day"), _("Changed since then"))
    rows = tuple(_signature_row(one, scene) for one in signed)
    title = _("Where people stand on the whole record") if scene.facts.form.agenda else _("Where people stand on the whole plan")
    return (Part("", (Rows(title, head, rows, (7, 9, 8, 9)),), dress=Dress.PLAIN),)


def stand_in_words(name: str, stand: Stand) -> str:
    """A stand as a sentence about its person."""
    sentences = {
        Stand.AGREE: _("{name} agrees.").format(name=name),
        Stand.AGREE_IN_PART: _("{name} agrees in part.").format(name=name),
        Stand.DISAGREE: _("{name} disagrees.").format(name=name),
        Stand.NOT_READY: _("{name} is not ready to say.").format(name=name),
        Stand.RATHER_NOT_SAY: _("{name} would rather not say.").format(name=name),
    }
    return sentences[stand]


def changed_questions(signature: Signature, scene: Scene) -> list[int]:
    """The numbers of the questions that say something else than when this was signed."""
    known = {question.id for question in scene.facts.form.questions}
    found = [question_of(place)[0] for place in signature.changed]
    return sorted({scene.facts.form.number_of(question) for question in found if question in known})


def numbers_in_a_row(numbers: Iterable[int]) -> str:
    """Numbers as they stand in a sentence: "3, 12, 14"."""
    return ", ".join(map(str, numbers))


# ---- insides


def _stand_line(given: GivenStand, scene: Scene, name: str) -> Line:
    sentence = stand_in_words(name, given.stand)
    if given.changed:
        sentence = _("{stand} The words have changed since.").format(stand=sentence)
    reason = _said(given.reason, Voice.of(given.person), scene)
    seen = (witnessed(given.entry, scene.cast, scene.seen),) if given.entry.witness else ()
    return Piece(PieceKind.OURS, f"{sentence} " if reason else sentence), *reason, *seen


def _said(text: str, voice: Voice, scene: Scene) -> tuple[Piece, ...]:
    """Words that somebody said about a stand, on one line; nothing for none."""
    scene.seen.voices[voice] = None
    words = " ".join(text.split())
    return (Piece(PieceKind.WORDS, words, voice),) if words else ()


def _not_able_line(one: NotAble, scene: Scene) -> Line:
    by = scene.cast.name(one.entry.pen.hands)
    sentence = _("{name} cannot say now. Written by {by}:").format(name=scene.cast.name(one.person), by=by)
    again = _("We ask again on {day}.").format(day=write_day(one.ask_again)) if one.ask_again else ""
    why = _said(one.why, one.entry.pen.voice, scene)
    return Piece(PieceKind.OURS, f"{sentence} "), *why, *([Piece(PieceKind.OURS, f" {again}")] if again else [])


def _signature_row(signature: Signature, scene: Scene) -> tuple[tuple[Line, ...], ...]:
    given, cast = signature.given, scene.cast
    day = write_day(scene.day_of(given.entry.at_ms))
    cells = (
        ours(cast.name_and_role(given.person)),
        _stand_line(given, scene, cast.name(given.person)),
        ours(day),
        ours(_changed(signature, scene)),
    )
    return tuple((cell,) for cell in cells)


def _changed(signature: Signature, scene: Scene) -> str:
    numbers = changed_questions(signature, scene)
    if not numbers:
        return _("Nothing changed.")
    return ngettext("Question {numbers} changed.", "Questions {numbers} changed.", len(numbers)).format(numbers=numbers_in_a_row(numbers))
