"""The one door for telling people something and for asking them. A strip first; a box only when we must stop.

    asking.tell(Saying(_("The copy is saved."), tone=Tone.GOOD))
    asking.trouble(explain(error), Way("again", _("Try again"), "refresh"), on_answer=self._again)
    if asking.ask(Question(saying, leave="stay")) == "end": ...

Questions have buttons that say what they do. Escape, and closing the box, answer with `leave`: the way that loses nothing.
A test puts its answers into `asking.answers = deque([...])` before it acts: then no box opens, and a question nobody expected raises.
What was said and asked stands in `asking.said`.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from app.errors import Trouble
from app.language import _
from ui.bridge import say_aloud
from ui.keys_back import KeysBack
from ui.look import Look
from ui.widgets.boxes import Column, Row, VScroll
from ui.widgets.dressing import Dressed, Words
from ui.widgets.flow import FlowRow
from ui.widgets.strips import Saying, Strip, Tone, Way, sign_of, way_button

CLOSE = "close"
BOX_WIDTH = 560
LEAST_WIDTH = 320
MOST_OF_WINDOW = 0.45


@dataclass(frozen=True)
class Question:
    """Something that must be answered before we go on. `leave` is the key of the way that loses nothing; Escape gives it."""

    saying: Saying
    leave: str

    def __post_init__(self) -> None:
        if self.leave not in {way.key for way in self.saying.ways}:
            raise ValueError("leaving a question is one of its ways")


class Asking(QObject):
    """Shows strips in the place of the page that is shown, and boxes over the window."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._window = look, window
        self._place: StripPlace | None = None
        self._boxes: list[QuestionBox] = []
        self._held: list[tuple[Saying, Callable[[str], object] | None]] | None = None
        self.answers: deque[Any] | None = None
        self.said: list[Saying] = []

    # Telling

    def show_in(self, place: "StripPlace | None") -> None:
        """Strips appear in this place from now on: that of the page which is shown."""
        self._place = place

    def tell(self, saying: Saying, on_answer: Callable[[str], object] | None = None) -> Strip | None:
        """Shows a strip and says it aloud. None where no page is shown that could hold it; behind the lock it waits until that is open."""
        self.said.append(saying)
        if self._held is not None:
            self._held.append((saying, on_answer))
            return None
        if self._place is None:
            return None
        strip = self._place.show_strip(saying, on_answer)
        say_aloud(strip, saying.spoken, at_once=saying.tone is Tone.STOP)
        return strip

    def trouble(self, trouble: Trouble, *ways: Way, on_answer: Callable[[str], object] | None = None) -> Strip | None:
        """Tells of trouble: what happened, what is kept, what to do. It can be put away, unless other ways are given."""
        return self.tell(saying_of(trouble, *ways), on_answer)

    def shows(self, strip: Strip | None) -> bool:
        """Whether that strip is still there to be answered."""
        return self._place is not None and strip in self._place.strips

    def take_away(self, strip: Strip | None) -> None:
        """Takes one strip away, if it is still there."""
        if self._place is not None and strip is not None:
            self._place.take_away(strip)

    def clear(self) -> None:
        """Takes every strip away: another page, or a lock."""
        if self._place is not None:
            self._place.clear()

    # The lock

    def hold_back(self) -> None:
        """From now on nothing is told and nothing asked: the window is locked, and what pages say may name somebody."""
        self._held = self._held or []

    def go_on(self) -> None:
        """Tells what was held back, in the place that is shown now."""
        held, self._held = self._held or [], None
        for saying, on_answer in held:
            self.said.remove(saying)
            self.tell(saying, on_answer)

    def forget(self) -> None:
        """Drops what was held back: it was told in a sitting that is over, and may name its patient."""
        if self._held is not None:
            self._held = []

    # Asking

    def ask(self, question: Question, *, locked_too: bool = False) -> str:
        """Stops and asks. Gives the key of the way that was chosen; while locked, the way that loses nothing, unless `locked_too`."""
        self.said.append(question.saying)
        if self.answers is not None:
            return self._answer_of_test(question)
        if self._held is not None and not locked_too:
            return question.leave
        box = QuestionBox(self._look, question, self._window)
        self._boxes.append(box)
        try:
            box.exec()
        finally:
            self._boxes.remove(box)
            box.deleteLater()
        return box.answer

    def ask_where_to_save(self, title: str, suggested: Path, kinds: str) -> Path | None:
        """Asks for a file to write, in the system's own box. `kinds` as Qt writes them: "Word (*.docx)". None when nobody chose."""
        if self.answers is not None:
            return self.answers.popleft()
        box = QFileDialog(self._window, title, str(suggested.parent), kinds)
        box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        box.setFileMode(QFileDialog.FileMode.AnyFile)
        box.selectFile(suggested.name)
        return self._chosen_in(box)

    def ask_for_file(self, title: str, folder: Path, kinds: str) -> Path | None:
        """Asks for a file to read. None when nobody chose."""
        if self.answers is not None:
            return self.answers.popleft()
        box = QFileDialog(self._window, title, str(folder), kinds)
        box.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._chosen_in(box)

    def ask_for_folder(self, title: str, folder: Path) -> Path | None:
        """Asks for a folder. None when nobody chose."""
        if self.answers is not None:
            return self.answers.popleft()
        box = QFileDialog(self._window, title, str(folder))
        box.setFileMode(QFileDialog.FileMode.Directory)
        box.setOption(QFileDialog.Option.ShowDirsOnly)
        return self._chosen_in(box)

    def _chosen_in(self, box: QFileDialog) -> Path | None:
        """What was chosen. The box is ours, not one of Qt's ready-made: those end in a crash when Python has looked into them."""
        try:
            return Path(box.selectedFiles()[0]) if box.exec() else None
        finally:
            box.deleteLater()

    def put_aside(self) -> None:
        """Answers every open box with the way that loses nothing: a lock covers the page."""
        for box in reversed(self._boxes):
            box.leave()

    def _answer_of_test(self, question: Question) -> str:
        answer = self.answers.popleft()
        if answer not in {way.key for way in question.saying.ways}:
            raise ValueError(f"{answer} is no way to answer: {question.saying.title}")
        return answer


class StripPlace(Dressed, VScroll):
    """Where strips appear on a page: above its middle, newest first. They push the page down, never lie over words, and never leave by
    themselves: whoever reads slowly has time. In large text they take less than half the window, and scroll.
    """

    def __init__(self, look: Look, most: int = 2) -> None:
        self._stack = QWidget()
        super().__init__(self._stack)
        self._most = most
        self._column = QVBoxLayout(self._stack)
        self._on_answer: dict[Strip, Callable[[str], object] | None] = {}
        self.strips: list[Strip] = []
        self._keys = KeysBack(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.wear(look)
        self.hide()

    def show_strip(self, saying: Saying, on_answer: Callable[[str], object] | None = None) -> Strip:
        """Shows a strip on top. The same trouble twice is shown once; without ways of its own it can be put away."""
        self._keys.remember()
        for old in [strip for strip in self.strips if strip.saying.title == saying.title]:
            self.take_away(old)
        strip = Strip(self.look, saying if saying.ways else _with_close(saying))
        strip.chosen.connect(self._answered)
        self._on_answer[strip] = on_answer
        self.strips.insert(0, strip)
        self._column.insertWidget(0, strip)
        for old in self.strips[self._most :]:
            self.take_away(old)
        self.show()
        self.updateGeometry()
        return strip

    def take_away(self, strip: Strip) -> None:
        """Takes a strip away; keys that were in it go back. Quiet when it is gone already."""
        if strip not in self.strips:
            return
        self.strips.remove(strip)
        del self._on_answer[strip]
        self._keys.give_back(strip)  # once it is gone: whoever hears of the keys may ask for a strip again
        self._column.removeWidget(strip)
        strip.hide()
        strip.deleteLater()
        self.setVisible(bool(self.strips))
        self.updateGeometry()
        strip.went.emit()

    def let_pass(self) -> None:
        """Takes away what was said for as long as its page is shown."""
        for strip in [strip for strip in self.strips if strip.saying.passing]:
            self.take_away(strip)

    def clear(self) -> None:
        """Takes all of them away."""
        for strip in list(self.strips):
            self.take_away(strip)

    def sizeHint(self) -> QSize:
        """As high as the strips are at this width, and never half the window."""
        height = self._column.totalHeightForWidth(self.width())
        return QSize(self._column.totalSizeHint().width(), min(height, round(self.window().height() * MOST_OF_WINDOW)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._column.totalMinimumSize().width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def dress(self) -> None:
        pad = self.look.pad
        self._column.setContentsMargins(pad(24), pad(8), pad(24), pad(4))
        self._column.setSpacing(pad(8))

    def _answered(self, key: str) -> None:
        strip = self.sender()
        on_answer = self._on_answer[strip]
        self.take_away(strip)
        if on_answer is not None:
            on_answer(key)


class QuestionBox(Dressed, QDialog):
    """A box over the window: a sign, a title, sentences, and one button for each way. The way that loses nothing has the focus."""

    def __init__(self, look: Look, question: Question, window: QWidget) -> None:
        super().__init__(window)
        saying = question.saying
        self._leave = question.leave
        self.answer = question.leave
        self.buttons = {way.key: way_button(look, way) for way in saying.ways}
        self.setWindowTitle(saying.title)
        self.setAccessibleName(saying.title)
        self.setAccessibleDescription(" ".join(saying.sentences))
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint | Qt.WindowType.WindowTitleHint)
        self._build(look, saying)
        for button in self.buttons.values():
            button.clicked.connect(self._chosen)
        self.buttons[question.leave].setFocus(Qt.FocusReason.OtherFocusReason)
        self.wear(look)

    def leave(self) -> None:
        """Closes with the way that loses nothing."""
        self.answer = self._leave
        self.reject()

    def dress(self) -> None:
        """As wide as its words read well and as high as they need, never larger than the window; then it scrolls."""
        look, window = self.look, self.parentWidget()
        width = min(look.px(BOX_WIDTH), max(window.width() - look.pad(32), LEAST_WIDTH))
        self.setFixedWidth(width)
        height = self._content.layout().totalHeightForWidth(width)
        self.setFixedHeight(min(height, max(window.height() - look.pad(32), LEAST_WIDTH)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _build(self, look: Look, saying: Saying) -> None:
        head = Row(look, sign_of(look, saying), (Words(saying.title, "question"), 1), gap=12)
        sentences = (Words(sentence) for sentence in saying.sentences)
        ways = FlowRow(look, *self.buttons.values(), gap=12)
        self._content = Column(look, head, *sentences, 8, ways, None, gap=12, margins=(24, 24, 24, 24))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(VScroll(self._content))

    def _chosen(self) -> None:
        pressed = self.sender()
        self.answer = next(key for key, button in self.buttons.items() if button is pressed)
        self.accept()


def saying_of(trouble: Trouble, *ways: Way) -> Saying:
    """Trouble as it is said: what happened, what is kept, what to do, each in its own sentence."""
    sentences = (trouble.sentence, trouble.kept, trouble.next_step)
    return Saying(trouble.title, tuple(filter(None, sentences)), ways, Tone.STOP)


def _with_close(saying: Saying) -> Saying:
    """The same with one button that puts it away: nothing on a page stays that nobody can move."""
    return replace(saying, ways=(Way(CLOSE, _("Put this away"), "close"),))
