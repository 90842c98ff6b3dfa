"""The day's ward rounds: who is when, who shared something, who sends words. Each plan opens from here, one person at a time."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from app.asked_beforehand import preparation_questions
from app.clock import today_by
from app.dates import check_time, write_day
from app.errors import Trouble
from app.language import _
from app.people import KnownPerson, known_person
from app.plans import form_of
from app.rounds import RoundRow, add_round, change_round, open_round, rounds_of_day, take_off_list
from models.rounds import Round
from ui.pages.attempting import attempt
from ui.pages.finding_patient import FindingPatient
from ui.pages.forgetful import ForgetfulPage
from ui.pages.plan_life import PlanLife
from ui.pages.reading_order import order_tabs
from ui.pages.starting import NewPlan
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.fields import DateField, Field
from ui.widgets.flow import FlowRow
from ui.widgets.people import MarkView
from ui.widgets.pressing import Kind


class RoundsPage(ForgetfulPage):
    """The only page on which several people stand. It is for staff, between sittings; during one it holds that person's alone."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._day = self._today
        self._editing: Round | None = None
        self._patient: KnownPerson | None = None
        self._life = PlanLife(shell)
        self._build()

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows today's list, or that of the later day one was at."""
        self._day = max(self._day, self._today)
        self._show()

    def forget(self) -> None:
        """No name stays behind the lock, and the next time begins with that day."""
        self._day = self._today
        self._rows.clear()
        self._finding.forget()
        self._stop_editing()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Enter"), _("Choose what has the ring")),
            (_("F1"), _("Help")),
            (_("Ctrl+L"), _("Lock Two Pens")),
        )

    def first_focus(self) -> QWidget | None:
        return self._add

    @property
    def _today(self) -> date:
        return today_by(self.shell.services.clock)

    # Building

    def _build(self) -> None:
        look = self.shell.look
        self._title, self._rows = Words(_("Ward round"), "title"), Column(look, gap=10)
        before, after = Button(look, _("Day before"), "chevron-left"), Button(look, _("Next day"), "chevron-right", icon_after=True)
        before.clicked.connect(lambda: self._go_to(self._day - timedelta(days=1)))
        after.clicked.connect(lambda: self._go_to(self._day + timedelta(days=1)))
        self._which = Words("", "question")
        self._add = Button(look, _("Add somebody to this day"), "plus")
        self._add.clicked.connect(self._begin_adding)
        self._build_form()
        lines = Column(
            look,
            Words(_("A ward round is a meeting with my doctor and my team."), "quiet"),
            Words(_("Before it, I can say what I want to talk about."), "quiet"),
            gap=2,
        )
        days = FlowRow(look, before, self._which, after, gap=12)
        page = Column(
            look, self._title, lines, days, self._rows, FlowRow(look, self._add), self._form, None, gap=14, margins=(32, 24, 32, 24)
        )
        back = Button(look, _("Today"), "home-outline")
        back.clicked.connect(lambda: self.shell.go("today"))
        self.lay_out(page, Foot(look, [back]))

    def _build_form(self) -> None:
        """For adding somebody, and for another time: who, when, who comes, and why it changed."""
        look = self.shell.look
        self._finding = FindingPatient(self.shell)
        self._finding.chosen.connect(self._patient_chosen)
        self._finding.adding_requested.connect(lambda _typed: self.shell.go("start_plan", NewPlan("ward_round")))
        self._whose = Words("", "bold")
        self._when = DateField(look, _("Which day?"), lambda: self._today)
        self._time = Field(look, _("What time?"), help=_("Such as 10:30, or after lunch."))
        self._who = Field(look, _("Who comes?"))
        self._why = Field(look, _("Why did it change?"), help=_("The person is told this."))
        self._keep = Button(look, _("Put it on the list"), "check", Kind.PRIMARY)
        self._leave = Button(look, _("Leave it"), "close")
        self._keep.clicked.connect(lambda: attempt(self.shell, self._keep_it))
        for field in (self._time, self._who, self._why):
            field.box.returnPressed.connect(self._keep_by_key)
        self._leave.clicked.connect(self._stop_editing)
        fields = FlowRow(look, self._when, self._time, self._who, gap=16, at_top=True)
        self._form = Card(look, self._finding, self._whose, fields, self._why, FlowRow(look, self._keep, self._leave, gap=12), gap=12)
        self._form.hide()

    # What is shown

    def _show(self) -> None:
        self._rows.clear()
        self._which.setText(write_day(self._day))
        sitting = self.shell.open_store.sitting
        mine = sitting.patient.known_as if sitting is not None and sitting.patient is not None else ""
        self._add.set_words(_("Add {name} to this day").format(name=mine) if mine else _("Add somebody to this day"))
        found = rounds_of_day(self.shell.open_store, self._day)
        for row in found:
            self._rows.add(self._row(row))
        if not found:
            self._rows.add(Words(_("Nobody is on the list for this day."), "quiet"))
        order_tabs(self)

    def _row(self, row: RoundRow) -> QWidget:
        look, person = self.shell.look, row.patient
        mark = MarkView(look, MarkStyle.of(person.mark, person.initials), person.known_as, 40)
        alone = self._ways_for_the_patient(row.round) if self.shell.open_store.sitting is not None else []
        open_it = Button(look, _("Open"), "chevron-right", icon_after=True)
        open_it.setAccessibleName(_("Open the ward round of {name}").format(name=person.known_as))
        open_it.clicked.connect(lambda: attempt(self.shell, lambda: self._open(row.round)))
        change = Button(look, _("Change"), "pencil-outline", Kind.GHOST)
        change.setAccessibleName(_("Change the ward round of {name}").format(name=person.known_as))
        change.clicked.connect(lambda: self._begin_changing(row))
        off = Button(look, _("Take off the list"), "close", Kind.GHOST)
        off.setAccessibleName(_("Take {name} off the list").format(name=person.known_as))
        off.clicked.connect(lambda: attempt(self.shell, lambda: self._take_off(row.round)))
        time = Words(row.round.at_time or _("No time yet"), "bold", wraps=False)
        lines = Column(look, Words(person.name, "bold"), *(Words(line, "small") for line in _lines(row)), gap=2)
        ways = FlowRow(look, *alone, open_it, change, off, gap=8)
        return Card(look, Row(look, time, mark, (lines, 1), gap=14), ways, gap=6)

    def _ways_for_the_patient(self, one: Round) -> list[Button]:
        """What somebody does before their own ward round: write what they want to talk about, for all to read or alone."""
        talk = Button(self.shell.look, _("Say what I want to talk about"), "message-text-outline")
        alone = Button(self.shell.look, _("Get ready alone"), "account-lock-outline")
        talk.clicked.connect(lambda: attempt(self.shell, lambda: self._write_in(one)))
        alone.clicked.connect(
            lambda: attempt(self.shell, lambda: self._life.open_and_go(open_round(self.shell.open_store, one), "prepare"))
        )
        return [talk, alone]

    # What is pressed

    def _go_to(self, day: date) -> None:
        self._day = day
        self._show()

    def _open(self, one: Round) -> None:
        plan = open_round(self.shell.open_store, one)
        self.shell.go("who_is_here", plan)

    def _write_in(self, one: Round) -> None:
        """Goes where somebody says what they want to talk about."""
        plan = open_round(self.shell.open_store, one)
        asked = preparation_questions(form_of(self.shell.open_store.store, plan))
        self._life.open_and_go(plan, "desk", asked[0].id if asked else None)

    def _begin_adding(self) -> None:
        """During a sitting it is its patient who is put on the list; else it is asked who."""
        self._open_form(None, None)
        sitting = self.shell.open_store.sitting
        if sitting is not None and sitting.patient is not None:
            self._patient_chosen(known_person(self.shell.open_store.store, sitting.patient.person))

    def _begin_changing(self, row: RoundRow) -> None:
        self._open_form(row.round, row.patient.name)

    def _open_form(self, one: Round | None, name: str | None) -> None:
        self._editing, self._patient = one, None
        self._finding.setVisible(one is None)
        self._finding.forget()
        self._why.setVisible(one is not None)
        self._whose.setText(name or "")
        self._when.set_day(one.day if one else self._day)
        self._time.box.setText(one.at_time if one else "")
        self._who.box.setText(one.who_comes if one else "")
        self._why.box.clear()
        self._keep.setVisible(one is not None)
        self._form.show()
        order_tabs(self)
        (self._time.box if one else self._finding.field.box).setFocus()

    def _patient_chosen(self, known: KnownPerson) -> None:
        self._patient = known
        self._whose.setText(known.person.name)
        self._finding.hide()
        self._keep.show()
        self._time.box.setFocus()
        order_tabs(self)

    def _keep_it(self) -> None:
        day = self._when.day if self._when.read() else None
        if not self._time_reads() or day is None:
            return
        store, time, who = self.shell.open_store, self._time.box.text(), self._who.box.text()
        if self._editing is not None:
            change_round(store, self._editing, day, time, who, self._why.box.text())
        elif self._patient is not None:
            add_round(store, self._patient.person.id, day, time, who)
        self._stop_editing()
        self._go_to(day)

    def _keep_by_key(self) -> None:
        """Enter keeps it, once it is said whose it is."""
        if not self._keep.isHidden():
            self._keep.click()

    def _time_reads(self) -> bool:
        try:
            check_time(self._time.box.text())
        except Trouble as trouble:
            self._time.set_trouble(str(trouble))
            self._time.box.setFocus()
            return False
        self._time.set_trouble("")
        return True

    def _take_off(self, one: Round) -> None:
        take_off_list(self.shell.open_store, one)
        self._show()

    def _stop_editing(self) -> None:
        self._editing = self._patient = None
        for field in (self._time, self._who, self._why):
            field.box.clear()
            field.set_trouble("")
        self._whose.setText("")
        self._form.hide()


def _lines(row: RoundRow) -> list[str]:
    """What the team sees of each before it opens the plan: never what was written."""
    said = [_("Who comes: {names}.").format(names=row.round.who_comes)] if row.round.who_comes else []
    said += [row.takes_part] if row.takes_part else []
    said.append(_("Has shared something.") if row.shared else _("Nothing shared yet."))
    return [*said, *([_("Changed: {change}").format(change=row.round.change)] if row.round.change else [])]
