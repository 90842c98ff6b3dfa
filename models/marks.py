"""The marks that people carry: an ink and a line pattern, by name. Colours live with the themes; the rule of handing out lives here.

A mark is never handed on, and no two people of one store share ink and line. The ninth person takes the first ink with the next line.
"""

from collections.abc import Collection
from dataclasses import dataclass

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


def next_mark(taken: Collection[Mark]) -> Mark:
    """The first mark that nobody carries yet. Raises LookupError once all 64 are taken."""
    for turn in range(len(LINES)):
        for place, ink in enumerate(INKS):
            mark = Mark(ink, LINES[(place + turn) % len(LINES)])
            if mark not in taken:
                return mark
    raise LookupError("every mark is taken")


def initials_of(name: str, taken: Collection[str]) -> str:
    """Two or three letters for a name that nobody else carries: first letters, else more of the last word, else a number."""
    words = [word for word in name.split() if word[0].isalnum()]
    words = [word for word in words if word.rstrip(".").casefold() not in TITLES] or words or ["?"]
    plain = (words[0][0] + words[-1][0]).upper() if len(words) > 1 else words[0][:2].upper()
    tail = words[-1][1:].lower()
    candidates = [
        plain,
        *(plain + letter for letter in tail if letter.isalpha()),
        *(f"{plain}{number}" for number in range(2, 1000)),
    ]
    return next(candidate for candidate in candidates if candidate not in taken)
