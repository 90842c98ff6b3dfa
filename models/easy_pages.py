"""Easy Read pages as data: a title, and lines that each say one thing beside a picture. A service can bring its own.

A page fits on one sheet of paper: it has few lines, and short ones. The file format is described in docs/formats/easy_pages.md.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from models.form_reading import Fault, FaultKind, FormFaults, Part, Place, Table, id_in, parse_toml, refuse_the_future

FORMAT = 1
MOST_PAGES = 20
MOST_LINES, MOST_LETTERS = 16, 100  # of a page, of a line: more would not fit on a sheet at 16 pt
GAPS = ("service", "advocate", "phone", "keeper")
# Other pages lead to these; a file without one of them would leave a door with nothing behind it.
LED_TO = ("co_production", "everybody_gives", "wise_expertise", "ladder", "pledge", "what_it_keeps", "say_no", "who_to_ask")

_GAP = re.compile(r"{(\w*)}")


@dataclass(frozen=True)
class EasyLine:
    """One thing, in one line, with its picture. `otherwise` is said while something that is named in a gap is not known."""

    words: str
    picture: str
    otherwise: str = ""

    @property
    def gaps(self) -> tuple[str, ...]:
        """What has to be filled in: names between curly brackets."""
        return tuple(_GAP.findall(self.words))

    def filled(self, known: Mapping[str, str]) -> "EasyLine":
        """The line as it is read: each gap filled with what is known, or the other words. Never a gap."""
        if not all(known.get(gap) for gap in self.gaps):
            return EasyLine(self.otherwise, self.picture)
        return EasyLine(_GAP.sub(lambda gap: known[gap[1]], self.words), self.picture)


@dataclass(frozen=True)
class EasyPage:
    """One page. `credit` names whose idea it is, under the page."""

    id: str
    title: str
    picture: str
    lines: tuple[EasyLine, ...]
    credit: str = ""

    def filled(self, known: Mapping[str, str]) -> "EasyPage":
        """The page as it is read."""
        return EasyPage(self.id, self.title, self.picture, tuple(line.filled(known) for line in self.lines), self.credit)


def read_pages(data: bytes, pictures: Collection[str] | None = None) -> tuple[EasyPage, ...]:
    """The pages in a TOML file, in its order. With `pictures` given, a picture that is not one of them is a fault.

    Raises FormFaults with all that is wrong, or FormFromTheFuture; nothing else, whatever the bytes are.
    """
    faults: list[Fault] = []
    table = Table(parse_toml(data), Place(Part.FILE), faults)
    refuse_the_future(table, FORMAT)
    table.text("language", needed=True)
    pages = _read_all(table, pictures)
    table.blame_unasked()
    if not faults:  # a page that could not be read is missing too, and that is told already
        for missing in [wanted for wanted in LED_TO if wanted not in pages]:
            table.blame(FaultKind.MISSING, missing)
    if faults:
        raise FormFaults(faults)
    return tuple(pages.values())


def _read_all(table: Table, pictures: Collection[str] | None) -> dict[str, EasyPage]:
    pages: dict[str, EasyPage] = {}
    for number, values in enumerate(table.items("pages", MOST_PAGES, needed=True), 1):
        below = table.below(values, Place(Part.PAGE, number, id_in(values)))
        page = _read_page(below, pictures)
        if page.id and page.id in pages:
            below.blame(FaultKind.TWICE, "id", page.id)
        pages[page.id] = page
    return pages


def _read_page(table: Table, pictures: Collection[str] | None) -> EasyPage:
    page = EasyPage(
        id=table.id("id"),
        title=_short(table, "title", needed=True),
        picture=_picture(table, pictures),
        lines=_read_lines(table, pictures),
        credit=_short(table, "credit"),
    )
    table.blame_unasked()
    return page


def _read_lines(table: Table, pictures: Collection[str] | None) -> tuple[EasyLine, ...]:
    found = enumerate(table.items("lines", MOST_LINES, needed=True), 1)
    place = table.place
    return tuple(_read_line(table.below(values, Place(Part.PAGE, place.number, place.name, row)), pictures) for row, values in found)


def _read_line(table: Table, pictures: Collection[str] | None) -> EasyLine:
    line = EasyLine(_short(table, "words", needed=True), _picture(table, pictures), _short(table, "otherwise"))
    table.blame_unasked()
    _check_gaps(line, table)
    return line


def _check_gaps(line: EasyLine, table: Table) -> None:
    """Each gap has a name that is known, and words for the time while nobody has said what goes into it."""
    for gap in line.gaps:
        if gap not in GAPS:
            table.blame(FaultKind.UNKNOWN_NAME, "words", gap)
    if set("{}") & set(_GAP.sub("", line.words)):
        table.blame(FaultKind.ILLEGAL_CHARACTERS, "words")
    if line.gaps and not line.otherwise and not table.is_blamed("otherwise"):
        table.blame(FaultKind.MISSING, "otherwise")
    if line.otherwise and (not line.gaps or _GAP.search(line.otherwise)):
        table.blame(FaultKind.NOT_WANTED, "otherwise")


def _short(table: Table, key: str, needed: bool = False) -> str:
    """A text that is short enough for a line."""
    text = table.text(key, needed=needed)
    if len(text) > MOST_LETTERS and not table.is_blamed(key):
        table.blame(FaultKind.TOO_LONG, key, MOST_LETTERS)
    return text


def _picture(table: Table, pictures: Collection[str] | None) -> str:
    """A picture has to be there: nothing on these pages is told by words alone."""
    name = table.known("picture", pictures)
    if not name and not table.is_blamed("picture"):
        table.blame(FaultKind.MISSING, "picture")
    return name
