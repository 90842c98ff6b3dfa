"""Checking the store on the page of keepers: how far it is, and what was found, in words."""

from app.checking import Checked, check
from app.errors import Trouble
from app.keepers import take_as_newest
from app.language import _
from app.tasks import Task
from ui.asking import Question
from ui.pages.attempting import attempt
from ui.shell import Shell
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.strips import Saying, Tone, Way
from ui.widgets.waiting import Busy


class CheckPart(Column):
    """Reads the whole store in a task that can be stopped."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.look, gap=12)
        self._shell = shell
        self._task: Task | None = None

    def show_way(self) -> None:
        """Offers the check; what an earlier one found goes."""
        look = self.look
        self.stop()
        self._check = Button(look, _("Check the store now"), "shield-search")
        self._busy = Busy(look, _("Reading every plan…"))
        self._found = Column(look, gap=6)
        self._check.clicked.connect(self._begin)
        self._busy.stop_requested.connect(self.stop)
        self.clear()
        words = Words(_("This reads everything, and says whether it is as it was written."))
        self.add(
            Words(_("Is everything there?"), "question"), Card(look, words, self._found, self._busy, FlowRow(look, self._check), gap=10)
        )

    def stop(self) -> None:
        """Ends a check that is under way."""
        if self._task is not None:
            self._task.stop()

    # Insides

    def _begin(self) -> None:
        store, clock = self._shell.open_store, self._shell.services.clock
        self._check.setEnabled(False)
        self._found.clear()
        self._busy.begin()
        self._task = self._shell.services.slow_tasks.run(
            lambda tell: check(store.store, store.after_sitting.last_known_root, clock, tell),
            on_done=self._done,
            on_trouble=self._trouble,
            on_progress=lambda done, whole: self._busy.show_progress(done, whole or 0),
            on_stopped=self._over,
        )

    def _over(self) -> None:
        self._task = None
        self._busy.end()
        self._check.setEnabled(True)

    def _done(self, found: Checked) -> None:
        self._over()
        icon, colour = ("check-circle", "good") if found.sound else ("alert-octagon-outline", "stop")
        first, *others = found.sentences
        self._found.add(Row(self.look, IconView(self.look, icon, 28, colour), (Words(first, "bold"), 1), gap=12), *map(Words, others))
        if found.report.behind:
            newest = Button(self.look, _("Take these plans as the newest"), "calendar-check-outline")
            newest.clicked.connect(self._take_as_newest)
            self._found.add(FlowRow(self.look, newest))

    def _trouble(self, trouble: Trouble) -> None:
        self._over()
        self._shell.asking.trouble(trouble)

    def _take_as_newest(self) -> None:
        saying = Saying(
            _("Take these plans as the newest?"),
            (_("Do this when no newer file can be found."), _("Two Pens then forgets that there were newer words.")),
            (Way("stay", _("Leave it"), "keyboard-return", primary=True), Way("take", _("Take them"), "calendar-check-outline")),
            Tone.CAREFUL,
        )
        if self._shell.asking.ask(Question(saying, "stay")) == "take" and attempt(
            self._shell, lambda: take_as_newest(self._shell.open_store)
        ):
            self.show_way()
            self._shell.asking.tell(Saying(_("These plans are the newest now."), tone=Tone.GOOD))
