"""Saying that something was begun and not given, before the desk is left for good."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from app.language import _
from models.text.document import question_of
from ui.desk.drafts import Left
from ui.desk.room import DeskRoom
from ui.widgets.strips import Saying, Tone, Way


def say_what_is_half_given(room: DeskRoom, left: Left, go_to: Callable[[str], object], go_on: Callable[[], object]) -> None:
    """It would be lost with the window. It is given, or left behind on purpose; then `go_on` is done."""

    def answered(key: str) -> None:
        if key == "go":
            go_to(question_of(left.place)[0])
        else:
            room.drafts.leave_behind(left)
            go_on()

    strip = room.shell.asking.tell(_saying(room, left), answered)
    if strip is not None:
        strip.buttons["go"].setFocus(Qt.FocusReason.TabFocusReason)


def _saying(room: DeskRoom, left: Left) -> Saying:
    question = room.desk.form.question(question_of(left.place)[0])
    why = _("It is lost if it is left behind.")
    if left.pen is not None and (room.desk.pen is None or room.desk.pen.key != left.pen):
        why = _("{name} began it. It is shown when {name} holds the pen.").format(name=room.name_of(left.pen.hands))
    ways = (Way("go", _("Go there"), "arrow-right", primary=True), Way("leave", _("Leave it behind"), "close"))
    return Saying(_("Something is not given yet: {question}").format(question=question.wording), (why,), ways, Tone.CAREFUL)
