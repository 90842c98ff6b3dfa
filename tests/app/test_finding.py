"""Finding a patient by what is typed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.finding import find_patients, same_patient
from app.people import add_patient, add_person
from tests.app.open_ward import OpenWard, open_ward


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    ward = open_ward(tmp_path)
    yield ward
    ward.close()


def found(ward: OpenWard, typed: str) -> list[str]:
    return [known.person.name for known in find_patients(ward.store.store, typed)]


@pytest.mark.parametrize("typed", ["sam", "SAM OK", "okafor", "oka sam", "999 012 3454", "9990123", "3454"])
def test_a_patient_is_found_by_any_part_that_begins_a_name_or_stands_in_the_number(ward: OpenWard, typed: str) -> None:
    assert found(ward, typed) == ["Sam Okafor"]


@pytest.mark.parametrize("typed", ["", " ", "s", "kafor", "sam vale", "1 2"])
def test_nobody_is_found_by_too_little_or_by_what_does_not_fit(ward: OpenWard, typed: str) -> None:
    assert found(ward, typed) == []


def test_accents_and_known_as_do_not_stand_in_the_way(ward: OpenWard) -> None:
    add_patient(ward.store.store, "Zoë Núñez", "Bee", None)
    assert found(ward, "zoe nunez") == found(ward, "bee") == ["Zoë Núñez"]


def test_only_patients_are_found(ward: OpenWard) -> None:
    add_person(ward.store.store, "Sam Nobody", role=None)
    assert found(ward, "sam") == ["Sam Okafor"]


def test_the_same_name_and_day_of_birth_is_the_same_patient(ward: OpenWard) -> None:
    store, born = ward.store.store, date(1990, 3, 12)
    assert same_patient(store, " sam  OKAFOR ", born).person == ward.sam
    assert same_patient(store, "Sam Okafor", date(1991, 3, 12)) is None
    assert same_patient(store, "Sam Okafo", born) is None
