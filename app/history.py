"""How a plan came about, in words: its moments by sitting, and the story of any words on the page.

By the minute only to whoever wrote the words; to others by sitting and day. Nothing here counts anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.dates import write_day, write_time
from app.language import _
from app.wording import voice_name
from models.base import from_ms
from models.database import Store
from models.sittings import sittings_of
from models.text.document import PlanDocument
from models.text.history import Happening, History
from models.text.pens import Pen
from models.text.records import RecordKind
from models.text.spans import Span

Names = Callable[[str], str]
MINUTE_MS = 60_000


@dataclass(frozen=True)
class SittingEnd:
    """One sitting of a plan's history: the moment at which its last act was kept, and its day in words."""

    sitting: str
    moment: int
    words: str


@dataclass(frozen=True)
class Stop:
    """A moment at which the page may be looked at, and what it is called. `sitting` only where it is a minute inside one."""

    moment: int
    words: str
    sitting: str = ""


def sitting_ends(history: History, store: Store, patient: str) -> list[SittingEnd]:
    """The sittings in which the plan was written in, oldest first."""
    with store.reading() as session:
        days = {sitting.id: sitting.started_at.astimezone().date() for sitting in sittings_of(session, patient)}
    return [SittingEnd(sitting, moment, _day_of(days.get(sitting))) for sitting, moment in history.ends_of_sittings()]


def stops(history: History, ends: list[SittingEnd], reader: str) -> list[Stop]:
    """The moments at which the page may be looked at: before the first word, each sitting's end, and now.

    `reader` is the person whose own pen is in hand, if any: that person also finds the minutes of their own acts.
    """
    known = {end.moment: Stop(end.moment, _("End of the sitting of {day}").format(day=end.words)) for end in ends}
    known |= {0: Stop(0, _("Before the first word")), len(history): Stop(len(history), _("Now"))}
    for minute in _minutes_of(history, ends, reader) if reader else ():
        known.setdefault(minute.moment, minute)
    return [known[moment] for moment in sorted(known)]


def others_wrote(page: PlanDocument, side: str, stop: Stop, reader: str) -> bool:
    """Whether somebody else's words of the same sitting stand in a box at a minute of the reader's: then it is no minute to show."""
    text = page.side(side)
    pens = [stretch.look.pen for stretch in text.stretches(0, text.length)]
    return bool(stop.sitting) and any(pen.sitting == stop.sitting and not _wrote(pen, reader) for pen in pens)


def story(history: History, side: str, character: Span, reader: str, days: dict[str, str], names: Names) -> list[str]:
    """The story of some words, a sentence a thing: who wrote them, when, and what happened to them since.

    `reader` is the person whose pen is in hand: the minute is told only to whoever wrote the words.
    """
    told = history.story_of(side, character)
    when = _minute_of(told.at_ms) if reader and _wrote(told.pen, reader) else days.get(told.pen.sitting, "")
    return [_written(told.pen, when, names), *(_happened(thing, days, names) for thing in told.happened if _worth_telling(thing))]


def _minutes_of(history: History, ends: list[SittingEnd], reader: str) -> list[Stop]:
    """The last act of each minute in which the reader did something."""
    days = {end.sitting: end.words for end in ends}
    minutes: dict[tuple[str, int], Stop] = {}
    for moment in range(1, len(history) + 1):
        pen, at_ms = history.pen_of(moment), history.date_of(moment)
        if _wrote(pen, reader):
            words = _("{time}, in the sitting of {day}").format(time=_minute_of(at_ms), day=days[pen.sitting])
            minutes[pen.sitting, at_ms // MINUTE_MS] = Stop(moment, words, pen.sitting)
    return list(minutes.values())


def _wrote(pen: Pen, reader: str) -> bool:
    return reader in (pen.hands, *pen.voice.people)


def _written(pen: Pen, when: str, names: Names) -> str:
    voice, hands = voice_name(pen.voice, names), names(pen.hands)
    if pen.own_hands:
        return _("{name} wrote this. {when}").format(name=voice, when=when).strip()
    return _("{hands} typed this for {name}. {when}").format(hands=hands, name=voice, when=when).strip()


def _worth_telling(thing: Happening) -> bool:
    return thing.kind in _sentences("")


def _happened(thing: Happening, days: dict[str, str], names: Names) -> str:
    sentence = _sentences(voice_name(thing.pen.voice, names))[thing.kind]
    day = days.get(thing.pen.sitting, "")
    parts = [sentence, day, _("It was taken back.") if thing.taken_back else ""]
    parts += [_("{name} was there and saw it.").format(name=names(thing.witness))] if thing.witness else []
    return " ".join(part for part in parts if part)


def _sentences(name: str) -> dict[RecordKind, str]:
    return {
        RecordKind.OUT: _("{name} took this out, or crossed it out.").format(name=name),
        RecordKind.LET_GO: _("{name} let it go.").format(name=name),
        RecordKind.KEEP: _("{name} kept it.").format(name=name),
        RecordKind.CONFIRM: _("{name} said: yes, my words.").format(name=name),
        RecordKind.NOT_MINE: _("{name} said: not my words.").format(name=name),
        RecordKind.QUOTE: _("{name} quoted it here.").format(name=name),
        RecordKind.PASTED: _("{name} pasted it.").format(name=name),
    }


def _minute_of(at_ms: int) -> str:
    """By the clock on the wall of whoever reads."""
    return write_time(from_ms(at_ms).astimezone())


def _day_of(day: date | None) -> str:
    return write_day(day) if day else _("a day that is not known")
