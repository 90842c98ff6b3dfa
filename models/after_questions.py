"""What is asked after a sitting, as data: a few questions, a ladder on which each places the day, and a promise nobody has to make.

The file formats are described in docs/formats/after.md. Each file is read as strictly as a form, and refused with the same faults.
"""

from collections.abc import Collection
from dataclasses import dataclass

from models.form_reading import Fault, FaultKind, FormFaults, Part, Place, Table, id_in, parse_toml, refuse_the_future
from models.questions import Kind, Question, read_question

FORMAT = 1
MOST_QUESTIONS = 20
FEWEST_STEPS, MOST_STEPS = 3, 12
ASKED = (Kind.TEXT, Kind.CHOICE)  # the kinds that can be asked here


@dataclass(frozen=True)
class Step:
    """One step of a ladder: its name, what it means in plain words, and the same for staff."""

    id: str
    name: str
    meaning: str
    staff: str = ""


@dataclass(frozen=True)
class Ladder:
    """A ladder, its steps from the lowest to the highest. `credit` says whose names they are, and is shown under it."""

    id: str
    name: str
    steps: tuple[Step, ...]
    credit: str
    link: str = ""
    note: str = ""

    def step(self, step_id: str) -> Step | None:
        """The step of that id; None when it is no step of this ladder."""
        return next((step for step in self.steps if step.id == step_id), None)


@dataclass(frozen=True)
class AfterQuestions:
    """All that is asked: the questions in order, the one about the ladder, and the one about a promise with words to begin it."""

    opening: str
    closing: str
    questions: tuple[Question, ...]
    ladder: Question
    pledge: Question
    first_words: tuple[str, ...]

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions whose answers can be shown side by side, in order; the promise is none of them."""
        return (*self.questions, self.ladder)

    def question(self, question_id: str) -> Question:
        """The question of that id, the promise too. Raises KeyError."""
        return {question.id: question for question in (*self.asked, self.pledge)}[question_id]


def read_after(data: bytes, pictures: Collection[str] | None = None) -> AfterQuestions:
    """The questions that a TOML file describes. Raises FormFaults with all that is wrong, or FormFromTheFuture."""
    faults: list[Fault] = []
    table = Table(parse_toml(data), Place(Part.FILE), faults)
    refuse_the_future(table, FORMAT)
    table.text("language", needed=True)
    opening, closing, first = table.text("opening", needed=True), table.text("closing", needed=True), table.texts("first_words")
    found = enumerate(table.items("questions", MOST_QUESTIONS, needed=True), 1)
    questions = [_question(table.below(values, Place(Part.QUESTION, number, id_in(values))), pictures) for number, values in found]
    ladder = _question_under(table, "ladder", len(questions) + 1, Kind.CHOICE, pictures)
    pledge = _question_under(table, "pledge", len(questions) + 2, Kind.TEXT, pictures)
    table.blame_unasked()
    _blame_twice(table, [question.id for question in (*questions, ladder, pledge)])
    if faults:
        raise FormFaults(faults)
    return AfterQuestions(opening, closing, tuple(questions), ladder, pledge, first)


def read_ladder(data: bytes) -> Ladder:
    """The ladder that a TOML file describes. Raises FormFaults with all that is wrong, or FormFromTheFuture."""
    faults: list[Fault] = []
    table = Table(parse_toml(data), Place(Part.FILE), faults)
    refuse_the_future(table, FORMAT)
    table.text("language", needed=True)
    ladder = Ladder(
        id=table.id("id"),
        name=table.text("name", needed=True),
        steps=_steps(table),
        credit=table.text("credit", needed=True),
        link=table.text("link"),
        note=table.text("note"),
    )
    table.blame_unasked()
    _blame_twice(table, [step.id for step in ladder.steps])
    if faults:
        raise FormFaults(faults)
    return ladder


def _question(table: Table, pictures: Collection[str] | None, kinds: Collection[Kind] = ASKED) -> Question:
    question = read_question(table, pictures)
    if question.kind not in kinds and not table.is_blamed("kind"):
        table.blame(FaultKind.UNKNOWN_NAME, "kind", question.kind)
    return question


def _question_under(table: Table, key: str, number: int, kind: Kind, pictures: Collection[str] | None) -> Question:
    values = table.entry(key)
    return _question(table.below(values, Place(Part.QUESTION, number, id_in(values) or key)), pictures, (kind,))


def _steps(table: Table) -> tuple[Step, ...]:
    found = table.items("steps", MOST_STEPS, needed=True)
    if found and len(found) < FEWEST_STEPS:
        table.blame(FaultKind.TOO_FEW, "steps", FEWEST_STEPS)
    return tuple(_step(table.below(values, Place(Part.ROW, number))) for number, values in enumerate(found, 1))


def _step(table: Table) -> Step:
    step = Step(table.id("id"), table.text("name", needed=True), table.text("meaning", needed=True), table.text("staff"))
    table.blame_unasked()
    return step


def _blame_twice(table: Table, ids: Collection[str]) -> None:
    taken: set[str] = set()
    for one in ids:
        if one in taken:
            table.blame(FaultKind.TWICE, "id", one)
        elif one:
            taken.add(one)
