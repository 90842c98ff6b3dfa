"""The way in with the recovery sheet: where the key ring does not have the key, or somebody does not know their number."""

from app.access.key_store import KeyringTrouble
from app.errors import Trouble
from app.language import _
from app.opening import Door, Opening, begin_with_sheet, forget_number_by_sheet, keep_passphrase
from ui.pages.code_field import CodeField
from ui.pages.new_passphrase import NewPassphrase
from ui.pages.start_page import StartPage
from ui.shell import Shell
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind


class RecoverPage(StartPage):
    """Types the code back from paper. `about` is None to open the store, else whose number is forgotten ("": of all of them)."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._person: str | None = None

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Asks for the code."""
        self._person = about if isinstance(about, str) and self.shell.has_store else None
        self._ask_code()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Ctrl+V"), _("Put in a code that you copied")),
            (_("Escape"), _("Go back")),
            (_("Ctrl and +"), _("Make words larger")),
            (_("F1"), _("Help")),
        )

    def go_back(self) -> None:
        self.shell.go("unlock")

    # The code

    def _ask_code(self) -> None:
        look, opens = self.look, self._person is None
        self._code = CodeField(look)
        self._go_on = Button(look, _("Open") if opens else _("Go on"), "lock-open-variant-outline", Kind.PRIMARY)
        self._go_on.clicked.connect(self._try_code)
        back = Button(look, _("Back"), "arrow-left")
        back.clicked.connect(self.go_back)
        what_for = (
            _("Type the code from the sheet. It opens your plans on this computer.")
            if opens
            else _("Type the code from the sheet. Then a new number can be chosen.")
        )
        title = _("The recovery sheet")
        buttons = FlowRow(look, self._go_on, back, gap=12)
        self.show_step(Words(title, "title"), Words(what_for), self._code, 8, buttons, focus=self._code.box, title=title)

    def _try_code(self) -> None:
        code, services, person = self._code.read(), self.shell.services, self._person
        if code is None:
            return
        self._go_on.setEnabled(False)
        if person is None:
            services.tasks.run(lambda _tell: begin_with_sheet(services, code), on_done=self._opened, on_trouble=self._not_taken)
        else:
            store = self.shell.open_store
            services.tasks.run(
                lambda _tell: forget_number_by_sheet(services, store, code, person), on_done=self._forgotten, on_trouble=self._not_taken
            )

    def _not_taken(self, trouble: Trouble) -> None:
        if self.shell.has_store and isinstance(trouble.__cause__, KeyringTrouble):
            self._ask_passphrase(trouble)
            return
        self._go_on.setEnabled(True)
        self._code.set_trouble(str(trouble))
        self.turn_to(self._code.box)

    def _forgotten(self, _door: Door) -> None:
        self.shell.go("unlock")

    def _opened(self, result: tuple[Opening, Trouble | None]) -> None:
        opening, no_ring = result
        self.shell.take_store(opening.store)
        if no_ring is not None:
            self._ask_passphrase(no_ring)
        else:
            self.shell.go("unlock")

    # A passphrase, where the key ring keeps no key

    def _ask_passphrase(self, no_ring: Trouble) -> None:
        look, title = self.look, _("Choose a passphrase")
        self._phrase = NewPassphrase(look, _("The code is right. From now on a passphrase opens your plans here."))
        self._keep = Button(look, _("Keep this passphrase"), "check", Kind.PRIMARY)
        self._keep.clicked.connect(self._try_passphrase)
        self._phrase.entered.connect(self._try_passphrase)
        why = Words(no_ring.sentence, "quiet")
        self.show_step(Words(title, "title"), why, self._phrase, FlowRow(look, self._keep), focus=self._phrase.field.box, title=title)

    def _try_passphrase(self) -> None:
        words = self._phrase.read()
        if words is None or not self._keep.isEnabled():
            return
        self._keep.setEnabled(False)
        services, store = self.shell.services, self.shell.open_store
        services.tasks.run(
            lambda _tell: keep_passphrase(services, store, words), on_done=self._passphrase_kept, on_trouble=self._passphrase_not_kept
        )

    def _passphrase_kept(self, _opening: Opening) -> None:
        self.shell.go("unlock")

    def _passphrase_not_kept(self, trouble: Trouble) -> None:
        self._keep.setEnabled(True)
        self._phrase.say(trouble)
