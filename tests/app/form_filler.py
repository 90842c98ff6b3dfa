"""Fills any form through a desk with answers of every kind, as a seed has it, and remembers what a copy has to hold afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from app.answers import Answered, Chosen, LawDecision, Reply, Step, answered_value, chosen_value, date_value, law_value, step_value
from app.desk import Desk
from app.here import Here
from app.sides import Box, may_put_words
from app.stands import Stand
from models.questions import CHOOSING, Duty, Kind, Question, SideName

FIRST_DAY = date(2026, 6, 1)
SAID = ("We talk about it", "Quiet mornings", "Somebody rings first", "Tea before ten", "The door stays open")
FILLED_OF_TEN = 7


@dataclass
class Filler:
    """One filling. `written` are the words that stand in sides, `answered` the questions that somebody gave an answer to."""

    desk: Desk
    rnd: Random
    written: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)

    def fill(self) -> None:
        """Goes through the whole form once. Each question is answered more often than not."""
        for question in self.desk.form.questions:
            if question.kind is not Kind.HEADING and self.rnd.randrange(10) < FILLED_OF_TEN:
                self.fill_question(question)

    def fill_question(self, question: Question) -> None:
        """Answers a question in one box or more, from every side that somebody here writes in."""
        if question.kind is Kind.SIGNATURE:
            self._sign()
            return
        while self.desk.may_add_box(question) and self.rnd.randrange(3) == 0:
            self._take_up(self.rnd.choice(self._people()))
            self.desk.add_box(question)
        for number in self.desk.box_ids(question):
            for box in self.desk.boxes(question, number):
                self._fill_box(question, box)
            self._stand(question, number)

    # ---- insides

    def _fill_box(self, question: Question, box: Box) -> None:
        speakers = [here for here in self._people() if may_put_words(self.desk.pens.own(here.person), box)]
        if not speakers:
            return
        here = self.rnd.choice(speakers)
        self._take_up(here)
        if question.kind is Kind.TEXT or (question.kind is Kind.REQUEST and box.side is question.sides[0]) or self.rnd.random() < 0.3:
            self._write(box)
        for each in speakers if question.has(Duty.APART_FIRST) else [here]:
            self._take_up(each)
            self._enter(question, box)

    def _write(self, box: Box) -> None:
        words = f"{self.rnd.choice(SAID)}, number {len(self.written)}."
        end = self.desk.document.side(box.name).length
        self.desk.write(box.name, end, 0, words)
        self.written.append(words)

    def _enter(self, question: Question, box: Box) -> None:
        value = self._value(question, box)
        if value is not None:
            self.desk.enter(box.name, value)
            self.answered.add(question.id)

    def _value(self, question: Question, box: Box) -> dict[str, object] | None:
        """An answer of the question's kind; None where this box takes words alone."""
        if question.kind in CHOOSING:
            return None if box.side is SideName.TEAM and not question.has(Duty.TEAM_ANSWERS) else self._chosen(question)
        if question.kind is Kind.DATE:
            return date_value(self._day())
        if question.kind is Kind.REQUEST:
            return self._reply() if question.takes_reply and box.side is not SideName.PATIENT else None
        if question.kind is Kind.YES_NO_LATER:
            return None if box.side is SideName.TEAM and not question.has(Duty.TEAM_ANSWERS) else self._reply()
        if question.kind is Kind.ACTION:
            return step_value(Step(self.rnd.choice(["", "Kit Made-Up", *(here.person for here in self._people())]), self._day()))
        if question.kind is Kind.LAW and box.side is SideName.TEAM:
            return law_value(LawDecision("Section 17", "Dr Made-Up", "So that it is safe.", "Monday", "Ask an advocate."))
        return None

    def _chosen(self, question: Question) -> dict[str, object]:
        open_ones = [choice for choice in question.choices if not choice.shuts_out]
        wanted = self.rnd.sample(open_ones, self.rnd.randint(1, 3 if question.kind is Kind.SEVERAL else 1))
        if self.rnd.randrange(6) == 0:
            wanted = [choice for choice in question.choices if choice.shuts_out][:1] or wanted
        own = "my own way" if any(choice.own_words for choice in wanted) and self.rnd.random() < 0.5 else ""
        return chosen_value(question, Chosen(tuple(choice.value for choice in wanted), own))

    def _reply(self) -> dict[str, object]:
        by = self.rnd.choice(["", *(here.person for here in self._people())])
        return answered_value(Answered(self.rnd.choice(list(Reply)), "Because of the rota.", by, self._day()))

    def _stand(self, question: Question, number: str) -> None:
        if self.rnd.randrange(4) or question.owner_only:
            return
        pen = self.desk.pens.own(self.rnd.choice(self._people()).person)
        self.desk.take_up(pen)
        self.desk.give_stand(pen, question.id, self.rnd.choice(list(Stand)), "It is how I see it.", number)

    def _sign(self) -> None:
        for here in self._people():
            pen = self.desk.pens.own(here.person)
            self.desk.take_up(pen)
            self.desk.sign(pen, self.rnd.choice(list(Stand)))

    def _people(self) -> Sequence[Here]:
        return [here for here in self.desk.people if here.present]

    def _take_up(self, here: Here) -> None:
        self.desk.take_up(self.desk.pens.own(here.person))

    def _day(self) -> date:
        return FIRST_DAY + timedelta(days=self.rnd.randrange(300))
