"""One question of a private page: its picture and words, and room for words or a choice. Everything is kept at each key."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QWidget

from app.answers import settled
from app.draft_words import Jotted
from app.language import _
from models.questions import CHOOSING, Duty, Kind, Question
from ui.icons import picture_icon
from ui.look import Look
from ui.pages.private_field import HINTS, PrivateField
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dressing import Words
from ui.widgets.fields import Field
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import PictureView
from ui.widgets.keeping import keep_place
from ui.widgets.pressing import Kind as ButtonKind
from ui.widgets.starters import Starters
from ui.writing.capture import types_letters


class QuestionCard(Card):
    """A question with what stands there. `write(box, words)` and `choose(values, own)` are called at each change.

    `who_leads` is what was chosen for now before everybody, for the invitation to lead.
    """

    def __init__(
        self,
        look: Look,
        question: Question,
        jotted: Jotted,
        write: Callable[[int, str], object],
        choose: Callable[[tuple[str, ...], str], object],
        who_leads: str = "",
    ) -> None:
        self.question = question
        super().__init__(look, _head(look, question, who_leads), gap=12, margins=(20, 16, 20, 16))
        if question.kind in CHOOSING:
            self.answer: Jottings | Choosing = Choosing(look, question, jotted)
            self.answer.chosen.connect(choose)
        else:
            self.answer = Jottings(look, question, jotted)
            self.answer.written.connect(write)
        self.add(self.answer)

    @property
    def first(self) -> QWidget:
        """Where the keys go."""
        return self.answer.first


class Jottings(Column):
    """Room for words; for a question that repeats one box for each thing."""

    written = Signal(int, str)

    def __init__(self, look: Look, question: Question, jotted: Jotted) -> None:
        self._question, self._boxes = question, list[PrivateField]()
        self._room = Column(look, gap=10)
        more = Button(look, _("One more thing"), "plus")
        more.clicked.connect(lambda: self._add_room("").setFocus())
        self._more, self._starters = FlowRow(look, more), Starters(look, question.starters)
        self._starters.chosen.connect(self._begin_with)
        super().__init__(look, self._starters, self._room, self._more, gap=10)
        for words in jotted.boxes or ("",):
            self._add_room(words)

    @property
    def first(self) -> QWidget:
        """The first box."""
        return self._boxes[0]

    def _begin_with(self, words: str) -> None:
        """Puts them into the first box that holds nothing, or into one more, and the keys behind them."""
        box = self._empty_box or self._add_room("")
        box.setPlainText(words)
        box.moveCursor(QTextCursor.MoveOperation.End)
        box.setFocus()

    @property
    def _empty_box(self) -> PrivateField | None:
        return next((box for box in self._boxes if not box.toPlainText().strip()), None)

    def _show_ways(self) -> None:
        """What has no place any more is not offered, or can't be pressed."""
        self._more.setVisible(self._takes_more)
        self._starters.setVisible(bool(self._question.starters))
        self._starters.setEnabled(self._takes_more or self._empty_box is not None)

    def _add_room(self, words: str) -> PrivateField:
        at, box = len(self._boxes), PrivateField(self.look, words)
        box.textChanged.connect(lambda: self.written.emit(at, box.toPlainText()))
        box.textChanged.connect(self._show_ways)
        self._boxes.append(box)
        field = Field(self.look, self._label(at), box)
        box.setAccessibleDescription(self._question.wording)
        self._room.add(field)
        self._show_ways()
        return box

    @property
    def _takes_more(self) -> bool:
        """Whether the form has a place for one more thing."""
        most = self._question.most_boxes
        return self._question.repeats and (not most or len(self._boxes) < most)

    def _label(self, at: int) -> str:
        return _("Thing {n}").format(n=at + 1) if self._question.repeats else _("In my own words")


class Choosing(Column):
    """A choice, with a line for own words where it takes them. It can be left open again."""

    chosen = Signal(tuple, str)

    def __init__(self, look: Look, question: Question, jotted: Jotted) -> None:
        self._question, self._values = question, jotted.values
        options = [
            Option(choice.value, choice.words, picture_icon(choice.picture) if choice.picture else "") for choice in question.choices
        ]
        tall = question.kind is Kind.SCALE and any(option.icon for option in options)
        several, in_order = question.kind is Kind.SEVERAL, question.has(Duty.IN_ORDER)
        self._row = ChoiceRow(look, question.wording, options, several=several, tall=tall, in_order=in_order)
        self._own = Field(look, _("In my own words"), QLineEdit(jotted.own))
        self._own.box.setInputMethodHints(HINTS)
        self._open = Button(look, _("Leave this open"), "close", ButtonKind.GHOST)
        keep_place(self._open)  # else it comes where *More choices* stood
        super().__init__(look, self._row, FlowRow(look, self._open), self._own, gap=10)
        self._row.chosen.connect(self._pressed)
        self._own.box.textEdited.connect(lambda _words: self._tell())
        self._open.clicked.connect(lambda: self._take(()))
        self._show()

    @property
    def first(self) -> QWidget:
        """The first choice."""
        return next(iter(self._row.buttons.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that are typed on a choice are meant for the own words below it, behind those that stand there."""
        if types_letters(event) and self._own.isVisible():
            if not self._own.box.hasFocus():
                self._own.box.end(False)
            self._own.box.setFocus()
            self._own.box.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _pressed(self, key: str) -> None:
        if self._question.kind is Kind.SEVERAL:
            without = tuple(value for value in self._values if value != key)
            self._take(settled(self._question, self._values, (*without, key) if key in self._row.keys else without))
        else:
            self._take((key,))

    def _take(self, values: tuple[str, ...]) -> None:
        self._values = values
        self._show()
        self._tell()

    def _show(self) -> None:
        self._row.choose(*self._values)
        self._own.setVisible(self._takes_own_words)
        if not self._takes_own_words:
            self._own.box.clear()
        if not self._values and self._open.hasFocus():
            self.first.setFocus()
        self._open.setVisible(bool(self._values))

    def _tell(self) -> None:
        self.chosen.emit(self._values, self._own.box.text())

    @property
    def _takes_own_words(self) -> bool:
        return any(choice.own_words and choice.value in self._values for choice in self._question.choices)


def _head(look: Look, question: Question, who_leads: str) -> QWidget:
    lines = [Words(question.wording, "question")]
    if question.has(Duty.CHAIR):
        lines += [
            Words(_("You are invited to lead. You can say yes, share it, or say no.")),
            Words(_("You can hand it on, or change this at any time.")),
            *([Words(who_leads, "bold")] if who_leads else []),
        ]
    lines += [Words(question.help, "quiet")] if question.help else []
    return Row(look, PictureView(look, picture_icon(question.picture)), (Column(look, *lines, gap=2), 1), gap=14)
