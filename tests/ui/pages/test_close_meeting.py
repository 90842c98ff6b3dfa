"""The page before a meeting closes: what was written is read back there."""

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
