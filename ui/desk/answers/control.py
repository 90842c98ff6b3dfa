"""What all controls of answers share: they show each person's newest answer with that person's mark, and enter one with the pen in hand."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.answers import asks_for_help
from app.language import _
from app.sides import Box
from models.questions import Duty, Question
from models.text.document import question_of
from models.text.runs import Entry, Said
from ui.desk.drafts import Draft, HalfGiven, Left
from ui.desk.half_given import BegunLines
from ui.desk.room import DeskRoom
from ui.widgets.boxes import Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.people import MarkView
from ui.widgets.pressing import Kind

MARK = 40  # of whoever gave an answer


class AnswerControl(HalfGiven, Dressed, QWidget):
    """One control in one box of a question. `words_first`: the words of the box stand above it."""

    words_wanted = Signal()  # the answer is given: what is typed now goes into the words of the box
    words_first = False
    keeps_a_line = False  # the words below stay where they are when the first answer is given and written out above them

    def __init__(self, room: DeskRoom, question: Question, box: Box) -> None:
        super().__init__()
        self.room, self.question, self.box = room, question, box
        self._column = QVBoxLayout(self)
        self._given, self._begun = Column(room.look, gap=4), BegunLines(room)
        self.build()
        for piece in (self._given, self._begun):
            if self._column.indexOf(piece) < 0:
                self.add(piece)
        self._shown: list[Entry] | None = None
        room.pen_changed.connect(self._pen_changed)
        room.places_changed.connect(self._places_changed)
        self.wear(room.look)
        self.show_answers()
        self.begin_drafts(room.drafts, f"{box.name}/control", room.desk.pen)

    # What each control says

    def build(self) -> None:
        """Puts the control together."""
        raise NotImplementedError

    def in_words(self, entry: Entry) -> str:
        """An answer in words, as it is shown under the control; empty shows nothing there."""
        raise NotImplementedError

    def names_its_writer(self, entry: Entry) -> bool:
        """Whether an answer in words already names the person whose it is."""
        return False

    def was_given(self, value: Mapping[str, Any]) -> None:
        """An answer was given just now. Where it sounds as if somebody needs a person, that is offered."""
        if asks_for_help(self.question, value):
            self.room.offer_help_now()

    def show_own(self, entry: Entry | None) -> None:
        """Shows the answer of the pen in hand as chosen; None when it gave none here."""

    def draft(self) -> Draft | None:
        """Most answers are given by one press: nothing is ever half given."""
        return None

    def show_draft(self, draft: Draft | None) -> None:
        """Nothing is ever half given, so there is nothing to show."""

    def show_begun(self, others: list[Left]) -> None:
        self._begun.show_begun(others)

    # What you can tell it

    def show_answers(self) -> None:
        """Shows everybody's answers, and which is that of the pen in hand."""
        entries = self._shown = self.entries()
        self.show_own(self.own_entry())
        self._given.clear()
        for entry in entries:
            words = self.in_words(entry)
            if words:
                self._given.add(self._line(entry, words))
        if self.waits_for_others:
            self._given.add(Words(kept_apart_in_words(), "quiet"))

    def close_down(self) -> None:
        """Lets go of the room."""
        self.keep_draft()
        self.room.pen_changed.disconnect(self._pen_changed)
        self.room.places_changed.disconnect(self._places_changed)

    def dress(self) -> None:
        pad = self.look.pad
        self._column.setContentsMargins(pad(24), pad(4), pad(16), pad(4))
        self._column.setSpacing(pad(8))
        self._given.setMinimumHeight(self.look.px(MARK) + 2 if self.keeps_a_line and not self.words_first else 0)

    def leave_it(self) -> None:
        """What is half given here with the pen in hand is wanted no more."""
        self.show_draft(None)
        self.tell_turned()

    # For the controls themselves

    def add(self, widget: QWidget) -> None:
        """Puts a piece into the control."""
        self._column.addWidget(widget)

    def add_given(self) -> None:
        """Puts what was given here, above what comes after it. Where it is not called that stands last."""
        self.add(self._given)
        self.add(self._begun)

    def entries(self) -> list[Entry]:
        """Each person's newest answer here; while answers are kept apart, or not shown, that of the pen in hand alone."""
        entries, pen = self.room.desk.entries(self.box.name), self.room.desk.pen
        if not (self.waits_for_others or self.room.desk.hides(self.box.name)):
            return entries
        return [entry for entry in entries if pen and entry.pen.voice.same_words_as(pen.voice)]

    @property
    def waits_for_others(self) -> bool:
        """Whether answers are shown only when everybody who is here has given one, and somebody has not."""
        return self.room.desk.waits_for_others(self.question, question_of(self.box.name)[1])

    def own_entry(self) -> Entry | None:
        """The newest answer of whoever the pen in hand speaks for; None when they gave none here."""
        pen = self.room.desk.pen
        return next((entry for entry in self.entries() if pen and entry.pen.voice.same_words_as(pen.voice)), None)

    def enter(self, value: dict[str, Any]) -> None:
        """Gives an answer with the pen in hand; asks who is writing when none fits."""
        self.change(lambda _before: value)

    def change(self, make: Callable[[Entry | None], dict[str, Any] | None]) -> None:
        """Gives an answer that is made of the one before, of the same person: known only once it is known whose pen it is.

        Asks who is writing when no pen fits. Nothing is entered that stands there already, nor for None.
        """
        self.room.with_pen_in_hand(lambda: self._change(make), self.box.name)
        self.show_answers()

    # Insides

    def _change(self, make: Callable[[Entry | None], dict[str, Any] | None]) -> None:
        before = self.own_entry()
        value = make(before)
        if value is not None and (before is None or before.value != value):
            self.room.desk.enter(self.box.name, value)
            self.was_given(value)

    def _pen_changed(self) -> None:
        self.show_answers()
        self.follow_pen(self.room.desk.pen)

    def _line(self, entry: Entry, words: str) -> QWidget:
        person = entry.pen.voice.people[0] if entry.pen.voice.people else entry.pen.hands
        name = self.room.name_of(person)
        pieces: list[QWidget | tuple[QWidget, int] | None] = [MarkView(self.look, self.room.mark_of(person), name, MARK)]
        said = words if self.names_its_writer(entry) else _("{name}: {answer}").format(name=name, answer=words)
        pieces.append((Words(said), 1))
        if entry.said is Said.WAITING:
            pieces += [
                Words(_("Typed by {name}, not yet confirmed").format(name=self.room.name_of(entry.pen.hands)), "small"),
                *self._confirm(entry),
            ]
        return Row(self.look, *pieces, gap=8)

    def _confirm(self, entry: Entry) -> list[QWidget]:
        """The buttons for the person whose answer this is said to be, while that person holds the pen."""
        pen = self.room.desk.pen
        if pen is None or not pen.own_hands or pen.hands not in entry.pen.voice.owners:
            return []
        yes, no = Button(self.look, _("Yes, mine"), "check"), Button(self.look, _("Not mine"), "close", Kind.GHOST)
        yes.clicked.connect(lambda: self.room.desk.answer_typed_for(self.box.name, entry.key, True))
        no.clicked.connect(lambda: self.room.desk.answer_typed_for(self.box.name, entry.key, False))
        return [yes, no]

    def _places_changed(self, places: frozenset[str]) -> None:
        mine = self.box.name in places or (self.question.has(Duty.APART_FIRST) and self.question.id in map(_asked_at, places))
        if mine and self.entries() != self._shown:  # every key in the words of the box comes here too
            self.show_answers()


def kept_apart_in_words() -> str:
    """Why nothing is shown yet, where answers are kept apart at first."""
    return _("Everybody's choice is shown when each has chosen or passed.")


def _asked_at(place: str) -> str:
    return question_of(place)[0]
