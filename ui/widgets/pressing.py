"""The ground of everything that can be pressed and that we paint ourselves: size, wrapping, keys, and the colours of each state."""

import time
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.first_press import pressed_first, was_pressed_first
from ui.look import BODY, REGULAR, Look, between
from ui.painting import draw_box, draw_dashed_box
from ui.widgets.dressing import Dressed

CHOSEN_EDGE = 3
WHILE_TYPING = 1.0  # seconds from a letter to the space behind it
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
_ENDLESS = 1e6


class Kind(StrEnum):
    """What a button is on its page."""

    PLAIN = "plain"
    PRIMARY = "primary"  # one on a page
    GHOST = "ghost"  # without an edge, on bars
    HELP = "help"  # calls for help


class Pressable(Dressed):
    """Mixed in before a Qt button. The button says how wide it likes to be and how high it is at a width; it is never cut.

    Sizes are given through `sizeHint` alone, not through Qt's height-for-width, which makes whole pages slow to lay out.
    """

    _given = 0  # the width that the layout gave last
    _hint: tuple[int, QSize] | None = None  # for which given width it was worked out, and how large it then likes to be
    _letter_at = -WHILE_TYPING  # when a letter was typed on it last, by the steady clock

    def begin(self, look: Look) -> None:
        """Called once by the constructor, when all that the sizes depend on is there."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.wear(look)

    # What each button says

    def natural_width(self) -> int:
        """How wide it is with all words in one line."""
        raise NotImplementedError

    def least_width(self) -> int:
        """How wide it is with one word a line."""
        raise NotImplementedError

    def heightForWidth(self, width: int) -> int:
        """How high it is at that width."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        """Paints it in its state."""
        raise NotImplementedError

    # Qt's questions

    def sizeHint(self) -> QSize:
        """One line; as high as it needs to be in the width it was given."""
        if self._hint is None or self._hint[0] != self._given:
            natural = self.natural_width()
            self._hint = self._given, QSize(natural, self.heightForWidth(min(self._given or natural, natural)))
        return QSize(self._hint[1])

    def updateGeometry(self) -> None:
        """Its words, its icon or the look are others now."""
        self._hint = None
        super().updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.least_width(), self.look.target())

    def hitButton(self, place: object) -> bool:
        """All of it can be pressed."""
        return self.rect().contains(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self.sizeHint().height()
        self._given = event.size().width()
        if self.sizeHint().height() != before:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pressed_first(self)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second of two quick presses counts as one more, but only where the first one went."""
        if was_pressed_first(self):
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as the space bar does, on every system."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif self._goes_on_typing(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _goes_on_typing(self, event: QKeyEvent) -> bool:
        """Whether this is the space between two words: somebody types who takes this for a box, and nothing is to be pressed by it."""
        now = time.monotonic()
        if event.key() == Qt.Key.Key_Space:
            return now - self._letter_at < WHILE_TYPING
        letters = event.text().strip() and not event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        self._letter_at = now if letters else -WHILE_TYPING
        return False

    # Help for painting

    def draw_ground(self, painter: QPainter, chosen: bool, radius: float = 10.0) -> None:
        """Paper with an edge: one to press, a strong one on the chosen ground, a broken one where it cannot be pressed now."""
        look, place = self.look, QRectF(self.rect())
        if not self.isEnabled():
            draw_dashed_box(painter, place, QColor(Qt.GlobalColor.transparent), look.pen("hair", look.edge()), radius)
        elif chosen:
            draw_box(painter, place, self.touched("chosen"), look.colour("chosen_edge"), CHOSEN_EDGE, radius)
        else:
            draw_box(painter, place, self.touched("paper"), look.colour("border"), look.edge(), radius)

    def touched(self, ground: str) -> QColor:
        """The ground as it is, a little nearer to the text under the pointer, and more so while pressed."""
        theme = self.look.theme
        share = 0.14 if self.isDown() else 0.06 if self.underMouse() and self.isEnabled() else 0.0
        return between(getattr(theme, ground), theme.text, share) if share else self.look.colour(ground)


def words_height(look: Look, words: str, width: float, size: int = BODY, weight: int = REGULAR) -> int:
    """How high painted words are when they wrap at that width, in whole pixels."""
    return look.remember(("height", words, int(width), size, weight), lambda: _measure(look, words, width, size, weight))


def longest_word(look: Look, words: str, size: int = BODY, weight: int = REGULAR) -> int:
    """How wide the longest of the words is."""
    return round(max((look.text_width(word, size, weight) for word in words.split()), default=0)) + 1


def draw_words(
    painter: QPainter,
    look: Look,
    place: QRectF,
    words: str,
    colour: QColor,
    size: int = BODY,
    weight: int = REGULAR,
    flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
) -> None:
    """Paints words that wrap inside their place."""
    painter.setFont(look.font(size, weight))
    painter.setPen(colour)
    painter.drawText(place, int(flags | Qt.TextFlag.TextWordWrap), words)


def is_chosen(button: QAbstractButton) -> bool:
    """Whether a button that can stay down is down."""
    return button.isCheckable() and button.isChecked()


def _measure(look: Look, words: str, width: float, size: int, weight: int) -> int:
    room = QRectF(0, 0, max(width, 1.0), _ENDLESS)
    return round(look.metrics(size, weight).boundingRect(room, int(_WRAP), words).height())
