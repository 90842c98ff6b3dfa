"""A second, naive reading of the rules of words: written from the rules, not from the engine, and in the slowest obvious way.

A plan is a plain heap of letters and notes. What they come to is worked out anew from the whole heap each time anybody asks.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.text.pens import Pen, PenKey, Voice, VoiceKind
from models.text.runs import Said

OUT, UNDONE, LET_GO, KEEP, CONFIRM, NOT_MINE = "out", "undone", "let go", "keep", "confirm", "not mine"


@dataclass(frozen=True)
class Letter:
    """One character, known by its number. `copies` is the number of the letter that it quotes; letters of one `put` came together."""

    number: int
    side: str
    pen: Pen
    text: str
    copies: int | None = None
    moved: bool = False
    pasted: str | None = None
    put: int = 0

    @property
    def units(self) -> int:
        """How many UTF-16 units it takes."""
        return len(self.text.encode("utf-16-le")) // 2


@dataclass(frozen=True)
class Note:
    """Something that a pen said of some letters; `on` is False while it is taken back."""

    number: int
    kind: str
    pen: Pen
    side: str
    letters: frozenset[int]
    on: bool = True
    witness: str = ""
    against: Voice | None = None  # KEEP: whose strike is refused
    moved: bool = False  # OUT: the words went elsewhere by this; LET_GO: that is what was agreed to
    around: frozenset[int] = frozenset()  # CONFIRM: all that stood in the passage
    struck: frozenset[int] = frozenset()  # CONFIRM: what of it was struck
    knew: frozenset[int] = frozenset()  # CONFIRM, NOT_MINE: the notes that were known when it was said

    @property
    def person(self) -> str:
        """The person whose own answer this is; "" when it is nobody's."""
        return answering(self.pen, self.witness)


@dataclass(frozen=True)
class Seen:
    """Everything that can be seen of one letter on the page."""

    text: str
    pen: PenKey
    voice: Voice
    hands: str
    way: str
    struck_by: frozenset[PenKey]
    kept_from: frozenset[PenKey]
    said: Said
    pasted: str | None
    quoted: bool
    moved: bool


def answering(pen: Pen, witness: str) -> str:
    """Who answers when this pen does: own hands, or a person typed for before a witness who is neither of the two. "" when nobody may."""
    if pen.voice.kind is not VoiceKind.PERSON:
        return ""
    (person,) = pen.voice.people
    seen = witness not in ("", person, pen.hands)
    return person if pen.hands == person or seen else ""


def same_voice(one: Voice, other: Voice) -> bool:
    """Whether both are the words of the same people, or, where they are nobody's here, of the same source."""
    if one.people or other.people:
        return set(one.people) == set(other.people)
    return (one.kind, one.named) == (other.kind, other.named)


class Reading:
    """What a heap of letters and notes comes to. Made anew for each look at it."""

    def __init__(self, letters: Mapping[int, Letter], notes: Iterable[Note], order: Mapping[str, Sequence[int]]) -> None:
        self._letters, self._order = letters, order
        self._notes: dict[int, list[Note]] = defaultdict(list)
        for note in notes:
            for number in note.letters if note.on else ():
                self._notes[number].append(note)
        self._confirms = [note for note in notes if note.on and note.kind == CONFIRM]
        self._reasons: dict[int, list[bool]] = {}
        self._broken: set[int] | None = None

    # ---- whose

    def root(self, letter: Letter) -> Letter:
        """Where the words were first typed, through any chain of quotes."""
        while letter.copies is not None:
            letter = self._letters[letter.copies]
        return letter

    def quoted_by(self, letter: Letter) -> tuple[int, ...]:
        """Which quotes lead to the words, each a put: letters with the same answer were copied together all the way."""
        return () if letter.copies is None else (letter.put, *self.quoted_by(self._letters[letter.copies]))

    def voice(self, letter: Letter) -> Voice:
        """Whose words: of a quote, its source's."""
        return self.root(letter).pen.voice

    def owners(self, letter: Letter) -> frozenset[str]:
        """The people whose words these are."""
        return frozenset(self.voice(letter).people)

    def asked(self, letter: Letter) -> frozenset[str]:
        """Who has to say whether these are their words: every owner but the one that typed them."""
        return self.owners(letter) - {self.root(letter).pen.hands}

    # ---- typed for, confirmed

    def said_yes(self, letter: Letter) -> frozenset[str]:
        """Those asked who confirmed, and did not say otherwise later."""
        return self.asked(letter) & {note.person for note in self._last_words(letter) if note.kind == CONFIRM}

    def said(self, letter: Letter) -> Said:
        """Whether words typed for somebody are known to be theirs."""
        asked = self.asked(letter)
        if not asked:
            return Said.OWN
        if self._said_no(letter):
            return Said.NOT_MINE
        if self.said_yes(letter) != asked:
            return Said.WAITING
        return Said.CONFIRMED if self._still_says_yes(letter) == asked else Said.CHANGED

    def _said_no(self, letter: Letter) -> frozenset[str]:
        """Those asked whose last word is "not my words": it wins over a yes that was said elsewhere at the same time."""
        return self.asked(letter) & {note.person for note in self._last_words(letter) if note.kind == NOT_MINE}

    def _last_words(self, letter: Letter) -> list[Note]:
        """Each person's answers about the words, as first typed, of which that person said nothing later."""
        return self._words_on(self.root(letter).number)

    def _words_on(self, number: int) -> list[Note]:
        words = list(self._on(number, CONFIRM, NOT_MINE))
        return [word for word in words if not any(word.number in later.knew and word.person == later.person for later in words)]

    def _still_says_yes(self, letter: Letter) -> frozenset[str]:
        """Those who confirmed a passage with this letter in which nothing changed since; of moved words, also where they stand now."""
        if self._broken is None:
            self._broken = {note.number for note in self._confirms if self._is_broken(note)}
        words = [note for note in self._words_on(letter.number) if note.person in self.asked(letter)]
        sound = {note.person for note in words if note.number not in self._broken}
        if letter.copies is None:
            return frozenset(sound)
        return self._still_says_yes(self._letters[letter.copies]) - ({note.person for note in words} - sound)

    def _is_broken(self, confirm: Note) -> bool:
        """Whether the passage is another than it was; where nothing of it stood on that page, there was none."""
        stretch = self.stretch(confirm.side, [number for number in confirm.letters if confirm in self._words_on(number)])
        standing, struck = self.standing(stretch)
        return bool(confirm.around) and (standing != confirm.around & set(stretch) or struck != confirm.struck & set(stretch))

    def stretch(self, side: str, letters: Iterable[int]) -> list[int]:
        """Every letter ever written from the first to the last of these by place."""
        places = [place for place, number in enumerate(self._order[side]) if number in letters]
        return list(self._order[side][places[0] : places[-1] + 1]) if places else []

    def standing(self, letters: Iterable[int]) -> tuple[frozenset[int], frozenset[int]]:
        """Those of the letters that are on the page, and those of them that somebody struck, refused or not."""
        seen = frozenset(number for number in letters if not self.gone(number))
        return seen, frozenset(number for number in seen if self.strikes(self._letters[number]))

    # ---- taking out

    def gone(self, number: int) -> bool:
        """Whether the letter has left the page."""
        return bool(self._why_gone(number))

    def gone_for_good(self, number: int) -> bool:
        """Whether it has left otherwise than by a move: then its quotes leave with it."""
        return not all(self._why_gone(number))

    def _why_gone(self, number: int) -> list[bool]:
        """One answer for each reason why the letter is off the page: was it only moved?"""
        if number not in self._reasons:
            letter = self._letters[number]
            self._reasons[number] = [
                *(note.moved for note in self._on(number, OUT, UNDONE) if self._hides(note, letter)),
                *self._all_agreed(letter),
                *([False] if letter.copies is not None and self.gone_for_good(letter.copies) else []),
            ]
        return self._reasons[number]

    def _hides(self, note: Note, letter: Letter) -> bool:
        if note.kind == UNDONE:
            return note.pen.key == letter.pen.key and not self.answered_since(letter)
        if note.pen.own_hands and self.owners(letter) == {note.pen.hands}:
            return True
        if letter.copies is not None:  # the quoter may take a quote out again; after a move only the owner may
            return note.pen.key == letter.pen.key and not letter.moved
        return self._is_scribes(note.pen, letter) and not self.said_yes(letter)

    def _is_scribes(self, pen: Pen, letter: Letter) -> bool:
        """Whether these hands typed the words, for somebody else: who speaks with others is no scribe of theirs."""
        return same_voice(pen.voice, letter.pen.voice) and pen.hands == letter.pen.hands and pen.hands not in self.owners(letter)

    def answered_since(self, letter: Letter) -> bool:
        """Whether the owner has answered, so that whoever put the letter here can't take that back alone any more."""
        if letter.pen.own_hands and self.owners(letter) == {letter.pen.hands}:
            return False
        return bool(self.said_yes(letter)) if letter.copies is None else letter.moved and self.move_answered(letter)

    def move_answered(self, letter: Letter) -> bool:
        """Whether the owner of moved words let go of them where they were, kept them there, or answered for the copy itself."""
        assert letter.copies is not None
        owners = self.owners(letter)
        at_source = self._on(letter.copies, LET_GO, KEEP)
        moves = [note for note in at_source if note.kind == LET_GO or same_voice(note.against or Voice.of(""), letter.pen.voice)]
        here = self._on(letter.number, LET_GO, KEEP)
        return any(note.person in owners for note in [*moves, *here])

    def _all_agreed(self, letter: Letter) -> list[bool]:
        """Once all owners have agreed that it goes: one reason, or none."""
        agreed = [self._agreed(person, letter) for person in self.owners(letter)]
        if not agreed or not all(agreed):
            return []
        return [any(all(note.moved for note in notes) for notes in agreed)]

    def _agreed(self, person: str, letter: Letter) -> list[Note]:
        let_go = [note for note in self._on(letter.number, LET_GO) if note.person == person]
        return [*let_go, *(note for note in self._on(letter.number, OUT) if self._takes_out_for(person, note.pen, letter))]

    def _takes_out_for(self, person: str, pen: Pen, letter: Letter) -> bool:
        """Whether a take-out by this pen is this owner's own wish: own hands on the pen of one's own, or of the voice that is shared."""
        own = pen.own_hands and pen.hands == person
        return own or (pen.hands == person and same_voice(pen.voice, self.voice(letter)))

    # ---- strikes

    def strikes(self, letter: Letter) -> list[Note]:
        """Every take-out that did not hide the letter, refused or not."""
        return [note for note in self._on(letter.number, OUT, UNDONE) if not self._hides(note, letter)]

    def open_strikes(self, letter: Letter) -> list[Note]:
        """Those that wait for the owner."""
        return [note for note in self.strikes(letter) if not self.kept_from(note.pen.voice, letter)]

    def kept_from(self, striker: Voice, letter: Letter) -> bool:
        """Whether an owner has refused this striker once, for this letter."""
        keeps = (note for note in self._on(letter.number, KEEP) if note.person in self.owners(letter))
        return any(note.against is not None and same_voice(note.against, striker) for note in keeps)

    def agreed_to_go(self, person: str, letter: Letter) -> bool:
        """Whether one of several owners has agreed already, while others have not."""
        return bool(self._agreed(person, letter))

    # ---- the page

    def page(self, side: str) -> list[Letter]:
        """The letters of a side that stand on the page, in reading order."""
        return [self._letters[number] for number in self._order.get(side, ()) if not self.gone(number)]

    def seen(self, letter: Letter) -> Seen:
        """All that can be seen of one letter."""
        strikes, opened = self.strikes(letter), self.open_strikes(letter)
        return Seen(
            text=letter.text,
            pen=letter.pen.key,
            voice=self.voice(letter),
            hands=self.root(letter).pen.hands,
            way=self.root(letter).pen.way,
            struck_by=frozenset(note.pen.key for note in opened),
            kept_from=frozenset(note.pen.key for note in strikes if note not in opened),
            said=self.said(letter),
            pasted=letter.pasted,
            quoted=letter.copies is not None,
            moved=letter.moved,
        )

    def _on(self, number: int, *kinds: str) -> Iterator[Note]:
        return (note for note in self._notes.get(number, ()) if note.kind in kinds)
