"""A day, typed in words. Where people give different days, all stand."""

from datetime import date

from app.answers import date_value, is_too_late, read_date
from app.clock import today_by
from app.dates import write_day
from app.language import _
from models.text.runs import Entry
from ui.desk.answers.control import AnswerControl
from ui.widgets.fields import DateField


class DateControl(AnswerControl):
    """One day for each person."""

    keeps_a_line = True

    def build(self) -> None:
        self.field = DateField(self.room.look, _("Which day?"), lambda: today_by(self.room.shell.services.clock))
        self.add(self.field)
        self.field.day_changed.connect(self._day_changed)

    def in_words(self, entry: Entry) -> str:
        day = read_date(entry.value)
        if day is None:
            return ""
        plan = self.room.shell.open_store.plan
        if plan is not None and is_too_late(self.question, day, plan.plan.created_at.astimezone().date()):
            return _("{day}. That is more than twelve months after the plan began.").format(day=write_day(day))
        return write_day(day)

    def show_own(self, entry: Entry | None) -> None:
        if not (self.field.box.hasFocus() or self.field.trouble):
            self.field.set_day(read_date(entry.value) if entry else None)

    def _day_changed(self, day: date | None) -> None:
        self.enter(date_value(day))
