"""What the pointer means: Qt finds the wrong line between lines and the wrong letter in the room of a tag, so both are found here.

Points are places in the document.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextDocument, QTextLine

from ui.look import Look
from ui.painting import tag_width
from ui.writing.lines import Line, blocks_in, lines_in
from ui.writing.patches import PatchReader, Room

_ON_LETTER = QTextLine.CursorPosition.CursorOnCharacter


def line_near(document: QTextDocument, y: float, step: int) -> Line | None:
    """The line nearest to a height, if it is no more than a step away. None above and below all lines."""
    places = blocks_in(document, y - step, y + step)
    near = [Line(place, line) for place in places for line in lines_in(place, y - step, y + step)]
    line = min(near, key=lambda line: _away(line, y), default=None)
    return line if line is not None and _away(line, y) < step else None


def room_under(line: Line, rooms: Sequence[Room], x: float) -> tuple[Room, float, float] | None:
    """The room of that line in which an `x` lies, with its left and right, all measured from the paragraph's corner."""
    for room in rooms:
        if line.holds(room):
            left, right = line.room(room)
            if left <= x < right:
                return room, left, right
    return None


def meant_for_caret(line: Line, reader: PatchReader, x: float) -> QPointF:
    """Where a press has to fall for Qt to put the caret where it was meant: into the line, and at the edge of a tag's room, not in it."""
    left_edge, middle = line.place.corner.x(), line.top + line.height / 2
    found = room_under(line, reader.read(line.start, line.end).rooms, x - left_edge)
    if found is None:
        return QPointF(x, middle)
    room, left, right = found
    behind = room.at == room.start  # the character that carries it stands behind the place that is meant
    edge = right - 1 if line.runs_left(room.start) is behind else left + 1
    return QPointF(left_edge + edge, middle)


def letter_under(line: Line, reader: PatchReader, look: Look, x: float) -> int:
    """The position before the letter under an `x`; over a tag, before a letter of whom the tag speaks."""
    inside = x - line.place.corner.x()
    found = room_under(line, reader.read(line.start, line.end).rooms, inside)
    if found is None:
        return line.place.outer(line.qt.xToCursor(inside, _ON_LETTER))
    room, left, right = found
    width = tag_width(look, room.tag) if room.tag is not None and room.at < line.end else 0
    over_tag = inside < left + width if line.runs_left(room.start) else inside >= right - width
    return room.at if over_tag or not room.strikes else room.at - 1


def _away(line: Line, y: float) -> float:
    return max(line.top - y, y - line.top - line.height, 0.0)
