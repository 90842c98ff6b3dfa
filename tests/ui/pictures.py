"""Pictures of widgets for tests and for looking at: the same bytes on every run with the same fonts."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

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


def greys(image: QImage) -> bytes:
    """The light of every pixel, as a grey print shows it."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)  # held by a name: its bits live no longer than it does
    return bytes(grey.constBits())


def shown(page: QWidget, qtbot: QtBot, width: int = 0, height: int = 0) -> QWidget:
    """The page on the screen and active, at that size or at its own. The test's bot keeps it alive, and closes it at the end."""
    if not page.isVisible():
        qtbot.addWidget(page, before_close_func=lambda _closing, kept=page: kept.hide())
    page.resize(width or page.sizeHint().width(), height or page.sizeHint().height())
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    settle(QApplication.instance())
    return page


def save_picture(widget: QWidget, file: Path) -> Path:
    """Writes the widget's picture, with the folders it needs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    picture_of(widget).save(str(file))
    return file
