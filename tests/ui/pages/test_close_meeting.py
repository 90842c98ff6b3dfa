"""The page before a meeting closes: what was written is read back there."""

from datetime import date

from PySide6.QtCore import Qt

from app.answers import date_value
from app.dates import write_day
from app.word.blocks import CopyKind
from app.word.export import copy_of
from models.text.document import side_id
from tests.ui.rooms import Room
from ui.pages.starting import page_to_write
from ui.widgets.boxes import VScroll

LONG = "\n".join(["I walk."] * 12)
NO_DAY = "No day is set yet for the next meeting."
ASKED = ("mm_well", "mm_hard", "mm_needs", "mm_body", "mm_life")


def test_what_is_read_back_begins_at_its_top_each_time(room: Room) -> None:
    plan = room.open_plan("my_meeting")
    plan.desk.take_up(room.store.sitting.pens.own(room.sam.id))
    for question in ASKED:
        plan.desk.write(side_id(question, "patient"), 0, 0, LONG)
    assert room.store.keeping.flush()
    bar = room.go("close_meeting").findChildren(VScroll)[-1].verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0) == (0, True)

    bar.setValue(bar.maximum())
    room.go("desk")
    room.go("close_meeting")

    assert bar.value() == 0


def meeting_about_to_close(room: Room) -> None:
    plan = room.open_plan("my_meeting")
    plan.begin_meeting().hand_chair_to(room.sam.id)
    room.go("close_meeting")


def test_closing_says_that_it_is_closed_and_what_can_come_next(room: Room) -> None:
    meeting_about_to_close(room)
    room.press("Close the meeting")
    assert "The meeting is closed." in room.words()
    assert room.store.plan.meeting.closed
    assert room.said == [], "it can be opened again, so nothing is asked"
    assert {"Open it again", "Save the record in Word", "Four short questions", "End for today"} <= set(room.names())
    assert "Close the meeting" not in room.names()

    room.press("Four short questions")
    assert (room.window.page_name, room.store.plan.meeting.closed) == ("reflect", True)


def test_where_it_is_asked_whether_it_is_right_the_record_can_be_read(room: Room) -> None:
    meeting_about_to_close(room)
    room.go("meeting", "mm_read_back")
    room.press("Read it back together")
    assert room.window.page_name == "close_meeting"

    room.go("meeting", "mm_next")
    assert "Read it back together" not in room.names()


def test_it_can_be_opened_again(room: Room) -> None:
    meeting_about_to_close(room)
    room.press("Close the meeting")
    room.press("Open it again")
    assert not room.store.plan.meeting.closed
    assert room.window.page_name == "meeting"
    room.go("close_meeting")
    assert "Before we close" in room.words()


def test_today_says_that_a_meeting_was_closed(room: Room) -> None:
    meeting_about_to_close(room)
    room.press("Close the meeting")
    room.answer("end")
    room.press("End for today")
    room.store.unlock_as(room.jo.id)
    room.go("today")
    assert f"Closed on {write_day(room.clock.now().astimezone().date())}" in room.words()


def test_a_meeting_that_was_closed_is_read_and_not_gone_on_with_by_mistake(room: Room) -> None:
    meeting_about_to_close(room)
    room.press("Close the meeting")
    room.answer("end")
    room.press("End for today")
    room.store.unlock_as(room.jo.id)
    room.begin()
    room.go("today")
    room.press("Read it: My meeting, SO")
    assert (room.window.page_name, room.store.plan.meeting) == ("close_meeting", None)
    assert "The meeting is closed." in room.words()

    room.press("Open it again")
    assert room.window.page_name == "begin_meeting"
    room.press("Go on with the meeting")
    assert not room.store.plan.is_closed


def test_the_next_meeting_begins_anew_where_the_last_was_closed(room: Room) -> None:
    meeting_about_to_close(room)
    room.press("Close the meeting")
    room.go("today")
    room.press("Hold a meeting")
    assert "There is one already." not in room.words()


def test_from_the_record_one_comes_back_to_the_end_of_the_meeting(room: Room) -> None:
    meeting_about_to_close(room)
    room.press("Close the meeting")
    room.press("Save the record in Word")
    room.press("Back to the end")
    assert room.window.page_name == "close_meeting"
    room.go("send")
    room.press("Back to writing")
    assert room.window.page_name == "meeting"


NO_ANSWER = "“I want leave” has no answer yet."


def sam_asks_for_leave(room: Room) -> None:
    desk = room.store.plan.desk
    desk.take_up(desk.pens.own(room.sam.id))
    desk.write(side_id("mm_my_points", "patient"), 0, 0, "I want leave")
    room.settle()


def test_what_is_written_into_a_closed_record_another_day_opens_it_and_is_listed(room: Room) -> None:
    meeting_about_to_close(room)
    record = room.store.plan.plan
    room.press("Close the meeting")
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    room.begin()
    plan = room.store.open_plan(record)
    room.go("close_meeting")
    room.press("Open it again")
    room.press("Only write, without a meeting")
    sam_asks_for_leave(room)

    room.go("close_meeting")
    assert "Before we end for today" in room.words()
    assert NO_ANSWER in room.words()
    assert page_to_write(room.store) == "desk"
    assert room.store.keeping.flush()
    assert copy_of(room.store, plan.plan, CopyKind.CLEAN).standing == "being written"

    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    room.go("today")
    assert "Closed on" not in room.words()


def test_a_closed_record_that_was_only_looked_at_stays_closed(room: Room) -> None:
    meeting_about_to_close(room)
    record = room.store.plan.plan
    room.press("Close the meeting")
    for _time in range(2):
        room.store.end_sitting()
        room.store.unlock_as(room.jo.id)
        room.begin()
        room.store.open_plan(record)
        room.go("desk")
        room.go("close_meeting")
        assert "The meeting is closed." in room.words()


def test_what_has_no_answer_is_said_after_closing_too_and_writing_opens_the_meeting_again(room: Room) -> None:
    meeting_about_to_close(room)
    sam_asks_for_leave(room)
    room.go("close_meeting")
    room.press("Close the meeting")
    assert NO_ANSWER in room.words()
    assert "In the record this is marked “Not answered yet”." in room.words()

    desk = room.store.plan.desk
    desk.take_up(desk.pens.own(room.jo.id))
    desk.write(side_id("mm_my_points", "team"), 0, 0, "Yes, on Friday.")
    room.go("close_meeting")
    assert not room.store.plan.is_closed
    assert "Before we close" in room.words()
    assert NO_ANSWER not in room.words()


def test_that_no_next_day_is_set_is_said_with_the_way_to_set_it(room: Room) -> None:
    meeting_about_to_close(room)
    assert NO_DAY in room.words()
    room.press("Set the day")
    assert (room.window.page_name, room.page.view.question.id) == ("meeting", "mm_next")

    desk = room.store.plan.desk
    desk.take_up(desk.pens.own(room.sam.id))
    desk.enter("mm_next/together", date_value(date(2026, 12, 7)))
    room.go("close_meeting")
    assert NO_DAY not in room.words()


def test_the_keys_do_not_stand_on_the_way_that_closes_it(room: Room) -> None:
    meeting_about_to_close(room)
    room.key(Qt.Key.Key_Return)
    assert not room.store.plan.meeting.closed


def test_what_was_decided_under_law_and_not_by_whom_is_listed_with_the_way_there(room: Room) -> None:
    meeting_about_to_close(room)
    desk = room.store.plan.desk
    desk.take_up(desk.pens.own(room.jo.id))
    desk.write(side_id("mm_law", "team"), 0, 0, "Sam stays on the ward until May")
    room.settle()
    room.go("close_meeting")
    assert "“Sam stays on the ward until May”: nobody has written who decided this, under which law, and why." in room.words()

    room.press("Write it now: Sam stays on the ward until May")
    assert (room.window.page_name, room.page.view.question.id) == ("meeting", "mm_law")
