"""Draws the icon of the app from its one drawing, in the kinds and sizes that each system asks for. Runs with the packed app's Qt.

python -m installer.packing.icons FOLDER
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[2] / "resources" / "icon.svg"
# Windows and macOS take the largest and make the others; Debian's menus want the sizes as files.
_FILES = {"two-pens.ico": 256, "two-pens.icns": 512, "two-pens-256.png": 256, "two-pens-64.png": 64, "two-pens-32.png": 32}


def draw(size: int) -> QImage:
    """The icon as a square picture of so many pixels."""
    picture = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    return picture


def main(folder: Path) -> int:
    """Writes every kind into the folder. One if Qt could not write one of them."""
    QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    return int(not all(draw(size).save(str(folder / name)) for name, size in _FILES.items()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
