"""The last step of a first start: the first keeper, with a number, unlocks the new store."""

from dataclasses import dataclass
from datetime import date

from app.access.pins import LEAST_FOR_STAFF, PinTooShort, plain_pin
from app.open_store import OpenStore
from app.people import first_keeper, tidy_name
from models.form_lists import Role
from models.people import Person


@dataclass(frozen=True)
class FirstKeeper:
    """Who looks after the plans of a new store: name, role, and the number to unlock with."""

    name: str
    role: Role
    number: str

    def check(self) -> None:
        """Raises Trouble for a name that is none, and PinTooShort."""
        tidy_name(self.name)
        if len(plain_pin(self.number)) < LEAST_FOR_STAFF:
            raise PinTooShort(LEAST_FOR_STAFF)


def finish(store: OpenStore, keeper: FirstKeeper, today: date) -> Person:
    """Lets the keeper in. Slow: for a task. Raises Trouble when there is a keeper already."""
    keeper.check()
    person = first_keeper(store.store, keeper.name, keeper.role, today)
    store.pins.set_pin(person.id, keeper.number)
    store.unlock_as(person.id, keeper.number)
    store.keeper_visits = True  # the number was chosen a moment ago; whoever goes on from here forgets the visit
    return person
