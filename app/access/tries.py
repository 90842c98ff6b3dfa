"""Tries of a number that went wrong, and the growing waits behind them. Setting the clock forward ends no wait while the program runs."""

from dataclasses import dataclass

from app.clock import Clock
from models.base import to_ms

TRIES = 5
_FIRST_WAIT = 60
_LONGEST_WAIT = 3_600


@dataclass(frozen=True)
class Tries:
    """How many tries went wrong since the last right one, and when the last of them was."""

    wrong: int = 0
    wrong_at_ms: int = 0

    @property
    def wait(self) -> int:
        """Seconds to wait after the last wrong try: none for the first four, then a minute, twice that, and so on."""
        return min(_FIRST_WAIT * 2 ** min(self.wrong - TRIES, 10), _LONGEST_WAIT) if self.wrong >= TRIES else 0

    @property
    def left(self) -> int:
        """How many more come without a wait."""
        return max(0, TRIES - self.wrong)

    def with_one_more(self, clock: Clock) -> "Tries":
        """These, and one that is wrong until it was judged right."""
        return Tries(self.wrong + 1, to_ms(clock.now()))

    def settled(self, clock: Clock) -> "Tries":
        """These. If the clock was put back to before the last wrong one, the wait begins again, rather than last for years."""
        now = to_ms(clock.now())
        return Tries(self.wrong, now) if self.wait and now < self.wrong_at_ms else self


class Waits:
    """The waits that run now, by name. They count by the clock on the wall, which a restart keeps, and by one that nobody can set."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._not_before: dict[str, float] = {}

    def left(self, name: str, tries: Tries) -> float:
        """Seconds until the next try is taken; 0 if it is taken now."""
        by_the_wall = tries.wrong_at_ms / 1000 + tries.wait - to_ms(self._clock.now()) / 1000
        by_our_own = self._not_before.get(name, 0.0) - self._clock.monotonic()
        return max(by_the_wall, by_our_own, 0.0) if tries.wait else 0.0

    def begin(self, name: str, tries: Tries) -> None:
        """The wait after these tries begins, if they have one."""
        self._not_before[name] = self._clock.monotonic() + tries.wait

    def end(self, name: str) -> None:
        """A right one was given."""
        self._not_before.pop(name, None)
