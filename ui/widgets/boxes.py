"""Boxes that hold other pieces: rows, columns, cards, the ringed box of an answer, two sides, and the middle of a page that scrolls."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QScrollArea, QSpacerItem, QVBoxLayout, QWidget

from ui.look import Look, tone
from ui.painting import MarkStyle, draw_box
from ui.widgets.dressing import Dressed

Item = QWidget | int | None | tuple[QWidget, int]
Margins = tuple[int, int, int, int]

_GROUNDS = {"room": QPalette.ColorRole.Window, "paper": QPalette.ColorRole.Base, "bar": QPalette.ColorRole.AlternateBase}
RING = 3
HAIR = 2  # the room kept for the fine line; drawn thinner where colours tell more


class _Box(Dressed, QFrame):
    """Pieces in a line. An item is a widget, a widget with its stretch, a space in pixels, or None for what is left over."""

    direction = QBoxLayout.Direction.TopToBottom

    def __init__(self, look: Look, *items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0), ground: str = "") -> None:
        super().__init__()
        self._gap, self._margins = gap, margins
        self._spaces: list[tuple[QSpacerItem, int]] = []
        self._line = QBoxLayout(self.direction, self)
        if ground:
            self.setBackgroundRole(_GROUNDS[ground])
            self.setAutoFillBackground(True)
        self.add(*items)
        self.wear(look)

    def add(self, *items: Item) -> None:
        """Puts more items at the end."""
        for item in items:
            self._add(item)

    def put_first(self, widget: QWidget) -> None:
        """Moves one of the pieces before the others."""
        self._line.removeWidget(widget)
        self._line.insertWidget(0, widget)

    def clear(self) -> None:
        """Takes everything out; the widgets go."""
        self._spaces.clear()
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def dress(self) -> None:
        """Margins and gaps grow with the padding."""
        pad = self.look.pad
        self._line.setContentsMargins(*(pad(side) for side in self._margins))
        self._line.setSpacing(pad(self._gap))
        for spacer, size in self._spaces:
            self._size(spacer, pad(size))
        self._line.invalidate()

    def _add(self, item: Item) -> None:
        if item is None:
            self._line.addStretch(1)
        elif isinstance(item, int):
            spacer = QSpacerItem(item, item)
            self._spaces.append((spacer, item))
            self._size(spacer, item)
            self._line.addSpacerItem(spacer)
        elif isinstance(item, tuple):
            self._line.addWidget(*item)
        else:
            self._line.addWidget(item)

    def _size(self, spacer: QSpacerItem, size: int) -> None:
        across = self.direction in (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.RightToLeft)
        spacer.changeSize(size if across else 0, 0 if across else size)


class Column(_Box):
    """Pieces one above the other."""


class Row(_Box):
    """Pieces side by side. For pieces that may not all fit beside each other, take a FlowRow."""

    direction = QBoxLayout.Direction.LeftToRight


class Panel(Row):
    """A row along an edge of the page, on the colour of bars, with a hair towards the page."""

    def __init__(self, look: Look, *items: Item, edge: Qt.Edge, gap: int = 8, margins: Margins = (24, 3, 24, 3)) -> None:
        self._edge = edge
        super().__init__(look, *items, gap=gap, margins=margins, ground="bar")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hair."""
        super().paintEvent(event)
        draw_hair(self, self.look, self._edge)


class Card(Column):
    """Paper with a fine edge: things that belong together and are not pressed."""

    def __init__(self, look: Look, *items: Item, gap: int = 8, margins: Margins = (16, 12, 16, 12)) -> None:
        super().__init__(look, *items, gap=gap, margins=margins)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper and edge."""
        look = self.look
        draw_box(QPainter(self), QRectF(self.rect()), look.colour("paper"), look.colour("hair"), look.edge())


class RingedBox(Dressed, QFrame):
    """The box of an answer. While a pen writes here it has a ring in that pen's ink. Put its contents into `body`."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._mark: MarkStyle | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(RING, RING, RING, RING)
        self.body.setSpacing(0)
        self.wear(look)

    @property
    def written_by(self) -> MarkStyle | None:
        """The mark whose pen writes here; None when nobody does."""
        return self._mark

    def write_with(self, mark: MarkStyle | None) -> None:
        """Puts the ring of that pen round the box, or takes it away."""
        if mark != self._mark:
            self._mark = mark
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper with its edge, or with the ring."""
        look = self.look
        if self._mark is None:
            edge, width = look.colour("box"), look.edge()
        else:
            edge, width = tone(look.theme.in_hand(self._mark.ink)), RING
        draw_box(QPainter(self), QRectF(self.rect()), look.colour("paper"), edge, width)


class TwoSides(Dressed, QWidget):
    """Boxes of equal size side by side, as many in a row as there is room for; one above the other where the text is large.

    `large_too`: side by side in large text as well, where there is room for it.
    """

    def __init__(self, look: Look, *sides: QWidget, stack_below: int = 360, gap: int = 16, large_too: bool = False) -> None:
        super().__init__()
        self._large_too = large_too
        self._stack_below, self._gap = stack_below, gap
        self._sides = list(sides)
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.wear(look)

    @property
    def stacked(self) -> bool:
        """Whether they stand one above the other."""
        return self._across == 1

    def add(self, side: QWidget) -> None:
        """Puts one more side at the end."""
        self._sides.append(side)
        self._across = 0
        self._turn()

    def dress(self) -> None:
        """The gap between the sides, and how many stand in a row."""
        self._grid.setSpacing(self.look.pad(self._gap))
        self._turn()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest side: narrower pages stack them."""
        widest = max((side.minimumSizeHint().width() for side in self._sides), default=0)
        return QSize(widest, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Three with room for two stand two and one: the first two are those that are read against each other."""
        across = self._room_across()
        if across == self._across:
            return
        for place, side in enumerate(self._sides):
            self._grid.addWidget(side, *divmod(place, across))  # a widget that stands in a layout already is moved by this
        for column in range(len(self._sides)):
            self._grid.setColumnStretch(column, int(column < across))
        self._across = across

    def _room_across(self) -> int:
        if self.look.large and not self._large_too:
            return 1
        return max(1, min(len(self._sides), self.width() // self.look.px(self._stack_below)))


def draw_hair(widget: QWidget, look: Look, edge: Qt.Edge) -> None:
    """Paints the fine line that parts a bar or a list from the page, along one edge of the widget."""
    width = HAIR if look.theme.outlined else 1
    right, bottom = widget.width(), widget.height()
    places = {
        Qt.Edge.TopEdge: QRect(0, 0, right, width),
        Qt.Edge.BottomEdge: QRect(0, bottom - width, right, width),
        Qt.Edge.LeftEdge: QRect(0, 0, width, bottom),
        Qt.Edge.RightEdge: QRect(right - width, 0, width, bottom),
    }
    QPainter(widget).fillRect(places[edge], look.colour("hair"))


class VScroll(QScrollArea):
    """The middle of a page: scrolls up and down, while what stands above and below it stays.

    Give a name where the page holds nothing else to stop at with the keys: then it can be reached and scrolled by key itself.
    """

    def __init__(self, content: QWidget, name: str = "") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)
