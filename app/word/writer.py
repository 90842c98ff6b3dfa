"""A copy as a Word file: our base document opened with python-docx, its body written with lxml. Equal copies make equal bytes."""

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import Any

from app.language import _
from app.resources import resource_path
from app.word.base import BASE, zipped
from app.word.blocks import Copy
from app.word.elements import w
from app.word.layout import Layout
from app.word.letterhead import write_footer, write_header
from app.word.marks import MarkStyles


def write_copy(copy: Copy, day: date) -> bytes:
    """The copy as the bytes of a .docx file. `day` is when it was made: copies carry days, and no minutes."""
    document = open_base()
    styles = MarkStyles(copy.key)
    styles.add_to(document.styles.element)
    set_language(document, copy.language)
    body = document.element.body
    end = body.find(w("sectPr"))
    body.remove(end)
    Layout(body, styles).lay_out(copy)
    body.append(end)
    section = document.sections[0]
    write_header(section.header._element, copy)
    write_footer(section.footer._element, copy)
    set_properties(document, _("A copy from Two Pens"), day)
    return packed(document)


def open_base() -> Any:
    """Our empty base document, opened."""
    # Not at the top: python-docx takes a tenth of a second, and most starts of the program export nothing.
    from docx import Document

    return Document(str(resource_path(*BASE)))


def set_language(document: Any, language: str) -> None:
    """What a screen reader speaks it in. Welsh is known to Word as cy-GB."""
    tag = "cy-GB" if language == "cy" else language
    for found in document.styles.element.iter(w("lang")):
        found.set(w("val"), tag)


def set_properties(document: Any, title: str, day: date) -> None:
    """A title that says nothing of any plan: it is shown in lists of files. The day without a time."""
    properties = document.core_properties
    properties.title = title
    properties.created = properties.modified = datetime.combine(day, time(), UTC)


def packed(document: Any) -> bytes:
    """python-docx stamps each part with the time; packed anew, the same copy gives the same bytes."""
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as package:
        return zipped({name: package.read(name) for name in package.namelist()})
