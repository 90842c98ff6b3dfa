"""The words of one side as lines of a copy: initials at each change of voice, strikes with who asks, notes behind what they speak of.

The rules are those of a printed page: initials stand between words and never inside one. A word with letters of two voices is followed by
the initials of both; a word in which some letters are struck is printed struck as a whole, and the new word after it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from app.differing import were_kept
from app.language import _
from app.word.asks import Bit, open_asks, quoted
from app.word.blocks import Column, Line, Piece, PieceKind, SideBySide
from app.word.telling import NO_BREAK, Telling, Told, note, sign
from app.wording import names_in_a_row
from models.text.pens import PenKey, Voice
from models.text.runs import Look, Run

_ONLY_SIGNS = re.compile(r"[,.;:()\[\]{}\"'“”‘’«»–—\-…/]+")
_ENDS = tuple(",.;:!?)]}”’»…")  # signs that stand close behind what is before them
LONGEST_WORD = 40  # letters: beyond it (a web address, a script without spaces) initials stand inside

T = TypeVar("T")


class Atom(NamedTuple):
    """Words of one look, or one word of several. `came`: its first bit belongs to words before it; `goes_on`: its last to words behind."""

    bits: tuple[Bit, ...]
    came: bool = False
    goes_on: bool = False


def lines_of(runs: Iterable[Run], tell: Telling) -> list[Line | SideBySide]:
    """The runs of a side as lines, what is open in each in words below it. One with struck words that were kept becomes two texts."""
    out: list[Line | SideBySide] = []
    for bits in paragraphs(runs):
        kept = any(were_kept(*bit) for bit in bits)
        line = _differing(bits, tell) if kept else line_of(bits, tell)
        if line:
            out.append(line)
        if asks := " ".join(open_asks(bits, tell.cast)):
            label = _("Not settled:")
            out.append((Piece(PieceKind.LABEL, f"{label} "), Piece(PieceKind.NOTE, asks)))
    return out


def line_of(bits: Sequence[Bit], tell: Telling) -> Line:
    """One paragraph as a line."""
    maker = _LineMaker(tell)
    for atom in atoms(bits):
        maker.add(atom)
    return maker.finish()


def paragraphs(runs: Iterable[Run]) -> Iterator[list[Bit]]:
    """The bits of each paragraph that holds more than spaces."""
    bits: list[Bit] = []
    for run in runs:
        first, *others = run.text.split("\n")
        bits.append((first, run.look))
        for text in others:
            yield from _unless_empty(bits)
            bits = [(text, run.look)]
    yield from _unless_empty(bits)


def atoms(bits: Iterable[Bit]) -> Iterator[Atom]:
    """The bits cut so that a word of several looks stands alone, in order. Costs what there are bits, not letters."""
    word: list[Bit] = []
    came = False
    for text, look in bits:
        if not text:
            continue
        head = _first_word(text) if word else 0
        if head:
            word.append((text[:head], look))
            if head == len(text):
                continue
        rest = text[head:]
        if word:
            yield Atom(tuple(word), came, goes_on=bool(head) and bool(rest.strip()))
        tail = _last_word(rest)
        if tail < len(rest):
            yield Atom(((rest[: len(rest) - tail], look),))
        word = [(rest[len(rest) - tail :], look)] if tail else []
        came = bool(text[: len(text) - tail].strip())
    if word:
        yield Atom(tuple(word), came)


class _LineMaker:
    """Puts one line together. `_gap` is white space that waits until it is known what stands behind it."""

    def __init__(self, tell: Telling) -> None:
        self._tell = tell
        self._pieces: list[Piece] = []
        self._gap = ""
        self._sign = ""  # the initials under which the reader is now
        self._strikes: tuple[PenKey, ...] = ()
        self._at_strike_end: tuple[Piece, ...] = ()
        self._notes: tuple[Piece, ...] = ()

    def add(self, atom: Atom) -> None:
        """Adds words, or one word of several looks."""
        if len(atom.bits) == 1 or sum(len(text) for text, _look in atom.bits) > LONGEST_WORD:
            for bit in atom.bits:
                self._plain(bit)
            return
        before, core, behind = _peeled(atom)
        for bit in before:
            self._plain(bit)
        self._word(core)
        for bit in behind:
            self._plain(bit, quiet=True)

    def finish(self) -> Line:
        """The line, with whatever had to be said behind its last words."""
        self._close((), (), ())
        return tuple(self._pieces)

    # ---- insides

    def _plain(self, bit: Bit, quiet: bool = False) -> None:
        """Words of one look. `quiet`: a sign such as a comma, which is no reason for initials as long as its own words follow."""
        text, told = bit[0], self._tell(bit[1])
        body = text.strip()
        if not body:
            self._gap += text
            return
        behind_a_note = bool(self._notes) and self._notes != told.notes  # what follows a note belongs to nobody until it is signed
        self._close(told.strikes, told.at_strike_end, told.notes)
        start = text.index(body)
        self._gap += text[:start]
        if told.sign != self._sign and (behind_a_note or not quiet):
            self._gap = self._gap or (" " if behind_a_note else "")
            self._put_sign(told, close=body.startswith(_ENDS))
        self._put_words(body, told.voice, told.struck)
        self._gap = text[start + len(body) :]

    def _word(self, bits: Sequence[Bit]) -> None:
        """One word whose letters may be of several voices, or struck in part."""
        struck = {bool(look.struck_by) for _text, look in bits}
        if len(struck) == 1:
            self._letters([(text, self._tell(look)) for text, look in bits])
            return
        old, new = _old_and_new(bits)
        strikes = _each_once(piece for _text, look in old for piece in self._tell(look).at_strike_end)
        self._letters([(text, self._tell(look)._replace(struck=self._tell.signs, strikes=(), at_strike_end=())) for text, look in old])
        self._pieces.extend(strikes)
        self._sign = ""
        if new:
            self._gap = " "
            self._letters([(text, self._tell(look)) for text, look in new])

    def _letters(self, letters: Sequence[tuple[str, Told]]) -> None:
        tolds = [told for _text, told in letters]
        signs = _each_once(told.sign for told in tolds)
        ends = _each_once(piece for told in tolds for piece in told.at_strike_end)
        self._close(
            _each_once(key for told in tolds for key in told.strikes), ends, _each_once(one for told in tolds for one in told.notes)
        )
        if len(signs) == 1 and signs[0] != self._sign:
            self._put_sign(tolds[0])
        for text, told in letters:
            self._put_words(text, told.voice, told.struck)
        if len(signs) > 1:
            self._pieces.append(self._tell.both(signs))
            self._sign = ""

    def _close(self, strikes: tuple[PenKey, ...], at_strike_end: tuple[Piece, ...], notes: tuple[Piece, ...]) -> None:
        """Says behind the words so far what does not hold for the next ones."""
        if self._strikes != strikes:
            self._pieces.extend(self._at_strike_end)
            self._sign = "" if self._at_strike_end else self._sign  # somebody else's sign: the owner's stands again before what follows
        if self._notes != notes:
            self._pieces.extend(self._notes)
        self._strikes, self._at_strike_end, self._notes = strikes, at_strike_end, notes

    def _put_sign(self, told: Told, close: bool = False) -> None:
        """`close`: no space behind it, since what follows is a comma or the like."""
        self._sign = told.sign
        if told.sign:
            piece = sign(told.sign, told.voice)
            self._pieces.append(piece._replace(text=self._take_gap() + (piece.text.rstrip(NO_BREAK) if close else piece.text)))

    def _put_words(self, text: str, voice: Voice, struck: bool) -> None:
        """Joins words to those before them where they are alike. A space before or behind struck words is not struck."""
        gap, last = self._take_gap(), self._pieces[-1] if self._pieces else None
        if last and last.kind is PieceKind.WORDS and (last.voice, last.struck) == (voice, struck):
            self._pieces[-1] = last._replace(text=last.text + gap + text)
            return
        if gap and last and not last.struck:
            self._pieces[-1] = last._replace(text=last.text + gap)
            gap = ""
        self._pieces.append(Piece(PieceKind.WORDS, gap + text, voice, struck))

    def _take_gap(self) -> str:
        gap, self._gap = self._gap if self._pieces else "", ""
        return gap


# ---- where struck words were kept


def _differing(bits: Sequence[Bit], tell: Telling) -> SideBySide:
    """Both texts: as the owner keeps it, and as each who struck it would have it."""
    askers = _each_once(key.voice for text, look in bits if were_kept(text, look) for key in look.kept_from)
    keepers = names_in_a_row(_each_once(tell.cast.voice(look.voice) for text, look in bits if were_kept(text, look)))
    whole = Column(_("As {name} keeps it").format(name=keepers), (line_of(bits, tell),))
    asked = (_what_is_asked(bits, asker, tell) for asker in askers)
    name = " ".join((_("Here we differ."), *asked, _("{owner} keeps these words.").format(owner=keepers)))
    return SideBySide(name, (whole, *(_as_asked(bits, asker, tell) for asker in askers)))


def _what_is_asked(bits: Sequence[Bit], asker: Voice, tell: Telling) -> str:
    """Who wanted which words out, so that nobody has to find them by holding two texts against each other."""
    words = quoted(bits, [any(key.voice == asker for key in look.kept_from) for _text, look in bits])
    return _("{striker} asks to take out “{words}”.").format(striker=tell.cast.voice(asker), words=words)


def _as_asked(bits: Sequence[Bit], asker: Voice, tell: Telling) -> Column:
    left = _without(bits, lambda look: any(key.voice == asker for key in look.kept_from))
    name = tell.cast.voice(asker)
    line = line_of(left, tell) or (note(_("{name} asks to take all of this out.").format(name=name)),)
    return Column(_("Without the words that {name} asks to take out").format(name=name), (line,))


def _without(bits: Iterable[Bit], goes: Callable[[Look], bool]) -> list[Bit]:
    """What is left, without the double space, or the space before a sign, that words leave behind them."""
    left: list[Bit] = []
    gap = False
    for text, look in bits:
        if goes(look):
            gap = True
            continue
        if gap and left and left[-1][0].endswith(" ") and (text[:1].isspace() or _ONLY_SIGNS.match(text)):
            left[-1] = (left[-1][0].rstrip(" "), left[-1][1])
        left.append((text, look))
        gap = False
    return left


# ---- words


def _peeled(atom: Atom) -> tuple[list[Bit], list[Bit], list[Bit]]:
    """A word without the signs at its ends that go with other words, or that only end a word of which a part is struck."""
    core, before, behind = list(atom.bits), list[Bit](), list[Bit]()
    while len(core) > 1 and _ONLY_SIGNS.fullmatch(core[0][0]) and (atom.came or _differ_in_strike(core[0], core[1])):
        before.append(core.pop(0))
    struck_in_part = len({bool(look.struck_by) for _text, look in core}) > 1
    while len(core) > 1 and _ONLY_SIGNS.fullmatch(core[-1][0]) and (atom.goes_on or struck_in_part):
        behind.insert(0, core.pop())
    return before, core, behind


def _differ_in_strike(one: Bit, other: Bit) -> bool:
    return bool(one[1].struck_by) != bool(other[1].struck_by)


def _old_and_new(bits: Sequence[Bit]) -> tuple[list[Bit], list[Bit]]:
    """The word as it was before its strikers changed it, and as it would be. The new one is empty where it says no more than the old."""
    strikers = {key.voice for _text, look in bits for key in look.struck_by}
    old = [bit for bit in bits if bit[1].struck_by or bit[1].voice not in strikers]
    new = [bit for bit in bits if not bit[1].struck_by]
    only_signs = all(_ONLY_SIGNS.fullmatch(text) and (text, look) in old for text, look in new)
    return old, [] if only_signs else new


def _first_word(text: str) -> int:
    """How many letters stand before the first white space."""
    return len(text.split(None, 1)[0]) if text and not text[0].isspace() else 0


def _last_word(text: str) -> int:
    """How many letters stand behind the last white space."""
    return len(text.rsplit(None, 1)[-1]) if text and not text[-1].isspace() else 0


def _unless_empty(bits: list[Bit]) -> Iterator[list[Bit]]:
    if any(text.strip() for text, _look in bits):
        yield bits


def _each_once(things: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(things))
