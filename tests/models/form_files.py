"""A small good form, as a file and as plain values, for tests that break it in one place."""

import json
import tomllib
from typing import Any

from models.form_reading import Fault, FormFaults
from models.forms import Form, form_from_json

GOOD = """\
format = 1
id = "small"
version = 2
title = "Small form"
language = "en-GB"
card = ["small_text"]

[[sections]]
id = "sec_small"
title = "First"
professional_title = "Part one"
safety = true

[[sections.questions]]
id = "small_text"
wording = "What matters?"
professional_wording = "Priorities"
kind = "text"
sides = ["patient", "team", "together"]
repeats = true
picture = "heart"

[[sections.questions]]
id = "small_heading"
wording = "Now something else"
kind = "heading"

[[sections]]
id = "sec_more"
title = "Second"
show_if = "in_hospital"

[[sections.questions]]
id = "small_scale"
wording = "How was my week?"
kind = "scale"
sides = ["patient"]
owner_only = true
duties = ["rather_not"]
choices = [
  { value = "good", words = "Good" },
  { value = "mixed", words = "Good and hard" },
  { value = "hard", words = "Hard" },
  { value = "own", words = "My own words", own_words = true },
  { value = "rather_not", words = "I would rather not say", shuts_out = true },
]

[[sections.questions]]
id = "small_when"
wording = "When?"
kind = "text"
sides = ["family"]
repeats = true
repeats_with = "small_text"
law = "Has to be shown."
note = '''
Two lines
for readers.'''
"""


def good_values() -> dict[str, Any]:
    """The small good form as plain values, fresh every time."""
    return tomllib.loads(GOOD)


def question_in(values: dict[str, Any], number: int) -> dict[str, Any]:
    """The values of a question, counted from 1 through the whole form."""
    questions = [question for section in values["sections"] for question in section["questions"]]
    found: dict[str, Any] = questions[number - 1]
    return found


def form_of(values: object) -> Form:
    """The form that plain values describe."""
    return form_from_json(json.dumps(values).encode())


def faults_of(values: object) -> tuple[Fault, ...]:
    """What is wrong with plain values. Empty when nothing is."""
    try:
        form_of(values)
    except FormFaults as error:
        return error.faults
    return ()
