"""Before a private page opens: one question for everybody, whether they have a page or not."""

from PySide6.QtCore import Signal

from app.access.pins import plain_pin
from app.errors import Trouble
from app.here import Here
from app.language import _
from models.questions import Question
from ui.look import Look
from ui.pages.hidden_field import HiddenField, HiddenFields
from ui.pages.prepare_words import not_now
from ui.widgets.boxes import Card, Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind
from ui.widgets.waiting import Busy


class HaveNumber(Column):
    """Asks first whether somebody has a number. It looks the same whether there is a page or none."""

    number_known = Signal()
    first_time = Signal()
    number_forgotten = Signal()
    not_now_requested = Signal()

    def __init__(self, look: Look) -> None:
        self.first = known = Button(look, _("I have a number"), "lock-open-variant-outline")
        new = Button(look, _("This is my first time"), "file-plus-outline")
        forgotten, not_now_button = _forgotten(look), not_now(look)
        super().__init__(
            look,
            Words(_("Do you have a number for this page?"), "question"),
            Words(_("Each of us chooses it alone, for this page only."), "quiet"),
            FlowRow(look, known, new, gap=12, even=True),
            8,
            FlowRow(look, forgotten, not_now_button, gap=12),
            gap=12,
        )
        known.clicked.connect(self.number_known)
        new.clicked.connect(self.first_time)
        forgotten.clicked.connect(self.number_forgotten)
        not_now_button.clicked.connect(self.not_now_requested)


class TypeNumber(Column):
    """Asks for the number of a page. It looks the same whether there is a page or none."""

    given = Signal(str)
    number_forgotten = Signal()

    def __init__(self, look: Look, here: Here) -> None:
        self.field = HiddenField(look, _("Your number, {name}").format(name=here.known_as))
        self._open = Button(look, _("Open my page"), "lock-open-variant-outline", Kind.PRIMARY)
        forgotten = _forgotten(look)
        self._others = Words(_("Each plan and each meeting has a page with a number of its own. Your other pages are safe."), "quiet")
        self._busy = Busy(look, _("Opening your page…"), can_stop=False)
        super().__init__(
            look,
            Words(_("Type the number of your page."), "question"),
            Words(_("Turn the screen so that only you see it."), "quiet"),
            HiddenFields(look, self.field),
            self._others,
            FlowRow(look, self._open, gap=12),
            self._busy,
            8,
            FlowRow(look, forgotten),
            gap=12,
        )
        self._open.clicked.connect(self._give)
        self.field.box.returnPressed.connect(self._give)
        forgotten.clicked.connect(self.number_forgotten)

    def wait(self, waiting: bool) -> None:
        """While a number is looked at no other can be given."""
        _show_wait(self._busy, waiting)
        self._open.setEnabled(not waiting)
        self.field.box.setReadOnly(waiting)

    def say(self, trouble: Trouble) -> None:
        """Says why the number was not taken. It may be the number of another page: nobody has to fear that one is lost."""
        self.field.box.clear()
        self.field.set_trouble(str(trouble))
        self.field.box.setFocus()

    def _give(self) -> None:
        if self._open.isEnabled() and self.field.typed:
            self.given.emit(self.field.typed)


class ChooseNumber(Column):
    """Lets somebody choose the number of a new page. Says first what forgetting it means; `forgotten`: and what becomes of the old page."""

    given = Signal(str)

    def __init__(self, look: Look, here: Here, least: int, forgotten: bool = False) -> None:
        self._least, self.forgotten = least, forgotten
        label = _("Choose a number, {name}").format(name=here.known_as)
        self.field = HiddenField(look, label, _help_with(least))
        self.again = HiddenField(look, _("The same number again"))
        self._start = Button(look, _("Start my page"), "check", Kind.PRIMARY)
        self._busy = Busy(look, _("Making your page…"), can_stop=False)
        super().__init__(
            look,
            Words(_("Choose a number that only you know."), "question"),
            Words(_("If you forget it, nobody can open this. You can start a new page then.")),
            *([Words(_("With a new number your old page here is gone. Other pages stay."), "bold")] if forgotten else []),
            Words(_("The page opens on this computer only."), "quiet"),
            HiddenFields(look, self.field, self.again),
            FlowRow(look, self._start),
            self._busy,
            gap=12,
        )
        self._start.clicked.connect(self._give)
        self.field.box.returnPressed.connect(self.again.box.setFocus)
        self.again.box.returnPressed.connect(self._give)

    def wait(self, waiting: bool) -> None:
        """While a number is kept no other can be given."""
        _show_wait(self._busy, waiting)
        self._start.setEnabled(not waiting)

    def say(self, trouble: Trouble) -> None:
        """Says why the number was not taken."""
        self.field.set_trouble(str(trouble))
        self.field.box.setFocus()

    def _give(self) -> None:
        if self._start.isEnabled() and self._fits():
            self.given.emit(self.field.typed)

    def _fits(self) -> bool:
        """Whether it is long enough, and twice the same. Else it is said under the field."""
        if len(plain_pin(self.field.typed)) < self._least:
            self.field.set_trouble(_("It needs {n} digits or letters.").format(n=self._least))
            self.field.box.setFocus()
            return False
        if plain_pin(self.field.typed) != plain_pin(self.again.typed):
            self.again.set_trouble(_("These two are not the same. Type it once more."))
            self.again.box.setFocus()
            self.again.box.selectAll()  # what is typed once more takes its place
            return False
        return True


class InThePlan(Card):
    """Where the team prepares: in the plan, so that nothing is a surprise. `first` is the button that leads there."""

    wanted = Signal(str)

    def __init__(self, look: Look, patient: str, question: Question) -> None:
        self.first = write = Button(look, _("Write it in the record"), "pencil", Kind.PRIMARY)
        write.clicked.connect(lambda: self.wanted.emit(question.id))
        says = _("{name} can read it before the day, so nothing is a surprise.").format(name=patient)
        super().__init__(
            look,
            Words(_("The team prepares where everybody can read it."), "question"),
            Words(question.professional_wording, "bold"),
            Words(says if patient else _("Everybody can read it before the day.")),
            FlowRow(look, write),
            gap=10,
        )


def _forgotten(look: Look) -> Button:
    return Button(look, _("I forgot my number"), "help-circle-outline", Kind.GHOST)


def _help_with(least: int) -> str:
    """How long a number is, and what else can be one."""
    return " ".join((_("{n} digits or letters, or more.").format(n=least), _("Some words work too, such as three that you like.")))


def _show_wait(busy: Busy, waiting: bool) -> None:
    if waiting:
        busy.begin()
    else:
        busy.end()
