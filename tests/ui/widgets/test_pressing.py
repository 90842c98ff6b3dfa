"""Buttons and choices: pressed by key and hand, told apart in each state, shown as they are stored."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.looking import spoken_name
from tests.ui.pictures import greys, picture_of, shown
from ui.look import Look, tone
from ui.painting import MarkStyle
from ui.theme import THEMES
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button, Door
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.people import AddCard, MarkView, PersonCard, PersonChip
from ui.widgets.pressing import Kind

SAM, JO = MarkStyle("honey", "solid", "SO"), MarkStyle("sea", "dashed", "JN")
STANDS = (Option("agree", "I agree", "check"), Option("part", "I agree in part", "circle-half-full"), Option("no", "I disagree", "close"))


def role_of(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_button_is_pressed_by_space_and_by_enter(look: Look, qtbot: QtBot, key: Qt.Key) -> None:
    button = shown(Button(look, "Keep it"), qtbot)

    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_button_says_what_it_shows(look: Look, qtbot: QtBot) -> None:
    button = shown(Button(look, "Salt & pepper", "check"), qtbot)
    assert (spoken_name(button), role_of(button)) == ("Salt & pepper", QAccessible.Role.Button)

    button.set_words("Keep it", "hand-back-right-outline")

    assert (spoken_name(button), button.words) == ("Keep it", "Keep it")


def test_large_text_shows_the_short_words_and_speaks_the_long_ones(look: Look, qtbot: QtBot) -> None:
    button = shown(Button(look, "Next: What makes it worse", short="Next"), qtbot)

    look.change(scale=2.0)

    assert button.words == "Next"
    assert spoken_name(button) == "Next: What makes it worse"


def press_as_second(widget: QWidget, at: QPoint | None = None) -> None:
    """The second of two quick presses, as Qt tells it to whatever stands there by then."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    place = QPointF(at or widget.rect().center())
    for kind, held in ((QEvent.Type.MouseButtonDblClick, left), (QEvent.Type.MouseButtonRelease, none)):
        over = QPointF(widget.mapToGlobal(place.toPoint()))
        QApplication.sendEvent(widget, QMouseEvent(kind, place, over, left, held, Qt.KeyboardModifier.NoModifier))


def test_the_second_of_two_quick_presses_presses_nothing_that_came_there_meanwhile(look: Look, qtbot: QtBot) -> None:
    more, agree = Button(look, "One more thing"), Button(look, "I agree")
    shown(Column(look, more, agree), qtbot)
    presses: list[str] = []
    more.clicked.connect(lambda: presses.append("more"))
    agree.clicked.connect(lambda: presses.append("agree"))
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)

    press_as_second(agree)
    assert presses == ["more"]

    press_as_second(more)
    assert presses == ["more", "more"]


@pytest.mark.parametrize("theme", THEMES)
def test_every_state_of_a_button_looks_different_without_colour(look: Look, qtbot: QtBot, theme: str) -> None:
    look.change(theme=theme)
    plain, chosen, off, primary = (Button(look, "Word file", kind=kind) for kind in (Kind.PLAIN, Kind.PLAIN, Kind.PLAIN, Kind.PRIMARY))
    chosen.setCheckable(True)
    chosen.setChecked(True)
    off.setEnabled(False)

    pictures = []
    for button in (plain, chosen, off, primary):
        shown(button, qtbot, 200)
        button.clearFocus()
        pictures.append(greys(picture_of(button)))

    assert len(set(pictures)) == 4


def test_a_button_that_is_off_is_not_pressed(look: Look, qtbot: QtBot) -> None:
    button = shown(Button(look, "Save the copy"), qtbot)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.setEnabled(False)

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert pressed == []


def test_a_door_reads_its_words_and_then_its_line(look: Look, qtbot: QtBot) -> None:
    door = shown(Door(look, "Hold a meeting", "Get ready, lead it.", "account-group"), qtbot)

    assert spoken_name(door) == "Hold a meeting"
    assert door.accessibleDescription() == "Get ready, lead it."


def test_choosing_tells_the_key_and_leaves_one_chosen(look: Look, qtbot: QtBot) -> None:
    row = ChoiceRow(look, "Where do you stand?", STANDS)
    shown(row, qtbot)
    row.choose("agree")

    with qtbot.waitSignal(row.chosen) as told:
        QTest.mouseClick(row.buttons["part"], Qt.MouseButton.LeftButton)

    assert told.args == ["part"]
    assert row.keys == ("part",)


def test_pressing_what_is_chosen_leaves_it_chosen(look: Look, qtbot: QtBot) -> None:
    row = ChoiceRow(look, "Where do you stand?", STANDS)
    shown(row, qtbot)
    row.choose("agree")

    QTest.mouseClick(row.buttons["agree"], Qt.MouseButton.LeftButton)

    assert row.keys == ("agree",)


def test_showing_what_is_stored_tells_nobody_and_can_show_nothing(look: Look, qtbot: QtBot) -> None:
    row = ChoiceRow(look, "Where do you stand?", STANDS)
    told: list[str] = []
    row.chosen.connect(told.append)

    row.choose("no")
    row.choose()

    assert row.keys == ()
    assert told == []


def test_arrow_keys_go_along_the_choices_and_choose_nothing(look: Look, qtbot: QtBot) -> None:
    row = ChoiceRow(look, "Where do you stand?", STANDS)
    shown(row, qtbot)
    row.choose("agree")
    row.buttons["agree"].setFocus()

    QTest.keyClick(row.buttons["agree"], Qt.Key.Key_Right)
    QTest.keyClick(row.buttons["part"], Qt.Key.Key_Down)

    assert row.buttons["no"].hasFocus()
    assert row.keys == ("agree",)

    QTest.keyClick(row.buttons["no"], Qt.Key.Key_Space)

    assert row.keys == ("no",)


def test_the_tab_key_stops_once_at_choices_of_which_one_is_chosen(look: Look, qtbot: QtBot) -> None:
    row = ChoiceRow(look, "Where do you stand?", STANDS)
    before, after = Button(look, "Before"), Button(look, "After")
    page = shown(Column(look, before, row, after), qtbot, 700)
    row.choose("part")
    before.setFocus()

    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert row.buttons["part"].hasFocus()

    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_many_can_be_chosen_together_in_the_order_that_is_shown(look: Look, qtbot: QtBot) -> None:
    row = ChoiceRow(look, "What do I need?", STANDS, several=True)
    shown(row, qtbot)

    with qtbot.waitSignal(row.changed) as told:
        QTest.keyClick(row.buttons["no"], Qt.Key.Key_Space)
        QTest.keyClick(row.buttons["agree"], Qt.Key.Key_Return)

    assert told.args == [("no",)]
    assert row.keys == ("agree", "no")


def test_choices_speak_their_role_words_and_whose_they_are(look: Look, qtbot: QtBot) -> None:
    one, many = ChoiceRow(look, "Stand", STANDS), ChoiceRow(look, "Needs", STANDS, several=True)
    one.buttons["agree"].show_marks([SAM, JO], "Sam and Jo stand here")

    assert role_of(one.buttons["agree"]) == QAccessible.Role.RadioButton
    assert role_of(many.buttons["agree"]) == QAccessible.Role.CheckBox
    assert spoken_name(one.buttons["agree"]) == "I agree"
    assert one.buttons["agree"].accessibleDescription() == "Sam and Jo stand here"


def test_marks_make_room_for_themselves(look: Look, qtbot: QtBot) -> None:
    row = ChoiceRow(look, "Stand", STANDS)
    choice = row.buttons["agree"]
    before = choice.natural_width()

    choice.show_marks([SAM, JO])

    assert choice.natural_width() > before + 2 * look.px(30)


def test_a_tall_choice_lies_down_in_large_text(look: Look, qtbot: QtBot) -> None:
    row = ChoiceRow(look, "How do I sleep?", STANDS, tall=True)
    choice = row.buttons["agree"]
    upright = choice.heightForWidth(300)

    look.change(scale=2.0)

    assert choice.heightForWidth(900) < 2 * upright


def test_looking_at_one_person_leaves_the_one_before(look: Look, qtbot: QtBot) -> None:
    sam, jo, add = PersonCard(look, SAM, "Sam", ("Speaks",)), PersonCard(look, JO, "Jo"), AddCard(look, "Add a person")
    shown(Column(look, sam, jo, add), qtbot)
    sam.setChecked(True)

    QTest.mouseClick(jo, Qt.MouseButton.LeftButton)
    QTest.mouseClick(jo, Qt.MouseButton.LeftButton)

    assert (sam.isChecked(), jo.isChecked()) == (False, True)
    assert [spoken_name(card) for card in (sam, jo, add)] == ["Sam", "Jo", "Add a person"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_person_that_is_looked_at_has_a_filled_mark_and_a_ring(look: Look, qtbot: QtBot, theme: str) -> None:
    look.change(theme=theme)
    card = PersonCard(look, SAM, "Sam")
    shown(card, qtbot)
    spots = [(1, card.height() // 2), (card.width() // 2, 10 + 88 // 8)]
    resting = [picture_of(card).pixelColor(*spot) for spot in spots]

    card.setChecked(True)

    chosen = [picture_of(card).pixelColor(*spot) for spot in spots]
    assert chosen == [tone(look.theme.in_hand("honey"))] * 2
    assert resting[1] == tone(look.theme.inks["honey"].tint)


def test_a_chip_shows_a_name_and_says_what_pressing_it_does(look: Look, qtbot: QtBot) -> None:
    chip = shown(PersonChip(look, JO, "Jo, nurse", "Pass the pen to Jo, nurse"), qtbot)

    assert spoken_name(chip) == "Pass the pen to Jo, nurse"


def test_a_mark_says_whose_it_is_and_shows_the_pen_in_hand(look: Look, qtbot: QtBot) -> None:
    view = MarkView(look, SAM, "Sam")
    shown(view, qtbot)
    resting = picture_of(view)

    view.show_mark(JO, "Jo", held=True)

    assert spoken_name(view) == "Jo"
    assert picture_of(view) != resting


def test_choices_with_an_order_show_and_say_their_numbers_as_they_were_pressed(look: Look, qtbot: QtBot) -> None:
    row = shown(ChoiceRow(look, "In which order?", STANDS, several=True, in_order=True), qtbot)
    before = greys(picture_of(row.buttons["part"]))
    row.choose("no", "part")
    second = greys(picture_of(row.buttons["part"]))
    row.choose("part", "no")

    assert [row.buttons[key].place_in_words for key in ("agree", "part", "no")] == ["", "Number 1 in the order", "Number 2 in the order"]
    assert row.buttons["part"].accessibleDescription() == "Number 1 in the order"
    assert before != second != greys(picture_of(row.buttons["part"])), "the number is painted"
    row.choose("no")
    assert row.buttons["part"].accessibleDescription() == ""


def test_choices_without_an_order_have_no_numbers(look: Look, qtbot: QtBot) -> None:
    row = shown(ChoiceRow(look, "What I need", STANDS, several=True), qtbot)
    row.choose("no", "part")

    assert [button.place_in_words for button in row.buttons.values()] == ["", "", ""]


def test_the_number_of_a_choice_is_said_when_it_is_pressed(look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("ui.widgets.choices.say_aloud", lambda _speaker, words: said.append(words))
    row = shown(ChoiceRow(look, "In which order?", STANDS, several=True, in_order=True), qtbot)
    row.chosen.connect(lambda _key: row.choose("no", "part"))

    row.buttons["part"].click()

    assert said == ["Number 2 in the order"]


def test_a_space_between_two_words_presses_nothing_and_one_by_itself_does(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = shown(ChoiceRow(look, "Which leave do I ask for?", STANDS, several=True), qtbot)
    tick = row.buttons["part"]
    tick.setFocus()
    now = 100.0
    monkeypatch.setattr("ui.widgets.pressing.time.monotonic", lambda: now)
    for letter in "Hello all of you":
        now += 0.2
        QTest.keyClick(tick, letter)
    assert not tick.isChecked()

    now += 2
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert tick.isChecked()
