"""The frame of every benchmark: work is timed beside a baseline in the same run, so that a slow machine makes both slow.

A benchmark is a module of this folder with `measure() -> Iterable[Line]`; `python -m tests.speed` finds it by that.
"""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One thing that was measured, in seconds; beside what, and how much it may be: so many times the baseline, or so many seconds."""

    what: str
    seconds: float
    beside: str = ""
    baseline: float = 0.0
    most_times: float | None = None
    most_seconds: float | None = None

    @property
    def times(self) -> float | None:
        """How many times the baseline it took. None where there is no baseline."""
        return self.seconds / self.baseline if self.baseline else None

    @property
    def reached(self) -> bool | None:
        """Whether the aim was reached. None where there is none."""
        reached = [self.times <= self.most_times] if self.most_times is not None and self.times is not None else []
        reached += [self.seconds <= self.most_seconds] if self.most_seconds is not None else []
        return all(reached) if reached else None

    def __str__(self) -> str:
        """The line as it is printed."""
        beside = f"  {self.times:6.2f} x {self.beside} ({in_ms(self.baseline)})" if self.times is not None else ""
        return f"{self.what:<68} {in_ms(self.seconds)}{beside}{self._aim()}"

    def _aim(self) -> str:
        if self.reached is None:
            return ""
        aims = [f"{self.most_times:g} x"] if self.most_times is not None else []
        aims += [in_ms(self.most_seconds).strip()] if self.most_seconds is not None else []
        return f"  aim {' and '.join(aims)}: {'reached' if self.reached else 'MISSED'}"


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """How many seconds the work took, and what it gave. What was left lying about before is swept up first."""
    gc.collect()
    start = time.perf_counter()
    given = work()
    return time.perf_counter() - start, given


def median_of(work: Callable[[], object], times: int = 5) -> float:
    """The middle one of several timings of the same work, after one that does not count."""
    work()
    return median(timed(work)[0] for _ in range(times))


def medians_in_turn(*works: Callable[[], object], times: int = 5) -> list[float]:
    """The same for several works, one after the other round by round: what slows the machine for a while slows all of them."""
    for work in works:
        work()
    rounds = [[timed(work)[0] for work in works] for _ in range(times)]
    return [median(column) for column in zip(*rounds, strict=True)]


def worst_but_one_in_a_hundred(seconds: Sequence[float]) -> float:
    """The time that ninety-nine of a hundred stay under (p99)."""
    return quantiles(seconds, n=100)[98]


def in_ms(seconds: float) -> str:
    """Seconds as milliseconds, in eight signs and a unit."""
    return f"{seconds * 1000:8.3f} ms" if seconds < 1 else f"{seconds * 1000:8.0f} ms"
