"""One machine of the fuzz: the real document beside the naive plan, and every question that both must answer alike."""

import json
from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from models.text.acts import Act, act_from_json, act_to_json
from models.text.document import Committed, PlanDocument
from models.text.engine import RECORDS, TEXT
from models.text.entries import all_entries, answers
from models.text.runs import Look
from models.text.side import Side
from models.text.spans import Spans, spans_from_json
from models.text.waiting import WaitKind, entries_waiting_for, waiting_in
from tests.models.text.naive_plan import NaivePlan
from tests.models.text.naive_state import Answer, Deed
from tests.models.text.oracle import OUT, UNDONE, Letter, Note, Reading, Seen
from tests.models.text.view import View

if TYPE_CHECKING:
    from tests.models.text.world import World


class Mismatch(AssertionError):
    """The engine and the rules do not agree."""


def demand(ok: object, what: str, *seen: object) -> None:
    """Raises Mismatch unless it is so."""
    if not ok:
        raise Mismatch(": ".join([what, *(ascii(thing) for thing in seen)]))


class Machine:
    """A PlanDocument and what it kept, with the naive plan that it is held against."""

    def __init__(self, world: "World", index: int) -> None:
        self.world, self.index = world, index
        self.plan = NaivePlan(index, world.numbers, self._referee)
        self.kept: list[bytes] = []
        self.acts: dict[str, Act] = {}
        self.inbox: list[tuple[Deed, bytes]] = []
        self._early: list[tuple[Deed, bytes]] = []  # came before what they build on
        self._last: Committed | None = None
        self._open({})

    # ---- what is on it

    def side(self, name: str) -> Side:
        """The real side, opened and watched."""
        side = self.document.side(name)
        if name not in self.views:
            self.views[name] = View(side)
            self.document.watch_side(name, self.views[name].take)
        return side

    def spans(self, side: str, letters: Sequence[Letter]) -> Spans:
        """The real ids of neighbouring letters on the page."""
        if not letters:
            return ()
        page = self.plan.page(side)
        start = sum(letter.units for letter in page[: page.index(letters[0])])
        return self.side(side).ids_of(start, start + sum(letter.units for letter in letters))

    # ---- what happens to it

    def committed(self) -> Committed | None:
        """What was kept since this was last asked."""
        last, self._last = self._last, None
        return last

    def done(self, deed: Deed | None, what: str) -> None:
        """Holds what was kept against what the rules say was written, and sends it to the other machines."""
        committed = self.committed()
        blobs = [update.blob for update in committed.updates] if committed else []
        demand(len(blobs) == (deed is not None), "kept an update where nothing was to be written, or none", what)
        if deed is None:
            return
        self._learn_ids(deed)
        self._learn_keys(deed)
        for other in self.world.machines:
            if other is not self:
                other.inbox.append((deed, blobs[0]))

    def receive(self, place: int) -> None:
        """Takes in one of the updates that wait."""
        deed, blob = self.inbox.pop(place)
        self.document.receive(blob)
        self.plan.receive(deed)
        self._early.append((deed, blob))
        for deed, blob in list(self._early):
            if self.plan.known.get(deed.machine, 0) >= deed.turn:
                self._early.remove((deed, blob))
                self.kept.append(blob)
        self._learn_order()

    def restart(self, rnd: Random, broken: bool = False) -> None:
        """Ends the process: what was kept is all there is. Half the time, and never where it broke, it starts from one snapshot."""
        blobs = [self.document.engine.snapshot()] if rnd.random() < 0.5 and not broken else rnd.sample(self.kept, len(self.kept))
        acts = json.loads(json.dumps([act_to_json(act) for act in self.acts.values()]))
        self._open({"blobs": blobs, "acts": [act_from_json(act) for act in acts]})
        for _, blob in self._early:
            self.document.receive(blob)
        self.plan.forget_bursts()

    # ---- what must be so

    def check(self) -> None:
        """Every open side reads as the rules say, the views too, and what waits for each person."""
        reading = self.plan.read()
        for name in sorted(self.views):
            self._check_side(name, reading)
            self.views[name].check()
        self._check_entries()

    def check_rebuilt(self, blobs: Sequence[bytes]) -> None:
        """A document opened anew from these bytes reads the same."""
        fresh = PlanDocument(blobs)
        for name in self.world.sides:
            now, then = self.document.side(name), fresh.side(name)
            demand(now.runs() == then.runs(), "a page opened anew reads otherwise", name, now.runs(), then.runs())
            demand(_ids(now) == _ids(then), "characters opened anew stand otherwise", name)
        for place in self.world.places:
            demand(all_entries(fresh, place) == all_entries(self.document, place), "entries opened anew are others", place)

    def check_waiting(self, person: str) -> None:
        """What is shown to a person as waiting is what waits."""
        reading = self.plan.read()
        for name in sorted(self.views):
            for kind in WaitKind:
                told = [thing for thing in waiting_in(self.document, name, person) if thing.kind is kind]
                numbers = {number for thing in told for number in self._numbers(thing.spans)}
                wanted = {letter.number for letter in reading.page(name) if _waits(reading, letter, person) == kind.value}
                demand(numbers == wanted, "what waits for a person", person, name, kind, numbers ^ wanted)
        told_entries = {self.world.entry_numbers[entry.key] for _, entry in entries_waiting_for(self.document, person)}
        demand(told_entries == self.plan.entries_waiting(self.world.places, person), "entries that wait", person, told_entries)

    # ---- insides

    def _open(self, given: dict[str, Any]) -> None:
        self.document = PlanDocument(**given, clock=self.world.tick, keep=self._keep)
        self.views: dict[str, View] = {}

    def _keep(self, committed: Committed) -> None:
        self._last = committed
        self.kept.extend(update.blob for update in committed.updates)
        self.acts.update({act.id: act for act in committed.acts})

    def _check_side(self, name: str, reading: Reading) -> None:
        side = self.document.side(name)
        demand([self.world.number_of(*found) for found in _ids(side)] == self.plan.order[name], "the order of all characters", name)
        page = reading.page(name)
        demand(
            side.text == "".join(letter.text for letter in page), "the text of the page", name, side.text, [letter.text for letter in page]
        )
        looks = [(text, run.look) for run in side.runs() for text in run.text]
        for letter, (text, look) in zip(page, looks, strict=True):
            wanted, got = reading.seen(letter), _seen(text, look)
            demand(wanted == got, "a character looks otherwise", name, letter.number, _differences(wanted, got))

    def _check_entries(self) -> None:
        for place in self.world.places:
            said = {self.world.entry_numbers[entry.key]: entry.said for entry in all_entries(self.document, place)}
            demand(said == self.plan.standing(place), "the entries and what is said of them", place, said, self.plan.standing(place))
            told = {self.world.entry_numbers[entry.key] for entry in answers(self.document, place)}
            voices = [numbers for numbers in self.plan.newest(place) if not any(self._is_empty(place, number) for number in numbers)]
            demand(all(len(told & numbers) == 1 for numbers in voices), "each voice's newest entry", place, told, voices)
            demand(len(told) <= len(self.plan.newest(place)), "an entry of no voice", place, told)

    def _is_empty(self, place: str, number: int) -> bool:
        return any(answer.number == number and not answer.value for answer in self.plan.answers(place))

    def _learn_ids(self, deed: Deed) -> None:
        for name in {letter.side for letter in deed.letters}:
            found, order = _ids(self.document.side(name)), self.plan.order[name]
            demand(len(found) == len(order), "how many characters were ever written", name, len(found), len(order))
            for (peer, counter, text), number in zip(found, order, strict=True):
                known = self.world.name(peer, counter, number)
                demand(known == number and text == self.plan.letters[number].text, "where new words were put", name, text)

    def _learn_keys(self, deed: Deed) -> None:
        for note in deed.states:
            if isinstance(note, Note) and note.kind in (OUT, UNDONE) and note.number not in self.world.keys:
                self.world.keys[note.number] = self._key_of(note)

    def _key_of(self, note: Note) -> str:
        taken = set(self.world.keys.values())
        for key in self.document.engine.keys(RECORDS + note.side):
            value = self._value(note.side, key)
            if key not in taken and value["k"] == note.kind and self._numbers(spans_from_json(value["s"])) == note.letters:
                return key
        raise Mismatch(f"a take-out has no record of its own in {note.side}")

    def _referee(self, states: Sequence[Note | Answer]) -> Note | Answer:
        """Which of several states holds that machines of one person wrote at once: the engine decides, and can only pick one of them."""
        notes = [state for state in states if isinstance(state, Note)]
        demand(len(notes) == len(states), "two machines wrote one answer")
        value = self._value(notes[0].side, self.world.keys[notes[0].number])
        for note in notes:
            if note.on == value["on"] and note.letters == self._numbers(spans_from_json(value["s"])):
                return note
        raise Mismatch("a record says what nobody wrote")

    def _value(self, side: str, key: str) -> Any:
        found = self.document.engine.value(RECORDS + side, key)
        demand(found is not None, "a record was lost", side)
        assert found is not None
        return found[0]

    def _numbers(self, spans: Spans) -> set[int]:
        return {self.world.number_of(span.peer, span.first + step) for span in spans for step in range(span.length)}

    def _learn_order(self) -> None:
        """Takes over where the engine put letters that came, as long as no two letters changed places by it."""
        for name in self.world.sides:
            parts = self.document.engine.parts(TEXT + name)
            order = [self.world.number_of(peer, first + step) for peer, first, text in parts for step in range(len(text))]
            known = [number for number, letter in self.plan.letters.items() if letter.side == name]
            demand(sorted(order) == sorted(known), "characters were lost or came twice", name)
            before = set(self.plan.order[name])
            demand([number for number in order if number in before] == self.plan.order[name], "characters changed places", name)
            self.plan.order[name] = order


def _ids(side: Side) -> list[tuple[int, int, str]]:
    return [(span.peer, span.first + step, text[step]) for span, text in side.everything() for step in range(span.length)]


def _seen(text: str, look: Look) -> Seen:
    return Seen(
        text=text,
        pen=look.pen.key,
        voice=look.voice,
        hands=look.hands,
        way=look.way,
        struck_by=frozenset(look.struck_by),
        kept_from=frozenset(look.kept_from),
        said=look.said,
        pasted=look.pasted,
        quoted=look.quoted,
        moved=look.moved,
    )


def _differences(wanted: Seen, got: Seen) -> list[tuple[str, object, object]]:
    names = [name for name in Seen.__dataclass_fields__ if getattr(wanted, name) != getattr(got, name)]
    return [(name, getattr(wanted, name), getattr(got, name)) for name in names]


def _waits(reading: Reading, letter: Letter, person: str) -> str:
    owners = reading.owners(letter)
    if person in owners and reading.open_strikes(letter) and not (len(owners) > 1 and reading.agreed_to_go(person, letter)):
        return WaitKind.STRUCK.value
    quoted_only = letter.copies is not None and not letter.moved
    if quoted_only or person not in reading.asked(letter) or (len(owners) > 1 and person in reading.said_yes(letter)):
        return ""
    return {"waiting": WaitKind.TYPED_FOR.value, "changed": WaitKind.CHANGED.value}.get(reading.said(letter).value, "")
