"""Icons by name, drawn as shapes. The only module that knows which set they come from.

The set is the Material Design Icons 6 font that lies inside the package qtawesome, read as data: importing that package would cost more
start-up than Qt itself. Its glyphs become painter paths, so an icon is as sharp at 300 % as at 100 % and never falls back to a text font.
"""

import json
import logging
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPixmap, QRawFont

GRID = 24.0
_BASELINE = 21.0  # of the grid: the set's glyphs stand on it
_FONT = "materialdesignicons6-webfont-*.ttf"
_NAMES = "materialdesignicons6-webfont-charmap-*.json"

_log = logging.getLogger(__name__)


@cache
def icon_path(name: str) -> QPainterPath:
    """The shape of an icon on a grid of 24 by 24. A plain ring where the set or the name is missing. Shared: do not change it."""
    code = _code_points().get(name)
    font = _font()
    if code is None or font is None:
        return _ring()
    glyphs = font.glyphIndexesForString(chr(int(code, 16)))
    return font.pathForGlyph(glyphs[0]).translated(0, _BASELINE) if glyphs else _ring()


def has_icon(name: str) -> bool:
    """Whether the set has an icon of that name."""
    return name in _code_points()


def draw_icon(painter: QPainter, name: str, place: QRectF, colour: QColor) -> None:
    """Paints an icon into the middle of a place, as large as fits."""
    size = min(place.width(), place.height())
    corner = place.center() - QPointF(size / 2, size / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(corner)
    painter.scale(size / GRID, size / GRID)
    painter.fillPath(icon_path(name), colour)
    painter.restore()


def pixmap(name: str, colour: QColor, size: int, gap: int = 0) -> QPixmap:
    """A picture of an icon, as sharp as the screen. `gap` adds room at its right, for buttons of Qt that keep too little."""
    ratio = QGuiApplication.instance().devicePixelRatio()
    picture = QPixmap(round((size + gap) * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_icon(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return picture


def icon(name: str, colour: QColor, size: int, gap: int = 0) -> QIcon:
    """The same as an icon for Qt's own buttons and menus."""
    return QIcon(pixmap(name, colour, size, gap))


def picture_icon(picture: str) -> str:
    """The icon of a picture that a form names, such as "garden"; the question mark for a picture we do not have."""
    from app.forms import pictures  # not above: it brings all that reads forms, and the first page has none

    found = pictures().get(picture)
    return found.icon if found else "help-circle-outline"


def _ring() -> QPainterPath:
    shape = QPainterPath()
    shape.addEllipse(QPointF(GRID / 2, GRID / 2), 8, 8)
    shape.addEllipse(QPointF(GRID / 2, GRID / 2), 6, 6)
    return shape


@cache
def _font() -> QRawFont | None:
    file = _file(_FONT)
    font = QRawFont(str(file), GRID) if file else None
    return font if font and font.isValid() else None


@cache
def _code_points() -> dict[str, str]:
    file = _file(_NAMES)
    if file is None:
        _log.warning("The icon set is not installed; plain rings stand for icons")
        return {}
    return json.loads(file.read_bytes())


def _file(pattern: str) -> Path | None:
    """A file of the set, wherever the package lies; its version is in the name. None when it is missing."""
    package = find_spec("qtawesome")
    places = package.submodule_search_locations or [] if package else []
    return next((file for place in places for file in sorted(Path(place, "fonts").glob(pattern))), None)
