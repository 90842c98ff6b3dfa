"""Before a copy leaves: what leaves, who could get it, which copies left before."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sending import (
    Leaves,
    copies_left,
    leaves_in_words,
    note_given,
    receivers,
    receivers_in_words,
    what_leaves,
)
from app.settings import MAIN_WORKER_TITLE
from app.word.blocks import CopyKind, Identity
from app.word.export import export_plan
from tests.app.open_ward import OpenWard, open_ward, write_in_a_plan
from tests.app.rooms import told

SIDE = "about_important/patient"


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    ward = open_ward(tmp_path)
    write_in_a_plan(ward)
    yield ward
    ward.close()


def test_what_leaves_is_counted_and_said(ward: OpenWard) -> None:
    desk = ward.store.plan.desk
    desk.take_up(desk.pens.own(ward.jo.id))
    desk.write(SIDE, 7, 4, "")

    leaves = what_leaves(ward.store, ward.store.plan)

    assert (leaves.answered, leaves.unsettled) == (1, 1)
    assert leaves_in_words(leaves) == [
        "This leaves: the name, the day of birth, the NHS number and 1 question with its answers.",
        "This stays here: pages you did not share, and words somebody says are not theirs.",
        "1 thing is not settled yet. The copy says so in words.",
    ]


def test_what_is_not_known_of_somebody_does_not_leave() -> None:
    said = leaves_in_words(Leaves(Identity("Ada Lind", "Ada", None, ""), 2, 0))

    assert said[0] == "This leaves: the name and 2 questions with their answers."
    assert len(said) == 2


def test_those_who_are_here_and_those_whom_plans_go_to_can_get_it(ward: OpenWard) -> None:
    ward.store.settings.set(MAIN_WORKER_TITLE, "care co-ordinator")

    found = receivers(ward.store)

    assert [one.words for one in found] == ["Sam", "Jo", "family doctor (GP)", "care co-ordinator"]
    assert [bool(one.mark) for one in found] == [True, True, False, False]
    assert receivers_in_words(found[:1] + found[2:3], " the ward at Elm House ") == "Sam, family doctor (GP) and the ward at Elm House"
    assert receivers_in_words([]) == ""


def test_copies_that_left_stay_listed_the_newest_first(ward: OpenWard, tmp_path: Path) -> None:
    plan = ward.store.plan.plan
    export_plan(ward.store, plan, CopyKind.CLEAN, tmp_path / "one.docx", for_whom="Sam")
    ward.clock.advance(86_400)
    export_plan(ward.store, plan, CopyKind.WHO_WROTE_WHAT, tmp_path / "two.docx")

    left = copies_left(ward.store, plan)
    assert [copy.words for copy in left] == ["5 May 2026: Who wrote what", "4 May 2026: Clean, for Sam"]
    assert {copy.given for copy in left} == {""}

    ward.clock.advance(86_400)
    note_given(ward.store, left[1])
    ward.clock.advance(86_400)
    note_given(ward.store, left[1])
    assert [copy.given for copy in copies_left(ward.store, plan)] == ["", "Given on 6 May 2026."], "the first day stays"
    ward.store.lock()
    with told("locked"):
        note_given(ward.store, left[0])
