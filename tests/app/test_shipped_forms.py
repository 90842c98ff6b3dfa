"""The rules of words and safety, held over every form and list that ships."""

import importlib.util
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import forms
from app.form_shelf import what_it_is_for
from models.easy_read import count_words, long_sentences, unexplained_hard_words
from models.forms import Condition, Duty, Form, Kind, Question, SideName

MOST_PROFESSIONAL_WORDS = 25
BLAME = ("failed", "refused", "non-compliant", "claims", "denies", "insight", "manipulative", "absconded", "challenging")
NOT_TO_THAT_PERSON = ("the patient", "service user", "client")
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "formats" / "forms.md"

# What a clinician, an inspector or a court looks for, and the questions that hold it: in the care plan, the meeting, the plan for Wales.
AREAS = ("home", "learning", "money", "treatment", "caring", "body", "culture", "work")
NEEDED_CONTENTS = {
    "needs, each seen by each": ("need story", "mm_needs", "w_*_now"),
    "goals, outcomes": ("goal", "mm_my_points", "w_*_want"),
    "actions: who, what, when": ("action", "mm_actions mm_since", "w_*_do"),
    "risk": ("safe_worry depend_on_me", "mm_safe", "w_safe_worry"),
    "crisis plan and contingency": ("safe_signs crisis_do crisis_call crisis_backup", "mm_safe", "w_signs w_crisis"),
    "medication and side effects": ("med_helps med_bothers med_ask", "mm_medicine", "w_treatment_now w_treatment_bothers"),
    "other treatment": ("therapy", "mm_needs", "w_treatment_do"),
    "physical health, allergies, checks": ("body_now body_checks body_avoid", "mm_body", "w_body_now w_avoid"),
    "leave": ("leave_ask leave_plan leave_wrong", "mm_leave", "w_law"),
    "section 117 aftercare": ("aftercare", "mm_aftercare", "w_home_do"),
    "discharge": ("moving_next moving_ready moving_date", "mm_moving", "w_home_want"),
    "legal status and decisions": ("law_decided", "mm_law", "w_law"),
    "capacity, one decision at a time": ("capacity", "", "w_capacity"),
    "advance wishes": ("advance_wishes", "", "w_wishes"),
    "communication needs": ("about_access about_talk", "mm_check_needs", "w_language w_access"),
    "consent to share": ("share_ok", "", "w_share"),
    "advocacy": ("advocate", "mm_supporter", "w_advocate"),
    "family's views and own needs": ("family_say family_need", "mm_family_view", "w_caring_now"),
    "unmet need": ("unmet", "mm_unmet", "w_unmet"),
    "disagreement": ("differ", "mm_differ", "w_differ"),
    "co-ordinator": ("main_worker", "", "w_coordinator"),
    "review and copies": ("next_review copies", "mm_next mm_copies", "w_review w_copies"),
}
HOLDING = ("care_plan", "my_meeting", "wales_ctp")


@dataclass(frozen=True)
class Row:
    """Words that stand together, so that each can explain the others."""

    place: str
    texts: tuple[str, ...]


def rows_of_forms() -> Iterator[Row]:
    for form in forms.shipped_forms():
        yield Row(form.id, (form.title, form.credit, form.before, what_it_is_for(form)))
        for section in form.sections:
            yield Row(section.id, (section.title, section.help))
        for question in form.questions:
            yield Row(question.id, (question.wording, question.help, *(choice.words for choice in question.choices)))


def rows_of_lists() -> Iterator[Row]:
    for word in forms.words():
        yield Row(f"word {word.word}", (word.explanation, word.say_instead))
    for role in forms.roles().values():
        yield Row(f"role {role.id}", (role.words, role.explanation))
    for need in forms.needs().values():
        yield Row(f"need {need.code}", (need.words, need.short))


def rows() -> list[Row]:
    """Everything that ships and that a patient may read, but for the names of pictures."""
    return [*rows_of_forms(), *rows_of_lists()]


def questions() -> list[Question]:
    return [question for form in forms.shipped_forms() for question in form.questions]


@pytest.fixture
def care_plan() -> Form:
    return forms.shipped_form("care_plan")


@pytest.fixture
def staying_safe() -> Form:
    return forms.shipped_form("staying_safe")


def test_no_sentence_has_more_than_15_words() -> None:
    long = [f"{row.place}: {sentence.text}" for row in rows() for text in row.texts for sentence in long_sentences(text)]
    assert long == []


def test_every_hard_word_is_explained_in_its_own_row() -> None:
    whole = [(row.place, " ".join(row.texts)) for row in rows()]
    bare = [f"{place}: {word.word}" for place, text in whole for word in unexplained_hard_words(text, "", forms.words())]
    assert bare == []


def test_the_check_of_hard_words_would_see_a_bare_one() -> None:
    bare = unexplained_hard_words("Do I want an advocate before my tribunal?", "", forms.words())
    assert [word.word for word in bare] == ["advocate", "tribunal"]


def test_every_word_is_explained_once() -> None:
    names = Counter(name.lower() for word in forms.words() for name in (word.word, *word.also))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_wording_blames() -> None:
    texts = [(question.id, text) for question in questions() for text in (question.wording, question.professional_wording, question.help)]
    blaming = [f"{place}: {word}" for place, text in texts for word in BLAME if re.search(rf"\b{word}\b", text, re.IGNORECASE)]
    assert blaming == []


def test_nobody_is_called_a_patient_to_their_face() -> None:
    found = [f"{row.place}: {name}" for row in rows_of_forms() for text in row.texts for name in NOT_TO_THAT_PERSON if name in text.lower()]
    assert found == []


def test_professional_wording_is_short() -> None:
    assert [question.id for question in questions() if count_words(question.professional_wording) > MOST_PROFESSIONAL_WORDS] == []


def test_every_id_stands_once_across_all_forms() -> None:
    ids = Counter(question.id for question in questions())
    ids.update(section.id for form in forms.shipped_forms() for section in form.sections)
    ids.update(form.id for form in forms.shipped_forms())
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_question_and_section_has_a_picture_and_help() -> None:
    shown = [*questions(), *(section for form in forms.shipped_forms() for section in form.sections)]
    assert [part.id for part in shown if part.picture not in forms.pictures() or not part.help] == []


def test_every_icon_is_in_the_set_that_we_use() -> None:
    package = importlib.util.find_spec("qtawesome")
    assert package is not None
    assert package.origin is not None
    (charmap,) = Path(package.origin).parent.glob("fonts/materialdesignicons6-webfont-charmap-*.json")
    known = json.loads(charmap.read_text(encoding="utf-8"))
    assert [picture for picture in forms.pictures().values() if picture.icon not in known] == []


def test_every_picture_has_a_spoken_name_of_its_own() -> None:
    assert len({picture.means for picture in forms.pictures().values()}) == len(forms.pictures())


@pytest.mark.parametrize("form", forms.shipped_forms(), ids=lambda form: form.id)
def test_a_form_is_about_a_patient_or_about_nobody_and_never_about_both(form: Form) -> None:
    sides = {side for question in form.questions for side in question.sides}
    of_nobody = sides & {SideName.EACH, SideName.PEOPLE, SideName.STAFF}
    assert bool(of_nobody) is form.about_nobody is (form.id in ("interview_panel", "improvement_plan"))
    assert not (of_nobody and sides & {SideName.PATIENT, SideName.TEAM})


def test_choices_by_their_common_values_do_what_these_values_mean() -> None:
    choices = [choice for question in questions() for choice in question.choices]
    assert all(choice.own_words for choice in choices if choice.value == "own")
    assert all(choice.shuts_out == (choice.value in ("none", "pass", "rather_not")) for choice in choices)
    assert {"own", "none"} <= {choice.value for choice in choices}


def test_what_only_the_owner_writes_is_the_patients() -> None:
    owned = {question.id for question in questions() if question.owner_only}
    assert owned == {"about_important", "goal", "advance_wishes", "stay_reasons", "stay_want", "stay_refuse", "w_wishes"}
    assert all(question.sides == (SideName.PATIENT,) for question in questions() if question.owner_only)


def test_the_care_plan_is_there_in_full(care_plan: Form) -> None:
    assert [len(section.questions) for section in care_plan.sections] == [9, 2, 3, 4, 3, 6, 4, 3, 5, 3, 4, 2, 4]
    assert [question.id for question in care_plan.questions if question.core] == [
        "about_important", "need", "action", "safe_helps", "crisis_call", "next_review",
    ]  # fmt: skip


@pytest.mark.parametrize("content", NEEDED_CONTENTS)
@pytest.mark.parametrize("form_id", HOLDING)
def test_a_form_holds_what_others_look_for(form_id: str, content: str) -> None:
    named = NEEDED_CONTENTS[content][HOLDING.index(form_id)].split()
    ids = [name.replace("*", area) for name in named for area in (AREAS if "*" in name else ("",))]
    assert all(forms.shipped_form(form_id).question(question_id).kind is not Kind.HEADING for question_id in ids)


def test_what_keeps_people_safe_is_marked_in_the_care_plan(care_plan: Form) -> None:
    assert [section.id for section in care_plan.sections if section.safety] == ["sec_safe"]
    outside = [question.id for question in care_plan.questions if question.safety and not care_plan.section_of(question.id).safety]
    assert outside == ["body_avoid", "depend_on_me", "leave_wrong"]
    assert [question.id for question in care_plan.with_duty(Duty.FIRST_PAGE)] == ["crisis_call", "next_review"]


def test_leave_is_asked_only_in_hospital(care_plan: Form) -> None:
    assert {question.show_if for question in care_plan.questions if question.id.startswith("leave_")} == {"in_hospital"}


def test_staying_safe_is_there_in_full(staying_safe: Form) -> None:
    assert [len(section.questions) for section in staying_safe.sections] == [3, 4, 6, 5, 4, 2, 2]
    core = [question.id for question in staying_safe.questions if question.core]
    assert core == ["stay_good_day", "stay_helps", "stay_call", "stay_agree", "stay_review"]


def test_all_of_staying_safe_is_safety_and_strengths_come_first(staying_safe: Form) -> None:
    assert all(part.safety for part in (*staying_safe.sections, *staying_safe.questions))
    assert staying_safe.questions[0].id == "stay_good_day"
    assert staying_safe.card == ("stay_my_signs", "stay_i_do", "stay_word", "stay_call")


@pytest.mark.parametrize("form_id", ["care_plan", "staying_safe", "my_meeting", "wales_ctp"])
def test_a_plan_ends_with_one_signature_and_knows_its_next_review(form_id: str) -> None:
    form = forms.shipped_form(form_id)
    assert [question.kind is Kind.SIGNATURE for question in form.questions].index(True) == len(form.questions) - 1
    (review,) = form.with_duty(Duty.NEXT_REVIEW)
    assert review.kind is Kind.DATE


def test_blank_names_its_plan() -> None:
    blank = forms.shipped_form("blank")
    assert [question.id for question in blank.with_duty(Duty.PLAN_TITLE)] == ["bl_title"]
    assert len(blank.questions) == 5


def test_my_meeting_is_there_in_full() -> None:
    meeting = forms.shipped_form("my_meeting")
    assert [len(section.questions) for section in meeting.sections] == [11, 2, 13, 5, 5], "with what somebody would like to read out"
    assert [question.id for question in meeting.questions if question.core] == [
        "mm_say", "mm_who", "mm_take_part", "mm_my_points", "mm_actions", "mm_next",
    ]  # fmt: skip
    assert [question.id for question in meeting.questions if question.safety] == ["mm_safe"]
    assert [question.id for question in meeting.with_duty(Duty.TEAM_ANSWERS)] == ["mm_since", "mm_read_back"]


def test_the_order_of_a_meeting_is_chosen_from_its_parts() -> None:
    meeting = forms.shipped_form("my_meeting")
    (order,) = meeting.with_duty(Duty.IN_ORDER)
    talk = next(section for section in meeting.sections if section.id == "sec_talk")
    assert [(choice.value, choice.words) for choice in order.choices[:-1]] == [(one.id, one.wording) for one in talk.questions]
    assert order.choices[-1].own_words


def test_things_to_say_at_a_meeting_have_an_end_and_twice_as_many_can_come_while_it_is_held() -> None:
    meeting = forms.shipped_form("my_meeting")
    limits = {question.id: question.most_boxes for question in meeting.questions if question.most_boxes}
    assert limits == {"mm_say": 6, "mm_my_points": 12}


def test_the_ward_round_is_there_in_full_and_asks_for_three_things_at_most() -> None:
    ward_round = forms.shipped_form("ward_round")
    assert [len(section.questions) for section in ward_round.sections] == [4, 5, 3, 3, 3]
    assert [question.id for question in ward_round.questions if question.core] == ["wr_things", "wr_take_part", "wr_week"]
    assert [(question.id, question.most_boxes) for question in ward_round.questions if question.most_boxes] == [("wr_things", 3)]
    assert [question.id for question in ward_round.with_duty(Duty.OFFERS_HELP)] == ["wr_feel_safe"]
    assert [question.id for question in ward_round.questions if question.starters] == ["wr_things"]
    assert all(starter.picture and len(starter.words.split()) <= 3 for starter in ward_round.question("wr_things").starters)


def test_every_step_of_a_scale_has_words_and_a_picture_the_lowest_first() -> None:
    scales = [question for question in questions() if question.kind is Kind.SCALE]
    assert [scale.id for scale in scales] == ["wr_week", "wr_sleep", "wr_food", "wr_mood"]
    for scale in scales:
        assert [step.value for step in scale.choices if step.is_step] == ["1", "2", "3", "4", "5"]
        assert all(step.picture and step.words for step in scale.choices if step.is_step)


def test_the_plan_for_wales_holds_eight_areas_that_the_law_names() -> None:
    wales = forms.shipped_form("wales_ctp")
    assert [section.id for section in wales.sections if section.law] == [f"sec_w_{area}" for area in AREAS]
    assert [len(section.questions) for section in wales.sections] == [8, 3, 3, 3, 4, 3, 3, 3, 3, 5, 5]
    assert [question.id for question in wales.with_duty(Duty.FIRST_PAGE)] == ["w_crisis", "w_review"]
    assert wales.question("w_review").has(Duty.WITHIN_A_YEAR)


def test_the_interview_panel_gives_each_a_box_and_asks_for_each_person_who_came() -> None:
    panel = forms.shipped_form("interview_panel")
    assert [len(section.questions) for section in panel.sections] == [6, 4, 4]
    assert [question.id for question in panel.questions if question.repeats_with] == ["ip_strengths", "ip_doubts", "ip_view"]
    assert [question.id for question in panel.with_duty(Duty.APART_FIRST)] == ["ip_view"]
    assert panel.before.startswith("The person who came for the job may ask to read what we write.")


def test_the_improvement_plan_is_there_in_full() -> None:
    plan = forms.shipped_form("improvement_plan")
    assert [len(section.questions) for section in plan.sections] == [5, 4, 3, 3]
    assert [question.id for question in plan.questions if question.core] == ["im_change", "im_step", "im_review"]


def test_needs_are_the_choices_of_the_care_plan(care_plan: Form) -> None:
    (asked,) = care_plan.with_duty(Duty.NEEDS_FLAG)
    assert forms.shipped_form("wales_ctp").question("w_access").choices == asked.choices
    offered = {choice.value: choice.words for choice in asked.choices if choice.value not in ("own", "none")}
    assert {need.code: need.words for need in forms.needs().values()} == offered


def test_roles_know_their_side() -> None:
    roles = forms.roles().values()
    assert [role.id for role in roles if role.side is SideName.PATIENT] == ["patient"]
    assert [role.id for role in roles if role.staff != (role.side is SideName.TEAM)] == []
    assert [role.id for role in roles if role.side is None] == ["interpreter", "reader", "note_taker"]


def test_the_format_is_described_with_every_name_it_knows() -> None:
    described = DOCUMENT.read_text(encoding="utf-8")
    names = [name.value for names in (Kind, SideName, Condition, Duty) for name in names]
    assert [name for name in names if f"`{name}`" not in described] == []
