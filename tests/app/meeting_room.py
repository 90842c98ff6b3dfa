"""A meeting in a real store, for tests: Sam, Jo and Mum, and a plan on the form that meetings are held with."""

from dataclasses import dataclass

from app.forms import roles, shipped_form
from app.meeting import MeetingNow
from app.open_plan import OpenPlan
from app.people import add_person
from app.plans import start_plan
from app.sitting import SittingNow
from models.agenda import AgendaPart
from models.people import Person
from tests.app.open_ward import OpenWard


@dataclass
class MeetingRoom:
    """Who is there, and the plan that is the record."""

    ward: OpenWard
    mum: Person
    plan: OpenPlan

    @property
    def sitting(self) -> SittingNow:
        """The sitting that is open."""
        assert self.ward.store.sitting is not None
        return self.ward.store.sitting

    @property
    def meeting(self) -> MeetingNow:
        """The meeting, begun if it was not yet."""
        return self.plan.begin_meeting()

    def part(self, part_id: str) -> AgendaPart:
        """A part of the agenda."""
        return next(part for part in self.plan.form.agenda if part.id == part_id)

    def reopen(self) -> MeetingNow:
        """The same meeting as somebody finds it who opens the plan again after a crash."""
        found = MeetingNow.go_on(
            self.ward.store.store, self.ward.clock, self.sitting, self.plan.plan.id, self.plan.form, self.plan.document
        )
        assert found is not None
        return found


def open_meeting_room(ward: OpenWard) -> MeetingRoom:
    """A sitting about Sam with Jo and Mum, and a fresh plan for a meeting on the table."""
    mum = add_person(ward.store.store, "Grace Okafor", "Mum", roles()["mother"])
    sitting = ward.store.begin_sitting(ward.sam.id)
    sitting.arrive(ward.jo.id, roles()["nurse"])
    sitting.arrive(mum.id, roles()["mother"])
    form = shipped_form("my_meeting")
    return MeetingRoom(ward, mum, ward.store.open_plan(start_plan(ward.store.store, ward.clock, ward.sam.id, form)))
