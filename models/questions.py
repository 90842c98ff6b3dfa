"""One question of a form: its wordings, its kind, who has a side, what can be chosen, and how one is read from a file."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from models.form_reading import FaultKind, Part, Place, Table

MOST_CHOICES = 60
FEWEST_STEPS, MOST_STEPS = 3, 5  # of a scale
MOST_STARTERS = 12


class Kind(StrEnum):
    """What kind of answer a question takes."""

    TEXT = "text"
    CHOICE = "choice"
    SEVERAL = "several"
    SCALE = "scale"
    DATE = "date"
    YES_NO_LATER = "yes_no_later"
    REQUEST = "request"
    ACTION = "action"
    LAW = "law"
    SIGNATURE = "signature"
    HEADING = "heading"


WRITING = frozenset({Kind.TEXT, Kind.REQUEST})  # the kinds that are answered in words of one's own
CHOOSING = frozenset({Kind.CHOICE, Kind.SEVERAL, Kind.SCALE})  # the kinds that need choices; the others take none


class SideName(StrEnum):
    """Who has a box under a question. The last three are for forms that are about no patient."""

    PATIENT = "patient"
    TEAM = "team"
    FAMILY = "family"  # one side for each partner in care who has something to say
    TOGETHER = "together"
    EACH = "each"  # one side for each person here
    PEOPLE = "people"  # those who use the service
    STAFF = "staff"


class Condition(StrEnum):
    """When a question is shown. Whoever shows a form knows which of these hold; words that stand already are never hidden."""

    IN_HOSPITAL = "in_hospital"
    AFTERCARE_POSSIBLE = "aftercare_possible"  # entitled to it by law, or not yet known
    EARLIER_PLAN = "earlier_plan"


class Duty(StrEnum):
    """What is done with a question besides showing it."""

    FIRST_PAGE = "first_page"  # stands on page 1 of every copy
    EVERY_COPY = "every_copy"  # is in every copy, whatever else is left out
    NEEDS_FLAG = "needs_flag"  # what is chosen here is flagged when the plan opens
    ASKED_AGAIN = "asked_again"  # asked again at each review
    RATHER_NOT = "rather_not"  # can be marked "rather not say"
    ABOUT_OTHERS = "about_others"  # reminds that it may be about somebody else
    LISTS_DIFFERENCES = "lists_differences"  # every answer where people differ is listed above it
    PLAN_TITLE = "plan_title"  # its answer is the title of the plan
    NEXT_REVIEW = "next_review"  # its answer is the day of the next review
    OWN_LINES = "own_lines"  # each line of its answer can be read aloud by whoever leads
    CHAIR = "chair"  # its answer invites to lead the meeting: me, share, other, later
    WITHIN_A_YEAR = "within_a_year"  # its day is at most twelve months after the plan began; a later one says so
    IN_ORDER = "in_order"  # what is chosen is an order: numbered as it was chosen
    TEAM_ANSWERS = "team_answers"  # the team answers it as the others do, and not in words alone
    OFFERS_HELP = "offers_help"  # a no says that it tells nobody by itself, and offers help now
    APART_FIRST = "apart_first"  # nobody's answer is shown before everybody who is here has given one


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen. `own_words` opens a line for own words; `shuts_out` means that nothing else can be chosen with it."""

    value: str
    words: str
    picture: str = ""
    own_words: bool = False
    shuts_out: bool = False

    @property
    def is_step(self) -> bool:
        """Whether it is a step of a scale: not the line for own words, nor "rather not say"."""
        return not (self.own_words or self.shuts_out)


@dataclass(frozen=True)
class Starter:
    """A word to begin with, and its picture: whoever chooses it has it in their box, and can go on from there."""

    words: str
    picture: str


@dataclass(frozen=True)
class Question:
    """One question. `id` is its name for ever: never reused, never renamed. `law` is what a service has to be able to show, in words."""

    id: str
    wording: str
    professional_wording: str
    kind: Kind
    sides: tuple[SideName, ...] = ()  # in reading order
    help: str = ""
    picture: str = ""
    core: bool = False
    safety: bool = False
    repeats: bool = False
    most_boxes: int = 0  # how many boxes are offered at most where it repeats; 0 for as many as are wanted
    repeats_with: str = ""  # the id of the question that this one repeats beside
    owner_only: bool = False  # nobody else can be given a side
    show_if: Condition | None = None
    law: str = ""
    duties: tuple[Duty, ...] = ()
    choices: tuple[Choice, ...] = ()
    starters: tuple[Starter, ...] = ()  # for whoever would rather choose a picture than write
    note: str = ""  # for those who change or check the form; never shown to a patient

    @property
    def takes_reply(self) -> bool:
        """Whether what is asked for here is answered here: a request in which others than the patient have a side."""
        return self.kind is Kind.REQUEST and self.sides != (SideName.PATIENT,)

    def has(self, duty: Duty) -> bool:
        """Whether this is to be done with the question."""
        return duty in self.duties

    def choice(self, value: str) -> Choice:
        """The choice of that value. Raises KeyError when there is none."""
        return {choice.value: choice for choice in self.choices}[value]


def read_question(table: Table, pictures: Collection[str] | None) -> Question:
    """The question in a table of a file. What is wrong is written down there."""
    kind = table.one_of("kind", Kind, needed=True)
    wording = table.text("wording", needed=True)
    question = Question(
        id=table.id("id"),
        wording=wording,
        professional_wording=table.text("professional_wording") or wording,
        kind=kind or Kind.TEXT,
        sides=table.several_of("sides", SideName),
        help=table.text("help"),
        picture=table.known("picture", pictures),
        core=table.flag("core"),
        safety=table.flag("safety"),
        repeats=table.flag("repeats"),
        most_boxes=table.number("most_boxes", needed=False),
        repeats_with=table.id("repeats_with", needed=False),
        owner_only=table.flag("owner_only"),
        show_if=table.one_of("show_if", Condition),
        law=table.text("law", lines=True),
        duties=table.several_of("duties", Duty),
        choices=_read_choices(table, pictures),
        starters=_read_starters(table, pictures),
        note=table.text("note", lines=True),
    )
    table.blame_unasked()
    if kind is not None:
        _check_sides(question, table)
        _check_choices(question, table)
        if question.starters and question.kind not in WRITING:
            table.blame(FaultKind.NOT_WANTED, "starters")
    return question


def _read_choices(table: Table, pictures: Collection[str] | None) -> tuple[Choice, ...]:
    choices = []
    taken: set[str] = set()
    for row, values in enumerate(table.items("choices", MOST_CHOICES), 1):
        place = Place(Part.CHOICE, table.place.number, table.place.name, row)
        choice = _read_choice(table.below(values, place), pictures, taken)
        taken.add(choice.value)
        choices.append(choice)
    return tuple(choices)


def _read_starters(table: Table, pictures: Collection[str] | None) -> tuple[Starter, ...]:
    starters = []
    for row, values in enumerate(table.items("starters", MOST_STARTERS), 1):
        one = table.below(values, Place(Part.CHOICE, table.place.number, table.place.name, row))
        starters.append(Starter(one.text("words", needed=True), one.known("picture", pictures)))
        one.blame_unasked()
    return tuple(starters)


def _read_choice(table: Table, pictures: Collection[str] | None, taken: Collection[str]) -> Choice:
    value = table.value("value")
    if value and value in taken:
        table.blame(FaultKind.TWICE, "value", value)
    choice = Choice(
        value, table.text("words", needed=True), table.known("picture", pictures), table.flag("own_words"), table.flag("shuts_out")
    )
    table.blame_unasked()
    return choice


def _check_sides(question: Question, table: Table) -> None:
    if table.is_blamed("sides"):
        return
    if question.kind is Kind.HEADING:
        if question.sides:
            table.blame(FaultKind.NOT_WANTED, "sides")
    elif not question.sides:
        table.blame(FaultKind.EMPTY, "sides")
    elif question.owner_only and len(question.sides) > 1:
        table.blame(FaultKind.OTHERS_HAVE_A_SIDE, "owner_only")


def _check_choices(question: Question, table: Table) -> None:
    if table.is_blamed("choices"):
        return
    if question.kind not in CHOOSING:
        if question.choices:
            table.blame(FaultKind.NOT_WANTED, "choices")
    elif not question.choices:
        table.blame(FaultKind.EMPTY, "choices")
    elif question.kind is Kind.SCALE:
        _check_steps(question, table)


def _check_steps(question: Question, table: Table) -> None:
    steps = sum(choice.is_step for choice in question.choices)
    if steps < FEWEST_STEPS:
        table.blame(FaultKind.TOO_FEW, "choices", FEWEST_STEPS)
    elif steps > MOST_STEPS:
        table.blame(FaultKind.TOO_MANY, "choices", MOST_STEPS)
