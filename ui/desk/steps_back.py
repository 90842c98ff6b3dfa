"""Taking the last step of the pen in hand back, and doing it again: where it can be seen, or shown first."""

from collections.abc import Callable

from app.language import _
from models.text.document import question_of
from models.text.undoing import Undone
from ui.desk.question_view import QuestionView
from ui.desk.room import DeskRoom
from ui.widgets.strips import Saying

GoTo = Callable[[str, str], object]  # a question, and a side of it


class StepsBack:
    """Undo and redo at the desk. `view` gives the question that is shown, `go_to` shows another."""

    def __init__(self, room: DeskRoom, view: Callable[[], QuestionView | None], go_to: GoTo) -> None:
        self._room, self._view, self._go_to = room, view, go_to

    def undo(self) -> None:
        """Takes the last step back; if it is out of sight, first goes there and shows it. What waits for a pen goes first."""
        view = self._view()
        if view is None or self._room.take_back_waiting():
            return
        step = self._room.desk.next_undo()
        if step is None:
            return
        if question_of(step.place)[0] not in (view.question.id, view.question.repeats_with):
            self._show_first(step)
            return
        done = self._room.undo()
        if done is not None and done.refused:
            self._room.shell.asking.tell(Saying(_("These words were answered. They can't be taken back now.")))
        self._go_where_it_was(done)

    def redo(self) -> None:
        """Does again what was taken back last."""
        if not self._room.keys_wait:
            self._go_where_it_was(self._room.redo())

    def _show_first(self, step: Undone) -> None:
        self._go_to(question_of(step.place)[0], step.place)
        pen = self._room.desk.pen
        name = self._room.name_of(pen.hands) if pen else ""
        self._room.shell.asking.tell(Saying(_("This is {name}'s last step. Press again to take it back.").format(name=name)))

    def _go_where_it_was(self, step: Undone | None) -> None:
        """The caret goes behind what came back, or where something was taken out: typing goes on there."""
        view = self._view()
        box = view.box_named(step.place) if step is not None and not step.refused and view is not None else None
        if box is not None:
            box.editor.put_caret(box.editor.changed_last)
