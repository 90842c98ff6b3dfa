"""An open store with Jo (a keeper), Sam and Robin in it, and the thread of a window that is not there, for tests without Qt."""

import queue
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.access.hurt import HurtStore
from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.access.recovery import RecoveryCode
from app.forms import roles, shipped_form
from app.open_plan import OpenPlan
from app.open_store import OpenStore
from app.plans import start_plan
from app.services import Services
from models.people import Person
from models.text.document import side_id
from tests.app.furnished import furnish, open_furnished
from tests.fakes import FakeClock, MemoryKeyring
from tests.models.stores import flip_byte

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
    if passphrase is None:
        made = open_furnished(folder, calls.put)
        made.store.unlock_as(made.jo.id)
        return OpenWard(made.services, made.store, made.code, calls, made.clock, made.ring, made.jo, made.sam, made.robin)
    clock, ring = FakeClock(), MemoryKeyring()
    services = Services(Profile(folder / "Two Pens"), calls.put, key_store=KeyStore(ring), clock=clock)
    store, code = services.make_store(passphrase)
    jo, sam, robin = furnish(store)
    store.unlock_as(jo.id)
    return OpenWard(services, store, code, calls, clock, ring, jo, sam, robin)


def write_in_a_plan(ward: OpenWard, words: str = "I like the garden.", patient: Person | None = None) -> OpenPlan:
    """A sitting about Sam (or who is named) with Jo, and the patient's own words in a new care plan, saved."""
    about = patient or ward.sam
    sitting = ward.store.begin_sitting(about.id)
    sitting.arrive(ward.jo.id, roles()["nurse"])
    plan = ward.store.open_plan(start_plan(ward.store.store, ward.clock, about.id, shipped_form("care_plan")))
    write_more(ward, plan, words)
    return plan


def write_more(ward: OpenWard, plan: OpenPlan, words: str) -> None:
    """The patient writes at the beginning of the first question, and it is saved."""
    assert ward.store.sitting is not None
    plan.desk.take_up(ward.store.sitting.pens.own(plan.plan.patient_id))
    plan.desk.write(side_id("about_important", "patient"), 0, 0, words)
    assert ward.store.keeping.flush()


def hurt_until_it_does_not_open(services: Services) -> bytes:
    """Changes one bit of the closed store, such that it does not open and a plan still reads. Gives the file as it was."""
    path = services.profile.store_file
    whole = path.read_bytes()
    for page in range(2, len(whole) // 4096 + 1):
        flip_byte(path, page)
        try:
            services.open_with_keyring().close()
        except HurtStore as told:
            if told.plans:
                return whole
        path.write_bytes(whole)
    raise AssertionError("every single page can be hurt, and the store still opens")
