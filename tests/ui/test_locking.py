"""The lock: by quiet minutes, by the system, over everything that is open; and nothing of what it hides can be found in the window."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QDrag, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.forms import roles
from app.settings import LOCK_AFTER_MINUTES, Settings
from models.text.document import side_id
from tests.app.furnished import OTHER_PATIENT
from tests.fakes import FakeClock
from tests.listening import QtListener
from tests.ui.rooms import Room, open_room
from ui.asking import Question
from ui.locking import QuietWatch, put_away_what_floats
from ui.look import Look
from ui.widgets.strips import Saying, Way
from ui.writing.clipboard import FORMAT

CANARY = "canaries sing at half past seven"


@pytest.fixture
def room(tmp_path: Path, look: Look) -> Iterator[Room]:
    opened = open_room(tmp_path, look)
    yield opened
    opened.close()


@pytest.fixture
def written(room: Room) -> Room:
    """A desk on which Sam has written the canary."""
    plan = room.open_plan()
    plan.desk.take_up(room.store.sitting.pens.own(room.sam.id))
    plan.desk.write(side_id("about_important", "patient"), 0, 0, CANARY)
    room.go("desk", "about_important")
    return room


# Quiet minutes


class Counted:
    """A lock that counts."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture
def watch(qapp: QApplication, tmp_path: Path, clock: FakeClock) -> Iterator[tuple[QuietWatch, Counted]]:
    lock, parent = Counted(), QObject()
    watch = QuietWatch(lock, Settings(tmp_path / "settings.json"), clock, parent)
    watch.begin()
    yield watch, lock
    watch.end()


def test_it_locks_after_five_quiet_minutes_and_not_before(watch: tuple[QuietWatch, Counted], clock: FakeClock) -> None:
    watching, lock = watch
    clock.advance(299)
    watching.look()
    assert lock.times == 0

    clock.advance(1)
    watching.look()

    assert lock.times == 1


def test_the_minutes_are_a_setting_that_counts_at_once(watch: tuple[QuietWatch, Counted], clock: FakeClock) -> None:
    watching, lock = watch
    clock.advance(65)
    watching.look()
    assert lock.times == 0

    watching._settings.set(LOCK_AFTER_MINUTES, 1)
    watching.look()

    assert lock.times == 1


def press_key(box: QWidget) -> None:
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_A)


def press_mouse(box: QWidget) -> None:
    QTest.mouseClick(box.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def turn_wheel(box: QWidget) -> None:
    QTest.wheelEvent(box.windowHandle(), QPointF(2, 2), QPoint(0, 120))


def compose(box: QWidget) -> None:
    """As an input method does that keeps the keys to itself."""
    composed = QInputMethodEvent()
    composed.setCommitString("字")
    QApplication.sendEvent(QGuiApplication.focusObject(), composed)


@pytest.mark.parametrize("do", [press_key, press_mouse, turn_wheel, compose])
def test_whatever_a_person_does_anywhere_begins_the_minutes_anew(
    watch: tuple[QuietWatch, Counted], clock: FakeClock, do: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    watching, lock = watch
    box = QLineEdit()
    with qtbot.waitActive(box):
        box.show()
    clock.advance(299)

    do(box)
    clock.advance(299)
    watching.look()

    assert lock.times == 0
    box.hide()


def test_so_does_a_press_in_a_window_that_never_has_the_keys(watch: tuple[QuietWatch, Counted], clock: FakeClock) -> None:
    watching, lock = watch
    beside = QLabel()
    beside.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    beside.show()
    watching.look()
    clock.advance(299)

    press_mouse(beside)
    clock.advance(299)
    watching.look()

    assert lock.times == 0
    beside.hide()


def test_a_pointer_that_only_moves_does_not_keep_it_open(watch: tuple[QuietWatch, Counted], clock: FakeClock) -> None:
    watching, lock = watch
    box = QLineEdit()
    box.show()
    watching.look()
    clock.advance(299)

    QTest.mouseMove(box.windowHandle(), QPoint(2, 2))
    QTest.mouseMove(box.windowHandle(), QPoint(4, 4))
    clock.advance(1)
    watching.look()

    assert lock.times == 1


def test_a_computer_that_slept_is_locked_when_it_wakes(watch: tuple[QuietWatch, Counted], clock: FakeClock) -> None:
    watching, lock = watch

    clock.set(clock.now() + timedelta(hours=8))  # the steady clock stood still meanwhile
    watching.look()

    assert lock.times == 1


def test_putting_the_clock_back_keeps_nothing_open(watch: tuple[QuietWatch, Counted], clock: FakeClock) -> None:
    watching, lock = watch
    clock.set(clock.now() - timedelta(days=1))
    clock.advance(300)

    watching.look()

    assert lock.times == 1


# What can be found behind the lock


def names_in(reader: QAccessibleInterface | None, depth: int = 0) -> Iterator[str]:
    """All that a screen reader could find from here on down."""
    if reader is None or not reader.isValid() or depth > 60:
        return
    for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield reader.text(part)
    text = reader.textInterface()
    if text is not None:
        yield text.text(0, text.characterCount())
    for place in range(reader.childCount()):
        yield from names_in(reader.child(place), depth + 1)


def findable(room: Room) -> str:
    """Every word in the window and in the tree of screen readers, from the application and from the window down."""
    widgets = room.window.findChildren(QWidget)
    shown = [widget for widget in QApplication.allWidgets() if widget.isVisible()]
    words = [word for widget in {*widgets, *shown} for word in words_of(widget)]
    for root in (QApplication.instance(), room.window):
        words += names_in(QAccessible.queryAccessibleInterface(root))
    return "\n".join(words)


def words_of(widget: QWidget) -> Iterator[str]:
    for name in ("text", "toPlainText", "windowTitle", "toolTip", "accessibleName", "accessibleDescription", "placeholderText"):
        said = getattr(widget, name, None)
        if said is not None:
            yield str(said())


def test_the_search_finds_the_canary_while_it_is_open(written: Room) -> None:
    assert CANARY in findable(written)
    assert "Okafor" in findable(written)


def test_behind_the_lock_neither_words_nor_names_can_be_found(written: Room) -> None:
    written.window.lock()
    written.settle()

    found = findable(written)

    for hidden in (CANARY, "Sam", "Okafor", OTHER_PATIENT, "999 012 3454", "My care plan"):
        assert hidden not in found


def test_nothing_is_lost_by_the_lock(written: Room) -> None:
    editor = written.page
    written.window.lock()
    written.store.unlock_as(written.jo.id)

    written.go("desk", "about_important")

    assert written.page is editor
    assert CANARY in findable(written)


def test_locked_at_the_door_itself_it_leads_in_and_not_back_to_the_door(written: Room) -> None:
    written.store.pins.set_pin(written.jo.id, "246813")
    written.go("unlock")
    written.window.lock()
    written.settle()

    written.type_into("Your number, Jo", "246813")
    written.key(Qt.Key.Key_Return)
    written.wait_until(lambda: not written.services.tasks._running)

    assert not written.store.locked
    assert written.window.page_name == "today"


def test_help_shows_nothing_either_while_it_is_locked(written: Room) -> None:
    written.window.lock()

    written.key(Qt.Key.Key_F1)

    assert CANARY not in findable(written)
    assert "Okafor" not in findable(written)


def test_what_pages_say_while_it_is_locked_is_told_after_the_lock(written: Room) -> None:
    written.window.lock()

    written.shell.asking.tell(Saying("The copy of Sam's plan is saved."))
    assert "Sam" not in findable(written)
    written.store.unlock_as(written.jo.id)
    written.go("desk")

    assert "The copy of Sam's plan is saved." in written.words()


def next_sitting(room: Room) -> None:
    """The sitting about Sam ends, and Jo begins one about Robin."""
    room.store.end_sitting()
    room.go("unlock", "ended")
    room.store.unlock_as(room.jo.id)
    room.store.begin_sitting(room.robin.id).arrive(room.jo.id, roles()["nurse"])
    room.store.open_plan(room.new_plan(patient=room.robin))


@pytest.mark.parametrize("page", ["send", "desk"])
def test_a_strip_of_one_sitting_is_not_found_in_the_next(written: Room, page: str) -> None:
    written.go(page)
    written.shell.asking.tell(Saying("The copy of Sam's plan is saved."))
    assert "Sam's plan" in written.words()

    next_sitting(written)
    written.go(page)

    assert "Sam's plan" not in written.words()


def test_what_was_held_back_behind_the_lock_is_not_told_in_the_next_sitting(written: Room) -> None:
    written.window.lock()
    written.shell.asking.tell(Saying("The copy of Sam's plan is saved."))
    written.store.unlock_as(written.jo.id)

    next_sitting(written)
    written.go("desk")

    assert "Sam's plan" not in findable(written)


def test_a_question_behind_the_lock_is_answered_with_what_loses_nothing(written: Room) -> None:
    written.window.lock()
    ways = (Way("stay", "Stay"), Way("go", "Take Sam's words away"))

    assert written.shell.asking.ask(Question(Saying("Sam?", ways=ways), "stay")) == "stay"


# Over everything that is open


def lock_soon(room: Room) -> None:
    """Locks from inside the loop that an open box runs."""
    QTimer.singleShot(50, room.window.lock)


def test_an_open_question_is_closed_with_what_loses_nothing(written: Room) -> None:
    lock_soon(written)

    answer = written.shell.asking.ask(Question(Saying("End the sitting?", ways=(Way("stay", "Stay"), Way("end", "End"))), "stay"))

    assert answer == "stay"
    assert written.window.page_name == "unlock"


def test_a_box_of_the_system_is_closed(written: Room) -> None:
    lock_soon(written)

    assert QFileDialog.getSaveFileName(written.window, "Save", "", options=QFileDialog.Option.DontUseNativeDialog)[0] == ""
    assert written.window.page_name == "unlock"


def test_an_open_menu_is_closed(written: Room, expected_qt_messages: QtListener) -> None:
    """The offscreen platform cannot raise a menu, and says so."""
    menu = QMenu(written.window)
    menu.addAction(CANARY)
    menu.popup(written.window.mapToGlobal(written.window.rect().center()))
    assert menu.isVisible()

    written.window.lock()

    assert not menu.isVisible()
    menu.deleteLater()


def test_a_drag_is_ended(written: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []
    monkeypatch.setattr("ui.locking.QDrag.cancel", lambda: ended.append(True))
    drag = QDrag(written.page)
    data = QMimeData()
    data.setText(CANARY)
    drag.setMimeData(data)

    written.window.lock()

    assert ended == [True]
    delete(drag)


def test_our_clipboard_is_emptied_and_somebody_elses_is_not(written: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    clipboard, ours = QGuiApplication.clipboard(), [True]
    monkeypatch.setattr(type(clipboard), "ownsClipboard", lambda _clipboard: ours[0])  # the offscreen platform does not know
    clipboard.setText(CANARY)
    written.window.lock()
    assert clipboard.text() == ""

    written.store.unlock_as(written.jo.id)
    ours[0] = False
    clipboard.setText("from elsewhere")
    written.window.lock()

    assert clipboard.text() == "from elsewhere"


def test_words_of_a_plan_are_known_on_the_clipboard_whoever_the_system_says_owns_it(written: Room) -> None:
    data = QMimeData()
    data.setText(CANARY)
    data.setData(FORMAT, b"words")
    QGuiApplication.clipboard().setMimeData(data)

    written.window.lock()

    assert QGuiApplication.clipboard().text() == ""


def test_ctrl_l_locks_from_inside_an_editor(written: Room) -> None:
    QTest.keyClick(written.focused, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert written.store.locked
    assert written.window.page_name == "unlock"


def press_lock_soon(room: Room) -> None:
    """Presses Ctrl+L from inside the loop that an open box runs; what is still open after that is closed, so that no test hangs."""

    until = time.monotonic() + 10

    def press() -> None:
        opened = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        has_keys = opened is not None and opened.windowHandle() is not None and opened.windowHandle() == QGuiApplication.focusWindow()
        if not has_keys and time.monotonic() < until:
            QTimer.singleShot(20, room.window, press)  # it is still being built
            return
        QTest.keyClick(opened.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        QTimer.singleShot(200, room.window, put_away_what_floats)  # not in the next test

    QTimer.singleShot(20, room.window, press)


def test_ctrl_l_locks_over_an_open_question(written: Room) -> None:
    press_lock_soon(written)

    answer = written.shell.asking.ask(Question(Saying("End the sitting?", ways=(Way("stay", "Stay"), Way("end", "End"))), "stay"))

    assert answer == "stay"
    assert written.store.locked
    assert written.window.page_name == "unlock"


def test_ctrl_l_locks_over_a_box_of_the_system(written: Room, tmp_path: Path) -> None:
    press_lock_soon(written)

    assert written.shell.asking.ask_for_folder("Copies", tmp_path) is None
    assert written.store.locked


def test_ctrl_l_locks_over_an_open_menu(written: Room, expected_qt_messages: QtListener) -> None:
    menu = QMenu(written.window)
    menu.addAction(CANARY)
    press_lock_soon(written)

    menu.exec(written.window.mapToGlobal(written.window.rect().center()))

    assert written.store.locked
    assert CANARY not in findable(written)
    menu.deleteLater()


@pytest.mark.parametrize("failing", ["finish", "leave"])
def test_a_page_that_fails_while_it_is_left_does_not_keep_the_lock_open(
    written: Room, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fails() -> None:
        raise ValueError

    monkeypatch.setattr(written.page, failing, fails)

    with pytest.raises(ValueError):  # noqa: PT011 - the very one
        written.window.lock()

    assert written.store.locked
    assert written.window.page_name == "unlock"
    assert CANARY not in findable(written)


def test_the_lock_is_offered_only_where_there_is_something_to_lock(written: Room) -> None:
    assert "Lock" in written.names()

    written.window.lock()
    written.settle()

    assert "Lock" not in written.names()
