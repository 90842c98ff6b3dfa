"""After the next plan was started: what came along, and what stayed behind and is to be talked about."""

from PySide6.QtWidgets import QWidget

from app.language import _, ngettext
from app.left_behind import StayedBehind, stayed_behind
from app.naming import Naming
from app.plans import Started
from ui.pages.attempting import attempt
from ui.pages.page import Page
from ui.pages.starting import page_to_write
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.pressing import Kind


class NextPlanPage(Page):
    """Shows what stayed behind, and opens the plan that was started."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._started: Started | None = None
        look = shell.look
        self._open = Button(look, _("Open the next one"), "chevron-right", Kind.PRIMARY, icon_after=True, short=_("Open it"))
        self._open.clicked.connect(self._open_plan)
        self._back = Button(look, _("Back to Today"), "chevron-left", short=_("Back"))
        self._back.clicked.connect(lambda: shell.go("today"))
        self._lines = Column(look, gap=12)
        page = Column(look, Words(_("The next one is started."), "title"), self._lines, None, gap=16, margins=(32, 24, 32, 24))
        self.lay_out(page, Foot(look, [self._back], "", [self._open]))

    def enter(self, about: object = None) -> None:
        """Shows what is known of the plan that was just started; without one there is nothing to show here."""
        if not isinstance(about, Started):
            self.shell.go("today")
            return
        self._started = about
        self._show(about)

    def leave(self) -> None:
        """Nobody's words stay on a page that is not shown."""
        self._lines.clear()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return ((_("Enter"), _("Press the button where the ring is")), (_("F1"), _("Help")), (_("Ctrl+L"), _("Lock Two Pens")))

    def first_focus(self) -> QWidget | None:
        return self._open

    def _show(self, started: Started) -> None:
        store = self.shell.open_store.store
        self._lines.clear()
        self._lines.add(Words(_("What was settled came along. Everybody's words stay theirs. The one before is as it was.")))
        stayed = stayed_behind(store, started, Naming(store).name)
        if stayed:
            self._lines.add(Words(_how_many(len(stayed)), "question"), *(self._card(one) for one in stayed))

    def _card(self, stayed: StayedBehind) -> QWidget:
        look = self.shell.look
        question = [Words(stayed.question, "small_bold")] if stayed.question else []
        words = Words(_("{name}: “{words}”").format(name=stayed.whose, words=stayed.words))
        return Card(look, *question, words, Words(stayed.why, "small"), gap=2)

    def _open_plan(self) -> None:
        started = self._started
        if started is not None and attempt(self.shell, lambda: self.shell.open_store.open_plan(started.plan)):
            self.shell.go(page_to_write(self.shell.open_store))


def _how_many(count: int) -> str:
    return ngettext("{n} thing stayed behind:", "{n} things stayed behind:", count).format(n=count)
