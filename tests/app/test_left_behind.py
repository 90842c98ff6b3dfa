"""What stayed behind when the next plan was started, in words."""

from app.forms import shipped_form
from app.left_behind import in_words
from models.text.carrying import LeftBehind
from models.text.pens import PenKey, Voice

FORM = shipped_form("care_plan")
QUESTION = FORM.questions[0]
NAMES = {"sam": "Sam", "jo": "Jo", "ade": "Dr Ade"}.get


def said_of(*struck_by: PenKey, side: str = f"{QUESTION.id}/patient") -> tuple[str, str, str, str]:
    stayed = in_words(LeftBehind(side, "on my\nown", Voice.of("sam"), struck_by), FORM, lambda person: NAMES(person) or person)
    return stayed.question, stayed.words, stayed.whose, stayed.why


def test_words_that_were_struck_name_whoever_struck_them() -> None:
    struck = said_of(PenKey(Voice.of("jo"), "jo"), PenKey(Voice.of("ade"), "jo"))
    assert struck == (QUESTION.wording, "on my own", "Sam", "Jo and Jo for Dr Ade crossed this out. It is not settled.")


def test_words_that_are_not_their_owners_say_so() -> None:
    assert said_of()[3] == "Sam says: not my words."


def test_a_question_that_is_gone_from_the_form_leaves_only_the_words() -> None:
    assert said_of(side="gone_long_ago/patient")[:2] == ("", "on my own")
