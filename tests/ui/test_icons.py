"""Icons: shapes out of the set, pictures of forms, and what stands for them where the set is missing."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.forms import pictures
from tests.listening import LogListener
from ui import icons

ROOT = Path(__file__).resolve().parents[2]
BLACK = QColor("#000000")
SHOW_ICONS = {"Button", "IconView", "PictureView", "Door", "Way", "Option", "EmptyState", "AddCard", "draw_icon", "show_icon", "set_words"}
ICON_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


@pytest.fixture
def no_set(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer on which the package of the icon set is not installed."""
    monkeypatch.setattr(icons, "find_spec", lambda name: None)
    kept = (icons.icon_path, icons._font, icons._code_points)
    for remembered in kept:
        remembered.cache_clear()
    yield
    for remembered in kept:
        remembered.cache_clear()


def icons_named_in(file: Path) -> set[str]:
    """Every hyphenated name that the source hands to a piece which shows an icon."""
    calls = (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    shown = (call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in SHOW_ICONS)
    given = (given for call in shown for given in (*call.args, *(keyword.value for keyword in call.keywords)))
    texts = {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return {text for text in texts if ICON_NAME.fullmatch(text)}


@pytest.mark.parametrize("name", ["home-outline", "lock-outline", "check", "hexagon-multiple-outline"])
def test_an_icon_lies_on_the_grid(qapp: QApplication, name: str) -> None:
    bounds = icons.icon_path(name).boundingRect()

    assert icons.has_icon(name)
    assert QRectF(0, 0, 24, 24).contains(bounds)
    assert bounds.height() > 8


def test_two_icons_have_two_shapes(qapp: QApplication) -> None:
    assert icons.icon_path("home-outline") != icons.icon_path("lock-outline")


def test_an_unknown_icon_is_a_ring(qapp: QApplication) -> None:
    assert icons.icon_path("no-such-icon") == icons.icon_path("nor-this-one")
    assert not icons.icon_path("no-such-icon").isEmpty()


def test_without_the_set_every_icon_is_a_ring_and_the_log_says_so(qapp: QApplication, no_set: None, expected_log: LogListener) -> None:
    assert not icons.icon_path("home-outline").isEmpty()
    assert icons.icon_path("home-outline") == icons.icon_path("lock-outline")
    assert any("icon set" in line for line in expected_log.heard)


def test_an_icon_is_painted_in_its_colour_and_inside_its_place(qapp: QApplication) -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    icons.draw_icon(painter, "square", QRectF(10, 10, 20, 20), QColor("#0A4892"))
    painter.end()

    assert image.pixelColor(20, 20).name() == "#0a4892"
    assert {image.pixelColor(x, y).name() for x in range(40) for y in (0, 5, 35)} == {"#ffffff"}


def test_a_pixmap_has_room_for_the_gap_of_a_button(qapp: QApplication) -> None:
    picture = icons.pixmap("check", BLACK, 22, gap=8)

    assert picture.deviceIndependentSize().toSize().toTuple() == (30, 22)
    assert not icons.icon("check", BLACK, 22).isNull()


def test_the_picture_of_a_form_has_its_icon_and_an_unknown_one_a_question_mark(qapp: QApplication) -> None:
    assert icons.picture_icon("garden") == "flower-outline"
    assert icons.picture_icon("nothing like it") == "help-circle-outline"


def test_every_picture_that_forms_may_name_is_in_the_set(qapp: QApplication) -> None:
    assert [name for name, picture in pictures().items() if not icons.has_icon(picture.icon)] == []


def test_every_icon_that_a_page_shows_is_in_the_set(qapp: QApplication) -> None:
    named = {name for file in (ROOT / "ui").rglob("*.py") for name in icons_named_in(file)}

    assert len(named) > 10
    assert [name for name in named if not icons.has_icon(name)] == []


def test_the_package_of_the_set_is_never_imported() -> None:
    code = "import sys; from ui import icons; icons.has_icon('check'); print('qtawesome' in sys.modules)"

    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "False"
