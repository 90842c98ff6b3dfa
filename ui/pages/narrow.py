"""The middle of the pages of the start: one column that reads well, in the middle of a wide window."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.look import Look
from ui.widgets.boxes import Column, Item
from ui.widgets.dressing import Dressed

WIDEST = 760


class Narrow(Dressed, QWidget):
    """A column that is never wider than reads well. `show_items` puts other things into it; what was there goes."""

    def __init__(self, look: Look, *items: Item, widest: int = WIDEST) -> None:
        super().__init__()
        self._widest = widest
        self.column = Column(look, gap=12, margins=(24, 24, 24, 24))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addStretch(1)
        self._line.addWidget(self.column, 1000)
        self._line.addStretch(1)
        self.show_items(*items)
        self.wear(look)

    def show_items(self, *items: Item) -> None:
        """Shows these and nothing else."""
        self.column.clear()
        self.column.add(*items, None)

    def dress(self) -> None:
        self.column.setMaximumWidth(self.look.px(self._widest))
