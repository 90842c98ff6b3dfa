"""Side by side: one column for each person who shows their answers, all of equal size, in the order of who is here."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.after_questions import AfterShelf
from app.language import _
from app.reflection import Shown, in_words, to_hear
from models.people import Person
from models.questions import Question
from models.reflections import Answer
from ui.look import Look
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.speaking import HearButton
from ui.widgets.boxes import Card, Column, Row, TwoSides
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.people import MarkView


def side_by_side(shell: Shell, shown: Sequence[Shown], shelf: AfterShelf) -> QWidget:
    """The columns of everybody who shows their answers, to look at and to hear together."""
    look = shell.look
    hear = FlowRow(look, HearButton(shell, lambda: to_hear(shown, shelf)))
    columns = TwoSides(look, *(_column(look, one, shelf) for one in shown))
    return Column(look, Words(_("Side by side"), "title"), Words(shelf.questions.closing, "big"), hear, columns, gap=14)


def promise_card(look: Look, person: Person, words: str) -> QWidget:
    """A promise that its writer shows to the others."""
    said = Column(look, Words(_("{name} promises").format(name=person.known_as), "bold"), Words(words, "big"), gap=2)
    return Card(look, Row(look, _mark(look, person), (said, 1), gap=12))


def _column(look: Look, shown: Shown, shelf: AfterShelf) -> QWidget:
    head = Row(look, _mark(look, shown.person), (Words(shown.person.known_as, "question"), 1), gap=12)
    answers = [_answer(look, question, answer, shelf) for question, answer in shown.answers]
    return Card(look, head, *answers, None, gap=16)


def _answer(look: Look, question: Question, answer: Answer, shelf: AfterShelf) -> QWidget:
    first, *more = in_words(question, answer, shelf)
    return Column(look, Words(question.wording, "small"), Words(first, "bold" if answer else "quiet"), *map(Words, more), gap=2)


def _mark(look: Look, person: Person) -> MarkView:
    return MarkView(look, MarkStyle.of(person.mark, person.initials), person.known_as)
