"""The day's ward rounds in the window: one person at a time, a change that is told, and last time's answers first."""

from datetime import timedelta

from PySide6.QtCore import Qt

from app.rounds import add_round, round_of_plan, rounds_of_day
from models.text.document import side_id
from tests.app.furnished import OTHER_PATIENT
from tests.ui.rooms import Room


def today(room: Room):
    return room.clock.now().astimezone().date()


def test_an_empty_day_says_so_and_somebody_is_added_by_typing(room: Room) -> None:
    room.go("today")
    room.press("Ward round")
    assert "Nobody is on the list for this day." in room.words()
    room.press("Add somebody to this day")
    room.type_into("Type a part of the name", "oka")
    room.press(next(name for name in room.names() if name.startswith("Sam Okafor")))
    room.type_into("What time?", "10:30")
    room.type_into("Who comes?", "Dr Reyes")
    room.press("Put it on the list")
    assert [row.round.at_time for row in rounds_of_day(room.store, today(room))] == ["10:30"]
    assert "Nothing shared yet." in room.words()


def test_enter_puts_it_on_the_list_and_a_time_that_no_clock_shows_is_said_so(room: Room) -> None:
    room.go("rounds")
    room.press("Add somebody to this day")
    room.type_into("Type a part of the name", "oka")
    room.press(next(name for name in room.names() if name.startswith("Sam Okafor")))
    room.type_into("What time?", "25:99")
    room.key(Qt.Key.Key_Return)
    assert "A day has 24 hours of 60 minutes. Write it such as 14:30." in room.words()
    assert rounds_of_day(room.store, today(room)) == []

    room.type_into("What time?", "14.30")
    room.type_into("Who comes?", "Dr Reyes")
    room.key(Qt.Key.Key_Return)
    assert [(row.round.at_time, row.round.who_comes) for row in rounds_of_day(room.store, today(room))] == [("14.30", "Dr Reyes")]


def test_another_time_is_kept_only_with_a_reason_and_is_told_on_the_persons_page(room: Room) -> None:
    add_round(room.store, room.sam.id, today(room), "10:30", "Dr Reyes")
    room.go("rounds")
    room.press("Change the ward round of Sam")
    room.type_into("What time?", "14:00")
    room.press("Put it on the list")
    assert "Say why it changed." in room.said
    room.type_into("Why did it change?", "Dr Reyes is called away.")
    room.press("Put it on the list")
    room.press("Open the ward round of Sam")
    assert room.window.page_name == "who_is_here"
    room.press("Go on")
    assert room.window.page_name == "last_time"
    assert "This changed. It was" in room.words()
    assert "This is the first time. Nothing was asked before." in room.words()
    room.press("Go on")
    assert room.window.page_name == "desk"
    assert room.page.view.question.id == "wr_things"


def test_in_a_sitting_the_list_holds_nobody_else_and_behind_the_lock_nobody(room: Room) -> None:
    add_round(room.store, room.sam.id, today(room), "10:30", "")
    add_round(room.store, room.robin.id, today(room), "11:00", "")
    room.go("rounds")
    assert OTHER_PATIENT in room.words()
    room.press("Open the ward round of Sam")
    room.go("rounds")
    assert OTHER_PATIENT not in room.words()
    room.window.lock()
    assert "Okafor" not in room.words()


def test_in_a_sitting_nobody_else_is_found_by_typing(room: Room) -> None:
    room.begin()
    room.go("rounds")
    room.press("Add Sam to this day")
    assert "Type a part of the name" not in room.words()
    room.type_into("What time?", "10:30")
    room.press("Put it on the list")
    assert [row.patient.id for row in rounds_of_day(room.store, today(room))] == [room.sam.id]


def test_in_a_sitting_its_patient_says_what_they_want_to_talk_about(room: Room) -> None:
    one = add_round(room.store, room.sam.id, today(room), "10:30", "")
    room.begin()
    room.go("rounds")
    room.press("Say what I want to talk about")
    assert room.window.page_name == "desk"
    assert room.page.view.question.id == "wr_things"
    plan = round_of_plan(room.store, room.store.plan.plan)
    assert plan is not None
    assert plan.id == one.id, "it is the plan of that ward round"


def test_in_a_sitting_its_patient_gets_ready_alone_for_the_ward_round(room: Room) -> None:
    add_round(room.store, room.sam.id, today(room), "10:30", "")
    room.begin()
    room.go("rounds")
    room.press("Get ready alone")
    assert room.window.page_name == "prepare"
    assert "Who prepares?" in room.words()
    room.press("Go back")
    room.press("Say what I want to talk about")
    assert room.window.page_name == "desk"


def test_before_a_sitting_nobody_writes_from_the_list(room: Room) -> None:
    add_round(room.store, room.sam.id, today(room), "10:30", "")
    room.go("rounds")
    assert "Say what I want to talk about" not in room.names()
    assert "Before it, I can say what I want to talk about." in room.words()


def test_closing_a_ward_round_says_what_has_no_answer_yet(room: Room) -> None:
    add_round(room.store, room.sam.id, today(room) + timedelta(days=1), "10:30", "")
    room.go("rounds")
    room.press("Next day")
    room.press("Open the ward round of Sam")
    room.press("Go on")
    room.press("Go on")
    room.page.room.take_up(room.store.sitting.pens.own(room.sam.id))
    room.page.room.desk.write(side_id("wr_things", "patient"), 0, 0, "More time in the garden?")
    assert room.store.keeping.flush()
    room.go("close_meeting")
    assert "“More time in the garden?” has no answer yet." in room.words()
