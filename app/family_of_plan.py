"""The family and friends of the plan on the table: what was said about each, since when, and saying it with the pen in hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.family import Said, all_ever_said, let_see, not_their_own, open_to_relatives, said_about
from app.forms import roles
from app.language import _
from app.open_plan import OpenPlan
from app.open_store import OpenStore
from app.people import known_person
from app.sight import owner_in_family
from models.marks import Mark
from models.questions import SideName
from models.sittings import last_roles_about
from models.text.entries import answers


class Opened(StrEnum):
    """What can be opened to one of family, or by them."""

    PLAN = "plan"  # the patient lets them see what stands in every side that is not family's
    COPIES = "copies"  # the patient lets their words leave with copies
    RELATIVES = "relatives"  # they let other family read theirs


_HOLDS: dict[Opened, Callable[[Said], bool]] = {
    Opened.PLAN: lambda said: said.sees_plan,
    Opened.COPIES: lambda said: said.in_copies,
    Opened.RELATIVES: lambda said: said.open_to_relatives,
}


@dataclass(frozen=True)
class Stands:
    """How one thing stands: whether it is open, and since when that holds. `since` is None while nobody has opened it."""

    is_open: bool = False
    since: datetime | None = None


@dataclass(frozen=True)
class OneOfFamily:
    """Somebody of family or friends, with how each thing stands."""

    person: str
    name: str
    mark: Mark
    initials: str
    stands: dict[Opened, Stands]


def family_of(open_store: OpenStore, plan: OpenPlan) -> list[OneOfFamily]:
    """Everybody of family and friends who is of this sitting, or has words in this plan, an answer or a stand.

    Nobody in a plan about nobody: what is written in it is open to all of them, and leaves with it.
    """
    if not plan.plan.patient_id:
        return []
    wrote = [owner_in_family(side) for side in plan.document.written_sides() if plan.document.side(side).length]
    here = [one.person for one in plan.desk.people if one.side is SideName.FAMILY]
    ever = all_ever_said(open_store.store, plan.plan.patient_id)
    people = dict.fromkeys([*here, *filter(None, wrote), *sorted(_answered(open_store, plan))])
    return [_one(open_store, person, [said for said in ever if said.person == person]) for person in people]


def who_says(plan: OpenPlan, person: str, opened: Opened) -> str:
    """Whose it is to say."""
    return person if opened is Opened.RELATIVES else plan.plan.patient_id


def say(open_store: OpenStore, plan: OpenPlan, person: str, opened: Opened, yes: bool) -> None:
    """Opens something, or closes it again, with the pen in hand. Raises Trouble when that is not the pen of whose it is to say."""
    store, clock, patient, pen = open_store.store, open_store.clock, plan.plan.patient_id, plan.desk.pen
    if pen is None:
        raise not_their_own(_("Nobody holds the pen."))
    if opened is Opened.RELATIVES:
        if pen.hands != person:
            raise not_their_own(_("Only you can say this."))
        open_to_relatives(store, clock, pen, patient, yes)
    else:
        now = said_about(store, patient, person)
        sees, leave = (yes, now.in_copies) if opened is Opened.PLAN else (now.sees_plan, yes)
        let_see(store, clock, pen, patient, person, sees_plan=sees, in_copies=leave)
    plan.desk.sight.look_again()


# ---- insides


def _answered(open_store: OpenStore, plan: OpenPlan) -> set[str]:
    """Who answered something or said where they stand, and came to a sitting about the patient as family when they came last."""
    document, known = plan.document, roles()
    said = {person for place in document.entry_places() for entry in answers(document, place) for person in entry.pen.voice.owners}
    with open_store.store.reading() as session:
        came = last_roles_about(session, plan.plan.patient_id)
    return {person for person in said if came.get(person) in known and known[came[person]].side is SideName.FAMILY}


def _one(open_store: OpenStore, person: str, ever: Sequence[Said]) -> OneOfFamily:
    known = known_person(open_store.store, person).person
    return OneOfFamily(person, known.known_as, known.mark, known.initials, {one: _stands(ever, holds) for one, holds in _HOLDS.items()})


def _stands(ever: Sequence[Said], holds: Callable[[Said], bool]) -> Stands:
    """What holds now, since it was said last; what was said meanwhile of something else changes nothing of it."""
    stands = Stands()
    for said in ever:
        if holds(said) != stands.is_open:
            stands = Stands(holds(said), said.since)
    return stands
