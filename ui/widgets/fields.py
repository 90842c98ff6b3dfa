"""Places to write that are not answers: a label above, the box, help under it, and what is wrong in a sentence of its own."""

import math
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.dates import NotADay, read_day, write_day
from app.language import _
from ui.icons import draw_icon
from ui.look import BODY, REGULAR, Look
from ui.painting import draw_box
from ui.widgets.choices import Option
from ui.widgets.dressing import Dressed, Words, repolish
from ui.widgets.icon_view import IconView
from ui.widgets.pressing import draw_words

_CHEVRON = 22
_LIKED = 260
_AROUND_LINES = 14  # the edge and the document's own margin


class LongField(Dressed, QPlainTextEdit):
    """Several lines of plain text, such as a reason. Grows with its words; Tab goes on to the next piece."""

    def __init__(self, look: Look, lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.wear(look)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def show_words(self, words: str) -> None:
        """Shows words to go on with: what is typed next comes behind them."""
        self.setPlainText(words)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def dress(self) -> None:
        self._grow()

    def _grow(self) -> None:
        first = self.document().firstBlock()
        step = self.blockBoundingRect(first).height() / max(first.lineCount(), 1) or self.fontMetrics().lineSpacing()
        lines = max(self._lines, round(self.document().size().height()))
        self.setFixedHeight(math.ceil(lines * step) + 2 * self.look.pad(6) + _AROUND_LINES)


class Picker(Dressed, QComboBox):
    """One of a list, for lists too long to show as choices."""

    def __init__(self, look: Look, options: Sequence[Option | None]) -> None:
        super().__init__()
        self.offer(options)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.wear(look)

    @property
    def key(self) -> str:
        """The key of what is picked."""
        return self.currentData() or ""

    def pick(self, key: str) -> None:
        """Shows the option with that key."""
        self.setCurrentIndex(self.findData(key))

    def offer(self, options: Sequence[Option | None]) -> None:
        """Offers these from now on, with a line for each None.

        What is picked stays so while it is among them, else nothing is; in a fresh list the first is.
        """
        fresh, picked = not self.count(), self.key
        self.clear()
        for option in options:
            if option is None:
                self.insertSeparator(self.count())
            else:
                self.addItem(option.words, option.key)
        if not fresh:
            self.pick(picked)

    def sizeHint(self) -> QSize:
        look = self.look
        words = max((look.text_width(self.itemText(place)) for place in range(self.count())), default=0)
        return QSize(round(words) + 3 * look.pad(12) + look.px(_CHEVRON), look.target())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(120), self.look.target())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Rolling over it scrolls the page, and never changes the answer by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        place = QRectF(self.rect())
        draw_box(painter, place, look.colour("paper"), look.colour("border" if self.isEnabled() else "hair"), 2)
        chevron = look.px(_CHEVRON)
        inner = place.adjusted(look.pad(12), 0, -look.pad(10), 0)
        draw_icon(
            painter,
            "chevron-down",
            QRectF(inner.right() - chevron, place.center().y() - chevron / 2, chevron, chevron),
            look.colour("text"),
        )
        words = inner.adjusted(0, 0, -chevron - look.pad(6), 0)
        shown = look.metrics(BODY, REGULAR).elidedText(self.currentText(), Qt.TextElideMode.ElideRight, words.width())
        draw_words(painter, look, words, shown, look.colour("text"))


class Field(Dressed, QWidget):
    """A label above, a box to write in, help under it. `set_trouble` says under the box what is wrong, and keeps what was typed."""

    def __init__(self, look: Look, label: str, box: QWidget | None = None, help: str = "") -> None:
        super().__init__()
        self.box = box or QLineEdit()
        self._label, self._help = Words(label, "bold"), Words(help, "small")
        self._trouble = _TroubleLine(look)
        self._build()
        self._name(label, help)
        self.wear(look)

    @property
    def trouble(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return self._trouble.sentence

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Goes to the box. WORKAROUND (Qt 6.11): with a focus proxy the Tab key stops here by the place of the field and not of the box."""
        self.box.setFocus(reason)

    def set_trouble(self, sentence: str) -> None:
        """Says what is wrong, or nothing more when it is empty."""
        if sentence == self._trouble.sentence:
            return
        self._trouble.say(sentence)
        self.box.setProperty("trouble", "true" if sentence else "false")
        self.box.setAccessibleDescription(" ".join(filter(None, (sentence, self._help.text()))))
        repolish(self.box)

    def sizeHint(self) -> QSize:
        """As wide as label and box like it: help and trouble wrap below."""
        hint = super().sizeHint()
        liked = max(self._label.sizeHint().width(), self.box.sizeHint().width(), self.look.px(_LIKED))
        return QSize(min(liked, hint.width()), hint.height())

    def dress(self) -> None:
        self._column.setSpacing(self.look.pad(4))

    def _build(self) -> None:
        self._label.setBuddy(self.box)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._label, self.box, self._help, self._trouble):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._help.setVisible(bool(self._help.text()))

    def _name(self, label: str, help: str) -> None:
        self.box.setAccessibleName(label)
        self.box.setAccessibleDescription(help)
        if isinstance(self.box, QComboBox):
            self.box.view().setAccessibleName(label)


class DateField(Field):
    """A day, typed in words: "12 March 2027". What is not a day is said to be so, and the words stay.

    `today` tells which day it is; `past` is for a birth, whose year of two figures is never ahead.
    """

    day_changed = Signal(object)  # a date, or None

    def __init__(self, look: Look, label: str, today: Callable[[], date], help: str = "", past: bool = False) -> None:
        example = write_day(date(1990 if past else 2027, 3, 12))
        birth = _("Write it like this: {example}.").format(example=example)
        soon = _("Write it like this: Friday, or {example}.").format(example=example)
        super().__init__(look, label, help=help or (birth if past else soon))
        self._today, self._past = today, past
        self._day: date | None = None
        self.box.editingFinished.connect(self.read)

    @property
    def day(self) -> date | None:
        """The day that was last understood; None when the box was empty then."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Shows a day that is stored."""
        self._day = day
        self.box.setText(write_day(day) if day else "")
        self.set_trouble("")

    def read(self) -> bool:
        """Reads what was typed, and says whether it is a day or empty. A new day is told to whoever listens."""
        typed = self.box.text().strip()
        try:
            day = read_day(typed, self._today(), self._past) if typed else None
        except NotADay as trouble:
            self.set_trouble(str(trouble))
            return False
        self._take(day)
        return True

    def _take(self, day: date | None) -> None:
        before = self._day
        self.set_day(day)
        if day != before:
            self.day_changed.emit(day)


class _TroubleLine(QWidget):
    """An icon and a sentence; takes no room while there is nothing to say."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = Words(role="stop")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(IconView(look, "alert-circle-outline", 20, "stop"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._words.text()

    def say(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.setVisible(bool(sentence))
