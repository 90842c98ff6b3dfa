"""One's own number, before one's own answers: they are kept from other eyes by it."""

from PySide6.QtCore import Signal

from app.errors import Trouble
from app.language import _
from ui.look import Look
from ui.pages.hidden_field import HiddenField, HiddenFields
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind


class OwnNumber(Column):
    """Asks one person for their number. `given` carries what was typed."""

    given = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        self.field = HiddenField(look, _("Your number, {name}").format(name=name))
        self._open = Button(look, _("Open my questions"), "lock-open-variant-outline", Kind.PRIMARY)
        why = Words(_("Your number keeps your answers from other eyes."), "quiet")
        super().__init__(look, why, HiddenFields(look, self.field), FlowRow(look, self._open), gap=12)
        self._open.clicked.connect(self._give)
        self.field.box.returnPressed.connect(self._give)

    def wait(self, waiting: bool) -> None:
        """While a number is looked at no other can be given."""
        self._open.setEnabled(not waiting)
        self.field.box.setReadOnly(waiting)

    def say(self, trouble: Trouble) -> None:
        """Says why the number was not taken."""
        self.wait(False)
        self.field.box.clear()
        self.field.set_trouble(str(trouble))
        self.field.box.setFocus()

    def _give(self) -> None:
        if self._open.isEnabled() and self.field.typed:
            self.given.emit(self.field.typed)
