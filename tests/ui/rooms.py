"""A window with a made-up ward behind it, for tests of pages.

    room = open_room(tmp_path, look)     # unlocked by Jo, no sitting yet; the fixture `room` opens one and closes it again
    room.open_plan()                     # a sitting about Sam with Jo, Sam's care plan on the table
    page = room.go("desk")
    room.press("Next")

The store is a real one, in a real profile; only the clock and the key ring are made up. Robin is a second patient: nothing of Robin's
may be seen in a sitting about Sam.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.access.recovery import RecoveryCode
from app.forms import roles, shipped_form
from app.open_plan import OpenPlan
from app.open_store import OpenStore
from app.people import add_person
from app.plans import start_plan
from app.services import Services
from app.sitting import SittingNow
from app.speech import MakeVoice, Speaker
from models.people import Person
from models.plans import Plan
from tests.app.furnished import open_furnished
from tests.fakes import FakeClock, MemoryKeyring
from tests.ui.looking import spoken_name
from tests.ui.pictures import settle
from ui.bridge import Bridge
from ui.look import Look
from ui.pages.page import Page
from ui.shell import Shell
from ui.window import Window

SIZE = (1366, 768)

W = TypeVar("W", bound=QWidget)


@dataclass
class Room:
    """The window, what stands behind it, and the made-up people: Jo (a nurse and keeper), Sam (a patient), Robin (another patient)."""

    window: Window
    services: Services
    bridge: Bridge
    clock: FakeClock
    ring: MemoryKeyring
    code: RecoveryCode | None = None
    jo: Person | None = None
    sam: Person | None = None
    robin: Person | None = None

    # What you can ask it

    @property
    def shell(self) -> Shell:
        """What every page is given."""
        return self.window.shell

    @property
    def store(self) -> OpenStore:
        """The open store."""
        return self.shell.open_store

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self.window.page

    @property
    def said(self) -> list[str]:
        """The titles of all that was told and asked so far."""
        return [saying.title for saying in self.shell.asking.said]

    @property
    def focused(self) -> QWidget:
        """Where the keys go."""
        focused = QApplication.focusWidget()
        assert focused is not None, "the keys go nowhere"
        return focused

    def words(self) -> str:
        """All the words that can be seen in the window, and what screen readers say of what can be seen."""
        shown = [widget for widget in self.window.findChildren(QWidget) if widget.isVisible()]
        return "\n".join(part for widget in shown for part in (_text_of(widget), widget.accessibleName(), widget.accessibleDescription()))

    def find(self, kind: type[W], name: str) -> W:
        """The visible piece of that kind with that spoken name. Raises LookupError when there is none."""
        for widget in self.window.findChildren(kind):
            if widget.isVisible() and name_of(widget) == name:
                return widget
        raise LookupError(f"no {kind.__name__} called {name!r}; there are {self.names(kind)}")

    def names(self, kind: type[QWidget] = QAbstractButton) -> list[str]:
        """The spoken names of all visible pieces of that kind."""
        return [name_of(widget) for widget in self.window.findChildren(kind) if widget.isVisible()]

    # What you can do in it

    def go(self, page: str, about: object = None) -> Page:
        """Goes to a page, and gives it."""
        self.window.go(page, about)
        self.settle()
        assert self.window.page is not None
        return self.window.page

    def press(self, name: str) -> None:
        """Clicks the visible button of that name in its middle."""
        click(self.find(QAbstractButton, name))
        self.settle()

    def type_into(self, name: str, words: str) -> None:
        """Puts words in place of what stands in a field, key by key."""
        field = next(
            widget
            for widget in self.window.findChildren(QWidget)
            if isinstance(widget, QLineEdit | QPlainTextEdit) and widget.isVisible() and name_of(widget) == name
        )
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, words)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the focus is."""
        QTest.keyClick(self.focused, key, modifier)
        self.settle()

    def answer(self, *answers: Any) -> None:
        """What the next questions will be answered with: no box opens."""
        self.shell.asking.answers = deque(answers)

    def begin(self) -> SittingNow:
        """A sitting about Sam, with Jo."""
        sitting = self.store.begin_sitting(self.sam.id)
        sitting.arrive(self.jo.id, roles()["nurse"])
        return sitting

    def new_plan(self, form_id: str = "care_plan", patient: Person | None = None) -> Plan:
        """A plan about Sam, or about whom is named, that nobody has opened yet."""
        return start_plan(self.store.store, self.clock, (patient or self.sam).id, shipped_form(form_id))

    def open_plan(self, form_id: str = "care_plan") -> OpenPlan:
        """A new plan of Sam's on the table; the sitting is begun where there is none."""
        if self.store.sitting is None:
            self.begin()
        return self.store.open_plan(self.new_plan(form_id))

    def wait_until(self, done: Callable[[], bool], seconds: float = 20) -> None:
        """Lets tasks and the window go on until it is so. Fails when it never is."""
        until = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < until, "it never came to that"
            QApplication.processEvents()
            time.sleep(0.005)  # not QTest.qWait: that keeps Python to itself, and no task gets on
        self.settle()

    def settle(self) -> None:
        """Lets layouts and short waits come to rest."""
        settle(QApplication.instance())

    def close(self) -> None:
        """Closes the window and everything behind it."""
        self.bridge.close()
        if self.shell.has_store:
            self.store.close()
            self.shell.take_store(None)
        self.services.close()
        self.window.hide()
        self.window.deleteLater()
        self.settle()


def room_at_start(folder: Path, look: Look | None = None, ring: Any = None, clock: FakeClock | None = None, *, shown: bool = True) -> Room:
    """A window as it is before the store is open, over whatever lies in the profile. No page is shown yet; the window if `shown`."""
    clock, bridge = clock or FakeClock(), Bridge()
    ring = MemoryKeyring() if ring is None else ring
    services = Services(Profile(folder / "Two Pens"), bridge.deliver, key_store=KeyStore(ring), clock=clock)
    services.speaker = Speaker(None, bridge.deliver)
    window = Window(Shell(look or Look(), services, bridge))
    if shown:
        _show(window, SIZE)
    return Room(window, services, bridge, clock, ring)


def open_room(
    folder: Path,
    look: Look | None = None,
    *,
    unlocked: bool = True,
    pin: str = "",
    size: tuple[int, int] = SIZE,
    voice: MakeVoice | None = None,
) -> Room:
    """A window over a fresh store with Jo, Sam and Robin in it. Jo has unlocked it, unless that is not wanted. No page is shown yet.

    Nothing is read aloud in it, whatever this computer can do, but by the `voice` that is given.
    """
    bridge = Bridge()
    made = open_furnished(folder, bridge.deliver)
    made.services.speaker = Speaker(voice, bridge.deliver)
    if pin:
        made.store.pins.set_pin(made.jo.id, pin)
    window = Window(Shell(look or Look(), made.services, bridge))
    window.shell.take_store(made.store)
    if unlocked:
        made.store.unlock_as(made.jo.id, pin)
    _show(window, size)
    return Room(window, made.services, bridge, made.clock, made.ring, made.code, made.jo, made.sam, made.robin)


def _show(window: Window, size: tuple[int, int]) -> None:
    """Shows the window, and waits until the keys go to it."""
    window.resize(*size)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)


def add_staff(room: Room, name: str = "Ade Bello", role: str = "doctor") -> Person:
    """One more member of staff."""
    return add_person(room.store.store, name, role=roles()[role], by=room.jo.id)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """A click of the left button, in the middle unless told otherwise."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def name_of(widget: QWidget) -> str:
    """What a piece is called. Of a list to pick from Qt speaks on Linux what is picked, not what it is for."""
    return widget.accessibleName() or spoken_name(widget)


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        return widget.text()
    return ""
