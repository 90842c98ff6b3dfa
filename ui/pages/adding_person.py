"""Adding somebody to who is here: a person we know already, or somebody new with their name and what they are here as."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from app.errors import Trouble
from app.forms import roles
from app.joining import roles_open_to, usual_role
from app.language import _
from app.people import add_person
from app.sitting import SittingNow
from models.people import Person
from ui.pages.attempting import attempt
from ui.pages.person_words import role_options
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.widgets.boxes import Card
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.fields import Field, Picker
from ui.widgets.flow import FlowRow
from ui.widgets.people import PersonChip

MOST_CHIPS = 12
FIRST_ROLE = "relative"
FIRST_ROLE_ABOUT_NOBODY = "uses_service"


@dataclass
class Typed:
    """What was typed about somebody new who is not added yet: the page keeps it through a lock."""

    name: str = ""
    known_as: str = ""
    role: str = ""


class AddingPerson(Card):
    """`added` carries the id of whoever joined; `left` says that nobody is to be added. What is typed goes into `typed` at once."""

    added = Signal(str)
    left = Signal()

    def __init__(self, shell: Shell, sitting: SittingNow, typed: Typed) -> None:
        look = shell.look
        super().__init__(look, gap=12, margins=(20, 14, 20, 16))
        self._shell, self._sitting, self._typed = shell, sitting, typed
        self._known = self._whom_we_know()
        self._search = Field(look, _("Type a name"))
        self._search.box.textChanged.connect(self._show_chips)
        self._search.setVisible(len(self._known) > MOST_CHIPS)
        self._chips = FlowRow(look, gap=10)
        self._show_chips("")
        self._build_new()

    def _build_new(self) -> None:
        look = self._shell.look
        self._name = Field(look, _("Name"))
        self._known_as = Field(look, _("Call me"), help=_("What this person likes to be called."))
        offered = roles_open_to(None, about_nobody=self._sitting.about_nobody)
        first = FIRST_ROLE_ABOUT_NOBODY if self._sitting.about_nobody else FIRST_ROLE
        self._role = Picker(look, role_options(offered))
        self._role.pick(self._typed.role or (first if first in roles() else offered[0].id))
        self._name.box.setText(self._typed.name)
        self._known_as.box.setText(self._typed.known_as)
        self._role.currentIndexChanged.connect(self._note_typed)
        add, leave = Button(look, _("Add this person"), "check"), Button(look, _("Not now"), "close")
        add.clicked.connect(self.add_new)
        leave.clicked.connect(self.left)
        for field in (self._name, self._known_as):
            field.box.returnPressed.connect(self.add_new)
            field.box.textChanged.connect(self._note_typed)
        known = [Words(_("Somebody we know"), "bold"), self._search, self._chips] if self._known else []
        fields = FlowRow(look, self._name, self._known_as, Field(look, _("Here as"), self._role), gap=16, even=True)
        self.add(*known, Words(_("Somebody new"), "bold"), fields, FlowRow(look, add, leave, gap=12))
        self.first = self._chips.widgets()[0] if self._known and not self._typed.name else self._name.box

    def _note_typed(self, _what: object) -> None:
        self._typed.name, self._typed.known_as, self._typed.role = self._name.box.text(), self._known_as.box.text(), self._role.key

    def _whom_we_know(self) -> list[Person]:
        """Whoever can join and has not, the one who unlocked first: that one is at the screen."""
        here = {one.person for one in self._sitting.people}
        store = self._shell.open_store
        free = [person for person in store.people_to_choose_from() if person.id not in here]
        return sorted(free, key=lambda person: store.unlocked_by is None or person.id != store.unlocked_by.id)

    def _show_chips(self, typed: str) -> None:
        self._chips.clear()
        wanted = typed.casefold().split()
        fitting = [person for person in self._known if all(word in person.name.casefold() for word in wanted)]
        for person in fitting[:MOST_CHIPS]:
            mark = MarkStyle.of(person.mark, person.initials)
            chip = PersonChip(self._shell.look, mark, person.name, _("Add {name}").format(name=person.name))
            chip.clicked.connect(lambda _checked=False, person=person: self._join(person))
            self._chips.add(chip)

    def _join(self, person: Person) -> bool:
        role = usual_role(person, about_nobody=self._sitting.about_nobody)
        came = attempt(self._shell, lambda: self._sitting.arrive(person.id, role))
        if came:
            self.added.emit(person.id)
        return came

    def add_new(self) -> bool:
        """Adds whoever was typed. False, and it is said why, where that cannot be."""
        store, by = self._shell.open_store.store, self._shell.open_store.unlocked_by
        try:
            person = add_person(store, self._name.box.text(), self._known_as.box.text(), roles()[self._role.key], by=by.id if by else "")
        except Trouble as trouble:
            self._name.set_trouble(str(trouble))
            self._name.box.setFocus()
            return False
        return self._join(person)
