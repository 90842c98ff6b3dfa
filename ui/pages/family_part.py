"""What family and friends may see, and whether their words leave with a copy. Each is said with one's own pen; until then it is closed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.dates import write_day
from app.family_of_plan import OneOfFamily, Opened, Stands, family_of, say, who_says
from app.language import _
from app.open_plan import OpenPlan
from ui.pages.attempting import attempt
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.choices import Option, TickBox
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.people import MarkView
from ui.widgets.strips import Saying, Way

MINE, LEAVE = "mine", "leave"


class FamilyPart(Column):
    """A line for each thing that can be opened, person by person; what is shown stays as it holds. `said`: something else holds now."""

    said = Signal()

    def __init__(self, shell: Shell, shown: Sequence[Opened]) -> None:
        """`shown` is what can be said here. Where it is more than one thing, each person stands in a box of their own."""
        super().__init__(shell.look, gap=16 if len(shown) > 1 else 6)
        self._shell, self._shown = shell, tuple(shown)
        self._plan: OpenPlan | None = None
        self._ticks: dict[tuple[str, Opened], TickBox] = {}

    # What you can ask it

    @property
    def first(self) -> QWidget | None:
        """The first line; None where there is no family."""
        return next(iter(self._ticks.values()), None)

    # What you can tell it

    def show_plan(self, plan: OpenPlan) -> None:
        """Shows what holds now; nothing where there is no family."""
        self.forget()
        self._plan = plan
        family = family_of(self._shell.open_store, plan)
        self.setVisible(bool(family))
        for one in family:
            lines = [self._thing(one, opened) for opened in self._shown]
            self.add(*(lines if len(self._shown) == 1 else [self._person(one, lines)]))

    def forget(self) -> None:
        """Shows nobody."""
        self.clear()
        self._plan, self._ticks = None, {}

    # Insides

    def _person(self, one: OneOfFamily, lines: Sequence[QWidget]) -> Card:
        head = Row(self.look, MarkView(self.look, MarkStyle.of(one.mark, one.initials), one.name), (Words(one.name, "question"), 1), gap=14)
        return Card(self.look, head, *lines, gap=10, margins=(20, 14, 20, 16))

    def _thing(self, one: OneOfFamily, opened: Opened) -> QWidget:
        tick = self._ticks[one.person, opened] = TickBox(self.look, Option(one.person, _on_tick(one, opened)))
        if opened is Opened.RELATIVES:
            tick.setAccessibleName(_("{name}: {text}").format(name=one.name, text=_on_tick(one, opened)))
        is_open = one.stands[opened].is_open
        tick.setChecked(is_open)
        tick.setAccessibleDescription(_("Only {name} can say this.").format(name=self._name_of_who_says(one, opened)))
        tick.clicked.connect(lambda wished: (tick.setChecked(is_open), self._wished(one, opened, wished)))
        return Column(
            self.look, FlowRow(self.look, tick), Words(_HOW[opened](one.stands[opened], self._patient_name(), one.name), "small"), gap=6
        )

    def _wished(self, one: OneOfFamily, opened: Opened, yes: bool) -> None:
        """It is said with one's own pen in hand; where another pen is, it is asked whether whose it is to say is there."""
        plan = self._plan
        if plan is None:
            return
        pen, person = plan.desk.pen, who_says(plan, one.person, opened)
        if pen is not None and pen.own_hands and pen.hands == person:
            self._say(plan, one.person, opened, yes)
            return
        name = self._name_of_who_says(one, opened)
        ways = (Way(MINE, _("I am {name}").format(name=name), "pen"), Way(LEAVE, _("Leave it"), "close"))
        saying = Saying(_("Only {name} can say this.").format(name=name), (_("It takes {name}'s own pen.").format(name=name),), ways)
        self._shell.asking.tell(saying, lambda key: self._say_with_own_pen(plan, one.person, opened, yes) if key == MINE else None)

    def _say_with_own_pen(self, plan: OpenPlan, person: str, opened: Opened, yes: bool) -> None:
        takes = who_says(plan, person, opened)
        if plan is self._plan and attempt(self._shell, lambda: plan.desk.take_up(plan.desk.pens.own(takes))):
            self._say(plan, person, opened, yes)

    def _say(self, plan: OpenPlan, person: str, opened: Opened, yes: bool) -> None:
        attempt(self._shell, lambda: say(self._shell.open_store, plan, person, opened, yes))
        attempt(self._shell, lambda: self.show_plan(plan))
        self.said.emit()
        if (person, opened) in self._ticks:
            self._ticks[person, opened].setFocus()

    def _name_of_who_says(self, one: OneOfFamily, opened: Opened) -> str:
        return one.name if opened is Opened.RELATIVES else self._patient_name()

    def _patient_name(self) -> str:
        return self._plan.desk.patient_name if self._plan is not None else ""


def _on_tick(one: OneOfFamily, opened: Opened) -> str:
    if opened is Opened.PLAN:
        return _("{name} may see what we write").format(name=one.name)
    if opened is Opened.COPIES:
        return _("{name}'s words go into copies").format(name=one.name)
    return _("Other family may read my words, if theirs are open too")


def _how_plan_stands(stands: Stands, patient: str, name: str) -> str:
    if stands.since is None:
        return _("{name} sees only their own page until {patient} says more.").format(name=name, patient=patient)
    if stands.is_open:
        return _("{patient} said on {day} that {name} may.").format(patient=patient, day=_day(stands), name=name)
    return _("{patient} said on {day} that {name} may not.").format(patient=patient, day=_day(stands), name=name)


def _how_copies_stand(stands: Stands, patient: str, _name: str) -> str:
    if stands.since is None:
        return _("They stay here until {patient} says yes.").format(patient=patient)
    if stands.is_open:
        return _("{patient} said yes to this on {day}.").format(patient=patient, day=_day(stands))
    return _("{patient} said no to this on {day}.").format(patient=patient, day=_day(stands))


def _how_relatives_stand(stands: Stands, _patient: str, name: str) -> str:
    if stands.since is None:
        return _("They are closed to other family until {name} says so.").format(name=name)
    if stands.is_open:
        return _("{name} said on {day} that they may.").format(name=name, day=_day(stands))
    return _("{name} said on {day} that they may not.").format(name=name, day=_day(stands))


def _day(stands: Stands) -> str:
    return write_day(stands.since.astimezone().date()) if stands.since else ""


_HOW = {Opened.PLAN: _how_plan_stands, Opened.COPIES: _how_copies_stand, Opened.RELATIVES: _how_relatives_stand}
