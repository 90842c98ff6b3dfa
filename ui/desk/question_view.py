"""One question in the middle of the desk: its picture and words, its boxes side by side, *together*, and where we stand."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language import _
from models.questions import Kind, Question, SideName
from models.text.document import side_id
from ui.desk.answers.signing import SigningControl
from ui.desk.room import DeskRoom
from ui.desk.side_box import SideBox
from ui.desk.stands_row import StandsRow
from ui.icons import picture_icon
from ui.widgets.boxes import Column, Row, TwoSides
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.icon_view import PictureView
from ui.widgets.pressing import Kind as ButtonKind


class QuestionView(Dressed, QWidget):
    """A question with all its boxes. Built when somebody goes there, taken down when they go on."""

    def __init__(self, room: DeskRoom, question: Question) -> None:
        super().__init__()
        self.question, self._room = question, room
        self.side_boxes: list[SideBox] = []
        self.stands: list[StandsRow | SigningControl] = []
        self.last_editor: QWidget | None = None  # where the keys went last
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head())
        self._boxes = Column(room.look, gap=14)
        self._column.addWidget(self._boxes)
        self._numbers: list[str] = []
        self._foot()
        self._column.addStretch(1)
        room.places_changed.connect(self._places_changed)
        self.wear(room.look)
        self._show_boxes()

    # What you can ask it

    def box_named(self, side: str) -> SideBox | None:
        """The box of that name, if it is shown."""
        return next((box for box in self.side_boxes if box.box.name == side), None)

    @property
    def first_editor(self) -> QWidget | None:
        """Where the keys go: the first box in which the pen in hand may put words, else the first; the choices where there is no box."""
        fitting = [box for box in self.side_boxes if self._room.pen_for_writing(box.box.name)]
        boxes = fitting or self.side_boxes
        return boxes[0].editor if boxes else self.stands[0].choices if self.stands else None

    # What you can tell it

    def close_down(self) -> None:
        """Lets go of the document and the room before the view goes."""
        self._room.places_changed.disconnect(self._places_changed)
        for piece in (*self.side_boxes, *self.stands):
            piece.close_down()

    def dress(self) -> None:
        pad = self.look.pad
        self._column.setContentsMargins(pad(24), pad(12), pad(24), pad(8))
        self._column.setSpacing(pad(10))

    # Insides

    def _head(self) -> QWidget:
        look, question = self._room.look, self.question
        icon = picture_icon(question.picture)
        lines = [Words(question.wording, "question")]
        lines += [Words(_("Staff see: {words}").format(words=question.professional_wording), "small")]
        lines += [Words(question.help, "quiet")] if question.help else []
        return Row(look, PictureView(look, icon), (Column(look, *lines, gap=2), 1), gap=14)

    def _foot(self) -> None:
        look = self._room.look
        self._add_box = Button(look, _("Add another box"), "plus")
        self._not_now = Button(look, _("Not now"), "clock-outline", ButtonKind.GHOST)
        self._said_not_now = Words("", "small")
        self._add_box.clicked.connect(self._add_one)
        self._not_now.clicked.connect(self._say_not_now)
        self._column.addWidget(Row(look, self._add_box, self._not_now, self._said_not_now, None))
        self._add_box.setVisible(self.question.repeats and not self.question.repeats_with)  # in its row: alone it would be a window

    def _show_boxes(self) -> None:
        numbers = self._room.desk.box_ids(self.question)
        for number in numbers[len(self._numbers) :]:
            self._boxes.add(self._box_set(number))
        self._numbers = numbers
        self._show_not_now()

    def _box_set(self, number: str) -> QWidget:
        look = self._room.look
        if self.question.kind is Kind.SIGNATURE:
            signing = SigningControl(self._room, side_id(self.question.id, "signing"))
            self.stands.append(signing)
            return signing
        boxes = [SideBox(self._room, self.question, box) for box in self._room.desk.boxes(self.question, number)]
        self.side_boxes += boxes
        for box in boxes:
            box.editor.focus_came.connect(lambda box=box: self._keys_went_to(box))
        apart = [box for box in boxes if box.box.side is not SideName.TOGETHER]
        together = [box for box in boxes if box.box.side is SideName.TOGETHER]
        column = Column(look, gap=12)
        if apart:
            column.add(TwoSides(look, *apart))
        column.add(*together)
        if not self.question.owner_only:  # nobody else has a say in those
            row = StandsRow(self._room, self.question, number)
            self.stands.append(row)
            column.add(row)
        return column

    def _keys_went_to(self, box: SideBox) -> None:
        self.last_editor = box.editor

    def _add_one(self) -> None:
        self._room.with_pen_in_hand(lambda: self._room.desk.add_box(self.question))

    def _say_not_now(self) -> None:
        said = {entry.pen.hands for entry in self._room.desk.not_now(self.question)}
        pen = self._room.desk.pen
        again = pen is not None and pen.hands in said
        self._room.with_pen_in_hand(lambda: self._room.desk.say_not_now(self.question, not again))

    def _show_not_now(self) -> None:
        names = [
            self._room.name_of(entry.pen.voice.people[0]) for entry in self._room.desk.not_now(self.question) if entry.pen.voice.people
        ]
        self._said_not_now.setText(_("{names} said: not now.").format(names=", ".join(names)) if names else "")

    def _places_changed(self, places: frozenset[str]) -> None:
        lead = self.question.repeats_with or self.question.id
        if {f"{lead}/boxes", f"{self.question.id}/not_now"} & places:
            self._show_boxes()
