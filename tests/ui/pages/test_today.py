"""Today: doors, plans to carry on with, and what can be done with each."""

import pytest
from PySide6.QtWidgets import QPushButton

from app.forms import shipped_form
from app.people import make_keeper
from app.plans import find_plan, put_to_use
from app.settings import BACKUP_FOLDER
from models.people import Person
from models.plans import Plan, PlanState
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.going import went_to
from tests.ui.pages.walking import order_on_page, walk
from tests.ui.rooms import Room, add_staff
from ui.pages.plan_row import PlanRow

FIRST = shipped_form("care_plan").questions[0]
SIDE = f"{FIRST.id}/patient"


@pytest.fixture
def plan(room: Room) -> Plan:
    """A care plan of Sam's in which Sam wrote a line, from an earlier sitting."""
    return written_plan(room, room.sam)


def written_plan(room: Room, patient: Person, words: str = "I like the garden.") -> Plan:
    plan = room.new_plan(patient=patient)
    room.store.begin_sitting(patient.id)
    desk = room.store.open_plan(plan).desk
    desk.take_up(desk.pens.own(patient.id))
    desk.write(SIDE, 0, 0, words)
    room.store.end_sitting(FIRST.id)
    room.store.unlock_as(room.jo.id)
    return plan


def titles(room: Room) -> list[str]:
    return [f"{line.row.plan.title} {line.row.initials}" for line in room.page.findChildren(PlanRow) if line.isVisible()]


def choose(room: Room, words: str, initials: str = "SO", title: str = "My care plan") -> None:
    """Chooses something from the menu of a plan's line."""
    menu = room.find(QPushButton, f"More about {title}, {initials}").menu()
    next(action for action in menu.actions() if action.text() == words).trigger()
    room.settle()


def offered(room: Room, initials: str = "SO", title: str = "My care plan") -> list[str]:
    menu = room.find(QPushButton, f"More about {title}, {initials}").menu()
    return [action.text() for action in menu.actions()]


def test_an_empty_store_says_the_first_thing_to_do(room: Room) -> None:
    room.go("today")

    assert "Nothing has been written yet. Start with one of these." in room.words()
    assert titles(room) == []


def test_plans_are_shown_by_initials_and_never_by_name(room: Room, plan: Plan) -> None:
    written_plan(room, room.robin)
    room.go("today")

    assert sorted(titles(room)) == ["My care plan RV", "My care plan SO"]
    assert f"Stopped at: {FIRST.wording}" in room.words()
    for name in ("Sam", "Okafor", "Robin", "Vale", "garden"):
        assert name not in room.words()


def test_the_doors_lead_to_starting_a_plan(room: Room) -> None:
    with went_to(room) as gone:
        room.go("today")
        room.press("Write a plan together")
        room.press("Staying safe together")

    assert [(page, about.form_id) for page, about in gone] == [("start_plan", ""), ("start_plan", "staying_safe")]


def test_carrying_on_begins_a_sitting_about_that_patient_and_asks_who_is_here(room: Room, plan: Plan) -> None:
    room.go("today")
    with went_to(room) as gone:
        room.press("Carry on: My care plan, SO")

    assert room.store.sitting.sitting.patient_id == room.sam.id
    assert gone == [("who_is_here", find_plan(room.store.store, plan.id))]


def test_during_a_sitting_nothing_of_another_patient_is_there(room: Room, plan: Plan) -> None:
    written_plan(room, room.robin)
    room.begin()
    room.go("today")

    assert titles(room) == ["My care plan SO"]
    for name in ("Robin", "Vale", "RV"):
        assert name not in room.words()


def test_during_a_sitting_one_goes_on_writing_or_ends_for_today(room: Room, plan: Plan) -> None:
    room.begin()
    room.store.open_plan(plan)
    room.go("today")
    room.answer("end")
    with went_to(room) as gone:
        room.press("Go on writing: My care plan, SO")
        room.press("End for today")

    assert gone == [("desk", None), ("unlock", "ended")]
    assert room.store.sitting is None
    assert room.store.locked


def test_ending_from_here_remembers_the_question_that_was_shown_at_the_desk(room: Room, plan: Plan) -> None:
    question = shipped_form("care_plan").questions[3]
    room.begin()
    room.store.open_plan(plan)
    room.go("desk", question.id)
    room.go("today")
    room.answer("end")
    room.press("End for today")

    assert find_plan(room.store.store, plan.id).stopped_at == question.id


def test_another_plan_of_the_same_patient_takes_the_place_on_the_table(room: Room, plan: Plan) -> None:
    room.open_plan("staying_safe")
    room.go("today")
    with went_to(room) as gone:
        room.press("Carry on: My care plan, SO")

    assert room.store.plan.plan.id == plan.id
    assert gone == [("desk", None)]


def test_another_patients_plan_is_refused_with_a_sentence(room: Room, plan: Plan) -> None:
    room.go("today")
    room.store.begin_sitting(room.robin.id)
    room.press("Carry on: My care plan, SO")

    assert "This time is about Robin only." in room.words()
    assert "To open another plan, end this one." in room.words()
    assert room.store.plan is None


def test_a_plan_is_put_to_use_put_away_and_taken_up_again(room: Room, plan: Plan) -> None:
    room.go("today")
    for words, state in (
        ("This plan is in use", PlanState.CURRENT),
        ("We no longer use this plan", PlanState.PUT_AWAY),
        ("Take it up again", PlanState.BEING_WRITTEN),
    ):
        if state is PlanState.BEING_WRITTEN:
            room.press("Show plans that were put away")
        choose(room, words)
        assert find_plan(room.store.store, plan.id).state is state


def test_a_meeting_is_spoken_of_as_a_record_and_never_as_a_plan(room: Room) -> None:
    room.new_plan("my_meeting")
    room.begin()
    room.go("today")
    ways = offered(room, title="My meeting")
    assert {"This record is in use", "Start the next meeting from this one", "We no longer use this record"} <= set(ways)
    assert not [words for words in ways if "plan" in words]
    choose(room, "This record is in use", title="My meeting")
    choose(room, "We no longer use this record", title="My meeting")
    room.press("Show plans that were put away")
    choose(room, "Take it up again", title="My meeting")
    assert room.said == ["This record is in use now.", "The record was put away.", "The record is being written again."]


def test_a_meeting_that_was_closed_offers_getting_ready_in_the_menu_alone(room: Room) -> None:
    plan = room.open_plan("my_meeting")
    plan.begin_meeting()
    room.go("today")
    assert "Get ready alone: My meeting, SO" in room.names()
    plan.meeting.close()
    room.go("today")
    assert "Get ready alone: My meeting, SO" not in room.names()
    assert "Get ready alone" in offered(room, title="My meeting")


def test_what_needs_people_around_the_table_is_offered_during_a_sitting_alone(room: Room, plan: Plan) -> None:
    room.go("today")
    assert offered(room) == ["This plan is in use", "We no longer use this plan", "After we met", "Who looked?"]

    room.begin()
    room.go("today")
    assert {"Start the next plan from this one", "History", "Send a copy"} <= set(offered(room))


def test_the_next_plan_is_started_by_whoever_says_so_and_what_stayed_behind_is_listed(room: Room, plan: Plan) -> None:
    put_to_use(room.store.store, room.clock, plan)
    room.begin()
    desk = room.store.open_plan(plan).desk
    desk.take_up(desk.pens.own(room.jo.id))
    desk.write(SIDE, 7, 4, "")
    room.go("today")
    room.answer(room.sam.id)
    choose(room, "Start the next plan from this one")

    assert room.window.page_name == "next_plan"
    assert "Jo crossed out" not in room.words()
    assert "Jo crossed this out. It is not settled." in room.words()
    with went_to(room) as gone:
        room.press("Open the next one")
    assert gone == [("desk", None)]
    assert room.store.plan.plan.follows == plan.id
    assert room.store.plan.document.side(SIDE).text == "I like garden."


def test_not_now_starts_no_next_plan(room: Room, plan: Plan) -> None:
    room.begin()
    room.go("today")
    room.answer("leave")
    choose(room, "Start the next plan from this one")

    assert titles(room) == ["My care plan SO"]


def test_nothing_is_left_on_the_page_behind_the_lock(room: Room, plan: Plan) -> None:
    page = room.go("today")
    page.leave()

    assert not any(line.isVisibleTo(page) for line in page.findChildren(PlanRow))


def test_reminders_are_said_until_what_they_ask_for_is_done(room: Room) -> None:
    room.go("today")
    assert "No second copy is being kept. A keeper can choose a folder for it." in room.words()
    assert "Only one person is a keeper here. A second one is wise." in room.words()

    room.services.settings.set(BACKUP_FOLDER, str(room.services.profile.folder))
    make_keeper(room.store.store, add_staff(room).id, room.clock.now().date(), by=room.jo.id)
    room.go("today")
    assert "No second copy is being kept." not in room.words()
    assert "Only one person is a keeper here." not in room.words()


def test_the_keys_go_through_the_page_as_one_reads_it(room: Room, plan: Plan) -> None:
    room.begin()
    room.store.open_plan(plan)
    page = room.go("today")

    reached = walk(room)

    assert reached == order_on_page(room, reached)
    go_on = room.find(QPushButton, "Go on writing: My care plan, SO")
    assert reached[0] is go_on
    assert page.doors["plan"] in reached


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
def test_nothing_is_cut_or_without_a_name(room: Room, plan: Plan, size: tuple[int, int], scale: float) -> None:
    room.begin()
    room.window.resize(*size)
    room.shell.look.change(scale=scale)
    page = room.go("today")

    assert cut_pieces(page) == sideways(page) == nameless(page) == too_low_to_press(page) == []
