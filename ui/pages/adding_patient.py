"""Adding a patient: name, known-as, day of birth, NHS number. What is wrong is said beside its field, and what was typed stays."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.clock import today_by
from app.errors import Trouble
from app.finding import same_patient
from app.language import _
from app.people import KnownPerson, add_patient, read_nhs_number, tidy_name
from ui.asking import Question
from ui.pages.finding_patient import describe
from ui.shell import Shell
from ui.widgets.boxes import Card
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.fields import DateField, Field
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying, Way

SAME, NEW = "same", "new"


class AddingPatient(Card):
    """Fields for a new patient. `added` carries the KnownPerson; also one who was here already and was meant."""

    added = Signal(object)
    left = Signal()

    def __init__(self, shell: Shell) -> None:
        look = shell.look
        super().__init__(look, Words(_("Add a patient"), "question"), gap=16)
        self._shell = shell
        self.name = Field(look, _("Name"), help=_("As it stands on letters."))
        self.known_as = Field(look, _("Call me"), help=_("What this person likes to be called."))
        self.born = DateField(look, _("Born"), self._today, past=True)
        self.number = Field(look, _("NHS number"), help=_("Ten digits. You can leave this empty."))
        add = Button(look, _("Add this patient"), "check", Kind.PRIMARY)
        leave = Button(look, _("Not now"), "close")
        self.add(FlowRow(look, self.name, self.known_as, self.born, self.number, gap=16, even=True), FlowRow(look, add, leave, gap=12))
        add.clicked.connect(self._add_patient)
        leave.clicked.connect(self.left)
        for box in self._boxes():
            box.returnPressed.connect(self._add_patient)

    def begin(self, typed: str) -> None:
        """Starts with the name that somebody typed already, unless it was a number."""
        if not self.name.box.text() and not any(letter.isdigit() for letter in typed):
            self.name.box.setText(typed)
        self.name.box.setFocus()

    def forget(self) -> None:
        """Empties every field."""
        for field in (self.name, self.known_as, self.number):
            field.box.clear()
            field.set_trouble("")
        self.born.set_day(None)

    def _boxes(self) -> list[QWidget]:
        return [self.name.box, self.known_as.box, self.born.box, self.number.box]

    def _add_patient(self) -> None:
        if not self._all_read():
            return
        store, name, born = self._shell.open_store.store, self.name.box.text(), self.born.day
        known = self._already_here(same_patient(store, name, born))
        if known is None:
            try:
                known = add_patient(store, name, self.known_as.box.text(), born, self.number.box.text())
            except Trouble as trouble:
                self.number.set_trouble(str(trouble))
                return
        self.forget()
        self.added.emit(known)

    def _all_read(self) -> bool:
        """Looks at every field, says beside it what is wrong, and goes to the first of them."""
        right = [
            self._reads(self.name, lambda: tidy_name(self.name.box.text())),
            self.born.read(),
            self._reads(self.number, lambda: read_nhs_number(self.number.box.text())),
        ]
        wrong = [field for field, is_right in zip((self.name, self.born, self.number), right, strict=True) if not is_right]
        if wrong:
            wrong[0].box.setFocus()
        return not wrong

    def _reads(self, field: Field, read: Callable[[], object]) -> bool:
        try:
            read()
        except Trouble as trouble:
            field.set_trouble(str(trouble))
            return False
        field.set_trouble("")
        return True

    def _already_here(self, known: KnownPerson | None) -> KnownPerson | None:
        """Asks whether somebody of that name and day is meant; None when it is somebody else, or there is nobody."""
        if known is None:
            return None
        ways = (
            Way(SAME, _("This is the same person"), "account-check-outline", primary=True),
            Way(NEW, _("This is somebody else"), "account-plus-outline"),
        )
        saying = Saying(_("{name} is here already.").format(name=known.person.name), (describe(known),), ways)
        return known if self._shell.asking.ask(Question(saying, SAME)) == SAME else None

    def _today(self) -> date:
        return today_by(self._shell.services.clock)
