"""What a crash left open: which sitting, which plan, and up to when its words are here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import left_open
from app.forms import shipped_form
from app.plans import start_plan
from tests.app.open_ward import OpenWard, open_ward, write_in_a_plan, write_more


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    opened = open_ward(tmp_path)
    yield opened
    opened.close()


def after_a_crash(ward: OpenWard) -> None:
    """The same store in a new process: what was kept in memory is gone, the sitting was not ended."""
    ward.store.keeping.close()
    ward.store.store.close()
    ward.store = ward.services.open_with_keyring()
    ward.store.unlock_as(ward.jo.id)


def test_the_time_of_the_last_words_is_known_after_a_crash(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward)
    ward.clock.advance(60)
    write_more(ward, plan, "Every day. ")
    written = ward.clock.now()
    ward.clock.advance(3600)
    after_a_crash(ward)

    left = left_open.find_left_open(ward.store)

    assert left is not None
    assert left.plan is not None
    assert (left.plan.id, left.written_at) == (plan.plan.id, written)
    assert [here.known_as for here in left.sitting.people] == ["Sam", "Jo"]


def test_a_sitting_that_was_closed_before_its_end_waits_and_is_no_accident(ward: OpenWard) -> None:
    write_in_a_plan(ward)
    assert ward.store.close()
    ward.store = ward.services.open_with_keyring()
    ward.store.unlock_as(ward.jo.id)
    left = left_open.find_left_open(ward.store)
    assert left is not None
    assert left.paused

    left_open.go_on(ward.store, left)
    after_a_crash(ward)

    left = left_open.find_left_open(ward.store)
    assert left is not None
    assert not left.paused, "it runs again, so what ended it now was an accident"


@pytest.mark.parametrize(("hours", "long_ago"), [(0.0, False), (3.9, False), (4.1, True), (30.0, True)])
@pytest.mark.parametrize("crashed", [True, False])
@pytest.mark.parametrize("written", [True, False])
def test_after_a_long_break_it_is_told_that_others_may_be_here(
    ward: OpenWard, hours: float, long_ago: bool, crashed: bool, written: bool
) -> None:
    if written:
        write_in_a_plan(ward)
    else:
        ward.store.begin_sitting(ward.sam.id)
    if not crashed:
        ward.clock.advance(5 * 3600)  # nobody wrote for long, and still they were here
        assert ward.store.close()
    ward.clock.advance(hours * 3600)
    after_a_crash(ward)

    left = left_open.find_left_open(ward.store)

    assert left is not None
    assert (left.paused, left.long_ago) == (not crashed, long_ago)


def test_a_plan_that_was_begun_and_not_written_in_is_the_one_to_go_on_with(ward: OpenWard) -> None:
    ward.store.begin_sitting(ward.sam.id)
    begun = start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("care_plan"))
    ward.store.open_plan(begun)
    after_a_crash(ward)

    left = left_open.find_left_open(ward.store)

    assert left is not None
    assert left.written_at is None
    assert left.plan is not None
    assert left.plan.id == begun.id


def test_going_on_puts_the_plan_back_on_the_table(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward)
    after_a_crash(ward)
    left = left_open.find_left_open(ward.store)
    assert left is not None

    left_open.go_on(ward.store, left)

    assert ward.store.plan is not None
    assert ward.store.plan.plan.id == plan.plan.id
    assert ward.store.plan.document.side("about_important/patient").text == "I like the garden."
    assert left_open.find_left_open(ward.store) is None


def test_ending_it_leaves_the_store_open_and_nothing_left(ward: OpenWard) -> None:
    write_in_a_plan(ward)
    after_a_crash(ward)
    left = left_open.find_left_open(ward.store)
    assert left is not None

    left_open.end(ward.store, left)

    assert left_open.find_left_open(ward.store) is None
    assert ward.store.sitting is None
    assert not ward.store.locked
    ward.wait_for(lambda: not ward.store.after_sitting.under_way)


def test_a_sitting_in_which_nobody_wrote_has_no_time(ward: OpenWard) -> None:
    ward.store.begin_sitting(ward.sam.id)
    after_a_crash(ward)

    left = left_open.find_left_open(ward.store)

    assert left is not None
    assert (left.plan, left.written_at) == (None, None)


def test_what_was_written_in_an_earlier_sitting_does_not_count(ward: OpenWard) -> None:
    write_in_a_plan(ward)
    ward.store.end_sitting()
    ward.store.unlock_as(ward.jo.id)
    ward.store.begin_sitting(ward.sam.id)
    after_a_crash(ward)

    left = left_open.find_left_open(ward.store)

    assert left is not None
    assert left.plan is None


def test_nothing_is_left_open_after_an_ordinary_end(ward: OpenWard) -> None:
    write_in_a_plan(ward)
    ward.store.end_sitting()
    ward.store.after_sitting.settle()  # what is done after a sitting, on a thread of its own
    after_a_crash(ward)

    assert left_open.find_left_open(ward.store) is None
