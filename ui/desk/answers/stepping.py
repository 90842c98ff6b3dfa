"""A step: who takes it, and by when. Anybody can own one, patient and family too; with nobody it says so."""

from dataclasses import replace
from typing import Any

from app.answers import Step, read_step, step_in_words, step_value
from app.clock import today_by
from app.here import Here
from app.language import _
from models.text.runs import Entry
from ui.desk.answers.control import AnswerControl
from ui.widgets.boxes import Column, Row
from ui.widgets.buttons import Button
from ui.widgets.fields import DateField, Field
from ui.widgets.flow import FlowRow


class StepControl(AnswerControl):
    """Who and by when; what is to be done stands in the words below."""

    words_first = True

    def build(self) -> None:
        look = self.room.look
        self._shown_who = ""
        self.who = Field(look, _("Who takes this step?"))
        self.by_when = DateField(look, _("By when?"), lambda: today_by(self.room.shell.services.clock))
        self.names = FlowRow(look, *(self._name_button(here) for here in self.room.desk.people), gap=8)
        self.other = Button(look, _("Somebody else, or another day"), "pencil-outline")
        self._form = Column(look, FlowRow(look, self.who, self.by_when, gap=16, at_top=True), self.names, gap=8)
        self._opened = False
        self.add(Row(look, self.other, None))
        self.add(self._form)
        self.other.clicked.connect(self._open)
        self.who.box.editingFinished.connect(self._who_typed)
        self.by_when.day_changed.connect(lambda day: self._enter(by_when=day))

    def show_answers(self) -> None:
        """Where others have said who takes the step, that comes first: empty fields under it would look as if it were lost."""
        super().show_answers()
        said_by_others = bool(self.entries()) and self.own_entry() is None
        self.other.setVisible(said_by_others and not self._opened)
        self._form.setVisible(not said_by_others or self._opened)

    def in_words(self, entry: Entry) -> str:
        step = read_step(entry.value)
        return step_in_words(step, self.room.name_of) if step else ""

    def names_its_writer(self, entry: Entry) -> bool:
        step = read_step(entry.value)
        return step is not None and step.who in entry.pen.voice.people

    def show_own(self, entry: Entry | None) -> None:
        step = read_step(entry.value) if entry else None
        if not (self.who.box.hasFocus() or self.by_when.box.hasFocus()):
            self._shown_who = step.who if step else ""
            self.who.box.setText(self.room.name_of(self._shown_who) if self._shown_who else "")
        if not (self.by_when.box.hasFocus() or self.by_when.trouble):
            self.by_when.set_day(step.by_when if step else None)

    def _open(self) -> None:
        self._opened = True
        self.show_answers()
        self.who.box.setFocus()

    def _name_button(self, here: Here) -> Button:
        button = Button(self.room.look, here.known_as, "account-outline")
        button.setAccessibleName(_("{name} takes this step").format(name=here.known_as))
        button.clicked.connect(lambda: self._take(here.person))
        return button

    def _take(self, person: str) -> None:
        """Whoever was chosen takes it. The day is what is missing then: what is typed goes there, not into the words of the step."""
        self._enter(who=person)
        if self.own_entry() is not None and not self.by_when.box.text().strip():
            self.by_when.box.setFocus()

    def _who_typed(self) -> None:
        """A name that only one person of the sitting has means that person; any other is kept as it was typed."""
        typed = self.who.box.text().strip()
        if typed == (self.room.name_of(self._shown_who) if self._shown_who else ""):
            return
        meant = [here.person for here in self.room.desk.people if here.known_as == typed]
        self._enter(who=meant[0] if len(meant) == 1 else typed)

    def _enter(self, **changed: Any) -> None:
        """Who takes the step, or by when; the other stays as the same person said it before."""
        self.change(lambda before: _with_change(before, changed))


def _with_change(before: Entry | None, changed: dict[str, Any]) -> dict[str, Any] | None:
    step = (read_step(before.value) if before else None) or Step()
    new = replace(step, **changed)
    return None if new == step else step_value(new)
