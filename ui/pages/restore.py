"""Opening a kept copy: where it lies, the code of its sheet, what is newer where, and then it takes the place of today's store."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.access.copies import Copy
from app.access.key_store import KeyringTrouble
from app.errors import Trouble
from app.language import _
from app.settings import BACKUP_FOLDER
from ui.asking import Question
from ui.pages.code_field import CodeField
from ui.pages.new_passphrase import NewPassphrase
from ui.pages.start_page import StartPage
from ui.shell import Shell
from ui.widgets.boxes import Card, Item
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying, Tone, Way
from ui.widgets.waiting import Busy

if TYPE_CHECKING:
    from app.restoring import Looked

MOST_SHOWN = 30


class RestorePage(StartPage):
    """`about` may be the folder of a copy. During a sitting no copy is opened: it would take the plan off the table."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._copies: list[Copy] = []
        self._folder: Path | None = None
        self._looked: Looked | None = None

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Begins anew, with the copies in the folder that was chosen for them."""
        if self.shell.has_store and self.shell.open_store.sitting is not None:
            self._refuse()
            return
        self._ask_where([])
        kept = self.shell.services.settings.get(BACKUP_FOLDER)
        if isinstance(about, Path):
            self._take_copy(about)
        elif kept:
            self._look_into(Path(kept), quietly=True)

    def leave(self) -> None:
        self._forget_looked()
        super().leave()

    def go_back(self) -> None:
        self.shell.go("keepers" if self.shell.has_store and not self.shell.open_store.locked else "unlock")

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Space"), _("Choose a copy")),
            (_("Escape"), _("Go back")),
            (_("Ctrl and +"), _("Make words larger")),
            (_("F1"), _("Help")),
        )

    def _refuse(self) -> None:
        title = _("Not while a plan is on the table")
        words = Words(_("End for today first. Then a second copy can be opened."))
        back = self._back_button()
        self.show_step(Words(title, "title"), words, FlowRow(self.look, back), focus=back, title=title)

    # Where the copies lie

    def _ask_where(self, copies: list[Copy]) -> None:
        from app.restoring import copy_in_words

        look, title = self.look, _("Open a second copy")
        self._copies = copies[:MOST_SHOWN]
        folder = Button(look, _("Choose a folder"), "folder-open-outline", Kind.PLAIN if copies else Kind.PRIMARY)
        file = Button(look, _("Choose a file in it"), "file-outline")
        folder.clicked.connect(self._choose_folder)
        file.clicked.connect(self._choose_file)
        self._busy = Busy(look, _("Looking for copies…"), can_stop=False)
        listed: list[Item] = []
        if self._copies:
            options = [Option(str(place), copy_in_words(copy), "archive-lock-outline") for place, copy in enumerate(self._copies)]
            row = ChoiceRow(look, _("Which copy?"), options)
            row.chosen.connect(lambda key: self._take_copy(self._copies[int(key)].folder))
            listed = [Words(_("Which copy?"), "question"), row, 8]
        words = Words(_("Copies lie in folders that are called Two Pens, with their day."))
        ways = FlowRow(look, folder, file, self._back_button(), gap=12)
        focus = listed[1].buttons["0"] if listed else folder
        self.show_step(Words(title, "title"), words, *listed, self._busy, ways, focus=focus, title=title)

    def _choose_folder(self) -> None:
        chosen = self.shell.asking.ask_for_folder(_("Where are the copies?"), Path.home())
        if chosen is not None:
            self._look_into(chosen)

    def _choose_file(self) -> None:
        chosen = self.shell.asking.ask_for_file(_("Which file?"), Path.home(), _("All files (*)"))
        if chosen is not None:
            self._look_into(chosen)

    def _look_into(self, place: Path, quietly: bool = False) -> None:
        from app.restoring import find_copies

        self._busy.begin()
        self.shell.services.tasks.run(
            lambda _tell: find_copies(place),
            on_done=lambda copies: self._found(copies, place, quietly),
            on_trouble=lambda trouble: self._found_nothing(trouble, quietly),
        )

    def _found(self, copies: list[Copy], place: Path, quietly: bool) -> None:
        self._ask_where(copies)
        if not copies and not quietly:
            name = place.name or str(place)
            told = _("There is no copy in {folder}.").format(folder=name)
            self.tell(Saying(told, (_("Choose another folder."),), tone=Tone.CAREFUL))

    def _found_nothing(self, trouble: Trouble, quietly: bool) -> None:
        self._busy.end()
        if not quietly:
            self.say(trouble)

    # Its code

    def _take_copy(self, folder: Path) -> None:
        look, title = self.look, _("The code for this copy")
        self._folder = folder
        self._code = CodeField(look)
        self._look_button = Button(look, _("Look at the copy"), "magnify", Kind.PRIMARY)
        other = Button(look, _("Another copy"), "arrow-left")
        self._look_button.clicked.connect(self._look_at_it)
        other.clicked.connect(lambda: self.enter())
        words = Words(_("It is on the recovery sheet that was the newest when the copy was made."))
        self._busy = Busy(look, _("Opening the copy…"), can_stop=False)
        ways = FlowRow(look, self._look_button, other, gap=12)
        self.show_step(Words(title, "title"), words, self._code, self._busy, ways, focus=self._code.box, title=title)

    def _look_at_it(self) -> None:
        from app.restoring import look_at

        code, folder, services = self._code.read(), self._folder, self.shell.services
        if code is None or folder is None:
            return
        today = self.shell.open_store if self.shell.has_store else None
        self._look_button.setEnabled(False)
        self._busy.begin()
        services.tasks.run(lambda _tell: look_at(services, today, folder, code), on_done=self._compare, on_trouble=self._not_opened)

    def _not_opened(self, trouble: Trouble) -> None:
        self._busy.end()
        self._look_button.setEnabled(True)
        self._code.set_trouble(str(trouble))
        self.turn_to(self._code.box)

    # What is newer where

    def _compare(self, looked: "Looked") -> None:
        if self._folder is None:  # somebody went away meanwhile
            looked.copy.close()
            return
        look, title = self.look, _("What is in this copy")
        self._looked = looked
        self._use_button = Button(look, _("Use this copy"), "archive-arrow-up-outline", Kind.PRIMARY)
        self._use_button.clicked.connect(self._ask_before_use)
        self._busy = Busy(look, _("Putting the copy in place…"), can_stop=False)
        after = _("The plans that are here now are kept aside. Nothing is deleted.")
        loses = [Words(_("Some words are only here, and not in the copy."), "careful")] if looked.loses else []
        self.show_step(
            Words(title, "title"),
            Card(look, *map(Words, looked.sentences), gap=12),
            *loses,
            Words(after),
            self._busy,
            FlowRow(look, self._use_button, self._back_button(_("Leave it")), gap=12),
            focus=self._use_button,
            title=title,
        )

    def _ask_before_use(self) -> None:
        if self._looked is None:
            return
        kept = _("The plans that are here now are kept aside.")
        saying = Saying(
            _("Use this copy from now on?"),
            (_("Some words are only here, and not in the copy."), kept) if self._looked.loses else (kept,),
            (Way("leave", _("Leave it"), "keyboard-return", primary=True), Way("use", _("Use this copy"), "archive-arrow-up-outline")),
            Tone.CAREFUL,
        )
        if self.shell.asking.ask(Question(saying, "leave"), locked_too=True) == "use":
            self._use()

    # Using it

    def _use(self, passphrase: str | None = None) -> None:
        from app.restoring import use

        services, looked = self.shell.services, self._looked
        if looked is None or not self._close_today():
            return
        self._use_button.setEnabled(False)
        self._busy.begin()
        services.tasks.run(lambda _tell: use(services, looked, passphrase), on_done=self._used, on_trouble=self._not_used)

    def _close_today(self) -> bool:
        """Closes today's store. False, and it is said, when words in it could not be saved: then it stays."""
        if not self.shell.has_store:
            return True
        if not self.shell.open_store.keeping.flush():
            self.tell(Saying(_("The last words are not saved."), (_("Free some space, then try again."),), tone=Tone.STOP))
            return False
        self.shell.open_store.close()
        self.shell.take_store(None)
        return True

    def _not_used(self, trouble: Trouble) -> None:
        self._busy.end()
        self._use_button.setEnabled(True)
        if isinstance(trouble.__cause__, KeyringTrouble):
            self._ask_passphrase(trouble)
        else:
            self.say(trouble)

    def _ask_passphrase(self, no_ring: Trouble) -> None:
        look, title = self.look, _("Choose a passphrase")
        self._phrase = NewPassphrase(look, _("From now on a passphrase opens your plans here."))
        self._use_button = Button(look, _("Use this copy"), "archive-arrow-up-outline", Kind.PRIMARY)
        self._busy = Busy(look, _("Putting the copy in place…"), can_stop=False)
        self._use_button.clicked.connect(self._use_with_passphrase)
        self._phrase.entered.connect(self._use_with_passphrase)
        why = Words(no_ring.sentence, "quiet")
        ways = FlowRow(look, self._use_button, self._back_button(_("Leave it")), gap=12)
        self.show_step(Words(title, "title"), why, self._phrase, self._busy, ways, focus=self._phrase.field.box, title=title)

    def _use_with_passphrase(self) -> None:
        words = self._phrase.read()
        if words is not None and self._use_button.isEnabled():
            self._use(words)

    def _used(self, _adopted: object) -> None:
        self._looked = None
        go_on = Button(self.look, _("Go on"), "arrow-right", Kind.PRIMARY)
        go_on.clicked.connect(lambda: self.shell.go("unlock"))
        title = _("The copy is in place.")
        kept = Words(_("The plans from before are kept aside."))
        self.show_step(Words(title, "title"), kept, FlowRow(self.look, go_on), focus=go_on, title=title)

    # Insides

    def _back_button(self, words: str = "") -> Button:
        back = Button(self.look, words or _("Back"), "arrow-left")
        back.clicked.connect(self.go_back)
        return back

    def _forget_looked(self) -> None:
        """Takes away what was unlocked for looking."""
        self._folder = None
        if self._looked is not None:
            self._looked.copy.close()
            self._looked = None
