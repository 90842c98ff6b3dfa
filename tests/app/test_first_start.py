"""The last step of a first start."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.access.key_store import KeyStore
from app.access.pins import PinTooShort, PinWrong
from app.access.profile import Profile
from app.errors import Trouble
from app.first_start import FirstKeeper, finish
from app.forms import roles
from app.open_store import OpenStore
from app.people import known_person
from app.services import Services
from tests.fakes import FakeClock, MemoryKeyring

TODAY = date(2026, 5, 4)


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> Iterator[OpenStore]:
    """A new store with nobody in it."""
    services = Services(Profile(tmp_path / "Two Pens"), lambda call: None, key_store=KeyStore(MemoryKeyring()), clock=clock)
    opened, _code = services.make_store()
    yield opened
    opened.close()
    services.close()


def jo(number: str = "135790") -> FirstKeeper:
    return FirstKeeper("Jo Nowak", roles()["nurse"], number)


def test_the_first_keeper_is_in_and_has_a_number(store: OpenStore) -> None:
    person = finish(store, jo(), TODAY)

    assert store.unlocked_by == person
    assert known_person(store.store, person.id).keeper
    with pytest.raises(PinWrong):
        store.unlock_as(person.id, "000000")


def test_nothing_is_made_for_a_number_that_is_too_short(store: OpenStore) -> None:
    with pytest.raises(PinTooShort):
        finish(store, jo("123"), TODAY)

    assert store.staff() == []


def test_there_is_only_one_first_keeper(store: OpenStore) -> None:
    finish(store, jo(), TODAY)

    with pytest.raises(Trouble, match="Only a keeper can add staff"):
        finish(store, jo(), TODAY)
