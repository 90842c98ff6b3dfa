"""People: who takes part, their marks, what they are called and what they need. During a sitting nobody who belongs to another patient."""

from PySide6.QtWidgets import QWidget

from app.clock import today_by
from app.dates import write_day
from app.errors import Trouble
from app.forms import roles
from app.joining import known_here
from app.language import _
from app.people import KnownPerson, change_names, everybody, make_patient
from models.nhs_number import NhsNumber
from ui.pages.adding_patient import AddingPatient
from ui.pages.forgetful import ForgetfulPage
from ui.pages.keepers import ADDS
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.fields import DateField, Field
from ui.widgets.flow import FlowRow
from ui.widgets.people import MarkView
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying, Tone


class PeoplePage(ForgetfulPage):
    """A card for each person; what they are called can be changed there. Marks and initials stay for ever.

    What is half typed there stays through a lock, and when somebody looks at another page in between.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        look = shell.look
        self._list, self._adding = Column(look, gap=12), AddingPatient(shell)
        self._add = Button(look, _("Add a patient"), "account-plus-outline")
        self._changing = ""
        self._typed: list[str] = []  # what stands in the fields of whoever is being changed
        self._changes: dict[str, Button] = {}
        back = Button(look, _("Today"), "home-outline")
        keepers = Button(look, _("Add staff, or mark people as left"), "key-outline")
        title, line = Words(_("People"), "title"), Words(_("Each person has one mark, and keeps it."), "quiet")
        page = Column(look, title, line, FlowRow(look, self._add), self._adding, self._list, None, gap=12, margins=(32, 16, 32, 16))
        self.lay_out(page, Foot(look, [back], "", [keepers]))
        self._adding.hide()
        self._add.clicked.connect(self._begin_adding)
        self._adding.added.connect(self._added)
        self._adding.left.connect(self._stop_adding)
        back.clicked.connect(lambda: shell.go("today"))
        keepers.clicked.connect(lambda: shell.go("keepers", ADDS))

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows everybody who may be shown now."""
        self._show()

    def leave(self) -> None:
        self._list.clear()

    def forget(self) -> None:
        """Nobody is shown, nothing is typed."""
        self._changing, self._typed = "", []
        self._list.clear()
        self._adding.forget()
        self._adding.hide()

    # Insides

    def _show(self) -> None:
        self._list.clear()
        for known in self._people():
            self._list.add(self._card(known))
        self._add.setVisible(self.shell.open_store.sitting is None and self._adding.isHidden())

    def _people(self) -> list[KnownPerson]:
        store = self.shell.open_store
        sitting = store.sitting
        return known_here(store.store, sitting.sitting.patient_id) if sitting else everybody(store.store)

    def _card(self, known: KnownPerson) -> QWidget:
        look, person = self.look, known.person
        mark = MarkView(look, MarkStyle.of(person.mark, person.initials), person.name, 48)
        if person.id == self._changing:
            return Card(look, Row(look, mark, (self._fields(known), 1), gap=16))
        lines = [Words(person.name, "bold"), *(Words(line, "quiet") for line in _facts(known))]
        change = Button(look, _("Change"), "pencil-outline")
        change.setAccessibleName(_("Change what we know of {name}").format(name=person.name))
        change.clicked.connect(lambda: self._change(person.id))
        self._changes[person.id] = change
        return Card(look, Row(look, mark, (Column(look, *lines, gap=2), 1), change, gap=16))

    def _change(self, person: str) -> None:
        """Opens the fields of somebody, or with "" closes those that are open; the keys go where it goes on."""
        before, self._changing, self._typed = self._changing, person, []
        self._show()
        (self._name.box if person else self._changes[before]).setFocus()

    def _begin_adding(self) -> None:
        self._adding.show()
        self._add.hide()
        self._adding.begin("")

    def _stop_adding(self) -> None:
        """Closes the fields; the keys go back to where they were opened."""
        self._adding.forget()
        self._adding.hide()
        self._add.show()
        self._add.setFocus()

    def _added(self, known: KnownPerson) -> None:
        """Shows the one who was added; the keys go on at that card."""
        self._adding.hide()
        self._show()
        self._changes[known.person.id].setFocus()

    def _fields(self, known: KnownPerson) -> QWidget:
        look, person, patient = self.look, known.person, known.patient
        self._name, self._known_as = Field(look, _("Name")), Field(look, _("Likes to be called"))
        self._name.box.setText(person.name)
        self._known_as.box.setText(person.known_as)
        fields: list[Field] = [self._name, self._known_as]
        self._born = DateField(look, _("Born on"), lambda: today_by(self.shell.services.clock), past=True)
        self._number = Field(look, _("NHS number"), help=_("Ten digits. It can stay empty."))
        if patient is not None:
            self._born.set_day(patient.date_of_birth)
            self._number.box.setText(NhsNumber.read(patient.nhs_number).spaced if patient.nhs_number else "")
            fields += [self._born, self._number]
        self._remember_typed(fields)
        keep = Button(look, _("Keep this"), "check", Kind.PRIMARY)
        leave = Button(look, _("Leave it as it was"), "close", Kind.GHOST)
        keep.clicked.connect(lambda: self._keep(known))
        leave.clicked.connect(lambda: self._change(""))
        return Column(look, FlowRow(look, *fields, gap=16), Row(look, keep, leave, None), gap=10)

    def _remember_typed(self, fields: list[Field]) -> None:
        """Puts back what was typed before a lock, and remembers what is typed from now on."""
        for field, typed in zip(fields, self._typed, strict=False):
            field.box.setText(typed)
        for field in fields:
            field.box.textChanged.connect(lambda _typed: self._note_typed(fields))

    def _note_typed(self, fields: list[Field]) -> None:
        self._typed = [field.box.text() for field in fields]

    def _keep(self, known: KnownPerson) -> None:
        store = self.shell.open_store
        if known.patient is not None and not self._born.read():
            return
        try:
            change_names(store.store, known.person.id, self._name.box.text(), self._known_as.box.text(), known.person.pronoun)
        except Trouble as trouble:
            self._name.set_trouble(str(trouble))
            return
        try:
            if known.patient is not None:
                make_patient(store.store, known.person.id, self._born.day, self._number.box.text())
        except Trouble as trouble:
            self._number.set_trouble(str(trouble))
            return
        if store.sitting is not None and any(here.person == known.person.id for here in store.sitting.people):
            store.sitting.look_again_at(known.person.id)
        self.shell.identity_changed.emit()
        self._change("")
        self.shell.asking.tell(Saying(_("This is kept."), tone=Tone.GOOD))


def _facts(known: KnownPerson) -> list[str]:
    """What there is to say of somebody, each in a short line."""
    person, role = known.person, roles().get(known.person.usual_role)
    facts = [_("Likes to be called {name}.").format(name=person.known_as)] if person.known_as != person.name else []
    facts += [role.words.capitalize() + "."] if role else []
    facts += [_("Keeper.")] if known.keeper else []
    if known.patient is not None and known.patient.date_of_birth:
        facts.append(_("Born {day}.").format(day=write_day(known.patient.date_of_birth)))
    if known.patient is not None and known.patient.nhs_number:
        facts.append(_("NHS number {number}.").format(number=NhsNumber.read(known.patient.nhs_number).spaced))
    facts += [_("Needs: {needs}.").format(needs=known.needs_in_words)] if known.needs else []
    return [" ".join(facts)] if facts else []
