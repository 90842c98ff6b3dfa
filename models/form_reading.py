"""Reading a file that somebody else wrote: every entry is asked for by name, and all that is wrong is collected, not only the first.

Nothing in such a file is ever carried out. Faults are data (what, where, which entry); the sentences about them are made upstairs.
"""

import json
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from models.text.clean import clean

LARGEST_FILE = 1_000_000  # bytes
LARGEST_KEPT = 8 * LARGEST_FILE  # as JSON, which may write one character in six bytes and a wording twice
LONGEST_TEXT = 2_000  # characters
LONGEST_ID = 60
LARGEST_NUMBER = 1_000_000

STEP_NUMBERS = frozenset("123456789")  # the steps of a scale can be kept by their place
_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LINE = re.compile(r"line (\d+)")
# WORKAROUND Python 3.11: tomllib's time grows with the square of the parts of a dotted key (a.a.a.…), up to hours for a file of 1 MB.
# No form has more than three parts, and no sentence fifty words with a dot after each.
_KEY = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_ENDLESS_KEY = re.compile(rf"(?<![\w-]){_KEY}(?:[ \t]*+\.[ \t]*+{_KEY}){{50}}")

Name = TypeVar("Name", bound=StrEnum)
Held = TypeVar("Held")


class Part(StrEnum):
    """Which part of a file a fault stands in."""

    FILE = "file"
    SECTION = "section"
    QUESTION = "question"
    CHOICE = "choice"
    ROW = "row"  # of a plain list, such as the ward words
    PAGE = "page"  # of the Easy Read pages; `row` is the number of a line on it


@dataclass(frozen=True)
class Place:
    """Where in a file: the part, its number counted from 1 through the whole file, and its id where it has a readable one.

    A choice stands under the number and id of its question, a line under those of its page; `row` is its own number there.
    """

    part: Part
    number: int = 0
    name: str = ""
    row: int = 0


class FaultKind(StrEnum):
    """What can be wrong with a file."""

    TOO_BIG = "too big"  # detail: the limit in bytes
    UNREADABLE = "unreadable"  # detail: the line, if known
    MISSING = "missing"
    EMPTY = "empty"
    WRONG_KIND = "wrong kind"  # detail: what was expected: text, flag, number, list, table
    OUT_OF_RANGE = "out of range"  # detail: the largest number
    TOO_LONG = "too long"  # detail: the limit in characters
    ILLEGAL_CHARACTERS = "illegal characters"
    BAD_ID = "bad id"  # detail: what stood there
    UNKNOWN_ENTRY = "unknown entry"
    UNKNOWN_NAME = "unknown name"  # detail: what stood there
    TWICE = "twice"  # detail: what stands there twice
    TOO_MANY = "too many"  # detail: the limit
    TOO_FEW = "too few"  # detail: the least
    NOT_WANTED = "not wanted"  # an entry that this kind of question cannot have
    NO_SUCH_QUESTION = "no such question"  # detail: the id that leads nowhere
    OTHERS_HAVE_A_SIDE = "others have a side"  # owner only, yet not exactly one side


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: what, where, and under which entry (`key`)."""

    kind: FaultKind
    place: Place
    key: str = ""
    detail: str = ""


class FormFaults(Exception):
    """A file cannot be used as a form. `faults` holds everything that is wrong with it, in reading order, at least one."""

    def __init__(self, faults: Collection[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


class FormFromTheFuture(Exception):
    """A file of a newer format than this program knows. `format` is the number it gives."""

    def __init__(self, format: int) -> None:
        super().__init__(f"format {format}")
        self.format = format


def parse_toml(data: bytes) -> object:
    """The plain values of a TOML file. Raises FormFaults when it is too big or not TOML."""
    return _parse(lambda: tomllib.loads(_text_of(data)), len(data), LARGEST_FILE)


def parse_json(data: bytes) -> object:
    """The plain values of a JSON text. Raises FormFaults when it is too big or not JSON."""
    return _parse(lambda: json.loads(data), len(data), LARGEST_KEPT)


def _text_of(data: bytes) -> str:
    """The text of a TOML file, with line ends as they are written everywhere. Raises ValueError when it is none, or takes too long."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    endless = _ENDLESS_KEY.search(text)
    if endless:
        raise ValueError(f"a key without end, line {text.count(chr(10), 0, endless.start()) + 1}")
    return text


def _parse(parse: Callable[[], object], size: int, largest: int) -> object:
    if size > largest:
        raise FormFaults([Fault(FaultKind.TOO_BIG, Place(Part.FILE), detail=str(largest))])
    try:
        return parse()
    except (ValueError, RecursionError) as error:
        raise FormFaults([_unreadable(error)]) from error


def _unreadable(error: Exception) -> Fault:
    line = _LINE.search(str(error))
    return Fault(FaultKind.UNREADABLE, Place(Part.FILE), detail=line[1] if line else "")


def _shown(text: str) -> str:
    """What stood in a file, fit to be shown: not long, on one line, and without signs that hide or turn round what stands beside them."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:LONGEST_ID])


def is_id(text: object) -> bool:
    """Whether this can be an id: small letters, digits and single low lines, a letter first."""
    return isinstance(text, str) and len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None


def id_in(values: object) -> str:
    """The id in a table that is not read yet, for naming its place. Empty where there is no readable one."""
    found = values.get("id") if isinstance(values, Mapping) else None
    return found if isinstance(found, str) and is_id(found) else ""


class Table:
    """One table of a file, asked entry by entry. What is wrong goes into a shared list of faults; the answer is then an empty value."""

    def __init__(self, values: object, place: Place, faults: list[Fault]) -> None:
        self.place = place
        self._faults = faults
        self._asked: set[str] = set()
        self._blamed: set[str] = set()
        self._values: Mapping[str, object] = values if isinstance(values, Mapping) else {}
        self._is_table = True
        if not isinstance(values, Mapping):
            self.blame(FaultKind.WRONG_KIND, detail="table")
            self._is_table = False  # said once; that all its entries are missing as well is no news

    def below(self, values: object, place: Place) -> "Table":
        """A table that stands inside this one; its faults go to the same list."""
        return Table(values, place, self._faults)

    def blame(self, kind: FaultKind, key: str = "", detail: object = "") -> None:
        """Write down that something is wrong here."""
        if self._is_table:
            self._faults.append(Fault(kind, self.place, _shown(key), _shown(str(detail))))
            self._blamed.add(key)

    def is_blamed(self, key: str) -> bool:
        """Whether something was wrong with this entry already."""
        return key in self._blamed

    def blame_unasked(self) -> None:
        """Write down every entry that nobody asked for: a misspelt one would otherwise be lost in silence."""
        for key in self._values:
            if key not in self._asked:
                self.blame(FaultKind.UNKNOWN_ENTRY, key)

    def text(self, key: str, needed: bool = False, lines: bool = False) -> str:
        """A text, trimmed; empty when it is not there. Only where `lines` is set may it run over several."""
        text = self._of_type(key, str, "text", needed)
        if text is None:
            return ""
        if len(text) > LONGEST_TEXT:
            self.blame(FaultKind.TOO_LONG, key, LONGEST_TEXT)
        elif clean(text) != text or (not lines and ("\n" in text or "\t" in text)):
            self.blame(FaultKind.ILLEGAL_CHARACTERS, key)
        elif needed and not text.strip():
            self.blame(FaultKind.EMPTY, key)
        return text.strip()

    def id(self, key: str, needed: bool = True) -> str:
        """An id; empty when it is missing or is none."""
        text = self._of_type(key, str, "text", needed)
        if text is None or is_id(text):
            return text or ""
        self.blame(FaultKind.BAD_ID, key, text)
        return ""

    def flag(self, key: str) -> bool:
        """True or false; false when it is not there."""
        return bool(self._of_type(key, bool, "flag"))

    def value(self, key: str) -> str:
        """What is kept when something is chosen: an id, or the number of a step; empty when it is missing or is neither."""
        text = self._of_type(key, str, "text", needed=True)
        if text is None or is_id(text) or text in STEP_NUMBERS:
            return text or ""
        self.blame(FaultKind.BAD_ID, key, text)
        return ""

    def number(self, key: str, needed: bool = True) -> int:
        """A whole number from 1; 0 where it does not have to be there and is not."""
        number = self._of_type(key, int, "number", needed)
        if number is not None and not 1 <= number <= LARGEST_NUMBER:
            self.blame(FaultKind.OUT_OF_RANGE, key, LARGEST_NUMBER)
        return number or 0

    def known(self, key: str, names: Collection[str] | None) -> str:
        """A text that is one of the names; any text where names is None. Empty when it is not there."""
        name = self.text(key)
        if name and names is not None and name not in names:
            self.blame(FaultKind.UNKNOWN_NAME, key, name)
        return name

    def one_of(self, key: str, names: type[Name], needed: bool = False) -> Name | None:
        """One member of a fixed set of names. None when it is not there or not one of them."""
        text = self._of_type(key, str, "text", needed)
        return None if text is None else self._member(key, text, names)

    def several_of(self, key: str, names: type[Name]) -> tuple[Name, ...]:
        """Members of a fixed set of names, in the order given, each once."""
        members = [self._member(key, text, names) for text in self.texts(key)]
        return tuple(member for member in members if member is not None)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once; those that are none or stand twice are written down as faults."""
        found: dict[str, None] = {}
        for value in self.items(key):
            if not isinstance(value, str):
                self.blame(FaultKind.WRONG_KIND, key, "text")
            elif value in found:
                self.blame(FaultKind.TWICE, key, value)
            else:
                found[value] = None
        return tuple(found)

    def items(self, key: str, limit: int = 100, needed: bool = False) -> list[Any]:
        """A list of whatever it holds; empty when it is not there, or longer than the limit."""
        items = self._of_type(key, list, "list", needed)
        if items is None:
            return []
        if needed and not items:
            self.blame(FaultKind.EMPTY, key)
        if len(items) > limit:
            self.blame(FaultKind.TOO_MANY, key, limit)
            return []
        return items

    def entry(self, key: str) -> object:
        """Whatever stands under a key, for a table of its own below this one. None when it is not there."""
        self._asked.add(key)
        return self._values.get(key)

    def _member(self, key: str, text: str, names: type[Name]) -> Name | None:
        try:
            return names(text)
        except ValueError:
            self.blame(FaultKind.UNKNOWN_NAME, key, text)
            return None

    def _of_type(self, key: str, wanted: type[Held], called: str, needed: bool = False) -> Held | None:
        self._asked.add(key)
        value = self._values.get(key)
        if type(value) is wanted:  # not isinstance: a flag would pass for a number
            return value
        if value is not None:
            self.blame(FaultKind.WRONG_KIND, key, called)
        elif needed:
            self.blame(FaultKind.MISSING, key)
        return None


def refuse_the_future(table: Table, known: int) -> None:
    """Raises FormFromTheFuture when the file says that its format is newer than the one we know."""
    given = table.number("format")
    if given > known:
        raise FormFromTheFuture(given)
