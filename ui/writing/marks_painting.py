"""Painting whose words are whose: ground and line of the voice, strikes in the striker's ink, tags in the room made for them, the thread.

Ground goes under the letters, everything else over them.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.look import BODY, BOLD, SMALL, Look, tone
from ui.painting import Confirmed, MarkStyle, Tag, draw_tag, long_hexagon, tag_height, tag_width
from ui.writing.line_marks import PARAGRAPH_SIGN, LineMarks
from ui.writing.strips import LONGEST_STRIP, hanging_strip
from ui.writing.wearing import NOBODYS_INK, ink_of

THREAD_AT = 32  # from the left of a box: under the middle of its hexagon
THREAD_TOP, THREAD_END = 3, 4
TOUCHES = 5  # from the middle of the thread to the point of a tag
SHORTEST_THREAD = 8  # less of it, above or below a tag, would be a speck


def draw_grounds(painter: QPainter, marks: LineMarks) -> None:
    """The tints of a line, to be painted before its letters. The painter stands at the line's corner, here and below."""
    for place, tint in marks.grounds:
        painter.fillRect(place, tint)


def draw_patterns(painter: QPainter, marks: LineMarks) -> None:
    """The lines under the words of each voice."""
    for place, strip, part in marks.patterns:
        painter.drawPixmap(place, strip, part)


def draw_strikes(painter: QPainter, look: Look, marks: LineMarks) -> None:
    """The lines through what is struck, and signs for line ends that are."""
    for place, ink in marks.strikes:
        painter.fillRect(place, ink)
    for sign in marks.signs:
        painter.setFont(look.font(BODY))
        painter.setPen(tone(sign.ink))
        painter.drawText(QPoint(sign.left, sign.baseline), PARAGRAPH_SIGN)


def draw_tags(painter: QPainter, look: Look, marks: LineMarks) -> None:
    """The tags in their rooms and in the margin."""
    for placed in marks.tags:
        if placed.tag.mark.ink != NOBODYS_INK:
            draw_tag(painter, look, placed.left, placed.middle, placed.tag)
        else:
            _draw_nobodys_tag(painter, look, placed.left, placed.middle, placed.tag)


def draw_thread(painter: QPainter, look: Look, mark: MarkStyle, height: int, view: QRect, covered: Sequence[tuple[int, int]] = ()) -> None:
    """The owner's pattern, hanging from the hexagon above: it says that words without a line of their own are the owner's.

    `covered`: from where to where something else stands in its place, from the top down.
    """
    top, end = look.px(THREAD_TOP), height - look.px(THREAD_END)
    for gap_end, next_top in [*covered, (end, end)]:
        if min(gap_end, end) - top >= look.px(SHORTEST_THREAD):
            _hang(painter, look, mark, top, min(gap_end, end), view)
        top = max(top, next_top)


def in_place_of_thread(look: Look, corner: QPoint, marks: LineMarks) -> Iterator[tuple[int, int]]:
    """From where to where the tags of a line stand where the thread would hang, or touch it. `corner` is the line's."""
    middle, half, near = look.px(THREAD_AT), tag_height(look) / 2, look.px(TOUCHES)
    for placed in marks.tags:
        left = corner.x() + placed.left
        if left - near <= middle <= left + tag_width(look, placed.tag) + near:
            yield floor(corner.y() + placed.middle - half), ceil(corner.y() + placed.middle + half)


# ---- insides


def _hang(painter: QPainter, look: Look, mark: MarkStyle, top: int, end: int, view: QRect) -> None:
    """The part of the thread between two heights. Its pattern goes on as if all of it were there."""
    strip = hanging_strip(look, mark.line, ink_of(look, mark), painter.device().devicePixelRatioF())
    ratio, width = strip.devicePixelRatioF(), round(strip.width() / strip.devicePixelRatioF())
    left, begin = look.px(THREAD_AT) - width // 2, look.px(THREAD_TOP)
    first = begin + max(0, max(view.top(), top) - begin) // LONGEST_STRIP * LONGEST_STRIP
    for at in range(first, min(end, view.bottom() + 1), LONGEST_STRIP):
        start = max(at, top)
        piece = min(at + LONGEST_STRIP, end) - start
        painter.drawPixmap(
            QRect(left, start, width, piece), strip, QRect(0, round((start - at) * ratio), strip.width(), round(piece * ratio))
        )


def _draw_nobodys_tag(painter: QPainter, look: Look, left: float, middle: float, tag: Tag) -> None:
    place = QRectF(round(left), round(middle - tag_height(look) / 2), tag_width(look, tag), tag_height(look))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tone(look.theme.text), 1.5 * look.stroke()))
    painter.setBrush(tone(look.theme.paper))
    painter.drawPolygon(long_hexagon(place, look.px(6)))
    painter.setFont(look.font(SMALL, BOLD))
    painter.drawText(place.adjusted(look.px(7), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, tag.words)
    if tag.hands:
        _draw_circle(painter, look, QPointF(place.right() - look.px(12), place.center().y()), tag.confirmed)
    painter.restore()


def _draw_circle(painter: QPainter, look: Look, centre: QPointF, confirmed: Confirmed) -> None:
    radius = look.px(36) / 10
    painter.setPen(QPen(tone(look.theme.text), 1.6 * look.stroke()))
    painter.setBrush(tone(look.theme.text if confirmed is Confirmed.YES else look.theme.paper))
    painter.drawEllipse(centre, radius, radius)
    if confirmed is Confirmed.NOT_MINE:
        across = QPointF(radius * 1.5, -radius * 1.5)
        painter.drawLine(QLineF(centre - across, centre + across))
