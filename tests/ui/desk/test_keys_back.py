"""After an answer the keys are back where they were: in the box that somebody wrote in, never on a button of the banner."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.desk.test_desk_page import MINE, TEAM, TOGETHER, at_the_desk, editor, pen_of, text_of, type_in
from tests.ui.rooms import Room, name_of
from ui.widgets.dressing import Words
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


def test_a_press_on_the_head_of_a_box_takes_the_keys_there_behind_its_words(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.jo))
    type_in(room, page, TEAM, "PRN did not help.")
    page.view.box_named(TEAM).editor.go_to(0)
    together = page.view.box_named(TOGETHER)
    head = next(words for words in together.findChildren(Words) if words.text() == together.box.title)

    QTest.mouseClick(room.window.windowHandle(), Qt.MouseButton.LeftButton, pos=head.mapTo(room.window, head.rect().center()))
    QTest.keyClicks(room.focused, "A quiet room")
    room.settle()

    assert (text_of(room, TEAM), text_of(room, TOGETHER)) == ("PRN did not help.", "A quiet room")


def test_a_press_beside_the_words_leaves_the_caret_where_the_box_has_the_keys(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "I like tea")
    box = page.view.box_named(MINE)
    box.editor.go_to(2)
    head = next(words for words in box.findChildren(Words) if words.text() == box.box.title)
    QTest.mouseClick(room.window.windowHandle(), Qt.MouseButton.LeftButton, pos=head.mapTo(room.window, head.rect().center()))

    type_letters(room, "really ")
    assert text_of(room, MINE) == "I really like tea"


# Letters on a button


def type_letters(room: Room, words: str) -> None:
    """Each letter where the keys are by then."""
    for letter in words:
        QTest.keyClick(room.focused, letter)
    room.settle()


def on_button(room: Room, name: str) -> QAbstractButton:
    """The keys are on that button."""
    button = room.find(QAbstractButton, name)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    return button


@pytest.mark.parametrize("name", ["Not now", "I agree", "I would rather not say", "Somebody cannot say now", "Send a copy", "More"])
def test_letters_on_a_button_go_to_the_box_of_the_pen_in_hand_and_press_nothing(room: Room, name: str) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "I like ")
    pressed: list[bool] = []
    on_button(room, name).clicked.connect(pressed.append)

    type_letters(room, "tea and cake")

    assert text_of(room, MINE) == "I like tea and cake"
    assert room.focused is editor(page, MINE)
    assert not pressed


def test_they_go_to_their_own_box_also_where_somebody_else_wrote_last(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "I like tea")
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    on_button(room, "Not now")

    type_letters(room, "Walks")

    assert (text_of(room, MINE), text_of(room, TEAM)) == ("I like tea", "Walks")


def test_a_reason_that_was_begun_is_gone_on_with_first(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "I like tea")
    page.room.take_up(pen_of(room, room.jo))
    room.settle()
    room.press("I disagree")
    reason = room.focused
    QTest.keyClicks(reason, "It is too ")
    on_button(room, "More")

    type_letters(room, "late for it")

    assert room.focused is reason
    assert reason.property("text") == "It is too late for it" or reason.property("plainText") == "It is too late for it"
    assert text_of(room, TEAM) == ""


def test_with_no_pen_in_hand_they_go_nowhere(room: Room) -> None:
    page = at_the_desk(room)
    button = on_button(room, "Not now")

    type_letters(room, "Walks")

    assert room.focused is button
    assert not page.room.keys_wait


def test_space_and_enter_press_as_before(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    room.settle()
    on_button(room, "Not now")
    type_letters(room, " ")
    assert "Sam said: not now." in room.words()

    QTest.keyClick(on_button(room, "Not now"), Qt.Key.Key_Return)
    room.settle()

    assert "Sam said: not now." not in room.words()
    assert text_of(room, MINE) == ""


def test_beside_a_reason_that_is_being_written_they_go_into_no_box(room: Room) -> None:
    page = at_the_desk(room)
    page.room.take_up(pen_of(room, room.sam))
    type_in(room, page, MINE, "I like tea")
    room.press("I disagree")
    on_button(room, "This is where I stand")

    type_letters(room, "but")

    assert text_of(room, MINE) == "I like tea"
