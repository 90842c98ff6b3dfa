"""Whose words these are, in plain sentences and in the short form of marks. Pure: it asks nobody but for names and initials.

Everything here speaks about one `Look`, the plain value with all that is known of some characters.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from app.language import _, pgettext
from models.text.pens import PenKey, Voice, VoiceKind
from models.text.reading import Passage
from models.text.runs import Look, Run, Said

Names = Callable[[str], str]  # the id of a person -> how that person likes to be called; words that are no id come back as they are
Initials = Callable[[str], str]  # the id of a person -> the initials of that person in this plan

LONGEST_QUOTE = 60  # letters of words that are named again; the words themselves stand in full where they were written
_FIRST_WORD = re.compile(r"\w+")
_SIGNS_AT_ENDS = " ,.;:"
_STOPS, _CLOSING = ".!?…", "\"'”’)"
LONGEST_SOURCE = 9  # letters of a source's name that fit into a mark
UNKNOWN_MARK = "?"


# ---- sentences


def whose_words(look: Look, names: Names) -> str:
    """Whose words, by whose way and hands, and what has been said and done about them since: short sentences, the name first."""
    disowned = look.said is Said.NOT_MINE
    whose = [not_mine_sentence(look, names)] if disowned else [_origin(look, names), _answer(look, names)]
    return " ".join(sentence for sentence in (*whose, *_way_here(look, names), *_strikes(look, names)) if sentence)


def not_mine_sentence(look: Look, names: Names) -> str:
    """What stands beside words whose supposed owner says that they are not: "Jo wrote this for Sam. Sam says: not my words."."""
    owner = voice_name(look.voice, names)
    return _("{hands} wrote this for {owner}. {owner} says: not my words.").format(hands=names(look.hands), owner=owner)


def strike_made(owner: Voice, names: Names) -> str:
    """What somebody is told who has just crossed out words of this voice."""
    if not owner.owners:
        return _("You crossed out these words. They stay, and everybody can see them.")
    return _("You crossed out {owner}'s words. Only {owner} can let them go.").format(owner=voice_name(owner, names))


def strike_refused(owner: Voice, names: Names) -> str:
    """What somebody is told who tries again to cross out words that their owner keeps."""
    return _("{owner} keeps these words. You can write your own beside them.").format(owner=voice_name(owner, names))


def voice_name(voice: Voice, names: Names) -> str:
    """A voice by its name alone: "Sam", "Sam and Jo", "Sam's letter, 3 May", "the form"."""
    if voice.kind is VoiceKind.SOURCE and voice.named:
        return voice.named
    if voice.kind is VoiceKind.FORM:
        return _("the form")
    return names_in_a_row([names(person) for person in voice.people]) or _("somebody unknown")


def names_in_a_row(names: Sequence[str]) -> str:
    """Names as they are said in a row: "Sam", "Sam and Jo", "Sam, Jo and Mum". Empty when there is none."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def passage_line(passage: Passage, names: Names) -> str:
    """One line of the list by voice, the name first: "Sam, typed by Jo, not yet confirmed: I want Mum to ring."."""
    name, hands, text = voice_name(passage.voice, names), names(passage.hands), " ".join(passage.text.split())
    if passage.struck:
        text = _("{text} (crossed out, not settled)").format(text=text)
    if PenKey(passage.voice, passage.hands).own_hands or not passage.voice.owners:
        return _("{name}: {text}").format(name=name, text=text)
    if passage.said is Said.NOT_MINE:
        return _("{hands}, for {name}, who says “not my words”: {text}").format(name=name, hands=hands, text=text)
    if passage.said is Said.CONFIRMED:
        return _("{name}, typed by {hands}: {text}").format(name=name, hands=hands, text=text)
    return _("{name}, typed by {hands}, not yet confirmed: {text}").format(name=name, hands=hands, text=text)


# ---- marks


def mark_label(look: Look, initials: Initials) -> str:
    """The short form of whose words these are: SO, SO·jn for words typed for somebody, “SO” for a quote, SO+JN for several together."""
    hands = typed_by(look, initials)
    label = f"{voice_label(look.voice, initials)}{'·' + hands.lower() if hands else ''}"
    return quoted_label(label) if look.quoted else label


def quoted_label(label: str) -> str:
    """The short form for words that stand elsewhere: “SO”."""
    return f"“{label}”"


def strike_label(striker: PenKey, initials: Initials) -> str:
    """The short form of who crossed words out, for the end of the strike: ×JN, ×SO·jn where Jo did it for Sam."""
    own = striker.own_hands or striker.hands in striker.voice.owners
    return f"×{voice_label(striker.voice, initials)}{'' if own else '·' + initials(striker.hands).lower()}"


def voice_label(voice: Voice, initials: Initials) -> str:
    """The voice in as few letters as a mark holds: initials where there are people, else the beginning of the source's name."""
    if voice.people:
        return "+".join(initials(person) for person in voice.people)
    if voice.kind is VoiceKind.SOURCE and voice.named:
        return _cut(voice.named)
    return pgettext("a mark beside words", "Form") if voice.kind is VoiceKind.FORM else UNKNOWN_MARK


def typed_by(look: Look, initials: Initials) -> str:
    """The initials of who typed these words for their owner; empty for own hands, and where nobody owns them."""
    foreign = bool(look.voice.owners) and not look.own_hands
    return initials(look.hands) if foreign else ""


# ---- insides


def _origin(look: Look, names: Names) -> str:
    if look.voice.kind is not VoiceKind.PERSON:
        return " ".join(sentence for sentence in (_whose(look.voice, names), _typed(look, names)) if sentence)
    name, way, hands = voice_name(look.voice, names), names(look.way), names(look.hands)
    if look.own_hands:
        return _("{name}'s words, by way of {way}.").format(name=name, way=way) if look.way else _("{name}'s words.").format(name=name)
    if look.way:
        return _("{name}'s words, by way of {way}, typed by {hands}.").format(name=name, way=way, hands=hands)
    return _("{name}'s words, typed by {hands}.").format(name=name, hands=hands)


def _whose(voice: Voice, names: Names) -> str:
    if voice.kind is VoiceKind.SHARED:
        return _("Words of {names} together.").format(names=voice_name(voice, names))
    if voice.kind is VoiceKind.FORM:
        return _("Words of the form.")
    if voice.kind is VoiceKind.SOURCE and voice.named:
        return _("Copied from: {source}.").format(source=voice.named)
    return _("Nobody knows whose words these are.")


def _typed(look: Look, names: Names) -> str:
    return _("Typed by {hands}.").format(hands=names(look.hands)) if look.hands else ""


def _answer(look: Look, names: Names) -> str:
    if look.said is Said.WAITING:
        return _("Not yet confirmed.")
    if look.said is Said.CHANGED:
        return _("This changed since {name} said yes.").format(name=voice_name(look.voice, names))
    return _("Confirmed.") if look.said is Said.CONFIRMED else ""


def _way_here(look: Look, names: Names) -> list[str]:
    """How the words came to where they stand, if they were not typed here."""
    if look.moved:
        return [_("Moved here by {name}.").format(name=names(look.pen.hands))]
    if look.quoted:
        return [_("Quoted by {name}.").format(name=names(look.pen.hands))]
    if look.pasted is None:
        return []
    return [_("Pasted from: {source}.").format(source=look.pasted) if look.pasted else _("Pasted in.")]


def kept_in_words(runs: Iterable[Run], names: Names) -> list[str]:
    """What somebody crossed out and its owner keeps, a sentence for each place: both stay, and everybody can read it."""
    said: list[tuple[tuple[PenKey, ...], Voice, str]] = []
    for run in runs:
        kept = run.look.kept_from
        if kept and said and said[-1][:2] == (kept, run.look.voice):
            said[-1] = (kept, run.look.voice, said[-1][2] + run.text)
        elif kept:
            said.append((kept, run.look.voice, run.text))
    return [_kept(kept, owner, text, names) for kept, owner, text in said if text.strip()]


def _kept(kept: tuple[PenKey, ...], owner: Voice, text: str, names: Names) -> str:
    strikers = names_in_a_row([_striker(key, names) for key in kept])
    return _("{striker} asks to take out “{words}”. {owner} keeps it.").format(
        striker=strikers, words=in_short(text), owner=voice_name(owner, names)
    )


def begin_alike(label: str, words: str) -> bool:
    """Whether words begin as the label before them does, so that it would be said twice: "Until when: Until May"."""
    first, second = (_FIRST_WORD.search(text) for text in (label, words))
    return first is not None and second is not None and first.group().casefold() == second.group().casefold()


def until_in_words(until: str) -> str:
    """Until when something was decided; the words alone where they say "until" themselves, and "" for none."""
    if not until.strip():
        return ""
    said = _("Until: {until}").format(until=until)
    return until if begin_alike(said, until) else said


def with_stop(words: str) -> str:
    """Words with a stop at their end, so that the next sentence does not run on from them; "" for none."""
    said = words.strip()
    ends = not said or said.rstrip(_CLOSING)[-1:] in tuple(_STOPS)
    return said if ends else _("{line}.").format(line=said)


def in_short(text: str) -> str:
    """The beginning of words that are quoted, without the signs at their ends, which would stand beside our own."""
    words = " ".join(text.split())
    cut = words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
    return cut.strip(_SIGNS_AT_ENDS) or cut


def _strikes(look: Look, names: Names) -> list[str]:
    open_ones = [_("Crossed out by {name}.").format(name=_striker(key, names)) for key in look.struck_by]
    kept = [
        _("{striker} crossed this out, and {owner} keeps it.").format(striker=_striker(key, names), owner=voice_name(look.voice, names))
        for key in look.kept_from
    ]
    return open_ones + kept


def _striker(key: PenKey, names: Names) -> str:
    if key.own_hands or key.hands in key.voice.owners:
        return voice_name(key.voice, names)
    return _("{hands} for {name}").format(hands=names(key.hands), name=voice_name(key.voice, names))


def _cut(name: str) -> str:
    """The beginning of a name, cut at a word where that leaves enough of it."""
    if len(name) <= LONGEST_SOURCE:
        return name
    words = name[:LONGEST_SOURCE].rsplit(" ", 1)[0].rstrip(" ,;:.")
    return f"{words}…"
