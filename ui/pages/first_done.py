"""The last step of a first start: what was done, a folder for second copies, and the way in."""

from pathlib import Path

from PySide6.QtCore import Signal

from app.errors import explain
from app.language import _
from ui.pages.who_keeps import Typed
from ui.shell import Shell
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words, breakable
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.pressing import Kind
from ui.widgets.waiting import Busy


class FirstDone(Column):
    """Says who looks after the plans. A folder can be chosen now or later."""

    start_requested = Signal()
    back_requested = Signal()
    trouble_met = Signal(object)  # a Trouble

    def __init__(self, shell: Shell, typed: Typed) -> None:
        look = shell.look
        self._shell, self._typed = shell, typed
        self.first = Button(look, _("Start"), "arrow-right", Kind.PRIMARY)
        self._back = Button(look, _("Back"), "arrow-left")
        self._choose = Button(look, _("Choose a folder"), "folder-plus-outline")
        self._copies = Words(self._in_words())
        self._busy = Busy(look, _("Opening…"), can_stop=False)
        who = Words(_("{name} looks after this computer's plans.").format(name=typed.name.strip()))
        second = Words(_("A second copy keeps your plans if this computer breaks."), "bold")
        super().__init__(
            look,
            Row(look, IconView(look, "check-circle", 28, "good"), (who, 1), gap=12),
            Card(look, second, self._copies, FlowRow(look, self._choose)),
            self._busy,
            FlowRow(look, self.first, self._back, gap=12),
            gap=16,
        )
        self.first.clicked.connect(self.start_requested)
        self._back.clicked.connect(self.back_requested)
        self._choose.clicked.connect(self._choose_folder)

    def wait(self, waiting: bool) -> None:
        """While the keeper is let in nothing can be pressed."""
        for button in (self.first, self._back, self._choose):
            button.setEnabled(not waiting)
        self._busy.begin() if waiting else self._busy.end()

    def _in_words(self) -> str:
        folder = self._typed.copies
        if folder is None:
            return _("Choose a folder on another disk or a memory stick. You can do this later in Settings.")
        return _("A locked copy goes to {folder} each time you end for the day.").format(folder=breakable(str(folder)))

    def _choose_folder(self) -> None:
        from app.keepers import try_copy_folder  # not above: it brings the database, which the start has to do without

        folder = self._shell.asking.ask_for_folder(_("Where do second copies go?"), Path.home())
        if folder is None:
            return
        try:
            try_copy_folder(self._shell.open_store, folder)
        except Exception as error:
            self.trouble_met.emit(explain(error))
            return
        self._typed.copies = folder
        self._copies.setText(self._in_words())
