"""The foot of a side page: the way back to the writing while a plan is on the table, else to Today."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.language import _
from ui.pages.starting import page_to_write
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.buttons import Button


class WayBack(Foot):
    """One button, and Escape does the same. Call `look_again` when the page is entered."""

    def __init__(self, shell: Shell, page: QWidget) -> None:
        self._shell = shell
        self.button = Button(shell.look, _("Back to Today"), "chevron-left")
        super().__init__(shell.look, [self.button])
        self.button.clicked.connect(self.go)
        QShortcut(QKeySequence.StandardKey.Cancel, page, activated=self.go)

    def look_again(self) -> None:
        """Says where it leads now."""
        writing = self._shell.has_store and self._shell.open_store.plan is not None
        self.button.set_words(_("Back to writing") if writing else _("Back to Today"))

    def go(self) -> None:
        """Goes back."""
        self._shell.go(page_to_write(self._shell.open_store))
