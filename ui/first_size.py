"""How large the window is at first: as it was meant, or as large as the screen lets it be with its frame and beside its task bar."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle, QWidget

MEANT = QSize(1366, 768)
USUAL_TITLE = 40  # pixels above the window, before the system has told how much it puts there


def first_size() -> QSize:
    """The size to begin with, before the window is shown and its frame is known."""
    screen = QGuiApplication.primaryScreen()
    if screen is None or _nobody_looks():
        return MEANT
    style = QApplication.style()
    title = max(USUAL_TITLE, style.pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight))
    edge = 2 * style.pixelMetric(QStyle.PixelMetric.PM_DefaultFrameWidth)
    return MEANT.boundedTo(screen.availableGeometry().size() - QSize(edge, title + edge))


def keep_on_screen(window: QWidget) -> None:
    """Once it is shown: takes the window back onto its screen where it hangs off with its frame."""
    if not (window.isMaximized() or window.isFullScreen() or _nobody_looks()):
        place = fitting(window.frameGeometry(), window.size(), window.screen().availableGeometry())
        window.resize(place.size())
        window.move(place.topLeft())


def fitting(frame: QRect, size: QSize, available: QRect) -> QRect:
    """Where the frame begins, and how large the window in it is, so that all of it lies on what is free of the screen."""
    around = frame.size() - size
    size = size.boundedTo(available.size() - around)
    whole = size + around
    most = available.topLeft() + QPoint(available.width() - whole.width(), available.height() - whole.height())
    x = max(available.left(), min(frame.left(), most.x()))
    y = max(available.top(), min(frame.top(), most.y()))
    return QRect(QPoint(x, y), size)


def _nobody_looks() -> bool:
    """Whether there is no real screen: what Qt makes up in place of one has no size that means anything."""
    return QGuiApplication.platformName() in ("offscreen", "minimal")
