"""What the editor asks of the room around it. It never decides whose pen it is, nor what a pen may do: it asks, and shows the outcome."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.errors import Trouble
from models.text.pens import Pen
from models.text.undoing import Undone
from models.text.writing import Clip, Written
from ui.painting import MarkStyle

TAKEN_BACK = "\b"  # in the place of letters: the last one goes again


class People(Protocol):
    """Who is who: enough to name somebody and to draw their mark."""

    def name_of(self, person: str) -> str:
        """How the person of that id likes to be called; words that are no id (a talking aid) come back as they are."""

    def mark_of(self, person: str) -> MarkStyle:
        """The mark of the person of that id: ink, line and initials in this plan."""


class PenHolder(Protocol):
    """Who has the pen in hand."""

    def pen_for_writing(self, side: str) -> Pen | None:
        """The pen in hand, if it may put words into this side. None when nobody holds one, or it does not belong there."""

    def pen_for_striking(self, side: str) -> Pen | None:
        """The pen in hand, if it may take out, strike or quote here: anybody may, in any box. None when nobody holds one."""

    def key_without_pen(self, side: str, replay: Callable[[], None], typed: str = "", elsewhere: bool = False) -> None:
        """A key came and no pen fits: ask "who is writing?", and call `replay` once somebody has taken one up. Several may wait, in order.

        `typed` are the letters that wait with it, to be shown meanwhile, or TAKEN_BACK; `elsewhere` says that they would mean the same in
        another box. *Leave it* drops them. A replay for which there is still no pen asks again.
        """

    def take_back_waiting(self) -> bool:
        """Takes back what was typed last and waits for a pen: it is the last step. Whether anything waited."""


class Acts(Protocol):
    """What the pen in hand does to the words. Raises Trouble when the world says no; then nothing has changed."""

    def write(self, side: str, at: int, take: int, text: str, burst: str = "", pasted: str | None = None) -> Written:
        """Types, takes out or replaces. Acts of one `burst` are one step back; `pasted` names where words from outside come from."""

    def quote(self, side: str, at: int, take: int, clip: Clip) -> Written:
        """Copies words of the plan to another place; they stay their owner's."""

    def move(self, clip: Clip, side: str, at: int) -> Written:
        """Moves words of the plan to another place."""

    def undo(self) -> Undone | None:
        """Takes the last step of the pen in hand back. None when there is none."""

    def redo(self) -> Undone | None:
        """Does again what the pen in hand took back last. None when there is nothing."""


class Asking(Protocol):
    """Asking and telling the people at this side, in a strip beside it."""

    def whose_words(self, side: str, words: str, put: Callable[[str], None]) -> None:
        """Words from outside: ask whose they are *before* anything is written. Then call `put` with the name of their source, or with ""
        when nobody named one, while the pen of that answer is in hand. Not calling it leaves them out."""

    def tell(self, side: str, sentence: str) -> None:
        """Says something in a sentence, and lets people go on."""

    def trouble(self, side: str, trouble: Trouble) -> None:
        """Says what went wrong, what is kept and what to do."""


@dataclass(frozen=True)
class Ports:
    """All that an editor needs from the desk it stands on."""

    people: People
    pens: PenHolder
    acts: Acts
    asking: Asking
