"""What is asked after a sitting, and the ladders: those that come with Two Pens, or a service's own files in their place.

shelf = AfterShelf(profile.after_folder)
shelf.questions, shelf.ladder(settings.get(LADDER)), shelf.trouble
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from app.errors import Trouble, explain
from app.files import write_whole
from app.forms import pictures
from app.language import _
from app.resources import resource_path
from models.after_questions import AfterQuestions, Ladder, Step, read_after, read_ladder
from models.form_reading import LARGEST_FILE, Fault, FaultKind, FormFaults, FormFromTheFuture, Part, Place, parse_toml

QUESTIONS = "questions"
LADDERS = ("ladder_seven", "ladder_five")
OUR_FAULTS = (OSError, FormFaults, FormFromTheFuture)

Held = TypeVar("Held")


class AfterShelf:
    """The questions and ladders in use. `trouble` says what is wrong with a file of the service; ours is then used instead."""

    def __init__(self, folder: Path) -> None:
        self.trouble: Trouble | None = None
        self._folder = folder
        self.questions: AfterQuestions = self._own_or_shipped(QUESTIONS, _questions_in, shipped_questions)
        self._ladders = {name: self._ladder(name) for name in LADDERS}

    @property
    def ladders(self) -> tuple[Ladder, ...]:
        """Every ladder, in the order in which they are offered."""
        return tuple(self._ladders.values())

    def ladder(self, ladder_id: str) -> Ladder:
        """The ladder of that id. Raises KeyError."""
        return self._ladders[ladder_id]

    def step(self, step_id: str) -> Step | None:
        """A step of any ladder: the day may have been placed while another one was in use. None for what is no step."""
        return next((step for ladder in self.ladders if (step := ladder.step(step_id))), None)

    # Insides

    def _ladder(self, name: str) -> Ladder:
        return self._own_or_shipped(name, lambda data: _ladder_called(name, data), lambda: shipped_ladder(name))

    def _own_or_shipped(self, name: str, read: Callable[[bytes], Held], shipped: Callable[[], Held]) -> Held:
        try:
            return read(_read(own_file(self._folder, name)))
        except FileNotFoundError:
            return shipped()
        except OUR_FAULTS as error:
            self.trouble = _not_usable(explain(error))
            return shipped()


def has_own_words(folder: Path) -> bool:
    """Whether the service has a file of its own there."""
    return any(own_file(folder, name).exists() for name in (QUESTIONS, *LADDERS))


def take_own_words(folder: Path, chosen: Path) -> str:
    """Takes a file that somebody chose into use: the questions, or one of the ladders. Gives which ("questions" or a ladder's id).

    Raises Trouble that says what has to be mended; then nothing was changed.
    """
    try:
        data = _read(chosen)
        name = _named(data)
        _questions_in(data) if name == QUESTIONS else _ladder_called(name, data)
    except OUR_FAULTS as error:
        raise explain(error) from error
    _make(folder)
    write_whole(own_file(folder, name), data)
    return name


def forget_own_words(folder: Path) -> None:
    """Takes the files of the service away: from then on the words are those that come with Two Pens."""
    try:
        for name in (QUESTIONS, *LADDERS):
            own_file(folder, name).unlink(missing_ok=True)
    except OSError as error:
        raise explain(error) from error


def own_file(folder: Path, name: str) -> Path:
    """Where the service's own questions, or its own ladder of that id, lie if there are any."""
    return folder / f"{name}.toml"


@cache
def shipped_questions() -> AfterQuestions:
    """The questions that come with Two Pens."""
    return _questions_in(resource_path("after", f"{QUESTIONS}.toml").read_bytes())


@cache
def shipped_ladder(ladder_id: str) -> Ladder:
    """A ladder that comes with Two Pens."""
    return read_ladder(resource_path("after", f"{ladder_id}.toml").read_bytes())


# ---- insides


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _questions_in(data: bytes) -> AfterQuestions:
    return read_after(data, pictures())


def _ladder_called(name: str, data: bytes) -> Ladder:
    ladder = read_ladder(data)
    if ladder.id != name:
        raise FormFaults([Fault(FaultKind.UNKNOWN_NAME, Place(Part.FILE), "id", ladder.id)])
    return ladder


def _named(data: bytes) -> str:
    """Which file it is: a ladder says its id, the questions have none. Raises FormFaults for a ladder that is none of ours."""
    values = parse_toml(data)
    ladder_id = values.get("id", QUESTIONS) if isinstance(values, dict) else QUESTIONS
    if ladder_id not in (QUESTIONS, *LADDERS):
        raise FormFaults([Fault(FaultKind.UNKNOWN_NAME, Place(Part.FILE), "id", str(ladder_id)[:60])])
    return str(ladder_id)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise explain(error) from error


def _not_usable(why: Trouble) -> Trouble:
    return Trouble(
        _("Your own words for after we met cannot be used."),
        why.sentence,
        _("Ask whoever made the file to mend it."),
        kept=_("The words that come with Two Pens are shown."),
    )
