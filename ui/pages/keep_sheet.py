"""Keeping the recovery sheet: it is shown, printed or saved, and then two of its groups are typed back."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.access.recovery import RecoveryCode, RecoverySheet, ask_two_groups
from app.errors import Trouble, explain
from app.language import _
from ui.look import BOLD, QUESTION, REGULAR, SMALL, Look
from ui.pages.sheet_paper import NoPrinter, print_sheet, save_sheet
from ui.painting import draw_box
from ui.shell import Shell
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.fields import Field
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind, draw_words
from ui.widgets.strips import Saying, Tone

FILE_NAME = "Two Pens recovery sheet.pdf"


class Group(Dressed, QWidget):
    """One group of the code with its number, large enough to be copied by hand."""

    def __init__(self, look: Look, number: int, signs: str) -> None:
        super().__init__()
        self._number, self._signs = number, signs
        self.setAccessibleName(_("Group {n}: {signs}").format(n=number, signs=" ".join(signs)))
        self.wear(look)

    def dress(self) -> None:
        look = self.look
        width = look.text_width("MMMM", QUESTION, BOLD) + look.text_width("00", SMALL) + 4 * look.pad(8)
        self.setFixedSize(QSize(round(width), look.px(44)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect())
        draw_box(painter, place, look.colour("paper"), look.colour("hair"), look.edge())
        inner = place.adjusted(look.pad(8), 0, -look.pad(8), 0)
        draw_words(painter, look, inner, str(self._number), look.colour("quiet"), SMALL, REGULAR)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_words(painter, look, inner, self._signs, look.colour("text"), QUESTION, BOLD, right)


class KeepSheet(Column):
    """First the sheet, then the check. `kept` says that two groups were typed back as they are; `back_requested` leaves."""

    kept = Signal()
    back_requested = Signal()
    trouble_met = Signal(object)  # a Trouble
    told = Signal(object)  # a Saying
    turned = Signal()  # sheet and check changed places

    def __init__(self, shell: Shell, code: RecoveryCode, sheet: RecoverySheet) -> None:
        super().__init__(shell.look, gap=12)
        self._shell, self._code, self._paper = shell, code, sheet
        self.first: QWidget = self
        self.show_sheet()

    @property
    def sheet(self) -> RecoverySheet:
        """What is on the paper."""
        return self._paper

    # The sheet

    def show_sheet(self) -> None:
        """Shows the code, and the ways to keep it."""
        look = self.look
        self.clear()
        buttons = {
            "print": Button(look, _("Print it"), "printer-outline"),
            "save": Button(look, _("Save it as a file"), "content-save-outline"),
            "next": Button(look, _("I have it"), "check", Kind.PRIMARY),
            "back": Button(look, _("Back"), "arrow-left"),
        }
        self.first = buttons["print"]
        acts = {"print": self._print, "save": self._save, "next": self._ask_back, "back": self.back_requested}
        for key, button in buttons.items():
            button.clicked.connect(acts[key])
        self.add(
            Words(_("This code opens your plans when nothing else does."), "question"),
            *(Words(line) for line in self._paper.words[1:3]),
            FlowRow(look, *(Group(look, number, signs) for number, signs in enumerate(self._code.groups, 1)), gap=8),
            Words(_("Print it, save it on a memory stick, or copy it by hand."), "quiet"),
            FlowRow(look, *buttons.values(), gap=12),
        )
        self.turned.emit()

    def _print(self) -> None:
        try:
            done = print_sheet(self._paper, self.window())
        except NoPrinter:
            self.trouble_met.emit(_no_printer())
            return
        if done:
            self._tell(_("The sheet is on its way to the printer."))

    def _save(self) -> None:
        path = self._shell.asking.ask_where_to_save(_("Save the recovery sheet"), Path.home() / FILE_NAME, "PDF (*.pdf)")
        if path is None:
            return
        try:
            _refuse_beside_the_plans(path, self._shell.services.profile.folder)
            save_sheet(path, self._paper)
        except Exception as error:
            self.trouble_met.emit(explain(error))
            return
        self._tell(_("The sheet is saved. Take the file away from this computer."))

    def _tell(self, sentence: str) -> None:
        self.told.emit(Saying(sentence, tone=Tone.GOOD))

    # The check

    def _ask_back(self) -> None:
        look = self.look
        self.clear()
        self._check = ask_two_groups(self._code)
        self._groups = {number: Field(look, _("Group {n} of your sheet").format(n=number)) for number in self._check.asked}
        done, again = Button(look, _("Next"), "arrow-right", Kind.PRIMARY), Button(look, _("Show the sheet again"), "eye-outline")
        done.clicked.connect(self._look_at_groups)
        again.clicked.connect(self.show_sheet)
        fields = list(self._groups.values())
        self.first = fields[0].box
        fields[0].box.returnPressed.connect(fields[1].box.setFocus)
        fields[1].box.returnPressed.connect(self._look_at_groups)
        self.add(
            Words(_("Type two groups from your sheet."), "question"),
            Words(_("So we both know that you have it."), "quiet"),
            FlowRow(look, *fields, gap=16),
            FlowRow(look, done, again, gap=12),
        )
        self.turned.emit()

    def _look_at_groups(self) -> None:
        typed: Mapping[int, str] = {number: field.box.text() for number, field in self._groups.items()}
        wrong = self._check.wrong_groups(typed)
        for number, field in self._groups.items():
            field.set_trouble(_("This is not group {n} of the sheet.").format(n=number) if number in wrong else "")
        if wrong:
            self._groups[wrong[0]].box.setFocus()
        else:
            self.kept.emit()


def _refuse_beside_the_plans(path: Path, folder: Path) -> None:
    """Whoever takes the computer must not find the code beside what it opens."""
    if path.resolve().is_relative_to(folder.resolve()):
        raise Trouble(
            _("Not beside the plans"), _("This folder lies with the plans themselves."), _("Choose a memory stick, or print the sheet.")
        )


def _no_printer() -> Trouble:
    return Trouble(_("No printer"), _("This computer knows no printer."), _("Save the sheet as a file, or copy it by hand."))
