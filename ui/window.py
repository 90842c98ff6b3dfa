"""The window: the banner above, the page in the middle, and the lock over everything."""

import contextlib
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QKeyCombination, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.dates import write_day
from app.errors import Trouble
from app.language import _
from app.settings import TEXT_SIZE, WARD_NAME, WINDOW_GEOMETRY
from ui.asking import Asking, Question
from ui.chosen_look import LookFollows
from ui.first_size import first_size
from ui.guarded import Guarded
from ui.locking import LOCK_KEY, LockKey, forget_our_clipboard, put_away_what_floats, take_out_of_sight
from ui.pages.page import HelpWanted, Page
from ui.shell import Shell
from ui.speaking import EscapeStops
from ui.widgets.banner import Banner, Identity, Saved
from ui.widgets.strips import Saying, Tone, Way

if TYPE_CHECKING:
    from app.keeping import Saved as Kept
    from app.open_store import OpenStore
    from app.sitting import SittingNow

# Where each page lives. A page's module is loaded when somebody first goes there, so that the start stays quick.
PAGES = {
    "first_start": "ui.pages.first_start:FirstStartPage",
    "unlock": "ui.pages.unlock:UnlockPage",
    "recover": "ui.pages.recover:RecoverPage",
    "restore": "ui.pages.restore:RestorePage",
    "today": "ui.pages.today:TodayPage",
    "start_plan": "ui.pages.start_plan:StartPlanPage",
    "who_is_here": "ui.pages.who_is_here:WhoIsHerePage",
    "desk": "ui.pages.desk:DeskPage",
    "begin_meeting": "ui.pages.begin_meeting:BeginMeetingPage",
    "meeting": "ui.pages.meeting:MeetingPage",
    "agenda": "ui.pages.agenda:AgendaPage",
    "last_time": "ui.pages.last_time:LastTimePage",
    "rounds": "ui.pages.rounds:RoundsPage",
    "close_meeting": "ui.pages.close_meeting:CloseMeetingPage",
    "prepare": "ui.pages.prepare:PreparePage",
    "next_plan": "ui.pages.next_plan:NextPlanPage",
    "send": "ui.pages.send:SendPage",
    "family": "ui.pages.family:FamilyPage",
    "history": "ui.pages.history:HistoryPage",
    "who_looked": "ui.pages.who_looked:WhoLookedPage",
    "people": "ui.pages.people:PeoplePage",
    "forms": "ui.pages.forms:FormsPage",
    "reflect": "ui.pages.reflect:ReflectPage",
    "ward_words": "ui.pages.ward_words:WardWordsPage",
    "settings": "ui.pages.settings:SettingsPage",
    "keepers": "ui.pages.keepers:KeepersPage",
    "help": "ui.pages.help:HelpPage",
    "what_is_this": "ui.pages.what_is_this:WhatIsThisPage",
}
OPEN_TO_ALL = ("help", "what_is_this")  # from these one goes back to the lock
LEAST_SIZE = (640, 480)
LOOK_WHAT_WAITS_MS = 300


class Window(Guarded, QMainWindow):
    """The one window of the program."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        shell.asking = Asking(shell.look, self)
        self._pages: dict[str, Page] = {}
        self._banner: Banner | None = None
        self._here = ""
        self._came_from: list[tuple[str, object]] = []
        self._about: object = None
        self._what_waits = ""  # half given, or typed with no pen in hand, and where
        self._waits = QTimer(self, interval=LOOK_WHAT_WAITS_MS)
        self._waits.timeout.connect(self._look_what_waits)
        self._waits.start()
        self._build()
        self._connect()
        self.look_follows = LookFollows(shell.services.settings, shell.look, self)

    # ---- what you can ask it

    @property
    def shell(self) -> Shell:
        """The room that all pages share."""
        return self._shell

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self._here)

    @property
    def page_name(self) -> str:
        """The name of the page that is shown."""
        return self._here

    @property
    def banner(self) -> Banner | None:
        """The banner above the page."""
        return self._banner

    # ---- what you can tell it

    def go(self, name: str, about: object = None) -> None:
        """Shows a page. A page with something half done may keep us; while locked only the pages of the start can be shown."""
        name, about = self._allowed(name, about)
        before = self.page
        if before is not None and not before.may_leave():
            return
        if before is not None:
            before.leave()
        self._shell.services.speaker.stop()  # what is read aloud belongs to the page that is left
        self._show(name, about)

    def go_back(self) -> None:
        """Goes to where we came from; Today when there is nothing."""
        name, about = self._came_from.pop() if self._came_from else ("today", None)
        self.go(name, about)

    def lock(self) -> None:
        """Covers everything at once, over open boxes too. What was typed stays."""
        if not self._shell.has_store or self._shell.open_store.locked:
            return
        self._shell.services.speaker.stop()
        self._shell.asking.put_aside()
        put_away_what_floats()
        before = self.page
        try:
            if before is not None:
                before.finish()
        finally:
            self._cover(before)

    # ---- Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._shell.has_store and not self._close_store():
            event.ignore()
            return
        self._shell.services.speaker.stop()
        with contextlib.suppress(Trouble):  # a folder that takes nothing any more is no reason to stay open
            self._shell.services.settings.set(WINDOW_GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
        event.accept()

    # ---- insides

    def _build(self) -> None:
        self.setWindowTitle("Two Pens")  # never a name: titles are seen on task bars and in screen sharing
        self.setMinimumSize(*LEAST_SIZE)
        self._stack = QStackedWidget()
        self._top = QVBoxLayout()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(whole)
        if not self.restoreGeometry(QByteArray.fromBase64(self._shell.services.settings.get(WINDOW_GEOMETRY).encode())):
            self.resize(first_size())

    def _connect(self) -> None:
        self._shell.go_requested.connect(self.go)
        self._shell.back_requested.connect(self.go_back)
        self._shell.lock_requested.connect(self.lock)
        self._shell.end_requested.connect(self._end_for_today)
        self._shell.help_now_requested.connect(self._show_help_now)
        self._shell.store_opened.connect(self._follow_store)
        self._shell.identity_changed.connect(self._renew_banner)
        LockKey(self.lock, self)
        EscapeStops(self._shell.services.speaker, self)
        for keys, action in self._shortcuts():
            QShortcut(QKeySequence(keys), self, activated=action, context=Qt.ShortcutContext.ApplicationShortcut)

    def _shortcuts(self) -> list[tuple[str | QKeyCombination, Callable[[], None]]]:
        return [
            (LOCK_KEY, self.lock),
            ("F1", self._show_help),
            ("Ctrl++", lambda: self._resize_text(self._text_size() + 25)),
            ("Ctrl+-", lambda: self._resize_text(self._text_size() - 25)),
            ("Ctrl+0", lambda: self._resize_text(TEXT_SIZE.default)),
        ]

    def _show(self, name: str, about: object) -> None:
        page = self._page_called(name)
        if self.page is not None:
            self.page.strips.let_pass()
        if self._here and self._here not in ("help", name) and (self._here != "unlock" or name in OPEN_TO_ALL):
            self._came_from = [*self._came_from[-9:], (self._here, self._about)]
        self._here, self._about = name, about
        self._renew_banner()
        self._shell.asking.show_in(page.strips)
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._keep_the_lock()
        page.enter(about)
        first = page.first_focus()
        (first or page).setFocus(Qt.FocusReason.OtherFocusReason)  # never by chance to the first button of the banner

    def _page_called(self, name: str) -> Page:
        if name not in self._pages:
            self._pages[name] = self._kind_called(name)(self._shell)
        return self._pages[name]

    def _kind_called(self, name: str) -> type[Page]:
        module, _colon, kind = PAGES[name].partition(":")
        return getattr(import_module(module), kind)

    def _allowed(self, name: str, about: object) -> tuple[str, object]:
        """The page that may be shown. While locked that is the lock, which then leads to where somebody wanted to go.

        So it is while a sitting waits that was left open: the lock's page asks what becomes of it.
        """
        hidden = self._kind_called(name).behind_lock and (self._locked or self._shell.open_store.left_open_waits())
        return ("unlock", (name, about)) if hidden else (name, about)

    @property
    def _locked(self) -> bool:
        return not self._shell.has_store or self._shell.open_store.locked

    def _cover(self, before: Page | None) -> None:
        """Locks the store and shows its door, whatever the page does that is left."""
        self._shell.open_store.lock()
        forget_our_clipboard()
        try:
            if before is not None:
                before.leave()
        finally:
            self._show("unlock", (self._here, self._about))

    def _keep_the_lock(self) -> None:
        """While locked no page that the lock hides is in the window, and nothing that pages say is shown. Else what waited is told."""
        if not self._locked:
            self._shell.asking.go_on()
            return
        if self._shell.has_store:
            self._shell.asking.hold_back()
        for page in self._pages.values():
            if page.behind_lock and self._stack.indexOf(page) >= 0:
                self._stack.removeWidget(page)
                take_out_of_sight(page)

    def _renew_banner(self) -> None:
        identity = self._identity()
        if self._banner is not None and self._banner.identity == identity and identity is not None:
            return
        if self._banner is not None:
            self._top.removeWidget(self._banner)
            self._banner.hide()  # else a show that Qt has put off would make it a window of its own
            take_out_of_sight(self._banner)
            self._banner.deleteLater()
        self._banner = self._make_banner(identity)
        self._banner.today_requested.connect(lambda: self.go("today"))
        self._banner.help_now_requested.connect(self._show_help_now)
        self._banner.help_requested.connect(lambda: self._show_help())
        self._banner.lock_requested.connect(self.lock)
        self._banner.saved.pressed.connect(self._go_to_what_waits)
        self._banner.show_lock(not self._locked)
        self._top.addWidget(self._banner)
        self._show_saved()

    def _make_banner(self, identity: Identity | None) -> Banner:
        """Whom the plan is about; in a sitting about nobody what it is, and that it is about no patient."""
        sitting = self._sitting_shown()
        if sitting is not None and sitting.patient is None:
            plan = self._shell.open_store.plan
            title = plan.plan.title if plan is not None else "Two Pens"
            return Banner(self._shell.look, None, title, _("About no patient"), at_work=True)
        return Banner(self._shell.look, identity, "Two Pens", self._shell.services.settings.get(WARD_NAME))

    def _sitting_shown(self) -> "SittingNow | None":
        """The sitting whose banner stands above this page; None before the first page, behind the lock, and on pages without one."""
        page = self.page
        if page is None or not page.shows_patient or not self._shell.has_store or self._shell.open_store.locked:
            return None
        return self._shell.open_store.sitting

    def _identity(self) -> Identity | None:
        sitting = self._sitting_shown()
        if sitting is None or sitting.patient is None:
            return None
        from app.people import known_person
        from models.nhs_number import NhsNumber

        known = known_person(self._shell.open_store.store, sitting.patient.person)
        born = write_day(known.patient.date_of_birth) if known.patient and known.patient.date_of_birth else ""
        number = NhsNumber.read(known.patient.nhs_number).spaced if known.patient and known.patient.nhs_number else ""
        return Identity(known.person.name, known.person.known_as, born, number)

    def _follow_store(self, store: "OpenStore | None") -> None:
        if store is not None:
            store.keeping.changed.connect(self._saved_changed)
            store.sitting_changed.connect(self._sitting_changed)

    def _sitting_changed(self, _sitting: object) -> None:
        """Nothing that was said in one sitting stands in the next."""
        self._shell.asking.forget()
        for page in self._pages.values():
            page.strips.clear()
        self._renew_banner()

    def _saved_changed(self, kept: "Kept") -> None:
        self._show_saved()
        if kept.trouble:
            again = Way("again", _("Try again"), "refresh", primary=True)
            self._shell.asking.trouble(kept.trouble, again, on_answer=lambda _key: self._shell.open_store.keeping.try_again())

    def _show_saved(self) -> None:
        if self._banner is None or not self._shell.has_store:
            return
        kept = self._shell.open_store.keeping.saved
        state = {"saved": Saved.YES, "saving": Saved.SAVING, "not saved": Saved.NO}[kept.state.value]
        words = _("Not saved: {why}").format(why=kept.trouble.title) if kept.trouble else ""
        waits = self._what_waits if state is Saved.YES and not self._locked else ""
        if waits:
            state, words = Saved.SAVING, _("Not saved yet")
        self._banner.saved.show_state(state, words, waits)

    def _look_what_waits(self) -> None:
        """A reason without its press stands on the screen alone: while one does, nobody is told that all is saved."""
        holding = self._holding
        waits = self._pages[holding].what_waits() if holding else ""
        if waits != self._what_waits:
            self._what_waits = waits
            self._show_saved()

    def _go_to_what_waits(self) -> None:
        """Goes to the page and the place at which something is begun and not given."""
        holding = self._holding
        if holding and holding != self._here:
            self.go(holding)
        if holding == self._here and holding:
            self._pages[holding].show_what_waits()

    def _show_help(self, now: bool = False) -> None:
        """Help with the keys of this page; pressed on Help itself, it stays with those of the page before."""
        before = self._about if isinstance(self._about, HelpWanted) else None
        keys = before.keys if before else self.page.keys() if self.page is not None else ()
        if now or before is None:
            self.go("help", HelpWanted(keys, now))

    def _show_help_now(self) -> None:
        """Help, with how to get a person now first."""
        self._show_help(now=True)

    def _text_size(self) -> int:
        return self._shell.services.settings.get(TEXT_SIZE)

    def _resize_text(self, size: int) -> None:
        try:
            self._shell.services.settings.set(TEXT_SIZE, min(300, max(100, size)))
        except Trouble as trouble:
            self._shell.trouble(trouble)

    def _close_store(self) -> bool:
        page = self.page
        if (held := self.focusWidget()) is not None:
            held.clearFocus()  # what is half typed in a field is kept while the store is still open
        if page is not None and not page.may_leave():
            return False
        if not (self._nothing_waits(self.close) and self._settle_sitting()):
            return False
        if page is not None:
            page.leave()
        if self._shell.open_store.close():
            self._shell.take_store(None)
            return True
        return self._leave_words_behind()

    @property
    def _holding(self) -> str:
        """The page that holds something which somebody began and did not give; "" when none does."""
        return next((name for name, page in self._pages.items() if not page.may_close()), "")

    def _nothing_waits(self, go_on: Callable[[], object]) -> bool:
        """Whether no page holds something that somebody began and that the end would lose; else that page is shown, and asks.

        `go_on` tries once more, when it was settled there.
        """
        if self._locked or QApplication.instance().isSavingSession():
            return True
        if self.page is not None:
            self.page.finish()
        holding = self._holding
        if holding and holding != self._here:
            self.go(holding)
        if holding:
            self._pages[holding].say_what_waits(go_on)
        return not holding

    def _end_for_today(self) -> None:
        """Asks once: it locks the computer for everybody who is here."""
        if not self._nothing_waits(self._end_for_today):
            return
        chosen = self._shell.asking.ask(_question_before_the_end(with_questions=self._here != "reflect"))
        if chosen == "questions":
            self.go("reflect")
        if chosen != "end":
            return
        try:
            self._shell.open_store.end_sitting()
        except Trouble as trouble:
            self._shell.trouble(trouble)
            return
        self._shell.go("unlock", "ended")

    def _settle_sitting(self) -> bool:
        """Asks what becomes of a sitting that is under way: it is ended, or waits. False when somebody wants to stay.

        Behind the lock nobody can end it, and while the computer shuts down nobody can answer: then it waits.
        """
        store = self._shell.open_store
        if store.sitting is None or store.locked or QApplication.instance().isSavingSession():
            return True
        chosen = self._shell.asking.ask(_question_at_the_end())
        if chosen == "end":
            try:
                store.end_sitting()
            except Trouble as trouble:
                self._shell.trouble(trouble)
                return False
        return chosen != "stay"

    def _leave_words_behind(self) -> bool:
        """Asks, with words that could not be saved, whether to close all the same. Staying is the way that loses nothing."""
        kept = self._shell.open_store.keeping.saved
        stay, end = Way("stay", _("Stay here"), "keyboard-return", primary=True), Way("end", _("Close without them"), "close")
        why = (kept.trouble.sentence,) if kept.trouble else ()
        saying = Saying(_("The last words are not saved."), (*why, _("They are lost if you close now.")), (stay, end), Tone.CAREFUL)
        if self._shell.asking.ask(Question(saying, "stay"), locked_too=True) != "end":
            return False
        self._shell.open_store.close(leave_words=True)
        self._shell.take_store(None)
        return True


def _question_before_the_end(with_questions: bool) -> Question:
    """The end works without the questions; they are offered once, before it."""
    questions = (Way("questions", _("Four short questions first"), "forum-outline"),) if with_questions else ()
    ways = (Way("end", _("End for today"), "door", primary=True), *questions, Way("stay", _("Stay here"), "keyboard-return"))
    lines = (_("Everything is saved. Two Pens locks."), _("You can go on another day."))
    return Question(Saying(_("Do you want to end for today?"), lines, ways), "stay")


def _question_at_the_end() -> Question:
    ways = (
        Way("end", _("End for today"), "door", primary=True),
        Way("later", _("Close, and go on later"), "clock-outline"),
        Way("stay", _("Stay here"), "keyboard-return"),
    )
    return Question(Saying(_("Do you want to end for today?"), (_("Going on later keeps who is here."),), ways), "stay")
