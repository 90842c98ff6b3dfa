"""An icon to look at, and a picture in its hexagon. Both stand beside words that say the same, so they have no name of their own."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.icons import draw_icon
from ui.look import Look
from ui.painting import hexagon_width
from ui.widgets.buttons import draw_picture
from ui.widgets.dressing import Dressed

PICTURE = 58


class IconView(Dressed, QWidget):
    """An icon in a colour of the theme. `room` is the side of its place, where that is to be larger than the icon."""

    def __init__(self, look: Look, icon: str, size: int = 22, colour: str = "text", room: int = 0) -> None:
        super().__init__()
        self._icon, self._size, self._colour, self._room = icon, size, colour, room or size
        self.wear(look)

    def show_icon(self, icon: str, colour: str | None = None) -> None:
        """Shows another icon, in another colour where one is given."""
        self._icon, self._colour = icon, colour or self._colour
        self.update()

    def dress(self) -> None:
        room = self.look.px(self._room)
        self.setFixedSize(QSize(room, room))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self.look.px(self._size)
        place = QRectF(0, 0, size, size)
        place.moveCenter(QRectF(self.rect()).center())
        draw_icon(QPainter(self), self._icon, place, self.look.colour(self._colour))


class PictureView(Dressed, QWidget):
    """The picture of a question: an icon in the hexagon of pictures. It grows less than the words."""

    def __init__(self, look: Look, icon: str, height: int = PICTURE) -> None:
        super().__init__()
        self._icon, self._height = icon, height
        self.wear(look)

    def show_icon(self, icon: str) -> None:
        """Shows another picture."""
        self._icon = icon
        self.update()

    def dress(self) -> None:
        height = round(self._height * min(self.look.scale, 1.75))
        self.setFixedSize(round(hexagon_width(height)) + 2, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_picture(QPainter(self), self.look, QRectF(self.rect()), self._icon)
