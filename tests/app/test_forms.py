"""The forms at hand, and what is said about a form file that cannot be used."""

import os
import time
from pathlib import Path

import pytest

from app import forms
from app.errors import Trouble
from app.forms import fault_sentences, load_form_file, shipped_form, shipped_forms
from models.form_lists import Expertise, read_needs, read_pictures, read_roles, read_words
from models.form_reading import LARGEST_FILE, Fault, FaultKind, FormFaults, Part, Place
from models.forms import Kind, SideName
from tests.models.form_files import GOOD


@pytest.fixture
def form_file(tmp_path: Path) -> Path:
    path = tmp_path / "ward.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def trouble_with(path: Path) -> Trouble:
    with pytest.raises(Trouble) as caught:
        load_form_file(path)
    return caught.value


def test_the_forms_are_at_hand_in_the_order_they_are_offered() -> None:
    assert [form.id for form in shipped_forms()] == [
        "care_plan", "staying_safe", "my_meeting", "ward_round", "wales_ctp", "interview_panel", "improvement_plan", "blank",
    ]  # fmt: skip
    assert {form.version for form in shipped_forms()} == {1}


def test_a_form_is_read_once_and_then_kept() -> None:
    assert shipped_form("care_plan") is shipped_form("care_plan")


@pytest.mark.parametrize("form_id", ["nowhere", "words", "../care_plan", ""])
def test_only_a_form_that_ships_can_be_asked_for(form_id: str) -> None:
    with pytest.raises(KeyError):
        shipped_form(form_id)


def test_every_form_file_in_the_folder_ships() -> None:
    folder = forms.resource_path("forms")
    written = {path.stem for path in folder.glob("*.toml") if "[[sections]]" in path.read_text(encoding="utf-8")}
    assert written == set(forms.SHIPPED)


def test_the_care_plan_is_read_in_under_20_milliseconds() -> None:
    forms.pictures()
    times = []
    for _turn in range(7):
        shipped_form.cache_clear()
        begun = time.process_time()
        shipped_form("care_plan")
        times.append(time.process_time() - begun)
    assert min(times) < 0.02


def test_a_good_form_file_is_loaded(form_file: Path) -> None:
    assert load_form_file(form_file).question("small_scale").kind is Kind.SCALE


def test_a_form_file_with_faults_names_each_with_its_place(form_file: Path) -> None:
    form_file.write_text(
        GOOD.replace('kind = "scale"', 'kind = "stars"').replace('picture = "heart"', 'picture = "zebra"'), encoding="utf-8"
    )
    trouble = trouble_with(form_file)
    assert trouble.sentence.splitlines() == [
        "This form cannot be used. 2 things have to be mended:",
        "Question 1, small_text: “picture” says “zebra”. Two Pens does not know that name.",
        "Question 3, small_scale: “kind” says “stars”. Two Pens does not know that name.",
    ]
    assert trouble.next_step == "Ask whoever made the form to mend it, or choose another file."
    assert isinstance(trouble.__cause__, FormFaults)


def test_ten_faults_are_shown_and_the_rest_are_counted(form_file: Path) -> None:
    form_file.write_text(GOOD + "".join(f"odd_{n} = 1\n" for n in range(13)), encoding="utf-8")
    lines = trouble_with(form_file).sentence.splitlines()
    assert lines[0] == "This form cannot be used. 13 things have to be mended:"
    assert lines[1:11] == [f"Question 4, small_when: Two Pens does not know the entry “odd_{n}”." for n in range(10)]
    assert lines[11:] == ["And 3 more."]


def test_one_fault_is_said_in_the_singular(form_file: Path) -> None:
    form_file.write_text("title = ", encoding="utf-8")
    assert trouble_with(form_file).sentence.splitlines() == [
        "This form cannot be used. 1 thing has to be mended:",
        "The file: It is not written as a form file is.",
    ]


def test_a_form_for_a_newer_two_pens_is_told_apart(form_file: Path) -> None:
    form_file.write_text("format = 2", encoding="utf-8")
    assert trouble_with(form_file).sentence == "This form was made for a newer Two Pens."


def test_a_file_that_is_too_big_is_not_read_to_its_end(form_file: Path) -> None:
    with form_file.open("wb") as file:
        file.truncate(50 * LARGEST_FILE)
    assert trouble_with(form_file).sentence.splitlines()[1] == "The file: It is larger than 1 MB."


def test_a_missing_file_a_folder_and_a_forbidden_file_are_told_as_the_worlds_trouble(form_file: Path) -> None:
    assert trouble_with(form_file.with_name("gone.toml")).sentence == "gone.toml is not there."
    assert not trouble_with(form_file.parent).ours
    form_file.chmod(0)
    if not os.access(form_file, os.R_OK):
        assert "does not let Two Pens use ward.toml" in trouble_with(form_file).sentence


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(Part.FILE), "The file"),
        (Place(Part.SECTION, 2, "sec_more"), "Section 2, sec_more"),
        (Place(Part.SECTION, 2), "Section 2"),
        (Place(Part.QUESTION, 4, "need"), "Question 4, need"),
        (Place(Part.QUESTION, 4), "Question 4"),
        (Place(Part.CHOICE, 4, "need", 2), "Question 4, need, choice 2"),
        (Place(Part.CHOICE, 4, "", 2), "Question 4, choice 2"),
        (Place(Part.ROW, 7), "Row 7"),
    ],
)
def test_every_place_has_its_words(place: Place, words: str) -> None:
    assert fault_sentences([Fault(FaultKind.MISSING, place, "kind")]) == [f"{words}: “kind” is missing."]


@pytest.mark.parametrize("kind", FaultKind)
def test_every_kind_of_fault_has_its_sentence(kind: FaultKind) -> None:
    detail = "number" if kind is FaultKind.WRONG_KIND else "12"
    (sentence,) = fault_sentences([Fault(kind, Place(Part.FILE), "version", detail)])
    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize("expected", ["text", "flag", "number", "list", "table"])
def test_every_kind_of_entry_has_its_sentence(expected: str) -> None:
    (sentence,) = fault_sentences([Fault(FaultKind.WRONG_KIND, Place(Part.FILE), "version", expected)])
    assert "has to be" in sentence


def test_lists_are_looked_up_by_name() -> None:
    assert forms.pictures()["heart"].icon == "heart-outline"
    assert forms.roles()["peer_worker"].expertise is Expertise.BOTH
    assert forms.roles()["interpreter"].side is None
    assert forms.needs()["large_print"].short == "large print"
    assert [word.word for word in forms.words()][:2] == ["action", "admission"]


def test_a_list_that_was_handed_out_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        forms.roles()["boss"] = forms.roles()["nurse"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("read", "data", "fault"),
    [
        (read_words, 'words = [{ word = "x" }]', Fault(FaultKind.MISSING, Place(Part.ROW, 1), "explanation")),
        (
            read_pictures,
            'pictures = [{ name = "A b", means = "m", icon = "i" }]',
            Fault(FaultKind.BAD_ID, Place(Part.ROW, 1), "name", "A b"),
        ),
        (
            read_roles,
            'roles = [{ id = "a", words = "w", expertise = "much" }]',
            Fault(FaultKind.UNKNOWN_NAME, Place(Part.ROW, 1), "expertise", "much"),
        ),
        (
            read_needs,
            'needs = [{ code = "a", words = "w", short = "s" }, { code = "a", words = "w", short = "s" }]',
            Fault(FaultKind.TWICE, Place(Part.ROW, 2), "code", "a"),
        ),
        (read_needs, "needs = []", Fault(FaultKind.EMPTY, Place(Part.FILE), "needs")),
    ],
)
def test_a_list_is_read_as_strictly_as_a_form(read: object, data: str, fault: Fault) -> None:
    with pytest.raises(FormFaults) as caught:
        read(f'format = 1\nlanguage = "en-GB"\n{data}'.encode())  # type: ignore[operator]
    assert caught.value.faults == (fault,)


def test_only_people_who_use_the_service_have_a_side_in_plans_about_nobody_alone() -> None:
    sides = {role.side for role in forms.roles().values()}
    assert sides == {SideName.PATIENT, SideName.TEAM, SideName.FAMILY, SideName.PEOPLE, None}
    assert [role.id for role in forms.roles().values() if role.side is SideName.PEOPLE] == ["uses_service"]
