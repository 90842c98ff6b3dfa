"""What all pages share: a place for strips, a middle that scrolls, a foot, and how one comes and goes."""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.asking import StripPlace
from ui.focus import OWN_RING
from ui.pages.reading_order import order_tabs
from ui.shell import Shell
from ui.widgets.boxes import VScroll
from ui.widgets.dressing import Dressed


class HelpWanted(NamedTuple):
    """What Help is asked for: the keys of the page one comes from, and whether somebody needs help now."""

    keys: tuple[tuple[str, str], ...] = ()
    now: bool = False


class Page(Dressed, QWidget):
    """One page. `shows_patient` puts the patient's banner above it while a sitting is open; `behind_lock` hides it while locked."""

    shows_patient: ClassVar[bool] = True
    behind_lock: ClassVar[bool] = True

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setProperty(OWN_RING, True)  # it has the keys where nothing on it asks for them; a ring round it says nothing
        self.strips = StripPlace(shell.look)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.wear(shell.look)

    def lay_out(self, middle: QWidget, foot: QWidget | None = None, head: QWidget | None = None, scrolls: bool = True) -> None:
        """Puts the page together: a head that stays, strips, the middle (which scrolls), and a foot that stays."""
        if head is not None:
            self._column.addWidget(head)
        self._column.addWidget(self.strips)
        self._column.addWidget(VScroll(middle) if scrolls else middle, 1)
        if foot is not None:
            self._column.addWidget(foot)

    def focusNextPrevChild(self, next: bool) -> bool:
        """The Tab key goes on as one reads the page, whatever came, went or moved since it was pressed last."""
        order_tabs(self)
        return super().focusNextPrevChild(next)

    def enter(self, about: object = None) -> None:
        """Somebody comes to this page; `about` is what it is to show."""

    def may_leave(self) -> bool:
        """Whether the page can be left now; a page with something half done asks first."""
        return True

    def may_close(self) -> bool:
        """Whether the sitting can end, or the window close, and nothing that somebody began is lost."""
        return True

    def what_waits(self) -> str:
        """What was begun on this page and is not kept yet, and where, in a sentence; "" for nothing."""
        return ""

    def show_what_waits(self) -> None:
        """Goes to where that stands on this page."""

    def say_what_waits(self, go_on: Callable[[], object]) -> None:
        """Says, on this page, what has to come first. `go_on` ends or closes once that is settled here."""

    def finish(self) -> None:
        """A lock comes, or the end: what is half typed goes in while its pen is in hand still."""

    def leave(self) -> None:
        """Somebody goes to another page, or the store is locked."""

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The page's most useful keys, for Help: the key, and what it does."""
        return ()

    def first_focus(self) -> QWidget | None:
        """What the keys go to when the page is shown; None leaves it to the tab order."""
        return None
