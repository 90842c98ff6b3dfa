"""Plans and their lives."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import explain
from app.forms import roles
from app.people import add_patient, first_keeper
from app.plans import (
    WAYS_ON,
    all_plans,
    find_plan,
    form_of,
    load_document,
    load_history,
    move_on,
    note_access,
    note_where_we_stopped,
    plans_about,
    put_to_use,
    start_plan,
)
from models import plans as kept
from models.access_log import access_lines
from models.base import to_ms
from models.database import Store
from models.forms import Form, FormFaults, FormFromTheFuture
from models.people import Person
from models.plans import KeptForm, NoSuchPlan, Plan, PlanState
from models.text.document import PlanDocument
from models.text.engine import EngineFault
from models.text.writing import write
from tests.app.rooms import GARDEN, SAM, Room, empty_store, small_form, told
from tests.fakes import FakeClock

HOUR = 3_600


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = empty_store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def sam(store: Store) -> Person:
    return add_patient(store, "Sam Okafor", "", None).person


@pytest.fixture
def robin(store: Store) -> Person:
    return add_patient(store, "Robin Vale", "", None).person


@pytest.fixture
def form() -> Form:
    return small_form()


@pytest.fixture
def plan(store: Store, clock: FakeClock, sam: Person, form: Form) -> Plan:
    return start_plan(store, clock, sam.id, form)


def in_state(store: Store, clock: FakeClock, plan: Plan, state: PlanState) -> Plan:
    """The plan, led to a state by ways that are there."""
    ways = {
        PlanState.BEING_WRITTEN: [],
        PlanState.CURRENT: [PlanState.CURRENT],
        PlanState.PUT_AWAY: [PlanState.PUT_AWAY],
        PlanState.REPLACED: [PlanState.CURRENT, PlanState.REPLACED],
    }
    for step in ways[state]:
        plan = move_on(store, clock, plan, step)
    return plan


# ---- starting


def test_a_new_plan_is_being_written_and_keeps_its_form_for_ever(store: Store, plan: Plan, form: Form) -> None:
    assert (plan.state, plan.title, plan.follows, plan.stopped_at) == (PlanState.BEING_WRITTEN, "Small form", "", "")
    assert form_of(store, plan) == form
    assert find_plan(store, plan.id) == plan


def test_plans_on_two_versions_of_a_form_keep_each_its_own(store: Store, clock: FakeClock, sam: Person, plan: Plan, form: Form) -> None:
    newer = replace(form, version=2, title="Smaller form")
    second = start_plan(store, clock, sam.id, newer)

    assert form_of(store, plan) == form
    assert form_of(store, second) == newer


def test_a_version_that_says_something_else_already_is_refused_in_words(store: Store, clock: FakeClock, sam: Person, plan: Plan) -> None:
    with told("This version is here already"):
        start_plan(store, clock, sam.id, replace(small_form(), title="Other words"))
    assert [listed.plan for listed in all_plans(store)] == [plan]


@pytest.mark.parametrize(("title", "kept"), [(" Sam's own \n plan", "Sam's own plan"), ("خطتي", "خطتي"), ("Plan\ud83d\x00", "Plan��")])
def test_a_title_is_made_fit_to_keep(store: Store, clock: FakeClock, sam: Person, form: Form, title: str, kept: str) -> None:
    plan = start_plan(store, clock, sam.id, form, title=title)

    assert find_plan(store, plan.id).title == kept


def test_a_title_that_is_a_whole_text_is_refused(store: Store, clock: FakeClock, sam: Person, form: Form) -> None:
    with told("too long"):
        start_plan(store, clock, sam.id, form, title="x" * 1_000_000)
    assert all_plans(store) == []


def test_a_plan_follows_none_of_another_patient(store: Store, clock: FakeClock, robin: Person, plan: Plan, form: Form) -> None:
    with told("another person's plan"):
        start_plan(store, clock, robin.id, form, follows=plan.id)
    assert plans_about(store, robin.id) == []


def test_plans_are_listed_for_their_patient_the_newest_first(
    store: Store, clock: FakeClock, sam: Person, robin: Person, plan: Plan, form: Form
) -> None:
    clock.advance(HOUR)
    newer, other = start_plan(store, clock, sam.id, form), start_plan(store, clock, robin.id, form)

    assert [listed.plan.id for listed in plans_about(store, sam.id)] == [newer.id, plan.id]
    assert {listed.patient.known_as for listed in plans_about(store, sam.id)} == {"Sam"}
    assert {listed.plan.id for listed in all_plans(store)} == {plan.id, newer.id, other.id}


def test_a_plan_that_is_not_here_is_told_in_words(store: Store) -> None:
    with pytest.raises(NoSuchPlan) as nothing:
        find_plan(store, "f" * 32)
    assert explain(nothing.value).title == "This plan is not here."
    assert not explain(EngineFault()).ours


@pytest.mark.parametrize("body", ['{"format":1}', "not a form at all", '{"format":99,"id":"small"}'])
def test_a_plan_whose_form_was_spoilt_in_the_store_is_told_in_words(store: Store, clock: FakeClock, sam: Person, body: str) -> None:
    with store.session() as session:
        kept.keep_form(session, KeptForm("small", 1, "f" * 64, body))
        plan = kept.create_plan(session, sam.id, "small", 1, "Plan", clock.now())

    with pytest.raises((FormFaults, FormFromTheFuture)) as spoilt:
        form_of(store, plan)
    assert not explain(spoilt.value).ours
    assert explain(spoilt.value).next_step


# ---- a plan's life


EVERY_STEP = [(before, after) for before in PlanState for after in PlanState]


@pytest.mark.parametrize(("before", "after"), EVERY_STEP)
def test_a_plan_goes_the_ways_of_its_life_and_no_other(
    store: Store, clock: FakeClock, plan: Plan, before: PlanState, after: PlanState
) -> None:
    plan = in_state(store, clock, plan, before)
    clock.advance(HOUR)

    if after in WAYS_ON[before]:
        assert (move_on(store, clock, plan, after).state, find_plan(store, plan.id).state_at) == (after, clock.now())
    else:
        with told("can't go there"):
            move_on(store, clock, plan, after)
        assert find_plan(store, plan.id).state == before


def test_a_replaced_plan_never_comes_back_into_use(store: Store, clock: FakeClock, plan: Plan) -> None:
    replaced = in_state(store, clock, plan, PlanState.REPLACED)

    assert WAYS_ON[PlanState.REPLACED] == ()
    with told("can't go there"):
        put_to_use(store, clock, replaced)
    assert find_plan(store, plan.id).state is PlanState.REPLACED


def test_what_was_known_of_a_plan_an_hour_ago_opens_no_way(store: Store, clock: FakeClock, plan: Plan) -> None:
    in_state(store, clock, plan, PlanState.REPLACED)

    for act in (lambda: move_on(store, clock, plan, PlanState.PUT_AWAY), lambda: put_to_use(store, clock, plan)):
        with told("can't go there"):
            act()


@pytest.mark.parametrize("way", [put_to_use, lambda store, clock, plan: move_on(store, clock, plan, PlanState.CURRENT)])
def test_a_plan_in_use_replaces_the_one_that_it_follows(store: Store, clock: FakeClock, plan: Plan, form: Form, way: object) -> None:
    put_to_use(store, clock, plan)
    later = start_plan(store, clock, plan.patient_id, form, follows=plan.id)
    assert find_plan(store, plan.id).state is PlanState.CURRENT

    assert way(store, clock, later).state is PlanState.CURRENT  # type: ignore[operator]
    assert find_plan(store, plan.id).state is PlanState.REPLACED


@pytest.mark.parametrize("state", [PlanState.BEING_WRITTEN, PlanState.PUT_AWAY])
def test_a_plan_that_was_never_in_use_is_not_replaced(store: Store, clock: FakeClock, plan: Plan, form: Form, state: PlanState) -> None:
    in_state(store, clock, plan, state)
    put_to_use(store, clock, start_plan(store, clock, plan.patient_id, form, follows=plan.id))

    assert find_plan(store, plan.id).state is state


def test_where_writing_stopped_is_kept(store: Store, plan: Plan) -> None:
    note_where_we_stopped(store, plan.id, "drinks")

    assert find_plan(store, plan.id).stopped_at == "drinks"


# ---- the writing


def test_an_empty_plan_opens_empty_and_has_no_history(store: Store, plan: Plan) -> None:
    loaded, document = load_document(store, plan)

    assert (loaded.tail, loaded.broken_at, document.written_sides()) == ((), None, [])
    assert len(load_history(store, plan)) == 0


def test_words_are_dated_by_the_clock_that_is_given(store: Store, clock: FakeClock, plan: Plan) -> None:
    kept: list[int] = []
    document = load_document(store, plan, lambda committed: kept.extend(update.at_ms for update in committed.updates), clock)[1]
    write(document, Room().own(SAM), GARDEN, 0, 0, "I")

    assert kept == [to_ms(clock.now())]
    assert isinstance(document, PlanDocument)


# ---- who looked


def test_a_look_at_a_plan_is_a_line_in_the_log_with_codes_and_no_names(store: Store, clock: FakeClock, sam: Person, plan: Plan) -> None:
    jo = first_keeper(store, "Jo Nkemelu", roles()["nurse"], clock.now().date())
    note_access(store, clock, jo.id, "opened", plan)
    note_access(store, clock, jo.id, "unlocked", patient=sam.id)
    note_access(store, clock, "", "exported", plan, detail="clean")

    with store.reading() as session:
        lines = access_lines(session, patient_id=sam.id)
    assert [(line.person_id, line.verb, line.plan_id, line.patient_id, line.detail) for line in lines] == [
        (jo.id, "opened", plan.id, sam.id, ""),
        (jo.id, "unlocked", "", sam.id, ""),
        ("", "exported", plan.id, sam.id, "clean"),
    ]
    assert {line.at_ms for line in lines} == {to_ms(clock.now())}


@pytest.mark.parametrize("word", ["Sam Okafor", "I like the garden.", "opened plan"])
def test_a_name_or_a_sentence_has_no_place_in_the_log(store: Store, clock: FakeClock, plan: Plan, word: str) -> None:
    for verb, detail in ((word, ""), ("opened", word)):
        with pytest.raises(ValueError, match="codes"):
            note_access(store, clock, "", verb, plan, detail=detail)
    with store.reading() as session:
        assert access_lines(session) == []
