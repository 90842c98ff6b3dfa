"""Second copies on the page of keepers: make one now, and which there are."""

from pathlib import Path

from app.access.copies import Copy
from app.errors import Trouble
from app.language import _
from app.restoring import copy_in_words
from app.settings import BACKUP_FOLDER, Change
from ui.shell import Shell
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words, breakable
from ui.widgets.flow import FlowRow
from ui.widgets.strips import Saying, Tone
from ui.widgets.waiting import Busy

MOST_SHOWN = 30


class CopiesPart(Column):
    """The copies in the chosen folder, the newest first. A copy can be looked at only while no sitting is under way."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.look, gap=12)
        self._shell = shell
        self._asked = 0
        self._making = False
        shell.services.settings.changed.connect(self._folder_changed)

    def show_copies(self) -> None:
        """Shows the folder, and then what is in it: a folder far away may take its time."""
        look = self.look
        folder = self._shell.open_store.after_sitting.folder
        self._asked += 1
        self.clear()
        self.add(Words(_("Second copies"), "question"))
        if folder is None:
            choose = Button(look, _("Choose a folder in Settings"), "cog-outline")
            choose.clicked.connect(lambda: self._shell.go("settings"))
            self.add(
                Card(look, Words(_("No second copy is being kept. A keeper can choose a folder for it.")), FlowRow(look, choose), gap=10)
            )
            return
        self._make = Button(look, _("Make a copy now"), "archive-plus-outline")
        self._busy = Busy(look, _("Making a copy…"), can_stop=False)
        self._list = Column(look, gap=6)
        self._make.clicked.connect(self._make_copy)
        where = Words(_("Copies go to {folder}.").format(folder=breakable(str(folder))))
        self.add(Card(look, where, self._list, self._busy, FlowRow(look, self._make), gap=10))
        self._look_into(folder)

    # Insides

    def _folder_changed(self, change: Change) -> None:
        if change.setting is BACKUP_FOLDER and self._shell.has_store and self.isVisible():
            self.show_copies()

    def _look_into(self, folder: Path) -> None:
        """Only the newest look counts: the folder may be another one by the time an answer comes."""
        self._asked += 1
        asked, store = self._asked, self._shell.open_store
        self._shell.services.slow_tasks.run(
            lambda _tell: store.in_hand.copies_in(folder),
            on_done=lambda copies: self._found(copies, asked),
            on_trouble=lambda trouble: self._found_nothing(trouble, asked),
        )

    def _found(self, copies: list[Copy], asked: int) -> None:
        if asked != self._asked:
            return
        self._list.clear()
        if not copies:
            self._list.add(Words(_("There is no copy in it yet."), "quiet"))
        for copy in copies[:MOST_SHOWN]:
            self._list.add(self._copy_line(copy))

    def _found_nothing(self, trouble: Trouble, asked: int) -> None:
        if asked == self._asked:
            self._list.clear()
            self._list.add(Words(str(trouble), "careful"))

    def _copy_line(self, copy: Copy) -> Row:
        words = copy_in_words(copy)
        if self._shell.open_store.sitting is not None:
            return Row(self.look, (Words(words), 1))
        look_at = Button(self.look, _("Look at it"), "magnify")
        look_at.setAccessibleName(_("Look at the copy of {day}").format(day=words))
        look_at.clicked.connect(lambda: self._shell.go("restore", copy.folder))
        return Row(self.look, (Words(words), 1), look_at, gap=12)

    def _make_copy(self) -> None:
        if self._making:
            return
        after = self._shell.open_store.after_sitting
        self._making = True  # the button stays as it is: one that cannot be pressed loses the keys
        self._busy.begin()
        self._shell.services.slow_tasks.run(lambda _tell: after.keep_copy(), on_done=self._made, on_trouble=self._not_made)

    def _made(self, copy: Copy | None) -> None:
        self._shell.open_store.after_sitting.forget_trouble()
        self._over()
        self._shell.asking.tell(Saying(_("The copy is made."), tone=Tone.GOOD))
        if copy is not None:
            self._look_into(copy.folder.parent)

    def _over(self) -> None:
        self._making = False
        self._busy.end()

    def _not_made(self, trouble: Trouble) -> None:
        self._over()
        self._shell.asking.trouble(trouble)
