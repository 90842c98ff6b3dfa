"""Pens by keys: passing the pen, typing for somebody with one key for each, and laying down a pen that rested too long."""

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.here import Here
from app.language import _
from ui.desk.room import DeskRoom
from ui.widgets.strips import Saying


class PensByKey:
    """What the number keys do at the desk. The people are counted as they stand: the patient first, then as they came."""

    def __init__(self, room: DeskRoom) -> None:
        self._room = room
        self._field_words = ""

    def pass_to(self, place: int) -> None:
        """Passes the pen to the person in that place. Nothing where nobody is."""
        people = self._present()
        if place < len(people):
            self._room.take_up(self._room.desk.pens.own(people[place].person))

    def type_for(self, place: int) -> None:
        """Whoever holds the pen types for somebody who speaks, by one key; by the key of their own, for themselves again."""
        people, pen = self._present(), self._room.desk.pen
        if pen is None:
            lines = (_("Take up a pen first. Then choose whom you type for."),)
            self._room.shell.asking.tell(Saying(_("Nobody holds the pen."), lines))
        elif place < len(people):
            self._room.take_up(self._room.desk.pen_for_speaker(pen.hands, people[place].person))

    def let_rest(self) -> None:
        """Lays a pen down that rested too long, and says so. Whoever types in a field does not rest, though no word of theirs is in yet."""
        field = QApplication.focusWidget()
        words = field.text() if isinstance(field, QLineEdit) else field.toPlainText() if isinstance(field, QPlainTextEdit) else ""
        if words != self._field_words:
            self._field_words = words
            self._room.desk.stay_awake()
        if self._room.desk.let_rest():
            told = Saying(_("The pen rests: nobody wrote for a while."), (_("Take it up again to write."),))
            self._room.shell.asking.tell(told)

    def _present(self) -> list[Here]:
        return [here for here in self._room.desk.people if here.present]
