"""Every piece of the kit, on the pages of the gallery: whole, named, large enough, and the same on every run."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.gallery import PAGES
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pictures import picture_of, settle
from ui.look import Look
from ui.theme import THEMES

SCREENS = (QSize(1366, 768), QSize(1024, 768))
Show = Callable[..., QWidget]


@pytest.fixture
def show(look: Look, qtbot: QtBot, qapp: QApplication) -> Show:
    """A page of the gallery on a screen, at a text size, in a theme."""

    def show_page(name: str, scale: float = 1.0, theme: str = "light", screen: QSize = SCREENS[0]) -> QWidget:
        look.change(theme=theme, scale=scale)
        page = PAGES[name](look)
        qtbot.addWidget(page)
        if name != "question_box":
            page.resize(screen)
        page.show()
        settle(qapp)
        return page

    return show_page


@pytest.mark.parametrize("screen", SCREENS, ids=("wide", "narrow"))
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0, 3.0])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_and_nothing_scrolls_sideways(show: Show, name: str, scale: float, screen: QSize) -> None:
    page = show(name, scale, screen=screen)

    assert cut_pieces(page) == []
    assert sideways(page) == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", PAGES)
def test_whatever_the_keys_reach_has_a_name_and_room_for_a_finger(show: Show, name: str, scale: float) -> None:
    page = show(name, scale)

    assert nameless(page) == []
    assert too_low_to_press(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_whole_after_the_text_grew_while_it_was_shown(show: Show, look: Look, qapp: QApplication, name: str) -> None:
    page = show(name)

    look.change(scale=2.0)
    settle(qapp)

    assert cut_pieces(page) == []
    assert sideways(page) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["desk", "buttons"])
def test_the_same_page_gives_the_same_picture(show: Show, name: str, theme: str) -> None:
    first = picture_of(show(name, theme=theme))
    second = picture_of(show(name, theme=theme))

    assert first == second
    assert first != picture_of(show(name, theme="cream" if theme == "light" else "light"))
