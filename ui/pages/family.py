"""Family and friends: what each of them may see of the plan, whether their words leave, and whether they let other family read theirs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.family_of_plan import Opened, family_of
from app.language import _
from ui.pages.attempting import attempt
from ui.pages.family_part import FamilyPart
from ui.pages.forgetful import ForgetfulPage
from ui.pages.reading_order import order_tabs
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.waiting import EmptyState


class FamilyPage(ForgetfulPage):
    """Each person of family has a box; what is pressed holds at once."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        look = shell.look
        self._who_says, self._can_read = Words("", "quiet"), Words("", "quiet")
        self._part = FamilyPart(shell, tuple(Opened))
        self._part.said.connect(lambda: order_tabs(self))
        self._empty = EmptyState(look, _("Nobody of family or friends is here."), "account-group-outline")
        title = Column(look, Words(_("Family and friends"), "title"), self._who_says, self._can_read, gap=2)
        self._back = Button(look, _("Go back"), "chevron-left")
        self._back.clicked.connect(shell.go_back)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, activated=shell.go_back)
        page = Column(look, title, self._part, self._empty, None, gap=16, margins=(32, 16, 32, 16))
        self.lay_out(page, Foot(look, [self._back]))

    def enter(self, about: object = None) -> None:
        """Shows how it stands for the plan on the table."""
        plan = self.shell.open_store.plan
        if plan is None:
            self.shell.go("today")
            return
        name = plan.desk.patient_name
        self._who_says.setText(_("{patient} says what each person may see. It holds at once.").format(patient=name))
        self._can_read.setText(_("{patient} can read what family and friends write.").format(patient=name))
        attempt(self.shell, lambda: self._part.show_plan(plan))
        somebody = bool(family_of(self.shell.open_store, plan))
        for piece, shown in ((self._who_says, somebody), (self._can_read, somebody), (self._empty, not somebody)):
            piece.setVisible(shown)
        order_tabs(self)

    def leave(self) -> None:
        self.forget()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Tab"), _("Go from one thing to the next")),
            (_("Space"), _("Choose what has the ring")),
            (_("Escape"), _("Go back")),
            (_("F1"), _("Help")),
            (_("Ctrl+L"), _("Lock Two Pens")),
        )

    def first_focus(self) -> QWidget | None:
        return self._part.first or self._back

    def forget(self) -> None:
        """Nobody is shown."""
        self._part.forget()
        self._who_says.setText("")
        self._can_read.setText("")
