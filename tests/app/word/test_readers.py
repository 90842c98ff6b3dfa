"""Our Word files as others read them. Each test is left out, loudly, where that reader is not installed."""

from pathlib import Path

import pytest

from app.demo import Demo, open_demo
from app.word.blocks import CopyKind, PieceKind
from app.word.export import copy_of, export_plan
from tests.app.word.invariants import WordFile, faults
from tests.app.word.readers import LIBREOFFICE, PDF, libreoffice_convert, pandoc_blocks, pandoc_text, pdf_pages, validator_errors
from tests.fakes import FakeClock

pytestmark = pytest.mark.long
BOTH = tuple(CopyKind)
FOOT = 2  # lines at the foot of each page


@pytest.fixture(scope="module")
def demo() -> Demo:
    """The demonstration, whose plans hold everything that a copy can hold."""
    with open_demo(lambda call: call(), FakeClock()) as opened:
        yield opened


@pytest.fixture(scope="module")
def files(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, CopyKind], Path]:
    """Both plans in both kinds."""
    folder = tmp_path_factory.mktemp("word")
    plans = {"care": demo.care_plan, "safety": demo.safety_plan}
    return {
        (name, kind): export_plan(demo.open_store, plan, kind, folder / f"{name}-{kind.value}.docx")
        for name, plan in plans.items()
        for kind in BOTH
    }


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("name", ["care", "safety"])
def test_every_invariant_holds_for_lively_plans(files: dict[tuple[str, CopyKind], Path], name: str, kind: CopyKind) -> None:
    assert faults(files[name, kind].read_bytes()) == []


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("name", ["care", "safety"])
def test_the_open_xml_validator_finds_nothing(files: dict[tuple[str, CopyKind], Path], name: str, kind: CopyKind) -> None:
    assert validator_errors(files[name, kind]) == []


@pytest.mark.parametrize("kind", BOTH)
def test_pandoc_reads_the_same_headings_tables_and_words(demo: Demo, files: dict[tuple[str, CopyKind], Path], kind: CopyKind) -> None:
    blocks = pandoc_blocks(files["care", kind])
    ours = WordFile(files["care", kind].read_bytes())
    headings = [" ".join(text.split()) for style, text in ours.paragraphs if style.startswith("Heading")]
    text = " ".join(pandoc_text(blocks).split()).replace("\N{NO-BREAK SPACE}", " ")

    assert [" ".join(pandoc_text(block["c"][2]).split()) for block in blocks if block["t"] == "Header"] == headings
    assert sum(block["t"] == "Table" for block in blocks) == len(list(ours.document.iter(f"{{{ours.document.nsmap['w']}}}tbl")))
    for words in _all_words(demo, kind):
        assert words in text


@pytest.mark.parametrize("kind", BOTH)
def test_libreoffice_reads_every_word(demo: Demo, files: dict[tuple[str, CopyKind], Path], kind: CopyKind, tmp_path: Path) -> None:
    text = libreoffice_convert(files["care", kind], "txt", tmp_path).read_text(encoding="utf-8-sig")
    flat = " ".join(text.split())

    for words in _all_words(demo, kind):
        assert words in flat


def test_libreoffice_keeps_the_persons_styles_when_it_saves_the_file_again(files: dict[tuple[str, CopyKind], Path], tmp_path: Path) -> None:
    folder = tmp_path / "again"
    folder.mkdir()
    saved = libreoffice_convert(files["care", CopyKind.WHO_WROTE_WHAT], "docx", folder)

    import zipfile

    with zipfile.ZipFile(saved) as package:
        styles = package.read("word/styles.xml").decode()
    assert 'w:styleId="Wordsofperson1"' in styles


@pytest.mark.parametrize("kind", BOTH)
def test_on_paper_no_heading_stands_alone_and_every_page_says_whose_it_is(
    demo: Demo, files: dict[tuple[str, CopyKind], Path], kind: CopyKind, tmp_path: Path
) -> None:
    LIBREOFFICE.demand()
    PDF.demand()
    pages = pdf_pages(libreoffice_convert(files["care", kind], "pdf", tmp_path))
    ours = WordFile(files["care", kind].read_bytes())
    leading = {" ".join(text.split()) for style, text in ours.paragraphs if style.startswith(("Heading", "Fortherecord", "Tablename"))}

    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        assert page[0].startswith("Sam Okafor (Sam) · born 12 March 1990 · NHS number 999 012 3454")
        assert page[-1].endswith(f"Page {number} of {len(pages)}")
        assert " ".join(page[-FOOT - 1].split()) not in leading, f"page {number} ends with a heading"
    assert any("Who do we call" in line for line in pages[0])
    signs = [f"[{row.sign}]" for row in copy_of(demo.open_store, demo.care_plan, kind).key]
    assert [sign for sign in signs if not any(sign in line for line in pages[0])] == [], "the whole key is on page 1"


def _all_words(demo: Demo, kind: CopyKind) -> list[str]:
    """Everybody's words in the care plan's copy, piece by piece."""
    copy = copy_of(demo.open_store, demo.care_plan, kind)
    lines = [line for asked in copy.asked for part in asked.parts for line in part.body if isinstance(line, tuple)]
    return [" ".join(piece.text.split()) for line in lines for piece in line if piece.kind is PieceKind.WORDS]
