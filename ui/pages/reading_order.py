"""The Tab key goes through a page as one reads it, also where pieces were made later or moved: Qt alone goes by when they were made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QBoxLayout, QLayout, QScrollArea, QWidget

_BACKWARDS = (QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.BottomToTop)


def order_tabs(root: QWidget) -> None:
    """Puts the tab order of everything inside in the order of its layouts. Call it after pieces came, went or moved."""
    for before, after in pairwise(stops(root)):
        QWidget.setTabOrder(before, after)


def stops(root: QWidget) -> list[QWidget]:
    """What the Tab key can stop at inside, in reading order, hidden pieces too: they may be shown later."""
    return [widget for widget in _read(root) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _read(widget: QWidget) -> Iterator[QWidget]:
    """The widget and all it holds, in reading order."""
    yield widget
    if isinstance(widget, QScrollArea):
        if widget.widget() is not None:
            yield from _read(widget.widget())
    elif not isinstance(widget, QAbstractScrollArea) and widget.layout() is not None:
        yield from _read_layout(widget.layout())


def _read_layout(layout: QLayout) -> Iterator[QWidget]:
    backwards = isinstance(layout, QBoxLayout) and layout.direction() in _BACKWARDS
    for piece in sorted(_pieces(layout), key=layout.indexOf, reverse=backwards):
        yield from _read_layout(piece) if isinstance(piece, QLayout) else _read(piece)


def _pieces(layout: QLayout) -> list[QWidget | QLayout]:
    """What a layout holds, in no order.

    Its items are not asked for: PySide (6.11) does not hear when C++ frees one, and takes it for whatever comes to its place in memory.
    """
    beside = layout.parentWidget().children()
    return [piece for piece in (*beside, *layout.children()) if isinstance(piece, QWidget | QLayout) and layout.indexOf(piece) >= 0]
