"""A keeper's own number, asked once for each visit to a page on which keepers can change something for everybody."""

from PySide6.QtCore import Signal

from app.errors import Trouble, explain
from app.keepers import forget_visit, give_number, number_wanted
from app.language import _
from ui.pages.hidden_field import HiddenField, HiddenFields
from ui.shell import Shell
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind


class KeeperDoor(Column):
    """The screen may have been left unlocked: whoever sits there shows that they are the keeper. `passed` says that they may go on."""

    passed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.look, gap=12)
        self._shell = shell
        self.field: HiddenField | None = None
        self.hide()

    # What you can tell it

    def ask(self) -> None:
        """Asks for the number of the keeper who unlocked; passes at once where no keeper has one."""
        self._clear()
        try:
            wanted = number_wanted(self._shell.open_store)
        except Exception as error:
            self._refuse(explain(error))
            return
        if wanted:
            self._show_field()
        else:
            self.passed.emit()

    def forget(self) -> None:
        """The visit is over: the next one asks again."""
        self._clear()
        self.hide()
        if self._shell.has_store:
            forget_visit(self._shell.open_store)

    # Insides

    def _clear(self) -> None:
        self.field = None
        self.clear()

    def _refuse(self, trouble: Trouble) -> None:
        self.add(Card(self.look, *(Words(line) for line in (trouble.title, trouble.sentence, trouble.next_step) if line), gap=6))
        self.show()

    def _show_field(self) -> None:
        look, who = self.look, self._shell.open_store.unlocked_by
        self.field = HiddenField(look, _("Your number, {name}").format(name=who.known_as if who else ""))
        self._go_on = Button(look, _("Go on"), "arrow-right", Kind.PRIMARY)
        self._go_on.clicked.connect(self._give)
        self.field.box.returnPressed.connect(self._give)
        why = Words(_("What is changed here is for everybody. So we ask once more that it is you."))
        self.add(Card(look, why, HiddenFields(look, self.field), FlowRow(look, self._go_on), gap=12, margins=(20, 16, 20, 16)))
        self.show()

    def _give(self) -> None:
        if self.field is None or not self.field.typed or not self._go_on.isEnabled():
            return
        self._wait(True)
        store, number = self._shell.open_store, self.field.typed
        self._shell.services.tasks.run(lambda _tell: give_number(store, number), on_done=self._given, on_trouble=self._not_taken)

    def _wait(self, waiting: bool) -> None:
        """While a number is looked at no other can be given."""
        if self.field is not None:
            self._go_on.setEnabled(not waiting)
            self.field.box.setReadOnly(waiting)

    def _given(self, _none: object) -> None:
        if self.field is None:  # the page was left meanwhile
            self.forget()
            return
        self._clear()
        self.hide()
        self.passed.emit()

    def _not_taken(self, trouble: Trouble) -> None:
        if self.field is None:
            return
        self._wait(False)
        self.field.box.clear()
        self.field.set_trouble(str(trouble))
        self.field.box.setFocus()
