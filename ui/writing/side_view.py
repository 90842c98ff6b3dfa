"""One side on the page, to be read: pointed at, selected, copied, and asked whose words these are. What writes is in `side_editor`."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QTimer
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QInputMethodEvent, QKeyEvent, QMouseEvent

from app.language import _
from models.text.document import PlanDocument
from ui.first_press import pressed_first, was_pressed_first
from ui.look import Look
from ui.writing.capture import Wish, wish_of
from ui.writing.pointing import letter_under, line_near, meant_for_caret
from ui.writing.ports import People
from ui.writing.reading_aid import ReadingAid
from ui.writing.side_menu import Entry, SideMenu
from ui.writing.side_page import STEP_IN_SIDE, SidePage

MENU_GONE_MS = 150  # a menu that closes takes every tip with it


class SideView(SidePage):
    """The words of one side, to be read: in history, in a second window, wherever nobody writes."""

    def __init__(self, look: Look, people: People, document: PlanDocument, side: str, owner: str = "", step: int = STEP_IN_SIDE) -> None:
        super().__init__(look, people, document, side, owner, step)
        self._aid = ReadingAid(self, lambda: self.side, people)

    # ---- what you can ask it

    def position_under(self, place: QPoint) -> int | None:
        """The position before the letter under a place in the viewport, or of whom the tag there speaks. None beside all words."""
        line = line_near(self.document(), place.y(), self.look.px(self._step))
        return letter_under(line, self._reader, self.look, place.x()) if line is not None and self.side.length else None

    def meant(self, place: QPointF) -> QPointF:
        """Where a press has to fall for Qt to understand it."""
        inside = self.viewport().rect().contains(place.toPoint())
        line = line_near(self.document(), place.y(), self.look.px(self._step)) if inside else None
        return meant_for_caret(line, self._reader, place.x()) if line is not None else place

    # ---- what you can tell it

    def say_whose_words(self) -> str:
        """Shows and says whose words stand at the caret. Gives the sentence."""
        return self._aid.say_at_caret()

    def marks_changed(self) -> None:
        """Somebody's name, mark or initials are others now: dresses and tells all words anew."""
        super().marks_changed()
        self._aid.describe()

    # ---- Qt's questions

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain words, and nothing of how they look."""
        mime = QMimeData()
        at, take = self.selected()
        mime.setText(self.words_between(at, at + take))
        return mime

    def viewportEvent(self, event: QEvent) -> bool:
        """Says whose words the pointer rests on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._aid.say_under(self.position_under(event.pos()), event.globalPos())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves, selects and copies; one key says whose words these are."""
        if wish_of(event).wish is Wish.WHOSE_WORDS:
            self.say_whose_words()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Nothing is composed where nobody writes."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Our own menu, at the pointer or under the caret."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu().popup(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()) if by_key else event.globalPos())

    def menu(self) -> SideMenu:
        """What can be done with the words at the caret."""
        return SideMenu(self, self.reading_entries())

    def reading_entries(self) -> list[Entry]:
        """What can be done by whoever only reads."""
        chosen, written = bool(self.selected()[1]), bool(self.side.length)
        return [
            (_("Copy"), "Ctrl+C", chosen, self.copy),
            (_("Choose all words here"), "Ctrl+A", written, self.selectAll),
            (_("Whose words are these?"), "F2", written, lambda: QTimer.singleShot(MENU_GONE_MS, self, self.say_whose_words)),
        ]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pressed_first(self)
        self._as_meant(event, super().mousePressEvent)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._as_meant(event, super().mouseMoveEvent)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._as_meant(event, super().mouseReleaseEvent)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Chooses a word; not where a button stood that was pressed twice: what is typed next would take the place of the word."""
        if was_pressed_first(self):
            self._as_meant(event, super().mouseDoubleClickEvent)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._aid.describe_if_changed()
        super().focusInEvent(event)

    # ---- insides

    def _as_meant(self, event: QMouseEvent, handle: Callable[[QMouseEvent], None]) -> None:
        """Lets Qt handle a press where it was meant to fall."""
        place, buttons, keys = self.meant(event.position()), event.buttons(), event.modifiers()
        moved = QMouseEvent(event.type(), place, event.globalPosition(), event.button(), buttons, keys, event.pointingDevice())
        handle(moved)
        event.setAccepted(moved.isAccepted())
