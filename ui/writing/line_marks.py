"""What is painted round the letters of one line, worked out once: grounds, lines, strikes and tags.

Places are measured from the left of the paragraph and the top of the line, so that they stay right when lines above come and go.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPixmap

from ui.look import BODY, Look, tone
from ui.painting import Tag, tag_width
from ui.writing.lines import Line
from ui.writing.patches import Part, Patch, Room
from ui.writing.strips import LONGEST_STRIP, strip_of
from ui.writing.wearing import BETWEEN, GAP, Wear, ink_of, tint_of

UNDER_LINE = 6  # from the baseline to the middle of the line under the words
_GROUND_ABOVE, _GROUND_BELOW, _GROUND_ASIDE = 5, 8, 2
PARAGRAPH_SIGN = "¶"


class Pattern(NamedTuple):
    """A piece of somebody's line: where it is painted, and what part of which strip is painted there."""

    place: QRect
    strip: QPixmap
    part: QRect


class PlacedTag(NamedTuple):
    """A tag and where it stands: its left point, and the height of its middle."""

    left: float
    middle: float
    tag: Tag


class Sign(NamedTuple):
    """The sign of a line end that is struck: where its foot stands, and its ink."""

    left: int
    baseline: int
    ink: str


@dataclass(slots=True)
class LineMarks:
    """All that is painted round the letters of one line."""

    grounds: list[tuple[QRect, QColor]] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    strikes: list[tuple[QRect, QColor]] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    tags: list[PlacedTag] = field(default_factory=list)


class LineMarker:
    """Works out the marks of lines, from what words wear and where they stand."""

    def __init__(self, look: Look, ratio: float) -> None:
        """`ratio`: how many points of the screen a pixel has."""
        self._look, self._ratio = look, ratio
        self.margin_needed = 0  # by the widest tag that was placed in the margin
        measures, px = look.metrics(BODY), look.px
        self._cap = measures.capHeight()
        self._strike_height = measures.xHeight() * 0.55
        self._thick = max(2, px(2))
        self._above, self._height = self._cap + px(_GROUND_ABOVE), round(self._cap) + px(_GROUND_ABOVE) + px(_GROUND_BELOW)
        self._aside, self._under, self._gap, self._between = px(_GROUND_ASIDE), px(UNDER_LINE), px(GAP), px(BETWEEN)

    def marks_of(self, line: Line, part: Part) -> LineMarks:
        """The marks of one line. The part holds at least what stands in it."""
        marks = LineMarks()
        for patch in _patches_in(line, part.patches):
            self._add_patch(marks, line, patch, part.rooms)
        for room in part.rooms:
            if line.holds(room):
                self._add_room(marks, line, room)
        return marks

    # ---- insides

    def _add_patch(self, marks: LineMarks, line: Line, patch: Patch, rooms: list[Room]) -> None:
        wear = patch.wear
        for left, right in _letters(line, patch, rooms) if patch.letters else ():
            if not wear.plain:
                self._add_ground(marks, line, wear, left, right)
                self._add_pattern(marks, line, wear, round(left), round(right - left))
            if wear.strikes:
                self._add_strike(marks, line, wear, left, right)
        if wear.strikes and patch.start <= line.place.last < patch.end and line.ends_paragraph:
            self._add_sign(marks, line, wear)
        if patch.tagged and patch.first_letter == line.start:
            self._add_margin_tag(marks, line, wear)

    def _add_ground(self, marks: LineMarks, line: Line, wear: Wear, left: float, right: float) -> None:
        tint = tint_of(self._look, wear.tag.mark)
        if tint != self._look.theme.paper:
            place = QRect(
                round(left) - self._aside, round(line.baseline - self._above), round(right - left) + 2 * self._aside, self._height
            )
            marks.grounds.append((place, tone(tint)))

    def _add_pattern(self, marks: LineMarks, line: Line, wear: Wear, left: int, width: int) -> None:
        mark = wear.tag.mark
        strip = strip_of(self._look, mark.line, ink_of(self._look, mark), self._ratio)
        middle, height = round(line.baseline) + self._under, round(strip.height() / self._ratio)
        for done in range(0, width, LONGEST_STRIP):
            piece = min(LONGEST_STRIP, width - done)
            place = QRect(left + done, middle - height // 2, piece, height)
            marks.patterns.append(Pattern(place, strip, QRect(0, 0, round(piece * self._ratio), strip.height())))

    def _add_strike(self, marks: LineMarks, line: Line, wear: Wear, left: float, right: float) -> None:
        top = round(line.baseline - self._strike_height) - self._thick // 2
        marks.strikes.append((QRect(round(left), top, round(right - left) + 1, self._thick), tone(self._striking_ink(wear))))

    def _striking_ink(self, wear: Wear) -> str:
        """The ink of whoever struck; where all inks are one, the colour of the pen in hand, to stand out from the letters."""
        return self._look.theme.held or ink_of(self._look, wear.strikes[0].mark)

    def _add_sign(self, marks: LineMarks, line: Line, wear: Wear) -> None:
        left = line.at(line.place.last) + self._between
        marks.signs.append(Sign(round(left), round(line.baseline), self._striking_ink(wear)))
        self._add_strike(marks, line, wear, left, left + self._look.text_width(PARAGRAPH_SIGN))

    def _add_room(self, marks: LineMarks, line: Line, room: Room) -> None:
        left, right = line.room(room)
        backwards = line.runs_left(room.start)
        middle = line.baseline - self._cap / 2
        at = right - self._gap if backwards else left + self._gap
        for strike in room.strikes:
            width = tag_width(self._look, strike)
            marks.tags.append(PlacedTag(at - width if backwards else at, middle, strike))
            at += -width - self._between if backwards else width + self._between
        if room.tag is not None and line.start < room.at < line.end:
            place = left + self._gap if backwards else right - self._gap - tag_width(self._look, room.tag)
            marks.tags.append(PlacedTag(place, middle, room.tag))

    def _add_margin_tag(self, marks: LineMarks, line: Line, wear: Wear) -> None:
        self.margin_needed = max(self.margin_needed, wear.margin)
        leftmost = 1 - line.place.corner.x()
        before = max(leftmost, line.left - self._gap - tag_width(self._look, wear.tag))
        left = line.right + self._gap if line.place.from_right else before
        marks.tags.append(PlacedTag(left, line.baseline - self._cap / 2, wear.tag))


def _patches_in(line: Line, patches: list[Patch]) -> Iterator[Patch]:
    """The patches that stand in a line, all or some of each, and the one whose line end closes it."""
    first = max(0, bisect_right(patches, line.start, key=lambda patch: patch.start) - 1)
    for patch in patches[first:]:
        if patch.start > line.end:
            break
        if patch.end > line.start:
            yield patch


def _letters(line: Line, patch: Patch, rooms: list[Room]) -> list[tuple[float, float]]:
    """From where to where the letters of a patch stand in a line. Spaces at which it was wrapped hang over, and wear nothing."""
    start, end = max(patch.first_letter, line.start), min(patch.last_letter, line.end)
    if end == line.end:
        document = line.place.block.document()
        while end > start and document.characterAt(end - 1).isspace():
            end -= 1
    return line.stretches(start, end, rooms) if start < end else []
