"""Where typing goes on at the desk: after a pen was taken up, and when letters are typed on a button."""

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from models.text.document import question_of
from ui.desk.half_given import type_on_in
from ui.desk.question_view import QuestionView
from ui.desk.room import DeskRoom
from ui.writing.capture import types_letters
from ui.writing.side_editor import SideEditor


class TypingOn:
    """Leads the keys to words. `view` gives the question that is shown; `leads_on` whether a button is one of the ways on from it."""

    def __init__(self, room: DeskRoom, view: Callable[[], QuestionView | None], leads_on: Callable[[QAbstractButton], bool]) -> None:
        self._room, self._view, self._leads_on = room, view, leads_on

    def give_keys_back(self) -> None:
        """After a pen was taken up, typing goes on where it was; where that pen may not put words, in its own box beside that one."""
        view = self._view()
        if view is None:
            return
        held = QApplication.focusWidget()
        piece = self._place_for_pen(view, held if isinstance(held, SideEditor) else view.last_editor)
        if piece is not None:
            if piece is not held:
                piece.setFocus()
            view.show_place(piece)

    def takes(self, event: QKeyEvent) -> bool:
        """Takes letters that are typed on a button of the question or of the ways on: they are meant for the words of the pen in hand.

        A reason that was begun is gone on with first. False where it is not clear whose words they would be, or no letter was typed.
        """
        view, held = self._view(), QApplication.focusWidget()
        if view is None or not types_letters(event) or not isinstance(held, QAbstractButton) or not self._is_of_question(view, held):
            return False
        begun = self._begun_beside(view, held)
        field = type_on_in(begun) if begun is not None else None
        if field is not None:
            field.keyPressEvent(event)
            return True
        piece = self._place_for_pen(view, view.last_editor)
        if not isinstance(piece, SideEditor) or piece.isHidden() or self._room.pen_for_writing(piece.side_name) is None:
            return False
        piece.setFocus()
        piece.keyPressEvent(event)
        view.show_place(piece)
        return True

    # Insides

    def _place_for_pen(self, view: QuestionView, last: QWidget | None) -> QWidget | None:
        """Where the pen in hand goes on with what was written in last: there, or in its own box of the same number."""
        if not isinstance(last, SideEditor):
            return view.first_editor
        fits = self._room.pen_for_writing(last.side_name) is not None
        return last if fits else view.first_editor_in(question_of(last.side_name)[1]) or last

    def _begun_beside(self, view: QuestionView, held: QWidget) -> QWidget | None:
        """What is half given in this question with the pen in hand, while the keys are on a button outside it."""
        left = self._room.drafts.left()
        piece = self._room.drafts.piece_at(left.place) if left is not None else None
        begun = isinstance(piece, QWidget) and piece.draft() is not None and view.isAncestorOf(piece) and not piece.isAncestorOf(held)
        return piece if begun else None

    def _is_of_question(self, view: QuestionView, button: QAbstractButton) -> bool:
        """Whether a button belongs to the question or the ways on from it, and not to a reason that is being written beside it."""
        if any(row.at_work and row.isAncestorOf(button) for row in view.stands):
            return False
        return view.isAncestorOf(button) or self._leads_on(button)
