"""Random plans, written by the engine, whose copies are held letter by letter against the slow and simple way. The seed is printed."""

import io
import zipfile
from collections.abc import Iterator
from random import Random

import pytest

from app.word.blocks import CopyKind
from app.word.writer import write_copy
from models.text import answering, undoing, writing
from models.text.answering import NotTheirs
from models.text.pens import UNKNOWN, Pen, Voice
from models.text.runs import Said
from models.text.spans import Spans
from tests.app.word.naive import Word, expected_words, has_a_long_word, printed_words
from tests.app.word.plans import CHIDI, JO, LEE, MUM, REYES, SAM, TODAY, PaperPlan, everything, own, scribe

SIDES = ("help/patient", "help/together", "safe/team", f"safe/family:{MUM}", f"safe/family:{LEE}", "need#b1/together")
WORDS = ("tea", "garden, ", " no", "\n", "first. ", "(so)", "é", "שלום ", "日本", "👩\u200d👧", "x", "?", " at night ", "don’t ", "-", "\t")
PENS = [
    *(own(who) for who in (SAM, JO, MUM, REYES)),
    scribe(JO, SAM),
    scribe(REYES, SAM, CHIDI),
    scribe(JO, MUM),
    Pen("together", Voice.shared(SAM, JO), JO, sitting="9" * 32),
    Pen("letter", Voice.source("Sam's letter", SAM), JO, sitting="9" * 32),
    Pen("leaflet", Voice.source("leaflet"), JO, sitting="9" * 32),
    Pen("unknown", UNKNOWN, JO, sitting="9" * 32),
]


class Scribbler:
    """Writes at random. Each thing that is typed holds a letter of its own, so that hidden words can be looked for everywhere."""

    def __init__(self, seed: int) -> None:
        self.rnd = Random(seed)
        self.plan = PaperPlan(MUM)
        self.document = self.plan.document
        self._tokens = iter(map(chr, range(0xE000, 0xF8FF)))  # letters for private use: each stands for one thing typed
        self.typed: dict[str, tuple[str, Spans]] = {}

    def scribble(self, steps: int) -> None:
        """Does so many random things."""
        acts = (self._type, self._type, self._type, self._take, self._take, self._quote, self._move, self._undo, self._answer)
        for _step in range(steps):
            self.rnd.choice(acts)()

    def visible(self) -> str:
        """All that stands on the pages of sides that may leave, and is not disowned."""
        sides = [self.document.side(name) for name in SIDES if LEE not in name]
        return "".join(run.text for side in sides for run in side.runs() if run.look.said is not Said.NOT_MINE)

    def hidden_tokens(self) -> Iterator[str]:
        """What has left the page where it was typed, letter by letter, or was typed in a side that stays back; and stands nowhere else."""
        seen = self.visible()
        gone = (token for token, (side, spans) in self.typed.items() if LEE in side or not self.document.side(side).holding(spans))
        return (token for token in gone if token not in seen)

    # ---- what it does

    def _type(self) -> None:
        side, pen = self.rnd.choice(SIDES), self.rnd.choice(PENS)
        token = next(self._tokens)
        text = f"{self.rnd.choice(('', ' '))}q{token}z{self.rnd.choice(WORDS)}"
        written = writing.write(self.document, pen, side, self._place(side), 0, text)
        start = written.start + text.index(token)
        self.typed[token] = (side, self.document.side(side).ids_of(start, start + len(token)))

    def _take(self) -> None:
        side = self.rnd.choice(SIDES)
        start, end = sorted((self._place(side), self._place(side)))
        writing.write(self.document, self.rnd.choice(PENS), side, start, end - start, self.rnd.choice(("", "", "x")))

    def _quote(self) -> None:
        clip, target = self._clip(), self.rnd.choice(SIDES)
        writing.quote(self.document, self.rnd.choice(PENS), target, self._place(target), 0, clip)

    def _move(self) -> None:
        clip, target = self._clip(), self.rnd.choice(SIDES)
        writing.move(self.document, self.rnd.choice(PENS), clip, target, self._place(target))

    def _undo(self) -> None:
        undoing.undo(self.document, self.rnd.choice(PENS))

    def _answer(self) -> None:
        side, pen = self.rnd.choice(SIDES), self.rnd.choice(PENS[:4])
        start, end = sorted((self._place(side), self._place(side)))
        spans = self.document.side(side).ids_of(start, end)
        answer = self.rnd.choice((answering.let_go, answering.keep, answering.confirm, answering.not_my_words))
        try:
            answer(self.document, pen, side, spans)
        except NotTheirs:
            pytest.fail("these pens are their own people's")

    def _clip(self) -> writing.Clip:
        side = self.rnd.choice(SIDES)
        start, end = sorted((self._place(side), self._place(side)))
        return writing.pick_up(self.document, side, start, end)

    def _place(self, side: str) -> int:
        """A visible place between two characters."""
        text = self.document.side(side).text
        return len(text[: self.rnd.randint(0, len(text))].encode("utf-16-le")) // 2


@pytest.mark.parametrize("turn", range(40))
def test_every_visible_word_stands_at_its_question_under_its_owner(turn: int) -> None:
    scribbler = _scribbled(turn, steps=60)
    for kind in CopyKind:
        copy = scribbler.plan.copy(kind)
        for side in SIDES:
            runs = scribbler.document.side(side).runs() if LEE not in side else []
            printed, expected = printed_words(copy, side), expected_words(runs, kind is CopyKind.WHO_WROTE_WHAT)
            assert letters(printed) == letters(expected), (side, kind)
            assert printed == expected or has_a_long_word(runs), (side, kind)


@pytest.mark.parametrize("turn", range(20))
def test_no_hidden_word_is_anywhere_in_a_copy(turn: int) -> None:
    scribbler = _scribbled(turn, steps=90)
    hidden = list(scribbler.hidden_tokens())
    assert hidden, "a run in which nothing was hidden proves nothing"
    for kind in CopyKind:
        copy = scribbler.plan.copy(kind)
        for text in (everything(copy), _all_parts_of_the_file(write_copy(copy, TODAY))):
            assert [token for token in hidden if token in text] == []


def test_a_word_that_is_left_out_by_mistake_would_be_found() -> None:
    plan = PaperPlan()
    plan.says(SAM, "help/patient", "tea at four")
    runs = plan.document.side("help/patient").runs()
    plan.strikes(SAM, "help/patient", "at ")

    assert printed_words(plan.copy(), "help/patient") != expected_words(runs, signs=False)


def letters(words: list[Word]) -> list[tuple[str, Voice, bool]]:
    """The letters of words, one after the other."""
    return [letter for word in words for letter in word]


def _scribbled(turn: int, steps: int) -> Scribbler:
    seed = 20_260_504 + turn
    print(f"seed {seed}")  # shown by pytest when the test fails
    scribbler = Scribbler(seed)
    scribbler.scribble(steps)
    return scribbler


def _all_parts_of_the_file(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(package.read(name).decode() for name in package.namelist())
