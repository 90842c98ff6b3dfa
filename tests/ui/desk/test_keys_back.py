"""After an answer the keys are back where they were: in the box that somebody wrote in, never on a button of the banner."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.desk.test_desk_page import MINE, TEAM, TOGETHER, at_the_desk, editor, pen_of, type_in
from tests.ui.rooms import Room, name_of
from ui.widgets.strips import Saying


def press_with_space(room: Room, button: QWidget) -> None:
    """As with the Tab key and the space bar: the button gets the keys first."""
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    room.settle()


def test_leave_it_gives_the_keys_back_to_the_box_that_was_typed_in(room: Room) -> None:
    page = at_the_desk(room)
    type_in(room, page, TOGETHER, "I like")

    press_with_space(room, page.strips.strips[0].buttons["leave"])

    assert room.focused is editor(page, TOGETHER)


def test_the_keys_go_back_to_the_box_although_they_came_by_way_of_other_buttons(room: Room) -> None:
    page = at_the_desk(room)
    type_in(room, page, TOGETHER, "I like")
    page.way.next.setFocus()

    press_with_space(room, page.strips.strips[0].buttons["leave"])

    assert room.focused is editor(page, TOGETHER)


def test_a_strip_that_was_read_from_the_banner_gives_the_keys_to_the_page(room: Room) -> None:
    page = at_the_desk(room)
    room.window.banner._today.setFocus()
    strip = room.shell.asking.tell(Saying("The copy is saved."))

    press_with_space(room, next(iter(strip.buttons.values())))

    assert room.focused is page.first_focus()


def test_a_strip_that_goes_by_itself_takes_no_keys_from_where_they_are(room: Room) -> None:
    page = at_the_desk(room)
    strip = room.shell.asking.tell(Saying("The copy is saved."))
    page.way.next.setFocus()

    page.strips.take_away(strip)

    assert room.focused is page.way.next


def crossed_out_by_jo(room: Room) -> QWidget:
    """Sam at the desk with the own pen in hand, and what Jo crossed out waiting; gives the box that Sam writes in."""
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    page.room.desk.write(TOGETHER, 0, 0, "Garden first")
    page.room.take_up(pen_of(room, room.jo))
    page.room.desk.write(TOGETHER, 0, 6, "")
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    QTest.qWait(200)
    return editor(page, TOGETHER)


def test_an_answer_inside_a_box_gives_the_keys_back_to_the_box(room: Room) -> None:
    writing = crossed_out_by_jo(room)
    writing.setFocus()
    strips = room.page.view.box_named(TOGETHER).strips

    press_with_space(room, strips.strips[0].buttons["keep"])

    assert strips.strips == []
    assert room.focused is writing


def test_keys_in_a_strip_stay_there_while_something_else_begins_to_wait(room: Room) -> None:
    crossed_out_by_jo(room)
    strips = room.page.view.box_named(TOGETHER).strips
    strips.strips[0].buttons["keep"].setFocus()

    strips._later.add("something else")
    strips.show_what_waits()
    room.settle()

    assert room.focused is strips.strips[0].buttons["keep"]


def test_opening_what_was_typed_for_somebody_leads_to_the_answers(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(room.store.sitting.pens.typing_for(room.jo.id, room.sam.id))
    page.room.desk.write(MINE, 0, 0, "Garden first")
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    strips = page.view.box_named(MINE).strips

    press_with_space(room, strips.check_button)

    assert name_of(room.focused) == "Yes, my words"


def test_escape_in_the_find_bar_gives_the_keys_back_to_the_box(room: Room) -> None:
    page = at_the_desk(room)
    editor(page, TOGETHER).setFocus()
    page.find_bar.open_bar()
    room.settle()
    assert room.focused is page.find_bar.box

    room.key(Qt.Key.Key_Escape)

    assert room.focused is editor(page, TOGETHER)


def test_what_was_found_in_somebody_elses_box_does_not_keep_the_keys_there(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.jo))
    type_in(room, page, TEAM, "Walks")
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    editor(page, TEAM).setFocus()
    page.find_bar.open_bar()
    page.find_bar.box.setText("Walks")
    page.find_bar._go_on()

    room.key(Qt.Key.Key_Escape)

    assert editor(page, MINE).hasFocus()


def test_more_looks_as_before_once_its_menu_has_closed(room: Room) -> None:
    page = at_the_desk(room)
    page._more.setDown(True)

    page._more.menu().aboutToHide.emit()
    room.settle()

    assert not page._more.isDown()
