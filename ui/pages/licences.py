"""The licences of everything Two Pens is made with: which part, and the text that came with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from app.about import Ingredient, ingredients
from app.language import _
from ui.look import Look
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.choices import Option
from ui.widgets.dressing import Dressed, Words
from ui.widgets.fields import Field, Picker
from ui.widgets.flow import FlowRow

LINES = 14


class Licences(Card):
    """Folded until somebody asks: the texts are read only then. `unfolded` says that there is more to stop at with the keys."""

    unfolded = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, gap=10, margins=(20, 14, 20, 16))
        self._parts: dict[str, Ingredient] = {}
        self._open = Button(look, _("Show the licences"), "chevron-down", icon_after=True)
        self._shown = Column(look, gap=10)
        self.add(Words(_("What Two Pens is made with"), "question"))
        self.add(Words(_("Other people made most of what runs here. These are their licences.")), FlowRow(look, self._open), self._shown)
        self._open.clicked.connect(self._unfold)

    def _unfold(self) -> None:
        look = self.look
        self._open.hide()
        self._parts = {one.name: one for one in ingredients()}
        picker = Picker(look, [Option(one.name, _in_words(one)) for one in self._parts.values()])
        self._text = _Text(look)
        self._shown.add(Field(look, _("Part"), picker), Field(look, _("Its licence"), self._text))
        picker.currentIndexChanged.connect(lambda _place: self._show(picker.key))
        self._show(picker.key)
        self.unfolded.emit()
        picker.setFocus()

    def _show(self, name: str) -> None:
        self._text.setPlainText(self._parts[name].text or _("No text came with it."))


class _Text(Dressed, QPlainTextEdit):
    """Text to read, in a place of its own height."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.wear(look)

    def dress(self) -> None:
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing())


def _in_words(one: Ingredient) -> str:
    return _("{name} {version}: {licence}").format(name=one.name, version=one.version, licence=one.licence)
