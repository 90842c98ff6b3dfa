"""A row that goes on in a new line where the page is too narrow: nothing is cut, nothing scrolls sideways."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from ui.guarded import Guarded
from ui.look import Look
from ui.widgets.dressing import Dressed


class FlowRow(Dressed, QWidget):
    """Pieces side by side, as many as fit in each line. `even`: all as wide as the widest, so that choices line up.

    `at_top`: pieces of different heights begin at one height, as fields with help and without do.
    """

    def __init__(self, look: Look, *widgets: QWidget, gap: int = 8, even: bool = False, at_end: bool = False, at_top: bool = False) -> None:
        super().__init__()
        self._gap = gap
        self._flow = _Flow(self, even, at_end, at_top)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self._flow.put(widget)
        self.wear(look)

    def add(self, widget: QWidget) -> None:
        """Puts one more at the end."""
        self._flow.put(widget)

    def clear(self) -> None:
        """Takes everything out; the widgets go."""
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()

    def widgets(self) -> list[QWidget]:
        """The pieces, in order."""
        return [self._flow.itemAt(place).widget() for place in range(self._flow.count())]

    def set_gap(self, gap: int) -> None:
        """Changes the gap between pieces."""
        if gap != self._gap:
            self._gap = gap
            self.dress()

    def dress(self) -> None:
        """The gap between pieces and between lines."""
        self._flow.setSpacing(self.look.pad(self._gap))
        self._flow.invalidate()


_Sized = tuple[QLayoutItem, QSize]  # a piece, and the size it gets
_Line = tuple[list[_Sized], int]  # and how high the line is


class _Flow(Guarded, QLayout):
    """Lays out in lines. Qt has no such layout; this one asks each piece for its height at the width it gets, once until one changes."""

    def __init__(self, parent: QWidget, even: bool, at_end: bool, at_top: bool) -> None:
        super().__init__(parent)
        self._even, self._at_end, self._at_top = even, at_end, at_top
        self._items: list[QLayoutItem] = []
        self._known: dict[object, Any] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def put(self, widget: QWidget) -> None:
        """Puts a piece at the end.

        Its item is made here. PySide (6.11) does not hear when one that C++ made is gone: it can take a new one at the same place in memory
        for that, and say of it that it is deleted, when the layout goes in which the old one was.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:
        if not 0 <= place < len(self._items):
            return None
        item = self._items.pop(place)
        self.invalidate()
        return item

    def invalidate(self) -> None:
        """Qt says it of a layout when the size of anything in it may have changed, or it is shown or hidden."""
        self._known.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(height for _, height in lines) + self.spacing() * max(len(lines) - 1, 0)

    def sizeHint(self) -> QSize:
        """All in one line."""
        return QSize(self._remember("one line", self._one_line))

    def minimumSize(self) -> QSize:
        """The widest piece, at its narrowest."""
        return QSize(self._remember("narrowest", self._narrowest))

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        lines = self._lines(place.width())
        spare = place.height() - sum(height for _, height in lines) - self.spacing() * max(len(lines) - 1, 0)
        top = place.top() + max(spare, 0) // 2
        for line, height in lines:
            self._place_line(line, QRect(place.left(), top, place.width(), height))
            top += height + self.spacing()

    def _place_line(self, line: list[_Sized], place: QRect) -> None:
        """Puts one line's pieces beside each other, at the middle of its height or at its top."""
        taken = sum(size.width() for _, size in line) + self.spacing() * (len(line) - 1)
        left = place.right() + 1 - taken if self._at_end else place.left()
        for item, size in line:
            height = place.height() if self._even else size.height()
            top = place.top() if self._at_top else place.top() + (place.height() - height) // 2
            # Straight to the widget: the item would hold it to the height it prefers, and even pieces are as high as their line.
            item.widget().setGeometry(QRect(QPoint(left, top), QSize(size.width(), height)))
            left += size.width() + self.spacing()

    def _remember(self, what: object, find: Callable[[], Any]) -> Any:
        """What was found before, or is found now."""
        if what not in self._known:
            self._known[what] = find()
        return self._known[what]

    def _one_line(self) -> QSize:
        sizes = self._sizes(1 << 20)
        width = sum(size.width() for _, size in sizes) + self.spacing() * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for _, size in sizes), default=0))

    def _narrowest(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0))

    def _lines(self, width: int) -> list[_Line]:
        """The pieces of each line."""
        return self._remember(width, lambda: self._break(self._sizes(width), width))

    def _break(self, sizes: list[_Sized], width: int) -> list[_Line]:
        lines: list[list[_Sized]] = []
        left = 0
        for item, size in sizes:
            if lines and left + size.width() <= width:
                lines[-1].append((item, size))
            else:
                lines.append([(item, size)])
                left = 0
            left += size.width() + self.spacing()
        return [(line, max(size.height() for _, size in line)) for line in lines]

    def _sizes(self, width: int) -> list[_Sized]:
        """Every piece with the size it gets, none wider than the row."""
        hints = [(item, item.sizeHint()) for item in self._shown()]
        if self._even:
            widest = max((hint.width() for _, hint in hints), default=0)
            each = _even_width(width, widest, len(hints), self.spacing())
            return [(item, QSize(each, _height(item, each))) for item, _ in hints]
        return [(item, _size(item, hint, width)) for item, hint in hints]

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]


def _size(item: QLayoutItem, hint: QSize, width: int) -> QSize:
    """How large a piece is in a row of that width. What wraps may be higher than it prefers, also where it gets the width it prefers."""
    taken = min(hint.width(), width)
    return QSize(taken, _height(item, taken)) if taken < hint.width() or item.hasHeightForWidth() else hint


def _even_width(width: int, widest: int, count: int, gap: int) -> int:
    """How wide each of several equal pieces is: as many beside each other as fit, filling the row."""
    if not count or width >= 1 << 20:
        return widest
    beside = max(1, min(count, (width + gap) // (widest + gap)))
    rows = -(-count // beside)
    beside = -(-count // rows)  # five that fit four abreast stand as three and two
    return min((width - gap * (beside - 1)) // beside, width)


def _height(item: QLayoutItem, width: int) -> int:
    """How high a piece is at that width: by its own word where it wraps, else as it prefers."""
    widget = item.widget() if isinstance(item, QWidgetItem) else None
    height = widget.heightForWidth(width) if widget is not None else item.heightForWidth(width)
    return height if height > 0 else item.sizeHint().height()
