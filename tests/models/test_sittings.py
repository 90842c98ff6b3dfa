"""Sittings and who came to them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from models.sittings import (
    Attendance,
    Expertise,
    NoSuchSitting,
    TakesPart,
    attend,
    attendances,
    begin_sitting,
    came_to_sittings_about,
    end_sitting,
    last_ended,
    leave,
    open_sittings,
    pause_sitting,
    sitting,
    sittings_of,
)
from tests.models.stores import Ward, new_ward

START = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    ward = new_ward(tmp_path / "s.twopens")
    yield ward
    ward.store.close()


@pytest.fixture
def session(ward: Ward) -> Iterator[Session]:
    with ward.store.session() as session:
        yield session


def test_a_sitting_that_waits_is_open_and_goes_on(ward: Ward, session: Session) -> None:
    begun = begin_sitting(session, ward.sam, "meeting", START)
    assert pause_sitting(session, begun.id, START + HOUR) == replace(begun, paused_at=START + HOUR)
    assert open_sittings(session)[0].paused_at == START + HOUR
    assert pause_sitting(session, begun.id, None) == begun


def test_a_sitting_is_open_until_it_is_ended(ward: Ward, session: Session) -> None:
    begun = begin_sitting(session, ward.sam, "meeting", START)
    assert [one.id for one in open_sittings(session)] == [begun.id, ward.sitting]
    ended = end_sitting(session, begun.id, START + HOUR)
    assert sitting(session, begun.id) == ended == replace(begun, ended_at=START + HOUR)
    assert [one.id for one in open_sittings(session)] == [ward.sitting]


def test_ending_twice_leaves_the_first_end(ward: Ward, session: Session) -> None:
    end_sitting(session, ward.sitting, START)
    assert end_sitting(session, ward.sitting, START + HOUR).ended_at == START


def test_a_workshop_has_no_patient(ward: Ward, session: Session) -> None:
    workshop = begin_sitting(session, "", "workshop", START)
    assert sitting(session, workshop.id).patient_id == ""
    assert workshop not in sittings_of(session, ward.sam)


def test_a_patients_sittings_come_newest_first(ward: Ward, session: Session) -> None:
    later = begin_sitting(session, ward.sam, "ward_round", START)
    assert [one.id for one in sittings_of(session, ward.sam)] == [later.id, ward.sitting]


def test_a_sitting_that_is_not_here_is_said_not_to_be_here(session: Session) -> None:
    with pytest.raises(NoSuchSitting):
        end_sitting(session, "0" * 32, START)


def test_who_came_is_kept_with_how_each_took_part(ward: Ward, session: Session) -> None:
    sam = attend(session, Attendance(ward.sitting, ward.sam, START, "patient", Expertise.PERSONAL, TakesPart.SPEAKS_WITH_HELP, ward.jo))
    jo = attend(session, Attendance(ward.sitting, ward.jo, START + HOUR, "nurse", Expertise.BOTH))
    assert attendances(session, ward.sitting) == [sam, jo]


def test_the_same_arrival_told_again_changes_how_somebody_takes_part(ward: Ward, session: Session) -> None:
    sam = attend(session, Attendance(ward.sitting, ward.sam, START, "patient"))
    changed = attend(session, replace(sam, takes_part=TakesPart.CHOSE_NOT_TO_COME))
    assert attendances(session, ward.sitting) == [changed]


def test_whoever_leaves_and_comes_back_is_there_twice(ward: Ward, session: Session) -> None:
    first = attend(session, Attendance(ward.sitting, ward.sam, START, "patient"))
    leave(session, ward.sitting, ward.sam, START + HOUR)
    again = attend(session, Attendance(ward.sitting, ward.sam, START + 2 * HOUR, "patient"))
    assert attendances(session, ward.sitting) == [replace(first, left_at=START + HOUR), again]


def test_whoever_came_to_any_sitting_about_a_patient_is_known_to_have_come(ward: Ward, session: Session) -> None:
    attend(session, Attendance(ward.sitting, ward.sam, START, "patient"))
    later = begin_sitting(session, ward.sam, "ward_round", START)
    elsewhere = begin_sitting(session, "", "workshop", START)
    attend(session, Attendance(later.id, ward.jo, START, "nurse"))
    attend(session, Attendance(elsewhere.id, ward.jo, START, "nurse"))
    assert came_to_sittings_about(session, ward.sam) == {ward.sam, ward.jo}
    assert came_to_sittings_about(session, ward.jo) == set()


def test_sittings_about_nobody_and_who_came_to_them_are_told_apart(ward: Ward, session: Session) -> None:
    panel = begin_sitting(session, "", "writing", START)
    attend(session, Attendance(panel.id, ward.jo, START, "nurse"))

    assert [one.id for one in sittings_of(session, "")] == [panel.id]
    assert came_to_sittings_about(session, "") == {ward.jo}


def test_ending_a_sitting_sends_everybody_home(ward: Ward, session: Session) -> None:
    attend(session, Attendance(ward.sitting, ward.sam, START, "patient"))
    attend(session, Attendance(ward.sitting, ward.jo, START, "nurse"))
    leave(session, ward.sitting, ward.jo, START + HOUR)
    end_sitting(session, ward.sitting, START + 2 * HOUR)
    assert {one.person_id: one.left_at for one in attendances(session, ward.sitting)} == {ward.sam: START + 2 * HOUR, ward.jo: START + HOUR}


def test_the_last_end_of_a_sitting_is_known(ward: Ward, session: Session) -> None:
    end_sitting(session, ward.sitting, START)
    later = begin_sitting(session, ward.sam, "one_to_one", START + HOUR)
    assert last_ended(session) == START

    end_sitting(session, later.id, START + 2 * HOUR)

    assert last_ended(session) == START + 2 * HOUR
