"""Starting a plan: whom it is about, which form, and whether there is one already."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.finding import find_patients
from app.forms import SHIPPED, shipped_form
from app.plans import plans_about
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.going import went_to
from tests.ui.pages.walking import order_on_page, press_key, walk
from tests.ui.rooms import Room
from ui.pages.starting import NewPlan

SAM = "Sam Okafor"
SEARCH = "Type a part of the name"


def choose_sam(room: Room) -> None:
    room.type_into(SEARCH, "oka")
    room.press(SAM)


def add_a_patient(room: Room, **typed: str) -> None:
    room.press("Add a patient")
    for name, words in typed.items():
        room.type_into(name.replace("_", " "), words)
    room.press("Add this patient")


def test_nobody_is_listed_before_somebody_types(room: Room) -> None:
    room.go("start_plan", NewPlan())

    assert "Who is this plan about?" in room.words()
    for name in ("Okafor", "Vale", "Nowak"):
        assert name not in room.words()


def test_a_patient_is_found_by_typing_and_told_from_others(room: Room) -> None:
    room.go("start_plan", NewPlan())
    room.type_into(SEARCH, "oka")

    assert SAM in room.names()
    assert "called Sam · born 12 March 1990 · NHS 999 012 3454" in room.words()
    assert "Vale" not in room.words()


def test_with_patient_and_form_a_sitting_begins_and_we_say_who_is_here(room: Room) -> None:
    room.go("start_plan", NewPlan())
    choose_sam(room)
    about_a_patient = [shipped_form(form).title for form in SHIPPED if not shipped_form(form).about_nobody]
    assert [name for name in room.names() if name in {shipped_form(form).title for form in SHIPPED}] == about_a_patient
    with went_to(room) as gone:
        room.press("My care plan")

    assert gone == [("who_is_here", shipped_form("care_plan"))]
    assert room.store.sitting.sitting.patient_id == room.sam.id
    assert plans_about(room.store.store, room.sam.id) == [], "nothing is started before somebody writes"


def test_the_door_of_a_form_asks_for_the_patient_alone(room: Room) -> None:
    room.go("start_plan", NewPlan("staying_safe"))
    with went_to(room) as gone:
        choose_sam(room)

    assert gone == [("who_is_here", shipped_form("staying_safe"))]


def test_a_plan_like_that_is_offered_first(room: Room) -> None:
    there = room.new_plan()
    room.go("start_plan", NewPlan("care_plan"))
    choose_sam(room)
    assert "There is one already." in room.words()
    with went_to(room) as gone:
        room.press("Carry on with this one")

    assert gone == [("who_is_here", there)]


def test_a_new_one_can_be_started_all_the_same(room: Room) -> None:
    room.new_plan()
    room.go("start_plan", NewPlan("care_plan"))
    choose_sam(room)
    with went_to(room) as gone:
        room.press("Start a new one")

    assert gone == [("who_is_here", shipped_form("care_plan"))]


def test_during_a_sitting_it_is_about_its_patient_and_goes_straight_to_the_desk(room: Room) -> None:
    room.begin()
    room.go("start_plan", NewPlan())
    assert SEARCH not in room.words()
    with went_to(room) as gone:
        room.press("Blank")

    assert gone == [("desk", None)]
    assert (room.store.plan.plan.form_id, room.store.plan.plan.patient_id) == ("blank", room.sam.id)


def test_a_patient_can_be_added_with_the_name_that_was_typed(room: Room) -> None:
    room.go("start_plan", NewPlan())
    room.type_into(SEARCH, "Ada Lind")
    assert "Nobody like that is here yet. You can add a patient." in room.words()
    add_a_patient(room, Born="1 July 1985", NHS_number="999 000 0026")

    assert "What do we write?" in room.words()
    assert "For Ada. You can leave any question empty." in room.words()
    (known,) = find_patients(room.store.store, "lind")
    assert known.patient.nhs_number == "9990000026"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"Name": ""}, "Everybody here has a name. Write the name, then go on."),
        ({"Name": "Ada", "Born": "31 February 1990"}, "That day does not exist. Your words are kept. Write the day as 12 March 1990."),
        (
            {"Name": "Ada", "NHS_number": "999 012 3455"},
            "This number does not add up as an NHS number. It is not stored yet. Check each digit.",
        ),
        (
            {"Name": "Ada", "NHS_number": "999 012 3454"},
            "Somebody else has this number. Nothing was stored. Check each digit, or look for that person.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(room: Room, typed: dict[str, str], sentence: str) -> None:
    room.go("start_plan", NewPlan())
    add_a_patient(room, **typed)

    assert sentence in room.words()
    for name, words in typed.items():
        assert room.find(QLineEdit, name.replace("_", " ")).text() == words
    assert find_patients(room.store.store, "Ada") == []


def test_somebody_who_is_here_already_is_not_added_twice(room: Room) -> None:
    room.go("start_plan", NewPlan("blank"))
    room.answer("same")
    with went_to(room) as gone:
        add_a_patient(room, Name="sam okafor", Born="12 March 1990")

    assert gone == [("who_is_here", shipped_form("blank"))]
    assert room.store.sitting.sitting.patient_id == room.sam.id


def test_somebody_else_of_that_name_and_day_can_be_added(room: Room) -> None:
    room.go("start_plan", NewPlan())
    room.answer("new")
    add_a_patient(room, Name="sam okafor", Born="12 March 1990")

    assert len(find_patients(room.store.store, "okafor")) == 2


def test_the_way_to_a_meeting_asks_whom_the_meeting_is_about(room: Room) -> None:
    for form in ("my_meeting", "ward_round"):
        room.go("start_plan", NewPlan(form))
        assert "Who is this meeting about?" in room.words()
        assert "plan" not in room.words()


def test_escape_goes_back_step_by_step(room: Room) -> None:
    room.go("start_plan", NewPlan())
    room.press("Add a patient")
    press_key(room, Qt.Key.Key_Escape)
    assert SEARCH in room.words()
    choose_sam(room)
    press_key(room, Qt.Key.Key_Escape)
    assert "Who is this plan about?" in room.words()
    with went_to(room) as gone:
        press_key(room, Qt.Key.Key_Escape)
    assert gone == [("today", None)]


def test_what_was_typed_is_there_after_a_lock_and_gone_with_a_new_wish(room: Room) -> None:
    wish = NewPlan()
    room.go("start_plan", wish)
    room.type_into(SEARCH, "oka")
    room.go("start_plan", wish)
    assert SAM in room.names()

    room.go("start_plan", NewPlan())
    assert SAM not in room.names()


def test_a_sitting_leaves_no_other_name_on_the_page(room: Room) -> None:
    room.go("start_plan", NewPlan())
    room.type_into(SEARCH, "robin")
    assert "Robin Vale" in room.names()
    room.begin()

    assert "Robin" not in room.words()
    assert room.find(QLineEdit, SEARCH).text() == ""


def test_the_keys_go_through_the_page_as_one_reads_it(room: Room) -> None:
    room.go("start_plan", NewPlan())
    room.type_into(SEARCH, "oka")
    room.press("Add a patient")

    reached = walk(room)

    assert reached == order_on_page(room, reached)


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
def test_nothing_is_cut_or_without_a_name(room: Room, size: tuple[int, int], scale: float) -> None:
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    page = room.go("start_plan", NewPlan())
    faults = [cut_pieces, sideways, nameless, too_low_to_press]
    room.type_into(SEARCH, "oka")
    assert [fault(page) for fault in faults] == [[], [], [], []]
    room.press("Add a patient")
    room.type_into("NHS number", "1")
    room.press("Add this patient")
    assert [fault(page) for fault in faults] == [[], [], [], []]
    room.press("Not now")
    room.press(SAM)
    assert [fault(page) for fault in faults] == [[], [], [], []]
