"""Strips: what the app says or asks without stopping anybody. An icon or a mark, a sentence or two, and buttons that say what they do."""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QLineF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.look import Look, tone
from ui.painting import MarkStyle, draw_box, draw_line
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.people import MarkView
from ui.widgets.pressing import Kind


class Tone(StrEnum):
    """How a strip speaks. Told by an icon and by words; colour only repeats it."""

    TELL = "tell"
    GOOD = "good"
    CAREFUL = "careful"
    STOP = "stop"


_ICONS = {Tone.TELL: "information-outline", Tone.GOOD: "check-circle", Tone.CAREFUL: "alert-outline", Tone.STOP: "alert-octagon-outline"}
LINE_ROOM = 6  # at the foot of a tinted strip
_ROOM_FOR_WORDS = 320
_COLOURS = {Tone.TELL: "text", Tone.GOOD: "good", Tone.CAREFUL: "careful", Tone.STOP: "stop"}


@dataclass(frozen=True)
class Way:
    """One thing that can be pressed: its key for the program, its words, its icon."""

    key: str
    words: str
    icon: str = ""
    primary: bool = False


@dataclass(frozen=True)
class Saying:
    """What is said or asked: a title, sentences (what is kept, what to do), the ways to answer, and who asks where a person does.

    What is `passing` is said on one page and goes with it; all else is still there when one comes back.
    """

    title: str
    sentences: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    tone: Tone = Tone.TELL
    asker: MarkStyle | None = None
    asker_name: str = ""
    passing: bool = False

    @property
    def spoken(self) -> str:
        """All of it in one go, for those who listen."""
        return " ".join((self.title, *self.sentences))


class Strip(Dressed, QFrame):
    """A strip across its place. With an asker it takes that person's tint and mark; else an icon says how it is meant.

    `chosen` carries the key of the button that was pressed; the strip stays until whoever showed it takes it away, and says that it `went`.
    """

    chosen = Signal(str)
    went = Signal()

    def __init__(self, look: Look, saying: Saying, inside_box: bool = False) -> None:
        super().__init__()
        self.saying = saying
        self._inside_box = inside_box
        self.buttons = {way.key: way_button(look, way) for way in saying.ways}
        self._build(look)
        for button in self.buttons.values():
            button.clicked.connect(self._pressed)
        self.setAccessibleName(saying.spoken)
        self.wear(look)

    # What you can tell it

    def say_instead(self, sentences: tuple[str, ...]) -> None:
        """Says other sentences below the same title. They are not spoken anew: they change with every key."""
        self.saying = replace(self.saying, sentences=sentences)
        old, self._words = self._words, _words_of(self.saying)
        self._said.replaceWidget(old, self._words)
        old.hide()
        old.deleteLater()
        self.setAccessibleName(self.saying.spoken)

    # Qt overrides

    def dress(self) -> None:
        pad = self.look.pad
        self._outer.setContentsMargins(pad(11), pad(6), pad(10), pad(6))
        self._outer.setSpacing(pad(12))
        self._said.setSpacing(pad(16))
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._inside_box:
            self._paint_foot_of_box(painter)
        else:
            draw_box(painter, QRectF(self.rect()), self._ground(), self._edge(), 2)

    # Insides

    def _build(self, look: Look) -> None:
        self._said = QHBoxLayout()
        self._said.addWidget(sign_of(look, self.saying), 0, Qt.AlignmentFlag.AlignVCenter)
        self._words = _words_of(self.saying)
        self._said.addWidget(self._words, 1)
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.addLayout(self._said, 1)
        if self.buttons:
            self._outer.addWidget(FlowRow(look, *self.buttons.values()), 0)

    def _turn(self) -> None:
        """Puts the buttons below the words where both do not fit beside each other."""
        below = self.look.large or self.width() < self._buttons_width() + self.look.px(_ROOM_FOR_WORDS)
        wished = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if wished != self._outer.direction():
            self._outer.setDirection(wished)

    def _buttons_width(self) -> int:
        gap = self.look.pad(8)
        return sum(button.natural_width() + gap for button in self.buttons.values())

    def _ground(self) -> QColor:
        asker = self.saying.asker
        return tone(self.look.theme.inks[asker.ink].tint) if asker else self.look.colour("paper")

    def _edge(self) -> QColor:
        asker = self.saying.asker
        return tone(self.look.theme.inks[asker.ink].ink) if asker else self.look.colour(_COLOURS[self.saying.tone])

    def _paint_foot_of_box(self, painter: QPainter) -> None:
        """As the foot of a box of words: round at the bottom only, with a line above."""
        place = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(place.adjusted(0, -20, 0, 0), 8, 8)
        painter.setClipRect(place)
        painter.fillPath(shape, self._ground())
        painter.setPen(self._edge())
        painter.drawLine(QLineF(0, 0.5, place.width(), 0.5))

    def _pressed(self) -> None:
        pressed = self.sender()
        self.chosen.emit(next(key for key, button in self.buttons.items() if button is pressed))


def way_button(look: Look, way: Way) -> Button:
    """The button of one way to answer."""
    return Button(look, way.words, way.icon, Kind.PRIMARY if way.primary else Kind.PLAIN)


def sign_of(look: Look, saying: Saying) -> QWidget:
    """The mark of the person who asks, or the icon that says how it is meant."""
    if saying.asker is not None:
        return MarkView(look, saying.asker, saying.asker_name)
    return IconView(look, _ICONS[saying.tone], 28, _COLOURS[saying.tone])


def _words_of(saying: Saying) -> QWidget:
    """The title and the sentences, at the middle of their height."""
    piece = QWidget()
    words = QVBoxLayout(piece)
    words.setContentsMargins(0, 0, 0, 0)
    words.setSpacing(0)
    words.addStretch(1)
    words.addWidget(Words(saying.title, "bold"))
    for sentence in saying.sentences:
        words.addWidget(Words(sentence, "quiet" if saying.asker else ""))
    words.addStretch(1)
    return piece


class TintedStrip(Dressed, QWidget):
    """A strip in the tint of the pen in hand, with that pen's line along its lower edge; plain where no pen is in hand."""

    def __init__(self, look: Look, mark: MarkStyle | None = None) -> None:
        super().__init__()
        self._mark = mark
        self.line = QHBoxLayout(self)
        self.wear(look)

    def show_mark(self, mark: MarkStyle | None) -> None:
        """Takes the tint and line of another pen."""
        self._mark = mark
        self.update()

    def dress(self) -> None:
        pad = self.look.pad
        self.line.setContentsMargins(pad(24), pad(6), pad(24), pad(6) + LINE_ROOM)
        self.line.setSpacing(pad(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.look.theme
        if self._mark is None:
            painter.fillRect(self.rect(), self.look.colour("room"))
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self.look.colour("hair"))
            return
        painter.fillRect(self.rect(), tone(theme.inks[self._mark.ink].tint))
        ink = theme.in_hand(self._mark.ink)
        draw_line(painter, 0, self.width(), self.height() - LINE_ROOM / 2, self._mark.line, ink, thickness=2.0)
