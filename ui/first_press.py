"""Where the pointer pressed first. A shaking hand presses twice, and what it pressed may have moved away in between."""

from weakref import ref

from PySide6.QtWidgets import QWidget

_first: list["ref[QWidget]"] = []  # the piece that got the last press that was no second one


def pressed_first(piece: QWidget) -> None:
    """To be called by each piece that is pressed."""
    _first[:] = [ref(piece)]


def was_pressed_first(piece: QWidget) -> bool:
    """Whether the first press of two went to this piece. If not, the second was not meant for it: it came to stand there meanwhile."""
    return bool(_first) and _first[0]() is piece
