"""Saying a hard word plainly on the desk, and the words that are explained under the question."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from app.ward_words import say_plainly, words_said_here
from models.text.document import side_id
from tests.ui.looking import cut_pieces, nameless, sideways, too_low_to_press
from tests.ui.pages.walking import press_key
from tests.ui.rooms import Room
from ui.writing.side_editor import SideEditor

QUESTION, SIDE = "about_important", side_id("about_important", "patient")
ASKED = "What does “TTO” mean, in plain words?"


@pytest.fixture
def desk(room: Room) -> Room:
    """Sam's care plan on the table, Sam's pen in hand, Sam's words in the first box."""
    plan = room.open_plan()
    plan.desk.take_up(room.store.sitting.pens.own(room.sam.id))
    plan.desk.write(SIDE, 0, 0, "My TTO comes late.")
    room.go("desk", QUESTION)
    return room


def editor(room: Room) -> SideEditor:
    return room.page.view.box_named(SIDE).editor


def choose_word(room: Room, start: int = 3, end: int = 6) -> SideEditor:
    box = editor(room)
    box.setFocus()
    box.put_caret(end, start)
    room.settle()
    return box


def said(room: Room) -> list[tuple[str, str, str]]:
    return [(one.word, one.explanation, one.person_id) for one in words_said_here(room.store.store)]


def words_here(room: Room) -> list[str]:
    return room.page.view.words_here.words


def labels(room: Room) -> list[str]:
    return [label.text() for label in room.window.findChildren(QLabel) if label.isVisible()]


def type_meaning(room: Room, meaning: str = "Medicine to take home.") -> None:
    QTest.keyClicks(room.focused, meaning)
    room.settle()


def test_a_chosen_word_is_said_plainly_with_a_key_and_explained_at_once(desk: Room) -> None:
    choose_word(desk)
    press_key(desk, Qt.Key.Key_F4)
    assert desk.focused.accessibleName() == ASKED
    type_meaning(desk)
    desk.key(Qt.Key.Key_Return)

    assert said(desk) == [("TTO", "Medicine to take home.", desk.sam.id)]
    assert "“TTO” is in the word list now." in desk.said
    assert words_here(desk) == ["TTO"]
    assert desk.focused is editor(desk)


def test_the_word_at_the_caret_is_enough(desk: Room) -> None:
    choose_word(desk, 4, 4)
    press_key(desk, Qt.Key.Key_F4)
    assert desk.focused.accessibleName() == ASKED


def test_the_menu_of_the_box_offers_it(desk: Room) -> None:
    menu = choose_word(desk).menu()
    next(action for action in menu.actions() if action.text() == "Say this word plainly").trigger()
    desk.settle()
    assert desk.focused.accessibleName() == ASKED
    menu.close()


def test_more_offers_it_and_asks_for_the_word_where_none_is_chosen(desk: Room) -> None:
    desk.page.view.last_editor = None
    menu: QMenu = next(one.menu() for one in desk.window.findChildren(QPushButton) if one.accessibleName() == "More" and one.isVisible())
    next(action for action in menu.actions() if action.text() == "Say this word plainly").trigger()
    desk.settle()
    assert desk.focused.accessibleName() == "Which word?"
    QTest.keyClicks(desk.focused, "MDT")
    desk.key(Qt.Key.Key_Return)
    type_meaning(desk, "A team.")
    desk.press("Keep it")

    assert said(desk) == [("MDT", "A team.", desk.sam.id)]


def test_a_name_is_refused_kindly_and_what_was_typed_stays(desk: Room) -> None:
    choose_word(desk)
    press_key(desk, Qt.Key.Key_F4)
    type_meaning(desk, "What Robin takes home.")
    desk.press("Keep it")

    assert "This may be somebody's name. Say it without the name, please." in labels(desk)
    assert desk.page.plain_word._card.typed == ("TTO", "What Robin takes home.")
    assert said(desk) == []


def test_escape_puts_the_card_away_and_the_keys_go_back_to_the_box(desk: Room) -> None:
    box = choose_word(desk)
    press_key(desk, Qt.Key.Key_F4)
    desk.key(Qt.Key.Key_Escape)

    assert desk.focused is box
    assert not desk.page.plain_word.isVisible()
    assert said(desk) == []


def test_whoever_says_it_is_asked_where_nobody_holds_the_pen(desk: Room) -> None:
    desk.store.plan.desk.put_down()
    choose_word(desk)
    press_key(desk, Qt.Key.Key_F4)
    type_meaning(desk)
    desk.press("Keep it")
    assert said(desk) == []
    desk.press("Jo is writing")

    assert said(desk) == [("TTO", "Medicine to take home.", desk.jo.id)]


def test_what_the_list_says_already_can_be_said_better(desk: Room) -> None:
    say_plainly(desk.store.store, desk.clock, "tto", "Tablets.", by=desk.jo.id)
    choose_word(desk)
    press_key(desk, Qt.Key.Key_F4)
    assert desk.page.plain_word._card.typed == ("TTO", "Tablets.")
    type_meaning(desk)
    desk.key(Qt.Key.Key_Return)

    assert said(desk) == [("TTO", "Medicine to take home.", desk.sam.id)]


def test_the_plan_keeps_its_words(desk: Room) -> None:
    choose_word(desk)
    press_key(desk, Qt.Key.Key_F4)
    type_meaning(desk)
    desk.key(Qt.Key.Key_Return)

    assert desk.store.plan.document.side(SIDE).text == "My TTO comes late."
    assert editor(desk).toPlainText() == "My TTO comes late."


def test_a_word_under_the_question_opens_what_it_means_and_closes_it(desk: Room) -> None:
    desk.go("desk", "safe_helps")
    assert words_here(desk) == ["protective factor"]
    meaning = "protective factor: A protective factor is something that helps to keep me safe."
    assert meaning not in labels(desk)
    desk.press("What does “protective factor” mean?")
    assert meaning in labels(desk)
    desk.press("What does “protective factor” mean?")
    assert meaning not in labels(desk)


def test_one_meaning_is_open_at_a_time(desk: Room) -> None:
    desk.store.plan.desk.write(SIDE, 0, 0, "The tribunal, my advocate. ")
    desk.go("desk", "safe_helps")
    desk.go("desk", QUESTION)
    desk.press("What does “tribunal” mean?")
    desk.press("What does “advocate” mean?")
    shown = [text for text in labels(desk) if text.startswith(("tribunal:", "advocate:"))]

    assert shown == ["advocate: An advocate is a person who helps me say what I want."]


def test_while_somebody_writes_nothing_comes_and_after_that_it_does(desk: Room) -> None:
    box = choose_word(desk, 0, 0)
    top = box.mapTo(desk.page, box.rect().topLeft()).y()
    QTest.keyClicks(box, "tribunal ")
    QTest.qWait(600)
    assert words_here(desk) == []
    assert box.mapTo(desk.page, box.rect().topLeft()).y() == top
    desk.page.way.next.setFocus()
    desk.wait_until(lambda: words_here(desk) == ["tribunal"])
    assert box.mapTo(desk.page, box.rect().topLeft()).y() == top, "the next press would fall beside what it was meant for"


def test_words_in_answers_that_are_no_text_are_explained_too(desk: Room) -> None:
    side = side_id("law_decided", "team")
    plan = desk.store.plan
    plan.desk.take_up(desk.store.sitting.pens.own(desk.jo.id))
    from app.answers import LawDecision, law_value

    plan.desk.enter(side, law_value(LawDecision("Mental Health Act", "Jo Nowak", "So that the tribunal can look.")))
    desk.go("desk", "law_decided")
    assert {"Mental Health Act", "tribunal"} <= set(words_here(desk))


def test_nothing_in_the_list_shows_who_said_a_word_elsewhere(desk: Room) -> None:
    say_plainly(desk.store.store, desk.clock, "TTO", "Medicine to take home.", by=desk.robin.id)
    desk.go("desk", "safe_helps")
    desk.go("desk", QUESTION)
    desk.press("What does “TTO” mean?")
    for name in ("Robin", "Vale", "RV"):
        assert name not in desk.words().split()


def test_help_tells_the_key(desk: Room) -> None:
    told = desk.page.keys()
    assert ("F4", "Say a hard word plainly") in told


def test_the_paper_of_words_goes_with_the_plan(desk: Room) -> None:
    choose_word(desk)
    press_key(desk, Qt.Key.Key_F4)
    assert desk.store.close_plan()
    desk.settle()
    assert desk.page.view is None


@pytest.mark.parametrize(("size", "scale"), [((640, 480), 1.0), ((1366, 768), 2.0), ((640, 480), 3.0)])
def test_nothing_is_cut_or_without_a_name(desk: Room, size: tuple[int, int], scale: float) -> None:
    desk.window.resize(*size)
    desk.shell.look.change(scale=scale)
    desk.go("desk", "safe_helps")
    desk.press("What does “protective factor” mean?")
    desk.page.plain_word.open_for("")
    desk.settle()
    assert desk.focused.accessibleName() == "Which word?"
    assert not desk.focused.visibleRegion().isEmpty()
    middle = desk.page._whole_middle  # the foot of the desk is looked at elsewhere
    assert [fault(middle) for fault in (cut_pieces, sideways, nameless, too_low_to_press)] == [[], [], [], []]


def test_the_caret_stays_where_it_was(desk: Room) -> None:
    box = choose_word(desk)
    press_key(desk, Qt.Key.Key_F4)
    desk.key(Qt.Key.Key_Escape)
    cursor: QTextCursor = box.textCursor()
    assert (cursor.anchor(), cursor.position()) == (3, 6)
