"""What the pages before the lock share: one column in the middle, a first thing to do, and trouble told in the page itself.

They tell by their own strips and not through `asking`, which holds everything back while the window is locked.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.errors import Trouble
from ui.asking import saying_of
from ui.bridge import say_aloud
from ui.pages.narrow import Narrow
from ui.pages.page import Page
from ui.pages.reading_order import order_tabs
from ui.shell import Shell
from ui.widgets.boxes import Item
from ui.widgets.strips import Saying, Strip, Way


class StartPage(Page):
    """A page that is shown while the store is shut or locked. Nothing of what the lock hides may be on it."""

    shows_patient = False
    behind_lock = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        # Until there is something to do the page has the keys: with none Qt gives them to the first button there is, which is Help.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Two Pens")
        self._focus: QWidget | None = None
        self._middle = Narrow(shell.look)
        self.lay_out(self._middle)

    # For the page window

    def leave(self) -> None:
        """Nothing that was typed stays on a page that nobody looks at."""
        self._focus = None
        self.strips.clear()
        self._middle.show_items()

    def first_focus(self) -> QWidget | None:
        return self._focus

    def go_back(self) -> None:
        """What Escape does. A page that has somewhere to go back to says where."""

    # For the page itself

    def show_step(self, *items: Item, focus: QWidget | None = None, title: str = "") -> None:
        """Shows these things and nothing else; the keys go to `focus`. `title` is said aloud."""
        self.strips.clear()
        self._middle.show_items(*items)
        self.turn_to(focus)
        say_aloud(self, title)

    def turn_to(self, focus: QWidget | None) -> None:
        """Lets the keys go there, now or when the page is shown."""
        order_tabs(self)
        self._focus = focus
        if focus is not None and self.isVisible():
            focus.setFocus()

    def say(self, trouble: Trouble, *ways: Way, on_answer: Callable[[str], object] | None = None) -> Strip:
        """Tells of trouble, with the ways on. The keys go to the first of them."""
        return self.tell(saying_of(trouble, *ways), on_answer)

    def tell(self, saying: Saying, on_answer: Callable[[str], object] | None = None) -> Strip:
        """Tells something in a strip."""
        strip = self.strips.show_strip(saying, on_answer)
        say_aloud(strip, strip.saying.spoken, at_once=True)
        if saying.ways:
            self.turn_to(next(iter(strip.buttons.values())))
        return strip

    # Insides

    def _take_keys_back(self) -> None:
        """The keys are in the page, and with nothing to do yet they go nowhere."""
        held = self.window().focusWidget()
        if self.isVisible() and not (held is self or (held is not None and self.isAncestorOf(held))):
            (self._focus if self._focus is not None and isValid(self._focus) else self).setFocus()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        """WORKAROUND (Qt 6.11): a window that becomes active before its page is laid out gives the keys to its first button, Help."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(0, self, self._take_keys_back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)
