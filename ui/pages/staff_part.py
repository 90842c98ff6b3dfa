"""The staff on the page of keepers: who is one, who has left, and adding somebody."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.clock import today_by
from app.dates import write_day
from app.forms import roles
from app.keepers import forget_number, is_keeper
from app.language import _
from app.people import KnownPerson, add_person, everybody, make_keeper, mark_as_left, too_few_keepers
from ui.asking import Question
from ui.pages.attempting import attempt
from ui.pages.person_words import role_name, role_options
from ui.painting import MarkStyle
from ui.shell import Shell
from ui.widgets.boxes import Card, Column, Row
from ui.widgets.buttons import Button
from ui.widgets.choices import Option
from ui.widgets.dressing import Words
from ui.widgets.fields import Field, Picker
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView
from ui.widgets.people import MarkView
from ui.widgets.strips import Saying, Tone, Way


class StaffPart(Column):
    """A card for each member of staff. `changed` says that the list is another now."""

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.look, gap=12)
        self._shell = shell
        self._typed = ("", "")  # a name and a role that were not added yet: a lock loses nothing

    def show_staff(self, changing: bool) -> None:
        """Shows everybody, those who have left last; the ways to change them only to a keeper, once they may be shown."""
        store = self._shell.open_store
        keeper = changing and is_keeper(store)
        everyone = [known for known in everybody(store.store, gone_too=True) if known.person.is_staff and not known.person.merged_into]
        self.clear()
        self.add(Words(_("Staff"), "question"), *self._reminder())
        self.add(*(self._card(known, keeper) for known in sorted(everyone, key=lambda known: known.person.left_on is not None)))
        if keeper:
            self.add(self._adding())

    @property
    def name_to_add(self) -> QLineEdit:
        """Where the name goes of somebody to be added; there for a keeper only."""
        return self._name.box

    # Insides

    def _reminder(self) -> list[QWidget]:
        if not too_few_keepers(self._shell.open_store.store):
            return []
        words = Words(_("There is one keeper. Make somebody else a keeper too, for when the first is away."), "careful")
        return [Row(self.look, IconView(self.look, "alert-outline", 24, "careful"), (words, 1), gap=10)]

    def _card(self, known: KnownPerson, keeper: bool) -> QWidget:
        person, look = known.person, self.look
        mark = MarkView(look, MarkStyle.of(person.mark, person.initials), person.name)
        facts = Column(look, Words(person.name, "bold"), Words(self._facts(known), "small"), gap=0)
        ways = self._ways(known) if keeper and person.left_on is None else []
        return Card(look, Row(look, mark, (facts, 1), gap=12), *([FlowRow(look, *ways)] if ways else []))

    def _facts(self, known: KnownPerson) -> str:
        person = known.person
        role = role_name(roles()[person.usual_role]) if person.usual_role in roles() else ""
        if person.left_on is not None:
            left = _("Left on {day}").format(day=write_day(person.left_on))
            return f"{role}. {left}" if role else left
        return ". ".join(filter(None, (role, _("Keeper") if known.keeper else "")))

    def _ways(self, known: KnownPerson) -> list[QWidget]:
        name, person = known.person.known_as, known.person.id
        sitting = self._shell.open_store.sitting is not None  # then nobody is given a way in
        ways = [] if known.keeper or sitting else [(_("Make a keeper"), "key-plus", lambda: self._make_keeper(known))]
        if self._has_number(person) and not sitting:
            ways.append((_("New number"), "form-textbox-password", lambda: self._new_number(known)))
        ways.append((_("Has left"), "exit-run", lambda: self._has_left(known)))
        buttons = []
        for words, icon, act in ways:
            button = Button(self.look, words, icon)
            button.setAccessibleName(_("{what}: {name}").format(what=words, name=name))
            button.clicked.connect(act)
            buttons.append(button)
        return buttons

    def _has_number(self, person: str) -> bool:
        try:
            return self._shell.open_store.pins.has_pin(person)
        except Exception:  # that numbers cannot be read is told where somebody unlocks
            return False

    # What can be done

    @property
    def _by(self) -> str:
        who = self._shell.open_store.unlocked_by
        return who.id if who else ""

    @property
    def _today(self) -> date:
        return today_by(self._shell.services.clock)

    def _make_keeper(self, known: KnownPerson) -> None:
        person = known.person
        self._do(
            lambda: make_keeper(self._shell.open_store.store, person.id, self._today, by=self._by),
            _("{name} is a keeper now.").format(name=person.known_as),
        )

    def _new_number(self, known: KnownPerson) -> None:
        person = known.person
        name = person.known_as
        saying = Saying(
            _("A new number for {name}?").format(name=person.name),
            (_("Whoever unlocks as {name} next chooses it.").format(name=name), _("The number of before opens nothing then.")),
            (Way("stay", _("Leave it"), "keyboard-return", primary=True), Way("new", _("New number"), "form-textbox-password")),
            Tone.CAREFUL,
        )
        if self._shell.asking.ask(Question(saying, "stay")) != "new":
            return
        self._do(
            lambda: forget_number(self._shell.open_store, person.id),
            _("{name} chooses a new number at the next unlock.").format(name=person.known_as),
        )

    def _has_left(self, known: KnownPerson) -> None:
        person = known.person
        saying = Saying(
            _("Has {name} left?").format(name=person.name),
            (_("The words of {name} stay.").format(name=person.known_as), _("{name} can no longer unlock.").format(name=person.known_as)),
            (Way("stay", _("Leave it"), "keyboard-return", primary=True), Way("left", _("Has left"), "exit-run")),
            Tone.CAREFUL,
        )
        if self._shell.asking.ask(Question(saying, "stay")) != "left":
            return
        itself = person.id == self._by
        done = self._do(
            lambda: mark_as_left(self._shell.open_store.store, person.id, self._today, by=self._by),
            _("{name} is marked as left.").format(name=person.known_as),
        )
        if done and itself:
            self._shell.lock_requested.emit()

    def _do(self, act: Callable[[], object], done: str) -> bool:
        if not attempt(self._shell, act):
            return False
        self._shell.asking.tell(Saying(done, tone=Tone.GOOD))
        self.changed.emit()
        return True

    # Adding

    def _adding(self) -> QWidget:
        look = self.look
        name, role = self._typed
        self._name = Field(look, _("Name"))
        options = [Option("", _("Choose…")), *role_options(role for role in roles().values() if role.staff)]
        self._role = Field(look, _("What they are here"), Picker(look, options))
        self._name.box.setText(name)
        self._role.box.pick(role)
        self._name.box.textChanged.connect(self._note_typed)
        self._role.box.currentIndexChanged.connect(self._note_typed)
        add = Button(look, _("Add to the staff"), "account-plus-outline")
        add.clicked.connect(self._add_somebody)
        self._name.box.returnPressed.connect(self._add_somebody)
        fields = FlowRow(look, self._name, self._role, gap=16, even=True)
        return Card(look, Words(_("Add somebody"), "bold"), fields, FlowRow(look, add), gap=10)

    def _note_typed(self, _what: object) -> None:
        self._typed = self._name.box.text(), self._role.box.key

    def _add_somebody(self) -> None:
        name, role = self._typed
        self._name.set_trouble("" if any(letter.isalnum() for letter in name) else _("Write the name, then go on."))
        self._role.set_trouble("" if role else _("Choose what they are here."))
        if self._name.trouble or self._role.trouble:
            return
        self._do(lambda: self._add_to_store(name, role), _("{name} can unlock now, and chooses a number first.").format(name=name.strip()))

    def _add_to_store(self, name: str, role: str) -> None:
        add_person(self._shell.open_store.store, name, role=roles()[role], by=self._by)
        self._typed = ("", "")
