"""Easy Read pages as data: what a good file gives, and what a file that cannot be used says of itself."""

import tomllib
from typing import Any

import pytest

from models.easy_pages import LED_TO, MOST_LETTERS, MOST_LINES, EasyLine, EasyPage, read_pages
from models.form_reading import Fault, FaultKind, FormFaults, FormFromTheFuture, Part, Place

FILE = Place(Part.FILE)
PAGE = Place(Part.PAGE, 2, "everybody_gives")
LINE = Place(Part.PAGE, 2, "everybody_gives", 1)
PICTURES = ("pen", "phone")


def page_text(page_id: str) -> str:
    return f"""
[[pages]]
id = "{page_id}"
title = "A title"
picture = "pen"
lines = [
  {{ words = "You can say no.", picture = "pen" }},
  {{ words = "Ring {{phone}} at home.", picture = "phone", otherwise = "Ask the staff whom to ring." }},
]
"""


GOOD = 'format = 1\nlanguage = "en-GB"\n' + "".join(map(page_text, LED_TO))


def faults_of(text: str) -> list[Fault]:
    with pytest.raises(FormFaults) as caught:
        read_pages(text.encode(), PICTURES)
    return list(caught.value.faults)


def changed(old: str, new: str) -> str:
    """The good file with one thing changed on its second page."""
    before, second, rest = GOOD.partition('id = "everybody_gives"')
    assert old in rest
    return before + second + rest.replace(old, new, 1)


def test_a_good_file_gives_its_pages_in_order() -> None:
    pages = read_pages(GOOD.encode(), PICTURES)

    assert [page.id for page in pages] == list(LED_TO)
    assert pages[0].lines[0] == EasyLine("You can say no.", "pen")


def test_a_gap_is_filled_with_what_is_known() -> None:
    line = EasyLine("Ring {phone} at home.", "phone", "Ask the staff whom to ring.")

    assert line.filled({"phone": "0100 200"}).words == "Ring 0100 200 at home."


@pytest.mark.parametrize("known", [{}, {"phone": ""}, {"advocate": "Rain"}])
def test_an_empty_name_never_leaves_a_gap(known: dict[str, str]) -> None:
    line = EasyLine("Ring {phone} at home.", "phone", "Ask the staff whom to ring.")

    assert line.filled(known).words == "Ask the staff whom to ring."


def test_a_name_that_looks_like_a_gap_is_not_filled_again() -> None:
    page = EasyPage("who", "Who", "pen", (EasyLine("Ask {advocate}.", "pen", "Ask the staff."),))

    assert page.filled({"advocate": "{phone}", "phone": "999"}).lines[0].words == "Ask {phone}."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('title = "A title"', "", Fault(FaultKind.MISSING, PAGE, "title")),
        ('picture = "pen"\nlines', 'picture = "dragon"\nlines', Fault(FaultKind.UNKNOWN_NAME, PAGE, "picture", "dragon")),
        ('"You can say no.", picture = "pen"', '"You can say no."', Fault(FaultKind.MISSING, LINE, "picture")),
        ('"You can say no."', f'"{"a" * (MOST_LETTERS + 1)}"', Fault(FaultKind.TOO_LONG, LINE, "words", str(MOST_LETTERS))),
        ('"You can say no."', '"Ask {nobody}."', Fault(FaultKind.UNKNOWN_NAME, LINE, "words", "nobody")),
        ('"You can say no."', '"A { alone."', Fault(FaultKind.ILLEGAL_CHARACTERS, LINE, "words")),
        ('"You can say no."', '"Ring {phone}."', Fault(FaultKind.MISSING, LINE, "otherwise")),
        ('"pen" },', '"pen", otherwise = "No." },', Fault(FaultKind.NOT_WANTED, LINE, "otherwise")),
        ('"pen" },', '"pen", colour = "red" },', Fault(FaultKind.UNKNOWN_ENTRY, LINE, "colour")),
        ('title = "A title"', 'title = "A title"\nnumber = 4', Fault(FaultKind.UNKNOWN_ENTRY, PAGE, "number")),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_what(old: str, new: str, fault: Fault) -> None:
    assert fault in faults_of(changed(old, new))


def test_a_page_that_others_lead_to_has_to_be_there() -> None:
    text = GOOD.replace('id = "say_no"', 'id = "saying_no"')

    assert faults_of(text) == [Fault(FaultKind.MISSING, FILE, "say_no")]


def test_no_page_stands_twice() -> None:
    assert Fault(FaultKind.TWICE, Place(Part.PAGE, 9, "ladder"), "id", "ladder") in faults_of(GOOD + page_text("ladder"))


def test_more_lines_than_fit_on_a_sheet_are_refused() -> None:
    one = '  { words = "You can say no.", picture = "pen" },\n'
    text = changed(one, one * MOST_LINES)

    assert faults_of(text) == [Fault(FaultKind.TOO_MANY, PAGE, "lines", str(MOST_LINES))]


def test_a_file_of_a_newer_format_is_refused_kindly() -> None:
    with pytest.raises(FormFromTheFuture):
        read_pages(GOOD.replace("format = 1", "format = 2").encode())


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"pages = 3", b"format = 1\nlanguage='en'\npages=[1, 'a', {lines=[[]]}]"])
def test_any_bytes_give_faults_and_nothing_else(data: bytes) -> None:
    with pytest.raises(FormFaults):
        read_pages(data)


def test_the_good_file_of_these_tests_is_good_toml() -> None:
    values: dict[str, Any] = tomllib.loads(GOOD)
    assert len(values["pages"]) == len(LED_TO)
