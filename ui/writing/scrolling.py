"""The page around a box: it brings the caret into view when somebody writes, and stands still when somebody else does.

Keeping the scroll bar's value would keep pixels, not words: a change above would push what is being read.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget

from ui.writing.lines import line_of
from ui.writing.pointing import line_near

_AROUND = 24  # how much of the page is shown above and below the caret


def page_around(widget: QWidget) -> QScrollArea | None:
    """The scrolling page that a widget stands on; None when it stands on none."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def bring_into_view(widget: QWidget, spot: QRect, page: QScrollArea | None) -> None:
    """Scrolls the page just so far that a spot of the widget is seen with some room around it."""
    if page is not None and page.widget() is not None:
        middle = widget.mapTo(page.widget(), spot.center())
        page.ensureVisible(middle.x(), middle.y(), 0, spot.height() // 2 + _AROUND)


def lay_out_now() -> None:
    """Has every layout that waits done at once: heights that grew are known to the pages around them."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


class Anchor:
    """The words at the top of what is seen of a page, where they belong to one box. Taken before a change, held after it."""

    def __init__(self, box: QWidget, document: QTextDocument, step: int) -> None:
        self._box, self._document, self._page = box, document, page_around(box)
        self._height, self._place, self._line_top = box.height(), 0, 0.0
        top = self._top()
        if top > 0:
            line = line_near(document, min(top, box.height() - 1), step)
            self._place, self._line_top = (line.start, line.top) if line is not None else (0, 0.0)
        self._above = top >= box.height()
        self._cut = 0 < top < box.height()

    @property
    def place(self) -> int:
        """The position in the box's text of the words that are held."""
        return self._place

    def hold(self, place: int) -> None:
        """Scrolls by as much as the held words moved; `place` is where they are now."""
        grown = 0.0
        if self._above:
            grown = self._box.height() - self._height
        elif self._cut:
            line = line_of(self._document, place)
            grown = line.top - self._line_top if line is not None else 0.0
        if grown and self._page is not None:
            bar = self._page.verticalScrollBar()
            QTimer.singleShot(0, bar, lambda: _scroll_by(bar, round(grown)))  # once the box has its new height

    def _top(self) -> int:
        """Where the top of what is seen lies in the box."""
        if self._page is None or not self._box.isVisible():
            return 0
        return self._box.mapFrom(self._page.viewport(), QPoint(0, 0)).y()


def _scroll_by(bar: QScrollBar, pixels: int) -> None:
    lay_out_now()
    bar.setValue(bar.value() + pixels)
