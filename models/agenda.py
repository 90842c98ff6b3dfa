"""The agenda of a form: the parts of a meeting in their order, with minutes, and the lines that its chair may read aloud."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from models.form_reading import Fault, FaultKind, FormFaults, Part, Place, Table, parse_toml, refuse_the_future

FORMAT = 1
MOST_PARTS = 60
MOST_LINES = 200
LONGEST_PART = 240  # minutes


class Stretch(StrEnum):
    """Where in a meeting a part stands. Only what is talked about can change its place, or be left out."""

    START = "start"
    TALK = "talk"
    CLOSE = "close"


@dataclass(frozen=True)
class AgendaPart:
    """One part of a meeting. `questions` are answered in it, `lines` are the ids of what its chair may read aloud.

    `since_last_time`: what was promised before is looked at here. `stays`: it cannot be left out. `in_short`: a short meeting has it too.
    """

    id: str
    title: str
    questions: tuple[str, ...]
    minutes: int
    stretch: Stretch = Stretch.TALK
    lines: tuple[str, ...] = ()
    since_last_time: bool = False
    stays: bool = False
    in_short: bool = False


@dataclass(frozen=True)
class ChairLine:
    """A line that a chair may read aloud, as one who leads alone says it, as two say it who share, and as somebody else who leads.

    A line that one of them does not say is empty.
    """

    id: str
    part: str
    alone: str
    shared: str
    other: str


def read_agenda(table: Table) -> tuple[AgendaPart, ...]:
    """The parts under `agenda` in a form's file, in order; none where the form has no agenda. What is wrong is written down there."""
    parts: list[AgendaPart] = []
    for number, values in enumerate(table.items("agenda", MOST_PARTS), 1):
        part = _read_part(table.below(values, Place(Part.ROW, number)), {known.id for known in parts})
        parts.append(part)
    return tuple(parts)


def read_chair_lines(data: bytes) -> tuple[ChairLine, ...]:
    """The lines in a TOML file, in its order. Raises FormFaults or FormFromTheFuture."""
    faults: list[Fault] = []
    table = Table(parse_toml(data), Place(Part.FILE), faults)
    refuse_the_future(table, FORMAT)
    table.text("language", needed=True)
    lines: dict[str, ChairLine] = {}
    for number, values in enumerate(table.items("lines", MOST_LINES, needed=True), 1):
        line = _read_line(table.below(values, Place(Part.ROW, number)), lines)
        lines[line.id] = line
    table.blame_unasked()
    if faults:
        raise FormFaults(faults)
    return tuple(lines.values())


def _read_part(table: Table, taken: Collection[str]) -> AgendaPart:
    part = AgendaPart(
        id=table.id("id"),
        title=table.text("title", needed=True),
        questions=table.texts("questions"),
        minutes=table.number("minutes"),
        stretch=table.one_of("stretch", Stretch) or Stretch.TALK,
        lines=table.texts("lines"),
        since_last_time=table.flag("since_last_time"),
        stays=table.flag("stays"),
        in_short=table.flag("in_short"),
    )
    table.blame_unasked()
    if part.id and part.id in taken:
        table.blame(FaultKind.TWICE, "id", part.id)
    if part.minutes > LONGEST_PART:
        table.blame(FaultKind.OUT_OF_RANGE, "minutes", LONGEST_PART)
    if not part.questions and not part.since_last_time and not table.is_blamed("questions"):
        table.blame(FaultKind.EMPTY, "questions")
    return part


def _read_line(table: Table, taken: Collection[str]) -> ChairLine:
    line = ChairLine(
        id=table.id("id"),
        part=table.text("part", needed=True),
        alone=table.text("alone"),
        shared=table.text("shared"),
        other=table.text("other", needed=True),
    )
    table.blame_unasked()
    if line.id and line.id in taken:
        table.blame(FaultKind.TWICE, "id", line.id)
    return line
