"""The lists that forms and pages draw on, as data: ward words, pictures, roles, communication needs. A service can bring its own.

Each file is read as strictly as a form, and refused with the same faults.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from models.easy_read import WardWord
from models.form_reading import Fault, FaultKind, FormFaults, Part, Place, Table, parse_toml, refuse_the_future
from models.questions import SideName

FORMAT = 1
MOST_ROWS = 1_000

Row = TypeVar("Row")


class Expertise(StrEnum):
    """What somebody brings: what they lived, what they trained for, both, or neither (somebody who carries the words of others)."""

    PERSONAL = "personal"
    PROFESSIONAL = "professional"
    BOTH = "both"
    NEITHER = "neither"


@dataclass(frozen=True)
class Picture:
    """A picture by its common name: what it means (its spoken name too), and its icon in Material Design Icons."""

    name: str
    means: str
    icon: str


@dataclass(frozen=True)
class Role:
    """A way of taking part. `side` is where this person's own words go; None for those who only carry or keep the words of others."""

    id: str
    words: str
    expertise: Expertise
    explanation: str = ""
    staff: bool = False
    side: SideName | None = None


@dataclass(frozen=True)
class KnownNeed:
    """Something that people need so that they can join in: as a person chooses it, and short for "Sam needs: …"."""

    code: str
    words: str
    short: str


def read_words(data: bytes) -> tuple[WardWord, ...]:
    """The ward words in a TOML file, in its order. Raises FormFaults or FormFromTheFuture."""
    return _read_rows(data, "words", "word", _read_word)


def read_pictures(data: bytes) -> tuple[Picture, ...]:
    """The pictures in a TOML file, in its order. Raises FormFaults or FormFromTheFuture."""
    return _read_rows(data, "pictures", "name", _read_picture)


def read_roles(data: bytes) -> tuple[Role, ...]:
    """The roles in a TOML file, in its order. Raises FormFaults or FormFromTheFuture."""
    return _read_rows(data, "roles", "id", _read_role)


def read_needs(data: bytes) -> tuple[KnownNeed, ...]:
    """The communication needs in a TOML file, in its order. Raises FormFaults or FormFromTheFuture."""
    return _read_rows(data, "needs", "code", _read_need)


def _read_rows(data: bytes, key: str, named_by: str, read_row: Callable[[Table], Row]) -> tuple[Row, ...]:
    """The rows under a key. Each is named by one of its entries, and no two by the same."""
    faults: list[Fault] = []
    table = Table(parse_toml(data), Place(Part.FILE), faults)
    refuse_the_future(table, FORMAT)
    table.text("language", needed=True)
    rows: dict[str, Row] = {}
    for number, values in enumerate(table.items(key, MOST_ROWS, needed=True), 1):
        _add_row(rows, table.below(values, Place(Part.ROW, number)), named_by, read_row)
    table.blame_unasked()
    if faults:
        raise FormFaults(faults)
    return tuple(rows.values())


def _add_row(rows: dict[str, Row], table: Table, named_by: str, read_row: Callable[[Table], Row]) -> None:
    row = read_row(table)
    table.blame_unasked()
    name = getattr(row, named_by)
    if name and name in rows:
        table.blame(FaultKind.TWICE, named_by, name)
    rows[name] = row


def _read_word(table: Table) -> WardWord:
    return WardWord(
        word=table.text("word", needed=True),
        explanation=table.text("explanation", needed=True),
        also=table.texts("also"),
        hard=table.flag("hard"),
        say_instead=table.text("say_instead"),
    )


def _read_picture(table: Table) -> Picture:
    return Picture(table.id("name"), table.text("means", needed=True), table.text("icon", needed=True))


def _read_role(table: Table) -> Role:
    return Role(
        id=table.id("id"),
        words=table.text("words", needed=True),
        expertise=table.one_of("expertise", Expertise, needed=True) or Expertise.NEITHER,
        explanation=table.text("explanation"),
        staff=table.flag("staff"),
        side=table.one_of("side", SideName),
    )


def _read_need(table: Table) -> KnownNeed:
    return KnownNeed(table.id("code"), table.text("words", needed=True), table.text("short", needed=True))
