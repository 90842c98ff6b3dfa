"""Who asks to take which words out, in sentences: for whoever meets the words, and for the list of what is not settled."""

from collections.abc import Iterator, Sequence

from app.language import _
from app.word.cast import Cast
from app.wording import LONGEST_QUOTE, in_short, names_in_a_row
from models.text.pens import PenKey, Voice
from models.text.runs import Look

Bit = tuple[str, Look]  # neighbouring characters of one paragraph that share one look


def open_asks(bits: Sequence[Bit], cast: Cast) -> Iterator[str]:
    """Each strike in a paragraph that nobody has answered: who asks for what, and whose answer is missing."""
    asks = dict.fromkeys((key, look.voice) for text, look in bits for key in look.struck_by if text.strip())
    for key, owner in asks:
        struck = [key in look.struck_by and look.voice == owner for _text, look in bits]
        words = quoted(bits, struck)
        if words:
            yield f"{_what_is_asked(key, words, _put_instead(bits, struck, key.voice), cast)} {_who_has_not_answered(key, owner, cast)}"


def quoted(bits: Sequence[Bit], chosen: Sequence[bool]) -> str:
    """The chosen bits of a paragraph as they are named again, with a sign where words between them are left out."""
    texts = [""]
    for (text, _look), taken in zip(bits, chosen, strict=True):
        if taken:
            texts[-1] += text
        elif texts[-1]:
            texts.append("")
    return in_short(" … ".join(short for text in texts if (short := in_short(text))))


# ---- insides


def _what_is_asked(key: PenKey, words: str, instead: str, cast: Cast) -> str:
    striker = cast.striker(key)
    if instead:
        return _("{striker} asks to take out “{words}”, and wrote “{new}” instead.").format(striker=striker, words=words, new=instead)
    return _("{striker} asks to take out “{words}”.").format(striker=striker, words=words)


def _put_instead(bits: Sequence[Bit], struck: Sequence[bool], striker: Voice) -> str:
    """The few words that the striker wrote right behind the only stretch struck; "" for none, and for a text of its own."""
    first = struck.index(True)
    end = next((place for place in range(first, len(bits)) if not struck[place]), len(bits))
    if any(struck[end:]):
        return ""
    text = ""
    for written, look in bits[end:]:
        if look.voice != striker or look.struck_by:
            break
        text += written
    return in_short(text) if len(text.strip()) <= LONGEST_QUOTE else ""


def _who_has_not_answered(key: PenKey, owner: Voice, cast: Cast) -> str:
    if gone := cast.has_left(owner):
        return _("Not answered: {owner} has left.").format(owner=gone)
    people = cast.in_order(owner).people
    names = [cast.name(one) for one in people if not (key.own_hands and one == key.hands)] or [cast.name(one) for one in people]
    if not names:
        return _("Nobody has answered.")
    if len(names) > 1:
        return _("{names} have not all answered.").format(names=names_in_a_row(names))
    return _("{owner} has not answered.").format(owner=names[0])
