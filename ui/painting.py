"""Marks, line patterns and tags: how a person is shown, always by initials and line, with ink and tint as the fourth cue.

Plain functions on a painter, so that pages, editors and copies draw the same. Sizes follow the look; colours come from its theme.
"""

import math
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from models.marks import Mark
from ui.look import BOLD, SMALL, Look, tone

MARK_HEIGHT = 40
TAG_HEIGHT = 23
_SLANT = 6  # how far a tag's points reach out
_INSET = 7  # from a tag's point to its first letter
_CIRCLE = 14  # room for the circle of words typed for somebody
_MARGIN = 4  # round the picture of a tag
_WIDTH_OF_HEIGHT = math.sqrt(3) / 2


@dataclass(frozen=True)
class MarkStyle:
    """What a person's mark is made of: names of ink and line as in `models.marks`, and the initials of this plan."""

    ink: str
    line: str
    initials: str

    @staticmethod
    def of(mark: Mark, initials: str) -> "MarkStyle":
        """The mark of a person with these initials."""
        return MarkStyle(mark.ink, mark.line, initials)


class Confirmed(Enum):
    """What somebody said about words that another typed for them."""

    NOT_YET = "not yet"
    YES = "yes"
    NOT_MINE = "not mine"


@dataclass(frozen=True)
class Tag:
    """The long hexagon before a change of voice. `hands`: initials of who typed it for that person; empty for own hands."""

    mark: MarkStyle
    hands: str = ""
    confirmed: Confirmed = Confirmed.NOT_YET
    quoted: bool = False
    strikes: bool = False

    @property
    def words(self) -> str:
        """What stands in it: SO, SO·jn, “SO” for quoted words, ×JN at the end of what JN struck."""
        typed_by = f"·{self.hands.lower()}" if self.hands else ""
        label = f"{self.mark.initials}{typed_by}"
        quoted = f"“{label}”" if self.quoted else label
        return f"×{quoted}" if self.strikes else quoted


# ---------------------------------------------------------------- shapes


def hexagon(centre: QPointF, height: float) -> QPolygonF:
    """A hexagon that stands on its point, as a person's mark does."""
    radius = height / 2
    turns = (math.radians(60 * corner - 90) for corner in range(6))
    return QPolygonF([centre + QPointF(radius * math.cos(turn), radius * math.sin(turn)) for turn in turns])


def hexagon_width(height: float) -> float:
    """How wide a hexagon of that height is."""
    return height * _WIDTH_OF_HEIGHT


def long_hexagon(place: QRectF, slant: float) -> QPolygonF:
    """The shape of a tag: pointed at both ends, long enough for initials."""
    middle, top, bottom = place.center().y(), place.top(), place.bottom()
    left, right = place.left(), place.right()
    corners = ((left, middle), (left + slant, top), (right - slant, top), (right, middle), (right - slant, bottom), (left + slant, bottom))
    return QPolygonF([QPointF(x, y) for x, y in corners])


# ---------------------------------------------------------------- line patterns

# Each pattern is strokes of (thickness, dashes and gaps in pixels, distance from the middle). Round ends make the dots.
_STROKES: dict[str, tuple[tuple[float, tuple[float, ...], float], ...]] = {
    "solid": ((2.0, (), 0.0),),
    "dashed": ((2.0, (7.0, 4.0), 0.0),),
    "dotted": ((2.8, (0.02, 5.2), 0.0),),
    "double": ((1.3, (), -1.7), (1.3, (), 1.7)),
    "dash-dot": ((2.0, (8.0, 3.5, 2.2, 3.5), 0.0),),
    "dash-dot-dot": ((2.0, (8.0, 3.0, 2.0, 3.0, 2.0, 3.0), 0.0),),
    "thick": ((4.0, (), 0.0),),
    "thick-dashed": ((4.0, (7.0, 4.0), 0.0),),
}


def draw_line(painter: QPainter, left: float, right: float, y: float, line: str, colour: str, thickness: float = 1.0) -> None:
    """Draws a person's line pattern from left to right, its middle at `y`. `thickness` 1.0 is that of words at 100 %."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pen, away in _pens(line, colour, thickness):
        painter.setPen(pen)
        painter.drawLine(QLineF(left, y + away, right, y + away))


def draw_line_down(painter: QPainter, x: float, top: float, bottom: float, line: str, colour: str, thickness: float = 1.0) -> None:
    """Draws the same pattern downwards: the thread that hangs from a hexagon beside its owner's words."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pen, away in _pens(line, colour, thickness):
        painter.setPen(pen)
        painter.drawLine(QLineF(x - away, top, x - away, bottom))


@lru_cache(maxsize=256)
def _pens(line: str, colour: str, thickness: float) -> tuple[tuple[QPen, float], ...]:
    return tuple((_pen(width, dashes, colour, thickness), away * thickness) for width, dashes, away in _STROKES[line])


def _pen(width: float, dashes: tuple[float, ...], colour: str, thickness: float) -> QPen:
    pen = QPen(tone(colour), width * thickness)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if dashes and dashes[0] < 1 else Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern([length / width for length in dashes])
    return pen


# ---------------------------------------------------------------- a person's mark


def draw_mark(painter: QPainter, look: Look, centre: QPointF, height: float, mark: MarkStyle, held: bool = False) -> None:
    """Draws a hexagon with initials and line; filled while that person's pen is in hand. `height` is in pixels, not scaled again."""
    theme = look.theme
    ink = theme.inks[mark.ink]
    edge = theme.in_hand(mark.ink) if held else ink.ink
    ground, words = (edge, theme.on_ink) if held else (ink.tint, ink.ink)
    width = max(1.6, height / 26)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tone(edge), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(tone(ground))
    painter.drawPolygon(hexagon(centre, height - width))
    _draw_initials(painter, look, centre, height, mark.initials, words)
    half = height * 0.28
    draw_line(painter, centre.x() - half, centre.x() + half, centre.y() + height * 0.23, mark.line, words, max(0.8, height / 52))
    painter.restore()


def _draw_initials(painter: QPainter, look: Look, centre: QPointF, height: float, initials: str, colour: str) -> None:
    painter.setFont(look.font_of_pixels(_initials_size(look, initials, height), BOLD))
    painter.setPen(tone(colour))
    half = height / 2
    place = QRectF(centre.x() - half, centre.y() - half * 0.72, height, half * 1.1)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, initials)


def _initials_size(look: Look, initials: str, height: float) -> int:
    """How high initials are, in pixels: 0.4 of the hexagon, less where three letters would touch its sides."""
    wished = round(height * 0.4)
    width = look.metrics_of_pixels(wished, BOLD).horizontalAdvance(initials)
    return round(wished * min(1.0, height * 0.72 / width)) if width else wished


# ---------------------------------------------------------------- tags


def tag_width(look: Look, tag: Tag) -> float:
    """How much room a tag takes in a line, in pixels."""
    circle = look.px(_CIRCLE) if tag.hands else 0
    return look.text_width(tag.words, SMALL, BOLD) + 2 * look.px(_INSET) + circle


def tag_height(look: Look) -> int:
    """How high every tag is, in pixels."""
    return look.px(TAG_HEIGHT)


def draw_tag(painter: QPainter, look: Look, left: float, middle: float, tag: Tag) -> float:
    """Draws a tag with its left point at `left` and its middle at that height, on whole pixels. Gives the tag's width."""
    width, height = tag_width(look, tag), tag_height(look)
    ratio = painter.device().devicePixelRatioF()
    picture = look.remember(("tag", tag, ratio), lambda: _tag_picture(look, tag, ratio))
    painter.drawPixmap(round(left) - _MARGIN, round(middle - height / 2) - _MARGIN, picture)
    return width


def _tag_picture(look: Look, tag: Tag, ratio: float) -> QPixmap:
    """A tag on nothing, with a margin for its thick edge. An editor repaints dozens with each key, so each is drawn once."""
    width, height = tag_width(look, tag), tag_height(look)
    size = QSizeF(width + 2 * _MARGIN, height + 2 * _MARGIN) * ratio
    picture = QPixmap(size.toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _paint_tag(painter, look, QRectF(_MARGIN, _MARGIN, width, height), tag)
    painter.end()
    return picture


def _paint_tag(painter: QPainter, look: Look, place: QRectF, tag: Tag) -> None:
    ink = look.theme.inks[tag.mark.ink].ink
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tone(ink), 1.5 * look.stroke()))
    painter.setBrush(look.colour("paper"))
    painter.drawPolygon(long_hexagon(place, look.px(_SLANT)))
    painter.setFont(look.font(SMALL, BOLD))
    painter.drawText(place.adjusted(look.px(_INSET), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, tag.words)
    if tag.hands:
        _draw_circle(painter, look, QPointF(place.right() - look.px(12), place.center().y()), ink, tag.confirmed)


def _draw_circle(painter: QPainter, look: Look, centre: QPointF, ink: str, confirmed: Confirmed) -> None:
    """Open until the words are confirmed, filled after; crossed through when they are said not to be that person's."""
    radius = look.px(3.6 * 10) / 10
    painter.setPen(QPen(tone(ink), 1.6 * look.stroke()))
    painter.setBrush(tone(ink) if confirmed is Confirmed.YES else QColor(Qt.GlobalColor.transparent))
    painter.drawEllipse(centre, radius, radius)
    if confirmed is Confirmed.NOT_MINE:
        across = QPointF(radius * 1.5, -radius * 1.5)
        painter.drawLine(QLineF(centre - across, centre + across))


# ---------------------------------------------------------------- boxes


def draw_box(painter: QPainter, place: QRectF, ground: QColor, edge: QColor, thickness: float, radius: float = 10.0) -> None:
    """Draws a box with round corners whose edge lies wholly inside its place."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, thickness) if thickness else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    half = thickness / 2
    painter.drawRoundedRect(place.adjusted(half, half, -half, -half), radius, radius)


def draw_dashed_box(painter: QPainter, place: QRectF, ground: QColor, pen: QPen, radius: float = 10.0) -> None:
    """Draws a box with a broken edge: a place that is empty, or what cannot be pressed just now."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    broken = QPen(pen)
    broken.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(broken)
    painter.setBrush(ground)
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), radius, radius)
