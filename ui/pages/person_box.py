"""The person who was picked on *Who is here*: names, what they are here as, what they need, and how they take part today."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import Trouble
from app.forms import roles
from app.here import Here
from app.joining import roles_open_to
from app.language import _
from app.people import change_names, known_person
from app.sitting import SittingNow
from models.form_lists import Expertise, Role
from models.people import Person
from models.questions import SideName
from models.sittings import TakesPart
from ui.pages.attempting import attempt
from ui.pages.needs_part import NeedsPart
from ui.pages.person_words import kinds_of_expertise, role_options, ways_to_take_part
from ui.pages.spread import Spread
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.widgets.boxes import Column, RingedBox
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dressing import Words
from ui.widgets.fields import Field, Picker
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind

WITH_HELP = (TakesPart.SPEAKS_WITH_HELP, TakesPart.READ_BY_ANOTHER)


class PersonBox(RingedBox):
    """One person of the sitting. Everything is kept as soon as it is chosen; `changed` says so."""

    changed = Signal()

    def __init__(self, shell: Shell, sitting: SittingNow, here: Here) -> None:
        super().__init__(shell.look)
        self._shell, self._sitting, self.here = shell, sitting, here
        self.write_with(MarkStyle.of(here.mark, here.initials))
        self.setAccessibleName(_("About {name}").format(name=here.known_as))
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        look, here = self._shell.look, self.here
        known = known_person(self._shell.open_store.store, here.person)
        self._name, self._known_as = Field(look, _("My name")), Field(look, _("Call me"))
        self._name.box.setText(here.name)
        self._known_as.box.setText(here.known_as)
        self._role = Picker(look, role_options(self._roles_open_to(known.person)))
        self._expertise = Picker(look, kinds_of_expertise())
        self._needs = NeedsPart(self._shell)
        self._needs.show_person(here.person)
        self._ways = ChoiceRow(look, self._question(), ways_to_take_part(), tall=True)
        self._helper = Picker(look, self._helpers())
        self._helper_field = Field(look, _("Who helps {name}?").format(name=here.known_as), self._helper)
        self._go = Button(look, "", "exit-run")
        self._may_see = Button(look, "", "eye-outline", Kind.GHOST)
        self.body.addWidget(Column(look, *self._pieces(), gap=14, margins=(20, 14, 20, 16)))
        self._show()

    def _roles_open_to(self, person: Person) -> list[Role]:
        return roles_open_to(person, is_patient=self.here.is_patient, about_nobody=self._sitting.about_nobody)

    def _pieces(self) -> list[QWidget]:
        look = self._shell.look
        role = Field(look, _("I am here as"), self._role)
        brings = Field(look, _("What I bring"), self._expertise, _("What you know: from living it, from your work, or both."))
        fields = FlowRow(look, self._name, self._known_as, role, brings, gap=16, even=True)
        self._question_words = Words(self._question(), "bold")
        self._present = Column(look, self._ways, self._helper_field, gap=10)
        return [fields, self._needs, Spread(look, self._question_words, FlowRow(look, self._may_see, self._go)), self._present]

    def _connect(self) -> None:
        for field in (self._name, self._known_as):
            field.box.editingFinished.connect(self._rename)
        self._role.activated.connect(self._role_chosen)
        self._expertise.activated.connect(self._keep)
        self._helper.activated.connect(self._keep)
        self._ways.chosen.connect(self._keep)
        self._needs.changed.connect(self._needs_changed)
        self._go.clicked.connect(self._go_or_come)
        self._may_see.clicked.connect(lambda: self._shell.go("family"))

    # What is shown

    def _show(self) -> None:
        """Shows what is kept of this person now; what somebody is typing stays."""
        here = self.here
        self._role.pick(here.role.id)
        self._expertise.pick(here.expertise.value)
        self._ways.choose(here.takes_part.value)
        self._helper.pick(here.helper)
        self._helper_field.setVisible(here.takes_part in WITH_HELP)
        self._present.setVisible(not here.left)
        plan = self._shell.open_store.plan
        self._may_see.set_words(_("What may {name} see?").format(name=here.known_as), "eye-outline")
        self._may_see.setVisible(plan is not None and bool(plan.plan.patient_id) and here.side is SideName.FAMILY)
        self._go.set_words(self._go_words(), "account-arrow-left-outline" if here.left else "account-arrow-right-outline")
        self._question_words.setText(_("{name} has gone.").format(name=here.known_as) if here.left else self._question())

    def _question(self) -> str:
        return _("How do you take part today, {name}?").format(name=self.here.known_as)

    def _go_words(self) -> str:
        name = self.here.known_as
        return _("{name} is back").format(name=name) if self.here.left else _("{name} goes now").format(name=name)

    def _helpers(self) -> list[Option]:
        others = [one for one in self._sitting.people if one.person != self.here.person]
        return [Option("", _("Not said")), *(Option(one.person, one.known_as) for one in others)]

    # What is changed

    def _rename(self) -> None:
        """Keeps the names as they are written; what is wrong with one is said below it, and stays."""
        name, known_as = self._name.box.text(), self._known_as.box.text()
        if (name, known_as) == (self.here.name, self.here.known_as):
            self._name.set_trouble("")
            return
        try:
            change_names(self._shell.open_store.store, self.here.person, name, known_as)
        except Trouble as trouble:
            self._name.set_trouble(str(trouble))
            return
        self._name.set_trouble("")
        self._renew(self._sitting.look_again_at(self.here.person))
        self._shell.identity_changed.emit()

    def _role_chosen(self) -> None:
        """Another role brings what it usually brings, until somebody says otherwise."""
        self._expertise.pick(roles()[self._role.key].expertise.value)
        self._keep()

    def _keep(self) -> None:
        attempt(self._shell, self._keep_now)

    def _keep_now(self) -> None:
        takes_part = TakesPart(self._ways.keys[0])
        helper = self._helper.key if takes_part in WITH_HELP else ""
        role, expertise = roles()[self._role.key], Expertise(self._expertise.key)
        self._renew(self._sitting.arrive(self.here.person, role, takes_part, expertise, helper))

    def _needs_changed(self) -> None:
        self._renew(self._sitting.look_again_at(self.here.person))

    def _go_or_come(self) -> None:
        attempt(self._shell, self._come_back if self.here.left else self._leave)

    def _leave(self) -> None:
        self._sitting.leave(self.here.person)
        self._renew(self._sitting.person(self.here.person))

    def _come_back(self) -> None:
        here = self.here
        self._renew(self._sitting.arrive(here.person, here.role, here.takes_part, here.expertise, here.helper))

    def _renew(self, here: Here) -> None:
        self.here = here
        self._show()
        self.changed.emit()
