"""One sitting: about one patient, who is here and how, and what a crash leaves of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from app.form_shelf import keep_version
from app.forms import roles
from app.here import Here
from app.people import add_patient, add_person, change_names, first_keeper, set_needs
from app.sitting import SittingNow, flags, left_open
from models import sittings as kept
from models.acts_kept import KeptAct, acts_of, keep_acts
from models.database import Store
from models.form_lists import Expertise
from models.people import NoSuchPerson, Person
from models.plans import create_plan, plans_of
from models.sittings import TakesPart
from tests.app.rooms import empty_store, small_form, told
from tests.fakes import FakeClock

MINUTE = 60


@dataclass
class Ward:
    """A store with people in it, and a clock."""

    store: Store
    clock: FakeClock
    sam: Person
    robin: Person
    jo: Person
    mum: Person

    def begin(self, patient: str = "") -> SittingNow:
        """A sitting about Sam, unless told otherwise."""
        return SittingNow.begin(self.store, self.clock, patient or self.sam.id)

    def crash(self, now: SittingNow) -> SittingNow:
        """The same sitting as the next start of the program finds it."""
        found = left_open(self.store)
        assert found is not None
        assert found.id == now.sitting.id
        return SittingNow.go_on(self.store, self.clock, found)

    def attendances(self, now: SittingNow) -> list[kept.Attendance]:
        with self.store.reading() as session:
            return kept.attendances(session, now.sitting.id)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    store = empty_store(tmp_path)
    jo = first_keeper(store, "Jo Nkemelu", roles()["nurse"], date(2026, 5, 4))
    sam = add_patient(store, "Sam Okafor", "", date(1990, 3, 12)).person
    robin = add_patient(store, "Robin Vale", "", None).person
    yield Ward(store, FakeClock(), sam, robin, jo, add_person(store, "Grace Okafor", "Mum", roles()["mother"]))
    store.close()


def called(now: SittingNow) -> list[str]:
    return [here.known_as for here in now.people]


# ---- beginning


def test_a_sitting_begins_with_its_patient(ward: Ward) -> None:
    now = ward.begin()

    assert called(now) == ["Sam"]
    assert now.patient is not None
    assert (now.patient.is_patient, now.patient.present, now.patient.role.id) == (True, True, "patient")
    assert left_open(ward.store) == now.sitting


def test_a_sitting_about_nobody_known_does_not_begin(ward: Ward) -> None:
    with pytest.raises(NoSuchPerson):
        ward.begin("f" * 32)
    assert left_open(ward.store) is None


def test_a_workshop_has_no_patient(ward: Ward) -> None:
    now = SittingNow.begin(ward.store, ward.clock, "", "workshop")

    assert (now.patient, called(now)) == (None, [])
    now.arrive(ward.jo.id, roles()["nurse"])
    assert called(now) == ["Jo"]


def test_a_new_sitting_ends_those_that_a_crash_left_open_with_their_undo(ward: Ward) -> None:
    first = ward.begin()
    keep_an_act(ward, first)
    ward.clock.advance(MINUTE)
    second = ward.begin(ward.robin.id)

    assert left_open(ward.store) == second.sitting
    assert acts_kept(ward) == []
    assert ward.attendances(first)[0].left_at == ward.clock.now()


# ---- who is here


def test_people_come_after_the_patient_in_the_order_of_arriving(ward: Ward) -> None:
    now = ward.begin()
    now.arrive(ward.mum.id, roles()["mother"], TakesPart.SPEAKS_WITH_HELP, helper=ward.jo.id)
    now.arrive(ward.jo.id, roles()["nurse"], expertise=Expertise.BOTH)

    assert called(now) == ["Sam", "Mum", "Jo"]
    mum, jo = now.people[1:]
    assert (mum.takes_part, mum.helper, mum.expertise) == (TakesPart.SPEAKS_WITH_HELP, ward.jo.id, roles()["mother"].expertise)
    assert (jo.expertise, jo.mark, jo.initials, jo.name) == (Expertise.BOTH, ward.jo.mark, ward.jo.initials, "Jo Nkemelu")
    assert {one.person_id for one in ward.attendances(now)} == {ward.sam.id, ward.mum.id, ward.jo.id}


def test_somebody_says_anew_how_they_take_part_and_stays_once_on_the_list(ward: Ward) -> None:
    now = ward.begin()
    now.arrive(ward.mum.id, roles()["mother"])
    ward.clock.advance(MINUTE)
    now.arrive(ward.mum.id, roles()["friend"], TakesPart.READ_BY_ANOTHER)

    assert called(now) == ["Sam", "Mum"]
    assert (now.person(ward.mum.id).role.id, now.person(ward.mum.id).takes_part) == ("friend", TakesPart.READ_BY_ANOTHER)
    assert len(ward.attendances(now)) == 2


def test_a_second_patient_is_refused_and_not_written_down(ward: Ward) -> None:
    now = ward.begin()

    with told("one person"):
        now.arrive(ward.robin.id, roles()["patient"])
    assert called(now) == ["Sam"]
    assert {one.person_id for one in ward.attendances(now)} == {ward.sam.id}


@pytest.mark.parametrize(("who", "role"), [("mum", "nurse"), ("sam", "nurse"), ("sam", "friend")])
def test_nobody_is_here_as_what_they_are_not(ward: Ward, who: str, role: str) -> None:
    now = ward.begin()

    with told("not open"):
        now.arrive(getattr(ward, who).id, roles()[role])
    assert [here.role.id for here in now.people] == ["patient"]


def test_a_nurse_may_be_here_as_somebodys_mother_and_keeps_one_mark(ward: Ward) -> None:
    here = ward.begin().arrive(ward.jo.id, roles()["mother"])

    assert (here.role.id, here.mark) == ("mother", ward.jo.mark)


def test_who_leaves_stays_known_and_can_come_back(ward: Ward) -> None:
    now = ward.begin()
    now.arrive(ward.jo.id, roles()["nurse"])
    ward.clock.advance(MINUTE)
    now.leave(ward.jo.id)
    assert (called(now), now.person(ward.jo.id).present) == (["Sam", "Jo"], False)

    ward.clock.advance(MINUTE)
    now.arrive(ward.jo.id, roles()["nurse"])
    assert now.person(ward.jo.id).present
    assert [one.left_at is None for one in ward.attendances(now) if one.person_id == ward.jo.id] == [False, True]


def test_somebody_who_is_not_of_the_sitting_does_not_leave_it(ward: Ward) -> None:
    now = ward.begin()

    for act in (lambda: now.leave(ward.jo.id), lambda: now.person(ward.jo.id), lambda: now.look_again_at(ward.jo.id)):
        with pytest.raises(LookupError):
            act()


def test_everybody_hears_who_comes_and_goes_and_who_joins(ward: Ward) -> None:
    now = ward.begin()
    joined, lists = list[str](), list[tuple[Here, ...]]()
    now.somebody_joined.connect(lambda here: joined.append(here.known_as))
    now.people_changed.connect(lists.append)

    now.arrive(ward.jo.id, roles()["nurse"])
    now.arrive(ward.jo.id, roles()["friend"])
    now.leave(ward.jo.id)
    now.arrive(ward.jo.id, roles()["nurse"])

    assert joined == ["Jo", "Jo"]
    assert [[here.known_as for here in people if here.present] for people in lists] == [
        ["Sam", "Jo"],
        ["Sam", "Jo"],
        ["Sam"],
        ["Sam", "Jo"],
    ]


def test_joining_is_coming_into_the_room_and_not_being_written_down(ward: Ward) -> None:
    now, joined = ward.begin(), list[str]()
    now.somebody_joined.connect(lambda here: joined.append(here.known_as))

    now.arrive(ward.mum.id, roles()["mother"], TakesPart.SENT_WORDS)
    assert joined == []
    now.arrive(ward.mum.id, roles()["mother"], TakesPart.SPEAKS)
    assert joined == ["Mum"]


def test_a_changed_name_and_new_needs_are_seen_when_somebody_looks_again(ward: Ward) -> None:
    now = ward.begin()
    change_names(ward.store, ward.sam.id, "Samira Okafor", "Mira")
    set_needs(ward.store, ward.sam.id, ["large_print"], "", date(2026, 5, 4))
    assert called(now) == ["Sam"]

    here = now.look_again_at(ward.sam.id)

    assert (here.known_as, here.needs, called(now)) == ("Mira", ("large print",), ["Mira"])
    assert flags(now.people) == [here]


def test_looking_again_at_somebody_who_left_does_not_bring_them_back(ward: Ward) -> None:
    now = ward.begin()
    now.arrive(ward.jo.id, roles()["nurse"])
    now.leave(ward.jo.id)

    assert not now.look_again_at(ward.jo.id).present


# ---- the end, and a crash before it


def keep_an_act(ward: Ward, now: SittingNow) -> None:
    """One step of a pen of this sitting, kept for undo after a restart."""
    with ward.store.session() as session:
        keep_version(session, small_form())
        plan = create_plan(session, ward.sam.id, "small", 1, "Plan", ward.clock.now())
        keep_acts(session, plan.id, [KeptAct("a" * 32, now.sitting.id, 1, "[]", "{}", "done")])


def acts_kept(ward: Ward) -> list[KeptAct]:
    with ward.store.reading() as session:
        return [act for plan in plans_of(session, ward.sam.id) for act in acts_of(session, plan.id)]


def test_the_end_sends_everybody_home_and_undo_ends_with_it(ward: Ward) -> None:
    now = ward.begin()
    now.arrive(ward.jo.id, roles()["nurse"])
    keep_an_act(ward, now)
    assert len(acts_kept(ward)) == 1

    now.end()

    assert left_open(ward.store) is None
    assert all(one.left_at == ward.clock.now() for one in ward.attendances(now))
    assert acts_kept(ward) == []


def test_after_a_crash_everybody_is_there_as_they_were_with_their_undo(ward: Ward) -> None:
    now = ward.begin()
    ward.clock.advance(MINUTE)
    now.arrive(ward.mum.id, roles()["mother"], TakesPart.SPEAKS_WITH_HELP, Expertise.BOTH, ward.jo.id)
    ward.clock.advance(MINUTE)
    now.arrive(ward.jo.id, roles()["nurse"])
    keep_an_act(ward, now)

    again = ward.crash(now)

    assert again.people == now.people
    assert len(acts_kept(ward)) == 1


def test_after_a_crash_who_had_left_is_still_known_and_still_gone(ward: Ward) -> None:
    now = ward.begin()
    now.arrive(ward.jo.id, roles()["nurse"])
    now.leave(ward.sam.id)

    again = ward.crash(now)

    assert again.people == now.people
    assert again.patient is not None
    assert (again.patient.known_as, again.patient.present) == ("Sam", False)
    again.arrive(ward.sam.id, roles()["patient"])
    assert again.patient.present


def test_who_came_back_before_a_crash_is_there_once(ward: Ward) -> None:
    now = ward.begin()
    now.arrive(ward.jo.id, roles()["nurse"])
    ward.clock.advance(MINUTE)
    now.leave(ward.jo.id)
    ward.clock.advance(MINUTE)
    now.arrive(ward.jo.id, roles()["friend"])

    again = ward.crash(now)

    assert called(again) == ["Sam", "Jo"]
    assert (again.person(ward.jo.id).present, again.person(ward.jo.id).role.id) == (True, "friend")


def test_a_power_cut_before_the_patient_was_written_down_leaves_the_sitting_about_that_patient(ward: Ward) -> None:
    with ward.store.session() as session:
        kept.begin_sitting(session, ward.sam.id, "writing", ward.clock.now())
    found = left_open(ward.store)
    assert found is not None

    assert called(SittingNow.go_on(ward.store, ward.clock, found)) == ["Sam"]


def test_a_role_that_the_service_took_away_since_stays_readable(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    now = ward.begin()
    now.arrive(ward.jo.id, roles()["nurse"])
    monkeypatch.setattr("app.sitting.roles", lambda: {"patient": roles()["patient"]})

    (sam, jo) = ward.crash(now).people
    assert (sam.role.id, jo.role.id, jo.side) == ("patient", "nurse", None)
