"""The page for the room, while family are here: a side is on it when every relative in the room may see it."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit

from app.family import let_see, open_to_relatives
from app.forms import roles
from app.people import add_person
from models.people import Person
from models.text import writing
from models.text.pens import Pen, Voice
from tests.ui.rooms import Room
from ui.pages.meeting import MeetingPage

QUESTION = "mm_safe"
SAMS, TOGETHER = f"{QUESTION}/patient", f"{QUESTION}/together"


@pytest.fixture
def mum(room: Room) -> Person:
    return relative(room, "Grace Okafor", "Mum", "mother")


@pytest.fixture
def dad(room: Room) -> Person:
    return relative(room, "George Okafor", "Dad", "father")


def relative(room: Room, name: str, known_as: str, role: str) -> Person:
    if room.store.plan is None:
        room.open_plan("my_meeting")
    person = add_person(room.store.store, name, known_as, roles()[role])
    room.store.sitting.arrive(person.id, roles()[role])
    return person


@pytest.fixture
def meeting(room: Room, mum: Person, dad: Person) -> MeetingPage:
    """Sam leads a meeting with Jo, Mum and Dad; each wrote a word, and the page for the room is shown."""
    plan = room.store.plan
    plan.begin_meeting().hand_chair_to(room.sam.id)
    for person, side, words in (
        (mum, own_page(mum), "Mulberries help."),
        (dad, own_page(dad), "Damsons help."),
        (room.jo, TOGETHER, "Cherries first."),
        (room.sam, SAMS, "The apple garden."),
    ):
        plan.desk.take_up(plan.desk.pens.own(person.id))
        plan.desk.write(side, 0, 0, words)
    page = room.go("meeting", QUESTION)
    assert isinstance(page, MeetingPage)
    page.second.turn()
    room.settle()
    return page


def own_page(person: Person) -> str:
    return f"{QUESTION}/family:{person.id}"


def opens(room: Room, person: Person, yes: bool = True) -> None:
    own = Pen("p", Voice.of(room.sam.id), room.sam.id)
    let_see(room.store.store, room.clock, own, room.sam.id, person.id, sees_plan=yes, in_copies=False)
    room.store.plan.desk.sight.look_again()
    room.settle()


def opens_to_relatives(room: Room, person: Person) -> None:
    open_to_relatives(room.store.store, room.clock, Pen("p", Voice.of(person.id), person.id), room.sam.id, True)
    room.store.plan.desk.sight.look_again()
    room.settle()


def on_the_wall(meeting: MeetingPage) -> str:
    """Every word in the window for the room, shown or not."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window = meeting.second.projector
    assert window is not None
    said = [label.text() for label in window.findChildren(QLabel)]
    return "\n".join([*said, *(edit.toPlainText() for edit in window.findChildren(QTextEdit))])


def seen(meeting: MeetingPage) -> list[str]:
    wall = on_the_wall(meeting)
    return [words for words in ("apple garden", "Cherries", "Mulberries", "Damsons") if words in wall]


def test_nothing_is_on_the_wall_before_somebody_opens_it_and_it_is_said_why(meeting: MeetingPage) -> None:
    assert seen(meeting) == []
    assert "Sam has not opened this to Mum and Dad." in on_the_wall(meeting)
    assert "This is Mum's own page." in on_the_wall(meeting)
    assert "This is Dad's own page." in on_the_wall(meeting)


def test_the_plan_is_on_the_wall_once_every_relative_may_see_it_and_not_a_moment_longer(
    room: Room, meeting: MeetingPage, mum: Person, dad: Person
) -> None:
    opens(room, mum)
    assert seen(meeting) == []
    assert "Sam has not opened this to Dad." in on_the_wall(meeting)

    opens(room, dad)
    assert seen(meeting) == ["apple garden", "Cherries"]
    opens(room, mum, yes=False)
    assert seen(meeting) == []


def test_pages_of_relatives_are_on_the_wall_once_both_said_so(room: Room, meeting: MeetingPage, mum: Person, dad: Person) -> None:
    opens_to_relatives(room, mum)
    assert seen(meeting) == []
    opens_to_relatives(room, dad)
    assert seen(meeting) == ["Mulberries", "Damsons"]


def test_it_follows_who_is_here(room: Room, meeting: MeetingPage, mum: Person, dad: Person) -> None:
    room.store.sitting.leave(dad.id)
    room.settle()
    assert seen(meeting) == ["Mulberries"]

    room.store.sitting.leave(mum.id)
    room.settle()
    assert seen(meeting) == ["apple garden", "Cherries", "Mulberries", "Damsons"]

    room.store.sitting.arrive(mum.id, roles()["mother"])
    room.settle()
    assert seen(meeting) == ["Mulberries"]


def test_what_was_said_last_time_and_answers_are_kept_to_as_well(room: Room, meeting: MeetingPage) -> None:
    desk = meeting.room.desk
    writing.write(desk.document, desk.pens.own(room.sam.id), f"{QUESTION}/before", 0, 0, "Figs were good.")
    meeting.go_to("mm_read_back")
    desk.enter("mm_read_back/patient", {"reply": "yes", "reason": "", "by": room.sam.id, "again": ""})
    room.settle()
    assert "Sam: Yes." not in on_the_wall(meeting)
    meeting.go_to(QUESTION)
    room.settle()
    assert "Figs" not in on_the_wall(meeting)


def test_the_writing_of_the_meeting_is_kept_to_as_the_desk_is(room: Room, meeting: MeetingPage, mum: Person) -> None:
    assert "The apple garden." in room.words()
    room.press("Pass the pen to Mum")
    assert "The apple garden." not in room.words()
    assert "Sam has not opened this to Mum." in room.words()


@pytest.mark.parametrize("name", ["close_meeting", "history"])
def test_pages_that_read_the_plan_keep_to_it_while_a_relative_holds_the_pen(
    room: Room, meeting: MeetingPage, mum: Person, dad: Person, name: str
) -> None:
    def shown() -> list[str]:
        room.go("meeting")
        room.go(name, QUESTION if name == "history" else None)
        return [words for words in ("apple garden", "Cherries", "Damsons") if words in room.words()]

    desk = meeting.room.desk
    desk.take_up(desk.pens.own(room.sam.id))
    everything = shown()
    assert "apple garden" in everything or name == "history"  # by the minute Sam sees Sam's own steps

    desk.take_up(desk.pens.own(mum.id))
    assert shown() == []
    assert "Sam has not opened this to Mum." in room.words()

    opens(room, mum)
    shown()
    assert "This is Dad's own page." in room.words()
    assert "Damsons" not in room.words()
    opens_to_relatives(room, mum)
    opens_to_relatives(room, dad)
    shown()
    assert "This is Dad's own page." not in room.words()


def test_what_we_said_last_time_is_kept_to_as_well(room: Room, meeting: MeetingPage, mum: Person) -> None:
    first = "This is the first time. Nothing was asked before."
    room.go("last_time")
    assert first in room.words()
    desk = meeting.room.desk
    desk.take_up(desk.pens.own(mum.id))
    room.go("last_time")
    assert first not in room.words()
    assert "Sam has not opened this to Mum." in room.words()


def test_the_meeting_leads_to_the_page_of_family(room: Room, meeting: MeetingPage) -> None:
    menu = meeting._more.menu()
    menu.aboutToShow.emit()
    way = next(action for action in menu.actions() if action.text() == "Family and friends")
    assert way.isVisible()

    way.trigger()
    room.settle()
    room.press("Mum may see what we write")
    room.press("Dad may see what we write")
    assert seen(meeting) == ["apple garden", "Cherries"], "the page for the room is up meanwhile"
    room.press("Go back")
    assert room.window.page_name == "meeting"
