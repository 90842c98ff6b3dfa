"""Yes, later or no: to something asked for, or to a question. A no or later says why, who says so, and when we look again."""

from dataclasses import replace

from app.answers import Answered, Reply, answered_value, read_answered
from app.clock import today_by
from app.dates import write_day
from app.errors import Trouble
from app.language import _
from app.places import kept_runs
from models.questions import Duty, Kind, SideName
from models.text.document import question_of, side_id
from models.text.pens import PenKey
from models.text.runs import Entry
from ui.desk.answers.control import AnswerControl
from ui.desk.drafts import Draft
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceRow, Option
from ui.widgets.dressing import Words
from ui.widgets.fields import DateField, Field, LongField, Picker
from ui.widgets.flow import FlowRow
from ui.widgets.keeping import OnePlace
from ui.widgets.pressing import Kind as ButtonKind

ICONS = {Reply.YES: "check", Reply.LATER: "clock-outline", Reply.NO: "close"}
IN_WORDS = "in_words"  # no reply: the words in the box are the answer


def reply_in_words(reply: Reply) -> str:
    """An answer as it stands on its button."""
    return {Reply.YES: _("Yes"), Reply.LATER: _("Later"), Reply.NO: _("No")}[reply]


class ReplyControl(AnswerControl):
    """The answer with its reason. It is given as one, with a press on the button.

    What is asked for need not be a yes or a no: then the words in the box are the answer, and nothing else is kept.
    """

    keeps_a_line = True

    def build(self) -> None:
        look = self.room.look
        self._ask = side_id(self.question.id, self.question.sides[0].value, question_of(self.box.name)[1])
        self.words_first = self.question.takes_reply and self._ask == self.box.name  # where one box holds both, what is asked comes first
        options = [Option(reply.value, reply_in_words(reply), ICONS[reply]) for reply in Reply]
        self._words_can_answer = self.question.takes_reply and self._ask != self.box.name
        options += [Option(IN_WORDS, _("In words"), "pencil-outline")] if self._words_can_answer else []
        self.choices = ChoiceRow(look, _("Answer"), options)
        self._offers_help = self.question.has(Duty.OFFERS_HELP)
        why = _("What would help? You can leave this empty.") if self._offers_help else _("Why? Say it in plain words.")
        self.reason = Field(look, why, LongField(look, 2))
        self.by = Field(look, _("Who answers?"), Picker(look, self._who_may_answer()))
        self.again = DateField(look, _("When do we look again?"), lambda: today_by(self.room.shell.services.clock))
        self.give = Button(look, _("Give this answer"), "check", ButtonKind.PRIMARY)
        self.leave = Button(look, _("Leave it"), "close", ButtonKind.GHOST)
        self._more = (self.reason,) if self._offers_help else (self.reason, self.by, self.again)
        self._begun_in_words: PenKey | None = None  # whoever chose that, and has not written yet
        self._not_asked = Words(_("Nothing has been asked here yet."), "quiet")
        self._first = OnePlace(self.choices, self._not_asked)
        for piece in (self._first, self.reason, self.by, self.again, FlowRow(look, self.give, self.leave, gap=12)):
            self.add(piece)
        self.choices.chosen.connect(self._chosen)
        self.give.clicked.connect(self._give)
        self.again.box.returnPressed.connect(self.give.click)
        self.leave.clicked.connect(self.leave_it)
        for piece in (self.by, self.again):
            piece.hide()
        self._show_more(False)

    def in_words(self, entry: Entry) -> str:
        answered = read_answered(entry.value)
        if answered is None:
            return ""
        parts = [reply_in_words(answered.reply), answered.reason]
        by_another = answered.by and answered.by not in entry.pen.voice.people
        parts += [_("Answered by {name}.").format(name=self.room.name_of(answered.by))] if by_another else []
        parts += [_("We look again on {day}.").format(day=write_day(answered.again))] if answered.again else []
        return " · ".join(part for part in parts if part)

    def draft(self) -> Draft | None:
        """A reply that was chosen, and not given yet."""
        if self.give.isHidden() or self._stands_already():
            return None
        return self.choices.keys, self.reason.box.toPlainText(), self.by.box.key, self.again.box.text()

    def _stands_already(self) -> bool:
        """Whether what is shown was given: a no that offers help stands at once, with its field still open."""
        own = self.own_entry()
        answered = read_answered(own.value) if own else None
        shown = (self.choices.keys, self.reason.box.toPlainText().strip())
        return self._offers_help and answered is not None and shown == ((answered.reply.value,), answered.reason)

    def show_draft(self, draft: Draft | None) -> None:
        self._show_more(draft is not None)
        self.reason.set_trouble("")
        if draft is None:
            self.show_own(self.own_entry())
            return
        chosen, reason, by, again = draft
        self.choices.choose(*chosen)
        self.reason.box.setPlainText(reason)
        self.by.box.pick(by)
        self.again.box.setText(again)

    def show_own(self, entry: Entry | None) -> None:
        answered = read_answered(entry.value) if entry else None
        self._show_marks()
        if not self.give.isHidden():
            return  # half given: what was typed stays
        self.choices.choose(*self._given_keys(answered))
        self.reason.box.setPlainText(answered.reason if answered else "")
        self.by.box.pick(answered.by if answered else self._who_writes())
        self.again.set_day(answered.again if answered else None)

    def _given_keys(self, own: Answered | None) -> set[str]:
        """What is ticked: the answer of the pen in hand; where that gave none, what was given in this box with whichever pen."""
        if own is not None:
            return {own.reply.value}
        others = self._replies()
        if not others:
            return {IN_WORDS} if self._words_can_answer and self._writers() else set()
        return set() if self.box.side is SideName.TOGETHER or len(others) > 1 else set(others)

    def _replies(self) -> dict[str, list[str]]:
        """Who gave which reply here."""
        found: dict[str, list[str]] = {}
        for entry in self.entries():
            answered = read_answered(entry.value)
            if answered is not None:
                found.setdefault(answered.reply.value, []).append(next(iter(entry.pen.voice.people), entry.pen.hands))
        return found

    def _writers(self) -> list[str]:
        """Who answers in the words of this box."""
        runs = kept_runs(self.room.desk.document, self.box.name)
        return list(dict.fromkeys(person for run in runs if run.text.strip() for person in run.look.voice.people))

    def _show_marks(self) -> None:
        """Each answer shows the marks of those who gave it, whichever pen is in hand."""
        given = self._replies()
        if not given and self._words_can_answer:
            given = {IN_WORDS: self._writers()}
        for key, button in self.choices.buttons.items():
            people = given.get(key, [])
            button.show_marks([self.room.mark_of(person) for person in people], ", ".join(map(self.room.name_of, people)))

    def show_answers(self) -> None:
        """Only what was asked for can be answered; what was answered stays in sight."""
        super().show_answers()
        if self._answers_in_words():
            self._given.add(Words(_("If it is a no, or later: write why, and when we look again."), "quiet"))
        self._shown_writers = self._writers() if self._words_can_answer else []
        can = bool(self.entries()) or self._was_asked()
        self._first.show_one(self.choices if can else self._not_asked)

    def _answers_in_words(self) -> bool:
        """Whether the pen in hand answers in the words of this box: then nothing else asks for a reason."""
        pen = self.room.pen_for_writing(self.box.name)
        return pen is not None and (self.choices.keys == (IN_WORDS,) or pen.key == self._begun_in_words)

    def _was_asked(self) -> bool:
        """A question that the form asks is there already; what somebody asks for has to be written first."""
        if self.question.kind is not Kind.REQUEST or self.question.sides[0] in (SideName.FAMILY, SideName.EACH):
            return True
        return bool(self.room.desk.document.side(self._ask).text.strip())

    def _places_changed(self, places: frozenset[str]) -> None:
        super()._places_changed(places)
        turned = self._words_can_answer and self.box.name in places and self._writers() != self._shown_writers
        if self._ask in places or turned:
            self.show_answers()

    def _who_may_answer(self) -> list[Option]:
        """Whose box it is; whoever answered before and is not here stays to be picked."""
        before = [answered.by for entry in self.entries() if (answered := read_answered(entry.value)) and answered.by]
        here = [one.person for one in self.room.desk.people if not self.box.owners or one.person in self.box.owners]
        return [Option(person, self.room.name_of(person)) for person in dict.fromkeys([*here, *before])]

    def _who_writes(self) -> str:
        """Whoever the pen in hand speaks for; where that is nobody of this box, nobody is picked yet."""
        pen = self.room.desk.pen
        if pen is None:
            return ""
        return pen.voice.people[0] if len(pen.voice.people) == 1 else pen.hands

    def _chosen(self, key: str) -> None:
        if key == IN_WORDS:
            self.room.with_pen_in_hand(self._answer_in_words, self.box.name)
            self.show_answers()
            return
        if Reply(key) is not Reply.YES and not self._offers_help:
            self._open_with_pen(key)
            return
        if Reply(key) is Reply.YES:
            self._leave_other_reasons()
        self._show_more(True)
        self._give()
        if Reply(key) is not Reply.YES:
            self._show_more(True)  # a no stands at once; what would help can be said behind it
            self.reason.box.setFocus()
        elif not self.reason.box.toPlainText():  # one press says it all: where no pen fits, nothing is half given
            self._show_more(False)
            self.show_answers()

    def _leave_other_reasons(self) -> None:
        """Why and until when belong to the no or later they were written for: a yes does not take them along, least of all unseen."""
        own = self.own_entry()
        answered = read_answered(own.value) if own else None
        if answered is None or answered.reply is not Reply.YES:
            self.reason.box.setPlainText("")
            self.again.set_day(None)

    def _answer_in_words(self) -> None:
        """The keys go to the words of the box. A yes, later or no of the same pen is taken back: the words are the answer now."""
        self._show_more(False)
        self._begun_in_words = self.room.desk.pen.key if self.room.desk.pen else None
        self._change(lambda before: {} if before is not None else None)
        self.show_answers()
        self.room.box_wanted.emit(self.box.name)

    def _open_with_pen(self, key: str) -> None:
        """Asks why of whoever may answer here: with another pen in hand nothing can be filled in that would be refused at the end."""
        self.room.with_pen_in_hand(lambda: self._open(key), self.box.name)
        if self.give.isHidden():
            self.show_answers()

    def _open(self, key: str) -> None:
        self._begun_in_words = None
        self.choices.choose(key)
        self._show_more(True)
        self.reason.box.setFocus()

    def _give(self) -> None:
        if not self.choices.keys or not self.again.read():
            return
        reply = Reply(self.choices.keys[0])
        answered = Answered(reply, self.reason.box.toPlainText().strip(), self.by.box.key, self.again.day)
        try:
            answered_value(answered, reason_needed=not self._offers_help)
        except Trouble as trouble:
            self.reason.set_trouble(str(trouble))
            return
        self.reason.set_trouble("")
        self.room.with_pen_in_hand(lambda: self._enter_it(answered), self.box.name)

    def _enter_it(self, answered: Answered) -> None:
        """With a pen in hand that fits. Where nobody was picked, whoever enters it answers."""
        by = answered.by or self._who_writes()
        self._begun_in_words = None
        self._change(lambda _before: answered_value(replace(answered, by=by), reason_needed=not self._offers_help))
        self._show_more(False)
        self.show_answers()
        self.words_wanted.emit()

    def _show_more(self, shown: bool) -> None:
        for piece in (*self._more, self.give, self.leave):
            piece.setVisible(shown)
        self.tell_turned()
