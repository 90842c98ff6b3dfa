"""A screen that knows of a side only what it is told: plain units and looks, changed by view operations alone."""

from models.text.runs import Look
from models.text.side import Side, ViewOp


class ViewFault(AssertionError):
    """What the view was told does not lead to what stands on the page."""


def utf16(text: str) -> list[int]:
    """The UTF-16 units of a text."""
    raw = text.encode("utf-16-le")
    return [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)]


def _text(units: list[int]) -> str:
    return b"".join(unit.to_bytes(2, "little") for unit in units).decode("utf-16-le", "replace")


def looks_by_unit(side: Side) -> list[Look]:
    """How each UTF-16 unit of the page looks."""
    return [run.look for run in side.runs() for _ in utf16(run.text)]


class View:
    """Starts with the page as it stands; after that it believes only operations."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._units = utf16(side.text)
        self._looks: list[Look | None] = list(looks_by_unit(side))

    def take(self, ops: list[ViewOp]) -> None:
        """Carries the operations out, in order."""
        for op in ops:
            self._take_one(op)

    def check(self) -> None:
        """Raises ViewFault unless the page reads, and looks, as the operations told."""
        if self._units != utf16(self._side.text):
            raise ViewFault(f"{self._side.name}: the operations told {_text(self._units)!a}, the page says {self._side.text!a}")
        if self._side.length != len(self._units):
            raise ViewFault("the length of the page is not that of its text")
        now = looks_by_unit(self._side)
        if any(told is not None and told != look for told, look in zip(self._looks, now, strict=True)):
            raise ViewFault("a look changed, and the view was not told")
        self._looks = list(now)

    def _take_one(self, op: ViewOp) -> None:
        end = op.at + op.width
        if op.kind == "in":
            self._put_in(op, utf16(op.text))
        elif not 0 <= op.at < end <= len(self._units):
            raise ViewFault(f"an operation outside the page: {op.kind} at {op.at}")
        elif op.kind == "out":
            self._take_out(op, utf16(op.text))
        else:
            self._looks[op.at : end] = [None] * op.width

    def _put_in(self, op: ViewOp, units: list[int]) -> None:
        if not 0 <= op.at <= len(self._units) or len(units) != op.width:
            raise ViewFault(f"words came in outside the page at {op.at}, or with a wrong width")
        self._units[op.at : op.at] = units
        self._looks[op.at : op.at] = [None] * op.width

    def _take_out(self, op: ViewOp, units: list[int]) -> None:
        end = op.at + op.width
        if self._units[op.at : end] != units:
            raise ViewFault(f"other words left than stood at {op.at}")
        del self._units[op.at : end], self._looks[op.at : end]
