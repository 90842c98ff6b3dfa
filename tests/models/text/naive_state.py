"""What one machine knows of a plan, kept the naive way: letters and notes, what other machines send, and what undo takes back.

Positions are counted in letters; results are given in UTF-16 units, as the engine gives them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, NamedTuple

from models.text.pens import Pen, PenKey
from tests.models.text.oracle import UNDONE, Letter, Note, Reading


@dataclass(frozen=True)
class Answer:
    """An entry that is not text, or (with `of`) what somebody says of an entry that was typed for them."""

    number: int
    place: str
    pen: Pen
    rank: int
    value: tuple[tuple[str, Any], ...] = ()
    on: bool = True
    witness: str = ""
    of: int | None = None
    yes: bool = False


@dataclass(frozen=True)
class Deed:
    """All that one act wrote, as other machines receive it. `seen` counts the deeds of each machine that it builds on."""

    machine: int
    turn: int
    seen: dict[int, int]
    letters: tuple[Letter, ...] = ()
    states: tuple[Note | Answer, ...] = ()

    def builds_on(self, other: "Deed") -> bool:
        """Whether the other deed was known when this one was done."""
        return self.seen.get(other.machine, 0) >= other.turn


@dataclass(frozen=True)
class NaiveAct:
    """One act of one pen: what undo takes back at once."""

    pen: PenKey
    sitting: str
    place: str
    burst: str = ""
    letters: tuple[tuple[str, tuple[int, ...], int], ...] = ()  # side, letters, number of the note that takes them back
    switches: tuple[tuple[int, bool], ...] = ()  # note or answer, and whether the act took it back


class Wrote(NamedTuple):
    """What a writing act should come to."""

    start: int
    end: int
    struck: bool = False
    refused: bool = False


class TookBack(NamedTuple):
    """What an undo or redo should come to."""

    place: str
    position: int | None
    refused: bool = False


@dataclass
class Writing:
    """An act under way: what it has written so far."""

    act: NaiveAct
    before: NaiveAct | None = None  # the act that it makes longer
    letters: list[Letter] = field(default_factory=list)
    states: dict[int, Note | Answer] = field(default_factory=dict)


def units(letters: Iterable[Letter]) -> int:
    """How many UTF-16 units the letters take."""
    return sum(letter.units for letter in letters)


class NaiveState:
    """One machine's copy of the plan."""

    def __init__(self, machine: int, numbers: "count[int]", referee: Callable[[Sequence[Note | Answer]], Note | Answer]) -> None:
        self.machine, self._numbers, self._referee = machine, numbers, referee
        self.order: dict[str, list[int]] = defaultdict(list)
        self.letters: dict[int, Letter] = {}
        self.known: dict[int, int] = {machine: 0}
        self._states: dict[int, list[tuple[Deed, Note | Answer]]] = {}
        self._waiting: list[Deed] = []
        self.done: dict[tuple[PenKey, str], list[NaiveAct]] = defaultdict(list)
        self.undone: dict[tuple[PenKey, str], list[NaiveAct]] = defaultdict(list)

    # ---- what you can ask it

    def notes(self) -> list[Note]:
        """Every note, as it stands."""
        return [state for state in self._current() if isinstance(state, Note)]

    def answers(self, place: str) -> list[Answer]:
        """Every entry of a place, and everything said of one, as it stands."""
        return [state for state in self._current() if isinstance(state, Answer) and state.place == place]

    def read(self) -> Reading:
        """What it all comes to now."""
        return Reading(self.letters, self.notes(), self.order)

    def page(self, side: str) -> list[Letter]:
        """The letters of a side that stand on the page."""
        return self.read().page(side)

    # ---- undo

    def next_undo(self, pen: Pen) -> TookBack | None:
        """What the pen's next undo would come to, before it is done."""
        acts = self.done[pen.key, pen.sitting]
        return TookBack(acts[-1].place, self._position(acts[-1]), self._too_late(acts[-1])) if acts else None

    def undo(self, pen: Pen) -> tuple[Deed | None, TookBack | None]:
        """Takes the pen's last act back, or drops it where somebody has answered since."""
        acts = self.done[pen.key, pen.sitting]
        if not acts:
            return None, None
        act = acts.pop()
        if self._too_late(act):
            return None, TookBack(act.place, self._position(act), refused=True)
        self.undone[pen.key, pen.sitting].append(replace(act, burst=""))
        return self._turn(act, pen, undone=True)

    def redo(self, pen: Pen) -> tuple[Deed | None, TookBack | None]:
        """Does the act again that was taken back last."""
        acts = self.undone[pen.key, pen.sitting]
        if not acts:
            return None, None
        act = acts.pop()
        self.done[pen.key, pen.sitting].append(replace(act, burst=""))
        return self._turn(act, pen, undone=False)

    def _turn(self, act: NaiveAct, pen: Pen, undone: bool) -> tuple[Deed | None, TookBack]:
        before = self._touched(act)
        writing = Writing(act)
        for side, letters, number in act.letters:
            if number not in self._states or self._state(number).on != undone:
                writing.states[number] = Note(number, UNDONE, pen, side, frozenset(letters), on=undone)
        for number, off in act.switches:
            before_it, on = self._state(number), undone if off else not undone
            if before_it.on != on:
                writing.states[number] = replace(before_it, on=on, pen=pen)
        deed = self._write_down(writing) if writing.states else None
        ends = [end for _, end in self._touched(act)]
        stood = [min(before[0][0], units(self.page(act.place)))] if before else []
        return deed, TookBack(act.place, max(ends) if ends else next(iter(stood), None))

    def _too_late(self, act: NaiveAct) -> bool:
        """Whether the owner of any word of the act has answered since, so that it is no longer this pen's to take back."""
        reading = self.read()
        return any(reading.answered_since(self.letters[number]) for _, letters, _ in act.letters for number in letters)

    def _position(self, act: NaiveAct) -> int | None:
        """Where the last letter on the page ends that the act touched in its place."""
        return max((end for _, end in self._touched(act)), default=None)

    def _touched(self, act: NaiveAct) -> list[tuple[int, int]]:
        """Where each letter on the page starts and ends that the act touched in its place."""
        touched = {number for side, letters, _ in act.letters if side == act.place for number in letters}
        for number, _ in act.switches:
            state = self._state(number)
            if isinstance(state, Note) and state.side == act.place:
                touched |= state.letters
        page = self.page(act.place)
        places = [(units(page[:place]), units(page[: place + 1])) for place in range(len(page))]
        return [place for place, letter in zip(places, page, strict=True) if letter.number in touched]

    def forget_bursts(self) -> None:
        """After a restart the next key begins a new step."""
        for acts in self.done.values():
            acts[:] = [replace(act, burst="") for act in acts]

    # ---- from elsewhere

    def receive(self, deed: Deed) -> None:
        """Takes in another machine's deed as soon as all it builds on is here. The order of letters is the engine's to say."""
        self._waiting.append(deed)
        while ready := [deed for deed in self._waiting if self._is_ready(deed)]:
            self._waiting.remove(ready[0])
            self._apply(ready[0])

    def _is_ready(self, deed: Deed) -> bool:
        return deed.turn == self.known.get(deed.machine, 0) + 1 and all(self.known.get(m, 0) >= turn for m, turn in deed.seen.items())

    def _apply(self, deed: Deed) -> None:
        self.known[deed.machine] = deed.turn
        for letter in deed.letters:
            self.letters[letter.number] = letter
        for state in deed.states:
            earlier = [pair for pair in self._states.get(state.number, ()) if not deed.builds_on(pair[0])]
            self._states[state.number] = [*earlier, (deed, state)]

    def _current(self) -> list[Note | Answer]:
        return [self._state(number) for number in self._states]

    def _state(self, number: int) -> Any:
        """How a note or an answer stands. Where two machines of one person wrote it at once, the engine says which holds."""
        states = [state for _, state in self._states[number]]
        return states[0] if len(states) == 1 else self._referee(states)

    # ---- for acts

    def _begin(self, pen: Pen, place: str, burst: str = "") -> Writing:
        last = self.done[pen.key, pen.sitting][-1:]
        joins = bool(last) and burst != "" and (last[0].burst, last[0].place) == (burst, place) and not self.undone[pen.key, pen.sitting]
        return Writing(last[0], last[0]) if joins else Writing(NaiveAct(pen.key, pen.sitting, place, burst))

    def _end(self, writing: Writing) -> Deed:
        stack = self.done[writing.act.pen, writing.act.sitting]
        if writing.before is not None:
            stack.pop()
        stack.append(writing.act)
        self.undone.pop((writing.act.pen, writing.act.sitting), None)
        return self._write_down(writing)

    def _write_down(self, writing: Writing) -> Deed:
        seen = dict(self.known)
        deed = Deed(self.machine, seen[self.machine] + 1, seen, tuple(writing.letters), tuple(writing.states.values()))
        self._apply(deed)
        return deed
