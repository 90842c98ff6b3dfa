"""The menu of an editor: Qt's own would undo and paste past us."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.language import _

Entry = tuple[str, str, bool, Callable[[], object]]  # words, key, whether it can be chosen, what it does


class SideMenu(QMenu):
    """What can be done at the caret, in plain words. Each entry also says its key."""

    def __init__(self, parent: QWidget, *groups: list[Entry]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("What you can do with these words"))
        for group in groups:
            if self.actions():
                self.addSeparator()
            for entry in group:
                self._add(*entry)

    def open_at(self, place: QPoint) -> None:
        """Opens at a place on the screen and leaves the keys to it, without stopping anything else."""
        self.popup(place)

    def _add(self, words: str, key: str, possible: bool, do: Callable[[], object]) -> None:
        action = QAction(words, self)
        if key:
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown only: the editor hears the key itself
        action.setEnabled(possible)
        action.triggered.connect(do)
        self.addAction(action)
