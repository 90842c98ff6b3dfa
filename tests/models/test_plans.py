"""Plans, the form versions they are pinned to, copies that left, and what a patient said of family."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable

from models.copies import copies_of, file_name_hash, note_copy
from models.family import FamilySetting, family_setting, family_settings, set_for_family
from models.people import add_patient, add_person
from models.plans import (
    KeptForm,
    NoSuchForm,
    NoSuchPlan,
    OtherForm,
    PlanState,
    create_plan,
    keep_form,
    kept_form,
    kept_forms,
    plan,
    plans,
    plans_of,
    rename,
    set_state,
    stop_at,
)
from models.tables import Row
from tests.models.stores import AT, FORM, Ward, new_ward

LATER = datetime(2026, 6, 1, 9, 30, 15, 123000, tzinfo=UTC)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    ward = new_ward(tmp_path / "s.twopens")
    yield ward
    ward.store.close()


@pytest.fixture
def session(ward: Ward) -> Iterator[Session]:
    with ward.store.session() as session:
        yield session


def test_a_new_plan_is_being_written_and_pinned_to_its_form_version(ward: Ward, session: Session) -> None:
    made = create_plan(session, ward.sam, FORM.form_id, FORM.version, "My care plan", LATER, follows=ward.plan)
    assert plan(session, made.id) == made
    assert (made.state, made.created_at, made.state_at, made.follows) == (PlanState.BEING_WRITTEN, LATER, LATER, ward.plan)
    assert (made.form_id, made.form_version, made.head_n, made.stopped_at) == ("care_plan", 1, 0, "")


def test_a_plan_on_a_form_that_nobody_keeps_is_refused(ward: Ward, session: Session) -> None:
    with pytest.raises(NoSuchForm):
        create_plan(session, ward.sam, FORM.form_id, 2, "My care plan", AT)


def test_a_plan_moves_on_in_its_life(ward: Ward, session: Session) -> None:
    changed = set_state(session, ward.plan, PlanState.CURRENT, LATER)
    assert (changed.state, changed.state_at, changed.created_at) == (PlanState.CURRENT, LATER, AT)
    assert plan(session, ward.plan) == changed


def test_where_writing_stopped_and_the_title_are_kept(ward: Ward, session: Session) -> None:
    stop_at(session, ward.plan, "what_helps")
    rename(session, ward.plan, "Sam's plan")
    found = plan(session, ward.plan)
    assert (found.stopped_at, found.title) == ("what_helps", "Sam's plan")


@pytest.mark.parametrize(
    "ask", [plan, lambda session, which: stop_at(session, which, "q"), lambda session, which: rename(session, which, "t")]
)
def test_a_plan_that_is_not_here_is_said_not_to_be_here(session: Session, ask: object) -> None:
    assert callable(ask)
    with pytest.raises(NoSuchPlan):
        ask(session, "0" * 32)


def test_plans_come_newest_first_and_by_patient(ward: Ward, session: Session) -> None:
    mia = add_person(session, "Mia").id
    add_patient(session, mia, None)
    newest = create_plan(session, ward.sam, FORM.form_id, 1, "Next", LATER)
    hers = create_plan(session, mia, FORM.form_id, 1, "Mia's", LATER + timedelta(days=1))
    assert [one.id for one in plans(session)][:2] == [hers.id, newest.id]
    assert {one.id for one in plans_of(session, ward.sam)} == {newest.id, ward.plan, ward.other_plan}
    assert plans_of(session, mia) == [hers]


def test_plans_about_nobody_are_told_apart(ward: Ward, session: Session) -> None:
    panel = create_plan(session, "", FORM.form_id, 1, "Panel", LATER)

    assert plans_of(session, "") == [panel]
    assert panel.patient_id == ""
    assert panel.id not in {one.id for one in plans_of(session, ward.sam)}


def test_a_form_version_is_kept_once_and_never_with_other_words(session: Session) -> None:
    assert keep_form(session, FORM) == FORM
    with pytest.raises(OtherForm):
        keep_form(session, replace(FORM, body="{}"))
    second = keep_form(session, KeptForm("care_plan", 2, "e" * 64, "{}"))
    assert kept_forms(session) == [FORM, second]
    assert kept_form(session, "care_plan", 1) == FORM


def test_a_copy_that_left_is_listed_with_the_row_it_shows_and_no_file_name(ward: Ward) -> None:
    ward.write(3)
    with ward.store.session() as session:
        first = note_copy(session, ward.plan, AT, "clean", "Sam Okafor.docx", "Sam's GP")
        second = note_copy(session, ward.plan, LATER, "who_wrote_what", "again.docx")
        assert copies_of(session, ward.plan) == [first, second]
    assert (first.plan_n, first.for_whom, first.file_name_hash) == (3, "Sam's GP", file_name_hash("Sam Okafor.docx"))
    assert b"Okafor" not in first.file_name_hash


def test_a_file_name_that_is_no_text_is_hashed_all_the_same() -> None:
    assert len(file_name_hash("plan\udcff.docx")) == 32


def test_family_may_see_nothing_until_the_patient_says_so_and_every_word_stays(ward: Ward, session: Session) -> None:
    assert family_setting(session, ward.sam, ward.jo) == FamilySetting(ward.sam, ward.jo)
    yes = set_for_family(session, FamilySetting(ward.sam, ward.jo, ("goals", "needs"), True, AT))
    no = set_for_family(session, FamilySetting(ward.sam, ward.jo, (), False, LATER))
    assert family_setting(session, ward.sam, ward.jo) == no
    assert family_settings(session, ward.sam) == [yes, no]
    with pytest.raises(ValueError, match="moment"):
        set_for_family(session, FamilySetting(ward.sam, ward.jo))


def test_every_table_can_be_made_on_the_other_engine_too() -> None:
    dialect = postgresql.dialect()
    statements = [str(CreateTable(table).compile(dialect=dialect)) for table in Row.metadata.sorted_tables]
    assert not any("WITHOUT ROWID" in statement or "BLOB" in statement for statement in statements)
    assert any("peer BIGINT NOT NULL" in statement for statement in statements)
