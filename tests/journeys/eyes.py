"""Everything that pieces of the screen say, to eyes, to screen readers and to whoever pastes: for finding what must not be there."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count, takewhile

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QMimeData, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QMenu, QWidget

from ui.painting import MarkStyle

ASKED = (
    "text",
    "toPlainText",
    "placeholderText",
    "title",
    "windowTitle",
    "windowIconText",
    "toolTip",
    "statusTip",
    "whatsThis",
    "accessibleName",
    "accessibleDescription",
)
SPOKEN = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.UserRole)
MOST_ROWS = 2_000

Said = Iterator[tuple[str, str]]
"""Which piece, and what it says."""


def everywhere() -> Said:
    """All that any piece says, shown or hidden, and the clipboard. Pieces that are only waiting to go are let go first."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    yield from _all_of(QApplication.allWidgets())
    yield from _clipboards()


def in_windows() -> Said:
    """All that the windows say that can be seen, their hidden pieces too, and the clipboard: what is within reach of whoever sits there."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            yield from _all_of((window, *window.findChildren(QWidget)))
    yield from _clipboards()


def _all_of(widgets: Iterable[QWidget]) -> Said:
    for widget in widgets:
        kind = type(widget).__name__
        for words in filter(None, _words_of(widget)):
            yield kind, words


def _words_of(widget: QWidget) -> Iterator[str]:
    for name in _askable(type(widget)):
        yield str(getattr(widget, name)())
    yield from _held(vars(widget).values())
    yield from _spoken(widget)
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    if isinstance(widget, QComboBox | QAbstractItemView) and widget.model() is not None and not _is_list_of_a_box(widget):
        yield from _rows(widget.model(), QModelIndex())
    if isinstance(widget, QLineEdit) and widget.completer() is not None:
        yield from _rows(widget.completer().model(), QModelIndex())


@cache
def _askable(kind: type[QWidget]) -> tuple[str, ...]:
    return tuple(name for name in ASKED if callable(getattr(kind, name, None)))


def _is_list_of_a_box(widget: QWidget) -> bool:
    """Whether it is what a box to pick from drops down: the box itself is asked for its rows."""
    frame = widget.parentWidget()
    return frame is not None and isinstance(frame.parentWidget(), QComboBox)


def _held(values: Iterable[object]) -> Iterator[str]:
    """Words that a piece keeps for painting: letters that no label has."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, MarkStyle):
            yield value.initials
        elif isinstance(value, list | tuple):
            yield from _held(value)
        elif isinstance(value, dict):
            yield from _held([*value, *value.values()])


def _spoken(widget: QWidget) -> Iterator[str]:
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        yield from (interface.text(kind) for kind in SPOKEN)


def _rows(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), MOST_ROWS)):
        for column in takewhile(lambda column, row=row: model.hasIndex(row, column, parent), count()):
            index = model.index(row, column, parent)
            yield from (words for role in ROLES if isinstance(words := index.data(role), str))


def _clipboards() -> Said:
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        mime = clipboard.mimeData(mode)
        if mime is not None:
            yield from (("the clipboard", words) for words in _carried(mime))


def _carried(mime: QMimeData) -> Iterator[str]:
    for kind in mime.formats():
        yield bytes(mime.data(kind).data()).decode("utf-8", "replace")
