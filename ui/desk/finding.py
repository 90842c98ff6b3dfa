"""What was found: shown where it stands, and let go of again, so that nobody types over it."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from app.looking import Found
from models.text.document import question_of
from ui.desk.find_bar import FindBar
from ui.desk.question_view import QuestionView
from ui.desk.room import DeskRoom
from ui.desk.steps_back import GoTo
from ui.writing.side_editor import SideEditor


class Finding:
    """Goes to what the find bar found. `view` gives the question that is shown; `page` takes the keys where no box may."""

    def __init__(
        self, room: DeskRoom, bar: FindBar, page: QWidget, scroll: QScrollArea, view: Callable[[], QuestionView | None], go_to: GoTo
    ) -> None:
        self._room, self._bar, self._page, self._scroll, self._view, self._go_to = room, bar, page, scroll, view, go_to

    def show(self, found: Found) -> None:
        """Goes there, and selects it."""
        self._let_go()
        self._go_to(question_of(found.side)[0], found.side)
        view = self._view()
        box = view.box_named(found.side) if view else None
        if box is not None:
            box.editor.go_to(found.at + found.length)
            box.editor.put_caret(found.at + found.length, found.at)
            self._scroll.ensureWidgetVisible(box)
        if not self._bar.isHidden():
            self._bar.box.setFocus()  # Enter goes on to the next place, and never types over what was found

    def put_away(self) -> None:
        """What was found is selected no more, and the keys go where the pen in hand may write: never into somebody else's box."""
        self._let_go()
        held = QApplication.focusWidget()
        if self._room.desk.pen is None or not isinstance(held, SideEditor):
            return
        if self._room.pen_for_writing(held.side_name) is None:
            view = self._view()
            own = view.first_editor if view else None
            fits = isinstance(own, SideEditor) and self._room.pen_for_writing(own.side_name) is not None
            (own if fits and own is not None else self._page).setFocus()

    def _let_go(self) -> None:
        """The next letter of whoever writes would take the place of what is selected."""
        view = self._view()
        for box in view.side_boxes if view else ():
            box.editor.put_caret(box.editor.caret)
