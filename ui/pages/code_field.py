"""The code of a recovery sheet, typed back from paper: small letters, spaces and look-alikes do not matter."""

from app.access.recovery import CodeMistyped, RecoveryCode, read_code
from app.errors import explain
from app.language import _
from ui.look import Look
from ui.widgets.fields import Field, LongField


class CodeField(Field):
    """Thirteen groups of four, in one box. What does not fit is told by the numbers of its groups, and stays to be mended."""

    def __init__(self, look: Look) -> None:
        help = _("Thirteen groups of four. Small letters, spaces and dashes do not matter.")
        super().__init__(look, _("The code on the recovery sheet"), LongField(look, lines=2), help)
        self.box.textChanged.connect(self._begin_anew)

    def read(self) -> RecoveryCode | None:
        """The code. None where it does not fit yet, which is said under the box."""
        typed = self.box.toPlainText()
        if not typed.strip():
            self.set_trouble(_("Type the code first. It is on the sheet that was printed."))
            self.box.setFocus()
            return None
        try:
            return read_code(typed)
        except CodeMistyped as fault:
            self.set_trouble(str(explain(fault)))
            self.box.setFocus()
            return None

    def forget(self) -> None:
        """Empties the box."""
        self.box.clear()

    def _begin_anew(self) -> None:
        self.set_trouble("")
