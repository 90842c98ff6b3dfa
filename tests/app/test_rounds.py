"""Ward rounds: the day's list, a change that is told, one person at a time, and what has no answer when it closes."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.answers import Answered, Chosen, Reply, answered_value, chosen_value
from app.closing import open_requests, promises, read_back
from app.rounds import add_round, change_round, in_words, open_round, round_of_plan, rounds_of_day, take_off_list
from models.text.document import side_id
from tests.app.open_ward import OpenWard, open_ward
from tests.app.rooms import told

DAY = date(2026, 5, 6)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    ward = open_ward(tmp_path)
    yield ward
    ward.close()


def times(ward: OpenWard, day: date = DAY) -> list[tuple[str, str]]:
    return [(row.round.at_time, row.patient.known_as) for row in rounds_of_day(ward.store, day)]


def test_the_list_of_a_day_goes_by_time_and_knows_other_days_apart(ward: OpenWard) -> None:
    add_round(ward.store, ward.robin.id, DAY, "11:00", "")
    add_round(ward.store, ward.sam.id, DAY, "09:30", "Dr Reyes")
    add_round(ward.store, ward.sam.id, DAY + timedelta(days=7), "10:00", "")
    assert times(ward) == [("09:30", "Sam"), ("11:00", "Robin")]


def test_behind_the_lock_nobody_is_listed_and_in_a_sitting_nobody_else(ward: OpenWard) -> None:
    sams = add_round(ward.store, ward.sam.id, DAY, "09:30", "")
    robins = add_round(ward.store, ward.robin.id, DAY, "11:00", "")
    open_round(ward.store, sams)
    assert times(ward) == [("09:30", "Sam")]
    with told("One plan at a time"):
        open_round(ward.store, robins)
    with told("One plan at a time"):
        add_round(ward.store, ward.robin.id, DAY, "12:00", "")

    ward.store.lock()
    assert times(ward) == []
    with told("locked"):
        take_off_list(ward.store, sams)


def test_a_change_is_told_with_its_reason_and_never_without(ward: OpenWard) -> None:
    one = add_round(ward.store, ward.sam.id, DAY, "09:30", "Dr Reyes")
    with told("Say why"):
        change_round(ward.store, one, DAY, "14:00", "Dr Reyes", " ")
    moved = change_round(ward.store, one, DAY, "14:00", "Dr Reyes", "The doctor is called away.")
    assert in_words(moved) == [
        "My ward round is on 6 May 2026, 14:00.",
        "Who comes: Dr Reyes.",
        "This changed. It was 6 May 2026, 09:30 before. The doctor is called away.",
    ]
    assert change_round(ward.store, moved, DAY, "14:00", "Dr Reyes", "") == moved, "nothing changed, so nobody has to say why"

    without = add_round(ward.store, ward.sam.id, DAY, "", "")
    later = change_round(ward.store, without, DAY + timedelta(days=1), "", "", "The ward is full.")
    assert later.change == "It was 6 May 2026 before. The ward is full."


def test_a_list_that_was_read_before_takes_nothing_back(ward: OpenWard) -> None:
    read_before = add_round(ward.store, ward.sam.id, DAY, "09:30", "")
    change_round(ward.store, read_before, DAY, "14:00", "", "The doctor is called away.")
    plan = open_round(ward.store, read_before)
    assert open_round(ward.store, read_before).id == plan.id, "one plan, whichever list it is opened from"
    kept = change_round(ward.store, read_before, DAY, "15:00", "", "Later still.")
    assert (kept.plan_id, kept.change) == (plan.id, "It was 6 May 2026, 14:00 before. Later still.")


def test_one_plan_for_each_round_and_the_list_tells_only_that_something_was_shared(ward: OpenWard) -> None:
    one = add_round(ward.store, ward.sam.id, DAY, "09:30", "")
    plan = ward.store.open_plan(open_round(ward.store, one))
    row = rounds_of_day(ward.store, DAY)[0]
    assert (row.shared, row.takes_part) == (False, "")
    assert open_round(ward.store, row.round).id == plan.plan.id
    assert round_of_plan(ward.store, plan.plan) == row.round
    assert ward.store.sitting is not None
    assert ward.jo.id in {here.person for here in ward.store.sitting.people}, "whoever opened it is here"

    plan.desk.take_up(ward.store.sitting.pens.own(ward.sam.id))
    choice = chosen_value(plan.form.question("wr_take_part"), Chosen(("send",)))
    plan.desk.enter(side_id("wr_take_part", "patient"), choice)
    assert ward.store.keeping.flush()
    row = rounds_of_day(ward.store, DAY)[0]
    assert (row.shared, row.takes_part) == (True, "I send my words")


def test_what_was_asked_and_not_answered_is_known_when_it_closes_and_an_answer_settles_it(ward: OpenWard) -> None:
    plan = ward.store.open_plan(open_round(ward.store, add_round(ward.store, ward.sam.id, DAY, "09:30", "")))
    pens = ward.store.sitting.pens if ward.store.sitting else None
    assert pens is not None
    plan.desk.take_up(pens.own(ward.sam.id))
    plan.desk.write(side_id("wr_things", "patient"), 0, 0, "Can I go to the garden at night?")
    assert [(one.question, one.words) for one in open_requests(plan)] == [("wr_things", "Can I go to the garden at night?")]
    assert ward.store.keeping.flush()
    assert "Not answered yet." in read_back(ward.store, plan)[0].lines

    plan.desk.take_up(pens.own(ward.jo.id))
    no = answered_value(Answered(Reply.NO, "The door is locked at ten.", ward.jo.id, DAY))
    plan.desk.enter(side_id("wr_things", "team"), no)
    assert open_requests(plan) == []


def test_words_that_somebody_disowns_are_no_question_of_theirs(ward: OpenWard) -> None:
    plan = ward.store.open_plan(open_round(ward.store, add_round(ward.store, ward.sam.id, DAY, "09:30", "")))
    assert ward.store.sitting is not None
    pens, place = ward.store.sitting.pens, side_id("wr_things", "patient")
    plan.desk.take_up(pens.typing_for(ward.jo.id, ward.sam.id))
    plan.desk.write(place, 0, 0, "Sam wants to be alone.")
    plan.desk.take_up(pens.own(ward.sam.id))
    plan.desk.not_my_words(place, plan.document.side(place).ids_of(0, len("Sam wants to be alone.")))
    assert open_requests(plan) == []


def test_the_next_round_shows_what_was_promised_first(ward: OpenWard) -> None:
    first = ward.store.open_plan(open_round(ward.store, add_round(ward.store, ward.sam.id, DAY, "09:30", "")))
    assert promises(ward.store, first) == []
    assert ward.store.sitting is not None
    first.desk.take_up(ward.store.sitting.pens.own(ward.sam.id))
    first.desk.write(side_id("wr_things", "patient"), 0, 0, "A room at the garden.")
    first.desk.take_up(ward.store.sitting.pens.own(ward.jo.id))
    first.desk.enter(side_id("wr_things", "team"), answered_value(Answered(Reply.YES, "On Monday.", ward.jo.id)))
    ward.store.end_sitting()
    ward.clock.advance(86_400)
    ward.store.unlock_as(ward.jo.id)

    later = ward.store.open_plan(open_round(ward.store, add_round(ward.store, ward.sam.id, DAY + timedelta(days=7), "09:30", "")))
    said = promises(ward.store, later)
    assert [passage.question for passage in said] == ["wr_things"]
    assert said[0].lines[:2] == ("Sam asks: A room at the garden.", "The answer: Yes. On Monday.")


def test_somebody_is_taken_off_the_list_and_what_was_written_stays(ward: OpenWard) -> None:
    one = add_round(ward.store, ward.sam.id, DAY, "09:30", "")
    plan = open_round(ward.store, one)
    take_off_list(ward.store, one)
    assert times(ward) == []
    assert ward.store.open_plan(plan).plan.id == plan.id
