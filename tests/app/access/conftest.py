"""A profile of the test's own, a key ring in memory, and a vault over both."""

from pathlib import Path

import pytest

from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.access.vault import Vault
from tests.fakes import FakeClock, MemoryKeyring


@pytest.fixture
def place(tmp_path: Path) -> Profile:
    """An empty profile in a folder of the test's own."""
    made = Profile(tmp_path / "Two Pens")
    made.prepare()
    return made


@pytest.fixture
def ring() -> MemoryKeyring:
    """A key ring that works."""
    return MemoryKeyring()


@pytest.fixture
def vault(place: Profile, ring: MemoryKeyring, clock: FakeClock) -> Vault:
    """A vault where nothing has been made yet."""
    return Vault(place, KeyStore(ring), clock)
