"""What is read back before a meeting closes: what the record will hold, and whose words it will not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.answers import Step, step_value
from app.closing import read_back
from app.family import let_see
from app.stands import Stand
from models.text.document import side_id
from tests.app.open_ward import open_ward
from tests.app.rooms import Table, lay_table

STAYS_OUT = "Mum's words are not in this copy."


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """A sitting about Sam with Jo and Mum."""
    ward = open_ward(tmp_path)
    yield lay_table(ward)
    ward.close()


def write(table: Table, person: str, place: str, words: str) -> None:
    table.desk.take_up(table.desk.pens.own(person))
    table.desk.write(place, 0, 0, words)


def read(table: Table) -> dict[str, tuple[str, ...]]:
    """The lines of each question that is read back."""
    assert table.ward.store.keeping.flush()
    return {passage.question: passage.lines for passage in read_back(table.ward.store, table.plan)}


def mum_agrees(table: Table) -> None:
    write(table, table.ward.sam.id, side_id("garden", "patient"), "I like it.")
    pen = table.desk.pens.own(table.mum.id)
    table.desk.take_up(pen)
    table.desk.give_stand(pen, "garden", Stand.AGREE)


def test_what_a_relative_said_and_stays_out_is_said_to_stay_out(table: Table) -> None:
    mum_agrees(table)
    assert read(table)["garden"][-1] == STAYS_OUT


def test_it_is_said_where_nobody_else_wrote_anything_in_the_order_of_the_form(table: Table) -> None:
    mum_agrees(table)
    write(table, table.ward.sam.id, side_id("ask", "patient"), "A room.")
    write(table, table.mum.id, side_id("drinks", f"family:{table.mum.id}"), "Tea.")

    assert list(read(table)) == ["garden", "drinks", "ask"]
    assert read(table)["drinks"] == (STAYS_OUT,)


def test_words_that_a_relative_wrote_and_somebody_struck_would_be_in_no_copy_anyway(table: Table) -> None:
    place = side_id("garden", f"family:{table.mum.id}")
    write(table, table.mum.id, place, "He shouts.")
    table.desk.take_up(table.desk.pens.own(table.ward.sam.id))
    table.desk.write(place, 0, len("He shouts."), "")
    assert "garden" not in read(table)


def test_who_is_not_in_the_room_is_not_named(table: Table) -> None:
    mum_agrees(table)
    table.sitting.leave(table.mum.id)
    assert STAYS_OUT not in read(table)["garden"]


def test_it_is_not_said_where_the_words_leave_or_where_she_said_nothing(table: Table) -> None:
    mum_agrees(table)
    write(table, table.ward.sam.id, side_id("drinks", "patient"), "Tea.")
    assert STAYS_OUT not in read(table)["drinks"]

    pen = table.desk.pens.own(table.ward.sam.id)
    let_see(table.ward.store.store, table.ward.clock, pen, table.ward.sam.id, table.mum.id, sees_plan=True, in_copies=True)
    lines = read(table)["garden"]
    assert STAYS_OUT not in lines
    assert any("Mum" in line and "agrees" in line for line in lines)


def test_a_step_that_ends_with_a_full_stop_is_read_with_one(table: Table) -> None:
    write(table, table.ward.sam.id, side_id("step", "together"), "Bring my blue blanket.")
    table.desk.enter(side_id("step", "together"), step_value(Step(table.mum.id)))
    assert read(table)["step"] == ("1. Bring my blue blanket. Mum. No day yet.",)
