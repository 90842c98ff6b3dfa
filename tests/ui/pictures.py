"""Pictures of widgets for tests and for looking at: the same bytes on every run with the same fonts."""

from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

ROUNDS = 6  # heights that depend on widths settle after a few rounds of events


def settle(app: QApplication) -> None:
    """Lets layouts come to rest."""
    for _round in range(ROUNDS):
        app.processEvents()


def picture_of(widget: QWidget) -> QImage:
    """What the widget looks like now, as an image that can be compared."""
    settle(QApplication.instance())
    ground = QPixmap(widget.size())
    ground.fill(widget.palette().window().color())
    widget.render(ground, QPoint())
    return ground.toImage().convertToFormat(QImage.Format.Format_RGB32)


def shown(widget: QWidget, width: int, height: int = 0) -> QWidget:
    """The widget on the screen at that width; its own height where none is given."""
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    widget.resize(QSize(width, height or max(widget.sizeHint().height(), 1)))
    widget.show()
    settle(QApplication.instance())
    if not height and widget.hasHeightForWidth():
        widget.resize(width, widget.heightForWidth(width))
        settle(QApplication.instance())
    return widget


def save_picture(widget: QWidget, file: Path) -> Path:
    """Writes the widget's picture, with the folders it needs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    picture_of(widget).save(str(file))
    return file
