"""What a person needs so that they can join in: said in short, and changed by ticking and in own words. Kept as soon as it is said."""

from PySide6.QtCore import Signal

from app.clock import today_by
from app.forms import needs as known_needs
from app.language import _
from app.people import join_words, known_person, need_in_words, set_needs
from models.people import Need
from ui.pages.attempting import attempt
from ui.shell import Shell
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dressing import Words
from ui.widgets.fields import Field
from ui.widgets.flow import FlowRow

OWN = "own"


class NeedsPart(Column):
    """The needs of one person at a time. `changed` says that they were kept anew."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        look = shell.look
        super().__init__(look, gap=10)
        self._shell, self._person = shell, ""
        self._said = Words()
        self._open = Button(look, _("Change"), "pencil-outline")
        self._ticks = ChoiceRow(look, _("What I need"), [Option(need.code, need.words) for need in known_needs().values()], several=True)
        self._own = Field(look, _("In my own words"), help=_("What helps you, not what you are ill with."))
        done = Button(look, _("Done"), "check")
        self._change = Column(look, self._ticks, self._own, FlowRow(look, done), gap=10)
        self.add(FlowRow(look, Words(_("What I need:"), "bold"), self._said, self._open, gap=12), self._change)
        self._open.clicked.connect(lambda: self._unfold(True))
        done.clicked.connect(lambda: self._unfold(False))
        self._ticks.changed.connect(self._keep)
        self._own.box.editingFinished.connect(self._keep)

    def show_person(self, person: str) -> None:
        """Shows what somebody needs, folded."""
        self._person = person
        needs = known_person(self._shell.open_store.store, person).needs
        self._ticks.choose(*(need.code for need in needs if need.code != OWN))
        self._own.box.setText(next((need.words for need in needs if need.code == OWN), ""))
        self._show(needs)
        self._change.hide()
        self._open.show()

    def forget(self) -> None:
        """Nobody is shown any more."""
        self._person = ""
        self._own.box.clear()
        self._said.clear()
        self._change.hide()

    def _show(self, needs: tuple[Need, ...]) -> None:
        said = join_words([need_in_words(need) for need in needs])
        self._said.setText(said[:1].upper() + said[1:] if said else _("Nothing has been said yet."))
        self._said.set_role("" if said else "quiet")

    def _unfold(self, unfolded: bool) -> None:
        self._change.setVisible(unfolded)
        self._open.setVisible(not unfolded)
        (next(iter(self._ticks.buttons.values())) if unfolded else self._open).setFocus()

    def _keep(self) -> None:
        attempt(self._shell, self._keep_now)

    def _keep_now(self) -> None:
        """Keeps what is ticked and written; a field that was left as it was changes nothing."""
        if not self._person:
            return
        store = self._shell.open_store.store
        before = {(need.code, need.words) for need in known_person(store, self._person).needs}
        own = self._own.box.text().strip()
        after = {(code, "") for code in self._ticks.keys} | ({(OWN, own)} if own else set())
        if after != before:
            today = today_by(self._shell.services.clock)
            self._show(set_needs(store, self._person, self._ticks.keys, own, today))
            self.changed.emit()
