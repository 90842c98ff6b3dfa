"""Who can be typed for: whoever is here now, also when somebody comes or goes while the desk is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox

from app.forms import roles
from app.people import add_person, change_names
from app.stands import stands_on
from models.people import Person
from models.sittings import TakesPart
from tests.ui.rooms import Room
from ui.pages.desk import DeskPage
from ui.widgets.fields import Picker
from ui.writing.side_editor import SideEditor

QUESTION, MINE = "safe_helps", "safe_helps/patient"
WHO_TYPES, WHOSE, CARRIED = "Who types?", "Whose words are you typing?", "Did somebody carry the words, such as an interpreter?"


@pytest.fixture
def mum(room: Room) -> Person:
    """Sam's mother, in a sitting about Sam with Jo; Sam's care plan is on the table."""
    room.open_plan()
    mum = add_person(room.store.store, "Grace Okafor", "Mum", roles()["mother"])
    arrive(room, mum)
    return mum


def at_the_desk(room: Room) -> DeskPage:
    page = room.go("desk", "safe_helps")
    assert isinstance(page, DeskPage)
    return page


def arrive(room: Room, person: Person, takes_part: TakesPart = TakesPart.SPEAKS) -> None:
    assert room.store.sitting is not None
    role = {room.sam.id: "patient", room.jo.id: "nurse"}.get(person.id, "mother")
    room.store.sitting.arrive(person.id, roles()[role], takes_part)
    room.settle()


def leave(room: Room, person: Person) -> None:
    assert room.store.sitting is not None
    room.store.sitting.leave(person.id)
    room.settle()


def offered(room: Room, name: str) -> list[str]:
    picker = room.find(QComboBox, name)
    return [picker.itemText(place) for place in range(picker.count())]


def pick(room: Room, name: str, words: str) -> None:
    picker = room.find(Picker, name)
    picker.setCurrentIndex(picker.findText(words))


def type_in(room: Room, page: DeskPage, words: str) -> None:
    assert page.view is not None
    box = page.view.box_named(MINE)
    assert box is not None
    box.editor.setFocus()
    QTest.keyClicks(box.editor, words)
    room.settle()


def text_of(room: Room) -> str:
    assert room.store.plan is not None
    return room.store.plan.document.side(MINE).text


def passing(room: Room) -> list[str]:
    """The names of the buttons that pass the pen."""
    return [name for name in room.names(QAbstractButton) if name.startswith("Pass the pen to")]


# Passing the pen


def test_whoever_leaves_is_not_offered_the_pen_any_more_and_whoever_comes_is(room: Room, mum: Person) -> None:
    at_the_desk(room)
    assert passing(room) == [f"Pass the pen to {name}" for name in ("Sam", "Jo", "Mum")]

    leave(room, mum)
    assert passing(room) == ["Pass the pen to Sam", "Pass the pen to Jo"]

    arrive(room, mum)
    assert "Pass the pen to Mum" in passing(room)


def test_a_pen_that_cannot_be_passed_any_more_is_told_and_nothing_breaks(room: Room, mum: Person) -> None:
    page = at_the_desk(room)
    chip = room.find(QAbstractButton, "Pass the pen to Mum")
    page.room.people_changed.disconnect(page.pen_strip.show_pens)  # as if it were pressed in the very moment
    leave(room, mum)

    chip.click()
    room.settle()

    assert room.said[-1] == "Mum is not here."
    assert page.room.desk.pen is None
    assert "Pass the pen to Mum" not in passing(room)


def test_a_new_name_is_shown_at_the_desk(room: Room, mum: Person) -> None:
    at_the_desk(room)
    change_names(room.store.store, mum.id, "Grace Okafor", "Gran")
    room.store.sitting.look_again_at(mum.id)
    room.settle()

    assert "Pass the pen to Gran" in passing(room)


def test_whoever_joins_has_a_box_when_the_desk_is_shown_again(room: Room) -> None:
    room.open_plan()
    page = at_the_desk(room)
    room.go("who_is_here")
    mum = add_person(room.store.store, "Grace Okafor", "Mum", roles()["mother"])
    arrive(room, mum)

    room.go("desk")

    assert page.view.box_named(f"safe_helps/family:{mum.id}") is not None


# Typing for somebody


def test_only_whoever_is_here_can_type_and_be_typed_for(room: Room, mum: Person) -> None:
    arrive(room, room.sam, TakesPart.SENT_WORDS)
    at_the_desk(room)

    room.press("Type for somebody")

    assert offered(room, WHO_TYPES) == ["Jo", "Mum"]
    assert offered(room, WHOSE) == ["Jo", "Mum", "All of us together", "A letter or page"]


def test_a_patient_who_sent_words_is_not_typed_for_by_pressing_on(room: Room, mum: Person) -> None:
    arrive(room, room.sam, TakesPart.SENT_WORDS)
    page = at_the_desk(room)

    room.press("Type for somebody")
    room.press("Start typing")

    assert "Choose whose words they are." in room.words()
    assert page.room.desk.pen is None


def test_somebody_who_goes_while_the_card_is_open_is_not_offered_any_more(room: Room, mum: Person) -> None:
    page = at_the_desk(room)
    room.press("Type for somebody")
    pick(room, WHO_TYPES, "Jo")
    pick(room, WHOSE, "Mum")

    leave(room, mum)

    assert offered(room, WHO_TYPES) == ["Sam", "Jo"]
    assert offered(room, CARRIED) == ["No", "Sam", "Jo"]
    assert room.find(Picker, WHO_TYPES).currentText() == "Jo"
    room.press("Start typing")
    assert "Choose whose words they are." in room.words()
    pick(room, WHOSE, "Sam")
    room.press("Start typing")
    assert page.room.pen_in_words(page.room.desk.pen) == "Jo types for Sam"


def test_somebody_who_comes_while_the_card_is_open_can_be_typed_for(room: Room, mum: Person) -> None:
    leave(room, mum)
    page = at_the_desk(room)
    room.press("Type for somebody")
    arrive(room, mum)

    pick(room, WHO_TYPES, "Jo")
    pick(room, WHOSE, "Mum")
    room.press("Start typing")

    assert page.room.pen_in_words(page.room.desk.pen) == "Jo types for Mum"


def test_all_of_us_is_not_one_alone(room: Room) -> None:
    room.open_plan()
    at_the_desk(room)
    room.press("Type for somebody")
    pick(room, WHOSE, "All of us together")

    leave(room, room.sam)
    room.press("Start typing")

    assert "All of us together" not in offered(room, WHOSE)
    assert "Choose whose words they are." in room.words()


def test_where_nobody_is_here_it_says_so_and_leads_to_who_is_here(room: Room) -> None:
    room.open_plan()
    at_the_desk(room)
    for person in (room.sam, room.jo):
        leave(room, person)

    room.press("Type for somebody")

    assert room.said[-1] == "Nobody is here."
    room.press("Somebody joins or goes")
    assert room.window.page_name == "who_is_here"


# The keys that wait for a pen


def test_leaving_the_card_loses_no_key_and_it_is_asked_again_whose_it_is(room: Room) -> None:
    room.open_plan()
    page = at_the_desk(room)
    type_in(room, page, "x")
    room.press("Somebody else")
    room.press("Leave it")

    type_in(room, page, "y")
    room.press("Sam is writing")

    assert text_of(room) == "xy"


def test_going_to_another_question_and_back_asks_again_at_the_next_key(room: Room) -> None:
    room.open_plan()
    page = at_the_desk(room)
    type_in(room, page, "x")
    page.go_to("home")
    page.go_to("safe_helps")

    type_in(room, page, "y")

    assert "Sam is writing" in room.names()


def test_a_choice_that_came_too_late_asks_again_who_writes_and_keeps_the_key(room: Room, mum: Person) -> None:
    page = at_the_desk(room)
    type_in(room, page, "x")
    arrive(room, room.sam, TakesPart.SENT_WORDS)

    room.press("Sam is writing")
    assert "Sam is writing" not in room.names()
    arrive(room, room.sam)
    type_in(room, page, "")
    room.press("Do not keep it")
    type_in(room, page, "y")
    room.press("Sam is writing")

    assert text_of(room) == "y"


def test_pasted_words_of_somebody_who_went_meanwhile_are_asked_about_again(room: Room, mum: Person) -> None:
    page = at_the_desk(room)
    page.room.take_up(room.store.sitting.pens.own(room.jo.id))
    editor = page.view.box_named("safe_helps/together").editor
    assert isinstance(editor, SideEditor)
    editor.setFocus()
    QGuiApplication.clipboard().setText("From her diary")
    QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    leave(room, mum)

    room.press("Mum said this")

    assert "Mum is not here." in room.said
    assert room.said[-1] == "Whose words are these?"
    assert "Mum said this" not in room.names()
    room.press("Mine")
    assert room.store.plan.document.side("safe_helps/together").text == "From her diary"


def test_typing_goes_on_in_the_box_after_pasted_words_were_said_to_be_mine(room: Room, mum: Person) -> None:
    page = at_the_desk(room)
    page.room.take_up(room.store.sitting.pens.own(room.sam.id))
    editor = page.view.box_named(MINE).editor
    editor.setFocus()
    QGuiApplication.clipboard().setText("From my diary")
    QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    button = room.find(QAbstractButton, "Mine")
    button.setFocus()  # as a press does
    room.press("Mine")

    QTest.keyClicks(room.focused, "!")

    assert text_of(room) == "From my diary!"


def test_a_stand_that_nobody_else_could_see_leads_to_that_persons_own_pen(room: Room) -> None:
    room.open_plan()
    page = at_the_desk(room)
    page.room.take_up(page.room.desk.pens.typing_for(room.jo.id, room.sam.id))
    type_in(room, page, "Music")
    room.press("I agree")
    assert room.said[-1] == "Nobody else is here who saw Sam say this."
    assert not room.find(QAbstractButton, "I agree").isChecked()

    room.press("Sam is writing")
    room.press("I agree")

    (stand,) = stands_on(page.room.desk.document, QUESTION)
    assert (stand.person, stand.entry.pen.own_hands) == (room.sam.id, True)


def test_escape_puts_the_card_away(room: Room, mum: Person) -> None:
    page = at_the_desk(room)
    page.room.take_up(page.room.desk.pens.own(room.jo.id))
    room.window.activateWindow()
    QTest.qWaitForWindowActive(room.window)
    room.settle()
    room.press("Type for somebody")
    assert page.typing_for.isAncestorOf(room.focused)

    QTest.keyClick(room.focused, Qt.Key.Key_Escape)

    assert page.typing_for.isHidden()


def test_keys_that_wait_are_asked_about_again_when_the_card_is_put_away(room: Room, mum: Person) -> None:
    page = at_the_desk(room)
    room.window.activateWindow()
    QTest.qWaitForWindowActive(room.window)
    type_in(room, page, "Music")
    room.press("Somebody else")
    assert not page.typing_for.isHidden()

    QTest.keyClick(room.focused, Qt.Key.Key_Escape)
    room.settle()
    room.press("Sam is writing")

    assert text_of(room) == "Music"


def test_a_scribe_types_for_whoever_speaks_with_one_key_for_each(room: Room, mum: Person) -> None:
    page = at_the_desk(room)
    page.room.take_up(page.room.desk.pens.own(room.jo.id))
    alt = Qt.KeyboardModifier.AltModifier
    for key, speaker in ((Qt.Key.Key_1, room.sam.id), (Qt.Key.Key_3, mum.id)):
        QTest.keyClick(room.focused, key, alt)
        room.settle()
        pen = page.room.desk.pen
        assert pen is not None
        assert (pen.hands, pen.voice.people) == (room.jo.id, (speaker,))
    QTest.keyClick(room.focused, Qt.Key.Key_2, alt)
    room.settle()
    assert page.room.desk.pen == page.room.desk.pens.own(room.jo.id), "the key of one's own is for one's own words again"


def test_without_a_pen_the_key_for_typing_says_what_comes_first(room: Room, mum: Person) -> None:
    page = at_the_desk(room)
    QTest.keyClick(room.focused, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    room.settle()
    assert page.room.desk.pen is None
    assert "Nobody holds the pen." in room.said
