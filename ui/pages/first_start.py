"""The first start: who looks after this computer's plans, the recovery sheet, and done. Three steps, each one screen."""

from datetime import date
from typing import TYPE_CHECKING

from app.access.key_store import KeyringTrouble
from app.access.recovery import RecoveryCode
from app.clock import today_by
from app.errors import Trouble
from app.forms import roles
from app.language import _
from ui.pages.attempting import attempt
from ui.pages.first_done import FirstDone
from ui.pages.keep_sheet import KeepSheet
from ui.pages.start_page import StartPage
from ui.pages.who_keeps import Typed, WhoKeeps
from ui.shell import Shell
from ui.widgets.dressing import Words

if TYPE_CHECKING:
    from app.open_store import OpenStore


class FirstStartPage(StartPage):
    """Makes the store. `about` is "anew" where one was here and is gone, and somebody said to begin with nothing.

    Nobody is in the store before the last step. So a first start that breaks off begins again the next time, with a sheet of its own.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._typed = Typed()
        self._code: RecoveryCode | None = None
        self._anew = False
        self._no_ring: Trouble | None = None
        self._who: WhoKeeps | None = None
        self._step = self._ask_who

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Goes on at the step where one was."""
        self._anew = self._anew or about == "anew"
        self._step()
        if not self.shell.has_store:
            self._look_for_key_ring()

    def leave(self) -> None:
        self._keep_typed()
        self._who = None
        super().leave()

    def go_back(self) -> None:
        """Escape: one step back, and nothing is lost."""
        if self._step == self._show_sheet:
            self._ask_who()
        elif self._step == self._say_done:
            self._show_sheet()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Enter"), _("Go to the next step")),
            (_("Escape"), _("Go one step back")),
            (_("Ctrl and +"), _("Make words larger")),
            (_("F1"), _("Help")),
        )

    # Step 1: who

    def _ask_who(self) -> None:
        self._step = self._ask_who
        self._who = WhoKeeps(self.look, self._typed, with_copy=not self.shell.has_store)
        self._who.go_on_requested.connect(self._make)
        self._who.copy_requested.connect(lambda: self.shell.go("restore"))
        title = _("Welcome. Two Pens keeps what you write locked on this computer.")
        self.show_step(Words(title, "title"), self._number_of(1), self._who, focus=self._who.first.box, title=title)
        self._ask_for_passphrase_if_needed()

    def _keep_typed(self) -> None:
        if self._who is not None:
            self._typed = self._who.typed(self._typed)

    def _look_for_key_ring(self) -> None:
        """Whether there is a key ring is known before somebody has typed half of it. It takes a moment to load."""
        ring = self.shell.services.key_store
        self.shell.services.tasks.run(lambda _tell: ring.backend_name(), on_done=lambda _name: None, on_trouble=self._found_no_ring)

    def _found_no_ring(self, trouble: Trouble) -> None:
        self._no_ring = trouble
        self._ask_for_passphrase_if_needed()

    def _ask_for_passphrase_if_needed(self) -> None:
        if self._no_ring is not None and self._who is not None and not self.shell.has_store:
            self._who.ask_for_passphrase(self._no_ring)
            self.turn_to(self._focus)

    def _make(self) -> None:
        if self._who is None or not self._who.is_filled():
            return
        ready, phrase = self._who.passphrase()
        if not ready:
            return
        self._keep_typed()
        self._who.wait(True)
        self.shell.services.tasks.run(lambda _tell: self._made_store(phrase), on_done=self._made, on_trouble=self._not_made)

    def _made_store(self, phrase: str | None) -> "tuple[OpenStore, RecoveryCode]":
        """The store and the code of its sheet. One that was made before, and has nobody in it, is gone on with."""
        if not self.shell.has_store:
            return self.shell.services.make_store(phrase, self._anew)
        store = self.shell.open_store
        return store, self._code or store.in_hand.new_recovery_code()

    def _made(self, made: "tuple[OpenStore, RecoveryCode]") -> None:
        store, self._code = made
        if not self.shell.has_store:
            self.shell.take_store(store)
        self._show_sheet()

    def _not_made(self, trouble: Trouble) -> None:
        if self._who is None:
            return
        self._who.wait(False)
        if isinstance(trouble.__cause__, KeyringTrouble):
            self._found_no_ring(trouble)
        self.say(trouble)

    # Step 2: the sheet

    def _show_sheet(self) -> None:
        self._step, self._who = self._show_sheet, None
        store, code = self.shell.open_store, self._code
        assert code is not None, "the sheet is shown once there is a code"
        sheet = KeepSheet(self.shell, code, store.in_hand.sheet(code, self._today()))
        sheet.kept.connect(self._say_done)
        sheet.back_requested.connect(self._ask_who)
        sheet.trouble_met.connect(self.say)
        sheet.told.connect(self.tell)
        sheet.turned.connect(lambda: self.turn_to(sheet.first))
        title = _("Keep this sheet")
        self.show_step(Words(title, "title"), self._number_of(2), sheet, focus=sheet.first, title=title)

    # Step 3: done

    def _say_done(self) -> None:
        self._step = self._say_done
        self._done = FirstDone(self.shell, self._typed)
        self._done.start_requested.connect(self._finish)
        self._done.back_requested.connect(self.go_back)
        self._done.trouble_met.connect(self.say)
        title = _("Done.")
        self.show_step(Words(title, "title"), self._number_of(3), self._done, focus=self._done.first, title=title)

    def _finish(self) -> None:
        from app.first_start import FirstKeeper, finish  # not above: it brings the database, which the start has to do without

        self._done.wait(True)
        store, typed, today = self.shell.open_store, self._typed, self._today()
        keeper = FirstKeeper(typed.name, roles()[typed.role], typed.number)
        self.shell.services.tasks.run(lambda _tell: finish(store, keeper, today), on_done=self._finished, on_trouble=self._not_finished)

    def _finished(self, _person: object) -> None:
        from app.keepers import forget_visit, set_copy_folder

        copies = self._typed.copies
        if copies is not None:
            attempt(self.shell, lambda: set_copy_folder(self.shell.open_store, copies))
        forget_visit(self.shell.open_store)
        self._typed, self._code, self._step = Typed(), None, self._ask_who
        self.shell.go("today")

    def _not_finished(self, trouble: Trouble) -> None:
        self._done.wait(False)
        self.say(trouble)

    # Insides

    def _today(self) -> date:
        return today_by(self.shell.services.clock)

    def _number_of(self, step: int) -> Words:
        """Which step of the three this is."""
        return Words(_("Step {n} of 3").format(n=step), "small")
