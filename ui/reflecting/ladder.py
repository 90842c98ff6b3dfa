"""The ladder, drawn: the lowest step at its foot, the highest at its top, each with what it means. One step can be chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from app.language import _
from models.after_questions import Ladder, Step
from ui.icons import draw_icon
from ui.look import BODY, BOLD, REGULAR, SMALL, Look
from ui.widgets.dressing import Dressed
from ui.widgets.pressing import Pressable, draw_words, is_chosen, longest_word, words_height

_LIKED = 620
_ICON = 22
_RAILS, _BETWEEN, _RAIL = 8, 26, 5  # from the left edge to the first rail, from there to the second, and how thick they are
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class LadderView(Dressed, QWidget):
    """All the steps. `chosen` carries the id of the one that was pressed. Arrow keys go up and down; only a press chooses."""

    chosen = Signal(str)

    def __init__(self, look: Look, ladder: Ladder, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.steps = {step.id: StepButton(look, step) for step in reversed(ladder.steps)}
        self._column = QVBoxLayout(self)
        for button in self.steps.values():
            self._column.addWidget(button)
            button.clicked.connect(self._pressed)
        self.choose("")
        self.wear(look)

    def choose(self, step_id: str) -> None:
        """Shows that step as chosen, or none, and says nothing: it is what is kept."""
        for key, button in self.steps.items():
            button.show_chosen(key == step_id)
        buttons = list(self.steps.values())
        stop = self.steps.get(step_id, buttons[-1])  # one climbs from the foot
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)

    def dress(self) -> None:
        """Room for the rails at the left."""
        look = self.look
        self._column.setContentsMargins(self._wide(_RAILS + _BETWEEN + 22), look.pad(8), 0, look.pad(8))
        self._column.setSpacing(look.pad(8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down the ladder."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Right: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: 1}.get(event.key(), 0)
        if not step:
            super().keyPressEvent(event)
            return
        buttons = list(self.steps.values())
        at = next((place for place, button in enumerate(buttons) if button.hasFocus()), len(buttons) - 1)
        buttons[max(0, min(at + step, len(buttons) - 1))].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two rails, and a rung at each step."""
        look, painter = self.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.pen("accent", self._wide(_RAIL)))
        left, right = self._wide(_RAILS), self._wide(_RAILS + _BETWEEN)
        for rail in (left, right):
            painter.drawLine(QLineF(rail, look.pad(6), rail, self.height() - look.pad(6)))
        for button in self.steps.values():
            middle = button.geometry().center().y()
            painter.drawLine(QLineF(left, middle, right, middle))

    def _wide(self, size: int) -> int:
        """The drawing grows less than the words, which are what is read."""
        return round(size * min(self.look.scale, 1.5))

    def _pressed(self) -> None:
        pressed: StepButton = self.sender()
        self.choose(pressed.step.id)
        self.chosen.emit(pressed.step.id)


class StepButton(Pressable, QRadioButton):
    """One step: what it means in plain words first, then its name, and small what staff call it."""

    def __init__(self, look: Look, step: Step) -> None:
        super().__init__()
        self.step = step
        self._lines = _lines_of(step)
        self.setAccessibleName(_("{meaning} {step}.").format(step=step.name, meaning=step.meaning))
        self.setAccessibleDescription(self._lines[2][0] if len(self._lines) > 2 else "")
        self.begin(look)

    def show_chosen(self, chosen: bool) -> None:
        """Shows it as chosen or not, also where none of them is, which Qt does not allow a group by itself."""
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)

    def nextCheckState(self) -> None:
        """Pressing what is chosen leaves it chosen."""
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves arrow keys to the ladder: Qt would choose while it moves."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def natural_width(self) -> int:
        look = self.look
        widest = max(look.text_width(words, size, weight) for words, size, weight, _colour in self._lines)
        return max(round(widest) + self._around() + 2, look.px(_LIKED))

    def least_width(self) -> int:
        pieces = [(words.replace("-", "- "), size, weight) for words, size, weight, _colour in self._lines]  # a line may end at a hyphen
        return max(longest_word(self.look, *piece) for piece in pieces) + self._around()

    def heightForWidth(self, width: int) -> int:
        room = width - self._around()
        return max(self.look.target(), sum(self._heights(room)) + 2 * self.look.pad(8))

    def paint(self, painter: QPainter) -> None:
        look = self.look
        self.draw_ground(painter, is_chosen(self))
        left, icon = look.pad(12), look.px(_ICON)
        ring = "radiobox-marked" if is_chosen(self) else "radiobox-blank"
        draw_icon(painter, ring, QRectF(left, (self.height() - icon) / 2, icon, icon), look.colour("text"))
        room, top = self.width() - self._around(), look.pad(8)
        for (words, size, weight, colour), high in zip(self._lines, self._heights(room), strict=True):
            place = QRectF(left + icon + look.pad(10), top, room, high)
            draw_words(painter, look, place, words, look.colour(colour), size, weight, _TOP)
            top += high

    def _heights(self, room: float) -> list[int]:
        return [words_height(self.look, words, room, size, weight) for words, size, weight, _colour in self._lines]

    def _around(self) -> int:
        return 2 * self.look.pad(12) + self.look.px(_ICON) + self.look.pad(10)


def _lines_of(step: Step) -> Sequence[tuple[str, int, int, str]]:
    staff = [(_("In staff words: {words}").format(words=step.staff), SMALL, REGULAR, "quiet")] if step.staff else []
    return [(step.meaning, BODY, BOLD, "text"), (step.name, BODY, REGULAR, "text"), *staff]
