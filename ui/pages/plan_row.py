"""A plan as one line of Today: initials, what it is, where writing stopped, when, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.carrying_on import CarryOn
from app.dates import write_day
from app.language import _
from models.plans import PlanState
from ui.look import Look
from ui.pages.spread import Spread
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.pressing import Kind
from ui.widgets.strips import Way

_INITIALS = 36  # so that titles of several lines begin below each other
_ICONS = {
    PlanState.BEING_WRITTEN: "file-document-edit-outline",
    PlanState.CURRENT: "file-check-outline",
    PlanState.REPLACED: "file-replace-outline",
    PlanState.PUT_AWAY: "archive-outline",
}


class PlanRow(Card):
    """One plan. `chosen` carries the key of what is to be done with it: `first` are buttons, `more` stands in a menu."""

    chosen = Signal(str)

    def __init__(self, look: Look, row: CarryOn, when: str, first: Sequence[Way], more: Sequence[Way]) -> None:
        self.row = row
        self._initials = Words(row.initials, "bold", wraps=False)
        super().__init__(look, margins=(20, 8, 12, 8))
        buttons = [self._way_button(way) for way in first]
        self.first_button = buttons[0]
        tools = FlowRow(look, Words(when, "small", wraps=False), *buttons, self._menu_button(more), gap=12)
        self.add(Spread(look, self._said(), tools))

    def dress(self) -> None:
        super().dress()
        self._initials.setMinimumWidth(self.look.px(_INITIALS))

    def _said(self) -> QWidget:
        look, row = self.look, self.row
        words = Column(look, Words(row.plan.title, "semi"), *(Words(line, "small") for line in _quiet_lines(row)), gap=0)
        return Row(look, IconView(look, _ICONS[row.plan.state], 26, "accent"), self._initials, (words, 1), gap=14)

    def _called(self) -> str:
        """The plan as it is told from others: by its title, and by the initials of whom it is about."""
        title, initials = self.row.plan.title, self.row.initials
        return _("{plan}, {initials}").format(plan=title, initials=initials) if initials else title

    def _way_button(self, way: Way) -> Button:
        button = Button(self.look, way.words, way.icon, Kind.PRIMARY if way.primary else Kind.PLAIN, icon_after="chevron" in way.icon)
        button.setAccessibleName(_("{way}: {plan}").format(way=way.words, plan=self._called()))
        button.clicked.connect(lambda: self.chosen.emit(way.key))
        return button

    def _menu_button(self, ways: Sequence[Way]) -> Button:
        button = Button(self.look, _("More"), "chevron-down", icon_after=True)
        button.setAccessibleName(_("More about {plan}").format(plan=self._called()))
        menu = QMenu(button)
        menu.setAccessibleName(button.accessibleName())
        for way in ways:
            menu.addAction(way.words).triggered.connect(lambda _checked=False, key=way.key: self.chosen.emit(key))
        button.setMenu(menu)
        return button


def _quiet_lines(row: CarryOn) -> list[str]:
    """Where a plan is in its life, unless it is being written; and where writing stopped.

    Of a meeting also the day on which it was begun or closed, which tells it from others of its name.
    """
    states = {
        PlanState.CURRENT: _("In use"),
        PlanState.REPLACED: _("Replaced by a newer one"),
        PlanState.PUT_AWAY: _("Put away"),
    }
    state = [states[row.plan.state]] if row.plan.state in states else []
    if row.closed_on:
        return [*state, _("Closed on {day}").format(day=write_day(row.closed_on))]
    if row.for_meeting:
        state = [*state, _("Begun on {day}").format(day=write_day(row.plan.created_at.astimezone().date()))]
    stopped = [_("Stopped at: {question}").format(question=row.stopped_at)] if row.stopped_at else []
    return state + stopped or [_("Being written")]
