"""Paints the marks of a page: finds the lines in view, works out or remembers what is painted round each, and paints it."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QTextDocument, QTextLine

from ui.look import Look
from ui.writing.line_marks import LineMarker, LineMarks
from ui.writing.lines import BlockPlace, Line, blocks_in, lines_in
from ui.writing.marks_cache import MarksCache
from ui.writing.marks_painting import draw_grounds, draw_patterns, draw_strikes, draw_tags
from ui.writing.patches import MOST_KEPT, PatchReader

_OVER = 10  # how far painting reaches over the lines it belongs to, at 100 %


class Placed(NamedTuple):
    """The marks of a line and where the line's corner is in the viewport."""

    corner: QPoint
    marks: LineMarks


class PagePainter:
    """Paints the marks of one document."""

    def __init__(self, look: Look, document: QTextDocument, reader: PatchReader) -> None:
        self._look, self._document, self._reader = look, document, reader
        self._cache = MarksCache(document)
        self._ratio = 1.0
        self._marker = LineMarker(look, self._ratio)

    @property
    def over(self) -> int:
        """How far painting reaches over the lines it belongs to."""
        return self._look.px(_OVER)

    @property
    def margin_needed(self) -> int:
        """How wide the margin has to be for the widest tag that was placed there since the last `forget`."""
        return self._marker.margin_needed

    def forget(self) -> None:
        """Works everything out anew: width, sizes, colours or marks are others now."""
        self._cache.forget()
        self._marker = LineMarker(self._look, self._ratio)

    def changed(self, start: int, end: int, grown: int | None) -> None:
        """The words from start to end are others now, and longer by `grown`. None: paragraphs were joined or parted."""
        self._cache.changed(start, end, grown)

    def marks_in(self, view: QRect, ratio: float) -> list[Placed]:
        """The marks of all lines that reach into a part of the document. `ratio`: how many points of the screen a pixel has."""
        if ratio != self._ratio:
            self._ratio = ratio
            self.forget()
        top, bottom = view.top() - self.over, view.bottom() + self.over
        found: list[Placed] = []
        missing: list[tuple[Line, dict[tuple[int, int], LineMarks], tuple[int, int]]] = []
        for place in blocks_in(self._document, top, bottom):
            known = self._cache.of_block(place)
            for line in lines_in(place, top, bottom):
                key = (line.textStart(), line.textLength())
                if key in known:
                    found.append(_placed(place, line, known[key]))
                else:
                    missing.append((Line(place, line), known, key))
        return found + self._work_out(missing)

    def paint_under(self, painter: QPainter, placed: list[Placed]) -> None:
        """What lies under the letters."""
        for corner, marks in placed:
            if marks.grounds:
                painter.translate(corner)
                draw_grounds(painter, marks)
                painter.translate(-corner)

    def paint_over(self, painter: QPainter, placed: list[Placed], marks_shown: bool) -> None:
        """What lies over the letters. Strikes are painted even while marks are hidden."""
        for corner, marks in placed:
            painter.translate(corner)
            if marks_shown:
                draw_patterns(painter, marks)
            draw_strikes(painter, self._look, marks)
            if marks_shown:
                draw_tags(painter, self._look, marks)
            painter.translate(-corner)

    def _work_out(self, missing: list[tuple[Line, dict[tuple[int, int], LineMarks], tuple[int, int]]]) -> list[Placed]:
        out: list[Placed] = []
        if missing:
            self._reader.read(missing[0][0].start, min(missing[-1][0].end, missing[0][0].start + MOST_KEPT))  # in one go
        for line, known, key in missing:
            part = self._reader.read(line.start, line.end)
            known[key] = self._marker.marks_of(line, part)
            out.append(_placed(line.place, line.qt, known[key]))
        return out


def _placed(place: BlockPlace, line: QTextLine, marks: LineMarks) -> Placed:
    return Placed(QPoint(round(place.corner.x()), round(place.corner.y() + line.y())), marks)
