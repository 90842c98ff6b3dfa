"""Sending a copy: what is said before, the file, and what happens when the world is in the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.family import let_see, said_about
from app.forms import roles
from app.people import add_person
from models.access_log import access_lines
from models.copies import copies_of
from models.people import Person
from tests.app.furnished import OTHER_PATIENT
from tests.app.word.invariants import WordFile
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.going import went_to
from tests.ui.pages.walking import order_on_page, walk
from tests.ui.rooms import Room
from ui.pages.send import SendPage
from ui.widgets.choices import TickBox

SIDE = "about_important/patient"
PATIENCE = 20_000


@pytest.fixture
def page(room: Room) -> SendPage:
    """The page, on a plan in which Sam wrote a line and Jo struck a word of it."""
    desk = room.open_plan().desk
    desk.take_up(desk.pens.own(room.sam.id))
    desk.write(SIDE, 0, 0, "I like the garden.")
    desk.take_up(desk.pens.own(room.jo.id))
    desk.write(SIDE, 7, 4, "")
    return room.go("send")


def save_to(room: Room, qtbot: QtBot, *answers: object, until: str = "The copy is saved.") -> None:
    """Presses *Save the copy*, chooses that place in the system's box, and waits until something is said of it."""
    room.answer(*answers)
    room.press("Save the copy")
    qtbot.waitUntil(lambda: until in room.said, timeout=PATIENCE)
    room.settle()


def copies(room: Room) -> list[tuple[str, str]]:
    with room.store.store.reading() as session:
        return [(copy.kind, copy.for_whom) for copy in copies_of(session, room.store.plan.plan.id)]


def test_what_leaves_and_what_stays_is_said_before(room: Room, page: SendPage) -> None:
    words = room.words()

    assert "This leaves: the name, the day of birth, the NHS number and 1 question with its answers." in words
    assert "This stays here: pages you did not share, and words somebody says are not theirs." in words
    assert "1 thing is not settled yet. The copy says so in words." in words
    assert "After it is saved, we cannot call the copy back." in words
    assert OTHER_PATIENT not in words


def test_a_copy_is_saved_listed_and_noted(room: Room, page: SendPage, qtbot: QtBot, tmp_path: Path) -> None:
    room.press("Who wrote what")
    room.press("Sam")
    room.press("Family doctor (GP)")
    room.type_into("Somebody else", "Elm House")
    save_to(room, qtbot, tmp_path / "copy.docx")

    assert any("[SO]" in text for _style, text in WordFile((tmp_path / "copy.docx").read_bytes()).paragraphs)
    assert copies(room) == [("who_wrote_what", "Sam, family doctor (GP) and Elm House")]
    assert "4 May 2026: Who wrote what, for Sam, family doctor (GP) and Elm House" in room.words()
    with room.store.store.reading() as session:
        lines = access_lines(session, plan_id=room.store.plan.plan.id)
    assert [line.person_id for line in lines if line.verb == "exported"] == [room.jo.id]


def test_the_name_that_is_offered_holds_nobodys_name(room: Room, page: SendPage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(room.shell.asking, "ask_where_to_save", lambda _title, suggested, _kinds: asked.append(suggested))
    room.press("Save the copy")

    assert asked[0].name == "My care plan, Clean copy, 2026-05-04.docx"


def test_nothing_is_saved_when_nobody_chose_a_place(room: Room, page: SendPage) -> None:
    room.answer(None)
    room.press("Save the copy")

    assert copies(room) == []


def test_the_ending_of_a_word_file_is_put_on(room: Room, page: SendPage, qtbot: QtBot, tmp_path: Path) -> None:
    save_to(room, qtbot, tmp_path / "copy")

    assert (tmp_path / "copy.docx").exists()


def test_another_file_is_not_replaced_unasked(room: Room, page: SendPage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "copy.docx").write_bytes(b"something else")
    room.answer(tmp_path / "copy", "keep")
    room.press("Save the copy")
    assert (tmp_path / "copy.docx").read_bytes() == b"something else"

    save_to(room, qtbot, tmp_path / "copy", "replace")
    assert (tmp_path / "copy.docx").read_bytes()[:2] == b"PK"


def test_a_place_that_takes_nothing_is_told_with_the_way_on(room: Room, page: SendPage, qtbot: QtBot, tmp_path: Path) -> None:
    save_to(room, qtbot, tmp_path / "gone" / "copy.docx", until="Not there")
    assert copies(room) == []

    room.answer(tmp_path / "copy.docx")
    room.press("Choose another place")
    qtbot.waitUntil(lambda: "The copy is saved." in room.said, timeout=PATIENCE)
    assert copies(room) == [("clean", "")]


class Opened(QObject):
    """Stands for the program that shows folders."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[str] = []

    @Slot("QUrl")
    def show(self, url: object) -> None:
        self.places.append(url.toLocalFile())


@pytest.fixture
def opened() -> Iterator[Opened]:
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "show")
    yield opened
    QDesktopServices.unsetUrlHandler("file")


def test_the_folder_can_be_opened_afterwards(room: Room, page: SendPage, qtbot: QtBot, tmp_path: Path, opened: Opened) -> None:
    save_to(room, qtbot, tmp_path / "copy.docx")
    room.press("Open the folder")

    assert opened.places == [str(tmp_path)]


# Words of family and friends

MUMS = "Mum's words go into copies"


@pytest.fixture
def mum(room: Room) -> Person:
    """Sam's mother, who is here and writes on her own side; then Jo has the pen."""
    mum = add_person(room.store.store, "Grace Okafor", "Mum", roles()["mother"])
    desk = room.open_plan().desk
    room.store.sitting.arrive(mum.id, roles()["mother"])
    desk.take_up(desk.pens.own(mum.id))
    desk.write(f"safe_helps/family:{mum.id}", 0, 0, "He hums when he is well.")
    desk.take_up(desk.pens.own(room.jo.id))
    return mum


def words_of_copy(room: Room, qtbot: QtBot, path: Path) -> str:
    saved_before = room.said.count("The copy is saved.")
    room.answer(path)
    room.press("Save the copy")
    qtbot.waitUntil(lambda: room.said.count("The copy is saved.") > saved_before, timeout=PATIENCE)
    room.settle()
    return "\n".join(text for _style, text in WordFile(path.read_bytes()).paragraphs)


def test_family_words_stay_until_the_patient_says_with_their_own_pen_that_they_leave(
    room: Room, mum: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    room.go("send")
    assert "They stay here until Sam says yes." in room.words()
    assert "He hums" not in words_of_copy(room, qtbot, tmp_path / "before.docx")

    room.press(MUMS)
    assert room.said[-1] == "Only Sam can say this."
    assert not said_about(room.store.store, room.sam.id, mum.id).in_copies
    room.press("I am Sam")

    assert room.find(TickBox, MUMS).isChecked()
    assert room.find(TickBox, MUMS).hasFocus()
    assert "Sam said yes to this on 4 May 2026." in room.words()
    assert "He hums" in words_of_copy(room, qtbot, tmp_path / "after.docx")


def test_the_patient_may_take_it_back(room: Room, mum: Person, qtbot: QtBot, tmp_path: Path) -> None:
    desk = room.store.plan.desk
    desk.take_up(desk.pens.own(room.sam.id))
    room.go("send")

    room.press(MUMS)
    room.press(MUMS)

    assert "Only Sam can say this." not in room.said
    assert "Sam said no to this on 4 May 2026." in room.words()
    assert "He hums" not in words_of_copy(room, qtbot, tmp_path / "copy.docx")


def test_nobody_says_it_for_a_patient_who_left(room: Room, mum: Person) -> None:
    room.go("send")
    room.store.sitting.leave(room.sam.id)

    room.press(MUMS)
    room.press("I am Sam")

    assert room.said[-1] == "Sam is not here."
    assert not said_about(room.store.store, room.sam.id, mum.id).in_copies
    assert not room.find(TickBox, MUMS).isChecked()


def test_a_copy_for_somebody_to_whom_the_plan_is_not_opened_says_so_and_stops_nobody(
    room: Room, mum: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    closed = "Sam has not opened the plan to Mum yet."
    room.go("send")
    assert closed not in room.words()
    room.press("Sam")
    assert closed not in room.words()
    room.press("Mum")
    assert closed in room.words()
    save_to(room, qtbot, tmp_path / "copy.docx")
    assert copies(room) == [("clean", "Sam and Mum")]

    room.press("Mum")
    assert closed not in room.words()
    room.press("Mum")
    sams = room.store.sitting.pens.own(room.sam.id)
    let_see(room.store.store, room.clock, sams, room.sam.id, mum.id, sees_plan=True, in_copies=False)
    room.store.plan.desk.sight.look_again()
    room.go("desk")
    room.go("send")
    assert room.find(QAbstractButton, "Mum").isChecked()
    assert closed not in room.words()


def test_without_family_nothing_is_said_of_it(room: Room, page: SendPage) -> None:
    assert not [name for name in room.names() if "words go into copies" in name]


def test_with_nothing_written_there_is_nothing_to_send(room: Room) -> None:
    room.open_plan()
    room.go("send")

    assert "There is nothing to send yet. Go to the desk to write." in room.words()
    assert "Save the copy" not in room.names()
    with went_to(room) as gone:
        room.press("Back to writing")
    assert gone == [("desk", None)]


def test_without_a_plan_on_the_table_one_is_led_to_today(room: Room) -> None:
    room.go("send")

    assert room.window.page_name == "today"


def test_what_was_chosen_is_forgotten_with_the_sitting(room: Room, page: SendPage) -> None:
    room.press("Who wrote what")
    room.store.end_sitting()

    for words in ("Sam", "Jo", "This leaves"):
        assert words not in room.words()


def test_the_keys_go_through_the_page_as_one_reads_it(room: Room, page: SendPage) -> None:
    reached = walk(room)

    assert reached == order_on_page(room, reached)


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
def test_nothing_is_cut_or_without_a_name(room: Room, page: SendPage, size: tuple[int, int], scale: float) -> None:
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    room.settle()

    assert [fault(page) for fault in (cut_pieces, sideways, nameless, too_low_to_press)] == [[], [], [], []]
