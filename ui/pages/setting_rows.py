"""One setting on the page: what it is called, something to choose or write it with, and its plain help. Applied and kept at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.errors import Trouble
from app.settings import Change, Setting, Settings
from ui.look import Look
from ui.widgets.boxes import Column
from ui.widgets.choices import ChoiceRow, Option, TickBox
from ui.widgets.dressing import Words
from ui.widgets.fields import Field, LongField, Picker
from ui.widgets.flow import FlowRow


class SettingRow(Column):
    """What all rows share. `not_kept` carries the trouble when the value holds now and could not be written down."""

    not_kept = Signal(object)

    def __init__(self, look: Look, settings: Settings, setting: Setting[Any], *items: QWidget) -> None:
        super().__init__(look, *items, gap=6)
        self.setting, self._settings = setting, settings
        self.show_value(settings.get(setting))
        settings.changed.connect(self._changed)

    def show_value(self, value: Any) -> None:
        """Shows what is chosen."""
        raise NotImplementedError

    def give_up_focus(self) -> None:
        """Keeps what was typed and not left yet."""

    def keep(self, value: Any) -> None:
        """Lets this value hold from now on."""
        try:
            self._settings.set(self.setting, value)
        except Trouble as trouble:
            self.not_kept.emit(trouble)

    def _changed(self, change: Change) -> None:
        if change.setting is self.setting:
            self.show_value(change.value)


class ChoiceSetting(SettingRow):
    """One of a few: all of them are shown. `options` are keyed by the value as text."""

    def __init__(self, look: Look, settings: Settings, setting: Setting[Any], name: str, options: Sequence[Option]) -> None:
        self._row = ChoiceRow(look, name, options)
        super().__init__(look, settings, setting, Words(name, "bold"), self._row, Words(setting.help(), "small"))
        self._row.chosen.connect(lambda key: self.keep(type(setting.default)(key)))

    @property
    def first(self) -> QWidget:
        """The first of the choices."""
        return next(iter(self._row.buttons.values()))

    def show_value(self, value: Any) -> None:
        self._row.choose(str(value))


class PickSetting(SettingRow):
    """One of many: picked from a list."""

    def __init__(self, look: Look, settings: Settings, setting: Setting[Any], name: str, options: Sequence[Option]) -> None:
        self._picker = Picker(look, options)
        for piece in (self._picker, self._picker.view()):
            piece.setAccessibleName(name)
        self._picker.setAccessibleDescription(setting.help())
        super().__init__(look, settings, setting, Words(name, "bold"), FlowRow(look, self._picker), Words(setting.help(), "small"))
        self._picker.activated.connect(lambda _place: self.keep(type(setting.default)(self._picker.key)))

    def show_value(self, value: Any) -> None:
        self._picker.pick(str(value))


class TickSetting(SettingRow):
    """On or off."""

    def __init__(self, look: Look, settings: Settings, setting: Setting[bool], name: str) -> None:
        self._tick = TickBox(look, Option(setting.key, name))
        self._tick.setAccessibleDescription(setting.help())
        super().__init__(look, settings, setting, FlowRow(look, self._tick), Words(setting.help(), "small"))
        self._tick.clicked.connect(self.keep)

    def show_value(self, value: bool) -> None:
        self._tick.setChecked(value)


class TextSetting(SettingRow):
    """A few words, kept when the box is left."""

    def __init__(self, look: Look, settings: Settings, setting: Setting[str], name: str) -> None:
        self._box = QLineEdit()
        self._box.setMaxLength(setting.longest)
        super().__init__(look, settings, setting, Field(look, name, self._box, setting.help()))
        self._box.editingFinished.connect(self.give_up_focus)

    def show_value(self, value: str) -> None:
        if value != self._box.text():
            self._box.setText(value)

    def give_up_focus(self) -> None:
        self.keep(" ".join(self._box.text().split()))


class LongTextSetting(SettingRow):
    """Several lines, kept when the box is left."""

    def __init__(self, look: Look, settings: Settings, setting: Setting[str], name: str) -> None:
        self._box = _LeftField(look)
        super().__init__(look, settings, setting, Field(look, name, self._box, setting.help()))
        self._box.left.connect(self.give_up_focus)

    def show_value(self, value: str) -> None:
        if value != self._box.toPlainText().strip():
            self._box.setPlainText(value)

    def give_up_focus(self) -> None:
        self.keep(self._box.toPlainText().strip()[: self.setting.longest])


class _LeftField(LongField):
    """Says when the keys go elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
