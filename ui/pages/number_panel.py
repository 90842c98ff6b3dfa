"""The number of a member of staff: typed to unlock, or chosen the first time."""

from PySide6.QtCore import Signal

from app.access.pins import LEAST_FOR_STAFF, plain_pin
from app.errors import Trouble
from app.language import _
from ui.look import Look
from ui.pages.hidden_field import HiddenField, HiddenFields
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind


class NumberPanel(Column):
    """Asks one person for their number. `given` carries what was typed; `forgotten` says that the person does not know it."""

    given = Signal(str)
    forgotten = Signal()

    def __init__(self, look: Look, name: str) -> None:
        self.field = HiddenField(look, _("Your number, {name}").format(name=name))
        self._open = Button(look, _("Unlock"), "lock-open-variant-outline", Kind.PRIMARY)
        self._forgot = Button(look, _("I don't know my number"), "help-circle-outline")
        super().__init__(look, HiddenFields(look, self.field), FlowRow(look, self._open, self._forgot, gap=12), gap=12)
        self._open.clicked.connect(self._give)
        self.field.box.returnPressed.connect(self._give)
        self._forgot.clicked.connect(self.forgotten)

    def wait(self, waiting: bool) -> None:
        """While a number is looked at no other can be given."""
        self._open.setEnabled(not waiting)
        self.field.box.setReadOnly(waiting)

    def say(self, trouble: Trouble) -> None:
        """Says why the number was not taken."""
        self.field.box.clear()
        self.field.set_trouble(str(trouble))
        self.field.box.setFocus()

    def _give(self) -> None:
        if self._open.isEnabled() and self.field.typed:
            self.given.emit(self.field.typed)


class NewNumberPanel(Column):
    """Lets one person choose a number: typed twice, since nobody sees it. `given` carries it."""

    given = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        label = _("Choose a number, {name}").format(name=name)
        self.field = HiddenField(look, label, number_help())
        self.again = HiddenField(look, _("The same number again"))
        self._keep = Button(look, _("Keep this number"), "check", Kind.PRIMARY)
        super().__init__(look, Words(first_time(), "quiet"), HiddenFields(look, self.field, self.again), FlowRow(look, self._keep), gap=12)
        self._keep.clicked.connect(self._give)
        self.field.box.returnPressed.connect(self.again.box.setFocus)
        self.again.box.returnPressed.connect(self._give)

    def wait(self, waiting: bool) -> None:
        """While a number is kept no other can be given."""
        self._keep.setEnabled(not waiting)

    def say(self, trouble: Trouble) -> None:
        """Says why the number was not taken."""
        self.field.set_trouble(str(trouble))
        self.field.box.setFocus()

    def _give(self) -> None:
        if self._keep.isEnabled() and fits_twice(self.field, self.again):
            self.given.emit(self.field.typed)


def fits_twice(field: HiddenField, again: HiddenField) -> bool:
    """Whether a number was typed that is long enough, and twice the same. Else it is said under the field."""
    if len(plain_pin(field.typed)) < LEAST_FOR_STAFF:
        field.set_trouble(_("It needs {n} digits or more.").format(n=LEAST_FOR_STAFF))
        field.box.setFocus()
        return False
    if plain_pin(field.typed) != plain_pin(again.typed):
        again.set_trouble(_("These two are not the same. Type it once more."))
        again.box.setFocus()
        again.box.selectAll()  # what is typed once more takes its place
        return False
    return True


def number_help() -> str:
    """What is said under the field for a new number."""
    return _("{n} digits or more. Only you know it.").format(n=LEAST_FOR_STAFF)


def first_time() -> str:
    """What is said above it."""
    return _("You unlock Two Pens with this number from now on.")
