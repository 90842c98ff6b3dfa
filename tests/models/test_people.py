"""People, patients, needs and keepers as the store keeps them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.database import Store
from models.marks import INKS, LINES
from models.people import (
    Need,
    NoSuchPerson,
    Patient,
    add_patient,
    add_person,
    change_patient,
    change_person,
    forget_need,
    join_entries,
    keep_need,
    keepers,
    make_keeper,
    mark_as_left,
    needs_of,
    patient,
    patients,
    people,
    person,
)
from models.sittings import Attendance, attend, begin_sitting, end_sitting
from tests.models.stores import AT, KEY

DAY = date(2026, 5, 4)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store.create(tmp_path / "s.twopens", KEY)
    with store.session() as session:
        yield session
    store.close()


def test_a_new_person_has_a_mark_and_initials_that_nobody_else_carries(session: Session) -> None:
    everybody = [add_person(session, name) for name in ("Sam Okafor", "Sue Ofori", "Sam Okafor", "Jo")]
    assert len({one.mark for one in everybody}) == 4
    assert len({one.initials for one in everybody}) == 4
    assert everybody[0].initials == "SO"


def test_a_new_person_is_known_as_said_or_by_the_whole_name(session: Session) -> None:
    assert add_person(session, "Sam Okafor", "Sam").known_as == "Sam"
    assert add_person(session, "Jo Nowak").known_as == "Jo Nowak"


def test_a_person_comes_back_as_added(session: Session) -> None:
    jo = add_person(session, "Jo Nowak", "Jo", is_staff=True, usual_role="nurse", pronoun="they")
    assert person(session, jo.id) == jo
    assert (jo.is_staff, jo.usual_role, jo.pronoun, jo.left_on, jo.merged_into) == (True, "nurse", "they", None, "")


def test_the_sixty_fifth_person_carries_the_mark_of_somebody_whom_they_do_not_meet(session: Session) -> None:
    first = [add_person(session, f"Person {number}") for number in range(len(INKS) * len(LINES))]
    sam, jo, nurse, stranger = first[:4]
    add_patient(session, sam.id, None)
    earlier = begin_sitting(session, sam.id, "one_to_one", AT)
    attend(session, Attendance(earlier.id, nurse.id, AT, "nurse"))
    end_sitting(session, earlier.id, AT)
    now = begin_sitting(session, sam.id, "one_to_one", AT)
    attend(session, Attendance(now.id, jo.id, AT, "nurse"))

    new = add_person(session, "One More")

    assert new.mark == stranger.mark
    assert new.initials not in {one.initials for one in first}


def test_changing_a_person_leaves_mark_and_initials(session: Session) -> None:
    sam = add_person(session, "Sam Okafor")
    changed = change_person(session, replace(sam, name="Sam Ade", known_as="Sammy", pronoun="she", ink="none", line="none", initials="XX"))
    assert changed == replace(sam, name="Sam Ade", known_as="Sammy", pronoun="she")
    assert person(session, sam.id) == changed


def test_whoever_left_stays_in_the_list_with_the_day(session: Session) -> None:
    ade = add_person(session, "Dr Ade", is_staff=True)
    assert mark_as_left(session, ade.id, DAY).left_on == DAY
    assert [one.left_on for one in people(session)] == [DAY]


def test_a_double_entry_points_to_the_one_that_stands_for_it_and_both_stay(session: Session) -> None:
    sam, double = add_person(session, "Sam Okafor"), add_person(session, "S. Okafor")
    assert join_entries(session, double.id, sam.id).merged_into == sam.id
    assert len(people(session)) == 2


@pytest.mark.parametrize(
    "ask", [person, lambda session, who: mark_as_left(session, who, DAY), lambda session, who: join_entries(session, who, who)]
)
def test_somebody_who_is_not_here_is_said_not_to_be_here(session: Session, ask: object) -> None:
    assert callable(ask)
    with pytest.raises(NoSuchPerson):
        ask(session, "0" * 32)


def test_people_come_in_order_of_name(session: Session) -> None:
    for name in ("Zoe", "Ada", "Mia"):
        add_person(session, name)
    assert [one.name for one in people(session)] == ["Ada", "Mia", "Zoe"]


# --- patients ---


def test_a_patient_is_found_by_person(session: Session) -> None:
    sam = add_person(session, "Sam Okafor")
    added = add_patient(session, sam.id, date(1990, 3, 12), "9990123454")
    assert added == Patient(sam.id, date(1990, 3, 12), "9990123454")
    assert patient(session, sam.id) == added
    assert patient(session, "0" * 32) is None


def test_two_patients_never_share_a_number_but_may_both_have_none(session: Session) -> None:
    sam, mia, zoe = (add_person(session, name).id for name in ("Sam", "Mia", "Zoe"))
    add_patient(session, sam, None)
    add_patient(session, mia, None)
    change_patient(session, Patient(sam, None, "9990123454"))
    with pytest.raises(IntegrityError):
        add_patient(session, zoe, None, "9990123454")
    session.rollback()


def test_what_is_known_of_a_patient_can_be_put_right(session: Session) -> None:
    sam = add_person(session, "Sam").id
    add_patient(session, sam, None)
    right = change_patient(session, Patient(sam, date(1990, 3, 12), "9990123454"))
    assert patient(session, sam) == right
    with pytest.raises(NoSuchPerson):
        change_patient(session, Patient("0" * 32, None))


def test_patients_come_in_order_of_name(session: Session) -> None:
    for name in ("Zoe", "Ada"):
        add_patient(session, add_person(session, name).id, None)
    add_person(session, "Jo, who is no patient")
    assert [person(session, one.person_id).name for one in patients(session)] == ["Ada", "Zoe"]


# --- needs and keepers ---


def test_a_need_is_kept_in_place_of_the_one_before(session: Session) -> None:
    sam = add_person(session, "Sam").id
    keep_need(session, Need(sam, "large_print", "at least 18 point", DAY))
    later = keep_need(session, Need(sam, "large_print", "20 point now", DAY, date(2026, 8, 1), date(2027, 2, 1)))
    breaks = keep_need(session, Need(sam, "breaks", "every half hour", DAY))
    assert needs_of(session, sam) == [breaks, later]
    forget_need(session, sam, "breaks")
    assert needs_of(session, sam) == [later]


def test_keepers_are_made_once(session: Session) -> None:
    jo, ade = add_person(session, "Jo"), add_person(session, "Ade")
    for who in (jo, ade, jo):
        make_keeper(session, who.id, DAY)
    assert keepers(session) == [ade, jo]
