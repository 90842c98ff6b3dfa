"""One step of the fuzz: somebody does something, by the rules and for real, and both must come to the same."""

from collections.abc import Callable, Mapping
from random import Random
from unittest.mock import patch

from models.text import answering, engine, entries, undoing, writing
from models.text.answering import NotTheirs
from models.text.engine import EngineBroken
from models.text.pens import Pen, PenKey, Voice
from models.text.side import Side
from models.text.spans import Spans
from models.text.undoing import Undone
from models.text.writing import Clip, Written
from tests.models.text import oracle
from tests.models.text.machine import demand
from tests.models.text.naive_state import Deed, NaiveAct, TookBack, Wrote
from tests.models.text.oracle import Letter, Reading
from tests.models.text.world import MACHINES, ODD_WORDS, PEOPLE, WORDS, World, pens_of


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
        mood = _MOODS[self.world.seed % len(_MOODS)]
        weights = [weight * mood.get(act.__name__, 1) for act, weight in _ACTS]
        act = self.rnd.choices([act for act, _ in _ACTS], weights)[0]
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
        self.world.clips.append((clip, self._page()[at : at + take]))

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

    def _answer(self, real: Callable[..., bool], naive: Callable[..., Deed | None], fits: Callable[[Reading, Letter], bool]) -> None:
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

    def _refused(self, real: Callable[..., bool], spans: Spans, witness: str) -> None:
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
        assert deed is not None
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

    def _pen_with_acts(self, stacks: Mapping[tuple[PenKey, str], list[NaiveAct]]) -> None:
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

    def fail_inside(self) -> None:
        """Something goes wrong halfway, once before the words were kept, once after. Nobody writes on, and the process starts anew."""
        at, kept = self._selection()[0], self.rnd.random() < 0.5
        where, words = self._units(at, 0)[0], self._words()
        self.tell("fail inside", at, ascii(words), "kept" if kept else "not kept")
        deed = self.plan.write(self.pen, self.side, at, 0, words)[0] if kept else None
        with patch.object(*(Side, "put_text") if kept else (engine, "_checked"), side_effect=LookupError):
            self._breaks(where, words)
        self._breaks(where, words)
        self.machine.restart(self.rnd, broken=True)
        self.machine.done(deed, "fail inside")

    def _breaks(self, at: int, words: str) -> None:
        try:
            writing.write(self.document, self.pen, self.side, at, 0, words)
        except EngineBroken:
            return
        demand(False, "went on after a fault")

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
        known = [(clip, letters) for clip, letters in self.world.clips if all(letter.number in self.plan.letters for letter in letters)]
        if known and self.rnd.random() < 0.4:
            clip, letters = self.rnd.choice(known)
            return clip, [letter.number for letter in letters]
        side = self.rnd.choice(self.world.sides)
        self.machine.side(side)
        page = self.plan.page(side)
        at = self.rnd.randrange(len(page) + 1)
        letters = page[at : at + self.rnd.choice((1, 1, 2, 3, 6))]
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
    (Player.fail_inside, 0.5),
    (Player.look_anew, 2),
    (Player.new_sitting, 0.3),
    (Player.see_what_waits, 4),
)

# what a run is mostly about, in turn from seed to seed: how many times more often than usual something is done
_MOODS: tuple[Mapping[str, float], ...] = (
    {},
    {"confirm": 5, "not_my_words": 12, "undo": 1.5},
    {"move": 4, "quote": 4, "let_go": 3, "keep": 3, "undo": 1.5},
    {"enter": 10, "answer_typed_for": 12, "undo": 1.5, "redo": 1.5},
)
