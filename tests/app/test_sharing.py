"""Sharing a private page: into the right box, as its writer's own words, and never more than was chosen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.answers import read_chosen
from app.asked_beforehand import can_be_prepared
from app.draft_words import Piece
from app.errors import Trouble
from app.forms import roles, shipped_forms
from app.plans import find_plan, move_on
from app.preparing import preparation_for
from app.private_drafts import OpenDraft
from app.who_looked import who_looked
from models.plans import PlanState
from models.questions import SideName
from tests.app.meeting_forms import meeting_form, round_form
from tests.app.prepared import CANARY, Prepared, lay_prepared
from tests.app.rooms import JO, MUM, SAM, somebody


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Prepared]:
    made = lay_prepared(tmp_path)
    yield made
    made.ward.close()


def pieces(table: Prepared, draft: OpenDraft) -> list[Piece]:
    return draft.words.pieces(table.plan.form)


def test_shared_words_stand_in_the_plan_as_their_writers_own(table: Prepared) -> None:
    draft = table.start(table.sam)
    draft.write("mm_who", 0, "My sister. Nobody else.")
    table.preparing.share(draft, pieces(table, draft)[:1])
    (run,) = table.plan.document.side("mm_who/patient").runs()
    assert run.text == "My sister."
    assert run.look.voice.people == (table.sam,)
    assert run.look.hands == table.sam
    assert draft.words.jotted("mm_who").boxes == ("Nobody else.",)
    assert table.reopened(table.sam).words.jotted("mm_who").boxes == ("Nobody else.",)


def test_each_thing_gets_a_box_of_its_own(table: Prepared) -> None:
    draft = table.start(table.sam)
    for box, thing in enumerate(("Leave.", "Sleep.", "Money.")):
        draft.write("mm_say", box, thing)
    table.preparing.share(draft, pieces(table, draft)[:2])
    table.preparing.share(draft, pieces(table, draft))
    desk, question = table.plan.desk, table.plan.form.question("mm_say")
    boxes = desk.box_ids(question)
    assert len(boxes) == 3
    assert [table.says(desk.boxes(question, box)[0].name) for box in boxes] == ["Leave.", "Sleep.", "Money."]
    assert draft.words.is_empty


def test_shared_words_follow_what_stands_there(table: Prepared) -> None:
    desk = table.plan.desk
    desk.take_up(desk.pens.own(table.sam))
    desk.write("mm_who/patient", 0, 0, "Mum.")
    draft = table.start(table.sam)
    draft.write("mm_who", 0, "My sister.")
    table.preparing.share(draft, pieces(table, draft))
    assert table.says("mm_who/patient") == "Mum.\nMy sister."


def test_a_choice_is_shared_as_an_answer(table: Prepared) -> None:
    draft = table.start(table.sam)
    draft.choose("mm_chair", ("own",), "My sister and I")
    draft.choose("mm_order", ("medicine", "well"))
    table.preparing.share(draft, pieces(table, draft))
    (chair,) = table.plan.desk.entries("mm_chair/patient")
    (order,) = table.plan.desk.entries("mm_order/patient")
    said = read_chosen(chair.value)
    assert said is not None
    assert (said.values, said.own) == (("own",), "My sister and I")
    assert order.value["values"] == ["medicine", "well"]
    assert chair.pen.hands == table.sam
    assert table.says("mm_order/together") == ""


def test_family_shares_into_its_own_side(table: Prepared) -> None:
    draft = table.start(table.mum.id)
    draft.write("mm_family_brings", 0, "We miss him.")
    table.preparing.share(draft, pieces(table, draft))
    assert table.says(f"mm_family_brings/family:{table.mum.id}") == "We miss him."


def test_sharing_is_not_undone(table: Prepared) -> None:
    draft = table.start(table.sam)
    draft.write("mm_say", 0, "Leave.")
    draft.write("mm_who", 0, "My sister.")
    draft.choose("mm_take_part", ("send",))
    table.preparing.share(draft, pieces(table, draft))
    desk = table.plan.desk
    desk.take_up(desk.pens.own(table.sam))
    assert desk.next_undo() is None
    assert desk.undo() is None


def test_undo_takes_back_what_was_typed_and_leaves_what_was_shared(table: Prepared) -> None:
    desk = table.plan.desk
    desk.take_up(desk.pens.own(table.sam))
    desk.write("mm_who/patient", 0, 0, "Typed.")
    draft = table.start(table.sam)
    draft.write("mm_who", 0, "Shared.")
    table.preparing.share(draft, pieces(table, draft))
    assert desk.undo() is not None
    assert table.says("mm_who/patient").strip() == "Shared."
    assert desk.redo() is not None
    assert table.says("mm_who/patient") == "Typed.\nShared."


def test_only_the_pen_of_before_is_in_hand_after_sharing(table: Prepared) -> None:
    desk = table.plan.desk
    draft = table.start(table.sam)
    for held, left in ((table.ward.jo.id, ""), (table.sam, table.sam)):
        draft.write("mm_who", 0, "My sister.")
        desk.take_up(desk.pens.own(held))
        table.preparing.share(draft, pieces(table, draft))
        assert (desk.pen.hands if desk.pen else "") == left


def test_in_a_replaced_plan_nothing_is_shared_and_nothing_lost(table: Prepared) -> None:
    draft = table.start(table.sam)
    draft.write("mm_who", 0, CANARY)
    table.plan.desk.writable = False
    with pytest.raises(Trouble):
        table.preparing.share(draft, pieces(table, draft))
    assert table.says("mm_who/patient") == ""
    assert table.reopened(table.sam).words.jotted("mm_who").boxes == (CANARY,)


def test_somebody_who_has_gone_shares_nothing(table: Prepared) -> None:
    draft = table.start(table.sam)
    draft.write("mm_who", 0, CANARY)
    assert table.ward.store.sitting is not None
    table.ward.store.sitting.leave(table.sam)
    with pytest.raises(Trouble):
        table.preparing.share(draft, pieces(table, draft))
    assert table.says("mm_who/patient") == ""


def test_who_looked_says_nothing_of_a_private_page(table: Prepared) -> None:
    before = who_looked(table.ward.store)
    draft = table.start(table.sam)
    draft.write("mm_who", 0, CANARY)
    table.reopened(table.sam)
    assert who_looked(table.ward.store) == before


@pytest.mark.parametrize(("question", "role"), [("mm_family_brings", "interpreter"), ("mm_say", "advocate")])
def test_who_has_no_place_in_a_question_today_is_told_so_and_keeps_the_words(table: Prepared, question: str, role: str) -> None:
    mum = table.mum.id
    draft = table.start(mum)
    draft.write(question, 0, CANARY)
    assert table.ward.store.sitting is not None
    table.ward.store.sitting.arrive(mum, roles()[role])
    with pytest.raises(Trouble, match="another role"):
        table.preparing.share(draft, pieces(table, draft))
    assert draft.words.jotted(question).boxes == (CANARY,)
    assert table.plan.document.written_sides() == []


# ---- which questions


def test_the_patient_is_asked_three_things_and_can_ask_for_more() -> None:
    asked = preparation_for(meeting_form(), somebody(SAM, "Sam Okafor", "patient"))
    assert [question.id for question in asked.first] == ["mm_say", "mm_who", "mm_take_part"]
    assert [question.id for question in asked.more] == ["mm_chair", "mm_breaks", "mm_order"]
    assert asked.in_the_plan is None


def test_family_is_asked_its_own_question_wherever_it_stands() -> None:
    mum = somebody(MUM, "Grace Okafor", "mother")
    assert [question.id for question in preparation_for(meeting_form(), mum).first] == ["mm_family_brings"]
    assert [question.id for question in preparation_for(round_form(), mum).first] == ["wr_family"]


def test_the_team_writes_what_it_brings_in_the_plan() -> None:
    jo = somebody(JO, "Jo Nkemelu", "nurse")
    asked = preparation_for(meeting_form(), jo)
    assert asked.in_the_plan is not None
    assert asked.in_the_plan.id == "mm_team_brings"
    assert [question.id for question in asked.first] == ["mm_who"]
    round_ = preparation_for(round_form(), jo)
    assert round_.in_the_plan is not None
    assert round_.in_the_plan.id == "wr_team_says"


def test_a_form_of_the_services_own_is_prepared_as_those_that_ship() -> None:
    own = replace(meeting_form(), id="our_meeting")
    assert can_be_prepared(own)
    assert preparation_for(own, somebody(SAM, "Sam Okafor", "patient")) == preparation_for(
        meeting_form(), somebody(SAM, "Sam Okafor", "patient")
    )


def test_who_carries_the_words_of_others_is_asked_nothing() -> None:
    assert preparation_for(meeting_form(), somebody(JO, "Amina Diallo", "interpreter")).is_empty


def test_the_test_forms_stand_for_those_that_ship() -> None:
    assert {meeting_form().id, round_form().id} == {form.id for form in shipped_forms() if can_be_prepared(form)}
    assert all(
        SideName.PATIENT in form.sections[0].questions[-1].sides or form.id == "my_meeting" for form in (meeting_form(), round_form())
    )


def test_a_plan_that_is_put_away_keeps_its_private_pages(table: Prepared) -> None:
    table.start(table.sam).write("mm_who", 0, CANARY)
    store = table.ward.store
    assert store.close_plan()
    plan = move_on(store.store, store.clock, find_plan(store.store, table.plan.plan.id), PlanState.PUT_AWAY)
    table.plan = store.open_plan(plan)
    assert table.reopened(table.sam).words.jotted("mm_who").boxes == (CANARY,)
