"""Walking through a page with the Tab key, as somebody does who uses no mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.rooms import Room
from ui.pages.reading_order import stops as in_reading_order

_MOST = 400


def walk(room: Room) -> list[QWidget]:
    """What the Tab key stops at on the page, in order, from what has the focus once round; what stands above the page is left out."""
    room.window.activateWindow()
    room.settle()
    start = room.window.focusWidget()
    assert start is not None, "nothing has the focus"
    reached = [start]
    while len(reached) < _MOST:
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
        now = room.window.focusWidget()
        if now is start:
            break
        reached.append(now)
    return [widget for widget in reached if room.page.isAncestorOf(widget)]


def order_on_page(room: Room, stops: list[QWidget]) -> list[QWidget]:
    """The stops as the eye meets them: from the one that had the focus first, in the order of the layouts, and round to the top."""
    wanted = [stop for stop in in_reading_order(room.page) if stop.isVisible() and stop.isEnabled()]
    at = wanted.index(stops[0])
    return wanted[at:] + wanted[:at]


def press_key(room: Room, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key pressed where the focus is, in a window that is in front: only there do short cuts answer."""
    room.window.activateWindow()
    room.settle()
    QTest.keyClick(room.window.focusWidget() or room.window, key, modifiers)
    room.settle()
