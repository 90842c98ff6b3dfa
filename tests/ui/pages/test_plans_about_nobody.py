"""Plans about a job or a service, through the window: begun from Forms, written in, sent, gone on with, and never a patient's name."""

from pathlib import Path

import pytest

from app.forms import shipped_form
from app.plans import all_plans, plans_about
from app.word.blocks import CopyKind
from app.word.export import export_plan
from tests.app.word.invariants import faults
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.going import went_to
from tests.ui.rooms import Room
from ui.pages.desk import DeskPage
from ui.pages.starting import NewPlan

PATIENTS = ("Okafor", "Vale", "Robin", "Sam", "999 012 3454", "12 March 1990")
WRITE = "Write with this form: {}"


def begin_a_panel(room: Room) -> DeskPage:
    """From Forms to the desk: Jo, and Ana who uses the service, write with the form for a panel."""
    room.go("forms")
    room.press(WRITE.format("Interview panel"))
    room.press("Start a new one")
    room.press("Add Jo Nowak")
    room.press("Add a person")
    room.type_into("Name", "Ana Made-Up")
    room.press("Add this person")
    room.press("Start writing")
    assert isinstance(room.page, DeskPage)
    return room.page


def nobody_is_named(room: Room) -> None:
    seen = room.words()
    assert [name for name in PATIENTS if name in seen] == []


def test_a_form_about_a_patient_asks_whom_it_is_about_and_the_others_do_not(room: Room) -> None:
    room.go("forms")
    room.press(WRITE.format("My ward round"))
    assert "Who is this meeting about?" in room.words()
    assert "It is about a job or a service" not in room.names()

    room.go("forms")
    room.press(WRITE.format("Improvement plan"))
    assert "Who is this plan about?" not in room.words()
    assert "Improvement plan, about no patient." in room.words()


def test_the_form_is_offered_while_it_is_looked_through_as_well(room: Room) -> None:
    room.go("forms", shipped_form("improvement_plan"))
    with went_to(room) as gone:
        room.press(WRITE.format("Improvement plan"))

    assert [(page, about.form_id) for page, about in gone] == [("start_plan", "improvement_plan")]


def test_a_panel_is_begun_from_forms_and_written_with_a_box_for_each(room: Room) -> None:
    page = begin_a_panel(room)
    sitting = room.store.sitting

    assert sitting.about_nobody
    assert [(here.known_as, here.role.id) for here in sitting.people] == [("Jo", "nurse"), ("Ana", "uses_service")]
    assert "About no patient" in room.words()
    assert "The person who came for the job may ask to read what we write." in room.words()
    page.go_to("ip_good_worker")
    room.settle()
    assert [box.box.title for box in page.view.side_boxes] == ["Jo", "Ana", "Together: what we agree"]
    (listed,) = plans_about(room.store.store, "")
    assert (listed.plan.form_id, listed.patient) == ("interview_panel", None)


def test_what_is_said_before_the_first_word_goes_with_it(room: Room) -> None:
    page = begin_a_panel(room)
    page.room.take_up(room.store.sitting.pens.own(room.jo.id))
    page.room.desk.write("ip_post/together", 0, 0, "A nurse for the ward.")
    page.go_to("ip_fair")
    room.settle()

    assert "may ask to read what we write" not in room.words()


def test_no_page_of_such_a_sitting_names_a_patient(room: Room) -> None:
    room.new_plan()
    room.begin()
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    begin_a_panel(room)

    for name in ("desk", "today", "who_is_here", "people", "forms", "who_looked", "keepers", "history", "send", "help", "start_plan"):
        room.go(name, NewPlan() if name == "start_plan" else None)
        nobody_is_named(room)
    room.go("who_is_here")
    room.press("Add a person")
    nobody_is_named(room)
    assert "Type a part of the name" not in room.words()


def test_the_banner_of_such_a_sitting_has_all_its_ways(room: Room) -> None:
    begin_a_panel(room)

    assert {"Today", "Get help now", "Help", "Lock"} <= set(room.names())
    assert "Interview panel" in room.words()


def test_a_patients_plan_is_out_of_reach_and_a_panel_is_in_a_patients_sitting(room: Room) -> None:
    begin_a_panel(room)
    room.go("start_plan", NewPlan("staying_safe"))
    assert "This time is about no patient. To open another plan, end this one." in room.words()
    nobody_is_named(room)
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)

    room.begin()
    room.go("start_plan", NewPlan("interview_panel"))
    assert "This time is about Sam only. To open another plan, end this one." in room.words()
    assert [one.plan.form_id for one in all_plans(room.store.store)] == ["interview_panel"], "nothing was begun"


def test_in_such_a_sitting_only_forms_about_nobody_are_offered(room: Room) -> None:
    begin_a_panel(room)
    room.go("start_plan", NewPlan())

    offered = [name for name in room.names() if name in ("My care plan", "Interview panel", "Improvement plan", "Blank", "My meeting")]
    assert offered == ["Interview panel", "Improvement plan", "Blank"]


def test_from_the_first_door_one_can_say_that_it_is_about_nobody_and_go_back(room: Room) -> None:
    room.go("start_plan", NewPlan())
    room.press("It is about a job or a service")
    assert "Blank" in room.names()
    assert "My care plan" not in room.names()
    room.press("Back")
    assert "Who is this plan about?" in room.words()


def test_a_blank_page_can_be_about_nobody(room: Room) -> None:
    room.go("forms")
    room.press(WRITE.format("Blank"))
    room.press("It is about a job or a service")
    room.press("Add Jo Nowak")
    room.press("Start writing")

    assert (room.store.plan.plan.form_id, room.store.plan.plan.patient_id) == ("blank", "")
    page = room.page
    page.go_to("bl_words")
    room.settle()
    assert [box.box.title for box in page.view.side_boxes][:2] == ["People who use the service", "Team"]


def test_it_is_carried_on_from_today_without_a_name(room: Room) -> None:
    begin_a_panel(room)
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    room.go("today")
    assert "Interview panel" in room.words()
    room.press("Carry on: Interview panel")

    assert "Who is here?" in room.words()
    assert room.store.sitting.about_nobody
    room.press("Add a person")
    assert "Add Ana Made-Up" in room.names(), "who came to such a sitting before is known"


def test_the_next_one_is_started_from_it(room: Room) -> None:
    page = begin_a_panel(room)
    page.room.take_up(room.store.sitting.pens.own(room.jo.id))
    page.room.desk.write("ip_post/together", 0, 0, "A nurse for the ward.")
    before = room.store.plan.plan
    room.go("today")
    room.answer(room.jo.id)
    assert room.page._life.do("next", before)
    room.settle()
    room.press("Open the next one")

    assert (room.store.plan.plan.follows, room.store.plan.plan.patient_id) == (before.id, "")
    assert room.store.plan.document.side("ip_post/together").text == "A nurse for the ward."


@pytest.mark.parametrize("kind", list(CopyKind))
def test_a_copy_names_no_patient(room: Room, tmp_path: Path, kind: CopyKind) -> None:
    page = begin_a_panel(room)
    page.room.take_up(room.store.sitting.pens.own(room.jo.id))
    page.room.desk.write("ip_post/together", 0, 0, "A nurse for the ward.")
    room.go("send")
    assert "This leaves: 1 question with its answers." in room.words()

    path = export_plan(room.store, room.store.plan.plan, kind, tmp_path / "copy.docx")
    assert faults(path.read_bytes(), about_nobody=True) == []


def test_views_are_shown_only_when_each_has_chosen(room: Room) -> None:
    page = begin_a_panel(room)
    jo, ana = room.store.sitting.people
    page.go_to("ip_view")
    room.settle()
    choose(room, page, jo.person, "Yes")
    page.room.take_up(room.store.sitting.pens.own(ana.person))
    room.settle()
    jos_box = page.view.side_boxes[0]
    assert jos_box.control.entries() == []
    assert not jos_box.editor.isVisible()
    assert "Everybody's choice is shown when each has chosen or passed." in room.words()

    choose(room, page, ana.person, "I would rather not say")
    assert [len(box.control.entries()) for box in page.view.side_boxes] == [1, 1]
    assert jos_box.editor.isVisible()


def test_the_boxes_of_each_person_who_came_say_whose_they_are(room: Room) -> None:
    page = begin_a_panel(room)
    jo = room.store.sitting.people[0].person
    page.room.take_up(room.store.sitting.pens.own(jo))
    page.room.desk.write(f"ip_heard/each:{jo}", 0, 0, "A. spoke of nights.")
    page.go_to("ip_heard")
    room.settle()
    assert "Box 1" not in room.words()
    room.press("One more thing")
    assert "Box 1\n" in room.words()
    page.go_to("ip_doubts")
    room.settle()

    assert "Box 1: “A. spoke of nights”" in room.words()
    assert "Box 2" in room.words()


def choose(room: Room, page: DeskPage, person: str, words: str) -> None:
    """That person presses a choice in their own box."""
    page.room.take_up(room.store.sitting.pens.own(person))
    box = next(box for box in page.view.side_boxes if person in box.box.owners)
    button = next(button for button in box.control.choices.buttons.values() if button.option.words == words)
    button.click()
    room.settle()


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
@pytest.mark.parametrize("size", [(640, 480), (1366, 768)])
def test_nothing_is_cut_on_these_pages(room: Room, size: tuple[int, int], scale: float) -> None:
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    room.go("forms")
    shown(room)
    room.go("start_plan", NewPlan("blank"))
    shown(room)
    begin_a_panel(room)
    shown(room)


def shown(room: Room) -> None:
    room.settle()
    assert cut_pieces(room.page) == []
    assert sideways(room.page) == []
    assert too_low_to_press(room.page) == []
    assert nameless(room.page) == []
