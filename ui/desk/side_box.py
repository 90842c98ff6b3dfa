"""One box of a question: whose it is, its words, the answer that is not words, and what waits for somebody in it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.language import _
from app.settings import MARKS_SHOWN
from app.sides import Box
from models.questions import Duty, Question, SideName
from models.text.document import PlanDocument, question_of
from ui.desk.answers import answer_control
from ui.desk.not_shown import NotShown
from ui.desk.room import DeskRoom
from ui.desk.waiting_strips import WaitingStrips
from ui.widgets.boxes import RingedBox, Row
from ui.widgets.choices import ChoiceRow
from ui.widgets.dressing import Words
from ui.widgets.icon_view import IconView
from ui.widgets.people import MarkView
from ui.writing.capture import Wish, wish_of
from ui.writing.side_editor import SideEditor
from ui.writing.side_page import STEP_IN_SIDE, STEP_TOGETHER

BELOW = 8  # room under the words, so that they never touch the round corners


class SideBox(RingedBox):
    """A box with its head, its words and its strips. The ring and "Sam is writing here" show where the pen in hand writes."""

    def __init__(self, room: DeskRoom, question: Question, box: Box) -> None:
        super().__init__(room.look)
        self.box, self._room, self._question = box, room, question
        self._writing_here = Words("", "small")
        step = STEP_TOGETHER if box.side is SideName.TOGETHER else STEP_IN_SIDE
        shell, document = room.shell, room.desk.document
        self.editor = SideEditor(
            room.look, room.ports, document, box.name, room.plan_id, self._owner(), step=step, clock=shell.services.clock
        )
        self.editor.set_empty_words(box.empty)
        self.editor.set_marks_shown(shell.services.settings.get(MARKS_SHOWN))
        self.editor.setAccessibleName(_("{question}: {side}").format(question=question.wording, side=box.title))
        self.control = answer_control(room, question, box)
        if self.control is not None:
            self.control.words_wanted.connect(self._go_on_in_words)
        self.strips = WaitingStrips(room, box.name, self)
        self._not_shown, self._emptied = NotShown(room.look), False
        self._build()
        self.editor.focus_came.connect(self.show_pen)
        self.editor.focus_went.connect(self.show_pen)
        self.editor.plain_word_wanted.connect(room.plain_word_requested)
        room.pen_changed.connect(self._pen_changed)
        room.places_changed.connect(self._places_changed)
        for changed in (room.sight_changed, room.asked_changed):
            changed.connect(self._sight_changed)
        self.show_pen()
        self._sight_changed()

    # What you can ask it

    @property
    def first_piece(self) -> QWidget:
        """Where the keys go: the words, or the choices while there is no room for words yet; why nothing is shown, where that is so."""
        if self.is_closed:
            return self._not_shown.words
        choices = getattr(self.control, "choices", None)
        return next(iter(choices.buttons.values())) if self.editor.isHidden() and isinstance(choices, ChoiceRow) else self.editor

    @property
    def is_closed(self) -> bool:
        """Whether whoever of family reads now may not see what stands here."""
        return bool(self._not_shown.why)

    # What you can tell it

    def show_pen(self) -> None:
        """Puts the ring of the pen in hand round the box it writes in."""
        pen = self._room.pen_for_writing(self.box.name) if self.editor.hasFocus() else None
        self.write_with(self._room.mark_of_pen(pen) if pen else None)
        self._writing_here.setText(_("{who} here").format(who=self._room.pen_in_words(pen)) if pen else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that are typed on a choice or a button of this box are meant for its words."""
        if wish_of(event).wish is Wish.TYPE and self.is_closed:
            self._type_once_open(wish_of(event).text)
        elif wish_of(event).wish is Wish.TYPE and not (self.editor.isHidden() or self.editor.hasFocus()):
            self.editor.setFocus()
            self.editor.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the head or beside the words is meant for the box: the keys go behind its words, and not on into another one."""
        held = QApplication.focusWidget()
        if event.button() == Qt.MouseButton.LeftButton and not self.is_closed and not (held is not None and self.isAncestorOf(held)):
            self._go_on_in_words()
        else:
            super().mousePressEvent(event)

    def close_down(self) -> None:
        """Lets go of the document before the box goes."""
        self._room.pen_changed.disconnect(self._pen_changed)
        self._room.places_changed.disconnect(self._places_changed)
        for changed in (self._room.sight_changed, self._room.asked_changed):
            changed.disconnect(self._sight_changed)
        self.editor.leave()
        if self.control is not None:
            self.control.close_down()
        self.strips.close_down()

    # Insides

    def _type_once_open(self, text: str) -> None:
        """A key in a box that is not shown is not lost: it is asked whose it is, and goes behind the words of the box or into one's own."""
        room, side = self._room, self.box.name
        if room.pen_for_writing(side) is None:
            room.key_without_pen(side, lambda: self._type_once_open(text), text, elsewhere=True)
        else:
            room.with_trouble_told(lambda: room.write(side, room.desk.document.side(side).length, 0, text))
            self.editor.go_to(self.editor.side.length)

    def _places_changed(self, _places: object = None) -> None:
        """While answers are kept apart no words stand beside them either: they would give the answers away."""
        if self._question.has(Duty.APART_FIRST):
            self.editor.setVisible(not (self.is_closed or self._waits_for_others))

    @property
    def _waits_for_others(self) -> bool:
        return self._room.desk.waits_for_others(self._question, question_of(self.box.name)[1])

    def _sight_changed(self) -> None:
        """Shows what stands here to whoever reads now, or in its place why it is not shown."""
        why = self._room.desk.why_hidden(self.box.name, self._room.name_of)
        if why != self._not_shown.why:
            self._show_or_say(why)
        self._empty(bool(why))

    def _show_or_say(self, why: str) -> None:
        pieces = [piece for piece in (self.control, self.editor) if piece is not None]
        held = QApplication.focusWidget()
        keys_here = held is not None and any(piece is held or piece.isAncestorOf(held) for piece in pieces)
        self._not_shown.say(why, sum(piece.height() for piece in pieces if piece.isVisible()))
        if why and keys_here:
            self._not_shown.words.setFocus()
        for piece in pieces:
            piece.setVisible(not why)
        self._places_changed()
        if self.control is not None:
            self.control.show_answers()
        self.strips.show_what_waits()

    def _empty(self, closed: bool) -> None:
        """Takes the words out of the box, so that a screen reader does not find them either. Keys that wait to come in keep their place."""
        if closed != self._emptied and not (closed and self._room.keys_wait):
            self._emptied = closed
            self.editor.show_document(PlanDocument() if closed else self._room.desk.document)

    def _go_on_in_words(self) -> None:
        """Behind the words that stand here: on the button that was pressed letters would be lost, and a space would press it again."""
        if not self.editor.isHidden():
            self.editor.go_to(self.editor.side.length)
            self.editor.show_caret()

    def _pen_changed(self) -> None:
        self.editor.pen_passed()
        self.show_pen()

    def _build(self) -> None:
        look = self._room.look
        head = Row(
            look,
            self._sign(),
            Words(self.box.title, "bold"),
            None,
            self._writing_here,
            self.strips.check_button,
            gap=17,
            margins=(11, 6, 10, 0),
        )
        self.body.addWidget(head)
        pieces = [self.control, self.editor] if self.control is not None else [self.editor]
        for piece in reversed(pieces) if self.control is not None and self.control.words_first else pieces:
            self.body.addWidget(piece)
        self.body.addWidget(self._not_shown)
        self.body.addSpacing(BELOW)
        self.body.addStretch(1)
        self.body.addWidget(self.strips)

    def _sign(self) -> QWidget:
        if self.box.side is SideName.TOGETHER:
            return IconView(self._room.look, "hexagon-multiple-outline", 30, "accent", room=36)
        marks = [MarkView(self._room.look, self._room.mark_of(person), self._room.name_of(person)) for person in sorted(self.box.owners)]
        if not marks:
            return IconView(self._room.look, "account-group-outline", 30, "accent", room=36)
        return marks[0] if len(marks) == 1 else Row(self._room.look, *marks[:4], gap=4)

    def _owner(self) -> str:
        """The person whose own words need no mark here: only where the box is one person's."""
        return next(iter(self.box.owners)) if len(self.box.owners) == 1 else ""
