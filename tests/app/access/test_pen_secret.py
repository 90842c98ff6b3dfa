import pytest
from keyring.backends import fail

from app.access.key_store import KeyringChanged, KeyringLocked, KeyStore
from app.access.pen_secret import PenSecret
from app.access.profile import Profile
from app.access.vault import Vault
from tests.fakes import LockedKeyring, MemoryKeyring, OtherKeyring

PASSPHRASE = "three blue gardens"


def test_it_lies_in_the_key_ring_apart_from_the_key(vault: Vault, ring: MemoryKeyring) -> None:
    key, _code = vault.make()
    secret = PenSecret(vault)
    assert secret.find() is None
    made = secret.find_or_make()
    assert len(made) == 32
    assert made != key
    assert secret.find_or_make() == PenSecret(vault).find() == made
    assert not vault.profile.pen_secret_file.exists()
    assert sum(made.hex() in kept for kept in ring.secrets.values()) == 1


def test_without_a_key_ring_it_lies_in_a_private_file(place: Profile) -> None:
    vault = Vault(place, KeyStore(fail.Keyring()))
    vault.make(PASSPHRASE)
    made = PenSecret(vault).find_or_make()
    assert PenSecret(vault).find() == made == place.pen_secret_file.read_bytes()
    assert place.pen_secret_file.stat().st_mode & 0o077 == 0


def test_it_is_found_in_its_file_after_the_key_has_moved_into_a_ring(place: Profile, ring: MemoryKeyring) -> None:
    vault = Vault(place, KeyStore(fail.Keyring()))
    key, _code = vault.make(PASSPHRASE)
    made = PenSecret(vault).find_or_make()
    moved = Vault(place, KeyStore(ring))
    moved.put_key_into_keyring(key)
    assert PenSecret(moved).find_or_make() == made


def test_another_computer_has_another_one(vault: Vault) -> None:
    vault.make()
    made = PenSecret(vault).find_or_make()
    elsewhere = PenSecret(Vault(vault.profile, KeyStore(MemoryKeyring())))
    assert elsewhere.find() is None
    assert elsewhere.find_or_make() != made


def test_a_locked_ring_is_said_and_no_new_one_is_made(vault: Vault) -> None:
    vault.make()
    PenSecret(vault).find_or_make()
    locked = PenSecret(Vault(vault.profile, KeyStore(LockedKeyring())))
    for ask in (locked.find, locked.find_or_make):
        with pytest.raises(KeyringLocked):
            ask()


def test_another_ring_is_said_and_no_new_one_is_made(vault: Vault) -> None:
    vault.make()
    made = PenSecret(vault).find_or_make()
    other_ring = OtherKeyring()
    with pytest.raises(KeyringChanged):
        PenSecret(Vault(vault.profile, KeyStore(other_ring))).find_or_make()
    assert not other_ring.secrets
    assert PenSecret(vault).find() == made


def test_a_torn_file_is_no_secret(place: Profile) -> None:
    vault = Vault(place, KeyStore(fail.Keyring()))
    vault.make(PASSPHRASE)
    PenSecret(vault).find_or_make()
    place.pen_secret_file.write_bytes(b"short")
    assert PenSecret(vault).find() is None
