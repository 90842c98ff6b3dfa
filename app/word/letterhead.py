"""What stands on every page: whom the plan is about, what it is, where it is in its life, its version, its day, and the page of pages."""

from app.dates import write_day
from app.language import _
from app.word.blocks import Copy, CopyKind, Identity
from app.word.elements import Element, add, field, paragraph, run


def write_header(part: Element, copy: Copy) -> None:
    """Fills the head of every page: the person in one line, the plan in the next. A plan about nobody stands in the first itself."""
    clear(part)
    first = paragraph(part, "Header", keep_with_next=True)
    run(first, copy.about.full_name if copy.about else copy.title, "Label")
    run(first, person_in_words(copy.about).removeprefix(copy.about.full_name) if copy.about else "")
    title = copy.title if copy.about else ""
    paragraph(part, "Headerend", " · ".join(filter(None, (title, copy.standing, copy.ward))))


def write_footer(part: Element, copy: Copy) -> None:
    """Fills the foot of every page: kind and day of the copy, its version, and the page of pages."""
    clear(part)
    paragraph(part, "Footerstart", _("{kind}, {day}").format(kind=kind_in_words(copy.kind), day=copy.day))
    last = paragraph(part, "Footer", copy.version)
    add(add(last, "r"), "tab")
    write_page_of_pages(last)


def write_page_of_pages(last: Element) -> None:
    """Adds "Page 2 of 5" to a paragraph, as Word and others work it out."""
    before, between, behind = _("Page {page} of {pages}").format(page="\n", pages="\n").split("\n")
    for text, instruction in ((before, "PAGE"), (between, "NUMPAGES")):
        run(last, text)
        field(last, instruction, "1")
    if behind:
        run(last, behind)


def person_in_words(about: Identity) -> str:
    """Name, known-as, day of birth and NHS number in one line."""
    born = _("born {day}").format(day=write_day(about.born)) if about.born else _("day of birth not known")
    number = _("NHS number {number}").format(number=about.nhs_number) if about.nhs_number else _("NHS number not known")
    return f"{about.full_name} · {born} · {number}"


def kind_in_words(kind: CopyKind) -> str:
    """The name of a kind of copy, as it stands on its pages."""
    return _("Clean copy") if kind is CopyKind.CLEAN else _("Who wrote what")


def clear(part: Element) -> None:
    """Takes out what stands in the head or foot of the base document."""
    for child in list(part):
        part.remove(child)
