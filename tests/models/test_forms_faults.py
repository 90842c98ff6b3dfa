"""A form file that cannot be used says everything that is wrong with it, and where."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from models.form_reading import LARGEST_FILE, LARGEST_KEPT, LONGEST_TEXT, Fault, FaultKind, Part, Place
from models.forms import MOST_QUESTIONS, FormFaults, FormFromTheFuture, form_from_json, read_form
from models.questions import MOST_CHOICES
from tests.models.form_files import GOOD, faults_of, good_values, question_in

FILE = Place(Part.FILE)
TEXT, HEADING, SCALE, WHEN = (
    Place(Part.QUESTION, 1, "small_text"),
    Place(Part.QUESTION, 2, "small_heading"),
    Place(Part.QUESTION, 3, "small_scale"),
    Place(Part.QUESTION, 4, "small_when"),
)
SECTION = Place(Part.SECTION, 2, "sec_more")

Change = Callable[[dict[str, Any]], object]


def put(number: int, key: str, value: object) -> Change:
    """Put a value into a question of the good form."""
    return lambda values: question_in(values, number).update({key: value})


def put_on_top(key: str, value: object) -> Change:
    return lambda values: values.update({key: value})


def put_in_section(key: str, value: object) -> Change:
    return lambda values: values["sections"][1].update({key: value})


def put_in_choice(key: str, value: object) -> Change:
    return lambda values: question_in(values, 3)["choices"][1].update({key: value})


def take_from(number: int, key: str) -> Change:
    return lambda values: question_in(values, number).pop(key)


CHOICE = Place(Part.CHOICE, 3, "small_scale", 2)
FAULTY = [
    (put_on_top("version", 0), Fault(FaultKind.OUT_OF_RANGE, FILE, "version", "1000000")),
    (put_on_top("version", True), Fault(FaultKind.WRONG_KIND, FILE, "version", "number")),
    (put_on_top("id", "Small"), Fault(FaultKind.BAD_ID, FILE, "id", "Small")),
    (put_on_top("language", " "), Fault(FaultKind.EMPTY, FILE, "language")),
    (put_on_top("sections", []), Fault(FaultKind.EMPTY, FILE, "sections")),
    (put_on_top("sections", {}), Fault(FaultKind.WRONG_KIND, FILE, "sections", "list")),
    (put_on_top("colour", "red"), Fault(FaultKind.UNKNOWN_ENTRY, FILE, "colour")),
    (put_on_top("card", ["nowhere"]), Fault(FaultKind.NO_SUCH_QUESTION, FILE, "card", "nowhere")),
    (put_on_top("card", ["small_text", "small_text"]), Fault(FaultKind.TWICE, FILE, "card", "small_text")),
    (put_on_top("card", [7]), Fault(FaultKind.WRONG_KIND, FILE, "card", "text")),
    (put_in_section("title", 3), Fault(FaultKind.WRONG_KIND, SECTION, "title", "text")),
    (put_in_section("show_if", "it_rains"), Fault(FaultKind.UNKNOWN_NAME, SECTION, "show_if", "it_rains")),
    (put_in_section("questions", [3]), Fault(FaultKind.WRONG_KIND, Place(Part.QUESTION, 3), "", "table")),
    (put_in_section("folded", True), Fault(FaultKind.UNKNOWN_ENTRY, SECTION, "folded")),
    (put_in_section("id", "sec_small"), Fault(FaultKind.TWICE, Place(Part.SECTION, 2, "sec_small"), "id", "sec_small")),
    (take_from(1, "wording"), Fault(FaultKind.MISSING, TEXT, "wording")),
    (put(1, "wording", "x" * (LONGEST_TEXT + 1)), Fault(FaultKind.TOO_LONG, TEXT, "wording", str(LONGEST_TEXT))),
    (put(1, "wording", "bell\a"), Fault(FaultKind.ILLEGAL_CHARACTERS, TEXT, "wording")),
    (put(1, "wording", "half \ud83d"), Fault(FaultKind.ILLEGAL_CHARACTERS, TEXT, "wording")),
    (put(1, "wording", "no \ufffe such"), Fault(FaultKind.ILLEGAL_CHARACTERS, TEXT, "wording")),
    (put(1, "help", "two\nlines"), Fault(FaultKind.ILLEGAL_CHARACTERS, TEXT, "help")),
    (put(4, "note", "null\0"), Fault(FaultKind.ILLEGAL_CHARACTERS, WHEN, "note")),
    (put(1, "kind", "essay"), Fault(FaultKind.UNKNOWN_NAME, TEXT, "kind", "essay")),
    (take_from(1, "kind"), Fault(FaultKind.MISSING, TEXT, "kind")),
    (put(1, "sides", ["patient", "doctor"]), Fault(FaultKind.UNKNOWN_NAME, TEXT, "sides", "doctor")),
    (put(1, "sides", ["team", "team"]), Fault(FaultKind.TWICE, TEXT, "sides", "team")),
    (put(1, "sides", "patient"), Fault(FaultKind.WRONG_KIND, TEXT, "sides", "list")),
    (take_from(1, "sides"), Fault(FaultKind.EMPTY, TEXT, "sides")),
    (put(2, "sides", ["patient"]), Fault(FaultKind.NOT_WANTED, HEADING, "sides")),
    (put(3, "sides", ["patient", "team"]), Fault(FaultKind.OTHERS_HAVE_A_SIDE, SCALE, "owner_only")),
    (put(1, "safety", "yes"), Fault(FaultKind.WRONG_KIND, TEXT, "safety", "flag")),
    (put(1, "safety", 1), Fault(FaultKind.WRONG_KIND, TEXT, "safety", "flag")),
    (put(1, "show_if", "never"), Fault(FaultKind.UNKNOWN_NAME, TEXT, "show_if", "never")),
    (put(1, "duties", ["dance"]), Fault(FaultKind.UNKNOWN_NAME, TEXT, "duties", "dance")),
    (put(4, "repeats_with", "nobody"), Fault(FaultKind.NO_SUCH_QUESTION, WHEN, "repeats_with", "nobody")),
    (put(2, "id", "small_text"), Fault(FaultKind.TWICE, Place(Part.QUESTION, 2, "small_text"), "id", "small_text")),
    (put(2, "id", "sec_more"), Fault(FaultKind.TWICE, Place(Part.QUESTION, 2, "sec_more"), "id", "sec_more")),
    (put(2, "id", "a__b"), Fault(FaultKind.BAD_ID, Place(Part.QUESTION, 2), "id", "a__b")),
    (put(2, "id", "1st"), Fault(FaultKind.BAD_ID, Place(Part.QUESTION, 2), "id", "1st")),
    (put(2, "id", "x" * 61), Fault(FaultKind.BAD_ID, Place(Part.QUESTION, 2), "id", "x" * 60)),
    (take_from(2, "id"), Fault(FaultKind.MISSING, Place(Part.QUESTION, 2), "id")),
    (take_from(3, "choices"), Fault(FaultKind.EMPTY, SCALE, "choices")),
    (put(1, "choices", [{"value": "a", "words": "A"}]), Fault(FaultKind.NOT_WANTED, TEXT, "choices")),
    (put(2, "starters", [{"words": "Tea"}]), Fault(FaultKind.NOT_WANTED, HEADING, "starters")),
    (put(1, "starters", [{"words": "Tea"}] * 13), Fault(FaultKind.TOO_MANY, TEXT, "starters", "12")),
    (put_in_choice("words", ""), Fault(FaultKind.EMPTY, CHOICE, "words")),
    (put_in_choice("value", "good"), Fault(FaultKind.TWICE, CHOICE, "value", "good")),
    (put_in_choice("value", "Good"), Fault(FaultKind.BAD_ID, CHOICE, "value", "Good")),
    (put_in_choice("value", "0"), Fault(FaultKind.BAD_ID, CHOICE, "value", "0")),
    (put_in_choice("value", "10"), Fault(FaultKind.BAD_ID, CHOICE, "value", "10")),
    (put(2, "id", "3"), Fault(FaultKind.BAD_ID, Place(Part.QUESTION, 2), "id", "3")),
    (put(1, "most_boxes", 0), Fault(FaultKind.OUT_OF_RANGE, TEXT, "most_boxes", "1000000")),
    (put(1, "most_boxes", "three"), Fault(FaultKind.WRONG_KIND, TEXT, "most_boxes", "number")),
    (put_on_top("before", 3), Fault(FaultKind.WRONG_KIND, FILE, "before", "text")),
    (put_in_section("law", 3), Fault(FaultKind.WRONG_KIND, SECTION, "law", "text")),
    (put_in_choice("score", 3), Fault(FaultKind.UNKNOWN_ENTRY, CHOICE, "score")),
    (put_in_choice("own_words", True), Fault(FaultKind.TOO_FEW, SCALE, "choices", "3")),
]


@pytest.mark.parametrize(
    ("change", "fault"), FAULTY, ids=lambda value: f"{value.place.part} {value.key} {value.kind}" if isinstance(value, Fault) else ""
)
def test_one_thing_wrong_is_one_fault_at_its_place(change: Change, fault: Fault) -> None:
    values = good_values()
    change(values)
    assert faults_of(values) == (fault,)


def test_the_good_form_has_no_fault() -> None:
    assert faults_of(good_values()) == ()


def test_everything_wrong_is_told_at_once_in_reading_order() -> None:
    values = good_values()
    values["version"] = "two"
    question_in(values, 1)["kind"] = "essay"
    question_in(values, 4)["sides"] = []
    assert [(fault.place, fault.key) for fault in faults_of(values)] == [(FILE, "version"), (TEXT, "kind"), (WHEN, "sides")]


def test_a_picture_that_is_not_at_hand_is_a_fault_only_where_pictures_are_given() -> None:
    with pytest.raises(FormFaults) as caught:
        read_form(GOOD.encode(), pictures={"star"})
    assert caught.value.faults == (Fault(FaultKind.UNKNOWN_NAME, TEXT, "picture", "heart"),)
    assert read_form(GOOD.encode(), pictures={"heart"}) == read_form(GOOD.encode())


@pytest.mark.parametrize("steps", [2, 6])
def test_a_scale_has_three_to_five_steps(steps: int) -> None:
    values = good_values()
    question_in(values, 3)["choices"] = [{"value": f"s{number}", "words": "So"} for number in range(steps)]
    (fault,) = faults_of(values)
    assert (fault.kind, fault.place) == (FaultKind.TOO_FEW if steps < 3 else FaultKind.TOO_MANY, SCALE)


def test_more_choices_than_anybody_can_read_are_refused() -> None:
    values = good_values()
    question_in(values, 3).update(kind="several", choices=[{"value": f"c{number}", "words": "C"} for number in range(MOST_CHOICES + 1)])
    assert faults_of(values) == (Fault(FaultKind.TOO_MANY, SCALE, "choices", str(MOST_CHOICES)),)


@pytest.mark.parametrize(("count", "expected"), [(MOST_QUESTIONS - 2, 0), (MOST_QUESTIONS - 1, 1)])
def test_the_questions_of_all_sections_are_counted_together(count: int, expected: int) -> None:
    values = good_values()
    values["sections"][1]["questions"][1]["repeats_with"] = ""
    values["card"] = []
    values["sections"][1]["questions"] = [{"id": f"q{n}", "wording": "Q", "kind": "text", "sides": ["team"]} for n in range(count)]
    assert faults_of(values) == (Fault(FaultKind.TOO_MANY, FILE, "questions", str(MOST_QUESTIONS)),) * expected


def test_a_newer_format_is_told_apart_before_anything_else_is_read() -> None:
    with pytest.raises(FormFromTheFuture) as caught:
        read_form(b'format = 7\nquestions = "elsewhere"')
    assert caught.value.format == 7
    with pytest.raises(FormFromTheFuture):
        form_from_json(b'{"format": 2}')


@pytest.mark.parametrize("format", ["", "format = 0\n", "format = true\n", 'format = "1"\n', "format = 1.5\n"])
def test_a_file_without_a_right_format_number_is_no_form(format: str) -> None:
    with pytest.raises(FormFaults) as caught:
        read_form(GOOD.replace("format = 1\n", format).encode())
    assert {fault.key for fault in caught.value.faults} == {"format"}


def test_a_file_that_is_too_big_is_not_even_parsed() -> None:
    for read, largest in ((read_form, LARGEST_FILE), (form_from_json, LARGEST_KEPT)):
        with pytest.raises(FormFaults) as caught:
            read(b"x" * (largest + 1))
        assert caught.value.faults == (Fault(FaultKind.TOO_BIG, FILE, detail=str(largest)),)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"format = 1\nid = \nversion = 1", "2"),
        (b"format = 1\nid = ", ""),
        (b"\xff\xfe", ""),
        (b"PK\x03\x04 a zip", "1"),
        (b'title = "\\ud800"', "1"),
        (b"x = " + b"[" * 5000, ""),
        (b"x = " + b"9" * 5000, ""),
        (b"x = 1\na" + b".a" * 400_000 + b" = 1", "2"),
        (b"[" + b"'a' . \"a\"." * 80_000 + b"a]", "1"),
    ],
)
def test_what_is_not_toml_names_the_line_if_there_is_one(data: bytes, line: str) -> None:
    with pytest.raises(FormFaults) as caught:
        read_form(data)
    assert caught.value.faults == (Fault(FaultKind.UNREADABLE, FILE, detail=line),)


@pytest.mark.parametrize("data", [b"", b"# nothing"])
def test_toml_that_is_no_form_misses_what_a_form_needs(data: bytes) -> None:
    with pytest.raises(FormFaults) as caught:
        read_form(data)
    missing = [fault.key for fault in caught.value.faults if fault.kind is FaultKind.MISSING]
    assert missing == ["format", "title", "id", "version", "language", "sections"]


@pytest.mark.parametrize("data", [b"", b"{", b"[" * 100_000, b"\xff", b'"x"', b"null", b"NaN", b"9" * 5000])
def test_kept_bytes_that_are_no_form_are_refused(data: bytes) -> None:
    with pytest.raises(FormFaults):
        form_from_json(data)


def test_what_stood_in_a_file_is_made_fit_to_be_shown() -> None:
    values = good_values()
    values["un\u202eknown\n" + "x" * 100] = 1
    (fault,) = faults_of(values)
    assert fault.key == "un?known?" + "x" * 51


def test_a_form_too_large_for_json_in_one_byte_letters_still_comes_back() -> None:
    values = good_values()
    values["sections"][0]["questions"] += [
        {"id": f"q{n}", "wording": "ش" * LONGEST_TEXT, "kind": "text", "sides": ["team"]} for n in range(90)
    ]
    kept = json.dumps(values).encode()
    assert len(kept) > LARGEST_FILE
    assert form_from_json(kept).number_of("q89") == 92
