"""Help: how to get a person now, the keys of the page one came from, what this is, and what lies behind it."""

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.about import VERSION, safety_papers
from app.keepers import is_keeper
from app.language import _
from app.settings import HELP_NOW_TEXT, Settings
from ui.pages.checking_store import CheckingStore
from ui.pages.licences import Licences
from ui.pages.page import HelpWanted, Page
from ui.pages.reading_order import order_tabs
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button, Door
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView, PictureView
from ui.widgets.pressing import Kind
from ui.widgets.sight import bring_into_sight

SETTLED_MS = 50


class HelpPage(Page):
    """Open to everybody, also behind the lock; what is for keepers shows itself to them alone."""

    behind_lock = False

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._build()
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, activated=shell.go_back)

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows help for the page one comes from; with `now`, how to get a person comes first."""
        wanted = about if isinstance(about, HelpWanted) else HelpWanted()
        self._show_now()
        self._show_keys(wanted.keys)
        self._checking.setVisible(self._may_check())
        order_tabs(self)
        QTimer.singleShot(SETTLED_MS, self, lambda: bring_into_sight(self._now))

    def leave(self) -> None:
        """A check that is under way is stopped: its outcome names plans."""
        self._checking.forget()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return ((_("Escape"), _("Go back")),)

    def first_focus(self) -> QWidget | None:
        return self._back

    # Building

    def _build(self) -> None:
        look = self.shell.look
        self._now_lines = Column(look, gap=6)
        now = Row(look, PictureView(look, "phone-in-talk", 72), (self._now_lines, 1), gap=20)
        self._now = Card(look, Words(_("Get help now"), "question"), now, gap=10, margins=(20, 14, 20, 16))
        self._keys = Column(look, gap=6)
        self._checking, self._licences = CheckingStore(self.shell), Licences(look)
        self._licences.unfolded.connect(lambda: order_tabs(self))
        self._back = Button(look, _("Go back"), "chevron-left", Kind.PRIMARY)
        self._back.clicked.connect(self.shell.go_back)
        parts = (self._now, self._keys, self._what_is_this(), self._checking, self._papers(), self._licences)
        page = Column(look, Words(_("Help"), "title"), *parts, self._version(), None, gap=16, margins=(32, 24, 32, 24))
        self.lay_out(page, Foot(look, [self._back]))

    def _what_is_this(self) -> QWidget:
        """The door to the Easy Read pages."""
        door = Door(self.shell.look, _("What is this?"), _("Short pages in easy words, with pictures. They print."), "book-open-outline")
        door.clicked.connect(lambda: self.shell.go("what_is_this"))
        return door

    def _papers(self) -> QWidget:
        look = self.shell.look
        note = Words(_("Draft safety papers come with Two Pens. Nobody has signed them, and no standard is claimed."))
        card = Card(look, Words(_("For staff: the safety papers"), "question"), note, gap=10, margins=(20, 14, 20, 16))
        folder = safety_papers()
        if folder is not None:
            show = Button(look, _("Open the safety papers"), "folder-open-outline")
            show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
            card.add(FlowRow(look, show))
        return card

    def _version(self) -> Words:
        return Words(_("Two Pens, version {version}").format(version=VERSION), "small")

    # What is shown

    def _show_now(self) -> None:
        """What the service wrote there; where it wrote nothing, what holds everywhere."""
        self._now_lines.clear()
        self._now_lines.add(*(Words(line, "big") for line in help_now_lines(self.shell.services.settings)))

    def _may_check(self) -> bool:
        """Only keepers, and never during a sitting: the outcome names the plans of everybody."""
        store = self.shell.open_store if self.shell.has_store else None
        return store is not None and not store.locked and store.sitting is None and is_keeper(store)

    def _show_keys(self, keys: tuple[tuple[str, str], ...]) -> None:
        look = self.shell.look
        self._keys.clear()
        if keys:
            card = Card(look, Words(_("Keys on the page you came from"), "question"), gap=8, margins=(20, 14, 20, 16))
            card.add(
                *(
                    FlowRow(look, IconView(look, "keyboard-outline", 22, "quiet"), Words(key, "bold"), Words(what), gap=12)
                    for key, what in (*keys, (_("Ctrl++, Ctrl+- and Ctrl+0"), _("Larger words, smaller ones, and as they were")))
                )
            )
            self._keys.add(card)


def help_now_lines(settings: Settings) -> list[str]:
    """Whom to call or find now, and how: what the service wrote; where it wrote nothing, what holds everywhere."""
    written = settings.get(HELP_NOW_TEXT)
    return [line for line in written.splitlines() if line.strip()] or _usual_help()


def _usual_help() -> list[str]:
    return [
        _("Press your call button, or tell any member of staff."),
        _("If somebody is in danger now, ring 999."),
        _("Not in hospital? Ring 111, and choose mental health."),
    ]
