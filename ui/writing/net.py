"""The net under the editor: what changed a document from outside (a screen reader, a drag to elsewhere, a Qt function nobody overrode) is
found by comparing texts, never by what Qt says of the change, whose numbers cannot be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.text.side import ViewOp
from ui.writing.projection import shifted

_PARAGRAPH = "\u2029"


@dataclass(frozen=True)
class Change:
    """Visible units that were replaced by a text."""

    at: int
    take: int
    text: str

    def after(self, ops: Sequence[ViewOp]) -> "Change":
        """The same change where it stands once these operations have been done."""
        start, end = self.at, self.at + self.take
        for op in ops:
            start, end = shifted(start, op), shifted(end, op)
        return replace(self, at=start, take=max(0, end - start))


def difference(before: str, after: str) -> tuple[Change, str] | None:
    """What was done to a text, and what stood there before; None when nothing was. Never cuts a character in two."""
    if before == after:
        return None
    start = _shared_start(before, after)
    end = _shared_start(before[start:][::-1], after[start:][::-1])
    gone, new = before[start : len(before) - end], after[start : len(after) - end]
    return Change(_units(before[:start]), _units(gone), new), gone


def said(raw: str) -> str:
    """The text of a document as the side would say it."""
    return raw.replace(_PARAGRAPH, "\n")


def text_before(text: str, ops: Sequence[ViewOp]) -> str:
    """What stood on the side before these operations, the last of which led to `text`."""
    units = bytearray(text.encode("utf-16-le"))
    for op in reversed(ops):
        start, end = 2 * op.at, 2 * (op.at + op.width)
        if op.kind == "in":
            del units[start:end]
        elif op.kind == "out":
            units[start:start] = op.text.encode("utf-16-le")
    return units.decode("utf-16-le")


def _shared_start(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
