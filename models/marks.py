"""The marks that people carry: an ink and a line pattern, by name. Colours live with the themes; the rule of handing out lives here.

The ninth person takes the first ink with the next line. Only once all 64 are somebody's is one carried by a second person: rather that of
somebody who left long ago, and not of anybody who meets the new one. Initials are nobody else's ever, and tell the two apart.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import chain, count

INKS = ("honey", "sea", "leaf", "plum", "brick", "slate", "teal", "indigo")
LINES = (
    "solid",
    "dashed",
    "dotted",
    "double",
    "dash-dot",
    "dash-dot-dot",
    "thick",
    "thick-dashed",
)


TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor"})  # before a name, and no part of its initials


@dataclass(frozen=True)
class Mark:
    """One person's ink (a name in INKS) and line pattern (a name in LINES)."""

    ink: str
    line: str


@dataclass(frozen=True)
class Carrier:
    """Somebody who carries a mark; the day they left, None while they are here, and whether the new person is to meet them."""

    mark: Mark
    left_on: date | None = None
    meets: bool = False


ALL_MARKS = tuple(Mark(ink, LINES[(place + turn) % len(LINES)]) for turn in range(len(LINES)) for place, ink in enumerate(INKS))
"""Every mark, in the order in which they are handed out."""


def next_mark(carriers: Collection[Carrier]) -> Mark:
    """The first mark that nobody carries yet. Once all are carried: one that nobody carries who is to be met, of the fewest people here,
    and of whoever left first.
    """
    by_mark: dict[Mark, list[Carrier]] = {mark: [] for mark in ALL_MARKS}
    for carrier in carriers:
        by_mark.setdefault(carrier.mark, []).append(carrier)
    return min(ALL_MARKS, key=lambda mark: _reluctance(by_mark[mark]))


def _reluctance(carriers: Collection[Carrier]) -> tuple[bool, int, date]:
    """How little a mark with these carriers should be handed out again; the least for one that nobody carries."""
    here = sum(carrier.left_on is None for carrier in carriers)
    left = max((carrier.left_on for carrier in carriers if carrier.left_on), default=date.min)
    return any(carrier.meets for carrier in carriers), here, left


def initials_of(name: str, taken: Collection[str]) -> str:
    """Two or three letters for a name that nobody else carries: first letters, else more of the last word, else a number."""
    words = [word for word in name.split() if word[0].isalnum()]
    words = [word for word in words if word.rstrip(".").casefold() not in TITLES] or words or ["?"]
    plain = (words[0][0] + words[-1][0]).upper() if len(words) > 1 else words[0][:2].upper()
    tail = words[-1][1:].lower()
    candidates = chain([plain], (plain + letter for letter in tail if letter.isalpha()), (f"{plain}{number}" for number in count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)
