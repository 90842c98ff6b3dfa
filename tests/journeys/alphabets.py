"""Each pen writes in letters of its own, so that every letter says by itself whose words it is and who typed it.

Spaces and line ends are everybody's. No word is ever written twice: its letters count up.
"""

from dataclasses import dataclass
from random import Random

from models.text.runs import Look

SAM, JO, JO_FOR_SAM = "sam", "jo", "jo for sam"
EVERYBODYS = " \n"


@dataclass(frozen=True)
class Alphabet:
    """The letters of one pen: typed ones, composed ones, and signs that eyes see as one and computers as several."""

    voice: str
    hands: str
    letters: str
    composed: str
    signs: tuple[str, ...]

    @property
    def every_letter(self) -> str:
        """All its code points."""
        return self.letters + self.composed + "".join(self.signs)

    def word(self, number: int) -> str:
        """The word of that number; no other has the same letters."""
        base, out = len(self.letters), ""
        number += base * base
        while number:
            number, digit = divmod(number, base)
            out += self.letters[digit]
        return out

    def composed_word(self, dice: Random) -> str:
        """A word that is composed before it is put in."""
        return "".join(dice.choices(self.composed, k=dice.randint(1, 4)))


# The signs are a person with a tool, a flag, and a letter with two accents: each is several code points, and none is another pen's.
ALPHABETS = {
    SAM: Alphabet("sam", "sam", "abcdefghijklmno", "漢字書心", ("👩\u200d🌾", "🇬🇧", "😀", "q\u0323\u0301")),
    JO: Alphabet("jo", "jo", "абвгдежзийклмно", "かきくけ", ("👨\u200d⚕️", "🇫🇷", "🦉", "ы\u0316\u0306")),
    JO_FOR_SAM: Alphabet("sam", "jo", "αβγδεζηθικλμνξο", "가나다라", ("🧑\u200d🏫", "🇮🇹", "🐝", "ω\u0345\u0313")),
}


def _owners() -> dict[str, str]:
    """Which pen each code point belongs to; those that several share (what joins a sign together) belong to nobody."""
    found: dict[str, str] = {}
    for pen, alphabet in ALPHABETS.items():
        for letter in set(alphabet.every_letter):
            found[letter] = "" if letter in found else pen
    return {letter: pen for letter, pen in found.items() if pen}


_PEN_OF = _owners()


def pen_of(letter: str) -> str:
    """Whose letter it is: the name of the pen, "" for what everybody uses."""
    return _PEN_OF.get(letter, "")


def in_wrong_hands(text: str, look: Look, people: dict[str, str]) -> str:
    """Those letters of words on the page that are not of the voice and hands under which they stand. `people` are the ids by name."""
    return "".join(letter for letter in text if (pen := pen_of(letter)) and not _fits(ALPHABETS[pen], look, people))


def _fits(alphabet: Alphabet, look: Look, people: dict[str, str]) -> bool:
    return look.voice.people == (people[alphabet.voice],) and look.hands == people[alphabet.hands]
