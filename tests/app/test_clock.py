from datetime import UTC, datetime, timedelta

from app.clock import Clock, SystemClock


def test_the_computers_clock_knows_its_zone() -> None:
    clock: Clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_measured_seconds_only_grow() -> None:
    clock = SystemClock()
    readings = [clock.monotonic() for _ in range(100)]
    assert readings == sorted(readings)
