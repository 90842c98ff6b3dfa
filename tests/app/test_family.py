"""What family may see, and whether their words leave: in the patient's own hands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.family import (
    Said,
    all_ever_said,
    let_see,
    may_see,
    open_to_relatives,
    said_about,
    said_about_everybody,
)
from app.people import add_patient, add_person
from models.database import Store
from models.text.pens import Pen, Voice
from tests.app.rooms import empty_store, somebody, told
from tests.fakes import FakeClock

HOUR = 3_600


@dataclass
class Family:
    """Sam with Mum and Dad, and a clock."""

    store: Store
    clock: FakeClock
    sam: str
    mum: str
    dad: str

    def sam_says(self, person: str, *, sees_plan: bool = False, in_copies: bool = False) -> Said:
        return let_see(self.store, self.clock, own(self.sam), self.sam, person, sees_plan=sees_plan, in_copies=in_copies)

    def opens(self, person: str, yes: bool = True) -> Said:
        return open_to_relatives(self.store, self.clock, own(person), self.sam, yes)

    @property
    def stand_in_copies(self) -> set[str]:
        """Whose own words leave with copies."""
        return {person for person, said in said_about_everybody(self.store, self.sam).items() if said.in_copies}

    def sees(self, person: str, side: str) -> bool:
        return may_see(said_about_everybody(self.store, self.sam), somebody(person, "Somebody Okafor", "mother"), side)


def own(person: str) -> Pen:
    return Pen(person, Voice.of(person), person)


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    store = empty_store(tmp_path)
    sam, mum, dad = add_patient(store, "Sam Okafor", "", None).person, add_person(store, "Grace Okafor"), add_person(store, "George Okafor")
    yield Family(store, FakeClock(), sam.id, mum.id, dad.id)
    store.close()


SIDES = ("garden/patient", "garden/team", "garden/together", "garden#b1/patient", "garden/stand")


def test_before_anything_was_said_family_see_their_own_side_and_nothing_else(family: Family) -> None:
    assert said_about(family.store, family.sam, family.mum) == Said(family.mum)
    assert not any(family.sees(family.mum, side) for side in (*SIDES, f"garden/family:{family.dad}"))
    assert family.sees(family.mum, f"garden/family:{family.mum}")


def test_what_the_patient_opens_is_seen_by_that_person_alone(family: Family) -> None:
    said = family.sam_says(family.mum, sees_plan=True)

    assert (said.sees_plan, said.in_copies, said.since) == (True, False, family.clock.now())
    assert all(family.sees(family.mum, side) for side in SIDES)
    assert not any(family.sees(family.dad, side) for side in SIDES)
    assert not family.sees(family.mum, f"garden/family:{family.dad}")


def test_withdrawing_works_at_once_and_erases_nothing(family: Family) -> None:
    family.sam_says(family.mum, sees_plan=True, in_copies=True)
    begun = family.clock.now()
    family.clock.advance(HOUR)
    family.sam_says(family.mum)

    assert not family.sees(family.mum, "garden/patient")
    assert family.stand_in_copies == set()
    assert [(said.sees_plan, said.since) for said in all_ever_said(family.store, family.sam)] == [
        (True, begun),
        (False, family.clock.now()),
    ]


def test_words_of_family_leave_only_where_the_patient_said_so(family: Family) -> None:
    family.sam_says(family.mum, in_copies=True)
    family.sam_says(family.dad, sees_plan=True)

    assert family.stand_in_copies == {family.mum}


def test_the_same_said_again_holds_since_it_was_said_first(family: Family) -> None:
    first = family.sam_says(family.mum, sees_plan=True)
    family.clock.advance(HOUR)

    assert family.sam_says(family.mum, sees_plan=True) == first
    assert all_ever_said(family.store, family.sam) == [first]


@pytest.mark.parametrize("who", ["mum for herself", "mum types for sam", "sam and mum", "sam's letter", "the form"])
def test_nobody_says_it_but_the_patient_in_own_hands(family: Family, who: str) -> None:
    pens = {
        "mum for herself": own(family.mum),
        "mum types for sam": Pen("p", Voice.of(family.sam), family.mum),
        "sam and mum": Pen("p", Voice.shared(family.sam, family.mum), family.sam),
        "sam's letter": Pen("p", Voice.source("Letter", family.sam), family.sam),
        "the form": Pen("p", Voice.source("Leaflet"), family.sam),
    }

    with told("Only the patient"):
        let_see(family.store, family.clock, pens[who], family.sam, family.mum, sees_plan=True, in_copies=True)
    assert all_ever_said(family.store, family.sam) == []


def test_two_relatives_see_each_others_side_once_both_say_so(family: Family) -> None:
    mums, dads = f"garden/family:{family.mum}", f"garden/family:{family.dad}"
    family.opens(family.mum)
    assert not family.sees(family.mum, dads)
    assert not family.sees(family.dad, mums)

    family.opens(family.dad)
    assert family.sees(family.mum, dads)
    assert family.sees(family.dad, mums)
    family.opens(family.mum, False)
    assert not family.sees(family.mum, dads)
    assert not family.sees(family.dad, mums)


def test_a_relatives_side_is_opened_in_that_relatives_own_hands_alone(family: Family) -> None:
    with told("Only you"):
        open_to_relatives(family.store, family.clock, Pen("p", Voice.of(family.mum), family.sam), family.sam, True)
    assert all_ever_said(family.store, family.sam) == []


def test_what_the_patient_says_and_what_a_relative_says_leave_each_other_alone(family: Family) -> None:
    family.sam_says(family.mum, sees_plan=True, in_copies=True)
    family.opens(family.mum)
    assert said_about(family.store, family.sam, family.mum).sees_plan

    family.sam_says(family.mum, in_copies=True)
    said = said_about(family.store, family.sam, family.mum)
    assert (said.sees_plan, said.in_copies, said.open_to_relatives) == (False, True, True)


def test_what_one_patient_said_holds_for_no_other(family: Family) -> None:
    robin = add_patient(family.store, "Robin Vale", "", None).person
    family.sam_says(family.mum, sees_plan=True)

    assert said_about_everybody(family.store, robin.id) == {}


@pytest.mark.parametrize("role", ["patient", "nurse", "interpreter"])
def test_the_rules_are_for_family_and_close_nothing_to_others(family: Family, role: str) -> None:
    viewer = somebody(family.sam, "Sam Okafor", role)

    assert all(may_see({}, viewer, side) for side in (*SIDES, f"garden/family:{family.mum}"))
