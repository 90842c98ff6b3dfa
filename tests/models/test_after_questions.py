"""The files of after we met are read as strictly as forms: every fault is named, and nothing is guessed."""

import pytest

from models.after_questions import read_after, read_ladder
from models.form_reading import FaultKind, FormFaults, FormFromTheFuture

LADDER = """
format = 1
id = "ladder_small"
language = "en-GB"
name = "Three steps"
credit = "Ours."
steps = [
  { id = "one", name = "Low", meaning = "I was told." },
  { id = "two", name = "Middle", meaning = "I was asked.", staff = "Asked" },
  { id = "three", name = "High", meaning = "We did it." },
]
"""
ASKED = """
format = 1
language = "en-GB"
opening = "Some questions."
closing = "Thank you."
first_words = ["I will…"]
[[questions]]
id = "af_one"
wording = "I was heard."
kind = "choice"
sides = ["each"]
choices = [{ value = "yes", words = "Yes" }]
[ladder]
id = "af_ladder"
wording = "Which step?"
kind = "choice"
sides = ["each"]
choices = [{ value = "pass", words = "I would rather not say", shuts_out = true }]
[pledge]
id = "af_pledge"
wording = "A promise?"
kind = "text"
sides = ["each"]
"""


def faults(text: str, read: object = read_after) -> list[tuple[FaultKind, str, str]]:
    with pytest.raises(FormFaults) as caught:
        read(text.encode())
    return [(fault.kind, fault.key, fault.detail) for fault in caught.value.faults]


def test_a_ladder_is_read_from_the_lowest_step_to_the_highest() -> None:
    ladder = read_ladder(LADDER.encode())

    assert [step.name for step in ladder.steps] == ["Low", "Middle", "High"]
    assert ladder.step("two").staff == "Asked"
    assert ladder.step("four") is None


def test_the_questions_are_read_with_the_ladder_behind_them_and_the_promise_apart() -> None:
    after = read_after(ASKED.encode())

    assert [question.id for question in after.asked] == ["af_one", "af_ladder"]
    assert after.pledge.id == "af_pledge"
    assert after.first_words == ("I will…",)
    assert after.question("af_pledge") is after.pledge


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ('name = "Three steps"\n', "", (FaultKind.MISSING, "name", "")),
        ('credit = "Ours."\n', "", (FaultKind.MISSING, "credit", "")),
        ('id = "two"', 'id = "one"', (FaultKind.TWICE, "id", "one")),
        ('meaning = "I was told."', 'meening = "I was told."', (FaultKind.MISSING, "meaning", "")),
        ('  { id = "three", name = "High", meaning = "We did it." },\n', "", (FaultKind.TOO_FEW, "steps", "3")),
        ('name = "Three steps"', 'name = "Three steps"\nscore = 7', (FaultKind.UNKNOWN_ENTRY, "score", "")),
        ('staff = "Asked"', 'staff = "As\\u0000ked"', (FaultKind.ILLEGAL_CHARACTERS, "staff", "")),
    ],
)
def test_what_is_wrong_with_a_ladder_is_named(was: str, becomes: str, fault: tuple[FaultKind, str, str]) -> None:
    assert was in LADDER
    assert fault in faults(LADDER.replace(was, becomes), read_ladder)


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ('opening = "Some questions."\n', "", (FaultKind.MISSING, "opening", "")),
        ('id = "af_pledge"', 'id = "af_one"', (FaultKind.TWICE, "id", "af_one")),
        ('wording = "A promise?"\nkind = "text"', 'wording = "A promise?"\nkind = "date"', (FaultKind.UNKNOWN_NAME, "kind", "date")),
        ('choices = [{ value = "yes", words = "Yes" }]\n', "", (FaultKind.EMPTY, "choices", "")),
        ('["I will…"]', "[7]", (FaultKind.WRONG_KIND, "first_words", "text")),
        ("[pledge]", "[pledged]", (FaultKind.UNKNOWN_ENTRY, "pledged", "")),
    ],
)
def test_what_is_wrong_with_the_questions_is_named(was: str, becomes: str, fault: tuple[FaultKind, str, str]) -> None:
    assert was in ASKED
    assert fault in faults(ASKED.replace(was, becomes))


@pytest.mark.parametrize(("text", "read"), [(LADDER, read_ladder), (ASKED, read_after)])
def test_a_file_of_a_later_format_is_refused_kindly(text: str, read: object) -> None:
    with pytest.raises(FormFromTheFuture):
        read(text.replace("format = 1", "format = 2").encode())
