"""Everybody who can stand in a copy: names as they are said, initials, marks, and how each takes part."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.language import _
from app.wording import strike_label, voice_label, voice_name
from models.people import Person
from models.text.pens import PenKey, Voice, VoiceKind

_AN_ID = re.compile(r"[0-9a-f]{32}")


class Cast:
    """The people of one plan, by id. `roles` tells how each took part last, in words; the patient, where there is one, is named first."""

    def __init__(self, people: Iterable[Person], roles: Mapping[str, str], patient: str) -> None:
        self._people = {person.id: person for person in people}
        self._patient = patient
        self._roles = dict(roles)
        called = Counter(person.known_as for person in self._people.values())
        self._shared_names = {name for name, count in called.items() if count > 1}

    def person(self, person: str) -> Person | None:
        """The person of that id; None for somebody who has nothing to do with this plan."""
        return self._people.get(person)

    def name(self, person: str) -> str:
        """What somebody is called: known-as, or the whole name where two are called alike. Words that are no id come back as they are."""
        known = self._people.get(person)
        if known is None:
            return _("somebody unknown") if _AN_ID.fullmatch(person) else person
        return known.name if known.known_as in self._shared_names else known.known_as

    def full_name(self, person: str) -> str:
        """The whole name, with what somebody is called behind it where that is something else."""
        known = self._people.get(person)
        if known is None:
            return self.name(person)
        return f"{known.name} ({known.known_as})" if known.known_as != known.name else known.name

    def initials(self, person: str) -> str:
        """The initials that stand for somebody in every plan of the store."""
        known = self._people.get(person)
        return known.initials if known else "?"

    def are_initials(self, sign: str) -> bool:
        """Whether these letters stand for somebody."""
        return any(person.initials == sign for person in self._people.values())

    def role(self, person: str) -> str:
        """How somebody took part last, in words; "" where nobody knows."""
        return self._roles.get(person, "")

    def name_and_role(self, person: str) -> str:
        """A name with how that person takes part: "Jo (nurse)"."""
        role = self.role(person)
        return _("{name} ({role})").format(name=self.name(person), role=role) if role else self.name(person)

    def voice(self, voice: Voice) -> str:
        """Whose words, by name."""
        return voice_name(self.in_order(voice), self.name)

    def voice_sign(self, voice: Voice) -> str:
        """Whose words, in as few letters as stand in a mark."""
        return voice_label(self.in_order(voice), self.initials)

    def in_order(self, voice: Voice) -> Voice:
        """The voice with its people as they are named: the patient first, then by name."""
        if len(voice.people) < 2:
            return voice
        people = sorted(voice.people, key=lambda person: (person != self._patient, self.name(person)))
        return replace(voice, people=tuple(people))

    def striker(self, key: PenKey) -> str:
        """Who crossed words out: "Jo", or "Jo for Sam"."""
        if key.own_hands or key.hands in key.voice.owners:
            return self.voice(key.voice)
        return _("{hands} for {name}").format(hands=self.name(key.hands), name=self.voice(key.voice))

    def strike_sign(self, key: PenKey) -> str:
        """Who crossed words out, in the letters of a mark: ×JN."""
        return strike_label(PenKey(self.in_order(key.voice), key.hands), self.initials)

    def has_left(self, voice: Voice) -> str:
        """The name of the owner who is gone for good, so that nobody can answer for these words any more; "" while somebody can."""
        owners = [self._people.get(person) for person in voice.people]
        gone = voice.kind is not VoiceKind.SOURCE and owners and all(owner and owner.left_on for owner in owners)
        return self.voice(voice) if gone else ""
