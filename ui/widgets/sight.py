"""Bringing a piece of a page into sight, where the page scrolls."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QWidget

_ABOVE = 8


def bring_into_sight(piece: QWidget) -> None:
    """Scrolls the page that holds the piece just so far that it is seen; the beginning of it where it is higher than the page."""
    area = _area_of(piece)
    if area is None:
        return
    top = piece.mapTo(area.widget(), QPoint(0, 0)).y()
    bar, seen = area.verticalScrollBar(), area.viewport().height()
    if top < bar.value() or top + piece.height() > bar.value() + seen:
        wanted = min(top - _ABOVE, max(top + piece.height() - seen, bar.value())) if top >= bar.value() else top - _ABOVE
        bar.setValue(wanted)


def _area_of(piece: QWidget) -> QScrollArea | None:
    parent = piece.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent
