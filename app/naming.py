"""What people of the store are called, for sentences about what they did: read once, also for those who have left."""

import re

from app.language import _
from app.people import everybody
from models.database import Store
from models.marks import Mark
from models.people import Person

_AN_ID = re.compile(r"[0-9a-f]{32}")


class Naming:
    """Names, initials and marks by id. Ask for a new one after somebody's name was changed."""

    def __init__(self, store: Store) -> None:
        self._people = {known.person.id: known.person for known in everybody(store, gone_too=True)}

    def person(self, person: str) -> Person | None:
        """The person of that id; None for somebody who is not of this store."""
        return self._people.get(person)

    def name(self, person: str) -> str:
        """What somebody likes to be called; words that are no id come back as they are."""
        known = self._people.get(person)
        return known.known_as if known else _("somebody unknown") if _AN_ID.fullmatch(person) else person

    def initials(self, person: str) -> str:
        """The initials that stand for somebody in every plan of the store."""
        known = self._people.get(person)
        return known.initials if known else "?"

    def mark(self, person: str) -> Mark | None:
        """The mark that somebody carries; None for somebody who is not of this store."""
        known = self._people.get(person)
        return known.mark if known else None
