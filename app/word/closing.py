"""What closes a copy: what is not settled, what stayed behind, which questions have no answer, who took part when, what is not in it."""

from collections.abc import Iterable, Iterator

from app.answers import read_step
from app.dates import write_day
from app.language import _
from app.stands import Stand
from app.word.blocks import Asked, Dress, Line, Part, Piece, PieceKind, Rows, ours
from app.word.facts import Came, Met
from app.word.questions import is_asked
from app.word.scene import Scene
from app.wording import names_in_a_row
from models.questions import Kind, Question, SideName
from models.sittings import TakesPart
from models.text.document import question_of
from models.text.runs import Run, Said

LONGEST_QUOTE = 60  # letters of words that are named again; the words themselves stand in full at their question


def closing_parts(scene: Scene, printed: Iterable[Asked], waiting: Iterable[str]) -> tuple[Part, ...]:
    """The parts behind the last section, in their order; those with nothing to say are left out. `waiting` is what is not settled."""
    listed = [
        (_("Not settled yet"), [ours(sentence) for sentence in waiting]),
        (_("Left behind in the earlier plan"), [*_left_behind(scene)]),
        (_("No answer yet"), [*_unanswered(scene, {asked.question for asked in printed})]),
    ]
    parts = [Part(title, tuple(lines), dress=Dress.LISTED) for title, lines in listed if lines]
    if scene.facts.met:
        parts.append(Part(_("Who took part"), (_sittings(scene),), dress=Dress.PLAIN))
    return (*parts, Part(_("About this copy"), tuple(_about(scene)), dress=Dress.TOGETHER))


def unsettled(scene: Scene) -> list[str]:
    """Everything that waits for somebody's answer, in the order of the form, each in a sentence with the number of its question."""
    return list(dict.fromkeys(sentence for question in scene.facts.form.questions for sentence in _unsettled_in(question, scene)))


# ---- insides: not settled


def _unsettled_in(question: Question, scene: Scene) -> Iterator[str]:
    number = scene.facts.form.number_of(question.id)
    for box in scene.box_ids(question):
        for run in scene.all_runs(question, box):
            yield from _waits(number, run, scene)
        if scene.we_differ(question, box):
            yield _("Question {number}: we differ.").format(number=number)
        for given in scene.stands(question, box):
            if given.stand is Stand.NOT_READY:
                yield _("Question {number}: {name} is not ready to say.").format(number=number, name=scene.cast.name(given.person))
        for one in scene.not_able(question, box):
            yield _("Question {number}: {name} could not say.").format(number=number, name=scene.cast.name(one.person))
        yield from _open_answers(number, question, box, scene)


def _waits(number: int, run: Run, scene: Scene) -> Iterator[str]:
    look, cast = run.look, scene.cast
    owner, words = names_in_a_row([cast.name(person) for person in look.voice.people]) or cast.voice(look.voice), _in_short(run.text)
    for key in look.struck_by if words else ():
        yield _("Question {number}: {striker} asks to take out “{words}”. {owner} has not answered.").format(
            number=number, striker=cast.striker(key), words=words, owner=owner
        )
    if look.said is Said.WAITING:
        yield _("Question {number}: {hands} typed words for {owner}. They are not confirmed.").format(
            number=number, hands=cast.name(look.hands), owner=owner
        )
    if look.said is Said.CHANGED:
        yield _("Question {number}: words changed since {owner} said yes.").format(number=number, owner=owner)


def _open_answers(number: int, question: Question, box: str, scene: Scene) -> Iterator[str]:
    entries = scene.all_answers(question, box)
    if any(entry.said is Said.WAITING for entry in entries):
        yield _("Question {number}: an answer was typed for somebody. It is not confirmed.").format(number=number)
    written = any(run.text.strip() for run in scene.all_runs(question, box))
    if question.kind is Kind.REQUEST and written and not entries:
        yield _("Question {number}: not answered yet.").format(number=number)
    steps = [step for entry in entries if (step := read_step(entry.value))]
    if question.kind is Kind.ACTION and (written or steps) and not any(step.who for step in steps):
        yield _("Question {number}: nobody has taken one of the steps yet.").format(number=number)


# ---- insides: the other parts


def _left_behind(scene: Scene) -> Iterator[Line]:
    form = scene.facts.form
    for left in scene.facts.left_behind:
        words = _in_short(left.text)
        if words and scene.stands_in_copies(left.side):
            number = form.number_of(question_of(left.side)[0])
            strikers = names_in_a_row([scene.cast.striker(key) for key in left.struck_by])
            sentence = _("Question {number}, crossed out by {strikers} and not settled:").format(number=number, strikers=strikers)
            owner = _("({name})").format(name=scene.cast.voice(left.voice))
            yield Piece(PieceKind.OURS, f"{sentence} "), Piece(PieceKind.WORDS, words, left.voice), Piece(PieceKind.NOTE, f" {owner}")


def _unanswered(scene: Scene, printed: set[str]) -> Iterator[Line]:
    """Questions that are left out because nobody has answered them. Those for family alone are passed over: see _about."""
    for question in scene.facts.form.questions:
        if (
            question.id not in printed
            and is_asked(question, scene)
            and set(question.sides) - {SideName.FAMILY}
            and question.kind is not Kind.HEADING
        ):
            number = scene.facts.form.number_of(question.id)
            yield ours(_("Question {number}: {question}").format(number=number, question=question.wording))


def _sittings(scene: Scene) -> Rows:
    rows = tuple(((ours(write_day(met.day)),), (ours(_who_came(met, scene)),)) for met in scene.facts.met)
    return Rows(_("Who took part on which day"), (_("Day"), _("Who took part")), rows, (1, 3))


def _who_came(met: Met, scene: Scene) -> str:
    patient_first = sorted(met.came, key=lambda came: came.person != scene.facts.patient.id)
    return "; ".join(_how_they_came(came, scene) for came in patient_first)


def _how_they_came(came: Came, scene: Scene) -> str:
    name = _("{name} ({role})").format(name=scene.cast.name(came.person), role=came.role.words)
    helper = scene.cast.name(came.helper) if came.helper else ""
    if came.takes_part is TakesPart.SENT_WORDS:
        return _("{name}, who sent words").format(name=name)
    if came.takes_part is TakesPart.CHOSE_NOT_TO_COME:
        return _("{name}, who chose not to come").format(name=name)
    return _("{name}, with help from {helper}").format(name=name, helper=helper) if helper else name


def _about(scene: Scene) -> Iterator[Line]:
    """What a reader has to know. That sides of family may be missing is said in every copy, so that it gives nothing away in this one."""
    yield ours(_("This copy says what the plan said on {day}. The plan can change after that.").format(day=write_day(scene.facts.day)))
    yield ours(_("Pages that were not shared stay out. So do words somebody says are not theirs."))
    if any(SideName.FAMILY in question.sides for question in scene.facts.form.questions):
        name = scene.patient
        yield ours(_("Words of family and friends are in a copy only when {name} says so.").format(name=name))
    if any(question.safety for question in scene.facts.form.questions):
        yield ours(_("Safety questions are in every copy, also when nobody has answered them."))


def _in_short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
