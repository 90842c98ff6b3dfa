from datetime import UTC, date, datetime, timedelta

import pytest

from app.clock import Clock, SystemClock, today_by
from tests.fakes import FakeClock


def test_the_computers_clock_knows_its_zone() -> None:
    clock: Clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_measured_seconds_only_grow() -> None:
    clock = SystemClock()
    readings = [clock.monotonic() for _ in range(100)]
    assert readings == sorted(readings)


@pytest.mark.usefixtures("in_london")
def test_the_day_is_that_of_the_calendar_on_the_wall() -> None:
    late = FakeClock(datetime(2026, 5, 4, 23, 30, tzinfo=UTC))
    assert today_by(late) == date(2026, 5, 5)
