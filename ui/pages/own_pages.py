"""The service's own pages of *What is this?*: brought in from a file, or back to those that come with Two Pens."""

from collections.abc import Callable
from pathlib import Path

from app.easy_pages import bring_pages, drop_pages, pages_here
from app.language import _
from ui.asking import Question
from ui.pages.attempting import attempt
from ui.shell import Shell
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.strips import Saying, Tone, Way

PAGE_FILES = "Two Pens (*.toml)"
KEEP, BACK = "keep", "back"


class OwnPages(Column):
    """Which pages are shown here, and the ways to change that."""

    def __init__(self, shell: Shell) -> None:
        look = shell.look
        self._shell = shell
        self._which = Words()
        self._bring = Button(look, _("Bring in pages from a file"), "folder-open-outline")
        self._drop = Button(look, _("Use the pages that came with Two Pens"), "restore")
        self._look = Button(look, _("Look at the pages"), "eye-outline")
        buttons = FlowRow(look, self._look, self._bring, self._drop, gap=12)
        super().__init__(look, Words(_("Whose pages are shown"), "bold"), self._which, buttons, gap=6)
        self._look.clicked.connect(lambda: shell.go("what_is_this"))
        self._bring.clicked.connect(self._choose_file)
        self._drop.clicked.connect(self._go_back_to_ours)
        self.show_pages()

    def show_pages(self) -> None:
        """Says which pages are shown now."""
        here = pages_here(self._shell.services.profile, self._shell.services.settings)
        ours = _("The pages that came with Two Pens are shown.")
        self._which.setText(here.trouble.title if here.trouble else _("This service shows pages of its own.") if here.own else ours)
        self._drop.setVisible(here.own or here.trouble is not None)

    def _choose_file(self) -> None:
        path = self._shell.asking.ask_for_file(_("Which pages?"), Path.home(), PAGE_FILES)
        if path is not None:
            self._change(lambda: bring_pages(self._shell.services.profile, path), _("These pages are shown from now on."))

    def _go_back_to_ours(self) -> None:
        ways = (Way(KEEP, _("Keep our pages"), "close", primary=True), Way(BACK, _("Use the pages of Two Pens"), "restore"))
        saying = Saying(_("Show the pages that came with Two Pens?"), (_("The pages of this service are taken away from here."),), ways)
        if self._shell.asking.ask(Question(saying, KEEP)) == BACK:
            self._change(lambda: drop_pages(self._shell.services.profile), _("The pages that came with Two Pens are shown."))

    def _change(self, act: Callable[[], object], done: str) -> None:
        if attempt(self._shell, act):
            self.show_pages()
            self._shell.asking.tell(Saying(done, tone=Tone.GOOD))
