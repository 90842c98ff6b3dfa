"""Pictures for paper: an icon in its hexagon, as a PNG file. Dark lines on honey, which print well in grey too."""

from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.forms import pictures
from ui.icons import draw_icon, picture_icon
from ui.painting import hexagon
from ui.theme import read_theme

SIDE = 240  # pixels: sharp at the size in which they are printed
_EDGE = 7.0


def pictures_for(names: Iterable[str]) -> dict[str, bytes]:
    """A PNG for each of these names that we have a picture for. Paper is always light, whatever the screen wears."""
    return {name: _png(paper_picture(name)) for name in names if name in pictures()}


def paper_picture(name: str, side: int = SIDE) -> QImage:
    """One picture on white."""
    theme = read_theme("light")
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.picture_edge), _EDGE * side / SIDE))
    painter.setBrush(QColor(theme.picture))
    whole = QRectF(image.rect())
    painter.drawPolygon(hexagon(whole.center(), side * 0.94))
    inner = QRectF(0, 0, side * 0.56, side * 0.56)
    inner.moveCenter(whole.center())
    draw_icon(painter, picture_icon(name), inner, QColor(theme.picture_edge))
    painter.end()
    return image


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
