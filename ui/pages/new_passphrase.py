"""Choosing a passphrase, where a computer has no key ring to keep the key in."""

from PySide6.QtCore import Signal

from app.access.vault import LEAST_PASSPHRASE
from app.errors import Trouble
from app.language import _
from ui.look import Look
from ui.pages.hidden_field import HiddenField, HiddenFields
from ui.widgets.boxes import Column
from ui.widgets.dressing import Words


class NewPassphrase(Column):
    """Two fields for the same words. `entered` says that Enter was pressed in the second."""

    entered = Signal()

    def __init__(self, look: Look, why: str = "") -> None:
        self.field = HiddenField(look, _("Choose a passphrase"), _("Three words that do not belong together."))
        self.again = HiddenField(look, _("The same words again"))
        super().__init__(look, *([Words(why)] if why else []), HiddenFields(look, self.field, self.again), gap=12)
        self.field.box.returnPressed.connect(self.again.box.setFocus)
        self.again.box.returnPressed.connect(self.entered)

    def read(self) -> str | None:
        """The passphrase. None where it is too short or not twice the same, which is said under the field."""
        typed = self.field.typed
        if len(typed.strip()) < LEAST_PASSPHRASE:
            self.field.set_trouble(_("It needs {n} letters or signs. Take three words.").format(n=LEAST_PASSPHRASE))
            self.field.box.setFocus()
            return None
        if typed != self.again.typed:
            self.again.set_trouble(_("These two are not the same. Type it once more."))
            self.again.box.setFocus()
            self.again.box.selectAll()  # what is typed once more takes its place
            return None
        return typed

    def say(self, trouble: Trouble) -> None:
        """Says why the passphrase was not taken."""
        self.field.set_trouble(str(trouble))
        self.field.box.setFocus()
