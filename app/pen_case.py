"""The pens of one sitting: made when somebody takes one up, the same one each time the same is asked for."""

from collections.abc import Callable

from app.errors import Trouble
from app.here import Here
from app.language import _
from app.tidy import one_line
from models.base import new_id
from models.text.pens import Pen, PenKey, Voice, VoiceKind

LONGEST_SOURCE = 200
_SPOKEN = (VoiceKind.PERSON, VoiceKind.SHARED)  # words that are typed while they are said


class PenCase:
    """Every pen that was held in this sitting. `find` tells who a person of the sitting is."""

    def __init__(self, sitting: str, find: Callable[[str], Here]) -> None:
        self._sitting, self._find = sitting, find
        self._pens: dict[tuple[Voice, str, str, str], Pen] = {}

    def own(self, person: str) -> Pen:
        """The pen with which somebody writes their own words. Raises Trouble when that person is not here."""
        self._must_be_here(person)
        return self._pen(Voice.of(person), person)

    def typing_for(self, hands: str, speaker: str, way: str = "") -> Pen:
        """The pen with which somebody types what another says, perhaps by way of a third (a person, or "a talking aid" in words).

        Raises Trouble when either is not here.
        """
        self._must_be_here(hands)
        self._must_be_here(speaker)
        return self._pen(Voice.of(speaker), hands, one_line(way, LONGEST_SOURCE))

    def together(self, hands: str, *people: str) -> Pen:
        """The pen with which somebody types what several say together. Raises Trouble when one of them is not here."""
        for person in (hands, *people):
            self._must_be_here(person)
        return self._pen(Voice.shared(*people), hands)

    def from_source(self, hands: str, named: str, person: str = "") -> Pen:
        """The pen with which somebody types from a named source: a leaflet, or the letter of somebody who may be away."""
        self._must_be_here(hands)
        named = one_line(named, LONGEST_SOURCE)
        if not named:
            raise Trouble(_("Where are the words from?"), _("A letter or page needs a name."), _("Write its name and its day."))
        return self._pen(Voice.source(named, person), hands)

    def again(self, key: PenKey) -> Pen:
        """The pen of this sitting with that voice and those hands, for going on with what was begun. Raises Trouble where one is away."""
        for person in (key.hands, *(key.voice.owners if key.voice.kind in _SPOKEN else ())):
            self._must_be_here(person)
        known = next((pen for pen in reversed(self._pens.values()) if pen.key == key and self.still_fits(pen)), None)
        return known or self._pen(key.voice, key.hands)

    def still_fits(self, pen: Pen) -> bool:
        """Whether the pen's hands, and whoever speaks with it, are here now, and the hands still take part as the pen says."""
        speakers = pen.voice.owners if pen.voice.kind in _SPOKEN else frozenset()
        try:
            return self._find(pen.hands).role.id == pen.role and all(self._find(person).present for person in (pen.hands, *speakers))
        except LookupError:
            return False

    def _pen(self, voice: Voice, hands: str, way: str = "") -> Pen:
        role = self._find(hands).role.id
        known = (voice, hands, way, role)
        if known not in self._pens:
            self._pens[known] = Pen(new_id(), voice, hands, way, role, self._sitting)
        return self._pens[known]

    def _must_be_here(self, person: str) -> None:
        here = self._find(person)
        if not here.present:
            raise Trouble(
                _("{name} is not here.").format(name=here.known_as),
                _("Nobody can type for somebody who is away."),
                _("You can type from a letter: name it and its date."),
            )
