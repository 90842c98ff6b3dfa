"""One side on the page: its words with their marks, as high as they need to be, kept the same as the side says.

What readers can do with it stands in `side_view`, what writers can in `side_editor`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from models.text import runs
from models.text.document import PlanDocument
from models.text.side import Side, ViewOp
from ui.look import BODY, Look, between, tone
from ui.widgets.dressing import Dressed
from ui.writing.clusters import cluster
from ui.writing.fitting import height_of, set_line_step, set_margins
from ui.writing.lines import has_right_to_left
from ui.writing.marks_painting import draw_thread, in_place_of_thread
from ui.writing.net import Change, difference, said, text_before
from ui.writing.page_painter import PagePainter, Placed
from ui.writing.patches import PatchReader
from ui.writing.ports import People
from ui.writing.projection import Projection
from ui.writing.scrolling import Anchor
from ui.writing.wearing import Wardrobe, Wear

MARGIN = 70  # from the inside of the box to its words; hexagon, thread and tags stand in it
MARGIN_BEHIND = 14
STEP_IN_SIDE, STEP_TOGETHER = 30, 35  # from line to line
_SELECTED, _SELECTED_OUTLINED = 0.28, 0.36  # how far the ground of selected words lies from the paper towards the accent
_LOW_HALF, _LAST_HALF = "\udc00", "\udfff"  # the second half of a character that takes two units


class SidePage(Dressed, QTextEdit):
    """The words of one side. `owner` is the person whose own words need no mark there; "" marks everybody's, as in *together*."""

    height_changed = Signal(int)
    _foreign = False  # somebody else wrote into the document; known before Qt's first events come

    def __init__(self, look: Look, people: People, document: PlanDocument, side: str, owner: str = "", step: int = STEP_IN_SIDE) -> None:
        super().__init__()
        self.look = look
        self._people, self._plan, self._name, self._owner, self._step = people, document, side, owner, step
        self._wardrobe = Wardrobe(look, people, owner)
        self._reader = PatchReader(document.side(side), self._wear_of, cluster)
        self._projection = Projection(self.document(), self._reader)
        self._painter = PagePainter(look, self.document(), self._reader)
        self._margin, self._spare = 0, 0
        self._from_right = False
        self._changed_last = 0  # where the last change to the side ended
        self._acting = False  # an act of this very view is under way, and puts the caret itself
        self._empty_words = ""
        self._build()
        self._watch()
        self.wear(look)
        self._connect()

    # ---- what you can ask it

    @property
    def side_name(self) -> str:
        """The name of the side it shows."""
        return self._name

    @property
    def side(self) -> Side:
        """The side it shows."""
        return self._reader.side

    @property
    def plan(self) -> PlanDocument:
        """The writing that the side belongs to."""
        return self._plan

    @property
    def reader(self) -> PatchReader:
        """Reads which words wear what, and where tags stand."""
        return self._reader

    @property
    def marks_shown(self) -> bool:
        """Whether tags, lines and tints are shown. Strikes always are."""
        return self._reader.tags_shown

    @property
    def caret(self) -> int:
        """Where the caret stands."""
        return self.textCursor().position()

    @property
    def changed_last(self) -> int:
        """Where the last change to the side ended: there the caret goes after a step back."""
        return self._changed_last

    def selected(self) -> tuple[int, int]:
        """Where what is selected begins, and how wide it is; the caret and 0 when nothing is."""
        cursor = self.textCursor()
        start = cursor.selectionStart()
        return start, cursor.selectionEnd() - start

    def words_between(self, start: int, end: int) -> str:
        """The words from one position to another."""
        return "".join(stretch.text for stretch in self.side.between(start, end))

    def whole(self, position: int) -> int:
        """The position, moved off the middle of a character and back from past the end."""
        document = self.document()
        position = max(0, min(position, document.characterCount() - 1))
        return position - 1 if position and _LOW_HALF <= document.characterAt(position) <= _LAST_HALF else position

    def place_of(self, at: int, width: int = 0) -> QTextCursor:
        """A place that goes along with its words when others change around it."""
        place = QTextCursor(self.document())
        place.setPosition(at)
        place.setPosition(at + width, QTextCursor.MoveMode.KeepAnchor)
        place.setKeepPositionOnInsert(True)
        return place

    # ---- what you can tell it

    def put_caret(self, position: int, anchor: int | None = None) -> None:
        """Puts the caret somewhere, if it is not there already: Qt scrolls to a caret that is put."""
        caret = self.textCursor()
        anchor = position if anchor is None else anchor
        if (caret.position(), caret.anchor()) != (position, anchor):
            caret.setPosition(anchor)
            caret.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(caret)

    def set_marks_shown(self, shown: bool) -> None:
        """Shows or hides the marks, for calm reading. They are never lost: what words wear is read from the record each time."""
        if shown != self._reader.tags_shown:
            self._reader.tags_shown = shown
            self._refit()

    def marks_changed(self) -> None:
        """Somebody's name, mark or initials are others now: dresses all words anew."""
        self._refit()

    def set_empty_words(self, words: str) -> None:
        """What an empty box says."""
        self._empty_words = words
        self._fit_height()
        self.viewport().update()

    def show_document(self, document: PlanDocument) -> None:
        """Shows the same side of another document: of an empty one, while these words are not for whoever reads."""
        self._stop_watching()
        self._plan, self._reader.side = document, document.side(self._name)
        self._watch()
        self._foreign = False
        self._projection.build()
        self._refit()

    def leave(self) -> None:
        """Follows the side no more."""
        self._stop_watching()

    def dress(self) -> None:
        """Takes sizes and colours from the look: line step, margins, room for tags, the ground of selected words."""
        self._colour_selection()
        with self._projection.our_own():
            self._spare = set_line_step(self.document(), self.look.px(self._step))
        if self.document().isEmpty():
            self._projection.build()
        self._refit()

    # ---- a change from outside

    def mend(self) -> None:
        """Puts the document back to what the side says, if somebody else wrote into it."""
        if self._foreign and not self._projection.writing:
            change = self._take_back(self.side.text)
            if change is not None:
                self._projection.refit()
                self.changed_from_outside(change)

    def changed_from_outside(self, change: Change) -> None:
        """Something else than we changed the document, and was put back. What only shows a side leaves it at that."""

    @contextmanager
    def acting(self) -> Iterator[None]:
        """While an act is done here. The caret is left to whoever acts."""
        self._acting = True
        try:
            yield
        finally:
            self._acting = False

    # ---- Qt's questions

    def minimumSizeHint(self) -> QSize:
        """Narrow: words wrap."""
        return QSize(self.look.px(2 * MARGIN), self.minimumHeight())

    def viewportEvent(self, event: QEvent) -> bool:
        done = super().viewportEvent(event)
        if self._foreign:
            self.mend()
        return done

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, never the box."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._painter.forget()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds, then Qt's letters, then lines, strikes and tags; only of the lines that are painted anew."""
        view, painter = event.rect(), self._painter
        placed = painter.marks_in(view, self.devicePixelRatioF())
        if self.marks_shown:
            with QPainter(self.viewport()) as under:
                painter.paint_under(under, placed)
        super().paintEvent(event)
        with QPainter(self.viewport()) as over:
            self._paint_thread(over, view, placed if self.marks_shown else [])
            painter.paint_over(over, placed, self.marks_shown)
            self._paint_caret(over)
            if self._empty_words and not self.side.length:
                self._paint_empty_words(over)
        if painter.margin_needed > self._margin:
            QTimer.singleShot(0, self, self._widen_margin)

    # ---- insides: pointing and painting

    def _paint_caret(self, painter: QPainter) -> None:
        """What only shows a side has no caret."""

    def _paint_thread(self, painter: QPainter, view: QRect, placed: Sequence[Placed]) -> None:
        if self._owner:
            covered = sorted(span for corner, marks in placed for span in in_place_of_thread(self.look, corner, marks))
            draw_thread(painter, self.look, self._people.mark_of(self._owner), self.viewport().height(), view, covered)

    def _room_for_empty_words(self) -> QRect:
        return self.viewport().rect().adjusted(self._margin, self._spare // 2, -self.look.px(MARGIN_BEHIND), 0)

    def _height_of_empty_words(self) -> int:
        """In a narrow box they take more than the one line of an empty side."""
        if not self._empty_words or self.side.length:
            return 0
        room = self._room_for_empty_words()
        words = self.look.metrics(BODY).boundingRect(QRectF(0, 0, max(room.width(), 1), 1), Qt.TextFlag.TextWordWrap, self._empty_words)
        return ceil(words.height()) + self._spare

    def _paint_empty_words(self, painter: QPainter) -> None:
        room = self._room_for_empty_words()
        painter.setFont(self.look.font(BODY))
        painter.setPen(self.look.colour("quiet"))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, self._empty_words)

    def _colour_selection(self) -> None:
        """Selected words keep their own colours, so that their lines and strikes stay to be seen on the ground of the selection."""
        theme, colours = self.look.theme, self.palette()
        ground = between(theme.paper, theme.accent, _SELECTED_OUTLINED if theme.outlined else _SELECTED)
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            colours.setColor(group, QPalette.ColorRole.Highlight, ground)
            colours.setColor(group, QPalette.ColorRole.HighlightedText, tone(theme.text))
        self.setPalette(colours)

    # ---- insides: following the side

    def _watch(self) -> None:
        self._stop_watching = self._plan.watch_side(self._name, self._follow)
        self.destroyed.connect(self._stop_watching)  # a change told to a view that is gone would stop the act that made it

    def _wear_of(self, look: runs.Look) -> Wear:
        return self._wardrobe.wear_of(look)

    def _follow(self, ops: Sequence[ViewOp]) -> None:
        foreign = self._take_back(text_before(self.side.text, ops)) if self._foreign else None
        anchor = None if self._acting else Anchor(self, self.document(), self.look.px(self._step))
        caret = self.textCursor()
        places, changed = self._projection.follow(ops, (caret.position(), caret.anchor(), anchor.place if anchor else 0))
        self._show_changed(ops, changed)
        self._changed_last = ops[-1].at + (0 if ops[-1].kind == "out" else ops[-1].width)
        if not self._acting:
            self.put_caret(*places[:2])
        if anchor is not None:
            anchor.hold(places[2])
        if foreign is not None:
            self._projection.refit()
            self.changed_from_outside(foreign.after(ops))

    def _show_changed(self, ops: Sequence[ViewOp], changed: list[tuple[int, int]]) -> None:
        """Has what changed painted anew. Where several places changed, whole paragraphs are worked out again."""
        grown = _grown(ops) if len(changed) == 1 else None
        for start, end in changed:
            self._painter.changed(start, end, grown)
            self._repaint(start, end)
        if not self._from_right and any(op.kind == "in" and has_right_to_left(op.text) for op in ops):
            self._from_right = True
            self._set_margins()

    def _repaint(self, start: int, end: int) -> None:
        """Has paragraphs painted anew, and the line behind them: another tag may stand at its start now."""
        document = self.document()
        layout, last = document.documentLayout(), document.findBlock(end)
        over, step = self._painter.over, self.look.px(self._step)
        top = layout.blockBoundingRect(document.findBlock(start)).top() - over
        bottom = layout.blockBoundingRect(last).bottom() + over + step
        self.viewport().update(0, int(top), self.viewport().width(), int(bottom - top))

    def _take_back(self, text: str) -> Change | None:
        """Puts the document back to this text; what had been done to it, or None."""
        self._foreign = False
        found = difference(text, said(self.document().toRawText()))
        if found is None:
            return None
        change, gone = found
        self._projection.put_back(change.at, len(change.text.encode("utf-16-le")) // 2, gone)
        return change

    def _notice(self) -> None:
        """Something changed the document. If it was not the projection, it is put right as soon as Qt is done with it."""
        if not self._projection.writing and not self._foreign:
            self._foreign = True
            QTimer.singleShot(0, self, self.mend)

    # ---- insides: fitting

    def _refit(self) -> None:
        """Works out all room, margins and marks anew."""
        self._wardrobe.forget()
        self._reader.forget()
        self._projection.refit()
        self._from_right = has_right_to_left(self.side.text)
        self._margin = self.look.px(MARGIN)
        self._set_margins()
        self._painter.forget()
        self._fit_height()
        self.viewport().update()

    def _widen_margin(self) -> None:
        """Makes the margin wide enough for a tag that was found not to fit there. It stays so until sizes or marks change."""
        needed = self._painter.margin_needed
        if needed > self._margin:
            self._margin = needed
            self._set_margins()

    def _set_margins(self) -> None:
        right = self._margin if self._from_right else self.look.px(MARGIN_BEHIND)
        with self._projection.our_own():
            set_margins(self.document(), self._margin, right, self._spare // 2)
        self._painter.forget()

    def _fit_height(self) -> None:
        height = max(height_of(self.document()), self._height_of_empty_words())
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.height_changed.emit(height)

    # ---- insides: building

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setCursorWidth(0)  # the caret is painted here, in the ink of the pen

    def _connect(self) -> None:
        self.document().contentsChange.connect(self._notice)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_height)


def _grown(ops: Sequence[ViewOp]) -> int | None:
    """By how much the operations make a paragraph longer. None when they join or part paragraphs."""
    if any("\n" in op.text for op in ops if op.kind != "look"):
        return None
    return sum({"in": op.width, "out": -op.width, "look": 0}[op.kind] for op in ops)
