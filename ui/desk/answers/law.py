"""Decided under the law: the power, who decided, why, until when, and how to question it. Shown as decided, never as agreed."""

from collections.abc import Iterable
from typing import Any

from app.answers import LawDecision, law_value, read_law
from app.errors import Trouble
from app.language import _
from app.places import kept_words
from app.wording import until_in_words
from models.text.runs import Entry
from ui.desk.answers.control import AnswerControl
from ui.desk.drafts import Draft
from ui.widgets.boxes import Column, Row
from ui.widgets.buttons import Button
from ui.widgets.dressing import Words
from ui.widgets.fields import Field, LongField
from ui.widgets.flow import FlowRow
from ui.widgets.pressing import Kind
from ui.widgets.strips import Saying


class LawControl(AnswerControl):
    """Five fields behind a button, given as one entry with a press on another. What was decided stands in the words above.

    The button asks for a pen that fits: nobody fills in what would be refused at its end.
    """

    words_first = True

    def build(self) -> None:
        look = self.room.look
        self.decider = Field(look, _("Who decided this?"))
        self.power = Field(look, _("Under which law?"))
        self.reason = Field(look, _("Why? Say it in plain words."), LongField(look, 2))
        self.until = Field(look, _("Until when, and when is it looked at again?"))
        patient = self.room.desk.patient
        name = patient.known_as if patient else _("the patient")
        self.challenge = Field(look, _("How can {name} question it, and who can help?").format(name=name), LongField(look, 2))
        self.write = Button(look, _("Write this decision down"), "scale-balance", Kind.PRIMARY)
        self.open = Button(look, _("Write down a decision"), "scale-balance")
        self.leave = Button(look, _("Leave it"), "close", Kind.GHOST)
        self._opened = False
        self._form = Column(look, *self._fields(), FlowRow(look, self.write, self.leave, gap=12), gap=8)
        self._head = Words(_("Decided under the law. It was not agreed here."), "bold")
        self.add(self._head)
        self.add_given()
        self.add(Row(look, self.open, None))
        self.add(self._form)
        self.open.clicked.connect(lambda: self.room.with_pen_in_hand(self._open, self.box.name))
        self.write.clicked.connect(self._write)
        self.leave.clicked.connect(self.leave_it)

    def show_answers(self) -> None:
        """What was decided stands first; the fields are opened by whoever writes a decision down, so that nobody reads past empty ones."""
        super().show_answers()
        self._head.setVisible(self._opened or bool(self.entries()))
        self.open.setHidden(self._opened)
        self.open.set_words(_("Change this decision") if self.own_entry() else _("Write down a decision"))
        self._form.setVisible(self._opened)

    def in_words(self, entry: Entry) -> str:
        decision = read_law(entry.value)
        if decision is None:
            return ""
        words = _("Decided under the law by {decider}, under {power}. Why: {reason}").format(
            decider=decision.decider, power=decision.power, reason=decision.reason
        )
        more = [until_in_words(decision.until)] if decision.until else []
        more += [_("How to question it: {way}").format(way=decision.challenge)] if decision.challenge else []
        return " · ".join([words, *more])

    def draft(self) -> Draft | None:
        """A decision that somebody began to write down, and that is not the one that stands already."""
        typed = self._typed()
        return tuple(typed) if self._opened and any(typed) and typed != self._words_of(self.own_entry()) else None

    @property
    def at_work(self) -> bool:
        return self._opened

    def show_draft(self, draft: Draft | None) -> None:
        self._opened = draft is not None
        if draft is not None:
            self._fill(draft)
        self.show_answers()

    def show_own(self, entry: Entry | None) -> None:
        """The fields begin with the decision that stands; while they are open what was typed stays."""
        if not self._opened:
            self._fill(self._words_of(entry))

    def _words_of(self, entry: Entry | None) -> list[str]:
        """What the fields hold of a decision, in their order."""
        decision = read_law(entry.value) if entry else None
        if decision is None:
            return [""] * 5
        return [decision.decider, decision.power, decision.reason, decision.until, decision.challenge]

    def _fill(self, words: Iterable[str]) -> None:
        for field, text in zip(self._fields(), words, strict=True):
            (field.box.setPlainText if isinstance(field.box, LongField) else field.box.setText)(text)

    def _fields(self) -> tuple[Field, ...]:
        return self.decider, self.power, self.reason, self.until, self.challenge

    def _typed(self) -> list[str]:
        return [field.box.toPlainText() if isinstance(field.box, LongField) else field.box.text() for field in self._fields()]

    def _open(self) -> None:
        self._opened = True
        self.show_answers()
        self.tell_turned()
        self.decider.box.setFocus()

    def _write(self) -> None:
        decider, power, reason, until, challenge = self._typed()
        decision = LawDecision(power=power, decider=decider, reason=reason, until=until, challenge=challenge)
        try:
            value = law_value(decision)
        except Trouble as trouble:
            self.room.shell.asking.trouble(trouble)
            return
        self.room.with_pen_in_hand(lambda: self._write_it(value), self.box.name)

    def _write_it(self, value: dict[str, Any]) -> None:
        """With a pen in hand that fits: until then what was typed stays open."""
        self.enter(value)
        own = self.own_entry()
        if own is not None and own.value == value:
            self.leave_it()
            self._ask_what_was_decided()

    def _ask_what_was_decided(self) -> None:
        """Who and why are no decision without what: where nobody has written that, the keys go there."""
        if kept_words(self.room.desk.document, self.box.name):
            return
        saying = Saying(_("What was decided is not written yet."), (_("Write it above, in plain words."),), passing=True)
        self.room.shell.asking.tell(saying)
        self.room.box_wanted.emit(self.box.name)
