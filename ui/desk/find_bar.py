"""Find in plan: a box to type in, and the places where those words stand, one after the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.language import _
from app.looking import Found
from ui.desk.room import DeskRoom
from ui.keys_back import KeysBack
from ui.widgets.boxes import Panel
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind

LEAST_WIDTH = 250


class FindBar(Panel):
    """Shown by Ctrl+F, put away by Escape. `found` carries a place to go to."""

    found = Signal(object)
    closed = Signal()
    turned = Signal()  # it is there, or no more

    def __init__(self, room: DeskRoom) -> None:
        self._room = room
        self._places: list[Found] = []
        self._at = -1
        self.box = QLineEdit()
        self.box.setAccessibleName(_("Find words in this plan"))
        self.box.setPlaceholderText(_("Find words in this plan"))
        self._says = Words("", "quiet", wraps=False)
        self._next = Button(room.look, _("Next place"), "chevron-down")
        self._close = Button(room.look, _("Put away"), "close", Kind.GHOST)
        line = FlowRow(room.look, self.box, self._next, self._close, self._says)
        super().__init__(room.look, (line, 1), edge=Qt.Edge.BottomEdge, margins=(24, 6, 24, 6))
        self.box.textChanged.connect(self._look_for)
        self.box.returnPressed.connect(self._go_on)
        self._next.clicked.connect(self._go_on)
        self._close.clicked.connect(self._put_away)
        self._keys = KeysBack(self)
        self.dress()
        self.hide()

    def dress(self) -> None:
        super().dress()
        if hasattr(self, "_keys"):
            self.box.setMinimumWidth(self.look.px(LEAST_WIDTH))

    def open_bar(self) -> None:
        """Shows the bar, ready to type."""
        self._keys.remember()
        self.show()
        self.turned.emit()
        self.box.setFocus()
        self.box.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
        else:
            super().keyPressEvent(event)

    def first_tab_stop(self) -> QWidget:
        """Where the keys go."""
        return self.box

    def _look_for(self, words: str) -> None:
        self._places = self._room.desk.find(words)
        self._at = -1
        if not words.strip():
            self._says.setText("")
        elif not self._places:
            self._says.setText(_("These words are not in this plan."))
        else:
            self._says.setText(_("{n} places").format(n=len(self._places)) if len(self._places) > 1 else _("One place"))

    def _go_on(self) -> None:
        if self._places:
            self._at = (self._at + 1) % len(self._places)
            self.found.emit(self._places[self._at])

    def _put_away(self) -> None:
        self._keys.give_back(self)
        self.hide()
        self.turned.emit()
        self.closed.emit()
