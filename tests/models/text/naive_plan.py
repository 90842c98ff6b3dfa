"""A plan as one machine knows it: what each act writes by the rules of words, in the slowest obvious way."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from models.text.pens import Pen
from models.text.runs import Said
from tests.models.text.naive_state import Answer, Deed, NaiveState, Writing, Wrote, units
from tests.models.text.oracle import CONFIRM, KEEP, LET_GO, NOT_MINE, OUT, UNDONE, Letter, Note, Reading, answering


class NaivePlan(NaiveState):
    """All that can be done to a plan."""

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

    # ---- insides of writing

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
