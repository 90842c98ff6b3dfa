"""Buttons: words with an icon beside them, never an icon alone."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QCursor, QPainter
from PySide6.QtWidgets import QMenu, QPushButton

from ui.icons import draw_icon
from ui.look import BODY, BOLD, QUESTION, SEMI, Look
from ui.painting import draw_box, hexagon
from ui.widgets.pressing import Kind, Pressable, draw_words, is_chosen, longest_word, words_height

_ICON = 22
_GAP = 10
_SIDES = {Kind.PLAIN: 16, Kind.PRIMARY: 24, Kind.GHOST: 10, Kind.HELP: 16}


class Button(Pressable, QPushButton):
    """A button with words and an icon. `icon_after` puts the icon behind the words: next, and menus.

    `short` are the words it shows in large text and where there is little room; it is always spoken in full.
    """

    def __init__(self, look: Look, words: str, icon: str = "", kind: Kind = Kind.PLAIN, icon_after: bool = False, short: str = "") -> None:
        super().__init__()
        self._icon, self._kind, self._icon_after = icon, kind, icon_after
        self._room_of = kind  # it keeps its room when it stands out less for a while: nothing beside it moves
        self._full, self._short, self._tight = words, short, False
        self._lines = 1
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self.begin(look)

    # What you can ask it

    @property
    def words(self) -> str:
        """What it shows now."""
        return self._short if self._short and (self._tight or self.look.large) else self._full

    @property
    def kind(self) -> Kind:
        """How much it stands out."""
        return self._kind

    def words_in(self, width: int) -> str:
        """What it shows at that width: where lines are kept, as many whole words as have room in them."""
        words = self.words
        if self._lines == 1:
            return words
        room = self._height_of("\n".join("x" * self._lines), width)
        while " " in words and self._height_of(words, width) > room:
            words = f"{words.rsplit(' ', 1)[0].rstrip(' ,;:…')}…"
        return words

    # What you can tell it

    def set_words(self, words: str, icon: str | None = None, short: str = "") -> None:
        """Says something else, with another icon where one is given."""
        self._full, self._short = words, short
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Stands out more, or less."""
        if kind is not self._kind:
            self._kind = kind
            self.update()

    def shorten(self, tight: bool) -> None:
        """Whether there is little room where it stands."""
        if tight != self._tight:
            self._tight = tight
            self.updateGeometry()
            self.update()

    def keep_lines(self, lines: int) -> None:
        """Has room for so many lines, whatever it says, and from two on for no more: what stands around it never moves."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    # Qt overrides

    def setMenu(self, menu: QMenu) -> None:
        """After the menu has closed the button looks as it did before."""
        super().setMenu(menu)
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, self._menu_went))

    # Sizes

    def natural_width(self) -> int:
        return self._around() + round(self.look.text_width(self.words, BODY, BOLD)) + 2

    def least_width(self) -> int:
        return self._around() + longest_word(self.look, self.words, BODY, BOLD)

    def heightForWidth(self, width: int) -> int:
        look = self.look
        words = max(self._height_of(said, width) for said in (self.words_in(width), "\n".join("x" * self._lines)))
        more = words - round(look.metrics(BODY, BOLD).height())
        return look.target() + (4 if self._room_of is Kind.PRIMARY else 0) + max(more, 0)

    def _height_of(self, words: str, width: int) -> int:
        return words_height(self.look, words, width - self._around(), BODY, BOLD)

    def _menu_went(self) -> None:
        """WORKAROUND (Qt 6.11): the menu took the pointer with it, and the button never hears that it is not pressed nor pointed at."""
        self.setDown(False)
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, self.rect().contains(self.mapFromGlobal(QCursor.pos())))
        self.update()

    def _around(self) -> int:
        """What is not words: padding, icon and gap."""
        look = self.look
        icon = look.px(_ICON) + look.pad(_GAP) if self._icon else 0
        return 2 * look.pad(_SIDES[self._room_of]) + icon

    # Painting

    def paint(self, painter: QPainter) -> None:
        self._draw_ground(painter)
        look = self.look
        content = QRectF(self.rect()).adjusted(look.pad(_SIDES[self._room_of]), 0, -look.pad(_SIDES[self._room_of]), 0)
        content = self._middle_of(content)
        if self._icon:
            content = self._draw_icon(painter, content)
        strong = self._kind is Kind.PRIMARY or is_chosen(self)
        draw_words(painter, look, content, self.words_in(self.width()), self._colour(), BODY, BOLD if strong else SEMI)

    def _draw_ground(self, painter: QPainter) -> None:
        look, place = self.look, QRectF(self.rect())
        if self._kind is Kind.PRIMARY and self.isEnabled():
            draw_box(painter, place, self.touched("primary_fill"), look.colour("primary_edge"), 2)
        elif self._kind is Kind.HELP and self.isEnabled():
            draw_box(painter, place, self.touched("paper"), look.colour("border" if look.theme.outlined else "stop"), 2)
        elif self._kind is Kind.GHOST and not is_chosen(self):
            self._draw_ghost(painter, place)
        else:
            self.draw_ground(painter, is_chosen(self))

    def _draw_ghost(self, painter: QPainter, place: QRectF) -> None:
        """No edge on a calm bar; in high contrast an edge, since there it alone says that it can be pressed."""
        look = self.look
        if look.theme.outlined:
            self.draw_ground(painter, chosen=False)
        elif self.underMouse() or self.isDown():
            draw_box(painter, place, self.touched("bar"), QColor(), 0)

    def _middle_of(self, content: QRectF) -> QRectF:
        """The place of icon and words together, in the middle of a button that is wider than they are."""
        spare = max(0.0, self.width() - self.natural_width()) / 2
        return content if self._kind is Kind.GHOST else content.adjusted(spare, 0, -spare, 0)

    def _draw_icon(self, painter: QPainter, content: QRectF) -> QRectF:
        """Paints the icon at its end and gives what is left for the words."""
        size, gap = self.look.px(_ICON), self.look.pad(_GAP)
        left = content.right() - size if self._icon_after else content.left()
        draw_icon(painter, self._icon, QRectF(left, content.center().y() - size / 2, size, size), self._colour())
        return content.adjusted(0, 0, -size - gap, 0) if self._icon_after else content.adjusted(size + gap, 0, 0, 0)

    def _colour(self) -> QColor:
        if not self.isEnabled():
            return self.look.colour("quiet")
        names = {Kind.PRIMARY: "primary_text", Kind.HELP: "stop"}
        return self.look.colour(names.get(self._kind, "text"))


class Door(Pressable, QPushButton):
    """A large door of Today: a picture in a hexagon, a few words, one quiet line. Where that is too wide the picture stands above."""

    def __init__(self, look: Look, words: str, line: str, icon: str) -> None:
        super().__init__()
        self._words, self._line, self._icon = words, line, icon
        self.setAccessibleName(words)
        self.setAccessibleDescription(line)
        self.setAutoDefault(False)
        self.begin(look)

    def natural_width(self) -> int:
        look = self.look
        words = max(look.text_width(self._words, QUESTION, BOLD), look.text_width(self._line))
        return self._around() + round(words) + 2

    def least_width(self) -> int:
        return self._sides() + self._longest()

    def heightForWidth(self, width: int) -> int:
        look, room = self.look, self._room(width)
        words = words_height(look, self._words, room, QUESTION, BOLD) + look.pad(4) + words_height(look, self._line, room)
        picture = self._picture()
        return (max(words, picture) if self._beside(width) else words + picture + look.pad(12)) + 2 * look.pad(30)

    def paint(self, painter: QPainter) -> None:
        look = self.look
        self.draw_ground(painter, chosen=False, radius=12)
        left, side, room = look.pad(28), self._picture(), self._room(self.width())
        first = words_height(look, self._words, room, QUESTION, BOLD)
        second = words_height(look, self._line, room)
        words = first + look.pad(4) + second
        beside = self._beside(self.width())
        top = (self.height() - (side if beside else side + look.pad(12) + words)) / 2
        draw_picture(painter, look, QRectF(left, top, side, side), self._icon)
        x, y = (left + side + look.pad(22), (self.height() - words) / 2) if beside else (left, top + side + look.pad(12))
        draw_words(painter, look, QRectF(x, y, room, first), self._words, look.colour("text"), QUESTION, BOLD)
        draw_words(painter, look, QRectF(x, y + first + look.pad(4), room, second), self._line, look.colour("quiet"))

    def _picture(self) -> int:
        """How high the hexagon is: it grows less than the words, which are what is read."""
        return round(84 * min(self.look.scale, 1.5))

    def _longest(self) -> int:
        return max(longest_word(self.look, self._words, QUESTION, BOLD), longest_word(self.look, self._line))

    def _beside(self, width: int) -> bool:
        """Whether the words fit beside the picture."""
        return width >= self._around() + self._longest()

    def _room(self, width: int) -> int:
        """How wide the words can be."""
        return width - (self._around() if self._beside(width) else self._sides())

    def _sides(self) -> int:
        return self.look.pad(28) + self.look.pad(16)

    def _around(self) -> int:
        """What is not words where they stand beside the picture."""
        return self._sides() + self._picture() + self.look.pad(22)


def draw_picture(painter: QPainter, look: Look, place: QRectF, icon: str) -> None:
    """Paints an icon in the hexagon of pictures, as large as its place."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.pen("picture_edge", 2))
    painter.setBrush(look.colour("picture"))
    painter.drawPolygon(hexagon(place.center(), place.height() - 2))
    side = place.height() * 0.5
    inner = QRectF(0, 0, side, side)
    inner.moveCenter(place.center())
    draw_icon(painter, icon, inner, look.colour("picture_edge"))
