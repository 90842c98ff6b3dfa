"""Who looked? The log of openings, copies and unlocks, for the patient of the sitting, for a plan, or for keepers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.language import _
from app.who_looked import who_looked
from ui.pages.forgetful import ForgetfulPage
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column, VScroll
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.waiting import EmptyState

AT_FIRST = 60


class WhoLookedPage(ForgetfulPage):
    """`about` may be the id of a plan."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._about: object = None
        look = shell.look
        self._lines = Column(look, gap=12)
        self._all = Button(look, _("Show all"), "chevron-down", icon_after=True)
        self._all.clicked.connect(lambda: self._show(everything=True))
        self._back = Button(look, _("Go back"), "chevron-left")
        self._back.clicked.connect(shell.go_back)
        title = Column(
            look,
            Words(_("Who looked?"), "title"),
            Words(_("Everybody who opened something stands here. Nobody can change this list."), "quiet"),
            Words(_("Each opening and each copy is told. Anything else is told once for a day."), "quiet"),
            gap=2,
        )
        page = Column(look, title, self._lines, None, gap=16, margins=(32, 16, 32, 16))
        self._scroll = VScroll(page, _("Who looked?"))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, activated=shell.go_back)
        self.lay_out(self._scroll, Foot(look, [self._back], "", [self._all]), scrolls=False)

    def enter(self, about: object = None) -> None:
        """Shows the log as it is now."""
        self._about = about
        self._show()

    def leave(self) -> None:
        self.forget()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Up and Down"), _("Go through the list")),
            (_("Tab"), _("Go from one thing to the next")),
            (_("Escape"), _("Go back")),
            (_("Ctrl+L"), _("Lock Two Pens")),
        )

    def first_focus(self) -> QWidget | None:
        return self._back

    def forget(self) -> None:
        """No line of anybody's log stays."""
        self._lines.clear()

    def _show(self, everything: bool = False) -> None:
        look = self.shell.look
        said = who_looked(self.shell.open_store, self._about if isinstance(self._about, str) else "")
        shown = said if everything else said[:AT_FIRST]
        self._lines.clear()
        self._all.setVisible(len(shown) < len(said))
        if shown:
            self._lines.add(Card(look, *(Words(sentence) for sentence in shown), gap=10, margins=(20, 14, 20, 16)))
        else:
            self._lines.add(EmptyState(look, self._nothing(), "eye-off-outline"))

    def _nothing(self) -> str:
        """Why there is nothing: nobody looked, or it is not for whoever unlocked."""
        if self.shell.open_store.sitting is None and not self._about:
            return _("A keeper can read all of it here. In a sitting, the patient can read theirs.")
        return _("Nobody has opened this plan yet.")
