"""A small door: an icon, a word or two, and a quiet line that says what is behind it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton

from ui.icons import draw_icon
from ui.look import BODY, REGULAR, SEMI, SMALL, Look
from ui.painting import draw_box
from ui.widgets.pressing import Pressable, draw_words, longest_word, words_height

_ICON = 24


class SideDoor(Pressable, QPushButton):
    """A door as wide as its column. Where it is not `edged`, the edge comes with the pointer and in high contrast."""

    def __init__(self, look: Look, words: str, line: str, icon: str, edged: bool = False) -> None:
        super().__init__()
        self._words, self._line, self._icon, self._edged = words, line, icon, edged
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self.setAccessibleDescription(line)
        self.begin(look)

    def natural_width(self) -> int:
        look = self.look
        widest = max(look.text_width(self._words, BODY, SEMI), look.text_width(self._line, SMALL))
        return self._around() + round(widest) + 2

    def least_width(self) -> int:
        look = self.look
        return self._around() + max(longest_word(look, self._words, BODY, SEMI), longest_word(look, self._line, SMALL))

    def heightForWidth(self, width: int) -> int:
        first, second = self._heights(width)
        return max(self.look.target(), first + second + 2 * self.look.pad(8))

    def paint(self, painter: QPainter) -> None:
        look = self.look
        if self._edged:
            self.draw_ground(painter, chosen=False)
        elif look.theme.outlined or self.underMouse() or self.isDown():
            draw_box(painter, QRectF(self.rect()), self.touched("room"), look.colour("border"), look.edge())
        icon, left = look.px(_ICON), look.pad(12)
        draw_icon(painter, self._icon, QRectF(left, (self.height() - icon) / 2, icon, icon), look.colour("accent"))
        first, second = self._heights(self.width())
        x, y, room = left + icon + look.pad(14), (self.height() - first - second) / 2, self.width() - self._around()
        draw_words(painter, look, QRectF(x, y, room, first), self._words, look.colour("text"), BODY, SEMI)
        draw_words(painter, look, QRectF(x, y + first, room, second), self._line, look.colour("quiet"), SMALL, REGULAR)

    def _heights(self, width: int) -> tuple[int, int]:
        room = width - self._around()
        return words_height(self.look, self._words, room, BODY, SEMI), words_height(self.look, self._line, room, SMALL)

    def _around(self) -> int:
        look = self.look
        return look.pad(12) + look.px(_ICON) + look.pad(14) + look.pad(12)
