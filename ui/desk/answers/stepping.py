"""A step: who takes it, and by when. Anybody can own one, patient and family too; with nobody it says so."""

from app.answers import Step, read_step, step_value
from app.dates import write_day
from app.language import _
from models.text.runs import Entry
from ui.desk.answers.control import AnswerControl
from ui.widgets.buttons import Button
from ui.widgets.fields import DateField, Field
from ui.widgets.flow import FlowRow


class StepControl(AnswerControl):
    """Who and by when; what is to be done stands in the words below."""

    words_first = True

    def build(self) -> None:
        look = self.room.look
        self._people = {here.known_as: here.person for here in self.room.desk.people}
        self.who = Field(look, _("Who takes this step?"))
        self.by_when = DateField(look, _("By when?"), lambda: self.room.shell.services.clock.now().date())
        self.names = FlowRow(look, *(self._name_button(name) for name in self._people), gap=8)
        for piece in (self.names, FlowRow(look, self.who, self.by_when, gap=16, at_top=True)):
            self.add(piece)
        self.who.box.editingFinished.connect(self._enter)
        self.by_when.day_changed.connect(lambda _day: self._enter())

    def in_words(self, entry: Entry) -> str:
        step = read_step(entry.value)
        if step is None:
            return ""
        day = write_day(step.by_when) if step.by_when else ""
        if not step.who:
            by = _("Nobody has taken this step yet. It is to be done by {day}.").format(day=day)
            return by if day else _("Nobody has taken this step yet.")
        who = self.room.name_of(step.who)
        return _("{who} takes this step, by {day}.").format(who=who, day=day) if day else _("{who} takes this step.").format(who=who)

    def names_its_writer(self, entry: Entry) -> bool:
        step = read_step(entry.value)
        return step is not None and step.who in entry.pen.voice.people

    def show_own(self, entry: Entry | None) -> None:
        step = read_step(entry.value) if entry else None
        if not (self.who.box.hasFocus() or self.by_when.box.hasFocus()):
            self.who.box.setText(self.room.name_of(step.who) if step and step.who else "")
            self.by_when.set_day(step.by_when if step else None)

    def _name_button(self, name: str) -> Button:
        button = Button(self.room.look, name, "account-outline")
        button.setAccessibleName(_("{name} takes this step").format(name=name))
        button.clicked.connect(lambda: self._take(name))
        return button

    def _take(self, name: str) -> None:
        self.who.box.setText(name)
        self._enter()

    def _enter(self) -> None:
        typed = self.who.box.text().strip()
        value = step_value(Step(self._people.get(typed, typed), self.by_when.day))
        known = [entry.value for entry in self.entries()]
        if value not in known and (typed or self.by_when.day):
            self.enter(value)
