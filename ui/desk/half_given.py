"""Saying that something was begun and not given: before the desk is left for good, and at its place to whoever holds another pen."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.language import _
from app.wording import voice_name
from models.text.document import question_of
from ui.desk.drafts import Left
from ui.desk.room import DeskRoom
from ui.widgets.boxes import Column
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind
from ui.widgets.sight import bring_into_sight
from ui.widgets.strips import Saying, Tone, Way


class BegunLines(Column):
    """What others began in one place and did not give: who began it, and the ways to go on with it or to throw it away."""

    def __init__(self, room: DeskRoom) -> None:
        super().__init__(room.look, gap=4)
        self._room = room
        self._shown: list[Left] = []

    def show_begun(self, others: list[Left]) -> None:
        """Shows one line for each pen with which something was begun."""
        if others == self._shown:
            return
        self._shown = others
        self.clear()
        for left in others:
            self.add(Words(_("{began} It is not given yet.").format(began=who_began(self._room, left))), self._ways(left))

    def _ways(self, left: Left) -> FlowRow:
        room, name = self._room, self._room.name_of(left.pen.hands) if left.pen is not None else ""
        go_on = Button(room.look, _("{name} goes on with it").format(name=name), "pen")
        throw = Button(room.look, _("Throw it away"), "close", Kind.GHOST)
        go_on.clicked.connect(lambda: room.with_trouble_told(lambda: self._go_on(left)))
        throw.clicked.connect(lambda: self._throw_away(left))
        return FlowRow(room.look, go_on, throw, gap=12)

    def _go_on(self, left: Left) -> None:
        """With the pen it was begun with. After a pass the keys go to the boxes; here they are wanted in what is half written."""
        if left.pen is None:
            return
        self._room.take_up(self._room.desk.pens.again(left.pen))
        self._give_keys_to(left)
        QTimer.singleShot(0, self, lambda: self._give_keys_to(left))

    def _give_keys_to(self, left: Left) -> None:
        piece, pen = self._room.drafts.piece_at(left.place), self._room.desk.pen
        if isinstance(piece, QWidget) and pen is not None and pen.key == left.pen:
            type_on_in(piece)

    def _throw_away(self, left: Left) -> None:
        thrown = self._room.drafts.throw_away(left)
        if thrown is None:
            return
        saying = Saying(_("It is thrown away."), (), (Way("back", _("Bring it back"), "undo"), Way("leave", _("Leave it"), "close")))
        self._room.shell.asking.tell(saying, lambda key: self._room.drafts.bring_back(left, thrown) if key == "back" else None)


def type_on_in(piece: QWidget) -> QLineEdit | QPlainTextEdit | None:
    """The keys go behind what was written last in a piece; where nothing was, to its first field. That field; None where there is none."""
    fields = [one for one in piece.findChildren(QWidget) if isinstance(one, QLineEdit | QPlainTextEdit) and one.isVisibleTo(piece)]
    begun = [one for one in fields if _words_in(one)]
    for field in begun[-1:] or fields[:1]:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.end(False)
        else:
            field.moveCursor(QTextCursor.MoveOperation.End)
        bring_into_sight(field)
        return field
    return None


def _words_in(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def say_what_is_half_given(room: DeskRoom, left: Left, go_there: Callable[[], object], go_on: Callable[[], object]) -> None:
    """It would be lost with the window. It is given, or thrown away on purpose; then `go_on` is done."""

    def answered(key: str) -> None:
        if key == "go":
            go_there()
        else:
            room.drafts.throw_away(left)
            go_on()

    strip = room.shell.asking.tell(_saying(room, left), answered)
    if strip is not None:
        strip.buttons["go"].setFocus(Qt.FocusReason.TabFocusReason)


def who_began(room: DeskRoom, left: Left) -> str:
    """Who began something, in a sentence."""
    if left.pen is None:
        return _("Somebody began an answer here.")
    name = room.name_of(left.pen.hands)
    if left.pen.own_hands:
        return _("{name} began an answer here.").format(name=name)
    return _("{hands} began an answer here for {name}.").format(hands=name, name=voice_name(left.pen.voice, room.name_of))


def where_it_waits(room: DeskRoom, left: Left) -> str:
    """The question at which something is half given, and who began it, in a sentence."""
    question = room.desk.form.question(question_of(left.place)[0])
    if left.pen is None:
        return _("An answer is begun at “{question}”.").format(question=question.wording)
    name = room.name_of(left.pen.hands)
    return _("{name} began an answer at “{question}”.").format(name=name, question=question.wording)


def _saying(room: DeskRoom, left: Left) -> Saying:
    why = _("It is not given yet. If you throw it away, it is gone.")
    ways = (Way("go", _("Go there"), "arrow-right", primary=True), Way("leave", _("Throw it away"), "close"))
    return Saying(where_it_waits(room, left), (why,), ways, Tone.CAREFUL)
