"""A day, typed in words. Where people give different days, all stand."""

from datetime import date

from app.answers import date_value, is_too_late, read_date
from app.clock import today_by
from app.dates import day_in, write_day
from app.language import _
from app.places import kept_words
from models.text.runs import Entry
from ui.desk.answers.control import AnswerControl
from ui.widgets.buttons import Button
from ui.widgets.fields import DateField
from ui.widgets.flow import FlowRow
from ui.widgets.keeping import keep_place

_LONG = date(2000, 9, 30)  # a day that takes room


class DateControl(AnswerControl):
    """One day for each person."""

    keeps_a_line = True

    def build(self) -> None:
        self.field = DateField(self.room.look, _("Which day?"), self._today)
        self._named: date | None = None  # in the words of the box, while nobody has given a day here
        self._take = Button(self.room.look, _day_in_words(_LONG), "calendar-check")
        keep_place(self._take)  # it comes while somebody writes below
        self.add(FlowRow(self.room.look, self.field, self._take, gap=12))
        self._take.hide()
        self._take.clicked.connect(lambda: self._day_changed(self._named))
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

    def show_answers(self) -> None:
        super().show_answers()
        self._offer_what_the_words_name()

    # Insides

    def _today(self) -> date:
        return today_by(self.room.shell.services.clock)

    def _places_changed(self, places: frozenset[str]) -> None:
        super()._places_changed(places)
        if self.box.name in places:
            self._offer_what_the_words_name()

    def _offer_what_the_words_name(self) -> None:
        """A day that was written into the words of the box is no day to reckon with until somebody says that it is."""
        words = "" if self.room.desk.hides(self.box.name) or self.entries() else kept_words(self.room.desk.document, self.box.name)
        self._named = day_in(words, self._today()) if words else None
        if self._named is not None:
            self._take.set_words(_day_in_words(self._named))
        self._take.setVisible(self._named is not None)

    def _day_changed(self, day: date | None) -> None:
        self.enter(date_value(day))


def _day_in_words(day: date) -> str:
    return _("The day is {day}").format(day=write_day(day))
