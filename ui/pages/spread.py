"""Two pieces across the page: the first takes the room, the second stands at its end, or below it where both do not fit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.look import Look
from ui.widgets.dressing import Dressed

_ROOM_FOR_FIRST = 340


class Spread(Dressed, QWidget):
    """`least` is the width at 100 % that the first piece wants beside the second."""

    def __init__(self, look: Look, first: QWidget, second: QWidget, gap: int = 12, least: int = _ROOM_FOR_FIRST) -> None:
        super().__init__()
        self._first, self._second, self._gap, self._least = first, second, gap, least
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(first, 1)
        self._line.addWidget(second, 0)
        self.wear(look)

    @property
    def stacked(self) -> bool:
        """Whether the second stands below the first."""
        return self._line.direction() == QBoxLayout.Direction.TopToBottom

    def dress(self) -> None:
        self._line.setSpacing(self.look.pad(self._gap))
        self._turn()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of both."""
        width = max(self._first.minimumSizeHint().width(), self._second.minimumSizeHint().width())
        return QSize(width, self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        below = self.look.large or self.width() < self._second.sizeHint().width() + self.look.px(self._least)
        wished = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if wished != self._line.direction():
            self._line.setDirection(wished)
        self._line.setAlignment(self._second, Qt.AlignmentFlag(0) if below else Qt.AlignmentFlag.AlignVCenter)
