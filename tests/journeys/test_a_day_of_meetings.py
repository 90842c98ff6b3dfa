"""A whole meeting that the patient chairs, and a whole ward round, through the real window, from the preparation to the one after it."""

from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.answers import Answered, LawDecision, Reply, Step, answered_value, law_value, step_value
from app.forms import roles
from app.people import add_person
from app.rounds import add_round
from app.stands import Stand
from app.word.blocks import CopyKind
from app.word.export import copy_of
from models.text.document import side_id
from tests.ui.pages.preparing import start_page
from tests.ui.rooms import Room, open_room
from ui.look import Look

pytestmark = pytest.mark.long


@pytest.fixture
def room(qapp: QApplication, tmp_path: Path) -> Iterator[Room]:
    look = Look()
    look.apply(qapp)
    opened = open_room(tmp_path, look)
    yield opened
    opened.close()
    look.leave()


def write(room: Room, person: str, place: str, words: str) -> None:
    """Somebody takes up a pen and writes."""
    desk = room.store.plan.desk
    room.page.room.take_up(desk.pens.own(person))
    desk.write(place, desk.document.side(place).length, 0, words)
    assert room.store.keeping.flush()


def answer(room: Room, person: str, place: str, value: dict[str, object]) -> None:
    """Somebody gives an answer that is not text."""
    room.page.room.take_up(room.store.plan.desk.pens.own(person))
    room.store.plan.desk.enter(place, value)
    assert room.store.keeping.flush()


def everybody_comes(room: Room) -> str:
    """Jo and Mum join; gives Mum."""
    mum = next((one for one in room.store.people_to_choose_from() if one.known_as == "Mum"), None)
    mum = mum or add_person(room.store.store, "Grace Okafor", "Mum", roles()["mother"])
    room.store.sitting.arrive(room.jo.id, roles()["nurse"])
    room.store.sitting.arrive(mum.id, roles()["mother"])
    return mum.id


def record(room: Room) -> str:
    """All that a clean copy says."""
    copy = copy_of(room.store, room.store.plan.plan, CopyKind.CLEAN)
    return repr(copy)


def test_a_patient_prepares_leads_decides_disagrees_and_the_next_meeting_begins_with_the_steps(room: Room) -> None:
    sam, jo = room.sam.id, room.jo.id
    room.go("today")
    room.press("Hold a meeting")
    room.type_into("Type a part of the name", "oka")
    room.press(next(name for name in room.names() if name.startswith("Sam Okafor")))
    if room.window.page_name == "start_plan":
        room.press("Start a new one")
    assert room.window.page_name == "who_is_here"
    mum = everybody_comes(room)
    room.press("Go on")
    assert room.window.page_name == "begin_meeting"

    # before: a private page, of which one sentence is shared
    start_page(room)
    room.type_into("Thing 1", "I want my leave back. Jo frightens me at night.")
    room.press("Choose what to share")
    room.press("I want my leave back.")
    room.press("Share it now")
    room.press("Close my page")
    assert "frightens" not in record(room)

    # it begins: Sam leads, and what was shared comes to where it is answered
    room.go("begin_meeting")
    room.press("Sam leads")
    room.press("Start the meeting")
    assert room.window.page_name == "meeting"
    page = room.page
    boxes = page.room.desk.box_ids(page.room.desk.form.question("mm_my_points"))
    point = side_id("mm_my_points", "patient", boxes[0])
    assert page.room.desk.document.side(point).text == "I want my leave back."

    # Mum goes and comes back; the chair is handed over and taken back; there is a break
    room.store.sitting.leave(mum)
    room.answer(jo)
    room.press("Who leads?")
    room.store.sitting.arrive(mum, roles()["mother"])
    room.answer(sam)
    room.press("Who leads?")
    page.meeting.take_a_break(5)
    room.settle()
    room.press("We go on")

    # it is talked about: an answer with its reason, both texts where they differ
    room.go("desk", "mm_my_points")
    later = Answered(Reply.LATER, "First with somebody beside you.", jo, None)
    answer(room, jo, side_id("mm_my_points", "team", boxes[0]), answered_value(later))
    room.go("desk", "mm_safe")
    write(room, sam, "mm_safe/patient", "The garden.")
    write(room, jo, "mm_safe/team", "Company in the evening.")
    write(room, jo, "mm_safe/together", "Somebody comes along.")
    page.room.take_up(room.store.plan.desk.pens.own(sam))
    room.store.plan.desk.give_stand(room.store.plan.desk.pen, "mm_safe", Stand.DISAGREE, "I want to go alone.")
    law = LawDecision("Mental Health Act 1983, section 17", "Dr Reyes", "The nights are not calm yet.")
    room.go("desk", "mm_law")
    write(room, jo, "mm_law/team", "Leave with somebody from the ward.")
    answer(room, jo, "mm_law/team", law_value(law))
    room.go("desk", "mm_actions")
    write(room, sam, "mm_actions/together", "I ring my brother.")
    answer(room, sam, "mm_actions/together", step_value(Step(sam)))

    # close: nothing is open; read back; four short questions; the end
    room.press("Close the meeting")
    said = room.words()
    assert "has no answer yet" not in said
    assert "Later. First with somebody beside you." in said
    assert "Decided under the law. It was not agreed here." in said
    written = record(room)
    assert "The meeting was led by Sam. Then by Jo. Then by Sam." in written
    room.press("Close the meeting")
    assert "The meeting is closed." in room.words()
    room.press("Four short questions")
    assert room.window.page_name == "reflect"
    room.press("Sam answers alone")
    assert "I was listened to." in room.words()
    room.answer("end")
    room.go("close_meeting")
    room.press("End for today")
    assert room.store.sitting is None

    # the next one begins with what was to be done
    room.clock.advance(14 * 86_400)
    room.store.unlock_as(jo)
    sitting = room.store.begin_sitting(sam)
    everybody_comes(room)
    room.store.open_plan(room.new_plan("my_meeting"))
    room.go("begin_meeting")
    room.press("We decide later")
    room.press("Start the meeting")
    room.go("desk", "mm_since")
    assert "What we said last time" in room.words()
    assert "I ring my brother." in room.words()
    assert "Sam takes this step." in room.words()
    assert sitting.sitting.patient_id == sam


def test_a_ward_round_from_the_list_to_the_answers_and_the_one_after_it(room: Room) -> None:
    sam, jo = room.sam.id, room.jo.id
    day = room.clock.now().astimezone().date()
    add_round(room.store, sam, day, "10:30", "Dr Reyes")
    add_round(room.store, room.robin.id, day, "11:00", "")
    room.go("today")
    room.press("Ward round")
    room.press("Open the ward round of Sam")
    everybody_comes(room)
    room.press("Go on")
    assert "My ward round is on" in room.words()
    room.press("Go on")
    write(room, sam, "wr_things/patient", "Can I have my phone at night?")
    room.go("desk", "wr_leave")
    write(room, sam, "wr_leave/patient", "The shop, one hour, with Mum.")
    room.go("close_meeting")
    assert room.words().count("has no answer yet.") >= 2
    room.press("Answer now: Can I have my phone at night?")
    answer(room, jo, "wr_things/team", answered_value(Answered(Reply.NO, "It kept others awake.", jo, day + timedelta(days=7))))
    room.go("desk", "wr_leave")
    answer(room, jo, "wr_leave/team", answered_value(Answered(Reply.YES, "", jo)))
    room.go("close_meeting")
    assert "has no answer yet." not in room.words()
    room.shell.asking.answers = deque(["end"])
    room.press("End for today")
    assert room.store.sitting is None

    room.clock.advance(7 * 86_400)
    room.store.unlock_as(jo)
    add_round(room.store, sam, day + timedelta(days=7), "10:30", "")
    room.go("rounds")
    room.press("Open the ward round of Sam")
    room.press("Go on")
    assert "What we said last time" in room.words()
    assert "Sam asks: Can I have my phone at night?" in room.words()
    assert "The answer: No. It kept others awake." in room.words()
