"""Answers that are not text, as lines of a copy: choices, days, yes, no and later, answers to requests, steps, decisions under law."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.answers import Answered, Chosen, LawDecision, Reply, in_order, read_answered, read_chosen, read_date, read_law, read_step
from app.dates import write_day
from app.language import _
from app.sides import Box
from app.word.blocks import Column, Line, Piece, PieceKind, SideBySide, ours
from app.word.scene import Scene, we_differ_sentence
from app.word.telling import Telling, sign
from app.wording import begin_alike
from models.questions import CHOOSING, Duty, Kind, Question
from models.text.pens import Voice
from models.text.runs import Entry


def answer_lines(question: Question, entry: Entry, tell: Telling) -> list[Line]:
    """One person's answer as lines, with initials before it where the kind of copy asks for them and notes behind it."""
    lines = list(_in_lines(question, entry, tell)) or [ours(_("This answer cannot be read."))]
    lines = [_signed(line, entry, tell) if place == 0 or line[0].kind is PieceKind.LABEL else line for place, line in enumerate(lines)]
    lines[-1] = (*lines[-1], *tell.entry_notes(entry))
    return lines


def lines_of_box(question: Question, box: Box, scene: Scene) -> list[Line]:
    """The answers in one side that are not text. Whose each is stands before it, unless the title of the side says so."""
    tell = scene.telling(box)
    out: list[Line] = []
    for entry in scene.entries(box):
        first, *rest = answer_lines(question, entry, tell)
        if not tell.signs and box.owners != entry.pen.voice.owners and not _names_its_voice(question, entry):
            label = _("{name}:").format(name=scene.cast.voice(entry.pen.voice))
            first = (Piece(PieceKind.LABEL, f"{label} "), *first)
        out.extend((first, *rest))
    return out


def as_differing(question: Question, entries: Sequence[Entry], tell: Telling) -> SideBySide:
    """Different answers beside each other, each under the names of those who gave it."""
    groups: list[list[Entry]] = []
    for entry in entries:
        same = next((group for group in groups if _says(question, group[0]) == _says(question, entry)), None)
        if same is None:
            groups.append([entry])
        else:
            same.append(entry)
    columns = [Column(_names(group, tell), tuple(answer_lines(question, group[0], tell))) for group in groups]
    return SideBySide(we_differ_sentence(), tuple(columns))


def step_lines(entries: Sequence[Entry], tell: Telling, what: str) -> list[Line]:
    """Who takes a step ("who"), or by when ("by_when"), as the lines of a cell; where people differ all of it, each with its name."""
    said: dict[str, list[Entry]] = {}
    for entry in entries:
        said.setdefault(_of_step(entry, tell, what), []).append(entry)
    if set(said) <= {""}:
        return [ours(_("Nobody has taken this step yet.") if what == "who" else _("No day yet."))]
    if len(said) == 1:
        text, given = next(iter(said.items()))
        return [_signed((_words(text, given[0].pen.voice), *tell.entry_notes(given[0])), given[0], tell)]
    return [ours(_("We differ:")), *(_step_of(_names(given, tell), text or "–", given[0], tell, what) for text, given in said.items())]


def reply_in_words(reply: Reply) -> str:
    """A reply as a sentence."""
    return {Reply.YES: _("Yes."), Reply.LATER: _("Later."), Reply.NO: _("No.")}[reply]


def no_way_to_question_it() -> str:
    """What stands where nobody wrote how a decision under the law can be questioned."""
    return _("Nobody has written yet how this can be questioned, and who can help.")


# ---- insides


def _names_its_voice(question: Question, entry: Entry) -> bool:
    """Whether the lines of an answer say themselves whose it is."""
    answered = read_answered(entry.value) if question.kind is Kind.REQUEST else None
    return question.kind is Kind.LAW or (answered is not None and answered.by in entry.pen.voice.people)


def _in_lines(question: Question, entry: Entry, tell: Telling) -> Iterable[Line]:
    voice, value = entry.pen.voice, entry.value
    if question.kind in CHOOSING:
        chosen = read_chosen(value)
        return [(_words(words, voice),) for words in _chosen_lines(question, chosen)] if chosen else []
    if question.kind is Kind.DATE:
        day = read_date(value)
        return [(_words(write_day(day), voice),)] if day else []
    if question.kind is Kind.LAW:
        decision = read_law(value)
        return _law_lines(decision, voice, tell) if decision else []
    answered = _answered(question, entry)
    return _answered_lines(answered, voice, tell) if answered else []


def _answered(question: Question, entry: Entry) -> Answered | None:
    """What was answered; without who answers where everybody does so for themselves."""
    answered = read_answered(entry.value)
    if answered and answered.by in entry.pen.voice.people and question.kind is Kind.YES_NO_LATER:
        return replace(answered, by="")
    return answered


def _says(question: Question, entry: Entry) -> object:
    """The answer as it reads: two that are equal in this read the same."""
    own = _answered(question, entry) if question.kind is Kind.YES_NO_LATER else None
    return own or entry.value


def _chosen_lines(question: Question, chosen: Chosen) -> list[str]:
    return in_order(question, chosen) if question.has(Duty.IN_ORDER) else [_chosen_words(question, chosen)]


def _chosen_words(question: Question, chosen: Chosen) -> str:
    known = {choice.value: choice.words for choice in question.choices}
    words = "; ".join(known.get(value, value) for value in chosen.values)
    if words and chosen.own:
        return _("{choices}: {own}").format(choices=words, own=chosen.own)
    return words or chosen.own


def _answered_lines(answered: Answered, voice: Voice, tell: Telling) -> Iterable[Line]:
    yield (_words(" ".join(part for part in (reply_in_words(answered.reply), answered.reason.strip()) if part), voice),)
    by = _("Answered by {name}.").format(name=tell.cast.name(answered.by)) if answered.by else ""
    again = _again(answered.again)
    if by or again:
        yield ours(" ".join(part for part in (by, again) if part))


def _again(day: date | None) -> str:
    return _("We look again on {day}.").format(day=write_day(day)) if day else ""


def _law_lines(decision: LawDecision, voice: Voice, tell: Telling) -> Iterable[Line]:
    """Who decided is not always who wrote it down, so both are named; where initials stand, they do that."""
    yield _labelled(_("Who decided this:"), decision.decider, voice)
    yield _labelled(_("Under which law:"), decision.power, voice)
    yield _labelled(_("Why:"), decision.reason, voice)
    if decision.until:
        label = _("Until when:")
        yield _labelled(_("When it ends:") if begin_alike(label, decision.until) else label, decision.until, voice)
    if decision.challenge.strip():
        yield _labelled(_("How to question it:"), decision.challenge, voice)
    else:
        yield ours(no_way_to_question_it())
    if not tell.signs:
        yield ours(_("Written down by {name}.").format(name=tell.cast.voice(voice)))


def _labelled(label: str, text: str, voice: Voice) -> Line:
    return Piece(PieceKind.LABEL, f"{label} "), _words(" ".join(text.split()), voice)


def _of_step(entry: Entry, tell: Telling, what: str) -> str:
    step = read_step(entry.value)
    if step is None:
        return ""
    if what == "who":
        return tell.cast.name(step.who) if step.who else ""
    return write_day(step.by_when) if step.by_when else ""


def _step_of(names: str, text: str, entry: Entry, tell: Telling, what: str) -> Line:
    """What one of several says about a step. Who takes it on is not named twice."""
    voice, notes = entry.pen.voice, tell.entry_notes(entry)
    if what == "who" and text == names:
        return _signed((_words(_("{name} takes it on.").format(name=names), voice), *notes), entry, tell)
    says = _("{name} says:").format(name=names)
    return Piece(PieceKind.OURS, f"{says} "), _words(text, voice), *notes


def _names(group: Iterable[Entry], tell: Telling) -> str:
    return ", ".join(dict.fromkeys(tell.cast.voice(entry.pen.voice) for entry in group))


def _words(text: str, voice: Voice) -> Piece:
    return Piece(PieceKind.WORDS, text, voice)


def _signed(line: Line, entry: Entry, tell: Telling) -> Line:
    """The line with initials before the person's own words, and so behind a label of ours."""
    initials = tell.entry_sign(entry)
    if not initials:
        return line
    labels = 1 if line[0].kind is PieceKind.LABEL else 0
    return (*line[:labels], sign(initials, entry.pen.voice), *line[labels:])
