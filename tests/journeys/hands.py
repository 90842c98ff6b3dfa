"""What a person's hands do at the window: everything is found by the name that a screen reader says, and everything is posted."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.journeys.stage import Script
from tests.ui.looking import spoken_name
from ui.window import Window

W = TypeVar("W", bound=QWidget)
Key, Modifier = Qt.Key, Qt.KeyboardModifier
NONE, CONTROL, SHIFT, ALT = Modifier.NoModifier, Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier


# ---- eyes


def window() -> Window:
    """The window of the app. Raises LookupError before there is one."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Window):
            return widget
    raise LookupError("no window yet")


def there(page: str) -> Callable[[], bool]:
    """Whether that page is shown."""
    return lambda: any(isinstance(widget, Window) and widget.page_name == page for widget in QApplication.topLevelWidgets())


def shown(kind: type[W]) -> Iterator[W]:
    """Every piece of a kind that can be seen, of a box that stops everything else alone while there is one."""
    box = QApplication.activeModalWidget()
    for top in [box] if box is not None else QApplication.topLevelWidgets():
        for widget in (top, *top.findChildren(QWidget)):
            if isinstance(widget, kind) and widget.isVisible():
                yield widget


def find(kind: type[W], name: str) -> W | None:
    """The piece of that kind with that spoken name, if it can be seen and used."""
    return next((widget for widget in shown(kind) if widget.isEnabled() and called(widget) == name), None)


def names(kind: type[QWidget] = QAbstractButton) -> list[str]:
    """The spoken names of all pieces of a kind that can be seen."""
    return [called(widget) for widget in shown(kind)]


def called(widget: QWidget) -> str:
    """What a screen reader calls it. On Linux Qt gives a list its chosen entry for a name, and names it by its label beside that."""
    return widget.accessibleName() if isinstance(widget, QComboBox) else spoken_name(widget)


def words() -> list[str]:
    """The words of all labels that can be seen."""
    return [label.text() for label in shown(QLabel) if label.text()]


def view() -> str:
    """What is on the screen in short, for the report of a script that is stuck."""
    seen = f"buttons {names()}, lists {names(QComboBox)}, fields {names(QLineEdit)}, words {words()}"
    return f"The keys go to {QApplication.focusWidget()} in {QApplication.activeWindow()}. There are {seen}"


# ---- hands


def do(deed: Callable[[], object]) -> Script[None]:
    """Has the event loop do it, and goes on once it is done, or once a box has opened that waits for an answer."""
    done: list[bool] = []

    def now() -> None:
        deed()
        done.append(True)

    before = QApplication.activeModalWidget()
    QTimer.singleShot(0, now)
    yield lambda: done or QApplication.activeModalWidget() not in (None, before)


def press(name: str, kind: type[QWidget] = QAbstractButton) -> Script[None]:
    """Clicks the piece of that name in its middle, once it is there."""
    yield lambda: find(kind, name)
    yield from click(found(kind, name))


def press_beginning(beginning: str) -> Script[None]:
    """Clicks the button whose name begins so, once it is there: where the rest of it counts or names people."""
    yield lambda: _beginning(beginning)
    button = _beginning(beginning)
    assert button is not None
    yield from click(button)


def _beginning(beginning: str) -> QAbstractButton | None:
    return next((button for button in shown(QAbstractButton) if button.isEnabled() and called(button).startswith(beginning)), None)


def found(kind: type[W], name: str) -> W:
    """The piece of that kind with that spoken name. Raises LookupError when there is none."""
    widget = find(kind, name)
    if widget is None:
        raise LookupError(f"no {kind.__name__} called {name!r}; there are {names(kind)}")
    return widget


def click(widget: QWidget, at: QPoint | None = None) -> Script[None]:
    """A click of the left button, in the middle unless told otherwise."""
    yield from do(lambda: click_now(widget, at))


def key(code: Key, modifiers: Modifier = NONE) -> Script[None]:
    """A key, wherever the keys go now."""
    yield from do(lambda: key_now(code, modifiers))


def type_letter(letter: str) -> Script[None]:
    """One letter, or one sign of several code points, as one key gives it."""
    yield from do(lambda: letter_now(letter))


def type_words(text: str) -> Script[None]:
    """Types, letter by letter, wherever the keys go now."""
    for letter in text:
        yield from type_letter(letter)


def compose(text: str) -> Script[None]:
    """Composes: what is being put together shows letter by letter, then all of it is put in at once."""
    yield from preedit(text)
    yield from do(lambda: commit_now(text))


def preedit(text: str) -> Script[None]:
    """Shows what is being put together, letter by letter; nothing of it is written yet."""
    for length in range(1, len(text) + 1):
        composed = QInputMethodEvent(text[:length], [])
        yield from do(lambda event=composed: QApplication.sendEvent(_keys_go_to(), event))


def copy_elsewhere(text: str) -> Script[None]:
    """Another program lays words on the clipboard."""
    yield from do(lambda: QGuiApplication.clipboard().setText(text))


def fill_in(name: str, text: str) -> Script[None]:
    """Puts words into the field of that name in place of what stands there, key by key."""
    yield lambda: find(QLineEdit, name) or find(QPlainTextEdit, name) or find(QTextEdit, name)
    field = find(QLineEdit, name) or find(QPlainTextEdit, name) or found(QTextEdit, name)
    yield from click(field if isinstance(field, QLineEdit) else field.viewport())
    yield from key(Key.Key_A, CONTROL)
    yield from key(Key.Key_Delete)
    yield from type_words(text)


def choose(name: str, words: str) -> Script[None]:
    """Chooses the entry of those words in the list of that name, with the keys."""
    yield lambda: find(QComboBox, name)
    box = found(QComboBox, name)
    place = box.findText(words)
    if place < 0:
        raise LookupError(f"{name}: no {words!r} in {[box.itemText(row) for row in range(box.count())]}")
    yield from do(box.setFocus)
    for _step in range(abs(place - box.currentIndex())):
        code = Key.Key_Down if place > box.currentIndex() else Key.Key_Up
        yield from do(lambda code=code: QTest.keyClick(box, code))


def save_as(path: Path) -> Script[None]:
    """Types a path into the system's box for a file, and presses Save there."""
    yield lambda: isinstance(QApplication.activeModalWidget(), QFileDialog)
    box = QApplication.activeModalWidget()
    assert isinstance(box, QFileDialog)
    name = box.findChild(QLineEdit, "fileNameEdit")
    yield from do(lambda: name.selectAll())
    yield from do(lambda: QTest.keyClicks(name, str(path)))
    yield from do(lambda: QTest.keyClick(name, Key.Key_Return))
    yield lambda: QApplication.activeModalWidget() is None
    yield from take_keys_back()


def take_keys_back() -> Script[None]:
    """After a box of the system has gone the keys go to the window again: a real screen does it by itself, the offscreen one does not."""
    yield from do(window().activateWindow)


def choose_in_menu(words: str) -> Script[None]:
    """Chooses an entry of the menu that is open."""
    yield lambda: isinstance(QApplication.activePopupWidget(), QMenu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text().split("\t")[0] == words)
    yield from click(menu, menu.actionGeometry(action).center())


# ---- the same at once: for whoever does something else in the same round of events


def click_now(widget: QWidget, at: QPoint | None = None) -> None:
    """A click of the left button, in the middle unless told otherwise."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def key_now(code: Key, modifiers: Modifier = NONE) -> None:
    """A key, wherever the keys go now."""
    QTest.keyClick(_keys_go_to(), code, modifiers)


def letter_now(letter: str) -> None:
    """One letter, or one sign of several code points, as one key gives it."""
    QTest.sendKeyEvent(QTest.KeyAction.Click, _keys_go_to(), Key.Key_unknown, letter, NONE)


def commit_now(text: str) -> None:
    """What was being composed is put in."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(_keys_go_to(), event)


def _keys_go_to() -> QWidget:
    """Where the keys go: the piece that has the focus, else the window in front."""
    return QApplication.focusWidget() or QApplication.activeModalWidget() or window()
