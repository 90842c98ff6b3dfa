"""What stands on somebody's private pages: words and choices by question, and the pieces of it that can be shared one by one.

Plain values that never change; each change gives another. As bytes they are filled up to a size that tells nothing of what is in them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from models.easy_read import sentences
from models.forms import Form
from models.questions import CHOOSING, Kind, Question
from models.text.clean import clean

BLOCK = 8 * 1024
"""Pages as bytes are as long as one of these, or as several where that is not enough."""

ALONE = frozenset({Kind.TEXT, Kind.REQUEST}) | CHOOSING
"""The kinds of question that somebody can prepare alone."""

_LENGTH_BYTES = 8
_FORMAT = 1


class DraftUnreadable(Exception):
    """The bytes that came out of the seal are no pages."""


class DraftFromTheFuture(Exception):
    """The pages were written with a newer Two Pens."""


@dataclass(frozen=True)
class Jotted:
    """What stands at one question: words in each of its boxes, or what was chosen, with own words."""

    boxes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    own: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return not (any(box.strip() for box in self.boxes) or self.values or self.own.strip())


@dataclass(frozen=True)
class Piece:
    """Something that can be shared by itself: a sentence in a box of a question, from `start` to `end`; or what was chosen there."""

    question: str
    box: int
    start: int
    end: int
    words: str

    @property
    def is_choice(self) -> bool:
        """Whether it is what was chosen, with its own words."""
        return self.box < 0


@dataclass(frozen=True)
class DraftWords:
    """All that stands on somebody's private pages beside one plan."""

    at: Mapping[str, Jotted] = field(default_factory=dict)

    # ---- what you can ask it

    def jotted(self, question: str) -> Jotted:
        """What stands at a question; nothing is nothing yet."""
        return self.at.get(question, Jotted())

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on any page."""
        return all(jotted.is_empty for jotted in self.at.values())

    def pieces(self, form: Form) -> list[Piece]:
        """All that can be shared, in the order of the form. Together the pieces of a box are all its words."""
        return [piece for question in form.questions for piece in _pieces_at(question, self.jotted(question.id))]

    # ---- what you can tell it

    def with_words(self, question: str, box: int, words: str) -> "DraftWords":
        """The same pages with these words in a box of a question; boxes before it that are not there yet stay empty."""
        before = self.jotted(question)
        boxes = [*before.boxes, *[""] * (box + 1 - len(before.boxes))]
        boxes[box] = clean(words)
        return self._with(question, replace(before, boxes=tuple(boxes)))

    def with_choice(self, question: str, values: tuple[str, ...], own: str = "") -> "DraftWords":
        """The same pages with another choice at a question; none chosen leaves it open."""
        return self._with(question, replace(self.jotted(question), values=values, own=clean(own) if values else ""))

    def without(self, pieces: Iterable[Piece]) -> "DraftWords":
        """The same pages without these pieces. A box in which nothing is left goes, too."""
        gone: dict[str, list[Piece]] = {}
        for piece in pieces:
            gone.setdefault(piece.question, []).append(piece)
        left = {**self.at, **{question: _without(self.jotted(question), given) for question, given in gone.items()}}
        return DraftWords({question: jotted for question, jotted in left.items() if not jotted.is_empty})

    def with_all_of(self, other: "DraftWords") -> tuple["DraftWords", "DraftWords"]:
        """The same pages and what stands on others; and what of those found no place: a choice where there is another one."""
        together, left = dict(self.at), dict[str, Jotted]()
        for question, theirs in other.at.items():
            together[question], rest = _both(self.jotted(question), theirs)
            if not rest.is_empty:
                left[question] = rest
        return DraftWords(together), DraftWords(left)

    # ---- as bytes

    def to_bytes(self) -> bytes:
        """All of it, filled up to full blocks."""
        said = {question: [jotted.boxes, jotted.values, jotted.own] for question, jotted in self.at.items()}
        held = json.dumps({"format": _FORMAT, "at": said}, separators=(",", ":")).encode()
        whole = len(held).to_bytes(_LENGTH_BYTES, "big") + held
        return whole + bytes(-len(whole) % BLOCK)

    @staticmethod
    def from_bytes(whole: bytes) -> "DraftWords":
        """What `to_bytes` gave. Raises DraftUnreadable, or DraftFromTheFuture."""
        length = int.from_bytes(whole[:_LENGTH_BYTES], "big")
        try:
            said = json.loads(whole[_LENGTH_BYTES : _LENGTH_BYTES + length])
            if said["format"] > _FORMAT:
                raise DraftFromTheFuture
            return DraftWords({question: _read(held) for question, held in said["at"].items()})
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
            raise DraftUnreadable from fault

    def _with(self, question: str, jotted: Jotted) -> "DraftWords":
        return DraftWords({**self.at, question: jotted})


def joined(pieces: Iterable[Piece]) -> str:
    """The words of pieces of one box, in order, as they are put into the plan: a gap where something between them stays private."""
    out, end = "", -1
    for piece in sorted(pieces, key=lambda piece: piece.start):
        gap = "" if not out or piece.start == end or out[-1].isspace() else " "
        out, end = out + gap + piece.words, piece.end
    return out.strip()


def _pieces_at(question: Question, jotted: Jotted) -> Iterator[Piece]:
    if question.kind not in ALONE:
        return
    for box, text in enumerate(jotted.boxes):
        yield from _sentences_of(question.id, box, text)
    if question.kind in CHOOSING and jotted.values:
        known = {choice.value: choice.words for choice in question.choices}
        words = [known[value] for value in jotted.values if value in known]
        yield Piece(question.id, -1, 0, 0, "\n".join([*words, *([jotted.own] if jotted.own else [])]))


def _sentences_of(question: str, box: int, text: str) -> Iterator[Piece]:
    """The sentences of a box, each with the blanks behind it; the first with those before it as well."""
    starts = [0, *(sentence.start for sentence in sentences(text)[1:])]
    if text.strip():
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            yield Piece(question, box, start, end, text[start:end])


def _both(ours: Jotted, theirs: Jotted) -> tuple[Jotted, Jotted]:
    """Both at one question, in boxes of their own, and what is left of theirs. A choice is not two."""
    boxes = (*ours.boxes, *(box for box in theirs.boxes if box.strip()))
    if not (ours.values or ours.own):
        return Jotted(boxes, theirs.values, theirs.own), Jotted()
    same = (ours.values, ours.own) == (theirs.values, theirs.own)
    return replace(ours, boxes=boxes), Jotted() if same else replace(theirs, boxes=())


def _without(jotted: Jotted, pieces: list[Piece]) -> Jotted:
    if any(piece.is_choice for piece in pieces):
        jotted = replace(jotted, values=(), own="")
    boxes = [_cut(text, [piece for piece in pieces if piece.box == box]) for box, text in enumerate(jotted.boxes)]
    return replace(jotted, boxes=tuple(text for text in boxes if text.strip()))


def _cut(text: str, pieces: list[Piece]) -> str:
    for piece in sorted(pieces, key=lambda piece: -piece.start):
        text = text[: piece.start] + text[piece.end :]
    return text


def _read(held: Any) -> Jotted:
    boxes, values, own = held
    return Jotted(tuple(map(str, boxes)), tuple(map(str, values)), str(own))
