"""Where people differ: a question that says so at its spot is on every list of differences, and no other is. The seed is printed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from app.answers import Answered, LawDecision, Reply, Step, answered_value, date_value, law_value, step_value
from app.places import BOXES
from app.stands import Stand
from app.word.blocks import Asked, Copy, CopyKind, Line, PieceKind, Rows, SideBySide
from models.forms import Section
from models.questions import Kind, Question
from models.text import answering, writing
from models.text.document import side_id
from models.text.entries import enter
from tests.app.word.plans import ALL_SIDES, JO, LEE, MUM, REYES, SAM, PaperPlan, asked, closing, own, paper_form, said_at, scribe

PEOPLE = (SAM, JO, MUM, REYES, LEE)
TEXTS = ("tea at night. ", "\n", " ", "garden, ", "no")
DAYS = (date(2026, 6, 3), date(2026, 7, 1))
LISTED = "Where we differ in this plan"


class Quarreller:
    """Fills a plan at random with all that can make a difference, and with much that makes none."""

    def __init__(self, seed: int) -> None:
        self.rnd = Random(seed)
        self.plan = PaperPlan(MUM)
        everything = [question.id for question in self.plan.facts.form.questions]
        self.questions = ["differ", "step", *self.rnd.sample(everything, 5)]  # few, so that people meet at them

    def quarrel(self, steps: int) -> None:
        """Does so many random things."""
        for question in ("need", "step"):
            self.plan.enters(SAM, side_id(question, BOXES), {"box": "b2"})
        for _step in range(steps):
            self.rnd.choice((self._write, self._write, self._answer, self._answer, self._stand, self._cannot_say, self._strike))()

    # ---- what it does

    def _place(self) -> str:
        side = self.rnd.choice(("patient", "team", "together", f"family:{MUM}", f"family:{LEE}"))
        return side_id(self.rnd.choice(self.questions), side, self.rnd.choice(("", "", "b2")))

    def _write(self) -> None:
        self.plan.says(self.rnd.choice(PEOPLE), self._place(), self.rnd.choice(TEXTS))

    def _answer(self) -> None:
        pen = self.rnd.choice([*map(own, PEOPLE), scribe(JO, SAM)])
        enter(self.plan.document, pen, self._place(), self._value())

    def _value(self) -> dict[str, Any]:
        day, who = self.rnd.choice(DAYS), self.rnd.choice((SAM, JO, "the ward", ""))
        return self.rnd.choice(
            (
                {"values": self.rnd.sample(["tea", "music"], 2), "own": ""},
                date_value(day),
                step_value(Step(who, self.rnd.choice((day, None)))),
                law_value(LawDecision("Mental Health Act, section 3", "Dr Reyes", self.rnd.choice(("Unwell.", "Unsafe.")))),
                answered_value(Answered(self.rnd.choice((Reply.YES, Reply.NO)), "So it is.")),
                {"odd": "shape"},
            )
        )

    def _stand(self) -> None:
        question, stand = self.rnd.choice(self.questions), self.rnd.choice((*Stand, Stand.AGREE, Stand.AGREE, Stand.AGREE))
        self.plan.stands(self.rnd.choice(PEOPLE), question, stand, box=self.rnd.choice(("", "", "b2")))

    def _cannot_say(self) -> None:
        self.plan.cannot_say(JO, self.rnd.choice((MUM, LEE)), self.rnd.choice(self.questions), "A call came.")

    def _strike(self) -> None:
        """Somebody strikes words or a space, and their owners keep them, or not."""
        side = self.rnd.choice([*self.plan.document.written_sides(), self._place()])
        length = self.plan.document.side(side).length
        start, end = sorted((self.rnd.randint(0, length), self.rnd.randint(0, length)))
        spans = self.plan.document.side(side).ids_of(start, end)
        writing.write(self.plan.document, own(self.rnd.choice(PEOPLE)), side, start, end - start, "")
        if self.rnd.random() < 0.6:
            for who in PEOPLE:
                answering.keep(self.plan.document, own(who), side, spans)


@pytest.mark.parametrize("turn", range(40))
def test_every_question_that_says_we_differ_is_on_the_lists_and_no_other(turn: int) -> None:
    seed = 20_261_122 + turn
    print(f"seed {seed}")  # shown by pytest when the test fails
    quarreller = Quarreller(seed)
    quarreller.quarrel(steps=50)
    for kind in CopyKind:
        copy = quarreller.plan.copy(kind)
        said = {numbers_of(one)[0] for one in copy.asked if says_that_we_differ(one)}
        assert on_page_one(copy) == said
        assert not_settled(copy) == said
        itself = {numbers_of(one)[0] for one in copy.asked if one.question == "differ"}
        assert in_the_answer(copy) == said - itself


def test_random_plans_hold_questions_of_both_sorts() -> None:
    found = {True: 0, False: 0}
    for turn in range(10):
        quarreller = Quarreller(20_261_122 + turn)
        quarreller.quarrel(steps=50)
        for one in quarreller.plan.copy().asked:
            found[says_that_we_differ(one)] += 1

    assert min(found.values()) > 20


def test_the_question_that_asks_for_differences_is_on_the_lists_when_two_answer_it() -> None:
    plan = PaperPlan()
    plan.says(SAM, "differ/patient", "The door stays open.")
    assert plan.copy().pointers == ()
    plan.says(JO, "differ/team", "The door is shut.")

    assert plan.copy().pointers == ("We differ: question 10.",)
    assert LISTED not in said_at(plan.copy(), "differ"), "it does not name itself"


def test_two_who_each_take_a_step_differ_and_the_step_says_so() -> None:
    plan = PaperPlan()
    plan.says(SAM, "step/together", "Ring the council.")
    for who in (SAM, MUM):
        plan.enters(who, "step/together", step_value(Step(who, DAYS[0])))

    assert said_at(plan.copy(), "step") == ["1 | Ring the council. | We differ: / Sam takes it on. / Mum takes it on. | 3 June 2026"]
    assert plan.copy().pointers == ("We differ: question 6.",)


def test_a_stand_on_a_step_without_words_is_printed_too() -> None:
    plan = PaperPlan()
    plan.stands(JO, "step", Stand.DISAGREE, "Too soon.")

    assert said_at(plan.copy(), "step")[1:] == ["Where we stand on step 1: we differ", "Jo (nurse) disagrees. Too soon."]


def test_a_space_that_was_kept_is_no_difference() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/together", "Tea  at four.")
    plan.strikes(JO, "help/together", "  ")
    plan.keeps(SAM, "help/together", "  ")

    assert said_at(plan.copy(), "help")[:2] == ["Together: what we agree", "Tea  at four."]
    assert plan.copy().pointers == ()


def test_two_decisions_under_law_are_no_difference() -> None:
    plan = PaperPlan()
    for who, why in ((REYES, "Too unwell."), (JO, "Not safe at home.")):
        plan.enters(who, "law/team", law_value(LawDecision("Mental Health Act, section 3", "Dr Reyes", why)))

    assert not says_that_we_differ(asked(plan.copy(), "law"))
    assert plan.copy().pointers == ("Decided under the law, not agreed: question 7.",)


# ---- yes, no or later


RIGHT = Question("right", "Did we get this right?", "Check", Kind.YES_NO_LATER, ALL_SIDES)


def asked_if_it_is_right(**said: Reply) -> PaperPlan:
    """Sam, Jo and Mum each answer for themselves, as the desk enters it."""
    form = replace(paper_form(), sections=(Section("close", "At the end", "Close", (RIGHT,)),))
    plan = PaperPlan(MUM, form=form)
    places = {"sam": (SAM, "right/patient"), "jo": (JO, "right/team"), "mum": (MUM, f"right/family:{MUM}")}
    for name, reply in said.items():
        who, place = places[name]
        plan.enters(who, place, answered_value(Answered(reply, "" if reply is Reply.YES else "Not all of it.", by=who)))
    return plan


def test_people_who_each_say_yes_for_themselves_do_not_differ() -> None:
    copy = asked_if_it_is_right(sam=Reply.YES, jo=Reply.YES, mum=Reply.YES).copy()

    assert not says_that_we_differ(asked(copy, "right"))
    assert copy.pointers == ()
    assert closing(copy, "Not settled yet") == []


def test_two_who_say_yes_stand_together_beside_the_one_who_says_no() -> None:
    copy = asked_if_it_is_right(sam=Reply.YES, jo=Reply.YES, mum=Reply.NO).copy()

    assert said_at(copy, "right")[:2] == ["Sam, Jo: Yes.", "Mum: No. Not all of it."]
    assert on_page_one(copy) == not_settled(copy) == {1}


def test_the_same_answer_for_other_reasons_is_no_difference_and_every_reason_stands() -> None:
    plan = asked_if_it_is_right(sam=Reply.NO)
    plan.enters(JO, "right/team", answered_value(Answered(Reply.NO, "A step is missing.", by=JO)))

    assert plan.copy().pointers == ()
    assert {"No. Not all of it.", "A step is missing."} <= {words.removeprefix("Jo: No. ") for words in said_at(plan.copy(), "right")}


def test_the_same_later_with_two_days_is_a_difference() -> None:
    plan = asked_if_it_is_right()
    for who, place, day in ((SAM, "right/patient", DAYS[0]), (JO, "right/team", DAYS[1])):
        plan.enters(who, place, answered_value(Answered(Reply.LATER, "We need time.", who, day)))

    assert plan.copy().pointers == ("We differ: question 1.",)


# ---- reading the copy


def says_that_we_differ(one: Asked) -> bool:
    """Whether the copy says at a question, in words of its own, that people differ."""
    own_words = [text for part in one.parts if part.title != LISTED for text in (part.title, *_own_words(part.body))]
    return any("e differ" in text for text in own_words)


def _own_words(body: tuple[Line | SideBySide | Rows, ...]) -> Iterator[str]:
    for thing in body:
        if isinstance(thing, SideBySide):
            yield thing.name
        elif isinstance(thing, Rows):
            yield from (text for row in thing.rows for cell in row for text in _own_words(cell))
        else:
            yield from (piece.text for piece in thing if piece.kind in (PieceKind.OURS, PieceKind.LABEL))


def numbers_of(one: Asked) -> list[int]:
    """The number of a question, and that of its box where it has several."""
    return [int(number) for number in one.number.split(".")]


def on_page_one(copy: Copy) -> set[int]:
    """The questions that page 1 names."""
    lists = [line for line in copy.pointers if line.startswith("We differ: question")]
    return {int(number.strip(" .")) for line in lists for number in line.rpartition("question")[2].lstrip("s ").split(",")}


def not_settled(copy: Copy) -> set[int]:
    """The questions that the list at the end names as differing."""
    return {int(line.split(":")[0].split()[1]) for line in closing(copy, "Not settled yet") if line.endswith("We differ.")}


def in_the_answer(copy: Copy) -> set[int]:
    """The questions that stand in the answer to the one about differences."""
    parts = [part for one in copy.asked if one.question == "differ" for part in one.parts if part.title == LISTED]
    lines = [text for part in parts for text in _own_words(part.body)]
    return {int(line.split(":")[0].split()[1]) for line in lines}
