"""A plan as one machine knows it, kept the naive way: what each act writes by the rules, what undo takes back, what other machines send.

Positions are counted in letters here; results are given in UTF-16 units, as the engine gives them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, NamedTuple

from models.text.pens import Pen, PenKey
from models.text.runs import Said
from tests.models.text.oracle import CONFIRM, KEEP, LET_GO, NOT_MINE, OUT, UNDONE, Letter, Note, Reading, answering


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


class NaivePlan:
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

    # ---- writing

    def write(
        self, pen: Pen, side: str, at: int, take: int, text: str, *, burst: str = "", pasted: str | None = None
    ) -> tuple[Deed | None, Wrote]:
        """Takes out `take` letters from `at` and puts the text in behind what is left of them."""
        reading = self.read()
        page = reading.page(side)
        taken = page[at : at + take]
        takeable, refused = self._takeable(reading, pen, taken)
        if not text and not takeable:
            return None, Wrote(units(page[:at]), units(page[: at + take]), refused=refused)
        writing = self._begin(pen, side, burst)
        self._take_out(reading, writing, pen, side, takeable)
        new = [Letter(next(self._numbers), side, pen, letter, pasted=pasted) for letter in text]
        self._put_in(writing, side, page[at + take - 1].number if at + take else None, new)
        return self._end(writing), self._wrote(side, page[:at], taken, takeable, new, refused)

    def quote(self, pen: Pen, side: str, at: int, take: int, clip: Sequence[int]) -> tuple[Deed | None, Wrote]:
        """Puts a copy of those of the letters in that are still on the page; takes out what is selected."""
        reading = self.read()
        sources = [number for number in clip if not reading.gone(number)]
        if not sources:
            return self.write(pen, side, at, take, "")
        page = reading.page(side)
        taken = page[at : at + take]
        takeable, refused = self._takeable(reading, pen, taken)
        writing = self._begin(pen, side)
        self._take_out(reading, writing, pen, side, takeable)
        new = [self._copy(pen, side, number, moved=False) for number in sources]
        self._put_in(writing, side, page[at + take - 1].number if at + take else None, new)
        return self._end(writing), self._wrote(side, page[:at], taken, takeable, new, refused)

    def move(self, pen: Pen, clip: Sequence[int], side: str, at: int) -> tuple[Deed | None, Wrote]:
        """Takes letters out where they stand and puts a copy in elsewhere, as one act."""
        reading = self.read()
        page = reading.page(side)
        sources = [self.letters[number] for number in clip if not reading.gone(number)]
        if not sources:
            return None, Wrote(units(page[:at]), units(page[:at]))
        takeable, refused = self._takeable(reading, pen, sources)
        writing = self._begin(pen, side)
        if takeable:
            self._note(writing, OUT, pen, takeable, moved=True)
        new = [self._copy(pen, side, source.number, moved=True) for source in sources]
        self._put_in(writing, side, page[at - 1].number if at else None, new)
        deed = self._end(writing)
        after = self.read()
        ends = units(letter for letter in self._up_to(side, new[-1].number) if not after.gone(letter.number))
        struck = any(not after.gone(letter.number) for letter in takeable)
        return deed, Wrote(ends - units(new), ends, struck, refused)

    # ---- answering

    def let_go(self, pen: Pen, side: str, chosen: Sequence[int], witness: str = "") -> Deed | None:
        """The owner agrees that struck letters go; of moved ones, that they go from here."""
        reading = self.read()
        own = self._own_and_struck(reading, chosen, answering(pen, witness))
        moved = [letter for letter in own if all(note.moved for note in reading.open_strikes(letter))]
        writing = self._begin(pen, side)
        for letters, by_move in (([letter for letter in own if letter not in moved], False), (moved, True)):
            if letters:
                self._note(writing, LET_GO, pen, letters, witness=witness, moved=by_move)
        return self._end(writing) if own else None

    def keep(self, pen: Pen, side: str, chosen: Sequence[int], witness: str = "") -> Deed | None:
        """The owner refuses each open strike, against the voice that made it."""
        reading = self.read()
        own = self._own_and_struck(reading, chosen, answering(pen, witness))
        writing = self._begin(pen, side)
        for letter in own:
            for striker in {note.pen.voice for note in reading.open_strikes(letter)}:
                self._note(writing, KEEP, pen, [letter], witness=witness, against=striker)
        return self._end(writing) if own else None

    def confirm(self, pen: Pen, side: str, chosen: Sequence[int], witness: str = "") -> Deed | None:
        """The one typed for says: yes, my words."""
        return self._say(CONFIRM, pen, side, chosen, witness)

    def not_my_words(self, pen: Pen, side: str, chosen: Sequence[int], witness: str = "") -> Deed | None:
        """The one typed for says: not my words."""
        return self._say(NOT_MINE, pen, side, chosen, witness)

    def take_back_strike(self, pen: Pen, side: str, chosen: Sequence[int]) -> Deed | None:
        """The striker takes the strikes on these letters back."""
        own = [note for note in self.notes() if note.on and note.kind in (OUT, UNDONE) and note.pen.key == pen.key]
        mine = [note for note in own if note.letters & set(chosen)]
        writing = self._begin(pen, side)
        for note in mine:
            self._shorten(writing, note, pen, chosen)
        return self._end(writing) if mine else None

    # ---- answers that are not text

    def enter(self, pen: Pen, place: str, value: dict[str, Any], witness: str = "") -> Deed | None:
        """One more entry of this pen."""
        rank = 1 + max((answer.rank for answer in self.answers(place)), default=0)
        return self._answer(Answer(next(self._numbers), place, pen, rank, tuple(value.items()), witness=witness))

    def answer_typed_for(self, pen: Pen, place: str, of: int, yes: bool, witness: str = "") -> Deed | None:
        """Says of an entry that was typed for one whether it is one's own."""
        entry = next((answer for answer in self.answers(place) if answer.number == of and answer.on), None)
        if entry is None or answering(pen, witness) not in set(entry.pen.voice.people) - {entry.pen.hands}:
            return None
        rank = 1 + max(answer.rank for answer in self.answers(place))
        return self._answer(Answer(next(self._numbers), place, pen, rank, witness=witness, of=of, yes=yes))

    def standing(self, place: str) -> dict[int, Said]:
        """Every entry that stands, and what is said of it."""
        return {answer.number: self._said_of(answer) for answer in self.answers(place) if answer.on and answer.of is None}

    def newest(self, place: str) -> list[set[int]]:
        """For each voice the entries that may be its newest (several only where it entered them on two machines at once)."""
        said = self.standing(place)
        entries = [answer for answer in self.answers(place) if said.get(answer.number, Said.NOT_MINE) is not Said.NOT_MINE]
        by_voice: dict[object, list[Answer]] = defaultdict(list)
        for entry in entries:
            by_voice[frozenset(entry.pen.voice.people) or entry.pen.voice].append(entry)
        return [_newest(own) for own in by_voice.values()]

    def entries_waiting(self, places: Iterable[str], person: str) -> set[int]:
        """Entries that were made for this person, which nobody has answered for yet."""
        entries = [answer for place in places for answer in self.answers(place) if self.standing(place).get(answer.number) is Said.WAITING]
        return {entry.number for entry in entries if person in set(entry.pen.voice.people) - {entry.pen.hands}}

    def _said_of(self, entry: Answer) -> Said:
        asked = set(entry.pen.voice.people) - {entry.pen.hands}
        if not asked or answering(entry.pen, entry.witness):
            return Said.OWN
        said = {person: self._last_word(entry, person) for person in asked}
        if False in said.values():
            return Said.NOT_MINE
        return Said.WAITING if None in said.values() else Said.CONFIRMED

    def _last_word(self, entry: Answer, person: str) -> bool | None:
        words = [
            word
            for word in self.answers(entry.place)
            if word.on and word.of == entry.number and answering(word.pen, word.witness) == person
        ]
        newest = max((word.rank for word in words), default=0)
        return all(word.yes for word in words if word.rank == newest) if words else None

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

    # ---- insides of writing

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

    def _takeable(self, reading: Reading, pen: Pen, taken: Iterable[Letter]) -> tuple[list[Letter], bool]:
        """What the pen can take out or strike now, and whether some of the rest was kept from it."""
        fresh = [letter for letter in taken if pen.key not in {note.pen.key for note in reading.open_strikes(letter)}]
        takeable = [letter for letter in fresh if not reading.kept_from(pen.voice, letter)]
        return takeable, len(takeable) < len(fresh)

    def _take_out(self, reading: Reading, writing: Writing, pen: Pen, side: str, takeable: list[Letter]) -> None:
        if not takeable:
            return
        self._strike(writing, pen, takeable)
        origins: dict[str, list[Letter]] = defaultdict(list)
        for letter in takeable:
            while letter.moved and pen.own_hands and reading.owners(letter) == {pen.hands}:
                assert letter.copies is not None
                letter = self.letters[letter.copies]  # the owner takes the words out for good, not only the copy that was moved here
                origins[letter.side].append(letter)
        for letters in origins.values():
            self._note(writing, OUT, pen, letters)

    def _strike(self, writing: Writing, pen: Pen, letters: list[Letter]) -> None:
        earlier = [state for number, _ in writing.act.switches if isinstance(state := self._state(number), Note)]
        longer = next((note for note in earlier if note.kind == OUT and note.on and note.side == letters[0].side and not note.moved), None)
        if longer is None:
            self._note(writing, OUT, pen, letters)
        else:
            more = longer.letters | {letter.number for letter in letters}
            writing.states[longer.number] = replace(longer, pen=pen, letters=more)

    def _put_in(self, writing: Writing, side: str, behind: int | None, new: list[Letter]) -> None:
        if not new:
            return
        order = self.order[side]
        place = 0 if behind is None else order.index(behind) + 1
        order[place:place] = [letter.number for letter in new]
        put, before = next(self._numbers), list(writing.act.letters)
        self.letters.update({letter.number: replace(letter, put=put) for letter in new})
        writing.letters.extend(self.letters[letter.number] for letter in new)
        together = tuple(letter.number for letter in new)
        if before and before[-1][0] == side:
            _, earlier, put = before.pop()
            together = (*earlier, *together)
        writing.act = replace(writing.act, letters=(*before, (side, together, put)))

    def _copy(self, pen: Pen, side: str, number: int, moved: bool) -> Letter:
        return Letter(next(self._numbers), side, pen, self.letters[number].text, copies=number, moved=moved)

    def _note(self, writing: Writing, kind: str, pen: Pen, letters: Iterable[Letter], **more: Any) -> None:
        letters = list(letters)
        numbers = frozenset(letter.number for letter in letters)
        self._write_note(writing, Note(next(self._numbers), kind, pen, letters[0].side, numbers, **more))

    def _write_note(self, writing: Writing, note: Note) -> None:
        writing.states[note.number] = note
        writing.act = replace(writing.act, switches=(*writing.act.switches, (note.number, False)))

    def _shorten(self, writing: Writing, note: Note, pen: Pen, taken: Iterable[int]) -> None:
        """Takes letters out of an earlier note: that is taken back, and what is left of it is said anew."""
        writing.states[note.number] = replace(note, on=False, pen=pen)
        writing.act = replace(writing.act, switches=(*writing.act.switches, (note.number, True)))
        left = note.letters - set(taken)
        if left:
            self._write_note(writing, replace(note, number=next(self._numbers), letters=left, pen=pen))

    def _wrote(
        self, side: str, before: list[Letter], taken: list[Letter], takeable: list[Letter], new: list[Letter], refused: bool
    ) -> Wrote:
        reading = self.read()
        start = units(before) + units(letter for letter in taken if not reading.gone(letter.number))
        standing = units(letter for letter in new if not reading.gone(letter.number))
        return Wrote(start, start + standing, any(not reading.gone(letter.number) for letter in takeable), refused)

    def _up_to(self, side: str, number: int) -> list[Letter]:
        order = self.order[side]
        return [self.letters[other] for other in order[: order.index(number) + 1]]

    # ---- insides of answering

    def _own_and_struck(self, reading: Reading, chosen: Iterable[int], person: str) -> list[Letter]:
        letters = [self.letters[number] for number in chosen if not reading.gone(number)]
        return [letter for letter in letters if person and person in reading.owners(letter) and reading.open_strikes(letter)]

    def _say(self, kind: str, pen: Pen, side: str, chosen: Sequence[int], witness: str) -> Deed | None:
        reading, person = self.read(), answering(pen, witness)
        asked: dict[tuple[int, ...], list[Letter]] = defaultdict(list)  # words that were quoted together are one passage at their source
        for letter in (self.letters[number] for number in chosen):
            if person in reading.asked(letter):
                asked[reading.quoted_by(letter)].append(reading.root(letter))
                if letter.moved and kind == CONFIRM:
                    asked[(0,)].append(letter)  # moved words are a passage where they stand now, too
        writing = self._begin(pen, side)
        for letters in asked.values():
            around, struck = reading.standing(reading.stretch(letters[0].side, {letter.number for letter in letters}))
            self._note(writing, kind, pen, letters, witness=witness, around=around, struck=struck, knew=frozenset(self._states))
        return self._end(writing) if asked else None

    def _answer(self, answer: Answer) -> Deed:
        writing = self._begin(answer.pen, answer.place)
        writing.states[answer.number] = answer
        writing.act = replace(writing.act, switches=((answer.number, False),))
        return self._end(writing)


def _newest(entries: list[Answer]) -> set[int]:
    rank = max((entry.rank, entry.pen.own_hands) for entry in entries)
    return {entry.number for entry in entries if (entry.rank, entry.pen.own_hands) == rank}
