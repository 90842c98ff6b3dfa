"""What stands on Easy Read paper, as plain values: lines beside pictures, things to tick, and room to write by hand.

A sheet is one side of A4. Its words are as large as fit on it, and never under 16 points.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

SIZES = (20, 18, 16)  # points of the words, the largest first
TITLE_SIZE, SMALLEST_SIZE = 26, 16
ROOM_ON_A_SHEET = 685.0  # points from the first line to the last
WIDTH = 482.0
PICTURE_COLUMN, TICK_COLUMN = 62.0, 36.0
LINE_TO_WRITE_ON = 34.0
FEWEST_LINES, MOST_LINES_TO_WRITE_ON = 2, 6
_LETTER = 0.58  # the width of a letter in its size: that of a wide font, for computers that lack ours
_LINE = 1.24
_BETWEEN = 4.0  # above and below a line together
_BELOW_PICTURE = 0.3  # of the size of the words: a picture stands on their line
_CELL_EDGES = 11.0
_HEADING_ROOM = 14.0
_PICTURES = {26: 48.0, 20: 36.0, 18: 32.0, 16: 24.0}


@dataclass(frozen=True)
class Said:
    """One thing, in one line, beside its picture; "" for none."""

    words: str
    picture: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked, larger than the rest, with a line for anybody who is stuck."""

    words: str
    picture: str = ""
    help: str = ""


@dataclass(frozen=True)
class ToTick:
    """Things to choose from with a pen: a box, a picture, the words. They stand two beside each other."""

    choices: tuple[Said, ...]


@dataclass(frozen=True)
class ToWrite:
    """Lines to write on by hand. `label` stands before them: a number, or what goes there."""

    lines: int = FEWEST_LINES
    label: str = ""


Block = Said | Question | ToTick | ToWrite


@dataclass(frozen=True)
class Sheet:
    """One side of paper. `credit` stands at its end."""

    title: str
    picture: str
    body: tuple[Block, ...]
    credit: str = ""

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of all pictures on it, in order."""
        return (self.picture, *(name for block in self.body for name in _pictures_of(block)))


@dataclass(frozen=True)
class EasyPaper:
    """Several sheets under one name. `source` stands at the foot: which ward or service it comes from, "" for none."""

    name: str
    sheets: tuple[Sheet, ...]
    day: date
    source: str = ""
    language: str = "en-GB"

    @property
    def pictures(self) -> frozenset[str]:
        """The names of all pictures that are wanted."""
        return frozenset(name for sheet in self.sheets for name in sheet.pictures if name)


def size_for(sheet: Sheet) -> int:
    """The largest size in which the whole sheet fits on one side; the smallest where none does."""
    return next((size for size in SIZES if height_of(sheet, size) <= ROOM_ON_A_SHEET), SMALLEST_SIZE)


def with_room_to_write(sheet: Sheet) -> Sheet:
    """The same sheet with as many lines to write on as there is room for, shared out evenly."""
    writing = [block for block in sheet.body if isinstance(block, ToWrite) and not _is_short(block)]
    if not writing:
        return sheet
    bare = _with_lines(sheet, 0)
    each = int((ROOM_ON_A_SHEET - height_of(bare, SMALLEST_SIZE)) / LINE_TO_WRITE_ON / len(writing))
    return _with_lines(sheet, min(max(each, FEWEST_LINES), MOST_LINES_TO_WRITE_ON))


def height_of(sheet: Sheet, size: int) -> float:
    """About how high the sheet is, in points, with words of that size."""
    parts = (_height(block, size) for block in sheet.body)
    credit = _words(sheet.credit, SMALLEST_SIZE, WIDTH) + _HEADING_ROOM if sheet.credit else 0.0
    return max(_words(sheet.title, TITLE_SIZE, WIDTH - PICTURE_COLUMN), picture_size(TITLE_SIZE)) + _HEADING_ROOM + sum(parts) + credit


def picture_size(size: int) -> float:
    """How high a picture is beside words of that size, in points."""
    return _PICTURES[size]


def _with_lines(sheet: Sheet, lines: int) -> Sheet:
    body = (replace(block, lines=lines) if isinstance(block, ToWrite) and not _is_short(block) else block for block in sheet.body)
    return replace(sheet, body=tuple(body))


def _is_short(block: ToWrite) -> bool:
    """Whether it asks for a line or so, however much room there is."""
    return block.lines == 1


def _height(block: Block, size: int) -> float:
    if isinstance(block, Said):
        return _row(block, size, WIDTH)
    if isinstance(block, Question):
        help = _words(block.help, size, WIDTH - PICTURE_COLUMN) if block.help else 0.0
        return max(_words(block.words, size + 2, WIDTH - PICTURE_COLUMN), picture_size(size)) + help + 2 * _BETWEEN + _HEADING_ROOM
    if isinstance(block, ToTick):
        return sum(max(_row(one, size, WIDTH / 2 - TICK_COLUMN) for one in pair) for pair in in_twos(block.choices))
    label = _words(block.label, size, WIDTH) if block.label else 0.0
    return label + block.lines * LINE_TO_WRITE_ON


def in_twos(choices: Iterable[Said]) -> list[tuple[Said, ...]]:
    """Choices as they stand on paper: two in a row."""
    held = tuple(choices)
    return [held[start : start + 2] for start in range(0, len(held), 2)]


def _row(one: Said, size: int, width: float) -> float:
    picture = picture_size(size) + size * _BELOW_PICTURE if one.picture else 0.0
    return max(_words(one.words, size, width - (PICTURE_COLUMN if one.picture else 0.0) - _CELL_EDGES), picture) + _BETWEEN


def _words(words: str, size: int, width: float) -> float:
    """How high words are in a column of that width."""
    letters_in_a_line = max(1, int(width / (size * _LETTER)))
    lines, left = 1, letters_in_a_line
    for word in words.split():
        if len(word) > left and left < letters_in_a_line:
            lines, left = lines + 1, letters_in_a_line
        left -= len(word) + 1
    return lines * size * _LINE


def _pictures_of(block: Block) -> tuple[str, ...]:
    if isinstance(block, ToTick):
        return tuple(one.picture for one in block.choices)
    return (block.picture,) if isinstance(block, Said | Question) else ()
