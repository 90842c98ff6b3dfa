"""One question of a copy with all that is answered there: each side under its title, both texts where people differ, who stands where."""

from collections.abc import Iterable, Mapping, Sequence

from app.answers import read_step, step_in_words
from app.language import _, ngettext
from app.places import BEFORE
from app.sides import Box
from app.struck_before import asked_out
from app.word.answered import as_differing, lines_of_box, step_lines
from app.word.blocks import Asked, Column, Dress, Line, Part, Rows, SideBySide, ours, quiet
from app.word.passages import lines_of
from app.word.scene import Scene, we_differ_sentence
from app.word.standing import signatures_part, stands_part
from app.wording import names_in_a_row
from models.questions import Condition, Duty, Kind, Question, SideName
from models.text.document import side_id
from models.text.entries import answers

Body = tuple[Line | SideBySide | Rows, ...]


def asked_of(lead: Question, followers: Sequence[Question], scene: Scene) -> list[Asked]:
    """What is printed of a question and those that repeat beside it, box by box. Empty where it is left out."""
    if lead.kind is Kind.ACTION:
        parts = _action_parts(lead, scene)
        return [_asked(lead, "", "", parts, scene)] if parts or must_stand(lead, scene) else []
    group = [lead, *followers]
    found = {(box, question.id): _parts(question, box, scene) for box in scene.box_ids(lead) for question in group}
    boxes = list(dict.fromkeys(box for (box, _question), parts in found.items() if parts)) or [""]
    return [asked for number, box in enumerate(boxes, 1) for asked in _box_of(group, box, number if len(boxes) > 1 else 0, found, scene)]


def must_stand(question: Question, scene: Scene) -> bool:
    """Whether a question is printed even when nobody has answered it: safety, first page, every copy."""
    if not is_asked(question, scene):
        return False
    safety = question.safety or scene.facts.form.section_of(question.id).safety
    return safety or question.kind is Kind.HEADING or question.has(Duty.EVERY_COPY) or question.has(Duty.FIRST_PAGE)


def is_asked(question: Question, scene: Scene) -> bool:
    """Whether a question belongs to this plan. Of the other conditions nothing is known here, and so they hide nothing."""
    return question.show_if is not Condition.EARLIER_PLAN or bool(scene.facts.plan.follows)


def nobody_decided_yet() -> str:
    """What stands behind words about a decision under the law of which nobody wrote down whose it is."""
    return _("Nobody has written who decided this, under which law, and why.")


def nothing_decided_yet() -> str:
    """What stands first where a decision under the law was written down, and not what it is."""
    return _("Nobody has written yet what was decided.")


# ---- insides


def _box_of(
    group: Sequence[Question], box: str, number: int, found: Mapping[tuple[str, str], tuple[Part, ...]], scene: Scene
) -> Iterable[Asked]:
    """One box of a question, and of those beside it. A question with nothing in it stands once, if it must stand at all."""
    for question in group:
        parts = found.get((box, question.id), ())
        nowhere = number < 2 and not any(parts for (_box, asked), parts in found.items() if asked == question.id)
        if parts or (nowhere and must_stand(question, scene)):
            yield _asked(question, box, str(number) if number else "", parts, scene)


def _asked(question: Question, box: str, number: str, parts: tuple[Part, ...], scene: Scene) -> Asked:
    place = scene.facts.form.number_of(question.id)
    if not parts and question.kind is not Kind.HEADING:
        parts = (_nothing_yet(question, scene),)
    professional = question.professional_wording if question.professional_wording != question.wording else ""
    return Asked(
        question=question.id,
        box=box,
        number=f"{place}.{number}" if number else str(place),
        wording=question.wording,
        professional=professional,
        parts=parts,
    )


def _nothing_yet(question: Question, scene: Scene) -> Part:
    if question.kind is Kind.SIGNATURE and scene.facts.form.agenda:
        return Part("", (quiet(_("Nobody has said yet where they stand on the whole record.")),), dress=Dress.PLAIN)
    if question.kind is Kind.SIGNATURE:
        return Part("", (quiet(_("Nobody has said yet where they stand on the whole plan.")),), dress=Dress.PLAIN)
    return Part("", (quiet(_("Nobody has written here yet.")),), dress=Dress.PLAIN)


def _parts(question: Question, box: str, scene: Scene) -> tuple[Part, ...]:
    """The parts of one box; empty when nothing is in it."""
    if scene.kept_apart(question, box):
        return _kept_apart(question, box, scene)
    if question.kind is Kind.SIGNATURE:
        stands = stands_part(question, box, scene)
        return (*signatures_part(scene), *_sides(question, box, scene), *([stands] if stands else []))
    parts = [*_listed_differences(question, scene), *_sides(question, box, scene), *_said_not_now(question, box, scene)]
    stands = stands_part(question, box, scene)
    return tuple([*parts, stands] if stands else parts)


def _kept_apart(question: Question, box: str, scene: Scene) -> tuple[Part, ...]:
    """That answers are here and not shown yet; nothing while nobody gave one."""
    if not scene.all_answers(question, box):
        return ()
    line = quiet(_("Not everybody has chosen yet. The choices are shown when each has chosen or passed."))
    return (Part("", (line,), dress=Dress.PLAIN),)


def _sides(question: Question, box: str, scene: Scene) -> tuple[Part, ...]:
    """Each side with what it holds, in reading order; whoever has written nothing is named at the end."""
    entries, boxes = scene.all_answers(question, box), scene.boxes(question, box)
    beside = scene.answers_differ(question, box)
    parts = _said_before(question, box, scene)
    parts += [Part("", (as_differing(question, entries, scene.telling(boxes[0])),), dress=Dress.PLAIN)] if beside and boxes else []
    filled, empty = list[Part](), list[Box]()
    for one in boxes:
        answers, words = [] if beside else lines_of_box(question, one, scene), scene.lines(one)
        decided = question.kind is Kind.LAW and bool(scene.entries(one))
        first = decided or (question.takes_reply and len(question.sides) == 1)  # what was decided, or asked for, comes before the rest
        if decided and not words:
            words = [ours(nothing_decided_yet())]
        if one.side is SideName.TEAM and words and scene.nobody_decided(question, box):
            words = [*words, ours(nobody_decided_yet())]
        body: Body = (*words, *answers) if first else (*answers, *words)
        if body:
            title = _("Decided under the law. It was not agreed here.") if decided else _title(question, one, scene)
            filled.append(Part(title, body, one.name, Dress.LAW if decided else Dress.SIDE))
        elif not beside:
            empty.append(one)
    if not parts and not filled:
        return ()
    filled.sort(key=lambda part: part.dress is not Dress.LAW)  # nobody can say yes or no to what they have not read yet
    if _stand_beside(question, box, filled, scene):
        filled = _beside(filled)
    if question.takes_reply and not scene.is_answered(question, box):
        return (*parts, *filled, Part("", (ours(_("Not answered yet.")),), dress=Dress.PLAIN))
    return (*parts, *filled, *_named_as_empty(empty, question))


def _said_before(question: Question, box: str, scene: Scene) -> list[Part]:
    """What was said last time, and is answered in this box: word for word, who takes it, and what somebody asked to take out."""
    place = side_id(question.id, BEFORE, box)
    runs = scene.runs(place)
    if not runs:
        return []
    tell = scene.telling(Box(place, SideName.PATIENT, frozenset(), "", ""))  # nobody's side: whose words they are is said of each
    steps = [step for entry in answers(scene.document, place) if (step := read_step(entry.value))]
    said = [ours(step_in_words(step, scene.cast.name)) for step in steps]
    said += [ours(line) for line in asked_out(scene.document, question.id, box, scene.cast.voice)]
    return [Part(_("What we said last time"), (*lines_of(runs, tell), *said), place)]


def _stand_beside(question: Question, box: str, filled: Sequence[Part], scene: Scene) -> bool:
    """Whether the sides are shown as the two or more texts of people who differ."""
    apart = [part for part in filled if _is_apart(part)]
    if question.kind is not Kind.TEXT or len(apart) < 2:
        return False
    return scene.stands_apart(question, box) or scene.has_two_views(question, box)


def _is_apart(part: Part) -> bool:
    """A side of its own, not *together*, and made of plain lines that fit beside others."""
    return not part.place.endswith(f"/{SideName.TOGETHER.value}") and all(isinstance(line, tuple) for line in part.body)


def _beside(filled: Iterable[Part]) -> list[Part]:
    """The sides beside each other at equal size, and *together* below them as it was."""
    apart = [part for part in filled if _is_apart(part)]
    columns = tuple(Column(part.title, tuple(line for line in part.body if isinstance(line, tuple)), part.place) for part in apart)
    return [Part("", (SideBySide(we_differ_sentence(), columns),), dress=Dress.PLAIN), *(part for part in filled if not _is_apart(part))]


def _title(question: Question, box: Box, scene: Scene) -> str:
    """Whose words a side holds. In a request and under the law it is said too what they are; what is open is not called agreed."""
    if box.side is SideName.TOGETHER and not scene.is_agreed(question, box):
        return _("Together")
    if question.kind is Kind.REQUEST and box.side is SideName.PATIENT:
        return _("{name} asks").format(name=box.title)
    if question.kind is Kind.REQUEST and box.side is SideName.TEAM:
        return _("The answer")
    if question.kind is Kind.LAW and box.side is SideName.PATIENT:
        return _("What {name} says about it").format(name=box.title)
    return scene.cast.name_and_role(next(iter(box.owners))) if box.side is SideName.FAMILY and box.owners else box.title


def _named_as_empty(empty: Iterable[Box], question: Question) -> list[Part]:
    """Whose side holds nothing. Family is not named: a side that stays out of copies looks like one that was never written in."""
    empty = [box for box in empty if box.side is not SideName.FAMILY]
    if not empty or question.kind in (Kind.LAW, Kind.SIGNATURE):
        return []
    return [Part("", (quiet(" ".join(_empty_sides(empty))),), dress=Dress.PLAIN)]


def _empty_sides(empty: Sequence[Box]) -> Iterable[str]:
    """What is missing, in a sentence for those who have a side of their own and one for what is said together."""
    own = [box for box in empty if box.side not in (SideName.TEAM, SideName.TOGETHER)]
    named = [box.title for box in own]
    several = len(named) + any(box.side in (SideName.PEOPLE, SideName.STAFF) or not box.owners for box in own)
    team = any(box.side is SideName.TEAM for box in empty)
    if named and team:
        yield _("{names} and the team have not written here yet.").format(names=", ".join(named))
    elif named:
        names = names_in_a_row(named)
        yield ngettext("{names} has not written here yet.", "{names} have not written here yet.", several).format(names=names)
    elif team:
        yield _("The team has not written here yet.")
    if any(box.side is SideName.TOGETHER for box in empty):
        yield _("There is no shared answer yet.")


def _said_not_now(question: Question, box: str, scene: Scene) -> list[Part]:
    """Who said *not now*; it is said of the question, so it stands in its first box alone."""
    lines = [ours(_("{name} said: not now.").format(name=name)) for name in scene.not_now(question)] if not box else []
    return [Part("", tuple(lines), dress=Dress.PLAIN)] if lines else []


def _listed_differences(question: Question, scene: Scene) -> list[Part]:
    """Where people differ elsewhere, and apart from that what was decided under the law: nobody is said to have agreed to it."""
    if not question.has(Duty.LISTS_DIFFERENCES):
        return []
    apart = [one for one in differing(scene) if one != question]
    decided = [one for one in scene.facts.form.questions if is_decided(one, scene) and one not in apart]
    listed = [(_("Where we differ in this plan"), apart), (_("Decided under the law, not agreed"), decided)]
    return [Part(title, tuple(_line_for(one, scene) for one in found), dress=Dress.LISTED) for title, found in listed if found]


def _line_for(question: Question, scene: Scene) -> Line:
    number = scene.facts.form.number_of(question.id)
    return ours(_("Question {number}: {question}").format(number=number, question=question.wording))


def is_decided(question: Question, scene: Scene) -> bool:
    """Whether something was decided under the law at a question."""
    return question.kind is Kind.LAW and any(scene.all_answers(question, box) for box in scene.box_ids(question))


def differing(scene: Scene) -> list[Question]:
    """The questions on which people differ, in the order of the form."""
    return [one for one in scene.facts.form.questions if any(scene.we_differ(one, box) for box in scene.box_ids(one))]


# ---- actions, as rows of one table


def _action_parts(question: Question, scene: Scene) -> tuple[Part, ...]:
    rows, aloud, below = [], list[str](), list[Part]()
    for box in scene.box_ids(question):
        row = _action_row(question, box, scene)
        if row:
            rows.append(row)
            aloud.append(_step_aloud(question, box, scene))
            below.extend(_stands_of_action(question, box, len(rows), scene))
    if not rows:
        return ()
    numbered = tuple(((ours(str(number)),), *row) for number, row in enumerate(rows, 1))
    table = Rows(_("Who does what, and by when"), (_("Step"), _("What"), _("Who"), _("By when")), numbered, (3, 12, 9, 9), tuple(aloud))
    return (Part("", (table,), dress=Dress.PLAIN), *below)


def _action_row(question: Question, box: str, scene: Scene) -> tuple[tuple[Line, ...], ...] | None:
    """What, who and by when of one step; None for a box with nothing in it."""
    boxes = scene.boxes(question, box)
    what = [line for one in boxes for line in _as_lines(scene.lines(one))]
    steps = [entry for one in boxes for entry in scene.entries(one) if read_step(entry.value)]
    if not what and not steps and not stands_part(question, box, scene):
        return None
    tell = scene.telling(boxes[0])
    return tuple(what), tuple(step_lines(steps, tell, "who")), tuple(step_lines(steps, tell, "by_when"))


def _step_aloud(question: Question, box: str, scene: Scene) -> str:
    """Who takes a step and by when, as one sentence; "" where people differ, or something is said of an answer."""
    given = [(scene.telling(one), entry) for one in scene.boxes(question, box) for entry in scene.entries(one)]
    steps = {step for _tell, entry in given if (step := read_step(entry.value))}
    if len(steps) != 1 or any(tell.entry_notes(entry) for tell, entry in given):
        return ""
    step = steps.pop()
    said = step_in_words(step, scene.cast.name)
    return said if step.by_when else " ".join((said, _("No day yet.")))


def _as_lines(body: Iterable[Line | SideBySide]) -> Iterable[Line]:
    """Two texts one below the other, each under its name, where there is no room beside each other."""
    for one in body:
        if isinstance(one, tuple):
            yield one
        else:
            yield ours(one.name)
            for column in one.columns:
                yield ours(_("{name}:").format(name=column.title))
                yield from column.lines


def _stands_of_action(question: Question, box: str, number: int, scene: Scene) -> list[Part]:
    part = stands_part(question, box, scene)
    title = _("Where we stand on step {number}").format(number=number)
    if scene.stands_apart(question, box):
        title = _("Where we stand on step {number}: we differ").format(number=number)
    return [Part(title, part.body, dress=part.dress)] if part else []
