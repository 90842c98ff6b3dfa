"""What leaves, as plain values: a copy of a plan before anybody thinks of a file format. Safe to hand upstairs and to compare in tests."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from models.marks import Mark
from models.text.pens import Voice


class CopyKind(StrEnum):
    """Which kind of copy leaves. The words are the same in all of them."""

    CLEAN = "clean"  # what we agree, both texts where we differ
    WHO_WROTE_WHAT = "who-wrote-what"  # initials, line and colour at each change of voice


class PieceKind(StrEnum):
    """What a piece of a line is."""

    WORDS = "words"  # somebody's own
    SIGN = "sign"  # initials that say whose words stand beside them
    NOTE = "note"  # what we say of words, in brackets
    OURS = "ours"  # a sentence of our own
    LABEL = "label"  # of our own too, and what follows belongs under it


class Piece(NamedTuple):
    """Neighbouring characters of one line that look alike. `voice` is whose words they are; None for what we say ourselves."""

    kind: PieceKind
    text: str
    voice: Voice | None = None
    struck: bool = False


Line = tuple[Piece, ...]


def ours(text: str) -> Line:
    """A line in which we say something ourselves."""
    return (Piece(PieceKind.OURS, text),)


def quiet(text: str) -> Line:
    """The same in small and quiet letters."""
    return (Piece(PieceKind.NOTE, text),)


@dataclass(frozen=True)
class Column:
    """One of several texts that stand beside each other at equal size, under its name. `place` as in a part."""

    title: str
    lines: tuple[Line, ...]
    place: str = ""


@dataclass(frozen=True)
class SideBySide:
    """Where people differ: each text at the same size. `name` says what this is, for somebody who only hears it."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Rows:
    """A table: its name, what each column holds, and its rows; each cell is some lines.

    `aloud` holds, row by row, the last two cells as a sentence for whoever hears them; "" where they read as they stand.
    """

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    widths: tuple[int, ...] = ()  # shares of the page; empty: all alike
    aloud: tuple[str, ...] = ()


class Dress(StrEnum):
    """How a part stands out."""

    SIDE = "side"  # words of one side, beside a thin line
    LISTED = "listed"  # short sentences, one below the other
    LAW = "law"  # in a frame: decided, and not agreed
    PLAIN = "plain"
    TOGETHER = "together"  # plain, and no page break inside


@dataclass(frozen=True)
class Part:
    """A titled part of an answer. `place` is the side it comes from, as the text engine names it; "" for what spans sides."""

    title: str
    body: tuple[Line | SideBySide | Rows, ...]
    place: str = ""
    dress: Dress = Dress.SIDE


@dataclass(frozen=True)
class Asked:
    """One question, or one box of a question that repeats, with all that is answered there. `elsewhere`: it stands on page 1."""

    question: str
    box: str
    number: str
    wording: str
    professional: str
    parts: tuple[Part, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True)
class Chapter:
    """A section of the form with what stands in it."""

    title: str
    professional: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class KeyRow:
    """One line of the key: the initials, whose they are, and how that person takes part. `mark` is None where nobody's colour belongs."""

    voice: Voice
    sign: str
    name: str
    role: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class Identity:
    """Whom the plan is about, as it stands on every page."""

    name: str
    known_as: str
    born: date | None
    nhs_number: str  # spaced 3 3 4; "" while nobody knows it

    @property
    def full_name(self) -> str:
        """The name, with what this person likes to be called behind it where that is something else."""
        return f"{self.name} ({self.known_as})" if self.known_as != self.name else self.name


@dataclass(frozen=True)
class Copy:
    """Everything that one copy says, in its order: the first page, the chapters, and what closes it."""

    kind: CopyKind
    title: str
    language: str
    about: Identity | None  # None for a plan about nobody
    standing: str  # where the plan is in its life, in few words
    state: tuple[str, ...]  # the same in sentences, and whether the patient agrees
    review: str
    version: str
    day: str
    ward: str
    unsettled: int = 0  # how many things wait for somebody's answer, a difference among them
    pointers: tuple[str, ...] = ()  # where to look first, by numbers of questions
    key: tuple[KeyRow, ...] = ()
    how_to_read: tuple[str, ...] = ()
    first: tuple[Asked, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    closing: tuple[Part, ...] = field(default=())  # not settled, left behind, not answered, who was there, about this copy

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every question that is printed with its answer, in reading order."""
        return (*self.first, *(asked for chapter in self.chapters for asked in chapter.asked if not asked.elsewhere))
