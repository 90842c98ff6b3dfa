"""Family and friends: what each of them may see is said by whose it is to say, and stands there with its day."""

import pytest
from PySide6.QtWidgets import QMenu

from app.family import Said, said_about
from app.forms import roles
from app.people import add_person
from models.people import Person
from tests.app.furnished import OTHER_PATIENT
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.rooms import Room
from ui.widgets.choices import TickBox

SEES, LEAVES, OPENS = (
    "Mum may see what we write",
    "Mum's words go into copies",
    "Mum: Other family may read my words, if theirs are open too",
)


@pytest.fixture
def mum(room: Room) -> Person:
    """Sam's mother is here, and Jo has the pen."""
    mum = add_person(room.store.store, "Grace Okafor", "Mum", roles()["mother"])
    desk = room.open_plan().desk
    room.store.sitting.arrive(mum.id, roles()["mother"])
    desk.take_up(desk.pens.own(room.jo.id))
    return mum


def said(room: Room, mum: Person) -> Said:
    return said_about(room.store.store, room.sam.id, mum.id)


def takes_up(room: Room, person: Person) -> None:
    desk = room.store.plan.desk
    desk.take_up(desk.pens.own(person.id))
    room.settle()


def test_nothing_is_open_at_first_and_the_page_says_so(room: Room, mum: Person) -> None:
    room.go("family")

    assert not any(room.find(TickBox, name).isChecked() for name in (SEES, LEAVES, OPENS))
    for sentence in (
        "Sam says what each person may see. It holds at once.",
        "Sam can read what family and friends write.",
        "Mum sees only their own page until Sam says more.",
        "They stay here until Sam says yes.",
        "They are closed to other family until Mum says so.",
    ):
        assert sentence in room.words()


@pytest.mark.parametrize(
    ("tick", "field", "yes", "no"),
    [
        (SEES, "sees_plan", "Sam said on 4 May 2026 that Mum may.", "Sam said on 4 May 2026 that Mum may not."),
        (LEAVES, "in_copies", "Sam said yes to this on 4 May 2026.", "Sam said no to this on 4 May 2026."),
    ],
)
def test_the_patient_says_it_with_their_own_pen_and_takes_it_back(
    room: Room, mum: Person, tick: str, field: str, yes: str, no: str
) -> None:
    takes_up(room, room.sam)
    room.go("family")
    room.press(tick)
    assert room.find(TickBox, tick).isChecked()
    assert room.find(TickBox, tick).hasFocus()
    assert getattr(said(room, mum), field)
    assert yes in room.words()

    room.press(tick)
    assert not getattr(said(room, mum), field)
    assert no in room.words()


@pytest.mark.parametrize(("tick", "name"), [(SEES, "Sam"), (LEAVES, "Sam"), (OPENS, "Mum")])
def test_with_another_pen_it_is_said_whose_it_is_to_say_and_nothing_changes(room: Room, mum: Person, tick: str, name: str) -> None:
    room.go("family")
    room.press(tick)

    assert room.said[-1] == f"Only {name} can say this."
    assert f"It takes {name}'s own pen." in room.words()
    assert not room.find(TickBox, tick).isChecked()
    assert said(room, mum) == Said(mum.id)

    room.press(f"I am {name}")
    assert room.find(TickBox, tick).isChecked()
    assert said(room, mum) != Said(mum.id)


def test_the_relative_opens_their_own_words_and_the_patients_sentences_stay_as_they_were(room: Room, mum: Person) -> None:
    takes_up(room, mum)
    room.go("family")
    room.press(OPENS)

    assert said(room, mum).open_to_relatives
    assert "Mum said on 4 May 2026 that they may." in room.words()
    assert "Mum sees only their own page until Sam says more." in room.words()
    room.press(OPENS)
    assert "Mum said on 4 May 2026 that they may not." in room.words()


def test_somebody_who_is_gone_is_listed_while_they_have_words_in_the_plan(room: Room, mum: Person) -> None:
    takes_up(room, mum)
    room.store.plan.desk.write(f"safe_helps/family:{mum.id}", 0, 0, "He hums.")
    room.store.sitting.leave(mum.id)
    room.go("family")
    assert room.find(TickBox, SEES)

    room.press(OPENS)
    room.press("I am Mum")
    assert room.said[-1] == "Mum is not here."
    assert not said(room, mum).open_to_relatives


@pytest.mark.parametrize("somebody", [True, False])
def test_the_desk_leads_there_while_somebody_of_family_is_here(room: Room, somebody: bool, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("mum") if somebody else room.open_plan()
    page = room.go("desk")
    menu = page.findChild(QMenu)
    menu.aboutToShow.emit()
    way = next(action for action in menu.actions() if action.text() == "Family and friends")
    assert way.isVisible() is somebody

    way.trigger()
    assert room.window.page_name == "family"


def test_who_is_here_leads_there_from_each_relative_and_from_nobody_else(room: Room, mum: Person) -> None:
    room.go("who_is_here")
    assert "What may Mum see?" not in room.names()
    page = room.page
    next(card for card in page._cards.widgets() if "Mum" in card.accessibleName()).click()
    room.settle()
    room.press("What may Mum see?")
    assert room.window.page_name == "family"
    room.press("Go back")
    assert room.window.page_name == "who_is_here"


def test_without_family_the_page_says_so(room: Room) -> None:
    room.open_plan()
    room.go("family")

    assert "Nobody of family or friends is here." in room.words()


def test_nothing_of_it_stays_when_the_sitting_ends(room: Room, mum: Person) -> None:
    page = room.go("family")
    room.store.end_sitting()

    assert page.findChildren(TickBox) == [] or not [tick for tick in page.findChildren(TickBox) if tick.isVisibleTo(page)]
    assert OTHER_PATIENT not in room.words()


def test_with_nothing_on_the_table_there_is_no_such_page(room: Room) -> None:
    room.begin()
    room.go("family")

    assert room.window.page_name == "today"


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_nothing_is_cut_and_everything_has_a_name(room: Room, mum: Person, scale: float) -> None:
    room.shell.look.change(scale=scale)
    page = room.go("family")

    assert cut_pieces(page) == []
    assert sideways(page) == []
    assert nameless(page) == []
    assert too_low_to_press(page) == []
