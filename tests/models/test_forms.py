"""What a form is once it is read: its questions, its fingerprint, and the bytes it is kept as."""

import json
from dataclasses import replace

import pytest

from models.forms import Choice, Condition, Duty, Form, Kind, SideName, form_from_json, form_to_json, read_form
from tests.models.form_files import GOOD, form_of, good_values, question_in


@pytest.fixture
def form() -> Form:
    return read_form(GOOD.encode())


def test_a_form_gives_its_questions_in_order(form: Form) -> None:
    assert [question.id for question in form.questions] == ["small_text", "small_heading", "small_scale", "small_when"]


def test_a_question_is_found_by_its_id(form: Form) -> None:
    question = form.question("small_scale")
    assert (question.kind, question.sides, question.owner_only) == (Kind.SCALE, (SideName.PATIENT,), True)
    assert form.section_of("small_scale").title == "Second"
    assert form.number_of("small_scale") == 3


@pytest.mark.parametrize("ask", [Form.question, Form.section_of, Form.number_of])
def test_a_question_that_is_not_there_is_a_key_error(form: Form, ask: object) -> None:
    with pytest.raises(KeyError):
        ask(form, "sec_small")  # type: ignore[operator]  # a section's id is no question's


def test_what_is_left_out_has_its_plain_default(form: Form) -> None:
    heading = form.question("small_heading")
    assert heading.professional_wording == heading.wording
    assert (heading.sides, heading.help, heading.core, heading.show_if, heading.choices) == ((), "", False, None, ())
    assert form.professional_title == form.title


def test_flags_conditions_and_duties_are_read(form: Form) -> None:
    first, second = form.sections
    assert (first.safety, first.professional_title, second.show_if) == (True, "Part one", Condition.IN_HOSPITAL)
    assert form.with_duty(Duty.RATHER_NOT) == (form.question("small_scale"),)
    assert form.question("small_when").repeats_with == "small_text"
    assert form.question("small_when").note == "Two lines\nfor readers."


def test_choices_keep_their_order_and_say_what_they_do(form: Form) -> None:
    scale = form.question("small_scale")
    assert [choice.value for choice in scale.choices if choice.is_step] == ["good", "mixed", "hard"]
    assert scale.choice("own").own_words
    assert scale.choice("rather_not") == Choice("rather_not", "I would rather not say", shuts_out=True)
    with pytest.raises(KeyError):
        scale.choice("bad")


def test_a_form_comes_back_from_what_it_is_kept_as(form: Form) -> None:
    kept = form_to_json(form)
    assert form_from_json(kept) == form
    assert form_to_json(form_from_json(kept)) == kept
    assert form_from_json(kept).fingerprint == form.fingerprint


def test_what_is_kept_says_its_format_and_leaves_out_what_is_at_its_default(form: Form) -> None:
    kept = json.loads(form_to_json(form))
    heading = kept["sections"][0]["questions"][1]
    assert kept["format"] == 1
    assert set(heading) == {"id", "wording", "professional_wording", "kind"}


def test_the_fingerprint_is_sha256_over_the_content_without_the_format(form: Form) -> None:
    assert len(form.fingerprint) == 64
    values = good_values()
    assert form_of(values).fingerprint == form.fingerprint
    assert replace(form).fingerprint == form.fingerprint


@pytest.mark.parametrize(
    ("key", "value"),
    [("wording", "What matters most?"), ("help", "A thing."), ("sides", ["patient"]), ("safety", True), ("note", "x"), ("law", "y")],
)
def test_any_change_gives_another_fingerprint(form: Form, key: str, value: object) -> None:
    values = good_values()
    question_in(values, 1)[key] = value
    assert form_of(values).fingerprint != form.fingerprint


def test_the_order_of_sides_and_of_questions_is_content(form: Form) -> None:
    values = good_values()
    question_in(values, 1)["sides"].reverse()
    other = good_values()
    other["sections"].reverse()
    assert len({form.fingerprint, form_of(values).fingerprint, form_of(other).fingerprint}) == 3


def test_words_in_any_script_are_kept() -> None:
    values = good_values()
    question_in(values, 1)["wording"] = "Beth sy’n bwysig i mi? ما المهم؟ 🐝"
    form = form_of(values)
    assert form.question("small_text").wording == "Beth sy’n bwysig i mi? ما المهم؟ 🐝"
    assert form_from_json(form_to_json(form)) == form


def test_line_ends_and_a_mark_from_windows_do_no_harm(form: Form) -> None:
    assert read_form(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == form


def test_spaces_round_words_are_taken_off(form: Form) -> None:
    assert read_form(GOOD.replace('"What matters?"', '"  What matters? "').encode()) == form
