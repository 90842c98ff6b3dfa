"""Keys, pointer, composed input and drops as an editor gets them. QTest's own keys end the process on letters beyond Latin-1."""

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

CTRL, SHIFT, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def press(widget: QWidget, key: int, modifiers: Qt.KeyboardModifier = PLAIN, text: str = "") -> None:
    """One key, down and up again."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))


def type_text(widget: QWidget, text: str) -> None:
    """Types letter by letter; a line end is the Enter key."""
    for letter in text:
        if letter == "\n":
            press(widget, Qt.Key.Key_Return, text="\r")
        else:
            press(widget, Qt.Key.Key_A if letter.isascii() else 0, text=letter)


def compose(widget: QWidget, preedit: str) -> None:
    """Something is being composed."""
    QApplication.sendEvent(widget, QInputMethodEvent(preedit, []))


def composed_in(box: QTextEdit) -> list[tuple[int, str]]:
    """Where letters that are being composed stand, and which."""
    out: list[tuple[int, str]] = []
    block = box.document().begin()
    while block.isValid():
        if block.layout().preeditAreaText():
            out.append((block.position() + block.layout().preeditAreaPosition(), block.layout().preeditAreaText()))
        block = block.next()
    return out


def commit(widget: QWidget, text: str, start: int = 0, length: int = 0) -> None:
    """A composition ends in this text, perhaps in the place of letters beside the caret."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text, start, length)
    QApplication.sendEvent(widget, event)


def click(editor: QTextEdit, x: float, y: float, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    """A press of the left button, down and up again, at a place in the viewport."""
    button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    place = QPointF(x, y)
    for kind, held in ((QEvent.Type.MouseButtonPress, button), (QEvent.Type.MouseButtonRelease, none)):
        over = QPointF(editor.viewport().mapToGlobal(place.toPoint()))
        QApplication.sendEvent(editor.viewport(), QMouseEvent(kind, place, over, button, held, modifiers))


def drop(editor: QTextEdit, mime: QMimeData, x: float, y: float, move: bool) -> None:
    """Something dragged comes over the editor and is let go. Qt delivers a drop only to what a drag has entered before."""
    both = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    left, place = Qt.MouseButton.LeftButton, QPointF(x, y)
    coming = QDragEnterEvent(place.toPoint(), both, mime, left, PLAIN)
    coming.setDropAction(Qt.DropAction.MoveAction if move else Qt.DropAction.CopyAction)
    QApplication.sendEvent(editor.viewport(), coming)
    event = QDropEvent(place, both, mime, left, PLAIN)
    event.setDropAction(Qt.DropAction.MoveAction if move else Qt.DropAction.CopyAction)
    QApplication.sendEvent(editor.viewport(), event)
