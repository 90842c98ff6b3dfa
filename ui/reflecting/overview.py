"""Everybody who came, each with a large button to answer alone; and, once each of them wants it, what they say side by side."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.dates import write_day
from app.language import _
from app.reflection import Asked, Reflection, when_to_answer
from ui.painting import MarkStyle
from ui.reflecting.columns import promise_card
from ui.shell import Shell
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.people import PersonCard


class Overview(Column):
    """`answers` carries the id of the person who answers alone; `side_by_side_wanted` says that people look at it together."""

    answers = Signal(str)
    side_by_side_wanted = Signal()

    def __init__(self, shell: Shell, reflection: Reflection) -> None:
        look = shell.look
        self._shell, self._reflection = shell, reflection
        self._people = reflection.people()
        self.cards = {asked.person.id: self._card(asked) for asked in self._people if reflection.can_answer(asked.person.id)}
        questions = reflection.shelf.questions
        super().__init__(look, gap=14)
        self.add(
            Words(_("After we met"), "title"),
            *self._which_day(),
            Words(questions.opening, "big"),
            Words(_("Nobody has to answer. Nobody else sees what you say, unless you show it."), "quiet"),
            *([FlowRow(look, *self.cards.values(), gap=18, even=True)] if self.cards else []),
            *(Words(when_to_answer(asked.person)) for asked in self._people if asked.person.id not in self.cards),
            *self._shown(),
        )

    @property
    def first(self) -> QWidget | None:
        """Where the keys go; None where nobody can answer now."""
        return next(iter(self.cards.values()), None)

    # Insides

    def _which_day(self) -> list[QWidget]:
        """A sitting that is over is named by its day."""
        ended, began = self._reflection.sitting.ended_at, self._reflection.sitting.started_at
        return [Words(_("We met on {day}.").format(day=write_day(began.astimezone().date())), "quiet")] if ended else []

    def _card(self, asked: Asked) -> PersonCard:
        person = asked.person
        words = _("{name} answers alone").format(name=person.known_as)
        lines = (_("Done. You can change it."),) if asked.done else ()
        card = PersonCard(self._shell.look, MarkStyle.of(person.mark, person.initials), words, lines)
        card.setAutoExclusive(False)
        card.setCheckable(False)
        card.clicked.connect(lambda: self.answers.emit(person.id))
        return card

    def _shown(self) -> list[QWidget]:
        """What people show each other; for those alone who were there. Why something is not shown is never said."""
        look, unlocked_by = self._shell.look, self._shell.open_store.unlocked_by
        if unlocked_by is None or not self._reflection.may_look(unlocked_by.id):
            return [Words(_("Somebody who was there can open what was shown."), "quiet")]
        promises = [promise_card(look, person, words) for person, words in self._reflection.promises()]
        if not self._reflection.side_by_side():
            when = Words(_("Answers are shown side by side when each of us is done and wants it."), "quiet")
            return [*promises, when, *self._closing()]
        self.beside = Button(look, _("Show it side by side"), "view-column-outline")
        self.beside.clicked.connect(self.side_by_side_wanted)
        return [*promises, FlowRow(look, self.beside), *self._closing()]

    def _closing(self) -> list[QWidget]:
        waited_for = [asked for asked in self._people if asked.waited_for]
        done = bool(waited_for) and all(asked.done for asked in waited_for)
        return [Words(self._reflection.shelf.questions.closing, "bold")] if done else []
