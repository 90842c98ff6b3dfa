"""One question for one person alone: its picture and words, large, what can be chosen, and a place for own words. Kept as it is said."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from app.after_questions import AfterShelf
from app.language import _
from app.reflection import OwnPart
from models.after_questions import Ladder
from models.questions import Choice, Kind, Question
from models.reflections import Answer
from ui.icons import picture_icon
from ui.pages.attempting import attempt
from ui.pages.private_field import PrivateField
from ui.reflecting.ladder import LadderView
from ui.shell import Shell
from ui.speaking import HearButton
from ui.widgets.boxes import Column, Row
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dressing import Words
from ui.widgets.fields import Field, LongField
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import PictureView
from ui.widgets.sight import bring_into_sight
from ui.writing.capture import types_letters

KEEP_MS = 250  # as at the desk: no more than this is ever lost
AGAIN_MS = 3_000  # between one try and the next, while the store takes nothing


class OneQuestion(Column):
    """What all of them share: the head, and that typed words are kept within a quarter of a second. `said` tells that something was.

    While the store takes nothing the words stay here; it is tried again and again, and told once.
    """

    said = Signal()
    box: LongField

    def __init__(self, shell: Shell, own: OwnPart, question: Question, *more_to_hear: str) -> None:
        self.shell, self.own, self.question = shell, own, question
        self.hear = HearButton(shell, lambda: [question.wording, question.help, *more_to_hear])
        before = [Words(_("You answered this before. It stays, unless you answer again."))] if own.is_hidden(question.id) else []
        super().__init__(shell.look, self._head(), *before, gap=16)
        self._waits = self._told = False  # whether something here is not kept yet, and whether it was said why
        self._soon = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._soon.timeout.connect(lambda: self._try() if self._told else self.keep())
        self._again.timeout.connect(self._try)

    # What each of them says

    @property
    def first(self) -> QWidget:
        """Where the keys go."""
        raise NotImplementedError

    def say(self) -> None:
        """Says what stands here now. Raises what the store, or the form, has against it."""
        raise NotImplementedError

    # What you can tell it

    def keep_what_waits(self) -> bool:
        """Keeps what was said last, if it is not kept yet. Gives whether all of it is: else it was told why."""
        return not self._waits or self.keep()

    def keep(self) -> bool:
        """Keeps what stands here now. Gives whether it was: else it was told why, and it is tried again by itself."""
        kept = attempt(self.shell, self.say)
        self._tried(kept)
        return kept

    def drop(self) -> None:
        """What is not kept yet need not be: its writer has taken it back."""
        self._waits = False
        self._soon.stop()
        self._again.stop()

    def close_down(self) -> None:
        """Keeps what was said last, or leaves it with the words that wait for room. No word stays here, however long Qt lets it lie."""
        if not self.keep_what_waits():
            attempt(self.shell, lambda: self.own.leave_behind(self.say))
        self.drop()
        self.box.blockSignals(True)
        self.box.clear()
        self.hear.close_down()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that are typed on a choice are meant for the own words below it, behind those that stand there."""
        if types_letters(event) and self.box.isVisible():
            if not self.box.hasFocus():
                self.box.moveCursor(QTextCursor.MoveOperation.End)
            self.box.setFocus()
            self.box.keyPressEvent(event)
            bring_into_sight(self.words)
        else:
            super().keyPressEvent(event)

    # For the questions themselves

    def note_change(self) -> None:
        """Something here is not kept yet: soon it is."""
        self._waits = True
        self._soon.start()

    def words_field(self, label: str, words: str, lines: int) -> LongField:
        """A place for own words, below what stands here already."""
        box = PrivateField(self.look, words, lines)
        box.textChanged.connect(self.note_change)
        self.words = Field(self.look, label, box)
        self.add(self.words)
        return box

    def _try(self) -> None:
        """Tries once more, without a word: what is in the way has been told."""
        try:
            self.say()
        except Exception:
            self._tried(False)
        else:
            self._tried(True)

    def _tried(self, kept: bool) -> None:
        self._soon.stop()
        self._waits = self._told = not kept
        if kept:
            self._again.stop()
        else:
            self._again.start()
        self.said.emit()

    def _head(self) -> QWidget:
        look, question = self.shell.look, self.question
        lines = [Words(question.wording, "title")]
        if question.professional_wording != question.wording:
            lines.append(Words(_("In staff words: {words}").format(words=question.professional_wording), "small"))
        lines += [Words(question.help, "big")] if question.help else []
        words = Column(look, *lines, FlowRow(look, self.hear), gap=6)
        return Row(look, PictureView(look, picture_icon(question.picture), 58 if look.large else 88), (words, 1), gap=18)


class ChoosingQuestion(OneQuestion):
    """Picture choices, and own words beside them; for the ladder its steps above the other choices."""

    def __init__(self, shell: Shell, own: OwnPart, question: Question, shelf: AfterShelf, ladder: Ladder | None = None) -> None:
        steps = tuple(f"{step.meaning} {step.name}." for step in ladder.steps) if ladder else ()
        super().__init__(shell, own, question, *steps, *(f"{choice.words}." for choice in question.choices))
        answer = own.answer_to(question.id)
        self.choice = answer.choice
        self.ladder = LadderView(shell.look, ladder, question.wording) if ladder else None
        options = [Option(choice.value, choice.words, picture_icon(choice.picture)) for choice in question.choices]
        self.choices = ChoiceRow(shell.look, _("Or") if ladder else question.wording, options, tall=not ladder)
        if self.ladder is not None and ladder is not None:
            self.add(self.ladder, self.choices, *_credit(ladder), *_elsewhere(shelf, ladder, answer))
            self.ladder.chosen.connect(self._choose)
        else:
            self.add(self.choices)
        label = _("Why? In my own words, if I like") if ladder else _("In my own words, if I like")
        self.box = self.words_field(label, answer.words, 2)
        self.choices.chosen.connect(self._choose)
        self._show()

    @property
    def first(self) -> QWidget:
        buttons = list((self.ladder.steps if self.ladder else self.choices.buttons).values())
        return next((button for button in buttons if button.isChecked()), buttons[-1 if self.ladder else 0])

    def say(self) -> None:
        self.own.answer(self.question, Answer(self.choice, self.box.toPlainText()))

    def _choose(self, value: str) -> None:
        self.choice = value
        if self._shuts_out():
            self.box.blockSignals(True)
            self.box.clear()
            self.box.blockSignals(False)
        self._show()
        self.keep()

    def _show(self) -> None:
        if self.ladder is not None:
            self.ladder.choose(self.choice)
        self.choices.choose(*([self.choice] if self.choice in self.choices.buttons else []))
        self.words.setVisible(not self._shuts_out())

    def _shuts_out(self) -> bool:
        chosen: Choice | None = next((one for one in self.question.choices if one.value == self.choice), None)
        return chosen is not None and chosen.shuts_out


class OpenQuestion(OneQuestion):
    """A place to write, and nothing to choose."""

    def __init__(self, shell: Shell, own: OwnPart, question: Question) -> None:
        super().__init__(shell, own, question)
        self.box = self.words_field(_("In my own words"), own.answer_to(question.id).words, 4)

    @property
    def first(self) -> QWidget:
        return self.box

    def say(self) -> None:
        self.own.answer(self.question, Answer(words=self.box.toPlainText()))


class PledgeQuestion(OneQuestion):
    """A promise in own words, with words to begin it. For its writer alone, until the writer shows it to the others."""

    def __init__(self, shell: Shell, own: OwnPart, shelf: AfterShelf) -> None:
        super().__init__(shell, own, shelf.questions.pledge)
        look, promise = shell.look, own.promise
        self.beginnings = [Button(look, words, "pencil-outline") for words in shelf.questions.first_words]
        self.add(Column(look, Words(_("Words to begin with. You can change them."), "quiet"), FlowRow(look, *self.beginnings), gap=6))
        self.box = self.words_field(_("My promise"), promise.words, 3)
        options = [Option("mine", _("Only I see it"), "lock-outline"), Option("shown", _("Show it to the others"), "account-group-outline")]
        self.who_sees = ChoiceRow(look, _("Who sees my promise?"), options)
        self.who_sees.choose("shown" if promise.shared else "mine")
        self.add(Column(look, Words(_("Who sees my promise?"), "bold"), self.who_sees, gap=6))
        self.add(Words(_("Only you can change it, or take it back."), "quiet"))
        self.who_sees.chosen.connect(lambda _key: self.keep())
        for button in self.beginnings:
            button.clicked.connect(self._begin_with)

    @property
    def first(self) -> QWidget:
        return self.box

    def say(self) -> None:
        self.own.promise_to(self.box.toPlainText(), self.who_sees.keys == ("shown",))

    def _begin_with(self) -> None:
        words = self.sender().words.rstrip("…. ")
        before = self.box.toPlainText().rstrip()
        self.box.setPlainText(f"{before}\n{words} " if before else f"{words} ")
        self.box.setFocus()
        cursor = self.box.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.box.setTextCursor(cursor)


def question_piece(shell: Shell, own: OwnPart, shelf: AfterShelf, ladder: Ladder, question: Question) -> OneQuestion:
    """The piece for a question of after we met."""
    if question.id == shelf.questions.pledge.id:
        return PledgeQuestion(shell, own, shelf)
    if question.kind is Kind.TEXT:
        return OpenQuestion(shell, own, question)
    return ChoosingQuestion(shell, own, question, shelf, ladder if question.id == shelf.questions.ladder.id else None)


def _credit(ladder: Ladder) -> list[Words]:
    """Whose names the steps are, and where they can be read."""
    return [Words(line, "small") for line in (ladder.credit, ladder.link) if line]


def _elsewhere(shelf: AfterShelf, ladder: Ladder, answer: Answer) -> list[Words]:
    """What this person chose on another ladder, where another one was in use then."""
    step = shelf.step(answer.choice)
    if step is None or ladder.step(answer.choice) is not None:
        return []
    return [Words(_("On another ladder you chose: {step}.").format(step=step.name))]
