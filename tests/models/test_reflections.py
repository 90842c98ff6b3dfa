"""What people said after a sitting: one row for each person and sitting, changed in place, emptied when it is taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.reflections import Answer, Promise, Reflection, Said, keep_reflection, reflection, reflections_of
from tests.models.stores import Ward, new_ward

SAID = Said({"af_listened": Answer("partly", "You looked at the screen."), "af_open": Answer(words="Tea.")}, Promise("I will ask.", True))


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    ward = new_ward(tmp_path / "store")
    yield ward
    ward.store.close()


def test_before_anything_was_said_there_is_an_empty_part_that_is_not_finished(ward: Ward) -> None:
    with ward.store.reading() as session:
        assert reflection(session, ward.sitting, ward.sam) == Reflection(ward.sitting, ward.sam)
        assert reflections_of(session, ward.sitting) == []


def test_what_was_said_comes_back_as_it_was(ward: Ward) -> None:
    kept = Reflection(ward.sitting, ward.sam, SAID, finished=True, shared=True)
    with ward.store.session() as session:
        keep_reflection(session, kept)
    with ward.store.reading() as session:
        assert reflection(session, ward.sitting, ward.sam) == kept


def test_a_later_part_stands_in_place_of_the_earlier_one(ward: Ward) -> None:
    with ward.store.session() as session:
        keep_reflection(session, Reflection(ward.sitting, ward.sam, SAID, finished=True))
        keep_reflection(session, Reflection(ward.sitting, ward.sam, finished=True))
    with ward.store.reading() as session:
        assert reflections_of(session, ward.sitting) == [Reflection(ward.sitting, ward.sam, finished=True)]


def test_an_empty_answer_is_not_kept(ward: Ward) -> None:
    with ward.store.session() as session:
        keep_reflection(session, Reflection(ward.sitting, ward.sam, Said({"af_listened": Answer()})))
    with ward.store.reading() as session:
        assert not reflection(session, ward.sitting, ward.sam).said
