"""The key on the page of keepers: a new recovery sheet, and another passphrase where one opens the store."""

from app.access.recovery import RecoveryCode
from app.access.vault import PassphraseWrong
from app.clock import today_by
from app.errors import Trouble
from app.keepers import change_passphrase, draw_recovery_code, take_recovery_code
from app.language import _
from ui.asking import Question
from ui.pages.attempting import attempt
from ui.pages.hidden_field import HiddenField, HiddenFields
from ui.pages.keep_sheet import KeepSheet
from ui.pages.new_passphrase import NewPassphrase
from ui.shell import Shell
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.strips import Saying, Tone, Way


class KeyPart(Column):
    """The two things that can be done with the key. One at a time is open."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.look, gap=12)
        self._shell = shell
        self._code: RecoveryCode | None = None

    def show_now(self) -> None:
        """Shows the sheet that is not kept yet, where there is one; else what can be done."""
        if self._code is not None:
            self._show_sheet(self._code)
        else:
            self.show_ways()

    def put_away(self) -> None:
        """No code stays on a page that nobody looks at. One that is not kept yet comes back with the page."""
        if self._code is not None:
            self.clear()

    def show_ways(self) -> None:
        """Offers what can be done."""
        look = self.look
        self._code = None
        self.clear()
        sheet = Button(look, _("New recovery sheet"), "file-key-outline")
        sheet.clicked.connect(self._ask_for_sheet)
        ways = [sheet]
        if self._shell.open_store.in_hand.opened_by_passphrase:
            phrase = Button(look, _("Change the passphrase"), "form-textbox-password")
            phrase.clicked.connect(self._ask_for_passphrase)
            ways.append(phrase)
        words = Words(_("The sheet opens your plans when the key ring or the passphrase does not."))
        self.add(Words(_("The key"), "question"), Card(look, words, FlowRow(look, *ways, gap=12), gap=10))

    # A new sheet

    def _ask_for_sheet(self) -> None:
        saying = Saying(
            _("Make a new recovery sheet?"),
            (_("Then the sheet from before opens your plans no more."), _("Keep it all the same: it opens the copies made until now.")),
            (Way("stay", _("Leave it"), "keyboard-return", primary=True), Way("make", _("Make a new sheet"), "file-key-outline")),
            Tone.CAREFUL,
        )
        if self._shell.asking.ask(Question(saying, "stay")) == "make":
            attempt(self._shell, lambda: self._show_sheet(draw_recovery_code(self._shell.open_store)))

    def _show_sheet(self, code: RecoveryCode) -> None:
        store, today = self._shell.open_store, today_by(self._shell.services.clock)
        self._code = code
        self._sheet = KeepSheet(self._shell, code, store.in_hand.sheet(code, today))
        self._sheet.back_requested.connect(self.show_ways)
        self._sheet.kept.connect(self._sheet_kept)
        self._sheet.trouble_met.connect(self._shell.asking.trouble)
        self._sheet.told.connect(self._shell.asking.tell)
        self._sheet.turned.connect(lambda: self._sheet.first.setFocus())
        self.clear()
        self.add(Words(_("The new recovery sheet"), "question"), Card(self.look, self._sheet, margins=(20, 16, 20, 16)))
        self._sheet.first.setFocus()

    def _sheet_kept(self) -> None:
        code, store = self._code, self._shell.open_store
        if code is None or not attempt(self._shell, lambda: take_recovery_code(store, code)):
            return
        self.show_ways()
        self._shell.asking.tell(Saying(_("The new sheet counts from now on."), tone=Tone.GOOD))

    # Another passphrase

    def _ask_for_passphrase(self) -> None:
        look = self.look
        self._old = HiddenField(look, _("The passphrase until now"))
        self._new = NewPassphrase(look)
        self._keep, leave = Button(look, _("Keep this passphrase"), "check"), Button(look, _("Leave it"), "close")
        self._keep.clicked.connect(self._change)
        self._new.entered.connect(self._change)
        leave.clicked.connect(self.show_ways)
        self.clear()
        fields = (HiddenFields(look, self._old), self._new, FlowRow(look, self._keep, leave, gap=12))
        self.add(Words(_("Change the passphrase"), "question"), Card(look, *fields, gap=12, margins=(20, 16, 20, 16)))
        self._old.box.setFocus()

    def _change(self) -> None:
        new, old, store = self._new.read(), self._old.typed, self._shell.open_store
        if new is None or not self._keep.isEnabled():
            return
        self._keep.setEnabled(False)
        self._shell.services.tasks.run(
            lambda _tell: change_passphrase(store, old, new), on_done=self._changed, on_trouble=self._not_changed
        )

    def _changed(self, _none: object) -> None:
        self.show_ways()
        self._shell.asking.tell(Saying(_("The new passphrase counts from now on."), tone=Tone.GOOD))

    def _not_changed(self, trouble: Trouble) -> None:
        self._keep.setEnabled(True)
        if isinstance(trouble.__cause__, PassphraseWrong):
            self._old.set_trouble(str(trouble))
            self._old.box.setFocus()
        else:
            self._new.say(trouble)
