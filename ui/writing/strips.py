"""Line patterns as long strips, drawn once and cut to length: a key repaints a paragraph, and stroking dashes costs more than its text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from ui.look import Look
from ui.painting import draw_line, draw_line_down

LONGEST_STRIP = 2400  # pixels; longer lines are put together
_HALF = 5  # half the height of a strip at 100 %
_THREAD = 1.15  # a thread is a little thicker than a line under words


def strip_of(look: Look, line: str, ink: str, ratio: float) -> QPixmap:
    """A pattern from left to right on nothing, its middle in the middle."""

    def draw() -> QPixmap:
        half = look.px(_HALF)
        strip = _empty(QSize(LONGEST_STRIP, 2 * half), ratio)
        painter = QPainter(strip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_line(painter, 0, LONGEST_STRIP, half, line, ink, look.stroke())
        painter.end()
        return strip

    return look.remember(("strip", line, ink, ratio), draw)


def hanging_strip(look: Look, line: str, ink: str, ratio: float) -> QPixmap:
    """A pattern from top to bottom on nothing, its middle in the middle."""

    def draw() -> QPixmap:
        half = look.px(_HALF)
        strip = _empty(QSize(2 * half, LONGEST_STRIP), ratio)
        painter = QPainter(strip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_line_down(painter, half, 0, LONGEST_STRIP, line, ink, _THREAD * look.stroke())
        painter.end()
        return strip

    return look.remember(("hanging strip", line, ink, ratio), draw)


def _empty(size: QSize, ratio: float) -> QPixmap:
    strip = QPixmap(size * ratio)
    strip.setDevicePixelRatio(ratio)
    strip.fill(Qt.GlobalColor.transparent)
    return strip
