"""Keepers: the staff, the recovery sheet, second copies, and whether everything is as it was written."""

from PySide6.QtWidgets import QWidget

from app.keepers import is_keeper
from app.language import _
from ui.pages.check_part import CheckPart
from ui.pages.copies_part import CopiesPart
from ui.pages.join_part import JoinPart
from ui.pages.keeper_door import KeeperDoor
from ui.pages.key_part import KeyPart
from ui.pages.narrow import Narrow
from ui.pages.page import Page
from ui.pages.reading_order import order_tabs, stops
from ui.pages.staff_part import StaffPart
from ui.pages.way_back import WayBack
from ui.shell import Shell
from ui.widgets.dressing import Words

ADDS = "adds"  # what the page is told by whoever comes to add somebody


class KeepersPage(Page):
    """Whoever is no keeper sees who the keepers are, and so does a keeper who has not given their number on this visit.

    During a sitting nothing is shown that could name another patient, and nothing that gives anybody a way in.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._line = Words(_("Keepers are staff who look after this computer’s plans as a whole. Being a keeper opens no plan."), "quiet")
        self._staff, self._join, self._key = StaffPart(shell), JoinPart(shell), KeyPart(shell)
        self._copies, self._check = CopiesPart(shell), CheckPart(shell)
        self._door = KeeperDoor(shell)
        self._adds = False
        self._later = Words(_("These wait until you end for today: new numbers, keepers, the key, joining and checking."), "quiet")
        self._back = WayBack(shell, self)
        self._changing = (self._copies, self._key, self._check, self._join, self._later)
        parts = (self._door, self._staff, *self._changing)
        self.lay_out(Narrow(shell.look, Words(_("Keepers"), "title"), self._line, *parts, widest=900), self._back)
        self._staff.changed.connect(self._people_changed)
        self._join.changed.connect(self._people_changed)
        self._door.passed.connect(self._show_ways)

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows who the staff are. A keeper gives their own number before anything is shown that changes something."""
        self._adds = about == ADDS
        self._staff.show_staff(False)
        for part in self._changing:
            part.hide()
        self._back.look_again()
        if is_keeper(self.shell.open_store):
            self._door.ask()
        order_tabs(self)

    def leave(self) -> None:
        """A check ends, and no name and no code stays on a page that nobody looks at."""
        self._door.forget()
        self.strips.clear()  # what was said of a keeper may not be so any more
        self._check.stop()
        self._key.put_away()
        for part in (self._staff, self._join):
            part.clear()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Enter"), _("Press the button with the ring")),
            (_("Ctrl+L"), _("Lock Two Pens")),
            (_("Ctrl and +"), _("Make words larger")),
            (_("Escape"), _("Go back")),
        )

    def first_focus(self) -> QWidget | None:
        return self._door.field.box if self._door.field is not None else self._first_way

    @property
    def _first_way(self) -> QWidget:
        """The name of whoever is to be added, for whoever came for that; else the first thing that can be changed."""
        ways = [stop for stop in stops(self._staff) if stop.isEnabled()]
        return self._staff.name_to_add if ways and self._adds else next(iter(ways), self._back.button)

    def _show_ways(self) -> None:
        """What a keeper can do. During a sitting only what names no other patient, and gives nobody a way in."""
        sitting = self.shell.open_store.sitting is not None
        self._staff.show_staff(True)
        self._copies.show()
        self._copies.show_copies()
        for part in (self._key, self._check, self._join):
            part.setVisible(not sitting)
        self._later.setVisible(sitting)
        if not sitting:
            self._key.show_now()
            self._check.show_way()
            self._join.show_people()
        order_tabs(self)
        if self.isVisible():
            self._first_way.setFocus()

    def _people_changed(self) -> None:
        self._staff.show_staff(True)
        if self._join.isVisible():
            self._join.show_people()
        order_tabs(self)
