"""The banner above, the foot below, the list beside a page; waiting and empty pages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.looking import spoken_name
from tests.ui.pictures import settle, shown
from ui.look import Look
from ui.painting import MarkStyle
from ui.widgets import banner as banner_module
from ui.widgets.banner import Banner, Foot, Identity, Saved
from ui.widgets.boxes import Column, VScroll
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.side_list import Entry, Progress, SideList
from ui.widgets.strips import Saying, Strip, TintedStrip, Way
from ui.widgets.waiting import PATIENCE, Busy, EmptyState

IDENTITY = Identity("Sam Okafor", "Sam", "12 March 1990", "999 012 3454")
ENTRIES = (
    Entry("safety", "Staying safe", heading=True),
    Entry("a", "About me", "1", Progress.STANDS),
    Entry("b", "What helps me stay safe", "2", Progress.WRITTEN),
    Entry("c", "Who to call", "3"),
)


def seen_words(page: QWidget) -> str:
    """All words that are shown, in reading order."""
    return " ".join(words.text() for words in page.findChildren(Words) if words.isVisible())


def seen_buttons(page: QWidget) -> list[str]:
    """The words of all buttons that are shown, in the order of the Tab key."""
    chain = [page]
    while (following := chain[-1].nextInFocusChain()) is not page:
        chain.append(following)
    return [button.words for button in chain if isinstance(button, Button) and button.isVisible() and page.isAncestorOf(button)]


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1366), (1.0, 700), (2.0, 1366), (3.0, 1366)])
def test_the_banner_always_shows_name_known_as_birth_number_and_saved(look: Look, qtbot: QtBot, scale: float, width: int) -> None:
    look.change(scale=scale)
    page = shown(Column(look, Banner(look, IDENTITY), None), qtbot, width, 600)

    words = seen_words(page)

    for part in ("Sam Okafor", "(Sam)", "born 12 March 1990", "999 012 3454", "Saved, just now"):
        assert part in words


def test_a_wide_banner_has_all_its_buttons_and_a_folded_one_a_menu(look: Look, qtbot: QtBot) -> None:
    banner = Banner(look, IDENTITY)
    page = shown(Column(look, banner, None), qtbot, 1366, 600)
    assert seen_buttons(banner) == ["Today", "Get help now", "Help", "Lock"]

    shown(page, qtbot, 900, 600)
    assert banner.folded
    assert seen_buttons(banner) == ["Get help now", "Menu"]

    shown(page, qtbot, 1366, 600)
    assert seen_buttons(banner) == ["Today", "Get help now", "Help", "Lock"]


def test_every_way_out_of_the_banner_works_wide_and_folded(look: Look, qtbot: QtBot) -> None:
    banner = Banner(look, IDENTITY)
    shown(Column(look, banner, None), qtbot, 1366, 600)
    asked: list[str] = []
    banner.today_requested.connect(lambda: asked.append("today"))
    banner.help_now_requested.connect(lambda: asked.append("help now"))
    banner.help_requested.connect(lambda: asked.append("help"))
    banner.lock_requested.connect(lambda: asked.append("lock"))

    for button in (banner._today, banner._help_now, banner._help, banner._lock, banner._folded_help_now):
        button.click()
    for action in banner.findChild(QMenu).actions():
        action.trigger()

    assert asked == ["today", "help now", "help", "lock", "help now", "today", "help", "lock"]


def test_a_page_without_a_patient_has_no_name_no_state_and_no_way_to_today(look: Look, qtbot: QtBot) -> None:
    banner = Banner(look, title="Two Pens", place="Ash Ward")
    shown(Column(look, banner, None), qtbot, 1366, 600)

    assert seen_words(banner) == "Two Pens Ash Ward"
    assert seen_buttons(banner) == ["Help", "Lock"]
    assert [action.text() for action in banner.findChild(QMenu).actions() if action.isVisible()] == ["Help", "Lock"]


def test_the_saved_state_is_as_wide_while_saving_as_when_saved(look: Look, qtbot: QtBot) -> None:
    banner = Banner(look, IDENTITY)
    shown(Column(look, banner, None), qtbot, 1366, 600)
    before = banner.saved.geometry()

    banner.saved.show_state(Saved.SAVING)
    settle(QApplication.instance())

    assert banner.saved.words == "Saving…"
    assert banner.saved.geometry() == before


def test_only_not_saved_and_saved_again_are_spoken(look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[tuple[str, bool]] = []
    monkeypatch.setattr(banner_module, "say_aloud", lambda speaker, words, at_once=False: spoken.append((words, at_once)))
    banner = Banner(look, IDENTITY)
    saved = banner.saved

    for state in (Saved.SAVING, Saved.YES, Saved.SAVING, Saved.NO, Saved.SAVING, Saved.NO, Saved.SAVING, Saved.YES):
        saved.show_state(state)

    assert spoken == [("Not saved", True), ("Saved, just now", False)]


def test_a_foot_leaves_its_words_out_in_large_text(look: Look, qtbot: QtBot) -> None:
    foot = Foot(look, [Button(look, "Back")], "Question 5 of 12", [Button(look, "Next")])
    shown(Column(look, None, foot), qtbot, 1366, 600)
    assert seen_words(foot) == "Question 5 of 12"

    look.change(scale=2.0)

    assert seen_words(foot) == ""
    assert seen_buttons(foot) == ["Back", "Next"]


@pytest.fixture
def questions(look: Look, qtbot: QtBot) -> SideList:
    """A list of three questions under a heading, at the second."""
    side = SideList(look, "Questions", ENTRIES)
    shown(side, qtbot, 248, 600)
    side.go_to("b")
    return side


def press_line(side: SideList, row: int) -> None:
    lines = side._list
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=lines.visualRect(lines.model().index(row, 0)).center())


def test_a_press_on_a_line_tells_its_key_and_a_heading_tells_nothing(questions: SideList) -> None:
    told: list[str] = []
    questions.chosen.connect(told.append)

    press_line(questions, 3)
    press_line(questions, 0)

    assert told == ["c"]
    assert questions.here == "b"


def test_arrow_keys_go_along_the_lines_and_enter_goes_there(questions: SideList) -> None:
    told: list[str] = []
    questions.chosen.connect(told.append)

    QTest.keyClick(questions._list, Qt.Key.Key_Down)
    assert told == []

    QTest.keyClick(questions._list, Qt.Key.Key_Return)
    assert told == ["c"]


def test_a_line_is_spoken_with_number_sign_and_where_we_are(questions: SideList) -> None:
    model = questions._list.model()
    spoken = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]

    assert spoken == [
        "Staying safe",
        "1, About me, all said where they stand",
        "2, What helps me stay safe, somebody has written, you are here",
        "3, Who to call",
    ]


def test_a_long_question_wraps_and_no_line_is_lower_than_a_finger(look: Look, questions: SideList) -> None:
    lines = questions._list
    heights = [lines.visualRect(lines.model().index(row, 0)).height() for row in (1, 2, 3)]

    assert heights[1] > heights[0]
    assert min(heights) >= 44


def test_the_list_folds_to_a_button_that_says_where_we_are(questions: SideList, qtbot: QtBot) -> None:
    wide = questions.width()
    fold = questions.findChild(Button)

    with qtbot.waitSignal(questions.folded_changed):
        fold.click()

    assert questions.folded
    assert fold.words == "2 of 3"
    assert spoken_name(fold) == "Open the list of questions, now at 2 of 3"
    assert questions.width() < wide

    fold.click()
    assert not questions.folded
    assert questions.width() == wide


def test_new_entries_keep_the_place_where_we_are(questions: SideList) -> None:
    questions.show_entries([*ENTRIES, Entry("d", "My medicine", "4")])

    assert questions.here == "b"


def test_waiting_is_shown_only_when_it_takes_longer_than_half_a_second(look: Look, qtbot: QtBot) -> None:
    busy = Busy(look, "Making the Word file")
    shown(Column(look, busy, None), qtbot, 1366, 600)
    busy.begin()
    assert not busy.isVisible()

    qtbot.waitUntil(busy.isVisible, timeout=PATIENCE * 4)
    busy.end()

    assert not busy.isVisible()


def test_waiting_comes_into_sight_on_a_page_that_scrolls(look: Look, qtbot: QtBot) -> None:
    busy = Busy(look, "Making the Word file")
    page = VScroll(Column(look, *(Words("A line of the page.") for _line in range(60)), busy))
    shown(page, qtbot, 600, 400)
    busy.begin()

    qtbot.waitUntil(lambda: busy.visibleRegion().boundingRect() == busy.rect(), timeout=PATIENCE * 4)
    busy.end()


def test_what_is_done_quickly_is_never_shown_as_waiting(look: Look, qtbot: QtBot) -> None:
    busy = Busy(look, "Making the Word file")
    shown(Column(look, busy, None), qtbot, 1366, 600)

    busy.begin()
    busy.end()
    qtbot.wait(PATIENCE + 100)

    assert not busy.isVisible()


def test_stopping_is_asked_once(look: Look, qtbot: QtBot) -> None:
    busy = Busy(look, "Making the Word file")
    shown(Column(look, busy, None), qtbot, 1366, 600)
    busy.begin("Reading the Word file")
    busy.show()
    asked: list[bool] = []
    busy.stop_requested.connect(lambda: asked.append(True))
    stop = busy.findChild(Button)

    stop.click()
    stop.click()

    assert asked == [True]
    assert seen_words(busy) == "Reading the Word file"
    busy.end()


def test_a_bar_stands_still_where_nothing_may_move(look: Look, qtbot: QtBot) -> None:
    look.change(reduced_motion=True)
    busy = Busy(look, "Making the Word file")
    qtbot.addWidget(busy)

    busy.begin()

    assert busy._bar.maximum() == 1
    busy.show_progress(3, 8)
    assert (busy._bar.value(), busy._bar.maximum()) == (3, 8)
    busy.end()


def test_an_empty_page_says_the_first_thing_to_do_and_has_the_button_for_it(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Add a person")
    empty = EmptyState(look, "Add the first person.", "account-group", button)
    shown(empty, qtbot, 1366, 600)

    assert seen_words(empty) == "Add the first person."
    assert button.isVisible()


def test_a_strip_tells_which_way_was_pressed_and_stays(look: Look, qtbot: QtBot) -> None:
    asked = Saying("Jo crossed out your words.", ("They stay until you choose.",), (Way("go", "Let it go"), Way("keep", "Keep it")))
    strip = Strip(look, asked)
    shown(Column(look, strip, None), qtbot, 1366, 600)

    with qtbot.waitSignal(strip.chosen) as told:
        strip.buttons["keep"].click()

    assert told.args == ["keep"]
    assert strip.isVisible()
    assert spoken_name(strip) == "Jo crossed out your words. They stay until you choose."


def test_a_narrow_strip_puts_its_buttons_below_its_words(look: Look, qtbot: QtBot) -> None:
    strip = Strip(look, Saying("Jo crossed out your words.", ways=(Way("go", "Let it go"), Way("keep", "Keep it"))))
    page = Column(look, strip, None)
    shown(page, qtbot, 900, 600)
    beside = strip.buttons["go"].mapTo(strip, strip.buttons["go"].rect().topLeft()).y()

    shown(page, qtbot, 400, 600)

    assert strip.buttons["go"].mapTo(strip, strip.buttons["go"].rect().topLeft()).y() > beside + 20


def test_a_tinted_strip_takes_the_tint_of_the_pen(look: Look, qtbot: QtBot) -> None:
    strip = TintedStrip(look)
    shown(strip, qtbot, 400, 60)
    assert strip.grab().toImage().pixelColor(5, 5) == look.colour("room")

    strip.show_mark(MarkStyle("sea", "dashed", "JN"))

    assert strip.grab().toImage().pixelColor(5, 5).name() == look.theme.inks["sea"].tint.lower()


def test_building_a_banner_shows_no_window_of_its_own(look: Look, qtbot: QtBot, qapp: QApplication) -> None:
    banner = Banner(look, IDENTITY)
    qtbot.addWidget(banner)

    assert [window for window in qapp.topLevelWidgets() if window.isVisible()] == []
