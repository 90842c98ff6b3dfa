"""Finding the person a plan is about by what somebody types: a part of the name, or of the NHS number. Names are never listed unasked."""

import unicodedata
from datetime import date

from app.people import KnownPerson, patients, tidy_name
from models.database import Store

FEWEST_LETTERS = 2
FEWEST_DIGITS = 3
MOST_FOUND = 6


def find_patients(store: Store, typed: str, most: int = MOST_FOUND) -> list[KnownPerson]:
    """Patients by what was typed, in order of name: every word begins a name or the known-as, or is three digits of the number or more.

    None for fewer than two letters.
    """
    words = _words_of(typed)
    if sum(map(len, words)) < FEWEST_LETTERS:
        return []
    return [known for known in patients(store) if all(_begins(known, word) for word in words)][:most]


def same_patient(store: Store, name: str, born: date | None) -> KnownPerson | None:
    """A patient of that very name who was born on that day, so that nobody is put in twice; None when there is none."""
    wanted = _words_of(tidy_name(name))
    alike = (known for known in patients(store) if _words_of(known.person.name) == wanted)
    return next((known for known in alike if known.patient and known.patient.date_of_birth == born), None)


def _begins(known: KnownPerson, word: str) -> bool:
    number = known.patient.nhs_number if known.patient else ""
    if word.isdigit():
        return len(word) >= FEWEST_DIGITS and word in number
    return any(part.startswith(word) for part in _words_of(f"{known.person.name} {known.person.known_as}"))


def _words_of(text: str) -> list[str]:
    """The words of a text, small and without accents: whoever types "Zoe" finds Zoë. Digits in groups are one number."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    words = plain.casefold().split()
    digits = "".join(word for word in words if word.isdigit())
    return [word for word in words if not word.isdigit()] + ([digits] if digits else [])
