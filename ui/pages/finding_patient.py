"""Finding whom a plan is about: by typing. Nobody is listed unasked, since the page may be seen by another patient."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.dates import write_day
from app.finding import find_patients
from app.language import _
from app.people import KnownPerson
from models.nhs_number import NhsNumber
from ui.pages.reading_order import order_tabs
from ui.pages.side_door import SideDoor
from ui.shell import Shell
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.fields import Field
from ui.widgets.flow import FlowRow


class FindingPatient(Column):
    """A field to type into, whom it finds, and the way to add somebody. `chosen` carries the KnownPerson that was pressed."""

    chosen = Signal(object)
    adding_requested = Signal(str)  # what was typed, which may be the beginning of a name

    def __init__(self, shell: Shell) -> None:
        look = shell.look
        super().__init__(look, gap=12)
        self._shell = shell
        self.field = Field(look, _("Type a part of the name"), help=_("Or three digits of the NHS number."))
        self._nobody = Words()
        self._found = Column(look, gap=8)
        add = Button(look, _("Add a patient"), "account-plus-outline")
        self.add(self.field, self._nobody, self._found, FlowRow(look, add))
        self._only: KnownPerson | None = None
        self.field.box.textChanged.connect(self._look_for)
        self.field.box.returnPressed.connect(self._choose_the_only_one)
        add.clicked.connect(self._ask_to_add)
        self._look_for("")

    def forget(self) -> None:
        """Nobody's name stays."""
        self.field.box.clear()
        self._found.clear()
        self._only = None

    def _look_for(self, typed: str) -> None:
        found = find_patients(self._shell.open_store.store, typed) if self._may_find else []
        self._found.clear()
        self._only = found[0] if len(found) == 1 else None
        for known in found:
            self._found.add(self._door_of(known))
        self._nobody.setText(self._sentence(typed, found))
        self._nobody.setVisible(bool(self._nobody.text()))
        order_tabs(self)

    @property
    def _may_find(self) -> bool:
        """During a sitting nobody is found: it is about one person, and that person is known."""
        return self._shell.has_store and self._shell.open_store.sitting is None

    def _choose_the_only_one(self) -> None:
        """Enter takes whoever was found, where nobody else could be meant."""
        if self._only is not None:
            self.chosen.emit(self._only)

    def _sentence(self, typed: str, found: list[KnownPerson]) -> str:
        if found or len(typed.strip()) < 2:
            return ""
        return _("Nobody like that is here yet. You can add a patient.")

    def _door_of(self, known: KnownPerson) -> QWidget:
        line = SideDoor(self._shell.look, known.person.name, describe(known), "account", edged=True)
        line.clicked.connect(lambda: self.chosen.emit(known))
        return line

    def _ask_to_add(self) -> None:
        self.adding_requested.emit(self.field.box.text().strip())


def describe(known: KnownPerson) -> str:
    """What tells a patient from another, in one line: known-as, day of birth, number."""
    patient = known.patient
    called = _("called {name}").format(name=known.person.known_as)
    born = _("born {day}").format(day=write_day(patient.date_of_birth)) if patient and patient.date_of_birth else ""
    number = _("NHS {number}").format(number=NhsNumber.read(patient.nhs_number).spaced) if patient and patient.nhs_number else ""
    return " · ".join(part for part in (called, born, number) if part)
