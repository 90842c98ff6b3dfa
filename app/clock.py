"""The clock as something that is handed in, so that a test can hold the time still."""

import time
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Whatever tells the time."""

    def now(self) -> datetime:
        """The moment, aware and in UTC. It may jump when somebody sets the computer's clock: never order things by it."""

    def monotonic(self) -> float:
        """Seconds that only grow, from no particular beginning. For measuring how long something took."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The moment, aware and in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that only grow, from no particular beginning."""
        return time.monotonic()


def today_by(clock: Clock) -> date:
    """The day as the calendar on the wall has it, where this computer stands."""
    return clock.now().astimezone().date()
