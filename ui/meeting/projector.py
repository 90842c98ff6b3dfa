"""The page for the room, on a second screen or in a window of its own: the question, everybody's words, where we are on the agenda.

In Easy Read dress, with the names that people like to be called by. Never the chair's card, who asked to speak, numbers of the banner,
needs, lists, boxes or private pages, nor what somebody of family who is here may not see. Behind the lock it is blank.
"""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.answers import read_step, step_in_words
from app.language import _
from app.meeting import MeetingNow
from app.places import BEFORE
from app.reading_out import answers_in_box
from app.sides import Box
from app.sight import why_not_shown
from app.struck_before import asked_out
from app.wording import voice_name
from models.questions import Question, SideName
from models.text.document import question_of, side_id
from ui.desk.answers.control import kept_apart_in_words
from ui.desk.not_shown import NotShown
from ui.desk.room import DeskRoom
from ui.guarded import Guarded
from ui.icons import picture_icon
from ui.look import BODY, Look
from ui.sheet import style_sheet
from ui.widgets.boxes import Card, Column, RingedBox, Row, TwoSides, VScroll
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.icon_view import PictureView
from ui.widgets.people import MarkView
from ui.writing.side_page import STEP_IN_SIDE, STEP_TOGETHER
from ui.writing.side_view import SideView

LEAST_TEXT, AT_HEIGHT, BODY_AT_100 = 28, 1080, 15  # pixels of the smallest text on a screen of that height; of the smallest text at 100 %
LOOK_EVERY_MS = 15_000
FIRST_SIZE = (1280, 720)


class Projector(Guarded, QWidget):
    """The second window. It follows the meeting and is changed by nobody: there is nothing in it to press but, beside us, the way out."""

    closed = Signal()

    def __init__(self, room: DeskRoom, meeting: MeetingNow) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # whoever is writing writes on in the other window
        self._room, self._meeting = room, meeting
        self._look = Look(room.look.theme.name)
        self._question: Question | None = None
        self._said: dict[str, list[str] | None] = {}  # by box, what stands there besides words; None while it is not for the room
        self.setWindowTitle(_("Two Pens for the room"))  # never a name: titles are seen on task bars
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._part = Words("", "bold")
        self._ring = _Ring(self._look, meeting)
        self._middle = Column(self._look, gap=16, margins=(40, 16, 40, 24))
        top = Row(self._look, self._ring, (self._part, 1), gap=16, margins=(40, 20, 40, 4))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        away = Button(self._look, _("Put it away"), "close")
        away.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys that were meant for the other window press nothing here
        away.clicked.connect(self.closed)
        told = Words(_("This is what the room sees. You can move this window."), "small")
        self._here = Row(self._look, (told, 1), away, gap=16, margins=(40, 12, 40, 0))
        self._here.hide()
        self._shown = Column(self._look, self._here, top, (VScroll(self._middle), 1))
        whole.addWidget(self._shown)
        self.resize(*FIRST_SIZE)
        self._tick = QTimer(self, interval=LOOK_EVERY_MS)
        self._tick.timeout.connect(self.look_again)
        self._connect()
        self._fit_text()

    # What you can tell it

    def show_question(self, question: Question) -> None:
        """Shows that question with everybody's words, as they stand and as they come."""
        self._question = question
        self.look_again()
        self._fill()

    def show_beside_us(self) -> None:
        """Shows it in a window on this screen, which says what it is and can be put away."""
        self._here.show()
        self.show()

    def look_again(self) -> None:
        """Says anew where we are."""
        self._part.setText(self._meeting.at.title)
        self._ring.update()

    def cover(self, covered: bool) -> None:
        """Blank behind the lock; shown again after it."""
        self._shown.setVisible(not covered)

    def close_down(self) -> None:
        """Lets go of the meeting and goes."""
        self._tick.stop()
        self._meeting.changed.disconnect(self._meeting_changed)
        self._room.places_changed.disconnect(self._places_changed)
        self._room.people_changed.disconnect(self._fill)
        self._room.desk.sight.changed.disconnect(self._sight_changed)
        self._room.look.changed.disconnect(self._look_changed)
        self._middle.clear()
        self.hide()
        self.deleteLater()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_text()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        event.accept()

    # Insides

    def _connect(self) -> None:
        self._meeting.changed.connect(self._meeting_changed)
        self._room.places_changed.connect(self._places_changed)
        self._room.people_changed.connect(self._fill)
        self._room.desk.sight.changed.connect(self._sight_changed)
        self._room.look.changed.connect(self._look_changed)
        self._tick.start()

    def _fit_text(self) -> None:
        """Text is read from the far end of a room: it grows with the window."""
        scale = max(1.0, LEAST_TEXT / BODY_AT_100 * self.height() / AT_HEIGHT)
        self._look.change(theme=self._room.look.theme.name, scale=scale)
        plain = f"Projector {{ background: {self._look.theme.room}; }} QLabel, QTextEdit {{ font-size: {self._look.px(BODY)}px; }}"
        self.setStyleSheet(f"{plain}\n{style_sheet(self._look)}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _fill(self) -> None:
        """The question in large words, and below it each side with the words that stand there now."""
        if self._question is None:
            return
        self._middle.clear()
        self._said = self._answers()
        look, question = self._look, self._question
        self._middle.add(Row(look, PictureView(look, picture_icon(question.picture)), (Words(question.wording, "title"), 1), gap=20))
        for number in self._room.desk.box_ids(question):
            self._middle.add(*self._said_before(question, number))
            boxes = self._room.desk.boxes(question, number)
            apart = [self._side(box) for box in boxes if box.side is not SideName.TOGETHER]
            if apart:
                self._middle.add(TwoSides(look, *apart, stack_below=300, large_too=True))
            self._middle.add(*(self._side(box) for box in boxes if box.side is SideName.TOGETHER))
        self._middle.add(None)

    def _said_before(self, question: Question, number: str) -> list[QWidget]:
        """What was said last time, where that is what is talked about."""
        place, desk = side_id(question.id, BEFORE, number), self._room.desk
        if not desk.document.side(place).length:
            return []
        if why := self._why_closed(place):
            return [Card(self._look, NotShown(self._look, why))]
        steps = [step for entry in desk.entries(place) if (step := read_step(entry.value))]
        lines = [Words(step_in_words(step, self._room.name_of)) for step in steps]
        struck = asked_out(desk.document, question.id, number, lambda voice: voice_name(voice, self._room.name_of))
        lines += [Words(line) for line in struck]
        return [Card(self._look, Words(_("What we said last time"), "bold"), self._view(place), *lines, gap=4)]

    def _view(self, place: str, owner: str = "", step: int = STEP_IN_SIDE) -> SideView:
        """A side to be read from afar: nothing in it can be pressed or copied."""
        view = SideView(self._look, self._room, self._room.desk.document, place, owner, step)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        return view

    def _side(self, box: Box) -> QWidget:
        look, room = self._look, self._room
        owner = next(iter(box.owners)) if len(box.owners) == 1 else ""
        step = STEP_TOGETHER if box.side is SideName.TOGETHER else STEP_IN_SIDE
        framed = RingedBox(look)
        marks = [MarkView(look, room.mark_of(person), room.name_of(person)) for person in sorted(box.owners)[:4]]
        framed.body.addWidget(Row(look, *marks, (Words(box.title, "bold"), 1), gap=14, margins=(14, 8, 10, 0)))
        said = self._said[box.name]
        if said is None:
            framed.body.addWidget(NotShown(look, self._why_closed(box.name) or kept_apart_in_words()))
        else:
            framed.body.addWidget(self._view(box.name, owner, step))
        for line in said or ():
            framed.body.addWidget(Row(look, (Words(line), 1), margins=(24, 0, 16, 6)))
        framed.body.addSpacing(look.pad(10))  # else what is painted in it covers the round corners
        framed.body.addStretch(1)
        return framed

    def _why_closed(self, side: str) -> str:
        """Why a side is not for the room: family are here who may not see it. "" where everybody who is here may."""
        desk = self._room.desk
        closed_to = desk.sight.closed_to(desk.people, side)
        return why_not_shown(side, closed_to, desk.patient_name, self._room.name_of) if closed_to else ""

    def _sight_changed(self, _news: None) -> None:
        self._fill()

    def _meeting_changed(self, _news: None) -> None:
        self.look_again()

    def _places_changed(self, places: frozenset[str]) -> None:
        """A box more, an answer that is not text, or the last one that all waited for: sides follow their own words by themselves."""
        asked = self._question.id if self._question is not None else ""
        if any(question_of(place)[0] == asked for place in places) and self._answers() != self._said:
            self._fill()

    def _answers(self) -> dict[str, list[str] | None]:
        """What stands in each box besides words; None for one that the room may not see, and for all of a number where somebody has yet
        to choose."""
        question, desk = self._question, self._room.desk
        if question is None:
            return {}
        found: dict[str, list[str] | None] = {}
        for number in desk.box_ids(question):
            apart = desk.waits_for_others(question, number)
            for box in desk.boxes(question, number):
                hidden = apart or self._why_closed(box.name)
                found[box.name] = None if hidden else answers_in_box(desk, question, box, self._room.name_of)
        return found

    def _look_changed(self) -> None:
        self._fit_text()


class _Ring(Dressed, QWidget):
    """What is left of the part's minutes, as a ring. It only ever grows smaller, and turns into nothing."""

    def __init__(self, look: Look, meeting: MeetingNow) -> None:
        super().__init__()
        self._meeting = meeting
        self.setAccessibleName(_("How much of this part's time is left"))
        self.wear(look)

    def dress(self) -> None:
        side = self.look.px(34)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.look.px(6)
        place = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter.setPen(self.look.pen("hair", width))
        painter.drawEllipse(place)
        painter.setPen(self.look.pen("text", width))
        painter.drawArc(place, 90 * 16, -round(self._meeting.left(self._meeting.at) * 360 * 16))
