"""Today: what are we doing? Doors for what can be begun, and below them the plans to carry on with."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.after_sitting import copy_reminder
from app.carrying_on import CarryOn, plans_in_rows
from app.dates import write_time_since
from app.language import _
from app.people import too_few_keepers
from ui.pages.beside import Beside
from ui.pages.page import Page
from ui.pages.plan_life import PlanLife, first_ways, more_ways
from ui.pages.plan_row import PlanRow
from ui.pages.reading_order import order_tabs
from ui.pages.side_door import SideDoor
from ui.pages.starting import NewPlan
from ui.shell import Shell
from ui.widgets.boxes import Column, Row, TwoSides
from ui.widgets.buttons import Button, Door
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView

FIRST_ROWS = 5


class TodayPage(Page):
    """The first page after the lock. During a sitting it shows that sitting's patient alone."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._life = PlanLife(shell)
        self._all_rows = False
        self._build()
        shell.store_opened.connect(self._forget)

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows what there is now."""
        self.shell.open_store.after_sitting.changed.connect(self._copy_changed)
        self._all_rows = False
        self._look_again()

    def leave(self) -> None:
        """Behind the lock no row stays."""
        self._rows.clear()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one door to the next")),
            (_("Enter"), _("Go in")),
            (_("Ctrl+L"), _("Lock Two Pens")),
            (_("Ctrl and +"), _("Make words larger")),
            (_("F1"), _("Help")),
        )

    def first_focus(self) -> QWidget | None:
        return self._go_on_button() or self.doors["plan"]

    # Building

    def _build(self) -> None:
        look = self.shell.look
        self._title = Words(_("What are we doing today?"), "title")
        self.doors = {
            "plan": Door(look, _("Write a plan together"), _("What helps me, what I want, and who does what."), "file-document-edit"),
            "meeting": Door(look, _("Hold a meeting"), _("Get ready, lead it, and write down what we decide."), "account-group"),
            "rounds": Door(look, _("Ward round"), _("A ward round is a meeting with my doctor and my team."), "clipboard-text"),
            "staying_safe": Door(look, _("Staying safe together"), _("What keeps me well, and what we do on hard days."), "shield-home"),
        }
        self.doors["plan"].clicked.connect(lambda: self.shell.go("start_plan", NewPlan()))
        self.doors["meeting"].clicked.connect(lambda: self.shell.go("start_plan", NewPlan("my_meeting")))
        self.doors["rounds"].clicked.connect(lambda: self.shell.go("rounds"))
        self.doors["staying_safe"].clicked.connect(lambda: self.shell.go("start_plan", NewPlan("staying_safe")))
        self._end = Button(look, _("End for today"), "door")
        self._end.clicked.connect(self.shell.end_requested)
        self._after = Button(look, _("After we met"), "forum-outline")
        self._after.clicked.connect(lambda: self.shell.go("reflect"))
        self._heading = Words(role="question")
        self._rows = Column(look, gap=10)
        self._show_all = Button(look, "", "chevron-down", icon_after=True)
        self._show_all.clicked.connect(self._show_all_rows)
        head = FlowRow(look, self._heading, self._after, self._end, gap=24)
        self._doors = TwoSides(look, *self.doors.values())
        self._plans = Column(look, head, self._rows, FlowRow(look, self._show_all), gap=12)
        self._parts = Column(look, self._doors, self._plans, gap=24)
        main = Column(look, self._title, self._parts, None, gap=16, margins=(32, 24, 32, 24))
        self.lay_out(Beside(look, main, self._build_more()))

    def _build_more(self) -> QWidget:
        look = self.shell.look
        doors = [
            (SideDoor(look, _("People"), _("Who takes part"), "account-multiple"), "people"),
            (SideDoor(look, _("Forms"), _("Look at the questions"), "file-document-multiple"), "forms"),
            (SideDoor(look, _("Settings"), _("Text size, colours, locking"), "cog"), "settings"),
            (SideDoor(look, _("Keepers"), _("Staff, copies, the recovery sheet"), "key-variant"), "keepers"),
            (SideDoor(look, _("What is this?"), _("Short pages in easy words"), "help-circle-outline"), "what_is_this"),
            (SideDoor(look, _("What was opened"), _("Every opening, copy and unlock"), "eye-check-outline"), "who_looked"),
        ]
        for door, page in doors:
            door.clicked.connect(lambda _checked=False, page=page: self.shell.go(page))
        self._reminders = Column(look, gap=10)
        self._hidden = Row(
            look,
            IconView(look, "eye-off-outline", 24, "quiet"),
            (Words(_("Names stay hidden here. A plan shows its name when you open it."), "small"), 1),
            gap=10,
        )
        more = [door for door, _page in doors]
        return Column(look, Words(_("More"), "bold"), *more, None, self._reminders, self._hidden, gap=8, margins=(20, 24, 20, 24))

    # What is shown

    def _look_again(self) -> None:
        sitting = self.shell.open_store.sitting is not None
        rows = plans_in_rows(self.shell.open_store)
        self._parts.put_first(self._plans if sitting else self._doors)
        self._end.setVisible(sitting)
        self._after.setVisible(sitting)
        self._hidden.setVisible(not sitting)
        self._show_rows(rows)
        self._show_reminders()
        order_tabs(self)

    def _show_rows(self, rows: list[CarryOn]) -> None:
        store = self.shell.open_store
        self._rows.clear()
        living = [row for row in rows if row.living]
        shown = rows if self._all_rows else living[:FIRST_ROWS]
        for row in shown:
            line = PlanRow(self.shell.look, row, _when(row, store.clock.now()), first_ways(row, store), more_ways(row, store))
            line.chosen.connect(lambda key, row=row: self._do(key, row))
            self._rows.add(line)
        self._heading.setText(_("Carry on where we stopped") if rows else _("Nothing has been written yet. Start with one of these."))
        self._heading.set_role("question" if rows else "big")
        self._show_all.setVisible(len(shown) < len(rows))
        self._show_all.set_words(_("Show all plans") if len(living) > FIRST_ROWS else _("Show plans that were put away"))

    def _show_reminders(self) -> None:
        look, store = self.shell.look, self.shell.open_store
        self._reminders.clear()
        sentences = [copy_reminder(store)]
        if too_few_keepers(store.store):
            sentences.append(_("Only one person is a keeper here. A second one is wise."))
        for sentence in filter(None, sentences):
            self._reminders.add(Row(look, IconView(look, "alert-outline", 24, "careful"), (Words(sentence, "small"), 1), gap=10))

    # What is pressed

    def _do(self, key: str, row: CarryOn) -> None:
        if self._life.do(key, row.plan) and self.isVisible():
            self._look_again()

    def _show_all_rows(self) -> None:
        self._all_rows = True
        self._look_again()

    def _copy_changed(self, _copy: object) -> None:
        if self.isVisible():
            self._show_reminders()

    def _forget(self, _store: object) -> None:
        self._rows.clear()

    def _go_on_button(self) -> QWidget | None:
        first = self._rows.findChild(PlanRow)
        return first.first_button if first is not None and self.shell.open_store.sitting is not None else None


def _when(row: CarryOn, now: datetime) -> str:
    """When a plan was last written in, as it stands by itself: "Today, 10:20"."""
    said = write_time_since(row.when, now)
    return said[:1].upper() + said[1:]
