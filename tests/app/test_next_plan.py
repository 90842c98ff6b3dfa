"""Starting the next plan from this one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import Trouble
from app.form_shelf import put_on_shelf
from app.forms import roles, shipped_form
from app.left_behind import stayed_behind
from app.next_plan import start_next_plan
from app.plans import find_plan, load_document, plans_about, start_plan
from models.plans import Plan
from models.text.document import side_id
from tests.app.open_ward import OpenWard, open_ward

SIDE = side_id(shipped_form("care_plan").questions[0].id, "patient")


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    ward = open_ward(tmp_path)
    ward.store.begin_sitting(ward.sam.id).arrive(ward.jo.id, roles()["nurse"])
    yield ward
    ward.close()


@pytest.fixture
def written(ward: OpenWard) -> Plan:
    """A plan in which Sam wrote two sentences, of which Jo struck the second."""
    plan = start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("care_plan"))
    desk = ward.store.open_plan(plan).desk
    desk.take_up(desk.pens.own(ward.sam.id))
    desk.write(SIDE, 0, 0, "Garden first. Alone.")
    desk.take_up(desk.pens.own(ward.jo.id))
    desk.write(SIDE, 14, 6, "")
    return plan


def test_answers_come_over_with_their_owner_and_what_is_not_settled_is_listed(ward: OpenWard, written: Plan) -> None:
    started = start_next_plan(ward.store, written, ward.store.sitting.pens.own(ward.jo.id))

    runs = load_document(ward.store.store, started.plan)[1].side(SIDE).runs()
    assert "".join(run.text for run in runs) == "Garden first. "
    assert {run.look.voice.people for run in runs} == {(ward.sam.id,)}
    assert [(left.side, left.text) for left in started.left_behind] == [(SIDE, "Alone.")]
    assert started.plan.follows == written.id


def test_the_earlier_plan_is_as_it_was(ward: OpenWard, written: Plan) -> None:
    start_next_plan(ward.store, written, ward.store.sitting.pens.own(ward.jo.id))

    assert load_document(ward.store.store, written)[1].side(SIDE).text == "Garden first. Alone."
    assert find_plan(ward.store.store, written.id).state == written.state


def test_the_next_plan_is_on_the_newest_version_of_its_form(ward: OpenWard, written: Plan) -> None:
    put_on_shelf(ward.store.store, replace(shipped_form("care_plan"), version=2, note="Changed."))

    started = start_next_plan(ward.store, written, ward.store.sitting.pens.own(ward.jo.id))

    assert (started.plan.form_id, started.plan.form_version) == ("care_plan", 2)


def test_what_answers_a_question_that_the_new_form_does_not_ask_is_listed_by_its_old_wording(ward: OpenWard, written: Plan) -> None:
    form = shipped_form("care_plan")
    first, *others = form.sections[0].questions
    newer = replace(form, version=2, note="Changed.", sections=(replace(form.sections[0], questions=tuple(others)), *form.sections[1:]))
    put_on_shelf(ward.store.store, newer)

    started = start_next_plan(ward.store, written, ward.store.sitting.pens.own(ward.jo.id))

    stayed = stayed_behind(ward.store.store, started, lambda person: {ward.sam.id: "Sam"}.get(person, person))
    assert [(one.question, one.words, one.whose, one.why) for one in stayed] == [
        (first.wording, words, "Sam", "This question is not in the new form.") for words in ("Garden first.", "Alone.")
    ]
    assert load_document(ward.store.store, started.plan)[1].side(SIDE).text == ""


def test_boxes_that_were_added_come_over_in_their_order_with_their_words(ward: OpenWard, written: Plan) -> None:
    desk = ward.store.plan.desk
    question = next(question for question in desk.questions() if question.repeats)
    boxes = [desk.add_box(question) for _ in range(4)]
    ward.store.close_plan()

    started = start_next_plan(ward.store, written, ward.store.sitting.pens.own(ward.jo.id))

    assert ward.store.open_plan(started.plan).desk.box_ids(question) == ["", *boxes]


def test_another_patients_plan_is_refused(ward: OpenWard) -> None:
    other = start_plan(ward.store.store, ward.clock, ward.robin.id, shipped_form("blank"))

    with pytest.raises(Trouble) as told:
        start_next_plan(ward.store, other, ward.store.sitting.pens.own(ward.jo.id))

    assert str(told.value) == "This time is about Sam only. To open another plan, end this one."
    assert len(plans_about(ward.store.store, ward.robin.id)) == 1
