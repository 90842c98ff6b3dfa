"""What a side reads as: runs of text, each with everything there is to say about whose it is. Plain values, safe to hand upstairs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.text.pens import Pen, PenKey, Voice


class Said(StrEnum):
    """Whether words typed for somebody are known to be that person's."""

    OWN = "own"  # own hands typed them, or nobody is there to ask: nothing to confirm
    WAITING = "waiting"  # typed for somebody who has not said yes yet
    CONFIRMED = "confirmed"  # that person said: yes, my words
    CHANGED = "changed"  # said yes, but something was put in or taken out since
    NOT_MINE = "not mine"  # that person said: not my words


@dataclass(frozen=True)
class Look:
    """All that is known of some characters apart from the characters.

    `pen` put them here; `voice`, `hands` and `way` tell whose words they are (for a quote: those of its source).
    """

    pen: Pen
    voice: Voice
    hands: str
    way: str = ""
    struck_by: tuple[PenKey, ...] = ()  # open strikes, waiting for the owner
    kept_from: tuple[PenKey, ...] = ()  # strikes that the owner refused: here we differ
    said: Said = Said.OWN
    pasted: str | None = None  # None: typed here; else where it was pasted from ("" when not said)
    quoted: bool = False  # quoted by `pen` from somewhere else in the plan
    moved: bool = False  # and the words were moved here, not only quoted
    carried: bool = False  # brought over from an earlier plan

    @property
    def answered_here(self) -> bool:
        """Whether what is asked about these words is asked here, and not where they were quoted from."""
        return not self.quoted or self.carried

    @property
    def own_hands(self) -> bool:
        """Whether the one whose words these are typed them with own hands."""
        return PenKey(self.voice, self.hands).own_hands


@dataclass(frozen=True)
class Run:
    """Neighbouring characters of one side that share one look."""

    text: str
    look: Look


@dataclass(frozen=True)
class Entry:
    """One person's answer that is not text (a choice, a date, a stand): its pen, plain values, and when."""

    key: str
    pen: Pen
    value: dict[str, Any]
    at_ms: int
    said: Said = Said.OWN
    witness: str = ""  # person id: somebody else pressed it, and this person saw it
