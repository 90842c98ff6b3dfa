"""The editor over one side, model first: no key, composed input, paste, cut or drop reaches Qt's own editing.

Each becomes one act of the pen in hand; the document is written by the projection alone, from what the act changed on the side. What
changes the document from outside all the same is put back, and done as an act.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTextCursor,
)
from PySide6.QtWidgets import QScrollArea

from app.clock import Clock, SystemClock
from app.language import _
from models.text.document import PlanDocument
from models.text.pens import Pen
from models.text.side import ViewOp
from ui.focus import OWN_RING
from ui.look import Look, tone
from ui.painting import Tag
from ui.writing.capture import LEFT_TO_QT, Wish, is_undo_or_redo, wish_of
from ui.writing.caret import caret_rect
from ui.writing.clipboard import FORMAT, Clipping, mime_of
from ui.writing.composing import Composition, changes_words, replaced_range, stop_input_method
from ui.writing.hand import Hand
from ui.writing.net import Change
from ui.writing.ports import Ports
from ui.writing.scrolling import bring_into_view, lay_out_now, page_around
from ui.writing.side_menu import Entry, SideMenu
from ui.writing.side_page import STEP_IN_SIDE
from ui.writing.side_view import SideView

_MoveTo = QTextCursor.MoveOperation
_KEEP = QTextCursor.MoveMode.KeepAnchor


class SideEditor(SideView):
    """The box in which people write. `plan` is the id of the plan: words of another patient's are refused when pasted."""

    focus_came = Signal()
    focus_went = Signal()
    plain_word_wanted = Signal(str)  # a hard word is to be said plainly

    def __init__(
        self,
        look: Look,
        ports: Ports,
        document: PlanDocument,
        side: str,
        plan: str,
        owner: str = "",
        *,
        step: int = STEP_IN_SIDE,
        clock: Clock | None = None,
    ) -> None:
        self._ports, self._plan_id = ports, plan
        self._pen: Pen | None = None
        self._typing_as: Tag | None = None  # what words of the pen in hand would wear
        self._caret_rect = self._caret_found = QRect()
        self._caret_known: tuple[object, ...] | None = None
        self._page: QScrollArea | None = None  # what scrolls around it, once it has the focus
        self._composition = Composition(self)
        self._left_behind: QTextCursor | None = None  # where words were composed that the caret has left
        super().__init__(look, ports.people, document, side, owner, step)
        self._hand = Hand(self, ports, plan, clock or SystemClock())
        self._deeds = self._deeds_by_wish()
        self._make_writable()

    # ---- what you can ask it

    def chosen_word(self) -> str:
        """The words that are selected, else the word at the caret; "" where there is none."""
        at, take = self.selected()
        cursor = self.textCursor()
        if not take:
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        return " ".join((self.words_between(at, at + take) if take else cursor.selectedText()).split())

    # ---- what you can tell it

    def pen_passed(self) -> None:
        """Another pen is in hand, or none: what is typed now is a step of its own, and the caret takes its ink."""
        self._hand.end_burst()
        self._look_for_pen()

    def take_back(self) -> None:
        """Takes the pen's last step back, wherever it was; the caret goes there if it was here."""
        self._hand.take_back()

    def do_again(self) -> None:
        """Does again what the pen took back last."""
        self._hand.do_again()

    def go_to(self, position: int) -> None:
        """Puts the caret at a position and the keys into this box."""
        self._hand.end_burst()
        self.put_caret(min(position, self.side.length))
        self.setFocus()

    def show_caret(self) -> None:
        """Scrolls the page just so far that the caret is seen, while the keys are here."""
        self._repaint_caret()
        if self.hasFocus():
            bring_into_view(self, self._caret_rect, self._page)

    def changed_from_outside(self, change: Change) -> None:
        """What somebody else did to the document has been put back, and is done again as an act of the pen."""
        if not self.isReadOnly():
            self._hand.replace(self.place_of(change.at, change.take), change.text)

    # ---- keys

    def event(self, event: QEvent) -> bool:
        """Leaves undo and redo to the window's own action, which Qt's editor would swallow."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_undo_or_redo(event):
            event.ignore()
            return False
        done = super().event(event)
        if self._foreign:
            self.mend()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Each key is a wish. What is none of ours goes on to whoever is around the editor, never to Qt's editing."""
        key = wish_of(event)
        if key.wish is not Wish.NOTHING and event.key() not in LEFT_TO_QT:
            self._end_composing()
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif key.wish is Wish.TYPE:
            self._hand.type(key.text)
        elif key.wish is Wish.MOVE:
            self._hand.end_burst()
            super().keyPressEvent(event)  # moves, selects, copies
        elif key.wish is Wish.NOTHING:
            event.ignore()
        else:
            self._deeds[key.wish]()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """First our act: what is replaced goes out, what is committed comes in. Then Qt shows what is being composed."""
        if self.isReadOnly():
            event.ignore()
            return
        if self._left_behind is not None:
            if event.commitString():
                self._hand.compose(self._left_behind, event.commitString())
            event.accept()
            return
        if changes_words(event, self._composition.words):
            with self._projection.our_own():
                self._composition.give_up()  # what it comes to, and what is composed next, is in the event
            at, take = replaced_range(event, *self.selected(), self.side.length)
            if event.commitString() or take:
                start, end = self.whole(at), self.whole(at + take)
                self._hand.compose(self.place_of(start, end - start), event.commitString())
        with self._projection.our_own():
            self._composition.show(event)
        self._repaint(self.caret, self.caret)  # all of the paragraph: Qt knows nothing of what is painted round its letters
        event.accept()

    def _follow(self, ops: Sequence[ViewOp]) -> None:
        composed_at = self._composition.place if self._composition.words else None
        with self._projection.our_own():
            super()._follow(ops)
            self._composition.follow_caret()
        if composed_at is not None:
            self._repaint_composed(composed_at)
        if self._acting:
            self.show_caret()
        else:
            self._repaint_caret()  # the page does not move under the hand when others write

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._page = page_around(self)
        self._look_for_pen()
        self.focus_came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hand.end_burst()
        self.viewport().update(self._caret_rect)
        self.focus_went.emit()

    # ---- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.end_burst()
        self._end_composing()
        super().mousePressEvent(event)

    def menu(self) -> SideMenu:
        """What can be done with the words at the caret."""
        word = self.chosen_word()
        plainly = (_("Say this word plainly"), "F4", bool(word), lambda: self.plain_word_wanted.emit(word))
        return SideMenu(self, self._undoing_entries(), self._writing_entries(), [*self.reading_entries(), plainly])

    # ---- clipboard and dragging

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain words for other programs, and their ids for this plan."""
        at, take = self.selected()
        clipping = Clipping(self._plan_id, self.side_name, self.side.ids_of(at, at + take))
        return mime_of(clipping, self.words_between(at, at + take))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not self.isReadOnly() and (source.hasText() or source.hasFormat(FORMAT))

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._hand.put(source, self.textCursor())

    def cut(self) -> None:
        """Copies what is selected, and takes it out."""
        if self.selected()[1] and not self.isReadOnly():
            self.copy()
            self._hand.replace(self.textCursor())

    def dropEvent(self, event: QDropEvent) -> None:
        """Wholly ours. Qt is told that it was a copy: for a move, whatever dragged it here would take the words out itself."""
        at = self.cursorForPosition(self.meant(event.position()).toPoint()).position()
        place = self.place_of(self.whole(at))
        super().dragLeaveEvent(QDragLeaveEvent())  # takes the drop caret away without editing
        self._hand.put(event.mimeData(), place, move=event.dropAction() == Qt.DropAction.MoveAction)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    # ---- insides

    def _end_composing(self) -> None:
        """Lets what is being composed come in before the caret goes elsewhere; what no input method takes care of is given up."""
        if self._composition.words:
            QGuiApplication.inputMethod().commit()
        self._give_up_composing()

    def _give_up_composing(self) -> None:
        """The caret went elsewhere. Words that the input method still has come in where they were composed, and the caret stays."""
        if not self._composition.words:
            return
        caret, self._left_behind = self.textCursor(), self._composition.place
        with self._projection.our_own():
            self._composition.give_up()
        self._repaint_composed(self._left_behind)
        try:
            stop_input_method()
        finally:
            self._left_behind = None
        self.put_caret(caret.position(), caret.anchor())

    def _repaint_composed(self, place: QTextCursor) -> None:
        """Has the paragraphs painted anew where something was composed, and where it stands now: marks were placed around it."""
        self._painter.forget()
        for position in (place.position(), self.caret):
            self._repaint(position, position)

    def _paint_caret(self, painter: QPainter) -> None:
        if self.hasFocus():
            self._caret_rect = self._find_caret()
            painter.fillRect(self._caret_rect, tone(self._caret_ink()))

    def _find_caret(self) -> QRect:
        """Where the caret is painted; found anew when anything changed on which that depends."""
        known = (self.caret, self.side.version, self.viewport().size(), self._margin, self._typing_as)
        if self._composition.words or known != self._caret_known:
            self._caret_known, self._caret_found = known, caret_rect(self, self._typing_as)
        return self._caret_found

    def _caret_ink(self) -> str:
        theme = self.look.theme
        mark = self._wardrobe.mark_of(self._pen.voice) if self._pen else None
        return theme.in_hand(mark.ink) if mark is not None and mark.ink else theme.text

    def _look_for_pen(self) -> None:
        self._pen = self._ports.pens.pen_for_writing(self.side_name) or self._ports.pens.pen_for_striking(self.side_name)
        self._typing_as = self._wardrobe.tag_of_pen(self._pen) if self._pen else None
        self._repaint_caret()

    def _refit(self) -> None:
        super()._refit()
        self._caret_known = None
        self._look_for_pen()

    def _caret_moved(self) -> None:
        """Keeps the caret off the middle of a character, where Qt's own moves can leave it, and has it painted where it is now."""
        if self._projection.writing:
            return  # while a change is followed, and once it has been, `_follow` sees to the caret
        self._give_up_composing()
        cursor = self.textCursor()
        position, anchor = self.whole(cursor.position()), self.whole(cursor.anchor())
        if (position, anchor) != (cursor.position(), cursor.anchor()):
            self.put_caret(position, anchor)
        else:
            self.show_caret()

    def _selection_changed(self) -> None:
        if not self._projection.writing:
            self._give_up_composing()

    def _grew(self) -> None:
        if self._acting:
            QTimer.singleShot(0, self, self._show_grown)

    def _show_grown(self) -> None:
        lay_out_now()  # the page around it has not followed yet
        self.show_caret()

    def _repaint_caret(self) -> None:
        """Has the caret painted where it is, and wiped out where it was."""
        self.viewport().update(self._caret_rect)
        self._caret_rect = self._find_caret()
        self.viewport().update(self._caret_rect)

    def _undoing_entries(self) -> list[Entry]:
        return [
            (_("Take back the last step"), "Ctrl+Z", True, self.take_back),
            (_("Do it again"), "Ctrl+Shift+Z", True, self.do_again),
        ]

    def _writing_entries(self) -> list[Entry]:
        clipboard = QGuiApplication.clipboard().mimeData()
        can_paste = clipboard is not None and self.canInsertFromMimeData(clipboard)
        return [
            (_("Cut"), "Ctrl+X", bool(self.selected()[1]) and not self.isReadOnly(), self.cut),
            (_("Paste"), "Ctrl+V", can_paste, self.paste),
        ]

    def _take_to_line_end(self) -> None:
        cursor = self.textCursor()
        cursor.movePosition(_MoveTo.EndOfBlock, _KEEP)
        self._hand.replace(cursor)

    def _take_line(self) -> None:
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.LineUnderCursor)
        self._hand.replace(cursor)

    def _deeds_by_wish(self) -> dict[Wish, Callable[[], object]]:
        hand = self._hand
        return {
            Wish.NEW_LINE: lambda: hand.type("\n"),
            Wish.TAKE_BACKWARD: lambda: hand.take(forward=False),
            Wish.TAKE_FORWARD: lambda: hand.take(forward=True),
            Wish.TAKE_WORD_BACKWARD: lambda: hand.take(forward=False, whole_words=True),
            Wish.TAKE_WORD_FORWARD: lambda: hand.take(forward=True, whole_words=True),
            Wish.TAKE_TO_LINE_END: self._take_to_line_end,
            Wish.TAKE_LINE: self._take_line,
            Wish.UNDO: hand.take_back,
            Wish.REDO: hand.do_again,
            Wish.CUT: self.cut,
            Wish.PASTE: self.paste,
            Wish.WHOSE_WORDS: self.say_whose_words,
        }

    def _make_writable(self) -> None:
        self.setReadOnly(False)
        self.setProperty(OWN_RING, True)  # the box around it shows whose pen writes here
        self.setTabChangesFocus(True)
        self.cursorPositionChanged.connect(self._caret_moved)
        self.selectionChanged.connect(self._selection_changed)
        self.height_changed.connect(self._grew)
