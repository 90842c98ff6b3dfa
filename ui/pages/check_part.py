"""Checking the store on the page of keepers; plans that are older than they were can be taken as the newest there."""

from app.checking import Checked
from app.keepers import take_as_newest
from app.language import _
from ui.asking import Question
from ui.pages.attempting import attempt
from ui.pages.checking_store import CheckingStore
from ui.shell import Shell
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowRow
from ui.widgets.strips import Saying, Tone, Way


class CheckPart(Column):
    """The check as Help has it, and what a keeper can do about older plans."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._checking = CheckingStore(shell)
        self._newest = Button(shell.look, _("Take these plans as the newest"), "calendar-check-outline")
        super().__init__(shell.look, self._checking, FlowRow(shell.look, self._newest), gap=12)
        self._checking.checked.connect(self._offer_newest)
        self._newest.clicked.connect(self._take_as_newest)
        self._newest.hide()

    def show_way(self) -> None:
        """Offers the check; what an earlier one found goes."""
        self._checking.forget()
        self._newest.hide()

    def stop(self) -> None:
        """Ends a check that is under way."""
        self._checking.stop()

    # Insides

    def _offer_newest(self, checked: Checked) -> None:
        self._newest.setVisible(bool(checked.report.behind))

    def _take_as_newest(self) -> None:
        saying = Saying(
            _("Take these plans as the newest?"),
            (_("Do this when no newer file can be found."), _("Two Pens then forgets that there were newer words.")),
            (Way("stay", _("Leave it"), "keyboard-return", primary=True), Way("take", _("Take them"), "calendar-check-outline")),
            Tone.CAREFUL,
        )
        sure = self._shell.asking.ask(Question(saying, "stay")) == "take"
        if sure and attempt(self._shell, lambda: take_as_newest(self._shell.open_store)):
            self.show_way()
            self._shell.asking.tell(Saying(_("These plans are the newest now."), tone=Tone.GOOD))
