"""Answers that are not text: their shapes, and when people differ."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.answers import (
    Answered,
    Chosen,
    LawDecision,
    Reply,
    Step,
    answered_value,
    answers_of_question,
    asks_for_help,
    chosen_value,
    date_value,
    day_in,
    differ,
    in_order,
    is_low,
    is_too_late,
    law_value,
    read_answered,
    read_chosen,
    read_date,
    read_law,
    read_step,
    step_value,
    words_in,
)
from app.errors import explain
from app.forms import shipped_form
from models.questions import Kind, Question
from models.text.entries import EntryFault
from tests.app.rooms import JO, MUM, SAM, Room, told

DRINKS, WEEK, ASK = "drinks/patient", "week/patient", "ask/patient"
READERS: list[Callable[[dict[str, Any]], object]] = [read_chosen, read_date, read_answered, read_step, read_law]

words = st.text(max_size=12)
days = st.none() | st.dates()
plain: st.SearchStrategy[Any] = st.none() | st.booleans() | st.integers() | st.floats() | words
anything = plain | st.lists(plain | st.lists(plain, max_size=2), max_size=3) | st.dictionaries(words, plain, max_size=2)
names = st.sampled_from(
    ["values", "own", "day", "reply", "reason", "by", "again", "who", "by_when", "power", "decider", "until", "challenge"]
)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def several() -> Question:
    return Room().form.question("drinks")


def choose(room: Room, person: str, *values: str, own: str = "", side: str = "") -> None:
    """Somebody chooses in their own box of the drinks."""
    room.desk.take_up(room.own(person))
    place = side or {SAM: DRINKS, JO: "drinks/team"}.get(person, f"drinks/family:{person}")
    room.desk.enter(place, chosen_value(room.form.question("drinks"), Chosen(values, own)))


# ---- shapes


@given(st.dictionaries(names, anything, max_size=5))
@example({"reply": ["yes"], "values": [["tea"]], "day": {}, "again": 3})
@example({"values": [1], "power": None, "decider": "Dr Ade", "reason": "why"})
def test_a_reader_gives_none_or_plain_values_for_any_shape_whatever(value: dict[str, Any]) -> None:
    for read in READERS:
        found = read(value)
        assert found is None or all(isinstance(part, str | tuple | date | Reply | None) for part in getattr(found, "__dict__", {}).values())


@given(st.lists(st.sampled_from(["tea", "music", "own"]), unique=True), words)
def test_a_choice_comes_back_as_it_was_made(values: list[str], own: str) -> None:
    several = Room().form.question("drinks")
    chosen = Chosen(tuple(values), own if "own" in values else "")

    assert (read_chosen(chosen_value(several, chosen)) or Chosen(())) == chosen


@given(days)
def test_a_day_comes_back_as_it_was_given(day: date | None) -> None:
    assert read_date(date_value(day)) == day


@given(words, days)
def test_a_step_comes_back_as_it_was_given(who: str, day: date | None) -> None:
    assert read_step(step_value(Step(who, day))) == Step(who, day)


@given(st.sampled_from(Reply), words.filter(str.strip), words, days)
def test_an_answer_to_a_request_comes_back_as_it_was_given(reply: Reply, reason: str, by: str, again: date | None) -> None:
    answered = Answered(reply, reason, by, again)

    assert read_answered(answered_value(answered)) == answered


def test_a_decision_under_law_comes_back_as_it_was_written() -> None:
    decision = LawDecision("Mental Health Act, section 3", "Dr Ade", "Nights were not safe.", "4 August", "Ask for a tribunal.")

    assert read_law(law_value(decision)) == decision


def test_words_and_days_under_a_name_are_read_only_where_they_are_that() -> None:
    value = {"own": "Tea", "n": 3, "day": "2026-05-04", "other": "4 May"}

    assert [words_in(value, name) for name in ("own", "n", "none")] == ["Tea", "", ""]
    assert [day_in(value, name) for name in ("day", "other", "n")] == [date(2026, 5, 4), None, None]


# ---- what does not fit


def test_what_the_form_does_not_offer_is_refused(several: Question) -> None:
    with told("not on the list"):
        chosen_value(several, Chosen(("coffee",)))


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.SCALE])
def test_one_answer_only_where_one_is_asked(kind: Kind) -> None:
    question = Question("one", "Which?", "Which", kind, choices=Room().form.question("drinks").choices)

    with told("One choice only"):
        chosen_value(question, Chosen(("tea", "music")))


def test_a_choice_that_shuts_out_the_others_stands_alone(several: Question) -> None:
    assert chosen_value(several, Chosen(("nothing",))) == {"values": ["nothing"], "own": ""}
    with told("do not go together"):
        chosen_value(several, Chosen(("tea", "nothing")))


def test_own_words_need_the_choice_that_opens_a_line_for_them(several: Question) -> None:
    assert chosen_value(several, Chosen(("own",), "Cocoa")) == {"values": ["own"], "own": "Cocoa"}
    with told("own words"):
        chosen_value(several, Chosen(("tea",), "Cocoa"))


def test_choosing_nothing_takes_the_answer_back(several: Question) -> None:
    assert chosen_value(several, Chosen(())) == {}


@pytest.mark.parametrize("reply", [Reply.NO, Reply.LATER])
def test_a_no_or_later_without_a_reason_is_refused(reply: Reply) -> None:
    with told("Say why"):
        answered_value(Answered(reply, "  "))
    assert answered_value(Answered(Reply.YES))["reply"] == "yes"


@pytest.mark.parametrize("missing", [("", "Dr Ade", "why"), ("Section 3", " ", "why"), ("Section 3", "Dr Ade", "\n")])
def test_a_decision_under_law_names_the_power_the_decider_and_a_plain_reason(missing: tuple[str, str, str]) -> None:
    with told("Something is missing"):
        law_value(LawDecision(*missing))


def test_an_answer_too_long_for_any_field_is_told_in_words() -> None:
    assert explain(EntryFault()).title == "This is too long."
    assert not explain(EntryFault()).ours


# ---- when people differ


def test_people_differ_when_they_say_other_things_and_both_stand(room: Room) -> None:
    choose(room, SAM, "tea")
    choose(room, JO, "music")

    given = answers_of_question(room.document, room.form.question("drinks"))
    assert differ(given)
    assert [read_chosen(entry.value) for entry in given] == [Chosen(("tea",)), Chosen(("music",))]


def test_people_who_chose_the_same_in_another_order_do_not_differ(room: Room) -> None:
    choose(room, SAM, "tea", "music")
    choose(room, JO, "music", "tea")

    assert not differ(answers_of_question(room.document, room.form.question("drinks")))


def test_people_who_chose_the_same_differ_in_their_own_words(room: Room) -> None:
    choose(room, SAM, "own", own="Cocoa")
    choose(room, JO, "own", own="Juice")

    assert differ(answers_of_question(room.document, room.form.question("drinks")))


def test_one_answer_and_none_at_all_are_no_difference(room: Room) -> None:
    assert not differ([])
    choose(room, SAM, "tea")
    assert not differ(answers_of_question(room.document, room.form.question("drinks")))


def test_the_answers_of_a_question_come_side_by_side_with_each_relatives(room: Room) -> None:
    choose(room, MUM, "music")
    choose(room, JO, "tea")
    choose(room, SAM, "tea")

    found = answers_of_question(room.document, room.form.question("drinks"), written=room.document.entry_places())
    assert [entry.pen.hands for entry in found] == [SAM, JO, MUM]


def test_a_persons_newest_answer_is_that_persons_answer_and_replaces_nobody_elses(room: Room) -> None:
    choose(room, SAM, "tea")
    choose(room, JO, "tea")
    choose(room, SAM, "music")

    found = answers_of_question(room.document, room.form.question("drinks"))
    assert {entry.pen.hands: read_chosen(entry.value) for entry in found} == {SAM: Chosen(("music",)), JO: Chosen(("tea",))}


def test_an_order_that_is_another_is_a_difference_where_the_order_counts(room: Room) -> None:
    choose(room, SAM, "tea", "music")
    choose(room, JO, "music", "tea")

    assert differ(answers_of_question(room.document, room.form.question("drinks")), in_order=True)


# ---- where somebody may need a person


@pytest.mark.parametrize(("value", "low"), [("1", True), ("2", True), ("3", False), ("5", False), ("rather_not", False), ("9", False)])
def test_the_steps_below_the_middle_of_a_scale_are_low(value: str, low: bool) -> None:
    assert is_low(shipped_form("ward_round").question("wr_mood"), value) is low


def test_a_low_step_and_a_no_to_feeling_safe_may_need_a_person() -> None:
    ward_round, wales = shipped_form("ward_round"), shipped_form("wales_ctp")
    no, yes = (answered_value(Answered(reply), reason_needed=False) for reply in (Reply.NO, Reply.YES))

    assert asks_for_help(ward_round.question("wr_week"), {"values": ["1"], "own": ""})
    assert not asks_for_help(ward_round.question("wr_take_part"), {"values": ["come"], "own": ""})
    assert asks_for_help(ward_round.question("wr_feel_safe"), no)
    assert not asks_for_help(ward_round.question("wr_feel_safe"), yes)
    assert not asks_for_help(wales.question("w_advocate"), no)
    assert not asks_for_help(ward_round.question("wr_mood"), {"shape": "unknown"})


@pytest.mark.parametrize(
    ("day", "late"),
    [(date(2027, 5, 4), False), (date(2027, 5, 5), True), (date(2026, 5, 5), False), (date(2028, 2, 29), True)],
)
def test_a_review_is_too_late_after_twelve_months(day: date, late: bool) -> None:
    wales = shipped_form("wales_ctp")

    assert is_too_late(wales.question("w_review"), day, date(2026, 5, 4)) is late
    assert not is_too_late(shipped_form("care_plan").question("next_review"), day, date(2026, 5, 4)), "only where the form says so"


def test_a_plan_that_began_on_a_leap_day_is_looked_at_within_a_year() -> None:
    review = shipped_form("wales_ctp").question("w_review")

    assert not is_too_late(review, date(2029, 2, 28), date(2028, 2, 29))
    assert is_too_late(review, date(2029, 3, 1), date(2028, 2, 29))


def test_an_order_is_numbered_and_own_words_stand_in_their_place() -> None:
    order = shipped_form("my_meeting").question("mm_order")

    assert in_order(order, Chosen(("mm_hard", "own", "gone"), "My cat")) == ["1. What has been hard?", "2. My cat", "3. gone"]
