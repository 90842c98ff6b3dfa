"""How it came about: the page as it stood at the end of each sitting, who says what by voice, and the story of any words."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSlider, QWidget

from app.history import SittingEnd, Stop, others_wrote, sitting_ends, stops, story
from app.language import _
from app.plans import load_history
from app.sides import Box
from app.wording import passage_line
from models.questions import Kind as QuestionKind
from models.questions import SideName
from models.text.document import PlanDocument
from models.text.history import History
from models.text.reading import by_voice
from ui.desk.not_shown import NotShown
from ui.desk.room import DeskRoom
from ui.pages.page import Page
from ui.shell import Shell
from ui.widgets.banner import Foot
from ui.widgets.boxes import Card, Column, Row, TwoSides
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.fields import Field, Picker
from ui.widgets.waiting import EmptyState
from ui.writing.side_page import STEP_IN_SIDE, STEP_TOGETHER
from ui.writing.side_view import SideView


class HistoryPage(Page):
    """Slide through time; point at words. Nothing can be changed here."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._room: DeskRoom | None = None
        self._history: History | None = None
        self._ends: list[SittingEnd] = []
        self._stops: list[Stop] = []
        self._views: list[SideView] = []
        self._asked: SideView | None = None  # the box that had the keys last: the button that asks about it takes them
        look = shell.look
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(_("The page as it stood then"))
        self._when = Words("", "bold")
        self.question = Picker(look, [])
        self._sides, self._voices, self._story = Column(look, gap=12), Column(look, gap=4), Column(look, gap=4)
        self._tell = Button(look, _("Who wrote the word I clicked?"), "account-question-outline")
        back = Button(look, _("Back to writing"), "chevron-left")
        head = Column(look, Words(_("How it came about"), "title"), Words(_("Slide to an earlier time. Nothing changes here."), "quiet"))
        self._empty = EmptyState(look, _("Nothing has happened yet. Write a word, and it will show here."), "history")
        self._time = Card(look, Row(look, self._when, None), self.slider, Field(look, _("Which question?"), self.question))
        self._read = Column(look, self._sides, Row(look, self._tell, None), self._story, self._voices, gap=14)
        self.lay_out(Column(look, head, self._empty, self._time, self._read, None, gap=14, margins=(32, 16, 32, 16)), Foot(look, [back]))
        self.dress()
        back.clicked.connect(lambda: shell.go("desk"))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, activated=lambda: shell.go("desk"))
        self.slider.valueChanged.connect(self._show)
        self.question.currentIndexChanged.connect(self._show)
        self._tell.clicked.connect(self._tell_story)

    # Comes and goes

    def enter(self, about: object = None) -> None:
        """Shows the open plan at its last moment; `about` may be the id of a question."""
        plan = self.shell.open_store.plan
        if plan is None:
            self.shell.go("today")
            return
        self.shell.open_store.keeping.flush()
        self._room = DeskRoom(self.shell, plan.desk, plan.plan.id)
        self._history = load_history(self.shell.open_store.store, plan.plan)
        self._ends = sitting_ends(self._history, self.shell.open_store.store, plan.plan.patient_id)
        self._stops = stops(self._history, self._ends, self._reader())
        self._fill(about if isinstance(about, str) else "")

    def leave(self) -> None:
        self._clear()
        if self._room is not None:
            self._room.close()
            self._room = None
        self._history = None

    def first_focus(self) -> QWidget | None:
        return self.slider

    def dress(self) -> None:
        if hasattr(self, "slider"):
            self.slider.setMinimumHeight(self.look.target())

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (
            (_("Left and Right"), _("An earlier or later moment")),
            (_("F2"), _("Whose words stand where you point")),
            (_("Escape"), _("Go back")),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps in mind which box had the keys last."""
        if event.type() == QEvent.Type.FocusIn and watched in self._views:
            self._asked = watched
        return super().eventFilter(watched, event)

    # Insides

    def _fill(self, question: str) -> None:
        assert self._room is not None
        assert self._history is not None
        form = self._room.desk.form
        asked = [one for one in form.questions if one.kind not in (QuestionKind.HEADING, QuestionKind.SIGNATURE)]
        self.question.blockSignals(True)
        self.question.clear()
        for one in asked:
            self.question.addItem(_("{n}. {question}").format(n=form.number_of(one.id), question=one.wording), one.id)
        wrote = next((one.id for one in asked if self._room.desk.somebody_wrote(one)), asked[0].id)
        self.question.pick(question if question in {one.id for one in asked} else wrote)
        self.question.blockSignals(False)
        self.slider.setRange(0, len(self._stops) - 1)
        self.slider.setPageStep(max(1, len(self._stops) // 20))
        self.slider.setValue(len(self._stops) - 1)
        for piece in (self._time, self._read):
            piece.setVisible(len(self._history) > 0)
        self._empty.setVisible(len(self._history) == 0)
        self._show()

    def _show(self) -> None:
        if self._room is None or self._history is None:
            return
        self._clear()
        stop = self._stops[self.slider.value()]
        self._when.setText(stop.words)
        page = self._history.page_at(stop.moment)
        question = self._room.desk.form.question(self.question.key)
        boxes = [box for number in self._room.desk.box_ids(question) for box in self._room.desk.boxes(question, number)]
        self._voices.add(Words(_("Who says what"), "bold"))
        self._sides.add(TwoSides(self.look, *(self._card(page, box, stop) for box in boxes)))

    def _card(self, page: PlanDocument, box: Box, stop: Stop) -> QWidget:
        """One box as it stood then. By the minute only its writer sees it: else it says where it can be read."""
        assert self._room is not None
        if why := self._room.desk.why_hidden(box.name, self._room.name_of):
            return Card(self.look, Words(box.title, "bold"), NotShown(self.look, why), None)
        if others_wrote(page, box.name, stop, self._reader()):
            hint = Words(_("Until this sitting ends, you see only your own steps here."), "quiet")
            return Card(self.look, Words(box.title, "bold"), hint, None)
        owner = next(iter(box.owners)) if len(box.owners) == 1 else ""
        step = STEP_TOGETHER if box.side is SideName.TOGETHER else STEP_IN_SIDE
        view = SideView(self.look, self._room, page, box.name, owner, step)
        view.setAccessibleName(box.title)
        view.installEventFilter(self)
        self._views.append(view)
        for passage in by_voice(page, box.name):
            self._voices.add(Words(passage_line(passage, self._room.name_of), "small"))
        return Card(self.look, Words(box.title, "bold"), view, None)

    def _reader(self) -> str:
        """The person whose own pen is in hand."""
        pen = self._room.desk.pen if self._room else None
        return pen.hands if pen and pen.own_hands else ""

    def _tell_story(self) -> None:
        """Tells who wrote the letter before the caret of the box that was clicked last, and what happened to it."""
        self._story.clear()
        view = self._asked or next(iter(self._views), None)
        if view is None or self._room is None or self._history is None or not view.side.length:
            return
        at = max(0, min(view.caret, view.side.length) - 1)
        stretch = next((one for one in view.side.stretches(at, at + 1) if one.at <= at < one.end), None)
        if stretch is None:
            return
        pen = self._room.desk.pen
        days = {end.sitting: end.words for end in self._ends}
        for sentence in story(self._history, view.side_name, stretch.span, pen.hands if pen else "", days, self._room.name_of):
            self._story.add(Words(sentence))

    def _clear(self) -> None:
        for view in self._views:
            view.leave()
        self._views, self._asked = [], None
        for piece in (self._sides, self._voices, self._story):
            piece.clear()
