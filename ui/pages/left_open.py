"""What is asked once after Two Pens was closed or cut off in the middle of a sitting: go on with it, or end it."""

from PySide6.QtCore import Signal

from app.clock import today_by
from app.dates import write_day, write_time
from app.language import _
from app.left_open import LeftOpen, end, go_on
from ui.pages.attempting import attempt
from ui.pages.starting import page_to_write
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.widgets.boxes import Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.people import MarkView
from ui.widgets.pressing import Kind


class LeftOpenCard(Column):
    """Says up to when the words are here. `answered` carries the page to go on to. Whose sitting it was is told by initials alone."""

    answered = Signal(str)

    def __init__(self, shell: Shell, left: LeftOpen) -> None:
        self._shell, self._left = shell, left
        look = shell.look
        self.first = Button(look, _("Go on with this sitting"), "pencil", Kind.PRIMARY)
        self._end = Button(look, _("End it"), "check")
        super().__init__(
            look,
            Words(self._title(), "title"),
            Words(self._kept(), "big"),
            *self._about(),
            8,
            FlowRow(look, self.first, self._end, gap=12),
            gap=12,
        )
        self.first.clicked.connect(self._go_on)
        self._end.clicked.connect(self._end_it)

    def _about(self) -> list[Row]:
        patient = self._left.sitting.patient
        if patient is None:
            return [Row(self._shell.look, Words(_("It was about no patient.")))]
        words = Words(_("It was about {initials}.").format(initials=patient.initials))
        mark = MarkView(self._shell.look, MarkStyle.of(patient.mark, patient.initials), patient.initials)
        return [Row(self._shell.look, mark, (words, 1), gap=12)]

    def _title(self) -> str:
        return _("Your sitting waits for you.") if self._left.paused else _("Two Pens closed by accident.")

    def _kept(self) -> str:
        if self._left.paused:
            return _("Two Pens was closed before the end. All your words are here.")
        if self._left.written_at is None:
            return _("Nobody had written yet.")
        here, today = self._left.written_at.astimezone(), today_by(self._shell.services.clock)
        time = write_time(here) if here.date() == today else _("{time} on {day}").format(time=write_time(here), day=write_day(here.date()))
        return _("Your words are here up to {time}. Check the last line.").format(time=time)

    def _go_on(self) -> None:
        attempt(self._shell, lambda: go_on(self._shell.open_store, self._left))
        self.answered.emit(self._way_on())

    def _way_on(self) -> str:
        store = self._shell.open_store
        if store.sitting is not None and self._left.long_ago:
            return "who_is_here"  # nobody stays on the list who has gone home meanwhile
        return page_to_write(store)

    def _end_it(self) -> None:
        attempt(self._shell, lambda: end(self._shell.open_store, self._left))
        self.answered.emit("today")
