"""Easy Read paper as a Word file: A4, 16 points or more, a picture at the left and one idea a line. Equal papers make equal bytes.

    write_easy(paper, {"pen": png_bytes})

Pictures come from whoever calls, since drawing them takes a screen's own means; one that is missing leaves its place empty, and the words
say the same.
"""

import io
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from app.dates import write_day
from app.forms import pictures as known_pictures
from app.language import _
from app.word.base import TEXT_WIDTH, Style, style_xml
from app.word.easy_blocks import (
    LINE_TO_WRITE_ON,
    PICTURE_COLUMN,
    SIZES,
    SMALLEST_SIZE,
    TICK_COLUMN,
    TITLE_SIZE,
    Block,
    EasyPaper,
    Question,
    Said,
    Sheet,
    ToTick,
    ToWrite,
    in_twos,
    picture_size,
    size_for,
)
from app.word.elements import Element, add, paragraph, row, run, set_room_before, w
from app.word.letterhead import clear, write_page_of_pages
from app.word.writer import open_base, packed, set_language, set_properties

_TWIPS = 20  # in a point
_EMU = 12_700  # in a point
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TICK = "\u2610"
_TICK_SIZE = 26
_INDENT = 46.0  # points: what belongs to a question stands beside its picture


def write_easy(paper: EasyPaper, pictures: Mapping[str, bytes]) -> bytes:
    """The paper as the bytes of a .docx file. `pictures` are PNG files by the names that the paper uses; each is stored once."""
    document = open_base()
    _add_styles(document)
    set_language(document, paper.language)
    body = document.element.body
    end = body.find(w("sectPr"))
    body.remove(end)
    writer = _Writer(document, body, pictures)
    for number, sheet in enumerate(paper.sheets):
        writer.sheet(sheet, new_page=number > 0)
    body.append(end)
    _write_edges(document, paper)
    set_properties(document, paper.name, paper.day)
    return packed(document)


class _Writer:
    """Writes sheets into the body of a document."""

    def __init__(self, document: Any, body: Element, pictures: Mapping[str, bytes]) -> None:
        self._document, self._body, self._pictures = document, body, pictures
        self._size = SMALLEST_SIZE

    def sheet(self, sheet: Sheet, new_page: bool) -> None:
        """One side of paper, from its title to its last line."""
        self._size = size_for(sheet)
        self._title(sheet, new_page)
        for kind, blocks in groupby(sheet.body, type):
            if kind is Said:
                self._said([block for block in blocks if isinstance(block, Said)], sheet.title)
                continue
            for block in blocks:
                self._block(block)
        if sheet.credit:
            set_room_before(paragraph(self._body, _style(SMALLEST_SIZE), sheet.credit), 12 * _TWIPS)

    def _block(self, block: Block) -> None:
        if isinstance(block, Question):
            self._question(block)
        elif isinstance(block, ToTick):
            self._to_tick(block)
        elif isinstance(block, ToWrite):
            self._to_write(block)

    def _title(self, sheet: Sheet, new_page: bool) -> None:
        """The title is a heading outside of any table: whoever goes from heading to heading finds each sheet."""
        made = paragraph(self._body, "Easytitle")
        if new_page:
            add(made.find(w("pPr")), "pageBreakBefore")
        self._picture(made, sheet.picture, picture_size(TITLE_SIZE))
        run(made, f"\t{sheet.title}")

    def _said(self, lines: Sequence[Said], name: str) -> None:
        made = self._table((PICTURE_COLUMN, None), name)
        for said in lines:
            picture, words = _row(made)
            self._picture(paragraph(picture, _style(self._size)), said.picture, picture_size(self._size))
            paragraph(words, _style(self._size), said.words)
        self._close_table()

    def _question(self, asked: Question) -> None:
        made = paragraph(self._body, f"Easyquestion{self._size}")
        self._picture(made, asked.picture, picture_size(self._size))
        run(made, f"\t{asked.words}")
        if asked.help:
            paragraph(self._body, f"Easyhelp{self._size}", asked.help, keep_with_next=True)

    def _to_tick(self, choosing: ToTick) -> None:
        """Two choices in a row. Where no choice has a picture, there is no column for one."""
        shown = any(one.picture for one in choosing.choices)
        columns = (TICK_COLUMN, PICTURE_COLUMN, None) if shown else (TICK_COLUMN, None)
        made = self._table(columns * 2, _("Choose with a tick"))
        for pair in in_twos(choosing.choices):
            cells = _row(made)
            for place, one in enumerate(pair):
                self._choice(one, cells[place * len(columns) : (place + 1) * len(columns)])
            for cell in cells[len(pair) * len(columns) :]:
                paragraph(cell, _style(self._size))
        self._close_table()

    def _choice(self, one: Said, cells: Sequence[Element]) -> None:
        box, *pictures, words = cells
        run(paragraph(box, _style(self._size)), _TICK, "Easytick")
        for cell in pictures:
            self._picture(paragraph(cell, _style(self._size)), one.picture, picture_size(self._size))
        paragraph(words, _style(self._size), one.words)

    def _to_write(self, writing: ToWrite) -> None:
        if writing.label:
            paragraph(self._body, _style(self._size), writing.label, keep_with_next=True)
        for _line in range(writing.lines):
            paragraph(self._body, "Easyline")

    # ---- insides

    def _table(self, columns: Sequence[float | None], name: str) -> Element:
        """A new table without lines; None is what is left of the width, in equal shares."""
        made = add(self._body, "tbl")
        properties = add(made, "tblPr")
        add(properties, "tblW", w=str(TEXT_WIDTH), type="dxa")
        add(properties, "tblLayout", type="fixed")
        add(properties, "tblCaption", val=name)
        add(properties, "tblDescription", val=_("Each line has a picture and words."))
        grid = add(made, "tblGrid")
        for width in _widths(columns):
            add(grid, "gridCol", w=str(width))
        return made

    def _close_table(self) -> None:
        """Behind a table a paragraph has to stand: Word would take two tables for one."""
        paragraph(self._body, "Easygap")

    def _picture(self, made: Element, name: str, size: float) -> None:
        """An inline picture with its spoken name; nothing where there is none of that name."""
        png = self._pictures.get(name)
        if png is None:
            return
        inline = self._document.part.new_pic_inline(io.BytesIO(png), width=round(size * _EMU), height=round(size * _EMU))
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # where it is not said, some programs keep room around a picture
        known = known_pictures().get(name)
        inline.docPr.set("descr", known.means if known else name)
        add(add(made, "r"), "drawing").append(inline)


def _row(made: Element) -> list[Element]:
    """A new last row that no page break cuts, with its words at the middle of its height."""
    cells = row(made)
    for cell in cells:
        add(cell.find(w("tcPr")), "vAlign", val="center")
    return cells


def _widths(columns: Sequence[float | None]) -> list[int]:
    fixed = [round(width * _TWIPS) for width in columns if width is not None]
    rest = (TEXT_WIDTH - sum(fixed)) // max(1, len(columns) - len(fixed))
    return [rest if width is None else round(width * _TWIPS) for width in columns]


def _style(size: int) -> str:
    return f"Easywords{size}"


def _write_edges(document: Any, paper: EasyPaper) -> None:
    """Head and foot of every page: what it is; where it comes from, the day, and the page of pages. Nobody's name."""
    section = document.sections[0]
    head, foot = section.header._element, section.footer._element
    clear(head)
    clear(foot)
    paragraph(head, "Easyedge", paper.name)
    last = paragraph(foot, "Easyedge", " · ".join(filter(None, (paper.source, write_day(paper.day)))))
    add(add(last, "r"), "tab")
    write_page_of_pages(last)


def _add_styles(document: Any) -> None:
    from lxml import etree

    for style in _styles():
        made = etree.fromstring(style_xml(style).replace("<w:style ", f"<w:style {_NAMESPACE} ", 1))
        document.styles.element.append(made)


def _styles() -> list[Style]:
    bold, keep = "<w:b/><w:bCs/>", "<w:keepNext/><w:keepLines/>"
    # Word draws the lower border of the last of several alike; the one between them makes a line under each.
    line = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="1" w:color="4A4A4A"/>' for side in ("bottom", "between"))
    edge = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{_space(0, 0)}'
    exactly = f'<w:spacing w:before="0" w:after="0" w:line="{round(LINE_TO_WRITE_ON * _TWIPS)}" w:lineRule="exact"/>'
    return [
        Style("Easy title", paragraph=f"{keep}{_space(0, 8)}{_beside(PICTURE_COLUMN)}{_outline(0)}", text=bold + _size(TITLE_SIZE)),
        *(
            Style(f"Easy question {size}", paragraph=f"{keep}{_space(10, 2)}{_beside(_INDENT)}{_outline(1)}", text=bold + _size(size + 2))
            for size in SIZES
        ),
        *(
            Style(f"Easy help {size}", paragraph=f'{_space(0, 4)}<w:ind w:left="{round(_INDENT * _TWIPS)}"/>', text=_size(size))
            for size in SIZES
        ),
        *(Style(f"Easy words {size}", paragraph=_space(2, 2), text=_size(size)) for size in SIZES),
        Style("Easy line", paragraph=f"<w:pBdr>{line}</w:pBdr>{exactly}", text=_size(SMALLEST_SIZE)),
        Style("Easy gap", paragraph='<w:spacing w:before="0" w:after="0" w:line="60" w:lineRule="exact"/>', text=_size(SMALLEST_SIZE)),
        Style("Easy edge", paragraph=edge, text=_size(SMALLEST_SIZE)),
        Style("Easy tick", kind="character", text=_size(_TICK_SIZE)),
    ]


def _beside(points: float) -> str:
    """Words that go on beside a picture at their beginning, at the middle of its height; a tab stands between."""
    return f'<w:ind w:left="{round(points * _TWIPS)}" w:hanging="{round(points * _TWIPS)}"/><w:textAlignment w:val="center"/>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def _size(points: int) -> str:
    return f'<w:sz w:val="{2 * points}"/><w:szCs w:val="{2 * points}"/>'


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before * _TWIPS}" w:after="{after * _TWIPS}" w:line="252" w:lineRule="auto"/>'
