"""Sending a copy: how it looks, what leaves in words, who gets it, and the file."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import Trouble
from app.family_of_plan import Opened
from app.language import _
from app.open_plan import OpenPlan
from app.sending import (
    CopyLeft,
    Leaves,
    copies_left,
    kind_name,
    leaves_in_words,
    not_opened_to,
    note_given,
    receivers,
    what_leaves,
)
from app.tasks import Task
from app.word.blocks import CopyKind
from app.word.export import default_file_name, export_plan
from ui.pages.attempting import attempt
from ui.pages.family_part import FamilyPart
from ui.pages.forgetful import ForgetfulPage
from ui.pages.kind_card import KindCard
from ui.pages.reading_order import order_tabs
from ui.pages.saving_paper import documents_folder, open_folder, with_word_ending
from ui.pages.who_gets_it import WhoGetsIt
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column, Row, TwoSides
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying, Tone, Way
from ui.widgets.waiting import Busy, EmptyState

AGAIN, FOLDER, CLOSE = "again", "folder", "close"


class SendPage(ForgetfulPage):
    """A copy of the plan on the table. What was chosen stays chosen until another plan is on the table."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._plan: OpenPlan | None = None
        self._kind = CopyKind.CLEAN
        self._who: WhoGetsIt | None = None
        self._saving: Task | None = None
        self._build()

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows what would leave of the plan on the table, as it stands now. `about` names the page one comes from, if not the desk."""
        plan = self.shell.open_store.plan
        if plan is None:
            self.shell.go("today")
            return
        self._back_to = "close_meeting" if about == "close_meeting" else "desk"
        self._back.set_words(_("Back to the end") if self._back_to != "desk" else _("Back to writing"), short=_("Back"))
        self.strips.clear()  # what was said of an earlier copy
        if plan is not self._plan:
            self.forget()
            self._plan = plan
        attempt(self.shell, lambda: self._show(plan))

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Space"), _("Choose what has the ring")),
            (_("Enter"), _("Press the button where the ring is")),
            (_("F1"), _("Help")),
            (_("Ctrl+L"), _("Lock Two Pens")),
        )

    def first_focus(self) -> QWidget | None:
        return self.cards[self._kind] if self._save.isVisibleTo(self) else self._back

    def forget(self) -> None:
        """Nothing of any plan stays on the page."""
        self._plan = self._who = None
        self._choose(CopyKind.CLEAN)
        self._family.forget()
        for part in (self._leaves, self._receivers, self._copies):
            part.clear()

    # Building

    def _build(self) -> None:
        look = self.shell.look
        self.cards = {
            CopyKind.CLEAN: KindCard(
                look, kind_name(CopyKind.CLEAN), _("What we agree. Both texts where we differ."), "file-document-outline"
            ),
            CopyKind.WHO_WROTE_WHAT: KindCard(
                look, kind_name(CopyKind.WHO_WROTE_WHAT), _("Each person's mark on their words."), "account-edit-outline"
            ),
        }
        for kind, card in self.cards.items():
            card.clicked.connect(lambda _checked=False, kind=kind: self._choose(kind))
        self._leaves, self._receivers, self._copies = Column(look, gap=8), Column(look), Column(look, gap=6)
        self._busy = Busy(look, _("Making the Word file"))
        self._busy.stop_requested.connect(self._stop)
        self._family = FamilyPart(self.shell, [Opened.COPIES])
        self._family.said.connect(self._family_said)
        leaves = Card(look, Words(_("What leaves"), "question"), self._leaves, self._family, None, gap=8, margins=(20, 14, 20, 16))
        self._whole = Column(
            look, TwoSides(look, *self.cards.values()), self._busy, TwoSides(look, leaves, self._receivers), self._copies, gap=16
        )
        self._empty = EmptyState(look, _("There is nothing to send yet. Go to the desk to write."), "file-document-outline")
        title = Column(look, Words(_("Send a copy"), "title"), Words(_("It is a Word file. Pick how it looks."), "quiet"), gap=2)
        page = Column(look, title, self._whole, self._empty, None, gap=16, margins=(32, 16, 32, 16))
        self._back, self._back_to = Button(look, _("Back to writing"), "chevron-left", short=_("Back")), "desk"
        self._back.clicked.connect(lambda: self.shell.go(self._back_to))
        self._save = Button(look, _("Save the copy"), "content-save", Kind.PRIMARY, short=_("Save"))
        self._save.clicked.connect(self._ask_where)
        self._choose(self._kind)
        self.lay_out(page, Foot(look, [self._back], "", [self._save]))

    # What is shown

    def _show(self, plan: OpenPlan) -> None:
        leaves = what_leaves(self.shell.open_store, plan)
        something = leaves.answered > 0
        self._whole.setVisible(something)
        self._save.setVisible(something)
        self._empty.setVisible(not something)
        self._show_leaves(leaves)
        self._family.show_plan(plan)
        self._show_copies(plan)
        if self._who is None:
            self._who = WhoGetsIt(self.shell.look, receivers(self.shell.open_store))
            self._who.changed.connect(self._say_of_receivers)
            self._receivers.add(self._who)
        self._say_of_receivers()
        order_tabs(self)

    def _say_of_receivers(self) -> None:
        """A copy may go to somebody of family to whom the plan is not opened: that is said, and stops nobody."""
        if self._who is not None and self._plan is not None:
            self._who.say(not_opened_to(self.shell.open_store, self._plan, self._who.chosen))

    def _show_leaves(self, leaves: Leaves) -> None:
        look = self.shell.look
        self._leaves.clear()
        goes, stays, *unsettled = leaves_in_words(leaves)
        lock = Row(look, IconView(look, "lock-outline", 24, "good"), (Words(stays), 1), gap=10)
        self._leaves.add(
            Words(goes), lock, *(Words(line) for line in unsettled), Words(_("After it is saved, we cannot call the copy back."), "quiet")
        )

    def _show_copies(self, plan: OpenPlan) -> None:
        self._copies.clear()
        left = copies_left(self.shell.open_store, plan.plan)
        if left:
            self._copies.add(Words(_("Copies that left"), "bold"), *(self._copy_line(copy, plan) for copy in left))

    def _copy_line(self, copy: CopyLeft, plan: OpenPlan) -> QWidget:
        """When it left and for whom; and when it was handed over, or the button that says so."""
        look = self.shell.look
        if copy.given:
            return FlowRow(look, Words(copy.words, "small"), Words(copy.given, "small"), gap=12)
        given = Button(look, _("It was given"), "check", Kind.GHOST)
        given.setAccessibleName(_("It was given: {copy}").format(copy=copy.words))
        given.clicked.connect(lambda: attempt(self.shell, lambda: self._was_given(copy, plan)))
        return FlowRow(look, Words(copy.words, "small"), given, gap=12)

    def _was_given(self, copy: CopyLeft, plan: OpenPlan) -> None:
        note_given(self.shell.open_store, copy)
        self._show_copies(plan)
        order_tabs(self)

    # What is pressed

    def _family_said(self) -> None:
        """More leaves now, or less."""
        plan = self._plan
        if plan is not None:
            attempt(self.shell, lambda: self._show_leaves(what_leaves(self.shell.open_store, plan)))
            order_tabs(self)

    def _choose(self, kind: CopyKind) -> None:
        self._kind = kind
        for one, card in self.cards.items():
            card.setChecked(one is kind)

    def _ask_where(self) -> None:
        plan = self._plan
        if plan is None or self._saving is not None:
            return
        suggested = documents_folder() / default_file_name(self.shell.open_store, plan.plan, self._kind)
        chosen = self.shell.asking.ask_where_to_save(_("Save the copy"), suggested, _("Word file (*.docx)"))
        path = with_word_ending(self.shell, chosen) if chosen else None
        if path is not None:
            self._begin_saving(plan, path)

    def _begin_saving(self, plan: OpenPlan, path: Path) -> None:
        store, kind, for_whom = self.shell.open_store, self._kind, self._who.in_words if self._who else ""
        self._save.setEnabled(False)
        self._busy.begin()
        self._saving = self.shell.services.tasks.run(
            lambda tell: export_plan(store, plan.plan, kind, path, tell, for_whom),
            on_done=self._saved,
            on_trouble=self._not_saved,
            on_progress=lambda done, whole: self._busy.show_progress(done, whole or 0),
            on_stopped=self._over,
        )

    def _stop(self) -> None:
        if self._saving is not None:
            self._saving.stop()

    def _over(self) -> None:
        self._saving = None
        self._busy.end()
        self._save.setEnabled(True)

    def _saved(self, path: Path) -> None:
        self._over()
        if self._plan is None:
            return  # the sitting ended meanwhile, and the next one is about somebody else; the copy is listed with its plan
        self._show_copies(self._plan)
        ways = (Way(FOLDER, _("Open the folder"), "folder-open-outline"), Way(CLOSE, _("Put this away"), "close"))
        saying = Saying(_("The copy is saved."), (_("It is called {file}.").format(file=path.name),), ways, Tone.GOOD)
        self.shell.asking.tell(saying, lambda key: open_folder(path) if key == FOLDER else None)

    def _not_saved(self, trouble: Trouble) -> None:
        self._over()
        if self._plan is None:
            return
        ways = (Way(AGAIN, _("Choose another place"), "folder-outline", primary=True), Way(CLOSE, _("Not now"), "close"))
        self.shell.asking.trouble(trouble, *ways, on_answer=lambda key: self._ask_where() if key == AGAIN else None)
