import json
from datetime import timedelta

import pytest

from app.access import pins as pins_module
from app.access.key_store import KeyringLocked
from app.access.pins import NoPin, Pins, PinsUnreadable, PinTooShort, PinTrouble, PinWait, PinWrong, plain_pin
from app.access.profile import Profile
from app.access.sealing import Slowness
from app.access.tries import TRIES
from app.errors import explain
from tests.fakes import FakeClock
from tests.quick_locks import REAL_PIN

SECRET = bytes(range(32))
SAM, JO = "a" * 32, "b" * 32


@pytest.fixture
def pins(place: Profile, clock: FakeClock) -> Pins:
    """Sam has a PIN; Jo has none."""
    made = Pins(place.pins_file, lambda: SECRET, clock)
    made.set_pin(SAM, "493817")
    return made


def miss(pins: Pins, times: int) -> None:
    for _turn in range(times):
        with pytest.raises((PinWrong, PinWait)):
            pins.check(SAM, "000000")


def test_nobody_has_a_pin_until_one_is_chosen(pins: Pins) -> None:
    assert pins.has_pin(SAM)
    assert not pins.has_pin(JO)
    with pytest.raises(NoPin):
        pins.check(JO, "493817")


def test_the_right_pin_is_taken_and_another_is_not(pins: Pins) -> None:
    pins.check(SAM, "493817")
    with pytest.raises(PinWrong) as caught:
        pins.check(SAM, "493818")
    assert caught.value.tries_left == TRIES - 1


def test_digits_may_be_typed_with_spaces_and_dashes(pins: Pins) -> None:
    for typed in ("49 38 17", " 493-817 ", "\uff14\uff19\uff13\uff18\uff11\uff17"):
        pins.check(SAM, typed)


def test_words_serve_too_whatever_their_capitals(pins: Pins) -> None:
    pins.set_pin(SAM, "Blue garden")
    pins.check(SAM, " blue   GARDEN ")
    with pytest.raises(PinWrong):
        pins.check(SAM, "bluegarden")


@pytest.mark.parametrize(
    ("typed", "plain"), [("12 34-56", "123456"), ("Straße", "strasse"), ("a-b", "a-b"), ("", ""), ("\ud800x", "\ud800x")]
)
def test_a_pin_counts_in_its_plain_form(typed: str, plain: str) -> None:
    assert plain_pin(typed) == plain


@pytest.mark.parametrize(("pin", "least"), [("12345", 6), ("1 2 3", 4), ("   ", 4), ("", 1)])
def test_a_short_pin_is_refused_and_the_old_one_stays(pin: str, least: int, pins: Pins) -> None:
    with pytest.raises(PinTooShort):
        pins.set_pin(SAM, pin, least)
    pins.check(SAM, "493817")


def test_a_lone_surrogate_in_a_pin_does_no_harm(pins: Pins) -> None:
    with pytest.raises(PinWrong):
        pins.check(SAM, "\ud800" * 6)


def test_a_pin_taken_away_is_asked_for_no_more(pins: Pins) -> None:
    pins.set_pin(JO, "884422")
    pins.take_away(SAM)
    assert not pins.has_pin(SAM)
    pins.check(JO, "884422")


def test_five_wrong_tries_bring_a_wait_that_doubles_up_to_an_hour(pins: Pins, clock: FakeClock) -> None:
    miss(pins, TRIES - 1)
    assert pins.wait_left(SAM) == 0
    waits = []
    for _turn in range(9):
        miss(pins, 1)
        waits.append(pins.wait_left(SAM))
        clock.advance(waits[-1])
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_during_a_wait_not_even_the_right_pin_is_looked_at(pins: Pins, clock: FakeClock) -> None:
    miss(pins, TRIES)
    clock.advance(59)
    for typed in ("493817", "000000"):
        with pytest.raises(PinWait) as caught:
            pins.check(SAM, typed)
        assert caught.value.seconds == pytest.approx(1)
    clock.advance(1)
    pins.check(SAM, "493817")


def test_the_right_pin_takes_the_count_back(pins: Pins) -> None:
    miss(pins, TRIES - 1)
    pins.check(SAM, "493817")
    miss(pins, TRIES - 1)
    assert pins.wait_left(SAM) == 0


def test_one_persons_wait_is_not_anothers(pins: Pins) -> None:
    pins.set_pin(JO, "884422")
    miss(pins, TRIES)
    pins.check(JO, "884422")


def test_a_restart_gives_no_further_tries(pins: Pins, place: Profile, clock: FakeClock) -> None:
    miss(pins, TRIES)
    restarted = Pins(place.pins_file, lambda: SECRET, clock)
    assert restarted.wait_left(SAM) == 60
    with pytest.raises(PinWait):
        restarted.check(SAM, "493817")


def test_switching_off_while_a_try_is_judged_does_not_unmake_the_try(
    pins: Pins, place: Profile, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    miss(pins, TRIES - 1)

    def cut_off(*_asked: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Slowness, "hash", cut_off)
        with pytest.raises(KeyboardInterrupt):
            pins.check(SAM, "000000")
    assert Pins(place.pins_file, lambda: SECRET, clock).wait_left(SAM) == 60


def test_a_clock_set_forward_ends_no_wait_while_the_program_runs(pins: Pins, clock: FakeClock) -> None:
    miss(pins, TRIES)
    clock.set(clock.now() + timedelta(days=365))
    assert pins.wait_left(SAM) == 60


def test_a_clock_set_back_begins_the_wait_again_and_does_not_stretch_it(pins: Pins, place: Profile, clock: FakeClock) -> None:
    miss(pins, TRIES)
    clock.set(clock.now() - timedelta(days=3650))
    restarted = Pins(place.pins_file, lambda: SECRET, clock)
    assert restarted.wait_left(SAM) == 60
    clock.advance(60)
    restarted.check(SAM, "493817")


def test_no_pin_stands_in_the_file(pins: Pins, place: Profile) -> None:
    pins.set_pin(SAM, "blue garden")
    assert b"blue" not in place.pins_file.read_bytes()


def test_the_same_pin_looks_different_for_two_people(pins: Pins, place: Profile) -> None:
    pins.set_pin(JO, "493817")
    kept = json.loads(place.pins_file.read_bytes())["pins"]
    assert kept[SAM]["hash"] != kept[JO]["hash"]


def test_a_pin_opens_nothing_on_a_computer_with_another_secret(pins: Pins, place: Profile, clock: FakeClock) -> None:
    with pytest.raises(PinsUnreadable):
        Pins(place.pins_file, lambda: bytes(32), clock).check(SAM, "493817")


def test_a_stolen_hash_cannot_be_tried_without_the_computers_secret(
    place: Profile, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pins_module.secrets, "token_bytes", lambda count: bytes(count))
    hashes = set()
    for secret in (SECRET, bytes(32)):
        Pins(place.pins_file, lambda secret=secret: secret, clock).set_pin(SAM, "493817")
        hashes.add(json.loads(place.pins_file.read_bytes())["pins"][SAM]["hash"])
        place.pins_file.unlink()
    assert len(hashes) == 2


def test_a_key_ring_that_is_locked_is_said_when_a_pin_is_needed_and_not_before(pins: Pins, place: Profile, clock: FakeClock) -> None:
    def locked() -> bytes:
        raise KeyringLocked

    shut = Pins(place.pins_file, locked, clock)
    for ask in (lambda: shut.has_pin(SAM), lambda: shut.check(SAM, "493817")):
        with pytest.raises(KeyringLocked):
            ask()


def test_where_nobody_chose_a_pin_no_secret_is_asked_for(place: Profile, clock: FakeClock) -> None:
    def never() -> bytes:
        raise AssertionError("asked")

    assert not Pins(place.pins_file, never, clock).has_pin(SAM)


def edited(place: Profile, change: dict[str, object]) -> None:
    whole = json.loads(place.pins_file.read_bytes())
    whole["pins"][SAM].update(change)
    place.pins_file.write_text(json.dumps(whole))


@pytest.mark.parametrize("change", [{"wrong": 0}, {"wrong_at_ms": 0}, {"hash": "00" * 32}, {"slowness": [19456, 1, 2]}, {"more": 1}])
def test_a_count_or_hash_changed_by_hand_is_noticed(change: dict[str, object], pins: Pins, place: Profile) -> None:
    miss(pins, TRIES)
    edited(place, change)
    with pytest.raises(PinsUnreadable):
        pins.check(SAM, "493817")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"nonsense", b'{"pins": [], "proof": 1}', b"[" * 100_000])
def test_a_torn_file_lets_nobody_in(content: bytes, pins: Pins, place: Profile) -> None:
    place.pins_file.write_bytes(content)
    for ask in (lambda: pins.has_pin(SAM), lambda: pins.check(SAM, "493817"), lambda: pins.set_pin(JO, "884422")):
        with pytest.raises(PinsUnreadable):
            ask()
    assert place.pins_file.read_bytes() == content


def test_pins_can_be_started_anew_and_the_old_file_is_kept(pins: Pins, place: Profile, clock: FakeClock) -> None:
    place.pins_file.write_bytes(b"torn")
    kept = pins.start_anew(clock.now())
    assert not pins.has_pin(SAM)
    assert kept.read_bytes() == b"torn"


def test_a_real_try_costs_a_moment() -> None:
    assert (REAL_PIN.memory_kib, REAL_PIN.turns) == (64 * 1024, 3)


@pytest.mark.parametrize("seconds", [1, 60])
def test_a_wait_is_said_in_minutes_and_never_in_none(seconds: float) -> None:
    assert explain(PinWait(seconds)).next_step == "Wait 1 minute, then try again."
    assert explain(PinWait(61)).next_step == "Wait 2 minutes, then try again."


@pytest.mark.parametrize("trouble", [NoPin(), PinTooShort(6), PinWrong(3), PinsUnreadable()], ids=lambda trouble: type(trouble).__name__)
def test_every_trouble_has_words_and_a_next_step(trouble: PinTrouble) -> None:
    said = explain(trouble)
    assert not said.ours
    assert said.next_step
