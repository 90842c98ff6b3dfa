"""Choices to press: one of several, or many; flat with an icon before the words, or tall with a picture above them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWidget

from app.language import _
from ui.bridge import say_aloud
from ui.icons import draw_icon
from ui.look import BODY, BOLD, REGULAR, SMALL, Look
from ui.painting import MARK_HEIGHT, MarkStyle, draw_box, draw_mark, hexagon_width
from ui.widgets.dressing import Dressed, Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Pressable, draw_words, is_chosen, longest_word, words_height

_ICON, _PICTURE, _BADGE = 22, 32, 22
_TALL_WORDS = 180  # under a picture, words rather wrap than spread
_FORWARD = {Qt.Key.Key_Right, Qt.Key.Key_Down}
_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class Option:
    """One thing to choose: its key for the program, its words for people, and a picture that says the same."""

    key: str
    words: str
    icon: str = ""


class _Choice(Pressable):
    """What a choice of one and a choice of many share. Bold where somebody chose it; strong edge where the pen in hand did."""

    icons = ("radiobox-blank", "radiobox-marked")

    def set_up(self, look: Look, option: Option, tall: bool) -> None:
        self.option, self._tall = option, tall
        self._marks: tuple[MarkStyle, ...] = ()
        self._place, self._people = 0, ""
        self.setText("")
        self.setAccessibleName(option.words)
        self.begin(look)

    def show_marks(self, marks: Iterable[MarkStyle], people: str = "") -> None:
        """Shows whose answer this is. `people` says the same in words, for those who listen."""
        self._marks, self._people = tuple(marks), people
        self._describe()
        self.updateGeometry()
        self.update()

    def show_place(self, place: int) -> None:
        """Shows at which place it was chosen, from 1; 0 is none. It is said in words, too."""
        self._place = place
        self._describe()
        self.update()

    @property
    def place_in_words(self) -> str:
        """At which place it was chosen; "" where it has none."""
        return _("Number {n} in the order").format(n=self._place) if self._place else ""

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(filter(None, (self.place_in_words, self._people))))

    # Sizes

    def natural_width(self) -> int:
        look = self.look
        words = round(look.text_width(self.option.words, BODY, BOLD)) + 2
        if self._upright():
            return max(min(words, look.px(_TALL_WORDS)), self.least_width() - self._around()) + self._around()
        return words + self._around()

    def least_width(self) -> int:
        longest = longest_word(self.look, self.option.words, BODY, BOLD)
        return max(longest, self._marks_width()) + self._around() if self._upright() else longest + self._around()

    def heightForWidth(self, width: int) -> int:
        look = self.look
        words = words_height(look, self.option.words, width - self._around(), BODY, BOLD)
        if self._upright():
            marks = self._mark_height() + look.pad(4) if self._marks else 0
            return look.pad(18) + look.px(_PICTURE) + look.pad(6) + words + marks + look.pad(18)
        content = max(words, self._mark_height() if self._marks else 0)
        return max(look.target() + look.pad(8), content + look.pad(12))

    def _upright(self) -> bool:
        """Whether the picture stands above the words: in large text the tall ones lie down, so that more fit on a page."""
        return self._tall and not self.look.large

    def _around(self) -> int:
        """What is not words: padding, icon, and where it lies flat the marks."""
        look = self.look
        if self._upright():
            return 2 * look.pad(16)
        return 2 * look.pad(12) + len(self._flat_icons()) * (look.px(_ICON) + look.pad(8)) + self._marks_width()

    def _mark_height(self) -> int:
        return self.look.px(MARK_HEIGHT)

    def _marks_width(self) -> int:
        one = round(hexagon_width(self._mark_height())) + self.look.pad(6)
        return one * len(self._marks)

    # Painting

    def paint(self, painter: QPainter) -> None:
        self.draw_ground(painter, is_chosen(self))
        if self._upright():
            self._paint_upright(painter)
        else:
            self._paint_flat(painter)

    def _paint_flat(self, painter: QPainter) -> None:
        look = self.look
        place = QRectF(self.rect()).adjusted(look.pad(12), 0, -look.pad(12), 0)
        icon, words = look.px(_ICON), place.adjusted(0, 0, -self._marks_width(), 0)
        for name in self._flat_icons():
            at = QRectF(words.left(), place.center().y() - icon / 2, icon, icon)
            if self._place and name == self._ring():
                self._paint_place(painter, at)
            else:
                draw_icon(painter, name, at, self._colour())
            words.setLeft(words.left() + icon + look.pad(8))
        draw_words(painter, look, words, self.option.words, self._colour(), BODY, self._weight())
        self._paint_marks(painter, place.right() - self._marks_width() + look.pad(6), place.center().y())

    def _paint_upright(self, painter: QPainter) -> None:
        look = self.look
        picture = look.px(_PICTURE)
        place = QRectF(self.rect()).adjusted(look.pad(16), 0, -look.pad(16), 0)
        place.setTop(self._top_of_content(place.width(), picture))
        icon = self.option.icon or self._ring()
        draw_icon(painter, icon, QRectF(place.center().x() - picture / 2, place.top(), picture, picture), self._colour())
        words = place.adjusted(0, picture + look.pad(6), 0, 0)
        draw_words(painter, look, words, self.option.words, self._colour(), BODY, self._weight(), _MIDDLE)
        left = place.center().x() - (self._marks_width() - look.pad(6)) / 2
        self._paint_marks(painter, left, self.height() - look.pad(12) - self._mark_height() / 2)
        if is_chosen(self) and self.option.icon:
            badge = look.px(_BADGE)
            draw_icon(painter, "check-circle", QRectF(self.width() - badge - 7, 7, badge, badge), look.colour("accent"))

    def _paint_place(self, painter: QPainter, at: QRectF) -> None:
        """Its number, in place of the tick."""
        look = self.look
        draw_box(painter, at, look.colour("text"), look.colour("text"), 0, radius=look.px(4))
        draw_words(painter, look, at, str(self._place), look.colour("paper"), SMALL, BOLD, Qt.AlignmentFlag.AlignCenter)

    def _top_of_content(self, width: float, picture: int) -> float:
        """Where picture and words begin so that they stand in the middle; marks keep to the bottom."""
        look = self.look
        words = words_height(look, self.option.words, width, BODY, self._weight())
        marks = self._mark_height() + look.pad(4) if self._marks else 0
        return (self.height() - picture - look.pad(6) - words - marks) / 2

    def _paint_marks(self, painter: QPainter, left: float, middle: float) -> None:
        width = hexagon_width(self._mark_height())
        for mark in self._marks:
            draw_mark(painter, self.look, QPointF(left + width / 2, middle), self._mark_height(), mark)
            left += width + self.look.pad(6)

    def _ring(self) -> str:
        """The ring or box that fills when it is chosen."""
        return self.icons[is_chosen(self)]

    def _flat_icons(self) -> list[str]:
        """What stands before the words: the ring or box, and its own picture."""
        return [self._ring(), self.option.icon] if self.option.icon else [self._ring()]

    def _colour(self) -> QColor:
        return self.look.colour("text" if self.isEnabled() else "quiet")

    def _weight(self) -> int:
        return BOLD if is_chosen(self) or self._marks else REGULAR


class BigChoice(_Choice, QRadioButton):
    """One choice among several. Arrow keys only move; the space bar, Enter or a press chooses: each choice is kept as an answer."""

    def __init__(self, look: Look, option: Option, tall: bool = False) -> None:
        super().__init__()
        self.set_up(look, option, tall)

    def show_chosen(self, chosen: bool) -> None:
        """Shows it as chosen or not, also where none of them is, which Qt does not allow a group by itself."""
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)

    def nextCheckState(self) -> None:
        """Pressing what is chosen leaves it chosen."""
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves arrow keys to the row: Qt would choose while it moves."""
        if event.key() in _FORWARD | _BACK:
            event.ignore()
        else:
            super().keyPressEvent(event)


class TickBox(_Choice, QCheckBox):
    """One of many that can be chosen together; also a setting that is on or off."""

    icons = ("checkbox-blank-outline", "checkbox-marked")

    def __init__(self, look: Look, option: Option, tall: bool = False) -> None:
        super().__init__()
        self.set_up(look, option, tall)

    def show_chosen(self, chosen: bool) -> None:
        """Shows it as chosen or not."""
        self.setChecked(chosen)


class ChoiceRow(Dressed, QWidget):
    """Choices that belong together, in as many lines as they need. Says which keys are chosen whenever somebody presses one.

    `in_order`: each that is chosen shows its number, in the order in which they were pressed.
    """

    chosen = Signal(str)  # the key that was pressed
    changed = Signal(tuple)  # all keys that are chosen now

    def __init__(
        self, look: Look, name: str, options: Sequence[Option], several: bool = False, tall: bool = False, in_order: bool = False
    ) -> None:
        super().__init__()
        kind = TickBox if several else BigChoice
        self._several, self._in_order = several, in_order
        self.buttons = {option.key: kind(look, option, tall) for option in options}
        self._flow = FlowRow(look, *self.buttons.values(), even=tall, gap=12 if tall else 8)
        self.setAccessibleName(name)
        self._build()
        self._set_tab_stop()
        for button in self.buttons.values():
            button.clicked.connect(self._pressed)
        self.wear(look)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are chosen, in the order in which they are shown."""
        return tuple(key for key, button in self.buttons.items() if button.isChecked())

    def choose(self, *keys: str) -> None:
        """Shows these as chosen, in this order, and says nothing: they are what is stored."""
        for key, button in self.buttons.items():
            button.show_chosen(key in keys)
            button.show_place(keys.index(key) + 1 if self._in_order and key in keys else 0)
        self._set_tab_stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go from choice to choice."""
        step = 1 if event.key() in _FORWARD else -1 if event.key() in _BACK else 0
        if not step:
            super().keyPressEvent(event)
            return
        buttons = list(self.buttons.values())
        at = next((place for place, button in enumerate(buttons) if button.hasFocus()), 0)
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _set_tab_stop(self) -> None:
        """One stop of the Tab key for choices of which only one can be chosen: what is chosen, else the first."""
        if self._several:
            return
        stop = next((button for button in self.buttons.values() if button.isChecked()), next(iter(self.buttons.values()), None))
        for button in self.buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if self._in_order:
            column.addWidget(Words(_("Press them in your order."), "quiet"))
        column.addWidget(self._flow)

    def _pressed(self) -> None:
        pressed = self.sender()
        if not self._several:
            self.choose(pressed.option.key)
        self.chosen.emit(pressed.option.key)
        say_aloud(pressed, pressed.place_in_words)
        self.changed.emit(self.keys)
