"""Marks, lines and tags: told apart without colour, whole, and the same on every run."""

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF, QTransform

from models.marks import INKS, LINES, Mark
from tests.ui.pictures import greys
from ui.look import Look, tone
from ui.painting import (
    Confirmed,
    MarkStyle,
    Tag,
    draw_box,
    draw_dashed_box,
    draw_line,
    draw_line_down,
    draw_mark,
    draw_tag,
    hexagon,
    hexagon_width,
    tag_height,
    tag_width,
)
from ui.theme import THEMES

SAM = MarkStyle("honey", "solid", "SO")
JO = MarkStyle("sea", "dashed", "JN")
TELLING = 0.06  # of the pixels of two lines differ by half the way from ink to paper, when an eye tells them apart
Paint = Callable[[QPainter], object]


def picture(paint: Paint, width: int = 120, height: int = 60, ground: str = "#FFFFFF") -> QImage:
    """What a painter leaves on a ground."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def share_that_differs(first: QImage, second: QImage) -> float:
    """How many of the pixels differ so much that an eye sees it."""
    pairs = list(zip(greys(first), greys(second), strict=True))
    return sum(abs(a - b) > 100 for a, b in pairs) / len(pairs)


def colours(image: QImage) -> set[str]:
    """Every colour in the picture."""
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def near(shape: QPolygonF, x: int, y: int) -> bool:
    """Whether the shape has one of the pixel's corners."""
    corners = (QPointF(x + right, y + down) for right in (0, 1) for down in (0, 1))
    return any(shape.containsPoint(corner, Qt.FillRule.WindingFill) for corner in corners)


def line_picture(line: str, down: bool) -> QImage:
    """One line pattern in black, in a place as narrow as the line."""
    if down:
        return picture(lambda painter: draw_line_down(painter, 4, 0, 120, line, "#000000"), 8, 120)
    return picture(lambda painter: draw_line(painter, 0, 120, 4, line, "#000000"), 120, 8)


@pytest.mark.parametrize("down", [False, True])
def test_each_two_of_the_eight_lines_are_told_apart_in_grey(look: Look, down: bool) -> None:
    pictures = {line: line_picture(line, down) for line in LINES}

    alike = [pair for pair in itertools.combinations(LINES, 2) if share_that_differs(pictures[pair[0]], pictures[pair[1]]) < TELLING]

    assert alike == []


@pytest.mark.parametrize("line", LINES)
def test_a_line_downwards_is_the_line_turned(look: Look, line: str) -> None:
    across = line_picture(line, down=False).transformed(QTransform().rotate(90))

    assert share_that_differs(across, line_picture(line, down=True)) < TELLING / 6


def test_two_people_with_the_same_initials_are_told_apart_by_their_line(look: Look) -> None:
    look.change(theme="high_contrast")
    marks = [MarkStyle(ink, line, "SO") for ink, line in zip(INKS, LINES, strict=True)]

    pictures = [picture(lambda painter, mark=mark: draw_mark(painter, look, QPointF(40, 40), 72, mark), 80, 80) for mark in marks]

    assert all(greys(first) != greys(second) for first, second in itertools.combinations(pictures, 2))


@pytest.mark.parametrize("theme", THEMES)
def test_the_mark_of_the_pen_in_hand_is_filled(look: Look, theme: str) -> None:
    look.change(theme=theme)
    place = QPointF(30, 30)

    resting = picture(lambda painter: draw_mark(painter, look, place, 48, SAM), 60, 60)
    held = picture(lambda painter: draw_mark(painter, look, place, 48, SAM, held=True), 60, 60)

    assert resting.pixelColor(14, 30) == QColor(look.theme.inks["honey"].tint)
    assert held.pixelColor(14, 30) == QColor(look.theme.in_hand("honey"))


@pytest.mark.parametrize("initials", ["S", "SO", "SOk", "WWW", "MW12"])
@pytest.mark.parametrize("height", [40, 48, 88, 120])
def test_initials_never_leave_the_hexagon(look: Look, initials: str, height: int) -> None:
    mark = MarkStyle("sea", "thick", initials)
    centre = QPointF(80, 80)
    inside = hexagon(centre, height + 2)

    image = picture(lambda painter: draw_mark(painter, look, centre, height, mark), 160, 160)

    inked = [divmod(at, 160) for at, light in enumerate(greys(image)) if light != 255]
    assert [(x, y) for y, x in inked if not near(inside, x, y)] == []


def test_a_hexagon_stands_on_its_point(look: Look) -> None:
    shape = hexagon(QPointF(0, 0), 40).boundingRect()

    assert shape.height() == pytest.approx(40)
    assert shape.width() == pytest.approx(hexagon_width(40))


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        (Tag(SAM), "SO"),
        (Tag(SAM, hands="JN"), "SO·jn"),
        (Tag(JO, strikes=True), "×JN"),
        (Tag(SAM, quoted=True), "“SO”"),
        (Tag(SAM, hands="JN", quoted=True), "“SO·jn”"),
    ],
)
def test_what_a_tag_says(tag: Tag, words: str) -> None:
    assert tag.words == words


def test_the_circle_of_typed_words_is_open_then_full_then_crossed(look: Look) -> None:
    tags = [Tag(SAM, "JN", confirmed) for confirmed in Confirmed]

    pictures = [picture(lambda painter, tag=tag: draw_tag(painter, look, 4, 30, tag)) for tag in tags]

    assert len({tag_width(look, tag) for tag in tags}) == 1
    assert all(greys(first) != greys(second) for first, second in itertools.combinations(pictures, 2))


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_a_tag_stays_in_the_room_it_asks_for(look: Look, scale: float) -> None:
    look.change(scale=scale)
    tag = Tag(MarkStyle("teal", "thick", "WWW"), "JN")
    width, height = tag_width(look, tag), tag_height(look)

    image = picture(lambda painter: draw_tag(painter, look, 20, 60, tag), round(width) + 40, 120)

    inked = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).name() != "#ffffff"]
    assert min(x for x, _ in inked) >= 20 - 3
    assert max(x for x, _ in inked) <= 20 + width + 3
    assert max(y for _, y in inked) - min(y for _, y in inked) <= height + 6


def test_a_tag_is_drawn_in_the_inks_of_a_new_theme(look: Look) -> None:
    def draw(painter: QPainter) -> None:
        draw_tag(painter, look, 4, 30, Tag(SAM))

    before = colours(picture(draw))

    look.change(theme="dark")

    assert look.theme.inks["honey"].ink.lower() in colours(picture(draw)) - before


@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_is_the_same_on_every_run(look: Look, theme: str) -> None:
    look.change(theme=theme)

    def draw(painter: QPainter) -> None:
        draw_mark(painter, look, QPointF(30, 30), 40, SAM)
        draw_tag(painter, look, 60, 30, Tag(JO, "SO"))
        draw_line(painter, 0, 120, 56, "dash-dot-dot", look.theme.inks["slate"].ink)

    assert greys(picture(draw)) == greys(picture(draw))


def test_the_edge_of_a_box_lies_inside_its_place(look: Look) -> None:
    place = QRectF(10, 10, 40, 40)

    solid = picture(lambda painter: draw_box(painter, place, tone("#FFFFFF"), tone("#000000"), 3), 60, 60)
    broken = picture(lambda painter: draw_dashed_box(painter, place, tone("#FFFFFF"), look.pen("text", 2)), 60, 60)

    for image in (solid, broken):
        assert {image.pixelColor(x, y).name() for x in range(60) for y in (0, 8, 51, 59)} == {"#ffffff"}
    assert solid.pixelColor(30, 11).name() == "#000000"


def test_a_mark_of_the_models_becomes_a_style() -> None:
    assert MarkStyle.of(Mark("sea", "dashed"), "JN") == JO
