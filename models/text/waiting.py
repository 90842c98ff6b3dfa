"""What waits for a person's own answer: words typed for them, words of theirs that somebody struck, and where others struck in vain."""

from dataclasses import dataclass
from enum import StrEnum

from models.text.document import PlanDocument
from models.text.entries import all_entries
from models.text.judging import agreed_by, asked_of
from models.text.pens import PenKey
from models.text.runs import Entry, Look, Said
from models.text.side import Stretch
from models.text.spans import Spans, shared, tidy


class WaitKind(StrEnum):
    """What is asked."""

    TYPED_FOR = "typed for"  # are these your words?
    CHANGED = "changed"  # this changed since you said yes
    STRUCK = "struck"  # let it go, or keep it


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: where, which characters, their text, and who typed or struck it. `moved_to` is the side of a move, or ""."""

    kind: WaitKind
    side: str
    spans: Spans
    text: str
    by: PenKey
    moved_to: str = ""


def waiting_for(document: PlanDocument, person: str) -> list[Waiting]:
    """All that waits for this person's answer, side by side in name order, in reading order within a side."""
    return [thing for side in document.written_sides() for thing in waiting_in(document, side, person)]


def waiting_in(document: PlanDocument, side: str, person: str) -> list[Waiting]:
    """What waits for this person in one side, in reading order. Neighbouring words with the same question are one."""
    out: list[Waiting] = []
    end = -1
    for stretch in document.side(side).stretches():
        thing = _asks(document, side, stretch, person)
        if thing is None:
            continue
        last = out[-1] if out else None
        if last and end == stretch.at and (last.kind, last.by, last.moved_to) == (thing.kind, thing.by, thing.moved_to):
            out[-1] = Waiting(last.kind, side, tidy([*last.spans, *thing.spans]), last.text + thing.text, last.by, last.moved_to)
        else:
            out.append(thing)
        end = stretch.end
    return out


def entries_waiting_for(document: PlanDocument, person: str) -> list[tuple[str, Entry]]:
    """Choices, dates and stands that others entered for this person and that nobody has confirmed yet, with their places."""
    found = [(place, entry) for place in document.entry_places() for entry in all_entries(document, place)]
    return [(place, entry) for place, entry in found if entry.said is Said.WAITING and person in asked_of(entry.pen.voice, entry.pen.hands)]


def strikes_by(document: PlanDocument, side: str, pen: PenKey) -> list[Waiting]:
    """The open strikes of one pen in a side: what it may still take back."""
    page = document.side(side)
    return [
        Waiting(WaitKind.STRUCK, side, (stretch.span,), stretch.text, pen) for stretch in page.stretches() if pen in stretch.look.struck_by
    ]


def _asks(document: PlanDocument, side: str, stretch: Stretch, person: str) -> Waiting | None:
    look = stretch.look
    spans = (stretch.span,)
    if person in look.voice.owners and look.struck_by and not _agreed(document, side, stretch, person):
        return Waiting(WaitKind.STRUCK, side, spans, stretch.text, look.struck_by[0], _moved_to(document, side, stretch))
    if person not in _asked(look) or not (look.answered_here or look.moved):
        return None
    kind = {Said.WAITING: WaitKind.TYPED_FOR, Said.CHANGED: WaitKind.CHANGED}.get(look.said)
    if kind is None or _said_yes(document, side, stretch, person):
        return None
    return Waiting(kind, side, spans, stretch.text, PenKey(look.voice, look.hands))


def _asked(look: Look) -> frozenset[str]:
    return asked_of(look.voice, look.hands)


def _agreed(document: PlanDocument, side: str, stretch: Stretch, person: str) -> bool:
    """Whether one of several owners has agreed already, and only the others are waited for."""
    voice = stretch.look.voice
    if len(voice.owners) < 2:
        return False
    own = [record for record in document.side(side).records.values() if record.on and agreed_by(record, voice) == person]
    return any(shared(record.spans, (stretch.span,)) for record in own)


def _said_yes(document: PlanDocument, side: str, stretch: Stretch, person: str) -> bool:
    """Whether one of several speakers has confirmed already, and only the others are waited for."""
    verdicts = document.side(side).verdicts((stretch.span,))
    return len(stretch.look.voice.owners) > 1 and any(person in verdict.confirmed_by for _, _, verdict in verdicts)


def _moved_to(document: PlanDocument, side: str, stretch: Stretch) -> str:
    for record in document.side(side).records.values():
        if record.on and record.moved_to and shared(record.spans, (stretch.span,)):
            return record.moved_to
    return ""
