"""What is read back before a meeting closes: what the record will hold, and whose words it will not."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from app.answers import LawDecision, Step, date_value, law_value, step_value
from app.closing import open_decisions, open_requests, read_back
from app.family import let_see
from app.forms import roles, shipped_form
from app.plans import start_plan
from app.stands import Stand
from models.text.document import side_id
from models.text.writing import write as write_words
from tests.app.meeting_room import open_meeting_room
from tests.app.open_ward import open_ward
from tests.app.rooms import Table, lay_table

STAYS_OUT = "Mum's words stay out of copies until Sam lets them in."


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


def mum_writes(table: Table) -> None:
    write(table, table.mum.id, side_id("garden", f"family:{table.mum.id}"), "He shouts.")


def test_what_a_relative_said_and_stays_out_is_said_to_stay_out(table: Table) -> None:
    mum_agrees(table)
    assert read(table)["garden"][-1] == STAYS_OUT


def test_it_is_said_where_nobody_else_wrote_anything_in_the_order_of_the_form(table: Table) -> None:
    mum_agrees(table)
    write(table, table.ward.sam.id, side_id("ask", "patient"), "A room.")
    write(table, table.mum.id, side_id("drinks", f"family:{table.mum.id}"), "Tea.")

    assert list(read(table)) == ["garden", "drinks", "ask"]
    assert read(table)["drinks"] == (STAYS_OUT,)


def test_words_of_a_relative_that_somebody_struck_are_said_to_stay_out_too_until_she_lets_them_go(table: Table) -> None:
    place = side_id("garden", f"family:{table.mum.id}")
    write(table, table.mum.id, place, "He shouts.")
    table.desk.take_up(table.desk.pens.own(table.ward.sam.id))
    table.desk.write(place, 0, len("He shouts."), "")
    assert read(table)["garden"] == (STAYS_OUT,)

    let_see(table.ward.store.store, table.ward.clock, table.desk.pen, table.ward.sam.id, table.mum.id, sees_plan=True, in_copies=True)
    assert any("He shouts." in line for line in read(table)["garden"])


@pytest.mark.parametrize("said", [mum_agrees, mum_writes])
def test_it_is_said_of_who_came_to_an_earlier_sitting_too(table: Table, said: Callable[[Table], None]) -> None:
    said(table)
    ward = table.ward
    assert ward.store.keeping.flush()
    ward.store.end_sitting()
    ward.clock.advance(86_400)
    ward.store.unlock_as(ward.jo.id)
    ward.store.begin_sitting(ward.sam.id).arrive(ward.jo.id, roles()["nurse"])
    plan = ward.store.open_plan(table.plan.plan)

    assert STAYS_OUT in next(passage.lines for passage in read_back(ward.store, plan) if passage.question == "garden")


def test_it_is_not_said_of_staff_who_once_came_as_family(table: Table) -> None:
    jo = table.ward.jo.id
    mum_agrees(table)
    table.sitting.arrive(jo, roles()["mother"])
    table.ward.clock.advance(60)
    table.sitting.arrive(jo, roles()["nurse"])
    pen = table.desk.pens.own(jo)
    table.desk.take_up(pen)
    table.desk.give_stand(pen, "garden", Stand.AGREE)
    assert not any(line.startswith("Jo's words") for line in read(table)["garden"])


def test_it_is_said_of_who_left_before_the_end_too(table: Table) -> None:
    mum_agrees(table)
    table.sitting.leave(table.mum.id)
    assert STAYS_OUT in read(table)["garden"], "else words would be missing from what is read back without a word"


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
    assert read(table)["step"] == ("1. Bring my blue blanket. Mum takes this step. No day yet.",)


def test_who_does_what_by_when_is_read_as_a_sentence(table: Table) -> None:
    write(table, table.ward.sam.id, side_id("step", "together"), "Find a quiet room")
    table.desk.enter(side_id("step", "together"), step_value(Step(table.ward.jo.id, date(2026, 12, 4))))
    assert read(table)["step"] == ("1. Find a quiet room. Jo takes this step, by 4 December 2026.",)


def test_a_step_on_which_people_differ_is_read_as_each_says_it(table: Table) -> None:
    write(table, table.ward.sam.id, side_id("step", "together"), "Find a quiet room.")
    for person in (table.ward.sam.id, table.ward.jo.id):
        table.desk.take_up(table.desk.pens.own(person))
        table.desk.enter(side_id("step", "together"), step_value(Step(person)))
    assert read(table)["step"][0] == "1. Find a quiet room. We differ: Sam takes it on. Jo takes it on. No day yet."


def test_a_title_with_a_colon_and_a_name_behind_it_are_read_on_two_lines(table: Table) -> None:
    table.desk.take_up(table.desk.pens.own(table.ward.sam.id))
    table.desk.enter(side_id("day", "together"), date_value(date(2026, 12, 7)))
    assert read(table)["day"] == ("Together: what we agree.", "Sam: 7 December 2026")


def test_an_answer_in_words_alone_is_an_answer_until_its_owner_lets_the_words_go(table: Table) -> None:
    place, jo = side_id("ask", "team"), table.desk.pens.own(table.ward.jo.id)
    write(table, table.ward.sam.id, side_id("ask", "patient"), "When can I go home?")
    assert [one.question for one in open_requests(table.plan)] == ["ask"]
    write(table, table.ward.jo.id, place, "On Friday.")
    assert open_requests(table.plan) == []

    table.desk.take_up(table.desk.pens.own(table.ward.sam.id))
    table.desk.write(place, 0, len("On Friday."), "")
    assert open_requests(table.plan) == [], "Jo has not let go: it stands, and shows as struck"
    assert "Not answered yet." not in read(table)["ask"]

    table.desk.take_up(jo)
    table.desk.let_go(place, table.plan.document.side(place).ids_of(0, len("On Friday.")))
    assert [one.question for one in open_requests(table.plan)] == ["ask"]
    assert "Not answered yet." in read(table)["ask"]


def test_words_that_their_writer_takes_out_answer_nothing(table: Table) -> None:
    write(table, table.ward.sam.id, side_id("ask", "patient"), "When can I go home?")
    write(table, table.ward.jo.id, side_id("ask", "team"), "On Friday.")
    table.desk.write(side_id("ask", "team"), 0, len("On Friday."), "")
    assert [one.question for one in open_requests(table.plan)] == ["ask"]
    assert "Not answered yet." in read(table)["ask"]


def test_an_answer_that_stands_in_together_alone_is_one_on_the_page_and_in_the_record(table: Table) -> None:
    write(table, table.ward.sam.id, side_id("ask", "patient"), "A room.")
    write(table, table.ward.jo.id, side_id("ask", "together"), "The blue room, from Monday.")
    assert open_requests(table.plan) == []
    assert "Not answered yet." not in read(table)["ask"]


def test_what_a_relative_says_beside_a_request_is_not_the_answer(table: Table) -> None:
    ask = table.plan.form.question("ask")
    write(table, table.ward.sam.id, side_id("ask", "patient"), "A room.")
    write_words(table.plan.document, table.desk.pens.own(table.mum.id), side_id("ask", f"family:{table.mum.id}"), 0, text="I think so.")
    assert [one.question for one in open_requests(table.plan)] == ["ask"]
    assert table.desk.who_answered(ask) == frozenset()


def test_whose_words_are_all_gone_gave_no_answer_and_can_be_asked_and_a_strike_alone_takes_none_away(table: Table) -> None:
    ask, jo, place = table.plan.form.question("ask"), table.desk.pens.own(table.ward.jo.id), side_id("ask", "team")
    write(table, table.ward.sam.id, side_id("ask", "patient"), "A room.")
    write(table, table.ward.jo.id, side_id("ask", "team"), "Yes.")
    assert table.desk.who_answered(ask) == {table.ward.jo.id}
    write_words(table.plan.document, table.desk.pens.own(table.ward.sam.id), place, 0, len("Yes."))
    assert table.desk.who_answered(ask) == {table.ward.jo.id}
    assert open_requests(table.plan) == []

    table.desk.take_up(jo)
    table.desk.let_go(place, table.plan.document.side(place).ids_of(0, len("Yes.")))
    assert table.desk.who_answered(ask) == frozenset()
    assert [one.question for one in open_requests(table.plan)] == ["ask"]


def test_a_request_that_staff_struck_stays_open_until_the_patient_lets_it_go(table: Table) -> None:
    sam, jo, place = table.desk.pens.own(table.ward.sam.id), table.desk.pens.own(table.ward.jo.id), side_id("ask", "patient")
    write(table, table.ward.sam.id, place, "What is the blood test for?")
    write_words(table.plan.document, jo, place, 0, len("What is the blood test for?"))
    assert [one.words for one in open_requests(table.plan)] == ["What is the blood test for?"]

    table.desk.take_up(sam)
    table.desk.let_go(place, table.plan.document.side(place).ids_of(0, len("What is the blood test for?")))
    assert open_requests(table.plan) == []


def test_a_request_of_which_one_word_was_struck_is_listed_whole(table: Table) -> None:
    place = side_id("ask", "patient")
    write(table, table.ward.sam.id, place, "A quiet room.")
    write_words(table.plan.document, table.desk.pens.own(table.ward.jo.id), place, 2, len("quiet "))
    assert [one.words for one in open_requests(table.plan)] == ["A quiet room."]


def test_what_the_team_wrote_under_law_is_open_until_somebody_writes_who_decided_it(tmp_path: Path) -> None:
    ward = open_ward(tmp_path)
    room = open_meeting_room(ward)
    desk, place = room.plan.desk, side_id("mm_law", "team")
    desk.take_up(desk.pens.own(ward.jo.id))
    desk.write(place, 0, 0, "Sam stays on the ward until May")
    assert [(one.question, one.box, one.words) for one in open_decisions(room.plan)] == [("mm_law", "", "Sam stays on the ward until May")]

    desk.enter(place, law_value(LawDecision("Section 3", "Dr Ade", "Nights are hard.")))
    assert open_decisions(room.plan) == []
    ward.close()


def test_a_question_that_takes_what_was_agreed_too_asks_for_no_decision_under_law(tmp_path: Path) -> None:
    ward = open_ward(tmp_path)
    pens = ward.store.begin_sitting(ward.sam.id).pens
    plan = ward.store.open_plan(start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("ward_round")))
    ward.store.sitting.arrive(ward.jo.id, roles()["nurse"])
    plan.desk.take_up(pens.own(ward.jo.id))
    plan.desk.write(side_id("wr_decided", "team"), 0, 0, "Sam goes to the garden each day.")
    assert open_decisions(plan) == []
    ward.close()
