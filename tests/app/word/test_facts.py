"""What a copy knows besides the writing, read from a real store: family's settings, sittings, double entries, the plan before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.answers import date_value
from app.dates import write_day
from app.forms import roles, shipped_form
from app.next_plan import start_next_plan
from app.people import add_person, join_entries
from app.plans import find_plan, load_document, start_plan
from app.ward_words import say_plainly
from app.word.blocks import CopyKind
from app.word.export import copy_of
from app.word.facts import Facts, gather
from models.family import FamilySetting, set_for_family
from models.plans import Plan
from models.sittings import TakesPart
from tests.app.open_ward import OpenWard, open_ward, write_in_a_plan
from tests.app.rooms import lay_table
from tests.app.word.plans import closing, everything

SIDE = "about_important/patient"


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[OpenWard]:
    opened = open_ward(tmp_path)
    yield opened
    opened.close()


def facts_of(ward: OpenWard, plan: Plan) -> Facts:
    """The facts about a plan as they stand."""
    ward.store.keeping.flush()
    loaded, _document = load_document(ward.store.store, plan)
    return gather(ward.store.store, find_plan(ward.store.store, plan.id), loaded.pens.values(), "Ash Ward", date(2026, 5, 4))


def test_of_family_the_last_word_counts(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward).plan
    mum, lee = (add_person(ward.store.store, name) for name in ("Grace Okafor", "Lee Adeyemi"))
    for person, stands in ((mum, True), (lee, True), (mum, False)):
        with ward.store.store.session() as session:
            set_for_family(session, FamilySetting(ward.sam.id, person.id, (), stands, datetime(2026, 5, 4, tzinfo=UTC)))

    assert facts_of(ward, plan).family_in_copies == {lee.id}


def test_only_sittings_in_which_the_plan_was_written_are_named(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward).plan
    ward.store.end_sitting()
    ward.store.unlock_as(ward.jo.id)
    ward.clock.advance(86_400)
    ward.store.begin_sitting(ward.sam.id).arrive(ward.jo.id, roles()["nurse"])

    [met] = facts_of(ward, plan).met
    assert met.day == date(2026, 5, 4)
    assert {(came.person, came.role.id) for came in met.came} == {(ward.sam.id, "patient"), (ward.jo.id, "nurse")}


def test_who_sent_words_and_who_had_help_is_said(ward: OpenWard) -> None:
    mum = add_person(ward.store.store, "Grace Okafor", "Mum", roles()["mother"])
    plan = write_in_a_plan(ward).plan
    assert ward.store.sitting is not None
    ward.clock.advance(60)
    ward.store.sitting.arrive(mum.id, roles()["mother"], TakesPart.SENT_WORDS)
    ward.store.sitting.arrive(ward.sam.id, roles()["patient"], TakesPart.SPEAKS_WITH_HELP, helper=ward.jo.id)

    [line] = closing(copy_of(ward.store, plan, CopyKind.CLEAN), "Who took part")
    assert line.startswith("4 May 2026 | Sam (patient), with help from Jo; ")
    assert line.endswith("Mum (mother), who sent words")


def test_a_double_entry_goes_by_the_name_of_the_one_that_stands_for_it(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward).plan
    double = add_person(ward.store.store, "Joanna Nowak", "Joanna", roles()["nurse"], by=ward.jo.id)
    assert ward.store.sitting is not None
    ward.store.sitting.arrive(double.id, roles()["nurse"])
    join_entries(ward.store.store, double.id, ward.jo.id, by=ward.jo.id)

    [found] = [person for person in facts_of(ward, plan).people if person.id == double.id]
    assert (found.name, found.known_as, found.initials) == ("Jo Nowak", "Jo", double.initials)


def test_nobody_who_has_nothing_to_do_with_the_plan_is_known(ward: OpenWard) -> None:
    plan = write_in_a_plan(ward).plan

    assert {person.id for person in facts_of(ward, plan).people} == {ward.sam.id, ward.jo.id}


def test_what_stayed_in_the_plan_before_is_listed_in_the_next_one(ward: OpenWard) -> None:
    opened = write_in_a_plan(ward, "My cat, and silence.")
    assert ward.store.sitting is not None
    jo = ward.store.sitting.pens.own(ward.jo.id)
    opened.desk.take_up(jo)
    opened.desk.write(SIDE, len("My cat, and "), len("silence"), "")
    started = start_next_plan(ward.store, opened.plan, jo)

    copy = copy_of(ward.store, started.plan, CopyKind.CLEAN)
    assert closing(copy, "Left behind in the earlier plan") == ["Question 1, crossed out by Jo and not settled: silence (Sam)"]
    assert "My cat, and ." in everything(copy)


def test_what_the_meeting_leaves_out_today_is_not_called_unanswered(ward: OpenWard) -> None:
    sitting = ward.store.begin_sitting(ward.sam.id)
    plan = ward.store.open_plan(start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("my_meeting")))
    plan.desk.take_up(sitting.pens.own(ward.sam.id))
    plan.desk.write("mm_well/patient", 0, 0, "I slept.")
    meeting = plan.begin_meeting()
    body = next(part for part in meeting.parts if part.id == "mm_body")

    def of_body(title: str) -> bool:
        copy = copy_of(ward.store, plan.plan, CopyKind.CLEAN)
        return any(plan.form.question("mm_body").wording in line for line in closing(copy, title))

    assert (of_body("Left out today"), of_body("No answer yet")) == (False, True)
    meeting.leave_out(body)
    assert (of_body("Left out today"), of_body("No answer yet")) == (True, False)

    ward.store.end_sitting()
    assert (of_body("Left out of the meeting"), of_body("No answer yet")) == (True, False), "the record says so for ever"


def test_hard_words_that_were_said_plainly_are_explained_where_a_copy_says_them(ward: OpenWard) -> None:
    table, part = lay_table(ward), "Hard words in plain words"
    for word, meaning, who in (
        ("RC", "The doctor in charge of my care.", ward.sam),
        ("OT", "Somebody who helps with daily life.", ward.jo),
        ("Zed", "Last.", ward.sam),
        ("crack", "A line in a wall.", ward.sam),
        ("garden", "Where I shout.", table.mum),
        ("walk", "Said in another sitting.", ward.robin),
        ("section", "A part of the ward.", ward.sam),
    ):
        say_plainly(ward.store.store, ward.clock, word, meaning, by=who.id)
    for person, place, words in (
        (ward.sam, "garden/patient", "A walk in the garden. Section 117. Ask the OT, cr"),
        (ward.jo, "garden/team", "ack, then the RC"),
        (table.mum, f"garden/family:{table.mum.id}", "And Zed."),
    ):
        table.desk.take_up(table.desk.pens.own(person.id))
        table.desk.write(place, 0, 0, words)

    for kind in CopyKind:
        shipped = "Section 117 is a law that gives some people free help after hospital."
        explained = [shipped, "OT: Somebody who helps with daily life.", "RC: The doctor in charge of my care."]
        assert closing(copy_of(ward.store, table.plan.plan, kind), part) == explained, "nor what others said, nor what stays out"

    for person, place in ((ward.sam, "garden/patient"), (ward.jo, "garden/team")):
        table.desk.take_up(table.desk.pens.own(person.id))
        table.desk.write(place, 0, table.plan.document.side(place).length, "Ask.")
    assert part not in [one.title for one in copy_of(ward.store, table.plan.plan, CopyKind.CLEAN).closing]


def test_who_led_is_not_called_unanswered_once_somebody_did(ward: OpenWard) -> None:
    sitting = ward.store.begin_sitting(ward.sam.id)
    plan = ward.store.open_plan(start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("my_meeting")))
    plan.desk.take_up(sitting.pens.own(ward.sam.id))
    plan.desk.write("mm_well/patient", 0, 0, "I slept.")
    asked = plan.form.question("mm_chair").wording

    def unanswered() -> bool:
        return any(asked in line for line in closing(copy_of(ward.store, plan.plan, CopyKind.CLEAN), "No answer yet"))

    assert unanswered()
    plan.begin_meeting().hand_chair_to(ward.sam.id)
    assert not unanswered()


def test_the_record_of_a_meeting_says_when_it_was_that_it_was_closed_and_when_the_next_one_is(ward: OpenWard) -> None:
    sitting = ward.store.begin_sitting(ward.sam.id)
    plan = ward.store.open_plan(start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("my_meeting")))
    assert copy_of(ward.store, plan.plan, CopyKind.CLEAN).state[0] == "This is the record of a meeting.", "which nobody has begun"
    held = write_day(ward.clock.now().astimezone().date())
    meeting = plan.begin_meeting()
    copy = copy_of(ward.store, plan.plan, CopyKind.CLEAN)
    assert copy.state[0] == f"This is the record of the meeting on {held}."
    assert (copy.standing, copy.review) == ("being written", "No day is set yet for the next meeting.")

    plan.desk.take_up(sitting.pens.own(ward.sam.id))
    plan.desk.write("mm_next/together", 0, 0, "After the holidays.")
    number = plan.form.number_of("mm_next")
    in_words = f"For the next meeting, see question {number}."
    assert copy_of(ward.store, plan.plan, CopyKind.CLEAN).review == in_words
    plan.desk.enter("mm_next/together", date_value(date(2026, 12, 7)))
    meeting.close()
    copy = copy_of(ward.store, plan.plan, CopyKind.CLEAN)
    closed = write_day(ward.clock.now().astimezone().date())
    assert (copy.standing, copy.review) == (f"closed on {closed}", "The next meeting is on 7 December 2026.")
    small = {chapter.title: chapter.professional for chapter in copy.chapters}
    assert (small["We close"], small["We decide"]) == ("", "Outcomes"), "not the same word again"


def test_a_record_of_the_first_meeting_does_not_miss_an_answer_about_last_time(ward: OpenWard) -> None:
    plan = start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("my_meeting"))
    asked = shipped_form("my_meeting").question("mm_since").wording
    assert not any(asked in line for line in closing(copy_of(ward.store, plan, CopyKind.CLEAN), "No answer yet"))


def test_what_was_left_out_and_answered_all_the_same_stands_with_its_answer(ward: OpenWard) -> None:
    sitting = ward.store.begin_sitting(ward.sam.id)
    plan = ward.store.open_plan(start_plan(ward.store.store, ward.clock, ward.sam.id, shipped_form("my_meeting")))
    plan.desk.take_up(sitting.pens.own(ward.sam.id))
    meeting = plan.begin_meeting()
    meeting.leave_out(next(part for part in meeting.parts if part.id == "mm_body"))
    plan.desk.write("mm_body/patient", 0, 0, "My back hurts.")
    copy = copy_of(ward.store, plan.plan, CopyKind.CLEAN)
    assert not any(plan.form.question("mm_body").wording in line for line in closing(copy, "Left out today"))
