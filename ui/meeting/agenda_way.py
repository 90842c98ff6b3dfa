"""The way through a meeting: its agenda in place of the list of questions, and a button to the next question or the next part."""

from PySide6.QtCore import QTimer

from app.dates import write_time
from app.language import _
from app.meeting import MeetingNow
from app.open_plan import OpenPlan
from models.agenda import AgendaPart
from models.questions import Question
from ui.desk.way_through import WayThrough, shortened
from ui.shell import Shell
from ui.widgets.boxes import Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.icon_view import IconView
from ui.widgets.pressing import Kind
from ui.widgets.side_list import Entry, Progress, SideList

LOOK_EVERY_MS = 15_000
LONGEST_ON_BUTTON = 40


class AgendaWay(WayThrough):
    """The parts of the meeting, in its order. A press on a part goes to its first question."""

    def __init__(self, shell: Shell, plan: OpenPlan, meeting: MeetingNow) -> None:
        self.meeting = meeting
        self._closes_next = False  # the last question of the last part: then the meeting is closed
        self._stops = Words("", "small")
        super().__init__(shell, plan)
        meeting.changed.connect(self._meeting_changed)
        self._tick = QTimer(self, interval=LOOK_EVERY_MS)
        self._tick.timeout.connect(self._time_goes_on)
        self._tick.start()

    # What the desk asks of its way

    @property
    def has_short_way(self) -> bool:
        """The agenda is the short way."""
        return False

    @property
    def place(self) -> tuple[int, int]:
        """Which part we are in, counted from 1, and how many there are."""
        parts = self.meeting.parts
        return parts.index(self.meeting.at) + 1, len(parts)

    @property
    def here(self) -> Question:
        """The question that is shown."""
        return self._here

    def go_to(self, question: Question) -> None:
        """We are at this question now, and in its part."""
        self._here = question
        self.meeting.go_to_question(question.id)
        self.show_list()
        self._say_where()

    def step(self, by: int) -> None:
        """Wants the question before or behind; behind the last of a part it goes on to the next part."""
        ids = list(self.meeting.at.questions)
        place = (ids.index(self._here.id) if self._here.id in ids else -1) + by
        if 0 <= place < len(ids):
            self.wanted.emit(ids[place])
        elif by > 0 and self.meeting.following is not None:
            self.meeting.go_on_to_next()
            self.wanted.emit(self.meeting.at.questions[0])
        elif by > 0 and self._closes_next:
            self._shell.go("close_meeting")
        elif by < 0:
            self._step_back()

    def show_list(self) -> None:
        """Shows the agenda as it stands."""
        self.list.show_entries([self._entry(part) for part in self.meeting.parts])
        self.list.go_to(self.meeting.at.id)
        self._stops.setText(_("We stop at {time}, if all goes as planned.").format(time=write_time(self.meeting.stops_at())))

    def close(self) -> None:
        """Lets go of the meeting."""
        self._tick.stop()
        self.meeting.changed.disconnect(self._meeting_changed)

    # Insides

    def _go_on(self) -> None:
        self.step(1)

    def _make_list(self) -> SideList:
        look = self._shell.look
        self.change = Button(look, _("Change"), kind=Kind.GHOST)
        self.change.setAccessibleName(_("Change the agenda"))
        clock = Row(look, IconView(look, "clock-outline", 20, "quiet"), (self._stops, 1), gap=8, margins=(14, 4, 4, 2))
        head = Row(look, (Words(_("Our agenda"), "bold", wraps=False), 1), self.change, margins=(14, 0, 4, 0))
        made = SideList(look, _("Our agenda"), head=head, tail=clock)
        made.chosen.connect(self._part_chosen)
        self.change.clicked.connect(lambda: self._shell.go("agenda"))
        return made

    def _entry(self, part: AgendaPart) -> Entry:
        here = part == self.meeting.at
        done = self.meeting.is_done(part) and not here
        minutes = _("{n} min").format(n=self.meeting.minutes(part))
        progress = Progress.DONE if done else Progress.NOTHING
        return Entry(part.id, part.title, progress=progress, note="" if done else minutes, left=self.meeting.left(part) if here else None)

    def _part_chosen(self, part_id: str) -> None:
        part = next(part for part in self.meeting.parts if part.id == part_id)
        self.wanted.emit(part.questions[0])

    def _step_back(self) -> None:
        parts = self.meeting.parts
        place = parts.index(self.meeting.at) - 1
        if place >= 0:
            self.wanted.emit(parts[place].questions[-1])

    def _say_where(self) -> None:
        ids, following = self.meeting.at.questions, self.meeting.following
        place = ids.index(self._here.id) if self._here.id in ids else len(ids) - 1
        self.before.setVisible(place > 0 or self.meeting.parts.index(self.meeting.at) > 0)
        self.before.set_words(_("Before"))
        if place + 1 < len(ids):
            self._show_next(_("Next: {question}").format(question=shortened(self.question(ids[place + 1]).wording, LONGEST_ON_BUTTON)))
        elif following is not None:
            self._show_next(_("Go on to “{part}”").format(part=following.title))
        else:
            self._show_next(_("Go on: close the meeting"))
        self._closes_next = place + 1 >= len(ids) and following is None
        self.next.setVisible(True)
        self.place_changed.emit()

    def _show_next(self, words: str) -> None:
        self.next.set_words(words, short=_("Go on"))
        self.next.setAccessibleName(words)

    def _meeting_changed(self, _news: None) -> None:
        self.show_list()
        self._say_where()

    def _time_goes_on(self) -> None:
        """The ring, and when we stop: looked at now and then, so that it stays quiet."""
        self.meeting.keep_time()
        self.show_list()
