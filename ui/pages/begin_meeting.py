"""Before a meeting begins: an invitation to lead it, that can be declined, shared or changed at any time. Nothing depends on it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from app.agenda import Order, invitation_answer, order_of
from app.asked_beforehand import can_be_prepared
from app.bringing import bring_in
from app.dates import write_about_how_long
from app.here import Here
from app.language import _
from app.open_plan import OpenPlan
from app.settings import MEETING_NAME
from app.wording import names_in_a_row
from models.agenda import AgendaPart, Stretch
from ui.desk.begun import begun_in
from ui.meeting.handing import NOBODY, key_of, people_in, ways_to_lead
from ui.pages.attempting import attempt
from ui.pages.page import Page
from ui.pages.reading_order import order_tabs
from ui.pages.spread import Spread
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind

ALL, SHORT = "all", "short"


class BeginMeetingPage(Page):
    """Who leads, and then the meeting begins. The patient comes first, and what was chosen before is chosen already."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        look = shell.look
        self._title, self._line = Words("", "title"), Words("", "quiet")
        self._choices = Column(look, gap=12)
        self._start = Button(look, _("Start the meeting"), "play", Kind.PRIMARY)
        self._write = Button(look, _("Only write, without a meeting"), "pencil-outline", short=_("Only write"))
        self._start.clicked.connect(lambda: attempt(shell, self._begin))
        self._ready = Button(look, _("Get ready alone first"), "account-lock-outline")
        self._ready.clicked.connect(lambda: shell.go("prepare"))
        self._write.clicked.connect(lambda: shell.go("desk"))
        self._row: ChoiceRow | None = None
        self._length: ChoiceRow | None = None
        head = Spread(look, Column(look, self._title, self._line, gap=8), FlowRow(look, self._ready))
        page = Column(look, head, self._choices, None, gap=16, margins=(32, 24, 32, 24))
        self.lay_out(page, Foot(look, [self._write], "", [self._start]))

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows who can lead; goes on to the meeting where it was begun already."""
        plan = self.shell.open_store.plan
        if plan is None or not plan.form.agenda:
            self.shell.go("desk" if plan else "today")
            return
        if plan.meeting is not None:
            self.shell.go("meeting")
            return
        if begun_in(self.shell, plan.desk).keys:
            self.shell.go("desk")  # where it is asked whose they are: they were typed into its boxes
            return
        self._show(plan)

    def leave(self) -> None:
        self._choices.clear()
        self._row = self._length = None

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Arrow keys"), _("Go through the choices of one question")),
            (_("Tab"), _("Go from one thing to the next")),
            (_("Enter"), _("Choose what has the ring")),
            (_("F1"), _("Help")),
            (_("Ctrl+L"), _("Lock Two Pens")),
        )

    def first_focus(self) -> QWidget | None:
        return next((button for button in self._row.buttons.values() if button.isChecked()), None) if self._row else self._start

    # Insides

    def _show(self, plan: OpenPlan) -> None:
        patient = plan.desk.patient
        meeting = self.shell.services.settings.get(MEETING_NAME)
        again, first = _("{meeting}. We go on. Who leads?").format(meeting=meeting), _("{meeting}: who leads?").format(meeting=meeting)
        self._title.setText(again if plan.was_held_before else first)
        self._start.set_words(_("Go on with the meeting") if plan.was_held_before else _("Start the meeting"))
        name = patient.known_as if patient else ""
        self._line.setText(
            _("{name}, would you like to lead? You can say no, share it, or change your mind.").format(name=name)
            if name
            else _("You can change this at any time.")
        )
        self._ready.setVisible(can_be_prepared(plan.form))
        self._choices.clear()
        present = [here for here in plan.desk.people if here.present]
        later = Option(NOBODY, _("We decide later"), "clock-outline")
        self._row = ChoiceRow(self.shell.look, _("Who leads?"), [*ways_to_lead(present), later], tall=True)
        chosen = _chosen_before(plan, present)
        self._row.choose(chosen if chosen in self._row.buttons else NOBODY)
        self._row.chosen.connect(self._lead_pressed)
        help_line = Words(_("The chair is the person who leads the meeting. Lines to read aloud are shown, one at a time."), "quiet")
        self._choices.add(self._row, help_line)
        self._show_lengths(plan, order_of(plan.form, plan.document))
        order_tabs(self)

    def _show_lengths(self, plan: OpenPlan, order: Order) -> None:
        """Two hours can frighten: where a short meeting leaves something out, it is offered. Else there is nothing to choose."""
        self._length = None
        if not order.not_in_short:
            return
        options = [
            Option(ALL, _("All of it, {long}").format(long=_how_long(order.parts)), "clock-outline"),
            Option(SHORT, _("A short one, {long}").format(long=_how_long(order.short)), "clock-fast"),
        ]
        self._length = ChoiceRow(self.shell.look, _("How long do we meet?"), options, tall=True)
        self._length.choose(SHORT if plan.before_meeting.short else ALL)
        self._length.chosen.connect(self._length_pressed)
        talked = [part.title for part in order.short if part.stretch is Stretch.TALK]
        line = _("In a short one we talk about: {parts}. The rest can come in at any time.").format(parts=names_in_a_row(talked))
        self._choices.add(8, Words(_("How long do we meet?"), "question"), self._length, Words(line, "quiet"))

    def _lead_pressed(self, key: str) -> None:
        plan = self.shell.open_store.plan
        if plan is not None:
            plan.before_meeting.choose_to_lead(*people_in(key))

    def _length_pressed(self, key: str) -> None:
        plan = self.shell.open_store.plan
        if plan is not None:
            plan.before_meeting.short = key == SHORT

    def _begin(self) -> None:
        plan = self.shell.open_store.plan
        assert plan is not None
        chosen = self._row.keys[0] if self._row is not None and self._row.keys else NOBODY
        bring_in(self.shell.open_store, plan, people_in(chosen))
        short = self._length is not None and self._length.keys == (SHORT,)
        plan.begin_meeting(short).hand_chair_to(*people_in(chosen))
        self.shell.go("meeting")


def _how_long(parts: Iterable[AgendaPart]) -> str:
    return write_about_how_long(sum(part.minutes for part in parts))


def _chosen_before(plan: OpenPlan, present: list[Here]) -> str:
    """What was pressed here before; who led last, where all of them are here; what the patient said when they prepared; else nobody."""
    pressed, led = plan.before_meeting.leads, plan.led_last
    if pressed is not None:
        return key_of(pressed)
    if led and set(led) <= {here.person for here in present}:
        return key_of(led)
    patient = next((here for here in present if here.is_patient), None)
    return patient.person if patient and invitation_answer(plan.form, plan.document) == "me" else NOBODY
