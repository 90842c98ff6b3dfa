"""Checking the store: everything is read, and the outcome is said in sentences. For keepers."""

from PySide6.QtCore import Signal

from app.checking import Checked, check
from app.errors import Trouble
from app.language import _
from app.tasks import Task
from ui.shell import Shell
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.waiting import Busy


class CheckingStore(Card):
    """A button that checks, and what came of it. `checked` carries the outcome."""

    checked = Signal(object)

    def __init__(self, shell: Shell) -> None:
        look = shell.look
        super().__init__(look, gap=10, margins=(20, 14, 20, 16))
        self._shell = shell
        self._task: Task | None = None
        self._check = Button(look, _("Check all plans"), "shield-check-outline")
        self._busy = Busy(look, _("Reading all plans"))
        self._outcome = Column(look, gap=6)
        why = Words(_("Every row of every plan is read, and held against what was written."))
        self.add(Words(_("Is everything as it was written?"), "question"), why, FlowRow(look, self._check), self._busy, self._outcome)
        self._check.clicked.connect(self._begin)
        self._busy.stop_requested.connect(self.stop)

    def stop(self) -> None:
        """Stops reading, where it is under way."""
        if self._task is not None:
            self._task.stop()

    def forget(self) -> None:
        """What came of an earlier check is not shown any more."""
        self.stop()
        self._outcome.clear()

    def _begin(self) -> None:
        store = self._shell.open_store
        if self._task is not None or not store.keeping.flush():
            return
        self._outcome.clear()
        self._busy.begin()
        self._task = self._shell.services.slow_tasks.run(
            lambda tell: check(store.store, store.after_sitting.last_known_root, store.clock, tell),
            on_done=self._done,
            on_trouble=self._went_wrong,
            on_progress=lambda done, whole: self._busy.show_progress(done, whole or 0),
            on_stopped=self._over,
        )

    def _done(self, checked: Checked) -> None:
        self._over()
        look, (first, *others) = self._shell.look, checked.sentences
        icon, colour = ("check-circle", "good") if checked.sound else ("alert-octagon-outline", "stop")
        self._outcome.add(Row(look, IconView(look, icon, 28, colour), (Words(first, "bold"), 1), gap=12), *(Words(line) for line in others))
        self.checked.emit(checked)

    def _went_wrong(self, trouble: Trouble) -> None:
        self._over()
        self._shell.asking.trouble(trouble)

    def _over(self) -> None:
        self._task = None
        self._busy.end()
