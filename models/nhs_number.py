"""NHS numbers: read in any spacing, checked, and written as people know them (3 3 4).

Source of the rule: NHS Data Model and Dictionary, attribute NHS NUMBER. Ten digits; the first nine are multiplied by 10 down to 2 and
added up; the check digit is 11 less the remainder by 11, where 11 stands for 0 and a 10 means that the number was never given out.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LENGTH = 10
# Every blank and dash that a letter or a web page may put between the digits, those that cannot be seen as well.
_SPACING = re.compile(r"[\s\-\u2010-\u2015\u2212\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")


class NhsNumberReason(StrEnum):
    """Why something is not an NHS number."""

    NOT_DIGITS = "not digits"
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    CHECK_DIGIT = "check digit"


class NhsNumberFault(ValueError):
    """What was typed is not an NHS number; `reason` says why. The number itself is not repeated here, so that no log can hold it."""

    def __init__(self, reason: NhsNumberReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, repr=False)
class NhsNumber:
    """An NHS number whose check digit is right. Made by `NhsNumber.read`; hides itself when it is printed by mistake."""

    digits: str

    @staticmethod
    def read(text: str) -> "NhsNumber":
        """The number in what somebody typed or pasted, whatever the spacing. Raises NhsNumberFault with the reason."""
        digits = "".join(_plain_digit(letter) for letter in _SPACING.sub("", text))
        if len(digits) != LENGTH:
            raise NhsNumberFault(NhsNumberReason.TOO_SHORT if len(digits) < LENGTH else NhsNumberReason.TOO_LONG)
        if check_digit(digits[:-1]) != int(digits[-1]):
            raise NhsNumberFault(NhsNumberReason.CHECK_DIGIT)
        return NhsNumber(digits)

    @property
    def spaced(self) -> str:
        """The number as it is printed: three digits, three digits, four digits."""
        return f"{self.digits[:3]} {self.digits[3:6]} {self.digits[6:]}"

    def __repr__(self) -> str:
        return "NhsNumber(…)"


def check_digit(first_nine: str) -> int | None:
    """The tenth digit that belongs to nine others. None where none does: such a number is never given out."""
    total = sum(int(digit) * weight for digit, weight in zip(first_nine, range(LENGTH, 1, -1), strict=True))
    digit = 11 - total % 11
    return None if digit == 10 else digit % 11


def _plain_digit(letter: str) -> str:
    """The digit 0 to 9 that a letter of any script stands for. Raises NhsNumberFault for anything else."""
    digit = unicodedata.decimal(letter, None)
    if digit is None:
        raise NhsNumberFault(NhsNumberReason.NOT_DIGITS)
    return str(digit)


def may_hold_number(text: str) -> bool:
    """Whether ten digits stand in a text one after the other, however they are spaced. A wrong check digit may be a slip."""
    run = 0
    for letter in _SPACING.sub("", text):
        run = run + 1 if unicodedata.decimal(letter, None) is not None else 0
        if run == LENGTH:
            return True
    return False
