"""The middle of a page with a column beside it: side by side where there is room, one below the other where there is not."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.look import Look
from ui.widgets.boxes import draw_hair
from ui.widgets.dressing import Dressed

ASIDE = 316
_LEAST_MAIN = 520


class Beside(Dressed, QWidget):
    """`main` takes what room there is, `aside` stands at its right on the same ground, with a hair between them."""

    def __init__(self, look: Look, main: QWidget, aside: QWidget) -> None:
        super().__init__()
        self._main, self._aside = main, _Edged(look, aside)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(main, 1)
        self._line.addWidget(self._aside)
        self.wear(look)

    @property
    def stacked(self) -> bool:
        """Whether they stand one below the other."""
        return self._line.direction() == QBoxLayout.Direction.TopToBottom

    def dress(self) -> None:
        self._turn()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of both: narrower pages stack them."""
        width = max(self._main.minimumSizeHint().width(), self._aside.minimumSizeHint().width())
        return QSize(width, self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        look = self.look
        narrow = look.large or self.width() < look.px(_LEAST_MAIN) + look.px(ASIDE)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._aside.setMinimumWidth(0 if narrow else look.px(ASIDE))
        self._aside.setMaximumWidth(1 << 20 if narrow else look.px(ASIDE))
        self._aside.edge = Qt.Edge.TopEdge if narrow else Qt.Edge.LeftEdge
        if direction != self._line.direction():
            self._line.setDirection(direction)


class _Edged(Dressed, QWidget):
    """A piece with a hair along one edge."""

    def __init__(self, look: Look, content: QWidget) -> None:
        super().__init__()
        self.edge = Qt.Edge.LeftEdge
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(content)
        self.wear(look)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_hair(self, self.look, self.edge)
