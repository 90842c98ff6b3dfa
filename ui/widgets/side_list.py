"""The list of questions beside the page: where we are, where somebody has written, where everybody stands. It can be folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from app.language import _
from ui.focus import OWN_RING
from ui.guarded import Guarded
from ui.icons import draw_icon
from ui.look import BODY, BOLD, REGULAR, SMALL, Look
from ui.widgets.boxes import HAIR, Row, draw_hair
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.icon_view import IconView
from ui.widgets.pressing import Kind, draw_words, words_height

WIDTH = 248
LEAST_WITH_KEY = 380  # of height
_NUMBER, _ICON, _BAR = 22, 20, 5
_ENDLESS = (1 << 24) - 1  # QWIDGETSIZE_MAX


class Progress(Enum):
    """What the list says about a question. Never a number, never a bar."""

    NOTHING = "nothing"
    WRITTEN = "written"  # somebody has written here
    STANDS = "stands"  # everybody here said where they stand
    DONE = "done"  # a part of a meeting from which we went on


_SIGNS = {Progress.WRITTEN: ("circle", 11), Progress.STANDS: ("check", 20)}  # icon and size


@dataclass(frozen=True)
class Entry:
    """One line of the list. A heading cannot be chosen. `note` stands at its end; `left` is what a ring before it has left (1.0 to 0.0)."""

    key: str
    words: str
    number: str = ""
    progress: Progress = Progress.NOTHING
    heading: bool = False
    note: str = ""
    left: float | None = None

    @property
    def has_sign_before(self) -> bool:
        """Whether a ring or a tick stands before the words."""
        return self.left is not None or self.progress is Progress.DONE


class SideList(Dressed, QFrame):
    """The list with its key below it and the button that folds it. `chosen` carries the key of a line; `head` stands above the lines.

    `tail` stands below them in place of the key to the signs.
    """

    chosen = Signal(str)
    folded_changed = Signal(bool)
    left = Signal()  # where it fills the page: back, and nothing chosen

    def __init__(
        self, look: Look, name: str, entries: Sequence[Entry] = (), head: QWidget | None = None, tail: QWidget | None = None
    ) -> None:
        super().__init__()
        self._head = head
        self._list = _Lines(look, name)
        self._key = tail or _KeyToSigns(look)
        self._fold_button = Button(look, "", "chevron-double-left", Kind.GHOST)
        self._folded, self._fills = False, False
        self._build(look)
        self._list.chosen.connect(self.chosen)
        self._fold_button.clicked.connect(self._fold_pressed)
        self.wear(look)
        self.show_entries(entries)

    # What you can ask it

    @property
    def folded(self) -> bool:
        """Whether only the button is left of it."""
        return self._folded

    @property
    def here(self) -> str:
        """The key of the line where we are."""
        return self._list.lines.here

    # What you can tell it

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Shows these lines; the line where we are stays the same."""
        self._list.lines.show(entries)
        self._say_where()

    def go_to(self, key: str) -> None:
        """Marks the line where we are and brings it into sight. Nothing moves where we are there already: somebody may look elsewhere."""
        self._list.go_to(key)
        self._say_where()

    def fill(self, fills: bool) -> None:
        """Fills the page, in large text, and its button leads back; or stands beside the page again."""
        self._fills = fills
        self._say_where()

    def fold(self, folded: bool) -> None:
        """Folds the list to a button, or opens it."""
        if folded == self._folded:
            return
        self._folded = folded
        self.dress()
        self._say_where()
        self.folded_changed.emit(folded)

    # Qt overrides

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keys go to the lines."""
        self._list.setFocus(reason)

    def dress(self) -> None:
        look = self.look
        self._list.setVisible(not self._folded)
        if self._head is not None:
            self._head.setVisible(not self._folded)
        self._show_key()
        self._inner.setContentsMargins(0, look.pad(8), HAIR, look.pad(8))
        if self._fills:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_ENDLESS)
        elif self._folded:
            self.setFixedWidth(self._fold_button.sizeHint().width() + 2 * look.pad(8))
        else:
            self.setFixedWidth(look.px(WIDTH))
        self._list.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_key()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hair along the right edge."""
        draw_hair(self, self.look, Qt.Edge.RightEdge)

    # Insides

    def _build(self, look: Look) -> None:
        self._inner = QVBoxLayout(self)
        self._inner.setSpacing(4)
        if self._head is not None:
            self._inner.addWidget(self._head)
        self._inner.addWidget(self._list, 1)
        self._inner.addWidget(self._key)
        self._inner.addWidget(Row(look, self._fold_button, None, margins=(4, 0, 4, 0)))

    def _show_key(self) -> None:
        """What the signs mean stands below the lines where there is room for both."""
        self._key.setVisible(not self._folded and self.height() >= self.look.px(LEAST_WITH_KEY))

    def _fold_pressed(self) -> None:
        if self._fills:
            self.left.emit()
        else:
            self.fold(not self._folded)

    def _say_where(self) -> None:
        """The button says what it does, and folded also where we are."""
        if self._fills:
            self._fold_button.set_words(_("Back to the question"), "chevron-left")
        elif self._folded:
            place, of = self._list.lines.place()
            self._fold_button.set_words(_("{place} of {number}").format(place=place, number=of), "format-list-bulleted")
            self._fold_button.setAccessibleName(_("Open the list of questions, now at {place} of {number}").format(place=place, number=of))
        else:
            self._fold_button.set_words(_("Fold this list"), "chevron-double-left")
        self.dress()


class _Lines(Guarded, QListView):
    """The lines. Arrow keys move along them; Enter, the space bar or a press goes there."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.lines = _Entries(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Line(look, self))
        self.setAccessibleName(name)
        self.setProperty(OWN_RING, True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._choose)

    def go_to(self, key: str) -> None:
        if key == self.lines.here and self.currentIndex().isValid():
            return
        self.lines.go_to(key)
        index = self.lines.index_of(key)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where we are stays in sight; whoever scrolled away from it stays where they are."""
        before = event.oldSize()
        was_in_sight = before.isEmpty() or QRect(QPoint(0, 0), before).intersects(self.visualRect(self.currentIndex()))
        super().resizeEvent(event)
        self.doItemsLayout()
        if was_in_sight:
            self.scrollTo(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        entry = self.lines.entry(index)
        if entry is not None and not entry.heading:
            self.chosen.emit(entry.key)


class _Entries(Guarded, QAbstractListModel):
    """The entries, and which of them is where we are."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self.here = ""

    def show(self, entries: Sequence[Entry]) -> None:
        """The same lines are only told anew, so that the view stays where it is."""
        if [entry.key for entry in entries] == [entry.key for entry in self._entries]:
            self._entries = list(entries)
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))
            return
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def go_to(self, key: str) -> None:
        self.here = key
        self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def entry(self, index: QModelIndex | QPersistentModelIndex) -> Entry | None:
        return self._entries[index.row()] if index.isValid() else None

    def index_of(self, key: str) -> QModelIndex:
        return next((self.index(row) for row, entry in enumerate(self._entries) if entry.key == key), QModelIndex())

    def place(self) -> tuple[int, int]:
        """Which question of how many we are at; headings do not count."""
        keys = [entry.key for entry in self._entries if not entry.heading]
        return (keys.index(self.here) + 1 if self.here in keys else 0, len(keys))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        entry = self.entry(index)
        return Qt.ItemFlag.ItemIsEnabled | (Qt.ItemFlag(0) if entry is None or entry.heading else Qt.ItemFlag.ItemIsSelectable)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index)
        if entry is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return entry.words if role == Qt.ItemDataRole.DisplayRole else _spoken(entry, entry.key == self.here)


class _Line(Guarded, QStyledItemDelegate):
    """Paints one line: number, words, sign; a strong bar where we are; a ring where the keys are."""

    def __init__(self, look: Look, view: _Lines) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        look, entry = self._look, self._view.lines.entry(index)
        width = self._view.viewport().width()
        if entry is None:
            return QSize(width, 0)
        if entry.heading:
            return QSize(width, words_height(look, entry.words, width - 2 * look.pad(14), SMALL, BOLD) + look.pad(20))
        words = words_height(look, entry.words, self._words_place(QRectF(0, 0, width, 1), entry).width(), BODY, BOLD)
        return QSize(width, max(look.target(), words + look.pad(14)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        entry = self._view.lines.entry(index)
        if entry is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect)
        if entry.heading:
            words = place.adjusted(self._look.pad(14), self._look.pad(10), -self._look.pad(14), 0)
            draw_words(painter, self._look, words, entry.words, self._look.colour("quiet"), SMALL, BOLD)
        else:
            self._paint_line(painter, place, entry, option)
        painter.restore()

    def _paint_line(self, painter: QPainter, place: QRectF, entry: Entry, option: QStyleOptionViewItem) -> None:
        look, here = self._look, entry.key == self._view.lines.here
        self._paint_ground(painter, place, here, bool(option.state & QStyle.StateFlag.State_MouseOver))
        weight, colour = (BOLD, "text") if here else (REGULAR, "quiet")
        number = QRectF(place.left() + look.pad(8), place.top(), look.px(_NUMBER), place.height())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_words(painter, look, number, entry.number, look.colour(colour), BODY, weight, right)
        if entry.has_sign_before:
            self._paint_before(painter, number, entry)
        if entry.note:
            draw_words(painter, look, place.adjusted(0, 0, -look.pad(12), 0), entry.note, look.colour("text"), SMALL, REGULAR, right)
        draw_words(painter, look, self._words_place(place, entry), entry.words, look.colour("text"), BODY, weight)
        if entry.progress in _SIGNS:
            self._paint_sign(painter, place, entry.progress, here)
        if self._view.hasFocus() and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.pen("text", 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(2, 2, -4, -2), 8, 8)

    def _paint_ground(self, painter: QPainter, place: QRectF, here: bool, touched: bool) -> None:
        look = self._look
        if here:
            painter.fillRect(place, look.colour("chosen"))
            painter.fillRect(QRectF(place.topLeft(), place.bottomLeft() + QPointF(_BAR, 0)), look.colour("accent"))
        if look.theme.outlined and (here or touched):
            painter.setPen(look.pen("border", 2))
            painter.drawRect(place.adjusted(1, 1, -1, -1))
        elif touched and not here:
            painter.fillRect(place, look.colour("chosen"))

    def _paint_sign(self, painter: QPainter, place: QRectF, progress: Progress, here: bool) -> None:
        look = self._look
        icon, size = _SIGNS[progress]
        spot = QRectF(0, 0, look.px(size), look.px(size))
        spot.moveCenter(QPointF(place.right() - look.pad(10) - look.px(_ICON) / 2, place.center().y()))
        good = progress is Progress.STANDS and not here
        draw_icon(painter, icon, spot, look.colour("good" if good else "text"))

    def _paint_before(self, painter: QPainter, place: QRectF, entry: Entry) -> None:
        """A tick, or a ring of which as much is drawn as is left. It says how time goes, and never that it is late."""
        look = self._look
        spot = QRectF(0, 0, look.px(_ICON), look.px(_ICON))
        spot.moveCenter(place.center())
        if entry.left is None:
            draw_icon(painter, "check", spot, look.colour("good"))
            return
        inner = spot.adjusted(2, 2, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.pen("hair", 4))
        painter.drawEllipse(inner)
        painter.setPen(look.pen("text", 4))
        painter.drawArc(inner, 90 * 16, -round(entry.left * 360 * 16))

    def _words_place(self, place: QRectF, entry: Entry) -> QRectF:
        look = self._look
        before = entry.number or entry.note or entry.has_sign_before
        left = look.pad(8) + (look.px(_NUMBER) + look.pad(8) if before else look.pad(6))
        behind = look.pad(12) + look.text_width(entry.note, SMALL) if entry.note else look.pad(10) + look.px(_ICON)
        return place.adjusted(left, 0, -behind - look.pad(4), 0)


class _KeyToSigns(Dressed, QWidget):
    """What the two signs mean."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        for progress, colour, words in (
            (Progress.WRITTEN, "text", _("somebody has written")),
            (Progress.STANDS, "good", _("all said where they stand")),
        ):
            self._column.addWidget(Row(look, IconView(look, *_SIGNS[progress], colour, room=_ICON), (Words(words, "small"), 1), gap=6))
        self.wear(look)

    def dress(self) -> None:
        pad = self.look.pad
        self._column.setContentsMargins(pad(14), pad(4), pad(4), pad(2))
        self._column.setSpacing(pad(2))


def _spoken(entry: Entry, here: bool) -> str:
    """A line as a screen reader says it."""
    signs = {Progress.WRITTEN: _("somebody has written"), Progress.STANDS: _("all said where they stand"), Progress.DONE: _("done")}
    parts = (entry.number, entry.words, entry.note, signs.get(entry.progress, ""), _("you are here") if here else "")
    return ", ".join(part for part in parts if part)
