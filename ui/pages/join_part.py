"""Two entries for one person: one of them points to the other from now on, and both stay."""

from PySide6.QtCore import Signal

from app.dates import write_day
from app.language import _
from app.people import KnownPerson, everybody, join_entries
from ui.asking import Question
from ui.pages.attempting import attempt
from ui.shell import Shell
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.choices import Option
from ui.widgets.dressing import Words
from ui.widgets.fields import Field, Picker
from ui.widgets.flow import FlowRow
from ui.widgets.strips import Saying, Tone, Way


class JoinPart(Column):
    """Shown only while no sitting is under way: it lists everybody. `changed` says that two entries were joined."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.look, gap=12)
        self._shell = shell

    def show_people(self) -> None:
        """Offers everybody there is to choose two of."""
        look, people = self.look, everybody(self._shell.open_store.store)
        self.clear()
        self.add(Words(_("Two entries for one person"), "question"))
        if len(people) < 2:
            self.add(Words(_("There are no two entries yet.")))
            return
        options = [Option("", _("Choose…")), *(Option(known.person.id, _named(known)) for known in people)]
        self._double = Field(look, _("Which entry is one too many?"), Picker(look, options))
        self._other = Field(look, _("Which entry stays for this person?"), Picker(look, options))
        join = Button(look, _("Join them"), "account-switch-outline")
        join.clicked.connect(self._join)
        fields = FlowRow(look, self._double, self._other, gap=16, even=True)
        self.add(Card(look, fields, Words(_("Both entries stay. One points to the other."), "small"), FlowRow(look, join), gap=10))

    def _join(self) -> None:
        double, other = self._double.box.key, self._other.box.key
        self._double.set_trouble("" if double else _("Choose an entry."))
        self._other.set_trouble("" if other else _("Choose an entry."))
        if not double or not other or not self._is_sure():
            return
        store, who = self._shell.open_store, self._shell.open_store.unlocked_by
        if attempt(self._shell, lambda: join_entries(store.store, double, other, by=who.id if who else "")):
            self._shell.asking.tell(Saying(_("The two entries are joined."), tone=Tone.GOOD))
            self.changed.emit()

    def _is_sure(self) -> bool:
        names = self._double.box.currentText(), self._other.box.currentText()
        saying = Saying(
            _("Is this one person?"),
            (_("{first} will point to {second}.").format(first=names[0], second=names[1]), _("This can't be taken back.")),
            (Way("stay", _("Leave it"), "keyboard-return", primary=True), Way("join", _("Join them"), "account-switch-outline")),
            Tone.CAREFUL,
        )
        return self._shell.asking.ask(Question(saying, "stay")) == "join"


def _named(known: KnownPerson) -> str:
    """A name, with the day of birth where two could have the same."""
    born = known.patient.date_of_birth if known.patient else None
    return _("{name}, born {day}").format(name=known.person.name, day=write_day(born)) if born else known.person.name
