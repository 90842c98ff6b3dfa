"""Showing the page for the room: on the second screen where there is one, else in a window; and what happens when that screen goes."""

from PySide6.QtCore import QObject

from app.language import _
from app.meeting import MeetingNow
from models.questions import Question
from ui.desk.room import DeskRoom
from ui.meeting.projector import Projector
from ui.pages.page import Page
from ui.screens import Screens, SystemScreens
from ui.widgets.strips import Saying, Strip, Way

_KNOWN: list[Screens] = []


def screens_of_this_computer() -> Screens:
    """The screens, known once for the whole program."""
    if not _KNOWN:
        _KNOWN.append(SystemScreens())
    return _KNOWN[0]


class SecondScreen(QObject):
    """The page for the room, there or not."""

    def __init__(self, page: Page, room: DeskRoom, meeting: MeetingNow, screens: Screens | None = None) -> None:
        super().__init__(page)
        self._page, self._shell, self._room, self._meeting = page, page.shell, room, meeting
        self._screens = screens or screens_of_this_computer()
        self._projector: Projector | None = None
        self._on_other_screen = ""
        self._offered: Strip | None = None
        self._in_window: Strip | None = None  # says that the page is in a window, while it is
        self._closed = False
        self._question: Question | None = None
        self._screens.changed.connect(self._screens_changed)
        self._store = page.shell.open_store
        self._store.locked_changed.connect(self._locked_changed)

    # What you can ask it

    @property
    def projector(self) -> Projector | None:
        """The window, while it is shown."""
        return self._projector

    # What you can tell it

    def turn(self) -> None:
        """Shows the page for the room, or puts it away."""
        if self._projector is not None:
            self._put_away()
        else:
            self._show()

    def follow(self, question: Question) -> None:
        """Another question is shown here, and so it is there."""
        self._question = question
        if self._projector is not None:
            self._projector.show_question(question)

    def close_down(self) -> None:
        """The meeting is left: nothing of it is shown any more, and nothing that was offered can be taken up."""
        self._closed = True
        self._shell.asking.take_away(self._offered)
        self._screens.changed.disconnect(self._screens_changed)
        self._store.locked_changed.disconnect(self._locked_changed)
        self._put_away()
        self.deleteLater()

    # Insides

    def _locked_changed(self, locked: bool) -> None:
        """Behind the lock it is blank."""
        if self._projector is not None:
            self._projector.cover(locked)

    def _show(self) -> None:
        if self._closed or self._store.locked or self._question is None or self._projector is not None:
            return
        projector = self._projector = Projector(self._room, self._meeting)
        projector.closed.connect(self._put_away)
        projector.show_question(self._question)
        other = self._screens.beside(self._page)
        self._on_other_screen = other.name if other else ""
        if other is not None:
            projector.setGeometry(other.geometry)
            projector.showFullScreen()
        else:
            projector.show_beside_us()
            lines = (_("There is no second screen. You can move the window."),)
            self._in_window = self._shell.asking.tell(Saying(_("The page for the room is in a window of its own."), lines))
        self._page.activateWindow()  # some systems give the keys to every new window: whoever is writing writes on

    def _put_away(self) -> None:
        projector, self._projector, self._on_other_screen = self._projector, None, ""
        self._shell.asking.take_away(self._in_window)
        self._in_window = None
        if projector is not None:
            projector.close_down()

    def _screens_changed(self) -> None:
        """A cable came loose: the page must not cover the laptop. A screen came: it is offered, and nothing appears by itself."""
        other = self._screens.beside(self._page)
        if self._projector is not None and self._on_other_screen and other is None:
            self._put_away()
            self._offer(_("The second screen is gone."), _("The meeting goes on here. Nothing is lost."), _("Show it in a window"))
        elif self._projector is None and other is not None:
            self._offer(_("A second screen is here."), "", _("Show the page for the room there"))

    def _offer(self, title: str, line: str, words: str) -> None:
        saying = Saying(title, (line,) if line else (), (Way("show", words, "projector"),))
        self._offered = self._shell.asking.tell(saying, lambda _key: self._show())
