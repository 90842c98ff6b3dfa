"""What was said last time, at the desk: under its owner's mark, and with what somebody asked to take out of it."""

from PySide6.QtWidgets import QLabel

from app.bringing import bring_in
from models.text.document import side_id
from tests.ui.rooms import Room
from ui.meeting.projector import Projector

STEP, WORDS = side_id("mm_actions", "together"), "The ward buys a kettle."
ASKS = "Jo asked to take out “The ward buys a kettle.”. It is not settled."


def test_a_step_that_staff_struck_is_there_with_who_asked_to_take_it_out(room: Room) -> None:
    desk = room.open_plan("my_meeting").desk
    desk.take_up(desk.pens.own(room.sam.id))
    desk.write(STEP, 0, 0, WORDS)
    desk.take_up(desk.pens.own(room.jo.id))
    desk.write(STEP, 0, len(WORDS), "")
    room.store.end_sitting()
    room.store.unlock_as(room.jo.id)
    room.clock.advance(86_400)
    plan = room.open_plan("my_meeting")

    assert bring_in(room.store, plan) == 1
    page = room.go("desk", "mm_since")
    assert "What we said last time" in room.words()
    assert ASKS in room.words()

    projector = Projector(page.room, plan.begin_meeting())
    projector.show_question(plan.form.question("mm_since"))
    assert ASKS in [label.text() for label in projector.findChildren(QLabel)]
    projector.close()
