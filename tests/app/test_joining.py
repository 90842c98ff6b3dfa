"""Who can join a sitting, and as what."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.forms import roles
from app.joining import known_here, roles_open_to, usual_role
from app.people import add_person, make_patient
from tests.app.open_ward import OpenWard, open_ward


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    ward = open_ward(tmp_path)
    yield ward
    ward.close()


def names_known_here(ward: OpenWard, patient: str) -> list[str]:
    return [known.person.name for known in known_here(ward.store.store, patient)]


def test_another_patient_and_another_patients_family_are_never_known_here(ward: OpenWard) -> None:
    mother = add_person(ward.store.store, "Ada Vale", role=roles()["mother"])
    ward.store.begin_sitting(ward.robin.id).arrive(mother.id, roles()["mother"])
    ward.store.end_sitting()

    assert names_known_here(ward, ward.robin.id) == ["Ada Vale", "Jo Nowak", "Robin Vale"]
    assert names_known_here(ward, ward.sam.id) == ["Jo Nowak", "Sam Okafor"]


def test_the_open_store_offers_only_whom_the_sitting_may_know_of(ward: OpenWard) -> None:
    add_person(ward.store.store, "Ada Vale", role=roles()["mother"])
    ward.store.begin_sitting(ward.sam.id)

    assert [person.name for person in ward.store.people_to_choose_from()] == ["Jo Nowak", "Sam Okafor"]


def test_the_patient_is_here_as_the_patient_and_nobody_else_is(ward: OpenWard) -> None:
    assert [role.id for role in roles_open_to(ward.sam, is_patient=True)] == ["patient"]
    assert "patient" not in [role.id for role in roles_open_to(ward.jo)]


def test_only_staff_can_be_here_as_staff(ward: OpenWard) -> None:
    mum = add_person(ward.store.store, "Mary Okafor", role=roles()["mother"])

    assert not any(role.staff for role in roles_open_to(mum))
    assert {"nurse", "mother"} <= {role.id for role in roles_open_to(ward.jo)}
    assert "mother" in {role.id for role in roles_open_to(None)}
    assert not any(role.staff for role in roles_open_to(None))


def test_the_usual_role_is_taken_where_it_is_open_to_somebody(ward: OpenWard) -> None:
    plain = add_person(ward.store.store, "Lee Park", role=None)

    assert usual_role(ward.jo).id == "nurse"
    assert usual_role(ward.jo, is_patient=True).id == "patient"
    assert not usual_role(ward.sam).staff
    assert not usual_role(plain).staff


def test_staff_who_are_patients_too_are_known_as_staff_alone(ward: OpenWard) -> None:
    make_patient(ward.store.store, ward.jo.id, date(1980, 1, 2), "9990000026")

    for about in (ward.sam.id, ""):
        (jo,) = [known for known in known_here(ward.store.store, about) if known.person.id == ward.jo.id]
        assert jo.patient is None
    (jo,) = [known for known in known_here(ward.store.store, ward.jo.id) if known.person.id == ward.jo.id]
    assert jo.patient is not None


def test_people_who_use_the_service_take_part_as_that_where_it_is_about_nobody() -> None:
    assert "uses_service" in {role.id for role in roles_open_to(None, about_nobody=True)}
    assert "uses_service" not in {role.id for role in roles_open_to(None)}
    assert "patient" not in {role.id for role in roles_open_to(None, about_nobody=True)}
