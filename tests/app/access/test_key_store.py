import os
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.backends.SecretService import Keyring as SecretService
from keyring.errors import InitError, KeyringError, NoKeyringError

from app.access import key_store as key_store_module
from app.access.key_store import (
    REAL_BACKENDS,
    KeyringAbsent,
    KeyringChanged,
    KeyringLocked,
    KeyringRefused,
    KeyringTrouble,
    KeyringUnanswered,
    KeyStore,
    SecretNotFound,
)
from app.errors import explain
from tests.fakes import FailingKeyring, ForgetfulKeyring, LockedKeyring, MemoryKeyring

STORE = "0123456789abcdef0123456789abcdef"
ROOT = Path(__file__).resolve().parents[3]


class PlaintextKeyring(MemoryKeyring):
    """Stands for the well-known backend that writes secrets into a plain file."""


class NearlySecretService(SecretService):
    """Descends from a real one, and may do anything."""

    priority = 9


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> object:
    """Lets the test say which key ring the library chooses on this computer."""
    return lambda backend: monkeypatch.setattr(keyring.core, "_keyring_backend", backend)


def name_of(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def test_a_secret_is_found_again_by_its_purpose_and_store(ring: MemoryKeyring) -> None:
    store = KeyStore(ring)
    store.put("key", STORE, "one")
    store.put("root", STORE, "two")
    store.put("key", "f" * 32, "three")
    assert [store.find("key", STORE), store.find("root", STORE), store.find("key", "f" * 32)] == ["one", "two", "three"]
    store.put("key", STORE, "four")
    assert store.find("key", STORE) == "four"


def test_no_two_secrets_share_a_service(ring: MemoryKeyring) -> None:
    store = KeyStore(ring)
    for purpose, store_id in (("key", STORE), ("root", STORE), ("key", "f" * 32)):
        store.put(purpose, store_id, "x")
    assert len({service for service, _name in ring.secrets}) == 3


def test_an_open_ring_without_the_secret_says_so(ring: MemoryKeyring) -> None:
    with pytest.raises(SecretNotFound):
        KeyStore(ring).find("key", STORE, name_of(ring))


def test_another_ring_than_the_recorded_one_is_told_from_a_lost_secret(ring: MemoryKeyring) -> None:
    with pytest.raises(KeyringChanged) as caught:
        KeyStore(ring).find("key", STORE, "keyring.backends.kwallet.DBusKeyring")
    assert caught.value.recorded == "keyring.backends.kwallet.DBusKeyring"
    assert caught.value.backend == name_of(ring)


def test_another_ring_that_has_the_secret_is_good_enough(ring: MemoryKeyring) -> None:
    KeyStore(ring).put("key", STORE, "one")
    assert KeyStore(ring).find("key", STORE, "keyring.backends.kwallet.DBusKeyring") == "one"


def test_a_forgotten_secret_is_gone_and_can_be_forgotten_twice(ring: MemoryKeyring) -> None:
    store = KeyStore(ring)
    store.put("key", STORE, "one")
    store.forget("key", STORE)
    store.forget("key", STORE)
    assert ring.secrets == {}


def test_a_ring_that_takes_a_secret_and_keeps_none_is_found_out() -> None:
    with pytest.raises(KeyringUnanswered):
        KeyStore(ForgetfulKeyring()).put("key", STORE, "one")


def test_a_secret_longer_than_the_ring_takes_is_refused_by_us(ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(key_store_module._SHORT_SECRETS, name_of(ring), 10)
    assert KeyStore(ring).longest_secret() == 10
    with pytest.raises(ValueError, match="too long"):
        KeyStore(ring).put("key", STORE, "x" * 11)
    assert ring.secrets == {}


class Failing(FailingKeyring):
    """A key ring that raises what the test says."""

    def __init__(self, failure: type[Exception]) -> None:
        super().__init__()
        self.failure = failure  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("backend", "outcome"),
    [
        (LockedKeyring(), KeyringLocked),
        (Failing(InitError), KeyringLocked),
        (Failing(NoKeyringError), KeyringAbsent),
        (Failing(KeyringError), KeyringUnanswered),
        (Failing(OSError), KeyringUnanswered),
        (Failing(KeyError), KeyringUnanswered),
    ],
    ids=["locked", "not started", "none", "its own trouble", "the system's trouble", "anything"],
)
def test_whatever_a_ring_raises_becomes_one_of_our_outcomes(backend: KeyringBackend, outcome: type[KeyringTrouble]) -> None:
    store = KeyStore(backend)
    for ask in (lambda: store.find("key", STORE), lambda: store.put("key", STORE, "one"), lambda: store.forget("key", STORE)):
        with pytest.raises(outcome) as caught:
            ask()
        assert caught.value.backend == name_of(backend)
        assert type(caught.value) is outcome


# The choice of the system. Here the library is asked for real.


def test_a_computer_without_a_key_ring_is_absent(system: object) -> None:
    system(fail.Keyring())  # type: ignore[operator]
    with pytest.raises(KeyringAbsent):
        KeyStore().backend_name()


def test_the_null_ring_is_refused_by_name(system: object) -> None:
    system(null.Keyring())  # type: ignore[operator]
    with pytest.raises(KeyringRefused) as caught:
        KeyStore().put("key", STORE, "one")
    assert caught.value.backend == "keyring.backends.null.Keyring"


def test_a_plaintext_ring_is_refused_by_name_and_gets_nothing(system: object) -> None:
    plain = PlaintextKeyring()
    system(plain)  # type: ignore[operator]
    with pytest.raises(KeyringRefused) as caught:
        KeyStore().put("key", STORE, "one")
    assert caught.value.backend.endswith("PlaintextKeyring")
    assert plain.secrets == {}
    assert "PlaintextKeyring" in str(explain(caught.value))


def test_a_ring_that_descends_from_a_real_one_is_refused(system: object) -> None:
    system(NearlySecretService())  # type: ignore[operator]
    with pytest.raises(KeyringRefused):
        KeyStore().backend_name()


def test_a_chain_that_holds_a_plaintext_ring_is_refused(system: object, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = PlaintextKeyring()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [SecretService(), plain])
    system(chainer.ChainerBackend())  # type: ignore[operator]
    with pytest.raises(KeyringRefused) as caught:
        KeyStore().put("key", STORE, "one")
    assert caught.value.backend.endswith("PlaintextKeyring")
    assert plain.secrets == {}


def test_an_empty_chain_is_absent(system: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [])
    system(chainer.ChainerBackend())  # type: ignore[operator]
    with pytest.raises(KeyringAbsent):
        KeyStore().backend_name()


def test_of_a_chain_of_real_rings_the_recorded_one_is_used_and_else_the_first(system: object, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = SecretService(), MemoryKeyring()
    monkeypatch.setattr(key_store_module, "REAL_BACKENDS", REAL_BACKENDS | {name_of(second)})
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [first, second])
    system(chainer.ChainerBackend())  # type: ignore[operator]
    assert KeyStore().backend_name() == "keyring.backends.SecretService.Keyring"
    assert KeyStore().backend_name("keyring.backends.kwallet.DBusKeyring") == "keyring.backends.SecretService.Keyring"
    assert KeyStore().put("key", STORE, "one", recorded=name_of(second)) == name_of(second)
    assert len(second.secrets) == 1


@pytest.mark.parametrize("named", ["no.such.module.Keyring", "keyring.backends.NoSuchModule", "nonsense", "keyring.backends.macOS.Keyring"])
def test_a_ring_named_in_the_environment_that_cannot_be_loaded_is_absent(
    named: str, system: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", named)
    system(None)  # type: ignore[operator]
    with pytest.raises(KeyringAbsent):
        KeyStore().backend_name()


@pytest.mark.parametrize("name", sorted(REAL_BACKENDS))
def test_every_ring_on_our_list_is_one_the_library_has(name: str) -> None:
    module, _point, kind = name.rpartition(".")
    assert isinstance(getattr(__import__(module, fromlist=[kind]), kind), type)


def test_the_library_is_not_loaded_before_it_is_asked() -> None:
    code = "import sys; from app.access.key_store import KeyStore; KeyStore(); sys.exit('keyring' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode == 0


@pytest.mark.parametrize(
    "trouble",
    [KeyringAbsent(), KeyringRefused("x.y"), KeyringLocked(), KeyringUnanswered(), SecretNotFound(), KeyringChanged("a", "b")],
    ids=lambda trouble: type(trouble).__name__,
)
def test_every_outcome_has_words_and_a_next_step_of_its_own(trouble: KeyringTrouble) -> None:
    said = explain(trouble)
    assert not said.ours
    assert said.title
    assert said.next_step
