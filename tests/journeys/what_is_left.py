"""What a kill left in the store, held against what the screen had said.

With the store opened through Services:
- everything fits its chains (`app.checking`, which replays every row);
- what each pen put in is there, letter by letter and in order, at least up to the last "Saved", and nothing else is;
- the very page that was last said to be saved is among what the rows come to, one by one;
- no letter that was there before is gone from the record, and each is of the voice and hands of its alphabet;
- undo goes on: each pen's last step can be taken back and done again, and takes nobody else's words off the page.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.checking import check
from app.open_store import OpenStore
from app.plans import find_plan, load_document
from models.record import rows_of
from models.text import undoing
from models.text.document import PlanDocument
from models.text.pens import Pen, PenKey, Voice
from models.text.spans import Span
from tests.journeys.alphabets import ALPHABETS, in_wrong_hands
from tests.journeys.shown import sum_of

SAVED = "Saved, just now"


class Lost(AssertionError):
    """Something that was said to be saved is not there, or is not what it was."""


@dataclass
class Told:
    """What a killed process had told."""

    put: dict[str, str] = field(default_factory=lambda: defaultdict(str))  # by pen: all that it put in, in order
    saved: dict[str, int] = field(default_factory=dict)  # by pen: how many letters of that were put in when "Saved" was said last
    page: str = ""  # the sum of the page at that time
    lines_at_desk: int = 0
    last: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=40))  # for whoever looks into what went wrong

    def take(self, line: dict[str, Any]) -> None:
        """One more line. Raises Lost for one that says that something is wrong."""
        self.last.append(line)
        if "wrong" in line:
            raise Lost(line["wrong"])
        if "words" in line:
            self.put[line["pen"]] += line["words"]
        elif line.get("label") == SAVED:
            self.saved, self.page = line["put"], line["page"]
        self.lines_at_desk += self.lines_at_desk > 0 or line.get("at") == "desk"


@dataclass(frozen=True)
class Found:
    """What was found after one kill: how many rows are new, and how many pens had a step to take back."""

    rows: int
    undone: int


class WhatIsLeft:
    """One plan, looked at after each kill. `people` are ids by name."""

    def __init__(self, plan: str, sitting: str, people: dict[str, str]) -> None:
        self._plan, self._sitting, self._people = plan, sitting, people
        self._rows = PlanDocument()  # every row so far, taken in one by one
        self._reached = 0  # how many rows those are
        self._letters: dict[tuple[int, int], str] = {}  # every letter of the record by its id

    def look(self, store: OpenStore, told: Told) -> Found:
        """Looks at everything. Raises Lost."""
        checked = check(store.store, store.after_sitting.last_known_root, store.clock, lambda done, whole: None)
        if not checked.sound:
            raise Lost(" ".join(checked.sentences))
        before = self._reached
        self._follow_rows(store, told)
        self._look_at_letters(told)
        document = self._open_plan(store)
        if sum_of(document) != sum_of(self._rows):
            raise Lost("opened as the app opens it, the plan says something else than its rows one by one")
        self._look_at_hands(document)
        return Found(self._reached - before, sum(self._undo_goes_on(store, pen) for pen in ALPHABETS))

    # ---- insides

    def _open_plan(self, store: OpenStore) -> PlanDocument:
        return load_document(store.store, find_plan(store.store, self._plan))[1]

    def _follow_rows(self, store: OpenStore, told: Told) -> None:
        """Takes in the new rows one by one, and looks for the page that was last said to be saved among what they come to."""
        with store.store.reading() as session:
            rows = rows_of(session, self._plan, after=self._reached)
        pages = [sum_of(self._rows)]
        for row in rows:
            self._rows.receive(row.update.blob)
            pages.append(sum_of(self._rows))
        self._reached += len(rows)
        if told.page and told.page not in pages:
            raise Lost("the page that was said to be saved is none that the rows come to")

    def _look_at_letters(self, told: Told) -> None:
        now = {(span.peer, span.first + step): letter for span, text in self._everything() for step, letter in enumerate(text)}
        if gone := [key for key, letter in self._letters.items() if now.get(key) != letter]:
            raise Lost(f"{len(gone)} letters of earlier runs are gone from the record")
        put: dict[PenKey, str] = defaultdict(str)
        for peer, counter in sorted(now.keys() - self._letters.keys()):
            put[self._rows.pen_of(peer).key] += now[peer, counter]
        self._letters = now
        for pen in ALPHABETS:
            _hold_against(pen, put.pop(self._pen(pen).key, ""), told)
        if put:
            raise Lost(f"words under a pen that nobody held: {list(put)}")

    def _everything(self) -> Iterator[tuple[Span, str]]:
        for name in self._rows.written_sides():
            yield from self._rows.side(name).everything()

    def _look_at_hands(self, document: PlanDocument) -> None:
        """Every letter that was ever written, gone or not, is of the voice and hands of its alphabet."""
        for name in document.written_sides():
            side = document.side(name)
            for _ids, text, verdict in side.verdicts(span for span, _text in side.everything()):
                if wrong := in_wrong_hands(text, verdict.look, self._people):
                    raise Lost(f"in other hands in {name}: {wrong!r} under {verdict.look}")

    def _undo_goes_on(self, store: OpenStore, name: str) -> bool:
        """Takes the pen's last step back and does it again, on a copy. Gives whether there was one."""
        document, pen = self._open_plan(store), self._pen(name)
        before, page = _on_the_page(document), sum_of(document)
        undone = undoing.undo(document, pen)
        if undone is None or undone.refused:
            return False
        for ids in before.keys() - _on_the_page(document).keys():
            if not before[ids].voice.same_words_as(pen.voice):
                raise Lost(f"undo by {name} took somebody else's words off the page")
        if undoing.redo(document, pen) is None or sum_of(document) != page:
            raise Lost(f"what {name} undid could not be done again")
        return True

    def _pen(self, name: str) -> Pen:
        alphabet = ALPHABETS[name]
        voice, hands = self._people[alphabet.voice], self._people[alphabet.hands]
        return Pen("0" * 32, Voice.of(voice), hands, sitting=self._sitting)


def _hold_against(pen: str, found: str, told: Told) -> None:
    """What a pen put in is there as far as it was said to be saved, and nothing else is."""
    put, saved = told.put.get(pen, ""), told.saved.get(pen, 0)
    if not put.startswith(found):
        raise Lost(f"{pen} put in {put!r}, and {found!r} is there")
    if len(found) < saved:
        raise Lost(f"{saved} letters of {pen} were said to be saved, and {len(found)} are there: {put[len(found) : saved]!r} is lost")


def _on_the_page(document: PlanDocument) -> dict[tuple[int, int], PenKey]:
    """Every letter on the page by its id, and the pen that put it there. Without quotes: they leave with their source."""
    return {
        (stretch.span.peer, stretch.span.first + step): stretch.look.pen.key
        for name in document.written_sides()
        for stretch in document.side(name).stretches()
        if not stretch.look.quoted
        for step in range(stretch.span.length)
    }
