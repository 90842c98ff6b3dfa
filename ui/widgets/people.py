"""People as they are shown everywhere: a mark, the line of a pattern, a chip to press, a card on *Who is here*."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.look import BODY, BOLD, REGULAR, SEMI, SMALL, Look, tone
from ui.painting import MARK_HEIGHT, MarkStyle, draw_box, draw_dashed_box, draw_line, draw_mark, hexagon_width
from ui.widgets.buttons import draw_picture
from ui.widgets.dressing import Dressed
from ui.widgets.pressing import Pressable, draw_words, is_chosen, longest_word, words_height

CARD_MARK = 88
_LINE_ROOM = 8
_CENTRED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class MarkView(Dressed, QWidget):
    """A person's hexagon; filled while that pen is in hand. `person` is who it is, in words."""

    def __init__(self, look: Look, mark: MarkStyle, person: str, height: int = MARK_HEIGHT, held: bool = False) -> None:
        super().__init__()
        self._mark, self._height, self._held = mark, height, held
        self.setAccessibleName(person)
        self.wear(look)

    def show_mark(self, mark: MarkStyle, person: str, held: bool = False) -> None:
        """Shows somebody else, or the same person with or without the pen in hand."""
        self._mark, self._held = mark, held
        self.setAccessibleName(person)
        self.update()

    def dress(self) -> None:
        height = self.look.px(self._height)
        self.setFixedSize(round(hexagon_width(height)) + 2, height + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        centre = QRectF(self.rect()).center()
        draw_mark(QPainter(self), self.look, centre, self.look.px(self._height), self._mark, self._held)


class PersonChip(Pressable, QPushButton):
    """A person as a button: mark, name, and the line under the name. `says` is what pressing it does, for those who listen."""

    def __init__(self, look: Look, mark: MarkStyle, name: str, says: str = "") -> None:
        super().__init__()
        self._mark, self._name = mark, name
        self.setAutoDefault(False)
        self.setAccessibleName(says or name)
        self.begin(look)

    def natural_width(self) -> int:
        return self._around() + round(self.look.text_width(self._name, BODY, BOLD)) + 2

    def least_width(self) -> int:
        return self._around() + longest_word(self.look, self._name, BODY, BOLD)

    def heightForWidth(self, width: int) -> int:
        look = self.look
        words = words_height(look, self._name, width - self._around(), BODY, BOLD) + self._line_room()
        return max(look.target(), look.px(MARK_HEIGHT) + look.pad(8), words + look.pad(8))

    def paint(self, painter: QPainter) -> None:
        look = self.look
        self.draw_ground(painter, is_chosen(self))
        height = look.px(MARK_HEIGHT)
        middle = QPointF(look.pad(8) + hexagon_width(height) / 2, self.height() / 2)
        draw_mark(painter, look, middle, height, self._mark)
        self._paint_name(painter, middle.x() + hexagon_width(height) / 2 + look.pad(8))

    def _paint_name(self, painter: QPainter, left: float) -> None:
        look = self.look
        room = self.width() - look.pad(14) - left
        name = words_height(look, self._name, room, BODY, BOLD)
        top = (self.height() - name - self._line_room()) / 2
        draw_words(painter, look, QRectF(left, top, room, name), self._name, look.colour("text"), BODY, SEMI)
        under = left + min(room, look.text_width(self._name, BODY, SEMI))
        ink = look.theme.inks[self._mark.ink].ink
        draw_line(painter, left, under, top + name + self._line_room() / 2, self._mark.line, ink, look.stroke())

    def _line_room(self) -> int:
        return round(_LINE_ROOM * self.look.stroke())

    def _around(self) -> int:
        look = self.look
        return look.pad(8) + round(hexagon_width(look.px(MARK_HEIGHT))) + look.pad(8) + look.pad(14)


class _StandingCard(Pressable, QPushButton):
    """A card with a large shape above centred lines: the first line strong, the others quiet."""

    def set_up(self, look: Look, words: str, lines: tuple[str, ...]) -> None:
        self._say(words, lines)
        self.setAutoDefault(False)
        self.begin(look)

    def _say(self, words: str, lines: tuple[str, ...]) -> None:
        self._words, self._lines = words, lines
        self.setAccessibleName(words)
        self.setAccessibleDescription(". ".join(lines))
        self.updateGeometry()
        self.update()

    def draw_shape(self, painter: QPainter, place: QRectF) -> None:
        """Paints the large shape."""
        raise NotImplementedError

    def natural_width(self) -> int:
        look = self.look
        widths = [look.text_width(self._words, BODY, BOLD), *(look.text_width(line, SMALL) for line in self._lines)]
        return max(round(max(widths)) + 2 * look.pad(16), look.px(160))

    def least_width(self) -> int:
        look = self.look
        widths = [longest_word(look, self._words, BODY, BOLD), *(longest_word(look, line, SMALL) for line in self._lines)]
        return max(widths) + 2 * look.pad(12)

    def heightForWidth(self, width: int) -> int:
        look, room = self.look, width - 2 * self.look.pad(12)
        words = words_height(look, self._words, room, BODY, BOLD)
        lines = sum(words_height(look, line, room, SMALL) + look.pad(1) for line in self._lines)
        return look.pad(10) + self._shape_height() + look.pad(8) + words + lines + look.pad(16)

    def paint(self, painter: QPainter) -> None:
        look = self.look
        self.draw_card(painter)
        height = self._shape_height()
        self.draw_shape(painter, QRectF((self.width() - height) / 2, look.pad(10), height, height))
        place = QRectF(self.rect()).adjusted(look.pad(12), look.pad(10) + height + look.pad(8), -look.pad(12), 0)
        draw_words(painter, look, place, self._words, look.colour("text"), BODY, BOLD, _CENTRED)
        top = place.top() + words_height(look, self._words, place.width(), BODY, BOLD) + look.pad(1)
        for line in self._lines:
            high = words_height(look, line, place.width(), SMALL)
            draw_words(painter, look, QRectF(place.left(), top, place.width(), high), line, look.colour("quiet"), SMALL, REGULAR, _CENTRED)
            top += high + look.pad(1)

    def draw_card(self, painter: QPainter) -> None:
        """Paints the card under the shape and the lines."""
        self.draw_ground(painter, chosen=False)

    def _shape_height(self) -> int:
        return round(CARD_MARK * min(self.look.scale, 1.5))


class PersonCard(_StandingCard):
    """A person on *Who is here*; the one being looked at has a ring in the own ink and a filled mark."""

    def __init__(self, look: Look, mark: MarkStyle, name: str, lines: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._mark = mark
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.set_up(look, name, lines)

    def show_person(self, mark: MarkStyle, name: str, lines: tuple[str, ...]) -> None:
        """Says something else of the same person."""
        self._mark = mark
        self._say(name, lines)

    def draw_shape(self, painter: QPainter, place: QRectF) -> None:
        draw_mark(painter, self.look, place.center(), place.height(), self._mark, held=self.isChecked())

    def draw_card(self, painter: QPainter) -> None:
        look, ink = self.look, self._mark.ink
        edge = tone(look.theme.in_hand(ink)) if self.isChecked() else look.colour("border")
        draw_box(painter, QRectF(self.rect()), self.touched("paper"), edge, 3 if self.isChecked() else look.edge())

    def nextCheckState(self) -> None:
        """Pressing the one that is looked at leaves it so."""
        self.setChecked(True)


class AddCard(_StandingCard):
    """The card after the last person, with a dashed edge: *Add a person*."""

    def __init__(self, look: Look, words: str, lines: tuple[str, ...] = (), icon: str = "plus") -> None:
        super().__init__()
        self._icon = icon
        self.set_up(look, words, lines)

    def draw_shape(self, painter: QPainter, place: QRectF) -> None:
        inner = place.adjusted(4, 4, -4, -4)
        draw_picture(painter, self.look, inner, self._icon)

    def draw_card(self, painter: QPainter) -> None:
        look = self.look
        draw_dashed_box(painter, QRectF(self.rect()), self.touched("room"), look.pen("border", look.edge()))
