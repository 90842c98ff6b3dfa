"""What is read aloud of a question: its words, its help, then what stands in each box, the name first."""

from collections.abc import Iterator

from app.answers import read_answered, read_chosen, read_date, read_law, read_step
from app.dates import write_day
from app.desk import Desk
from app.language import _
from app.places import BEFORE
from app.sides import Box
from app.struck_before import asked_out
from app.word.answered import no_way_to_question_it, reply_in_words
from app.wording import Names, passage_line, until_in_words, voice_name, with_stop
from models.questions import CHOOSING, Kind, Question, SideName
from models.text.document import question_of, side_id
from models.text.pens import PenKey
from models.text.reading import by_voice
from models.text.runs import Entry, Said


def passages_of(desk: Desk, question: Question, names: Names) -> list[str]:
    """The question as passages to hear. Where nobody wrote that is said."""
    written = [passage for number in desk.box_ids(question) for passage in _in_boxes(desk, question, number, names)]
    written += dict.fromkeys(desk.why_hidden(one.name, names) for number in desk.box_ids(question) for one in desk.boxes(question, number))
    written = [*filter(None, written)]
    return [*filter(None, (question.wording, question.help)), *(written or [_("Nobody has written here yet.")])]


def _in_boxes(desk: Desk, question: Question, number: str, names: Names) -> list[str]:
    place = side_id(question.id, BEFORE, number)
    passages = () if desk.hides(place) else by_voice(desk.document, place)
    before = [passage_line(one, names) for one in passages if one.text.strip()]
    struck = asked_out(desk.document, question.id, number, lambda voice: voice_name(voice, names))
    said = [_("What we said last time."), *before, *struck] if before else []
    return [*said, *(passage for box in desk.boxes(question, number) for passage in _in_box(desk, question, box, names))]


def _in_box(desk: Desk, question: Question, box: Box, names: Names) -> list[str]:
    if desk.waits_for_others(question, question_of(box.name)[1]) or desk.hides(box.name):
        return []  # what is not shown is not read
    words = [passage_line(one, names) for one in by_voice(desk.document, box.name) if one.text.strip()]
    answers = answers_in_box(desk, question, box, names)
    title = [_("{title}.").format(title=box.title)] if box.side is SideName.TOGETHER and (words or answers) else []
    return [*title, *answers, *words]


def answers_in_box(desk: Desk, question: Question, box: Box, names: Names) -> list[str]:
    """The answers in a box that are not text, each in words behind the name of whose it is."""
    if desk.waits_for_others(question, question_of(box.name)[1]):
        return []
    return [_with_name(entry, said, names) for entry in desk.entries(box.name) if (said := answer_in_words(question, entry, names))]


def answer_in_words(question: Question, entry: Entry, names: Names) -> str:
    """An answer that is not text, in words; empty for none, and for one that cannot be read."""
    return " ".join(filter(None, _parts(question, entry, names)))


def _with_name(entry: Entry, said: str, names: Names) -> str:
    name, hands = voice_name(entry.pen.voice, names), names(entry.pen.hands)
    own = PenKey(entry.pen.voice, entry.pen.hands).own_hands
    if entry.said is Said.WAITING and not own:
        return _("{name}, typed by {hands}, not yet confirmed: {text}").format(name=name, hands=hands, text=said)
    return _("{name}: {text}").format(name=name, text=said)


def _parts(question: Question, entry: Entry, names: Names) -> Iterator[str]:
    if question.kind in CHOOSING:
        yield _chosen(question, entry)
    elif question.kind is Kind.DATE:
        day = read_date(entry.value)
        yield write_day(day) if day else ""
    elif question.kind is Kind.LAW:
        yield from _decided(entry)
    elif question.kind is Kind.ACTION:
        yield from _step(entry, names)
    else:
        yield from _answered(entry, names)


def _chosen(question: Question, entry: Entry) -> str:
    chosen = read_chosen(entry.value)
    if chosen is None:
        return ""
    known = {choice.value: choice.words for choice in question.choices}
    said = [*(known.get(value, value) for value in chosen.values), *filter(None, [chosen.own])]
    return ". ".join(said)


def _decided(entry: Entry) -> Iterator[str]:
    decision = read_law(entry.value)
    if decision is None:
        return
    yield _("Decided under the law by {decider}, under {power}. Why: {reason}").format(
        decider=decision.decider, power=decision.power, reason=with_stop(decision.reason)
    )
    yield with_stop(until_in_words(decision.until))
    challenge = with_stop(decision.challenge)
    yield _("How to question it: {way}").format(way=challenge) if challenge else no_way_to_question_it()


def _step(entry: Entry, names: Names) -> Iterator[str]:
    step = read_step(entry.value)
    if step is not None:
        yield _("{name} takes it on.").format(name=names(step.who)) if step.who else _("Nobody has taken this step yet.")
        yield _("By {day}.").format(day=write_day(step.by_when)) if step.by_when else ""


def _answered(entry: Entry, names: Names) -> Iterator[str]:
    answered = read_answered(entry.value)
    if answered is not None:
        yield reply_in_words(answered.reply)
        yield with_stop(answered.reason)
        yield _("Answered by {name}.").format(name=names(answered.by)) if answered.by else ""
        yield _("We look again on {day}.").format(day=write_day(answered.again)) if answered.again else ""
