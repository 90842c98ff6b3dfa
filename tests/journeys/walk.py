"""A walk through every page: everything that can be pressed is pressed, and what appears then too; every list and menu is opened."""

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QFileDialog, QLineEdit, QWidget

from tests.journeys import hands
from tests.journeys.hands import called, do, shown
from tests.journeys.stage import Script
from tests.journeys.ways_in import give_number_where_asked
from ui.asking import QuestionBox
from ui.writing.side_editor import SideEditor

SETTLING_MS = 3
BANNER = frozenset({"Today", "Get help now", "Help", "Lock", "Menu"})
BEGINNINGS = ("ro", "va", "000")
Label = tuple[str, int]
"""What a button is called, and which of those it is."""
Way = tuple[Label, ...]
Start = tuple[str, object]
"""A page, and what it is told it is about."""


class Walk:
    """Walks pages. Each thing is done once, on whichever way it is met first: buttons that differ by a number alone are one thing.

    `look` is called with where it is, after each thing it did; `come_back` is played before each way is walked.
    """

    def __init__(
        self,
        look: Callable[[str], object],
        come_back: Callable[[], Script[None]],
        never: Iterable[str],
        fill: Callable[[], Script[None]] | None = None,
    ) -> None:
        """`never` are the names of buttons that are not pressed; `fill` is played before a button is pressed, to fill in what is there."""
        self._look, self._come_back, self._never, self._fill = look, come_back, frozenset(never), fill
        self._depth = 2  # how many are pressed one after the other
        self._done: set[tuple[object, ...]] = set()
        self._led_away: list[tuple[Start, Way]] = []
        self._goes_on = False
        self.presses = 0

    def through(self, page: str, about: object = None) -> Script[None]:
        """Walks one page, by every way that stays on it. What lies behind the ways that lead to another page waits for `onward`."""
        yield from self._walk((page, about), [()])

    def onward(self) -> Script[None]:
        """Walks on where a way led to another page, for what was met nowhere else: a page says more when it is told what it is about."""
        self._goes_on, self._depth = True, self._depth + 1
        for start, way in self._led_away:
            yield from self._walk(start, [way])

    # ---- insides

    def _walk(self, start: Start, ways: list[Way]) -> Script[None]:
        while ways:
            way = ways.pop(0)
            yield from self._come_back()
            yield from do(lambda: hands.window().go(*start))
            yield SETTLING_MS
            yield from give_number_where_asked("Jo")
            arrived = yield from self._go(start[0], way)
            if not arrived and self._is_new("missed", *way[-1]) and way[:-1] not in ways:
                ways.append(way[:-1])  # what was done since has changed the page: what is there now?
            elif arrived and _page() != start[0] and not self._goes_on:
                self._led_away.append((start, way))
            elif arrived and len(way) < self._depth:
                ways.extend((*way, label) for label in _labels() if label[0] not in self._never and self._is_new(*_thing(label)))
            yield from self._leave()

    def _is_new(self, *thing: object) -> bool:
        """Whether this was not done yet. From now on it was."""
        new = thing not in self._done
        self._done.add(thing)
        return new

    def _go(self, page: str, way: Way) -> Script[bool]:
        """Presses one button after the other, and looks at what there is at the end. False when a button was not there any more."""
        for label in way:
            if self._fill is not None:
                yield from self._fill()
            button = _button(label)
            if button is None:
                self._done.discard(_thing(way[-1]))  # it may be met on another way
                return False
            self.presses += 1
            yield from hands.click(button)
            yield SETTLING_MS
        place = " > ".join((page, *(name for name, _nth in way)))
        self._look(place)
        yield from self._open_lists(place)
        return True

    def _open_lists(self, place: str) -> Script[None]:
        for box in [box for box in shown(QComboBox) if self._is_new(_here(), "list", called(box))]:
            yield from do(box.showPopup)
            yield 0
            self._look(f"{place} > list {called(box)}")
            yield from do(box.hidePopup)
        for editor in [editor for editor in shown(SideEditor) if self._is_new(_here(), "menu", called(editor).rpartition(":")[2])]:
            yield from do(lambda editor=editor: _ask_for_menu(editor))
            yield 0
            self._look(f"{place} > menu of {called(editor)}")
            yield from self._close_popups()
        for field in [field for field in shown(QLineEdit) if _can_be_typed_in(field) and self._is_new(_here(), "field", called(field))]:
            yield from self._type_beginnings(place, field)

    def _type_beginnings(self, place: str, field: QLineEdit) -> Script[None]:
        """What a field offers to whoever types the beginning of a name."""
        before = field.text()
        for beginning in BEGINNINGS:
            yield from do(lambda words=beginning: field.setText(words))
            yield SETTLING_MS
            self._look(f"{place} > {called(field)}: {beginning}")
        yield from do(lambda: field.setText(before))

    def _leave(self) -> Script[None]:
        """Closes what opened: menus, and boxes by the way that loses nothing."""
        yield from self._close_popups()
        while (box := QApplication.activeModalWidget()) is not None:
            assert isinstance(box, QDialog)
            yield from do(box.leave if isinstance(box, QuestionBox) else box.reject)
            yield SETTLING_MS
            yield from hands.take_keys_back()

    def _close_popups(self) -> Script[None]:
        while (popup := QApplication.activePopupWidget()) is not None:
            yield from do(popup.close)
            yield 0


def _page() -> str:
    return hands.window().page_name


def _here() -> str:
    """Where we are: the box that stops everything else, else the page."""
    box = QApplication.activeModalWidget()
    return _page() if box is None else box.windowTitle()


def _thing(label: Label) -> tuple[str, ...]:
    """What a button does, as far as its name and the page tell; the banner's do the same on every page."""
    name = re.sub(r"\d+", "#", label[0])
    return ("banner" if name in BANNER else _here(), name)


def _labels() -> list[Label]:
    """Every button that can be pressed now. In a box of the system none: its own buttons are not ours."""
    if isinstance(QApplication.activeModalWidget(), QFileDialog):
        return []
    seen: dict[str, int] = {}
    out: list[Label] = []
    for button in shown(QAbstractButton):
        if button.isEnabled() and called(button):
            nth = seen[called(button)] = seen.get(called(button), -1) + 1
            out.append((called(button), nth))
    return out


def _button(label: Label) -> QAbstractButton | None:
    name, nth = label
    same = [button for button in shown(QAbstractButton) if button.isEnabled() and called(button) == name]
    return same[nth] if nth < len(same) else None


def _can_be_typed_in(field: QLineEdit) -> bool:
    return not field.isReadOnly() and not isinstance(field.parent(), QFileDialog)


def _ask_for_menu(editor: QWidget) -> None:
    place = QPoint(4, 4)
    QApplication.sendEvent(editor, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, editor.mapToGlobal(place)))
