"""Prepare by myself: a private page beside a plan, for whoever takes part. It asks three things at most, and all of them can stay empty.

Nobody else can tell whether somebody has such a page: the same is asked of everybody, and leaving it says the same in every case.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.asked_beforehand import can_be_prepared
from app.errors import Trouble
from app.here import Here
from app.language import _
from app.preparing import Preparation, Preparing, preparation_for
from app.private_drafts import OpenDraft
from models.questions import Question as AskedQuestion
from ui.asking import Question
from ui.bridge import say_aloud
from ui.desk.begun import begun_in
from ui.locking import forget_our_clipboard
from ui.meeting.handing import chosen_for_now
from ui.pages.attempting import attempt
from ui.pages.forgetful import ForgetfulPage
from ui.pages.narrow import Narrow
from ui.pages.page import HelpWanted
from ui.pages.prepare_gate import ChooseNumber, HaveNumber, InThePlan, TypeNumber
from ui.pages.prepare_question import QuestionCard
from ui.pages.prepare_sharing import SharedWords, SharePanel
from ui.pages.prepare_words import not_now, who_sees, whose_page
from ui.pages.reading_order import order_tabs
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Item, VScroll
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.people import PersonCard
from ui.widgets.pressing import Kind
from ui.widgets.sight import bring_into_sight
from ui.widgets.strips import Saying, Tone, Way
from ui.widgets.waiting import EmptyState

SETTLED_MS = 50  # until the heights that follow from widths are known


class PreparePage(ForgetfulPage):
    """The page. Words of a private page are in it only while that page is open; leaving it, the lock and the end forget them."""

    _close: Button | None = None  # there once the page is built
    _close_below: Button | None = None
    _panel: SharePanel | None = None  # while it is chosen what to share

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._preparing: Preparing | None = None
        self._here: Here | None = None
        self._draft: OpenDraft | None = None
        self._asked: object = None  # the number that is looked at now; whoever leaves meanwhile does not want it any more
        self._part = 0  # of the questions: never more than three at once
        self._first: QWidget | None = None
        self._step_back: Callable[[], object] = shell.go_back
        self._build()

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Asks who prepares, for the plan on the table."""
        plan = self.shell.open_store.plan
        if plan is None:
            self.shell.go("today")
            return
        self.forget()
        if can_be_prepared(plan.form):
            self._preparing = Preparing(self.shell.open_store, plan)
            attempt(self.shell, self._preparing.begin)
            self._ask_who()
        else:
            self._show(EmptyState(self.shell.look, _("This plan has nothing to prepare."), "check-circle-outline"))

    def finish(self) -> None:
        """Letters that are being composed go in before the lock comes."""
        if self._draft is not None:
            QGuiApplication.inputMethod().commit()

    def leave(self) -> None:
        self.forget()

    def forget(self) -> None:
        """No name and no word stays, neither here nor on the clipboard."""
        if self._draft is not None:
            self._draft.close()
            forget_our_clipboard()
        self._preparing = self._here = self._draft = self._asked = self._first = None
        self._part, self._close_below, self._panel = 0, None, None
        self._middle.show_items()
        self._show_foot()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Space"), _("Choose what has the ring")),
            (_("Enter"), _("Open the page, once your number is typed")),
            (_("Ctrl+L"), _("Lock Two Pens")),
            (_("F1"), _("Help")),
        )

    def first_focus(self) -> QWidget | None:
        return self._first

    def dress(self) -> None:
        """Where both do not fit the foot keeps the way on alone; the other one stands at the end of the page."""
        if self._close is not None:
            self._close.setVisible(self._draft is not None and self._panel is None and not self._folded)
        if self._close_below is not None:
            self._close_below.setVisible(self._folded)
        if self._panel is not None:
            self._keep.setVisible(not self._folded)
            self._panel.keep.setVisible(self._folded)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dress()

    # Building

    @property
    def _folded(self) -> bool:
        look = self.shell.look
        return look.large and self._close.natural_width() + self._share.natural_width() + look.pad(80) > self.width()

    def _build(self) -> None:
        look = self.shell.look
        self._middle = Narrow(look, widest=920)
        self._scroll = VScroll(self._middle)
        self._back = Button(look, _("Go back"), "chevron-left")
        self._close = Button(look, _("Close my page"), "lock-outline")
        self._share = Button(look, _("Choose what to share"), "send-outline", Kind.PRIMARY, short=_("Share"))
        self._back.clicked.connect(lambda: self._step_back())
        self._close.clicked.connect(self._done)
        self._share.clicked.connect(self._choose_what_to_share)
        self._keep = Button(look, _("Keep it private"), "lock-outline")
        self._share_now = Button(look, _("Share it now"), "send-outline", Kind.PRIMARY, short=_("Share"))
        self._keep.clicked.connect(self._show_page)
        self._share_now.clicked.connect(lambda: self._panel.give() if self._panel is not None else None)
        self._foot = Foot(look, [self._back, self._close, self._keep], "", [self._share, self._share_now])
        self.lay_out(self._scroll, self._foot, scrolls=False)

    def _show(self, *items: Item, first: QWidget | None = None, back: Callable[[], object] | None = None) -> None:
        """Shows these, and nothing else. The keys go to `first`; the way back leads to `back`, else to where one came from."""
        self._step_back = back or self.shell.go_back
        self._close_below = self._panel = None
        self._middle.show_items(*items)
        self._show_foot()
        self._scroll.verticalScrollBar().setValue(0)
        self._first = first or self._back
        order_tabs(self)
        if self.isVisible():
            self._first.setFocus()
        QTimer.singleShot(SETTLED_MS, self, self._bring_gate_into_sight)

    def _bring_gate_into_sight(self) -> None:
        """In large text the field, or the ways to it, stand below the edge. On an open page who can see it comes first."""
        if self._draft is None and isinstance(self._first, QLineEdit | Button):
            bring_into_sight(self._first.parentWidget())

    def _show_foot(self, sharing: bool = False) -> None:
        """An open page is closed or shared from; anywhere else one goes back."""
        is_open = self._draft is not None and not sharing
        self._back.setVisible(self._draft is None)
        self._close.setVisible(is_open and not self._folded)
        self._share.setVisible(is_open)
        self._keep.setVisible(sharing)
        self._share_now.setVisible(sharing)
        self.dress()

    # Who prepares, and their number

    def _ask_who(self) -> None:
        people, look = self._people, self.shell.look
        if len(people) == 1:
            self._ask_number(people[0])
            return
        if not people:
            self._show(EmptyState(look, _("Nobody who prepares is here. Add them at Who is here."), "account-multiple"))
            return
        cards = [self._card(here) for here in people]
        title, line = Words(_("Who prepares?"), "title"), Words(_("Each of you has a page of your own. Nobody else can open it."), "quiet")
        self._show(title, line, FlowRow(look, *cards, gap=16, even=True), first=cards[0])

    def _card(self, here: Here) -> PersonCard:
        card = PersonCard(self.shell.look, MarkStyle.of(here.mark, here.initials), here.known_as)
        card.clicked.connect(lambda: self._ask_number(here))
        return card

    def _ask_number(self, here: Here) -> None:
        self._here = here
        asked, look = self._preparation(here), self.shell.look
        panel = HaveNumber(look)
        panel.number_known.connect(lambda: self._type_number(here))
        panel.first_time.connect(lambda: self._choose_number(here))
        panel.number_forgotten.connect(lambda: self._choose_number(here, forgotten=True))
        panel.not_now_requested.connect(self._done)
        shared = self._in_the_plan(here, asked.in_the_plan) if asked.in_the_plan else None
        pieces: list[Item] = [shared] if shared else []
        if asked.first:
            pieces += [whose_page(look, here), who_sees(look, here, self._get_help), panel]
        self._show(*pieces, first=shared.first if shared else panel.first, back=self._ask_who if len(self._people) > 1 else None)

    def _in_the_plan(self, here: Here, question: AskedQuestion) -> InThePlan:
        sitting = self.shell.open_store.sitting
        patient = sitting.patient.known_as if sitting and sitting.patient else ""
        card = InThePlan(self.shell.look, patient, question)
        card.wanted.connect(lambda question: self._write_in_the_plan(here, question))
        return card

    def _write_in_the_plan(self, here: Here, question: str) -> None:
        """Whoever said who they are holds the pen there. Keys that wait at the desk are asked about first, and nobody takes them so."""
        plan, preparing = self.shell.open_store.plan, self._preparing
        if plan is not None and preparing is not None and not begun_in(self.shell, plan.desk).keys:
            attempt(self.shell, lambda: preparing.take_pen(here.person))
        self.shell.go("desk", question)

    def _type_number(self, here: Here) -> None:
        panel = TypeNumber(self.shell.look, here)
        panel.given.connect(lambda number: self._look_at(number, panel, new=False))
        panel.number_forgotten.connect(lambda: self._choose_number(here, forgotten=True))
        self._show_gate(here, panel)

    def _choose_number(self, here: Here, forgotten: bool = False) -> None:
        assert self._preparing is not None
        panel = ChooseNumber(self.shell.look, here, self._preparing.least, forgotten)
        panel.given.connect(lambda number: self._start_page(here, number, panel))
        self._show_gate(here, panel)

    def _show_gate(self, here: Here, panel: TypeNumber | ChooseNumber) -> None:
        """A number is typed below whose page it is and who can see it."""
        look = self.shell.look
        pieces = (whose_page(look, here), who_sees(look, here, self._get_help), panel)
        self._show(*pieces, first=panel.field.box, back=lambda: self._ask_number(here))

    def _start_page(self, here: Here, number: str, panel: ChooseNumber) -> None:
        """Asks once, and everybody the same: an older page would be gone, and only its writer knows whether there is one."""
        answer = self.shell.asking.ask(_before_replacing() if panel.forgotten else _before_the_first())
        if self._here is not here:
            return  # the lock came over the open question
        if answer == "start":
            self._look_at(number, panel, new=True)
        elif not panel.forgotten:
            self._type_number(here)

    def _look_at(self, number: str, panel: TypeNumber | ChooseNumber, new: bool) -> None:
        """Opens the page in a task: the number is hashed slowly."""
        preparing, here = self._preparing, self._here
        if preparing is None or here is None:
            return
        asked = self._asked = object()
        panel.wait(True)

        def not_taken(trouble: Trouble) -> None:
            if asked is self._asked:
                panel.wait(False)
                panel.say(trouble)

        open_page = preparing.start if new else preparing.open
        self.shell.services.tasks.run(
            lambda _tell: open_page(here.person, number), on_done=lambda draft: self._opened(asked, draft), on_trouble=not_taken
        )

    def _opened(self, asked: object, draft: OpenDraft) -> None:
        if asked is not self._asked or self._preparing is None:
            draft.close()  # somebody left, or locked, while the number was looked at
            return
        self._draft = self._preparing.take_up(draft)
        if self._draft is None:
            self._ask_who()
        else:
            self._show_page()

    # The open page

    def _show_page(self) -> None:
        assert self._here is not None
        assert self._draft is not None
        look, here = self.shell.look, self._here
        asked = self._preparation(here)
        cards = [self._question(question) for question in asked.parts[self._part]]
        decline, more, less = not_now(look), *self._ways_between()
        decline.clicked.connect(self._done)
        line = Words(_("You can leave it empty, and stop at any time."), "quiet")
        close = Button(look, _("Close my page"), "lock-outline")
        close.clicked.connect(self._done)
        below = FlowRow(look, less, more, close, decline, gap=12)
        more.setVisible(self._part + 1 < len(asked.parts))  # in its row: alone it would be a window
        less.setVisible(self._part > 0)
        decline.setVisible(self._draft.words.is_empty)  # who has prepared something is not asked that any more
        shared: list[Item] = []
        if self._draft.shared:
            shared = [SharedWords(look, self._preparing.form, self._draft.shared), Words(_("This stays private"), "question")]
        self._show(whose_page(look, here), *shared, who_sees(look, here, self._get_help), line, *cards, below, first=cards[0].first)
        self._close_below = close
        self.dress()

    def _ways_between(self) -> tuple[Button, Button]:
        """The ways to the next few questions, and to those before."""
        more = Button(self.shell.look, _("More choices"), "chevron-right", icon_after=True)
        less = Button(self.shell.look, _("The ones before"), "chevron-left")
        more.clicked.connect(lambda: self._turn(1))
        less.clicked.connect(lambda: self._turn(-1))
        return more, less

    def _turn(self, by: int) -> None:
        self._part += by
        self._show_page()

    def _question(self, question: AskedQuestion) -> QuestionCard:
        assert self._draft is not None
        draft, plan = self._draft, self.shell.open_store.plan
        return QuestionCard(
            self.shell.look,
            question,
            draft.words.jotted(question.id),
            write=lambda box, words: draft.write(question.id, box, words) if draft.is_open else None,
            choose=lambda values, own: draft.choose(question.id, values, own) if draft.is_open else None,
            who_leads=chosen_for_now(plan) if plan is not None else "",
        )

    def _choose_what_to_share(self) -> None:
        assert self._preparing is not None
        assert self._draft is not None
        pieces = self._draft.words.pieces(self._preparing.form)
        if not pieces:
            saying = Saying(_("There is nothing to share yet."), (_("Write a word or choose something first."),), passing=True)
            self.shell.asking.tell(saying)
            return
        panel = SharePanel(self.shell.look, self._preparing.form, pieces)
        panel.given.connect(self._share_these)
        panel.keep.clicked.connect(self._show_page)
        self._show(panel, first=panel.first)
        self._panel = panel
        self._show_foot(sharing=True)

    def _share_these(self, pieces: list) -> None:
        preparing, draft = self._preparing, self._draft
        if preparing is None or draft is None:
            return
        attempt(self.shell, lambda: preparing.share(draft, pieces))
        self._show_page()
        if draft.shared:
            self._stay_at_the_top()

    def _stay_at_the_top(self) -> None:
        """What was shared is read first, by whoever listens too: the keys wait in the foot."""
        shared = self._middle.findChild(SharedWords)
        self._first = self._share if self._close.isHidden() else self._close
        self._first.setFocus()
        say_aloud(shared, shared.said)

    # Away

    def _done(self) -> None:
        """Closing it and not preparing look the same, to whoever looks on as well."""
        self.shell.go_back()
        self.shell.asking.tell(Saying(_("Your page is closed. Only you can open it."), passing=True))

    def _get_help(self) -> None:
        self.shell.go("help", HelpWanted(self.keys(), now=True))

    @property
    def _people(self) -> list[Here]:
        return self._preparing.people if self._preparing is not None else []

    def _preparation(self, here: Here) -> Preparation:
        assert self._preparing is not None
        return preparation_for(self._preparing.form, here)


def _before_the_first() -> Question:
    """What is asked of somebody who says that this is their first time."""
    ways = (Way("start", _("Yes, start my page"), "check", primary=True), Way("back", _("No, I have a number"), "keyboard-return"))
    return Question(Saying(_("Is this your first page here?"), (_("A new page takes the place of an older one."),), ways), "back")


def _before_replacing() -> Question:
    """What is asked of somebody who forgot the number."""
    sentence = _("Your old page for this one is gone then, for good. Other pages stay.")
    ways = (Way("start", _("Start a new page"), "check"), Way("back", _("Go back"), "keyboard-return", primary=True))
    return Question(Saying(_("Start a new page?"), (sentence,), ways, Tone.CAREFUL), "back")
