"""The recovery code: 52 letters and digits on paper that open the store when the key ring cannot, and the sheet they are printed on.

Thirteen groups of four: three carry the secret (195 random bits in all) and the fourth checks its own group and place. So one wrong
character, two that changed places, or two groups that did, are found, and we can say in which group to look.
"""

import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.errors import Trouble, explains
from app.language import _, ngettext

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The 32 signs of a code. I, L, O and U are left out; typed back, they are read as 1, 1, 0 and V."""

GROUPS = 13
GROUP_SIZE = 4
CODE_SIZE = GROUPS * GROUP_SIZE

_LOOK_ALIKES = str.maketrans("ILOU", "110V")
_VALUES = {letter: value for value, letter in enumerate(LETTERS)}
_BITS = 5
_SECRET_SIGNS = GROUPS * (GROUP_SIZE - 1)
_SECRET_BYTES = (_SECRET_SIGNS * _BITS + 7) // 8


class CodeMistyped(Exception):
    """What was typed is not a recovery code. `groups` are the numbers (from 1) to look at again; `signs` is how many were typed."""

    def __init__(self, groups: tuple[int, ...], signs: int) -> None:
        super().__init__(f"groups {groups} of a code of {signs} signs")
        self.groups = groups
        self.signs = signs


@dataclass(frozen=True, repr=False)
class RecoveryCode:
    """A right recovery code, as 13 groups of four signs. It never shows itself in a log: print `groups` on purpose."""

    groups: tuple[str, ...]

    @staticmethod
    def new() -> "RecoveryCode":
        """A fresh code that nobody has seen."""
        return RecoveryCode(tuple(_group(number, _three_signs()) for number in range(1, GROUPS + 1)))

    @property
    def secret(self) -> bytes:
        """The 195 random bits, as bytes, without the check signs."""
        number = 0
        for group in self.groups:
            for sign in group[:-1]:
                number = number << _BITS | _VALUES[sign]
        return number.to_bytes(_SECRET_BYTES, "big")

    def written(self) -> str:
        """The code on one line, groups apart by dashes, for saving in a file that somebody asked for."""
        return "-".join(self.groups)

    def __repr__(self) -> str:
        return "RecoveryCode(…)"


def read_code(typed: str) -> RecoveryCode:
    """The code that somebody typed from paper. Case, spaces, dashes and look-alikes do not matter. Raises CodeMistyped."""
    pieces = _plain(typed).split()
    apart = len(pieces) == GROUPS
    groups = pieces if apart else _cut("".join(pieces))
    wrong = tuple(number for number, group in enumerate(groups, 1) if not _fits(number, group))
    if len(groups) == GROUPS and not wrong:
        return RecoveryCode(tuple(groups))
    signs = sum(map(len, groups))
    raise CodeMistyped(wrong if apart or signs == CODE_SIZE else _first_wrong(wrong, len(groups)), signs)


def _first_wrong(wrong: tuple[int, ...], there: int) -> tuple[int, ...]:
    """Only the first wrong group: where a sign slipped in or out, all later groups look wrong too."""
    first = wrong[0] if wrong else there + 1
    return (min(first, GROUPS),)


def _cut(run: str) -> list[str]:
    return [run[start : start + GROUP_SIZE] for start in range(0, len(run), GROUP_SIZE)]


def _plain(typed: str) -> str:
    """Capitals with look-alikes settled, and a space for whatever is neither a letter nor a digit."""
    capitals = unicodedata.normalize("NFKC", typed).upper().translate(_LOOK_ALIKES)
    return "".join(sign if sign.isalnum() else " " for sign in capitals)


# The check sign makes a sum in the field of 32 elements come out at the group's own number. Each place weighs differently and never
# nothing, so any one changed sign and any two that changed places disturb the sum.


def _group(number: int, signs: str) -> str:
    return signs + LETTERS[_weigh(signs) ^ number]


def _fits(number: int, group: str) -> bool:
    if number > GROUPS or len(group) != GROUP_SIZE or not all(sign in _VALUES for sign in group):
        return False
    return _group(number, group[:-1]) == group


def _weigh(signs: str) -> int:
    total = 0
    for sign in reversed(signs):
        total = _doubled(total ^ _VALUES[sign])
    return total


def _doubled(value: int) -> int:
    """Times x in GF(32), by x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value


def _three_signs() -> str:
    return "".join(secrets.choice(LETTERS) for _sign in range(GROUP_SIZE - 1))


@dataclass(frozen=True, repr=False)
class RecoveryCheck:
    """A question after printing: type these two groups from the sheet. `asked` are their numbers, from 1."""

    code: RecoveryCode
    asked: tuple[int, int]

    def wrong_groups(self, typed: Mapping[int, str]) -> tuple[int, ...]:
        """The asked groups that are missing or do not fit what is on the sheet; empty when both are right."""
        return tuple(number for number in self.asked if not self._is_right(number, typed.get(number, "")))

    def _is_right(self, number: int, typed: str) -> bool:
        return _plain(typed).replace(" ", "") == self.code.groups[number - 1]


def ask_two_groups(code: RecoveryCode, choose: Callable[[list[int], int], list[int]] | None = None) -> RecoveryCheck:
    """A check on two groups of the code, chosen by chance (or by `choose`, which gets the numbers and how many)."""
    choose = choose or secrets.SystemRandom().sample
    first, second = sorted(choose(list(range(1, GROUPS + 1)), 2))
    return RecoveryCheck(code, (first, second))


@dataclass(frozen=True, repr=False)
class RecoverySheet:
    """Everything the recovery sheet says, ready to be laid out, printed or saved. `groups` is the secret; the rest is plain words."""

    title: str
    words: tuple[str, ...]
    groups: tuple[str, ...]
    store_id: str
    made_on: date
    opens: tuple[str, ...]
    does_not_open: tuple[str, ...]
    keep: tuple[str, ...]

    @property
    def store_number(self) -> str:
        """The store's id in groups of four, to compare with the screen."""
        return spaced(self.store_id)


def spaced(store_id: str) -> str:
    """An id in groups of four, for people to compare."""
    return " ".join(store_id[start : start + 4] for start in range(0, len(store_id), 4))


def recovery_sheet(code: RecoveryCode, store_id: str, made_on: date) -> RecoverySheet:
    """The sheet for this code and store."""
    return RecoverySheet(
        title=_("Recovery sheet for Two Pens"),
        words=(
            _("Two Pens may ask for this code. Then type it from this sheet."),
            _("You need it on a new computer, and to bring back a second copy."),
            _("Nobody can look this code up for you. Not even the people who made Two Pens."),
            _("A keeper can make a new code while the plans can be opened."),
        ),
        groups=code.groups,
        store_id=store_id,
        made_on=made_on,
        opens=(
            _("It opens every plan that is kept under the number on this sheet."),
            _("It opens every second copy made while this is the newest sheet."),
        ),
        does_not_open=(_("It does not open private pages. Only the person who wrote a private page can."),),
        keep=(
            _("Print it. Keep it in a locked place, away from this computer."),
            _("Do not take a picture of it. Do not keep it on this computer."),
            _("Keep older sheets as long as you keep older copies."),
        ),
    )


@explains(CodeMistyped)
def _explain_mistyped(typed: CodeMistyped) -> Trouble:
    numbers = ", ".join(map(str, typed.groups))
    return Trouble(
        _("The code does not fit yet"),
        ngettext("Group {numbers} is not as on the sheet.", "Groups {numbers} are not as on the sheet.", len(typed.groups)).format(
            numbers=numbers
        ),
        _("Look at the sheet again, and type it once more."),
        kept=_("Nothing was changed."),
    )
