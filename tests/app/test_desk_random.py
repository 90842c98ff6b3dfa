"""Random acts at the desk, by whoever holds the pen, wanted or not: no letter ever stands where, or as whose, it must not.

Each pen types letters of its own, so that whose a letter is can be read from the letter. The seed stands in the name of the test.
"""

from collections.abc import Callable
from random import Random

import pytest

from app.desk import NobodyHoldsThePen, NotThisBox
from app.errors import Trouble
from app.sides import may_put_words
from app.stands import Stand, stands_on
from models.text.answering import NotTheirs
from models.text.document import Committed, PlanDocument
from models.text.pens import Pen, VoiceKind
from models.text.runs import Run
from tests.app.rooms import GARDEN, JO, MUM, MUMS, SAM, TEAM, TOGETHER, Room

SEEDS = range(8)
STEPS = 300
SIDES = (GARDEN, TEAM, MUMS, TOGETHER, "beside/patient", "week/team", "garden#zz/team", "nowhere/patient")
PEOPLE = (SAM, JO, MUM)


class RandomRoom(Room):
    """A room in which anything is tried; what was kept, and with which pens, is noted."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.random = Random(seed)
        self.letters: dict[Pen, str] = {}
        self.kept: list[Committed] = []
        self.document.keep = self._keep
        often, at_times = [self.types, self.takes_up], [self.quotes, self.moves, self.answers_what_waits, self.undoes, self.stands]
        self.acts: list[Callable[[], object]] = [*often * 6, *at_times * 2, self.chooses, self.comes_or_goes, self.waits]

    def _keep(self, committed: Committed) -> None:
        assert self.pens.still_fits(committed.pen), "a pen wrote whose people are not here"
        self.kept.append(committed)

    def step(self) -> None:
        """One act. What is refused has changed nothing; nothing but taking up, resting and going changes who holds the pen."""
        act = self.random.choice(self.acts)
        before, pen = self.everything(), self.desk.pen
        try:
            act()
        except (NobodyHoldsThePen, NotThisBox, NotTheirs, LookupError, Trouble):
            assert self.everything() == before, f"{act.__name__} was refused and changed something"
        if act not in (self.takes_up, self.comes_or_goes, self.waits):
            assert self.desk.pen == pen

    def everything(self) -> object:
        """All that can be read, and how much was kept."""
        places = [place for place in self.document.entry_places() if self.desk.entries(place)]
        return len(self.kept), {side: self.runs(side) for side in SIDES}, {place: self.desk.entries(place) for place in places}

    # ---- acts

    def takes_up(self) -> None:
        hands, speaker = self.random.choice(PEOPLE), self.random.choice(PEOPLE)
        pen = self.random.choice(
            [
                lambda: self.own(hands),
                lambda: self.pens.typing_for(hands, speaker),
                lambda: self.pens.together(hands, *PEOPLE),
                lambda: self.pens.from_source(hands, "Letter", speaker),
                lambda: self.pens.from_source(hands, "Leaflet"),
            ]
        )()
        self.letters.setdefault(pen, chr(0x4E00 + len(self.letters)))
        self.desk.take_up(pen)

    def types(self) -> None:
        side, pen = self.random.choice(self._fitting_sides() or SIDES), self.desk.pen
        length = self.document.side(side).length
        at = self.random.randint(0, length)
        text = self.letters[pen] * self.random.randint(0, 3) if pen else "?"
        self.desk.write(side, at, self.random.randint(0, min(4, length - at)), text, burst=self.random.choice(["", "b"]))

    def _fitting_sides(self) -> list[str]:
        """Where the pen in hand may write; now and then nothing, so that any side is tried."""
        return [side for side in SIDES[:5] if self.desk.pen_for(side)] if self.random.random() < 0.7 else []

    def picked_up(self) -> tuple[str, int, int]:
        side = self.random.choice(SIDES[:4])
        ends = sorted(self.random.randint(0, self.document.side(side).length) for _ in range(2))
        return side, ends[0], ends[1]

    def quotes(self) -> None:
        side = self.random.choice(SIDES)
        self.desk.quote(side, self.random.randint(0, self.document.side(side).length), 0, self.desk.pick_up(*self.picked_up()))

    def moves(self) -> None:
        side = self.random.choice(SIDES)
        self.desk.move(self.desk.pick_up(*self.picked_up()), side, self.random.randint(0, self.document.side(side).length))

    def answers_what_waits(self) -> None:
        waiting = self.desk.waiting_for(self.random.choice(PEOPLE))
        if waiting:
            thing = self.random.choice(waiting)
            answer = self.random.choice([self.desk.let_go, self.desk.keep, self.desk.confirm, self.desk.not_my_words])
            answer(thing.side, thing.spans, self.random.choice(["", "", *PEOPLE]))

    def undoes(self) -> None:
        self.random.choice([self.desk.undo, self.desk.redo])()

    def comes_or_goes(self) -> None:
        self.change(self.random.choice(PEOPLE), left=self.random.random() < 0.2)

    def waits(self) -> None:
        self.clock.advance(self.random.choice([1, 100, 200]))

    def stands(self) -> None:
        pen = self.desk.pen or self.random.choice([*self.letters, None])
        if pen:
            self.desk.give_stand(pen, "garden", self.random.choice(list(Stand)), witness=self.random.choice(["", *PEOPLE]))

    def chooses(self) -> None:
        side = self.random.choice(["drinks/patient", "drinks/team", TOGETHER])
        self.desk.enter(side, {"values": [self.random.choice(["tea", "music"])], "own": ""})


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed {seed}")
def room(request: pytest.FixtureRequest) -> RandomRoom:
    room = RandomRoom(request.param)
    for _ in range(STEPS):
        room.step()
    return room


def own_words(room: RandomRoom) -> list[tuple[str, Run]]:
    """Every run that was typed where it stands, with its side."""
    return [(side, run) for side in SIDES for run in room.runs(side) if not run.look.quoted]


def test_every_letter_is_known_to_be_its_writers(room: RandomRoom) -> None:
    runs = own_words(room)

    assert len(room.kept) > STEPS / 8, "hardly anything was done"
    assert {pen for _, run in runs for pen in [run.look.pen] if set(run.text) != {room.letters[pen]}} == set()


def test_quoted_letters_are_known_to_be_their_first_writers(room: RandomRoom) -> None:
    voice_of = {letter: pen.voice for pen, letter in room.letters.items()}
    quoted = [run for side in SIDES for run in room.runs(side) if run.look.quoted]

    assert {letter for run in quoted for letter in run.text if voice_of[letter] != run.look.voice} == set()


def test_nobodys_words_stand_in_anothers_box(room: RandomRoom) -> None:
    boxes = {side: room.desk.box(side) for side, _ in own_words(room)}

    assert [side for side, run in own_words(room) if not may_put_words(run.look.pen, boxes[side])] == []
    assert set(boxes) <= set(SIDES[:5])


def test_every_answer_is_by_one_of_its_sides_people(room: RandomRoom) -> None:
    given = [(place, entry) for place in room.document.entry_places() if not place.endswith("/stand") for entry in room.desk.entries(place)]

    assert [place for place, entry in given if not may_put_words(entry.pen, room.desk.box(place))] == []


def test_every_stand_is_ones_own_or_was_seen_by_a_third(room: RandomRoom) -> None:
    for given in stands_on(room.document, "garden"):
        pen, witness = given.entry.pen, given.entry.witness
        assert pen.voice.kind is VoiceKind.PERSON
        assert pen.own_hands or witness not in ("", pen.hands, given.person)


def test_all_of_it_reads_the_same_when_it_is_opened_again(room: RandomRoom) -> None:
    again = PlanDocument([update.blob for committed in room.kept for update in committed.updates])

    assert {side: again.side(side).runs() for side in SIDES} == {side: room.runs(side) for side in SIDES}
