"""The agenda, to be changed: the order of what is talked about, the minutes of each part, and what is skipped today."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.language import _
from app.meeting import STEP_MINUTES, MeetingNow
from models.agenda import AgendaPart
from ui.pages.page import Page
from ui.pages.reading_order import order_tabs
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind


class AgendaPage(Page):
    """Each part with what can be done with it. What is changed holds at once."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        look = shell.look
        self._meeting: MeetingNow | None = None
        self._rows = Column(look, gap=8)
        back = Button(look, _("Back to the meeting"), "chevron-left", Kind.PRIMARY)
        back.clicked.connect(lambda: shell.go("meeting"))
        self._back = back
        title = Words(_("Our agenda"), "title")
        line = Words(_("You can change the order, give more time, or skip something."), "quiet")
        page = Column(look, title, line, self._rows, None, gap=12, margins=(32, 24, 32, 24))
        self.lay_out(page, Foot(look, [back]))

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows the agenda of the meeting that is held."""
        plan = self.shell.open_store.plan
        self._meeting = plan.meeting if plan else None
        if self._meeting is None:
            self.shell.go("desk" if plan else "today")
            return
        self._show(self._meeting)

    def leave(self) -> None:
        self._rows.clear()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Enter"), _("Choose what has the ring")),
            (_("F1"), _("Help")),
            (_("Ctrl+L"), _("Lock Two Pens")),
        )

    def first_focus(self) -> QWidget | None:
        return self._back

    # Insides

    def _show(self, meeting: MeetingNow, then: str = "") -> None:
        """Shows the parts; the keys go to the button that was pressed, wherever its part stands now."""
        self._rows.clear()
        self._buttons: dict[str, Button] = {}
        out = meeting.left_out
        for part in meeting.agenda:  # what was left out stays in its place: nothing else comes under the finger
            self._rows.add(self._left_out(part) if part in out else self._row(meeting, part))
        order_tabs(self)
        self._give_keys_to(then)

    def _give_keys_to(self, key: str) -> None:
        """The button that was pressed; at the end of the list, where it can do no more, the one that leads the other way."""
        turned = {"arrow-up": "arrow-down", "arrow-down": "arrow-up", "close": "plus", "plus": "close"}
        part, _slash, icon = key.rpartition("/")
        buttons = (self._buttons.get(f"{part}/{one}") for one in (icon, turned.get(icon, icon)))
        target = next((button for button in buttons if button is not None and button.isEnabled()), None)
        if target is not None:
            target.setFocus()

    def _row(self, meeting: MeetingNow, part: AgendaPart) -> QWidget:
        look = self.shell.look
        here = part == meeting.at
        words = Words(part.title, "bold" if here else "")
        n = meeting.minutes(part)
        time = _("{n} min. We are here.").format(n=n) if here else _("{n} min").format(n=n)
        tools = FlowRow(look, *self._tools(meeting, part), gap=8)
        return Card(look, FlowRow(look, words, Words(time, "small"), gap=12), tools, gap=4)

    def _tools(self, meeting: MeetingNow, part: AgendaPart) -> list[Button]:
        title, tools = part.title, []
        if meeting.can_move(part):
            earlier, later = _("{part}: earlier").format(part=title), _("{part}: later").format(part=title)
            tools.append(self._button(part, _("Earlier"), "arrow-up", earlier, lambda: meeting.move(part, -1)))
            tools.append(self._button(part, _("Later"), "arrow-down", later, lambda: meeting.move(part, 1)))
            for button, by in zip(tools, (-1, 1), strict=True):
                button.setEnabled(meeting.can_move_by(part, by))
        more, less = _("{part}: more time").format(part=title), _("{part}: less time").format(part=title)
        tools.append(self._button(part, _("More time"), "plus", more, lambda: meeting.change_minutes(part, STEP_MINUTES)))
        tools.append(self._button(part, _("Less time"), "minus", less, lambda: meeting.change_minutes(part, -STEP_MINUTES)))
        if meeting.can_leave_out(part) and part != meeting.at:
            out = _("Skip {part} today").format(part=title)
            tools.append(self._button(part, _("Skip today"), "close", out, lambda: meeting.leave_out(part)))
        return tools

    def _left_out(self, part: AgendaPart) -> QWidget:
        look, meeting = self.shell.look, self._meeting
        assert meeting is not None
        spoken = _("Talk about {part} today").format(part=part.title)
        back = self._button(part, _("Talk about it today"), "plus", spoken, lambda: meeting.take_in(part))
        return Card(look, FlowRow(look, Words(part.title, "quiet"), Words(_("Not today"), "small"), gap=12), FlowRow(look, back), gap=4)

    def _button(self, part: AgendaPart, words: str, icon: str, spoken: str, act: Callable[[], object]) -> Button:
        button = Button(self.shell.look, words, icon, Kind.PLAIN)
        button.setAccessibleName(spoken)
        key = f"{part.id}/{icon}"
        self._buttons[key] = button
        button.clicked.connect(lambda: self._do(act, key))
        return button

    def _do(self, act: Callable[[], object], key: str) -> None:
        act()
        if self._meeting is not None:
            self._show(self._meeting, key)
