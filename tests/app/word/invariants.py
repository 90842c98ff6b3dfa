"""What must be true of every Word file that we make. Pure: no Word, no LibreOffice, no network."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SMALLEST = 22  # half points: 11 pt
A4 = ("11906", "16838")
PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/header1.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
}


class WordFile:
    """A Word file taken apart."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.members = package.infolist()
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.document, self.styles = self.tree("word/document.xml"), self.tree("word/styles.xml")
        self.header, self.footer = self.tree("word/header1.xml"), self.tree("word/footer1.xml")

    def tree(self, name: str) -> Any:
        """One part, parsed as a stranger would: no entities, nothing fetched."""
        return etree.fromstring(self.parts[name], etree.XMLParser(resolve_entities=False, no_network=True))

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """Style and text of each paragraph of the body, tables included."""
        return [(_style(one), text_of(one)) for one in self.document.iter(f"{W}p")]

    def runs(self, text: str) -> list[Any]:
        """The runs of the body that say exactly this."""
        return [run for run in self.document.iter(f"{W}r") if text_of(run) == text]


def faults(data: bytes, *, about_nobody: bool = False) -> list[str]:
    """What is not as it must be; empty when all is well. A plan about nobody has no name on its pages, and nothing that would tell one."""
    file = WordFile(data)
    checks = (_parts, _ids, _styles_exist, _no_small_text, _tables, _page, _languages, _texts, _headings, _properties, _every_page)
    return [*(fault for check in checks for fault in check(file)), *_whom_it_is_about(file, about_nobody)]


def text_of(element: Any) -> str:
    """The text of an element, tabs included."""
    return "".join(one.text or "" if one.tag == f"{W}t" else "\t" for one in element.iter(f"{W}t", f"{W}tab") if one.get(f"{W}pos") is None)


# ---- the checks


def _parts(file: WordFile) -> Iterator[str]:
    if set(file.parts) != PARTS:
        yield f"other parts than ours: {set(file.parts) ^ PARTS}"
    if {member.date_time for member in file.members} != {(1980, 1, 1, 0, 0, 0)}:
        yield "a part carries a time"
    if sum(member.file_size for member in file.members) > 50_000_000:
        yield "too large to be read back"


def _ids(file: WordFile) -> Iterator[str]:
    marks = ("bookmarkStart", "ins", "del", "commentRangeStart", "moveFrom", "moveTo")
    found = Counter(one.get(f"{W}id") for mark in marks for one in file.document.iter(W + mark))
    yield from (f"the id {one} stands {count} times" for one, count in found.items() if count > 1)
    styles = Counter(style.get(f"{W}styleId") for style in file.styles.iter(f"{W}style"))
    yield from (f"the style {one} stands {count} times" for one, count in styles.items() if count > 1)
    yield from ("words inside a deletion" for gone in file.document.iter(f"{W}del") for _text in gone.iter(f"{W}t"))


def _styles_exist(file: WordFile) -> Iterator[str]:
    kinds = {style.get(f"{W}styleId"): style.get(f"{W}type") for style in file.styles.iter(f"{W}style")}
    wanted = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for tree in (file.document, file.header, file.footer):
        for tag, kind in wanted.items():
            yield from (f"no {kind} style {_val(one)}" for one in tree.iter(W + tag) if kinds.get(_val(one)) != kind)
    for style in file.styles.iter(f"{W}style"):
        based = style.find(f"{W}basedOn")
        if based is not None and _val(based) not in kinds:
            yield f"a style based on {_val(based)}, which is not there"


def _no_small_text(file: WordFile) -> Iterator[str]:
    for tree in (file.document, file.styles, file.header, file.footer):
        yield from (f"text of {_val(one)} half points" for tag in ("sz", "szCs") for one in tree.iter(W + tag) if _is_small(one))


def _tables(file: WordFile) -> Iterator[str]:
    for table in file.document.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        properties = table.find(f"{W}tblPr")
        for tag in ("tblCaption", "tblDescription"):
            if not (_val(properties.find(W + tag)) or "").strip():
                yield f"a table without {tag}"
        if properties.find(f"{W}tblLook").get(f"{W}firstRow") != "1" or rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "a table without a head"
        yield from ("a row that a page can cut" for row in rows if row.find(f"{W}trPr/{W}cantSplit") is None)
        yield from ("a head without words" for cell in rows[0].iter(f"{W}tc") if not text_of(cell).strip())
        yield from ("a cell without a paragraph" for cell in table.iter(f"{W}tc") if cell.find(f"{W}p") is None)
        columns = len(table.find(f"{W}tblGrid"))
        yield from ("a row with other columns than its table" for row in rows if len(row.findall(f"{W}tc")) != columns)


def _page(file: WordFile) -> Iterator[str]:
    sections = list(file.document.iter(f"{W}sectPr"))
    if len(sections) != 1 or sections[0] is not file.document[0][-1]:
        yield "not one section at the end"
    size = sections[0].find(f"{W}pgSz")
    if (size.get(f"{W}w"), size.get(f"{W}h")) != A4:
        yield "not A4"
    for tag in ("headerReference", "footerReference"):
        if sections[0].find(W + tag) is None:
            yield f"no {tag}"


def _languages(file: WordFile) -> Iterator[str]:
    said = file.styles.find(f"{W}docDefaults//{W}lang")
    if said is None or not _val(said).endswith("-GB"):
        yield "no language of the document"


def _texts(file: WordFile) -> Iterator[str]:
    space = "{http://www.w3.org/XML/1998/namespace}space"
    for one in file.document.iter(f"{W}t"):
        if one.get(space) != "preserve":
            yield "a text whose spaces can be lost"
        if any(sign in (one.text or "") for sign in "\n\r\t"):
            yield "a break inside a text"
        if len(one.text or "") > 32_000:
            yield "a text that is too long for readers"


def _headings(file: WordFile) -> Iterator[str]:
    """Levels go down one at a time, so that somebody who jumps from heading to heading misses none."""
    level = 0
    for style, text in file.paragraphs:
        if style.startswith("Heading"):
            now = int(style.removeprefix("Heading"))
            if now > level + 1:
                yield f"from level {level} to {now} at {text!r}"
            if not text.strip():
                yield "a heading without words"
            level = now
    kept = {style.get(f"{W}styleId"): style.find(f"{W}pPr/{W}keepNext") is not None for style in file.styles.iter(f"{W}style")}
    yield from (
        f"{style} can stand alone at the end of a page" for style in ("Title", "Heading1", "Heading2", "Heading3") if not kept[style]
    )


def _properties(file: WordFile) -> Iterator[str]:
    core = file.parts["docProps/core.xml"].decode()
    if "A copy from Two Pens" not in core:
        yield "no title for screen readers"
    if "T00:00:00Z" not in core:
        yield "a property with a time of day"


def _every_page(file: WordFile) -> Iterator[str]:
    instructions = [one.get(f"{W}instr", "").strip() for one in file.footer.iter(f"{W}fldSimple")]
    if instructions != ["PAGE", "NUMPAGES"]:
        yield "no page of pages"
    head, foot = text_of(file.header), text_of(file.footer)
    yield from (f"{what} is not on every page" for what in ("Form version", "Record") if what not in head + foot)


def _whom_it_is_about(file: WordFile, nobody: bool) -> Iterator[str]:
    head, body = text_of(file.header), text_of(file.document)
    for what in ("born", "NHS number"):
        if nobody and what in head + body:
            yield f"{what} is in a copy about nobody"
        elif not nobody and what not in head:
            yield f"{what} is not on every page"


# ---- insides


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if found is None else _val(found)


def _val(element: Any) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _is_small(element: Any) -> bool:
    return int(_val(element)) < SMALLEST and element.getparent().tag == f"{W}rPr"
