"""What a careful eye sees on a page: words that are cut, pieces that leave their place, things without a name."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QLineEdit, QScrollArea, QWidget

from ui.widgets.pressing import Pressable

SLACK = 1  # pixels that a rounding may take


def visible(page: QWidget) -> Iterator[QWidget]:
    """Every piece of the page that is shown."""
    return (
        widget
        for widget in page.findChildren(QWidget)
        if (widget.isVisibleTo(page) and not widget.visibleRegion().isEmpty()) or _scrolled(widget, page)
    )


def cut_pieces(page: QWidget) -> list[str]:
    """What cannot be read whole, each in words: a label or a button lower than its words, a piece that leaves its place."""
    return [fault for widget in visible(page) for fault in (*_too_low(widget), *_too_narrow(widget), *_leaves_its_place(widget, page))]


def sideways(page: QWidget) -> list[str]:
    """Every scrolled middle of the page that would have to be moved sideways."""
    areas = (area for area in page.findChildren(QScrollArea) if area.isVisibleTo(page))
    return [
        f"{type(area.widget()).__name__} by {area.horizontalScrollBar().maximum()}"
        for area in areas
        if area.horizontalScrollBar().maximum() > 0
    ]


def nameless(page: QWidget) -> list[str]:
    """Every piece that the keys can reach and a screen reader cannot name."""
    reachable = (widget for widget in page.findChildren(QWidget) if widget.focusPolicy() != Qt.FocusPolicy.NoFocus)
    return [type(widget).__name__ for widget in reachable if not spoken_name(widget)]


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def too_low_to_press(page: QWidget, least: int = 44) -> list[str]:
    """Every piece to press that is lower than a finger needs."""
    pressed = (widget for widget in visible(page) if isinstance(widget, Pressable | QLineEdit))
    return [f"{spoken_name(widget)}: {widget.height()}" for widget in pressed if widget.height() < least]


def _too_low(widget: QWidget) -> list[str]:
    if not isinstance(widget, QLabel | Pressable) or (isinstance(widget, QLabel) and not widget.text()):
        return []
    needed = widget.heightForWidth(widget.width()) if isinstance(widget, Pressable) or widget.wordWrap() else widget.sizeHint().height()
    return [f"{_called(widget)} needs {needed} and is {widget.height()} high"] if widget.height() < needed - SLACK else []


def _too_narrow(widget: QWidget) -> list[str]:
    if not isinstance(widget, QLabel | Pressable):
        return []
    needed = widget.minimumSizeHint().width()
    return [f"{_called(widget)} needs {needed} and is {widget.width()} wide"] if widget.width() < needed - SLACK else []


def _leaves_its_place(widget: QWidget, page: QWidget) -> list[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or _is_moved(widget) or not isinstance(widget, QLabel | Pressable | QLineEdit):
        return []
    room = QRect(0, 0, parent.width(), parent.height())
    return [] if room.contains(widget.geometry()) else [f"{_called(widget)} at {widget.geometry().getRect()} leaves {room.getRect()}"]


def _is_moved(widget: QWidget) -> bool:
    """Whether it is the content of a scroll area, which is larger than its place on purpose."""
    parent = widget.parentWidget()
    return parent is not None and isinstance(parent.parentWidget(), QAbstractScrollArea)


def _scrolled(widget: QWidget, page: QWidget) -> bool:
    """Whether it is out of sight only because the page is scrolled."""
    return widget.isVisibleTo(page) and any(area.isAncestorOf(widget) for area in page.findChildren(QScrollArea))


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{spoken_name(widget)}”"
