"""A room in which a plan that can be prepared lies on the table: for the page *Prepare*."""

from collections import deque

from app.forms import roles
from app.people import add_person
from app.plans import start_plan
from models.forms import Form
from models.people import Person
from tests.app.meeting_forms import meeting_form
from tests.ui.rooms import Room
from ui.pages.prepare import PreparePage

NUMBER, WRONG = "493 817 26", "111 222 333"
CANARY = "The zinnia by the weir is my own"
KNOWN, NEW, FORGOTTEN = "I have a number", "This is my first time", "I forgot my number"


def lay_meeting(room: Room, form: Form | None = None) -> Person:
    """A sitting about Sam with Jo and Mum, a fresh plan on the table, and the desk shown. Gives Mum."""
    sitting = room.begin()
    mum = add_person(room.store.store, "Grace Okafor", "Mum", roles()["mother"])
    sitting.arrive(mum.id, roles()["mother"])
    room.store.open_plan(start_plan(room.store.store, room.clock, room.sam.id, form or meeting_form()))
    room.go("desk")
    return mum


def the_page(room: Room) -> PreparePage:
    """The page that is shown."""
    assert isinstance(room.page, PreparePage)
    return room.page


def start_page(room: Room, who: str = "Sam", number: str = NUMBER) -> PreparePage:
    """Goes to *Prepare*, and starts a new page for somebody, as they do it themselves."""
    room.go("prepare")
    room.press(who)
    room.press(NEW)
    room.type_into(f"Choose a number, {who}", number)
    room.type_into("The same number again", number)
    room.shell.asking.answers = deque(["start"])
    room.press("Start my page")
    room.wait_until(lambda: room.store.drafts.opened is not None)
    return the_page(room)


def open_page(room: Room, who: str = "Sam", number: str = NUMBER) -> PreparePage:
    """Goes to *Prepare*, and opens somebody's page."""
    room.go("prepare")
    give_number(room, who, number)
    room.wait_until(lambda: room.store.drafts.opened is not None)
    return the_page(room)


def give_number(room: Room, who: str, number: str) -> None:
    """Chooses somebody and types a number for them."""
    room.press(who)
    room.press(KNOWN)
    room.type_into(f"Your number, {who}", number)
    room.press("Open my page")
