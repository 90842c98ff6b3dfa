"""A small desk to write at in tests: a real plan document, a few people, and the editor's ports done in the plainest way."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.errors import Trouble
from models.text import undoing, writing
from models.text.document import PlanDocument
from models.text.pens import Pen, Voice
from models.text.undoing import Undone
from models.text.writing import Clip, Written
from ui.painting import MarkStyle
from ui.writing.ports import Ports

SIDE = "stay_safe/together"
SAMS = "stay_safe/patient"
JOS = "stay_safe/team"

MARKS = {
    "sam": MarkStyle("honey", "solid", "SO"),
    "jo": MarkStyle("sea", "dashed", "JN"),
    "mum": MarkStyle("leaf", "dotted", "MO"),
    "reyes": MarkStyle("plum", "double", "AR"),
    "lee": MarkStyle("brick", "dash-dot", "LP"),
    "tess": MarkStyle("slate", "dash-dot-dot", "TW"),
    "kofi": MarkStyle("teal", "thick", "KB"),
    "ana": MarkStyle("indigo", "thick-dashed", "AM"),
}
NAMES = {
    "sam": "Sam",
    "jo": "Jo",
    "mum": "Mum",
    "reyes": "Dr Reyes",
    "lee": "Lee",
    "tess": "Tess",
    "kofi": "Kofi",
    "ana": "Ana",
}

SAM = Pen("sam", Voice.of("sam"), "sam", sitting="today")
JO = Pen("jo", Voice.of("jo"), "jo", sitting="today")
MUM = Pen("mum", Voice.of("mum"), "mum", sitting="today")
JO_FOR_SAM = Pen("jo for sam", Voice.of("sam"), "jo", sitting="today")


def pen_of(person: str) -> Pen:
    """The pen with which a person writes their own words."""
    return Pen(person, Voice.of(person), person, sitting="today")


class KnownPeople:
    """Who is who in these tests."""

    def name_of(self, person: str) -> str:
        """The name, or the words as they are."""
        return NAMES.get(person, person)

    def mark_of(self, person: str) -> MarkStyle:
        """The mark; people that only a test knows get one by their number."""
        return MARKS.get(person) or MarkStyle("slate", "solid", person[:2].upper())


@dataclass
class TestDesk:
    """Holds the pen, does the acts, answers the questions, and notes what was asked and told."""

    __test__ = False

    document: PlanDocument = field(default_factory=PlanDocument)
    pen: Pen | None = SAM
    closed: set[str] = field(default_factory=set)  # sides into which the pen in hand may put no words
    source: str | None = ""  # the answer to "whose words?"; None: left out
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    waiting: list[Callable[[], None]] = field(default_factory=list)
    bursts: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    refuse: Trouble | None = None

    def ports(self) -> Ports:
        """All ports of the editor, done by this desk."""
        return Ports(KnownPeople(), self, self, self)

    # who has the pen

    def pen_for_writing(self, side: str) -> Pen | None:
        return None if side in self.closed else self.pen

    def pen_for_striking(self, side: str) -> Pen | None:
        return self.pen

    def key_without_pen(self, side: str, replay: Callable[[], None], typed: str = "", elsewhere: bool = False) -> None:
        self.waiting.append(replay)

    def take_back_waiting(self) -> bool:
        return False  # the room itself has keys that wait

    def take_up(self, pen: Pen) -> None:
        """Somebody takes up a pen; the keys that waited for it are pressed again."""
        self.pen, waiting = pen, self.waiting
        self.waiting = []
        for replay in waiting:
            replay()

    # acts

    def write(self, side: str, at: int, take: int, text: str, burst: str = "", pasted: str | None = None) -> Written:
        self.bursts.append(burst)
        return writing.write(self.document, self._in_hand(), side, at, take, text, burst=burst, pasted=pasted)

    def quote(self, side: str, at: int, take: int, clip: Clip) -> Written:
        return writing.quote(self.document, self._in_hand(), side, at, take, clip)

    def move(self, clip: Clip, side: str, at: int) -> Written:
        return writing.move(self.document, self._in_hand(), clip, side, at)

    def undo(self) -> Undone | None:
        return undoing.undo(self.document, self._in_hand())

    def redo(self) -> Undone | None:
        return undoing.redo(self.document, self._in_hand())

    # asking and telling

    def whose_words(self, side: str, words: str, put: Callable[[str], None]) -> None:
        self.asked.append(words)
        if self.source is not None:
            put(self.source)

    def tell(self, side: str, sentence: str) -> None:
        self.told.append(sentence)

    def trouble(self, side: str, trouble: Trouble) -> None:
        self.troubles.append(trouble)

    def _in_hand(self) -> Pen:
        if self.refuse:
            raise self.refuse
        assert self.pen is not None
        return self.pen


def write(document: PlanDocument, pen: Pen, text: str, at: int | None = None, take: int = 0, side: str = SIDE) -> Written:
    """Somebody writes, at the end unless told where."""
    place = document.side(side).length if at is None else at
    return writing.write(document, pen, side, place, take, text)
