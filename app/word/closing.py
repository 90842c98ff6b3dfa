"""What closes a copy: what is not settled, left behind, left out or without an answer, who took part when, and what is not in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.answers import read_step
from app.dates import write_day
from app.language import _
from app.stands import Stand
from app.word.asks import open_asks
from app.word.blocks import Asked, CopyKind, Dress, Line, Part, Piece, PieceKind, Rows, ours
from app.word.cast import Cast
from app.word.facts import Came, Met
from app.word.passages import paragraphs
from app.word.questions import differing, is_asked, nobody_decided_yet
from app.word.scene import Scene
from app.word.telling import NO_BREAK
from app.wording import in_short, names_in_a_row
from models.easy_read import words_in
from models.questions import Duty, Kind, Question, SideName
from models.sittings import TakesPart
from models.text.document import question_of
from models.text.runs import Run, Said

Waiting = Mapping[int, Sequence[str]]  # numbers of questions -> what waits there for somebody's answer, in sentences


def closing_parts(scene: Scene, printed: Iterable[Asked], waiting: Waiting) -> tuple[Part, ...]:
    """The parts behind the last section, in their order; those with nothing to say are left out. `waiting` is what is not settled."""
    unanswered, last = _unanswered(scene, {asked.question for asked in printed}), scene.facts.last_meeting
    left_out = last.left_out if last else frozenset()
    listed = [
        (_("Not settled yet"), [*_not_settled(scene, waiting)]),
        (_("Left behind in the earlier plan"), [*_left_behind(scene)]),
        (
            _("Left out today") if last and last.runs else _("Left out of the meeting"),
            [*_by_section(scene, [one for one in unanswered if one.id in left_out])],
        ),
        (_("No answer yet"), [*_by_section(scene, [one for one in unanswered if one.id not in left_out])]),
        (_("Hard words in plain words"), [*_said_plainly(scene)]),
    ]
    parts = [Part(title, tuple(lines), dress=Dress.LISTED) for title, lines in listed if lines]
    if scene.facts.met:
        parts.append(Part(_("Who took part"), (_sittings(scene),), dress=Dress.PLAIN))
    return (*parts, Part(_("About this copy"), tuple(_about(scene)), dress=Dress.TOGETHER))


def unsettled(scene: Scene) -> Waiting:
    """Everything that waits for somebody's answer, in the order of the form. That people differ is told by `differing`."""
    number = scene.facts.form.number_of
    found = {number(question.id): tuple(dict.fromkeys(_unsettled_in(question, scene))) for question in scene.facts.form.questions}
    return {number: sentences for number, sentences in found.items() if sentences}


def count_open(scene: Scene, waiting: Waiting) -> int:
    """How many things are not settled, each question on which people differ being one."""
    return sum(map(len, waiting.values())) + len(differing(scene))


# ---- insides: not settled


def _unsettled_in(question: Question, scene: Scene) -> Iterator[str]:
    for box in scene.box_ids(question):
        for side in scene.boxes(question, box):
            yield from _waits(scene.runs(side.name), scene.cast)
        for given in scene.stands(question, box):
            if given.stand is Stand.NOT_READY:
                yield _("{name} is not ready to say.").format(name=scene.cast.name(given.person))
            elif given.changed:
                yield _("Words changed since {name} said where they stand.").format(name=scene.cast.name(given.person))
        for one in scene.not_able(question, box):
            yield _("{name} could not say.").format(name=scene.cast.name(one.person))
        yield from _open_answers(question, box, scene)


def _waits(runs: Sequence[Run], cast: Cast) -> Iterator[str]:
    for bits in paragraphs(runs):
        yield from open_asks(bits, cast)
    for look in (run.look for run in runs):
        owner = names_in_a_row([cast.name(person) for person in look.voice.people]) or cast.voice(look.voice)
        if look.said is Said.WAITING:
            yield _("{hands} typed words for {owner}. They are not confirmed.").format(hands=cast.name(look.hands), owner=owner)
        if look.said is Said.CHANGED:
            yield _("Words changed since {owner} said yes.").format(owner=owner)


def _open_answers(question: Question, box: str, scene: Scene) -> Iterator[str]:
    entries = scene.all_answers(question, box)
    if any(entry.said is Said.WAITING for entry in entries):
        yield _("An answer was typed for somebody. It is not confirmed.")
    written = any(run.text.strip() for run in scene.all_runs(question, box))
    if question.takes_reply and written and not scene.is_answered(question, box):
        yield _("Not answered yet.")
    if scene.nobody_decided(question, box):
        yield nobody_decided_yet()
    steps = [step for entry in entries if (step := read_step(entry.value))]
    if question.kind is Kind.ACTION and (written or steps) and not any(step.who for step in steps):
        yield _("A step has nobody to do it yet.")


def _not_settled(scene: Scene, waiting: Waiting) -> Iterator[Line]:
    """One line for each question at which something is open: what waits there, and whether people differ."""
    apart = {scene.facts.form.number_of(question.id) for question in differing(scene)}
    for number in sorted(apart | set(waiting)):
        sentences = [*waiting.get(number, ()), *([_("We differ.")] if number in apart else [])]
        label = _("Question {number}:").format(number=number)
        yield Piece(PieceKind.LABEL, f"{label} "), Piece(PieceKind.OURS, " ".join(sentences))


# ---- insides: the other parts


def _left_behind(scene: Scene) -> Iterator[Line]:
    form = scene.facts.form
    for left in scene.facts.left_behind:
        words = in_short(left.text)
        if words and scene.stands_in_copies(left.side):
            number = form.number_of(question_of(left.side)[0])
            strikers = names_in_a_row([scene.cast.striker(key) for key in left.struck_by])
            sentence = _("Question {number}, crossed out by {strikers} and not settled:").format(number=number, strikers=strikers)
            owner = _("({name})").format(name=scene.cast.voice(left.voice))
            yield Piece(PieceKind.OURS, f"{sentence} "), Piece(PieceKind.WORDS, words, left.voice), Piece(PieceKind.NOTE, f" {owner}")


def _unanswered(scene: Scene, printed: set[str]) -> list[Question]:
    """Questions that are not printed because nobody has answered them.

    Where there was no last time, nothing is asked about it; and who led stands where it is said who took part.
    """
    look_back = {name for part in scene.facts.form.agenda if part.since_last_time for name in part.questions}
    asked = [one for one in scene.facts.form.questions if one.kind is not Kind.HEADING and is_asked(one, scene)]
    led = any(met.led for met in scene.facts.met)
    return [one for one in asked if one.id not in printed | look_back and not (led and one.has(Duty.CHAIR))]


def _by_section(scene: Scene, questions: Sequence[Question]) -> Iterator[Line]:
    """Questions by number and words, a line for each section."""
    for section in scene.facts.form.sections:
        named = [_numbered(question, scene) for question in section.questions if question in questions]
        if named:
            label = _("{section}:").format(section=section.title)
            yield Piece(PieceKind.LABEL, f"{label} "), Piece(PieceKind.OURS, " · ".join(named))


def _numbered(question: Question, scene: Scene) -> str:
    """A question by its number and its words, which part at no end of a line.

    One for family alone says in every copy that the answer may have stayed out: so it gives away nothing in this one.
    """
    named = f"{scene.facts.form.number_of(question.id)}{NO_BREAK}{question.wording}"
    if set(question.sides) == {SideName.FAMILY}:
        return _("{question} (family's answers may stay out of copies)").format(question=named)
    return named


def _said_plainly(scene: Scene) -> Iterator[Line]:
    """The hard words in the boxes of this copy, as they first appear, with what each means: by our own list, or as its people said."""
    form, facts = scene.facts.form, scene.facts
    places = ((question, box) for question in form.questions for box in scene.box_ids(question) if not scene.kept_apart(question, box))
    sides = [side.name for question, box in places for side in scene.boxes(question, box)]
    written = "\n".join("".join(run.text for run in scene.runs(side)) for side in sides)
    for word in words_in(written, facts.hard_words):
        who = facts.said_plainly.get(word.word)
        if word.hard if who is None else scene.may_explain(who):
            label = _("{word}:").format(word=word.word)
            says_it = word.explanation.casefold().startswith(word.word.casefold())
            yield (*([] if says_it else [Piece(PieceKind.LABEL, f"{label} ")]), Piece(PieceKind.OURS, word.explanation))


def _sittings(scene: Scene) -> Rows:
    rows = tuple(((ours(write_day(met.day)),), (ours(_who_came(met, scene)), *_who_led(met, scene))) for met in scene.facts.met)
    return Rows(_("Who took part on which day"), (_("Day"), _("Who took part")), rows, (1, 3))


def _who_came(met: Met, scene: Scene) -> str:
    patient_first = sorted(met.came, key=lambda came: came.person != scene.facts.plan.patient_id)
    return "; ".join(_how_they_came(came, scene) for came in patient_first)


def _who_led(met: Met, scene: Scene) -> tuple[Line, ...]:
    """Who led the meeting, in order; nothing for a sitting that was none, or that nobody led."""
    leads = [names_in_a_row([scene.cast.name(person) for person in people]) for people in met.led]
    if not leads:
        return ()
    led = _("The meeting was led by {names}.").format(names=leads[0])
    then = [_("Then by {names}.").format(names=names) for names in leads[1:]]
    return (ours(" ".join((led, *then))),)


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
    yield ours(_which_kind(scene.kind))
    yield ours(_("This copy says what the plan said on {day}. The plan can change after that.").format(day=write_day(scene.facts.day)))
    yield ours(_("Pages that were not shared stay out. So do words somebody says are not theirs."))
    if scene.patient and any(SideName.FAMILY in question.sides for question in scene.facts.form.questions):
        name = scene.patient
        yield ours(_("Words of family and friends are in a copy only when {name} says so.").format(name=name))
    if any(question.safety for question in scene.facts.form.questions):
        yield ours(_("Safety questions are in every copy, also when nobody has answered them."))


def _which_kind(kind: CopyKind) -> str:
    """The kind of the copy by its name, and what that means."""
    if kind is CopyKind.CLEAN:
        return _("This is a clean copy: the words of the plan, without signs for who wrote them.")
    return _("This copy is called “Who wrote what”. Signs in square brackets say whose words follow.")
