"""An open store with Jo (a keeper), Sam and Robin in it, and the thread of a window that is not there, for tests without Qt."""

import queue
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.access.recovery import RecoveryCode
from app.forms import roles
from app.open_store import OpenStore
from app.people import add_patient, first_keeper
from app.services import Services
from models.people import Person
from tests.fakes import FakeClock, MemoryKeyring

PATIENCE = 20


@dataclass
class OpenWard:
    """What a window would stand on. `calls` are those that wait to be made on its thread."""

    services: Services
    store: OpenStore
    code: RecoveryCode
    calls: "queue.Queue[Callable[[], object]]"
    clock: FakeClock
    ring: MemoryKeyring
    jo: Person
    sam: Person
    robin: Person

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Makes the calls as they come in, until it is done."""
        while not done():
            self.calls.get(timeout=PATIENCE)()

    def close(self) -> None:
        """Lets go of all of it."""
        self.store.close()
        self.services.close()


def open_ward(folder: Path, passphrase: str | None = None) -> OpenWard:
    """A fresh ward in a profile under this folder."""
    calls: queue.Queue[Callable[[], object]] = queue.Queue()
    clock, ring = FakeClock(), MemoryKeyring()
    services = Services(Profile(folder / "Two Pens"), calls.put, key_store=KeyStore(ring), clock=clock)
    store, code = services.make_store(passphrase)
    jo = first_keeper(store.store, "Jo Nowak", roles()["nurse"], date(2026, 5, 4))
    sam = add_patient(store.store, "Sam Okafor", "Sam", date(1990, 3, 12), "9990123454").person
    robin = add_patient(store.store, "Robin Vale", "Robin", date(1985, 7, 1), "9990000018").person
    store.unlock_as(jo.id)
    return OpenWard(services, store, code, calls, clock, ring, jo, sam, robin)
