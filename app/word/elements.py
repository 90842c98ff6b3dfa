"""The few elements of a Word body that a copy is made of, written with lxml: paragraphs, runs, fields and tables.

Text is written as it stands and never mended here: what a Word file cannot hold is refused, since it should never have come this far.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any, TypeAlias
from unicodedata import bidirectional

from lxml import etree

Element: TypeAlias = Any  # lxml ships no types

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LONGEST_RUN = 30_000  # readers stop at ten million characters in one text; cut long before

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"(\t)")
_MAYBE_LEFTWARDS = re.compile(r"[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_HEBREW = re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f]")
_TO_THE_LEFT = ("R", "AL")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class IllegalText(ValueError):
    """Text that no Word file can hold. It is refused on entry, so it never comes here unless something is wrong with us."""


def w(name: str) -> str:
    """The full name of an element or attribute."""
    return f"{{{NAMESPACE}}}{name}"


_P, _PPR, _PSTYLE, _R, _RPR, _RSTYLE, _T, _VAL = (w(name) for name in ("p", "pPr", "pStyle", "r", "rPr", "rStyle", "t", "val"))


def add(parent: Element, name: str, **attributes: str) -> Element:
    """A new last child; attributes are those of Word's own namespace."""
    child = etree.SubElement(parent, w(name))
    for key, value in attributes.items():
        child.set(w(key), value)
    return child


def paragraph(parent: Element, style: str, text: str = "", keep_with_next: bool = False) -> Element:
    """A new last paragraph, with a first run where text is given. It runs to the left when its first letter that has a direction does.

    `keep_with_next`: it stays whole, and on the page of the next one.
    """
    made = etree.SubElement(parent, _P)
    properties = etree.SubElement(made, _PPR)
    etree.SubElement(properties, _PSTYLE).set(_VAL, style)
    if keep_with_next:
        add(properties, "keepNext")
        add(properties, "keepLines")
    if text:
        run(made, text)
        set_direction(made, text)
    return made


def run(parent: Element, text: str, style: str = "", struck: bool = False) -> None:
    """Adds text in a character style. Stretches that run to the left become runs of their own. Raises IllegalText."""
    if text.isascii() and "\t" not in text and len(text) <= LONGEST_RUN:
        _demand_legal(text)
        _one_run(parent, text, style, struck)
        return
    _demand_legal(text)
    for stretch, leftwards in _by_direction(text):
        for start in range(0, len(stretch), LONGEST_RUN):
            _one_run(parent, stretch[start : start + LONGEST_RUN], style, struck, leftwards)


def set_direction(made: Element, text: str) -> None:
    """Lets a paragraph run to the left where the first letter of the text that has a direction runs so."""
    if text.isascii() or not runs_to_the_left(text):
        return
    properties = made.find(_PPR)
    bidi = etree.Element(w("bidi"))
    before = [child for child in properties if child.tag in (_PSTYLE, w("keepNext"), w("keepLines"))]
    properties.insert(len(before), bidi)


def set_room_before(made: Element, room: int) -> None:
    """Keeps room above one paragraph, in twentieths of a point."""
    add(made.find(_PPR), "spacing", before=str(room))


def runs_to_the_left(text: str) -> bool:
    """Whether the first letter that has a direction is Arabic, Hebrew, or another that runs to the left."""
    for letter in text:
        direction = bidirectional(letter)
        if direction == "L" or direction in _TO_THE_LEFT:
            return direction != "L"
    return False


def field(parent: Element, instruction: str, shown: str) -> None:
    """A field such as PAGE, with what it shows until somebody works it out."""
    simple = add(parent, "fldSimple", instr=f" {instruction} ")
    _one_run(simple, shown, "", False)


def table(parent: Element, name: str, about: str, widths: Sequence[int], total: int) -> Element:
    """A new last table with fixed columns in these shares. `name` and `about` are for somebody who only hears it."""
    made = add(parent, "tbl")
    properties = add(made, "tblPr")
    add(properties, "tblStyle", val="TwoPensTable")
    add(properties, "tblW", w=str(total), type="dxa")
    add(properties, "tblLayout", type="fixed")
    add(properties, "tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1")
    add(properties, "tblCaption", val=_legal(name))
    add(properties, "tblDescription", val=_legal(about))
    grid = add(made, "tblGrid")
    for width in _shares(widths, total):
        add(grid, "gridCol", w=str(width))
    return made


def row(made: Element, head: bool = False) -> list[Element]:
    """A new last row that no page break cuts; returns its cells. A head is repeated on each page."""
    added = add(made, "tr")
    properties = add(added, "trPr")
    add(properties, "cantSplit")
    if head:
        add(properties, "tblHeader")
    cells = []
    for column in made.find(w("tblGrid")):
        cell = add(added, "tc")
        add(add(cell, "tcPr"), "tcW", w=column.get(w("w")), type="dxa")
        cells.append(cell)
    return cells


# ---- insides


def _one_run(parent: Element, text: str, style: str, struck: bool, leftwards: bool = False) -> None:
    made = etree.SubElement(parent, _R)
    if style or struck or leftwards:
        properties = etree.SubElement(made, _RPR)
        if style:
            etree.SubElement(properties, _RSTYLE).set(_VAL, style)
        if struck:
            etree.SubElement(properties, w("strike"))
        if leftwards:
            etree.SubElement(properties, w("rtl"))
            add(properties, "lang", bidi="he-IL" if _HEBREW.search(text) else "ar-SA")
    if "\t" in text:
        _with_tabs(made, text)
    else:
        _put_text(made, text)


def _with_tabs(made: Element, text: str) -> None:
    for part in _BREAKS.split(text):
        if part == "\t":
            etree.SubElement(made, w("tab"))
        elif part:
            _put_text(made, part)


def _put_text(made: Element, text: str) -> None:
    written = etree.SubElement(made, _T)
    written.text = text
    written.set(_SPACE, "preserve")


def _by_direction(text: str) -> list[tuple[str, bool]]:
    """The text cut where its direction changes. What has no direction of its own goes with what stands before it."""
    if not _MAYBE_LEFTWARDS.search(text):
        return [(text, False)]
    leftwards, marked = False, []
    for letter in text:
        direction = bidirectional(letter)
        leftwards = direction in _TO_THE_LEFT or (leftwards and direction not in ("L", "EN"))
        marked.append((letter, leftwards))
    return [("".join(letter for letter, _way in group), way) for way, group in groupby(marked, key=lambda pair: pair[1])]


def _shares(widths: Sequence[int], total: int) -> list[int]:
    return [total * width // sum(widths) for width in widths]


def _demand_legal(text: str) -> None:
    if not (text.isascii() and text.isprintable()) and _ILLEGAL.search(text):
        raise IllegalText


def _legal(text: str) -> str:
    _demand_legal(text)
    return text
