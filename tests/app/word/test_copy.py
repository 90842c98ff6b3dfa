"""What leaves of a plan: which questions, whose sides, answers of every kind, stands and signatures, and what is not settled."""

from datetime import date

import pytest

from app.answers import Answered, Chosen, LawDecision, Reply, Step, answered_value, date_value, law_value, step_value
from app.desk import BOXES
from app.stands import Stand, give_stand
from app.word.blocks import CopyKind, Dress, Rows, SideBySide
from app.word.facts import open_strikes
from models.plans import PlanState
from models.text.document import PlanDocument, side_id
from models.text.entries import enter
from tests.app.word.plans import (
    JO,
    LEE,
    MUM,
    REYES,
    SAM,
    PaperPlan,
    asked,
    closing,
    everything,
    is_printed,
    lines_of,
    person,
    said_at,
    scribe,
)

JUNE, JULY = date(2026, 6, 3), date(2026, 7, 1)
NOTHING = "Nobody has written here yet."


# ---- which questions are printed


def test_safety_questions_are_printed_when_nobody_has_answered_them() -> None:
    copy = PaperPlan().copy()

    assert said_at(copy, "safe") == [NOTHING]
    assert said_at(copy, "unmet") == [NOTHING], "and so is what belongs in every copy"


def test_other_questions_without_an_answer_are_named_at_the_end() -> None:
    copy = PaperPlan().copy()

    assert not is_printed(copy, "help")
    first, last = closing(copy, "No answer yet")
    assert last.startswith("At the end: ")
    assert first.replace("\N{NO-BREAK SPACE}", " ").startswith("My plan: 1 What helps me? · 2 Where do I need help? · 3 And")
    assert "What changed?" not in first, "this plan follows no other"


def test_a_question_of_the_first_page_stands_there_and_is_named_in_its_place() -> None:
    plan = PaperPlan()
    plan.says(SAM, "call/patient", "Mum.")
    copy = plan.copy()

    assert [one.question for one in copy.first] == ["call"]
    in_place = [one for chapter in copy.chapters for one in chapter.asked if one.question == "call"]
    assert [(one.elsewhere, one.parts) for one in in_place] == [(True, ())]


def test_each_side_stands_under_its_own_title_and_empty_ones_are_named() -> None:
    plan = PaperPlan(MUM)
    plan.says(SAM, "help/patient", "The garden.")
    plan.says(MUM, f"help/family:{MUM}", "A phone call.")

    assert said_at(plan.copy(), "help") == [
        "Sam",
        "The garden.",
        "Mum (mother)",
        "A phone call.",
        "The team has not written here yet. There is no shared answer yet.",
    ]


def test_who_says_not_now_is_said() -> None:
    plan = PaperPlan()
    plan.enters(SAM, "help/not_now", {"not_now": True})

    assert said_at(plan.copy(), "help") == ["Sam said: not now."]


def test_boxes_of_a_question_and_of_the_one_beside_it_stand_together() -> None:
    plan = PaperPlan()
    plan.says(SAM, "need/patient", "Sleep.")
    plan.says(SAM, "then/patient", "Then work.")
    plan.enters(SAM, side_id("need", BOXES), {"box": "b2"})
    plan.says(SAM, "need#b2/patient", "Letters.")
    plan.says(SAM, "then#b2/patient", "Then rest.")

    printed = [(one.number, one.question, one.box) for one in plan.copy().asked if one.question in ("need", "then")]
    assert printed == [("2.1", "need", ""), ("3.1", "then", ""), ("2.2", "need", "b2"), ("3.2", "then", "b2")]


# ---- family


def test_a_familys_side_stays_out_until_the_patient_says_so() -> None:
    plan = PaperPlan()
    plan.says(MUM, f"help/family:{MUM}", "Secretly worried.")
    plan.says(MUM, f"mum_says/family:{MUM}", "Secretly afraid.")
    plan.enters(MUM, f"likes/family:{MUM}", {"values": ["tea"], "own": ""})
    plan.stands(MUM, "help", Stand.DISAGREE, "Secretly cross.")
    plan.signs(MUM, Stand.DISAGREE, "Secretly sad.")
    plan.says(SAM, "help/patient", "The garden.")

    for kind in CopyKind:
        assert "Secretly" not in everything(plan.copy(kind))
        assert not is_printed(plan.copy(kind), "mum_says")
        assert any("(family's answers may stay out of copies)" in line for line in closing(plan.copy(kind), "No answer yet"))
    assert "Words of family and friends are in a copy only when Sam says so." in closing(plan.copy(), "About this copy")


def test_a_question_for_family_alone_is_named_whether_or_not_somebody_of_them_wrote() -> None:
    without, written = PaperPlan(), PaperPlan()
    written.says(MUM, f"mum_says/family:{MUM}", "Secretly afraid.")

    for kind in CopyKind:
        named = closing(written.copy(kind), "No answer yet")
        assert named == closing(without.copy(kind), "No answer yet")
        assert any("(family's answers may stay out of copies)" in line for line in named)


def test_what_family_says_together_with_all_stays_in() -> None:
    plan = PaperPlan()
    plan.says(MUM, "help/together", "I ring at four.")

    assert "I ring at four." in said_at(plan.copy(), "help")


def test_a_relative_who_wrote_nothing_looks_like_one_whose_words_stay_back() -> None:
    silent, kept_back = PaperPlan(MUM), PaperPlan()
    for plan in (silent, kept_back):
        plan.says(SAM, "help/patient", "The garden.")
    kept_back.says(MUM, f"help/family:{MUM}", "Secretly worried.")

    assert said_at(silent.copy(), "help") == said_at(kept_back.copy(), "help")


def test_two_relatives_are_let_out_one_by_one() -> None:
    plan = PaperPlan(LEE)
    plan.says(MUM, f"help/family:{MUM}", "Mum's view.")
    plan.says(LEE, f"help/family:{LEE}", "Lee's view.")

    assert "Lee's view." in said_at(plan.copy(), "help")
    assert "Mum's view." not in everything(plan.copy())


# ---- answers that are not text


def test_choices_stand_in_words_with_what_was_added() -> None:
    plan = PaperPlan()
    chosen = Chosen(("tea", "own"), "a window seat")
    plan.enters(SAM, "likes/patient", {"values": list(chosen.values), "own": chosen.own})

    assert said_at(plan.copy(), "likes")[:2] == ["Sam", "Tea; Something else: a window seat"]
    assert said_at(plan.copy(CopyKind.WHO_WROTE_WHAT), "likes")[1] == "[SO] Tea; Something else: a window seat"


def test_an_answer_that_was_entered_for_somebody_says_so() -> None:
    plan = PaperPlan()
    enter(plan.document, scribe(JO, SAM), "likes/patient", {"values": ["tea"], "own": ""})

    assert said_at(plan.copy(), "likes")[1] == "Tea (typed by Jo, not yet confirmed)"
    assert said_at(plan.copy(CopyKind.WHO_WROTE_WHAT), "likes")[1] == "[SO·jn] Tea (typed by Jo, not yet confirmed)"
    assert "Question 4: An answer was typed for somebody. It is not confirmed." in closing(plan.copy(), "Not settled yet")


def test_days_that_differ_stand_side_by_side_under_their_names() -> None:
    plan = PaperPlan()
    plan.enters(SAM, "review/patient", date_value(JUNE))
    plan.enters(JO, "review/team", date_value(JULY))
    copy = plan.copy()

    assert said_at(copy, "review") == ["Sam: 3 June 2026", "Jo: 1 July 2026"]
    assert copy.review == "We differ on when we look at this plan again. See question 15."


def test_a_day_that_all_name_is_the_next_review() -> None:
    plan = PaperPlan()
    assert plan.copy().review == "No day is set yet to look at this plan again."
    plan.enters(SAM, "review/patient", date_value(JUNE))
    plan.enters(JO, "review/team", date_value(JUNE))

    assert plan.copy().review == "We look at this plan again on 3 June 2026."
    assert said_at(plan.copy(), "review")[:4] == ["Sam", "3 June 2026", "Team", "Jo: 3 June 2026"]


def test_a_request_stands_with_its_answer_its_reason_and_when_we_look_again() -> None:
    plan = PaperPlan()
    plan.says(SAM, "ask/patient", "Two hours in the park.")
    assert said_at(plan.copy(), "ask") == ["Sam asks", "Two hours in the park.", "Not answered yet."]
    plan.enters(REYES, "ask/team", answered_value(Answered(Reply.NO, "Not before the review.", REYES, JUNE)))

    assert said_at(plan.copy(), "ask")[2:] == [
        "The answer",
        "No. Not before the review.",
        "Answered by Dr Reyes. We look again on 3 June 2026.",
    ]


def test_actions_are_rows_and_who_differs_stands_with_names() -> None:
    plan = PaperPlan()
    plan.says(SAM, "step/together", "Ring the council.")
    plan.enters(SAM, "step/together", step_value(Step(SAM, JUNE)))
    plan.enters(JO, side_id("step", BOXES), {"box": "b2"})
    plan.says(JO, "step#b2/together", "Ask for a room.")
    plan.enters(JO, "step#b2/together", step_value(Step(JO, JUNE)))
    plan.enters(SAM, "step#b2/together", step_value(Step("the ward", JUNE)))
    plan.enters(JO, side_id("step", BOXES), {"box": "b3"})
    plan.says(SAM, "step#b3/together", "Find a bass.")

    assert said_at(plan.copy(), "step") == [
        "1 | Ring the council. | Sam | 3 June 2026",
        "2 | Ask for a room. | We differ: / Jo takes it on. / Sam says: the ward | 3 June 2026",
        "3 | Find a bass. | Nobody has taken this step yet. | No day yet.",
    ]
    table = asked(plan.copy(), "step").parts[0].body[0]
    assert isinstance(table, Rows)
    assert table.head == ("Step", "What", "Who", "By when")


def test_a_decision_under_law_stands_as_decided_and_never_as_agreed() -> None:
    plan = PaperPlan()
    decision = LawDecision("Mental Health Act, section 3", "Dr Reyes", "Too unwell to be at home.", "2 October", "Ask the tribunal.")
    plan.enters(REYES, "law/team", law_value(decision))
    plan.says(SAM, "law/patient", "I do not agree.")
    parts = asked(plan.copy(CopyKind.WHO_WROTE_WHAT), "law").parts

    assert [(part.title, part.dress) for part in parts] == [
        ("Decided under the law. It was not agreed here.", Dress.LAW),
        ("What Sam says about it", Dress.SIDE),
    ]
    assert lines_of(parts[0]) == [
        "Nobody has written yet what was decided.",
        "Who decided this: [DR] Dr Reyes",
        "Under which law: [DR] Mental Health Act, section 3",
        "Why: [DR] Too unwell to be at home.",
        "Until when: [DR] 2 October",
        "How to question it: [DR] Ask the tribunal.",
    ]
    clean = lines_of(asked(plan.copy(), "law").parts[0])
    assert (clean[1], clean[-1]) == ("Who decided this: Dr Reyes", "Written down by Dr Reyes.")


def test_until_is_not_said_twice_where_somebody_wrote_it() -> None:
    plan = PaperPlan()
    decision = LawDecision("Mental Health Act, section 3", "Dr Reyes", "Too unwell.", "Until May. Looked at on Friday.")
    plan.enters(REYES, "law/team", law_value(decision))

    assert "When it ends: Until May. Looked at on Friday." in lines_of(asked(plan.copy(), "law").parts[0])


def asked_and_answered(answer: str = "yes") -> PaperPlan:
    """Sam asks for something; Jo answers it."""
    plan = PaperPlan()
    plan.says(SAM, "ask/patient", "To go out alone.")
    if answer == "yes":
        plan.enters(JO, "ask/team", answered_value(Answered(Reply.YES, by=JO)))
    else:
        plan.says(JO, "ask/team", "On Friday.")
    return plan


@pytest.mark.parametrize("answer", ["yes", "in words"])
def test_nobody_agrees_with_an_answer_of_their_own(answer: str) -> None:
    plan = asked_and_answered(answer)
    plan.stands(JO, "ask", Stand.AGREE)
    plan.stands(REYES, "ask", Stand.AGREE)
    plan.stands(SAM, "ask", Stand.AGREE_IN_PART, "Only an hour.")

    said = said_at(plan.copy(), "ask")
    assert said[said.index("Where we stand: we differ") + 1 :] == [
        "Dr Reyes (doctor) agrees.",
        "Sam (patient) agrees in part. Only an hour.",
    ]


def test_whoever_answered_and_does_not_agree_with_it_is_heard_all_the_same() -> None:
    plan = asked_and_answered()
    plan.stands(JO, "ask", Stand.DISAGREE, "I only pass it on.")

    assert "Jo (nurse) disagrees. I only pass it on." in said_at(plan.copy(), "ask")


NOBODY_DECIDED = "Nobody has written who decided this, under which law, and why."


def test_words_of_the_team_at_a_law_question_without_a_decision_are_not_settled() -> None:
    plan = PaperPlan()
    plan.says(SAM, "law/patient", "I want to go home.")
    assert NOBODY_DECIDED not in everything(plan.copy()), "what the patient says about it decides nothing"
    plan.says(JO, "law/team", "Sam stays on the ward until May.")
    for kind in CopyKind:
        copy = plan.copy(kind)
        assert lines_of(asked(copy, "law").parts[-1])[-1] == NOBODY_DECIDED
        assert f"Question 7: {NOBODY_DECIDED}" in closing(copy, "Not settled yet")

    plan.enters(REYES, "law/team", law_value(LawDecision("Mental Health Act, section 3", "Dr Reyes", "Too unwell.")))
    assert NOBODY_DECIDED not in everything(plan.copy())


def test_nobody_agrees_with_a_request_that_has_no_answer() -> None:
    plan = PaperPlan()
    plan.says(SAM, "ask/patient", "To go out alone.")
    plan.stands(SAM, "ask", Stand.AGREE)

    assert "Sam (patient) agrees." not in said_at(plan.copy(), "ask")


def test_an_answer_in_words_that_somebody_struck_stands_until_its_owner_lets_it_go() -> None:
    plan = asked_and_answered("in words")
    words = plan.document.side("ask/team").text
    plan.strikes(SAM, "ask/team", words)
    assert "Not answered yet." not in everything(plan.copy())

    plan.lets_go(JO, "ask/team", words)
    assert "Not answered yet." in said_at(plan.copy(), "ask")
    assert "Question 5: Not answered yet." in closing(plan.copy(), "Not settled yet")


def test_an_answer_in_words_alone_settles_a_request() -> None:
    plan = asked_and_answered("in words")

    assert "Not answered yet." not in said_at(plan.copy(), "ask")
    assert "Not settled yet" not in [part.title for part in plan.copy().closing]


def test_what_was_decided_under_law_comes_before_who_decided_it() -> None:
    plan = PaperPlan()
    plan.enters(REYES, "law/team", law_value(LawDecision("Mental Health Act, section 3", "Dr Reyes", "Too unwell to be at home.")))
    plan.says(REYES, "law/team", "Sam stays in hospital.")

    lines = lines_of(asked(plan.copy(), "law").parts[0])

    assert lines[:2] == ["Sam stays in hospital.", "Who decided this: Dr Reyes"]


def test_a_decision_says_that_nobody_wrote_what_was_decided_nor_how_it_can_be_questioned() -> None:
    plan = PaperPlan()
    plan.enters(REYES, "law/team", law_value(LawDecision("Mental Health Act, section 3", "Dr Reyes", "Too unwell to be at home.")))

    for kind in CopyKind:
        lines = lines_of(asked(plan.copy(kind), "law").parts[0])
        assert lines[0] == "Nobody has written yet what was decided."
        assert "Nobody has written yet how this can be questioned, and who can help." in lines

    plan.says(REYES, "law/team", "Sam stays in hospital.")
    assert "Nobody has written yet what was decided." not in lines_of(asked(plan.copy(), "law").parts[0])


def test_an_answer_of_an_unknown_shape_is_named_and_not_passed_over() -> None:
    plan = PaperPlan()
    plan.enters(SAM, "likes/patient", {"odd": "shape"})

    assert said_at(plan.copy(), "likes")[:2] == ["Sam", "This answer cannot be read."]


# ---- where people stand


def test_stands_are_sentences_with_their_reasons() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/patient", "The garden.")
    plan.stands(SAM, "help", Stand.AGREE)
    plan.stands(JO, "help", Stand.NOT_READY, "I asked the team.")
    plan.cannot_say(JO, REYES, "help", "A call came.", JUNE)
    give_stand(plan.document, scribe(JO, SAM), "safe", Stand.AGREE, witness=REYES)

    assert (
        said_at(plan.copy(), "help")[-4:]
        == [
            "Where we stand",
            "Sam (patient) agrees.",
            "Jo (nurse) is not ready to say. I asked the team.",
            "Lee cannot say now. Written by Jo: Lee was called away. We ask again on 3 June 2026.",
        ]
        or plan.facts.family_in_copies == frozenset()
    )
    assert said_at(plan.copy(), "safe")[-1] == "Sam (patient) agrees. (Jo marked this for Sam. Dr Reyes was there and saw it.)"


def test_sides_of_people_who_stand_apart_are_beside_each_other() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/patient", "The door stays open.")
    plan.says(JO, "help/team", "The door is shut at night.")
    plan.says(JO, "help/together", "We look again in May.")
    assert not any(isinstance(thing, SideBySide) for part in asked(plan.copy(), "help").parts for thing in part.body)
    plan.stands(JO, "help", Stand.DISAGREE, "Because of fire.")

    beside = asked(plan.copy(), "help").parts[0].body[0]
    assert isinstance(beside, SideBySide)
    assert beside.name == "We differ. Both sides stay."
    assert [column.title for column in beside.columns] == ["Sam", "Team"]
    assert closing(plan.copy(), "Not settled yet") == ["Question 1: We differ."]


def test_every_difference_is_listed_where_the_form_asks_for_it() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/patient", "The door stays open.")
    plan.stands(JO, "help", Stand.AGREE_IN_PART)
    plan.stands(SAM, "safe", Stand.NOT_READY)

    assert said_at(plan.copy(), "differ") == ["Where we differ in this plan", "Question 1: What helps me?"]


def test_what_was_decided_under_the_law_is_listed_there_apart_as_not_agreed() -> None:
    plan = PaperPlan()
    plan.enters(REYES, "law/team", law_value(LawDecision("Mental Health Act, section 3", "Dr Reyes", "Too unwell.")))

    title, line = said_at(plan.copy(), "differ")
    assert title == "Decided under the law, not agreed"
    assert line.startswith("Question 7: ")


def test_a_signature_says_what_changed_since() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/patient", "The garden.")
    plan.signs(SAM, Stand.AGREE)
    assert said_at(plan.copy(), "stand") == ["Sam (patient) | Sam agrees. | 4 May 2026 | Nothing changed."]
    plan.says(JO, "safe/team", "Company.")

    assert said_at(plan.copy(), "stand") == ["Sam (patient) | Sam agrees. | 4 May 2026 | Question 12 changed."]


def test_nobody_has_signed_yet_is_said_where_signing_is_asked() -> None:
    plan = PaperPlan()
    plan.says(SAM, "stand/patient", "I want to think first.")

    assert said_at(plan.copy(), "stand")[:2] == ["Sam", "I want to think first."]
    assert "agrees" not in everything(plan.copy())


# ---- the first page and the end


@pytest.mark.parametrize(
    ("stand", "sentence"),
    [
        (Stand.AGREE, "Sam agrees with it."),
        (Stand.AGREE_IN_PART, "Sam agrees with a part of it."),
        (Stand.DISAGREE, "Sam does not agree with it."),
        (Stand.NOT_READY, "Sam has not agreed to it."),
        (None, "Sam has not agreed to it."),
    ],
)
def test_a_plan_in_use_says_first_whether_the_patient_agrees(stand: Stand | None, sentence: str) -> None:
    plan = PaperPlan(state=PlanState.CURRENT)
    if stand:
        plan.signs(SAM, stand)
    plan.signs(JO, Stand.AGREE)

    assert plan.copy().state == ("This plan is in use.", sentence)


def test_a_plan_in_use_says_which_questions_changed_since_the_patient_signed_and_no_more_that_the_patient_agrees() -> None:
    plan = PaperPlan(state=PlanState.CURRENT)
    plan.signs(SAM, Stand.AGREE)
    plan.says(JO, "help/team", "Something new.")

    in_use, stood, changed = plan.copy().state
    assert (in_use, changed) == ("This plan is in use.", "Question 1 changed since Sam signed.")
    assert stood.startswith("Sam agreed with it on ")


@pytest.mark.parametrize(
    ("state", "standing", "begins"),
    [
        (PlanState.BEING_WRITTEN, "being written", "This plan is still being written."),
        (PlanState.REPLACED, "replaced", "This plan was replaced on 4 May 2026."),
        (PlanState.PUT_AWAY, "put away", "This plan was put away on 4 May 2026."),
    ],
)
def test_where_the_plan_is_in_its_life_is_said(state: PlanState, standing: str, begins: str) -> None:
    copy = PaperPlan(state=state).copy()

    assert copy.standing == standing
    assert copy.state[0].startswith(begins)


def test_a_copy_says_whom_it_is_about_and_which_version_it_is() -> None:
    copy = PaperPlan().copy()

    assert (copy.about.full_name, copy.about.born, copy.about.nhs_number) == ("Sam Okafor (Sam)", date(1990, 3, 12), "999 012 3454")
    assert copy.version == "Form version 3 · Record 7, 0001 0203 0405"


def test_the_key_holds_everybody_whose_sign_stands_in_the_copy_and_nobody_else() -> None:
    plan = PaperPlan()
    plan.types_for(JO, SAM, "help/patient", "Tea.")
    plan.says(SAM, "help/together", "Garden, alone.")
    plan.strikes(REYES, "help/together", "alone")
    copy = plan.copy(CopyKind.WHO_WROTE_WHAT)

    assert [(row.sign, row.name, row.role) for row in copy.key] == [
        ("SO", "Sam Okafor (Sam)", "patient"),
        ("DR", "Dr Ana Reyes (Dr Reyes)", "doctor"),
        ("JN", "Jo Nkemelu (Jo)", "nurse"),
    ]
    assert [line.split(":")[0] for line in copy.how_to_read] == ["[SO]", "[SO·jn]", "(×DR)"]
    assert copy.how_to_read[1:] == (
        "[SO·jn]: Jo typed this for Sam. A note says whether Sam said yes.",
        "(×DR): Dr Reyes asks to take out the crossed words before it. Not agreed.",
    )
    assert plan.copy(CopyKind.CLEAN).key == ()


def test_people_who_are_called_alike_are_told_apart() -> None:
    plan = PaperPlan()
    twins = [person(REYES, known_as="Jo") if one.id == REYES else one for one in plan.facts.people]
    object.__setattr__(plan.facts, "people", tuple(twins))
    plan.stands(JO, "safe", Stand.AGREE)
    plan.stands(REYES, "safe", Stand.AGREE)

    assert said_at(plan.copy(), "safe")[-2:] == ["Jo Nkemelu (nurse) agrees.", "Dr Ana Reyes (doctor) agrees."]


def test_what_waits_for_an_answer_is_listed_with_its_question() -> None:
    plan = PaperPlan()
    plan.types_for(JO, SAM, "help/patient", "Tea.")
    plan.says(SAM, "safe/together", "Garden, on my own.")
    plan.strikes(JO, "safe/together", "on my own")
    plan.says(SAM, "ask/patient", "A walk.")
    plan.says(SAM, "step/together", "Find a bass.")
    plan.stands(SAM, "worry", Stand.NOT_READY)

    assert closing(plan.copy(), "Not settled yet") == [
        "Question 1: Jo typed words for Sam. They are not confirmed.",
        "Question 5: Not answered yet.",
        "Question 6: A step has nobody to do it yet.",
        "Question 12: Jo asks to take out “on my own”. Sam has not answered.",
        "Question 14: Sam is not ready to say.",
    ]


def test_what_is_open_at_one_question_stands_in_one_line() -> None:
    plan = PaperPlan()
    plan.says(SAM, "safe/together", "Garden, on my own, then music.")
    plan.strikes(JO, "safe/together", "on my own,")
    plan.stands(JO, "safe", Stand.AGREE_IN_PART)
    plan.cannot_say(JO, MUM, "safe", "A call came.")
    object.__setattr__(plan.facts, "family_in_copies", frozenset({MUM}))

    assert closing(plan.copy(), "Not settled yet") == [
        "Question 12: Jo asks to take out “on my own”. Sam has not answered. Mum could not say. We differ."
    ]


def test_a_full_stop_that_is_crossed_out_does_not_stand_beside_ours() -> None:
    plan = PaperPlan()
    plan.says(SAM, "safe/together", "Leave me alone.")
    plan.strikes(JO, "safe/together", "alone.")

    assert closing(plan.copy(), "Not settled yet") == ["Question 12: Jo asks to take out “alone”. Sam has not answered."]


def test_the_first_page_points_to_what_matters() -> None:
    plan = PaperPlan()
    assert plan.copy().pointers == ()
    plan.enters(REYES, "law/team", law_value(LawDecision("Mental Health Act, section 3", "Dr Reyes", "Too unwell.")))
    plan.says(SAM, "help/patient", "The garden.")
    for question in ("help", "safe"):
        plan.stands(JO, question, Stand.DISAGREE)
    plan.types_for(JO, SAM, "worry/patient", "The noise.")
    plan.signs(SAM, Stand.AGREE)
    plan.signs(JO, Stand.AGREE_IN_PART, "I cannot promise the room.")

    assert plan.copy().pointers == (
        "Sam agrees. Jo agrees in part. See question 16.",
        "Decided under the law, not agreed: question 7.",
        "We differ: questions 1, 12.",
        "Also not settled yet: question 14.",
    )


def test_two_texts_are_not_called_what_we_agree() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/together", "Door open at night, please.")
    assert said_at(plan.copy(), "help")[0] == "Together: what we agree"
    plan.strikes(JO, "help/together", "at night,")
    plan.keeps(SAM, "help/together", "at night,")
    (part, *_others) = asked(plan.copy(), "help").parts

    assert part.title == "Together"
    assert isinstance(part.body[0], SideBySide)
    assert part.body[0].name == "Here we differ. Jo asks to take out “at night”. Sam keeps these words."


def test_who_took_part_stands_with_the_day_and_no_minutes() -> None:
    rows = closing(PaperPlan().copy(), "Who took part")

    assert rows == ["4 May 2026 | Sam (patient); Jo (nurse); Mum (mother); Dr Reyes (doctor); Lee (advocate); Chidi (interpreter)"]


def test_strikes_left_behind_in_the_earlier_plan_are_listed() -> None:
    earlier, plan = PaperPlan(), PaperPlan()
    earlier.says(SAM, "help/together", "Alone, and free.")
    earlier.strikes(JO, "help/together", "Alone")
    earlier.types_for(JO, SAM, "help/patient", "Not Sam's words.")
    earlier.strikes(MUM, "help/patient", "Not")
    earlier.disowns(SAM, "help/patient", "Not Sam's words.")
    object.__setattr__(plan.facts, "left_behind", tuple(open_strikes(earlier.document, ["help"])))

    assert closing(plan.copy(), "Left behind in the earlier plan") == ["Question 1, crossed out by Jo and not settled: Alone (Sam)"]


def test_nothing_is_told_of_a_side_that_stays_back_by_what_changed_or_stayed_behind() -> None:
    earlier, plan = PaperPlan(), PaperPlan()
    earlier.says(MUM, f"help/family:{MUM}", "Secretly worried.")
    earlier.strikes(JO, f"help/family:{MUM}", "worried")
    object.__setattr__(plan.facts, "left_behind", tuple(open_strikes(earlier.document, ["help"])))
    plan.signs(SAM, Stand.AGREE)
    plan.says(MUM, f"help/family:{MUM}", "Secretly sad.")

    assert plan.facts.left_behind
    assert closing(plan.copy(), "Left behind in the earlier plan") == []
    assert said_at(plan.copy(), "stand") == ["Sam (patient) | Sam agrees. | 4 May 2026 | Nothing changed."]


def test_both_kinds_say_the_same_words() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/patient", "The garden. ")
    plan.says(JO, "help/together", "Company, and quiet.")
    plan.enters(SAM, "likes/patient", {"values": ["tea"], "own": ""})

    for words in ("The garden.", "Company, and quiet.", "Tea"):
        assert all(words in everything(plan.copy(kind)) for kind in CopyKind)


def test_an_empty_plan_makes_a_copy_too() -> None:
    for kind in CopyKind:
        assert NOTHING in everything(PaperPlan().copy(kind))
    assert open_strikes(PlanDocument(), ["help"]) == []
