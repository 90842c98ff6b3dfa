"""What is open is said in words at its spot, and nothing that is open is called agreed."""

import pytest

from app.stands import Stand
from app.word.blocks import CopyKind, Piece, PieceKind
from app.wording import LONGEST_QUOTE
from models.text.pens import Pen, Voice
from tests.app.word.plans import JO, MUM, REYES, SAM, PaperPlan, asked, closing, everything, lines_of, own, person, said_at, scribe

TOGETHER = "help/together"
AGREED = "Together: what we agree"


def open_matters(plan: PaperPlan) -> list[str]:
    """What is said below the words of *together* in a clean copy; what the list at its end says is the same."""
    parts = [part for part in asked(plan.copy(), "help").parts if part.place == TOGETHER]
    return [text.removeprefix("Not settled: ") for part in parts for text in lines_of(part) if text.startswith("Not settled: ")]


def garden_plan() -> PaperPlan:
    """A plan in which Sam wrote together with all."""
    plan = PaperPlan()
    plan.says(SAM, TOGETHER, "Garden first, on my own, then music.")
    return plan


# ---- what may be called agreed


def test_what_nobody_questions_is_called_agreed() -> None:
    plan = garden_plan()
    plan.stands(SAM, "help", Stand.AGREE)
    plan.stands(JO, "help", Stand.AGREE)

    assert said_at(plan.copy(), "help")[0] == AGREED


@pytest.mark.parametrize("stand", [stand for stand in Stand if stand is not Stand.AGREE])
def test_where_somebody_stands_elsewhere_nothing_is_called_agreed(stand: Stand) -> None:
    plan = garden_plan()
    plan.stands(SAM, "help", Stand.AGREE)
    plan.stands(JO, "help", stand)

    assert "Together" in said_at(plan.copy(), "help")
    assert AGREED not in said_at(plan.copy(), "help")


def test_who_agreed_before_the_words_changed_is_not_said_to_agree_with_them() -> None:
    plan = garden_plan()
    plan.stands(SAM, "help", Stand.AGREE)
    assert said_at(plan.copy(), "help")[0] == AGREED

    plan.says(JO, TOGETHER, " And no more leave.")

    copy = plan.copy()
    assert AGREED not in said_at(copy, "help")
    assert any(line.endswith("agrees. The words have changed since.") for line in said_at(copy, "help"))
    assert any("Words changed since Sam said where they stand." in line for line in closing(copy, "Not settled yet"))


def test_what_changed_where_nothing_leaves_is_not_told_either() -> None:
    plan = garden_plan()
    plan.says(MUM, f"help/family:{MUM}", "He hums.")
    plan.stands(SAM, "help", Stand.AGREE)
    plan.says(MUM, f"help/family:{MUM}", " He sings.")

    assert "changed since" not in everything(plan.copy())


def test_where_somebody_cannot_say_nothing_is_called_agreed() -> None:
    plan = garden_plan()
    plan.cannot_say(JO, REYES, "help", "A call came.")

    assert AGREED not in said_at(plan.copy(), "help")


@pytest.mark.parametrize("kind", list(CopyKind))
def test_what_is_open_is_not_called_agreed_until_its_owner_answers(kind: CopyKind) -> None:
    plan = garden_plan()
    plan.strikes(JO, TOGETHER, "on my own, ")
    assert said_at(plan.copy(kind), "help")[0] == "Together"
    plan.lets_go(SAM, TOGETHER, "on my own, ")

    assert said_at(plan.copy(kind), "help")[0] == AGREED


def test_words_that_were_typed_for_somebody_are_agreed_when_that_person_said_yes() -> None:
    plan = PaperPlan()
    plan.types_for(JO, SAM, TOGETHER, "Tea at four.")
    assert said_at(plan.copy(), "help")[0] == "Together"
    plan.confirms(SAM, TOGETHER, "Tea at four.")

    assert said_at(plan.copy(), "help")[0] == AGREED


# ---- what is said at the spot


def test_what_is_asked_is_said_in_the_same_words_at_its_spot_and_at_the_end() -> None:
    plan = garden_plan()
    plan.strikes(JO, TOGETHER, "on my own,")

    assert open_matters(plan) == ["Jo asks to take out “on my own”. Sam has not answered."]
    assert closing(plan.copy(), "Not settled yet") == [f"Question 1: {open_matters(plan)[0]}"]
    (part, *_others) = asked(plan.copy(), "help").parts
    assert part.body[1] == (
        Piece(PieceKind.LABEL, "Not settled: "),
        Piece(PieceKind.NOTE, "Jo asks to take out “on my own”. Sam has not answered."),
    ), "our words, and nobody's own"


def test_words_that_stand_apart_are_named_with_a_sign_between_them() -> None:
    plan = garden_plan()
    plan.strikes(JO, TOGETHER, "first,")
    plan.strikes(JO, TOGETHER, "music")

    assert open_matters(plan) == ["Jo asks to take out “first … music”. Sam has not answered."]


def test_long_words_behind_a_strike_are_not_taken_for_its_other_wording() -> None:
    plan = garden_plan()
    plan.strikes(JO, TOGETHER, "then music.")
    plan.says(JO, TOGETHER, " We go together" + " and wait" * LONGEST_QUOTE)

    assert open_matters(plan) == ["Jo asks to take out “then music”. Sam has not answered."]


def test_words_of_a_third_behind_a_strike_are_not_the_strikers() -> None:
    plan = garden_plan()
    plan.strikes(JO, TOGETHER, "then music.")
    plan.says(MUM, TOGETHER, " tea.")

    assert open_matters(plan) == ["Jo asks to take out “then music”. Sam has not answered."]


def test_of_words_of_several_the_others_are_asked() -> None:
    plan = PaperPlan()
    pen = Pen("together", Voice.shared(SAM, JO, MUM), JO, sitting="9" * 32)
    plan.write(pen, TOGETHER, "Garden, and music.")
    plan.strikes(JO, TOGETHER, "Garden")

    assert open_matters(plan) == ["Jo asks to take out “Garden”. Sam and Mum have not all answered."]


def test_nobody_is_asked_about_words_of_a_leaflet() -> None:
    plan = PaperPlan()
    plan.write(Pen("leaflet", Voice.source("Ward leaflet"), JO, sitting="9" * 32), TOGETHER, "Visits until eight.")
    plan.strikes(SAM, TOGETHER, "until eight")

    assert open_matters(plan) == ["Sam asks to take out “until eight”. Nobody has answered."]


def test_a_strike_by_way_of_somebodys_hands_names_both() -> None:
    plan = garden_plan()
    plan.write(scribe(JO, MUM), TOGETHER, "", at=0, take=len("Garden"))

    assert open_matters(plan) == ["Jo for Mum asks to take out “Garden”. Sam has not answered."]


# ---- whose words they are


def test_the_owners_sign_stands_again_behind_a_strike() -> None:
    plan = garden_plan()
    plan.strikes(JO, TOGETHER, "first,")
    plan.strikes(MUM, TOGETHER, "my own")

    line = said_at(plan.copy(CopyKind.WHO_WROTE_WHAT), "help")[1]
    assert line == "[SO] Garden ~first,~ (×JN) [SO] on ~my own~ (×GO), [SO] then music."


def test_asking_is_not_writing() -> None:
    plan = garden_plan()
    plan.strikes(JO, TOGETHER, "on my own, ")
    plan.keeps(SAM, TOGETHER, "on my own, ")
    assert "Without the words that Jo asks to take out: Garden first, then music." in said_at(plan.copy(), "help")
    plan.says(MUM, TOGETHER, " I ring.")

    assert "Without the words that Jo asks to take out: Garden first, then music. I ring." in said_at(plan.copy(), "help")


def test_each_source_has_a_sign_of_its_own_that_is_nobodys_initials() -> None:
    plan = PaperPlan()
    people = [person(MUM, initials="S1") if one.id == MUM else one for one in plan.facts.people]
    object.__setattr__(plan.facts, "people", tuple(people))
    for name in ("GP record, 2019", "GP record, 2021"):
        plan.write(Pen(name, Voice.source(name), JO, sitting="9" * 32), "help/team", f"{name[-4:]}: a rash.\n")
    copy = plan.copy(CopyKind.WHO_WROTE_WHAT)

    assert said_at(copy, "help")[1:3] == [
        "[S2] 2019: a rash. (from: GP record, 2019, copied here by Jo)",
        "[S3] 2021: a rash. (from: GP record, 2021, copied here by Jo)",
    ]
    assert [(row.sign, row.name) for row in copy.key] == [("S2", "GP record, 2019"), ("S3", "GP record, 2021")]


def test_a_yes_to_an_answer_that_was_entered_for_somebody_is_said() -> None:
    from models.text.entries import answer_typed_for, answers, enter

    plan = PaperPlan()
    enter(plan.document, scribe(JO, SAM), "likes/patient", {"values": ["tea"], "own": ""})
    (entry,) = answers(plan.document, "likes/patient")
    assert answer_typed_for(plan.document, own(SAM), "likes/patient", entry.key, yes=True)

    assert said_at(plan.copy(CopyKind.WHO_WROTE_WHAT), "likes")[1] == "[SO·jn] Tea (typed by Jo; Sam said yes)"
    assert said_at(plan.copy(), "likes")[1] == "Tea"


def test_a_copy_names_its_kind_and_what_that_means() -> None:
    assert closing(PaperPlan().copy(), "About this copy")[0].startswith("This is a clean copy: ")
    assert closing(PaperPlan().copy(CopyKind.WHO_WROTE_WHAT), "About this copy")[0].startswith("This copy is called “Who wrote what”. ")
