"""The page a side is written on: line step, margins, and how high it is."""

import math

from PySide6.QtGui import QFontMetricsF, QTextBlockFormat, QTextCursor, QTextDocument

_DISTANCE = QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value


def set_line_step(document: QTextDocument, step: int) -> int:
    """Gives all lines that step, by room below each; returns the room. Measured from the font: lines of other fonts may be higher."""
    below = max(0, step - math.ceil(QFontMetricsF(document.defaultFont()).height()))
    spaced = QTextBlockFormat()
    spaced.setLineHeight(below, _DISTANCE)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(spaced)
    return below


def set_margins(document: QTextDocument, left: int, right: int, top: int) -> None:
    """Gives the page its margins; none below, where the last line has its room already."""
    page = document.rootFrame().frameFormat()
    if (page.leftMargin(), page.rightMargin(), page.topMargin()) == (left, right, top):
        return
    page.setLeftMargin(left)
    page.setRightMargin(right)
    page.setTopMargin(top)
    page.setBottomMargin(0)
    document.rootFrame().setFrameFormat(page)


def height_of(document: QTextDocument) -> int:
    """How high the page is."""
    return math.ceil(document.size().height())
