import hashlib
import hmac
from threading import Thread

import pytest

from app.access import sealing
from app.access.sealing import (
    Slowness,
    SlownessOutOfBounds,
    Wrap,
    WrapShut,
    derive,
    open_by_code,
    open_by_passphrase,
    proof,
    proof_fits,
    wrap_by_code,
    wrap_by_passphrase,
)
from tests.quick_locks import REAL_PASSPHRASE

KEY = bytes(range(32))
BOUND = ("store", "one")


def changed(wrap: Wrap, **parts: object) -> Wrap:
    return Wrap(**{**vars(wrap), **parts})  # type: ignore[arg-type]


def test_a_passphrase_opens_what_it_closed_and_no_other_does() -> None:
    wrap = wrap_by_passphrase(KEY, "three blue garden", BOUND)
    assert open_by_passphrase(wrap, "three blue garden", BOUND) == KEY
    with pytest.raises(WrapShut):
        open_by_passphrase(wrap, "three blue gardens", BOUND)


def test_a_real_passphrase_costs_a_moment_and_opens_what_it_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (REAL_PASSPHRASE.memory_kib, REAL_PASSPHRASE.turns) == (128 * 1024, 3)
    monkeypatch.setattr(sealing, "PASSPHRASE_SLOWNESS", REAL_PASSPHRASE)
    wrap = wrap_by_passphrase(KEY, "three blue garden", BOUND)
    assert wrap.slowness == REAL_PASSPHRASE
    assert open_by_passphrase(wrap, "three blue garden", BOUND) == KEY


def test_spaces_around_a_passphrase_and_how_an_accent_was_typed_do_not_matter() -> None:
    wrap = wrap_by_passphrase(KEY, "un caf\u00e9 noir", BOUND)
    assert open_by_passphrase(wrap, "  un cafe\u0301   noir\n", BOUND) == KEY


def test_a_codes_secret_opens_what_it_closed_and_no_other_does() -> None:
    wrap = wrap_by_code(KEY, b"secret", BOUND)
    assert open_by_code(wrap, b"secret", BOUND) == KEY
    with pytest.raises(WrapShut):
        open_by_code(wrap, b"secreT", BOUND)


def test_a_wrap_opens_for_nothing_but_what_it_was_made_for() -> None:
    wrap = wrap_by_code(KEY, b"secret", BOUND)
    for other in (("store", "two"), ("storeone",), ("s", "toreone"), ("store", "one", "")):
        with pytest.raises(WrapShut):
            open_by_code(wrap, b"secret", other)


def test_one_wrap_does_not_serve_as_the_other_kind() -> None:
    with pytest.raises(WrapShut):
        open_by_passphrase(wrap_by_code(KEY, b"secret", BOUND), "secret", BOUND)
    with pytest.raises(WrapShut):
        open_by_code(wrap_by_passphrase(KEY, "secret", BOUND), b"secret", BOUND)


def test_every_changed_part_of_a_wrap_keeps_it_shut() -> None:
    wrap = wrap_by_passphrase(KEY, "words", BOUND)
    flipped = bytes([wrap.sealed[0] ^ 1]) + wrap.sealed[1:]
    for torn in (
        changed(wrap, sealed=flipped),
        changed(wrap, sealed=b""),
        changed(wrap, nonce=b""),
        changed(wrap, nonce=bytes(12)),
        changed(wrap, salt=bytes(16)),
        changed(wrap, slowness=Slowness(19 * 1024, 2, 1)),
    ):
        with pytest.raises(WrapShut):
            open_by_passphrase(torn, "words", BOUND)


def test_two_wraps_of_one_key_have_nothing_in_common() -> None:
    one, two = wrap_by_code(KEY, b"secret", BOUND), wrap_by_code(KEY, b"secret", BOUND)
    assert one.salt != two.salt
    assert one.nonce != two.nonce
    assert one.sealed != two.sealed


def test_the_key_does_not_stand_in_its_wrap() -> None:
    assert KEY not in wrap_by_code(KEY, b"secret", BOUND).sealed


@pytest.mark.parametrize("numbers", [(1024, 3, 4), (2 * 1024 * 1024, 3, 4), (64 * 1024, 0, 4), (64 * 1024, 99, 4), (64 * 1024, 3, 0)])
def test_a_hash_that_protects_nothing_or_stops_the_computer_is_refused(numbers: tuple[int, int, int]) -> None:
    with pytest.raises(SlownessOutOfBounds):
        Slowness(*numbers)


def test_deriving_is_hkdf_as_the_standard_has_it() -> None:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    for salt in (b"", b"salt" * 8):
        assert derive(KEY, "a purpose", salt) == HKDF(SHA256(), 32, salt, b"two pens: a purpose").derive(KEY)
    assert derive(KEY, "a purpose") != derive(KEY, "another purpose")


def test_a_proof_fits_its_key_and_its_texts_alone() -> None:
    made = proof(KEY, "store", "one")
    assert proof_fits(made, KEY, "store", "one")
    assert not proof_fits(made, KEY, "store", "two")
    assert not proof_fits(made, KEY, "storeone")
    assert not proof_fits(made, bytes(32), "store", "one")
    assert not proof_fits("é", KEY, "store", "one")
    assert not proof_fits("", KEY, "store", "one")


def test_texts_are_bound_with_their_lengths() -> None:
    plain = hmac.digest(KEY, b"storeone", hashlib.sha256).hex()
    assert proof(KEY, "store", "one") != plain
    assert proof(KEY, "a", "bc") != proof(KEY, "ab", "c") != proof(KEY, "abc", "")


def test_two_threads_that_hash_at_once_both_come_to_an_end() -> None:
    """OpenSSL lets each take half of its threads and wait for the other half, for ever: an app that unlocks would stand still."""
    slow = Slowness(memory_kib=19 * 1024, turns=1, lanes=4)
    threads = [Thread(target=lambda: [slow.hash(b"secret", bytes(16)) for _turn in range(20)], daemon=True) for _thread in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
