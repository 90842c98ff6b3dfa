"""Small pages for tests: people with pens in hand, words on a page, and a page read out as plain words."""

from models.text.document import Committed, PlanDocument
from models.text.pens import Pen, PenKey, Voice
from models.text.runs import Look, Said
from models.text.spans import Spans
from models.text.writing import Written, write

HERE, THERE = "safe/together", "goal/together"


def own_pen(person: str, sitting: str = "monday") -> Pen:
    """A person's pen in own hands."""
    return Pen(f"{person} {sitting}", Voice.of(person), person, sitting=sitting)


def pen_for(person: str, hands: str) -> Pen:
    """The pen of a scribe: one person's words, another's hands."""
    return Pen(f"{hands} for {person}", Voice.of(person), hands, sitting="monday")


SAM, JO, ADA, MUM = own_pen("sam"), own_pen("jo"), own_pen("ada"), own_pen("mum")
JO_FOR_SAM, ADA_FOR_SAM = pen_for("sam", "jo"), pen_for("sam", "ada")
BOTH = Pen("both", Voice.shared("sam", "jo"), "jo", sitting="monday")


class Page(PlanDocument):
    """A plan's writing with short ways to write on one side of it; `rows` are what it kept."""

    def __init__(self, *blobs: bytes) -> None:
        super().__init__(blobs, keep=self._note)
        self.rows: list[Committed] = []

    def _note(self, committed: Committed) -> None:
        self.rows.append(committed)

    @property
    def text(self) -> str:
        """The words on the page."""
        return self.side(HERE).text

    @property
    def blobs(self) -> list[bytes]:
        """Every update it kept."""
        return [update.blob for row in self.rows for update in row.updates]

    def type(self, pen: Pen, text: str, behind: str = "", side: str = HERE, pasted: str | None = None) -> Written:
        """The pen writes, behind those words or at the end."""
        page = self.side(side).text
        at = _units(page[: page.index(behind) + len(behind)] if behind else page)
        return write(self, pen, side, at, 0, text, pasted=pasted)

    def take_out(self, pen: Pen, words: str, side: str = HERE, burst: str = "") -> Written:
        """The pen takes those words out."""
        start, end = self.place(words, side)
        return write(self, pen, side, start, end - start, burst=burst)

    def place(self, words: str, side: str = HERE) -> tuple[int, int]:
        """Where the words stand on the page, in UTF-16 units. They stand there once."""
        page = self.side(side).text
        assert page.count(words) == 1, (words, page)
        start = _units(page[: page.index(words)])
        return start, start + _units(words)

    def spans(self, words: str, side: str = HERE) -> Spans:
        """The ids of the words."""
        return self.side(side).ids_of(*self.place(words, side))

    def reads(self, side: str = HERE) -> list[str]:
        """The page read out: each run as "words: whose, and all there is to say of them"."""
        return [f"{run.text.strip()}: {', '.join(_told(run.look))}" for run in self.side(side).runs()]

    def look(self, words: str, side: str = HERE) -> Look:
        """How the words look, all alike."""
        (look,) = {stretch.look for stretch in self.side(side).between(*self.place(words, side))}
        return look


def exchange(*pages: Page) -> None:
    """Each page gets all that the others kept."""
    for page in pages:
        for other in pages:
            for blob in other.blobs if other is not page else ():
                page.receive(blob)


def _told(look: Look) -> list[str]:
    struck = [f"struck by {_name(key)}" for key in look.struck_by]
    kept = [f"kept from {_name(key)}" for key in look.kept_from]
    said = [] if look.said is Said.OWN else [look.said.value]
    quoted = [f"{'moved' if look.moved else 'quoted'} by {_name(look.pen.key)}"] if look.quoted else []
    pasted = [] if look.pasted is None else [f"pasted from {look.pasted}" if look.pasted else "pasted"]
    return [_name(PenKey(look.voice, look.hands)), *said, *quoted, *pasted, *struck, *kept]


def _name(key: PenKey) -> str:
    voice = " and ".join(key.voice.people) or key.voice.named or key.voice.kind.value
    return voice if key.own_hands else f"{voice} by {key.hands}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
