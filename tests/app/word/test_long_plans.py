"""A plan of many pages as LibreOffice lays it out: no heading alone, no row in two, no line cut, no gap that looks like an end."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from app.answers import Answered, LawDecision, Reply, Step, answered_value, law_value, step_value
from app.desk import BOXES
from app.stands import Stand
from app.word.blocks import CopyKind
from app.word.writer import write_copy
from models.text.document import side_id
from tests.app.word.invariants import W, WordFile, text_of
from tests.app.word.plans import JO, MUM, REYES, SAM, TODAY, PaperPlan
from tests.app.word.readers import PDF, libreoffice_convert

pytestmark = pytest.mark.long
SEED = 20_260_611
LEADING = ("Heading1", "Heading2", "Heading3", "Fortherecord", "Tablename", "Tablehead", "Lawtitle", "State", "Title")
BOOKMARK = re.compile(r"[az]\d+z")
WORDS = ["tea", "garden", "night", "door", "sleep", "letter", "music", "bike", "bus,", "and", "the", "with", "often.", "Mum.", "slowly"]
LARGEST_GAP = 0.45  # of the height between head and foot: before a row of texts beside each other, which nothing cuts


class LongPlan(PaperPlan):
    """A plan with boxes by the dozen. Every text begins and ends with a word that stands nowhere else."""

    def __init__(self) -> None:
        super().__init__(MUM)
        print(f"seed {SEED}")  # shown by pytest when the test fails
        self.rnd, self._count = Random(SEED), 0

    def text(self, most_words: int, most_lines: int = 1) -> str:
        """Some paragraphs of random words between two bookmarks."""
        self._count += 1
        lines = [" ".join(self.rnd.choices(WORDS, k=self.rnd.randint(1, most_words))) for _line in range(self.rnd.randint(1, most_lines))]
        body = "\n".join(lines)
        return f"a{self._count}z {body} z{self._count}z"

    def box(self, question: str, number: int) -> str:
        """One more box of a question that repeats."""
        name = f"b{number}"
        self.enters(SAM, side_id(question, BOXES), {"box": name})
        return name

    def fill(self) -> "LongPlan":
        """Writes it, with all that a copy can hold."""
        for number in range(52):
            self._need(self.box("need", number))
        for number in range(25):
            self._request(self.box("ask", number))
        for number in range(30):
            self._step(self.box("step", number))
        for number in range(12):
            self._decision(self.box("law", number))
        return self

    def _need(self, box: str) -> None:
        for who, side in ((SAM, "patient"), (JO, "team"), (SAM, "together")):
            if self.rnd.random() < 0.8:
                self.says(who, side_id("need", side, box), self.text(70, 4))
        together = side_id("need", "together", box)
        if self.rnd.random() < 0.4 and (found := re.search(r"(?<=z )\w+ \w+(?= )", self.document.side(together).text)):
            self.strikes(JO, together, found[0])
            self.keeps(SAM, together, found[0])
        for who in (SAM, JO, REYES):
            self.stands(who, "need", self.rnd.choice(list(Stand)), self.text(15), box)

    def _request(self, box: str) -> None:
        self.says(SAM, side_id("ask", "patient", box), self.text(60, 2))
        answered = Answered(self.rnd.choice(list(Reply)), self.text(60), REYES, TODAY)
        self.enters(REYES, side_id("ask", "team", box), answered_value(answered))

    def _step(self, box: str) -> None:
        place = side_id("step", "together", box)
        self.says(JO, place, self.text(40))
        for who in self.rnd.sample((SAM, JO, MUM), self.rnd.randint(0, 2)):
            self.enters(who, place, step_value(Step(who, TODAY)))

    def _decision(self, box: str) -> None:
        texts = (self.text(8), self.text(8), self.text(120), self.text(10), self.text(30))
        self.enters(REYES, side_id("law", "team", box), law_value(LawDecision(*texts)))
        self.says(SAM, side_id("law", "patient", box), self.text(30))


@dataclass(frozen=True)
class Printed:
    """A word on a page, with its place in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """The words of one page between its head and its foot, and where these two lie."""

    words: list[Printed]
    head: float
    foot: float

    @property
    def end(self) -> float:
        """How far down the words go."""
        return max(word.bottom for word in self.words)

    @property
    def last_line(self) -> str:
        """The words that stand furthest down."""
        return " ".join(word.text for word in sorted(self.words, key=lambda word: word.left) if word.bottom > self.end - 5)


@pytest.fixture(scope="module", params=list(CopyKind))
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[WordFile, list[Page]]:
    """The long plan as a Word file, and its pages."""
    folder = tmp_path_factory.mktemp("long")
    data = write_copy(LongPlan().fill().copy(request.param), TODAY)
    (folder / "long.docx").write_bytes(data)
    pages = list(pages_of(libreoffice_convert(folder / "long.docx", "pdf", folder)))
    assert len(pages) >= 60
    return WordFile(data), pages


def pages_of(file: Path) -> Iterator[Page]:
    """The pages of a PDF with the place of each word. Head and foot are two lines each."""
    ran = subprocess.run([PDF.demand(), "-bbox", str(file), "-"], capture_output=True, check=True, timeout=120)
    for page in etree.fromstring(ran.stdout, etree.HTMLParser(encoding="utf-8")).iter("page"):
        words = [_word(one) for one in page.iter("word")]
        tops = sorted({round(word.top) for word in words})
        foot = max(word.top for word in words if word.text in ("Clean", "Who"))  # the first word of the foot: the kind of copy
        head = max(word.bottom for word in words if word.top < tops[0] + 20)
        yield Page([word for word in words if word.top > head - 1 and word.bottom < foot + 4], head, foot)


def test_no_heading_stands_alone_at_the_end_of_a_page(printed: tuple[WordFile, list[Page]]) -> None:
    file, pages = printed
    leading = {" ".join(text.split()) for style, text in file.paragraphs if style in LEADING}

    assert [page.last_line for page in pages if page.last_line in leading] == []


def test_no_row_of_a_table_goes_over_a_page(printed: tuple[WordFile, list[Page]]) -> None:
    file, pages = printed
    page_of = {word.text: number for number, page in enumerate(pages) for word in page.words}
    rows = [set(BOOKMARK.findall(text_of(row))) for row in file.document.iter(f"{W}tr")]

    assert sum(len(row) > 1 for row in rows) > 30
    assert [row for row in rows if len({page_of[mark] for mark in row}) > 1] == []


def test_every_word_is_on_its_page_and_none_is_cut(printed: tuple[WordFile, list[Page]]) -> None:
    file, pages = printed
    expected = BOOKMARK.findall(" ".join(text for _style, text in file.paragraphs))
    found = [mark for page in pages for word in page.words for mark in BOOKMARK.findall(word.text)]

    assert sorted(found) == sorted(expected)
    for page in pages:
        assert page.head < min(word.top for word in page.words) + 2
        assert page.end <= page.foot
        assert max(word.right for word in page.words) <= 595.3 - 56.7 + 1


def test_no_page_but_the_last_looks_like_the_last(printed: tuple[WordFile, list[Page]]) -> None:
    _file, pages = printed
    gaps = {number: (page.foot - page.end) / (page.foot - page.head) for number, page in enumerate(pages[:-1], 1)}

    assert {number: round(gap, 2) for number, gap in gaps.items() if gap > LARGEST_GAP} == {}


def _word(one: etree._Element) -> Printed:
    return Printed(one.text or "", *(float(one.get(side)) for side in ("xmin", "ymin", "xmax", "ymax")))
