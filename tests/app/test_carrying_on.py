"""The plans to carry on with, as Today shows them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.carrying_on import CarryOn, plans_in_rows
from app.forms import roles, shipped_form
from app.plans import move_on, start_plan
from models.people import Person
from models.plans import Plan, PlanState
from tests.app.open_ward import OpenWard, open_ward


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    ward = open_ward(tmp_path)
    yield ward
    ward.close()


def new_plan(ward: OpenWard, patient: Person, form_id: str = "care_plan") -> Plan:
    return start_plan(ward.store.store, ward.clock, patient.id, shipped_form(form_id))


def write_in(ward: OpenWard, plan: Plan, words: str, stopped_at: str) -> None:
    ward.store.begin_sitting(plan.patient_id).arrive(ward.jo.id, roles()["nurse"])
    desk = ward.store.open_plan(plan).desk
    desk.take_up(desk.pens.own(plan.patient_id))
    desk.write(f"{desk.form.questions[0].id}/patient", 0, 0, words)
    ward.store.end_sitting(stopped_at)
    ward.store.unlock_as(ward.jo.id)


def rows(ward: OpenWard) -> list[CarryOn]:
    return plans_in_rows(ward.store)


def test_a_row_has_initials_the_question_in_plain_words_and_when_it_was_written(ward: OpenWard) -> None:
    plan = new_plan(ward, ward.sam)
    question = shipped_form("care_plan").questions[2]
    ward.clock.advance(3600)
    write_in(ward, plan, "I like the garden.", question.id)

    (row,) = rows(ward)

    assert (row.initials, row.stopped_at, row.living) == (ward.sam.initials, question.wording, True)
    assert row.when > plan.created_at
    assert "Okafor" not in repr(row)


def test_a_plan_that_nobody_wrote_in_is_as_old_as_itself(ward: OpenWard) -> None:
    plan = new_plan(ward, ward.sam)
    assert [(row.when, row.stopped_at) for row in rows(ward)] == [(plan.created_at, "")]


def test_the_plan_last_written_in_comes_first(ward: OpenWard) -> None:
    older = new_plan(ward, ward.sam)
    ward.clock.advance(60)
    newer = new_plan(ward, ward.robin)
    assert [row.plan.id for row in rows(ward)] == [newer.id, older.id]


def test_during_a_sitting_only_its_patients_plans_are_there_and_the_open_one_is_on_top(ward: OpenWard) -> None:
    first = new_plan(ward, ward.sam)
    ward.clock.advance(60)
    second = new_plan(ward, ward.sam, "staying_safe")
    new_plan(ward, ward.robin)
    ward.store.begin_sitting(ward.sam.id)
    ward.store.open_plan(first)

    assert [row.plan.id for row in rows(ward)] == [first.id, second.id]


def test_nothing_is_there_behind_the_lock(ward: OpenWard) -> None:
    new_plan(ward, ward.sam)
    ward.store.lock()
    assert rows(ward) == []


def test_a_plan_put_away_is_told_from_one_that_is_being_written(ward: OpenWard) -> None:
    move_on(ward.store.store, ward.clock, new_plan(ward, ward.sam), PlanState.PUT_AWAY)
    assert [row.living for row in rows(ward)] == [False]


def test_a_meeting_that_was_closed_says_so_until_it_is_held_again(ward: OpenWard) -> None:
    plan = new_plan(ward, ward.sam, "my_meeting")
    ward.store.begin_sitting(ward.sam.id)
    ward.store.open_plan(plan).begin_meeting()
    assert rows(ward)[0].closed_on is None
    ward.store.plan.meeting.close()
    ward.store.end_sitting()
    ward.store.unlock_as(ward.jo.id)
    assert rows(ward)[0].closed_on == ward.clock.now().astimezone().date()

    ward.clock.advance(86_400)
    ward.store.begin_sitting(ward.sam.id)
    ward.store.open_plan(plan).begin_meeting()
    ward.store.end_sitting()
    ward.store.unlock_as(ward.jo.id)
    assert rows(ward)[0].closed_on is None, "ended for that day only"


def test_a_meeting_that_was_written_in_after_it_was_closed_is_closed_no_more(ward: OpenWard) -> None:
    plan = new_plan(ward, ward.sam, "my_meeting")
    for _day in range(2):
        sitting = ward.store.begin_sitting(ward.sam.id)
        table = ward.store.open_plan(plan)
        table.desk.take_up(sitting.pens.own(ward.sam.id))
        table.desk.write("mm_say/patient", 0, 0, "One word. ")
        if table.meeting is None and not _day:
            table.begin_meeting().close()
        ward.store.end_sitting()
        ward.store.unlock_as(ward.jo.id)
        assert (rows(ward)[0].closed_on is None) == bool(_day)
        ward.clock.advance(60)
