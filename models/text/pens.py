"""Pens: whose words, by way of whom, typed by whose hands, in which role. Nothing is written without one.

Voice, way and hands are kept apart for ever; see the words of the product: "Sam's words, by way of Amina, typed by Jo".
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any


class VoiceKind(StrEnum):
    """What kind of voice words can have."""

    PERSON = "person"  # one person
    SHARED = "shared"  # several people of one sitting together: "Sam and Jo", "the room"
    FORM = "form"  # the printed wording of the form itself
    SOURCE = "source"  # something from outside: a letter, a leaflet, a name in a Word file
    UNKNOWN = "unknown"  # nobody can say any more


class PenFault(ValueError):
    """A pen that was read from outside does not have the shape of one."""


@dataclass(frozen=True)
class Voice:
    """Whose words. `people` are person ids in order; a source may belong to a person ("Sam's letter"), and `named` says which source."""

    kind: VoiceKind
    people: tuple[str, ...] = ()
    named: str = ""

    @staticmethod
    def of(person: str) -> "Voice":
        """The voice of one person."""
        return Voice(VoiceKind.PERSON, (person,))

    @staticmethod
    def shared(*people: str) -> "Voice":
        """The voice of several people together. Raises PenFault for fewer than two different people."""
        together = tuple(sorted(set(people)))
        if len(together) < 2:
            raise PenFault("a shared voice needs two people")
        return Voice(VoiceKind.SHARED, together)

    @staticmethod
    def source(named: str, person: str = "") -> "Voice":
        """The voice of something from outside, named; `person` is whose letter it is, if it is somebody's."""
        return Voice(VoiceKind.SOURCE, (person,) if person else (), named)

    @cached_property
    def owners(self) -> frozenset[str]:
        """The people whose words these are; empty when they are nobody's here (a form, a leaflet, not known)."""
        return frozenset(self.people)

    def same_words_as(self, other: "Voice") -> bool:
        """Whether both are the words of the same people; where there are none, of the same source."""
        return self.owners == other.owners and (bool(self.owners) or self == other)


UNKNOWN = Voice(VoiceKind.UNKNOWN)


@dataclass(frozen=True)
class PenKey:
    """What undo belongs to: one voice under one pair of hands, whatever the sitting or the machine."""

    voice: Voice
    hands: str

    @cached_property
    def own_hands(self) -> bool:
        """Whether the voice is one person and that person's own hands hold the pen."""
        return self.voice.kind is VoiceKind.PERSON and self.voice.people == (self.hands,)


@dataclass(frozen=True)
class Pen:
    """A pen held during one sitting. `way` is the person (or "a talking aid" in words) that carried the words; often empty."""

    id: str
    voice: Voice
    hands: str
    way: str = ""
    role: str = ""
    sitting: str = ""

    @cached_property
    def key(self) -> PenKey:
        """Voice and hands: what undo, "the same scribe" and "the same person" go by."""
        return PenKey(self.voice, self.hands)

    @property
    def own_hands(self) -> bool:
        """Whether the voice is one person and that person's own hands hold the pen."""
        return self.key.own_hands


UNKNOWN_PEN = Pen("", UNKNOWN, "")


def pen_to_json(pen: Pen) -> dict[str, Any]:
    """The pen as plain values, as it stands in a document's map of peers."""
    voice = {
        "kind": pen.voice.kind.value,
        "people": list(pen.voice.people),
        "named": pen.voice.named,
    }
    return {
        "id": pen.id,
        "voice": voice,
        "hands": pen.hands,
        "way": pen.way,
        "role": pen.role,
        "sitting": pen.sitting,
    }


def pen_from_json(value: object) -> Pen:
    """The pen that was written as plain values. Raises PenFault when the shape is wrong: such values come from outside."""
    if not isinstance(value, dict):
        raise PenFault("a pen is a map")
    voice = voice_from_json(value.get("voice"))
    texts = {name: _text(value.get(name, "")) for name in ("id", "hands", "way", "role", "sitting")}
    return Pen(voice=voice, **texts)


def voice_to_json(voice: Voice) -> dict[str, Any]:
    """The voice as plain values."""
    return {"kind": voice.kind.value, "people": list(voice.people), "named": voice.named}


def voice_from_json(value: object) -> Voice:
    """The voice that was written as plain values. Raises PenFault when the shape is wrong."""
    if not isinstance(value, dict):
        raise PenFault("a voice is a map")
    try:
        kind = VoiceKind(_text(value.get("kind", "")))
    except ValueError as error:
        raise PenFault("a voice of no known kind") from error
    people = value.get("people", [])
    if not isinstance(people, list):
        raise PenFault("the people of a voice are a list")
    voice = Voice(kind, tuple(_text(person) for person in people), _text(value.get("named", "")))
    if not _fits(voice):
        raise PenFault("a voice with too few or too many people")
    return voice


def _fits(voice: Voice) -> bool:
    """Whether there are as many people as a voice of that kind has."""
    if voice.kind is VoiceKind.SHARED:
        return len(voice.people) > 1 and voice.people == tuple(sorted(set(voice.people)))
    most = 1 if voice.kind in (VoiceKind.PERSON, VoiceKind.SOURCE) else 0
    return len(voice.people) <= most and "" not in voice.people and (voice.kind is not VoiceKind.PERSON or bool(voice.people))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PenFault("expected a text")
    return value
