"""Whether the words of family and friends leave with a copy. The patient says so, with the patient's own pen; until then they stay."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.dates import write_day
from app.language import _
from app.sending import FamilyWords
from ui.look import Look
from ui.widgets.boxes import Column
from ui.widgets.choices import Option, TickBox
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow


class FamilyPart(Column):
    """One line for each. `wished` carries a person's id, and whether their words shall leave; what is shown stays as it holds."""

    wished = Signal(str, bool)

    def __init__(self, look: Look) -> None:
        super().__init__(look, gap=6)
        self._ticks: dict[str, TickBox] = {}

    def show_people(self, patient: str, family: Sequence[FamilyWords]) -> None:
        """Shows what holds now; nothing where there is no family."""
        self.clear()
        self.setVisible(bool(family))
        self._ticks = {one.person: self._tick(one) for one in family}
        for one in family:
            self.add(FlowRow(self.look, self._ticks[one.person]), Words(_in_words(patient, one), "small"))

    def give_keys_to(self, person: str) -> None:
        """Puts the keys on the line of that person."""
        if person in self._ticks:
            self._ticks[person].setFocus()

    def _tick(self, one: FamilyWords) -> TickBox:
        tick = TickBox(self.look, Option(one.person, _("{name}'s words leave too").format(name=one.name)))
        tick.setChecked(one.leave)
        tick.setAccessibleDescription(_("Only the patient can say this."))
        tick.clicked.connect(lambda leave: (tick.setChecked(one.leave), self.wished.emit(one.person, leave)))
        return tick


def _in_words(patient: str, one: FamilyWords) -> str:
    if one.since is None:
        return _("They stay here until {patient} says so.").format(patient=patient)
    day = write_day(one.since.astimezone().date())
    if one.leave:
        return _("{patient} said on {day} that they leave.").format(patient=patient, day=day)
    return _("{patient} said on {day} that they stay here.").format(patient=patient, day=day)
