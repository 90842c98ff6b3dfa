"""Random acts of four people with many pens on three machines, each held against the naive plan: `python -m tests.models.text.fuzz`.

A run is known by its seed: each step draws from a generator of its own, so a failing run can be repeated, and shrunk by leaving steps out.
"""

import argparse
import secrets
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from random import Random
from unittest.mock import patch

from models.text import answering, entries, undoing, writing
from models.text.answering import NotTheirs
from models.text.pens import UNKNOWN, Pen, Voice, VoiceKind
from models.text.undoing import Undone
from models.text.writing import Clip, Written
from tests.models.text import oracle
from tests.models.text.machine import Machine, demand
from tests.models.text.naive_plan import TookBack, Wrote
from tests.models.text.oracle import Letter

PEOPLE = ("sam", "jo", "ada", "mum")
MACHINES = 3
STEPS = 60
WORDS = ("a", "b", "n", " ", "no ", "day", "\n", "é", "e\u0301", "ש", "سلام", "\U0001f600", "👩\u200d👧", "🇬🇧", "\U00020000", "one two")
ODD_WORDS = (("a\r\nb", "a\nb"), ("\x00", "\ufffd"), ("\ud83d\ude00", "\U0001f600"), ("\ud800", "\ufffd"), ("\u2029", "\n"))


class Failure(Exception):
    """A run that went wrong: its seed, how many steps were begun, the steps that were left out, and the story of those that were not."""

    def __init__(self, seed: int, steps: int, skipped: frozenset[int], story: tuple[str, ...]) -> None:
        super().__init__(f"seed {seed} failed within {steps} steps")
        self.seed, self.steps, self.skipped, self.story = seed, steps, skipped, story

    def tell(self) -> None:
        """Prints what happened, and how to see it again."""
        print("\n".join(self.story))
        print("".join(traceback.format_exception(self.__cause__)[-8:]))
        print(f"{self}; it needs only", [step for step in range(self.steps) if step not in self.skipped])


class World:
    """Three machines, and the names under which both sides know letters, records and entries."""

    def __init__(self, seed: int) -> None:
        self.seed, self.sitting = seed, "first"
        self.sides = ("safe/patient", "safe/team", "need#b1/together")
        self.places = ("mood/patient", "mood/together")
        self.numbers, self._ticks = count(1), count(1_700_000_000_000, 40)
        self.keys: dict[int, str] = {}  # note -> key of its record
        self.entry_numbers: dict[str, int] = {}  # key of an entry -> its number
        self._letters: dict[tuple[int, int], int] = {}
        self.story: list[str] = []
        self.clips: list[tuple[str, tuple[Letter, ...], tuple[str, object]]] = []
        self.machines: list[Machine] = []
        self.machines.extend(Machine(self, index) for index in range(MACHINES))

    def tick(self) -> int:
        """A clock that goes on a little each time it is read."""
        return next(self._ticks)

    def number_of(self, peer: int, counter: int, *_: object) -> int:
        """The letter with this real id."""
        return self._letters[peer, counter]

    def name(self, peer: int, counter: int, number: int) -> int:
        """The letter with this real id; a new id is given the number."""
        return self._letters.setdefault((peer, counter), number)


def pens_of(sitting: str) -> list[Pen]:
    """Every kind of pen: own hands (also in another role and way), scribes, shared voices, a letter, a leaflet, the form, not known."""
    room, both = Voice.shared("sam", "jo", "ada"), Voice.shared("sam", "jo")
    held = [(Voice.of(person), person, "", "") for person in PEOPLE]
    held += [(Voice.of("sam"), "sam", "talking aid", "patient"), (Voice.of("jo"), "jo", "", "friend")]
    held += [
        (Voice.of("sam"), "jo", "", ""),
        (Voice.of("sam"), "ada", "amina", ""),
        (Voice.of("mum"), "jo", "", ""),
        (Voice.of("jo"), "sam", "", ""),
    ]
    held += [(both, "sam", "", ""), (both, "jo", "", ""), (both, "ada", "", ""), (room, "jo", "", "")]
    held += [
        (Voice.source("letter, 3 May", "sam"), "jo", "", ""),
        (Voice.source("leaflet"), "jo", "", ""),
        (Voice.source("leaflet"), "ada", "", ""),
    ]
    held += [(Voice(VoiceKind.FORM), "ada", "", ""), (UNKNOWN, "jo", "", "")]
    return [Pen(f"{sitting}{index}", voice, hands, way, role, sitting) for index, (voice, hands, way, role) in enumerate(held)]


class Player:
    """One step of a run: a machine, a pen, and something that is done with it."""

    def __init__(self, world: World, step: int) -> None:
        self.world, self.rnd = world, Random(f"{world.seed}:{step}")
        self.pens = pens_of(world.sitting)
        self.pen = self._some_pen()
        home = PEOPLE.index(self.pen.hands) % MACHINES
        self.machine = world.machines[home if self.rnd.random() < 0.75 else self.rnd.randrange(MACHINES)]
        self.plan, self.document = self.machine.plan, self.machine.document
        self.side = self.rnd.choice(world.sides)
        self.machine.side(self.side)

    def play(self) -> str:
        """Does something; returns what it was."""
        acts, weights = zip(*_ACTS, strict=True)
        act = self.rnd.choices(acts, weights)[0]
        self.tell(act.__name__)
        act(self)
        self.machine.check()
        return str(act.__name__)

    def tell(self, *what: object) -> None:
        """Adds to the story of the run, which is printed when it fails."""
        voice = "+".join(self.pen.voice.people) or self.pen.voice.named or self.pen.voice.kind.value
        who = voice if self.pen.own_hands else f"{voice} (by {self.pen.hands})"
        page = "".join(letter.text for letter in self._page())
        self.world.story.append(f"machine {self.machine.index}, {self.side} {page!a}: {who}: {' '.join(str(part) for part in what)}")

    def pass_on(self) -> None:
        """Lets some updates arrive, now and then late or out of order."""
        for machine in self.world.machines:
            coming = min(len(machine.inbox), self.rnd.choice((0, 0, 1, 2, len(machine.inbox))))
            for _ in range(coming):
                self.world.story.append(f"machine {machine.index} receives")
                machine.receive(0 if self.rnd.random() < 0.7 else self.rnd.randrange(len(machine.inbox)))
            if coming:
                machine.check()

    # ---- writing

    def type(self) -> None:
        at, take = self._selection()
        self._write(at, take if self.rnd.random() < 0.3 else 0, self._words(), burst=self._burst())

    def backspace(self) -> None:
        at, take = self._selection()
        self._write(at, take, burst=self._burst())

    def paste(self) -> None:
        at, take = self._selection()
        self._write(at, take if self.rnd.random() < 0.3 else 0, self._words(), pasted=self.rnd.choice(("", "a leaflet")))

    def type_odd_words(self) -> None:
        raw, clean = self.rnd.choice(ODD_WORDS)
        self._write(self._selection()[0], 0, clean, raw=raw)

    def _write(self, at: int, take: int, text: str = "", *, raw: str = "", burst: str = "", pasted: str | None = None) -> None:
        where = self._units(at, take)
        self.tell("write", at, take, ascii(raw or text), burst, pasted)
        deed, wanted = self.plan.write(self.pen, self.side, at, take, text, burst=burst, pasted=pasted)
        got = writing.write(self.document, self.pen, self.side, *where, raw or text, burst=burst, pasted=pasted)
        self._wrote(wanted, got)
        self.machine.done(deed, "write")

    def pick_up(self) -> None:
        at, take = self._selection(most=9)
        start, width = self._units(at, take)
        clip = writing.pick_up(self.document, self.side, start, start + width)
        self.world.clips.append((self.side, tuple(self._page()[at : at + take]), (self.side, clip.spans)))

    def quote(self) -> None:
        clip, numbers = self._clip()
        at, take = self._selection()
        take = take if self.rnd.random() < 0.3 else 0
        where = self._units(at, take)
        self.tell("quote", at, take, clip.side, numbers)
        deed, wanted = self.plan.quote(self.pen, self.side, at, take, numbers)
        self._wrote(wanted, writing.quote(self.document, self.pen, self.side, *where, clip))
        self.machine.done(deed, "quote")

    def move(self) -> None:
        clip, numbers = self._clip()
        at, _ = self._selection()
        start, _ = self._units(at, 0)
        self.tell("move", at, clip.side, numbers)
        deed, wanted = self.plan.move(self.pen, numbers, self.side, at)
        self._wrote(wanted, writing.move(self.document, self.pen, clip, self.side, start))
        self.machine.done(deed, "move")

    # ---- answering

    def let_go(self) -> None:
        self._answer(answering.let_go, self.plan.let_go, lambda reading, letter: bool(reading.open_strikes(letter)))

    def keep(self) -> None:
        self._answer(answering.keep, self.plan.keep, lambda reading, letter: bool(reading.open_strikes(letter)))

    def confirm(self) -> None:
        self._answer(answering.confirm, self.plan.confirm, lambda reading, letter: bool(reading.asked(letter)))

    def not_my_words(self) -> None:
        self._answer(answering.not_my_words, self.plan.not_my_words, lambda reading, letter: bool(reading.asked(letter)))

    def take_back_strike(self) -> None:
        strikes = [(letter, note) for letter in self._page() for note in self.plan.read().open_strikes(letter)]
        if strikes and self.rnd.random() < 0.9:
            letter, note = self.rnd.choice(strikes)
            self.pen = next(pen for pen in self.pens if pen.key == note.pen.key)
            chosen = self._around(letter)
        else:
            chosen = self._some_letters()
        spans = self.machine.spans(self.side, chosen)
        self.tell("take back strike", [letter.number for letter in chosen])
        deed = self.plan.take_back_strike(self.pen, self.side, [letter.number for letter in chosen])
        demand(answering.take_back_strike(self.document, self.pen, self.side, spans) == (deed is not None), "took a strike back, or not")
        self.machine.done(deed, "take back")

    def _answer(self, real: Callable[..., bool], naive: Callable[..., object], fits: Callable[[oracle.Reading, Letter], bool]) -> None:
        reading = self.plan.read()
        fitting = [letter for letter in self._page() if fits(reading, letter) and reading.owners(letter)]
        chosen = self._some_letters()
        if fitting:
            letter = self.rnd.choice(fitting)
            chosen = self._around(letter)
            self._answer_as(self.rnd.choice(sorted(reading.owners(letter))))
        witness = self.rnd.choice(("", *PEOPLE)) if self.rnd.random() < 0.5 else ""
        spans = self.machine.spans(self.side, chosen)
        self.tell(real.__name__, [letter.number for letter in chosen], witness)
        if not oracle.answering(self.pen, witness):
            return self._refused(real, spans, witness)
        deed = naive(self.pen, self.side, [letter.number for letter in chosen], witness)
        got = real(self.document, self.pen, self.side, spans, witness)
        demand(got == (deed is not None), "answered, or not", real.__name__, got)
        self.machine.done(deed, real.__name__)

    def _refused(self, real: Callable[..., bool], spans: object, witness: str) -> None:
        try:
            real(self.document, self.pen, self.side, spans, witness)
        except NotTheirs:
            return self.machine.done(None, "refused")
        demand(False, "an answer by somebody to whom it does not belong", real.__name__)

    def _answer_as(self, person: str) -> None:
        if self.rnd.random() < 0.95:
            self.pen = self.rnd.choice([pen for pen in self.pens if pen.voice == Voice.of(person)])

    # ---- answers that are not text

    def enter(self) -> None:
        place, value = self.rnd.choice(self.world.places), self.rnd.choice(({"choice": "yes"}, {"choice": "no"}, {}))
        witness = self.rnd.choice(("", "", *PEOPLE))
        deed = self.plan.enter(self.pen, place, value, witness)
        key = entries.enter(self.document, self.pen, place, value, witness=witness)
        self.world.entry_numbers[key] = deed.states[0].number
        self.machine.done(deed, "enter")

    def answer_typed_for(self) -> None:
        place = self.rnd.choice(self.world.places)
        known = {answer.number for answer in self.plan.answers(place) if answer.of is None}
        keys = [key for key, number in self.world.entry_numbers.items() if number in known]
        if not keys:
            return
        key, yes = self.rnd.choice(keys), self.rnd.random() < 0.5
        asked = next(answer for answer in self.plan.answers(place) if answer.number == self.world.entry_numbers[key]).pen.voice.people
        if asked:
            self._answer_as(self.rnd.choice(asked))
        witness = self.rnd.choice(("", "", *PEOPLE))
        deed = self.plan.answer_typed_for(self.pen, place, self.world.entry_numbers[key], yes, witness)
        got = entries.answer_typed_for(self.document, self.pen, place, key, yes, witness=witness)
        demand(got == (deed is not None), "answered for an entry, or not", got)
        self.machine.done(deed, "answer for an entry")

    # ---- undo

    def undo(self) -> None:
        self._pen_with_acts(self.plan.done)
        self._took_back(self.plan.next_undo(self.pen), undoing.next_undo(self.document, self.pen))
        self.tell("undo")
        deed, wanted = self.plan.undo(self.pen)
        self._took_back(wanted, undoing.undo(self.document, self.pen))
        self.machine.done(deed, "undo")

    def redo(self) -> None:
        self._pen_with_acts(self.plan.undone)
        self.tell("redo")
        deed, wanted = self.plan.redo(self.pen)
        self._took_back(wanted, undoing.redo(self.document, self.pen))
        self.machine.done(deed, "redo")

    def _pen_with_acts(self, stacks: dict[tuple[object, str], list[object]]) -> None:
        fitting = [pen for pen in self.pens if stacks.get((pen.key, pen.sitting))]
        if fitting and self.rnd.random() < 0.9:
            self.pen = self.rnd.choice(fitting)

    def _took_back(self, wanted: TookBack | None, got: Undone | None) -> None:
        demand((wanted and tuple(wanted)) == (got and (got.place, got.position, got.refused)), "what undo came to", wanted, got)

    # ---- the world

    def restart(self) -> None:
        self.machine.restart(self.rnd)
        for name in self.rnd.sample(self.world.sides, self.rnd.randrange(4)):
            self.machine.side(name)

    def look_anew(self) -> None:
        self.machine.check_rebuilt(self.machine.kept)

    def new_sitting(self) -> None:
        self.world.sitting = f"sitting {self.rnd.random()}"

    def see_what_waits(self) -> None:
        self.machine.check_waiting(self.rnd.choice(PEOPLE))

    # ---- choosing

    def _some_pen(self) -> Pen:
        own = [pen for pen in self.pens if pen.own_hands]
        return self.rnd.choice(own if self.rnd.random() < 0.4 else self.pens)

    def _page(self) -> list[Letter]:
        return self.plan.page(self.side)

    def _selection(self, most: int = 6) -> tuple[int, int]:
        length = len(self._page())
        at = self.rnd.randrange(length + 1)
        return at, min(length - at, self.rnd.choice((1, 1, 2, 3, most)))

    def _some_letters(self) -> list[Letter]:
        at, take = self._selection()
        return self._page()[at : at + take]

    def _around(self, letter: Letter) -> list[Letter]:
        page = self._page()
        at = page.index(letter)
        return page[max(0, at - self.rnd.randrange(4)) : at + 1 + self.rnd.randrange(4)]

    def _units(self, at: int, take: int) -> tuple[int, int]:
        page = self._page()
        return sum(letter.units for letter in page[:at]), sum(letter.units for letter in page[at : at + take])

    def _words(self) -> str:
        return "".join(self.rnd.choice(WORDS) for _ in range(self.rnd.choice((1, 1, 2, 3))))

    def _burst(self) -> str:
        return self.rnd.choice(("", "one", "one", "one", "two"))

    def _clip(self) -> tuple[Clip, list[int]]:
        """Words picked up before, or just now; only such as this machine knows."""
        known = [clip for clip in self.world.clips if all(letter.number in self.plan.letters for letter in clip[1])]
        if known and self.rnd.random() < 0.4:
            side, letters, (_, spans) = self.rnd.choice(known)
            return Clip(side, spans), [letter.number for letter in letters]
        side = self.rnd.choice(self.world.sides)
        self.machine.side(side)
        here, self.side = self.side, side
        letters = self._some_letters()
        self.side = here
        return Clip(side, self.machine.spans(side, letters)), [letter.number for letter in letters]

    def _wrote(self, wanted: Wrote, got: Written) -> None:
        demand(tuple(wanted) == (got.start, got.end, got.struck, got.refused), "what writing came to", wanted, got)


_ACTS: tuple[tuple[Callable[[Player], None], float], ...] = (
    (Player.type, 24),
    (Player.type_odd_words, 1),
    (Player.backspace, 14),
    (Player.paste, 2),
    (Player.pick_up, 2),
    (Player.quote, 6),
    (Player.move, 6),
    (Player.let_go, 6),
    (Player.keep, 5),
    (Player.confirm, 6),
    (Player.not_my_words, 2),
    (Player.take_back_strike, 3),
    (Player.enter, 3),
    (Player.answer_typed_for, 2),
    (Player.undo, 12),
    (Player.redo, 7),
    (Player.restart, 1.5),
    (Player.look_anew, 2),
    (Player.new_sitting, 0.3),
    (Player.see_what_waits, 4),
)


def run(seed: int, steps: int = STEPS, skipped: Collection[int] = ()) -> Counter[str]:
    """One run from its seed; returns how often each thing was done. Raises Failure at the first step that goes wrong."""
    done: Counter[str] = Counter()
    with _seeded(seed):
        world, begun = World(seed), 0
        try:
            for step in range(steps):
                begun = step + 1
                if step not in skipped:
                    player = Player(world, step)
                    done[player.play()] += 1
                    player.pass_on()
            finish(world)
        except Exception as error:
            raise Failure(seed, begun, frozenset(skipped), tuple(world.story)) from error
    return done


def finish(world: World) -> None:
    """Lets everything arrive; then all machines must read alike, and so must a document opened from all rows in any order."""
    rnd = Random(f"{world.seed}:end")
    for machine in world.machines:
        while machine.inbox:
            machine.receive(rnd.randrange(len(machine.inbox)))
        for name in world.sides:
            machine.side(name)
        machine.check()
        for person in PEOPLE:
            machine.check_waiting(person)
    first, *others = world.machines
    for machine in others:
        machine.check_rebuilt(rnd.sample(first.kept, len(first.kept)))
    first.check_rebuilt([first.document.engine.snapshot()])


def run_for(seconds: float, first_seed: int, steps: int = STEPS) -> tuple[int, Counter[str]]:
    """Runs seed after seed until the time is over: how many runs, and what was done in them. Raises Failure."""
    end, done, runs = time.monotonic() + seconds, Counter[str](), 0
    while runs == 0 or time.monotonic() < end:
        done += run(first_seed + runs, steps)
        runs += 1
    return runs, done


def shrink(failure: Failure) -> Failure:
    """The same failure, or another, in fewer steps: each step is left out once, and stays out if the run still fails."""
    for step in reversed(range(failure.steps)):
        try:
            run(failure.seed, failure.steps, failure.skipped | {step})
        except Failure as shorter:
            failure = shorter
    return failure


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line: fuzz for some minutes, or repeat one seed and shrink it."""
    parser = argparse.ArgumentParser(description="Holds the text engine against the rules, step by random step.")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9), help="the first seed (default: a random one)")
    parser.add_argument("--minutes", type=float, default=0.0, help="how long to go on; 0 runs the one seed alone")
    parser.add_argument("--steps", type=int, default=STEPS, help="steps of one run")
    parser.add_argument("--shrink", action="store_true", help="leave out all steps of a failing run that it does not need")
    wanted = parser.parse_args(arguments)
    print(f"first seed {wanted.seed}, {wanted.steps} steps a run", flush=True)
    try:
        runs, done = run_for(wanted.minutes * 60, wanted.seed, wanted.steps)
    except Failure as failure:
        (shrink(failure) if wanted.shrink else failure).tell()
        return 1
    print(f"{runs} runs without a mismatch:", ", ".join(f"{what} {often}" for what, often in done.most_common()))
    return 0


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Peers and keys are random in earnest; here they come from the seed, so that a run can be repeated."""
    rnd = Random(f"{seed}:ids")
    with patch("secrets.randbelow", rnd.randrange), patch("secrets.token_hex", lambda size: rnd.randbytes(size).hex()):
        yield


if __name__ == "__main__":
    sys.exit(main())
