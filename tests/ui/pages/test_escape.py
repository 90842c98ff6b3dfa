"""Escape does on every page what Help says of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.rooms import Room
from ui.window import PAGES

BEFORE_THE_LOCK = ("first_start", "unlock", "recover", "restore")
IN_A_SITTING = [name for name in PAGES if name not in BEFORE_THE_LOCK]


@pytest.mark.parametrize("name", IN_A_SITTING)
def test_escape_leads_back_where_help_says_so(room: Room, name: str) -> None:
    room.open_plan()
    room.go("desk" if name != "desk" else "today")
    page = room.go(name)
    if "Escape" not in dict(page.keys()) or room.page is not page or dict(page.keys())["Escape"] != "Go back":
        pytest.skip("Help says nothing of Escape there")

    QTest.keyClick(room.focused, Qt.Key.Key_Escape)
    room.settle()

    assert room.page is not page
