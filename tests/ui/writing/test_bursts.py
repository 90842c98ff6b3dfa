"""Which keys are one step back together."""

from models.text.pens import PenKey, Voice
from tests.fakes import FakeClock
from ui.writing.bursts import PAUSE, BurstKind, Bursts

SAM, JO = PenKey(Voice.of("sam"), "sam"), PenKey(Voice.of("jo"), "jo")
TYPING, TAKING = BurstKind.TYPING, BurstKind.TAKING


def begun(clock: FakeClock) -> tuple[Bursts, str]:
    """A burst of typing that left the caret at 5."""
    bursts = Bursts(clock)
    first = bursts.join(TYPING, SAM, 4)
    bursts.went_on(5)
    return bursts, first


def test_keys_in_one_go_are_one_burst(clock: FakeClock):
    bursts, first = begun(clock)
    clock.advance(PAUSE - 0.1)
    assert bursts.join(TYPING, SAM, 5) == first


def test_a_pause_ends_a_burst(clock: FakeClock):
    bursts, first = begun(clock)
    clock.advance(PAUSE)
    assert bursts.join(TYPING, SAM, 5) != first


def test_a_caret_elsewhere_ends_it(clock: FakeClock):
    bursts, first = begun(clock)
    assert bursts.join(TYPING, SAM, 3) != first


def test_taking_out_is_a_burst_of_its_own(clock: FakeClock):
    bursts, first = begun(clock)
    assert bursts.join(TAKING, SAM, 5) != first


def test_another_pen_begins_a_burst_of_its_own(clock: FakeClock):
    bursts, first = begun(clock)
    assert bursts.join(TYPING, JO, 5) != first


def test_what_was_ended_does_not_go_on(clock: FakeClock):
    bursts, first = begun(clock)
    bursts.end()
    assert bursts.join(TYPING, SAM, 5) != first
