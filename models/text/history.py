"""The page as it stood at any moment of the record, and the story of any words on it.

A moment is a number of rows: the first n rows of a plan's record, replayed in a document of their own. The live document is never moved.
It can't say anything else than the engine says, and twenty thousand rows take about a tenth of a second.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from models.text.document import PlanDocument
from models.text.pens import Pen
from models.text.records import Record, RecordKind
from models.text.spans import Span, shared


@dataclass(frozen=True)
class HistoryRow:
    """One kept update, as the record holds it."""

    number: int
    at_ms: int
    peer: int
    first: int
    end: int
    blob: bytes


@dataclass(frozen=True)
class Happening:
    """Something that happened to words after they were written: what, by whose pen, and whether it was taken back again."""

    kind: RecordKind
    pen: Pen
    taken_back: bool
    witness: str = ""


@dataclass(frozen=True)
class Story:
    """Who put some words here, when, and what happened to them since."""

    pen: Pen
    at_ms: int
    happened: tuple[Happening, ...]


class History:
    """All moments of one plan, oldest first. Rows must be in the order of the record."""

    def __init__(self, rows: Sequence[HistoryRow]) -> None:
        self._rows = list(rows)
        self._page: PlanDocument | None = None
        self._shown = 0
        self._dated: dict[int, list[tuple[int, int]]] = defaultdict(list)  # peer -> (first counter, when)
        for row in self._rows:
            self._dated[row.peer].append((row.first, row.at_ms))
        for dated in self._dated.values():
            dated.sort()

    def __len__(self) -> int:
        """How many moments there are."""
        return len(self._rows)

    def page_at(self, moment: int) -> PlanDocument:
        """The plan as it stood after `moment` rows (0: empty). The document is for reading alone, and changes with the next call."""
        if self._page is None or moment < self._shown:
            self._page, self._shown = PlanDocument([row.blob for row in self._rows[:moment]]), moment
        for row in self._rows[self._shown : moment]:
            self._page.receive(row.blob)
        self._shown = max(moment, 0)
        return self._page

    def date_of(self, moment: int) -> int:
        """When that moment was, in milliseconds since 1970. Raises IndexError before the first."""
        if moment < 1:
            raise IndexError("nothing had happened yet")
        return self._rows[moment - 1].at_ms

    def pen_of(self, moment: int) -> Pen:
        """Whose act led to that moment. Raises IndexError before the first."""
        if moment < 1:
            raise IndexError("nothing had happened yet")
        return self._whole().pen_of(self._rows[moment - 1].peer)

    def ends_of_sittings(self) -> list[tuple[str, int]]:
        """Each sitting with the moment at which its last act was kept, in the order in which the sittings began."""
        ends: dict[str, int] = {}
        for moment, row in enumerate(self._rows, start=1):
            ends[self._whole().pen_of(row.peer).sitting] = moment
        return list(ends.items())

    def story_of(self, side: str, character: Span) -> Story:
        """Who wrote a character and what happened to it until now, in the order of what was done with it."""
        document = self._whole()
        records = [record for record in document.side(side).records.values() if shared(record.spans, [character])]
        happened = [_happening(record) for record in records if record.kind is not RecordKind.UNDONE]
        order = list(RecordKind)
        return Story(
            document.pen_of(character.peer),
            self._written_at(character),
            tuple(sorted(happened, key=lambda thing: order.index(thing.kind))),
        )

    def _whole(self) -> PlanDocument:
        return self.page_at(len(self._rows))

    def _written_at(self, character: Span) -> int:
        dated = self._dated[character.peer]
        place = bisect_right(dated, (character.first, 1 << 62)) - 1
        return dated[place][1] if place >= 0 else 0


def _happening(record: Record) -> Happening:
    return Happening(record.kind, record.pen, not record.on, record.witness)
