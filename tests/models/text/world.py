"""The world of the fuzz: four people, their pens, three machines, and the names under which both sides know what they speak of."""

from itertools import count

from models.text.pens import UNKNOWN, Pen, Voice, VoiceKind
from models.text.writing import Clip
from tests.models.text.machine import Machine
from tests.models.text.oracle import Letter

PEOPLE = ("sam", "jo", "ada", "mum")
MACHINES = 3
WORDS = ("a", "b", "n", " ", "no ", "day", "\n", "é", "e\u0301", "ש", "سلام", "\U0001f600", "👩\u200d👧", "🇬🇧", "\U00020000", "one two")
ODD_WORDS = (("a\r\nb", "a\nb"), ("\x00", "\ufffd"), ("\ud83d\ude00", "\U0001f600"), ("\ud800", "\ufffd"), ("\u2029", "\n"))  # given, kept


class World:
    """Three machines, and the names under which both sides know letters, records and entries."""

    def __init__(self, seed: int) -> None:
        self.seed, self.sitting = seed, "first"
        self.sides = ("safe/patient", "safe/team", "need#b1/together")
        self.places = ("mood/patient", "mood/together")
        self.numbers, self._ticks = count(1), count(1_700_000_000_000, 40)
        self.keys: dict[int, str] = {}  # note -> key of its record
        self.entry_numbers: dict[str, int] = {}  # key of an entry -> its number
        self._letters: dict[tuple[int, int], int] = {}
        self.story: list[str] = []
        self.clips: list[tuple[Clip, list[Letter]]] = []  # picked up on some machine
        self.machines: list[Machine] = []
        self.machines.extend(Machine(self, index) for index in range(MACHINES))

    def tick(self) -> int:
        """A clock that goes on a little each time it is read."""
        return next(self._ticks)

    def number_of(self, peer: int, counter: int, *_: object) -> int:
        """The letter with this real id."""
        return self._letters[peer, counter]

    def name(self, peer: int, counter: int, number: int) -> int:
        """The letter with this real id; a new id is given the number."""
        return self._letters.setdefault((peer, counter), number)


def pens_of(sitting: str) -> list[Pen]:
    """Every kind of pen: own hands (also in another role and way), scribes, shared voices, a letter, a leaflet, the form, not known."""
    room, both = Voice.shared("sam", "jo", "ada"), Voice.shared("sam", "jo")
    held = [(Voice.of(person), person, "", "") for person in PEOPLE]
    held += [(Voice.of("sam"), "sam", "talking aid", "patient"), (Voice.of("jo"), "jo", "", "friend")]
    held += [
        (Voice.of("sam"), "jo", "", ""),
        (Voice.of("sam"), "ada", "amina", ""),
        (Voice.of("mum"), "jo", "", ""),
        (Voice.of("jo"), "sam", "", ""),
    ]
    held += [(both, "sam", "", ""), (both, "jo", "", ""), (both, "ada", "", ""), (room, "jo", "", "")]
    held += [
        (Voice.source("letter, 3 May", "sam"), "jo", "", ""),
        (Voice.source("leaflet"), "jo", "", ""),
        (Voice.source("leaflet"), "ada", "", ""),
    ]
    held += [(Voice(VoiceKind.FORM), "ada", "", ""), (UNKNOWN, "jo", "", "")]
    return [Pen(f"{sitting}{index}", voice, hands, way, role, sitting) for index, (voice, hands, way, role) in enumerate(held)]
