"""Choosing from a list: one, several, or a step of a scale. Each choice shows the marks of those who made it."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.answers import Chosen, chosen_value, in_order, read_chosen, settled
from app.forms import pictures
from app.language import _
from models.questions import Duty, Kind
from models.text.runs import Entry
from ui.desk.answers.control import AnswerControl
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.fields import Field


class ChoosingControl(AnswerControl):
    """A row of choices. A choice with own words opens a line for them."""

    def build(self) -> None:
        question = self.question
        several = question.kind is Kind.SEVERAL
        options = [Option(choice.value, choice.words, _icon(choice.picture)) for choice in question.choices]
        tall = question.kind is Kind.SCALE and any(option.icon for option in options)
        self.choices = ChoiceRow(
            self.room.look, question.wording, options, several=several, tall=tall, in_order=question.has(Duty.IN_ORDER)
        )
        self.own = Field(self.room.look, _("In my own words"), QLineEdit())
        self.add(self.choices)
        self.add(self.own)
        self.choices.chosen.connect(self._pressed)
        self.own.box.editingFinished.connect(self._own_written)
        self.own.hide()
        self._shown_own = ""

    def in_words(self, entry: Entry) -> str:
        """Only own words are written out, since the choices carry their marks; and an order is: they number that of one pen alone."""
        chosen = read_chosen(entry.value)
        if chosen is not None and self.question.has(Duty.IN_ORDER):
            return " ".join(in_order(self.question, chosen))
        return chosen.own if chosen else ""

    def show_own(self, entry: Entry | None) -> None:
        chosen = read_chosen(entry.value) if entry else None
        values = chosen.values if chosen else ()
        self.choices.choose(*values)
        self.own.setVisible(self._takes_own_words(values))
        if not self.own.box.hasFocus():
            self._shown_own = chosen.own if chosen else ""
            self.own.box.setText(self._shown_own)
        for value, button in self.choices.buttons.items():
            people = [one.pen.voice.people[0] for one in self.entries() if one.pen.voice.people and _has(one, value)]
            button.show_marks([self.room.mark_of(person) for person in people], ", ".join(self.room.name_of(person) for person in people))

    def _pressed(self, key: str) -> None:
        chosen = key in self.choices.keys
        self.change(lambda before: self._with_press(before, key, chosen))
        values = _values(self.own_entry())
        if key in values and self._takes_own_words((key,)):
            self.own.box.setFocus()

    def _own_written(self) -> None:
        words = self.own.box.text()
        if words == self._shown_own:
            return
        self.change(lambda before: self._with_own_words(before, words))

    def _with_press(self, before: Entry | None, key: str, chosen: bool) -> dict[str, Any]:
        """The answer of before with one choice more, or one less."""
        old = read_chosen(before.value) if before else None
        held = old.values if old else ()
        others = tuple(value for value in held if value != key) if self.question.kind is Kind.SEVERAL else ()
        values = settled(self.question, held, (*others, key) if chosen else others)
        return chosen_value(self.question, Chosen(values, old.own if old and self._takes_own_words(values) else ""))

    def _with_own_words(self, before: Entry | None, words: str) -> dict[str, Any] | None:
        """The answer of before with other own words. None where the choice that takes them is not made."""
        values = _values(before)
        return chosen_value(self.question, Chosen(values, words)) if self._takes_own_words(values) else None

    def _takes_own_words(self, values: tuple[str, ...]) -> bool:
        return any(choice.own_words and choice.value in values for choice in self.question.choices)


def _values(entry: Entry | None) -> tuple[str, ...]:
    chosen = read_chosen(entry.value) if entry else None
    return chosen.values if chosen else ()


def _has(entry: Entry, value: str) -> bool:
    chosen = read_chosen(entry.value)
    return chosen is not None and value in chosen.values


def _icon(picture: str) -> str:
    found = pictures().get(picture)
    return found.icon if found else ""
