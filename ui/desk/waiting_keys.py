"""Keys that were pressed in a box while nobody held a pen that fits there. They wait until somebody says whose they are."""

from collections.abc import Callable

from models.text.clean import utf16_width
from models.text.pens import PenKey
from ui.writing.clusters import cluster
from ui.writing.ports import TAKEN_BACK


class WaitingKeys:
    """The keys in their order, what they come to in letters, and whether they are letters alone."""

    def __init__(self) -> None:
        self.forget()

    def __bool__(self) -> bool:
        return bool(self._replays)

    def add(self, replay: Callable[[], None], typed: str, elsewhere: bool, pen: PenKey | None) -> None:
        """One more key (see `ui.writing.ports.PenHolder.key_without_pen`), and the pen that was in hand."""
        self._replays.append(replay)
        self._pens.add(pen)
        if typed != TAKEN_BACK:
            self._words += typed
        elif self._words:
            self._words = _without_last(self._words)
        else:
            elsewhere = False  # it reaches for what stood in the box before
        self._letters_alone = self._letters_alone and elsewhere

    @property
    def words(self) -> str:
        """What was typed, without what was taken back again."""
        return self._words

    def words_of(self, pen: PenKey) -> str:
        """The same, where all was typed with this pen in hand and can go into another box as well; "" where not."""
        return self._words if self._letters_alone and self._pens == {pen} else ""

    def take(self) -> list[Callable[[], None]]:
        """What to call so that the keys go on. None of them wait any more."""
        waiting = self._replays
        self.forget()
        return waiting

    def forget(self) -> None:
        """Nobody wants them."""
        self._replays: list[Callable[[], None]] = []
        self._pens: set[PenKey | None] = set()
        self._words, self._letters_alone = "", True


def _without_last(words: str) -> str:
    """Without the last character, as the eye counts them."""
    units = cluster(words, forward=False)
    while units > 0:
        words, last = words[:-1], words[-1]
        units -= utf16_width(last)
    return words
