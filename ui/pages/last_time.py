"""What we said last time: each thing that was asked with its answer, each step, each decision. Shown before anything new is begun."""

from PySide6.QtWidgets import QWidget

from app.closing import Passage, promises
from app.language import _
from app.naming import Naming
from app.open_plan import OpenPlan
from app.rounds import in_words, round_of_plan
from ui.desk.not_shown import NotShown
from ui.pages.attempting import attempt
from ui.pages.page import Page
from ui.pages.reading_order import order_tabs
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.pressing import Kind


class LastTimePage(Page):
    """For reading. What a ward round is about today stands above it: when, who comes, and what changed."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        look = shell.look
        self._today, self._said = Column(look, gap=6), Column(look, gap=10)
        self._on = Button(look, _("Go on"), "chevron-right", Kind.PRIMARY, icon_after=True)
        self._on.clicked.connect(lambda: shell.go("desk"))
        title = Words(_("What we said last time"), "title")
        page = Column(look, self._today, title, self._said, None, gap=14, margins=(32, 24, 32, 24))
        self.lay_out(page, Foot(look, [], "", [self._on]))

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows what there is."""
        plan = self.shell.open_store.plan
        if plan is None:
            self.shell.go("today")
            return
        plan.looked_back = True
        attempt(self.shell, lambda: self._show(plan))

    def leave(self) -> None:
        self._today.clear()
        self._said.clear()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Enter"), _("Choose what has the ring")),
            (_("Tab"), _("Go from one thing to the next")),
            (_("F1"), _("Help")),
            (_("Ctrl+L"), _("Lock Two Pens")),
        )

    def first_focus(self) -> QWidget | None:
        return self._on

    # Insides

    def _show(self, plan: OpenPlan) -> None:
        self._today.clear()
        self._said.clear()
        held = round_of_plan(self.shell.open_store, plan.plan)
        for line in in_words(held) if held else ():
            self._today.add(Words(line, "question"))
        self._said.add(*self._all_that_was_said(plan))
        order_tabs(self)

    def _all_that_was_said(self, plan: OpenPlan) -> list[QWidget]:
        """Each thing in a card; or why there is none, or none for whoever of family holds the pen."""
        if why := plan.desk.why_not_all_is_shown(Naming(self.shell.open_store.store).name):
            return [NotShown(self.shell.look, why)]
        found = promises(self.shell.open_store, plan)
        return [self._card(passage) for passage in found] or [Words(_("This is the first time. Nothing was asked before."), "quiet")]

    def _card(self, passage: Passage) -> QWidget:
        return Card(self.shell.look, Words(passage.title, "bold"), *(Words(line) for line in passage.lines), gap=4)
