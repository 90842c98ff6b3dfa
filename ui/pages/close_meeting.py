"""Closing the meeting: what has no answer yet, all of it read back, and then the record, the questions after it, and the end."""

from PySide6.QtWidgets import QWidget

from app.agenda import question_to_check
from app.closing import OpenDecision, OpenRequest, Passage, day_not_set, open_decisions, open_requests, read_back
from app.language import _
from app.naming import Naming
from app.open_plan import OpenPlan
from app.wording import in_short
from ui.desk.not_shown import NotShown
from ui.pages.attempting import attempt
from ui.pages.page import Page
from ui.pages.reading_order import order_tabs
from ui.shell import Shell
from ui.speaking import HearButton
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column, Row, VScroll
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.pressing import Kind as ButtonKind


class CloseMeetingPage(Page):
    """Nothing closes in silence: each thing that was asked has an answer, or it is said here that it has none yet."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        look = shell.look
        self._open, self._passages = Column(look, gap=8), Column(look, gap=8)
        self._back = Button(look, _("Back to the meeting"), "chevron-left")
        self._record = Button(look, _("Save the record in Word"), "file-word-outline", short=_("Save in Word"))
        self._close_button = Button(look, _("Close the meeting"), "flag-checkered", ButtonKind.PRIMARY)
        self._check = Button(look, _("Did we get this right?"), "account-check-outline")
        self._again = Button(look, _("Open it again"), "lock-open-variant-outline")
        self._questions = Button(look, _("Four short questions"), "forum-outline")
        self._end = Button(look, _("End for today"), "door", ButtonKind.PRIMARY)
        self._back.clicked.connect(lambda: shell.go("desk"))
        self._again.clicked.connect(self._open_again)
        self._questions.clicked.connect(lambda: shell.go("reflect"))
        self._end.clicked.connect(shell.end_requested)
        self._record.clicked.connect(lambda: shell.go("send", "close_meeting"))
        self._close_button.clicked.connect(self._close)
        self._check.clicked.connect(self._go_to_check)
        self._hear = HearButton(shell, lambda: [passage.aloud for passage in self._read])
        self._read: list[Passage] = []
        self._title, self._line = Words(role="title"), Words(role="quiet")
        heading = Words(_("What we wrote"), "question")
        parts = (
            self._title,
            self._line,
            self._open,
            FlowRow(look, self._check),
            FlowRow(look, heading, self._hear, gap=16),
            self._passages,
        )
        page = Column(look, *parts, None, gap=14, margins=(32, 24, 32, 24))
        self._scroll = VScroll(page)
        ways_on = [self._questions, self._end, self._close_button]
        self.lay_out(self._scroll, Foot(look, [self._back, self._again, self._record], "", ways_on), scrolls=False)

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows what there is to read back, and what is open."""
        plan = self.shell.open_store.plan
        if plan is None:
            self.shell.go("today")
            return
        self._show(plan)
        self._scroll.verticalScrollBar().setValue(0)  # it is read from its beginning, wherever it was left
        order_tabs(self)

    def leave(self) -> None:
        self._open.clear()
        self._passages.clear()
        self._read = []

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Enter"), _("Choose what has the ring")),
            (_("F1"), _("Help")),
            (_("Ctrl+L"), _("Lock Two Pens")),
        )

    def first_focus(self) -> QWidget | None:
        """Not the way that closes it: one press of Enter would, before anything was read."""
        first = (self._end,) if not self._back.isVisibleTo(self) else (self._check, self._back)
        return next(button for button in first if button.isVisibleTo(self))

    # Insides

    def _show(self, plan: OpenPlan) -> None:
        """The same page before and after closing: what was written stays to be read, and the ways on are others."""
        closed, held = plan.is_closed, plan.meeting is not None
        self._title.setText(_("The meeting is closed.") if closed else _("Before we close") if held else _("Before we end for today"))
        self._back.set_words(_("Back to the meeting") if held else _("Back to writing"))
        self._line.setText(
            _("Next: four short questions, each of you alone. Or end for today.")
            if closed
            else _("Read it back together. Each person can say yes, or add a note.")
        )
        for button in (self._again, self._questions):
            button.setVisible(closed)
        self._back.setVisible(not closed)
        self._close_button.setVisible(held and not closed)
        self._end.setVisible(closed or not held)
        self._check.setVisible(not closed and bool(question_to_check(plan.form)))
        self._show_open(plan)
        attempt(self.shell, lambda: self._show_passages(plan))

    def _show_open(self, plan: OpenPlan) -> None:
        self._open.clear()
        if self._why_not_all(plan):
            return
        waiting = open_requests(plan)
        for request in waiting:
            self._open.add(self._request_card(request))
        if waiting and plan.is_closed:
            self._open.add(Words(_("In the record this is marked “Not answered yet”."), "quiet"))
        elif waiting:
            self._open.add(Words(_("What has no answer by the end is marked “Not answered yet” in the record."), "quiet"))
        for decision in open_decisions(plan):
            self._open.add(self._decision_card(decision))
        if plan.meeting is not None and (question := day_not_set(plan)):
            said, way = _("No day is set yet for the next meeting."), _("Set the day")
            self._open.add(self._open_card(said, way, way, question))

    def _request_card(self, request: OpenRequest) -> QWidget:
        words = in_short(request.words)
        aloud = _("Answer now: {words}").format(words=words)
        return self._open_card(_("“{words}” has no answer yet.").format(words=words), _("Answer it now"), aloud, request.question)

    def _decision_card(self, decision: OpenDecision) -> QWidget:
        words = in_short(decision.words)
        said = _("“{words}”: nobody has written who decided this, under which law, and why.").format(words=words)
        return self._open_card(said, _("Write it now"), _("Write it now: {words}").format(words=words), decision.question)

    def _open_card(self, said: str, way: str, aloud: str, question: str) -> QWidget:
        """What is open, and the way to the question at which it stands."""
        look = self.shell.look
        go = Button(look, way, "chevron-right", icon_after=True)
        go.setAccessibleName(aloud)
        go.clicked.connect(lambda: self.shell.go("desk", question))
        return Card(look, Row(look, IconView(look, "help-circle-outline", 26, "careful"), (Words(said, "bold"), 1), go, gap=10))

    def _show_passages(self, plan: OpenPlan) -> None:
        self._passages.clear()
        if why := self._why_not_all(plan):
            self._read = []
            self._passages.add(NotShown(self.shell.look, why))
            return
        passages = self._read = read_back(self.shell.open_store, plan)
        for passage in passages:
            self._passages.add(self._passage_card(passage))
        if not passages:
            self._passages.add(Words(_("Nothing was written. That is all right."), "quiet"))

    def _why_not_all(self, plan: OpenPlan) -> str:
        """Why it is not read back now: whoever of family holds the pen may not see all of it. "" where they may."""
        return plan.desk.why_not_all_is_shown(Naming(self.shell.open_store.store).name)

    def _passage_card(self, passage: Passage) -> QWidget:
        look = self.shell.look
        return Card(look, Words(passage.title, "bold"), *(Words(line) for line in passage.lines), gap=4)

    def _close(self) -> None:
        """The meeting is closed, and the page says so. It asks nothing: it can be opened again."""
        plan = self.shell.open_store.plan
        if plan is not None and plan.meeting is not None:
            plan.meeting.close()
            self.enter()
            self._end.setFocus()

    def _open_again(self) -> None:
        plan = self.shell.open_store.plan
        if plan is not None:
            plan.open_again()
        held = plan is not None and plan.meeting is not None
        self.shell.go("desk" if held else "begin_meeting")

    def _go_to_check(self) -> None:
        plan = self.shell.open_store.plan
        if plan is not None:
            self.shell.go("desk", question_to_check(plan.form))
