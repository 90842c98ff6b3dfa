"""A sitting about Sam with Jo (a nurse) and Mum, a plan that can be prepared on the table, and numbers for private pages.

table = lay_prepared(tmp_path)
draft = table.start(table.sam)             # a new private page of Sam's
table.reopened(table.sam)                  # the same, from the disk
"""

from dataclasses import dataclass
from pathlib import Path

from app.forms import roles
from app.open_plan import OpenPlan
from app.people import add_person
from app.plans import start_plan
from app.preparing import Preparing
from app.private_drafts import OpenDraft
from models.forms import Form
from models.people import Person
from tests.app.meeting_forms import meeting_form
from tests.app.open_ward import OpenWard, open_ward

NUMBER, OTHER = "4938 1726", "111 222 333"
CANARY = "The zinnia by the weir is my own"


@dataclass
class Prepared:
    """What lies on the table."""

    ward: OpenWard
    plan: OpenPlan
    mum: Person

    @property
    def sam(self) -> str:
        """The patient."""
        return self.ward.sam.id

    @property
    def preparing(self) -> Preparing:
        """The preparation of the plan."""
        return Preparing(self.ward.store, self.plan)

    def start(self, person: str, number: str = NUMBER) -> OpenDraft:
        """A new private page, and it is the open one."""
        draft = self.preparing.take_up(self.preparing.start(person, number))
        assert draft is not None
        return draft

    def reopened(self, person: str, number: str = NUMBER) -> OpenDraft:
        """The page as it lies on the disk."""
        self.ward.store.drafts.close()
        draft = self.preparing.take_up(self.preparing.open(person, number))
        assert draft is not None
        return draft

    def says(self, side: str) -> str:
        """What a side of the plan reads as."""
        return self.plan.document.side(side).text


def lay_prepared(folder: Path, form: Form | None = None, passphrase: str | None = None) -> Prepared:
    """A fresh ward with all of it."""
    ward = open_ward(folder, passphrase)
    mum = add_person(ward.store.store, "Grace Okafor", "Mum", roles()["mother"])
    sitting = ward.store.begin_sitting(ward.sam.id)
    for person, role in ((ward.jo, "nurse"), (mum, "mother")):
        ward.clock.advance(1)
        sitting.arrive(person.id, roles()[role])
    plan = start_plan(ward.store.store, ward.clock, ward.sam.id, form or meeting_form())
    return Prepared(ward, ward.store.open_plan(plan), mum)
