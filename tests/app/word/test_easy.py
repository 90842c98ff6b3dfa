"""Easy Read paper as a Word file: one sheet a page, two sheets for a pack, 16 points or more, a spoken name for each picture."""

import io
import struct
import zlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from app import forms
from app.asked_beforehand import preparation_questions
from app.easy_pages import shipped_pages
from app.forms import shipped_forms
from app.word.easy import write_easy
from app.word.easy_blocks import SMALLEST_SIZE, EasyPaper, ToWrite, height_of, size_for
from app.word.papers import paper_file_name, paper_of_pages, preparation_pack
from models.forms import Form
from tests.app.word.invariants import A4, W, WordFile, text_of
from tests.app.word.readers import libreoffice_convert, pdf_pages, validator_errors
from tests.models.preparing_forms import meeting_form, ward_round_form

DAY = date(2026, 5, 4)
NAMES = {"service": "Ash Ward", "advocate": "Rain, 5552", "phone": "0100 200", "keeper": "the desk"}
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def tiny_png(shade: int) -> bytes:
    """A picture of one point, as good as any where only its place is looked at."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes((0, shade)))) + chunk(b"IEND", b"")


PICTURES = {name: tiny_png(number) for number, name in enumerate(forms.pictures())}


def pages() -> EasyPaper:
    return paper_of_pages([page.filled(NAMES) for page in shipped_pages()], "Ash Ward", DAY)


PAPERS = {
    "pages": pages,
    "meeting": lambda: preparation_pack(meeting_form(), "Ash Ward", DAY),
    "ward round": lambda: preparation_pack(ward_round_form(), "", DAY),
}


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> EasyPaper:
    return PAPERS[request.param]()


def pictures_in(file: WordFile) -> list[Any]:
    return list(file.document.iter(f"{WP}docPr"))


def test_every_sheet_is_one_page_and_nothing_is_cut(paper: EasyPaper, tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    file.write_bytes(write_easy(paper, PICTURES))
    found = pdf_pages(libreoffice_convert(file, "pdf", tmp_path))

    assert len(found) == len(paper.sheets)
    for number, (page, sheet) in enumerate(zip(found, paper.sheets, strict=True), 1):
        assert sheet.title.split()[0] in " ".join(page)
        assert f"Page {number} of {len(paper.sheets)}" in page[-1]


def test_word_itself_would_find_nothing_wrong(paper: EasyPaper, tmp_path: Path) -> None:
    file = tmp_path / "paper.docx"
    file.write_bytes(write_easy(paper, PICTURES))

    assert validator_errors(file) == []


def test_no_words_are_smaller_than_16_points(paper: EasyPaper) -> None:
    file = WordFile(write_easy(paper, PICTURES))
    sizes = {style.get(f"{W}styleId"): style.find(f"{W}rPr/{W}sz") for style in file.styles.iter(f"{W}style")}
    used = {
        style
        for tree in (file.document, file.header, file.footer)
        for one in tree.iter(f"{W}pStyle", f"{W}rStyle")
        if (style := one.get(f"{W}val"))
    }

    assert {style: int(sizes[style].get(f"{W}val")) for style in used if int(sizes[style].get(f"{W}val")) < 2 * SMALLEST_SIZE} == {}
    assert [one for one in file.document.iter(f"{W}p") if one.find(f"{W}pPr/{W}pStyle") is None] == []
    assert list(file.document.iter(f"{W}sz")) == []


def test_each_picture_has_a_spoken_name_an_id_of_its_own_and_is_stored_once(paper: EasyPaper) -> None:
    file = WordFile(write_easy(paper, PICTURES))
    found = pictures_in(file)

    assert Counter(one.get("descr") for one in found) == Counter(
        forms.pictures()[name].means for sheet in paper.sheets for name in sheet.pictures if name
    )
    assert len({one.get("id") for one in found}) == len(found)
    assert len([name for name in file.parts if name.startswith("word/media/")]) == len(paper.pictures)


def test_without_pictures_the_words_say_the_same(paper: EasyPaper) -> None:
    with_them, without = WordFile(write_easy(paper, PICTURES)), WordFile(write_easy(paper, {}))

    assert [text for _style, text in without.paragraphs] == [text for _style, text in with_them.paragraphs]
    assert pictures_in(without) == []


def test_the_same_paper_gives_the_same_bytes(paper: EasyPaper) -> None:
    assert write_easy(paper, PICTURES) == write_easy(paper, PICTURES)


def test_a_line_of_a_page_stands_beside_its_picture_and_no_page_break_cuts_it() -> None:
    file = WordFile(write_easy(pages(), PICTURES))
    rows = list(file.document.iter(f"{W}tr"))
    first = rows[0].findall(f"{W}tc")

    assert len(rows) == sum(len(page.lines) for page in shipped_pages())
    assert [row for row in rows if row.find(f"{W}trPr/{W}cantSplit") is None] == []
    assert (len(list(first[0].iter(f"{WP}docPr"))), text_of(first[1])) == (1, "Co-production is a long word for a simple thing.")


def test_paper_is_a4_british_and_each_sheet_begins_with_a_heading(paper: EasyPaper) -> None:
    file = WordFile(write_easy(paper, PICTURES))
    size = next(file.document.iter(f"{W}pgSz"))

    assert (size.get(f"{W}w"), size.get(f"{W}h")) == A4
    assert file.styles.find(f"{W}docDefaults//{W}lang").get(f"{W}val") == "en-GB"
    titles = [text.strip() for style, text in file.paragraphs if style == "Easytitle"]
    assert titles == [sheet.title for sheet in paper.sheets]
    assert len(list(file.document.iter(f"{W}pageBreakBefore"))) == len(paper.sheets) - 1


def test_other_programs_open_it(paper: EasyPaper) -> None:
    opened = Document(io.BytesIO(write_easy(paper, PICTURES)))
    assert opened.core_properties.title == paper.name


def test_words_are_as_large_as_fit_on_the_sheet() -> None:
    sizes = {sheet.title: size_for(sheet) for sheet in pages().sheets}
    assert sizes["The pledge"] == 20
    assert sizes["What this app keeps, and who can see it"] == SMALLEST_SIZE


@pytest.mark.parametrize("form", [meeting_form(), ward_round_form()], ids=lambda form: form.id)
def test_a_pack_asks_three_questions_and_says_first_who_can_read_it(form: Form) -> None:
    file = WordFile(write_easy(preparation_pack(form, "", DAY), PICTURES))
    texts = [text.strip() for _style, text in file.paragraphs]
    asked = [question.wording for question in preparation_questions(form)]

    assert [text for text in texts if text in asked] == asked
    assert texts.index("This paper is yours. Only people you show it to can read it.") < texts.index(asked[0])
    assert "You can leave any part empty. You can stop at any time." in texts


def test_every_choice_has_a_box_to_tick_and_there_is_room_for_own_words() -> None:
    file = WordFile(write_easy(preparation_pack(meeting_form(), "", DAY), PICTURES))
    choices = [choice.words for choice in meeting_form().question("mm_take_part").choices]
    texts = [text for _style, text in file.paragraphs]

    assert texts.count("☐") == len(choices)
    assert [text for text in texts if text in choices] == choices
    assert "In my own words:" in texts


def test_a_question_of_several_things_has_three_places_to_write() -> None:
    first = preparation_pack(ward_round_form(), "", DAY).sheets[0]
    places = [block for block in first.body if isinstance(block, ToWrite)]

    assert [place.label for place in places] == ["1.", "2.", "3."]
    assert all(place.lines >= 2 for place in places)
    assert height_of(first, SMALLEST_SIZE) < 700


def test_a_form_that_begins_with_no_preparation_has_no_pack() -> None:
    for form in shipped_forms():
        if form.id in ("care_plan", "staying_safe", "blank"):
            assert preparation_questions(form) == ()
            with pytest.raises(ValueError, match="nothing to prepare"):
                preparation_pack(form, "", DAY)


def test_the_name_of_the_file_names_nobody() -> None:
    assert paper_file_name(preparation_pack(meeting_form(), "", DAY)) == "My meeting, 2026-05-04.docx"


def test_odd_characters_in_the_name_of_the_ward_are_made_fit() -> None:
    paper = preparation_pack(meeting_form(), "Ash\x00 Ward", DAY)
    assert "Ash\ufffd Ward" in text_of(WordFile(write_easy(paper, {})).footer)
