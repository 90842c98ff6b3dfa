"""What one press of Backspace or Delete takes at a caret. Pure: it reads the page and writes nothing.

One's own words go letter by letter: one character as the eye counts them, but only those of its code points that are one's own.
Somebody else's words go word by word, whole words on both sides of the caret, or the spaces next to it and the word behind them. What is
struck already is passed over. A line end counts as a word of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple, Protocol

from models.text.clean import utf16_width
from models.text.pens import Pen
from models.text.runs import Look, Said
from models.text.side import Side, Stretch

FIRST_REACH = 64  # UTF-16 units looked at on either side of the caret; more only when that does not decide it
_UNCONFIRMED = (Said.WAITING, Said.NOT_MINE, Said.OWN)


class Cluster(Protocol):
    """Whatever knows where characters end as the eye counts them: an editor's own text layout."""

    def __call__(self, text: str, forward: bool) -> int:
        """How many UTF-16 units the first (`forward`) or else the last such character of the text takes. The text is never empty."""


@dataclass(frozen=True)
class Taken:
    """Visible units to take out. Width 0: nothing is taken, and the caret passes to `at`."""

    at: int
    width: int


class Letter(NamedTuple):
    """One code point on the page, as the taker sees it."""

    at: int
    end: int
    text: str
    own: bool  # leaves the page when this pen takes it
    passed: bool  # somebody else's and struck already

    @property
    def joins_words(self) -> bool:
        """Whether it is part of somebody else's word that still stands."""
        return not (self.own or self.passed or self.text.isspace())


def taken_at(side: Side, caret: int, pen: Pen, cluster: Cluster, *, forward: bool, whole_words: bool = False) -> Taken:
    """What this pen takes with one press at the caret: Backspace, or Delete when `forward`; with `whole_words` as Ctrl makes it."""
    reach = FIRST_REACH
    while True:
        window = letters_around(side.stretches(max(0, caret - reach), caret + reach), caret, pen, reach)
        before, behind = window[0][::-1], window[1]
        near, far = (behind, before) if forward else (before, behind)
        found = take(near, far, caret, cluster, forward=forward, whole_words=whole_words)
        wide_enough = caret - reach <= 0 and caret + reach >= side.length
        if wide_enough or _is_inside(found, caret, reach):
            return found
        reach *= 4


def take(near: Sequence[Letter], far: Sequence[Letter], caret: int, cluster: Cluster, *, forward: bool, whole_words: bool) -> Taken:
    """The same for letters in hand: `near` are those the key goes towards, `far` those at its back, both counted from the caret."""
    passed = sum(1 for _ in takewhile(lambda letter: letter.passed, near))
    rest = near[passed:]
    if not rest:
        return _nothing(near, caret, forward)
    if rest[0].own:
        chosen = _own_word(rest) if whole_words else _own_character(rest, cluster, forward)
    else:
        chosen = _their_word(rest)
        if not passed and rest[0].joins_words:
            chosen = [*takewhile(lambda letter: letter.joins_words, far), *chosen]
    start, end = min(letter.at for letter in chosen), max(letter.end for letter in chosen)
    return Taken(start, end - start)


def letters_around(stretches: Iterator[Stretch], caret: int, pen: Pen, reach: int) -> tuple[list[Letter], list[Letter]]:
    """The letters within reach before and behind the caret, in reading order."""
    before: list[Letter] = []
    behind: list[Letter] = []
    for stretch in stretches:
        own = leaves_the_page(stretch.look, pen)
        passed = not own and bool(stretch.look.struck_by)
        for at, end, text in _letters(stretch, caret - reach, caret + reach):
            (before if end <= caret else behind).append(Letter(at, end, text, own, passed))
    return before, behind


def leaves_the_page(look: Look, pen: Pen) -> bool:
    """Whether words of this look leave the page when the pen takes them; others are only struck.

    Where several people share a voice and one of them has confirmed, they are struck all the same.
    """
    if pen.own_hands and look.voice.owners == {pen.hands}:
        return True
    if look.quoted:
        return look.pen.key == pen.key and not look.moved
    typed_it = pen.voice.same_words_as(look.voice) and pen.hands == look.pen.hands and pen.hands not in look.voice.owners
    return typed_it and look.said in _UNCONFIRMED


# ---- insides


def _nothing(near: Sequence[Letter], caret: int, forward: bool) -> Taken:
    if not near:
        return Taken(caret, 0)
    return Taken(near[-1].end if forward else near[-1].at, 0)


def _own_character(letters: Sequence[Letter], cluster: Cluster, forward: bool) -> list[Letter]:
    ordered = letters if forward else letters[::-1]
    width = cluster("".join(letter.text for letter in ordered), forward)
    edge = letters[0].at + width if forward else letters[0].end - width
    within = takewhile(lambda letter: letter.own and (letter.end <= edge if forward else letter.at >= edge), letters)
    return list(within) or [letters[0]]


def _own_word(letters: Sequence[Letter]) -> list[Letter]:
    if letters[0].text == "\n":
        return [letters[0]]
    own = list(takewhile(lambda letter: letter.own and letter.text != "\n", letters))
    spaces = list(takewhile(lambda letter: letter.text.isspace(), own))
    return spaces + list(takewhile(lambda letter: not letter.text.isspace(), own[len(spaces) :]))


def _their_word(letters: Sequence[Letter]) -> list[Letter]:
    if letters[0].text == "\n":
        return [letters[0]]
    theirs = list(takewhile(lambda letter: not (letter.own or letter.passed or letter.text == "\n"), letters))
    spaces = list(takewhile(lambda letter: letter.text.isspace(), theirs))
    return spaces + list(takewhile(lambda letter: letter.joins_words, theirs[len(spaces) :]))


def _letters(stretch: Stretch, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The code points of a stretch between two positions, with their places."""
    at, text = stretch.at, stretch.text
    if text.isascii():  # the usual case, and then a long stretch costs no more than the letters asked for
        first = max(start - at, 0)
        for index, letter in enumerate(text[first : max(end - at, 0)], start=at + first):
            yield index, index + 1, letter
        return
    for letter in text:
        width = utf16_width(letter)
        if at >= start and at + width <= end:
            yield at, at + width, letter
        at += width


def _is_inside(found: Taken, caret: int, reach: int) -> bool:
    """Whether what was found ends well before the letters that were looked at do, so that more of them would not change it."""
    margin = reach // 2
    return caret - reach + margin < found.at and found.at + found.width < caret + reach - margin
