"""A ward that is furnished once in a run: Jo (a nurse and keeper), Sam and Robin (patients). Each test gets a copy, with its own key ring.

Making a store and putting three people into it costs twice what opening one costs, for each of thousands of tests.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.access.recovery import RecoveryCode
from app.forms import roles
from app.open_store import OpenStore
from app.people import add_patient, first_keeper
from app.services import Services
from models.people import Person
from tests.fakes import FakeClock, MemoryKeyring

OTHER_PATIENT = "Robin Vale"


@dataclass(frozen=True)
class Furnished:
    """A copy of that ward, open and locked, and the services behind it."""

    services: Services
    store: OpenStore
    code: RecoveryCode
    clock: FakeClock
    ring: MemoryKeyring
    jo: Person
    sam: Person
    robin: Person


@dataclass(frozen=True)
class _Pattern:
    folder: TemporaryDirectory[str]
    secrets: dict[tuple[str, str], str]
    code: RecoveryCode
    jo: Person
    sam: Person
    robin: Person


def open_furnished(folder: Path, deliver: Callable[[Callable[[], object]], object]) -> Furnished:
    """That ward in a profile under this folder. `deliver` brings calls to the thread of the window."""
    pattern = _pattern()
    shutil.copytree(pattern.folder.name, folder / "Two Pens")
    clock, ring = FakeClock(), MemoryKeyring()
    ring.secrets.update(pattern.secrets)
    services = Services(Profile(folder / "Two Pens"), deliver, key_store=KeyStore(ring), clock=clock)
    return Furnished(services, services.open_with_keyring(), pattern.code, clock, ring, pattern.jo, pattern.sam, pattern.robin)


def furnish(open_store: OpenStore) -> tuple[Person, Person, Person]:
    """Jo Nowak, Sam Okafor and Robin Vale, put into an empty store."""
    store = open_store.store
    jo = first_keeper(store, "Jo Nowak", roles()["nurse"], date(2026, 5, 4))
    sam = add_patient(store, "Sam Okafor", "Sam", date(1990, 3, 12), "9990123454").person
    robin = add_patient(store, OTHER_PATIENT, "Robin", date(1985, 7, 1), "9990000018").person
    return jo, sam, robin


@cache
def _pattern() -> _Pattern:
    folder, ring = TemporaryDirectory(), MemoryKeyring()
    services = Services(Profile(Path(folder.name)), lambda call: call(), key_store=KeyStore(ring), clock=FakeClock())
    store, code = services.make_store()
    people = furnish(store)
    store.close()
    services.close()
    return _Pattern(folder, dict(ring.secrets), code, *people)
