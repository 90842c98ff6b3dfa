"""One question in the middle of the desk: its picture and words, its boxes side by side, *together*, and where we stand."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.answers import read_step, step_in_words
from app.forms import with_name
from app.language import _
from app.places import BEFORE
from app.ward_words import texts_of
from app.wording import in_short
from models.questions import Duty, Kind, Question, SideName
from models.text.document import question_of, side_id
from ui.desk.answers.signing import SigningControl
from ui.desk.disagreed import disagreed_card
from ui.desk.room import DeskRoom
from ui.desk.side_box import SideBox
from ui.desk.stands_row import StandsRow
from ui.desk.words_here import WordsHere
from ui.icons import picture_icon
from ui.pages.spread import Spread
from ui.speaking import HearButton
from ui.widgets.boxes import Card, Column, Row, TwoSides
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.flow import FlowRow
from ui.widgets.icon_view import IconView, PictureView
from ui.widgets.pressing import Kind as ButtonKind
from ui.writing.side_view import SideView


class QuestionView(Dressed, QWidget):
    """A question with all its boxes. Built when somebody goes there, taken down when they go on."""

    def __init__(self, room: DeskRoom, question: Question) -> None:
        super().__init__()
        self.question, self._room = question, room
        self.side_boxes: list[SideBox] = []
        self.stands: list[StandsRow | SigningControl] = []
        self.last_editor: QWidget | None = None  # where the keys went last
        self._column = QVBoxLayout(self)
        self.words_here = WordsHere(room.shell, self._head(), lambda: texts_of(room.desk, question))
        self._column.addWidget(self.words_here)
        self._disagreed()
        self._boxes = Column(room.look, gap=14)
        self._column.addWidget(self._boxes)
        self._numbers: list[str] = []
        self._headings: dict[str, Words] = {}  # by the box that they stand over
        self._foot()
        self._column.addStretch(1)
        room.places_changed.connect(self._places_changed)
        self.wear(room.look)
        self._show_boxes()
        self.words_here.look_again()

    # What you can ask it

    def box_named(self, side: str) -> SideBox | None:
        """The box of that name, if it is shown."""
        return next((box for box in self.side_boxes if box.box.name == side), None)

    @property
    def first_editor(self) -> QWidget | None:
        """Where the keys go: the first box in which the pen in hand may put words, else the first; the choices where there is no box."""
        fitting = [box for box in self.side_boxes if self._room.pen_for_writing(box.box.name)]
        boxes = fitting or self.side_boxes
        return boxes[0].first_piece if boxes else self.stands[0].choices if self.stands else None

    # What you can tell it

    def close_down(self) -> None:
        """Lets go of the document and the room before the view goes."""
        self._room.places_changed.disconnect(self._places_changed)
        self._hear.close_down()
        for piece in (*self.side_boxes, *self.stands, self.words_here):
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
        lines += [Words(with_name(question.help, self._patient()), "quiet")] if question.help else []
        self._hear = HearButton(self._room.shell, self._to_hear)
        words = Row(look, PictureView(look, icon), (Column(look, *lines, gap=2), 1), gap=14)
        return Column(look, *self._before(), Spread(look, words, FlowRow(look, self._hear)), gap=10)

    def _before(self) -> list[QWidget]:
        """What the form says before anybody has written a word."""
        words, look = self._room.desk.form.before, self._room.look
        if not words or not self._room.desk.nothing_yet:
            return []
        return [Card(look, Row(look, IconView(look, "information-outline", 24, "accent"), (Words(words), 1), gap=10))]

    def _disagreed(self) -> None:
        """At the question that asks what people do not agree about: where they differ in this plan."""
        card = disagreed_card(self._room) if self.question.has(Duty.LISTS_DIFFERENCES) else None
        if card is not None:
            self._column.addWidget(card)

    def _patient(self) -> str:
        patient = self._room.desk.patient
        return patient.known_as if patient else ""

    def _to_hear(self) -> list[str]:
        from app.reading_out import passages_of  # not above: it brings the words of copies, and most days nobody has it read aloud

        return passages_of(self._room.desk, self.question, self._room.name_of)

    def _foot(self) -> None:
        look = self._room.look
        self._add_box = Button(look, _("Add another box"), "plus")
        self._not_now = Button(look, _("Not now"), "clock-outline", ButtonKind.GHOST)
        self._said_not_now = Words("", "small")
        self._add_box.clicked.connect(self._add_one)
        self._not_now.clicked.connect(self._say_not_now)
        self._column.addWidget(Row(look, self._add_box, self._not_now, self._said_not_now, None))

    def _show_boxes(self) -> None:
        numbers = self._room.desk.box_ids(self.question)
        for number in [number for number in numbers if number not in self._numbers]:
            self._boxes.add(self._box_set(number))
        self._numbers = numbers
        self._show_headings()
        self._add_box.setVisible(self._room.desk.may_add_box(self.question))
        self._show_not_now()

    def _show_headings(self) -> None:
        """Where several questions repeat together each of their boxes says which it is, and what stands in the first of them."""
        for place, (number, heading) in enumerate(self._headings.items(), 1):
            words = self._words_of_lead(number)
            named = _("Box {n}: “{words}”").format(n=place, words=words) if words else _("Box {n}").format(n=place)
            heading.setText(named)
            heading.setVisible(len(self._headings) > 1)

    def _words_of_lead(self, number: str) -> str:
        """The beginning of what was written where this question repeats beside another; "" for the one that leads."""
        desk, lead = self._room.desk, self.question.repeats_with
        if not lead:
            return ""
        texts = [desk.document.side(box.name).text for box in desk.boxes(desk.form.question(lead), number)]
        return in_short(next((text for text in texts if text.strip()), ""))

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
            box.editor.focus_went.connect(self.words_here.look_soon)
        apart = [box for box in boxes if box.box.side is not SideName.TOGETHER]
        together = [box for box in boxes if box.box.side is SideName.TOGETHER]
        column = Column(look, gap=12)
        if self._said_before(number):
            column.add(self._before_view(number))
        if self._repeats_together():
            self._headings[number] = Words("", "bold")
            column.add(self._headings[number])
        if apart:
            column.add(TwoSides(look, *apart))
        column.add(*together)
        if not self.question.owner_only:  # nobody else has a say in those
            row = StandsRow(self._room, self.question, number)
            self.stands.append(row)
            column.add(row)
        return column

    def _said_before(self, number: str) -> bool:
        """Whether this box answers something that was said in the plan before this one."""
        return bool(self._room.desk.document.side(side_id(self.question.id, BEFORE, number)).length)

    def _before_view(self, number: str) -> QWidget:
        """What was said then, with its owner's mark, who takes it and by when. It cannot be changed here."""
        look, place = self._room.look, side_id(self.question.id, BEFORE, number)
        view = SideView(look, self._room, self._room.desk.document, place)
        view.setAccessibleName(_("What we said last time"))
        steps = [read_step(entry.value) for entry in self._room.desk.entries(place)]
        lines = [Words(step_in_words(step, self._room.name_of), "small") for step in steps if step]
        return Card(look, Words(_("What we said last time"), "bold"), view, *lines, gap=4)

    def _repeats_together(self) -> bool:
        lead = self.question.repeats_with or self.question.id
        return any(one.repeats_with == lead for one in self._room.desk.form.questions)

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
        if any(question_of(place)[0] == self.question.id for place in places):
            self.words_here.look_soon()
        if {f"{lead}/boxes", f"{self.question.id}/not_now"} & places:
            self._show_boxes()
