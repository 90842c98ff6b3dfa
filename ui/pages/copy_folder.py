"""The folder for second copies: chosen by a keeper, tried before it is taken, and said in words when there is none."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal

from app.errors import Trouble, explain
from app.keepers import is_keeper, set_copy_folder, try_copy_folder
from app.language import _
from app.settings import BACKUP_FOLDER, Change
from ui.asking import Question
from ui.pages.keeper_door import KeeperDoor
from ui.shell import Shell
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words, breakable
from ui.widgets.flow import FlowRow
from ui.widgets.strips import Saying, Tone, Way
from ui.widgets.waiting import Busy


class CopyFolder(Column):
    """Where copies go, and the ways to change it. `trouble_met` carries what stood in the way, `told` what went well."""

    trouble_met = Signal(object)
    told = Signal(object)

    def __init__(self, shell: Shell) -> None:
        look = shell.look
        self._shell = shell
        self._given = False
        self._where = Words()
        self._choose = Button(look, _("Choose a folder"), "folder-plus-outline")
        self._stop = Button(look, _("Stop keeping copies"), "folder-remove-outline")
        self._busy = Busy(look, _("Trying the folder…"), can_stop=False)
        help = Words(BACKUP_FOLDER.help(), "small")
        buttons = FlowRow(look, self._choose, self._stop, gap=12)
        self._door = KeeperDoor(shell)
        self._wanted: Callable[[], object] | None = None  # what was pressed, and waits for a keeper's number
        super().__init__(look, Words(_("Second copies"), "bold"), self._where, help, self._busy, self._door, buttons, gap=6)
        self._choose.clicked.connect(lambda: self._with_number(self._choose_folder))
        self._stop.clicked.connect(lambda: self._with_number(self._stop_copies))
        self._door.passed.connect(self._go_on)
        shell.services.settings.changed.connect(self._changed)
        self.show_folder()

    def show_folder(self) -> None:
        """Says where copies go now."""
        folder = self._shell.services.settings.get(BACKUP_FOLDER)
        goes = _("A locked copy goes to {folder} each time you end for the day.").format(folder=breakable(folder))
        self._where.setText(goes if folder else _("No second copy is being kept. A keeper can choose a folder for it."))
        self._stop.setVisible(bool(folder))

    def forget_visit(self) -> None:
        """The page is left: the next visit asks for a keeper's number again."""
        self._wanted, self._given = None, False
        self._door.forget()

    # Insides

    def _with_number(self, act: Callable[[], object]) -> None:
        """Does it at once where the number was given on this visit, else asks for it first. Whoever is no keeper is told at the end."""
        if self._given or not is_keeper(self._shell.open_store):
            act()
            return
        self._wanted = act
        self._door.ask()
        if self._door.field is not None:
            self._door.field.box.setFocus()

    def _go_on(self) -> None:
        wanted, self._wanted, self._given = self._wanted, None, True
        if wanted is not None:
            wanted()

    def _changed(self, change: Change) -> None:
        if change.setting is BACKUP_FOLDER:
            self.show_folder()

    def _choose_folder(self) -> None:
        folder = self._shell.asking.ask_for_folder(_("Where do second copies go?"), Path.home())
        if folder is None:
            return
        store = self._shell.open_store
        self._busy.begin()
        self._shell.services.tasks.run(
            lambda _tell: try_copy_folder(store, folder), on_done=lambda _none: self._take(folder), on_trouble=self._not_taken
        )

    def _take(self, folder: Path) -> None:
        self._busy.end()
        if self._set(folder):
            self.told.emit(Saying(_("Second copies go to this folder now."), tone=Tone.GOOD))

    def _not_taken(self, trouble: Trouble) -> None:
        self._busy.end()
        self.trouble_met.emit(trouble)

    def _stop_copies(self) -> None:
        saying = Saying(
            _("Stop keeping second copies?"),
            (_("If this computer breaks, your plans may be lost."), _("The copies that are there stay.")),
            (Way("keep", _("Keep making copies"), "folder-lock-outline", primary=True), Way("stop", _("Stop keeping copies"), "close")),
            Tone.CAREFUL,
        )
        if self._shell.asking.ask(Question(saying, "keep")) == "stop":
            self._set(None)

    def _set(self, folder: Path | None) -> bool:
        try:
            set_copy_folder(self._shell.open_store, folder)
        except Exception as error:
            self.trouble_met.emit(explain(error))
            return False
        return True
