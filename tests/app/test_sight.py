"""What somebody of family sees of the plan on the table while they hold the pen: what was opened to them, and their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.desk import Desk
from app.family import let_see, open_to_relatives
from app.forms import roles
from app.open_plan import OpenPlan
from app.people import add_person
from app.reading_out import passages_of
from app.ward_words import texts_of
from models.text.pens import Pen, Voice
from tests.app import rooms
from tests.app.open_ward import OpenWard, open_ward

QUESTION = "garden"
SAMS, TEAMS, TOGETHER, STAND = (f"{QUESTION}/{side}" for side in ("patient", "team", "together", "stand"))
CLOSED = "Sam has not opened this to Mum."


@dataclass
class Table:
    """Sam, Jo, Mum and Dad, with a word of each on one question."""

    ward: OpenWard
    plan: OpenPlan
    mum: str
    dad: str

    @property
    def desk(self) -> Desk:
        return self.plan.desk

    @property
    def sam(self) -> str:
        return self.plan.plan.patient_id

    def takes_up(self, person: str) -> None:
        self.desk.take_up(self.desk.pens.own(person))

    def sam_opens(self, person: str, yes: bool = True) -> None:
        let_see(self.ward.store.store, self.ward.clock, own(self.sam), self.sam, person, sees_plan=yes, in_copies=False)
        self.desk.sight.look_again()

    def opens(self, person: str, yes: bool = True) -> None:
        open_to_relatives(self.ward.store.store, self.ward.clock, own(person), self.sam, yes)
        self.desk.sight.look_again()

    def side_of(self, person: str) -> str:
        return f"{QUESTION}/family:{person}"

    def heard(self) -> str:
        names = {here.person: here.known_as for here in self.desk.people}
        return "\n".join(passages_of(self.desk, self.plan.form.question(QUESTION), lambda person: names.get(person, person)))


def own(person: str) -> Pen:
    return Pen(person, Voice.of(person), person)


def table_of(ward: OpenWard, laid: rooms.Table) -> Table:
    dad = add_person(ward.store.store, "George Okafor", "Dad", roles()["father"]).id
    laid.sitting.arrive(dad, roles()["father"])
    table = Table(ward, laid.plan, laid.mum.id, dad)
    for person, side, words in (
        (table.sam, SAMS, "I like the CPA garden."),
        (ward.jo.id, TEAMS, "Garden and music."),
        (ward.jo.id, TOGETHER, "Garden first."),
        (table.mum, table.side_of(table.mum), "He hums."),
        (dad, table.side_of(dad), "He whistles."),
    ):
        table.takes_up(person)
        table.desk.write(side, 0, 0, words)
    return table


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    ward = open_ward(tmp_path)
    yield table_of(ward, rooms.lay_table(ward))
    ward.close()


def test_while_a_relative_holds_the_pen_only_their_own_side_is_shown(table: Table) -> None:
    table.takes_up(table.mum)

    assert all(table.desk.hides(side) for side in (SAMS, TEAMS, TOGETHER, STAND, table.side_of(table.dad)))
    assert not table.desk.hides(table.side_of(table.mum))


def test_it_is_said_why(table: Table) -> None:
    table.takes_up(table.mum)

    assert table.desk.why_hidden(SAMS, str) == CLOSED
    assert table.desk.why_hidden(table.side_of(table.dad), lambda _person: "Dad") == "This is Dad's own page."
    assert table.desk.why_hidden(table.side_of(table.mum), str) == ""


@pytest.mark.parametrize("who", ["sam", "jo"])
def test_everything_is_shown_again_when_the_pen_goes_back(table: Table, who: str) -> None:
    table.takes_up(table.mum)
    table.takes_up({"sam": table.sam, "jo": table.ward.jo.id}[who])

    assert not any(table.desk.hides(side) for side in (SAMS, TEAMS, TOGETHER, STAND, table.side_of(table.dad)))


def test_a_pen_that_rests_shows_nothing_to_the_relative_who_held_it(table: Table) -> None:
    table.takes_up(table.mum)
    table.desk.put_down()

    assert table.desk.hides(SAMS)
    assert not table.desk.hides(table.side_of(table.mum))


def test_when_the_relative_has_gone_everything_is_shown(table: Table) -> None:
    table.takes_up(table.mum)
    table.ward.store.sitting.leave(table.mum)

    assert table.desk.pen is None
    assert not table.desk.hides(SAMS)


def test_what_the_patient_opens_is_shown_and_what_is_closed_again_is_not(table: Table) -> None:
    table.takes_up(table.mum)
    told: list[None] = []
    table.desk.sight.changed.connect(told.append)
    table.sam_opens(table.mum)
    assert not any(table.desk.hides(side) for side in (SAMS, TEAMS, TOGETHER, STAND))
    assert table.desk.hides(table.side_of(table.dad))

    table.sam_opens(table.mum, yes=False)
    assert all(table.desk.hides(side) for side in (SAMS, TEAMS, TOGETHER, STAND))
    assert len(told) == 2


def test_two_relatives_see_each_other_when_both_said_so_and_no_longer_than_that(table: Table) -> None:
    table.takes_up(table.mum)
    table.opens(table.mum)
    assert table.desk.hides(table.side_of(table.dad))

    table.opens(table.dad)
    assert not table.desk.hides(table.side_of(table.dad))

    table.opens(table.dad, yes=False)
    assert table.desk.hides(table.side_of(table.dad))


def test_a_relative_who_types_for_the_patient_sees_what_they_type_and_nothing_else(table: Table) -> None:
    table.desk.take_up(table.desk.pens.typing_for(table.mum, table.sam))

    assert not table.desk.hides(SAMS)
    assert table.desk.hides(TEAMS)
    assert table.desk.hides(table.side_of(table.dad))


def test_nobody_is_offered_a_pen_for_a_box_that_they_may_not_see(table: Table) -> None:
    def offered() -> list[str]:
        return [choice.hands.known_as for choice in table.desk.choices_for(TOGETHER) if choice.speaker is None]

    assert offered() == ["Sam", "Jo"]
    table.takes_up(table.mum)
    assert table.desk.pen_for(TOGETHER) is None

    table.sam_opens(table.mum)
    assert offered() == ["Sam", "Jo", "Mum"]
    assert table.desk.pen_for(TOGETHER) is not None


def test_what_is_not_shown_is_not_read_aloud(table: Table) -> None:
    table.takes_up(table.mum)
    heard = table.heard()

    assert "He hums." in heard
    assert heard.count(CLOSED) == 1
    assert "This is Dad's own page." in heard
    assert not [words for words in ("CPA garden", "music", "Garden first", "whistles", "Nobody has written") if words in heard]

    table.takes_up(table.sam)
    assert "I like the CPA garden." in table.heard()
    assert CLOSED not in table.heard()


def test_what_is_not_shown_is_neither_found_nor_explained(table: Table) -> None:
    asked = table.plan.form.question(QUESTION)
    table.takes_up(table.mum)
    assert table.desk.find("garden") == []
    assert len(table.desk.find("hums")) == 1
    assert not [text for text in texts_of(table.desk, asked) if "CPA" in text]

    table.takes_up(table.sam)
    assert len(table.desk.find("garden")) == 3
    assert [text for text in texts_of(table.desk, asked) if "CPA" in text]


def test_the_room_sees_a_side_when_every_relative_who_is_here_may_see_it(table: Table) -> None:
    def closed_to(side: str) -> list[str]:
        return [here.known_as for here in table.desk.sight.closed_to(table.desk.people, side)]

    assert closed_to(SAMS) == ["Mum", "Dad"]
    assert closed_to(table.side_of(table.mum)) == ["Dad"]
    table.sam_opens(table.mum)
    assert closed_to(SAMS) == ["Dad"]
    table.ward.store.sitting.leave(table.dad)
    assert closed_to(SAMS) == []
    assert closed_to(table.side_of(table.mum)) == []
