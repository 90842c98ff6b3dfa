"""A plan on the table: opened, noted, written in, closed, and opened again after a crash."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.desk import NobodyHoldsThePen
from app.forms import roles
from app.keeping import ROWS_BETWEEN_SNAPSHOTS
from app.open_plan import OpenPlan
from app.people import add_person
from app.plans import find_plan, load_document, move_on, put_to_use
from app.settings import PEN_REST_MINUTES
from models.access_log import access_lines
from models.plans import PlanState
from models.store_errors import DiskFull
from models.text.document import PlanDocument
from models.text.engine import EngineFault
from tests.app.open_ward import OpenWard, open_ward
from tests.app.rooms import GARDEN, Table, lay_table, told


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    ward = open_ward(tmp_path)
    yield ward
    ward.close()


@pytest.fixture
def table(ward: OpenWard) -> Table:
    return lay_table(ward)


def opened(table: Table) -> int:
    """How often the log says that the plan was opened."""
    with table.ward.store.store.reading() as session:
        return sum(line.verb == "opened" for line in access_lines(session, plan_id=table.plan.plan.id))


def open_again(table: Table) -> OpenPlan:
    return table.ward.store.open_plan(find_plan(table.ward.store.store, table.plan.plan.id))


def test_opening_is_noted_with_who_unlocked_and_whose_plan(table: Table) -> None:
    with table.ward.store.store.reading() as session:
        (line,) = [line for line in access_lines(session) if line.verb == "opened"]

    assert (line.person_id, line.plan_id, line.patient_id) == (table.ward.jo.id, table.plan.plan.id, table.ward.sam.id)
    open_again(table)
    assert opened(table) == 2


def test_reading_and_writing_leave_no_line_in_the_log(table: Table) -> None:
    with table.ward.store.store.reading() as session:
        before = access_lines(session)
    table.sam_writes("I like the garden.")
    assert table.ward.store.keeping.flush()

    with table.ward.store.store.reading() as session:
        assert access_lines(session) == before


def test_words_are_there_when_the_plan_is_opened_again(table: Table) -> None:
    table.sam_writes("I like the garden.")
    table.ward.store.close_plan("drinks")

    again = open_again(table)

    assert again.document.side(GARDEN).text == "I like the garden."
    assert again.plan.stopped_at == "drinks"
    assert again.form == table.plan.form


def test_the_pen_leaves_the_hand_when_somebody_joins(table: Table) -> None:
    table.sam_writes("I")
    dad = add_person(table.ward.store.store, "George Okafor", "Dad", roles()["father"])
    assert table.desk.pen is not None

    table.sitting.arrive(dad.id, roles()["father"])

    assert table.desk.pen is None
    with pytest.raises(NobodyHoldsThePen):
        table.desk.write(GARDEN, 1, 0, "x")


def test_the_pen_leaves_the_hand_with_its_person_and_that_is_told_at_once(table: Table) -> None:
    table.sam_writes("I")
    heard: list[object] = []
    table.desk.pen_passed.connect(heard.append)

    table.sitting.leave(table.ward.sam.id)

    assert heard == [None]


def test_somebody_elses_going_leaves_the_pen_in_hand(table: Table) -> None:
    table.sam_writes("I")
    table.sitting.leave(table.mum.id)

    assert table.desk.pen is not None


def test_how_long_a_pen_stays_in_hand_is_a_setting_that_holds_at_once(table: Table) -> None:
    table.sam_writes("I")
    table.ward.clock.advance(4 * 60)
    table.ward.store.settings.set(PEN_REST_MINUTES, 10)
    assert table.desk.pen is not None

    table.ward.clock.advance(7 * 60)
    assert table.desk.pen is None


def test_a_closed_plan_follows_the_sitting_no_more(table: Table) -> None:
    old = table.desk
    table.ward.store.close_plan()
    heard: list[object] = []
    old.pen_passed.connect(heard.append)
    old.take_up(table.sitting.pens.own(table.ward.sam.id))

    dad = add_person(table.ward.store.store, "George Okafor", "Dad", roles()["father"])
    table.sitting.arrive(dad.id, roles()["father"])

    assert len(heard) == 1


# ---- its life


def test_a_plan_that_is_replaced_while_it_is_open_is_for_reading_once_it_is_looked_at_anew(table: Table) -> None:
    store, clock = table.ward.store.store, table.ward.clock
    table.sam_writes("I")
    put_to_use(store, clock, table.plan.plan)
    move_on(store, clock, table.plan.plan, PlanState.REPLACED)

    assert table.plan.refresh().state is PlanState.REPLACED
    with told("This plan was replaced"):
        table.desk.write(GARDEN, 1, 0, "x")


@pytest.mark.parametrize(("state", "writable"), [(PlanState.CURRENT, True), (PlanState.REPLACED, False)])
def test_a_current_plan_may_still_be_written_in_and_a_replaced_one_not(table: Table, state: PlanState, writable: bool) -> None:
    for step in (PlanState.CURRENT, state):
        if find_plan(table.ward.store.store, table.plan.plan.id).state is not step:
            move_on(table.ward.store.store, table.ward.clock, table.plan.plan, step)

    assert open_again(table).desk.writable is writable


# ---- snapshots


def test_closing_leaves_a_snapshot_once_much_was_written(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ROWS_BETWEEN_SNAPSHOTS >= 500
    monkeypatch.setattr("app.open_plan.ROWS_BETWEEN_SNAPSHOTS", 3)

    table.sam_writes("one ")
    table.sam_writes("two ")
    again = open_again(table)
    assert again.loaded.snapshot is None

    again.desk.take_up(table.sitting.pens.own(table.ward.sam.id))
    again.desk.write(GARDEN, 8, 0, "three")
    table.ward.store.close_plan()
    assert table.ward.store.keeping.flush()

    last = open_again(table)
    assert last.loaded.snapshot is not None
    assert (last.loaded.snapshot.n, last.loaded.tail) == (3, ())
    assert last.document.side(GARDEN).text == "one two three"


# ---- what the world does


def test_a_row_that_is_not_as_it_was_written_is_told_and_the_words_are_there(table: Table) -> None:
    for word in ("one ", "two ", "three"):
        table.sam_writes(word)
    assert table.plan.doubt is None
    table.ward.store.close_plan()
    with table.ward.store.store.session() as session:
        for guard in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(text(f"DROP TRIGGER {guard}"))
        session.execute(text("UPDATE updates SET at_ms = at_ms + 1 WHERE n = 2"))

    again = open_again(table)

    assert again.document.side(GARDEN).text == "one two three"
    assert again.doubt is not None
    assert "Row 2" in again.doubt.sentence


def test_rows_that_do_not_fit_together_open_no_plan_and_leave_the_table_empty(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    table.sam_writes("I")
    table.ward.store.close_plan()
    before = opened(table)
    monkeypatch.setattr("app.plans.PlanDocument", _torn)

    with pytest.raises(EngineFault):
        open_again(table)
    assert table.ward.store.plan is None
    assert opened(table) == before


def _torn(blobs: list[bytes], *more: object, **named: object) -> PlanDocument:
    return PlanDocument([blob[: len(blob) // 2] for blob in blobs])


def test_a_plan_that_cannot_be_noted_in_the_log_is_not_opened(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    table.ward.store.close_plan()

    def no_room(*_about: object) -> None:
        raise DiskFull(table.ward.store.store.path)

    monkeypatch.setattr("app.open_plan.note_access", no_room)
    with pytest.raises(DiskFull):
        open_again(table)

    assert table.ward.store.plan is None


def test_a_note_that_cannot_be_kept_leaves_the_plan_open_to_go_on_with(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    table.sam_writes("I")

    def no_room(*_about: object) -> None:
        raise DiskFull(table.ward.store.store.path)

    with monkeypatch.context() as full:
        full.setattr("app.open_plan.note_where_we_stopped", no_room)
        with pytest.raises(DiskFull):
            table.ward.store.close_plan("garden")
    table.sam_writes(" like it")

    assert table.ward.store.close_plan("garden")
    assert load_document(table.ward.store.store, table.plan.plan)[1].side(GARDEN).text == "I like it"


def test_a_plan_closed_without_a_word_stopped_at_the_question_that_was_shown(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    store = table.ward.store
    table.plan.here = "drinks"
    assert store.close_plan()
    assert find_plan(store.store, table.plan.plan.id).stopped_at == "drinks"

    def no_room(*_about: object) -> None:
        raise DiskFull(store.store.path)

    again = open_again(table)
    again.here = "garden"
    monkeypatch.setattr("app.open_plan.note_where_we_stopped", no_room)
    assert store.close_plan(), "for want of the place nothing stays open"
    assert find_plan(store.store, table.plan.plan.id).stopped_at == "drinks"
