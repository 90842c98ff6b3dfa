"""The paper to prepare on: reached from Today, the desk and the forms; only for forms that begin with questions for that."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.form_shelf import put_on_shelf
from app.forms import shipped_form
from app.plans import start_plan
from models.forms import Form
from models.plans import Plan
from tests.ui.looking import cut_pieces, nameless, sideways
from tests.ui.rooms import Room

PRINT = "Print it to prepare"


def plan_of(room: Room, form: Form) -> Plan:
    put_on_shelf(room.store.store, form)
    return start_plan(room.store.store, room.clock, room.sam.id, form)


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()


def menu_of(room: Room, name: str) -> QMenu:
    button = next(one for one in room.window.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == name)
    return button.menu()


def titles_in(path: Path) -> list[str]:
    return [one.text.strip() for one in Document(str(path)).paragraphs if one.style.name == "Easy title"]


@pytest.mark.parametrize("form", [shipped_form("my_meeting"), shipped_form("ward_round")], ids=lambda form: form.id)
def test_a_plan_on_today_is_printed_to_prepare(room: Room, tmp_path: Path, qtbot: QtBot, form: Form) -> None:
    plan_of(room, form)
    room.go("today")
    room.answer(tmp_path / "pack.docx")
    choose(menu_of(room, f"More about {form.title}, SO"), PRINT)
    qtbot.waitUntil(lambda: "The paper is saved." in room.said, timeout=20_000)

    assert titles_in(tmp_path / "pack.docx") == [form.sections[0].title, "Two more questions"]


def test_nobodys_name_is_on_the_paper(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    plan_of(room, shipped_form("my_meeting"))
    room.go("today")
    room.answer(tmp_path / "pack.docx")
    choose(menu_of(room, "More about My meeting, SO"), PRINT)
    qtbot.waitUntil(lambda: "The paper is saved." in room.said, timeout=20_000)

    document = Document(str(tmp_path / "pack.docx"))
    section = document.sections[0]
    whole = "".join(element.xml for element in (document.element, section.header._element, section.footer._element))
    assert not [name for name in ("Sam", "Okafor", "Robin", "Nowak", "999 012") if name in whole]


def test_the_desk_prints_it_too(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    plan = plan_of(room, shipped_form("my_meeting"))
    room.begin()
    room.store.open_plan(plan)
    room.go("desk")
    room.answer(tmp_path / "pack.docx")
    choose(menu_of(room, "More"), PRINT)
    qtbot.waitUntil((tmp_path / "pack.docx").exists, timeout=20_000)
    qtbot.waitUntil(lambda: "The paper is saved." in room.said, timeout=20_000)


def test_a_care_plan_has_nothing_to_prepare(room: Room) -> None:
    room.new_plan()
    room.go("today")
    assert PRINT not in [action.text() for action in menu_of(room, "More about My care plan, SO").actions()]
    room.open_plan()
    room.go("desk")
    assert PRINT not in [action.text() for action in menu_of(room, "More").actions()]


def test_an_empty_one_is_printed_from_the_forms(room: Room, tmp_path: Path, qtbot: QtBot) -> None:
    put_on_shelf(room.store.store, shipped_form("ward_round"))
    room.go("forms")
    assert "Print an empty one: My care plan" not in room.names(QAbstractButton)
    room.answer(tmp_path / "empty")
    room.press("Print an empty one: My ward round")
    qtbot.waitUntil(lambda: "The paper is saved." in room.said, timeout=20_000)

    assert titles_in(tmp_path / "empty.docx") == ["Before we meet", "Two more questions"]


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0)])
def test_the_list_of_forms_is_not_cut(room: Room, size: tuple[int, int], scale: float) -> None:
    put_on_shelf(room.store.store, shipped_form("my_meeting"))
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    page = room.go("forms")
    assert [fault(page) for fault in (cut_pieces, sideways, nameless)] == [[], [], []]
