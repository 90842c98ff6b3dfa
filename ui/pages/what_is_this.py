"""*What is this?*: the Easy Read pages, one at a time, each a title and lines beside pictures. They print.

Nothing of any plan or person is on them, so they are open to everybody, also behind the lock. What writes files or asks for a printer is
there once somebody has unlocked.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from app.clock import today_by
from app.easy_pages import PagesHere, pages_here
from app.errors import Trouble
from app.language import _
from app.settings import WARD_NAME
from app.word.easy_blocks import EasyPaper
from app.word.papers import paper_of_pages
from models.easy_pages import EasyPage
from ui.asking import saying_of
from ui.bridge import say_aloud
from ui.icons import picture_icon
from ui.pages.beside import Beside
from ui.pages.page import Page
from ui.pages.page_paper import print_page
from ui.pages.reading_order import order_tabs
from ui.pages.saving_paper import save_paper
from ui.pages.sheet_paper import NoPrinter
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Column, Row, VScroll
from ui.widgets.buttons import Button
from ui.widgets.dressing import MAY_BREAK, Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import PictureView
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying, Tone

TITLE_PICTURE, LINE_PICTURE = 76, 52
NARROW = 480


class WhatIsThisPage(Page):
    """The pages. `about` may be the id of one, such as "who_to_ask"; else the first is shown."""

    behind_lock = False
    _built = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._here: PagesHere = pages_here(shell.services.profile, shell.services.settings)
        self._at = 0
        self.doors: list[Button] = []
        self._build()
        self._built = True
        for keys, act in (("Alt+Right", lambda: self._step(1)), ("Alt+Left", lambda: self._step(-1)), ("Escape", shell.go_back)):
            QShortcut(QKeySequence(keys), self, activated=act)

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows a page, with the names that are in the settings now."""
        self._here = pages_here(self.shell.services.profile, self.shell.services.settings)
        self._show_doors()
        for piece in (self._save, self._print):
            piece.setVisible(self._unlocked())
        self.show_page(next((place for place, page in enumerate(self._here.pages) if page.id == about), 0))
        if self._here.trouble is not None:
            self.strips.show_strip(saying_of(self._here.trouble))

    def leave(self) -> None:
        self.strips.clear()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Alt+Right and Alt+Left"), _("Next page, and the one before")),
            (_("Tab"), _("Go from one thing to the next")),
            (_("Enter"), _("Press the button where the ring is")),
            (_("Escape"), _("Go back")),
        )

    def first_focus(self) -> QWidget | None:
        before = self._before_below if self._before.isHidden() else self._before
        return self._next if self._next.isEnabled() else before

    # What you can ask and tell it

    @property
    def shown(self) -> EasyPage:
        """The page that is shown."""
        return self._here.pages[self._at]

    def show_page(self, place: int) -> None:
        """Shows the page at that place, from 0."""
        self._at = place
        self._show_lines(self.shown)
        for number, door in enumerate(self.doors):
            door.setChecked(number == place)
        last = len(self._here.pages) - 1
        self._before.setEnabled(place > 0)
        self._before_below.setEnabled(place > 0)
        self._next.setEnabled(place < last)
        self._foot.words.setText(_("Page {n} of {all}").format(n=place + 1, all=last + 1))
        self._foot.fit()
        self._scroll.verticalScrollBar().setValue(0)
        order_tabs(self)
        say_aloud(self, self.shown.title)

    def dress(self) -> None:
        if self._built:
            self._show_lines(self.shown)
            self._fold_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_foot()

    # Building

    def _build(self) -> None:
        look = self.look
        self._lines = Column(look, gap=10)
        self._list = Column(look, gap=6)
        self._save = Button(look, _("Save all to print"), "content-save-outline")
        self._print = Button(look, _("Print this page"), "printer-outline")
        self._save.clicked.connect(self._save_all)
        self._print.clicked.connect(self._print_one)
        self._before_below = Button(look, _("Page before"), "chevron-left")  # where the foot is too narrow for three
        self._before_below.clicked.connect(lambda: self._step(-1))
        main = Column(look, self._lines, FlowRow(look, self._before_below), None, gap=16, margins=(32, 24, 32, 24))
        aside = Column(
            look, Words(_("What is this?"), "bold"), self._list, 8, self._print, self._save, None, gap=8, margins=(20, 24, 20, 24)
        )
        self._back = Button(look, _("Go back"), "keyboard-return", Kind.GHOST, short=_("Back"))
        self._before = Button(look, _("Page before"), "chevron-left", short=_("Before"))
        self._next = Button(look, _("Next page"), "chevron-right", Kind.PRIMARY, icon_after=True, short=_("Next"))
        self._back.clicked.connect(self.shell.go_back)
        self._before.clicked.connect(lambda: self._step(-1))
        self._next.clicked.connect(lambda: self._step(1))
        self._foot = Foot(look, [self._back], "", [self._before, self._next])
        self._scroll = VScroll(Beside(look, main, aside))
        self.lay_out(self._scroll, self._foot, scrolls=False)

    def _fold_foot(self) -> None:
        """Where the page is narrow for so large a text, the foot keeps the way back and the way on; the page before stands at the end."""
        narrow = self.width() < self.look.px(NARROW)
        self._before.setHidden(narrow)
        self._before_below.setVisible(narrow)
        self._foot.fit()

    def _show_doors(self) -> None:
        """The list of all pages; the one that is shown is marked."""
        self._list.clear()
        self.doors = [Button(self.look, page.title, picture_icon(page.picture), Kind.GHOST) for page in self._here.pages]
        for place, door in enumerate(self.doors):
            door.setCheckable(True)
            door.clicked.connect(lambda _checked=False, place=place: self.show_page(place))
        self._list.add(*self.doors)

    def _show_lines(self, page: EasyPage) -> None:
        look = self.look
        self._lines.clear()
        # in large text the smaller sizes are large enough, and long words still fit on a narrow page
        role, title_role = ("", "question") if look.large else ("big", "title")
        heading = Words(page.title.replace("-", f"-{MAY_BREAK}") if look.large else page.title, title_role)
        title = FlowRow(look, PictureView(look, picture_icon(page.picture), TITLE_PICTURE), heading, gap=18)
        rows = (
            Row(look, PictureView(look, picture_icon(line.picture), LINE_PICTURE), (Words(line.words, role), 1), gap=18)
            for line in page.lines
        )
        self._lines.add(title, 4, *rows)
        if page.credit:
            self._lines.add(8, Words(page.credit, "quiet"))

    # What is pressed

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._here.pages):
            self.show_page(self._at + by)
            held = self.focusWidget()
            if held is None or not held.isEnabled():
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _paper(self, *pages: EasyPage) -> EasyPaper:
        today = today_by(self.shell.services.clock)
        return paper_of_pages(pages, self.shell.services.settings.get(WARD_NAME), today)

    def _save_all(self) -> None:
        save_paper(self.shell, self._paper(*self._here.pages))

    def _print_one(self) -> None:
        try:
            done = print_page(self._paper(self.shown).sheets[0], self.window())
        except NoPrinter:
            self.shell.asking.trouble(_no_printer())
            return
        if done:
            self.shell.asking.tell(Saying(_("The page is on its way to the printer."), tone=Tone.GOOD))

    def _unlocked(self) -> bool:
        return self.shell.has_store and not self.shell.open_store.locked


def _no_printer() -> Trouble:
    return Trouble(_("No printer"), _("This computer knows no printer."), _("Save the pages as a file, and print them elsewhere."))
