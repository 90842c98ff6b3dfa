"""What a copy says of words beside the words: initials before them, notes in brackets behind them, who asks to take them out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import NamedTuple

from app.language import _, pgettext
from app.word.blocks import CopyKind, Piece, PieceKind
from app.word.cast import Cast
from app.wording import mark_label, names_in_a_row, quoted_label, typed_by
from models.text.pens import PenKey, Voice, VoiceKind
from models.text.runs import Entry, Look, Said

AtHome = Callable[[Voice], bool]  # whether words of a voice need no name in a side, because its title says whose they are
NO_BREAK = "\N{NO-BREAK SPACE}"


class Told(NamedTuple):
    """What is said of words of one look."""

    voice: Voice
    sign: str  # stands before them at a change of voice; "" in a clean copy
    struck: bool  # shown with a line through
    strikes: tuple[PenKey, ...]
    at_strike_end: tuple[Piece, ...]
    notes: tuple[Piece, ...]


@dataclass
class Seen:
    """What came up while a copy was made, so that its key explains that and nothing else."""

    voices: dict[Voice, None] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)  # what has to be explained -> the first sign of that sort
    sources: dict[Voice, str] = field(default_factory=dict)  # the signs of letters and leaflets that are nobody's here

    def take_examples(self, found: Mapping[str, str]) -> None:
        """Keeps those for which there was none yet."""
        self.examples = {**found, **self.examples}

    def sign_of(self, voice: Voice, cast: Cast) -> str:
        """Whose words, in as few letters as stand in brackets. A source is numbered: the beginning of its name would look cut off."""
        if voice.kind is not VoiceKind.SOURCE or voice.people:
            return cast.voice_sign(voice)
        if voice not in self.sources:
            signs = (pgettext("a mark beside words of a source", "S{number}").format(number=number) for number in count(1))
            self.sources[voice] = next(one for one in signs if one not in self.sources.values() and not cast.are_initials(one))
        return self.sources[voice]


class Telling:
    """Speaks of looks and entries in one side of a copy."""

    def __init__(self, cast: Cast, kind: CopyKind, seen: Seen, at_home: AtHome) -> None:
        self.cast, self.kind, self.seen = cast, kind, seen
        self._at_home = at_home
        self._told: dict[Look, Told] = {}

    @property
    def signs(self) -> bool:
        """Whether initials stand in this kind of copy."""
        return self.kind is CopyKind.WHO_WROTE_WHAT

    def __call__(self, look: Look) -> Told:
        """What is said of words of this look."""
        told = self._told.get(look)
        if told is None:
            told = self._told[look] = self._tell(look)
        return told

    def entry_sign(self, entry: Entry) -> str:
        """The initials that stand before an answer that is not text; "" in a clean copy."""
        return self._sign(Look(entry.pen, entry.pen.voice, entry.pen.hands, entry.pen.way)) if self.signs else ""

    def entry_notes(self, entry: Entry) -> tuple[Piece, ...]:
        """What is said behind an answer that is not text: typed for somebody, or marked for somebody and seen by a third."""
        if entry.witness:
            return (witnessed(entry, self.cast, self.seen),)
        said = self._whether_they_said_yes(Look(entry.pen, entry.pen.voice, entry.pen.hands, entry.pen.way, said=entry.said))
        return (note(said),) if said else ()

    def both(self, signs: Iterable[str]) -> Piece:
        """The signs behind a word whose letters are of several voices. What stands behind its words is in round brackets everywhere."""
        text = ", ".join(signs)
        self.seen.examples.setdefault("both", text)
        return Piece(PieceKind.SIGN, f"{NO_BREAK}({text})")

    # ---- insides

    def _tell(self, look: Look) -> Told:
        sign = self._sign(look) if self.signs else ""
        at_end = tuple(self._strike(key, look.voice) for key in look.struck_by)
        notes = tuple(note(text) for text in self._notes(look) if text)
        return Told(look.voice, sign, self.signs and bool(look.struck_by), look.struck_by, at_end, notes)

    def _sign(self, look: Look) -> str:
        self.seen.voices[look.voice] = None
        if look.voice.kind is VoiceKind.SOURCE and not look.voice.people:
            source = self.seen.sign_of(look.voice, self.cast)
            sign = quoted_label(source) if look.quoted else source
        else:
            sign = mark_label(replace(look, voice=self.cast.in_order(look.voice)), self.cast.initials)
        if typed_by(look, self.cast.initials):
            self.seen.people[look.hands] = None
        self.seen.take_examples(self._examples(look, sign))
        return sign

    def _examples(self, look: Look, sign: str) -> dict[str, str]:
        """What these words are an example of, and the names that stand in its explanation."""
        found = {"quoted": sign} if look.quoted else {}
        owner = self.cast.voice(look.voice)
        if typed_by(look, self.cast.initials):
            found |= {"typed": sign.strip("“”"), "typed by": self.cast.name(look.hands), "typed for": owner}
        elif look.own_hands and not look.quoted:
            found |= {"own": sign, "owner": owner}
        return found

    def _strike(self, key: PenKey, owner: Voice) -> Piece:
        gone, striker = self.cast.has_left(owner), self.cast.striker(key)
        if not self.signs and gone:
            return note(_("({striker} asks to take this out. Not answered: {owner} has left.)").format(striker=striker, owner=gone))
        if not self.signs:
            return note(_("({striker} asks to take this out)").format(striker=striker))
        self.seen.people.update(dict.fromkeys((*key.voice.people, key.hands)))
        sign = self.cast.strike_sign(key) if key.voice.people else f"×{self.seen.sign_of(key.voice, self.cast)}"
        self.seen.take_examples({"struck": sign, "struck by": striker})
        left = _("{sign}, not answered: {owner} has left").format(sign=sign, owner=gone) if gone else sign
        return Piece(PieceKind.SIGN, f"{NO_BREAK}({left})", key.voice)

    def _notes(self, look: Look) -> Iterable[str]:
        if look.voice.kind is VoiceKind.SOURCE and (look.voice.people or not self.signs):
            yield _("(from: {source})").format(source=self.cast.voice(look.voice))
        elif not self.signs and not self._at_home(look.voice):
            yield _("(words of {name})").format(name=self.cast.voice(look.voice))
        elif self.signs and look.voice.kind is VoiceKind.SOURCE and look.hands:
            source, hands = self.cast.voice(look.voice), self.cast.name(look.hands)
            yield _("(from: {source}, copied here by {hands})").format(source=source, hands=hands)
        yield from self._how_it_came(look) if self.signs else ()
        yield self._whether_they_said_yes(look)

    def _whether_they_said_yes(self, look: Look) -> str:
        """What became of words that were typed for somebody; "" for own hands. A yes is said where it is shown who typed."""
        asked = replace(look.voice, people=tuple(one for one in self.cast.in_order(look.voice).people if one != look.hands))
        hands, owner = self._hands(look), names_in_a_row([self.cast.name(one) for one in asked.people])
        if look.said is Said.WAITING:
            return _("(typed by {hands}, not yet confirmed)").format(hands=hands)
        if look.said is Said.CHANGED:
            return _("(typed by {hands}, changed since {owner} said yes)").format(hands=hands, owner=owner)
        if look.said is Said.CONFIRMED and self.signs:
            return _("(typed by {hands}; {owner} said yes)").format(hands=hands, owner=owner)
        return _("(by way of {way})").format(way=self._way(look)) if look.way and self.signs else ""

    def _hands(self, look: Look) -> str:
        """Who typed, and in which way the words came: of words that nobody has said yes to, every copy says so."""
        hands = self.cast.name(look.hands)
        return _("{hands} by way of {way}").format(hands=hands, way=self._way(look)) if look.way else hands

    def _way(self, look: Look) -> str:
        """Who carried the words; that person stands in the key too."""
        self.seen.people[look.way] = None
        self.seen.take_examples({"way": self.cast.name(look.way)})
        return self.cast.name(look.way)

    def _how_it_came(self, look: Look) -> Iterable[str]:
        """Where it matters whose words are whose: who quoted or moved them, and where they were pasted from."""
        by = self.cast.name(look.pen.hands)
        if look.moved:
            yield _("(moved here by {name})").format(name=by)
        elif look.quoted and not look.carried:
            yield _("(quoted by {name})").format(name=by)
        elif look.pasted is not None:
            yield _("(pasted from: {source})").format(source=look.pasted) if look.pasted else _("(pasted in)")


def witnessed(entry: Entry, cast: Cast, seen: Seen) -> Piece:
    """That somebody marked this for another, and who was there."""
    seen.people.update(dict.fromkeys((entry.pen.hands, entry.witness)))
    hands, owner, witness = cast.name(entry.pen.hands), cast.voice(entry.pen.voice), cast.name(entry.witness)
    return note(_("({hands} marked this for {owner}. {witness} was there and saw it.)").format(hands=hands, owner=owner, witness=witness))


def note(text: str) -> Piece:
    """Something that we say of the words before it."""
    return Piece(PieceKind.NOTE, f" {text}")


def sign(text: str, voice: Voice) -> Piece:
    """Initials before words; they stay on the same line as the first word."""
    return Piece(PieceKind.SIGN, f"[{text}]{NO_BREAK}", voice)
