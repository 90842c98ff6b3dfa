"""What a plan says, as one short sum: every word with everything that is shown of whose it is, and every answer."""

import hashlib
from collections.abc import Iterator

from models.text.document import PlanDocument
from models.text.entries import all_entries
from models.text.pens import PenKey
from models.text.runs import Look


def sum_of(document: PlanDocument) -> str:
    """The same for two plans that say the same, and for no others. Sides that were only looked into count for nothing."""
    said = sorted([*_words(document), *_answers(document)])
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def _words(document: PlanDocument) -> Iterator[str]:
    for name in document.written_sides():
        for place, run in enumerate(document.side(name).runs()):
            yield repr((name, place, run.text, *_worn(run.look)))


def _worn(look: Look) -> tuple[object, ...]:
    struck, kept = ([_key(key) for key in keys] for keys in (look.struck_by, look.kept_from))
    put_by, voice = _key(look.pen.key), (look.voice.people, look.voice.named)
    return put_by, voice, look.hands, look.way, struck, kept, look.said.value, look.pasted, look.quoted, look.moved


def _answers(document: PlanDocument) -> Iterator[str]:
    for place in document.entry_places():
        for entry in all_entries(document, place):
            yield repr((place, entry.key, _key(entry.pen.key), sorted(entry.value.items()), entry.said.value))


def _key(key: PenKey) -> tuple[object, ...]:
    return key.voice.people, key.voice.named, key.hands
