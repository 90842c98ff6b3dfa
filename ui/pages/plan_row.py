"""A plan as one line of Today: initials, what it is, where writing stopped, when, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu

from app.carrying_on import CarryOn
from app.language import _
from models.plans import PlanState
from ui.look import Look
from ui.painting import draw_box
from ui.widgets.boxes import Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.pressing import Kind
from ui.widgets.strips import Way

_ROOM_FOR_WORDS = 340
_INITIALS = 36  # so that titles of several lines begin below each other
_ICONS = {
    PlanState.BEING_WRITTEN: "file-document-edit-outline",
    PlanState.CURRENT: "file-check-outline",
    PlanState.REPLACED: "file-replace-outline",
    PlanState.PUT_AWAY: "archive-outline",
}


class PlanRow(Dressed, QFrame):
    """One plan. `chosen` carries the key of what is to be done with it; the first way is a button, the others stand in a menu."""

    chosen = Signal(str)

    def __init__(self, look: Look, row: CarryOn, when: str, ways: Sequence[Way]) -> None:
        super().__init__()
        self.row = row
        self._ways = tuple(ways)
        self._build(look, when)
        self.wear(look)

    def dress(self) -> None:
        pad = self.look.pad
        self._line.setContentsMargins(pad(20), pad(8), pad(12), pad(8))
        self._line.setSpacing(pad(12))
        self._initials.setMinimumWidth(self.look.px(_INITIALS))
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.look
        draw_box(QPainter(self), QRectF(self.rect()), look.colour("paper"), look.colour("hair"), look.edge())

    def _build(self, look: Look, when: str) -> None:
        row = self.row
        self.first_button = self._way_button(look, self._ways[0])
        self._more = self._menu_button(look)
        words = Column(look, Words(row.plan.title, "semi"), *(Words(line, "small") for line in _quiet_lines(row)), gap=0)
        self._initials = Words(row.initials, "bold", wraps=False)
        said = Row(look, IconView(look, _ICONS[row.plan.state], 26, "accent"), self._initials, (words, 1), gap=14)
        self._tools = FlowRow(look, Words(when, "small", wraps=False), self.first_button, *([self._more] if self._more else []), gap=12)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.addWidget(said, 1)
        self._line.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignVCenter)

    def _way_button(self, look: Look, way: Way) -> Button:
        button = Button(look, way.words, way.icon, Kind.PRIMARY if way.primary else Kind.PLAIN, icon_after=True)
        button.setAccessibleName(_("{way}: {plan}, {initials}").format(way=way.words, plan=self.row.plan.title, initials=self.row.initials))
        button.clicked.connect(lambda: self.chosen.emit(way.key))
        return button

    def _menu_button(self, look: Look) -> Button | None:
        if len(self._ways) < 2:
            return None
        button = Button(look, _("More"), "chevron-down", icon_after=True)
        button.setAccessibleName(_("More about {plan}, {initials}").format(plan=self.row.plan.title, initials=self.row.initials))
        menu = QMenu(button)
        menu.setAccessibleName(button.accessibleName())
        for way in self._ways[1:]:
            menu.addAction(way.words).triggered.connect(lambda _checked=False, key=way.key: self.chosen.emit(key))
        button.setMenu(menu)
        return button

    def _turn(self) -> None:
        """Puts the buttons below the words where both do not fit beside each other."""
        tools = self._tools.sizeHint().width()
        below = self.look.large or self.width() < tools + self.look.px(_ROOM_FOR_WORDS)
        wished = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if wished != self._line.direction():
            self._line.setDirection(wished)


def _quiet_lines(row: CarryOn) -> list[str]:
    """Where a plan is in its life, unless it is being written, and where writing stopped."""
    states = {
        PlanState.CURRENT: _("In use"),
        PlanState.REPLACED: _("Replaced by a newer plan"),
        PlanState.PUT_AWAY: _("Put away"),
    }
    state = [states[row.plan.state]] if row.plan.state in states else []
    stopped = [_("Stopped at: {question}").format(question=row.stopped_at)] if row.stopped_at else []
    return state + stopped or [_("Nobody has stopped anywhere yet.")]
