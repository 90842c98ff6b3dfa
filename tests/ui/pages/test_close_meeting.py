"""The page before a meeting closes: what was written is read back there."""

from app.dates import write_day
from models.text.document import side_id
from tests.ui.rooms import Room
from ui.widgets.boxes import VScroll

LONG = "\n".join(["I walk."] * 12)
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


def test_today_says_that_a_meeting_was_closed(room: Room) -> None:
    meeting_about_to_close(room)
    room.answer("end")
    room.press("Close the meeting")
    room.store.unlock_as(room.jo.id)
    room.go("today")
    assert f"Closed on {write_day(room.clock.now().astimezone().date())}" in room.words()


def test_whoever_stays_has_not_closed_it_and_whoever_answers_the_questions_first_has(room: Room) -> None:
    meeting_about_to_close(room)
    room.answer("stay", "questions")
    room.press("Close the meeting")
    assert not room.store.plan.meeting.closed
    room.press("Close the meeting")
    assert (room.window.page_name, room.store.plan.meeting.closed) == ("reflect", True)
