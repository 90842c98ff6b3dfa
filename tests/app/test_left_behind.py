"""What stayed behind when the next plan was started, in words."""

from dataclasses import replace
from datetime import date

import pytest

from app.answers import Answered, Chosen, LawDecision, Reply, Step, answered_value, chosen_value, date_value, law_value, step_value
from app.forms import shipped_form
from app.left_behind import in_words
from models.questions import Choice, Kind, Question, SideName
from models.text.carrying import LeftBehind
from models.text.pens import PenKey, Voice

FORM = shipped_form("care_plan")
QUESTION = FORM.questions[0]
SEVERAL = Question(
    "drinks",
    "What do I like?",
    "Preferences",
    Kind.SEVERAL,
    (SideName.PATIENT,),
    choices=(Choice("tea", "Tea"), Choice("own", "Something else", own_words=True)),
)
NAMES = {"sam": "Sam", "jo": "Jo", "ade": "Dr Ade"}.get


def said_of(*struck_by: PenKey, side: str = f"{QUESTION.id}/patient") -> tuple[str, str, str, str]:
    stayed = in_words(LeftBehind(side, "on my\nown", Voice.of("sam"), struck_by), FORM, lambda person: NAMES(person) or person)
    return stayed.question, stayed.words, stayed.whose, stayed.why


def test_words_that_were_struck_name_whoever_struck_them() -> None:
    struck = said_of(PenKey(Voice.of("jo"), "jo"), PenKey(Voice.of("ade"), "jo"))
    assert struck == (QUESTION.wording, "on my own", "Sam", "Jo and Jo for Dr Ade crossed this out. It is not settled.")


def answered(value: dict[str, object], question: Question) -> tuple[str, str]:
    form = replace(FORM, sections=(replace(FORM.sections[0], questions=(question,)),))
    left = LeftBehind(f"{question.id}/patient", "", Voice.of("sam"), (), asked=False, value=value)
    stayed = in_words(left, form, lambda person: NAMES(person) or person)
    return stayed.words, stayed.why


def test_a_question_that_is_not_asked_any_more_is_why_whatever_else_was_said() -> None:
    left = LeftBehind(f"{QUESTION.id}/patient", "on my own", Voice.of("sam"), (PenKey(Voice.of("jo"), "jo"),), asked=False)
    assert in_words(left, FORM, str).why == "This question is not in the new form."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (chosen_value(SEVERAL, Chosen(("tea", "own"), "Cocoa")), "Tea; Something else: Cocoa"),
        (chosen_value(SEVERAL, Chosen(("tea",))), "Tea"),
        ({"values": ["long gone"], "own": ""}, "long gone"),
        (date_value(date(2026, 5, 4)), "4 May 2026"),
        (answered_value(Answered(Reply.NO, "The kitchen\nis shut.")), "No. The kitchen is shut."),
        (step_value(Step("jo", date(2026, 5, 11))), "Jo, 11 May 2026"),
        (step_value(Step("the ward")), "the ward"),
        (law_value(LawDecision("Section 3", "Dr Ade", "To keep\nSam safe.")), "Dr Ade; Section 3; To keep Sam safe."),
        ({"colour": 7}, "This answer cannot be read."),
    ],
)
def test_an_answer_to_a_question_that_is_not_asked_any_more_is_told_in_words(value: dict[str, object], words: str) -> None:
    assert answered(value, SEVERAL) == (words, "This question is not in the new form.")


def test_words_that_are_not_their_owners_say_so() -> None:
    assert said_of()[3] == "Sam says: not my words."


def test_a_question_that_is_gone_from_the_form_leaves_only_the_words() -> None:
    assert said_of(side="gone_long_ago/patient")[:2] == ("", "on my own")
