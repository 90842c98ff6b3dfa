"""A service's own words for what is asked after a sitting: a file that is brought in, and the way back to the words of Two Pens."""

from pathlib import Path

from app.after_questions import LADDERS, forget_own_words, has_own_words, shipped_ladder, take_own_words
from app.language import _
from ui.pages.attempting import attempt
from ui.shell import Shell
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.strips import Saying, Tone

AFTER_FILES = "Two Pens (*.toml)"


class OwnAfterWords(Column):
    """Says whose words are in use, and lets them be changed. Call `look_again` when the page is entered."""

    def __init__(self, shell: Shell) -> None:
        look = shell.look
        self._shell, self._folder = shell, shell.services.profile.after_folder
        self._whose = Words()
        notes = [Words(ladder.note, "small") for ladder in map(shipped_ladder, LADDERS) if ladder.note]
        self._bring = Button(look, _("Bring in our own words from a file"), "folder-open-outline")
        self._forget = Button(look, _("Use the words of Two Pens"), "undo")
        super().__init__(
            look, Words(_("Questions and steps"), "bold"), self._whose, *notes, FlowRow(look, self._bring, self._forget, gap=12), gap=6
        )
        self._bring.clicked.connect(self._choose_file)
        self._forget.clicked.connect(self._go_back)
        self.look_again()

    def look_again(self) -> None:
        """Says whose words are in use now."""
        own = has_own_words(self._folder)
        self._whose.setText(_("This service uses its own words.") if own else _("The words that come with Two Pens are used."))
        self._forget.setVisible(own)

    def _choose_file(self) -> None:
        path = self._shell.asking.ask_for_file(_("Which file holds your own words?"), Path.home(), AFTER_FILES)
        if path is not None and attempt(self._shell, lambda: take_own_words(self._folder, path)):
            self._shell.asking.tell(Saying(_("These words are in use now."), tone=Tone.GOOD))
        self.look_again()

    def _go_back(self) -> None:
        if attempt(self._shell, lambda: forget_own_words(self._folder)):
            self._shell.asking.tell(Saying(_("The words of Two Pens are in use again."), tone=Tone.GOOD))
        self.look_again()
