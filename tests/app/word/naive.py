"""What a copy has to say of the words of a side, worked out letter by letter and the slow way, to hold the real thing against."""

from dataclasses import dataclass

from app.word.blocks import Copy, Line, Part, Piece, PieceKind, SideBySide
from app.word.passages import LONGEST_WORD
from models.text.pens import Voice
from models.text.runs import Look, Run, Said

Word = tuple[tuple[str, Voice, bool], ...]  # letters with their owners, and whether they are shown struck
QUIET_SIGNS = ",.;:()[]{}\"'“”‘’«»–—-…/"


@dataclass(frozen=True)
class Letter:
    """One letter on the page, and all that a printed copy shows of it."""

    text: str
    voice: Voice
    strikers: frozenset[Voice]


def visible_letters(runs: list[Run]) -> list[Letter]:
    """The letters that may leave: not those that their supposed owner disowned."""
    kept = [run for run in runs if run.look.said is not Said.NOT_MINE]
    return [Letter(text, run.look.voice, _strikers(run.look)) for run in kept for text in run.text]


def expected_words(runs: list[Run], signs: bool) -> list[Word]:
    """Each printed word as its letters with owner and strike, without signs such as commas. A word struck in part comes twice."""
    out = []
    for word in _words(visible_letters(runs)):
        out.extend(_printed(word, signs))
    return [word for word in out if word]


def has_a_long_word(runs: list[Run]) -> bool:
    """Whether a word is so long that initials stand inside it, so that only its letters can be compared."""
    return any(len(word) > LONGEST_WORD for word in _words(visible_letters(runs)))


def printed_words(copy: Copy, place: str) -> list[Word]:
    """The words of one side as the copy prints them. Of words that were kept, the column that keeps them."""
    lines = [line for asked in copy.asked for part in asked.parts for line in _lines_of(part, place)]
    words = [word for line in lines for word in _words_of_line(line)]
    return [word for word in words if word]


# ---- insides: what is expected


def _strikers(look: Look) -> frozenset[Voice]:
    return frozenset(key.voice for key in look.struck_by)


def _words(letters: list[Letter]) -> list[list[Letter]]:
    words: list[list[Letter]] = [[]]
    for letter in letters:
        if letter.text.isspace():
            words.append([])
        else:
            words[-1].append(letter)
    return [word for word in words if word]


def _printed(word: list[Letter], signs: bool) -> list[Word]:
    core = _without_signs_at_the_ends(word)
    struck = {bool(letter.strikers) for letter in core}
    if len(word) > LONGEST_WORD or len(struck) < 2:
        return [tuple((letter.text, letter.voice, signs and bool(letter.strikers)) for letter in _letters(core))]
    strikers = frozenset().union(*(letter.strikers for letter in core))
    old = [letter for letter in core if letter.strikers or letter.voice not in strikers]
    new = [letter for letter in core if not letter.strikers]
    return [tuple((one.text, one.voice, signs) for one in _letters(old)), tuple((one.text, one.voice, False) for one in _letters(new))]


def _without_signs_at_the_ends(word: list[Letter]) -> list[Letter]:
    places = [place for place, letter in enumerate(word) if letter.text not in QUIET_SIGNS]
    return word[places[0] : places[-1] + 1] if places else []


def _letters(word: list[Letter]) -> list[Letter]:
    return [letter for letter in word if letter.text not in QUIET_SIGNS]


# ---- insides: what is printed


def _lines_of(part: Part, place: str) -> list[Line]:
    out: list[Line] = []
    for thing in part.body:
        if isinstance(thing, SideBySide):
            for number, column in enumerate(thing.columns):
                if column.place == place or (part.place == place and number == 0):
                    out.extend(column.lines)
        elif part.place == place and isinstance(thing, tuple):
            out.append(thing)
    return out


def _words_of_line(line: Line) -> list[Word]:
    """Words are apart where white space is, or initials, or what we say of words."""
    words: list[list[tuple[str, Voice, bool]]] = [[]]
    for piece in line:
        if piece.kind is not PieceKind.WORDS:
            words.append([])
            continue
        for letter in piece.text:
            if letter.isspace():
                words.append([])
            elif letter not in QUIET_SIGNS:
                words[-1].append(_letter(letter, piece))
    return [tuple(word) for word in words]


def _letter(text: str, piece: Piece) -> tuple[str, Voice, bool]:
    assert piece.voice is not None
    return text, piece.voice, piece.struck
