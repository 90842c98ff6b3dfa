"""One person alone with the questions, one at a time; each can be skipped. At the end that person says who may see the answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.after_questions import AfterShelf
from app.language import _
from app.reflection import Earlier, OwnPart
from app.settings import LADDER
from models.people import Person
from ui.asking import Question as Ask
from ui.pages.attempting import attempt
from ui.painting import MarkStyle
from ui.reflecting.asking_one import ChoosingQuestion, OneQuestion, question_piece
from ui.reflecting.offering import Offers
from ui.shell import Shell
from ui.widgets.boxes import Card, Column, Row, TwoSides
from ui.widgets.buttons import Button, Door
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.people import MarkView
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying, Tone, Way


class Alone(Column):
    """`moved` says that another question is shown, or that the end is; `left` that this person is done, or goes on another time."""

    moved = Signal()
    left = Signal()

    def __init__(self, shell: Shell, own: OwnPart, shelf: AfterShelf, person: Person) -> None:
        look = shell.look
        self._shell, self._own, self._shelf, self._person = shell, own, shelf, person
        self._questions = (*shelf.questions.asked, shelf.questions.pledge)
        self._at = 0
        self._piece: OneQuestion | None = None
        self._ladder = shelf.ladder(shell.services.settings.get(LADDER))
        self._first: QWidget | None = None
        mark = MarkView(look, MarkStyle.of(person.mark, person.initials), person.known_as)
        only = Words(_("Only {name} looks at this page now.").format(name=person.known_as), "bold")
        self._where = Words("", "small")
        self._place = Column(look, gap=16)
        super().__init__(look, Row(look, mark, (only, 1), self._where, gap=12), self._place, gap=18)
        self._buttons(shell)

    # ---- what you can ask it

    @property
    def first(self) -> QWidget | None:
        """Where the keys go."""
        return self._first

    @property
    def question(self) -> str:
        """The id of the question that is shown; "" where none is."""
        return self._piece.question.id if self._piece else ""

    # ---- what you can tell it

    def begin(self) -> None:
        """Shows the first question; where something was said in an earlier visit that cannot be shown, what can be done with it."""
        if self._own.earlier is Earlier.NOTHING:
            self._show(0)
        else:
            self._show_earlier()

    def keep_what_waits(self) -> bool:
        """Keeps what was said last. Gives whether it is kept: else it was told why, and nobody goes on."""
        return self._piece is None or self._piece.keep_what_waits()

    def close_down(self) -> None:
        """Keeps what was said last, and holds no question any more."""
        if self._piece is not None:
            self._piece.close_down()
            self._piece = None

    # ---- the foot of the page: the ways back at the left, the way on at the right

    def _buttons(self, shell: Shell) -> None:
        look = shell.look
        self.back = Button(look, _("Back"), "chevron-left")
        self.on = Button(look, "", "chevron-right", Kind.PRIMARY, icon_after=True)
        self.back.clicked.connect(lambda: self._show(self._at - 1))
        self.on.clicked.connect(lambda: self._show(self._at + 1))

    def _fit_buttons(self) -> None:
        asking = self._piece is not None
        self.back.setVisible(self._at > 0)
        self.on.setVisible(asking)
        if self._piece is not None:
            given = self._own.is_answered(self._piece.question.id)
            self.on.set_words(_("Next") if given else _("Skip"))
        self._where.setText(self._place_in_words() if asking else "")

    def _place_in_words(self) -> str:
        """Which of the questions it is; the ladder and the promise come after them."""
        asked = len(self._shelf.questions.questions)
        if self._at < asked:
            return _("Question {n} of {all}").format(n=self._at + 1, all=asked)
        return _("The ladder") if self._at == asked else _("A promise, if I like")

    # ---- one question after the other

    def _show(self, place: int) -> None:
        if not self.keep_what_waits():
            return
        self.close_down()
        self._place.clear()
        self._at = place
        if place < len(self._questions):
            self._show_question()
        else:
            self._show_end()
        self._fit_buttons()
        self.moved.emit()

    def _show_question(self) -> None:
        question = self._questions[self._at]
        piece = self._piece = question_piece(self._shell, self._own, self._shelf, self._ladder, question)
        offers = Offers(self._shell, question.id)
        self._place.add(piece, offers)
        self._place.add(FlowRow(self._shell.look, *self._ways_out(), gap=12))
        piece.said.connect(self._fit_buttons)
        if isinstance(piece, ChoosingQuestion):
            offers.follow(piece.choice)
            piece.said.connect(lambda: offers.follow(piece.choice))
        self._first = piece.first

    def _ways_out(self) -> list[Button]:
        """Nobody has to answer, and nobody has to answer now."""
        later = Button(self._shell.look, _("Go on later"), "clock-outline")
        later.clicked.connect(self._go_on_later)
        if self._at or self._own.has_answered:
            return [later]
        none = Button(self._shell.look, _("I would rather not answer any"), "lock-outline")
        none.clicked.connect(self._pass_by)
        return [later, none]

    # ---- the end

    def _show_end(self) -> None:
        look, place = self._shell.look, self._place
        place.add(Words(self._shelf.questions.closing, "title"))
        if not self._own.can_share:
            self._show_end_without_answers()
            return
        place.add(Words(_("Who may see your answers?"), "question"))
        if any(self._own.is_hidden(question.id) for question in self._questions):
            place.add(Words(_("Only what you said just now can be shown. The rest stays yours, unless you answer it again."), "quiet"))
        mine = self._first = Door(look, _("Keep it to myself"), _("Nobody else sees it."), "lock")
        beside = Door(
            look,
            _("Show side by side if the others want that too"),
            _("It is shown only when each of us is done and wants it."),
            "view-column-outline",
        )
        mine.clicked.connect(lambda: self._finish(False))
        beside.clicked.connect(lambda: self._finish(True))
        take_back = Button(look, _("Take it all back"), "undo")
        take_back.clicked.connect(self._take_back)
        place.add(TwoSides(look, mine, beside), Words(_("You can change this at any time."), "quiet"), FlowRow(look, take_back))

    def _show_end_without_answers(self) -> None:
        said = self._own.has_answered
        words = _("What you said before stays as it was.") if said else _("You skipped every question. That is fine.")
        done = self._first = Door(self._shell.look, _("Done"), _("You can answer another time."), "check")
        done.clicked.connect(self._finish_as_before)
        self._place.add(Words(words, "big"), done)

    def _finish(self, side_by_side: bool) -> None:
        if attempt(self._shell, lambda: self._own.finish(side_by_side=side_by_side)):
            self.left.emit()

    def _finish_as_before(self) -> None:
        if attempt(self._shell, self._own.finish_as_before):
            self.left.emit()

    def _go_on_later(self) -> None:
        if self.keep_what_waits():
            self.left.emit()

    def _pass_by(self) -> None:
        if not attempt(self._shell, self._own.pass_by):
            return
        if self._piece is not None:
            self._piece.drop()
        self.left.emit()

    def _take_back(self) -> None:
        ways = (Way("leave", _("Leave it as it is"), "keyboard-return", primary=True), Way("back", _("Take it all back"), "undo"))
        saying = Saying(_("Take it all back?"), (_("Your answers and your promise are gone then."),), ways, Tone.CAREFUL)
        if self._shell.asking.ask(Ask(saying, "leave")) == "back":
            self._pass_by()

    # ---- what was said in an earlier visit

    def _show_earlier(self) -> None:
        look, done = self._shell.look, self._own.earlier is Earlier.DONE
        self._place.clear()
        title = _("You answered before.") if done else _("You began before.")
        line = _("What you said is kept. It is not shown again, so that nobody else can read it.")
        on = Button(look, _("Go on with the next question"), "chevron-right", Kind.PRIMARY, icon_after=True)
        change = Button(look, _("Go through the questions again"), "refresh")
        back, leave = Button(look, _("Take it all back"), "undo"), Button(look, _("Leave it as it is"), "keyboard-return")
        on.clicked.connect(self._go_on)
        change.clicked.connect(lambda: self._show(0))
        back.clicked.connect(self._take_back)
        leave.clicked.connect(self.left)
        self._first = leave if done else on
        ways = [change, back, leave] if done else [on, change, back, leave]
        self._place.add(Card(look, Words(title, "title"), Words(line, "big"), FlowRow(look, *ways, gap=12), gap=14))
        self._fit_buttons()
        self.moved.emit()

    def _go_on(self) -> None:
        """At the first question that this person has said nothing to; at the end where there is none."""
        open_ones = [place for place, question in enumerate(self._questions) if not self._own.is_answered(question.id)]
        self._show(next(iter(open_ones), len(self._questions)))
