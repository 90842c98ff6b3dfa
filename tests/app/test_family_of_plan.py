"""The family of the plan on the table: who is listed, what is said with which pen, and since when it holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.family_of_plan import Opened, Stands, family_of, say
from tests.app.open_ward import open_ward
from tests.app.rooms import Table, lay_table, told

HOUR = 3_600


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    ward = open_ward(tmp_path)
    yield lay_table(ward)
    ward.close()


def stands(table: Table) -> dict[Opened, Stands]:
    (one,) = family_of(table.ward.store, table.plan)
    assert one.name == "Mum"
    return one.stands


def takes_up(table: Table, person: str) -> None:
    table.desk.take_up(table.sitting.pens.own(person))


def test_nothing_is_open_before_somebody_says_so(table: Table) -> None:
    assert stands(table) == dict.fromkeys(Opened, Stands())


def test_each_thing_is_dated_by_when_it_was_said_itself(table: Table) -> None:
    first = table.ward.clock.now()
    takes_up(table, table.ward.sam.id)
    say(table.ward.store, table.plan, table.mum.id, Opened.PLAN, True)
    table.ward.clock.advance(HOUR)
    takes_up(table, table.mum.id)
    say(table.ward.store, table.plan, table.mum.id, Opened.RELATIVES, True)

    second = table.ward.clock.now()
    assert stands(table) == {Opened.PLAN: Stands(True, first), Opened.COPIES: Stands(), Opened.RELATIVES: Stands(True, second)}


def test_what_is_closed_again_is_dated_too(table: Table) -> None:
    takes_up(table, table.ward.sam.id)
    say(table.ward.store, table.plan, table.mum.id, Opened.COPIES, True)
    table.ward.clock.advance(HOUR)
    takes_up(table, table.ward.sam.id)  # the pen has rested meanwhile
    say(table.ward.store, table.plan, table.mum.id, Opened.COPIES, False)

    assert stands(table)[Opened.COPIES] == Stands(False, table.ward.clock.now())


@pytest.mark.parametrize("opened", [Opened.PLAN, Opened.COPIES])
@pytest.mark.parametrize("who", ["jo", "mum"])
def test_what_is_the_patients_to_say_takes_the_patients_pen(table: Table, who: str, opened: Opened) -> None:
    takes_up(table, {"jo": table.ward.jo.id, "mum": table.mum.id}[who])
    with told("Only the patient can say this."):
        say(table.ward.store, table.plan, table.mum.id, opened, True)

    assert not stands(table)[opened].is_open


def test_what_is_the_relatives_to_say_takes_theirs(table: Table) -> None:
    takes_up(table, table.ward.sam.id)
    with told("Only you can say this."):
        say(table.ward.store, table.plan, table.mum.id, Opened.RELATIVES, True)

    assert not stands(table)[Opened.RELATIVES].is_open


def test_nothing_is_said_while_nobody_holds_the_pen(table: Table) -> None:
    with told("Nobody holds the pen."):
        say(table.ward.store, table.plan, table.mum.id, Opened.PLAN, True)


def test_it_holds_at_once_on_the_table(table: Table) -> None:
    takes_up(table, table.ward.sam.id)
    mum = table.sitting.person(table.mum.id)
    say(table.ward.store, table.plan, table.mum.id, Opened.PLAN, True)
    assert table.desk.sight.may_see(mum, "garden/patient")

    say(table.ward.store, table.plan, table.mum.id, Opened.PLAN, False)
    assert not table.desk.sight.may_see(mum, "garden/patient")
