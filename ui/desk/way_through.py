"""The way through the questions of a plan: the list beside the page, the buttons before and behind, and the short way."""

from PySide6.QtCore import QObject, Signal

from app.errors import Trouble
from app.language import _
from app.open_plan import OpenPlan
from app.settings import SHORT_PLANS
from app.stands import stands_on
from models.questions import Kind as QuestionKind
from models.questions import Question
from ui.shell import Shell
from ui.widgets.boxes import Row
from ui.widgets.buttons import Button
from ui.widgets.choices import Option, TickBox
from ui.widgets.keeping import keep_place
from ui.widgets.pressing import Kind
from ui.widgets.side_list import Entry, Progress, SideList

LONGEST_ON_BUTTON = 44
MOST_REMEMBERED = 60  # plans that are gone through on the short way


class WayThrough(QObject):
    """Which questions come after each other, and where we are. It says which one is wanted; the desk goes there."""

    wanted = Signal(str)  # the id of a question
    place_changed = Signal()  # where we are, or among how many

    def __init__(self, shell: Shell, plan: OpenPlan) -> None:
        super().__init__()
        self._shell, self._plan = shell, plan
        self.questions = [question for question in plan.form.questions if question.kind is not QuestionKind.HEADING]
        self._here = self.questions[0]
        self._short = self._tick_for_short()
        self.list = self._make_list()
        self.before = Button(shell.look, _("Before"), "chevron-left")
        self.next = Button(shell.look, _("Next"), "chevron-right", Kind.PRIMARY, icon_after=True)
        keep_place(self.next)  # nothing else comes to stand where it was pressed
        self.before.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(self._go_on)
        self.show_list()

    # What you can ask it

    @property
    def has_short_way(self) -> bool:
        """Whether the form says which questions come first where time is short."""
        return 0 < sum(question.core for question in self.questions) < len(self.questions)

    @property
    def place(self) -> tuple[int, int]:
        """Where we are among the questions that are gone through now, counted from 1, and how many they are."""
        shown = self._shown()
        return shown.index(self._here) + 1, len(shown)

    def question(self, question_id: str) -> Question:
        """The question of that id; the first where there is none."""
        return next((question for question in self.questions if question.id == question_id), self.questions[0])

    # What you can tell it

    def go_to(self, question: Question) -> None:
        """We are at this question now."""
        self._here = question
        self.list.go_to(question.id)
        self._say_where()

    def step(self, by: int) -> None:
        """Wants the question that comes so many further on, if there is one."""
        shown, place = self._shown(), self.place[0] - 1 + by
        if 0 <= place < len(shown):
            self.wanted.emit(shown[place].id)

    def turn_short_way(self) -> None:
        """Only the most important questions, or all again."""
        self._short.toggle()

    def show_list(self) -> None:
        """Shows the questions with what was written so far."""
        entries: list[Entry] = []
        for section in self._plan.form.sections:
            lines = [
                Entry(question.id, question.wording, str(self.questions.index(question) + 1), self._progress(question))
                for question in section.questions
                if question in self.questions and (question.core or not self._short.isChecked())
            ]
            entries += [Entry(section.id, section.title, heading=True), *lines] if lines else []
        self.list.show_entries(entries)
        self.list.go_to(self._here.id)

    def close(self) -> None:
        """The desk is left; nothing has to be let go of here."""

    # Insides

    def _go_on(self) -> None:
        """To the next question; behind the last one all of it is read back."""
        n, of = self.place
        if n < of:
            self.step(1)
        else:
            self._shell.go("close_meeting")

    def _make_list(self) -> SideList:
        head = Row(self._shell.look, (self._short, 1), margins=(8, 0, 8, 4)) if self.has_short_way else None
        made = SideList(self._shell.look, _("Questions"), head=head)
        made.chosen.connect(self.wanted)
        return made

    def _tick_for_short(self) -> TickBox:
        first = sum(question.core for question in self.questions)
        tick = TickBox(self._shell.look, Option("core", _("Only the {number} most important").format(number=first)))
        tick.setChecked(self.has_short_way and self._plan.plan.id in self._remembered())
        tick.toggled.connect(self._short_turned)
        return tick

    def _remembered(self) -> list[str]:
        return self._shell.services.settings.get(SHORT_PLANS).split()

    def _short_turned(self, short: bool) -> None:
        """Where we are stays. The choice holds for this plan until it is taken back."""
        others = [plan for plan in self._remembered() if plan != self._plan.plan.id]
        chosen = [*others, self._plan.plan.id] if short else others
        try:
            self._shell.services.settings.set(SHORT_PLANS, " ".join(chosen[-MOST_REMEMBERED:]))
        except Trouble as trouble:
            self._shell.asking.trouble(trouble)
        self.show_list()
        self._say_where()

    def _shown(self) -> list[Question]:
        """The questions that are gone through now; where we are is always among them."""
        short = self._short.isChecked()
        return [question for question in self.questions if question.core or not short or question == self._here]

    def _say_where(self) -> None:
        shown, place = self._shown(), self.place[0] - 1
        before = shown[place - 1].wording if place else ""
        after = shown[place + 1].wording if place + 1 < len(shown) else ""
        self.before.setVisible(bool(before))
        self.before.set_words(_("Before"))
        self.before.setAccessibleName(_("Before: {question}").format(question=before) if before else _("Before"))
        if after:
            self.next.set_words(_("Next: {question}").format(question=shortened(after, LONGEST_ON_BUTTON)), short=_("Next"))
            self.next.setAccessibleName(_("Next: {question}").format(question=after))
        else:
            self.next.set_words(_("Read it back"), short=_("Next"))  # as wide as before in large text: it stays in its place
        self.place_changed.emit()

    def _progress(self, question: Question) -> Progress:
        desk = self._plan.desk
        asked = {here.person for here in desk.people if here.present} - desk.who_answered(question)
        said = {stand.person for stand in stands_on(self._plan.document, question.id) if not stand.changed}
        if asked and asked <= said and (not question.takes_reply or desk.can_be_agreed_with(question)):
            return Progress.STANDS
        return Progress.WRITTEN if desk.somebody_wrote(question) else Progress.NOTHING


def shortened(words: str, longest: int) -> str:
    """The beginning of a question, up to the end of a word."""
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0].rstrip(' ,;:')}…"
