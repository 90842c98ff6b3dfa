"""One question in the middle of the desk: its picture and words, its boxes side by side, *together*, and where we stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.agenda import question_to_check
from app.answers import read_step, step_in_words
from app.forms import with_name
from app.language import _
from app.places import BEFORE, NOT_NOW
from app.struck_before import asked_out
from app.ward_words import texts_of
from app.wording import in_short, voice_name
from models.questions import Duty, Kind, Question, SideName
from models.text.document import question_of, side_id
from ui.desk.answers.signing import SigningControl
from ui.desk.disagreed import disagreed_card
from ui.desk.not_shown import NotShown
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
from ui.widgets.keeping import keep_place
from ui.widgets.pressing import Kind as ButtonKind
from ui.widgets.sight import bring_into_sight
from ui.widgets.starters import Starters
from ui.writing.scrolling import lay_out_now, page_around
from ui.writing.side_view import SideView


@dataclass(frozen=True)
class BoxSet:
    """The boxes of one number, with what stands over and under them."""

    column: QWidget
    boxes: tuple[SideBox, ...]
    stands: tuple[StandsRow | SigningControl, ...]


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
        self._disagreed()
        self._record_to_read()
        self._not_shown = NotShown(room.look)
        self._column.addWidget(self._not_shown)
        self._starters = Starters(room.look, question.starters)
        self._starters.chosen.connect(self._begin_with)
        self._column.addWidget(self._starters)
        self._boxes = Column(room.look, gap=14)
        self._column.addWidget(self._boxes)
        self._sets: dict[str, BoxSet] = {}  # by number
        self._offered = ""  # the number of a box that is shown, and waits for somebody to take up a pen
        self._headings: dict[str, Words] = {}  # by the box that they stand over
        self._before_places: dict[str, Column] = {}  # by number: what was said last time
        self._stands_hidden = False
        self._hidden: frozenset[str] = frozenset()  # the boxes that whoever reads now may not see
        self._foot()
        self.words_here = WordsHere(room.shell, lambda: texts_of(room.desk, question))
        self._column.addWidget(self.words_here)
        self._column.addStretch(1)
        room.places_changed.connect(self._places_changed)
        room.asked_changed.connect(self._asked_changed)
        room.sight_changed.connect(self._sight_changed)
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
        first = self._first_of(self.side_boxes)
        if first is None and self._not_shown.why:
            return self._not_shown.words
        return first or (self.stands[0].choices if self.stands else None)

    def first_editor_in(self, number: str) -> QWidget | None:
        """The same among the boxes of one number; None where that is not shown."""
        return self._first_of(self._sets[number].boxes) if number in self._sets else None

    # What you can tell it

    def show_place(self, piece: QWidget) -> None:
        """Scrolls the page so far that the box is seen in which that piece stands; of a box that is higher than the page, the caret."""
        box = next((box for box in self.side_boxes if box.isAncestorOf(piece)), None)
        page = page_around(self)
        if box is None or page is None:
            return
        lay_out_now()
        if box.height() <= page.viewport().height():
            bring_into_sight(box)
        if piece is box.editor:
            box.editor.show_caret()

    def close_down(self) -> None:
        """Lets go of the document and the room before the view goes."""
        self._room.places_changed.disconnect(self._places_changed)
        self._room.asked_changed.disconnect(self._asked_changed)
        self._room.sight_changed.disconnect(self._sight_changed)
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
        card = self._differences = disagreed_card(self._room) if self.question.has(Duty.LISTS_DIFFERENCES) else None
        if card is not None:
            self._column.addWidget(card)

    def _record_to_read(self) -> None:
        """At the question that asks whether the record is right: the way to the record."""
        if self.question.id == question_to_check(self._room.desk.form):
            read = Button(self._room.look, _("Read it back together"), "book-open-page-variant-outline")
            read.clicked.connect(lambda: self._room.shell.go("close_meeting"))
            self._column.addWidget(FlowRow(self._room.look, read))

    def _patient(self) -> str:
        patient = self._room.desk.patient
        return patient.known_as if patient else ""

    def _to_hear(self) -> list[str]:
        from app.reading_out import passages_of  # not above: it brings the words of copies, and most days nobody has it read aloud

        return passages_of(self._room.desk, self.question, self._room.name_of)

    def _foot(self) -> None:
        look = self._room.look
        self._add_box = Button(look, _("One more thing"), "plus")
        self._not_now = Button(look, _("Not now"), "clock-outline", ButtonKind.GHOST)
        self._said_not_now = Words("", "small")
        if self.question.repeats and not self.question.repeats_with:
            keep_place(self._add_box)  # once there are enough boxes *Not now* does not come to stand there
        self._add_box.clicked.connect(self._add_one)
        self._not_now.clicked.connect(self._say_not_now)
        self._column.addWidget(Row(look, self._add_box, self._not_now, self._said_not_now, None))

    def _show_boxes(self) -> None:
        """Builds the boxes that came and takes down those that went, but for what waits in one."""
        room, question = self._room, self.question
        numbers = list(dict.fromkeys([*room.desk.box_ids(question), *([self._offered] if self._offered else [])]))
        for number in [number for number in numbers if number not in self._sets]:
            self._sets[number] = self._box_set(number)
            self._boxes.add(self._sets[number].column)
        for number in [number for number in self._sets if number and number not in numbers and not room.keys_wait]:
            self._take_down(number)
        self._show_headings()
        more = room.desk.may_add_box(question)
        if not more and self._add_box.hasFocus():
            self._go_to_box(numbers[-1])  # the keys would go on to the next button, and what is typed would press it
        self._add_box.setVisible(more)
        self._show_starters()
        self._show_not_now()
        self._show_sight()

    def _begin_with(self, words: str) -> None:
        """Puts a word that was chosen into the first box of its own side that holds nothing, or into one more, with a pen that may."""
        desk, question = self._room.desk, self.question
        side = question.sides[0].value

        def put() -> None:
            number = next((number for number in desk.box_ids(question) if not self._holds(number)), None)
            if number is None:
                number = desk.add_box(question)
                self._show_boxes()
            self._room.write(side_id(question.id, side, number), 0, 0, words)
            self._room.box_wanted.emit(side_id(question.id, side, number))

        self._room.with_pen_in_hand(put, side_id(question.id, side, desk.box_ids(question)[0]))

    def _holds(self, number: str) -> bool:
        """Whether words stand in the box of that number on the side whose question it is."""
        return bool(self._room.desk.document.side(side_id(self.question.id, self.question.sides[0].value, number)).length)

    def _show_starters(self) -> None:
        """Where no box is left for one they can't be pressed; whoever may not see what stands there sees none, and nothing moves."""
        desk, question = self._room.desk, self.question
        offered = bool(question.starters) and desk.writable
        keep_place(self._starters, kept=offered)
        self._starters.setVisible(offered and not desk.hides(side_id(question.id, question.sides[0].value)))
        self._starters.setEnabled(desk.may_add_box(question) or not all(self._holds(number) for number in desk.box_ids(question)))

    def _take_down(self, number: str) -> None:
        """Keys that were in these boxes go to those before."""
        gone = self._sets.pop(number)
        self._headings.pop(number, None)
        self._before_places.pop(number, None)
        self.side_boxes = [box for box in self.side_boxes if box not in gone.boxes]
        self.stands = [row for row in self.stands if row not in gone.stands]
        if self.last_editor in [box.editor for box in gone.boxes]:
            self.last_editor = None
        if gone.column.isAncestorOf(QApplication.focusWidget()):
            self._go_to_box(list(self._sets)[-1])
        for piece in (*gone.boxes, *gone.stands):
            piece.close_down()
        gone.column.hide()
        gone.column.deleteLater()

    def _first_of(self, boxes: Sequence[SideBox]) -> QWidget | None:
        fitting = next((box for box in boxes if self._room.pen_for_writing(box.box.name)), None)
        return (fitting or boxes[0]).first_piece if boxes else None

    def _go_to_box(self, number: str) -> None:
        """The keys go to the box of that number, and the page shows it."""
        piece = self.first_editor_in(number)
        if piece is not None:
            piece.setFocus()
            QTimer.singleShot(0, piece, lambda: self.show_place(piece))

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
        texts = [desk.document.side(box.name).text for box in desk.boxes(desk.form.question(lead), number) if not desk.hides(box.name)]
        return in_short(next((text for text in texts if text.strip()), ""))

    def _box_set(self, number: str) -> BoxSet:
        look = self._room.look
        if self.question.kind is Kind.SIGNATURE:
            signing = SigningControl(self._room, side_id(self.question.id, "signing"))
            self.stands.append(signing)
            return BoxSet(signing, (), (signing,))
        boxes = [SideBox(self._room, self.question, box) for box in self._room.desk.boxes(self.question, number)]
        self.side_boxes += boxes
        for box in boxes:
            box.editor.focus_came.connect(lambda box=box: self._keys_went_to(box))
            box.editor.focus_went.connect(self.words_here.look_soon)
        column = Column(look, gap=12)
        if self._said_before(number):
            self._before_places[number] = Column(look)
            self._fill_before(number)
            column.add(self._before_places[number])
        if self._repeats_together():
            self._headings[number] = Words("", "bold")
            column.add(self._headings[number])
        self._place_sides(column, boxes)
        rows = () if self.question.owner_only else (StandsRow(self._room, self.question, number),)  # nobody else has a say in those
        self.stands += rows
        column.add(*rows)
        return BoxSet(column, tuple(boxes), rows)

    def _place_sides(self, column: Column, boxes: list[SideBox]) -> None:
        apart = [box for box in boxes if box.box.side is not SideName.TOGETHER]
        if apart:
            column.add(TwoSides(self._room.look, *apart))
        column.add(*(box for box in boxes if box.box.side is SideName.TOGETHER))

    def _said_before(self, number: str) -> bool:
        """Whether this box answers something that was said in the plan before this one."""
        return bool(self._room.desk.document.side(side_id(self.question.id, BEFORE, number)).length)

    def _fill_before(self, number: str) -> None:
        """What was said then, or why it is not shown to whoever reads now."""
        why = self._room.desk.why_hidden(side_id(self.question.id, BEFORE, number), self._room.name_of)
        self._before_places[number].clear()
        self._before_places[number].add(NotShown(self._room.look, why) if why else self._before_view(number))

    def _before_view(self, number: str) -> QWidget:
        """What was said then, with its owner's mark, who takes it and by when. It cannot be changed here."""
        look, place = self._room.look, side_id(self.question.id, BEFORE, number)
        view = SideView(look, self._room, self._room.desk.document, place)
        view.setAccessibleName(_("What we said last time"))
        steps = [read_step(entry.value) for entry in self._room.desk.entries(place)]
        lines = [Words(step_in_words(step, self._room.name_of), "small") for step in steps if step]
        struck = asked_out(self._room.desk.document, self.question.id, number, lambda voice: voice_name(voice, self._room.name_of))
        lines += [Words(line, "small") for line in struck]
        return Card(look, Words(_("What we said last time"), "bold"), view, *lines, gap=4)

    def _sight_changed(self) -> None:
        """Family see what was opened to them: all that stands around the boxes follows who reads now."""
        for number in self._before_places:
            self._fill_before(number)
        self._show_headings()
        self._show_not_now()
        self._show_starters()
        self._show_sight()
        hidden = frozenset(box.box.name for box in self.side_boxes if box.is_closed)
        if hidden != self._hidden:
            self._hidden = hidden
            self.words_here.look_again()

    def _show_sight(self) -> None:
        """Where people stand is not shown to whoever may not see the plan; it keeps its place."""
        stands = self.stands[0].stand_place if self.stands else side_id(self.question.id, "stand")
        why = self._room.desk.why_hidden(stands, self._room.name_of)
        turned, self._stands_hidden = self._stands_hidden != bool(why), bool(why)
        for row in self.stands:
            keep_place(row)
            row.setVisible(not why)
            if turned:
                row.show_stands()
        self._not_shown.say("" if self.side_boxes else why)
        if self._differences is not None:
            self._differences.setVisible(not why)

    def _repeats_together(self) -> bool:
        lead = self.question.repeats_with or self.question.id
        return any(one.repeats_with == lead for one in self._room.desk.form.questions)

    def _keys_went_to(self, box: SideBox) -> None:
        self.last_editor = box.editor

    def _add_one(self) -> None:
        """Shows one more box, and the keys go there at once. Where nobody holds a pen the box waits with them until somebody does."""
        if not self._offered:
            self._offered = number = self._room.desk.offer_box()
            self._show_boxes()
            self._go_to_box(number)
            self._room.with_pen_in_hand(lambda: self._add(number))
            self._asked_changed()
        else:
            self._go_to_box(self._offered)

    def _add(self, number: str) -> None:
        self._room.desk.add_box(self.question, number)
        self._offered = ""

    def _asked_changed(self) -> None:
        """Nothing waits any more: a box that nobody added goes again."""
        if not self._room.keys_wait:
            self._offered = ""
            self._show_boxes()

    def _say_not_now(self) -> None:
        said = {entry.pen.hands for entry in self._room.desk.not_now(self.question)}
        pen = self._room.desk.pen
        again = pen is not None and pen.hands in said
        self._room.with_pen_in_hand(lambda: self._room.desk.say_not_now(self.question, not again))

    def _show_not_now(self) -> None:
        hidden = self._room.desk.hides(side_id(self.question.id, NOT_NOW))
        said = [] if hidden else [entry.pen.voice.people for entry in self._room.desk.not_now(self.question)]
        names = [self._room.name_of(people[0]) for people in said if people]
        self._said_not_now.setText(_("{names} said: not now.").format(names=", ".join(names)) if names else "")

    def _places_changed(self, places: frozenset[str]) -> None:
        lead = self.question.repeats_with or self.question.id
        if any(question_of(place)[0] == self.question.id for place in places):
            self.words_here.look_soon()
        if {f"{lead}/boxes", f"{self.question.id}/not_now"} & places:
            self._show_boxes()
        elif self.question.starters:
            self._show_starters()
