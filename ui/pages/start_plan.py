"""Starting a plan: whom it is about, which form, and, where there is a plan like that already, whether to go on with it. One at a time.

A plan about a job or a service is about nobody: no patient is asked for.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.asked_beforehand import is_for_meeting
from app.carrying_on import CarryOn, plans_in_rows
from app.dates import write_time_since
from app.form_shelf import can_be_about, forms_at_hand, newest_version, what_it_is_for
from app.language import _
from app.people import KnownPerson, known_person
from app.plans import start_plan
from models.forms import Form
from models.plans import Plan
from ui.icons import picture_icon
from ui.pages.adding_patient import AddingPatient
from ui.pages.attempting import attempt
from ui.pages.finding_patient import FindingPatient
from ui.pages.forgetful import ForgetfulPage
from ui.pages.reading_order import order_tabs
from ui.pages.starting import NewPlan, first_page
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column, TwoSides
from ui.widgets.buttons import Button, Door
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind


class StartPlanPage(ForgetfulPage):
    """Asks one thing at a time. During a sitting its patient is the one the plan is about, or it is about nobody as the sitting is."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._wish: NewPlan | None = None
        self._patient: KnownPerson | None = None
        self._about_nobody = False
        self._form: Form | None = None
        self._build()

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Begins anew for a new wish; goes on where we were when somebody comes back from Help or the lock."""
        wish = about if isinstance(about, NewPlan) else NewPlan()
        if about is None or wish is not self._wish:
            self.forget()
            self._wish = wish
        sitting = self.shell.open_store.sitting
        if sitting is not None and sitting.patient is not None:
            self._patient = known_person(self.shell.open_store.store, sitting.patient.person)
        wished = self._wished_form()
        self._about_nobody = sitting.about_nobody if sitting is not None else bool(wished and wished.about_nobody) or self._about_nobody
        self._show_step()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Enter"), _("Choose what has the ring")),
            (_("Escape"), _("Go one step back")),
            (_("F1"), _("Help")),
            (_("Ctrl+L"), _("Lock Two Pens")),
        )

    def first_focus(self) -> QWidget | None:
        return self._first

    def forget(self) -> None:
        """No patient is chosen, nothing is typed."""
        self._wish = self._patient = self._form = None
        self._about_nobody = False
        self._finding.forget()
        self._adding.forget()
        self._adding.hide()
        self._choices.clear()

    # Building

    def _build(self) -> None:
        look = self.shell.look
        self._title, self._line = Words(role="title"), Words(role="quiet")
        self._finding, self._adding = FindingPatient(self.shell), AddingPatient(self.shell)
        self._choices = Column(look, gap=16)
        self._finding.chosen.connect(self._patient_chosen)
        self._finding.adding_requested.connect(self._begin_adding)
        self._nobody = Button(look, _("It is about a job or a service"), "account-off-outline")
        self._nobody.clicked.connect(self._nobody_chosen)
        self._adding.added.connect(self._patient_chosen)
        self._adding.left.connect(self._stop_adding)
        self._back = Button(look, _("Back"), "chevron-left")
        self._back.clicked.connect(self._step_back)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, activated=self._step_back)
        self._first: QWidget | None = None
        page = Column(
            look,
            self._title,
            self._line,
            self._finding,
            self._adding,
            self._choices,
            FlowRow(look, self._nobody),
            None,
            gap=16,
            margins=(32, 24, 32, 24),
        )
        self.lay_out(page, Foot(look, [self._back]))

    # Steps

    def _show_step(self, *, pressed: bool = False) -> None:
        """Shows the first thing that is not known yet. When all is known, and `pressed` just now, it goes on by itself."""
        self._choices.clear()
        asks_who = self._patient is None and not self._about_nobody
        form = self._form or self._wished_form()
        self._finding.setVisible(asks_who and self._adding.isHidden())
        self._nobody.setVisible(self._finding.isVisibleTo(self) and (form is None or can_be_about(form, nobody=True)))
        if asks_who:
            self._ask_who(form)
        elif form is None:
            self._ask_which_form()
        elif not can_be_about(form, nobody=self._about_nobody):
            self._say_one_at_a_time()
        else:
            self._ask_which_plan(form, pressed)
        order_tabs(self)
        if self._first is not None and self.isVisible():
            self._first.setFocus()

    def _ask_who(self, form: Form | None) -> None:
        if form is not None and is_for_meeting(form):
            self._say(_("Who is this meeting about?"), _("One meeting is about one person."))
        else:
            self._say(_("Who is this plan about?"), _("One plan is about one person."))
        self._first = self._finding.field.box

    def _say_one_at_a_time(self) -> None:
        """The form that was wished for does not go with the sitting that is open."""
        trouble = self.shell.open_store.one_at_a_time()
        self._say(trouble.title, " ".join((trouble.sentence, trouble.next_step)))
        self._first = self._back

    def _ask_which_form(self) -> None:
        name = self._patient.person.known_as if self._patient else ""
        empty = _("You can leave any question empty.")
        self._say(_("What do we write?"), _("For {name}. You can leave any question empty.").format(name=name) if name else empty)
        at_hand = forms_at_hand(self.shell.open_store.store)
        doors = [self._form_door(form) for form in at_hand if can_be_about(form, nobody=self._about_nobody)]
        pairs = [doors[place : place + 2] for place in range(0, len(doors), 2)]
        self._choices.add(*(TwoSides(self.shell.look, *pair) for pair in pairs))
        self._first = doors[0]

    def _ask_which_plan(self, form: Form, pressed: bool) -> None:
        there = [row for row in self._plans_about() if row.plan.form_id == form.id and row.living and row.closed_on is None]
        if pressed and not there:
            self._go_on(form)
            return
        line = _("{form}, about no patient.").format(form=form.title)
        if self._patient is not None:
            line = _("{form}, for {name}.").format(form=form.title, name=self._patient.person.known_as)
        self._say(_("There is one already.") if there else _("Shall we start?"), line)
        cards = [self._plan_card(row, first=row is there[0]) for row in there]
        new = Button(self.shell.look, _("Start a new one"), "file-plus-outline", Kind.PLAIN if there else Kind.PRIMARY)
        new.clicked.connect(lambda: self._go_on(form))
        self._choices.add(*cards, FlowRow(self.shell.look, new))
        self._first = cards[0].findChild(Button) if cards else new

    def _step_back(self) -> None:
        """One question back; from the first of them to Today."""
        sitting = self.shell.open_store.sitting
        if not self._adding.isHidden():
            self._stop_adding()
        elif self._form is not None and not (self._wish and self._wish.form_id):
            self._form = None
            self._show_step()
        elif sitting is None and (self._patient is not None or (self._about_nobody and not self._wish_is_about_nobody())):
            self._patient = self._form = None
            self._about_nobody = False
            self._show_step()
        else:
            self.shell.go("today")

    # What is pressed

    def _begin_adding(self, typed: str) -> None:
        self._adding.show()
        self._show_step()
        self._adding.begin(typed)

    def _stop_adding(self) -> None:
        self._adding.hide()
        self._show_step()

    def _patient_chosen(self, known: KnownPerson) -> None:
        self._adding.hide()
        self._patient = known
        self._show_step(pressed=True)

    def _nobody_chosen(self) -> None:
        self._about_nobody = True
        self._show_step(pressed=True)

    def _form_chosen(self, form: Form) -> None:
        self._form = form
        self._show_step(pressed=True)

    def _go_on(self, chosen: Plan | Form) -> None:
        """Begins the sitting, or goes on in the one that is open."""
        patient = self._patient.person.id if self._patient else ""
        if patient or self._about_nobody:
            attempt(self.shell, lambda: self._begin(chosen, patient))

    def _begin(self, chosen: Plan | Form, patient: str) -> None:
        store = self.shell.open_store
        if store.sitting is None:
            store.begin_sitting(patient)
            self.shell.go("who_is_here", chosen)
            return
        plan = store.open_plan(chosen if isinstance(chosen, Plan) else start_plan(store.store, store.clock, patient, chosen))
        self.shell.go(first_page(store, plan))

    # Pieces

    def _say(self, title: str, line: str) -> None:
        self._title.setText(title)
        self._line.setText(line)

    def _wished_form(self) -> Form | None:
        wished = self._wish.form_id if self._wish else ""
        return newest_version(self.shell.open_store.store, wished) if wished else None

    def _form_door(self, form: Form) -> Door:
        door = Door(self.shell.look, form.title, what_it_is_for(form), picture_icon(form.sections[0].picture))
        door.clicked.connect(lambda: self._form_chosen(form))
        return door

    def _wish_is_about_nobody(self) -> bool:
        wished = self._wished_form()
        return wished is not None and wished.about_nobody

    def _plans_about(self) -> list[CarryOn]:
        about = self._patient.person.id if self._patient else ""
        return [row for row in plans_in_rows(self.shell.open_store) if row.plan.patient_id == about]

    def _plan_card(self, row: CarryOn, first: bool) -> Card:
        look = self.shell.look
        button = Button(look, _("Carry on with this one"), "chevron-right", Kind.PRIMARY if first else Kind.PLAIN, icon_after=True)
        button.clicked.connect(lambda: self._go_on(row.plan))
        when = _("Last written: {when}").format(when=write_time_since(row.when, self.shell.services.clock.now()))
        stopped = [Words(_("Stopped at: {question}").format(question=row.stopped_at), "small")] if row.stopped_at else []
        return Card(look, Words(row.plan.title, "semi"), *stopped, Words(when, "small"), FlowRow(look, button), gap=6)
