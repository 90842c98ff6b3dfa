"""The frame of the benchmarks: ratios, aims, and the one command."""

import pytest

from tests.speed import __main__ as command
from tests.speed import frame
from tests.speed.frame import Line, in_ms, median_of, medians_in_turn, worst_but_one_in_a_hundred


def test_a_line_says_how_many_times_the_baseline_it_took_and_whether_the_aim_was_reached() -> None:
    line = Line("open a plan", 0.3, "bare rows", 0.1, most_times=4, most_seconds=0.2)

    assert line.times == pytest.approx(3)
    assert line.reached is False
    assert "3.00 x bare rows" in str(line)
    assert "aim 4 x and 200.000 ms: MISSED" in str(line)
    assert Line("open a plan", 0.1, "bare rows", 0.1, most_times=4, most_seconds=0.2).reached


def test_a_line_without_baseline_or_aim_says_neither() -> None:
    line = Line("a key", 0.0005)

    assert (line.times, line.reached) == (None, None)
    assert str(line).endswith("0.500 ms")


def test_an_aim_in_times_is_neither_reached_nor_missed_without_a_baseline() -> None:
    assert Line("a key", 1.0, most_times=4).reached is None


def test_the_first_turn_does_not_count_and_the_middle_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    took = iter([5.0, 1.0, 9.0])
    monkeypatch.setattr(frame, "timed", lambda work: (next(took), work()))
    calls: list[str] = []

    assert median_of(lambda: calls.append("a"), times=3) == 5.0
    assert len(calls) == 4


def test_works_are_timed_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    medians = medians_in_turn(lambda: order.append("ours"), lambda: order.append("bare"), times=3)

    assert order == ["ours", "bare"] * 4
    assert len(medians) == 2


def test_the_worst_but_one_in_a_hundred_is_not_the_very_worst() -> None:
    assert worst_but_one_in_a_hundred([0.001] * 990 + [0.5] * 10) == pytest.approx(0.5, rel=0.02)
    assert worst_but_one_in_a_hundred([0.001] * 999 + [0.5]) == pytest.approx(0.001)


def test_times_are_written_in_milliseconds() -> None:
    assert (in_ms(0.0123), in_ms(12.5)) == ("  12.300 ms", "   12500 ms")


def test_a_benchmark_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "benchmarks", lambda: {"opening": lambda: [Line("open", 0.1)]})

    assert command.main(["closing"]) == 2
    assert command.main([]) == 0
    assert "no such benchmark: closing" in capsys.readouterr().out
