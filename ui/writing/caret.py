"""Where the caret is painted: three pixels wide, and on that side of a tag on which the pen's letters will stand."""

from PySide6.QtCore import QRect

from ui.look import BODY
from ui.painting import Tag
from ui.writing.lines import Line, line_of
from ui.writing.side_page import SidePage
from ui.writing.wearing import room_for_tag

WIDTH = 3
_ABOVE, _BELOW = 5, 6


def caret_rect(view: SidePage, typing_as: Tag | None) -> QRect:
    """The caret of a view, in its viewport. `typing_as` is the tag that words of the pen in hand would wear."""
    look, line = view.look, line_of(view.document(), view.caret)
    if line is None or line.place.composing:
        spot = view.cursorRect()
        return QRect(spot.x() - 1, spot.y(), look.px(WIDTH), spot.height())
    x = _before_tag(view, line, typing_as)
    cap = round(look.metrics(BODY).capHeight())
    left = line.place.corner.x() + (line.at(view.caret) if x is None else x)
    top = round(line.top + line.baseline) - cap - look.px(_ABOVE)
    return QRect(round(left) - 1, top, look.px(WIDTH), cap + look.px(_ABOVE) + look.px(_BELOW))


def _before_tag(view: SidePage, line: Line, typing_as: Tag | None) -> float | None:
    """The place before a tag at which the caret stands. None where there is none, and where typed words belong behind it."""
    caret = view.caret
    for room in view.reader.read(caret, caret).rooms:
        if room.at == caret and room.tag is not None and room.tag != typing_as and line.holds(room) and caret < line.end:
            left, right = line.room(room)
            width = room_for_tag(view.look, room.tag)
            return left + width if line.runs_left(room.start) else right - width
    return None
