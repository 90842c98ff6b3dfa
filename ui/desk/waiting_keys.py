"""Keys that were pressed in a box while nobody held a pen that fits there. They wait until somebody says whose they are."""

from collections.abc import Callable
from dataclasses import dataclass

from app.clock import Clock
from models.text.clean import utf16_width
from models.text.pens import PenKey
from ui.writing.bursts import PAUSE
from ui.writing.clusters import cluster
from ui.writing.ports import TAKEN_BACK


@dataclass(frozen=True)
class Waiting:
    """One key that waits: how it goes on, who held the pen (None: nobody), and what there was to read before it."""

    replay: Callable[[], None]
    typed: str
    side: str
    pen: PenKey | None
    at: float
    before: str
    alone: bool


class WaitingKeys:
    """The keys in their order, what they come to in letters, and whether they are letters alone."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._keys: list[Waiting] = []

    def __bool__(self) -> bool:
        return bool(self._keys)

    # What you can ask them

    @property
    def words(self) -> str:
        """What was typed, without what was taken back again."""
        return _with(self._keys[-1].before, self._keys[-1].typed) if self._keys else ""

    @property
    def pens(self) -> set[PenKey | None]:
        """The pens that were in hand when they were pressed; None among them where nobody held one."""
        return {key.pen for key in self._keys}

    def words_of(self, pen: PenKey) -> str:
        """The same, where all was typed with this pen in hand and can go into another box as well; "" where not."""
        return self.words if self.pens == {pen} and all(key.alone for key in self._keys) else ""

    def may_go_on_with(self, pen: PenKey) -> bool:
        """Whether a pen takes them along by being taken up: nobody else's was in hand when they were pressed."""
        return self.pens <= {None, pen}

    # What you can tell them

    def add(self, replay: Callable[[], None], typed: str, elsewhere: bool, side: str, pen: PenKey | None) -> None:
        """One more key (see `ui.writing.ports.PenHolder.key_without_pen`), its side, and the pen that was in hand."""
        before = self.words
        reaches_back = typed == TAKEN_BACK and not before  # for what stood in the box before
        self._keys.append(Waiting(replay, typed, side, pen, self._clock.monotonic(), before, elsewhere and not reaches_back))

    def take(self) -> list[Callable[[], None]]:
        """What to call so that the keys go on. None of them wait any more."""
        waiting = [key.replay for key in self._keys]
        self.forget()
        return waiting

    def take_back(self) -> None:
        """The last key waits no more, nor do those that were typed in one go with it."""
        last = self._keys.pop()
        while self._keys and _in_one_go(self._keys[-1], last):
            last = self._keys.pop()

    def forget(self) -> None:
        """Nobody wants them."""
        self._keys = []


def _in_one_go(key: Waiting, after: Waiting) -> bool:
    """Whether two keys are one step back, as they would be on the page."""
    alike = (key.side, key.pen, key.typed == TAKEN_BACK) == (after.side, after.pen, after.typed == TAKEN_BACK)
    return alike and bool(key.typed and after.typed) and key.typed != "\n" and after.at - key.at < PAUSE


def _with(before: str, typed: str) -> str:
    if typed == TAKEN_BACK:
        return _without_last(before) if before else ""
    return before + typed


def _without_last(words: str) -> str:
    """Without the last character, as the eye counts them."""
    units = cluster(words, forward=False)
    while units > 0:
        words, last = words[:-1], words[-1]
        units -= utf16_width(last)
    return words
