"""A place to type what nobody beside may read: a number, a passphrase."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.language import _
from ui.look import Look
from ui.widgets.boxes import Column
from ui.widgets.choices import Option, TickBox
from ui.widgets.fields import Field
from ui.widgets.flow import FlowRow

HINTS = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


class HiddenField(Field):
    """A field that shows dots. Enter in it is told by `box.returnPressed`."""

    def __init__(self, look: Look, label: str, help: str = "") -> None:
        super().__init__(look, label, QLineEdit(), help)
        self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self.box.setInputMethodHints(HINTS)
        self.box.textEdited.connect(self._begin_anew)

    @property
    def typed(self) -> str:
        """What was typed."""
        return self.box.text()

    def forget(self) -> None:
        """Empties the field."""
        self.box.clear()
        self.set_trouble("")

    def show_letters(self, shown: bool) -> None:
        """Shows what was typed, or dots."""
        self.box.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _begin_anew(self) -> None:
        self.set_trouble("")


class HiddenFields(Column):
    """Hidden fields that belong together, and one box to tick that shows what stands in them."""

    def __init__(self, look: Look, *fields: HiddenField) -> None:
        self.fields = fields
        self._shown = TickBox(look, Option("shown", _("Show what I type")))
        self._shown.toggled.connect(self._show)
        super().__init__(look, *fields, FlowRow(look, self._shown), gap=12)

    def forget(self) -> None:
        """Empties them, and hides again what is typed next."""
        self._shown.setChecked(False)
        for field in self.fields:
            field.forget()

    def _show(self, shown: bool) -> None:
        for field in self.fields:
            field.show_letters(shown)
