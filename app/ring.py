"""How much of a part's time is left: a quiet ring, never an alarm. It counts with a clock that nobody can set."""

from dataclasses import dataclass, field

from app.clock import Clock


@dataclass
class Ring:
    """The seconds that each part has taken so far. It stands still in a break, in a pause, and while Two Pens is closed."""

    clock: Clock
    used: dict[str, float] = field(default_factory=dict)
    _part: str = ""
    _since: float | None = None

    @property
    def runs(self) -> bool:
        """Whether time is counted now."""
        return self._since is not None

    def run(self, part: str) -> None:
        """Counts for this part from now on."""
        self.stop()
        self._part, self._since = part, self.clock.monotonic()

    def stop(self) -> None:
        """Counts no more. What was counted stays."""
        self.used[self._part] = self.seconds(self._part)
        self._since = None

    def seconds(self, part: str) -> float:
        """How long a part has taken."""
        running = self.clock.monotonic() - self._since if self._since is not None and part == self._part else 0.0
        return self.used.get(part, 0.0) + max(0.0, running)

    def left(self, part: str, minutes: int) -> float:
        """What is left of a part's minutes, from 1.0 down to 0.0. It stays at 0.0: nothing is late."""
        return max(0.0, 1.0 - self.seconds(part) / (60 * minutes)) if minutes else 0.0
