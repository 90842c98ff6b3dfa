"""A store with made-up people and a plan in it, in a line; and the tools of somebody who holds the key and means harm."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from models.cipher import Cipher
from models.damage import survey
from models.database import Store
from models.migrations import Steps
from models.pens_kept import Peer, keep_peers, keep_pens
from models.people import add_patient, add_person
from models.plans import KeptForm, create_plan, keep_form
from models.record import Update, append
from models.sittings import begin_sitting
from models.text.pens import Pen, Voice

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
AT = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
AT_MS = 1_777_888_800_000
FORM = KeptForm("care_plan", 1, "f" * 64, '{"format":1,"id":"care_plan"}')


@dataclass(frozen=True)
class Ward:
    """One open store with Sam (a patient), Jo (a nurse), a sitting, two plans, and a pen with a number in each plan."""

    store: Store
    sam: str
    jo: str
    sitting: str
    plan: str
    other_plan: str
    pen: Pen
    peer: int = 1001
    other_peer: int = 2002

    def updates(self, count: int, first: int = 0, peer: int | None = None, size: int = 95) -> list[Update]:
        """Made-up changes of one counter each, each with bytes of its own."""
        return [self.update(first + number, peer, size) for number in range(count)]

    def update(self, counter: int, peer: int | None = None, size: int = 95) -> Update:
        """One made-up change."""
        blob = f"{counter:08d}".encode().ljust(size, b".")
        return Update(peer or self.peer, counter, counter, self.sitting, AT_MS + counter, blob)

    def write(self, count: int, first: int = 0) -> None:
        """Adds rows to the plan."""
        with self.store.session() as session:
            append(session, self.plan, self.updates(count, first))

    def write_elsewhere(self, count: int, first: int = 0) -> None:
        """Adds rows to the other plan."""
        with self.store.session() as session:
            append(session, self.other_plan, self.updates(count, first, self.other_peer))


_made_before: dict[str, Any] = {}


def older_ward(path: Path, steps: Steps) -> Ward:
    """A store as an earlier version made it, with the same in it as `new_ward`, open."""
    return furnish(Store.create(path, KEY, AT, steps))


def new_ward(path: Path) -> Ward:
    """A fresh store at `path` with everything that a plan needs. Made once in a run, and copied from then on: that is ten times as fast."""
    if not _made_before:
        ward = furnish(Store.create(path, KEY, AT))
        ward.store.close()
        _made_before.update(bytes=path.read_bytes(), ward=ward)
    else:
        path.write_bytes(_made_before["bytes"])
    return replace(_made_before["ward"], store=Store.open(path, KEY))


def furnish(store: Store) -> Ward:
    """Puts Sam, Jo, a sitting, and two plans with a pen in each into an empty store."""
    with store.session() as session:
        sam, jo = add_person(session, "Sam Okafor", "Sam").id, add_person(session, "Jo Nowak", "Jo", is_staff=True).id
        add_patient(session, sam, date(1990, 3, 12), "9990123454")
        keep_form(session, FORM)
        sitting = begin_sitting(session, sam, "one_to_one", AT).id
        plans = [create_plan(session, sam, FORM.form_id, FORM.version, title, AT).id for title in ("My care plan", "Staying safe")]
        pen = Pen("a" * 32, Voice.of(sam), sam, "", "patient", sitting)
        keep_pens(session, [pen])
        ward = Ward(store, sam, jo, sitting, plans[0], plans[1], pen)
        keep_peers(session, [Peer(ward.peer, pen.id, ward.plan, AT_MS), Peer(ward.other_peer, pen.id, ward.other_plan, AT_MS)])
    return ward


@contextlib.contextmanager
def with_the_key_in_hand(path: Path, key: bytes = KEY) -> Iterator[Any]:
    """The bare database of a store that nobody has open, its guards dropped: what somebody with the key and a tool can do."""
    with contextlib.closing(Cipher(path, key).connect_to_migrate()) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")


def flip_byte(path: Path, page: int, place: int = 100) -> None:
    """Changes one bit of a page (counted from 1) of the raw file."""
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 + place] ^= 1
    path.write_bytes(data)


def rows_on_pages(path: Path, key: bytes = KEY) -> dict[int, str]:
    """Which pages of the file hold rows of which plan's record: page number (from 1) to plan id, pages of one plan alone."""
    found: dict[int, set[str]] = {}
    blank = path.read_bytes()
    for page in range(2, len(blank) // 4096 + 1):
        lost = _plans_lost_without(path, page, blank, key)
        if len(lost) == 1:
            found[page] = lost
    return {page: plans.pop() for page, plans in found.items()}


def page_with(path: Path, plan: str, key: bytes = KEY) -> int:
    """A page that holds rows of this plan's record and of no other's."""
    return next(page for page, owner in rows_on_pages(path, key).items() if owner == plan)


def _plans_lost_without(path: Path, page: int, whole: bytes, key: bytes) -> set[str]:
    """The plans that do not read when this one page is hurt, while the list of plans does. Works on a copy beside."""
    hurt = path.with_name(path.name + ".hurt")
    hurt.write_bytes(whole)
    flip_byte(hurt, page)
    try:
        damage = survey(Cipher(hurt, key))
        return set(damage.unreadable) if damage.list_is_whole else set()
    finally:
        hurt.unlink()
