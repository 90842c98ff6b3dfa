"""Which keys are one step back together: typing in one go, or taking out in one go."""

from enum import Enum

from app.clock import Clock
from models.base import new_id
from models.text.pens import PenKey

PAUSE = 3.0  # seconds without a key that end a burst


class BurstKind(Enum):
    """Typing and taking out are never one step."""

    TYPING = "typing"
    TAKING = "taking"


class Bursts:
    """Joins what one pen does in one go. A burst ends by hand (caret, focus, pen, Enter), by a pause, and where the caret is elsewhere."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._id = ""
        self._kind: BurstKind | None = None
        self._pen: PenKey | None = None
        self._caret = -1
        self._last = 0.0

    def join(self, kind: BurstKind, pen: PenKey, caret: int) -> str:
        """The id of the burst that an act at this caret belongs to: the one that goes on, or a new one."""
        goes_on = (kind, pen, caret) == (self._kind, self._pen, self._caret) and self._clock.monotonic() - self._last < PAUSE
        if not (goes_on and self._id):
            self._id, self._kind, self._pen = new_id(), kind, pen
        return self._id

    def went_on(self, caret: int) -> None:
        """The act is done and left the caret there."""
        self._caret, self._last = caret, self._clock.monotonic()

    def end(self) -> None:
        """Whatever comes next is a step of its own."""
        self._id = ""
