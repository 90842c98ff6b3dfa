"""The first step of a first start: who looks after the plans of this computer, and the number to unlock with."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from app.errors import Trouble
from app.forms import roles
from app.language import _
from ui.look import Look
from ui.pages.hidden_field import HiddenField, HiddenFields
from ui.pages.new_passphrase import NewPassphrase
from ui.pages.number_panel import fits_twice, number_help
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.choices import Option
from ui.widgets.dressing import Words
from ui.widgets.fields import Field, Picker
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind
from ui.widgets.waiting import Busy


@dataclass
class Typed:
    """What was typed in the three steps. Going back loses none of it."""

    name: str = ""
    role: str = ""
    number: str = ""
    copies: Path | None = None


class WhoKeeps(Column):
    """Asks for a name, what somebody is here, and a number; where there is no key ring for a passphrase too."""

    go_on_requested = Signal()
    copy_requested = Signal()

    def __init__(self, look: Look, typed: Typed, *, with_copy: bool) -> None:
        super().__init__(look, gap=12)
        self._phrase: NewPassphrase | None = None
        self._build_fields(look)
        self._build_ways(look, with_copy)
        self._show(typed)

    # What you can ask it

    @property
    def first(self) -> Field:
        """Where the keys go at first."""
        return self._name

    def typed(self, before: Typed) -> Typed:
        """What stands in the fields now; a number only where it was typed twice the same."""
        number = self._number.typed if self._number.typed == self._again.typed else ""
        return Typed(self._name.box.text(), self._role.box.key, number, before.copies)

    def is_filled(self) -> bool:
        """Whether all of it is there. What is missing is said under its field, and the keys go to the first of them."""
        named = any(letter.isalnum() for letter in self._name.box.text())
        self._name.set_trouble("" if named else _("Write your name, then go on."))
        self._role.set_trouble("" if self._role.box.key else _("Choose what you are here."))
        wrong = next((field for field in (self._name, self._role) if field.trouble), None)
        if wrong is not None:
            wrong.box.setFocus()
            return False
        return fits_twice(self._number, self._again)

    def passphrase(self) -> tuple[bool, str | None]:
        """Whether it can be gone on with, and the passphrase (None where the key ring keeps the key)."""
        if self._phrase is None:
            return True, None
        words = self._phrase.read()
        return words is not None, words

    # What you can tell it

    def ask_for_passphrase(self, no_ring: Trouble) -> None:
        """Asks for a passphrase too, with the reason."""
        if self._phrase is not None:
            return
        self._phrase = NewPassphrase(self.look, _("So you open your plans with a passphrase each time Two Pens starts."))
        self._phrase.entered.connect(self.go_on_requested)
        self._phrase_place.add(Words(no_ring.sentence, "bold"), self._phrase)

    def wait(self, waiting: bool) -> None:
        """While the store is being made nothing can be pressed."""
        self._next.setEnabled(not waiting)
        self._busy.begin() if waiting else self._busy.end()

    # Insides

    def _build_fields(self, look: Look) -> None:
        self._name = Field(look, _("Your name"))
        self._role = Field(look, _("What you are here"), Picker(look, _staff_roles()))
        self._number = HiddenField(look, _("Choose a number"), number_help())
        self._again = HiddenField(look, _("The same number again"))
        self._phrase_place = Column(look)
        self._busy = Busy(look, _("Making the locked store…"), can_stop=False)
        self._name.box.returnPressed.connect(self._role.box.setFocus)
        self._number.box.returnPressed.connect(self._again.box.setFocus)
        self._again.box.returnPressed.connect(self.go_on_requested)
        self.add(
            Words(_("Who looks after this computer's plans?"), "question"),
            FlowRow(look, self._name, self._role, gap=16, even=True),
            Words(_("You unlock Two Pens with a number."), "quiet"),
            HiddenFields(look, self._number, self._again),
            self._phrase_place,
            self._busy,
        )

    def _build_ways(self, look: Look, with_copy: bool) -> None:
        self._next = Button(look, _("Next"), "arrow-right", Kind.PRIMARY)
        other = [Button(look, _("Open a second copy"), "folder-open-outline")] if with_copy else []
        self._next.clicked.connect(self.go_on_requested)
        for button in other:
            button.clicked.connect(self.copy_requested)
        self.add(FlowRow(look, self._next, *other, gap=12))

    def _show(self, typed: Typed) -> None:
        self._name.box.setText(typed.name)
        self._role.box.pick(typed.role)
        for field in (self._number, self._again):
            field.box.setText(typed.number)


def _staff_roles() -> list[Option]:
    """What somebody of the staff can be here, with a first line that is no answer."""
    return [
        Option("", _("Choose…")),
        *(Option(role.id, role.words[:1].upper() + role.words[1:]) for role in roles().values() if role.staff),
    ]
