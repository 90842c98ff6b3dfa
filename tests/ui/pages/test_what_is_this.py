"""*What is this?*: one page at a time, reached from everywhere, also before unlocking; saved and printed."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.easy_pages import shipped_pages
from app.settings import URGENT_PHONE, WARD_NAME
from app.word.easy_blocks import SMALLEST_SIZE
from app.word.papers import paper_of_pages
from tests.app.word.readers import pdf_pages
from tests.app.word.test_easy import DAY, NAMES
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.walking import order_on_page, press_key, walk
from tests.ui.rooms import Room
from ui.pages.page_paper import lay_out_on, paper_of

ALT = Qt.KeyboardModifier.AltModifier


def title_of(room: Room) -> str:
    return room.page.shown.title


def lines_of(room: Room) -> list[str]:
    return [line.words for line in room.page.shown.lines]


def test_one_page_is_shown_at_a_time_and_the_next_one_follows(room: Room) -> None:
    room.go("what_is_this")
    assert title_of(room) == "What is co-production?"
    room.press("Next page")

    assert title_of(room) == "Everybody has something to give"
    assert "You may make somebody laugh." in room.words()
    assert "Co-production is a long word for a simple thing." not in room.words()


def test_the_list_of_all_pages_leads_to_each(room: Room) -> None:
    room.go("what_is_this")
    for page in shipped_pages():
        room.press(page.title)
        assert title_of(room) == page.title
        assert room.find(QAbstractButton, page.title).isChecked()


@pytest.mark.parametrize(
    ("page_id", "title"), [("say_no", "How to say no"), ("who_to_ask", "Who to ask"), ("nowhere", "What is co-production?")]
)
def test_other_pages_lead_straight_to_one(room: Room, page_id: str, title: str) -> None:
    room.go("what_is_this", page_id)
    assert title_of(room) == title


def test_the_keys_go_on_and_back_and_stop_at_the_ends(room: Room) -> None:
    room.go("what_is_this")
    press_key(room, Qt.Key.Key_Left, ALT)
    assert title_of(room) == "What is co-production?"
    for _page in range(9):
        press_key(room, Qt.Key.Key_Right, ALT)
    assert title_of(room) == "Who to ask"
    assert room.focused.accessibleName() == "Page before"


def test_the_names_of_the_service_are_filled_in_as_they_are_now(room: Room) -> None:
    room.go("what_is_this", "who_to_ask")
    assert "At home, ring 999 if life is in danger. Ask the staff which other number to ring." in lines_of(room)
    room.services.settings.set(URGENT_PHONE, "0100 200")
    room.go("today")
    room.go("what_is_this", "who_to_ask")

    assert "At home, ring 0100 200, or 999 if life is in danger." in lines_of(room)


@pytest.mark.parametrize(("start", "button"), [("today", "What is this?"), ("help", "What is this?"), ("settings", "Look at the pages")])
def test_it_is_reached_from_where_people_look(room: Room, start: str, button: str) -> None:
    room.go(start)
    room.press(button)
    assert room.window.page_name == "what_is_this"


def test_it_can_be_read_before_anybody_has_unlocked_and_leads_back_to_the_lock(room: Room) -> None:
    room.open_plan()
    room.go("today")
    room.window.lock()
    room.settle()
    room.press("What is this?")

    assert room.window.page_name == "what_is_this"
    for name in ("Sam", "Okafor", "Jo", "Robin"):
        assert name not in room.words().split()
    assert not {"Save all to print", "Print this page"} & set(room.names())
    press_key(room, Qt.Key.Key_Escape)
    assert room.window.page_name == "unlock"


def test_escape_goes_back_to_where_one_came_from(room: Room) -> None:
    room.go("settings")
    room.press("Look at the pages")
    press_key(room, Qt.Key.Key_Escape)
    assert room.window.page_name == "settings"


def test_all_pages_are_saved_as_one_word_file(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    room.services.settings.set(WARD_NAME, "Ash Ward")
    room.go("what_is_this")
    room.answer(tmp_path / "pages")
    room.press("Save all to print")
    qtbot.waitUntil(lambda: "The paper is saved." in room.said, timeout=20_000)

    document = Document(str(tmp_path / "pages.docx"))
    titles = [one.text.strip() for one in document.paragraphs if one.style.name == "Easy title"]
    assert titles == [page.title for page in shipped_pages()]
    assert len(document.inline_shapes) + len(document.element.body.xpath(".//w:tbl//wp:inline")) > 80
    assert "Ash Ward" in document.sections[0].footer.paragraphs[0].text


def test_a_place_that_takes_no_file_is_said_and_another_can_be_chosen(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    room.go("what_is_this")
    room.answer(tmp_path / "no folder" / "pages.docx", tmp_path / "pages.docx")
    room.press("Save all to print")
    qtbot.waitUntil(lambda: "Not there" in room.said, timeout=20_000)
    room.press("Choose another place")
    qtbot.waitUntil((tmp_path / "pages.docx").exists, timeout=20_000)


def test_without_a_printer_it_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    room.go("what_is_this")
    room.press("Print this page")
    assert room.said == ["No printer"]


def test_each_page_prints_on_one_sheet_in_16_points_or_more(room: Room, tmp_path: Path) -> None:
    for number, sheet in enumerate(paper_of_pages([page.filled(NAMES) for page in shipped_pages()], "", DAY).sheets):
        writer = QPdfWriter(str(tmp_path / f"{number}.pdf"))
        lay_out_on(writer, sheet)
        del writer
        assert len(pdf_pages(tmp_path / f"{number}.pdf")) == 1, sheet.title
        document = paper_of(sheet)
        block = document.begin()
        while block.isValid():
            for part in block:
                assert part.fragment().charFormat().font().pixelSize() >= SMALLEST_SIZE or not part.fragment().text().strip("\ufffc")
            block = block.next()


def test_a_service_shows_its_own_pages_and_goes_back(room: Room, tmp_path: Path) -> None:
    from tests.app.test_easy_pages import own_file

    room.go("settings")
    room.answer(own_file(tmp_path), "back")
    room.press("Bring in pages from a file")
    assert room.said[-1] == "These pages are shown from now on."
    assert "This service shows pages of its own." in room.words()
    room.press("Look at the pages")
    assert "Whom to ask on Ash Ward" in room.names()

    press_key(room, Qt.Key.Key_Escape)
    room.press("Use the pages that came with Two Pens")
    assert room.said[-1] == "The pages that came with Two Pens are shown."
    assert "Use the pages that came with Two Pens" not in room.names()


def test_own_pages_that_cannot_be_read_are_told_of_on_the_page(room: Room) -> None:
    room.services.profile.pages_file.write_bytes(b"format = = 1")
    room.go("what_is_this")

    assert "The pages of this service cannot be read" in room.words()
    assert title_of(room) == "What is co-production?"


def test_the_keys_go_through_the_page_as_one_reads_it(room: Room) -> None:
    room.go("what_is_this", "ladder")
    reached = walk(room)
    assert reached == order_on_page(room, reached)


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
def test_nothing_is_cut_or_without_a_name(room: Room, size: tuple[int, int], scale: float) -> None:
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    for page in ("co_production", "what_it_keeps"):
        room.go("today")
        room.go("what_is_this", page)
        assert [fault(room.page) for fault in (cut_pieces, sideways, nameless, too_low_to_press)] == [[], [], [], []]
