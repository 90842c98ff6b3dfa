"""Which words stand together, where a tag belongs, and how much room it needs: pure reading of a side, part by part.

Nothing is inserted into the text. Room for a tag is made by spacing beside a character: Qt gives it on the right of the letter, whichever
way the text runs, so from left to right the last character before the tag carries it, and from right to left the first behind it. At the
start of a line the tag stands in the margin.

A tag stands before each change of voice, at most once a word: where people write letter by letter into one word, the letters keep their
lines and the word keeps its first tag.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from unicodedata import bidirectional

from models.text.runs import Look
from models.text.side import Side, Stretch
from ui.painting import Tag
from ui.writing.wearing import Wear

FEW_LETTERS = 3  # fewer of them inside a word do not get a tag of their own
TAIL = 40  # code points looked at to find where the last character begins, as the eye counts
MOST_KEPT = 4_000  # UTF-16 units of which what was read is kept for the next question
_LEFT, _RIGHT = 48, 16  # how much more than asked for is read at first


@dataclass(slots=True)
class Patch:
    """Neighbouring words that wear the same. Positions are visible UTF-16 units; `first_letter` … `last_letter` leave spaces out."""

    start: int
    end: int
    wear: Wear
    texts: list[str]
    letters: int = 0  # counted up to FEW_LETTERS
    first_letter: int = -1  # -1: nothing but spaces
    last_letter: int = -1  # one past the last
    inside_word: bool = False  # begins in the middle of a word
    tagged: bool = False

    @property
    def announces(self) -> bool:
        """Whether whose words these are is said whatever stands before: what follows never depends on what came earlier."""
        return self.letters >= FEW_LETTERS or (self.letters > 0 and not self.inside_word)


@dataclass(slots=True)
class Room:
    """Space for the tags that stand at a position: of a strike that ends, then of whose words come next. One character carries it."""

    at: int
    start: int  # of the character that carries it, as the eye counts characters
    end: int
    strikes: tuple[Tag, ...] = ()
    tag: Tag | None = None
    width: int = 0


class Part(NamedTuple):
    """A part of a side as it has to be shown. It holds what was asked for, rightly, and may hold more on either side."""

    patches: list[Patch]
    rooms: list[Room]


@dataclass
class PatchReader:
    """Reads a side part by part, at a cost that follows the part."""

    side: Side
    wear_of: Callable[[Look], Wear]
    cluster: Callable[[str, bool], int]  # how many UTF-16 units the first (True) or last character of a text takes, as the eye counts
    tags_shown: bool = True
    _read: Part = field(default=Part([], []), init=False)
    _covers: tuple[Side | None, int, int, int] = field(default=(None, -1, 0, 0), init=False)  # side, version, start, end of what was read

    def read(self, start: int, end: int) -> Part:
        """What stands from one visible position to another. A part that was read before serves again until the side changes."""
        side, version, first, last = self._covers
        if side is self.side and version == self.side.version and first <= start and end <= last:
            return self._read
        patches = self._patches(start, end)
        part = Part(patches, self._rooms(patches, start) if self.tags_shown else [])
        if end - start <= MOST_KEPT:
            self._read, self._covers = part, (self.side, self.side.version, start, end)
        return part

    def forget(self) -> None:
        """Reads anew the next time: what words wear may be something else now."""
        self._covers = (None, -1, 0, 0)

    def _patches(self, start: int, end: int) -> list[Patch]:
        left, right = start - _LEFT, end + _RIGHT
        while True:
            patches = joined(self.side.stretches(max(0, left), right), self.wear_of)
            tag(patches)
            if not patches:
                return patches
            if not _knows_left(patches, start):
                left = min(left, patches[0].start) - _LEFT
            elif not self._knows_right(patches[-1], end):
                right = 2 * right - end
            else:
                return patches

    def _knows_right(self, last: Patch, end: int) -> bool:
        return last.letters >= FEW_LETTERS or last.start > end or last.end >= self.side.length

    def _rooms(self, patches: list[Patch], start: int) -> list[Room]:
        rooms: list[Room] = []
        before: Patch | None = None
        for patch in patches:
            if before is not None and before.end >= start and before.wear.strikes and before.wear.strikes != patch.wear.strikes:
                self._make_room_behind(rooms, before, patch)
            if patch.tagged and patch.first_letter >= start:
                self._make_room_before(rooms, patch, before)
            before = patch
        if before is not None and before.wear.strikes and before.end >= self.side.length:
            self._make_room_behind(rooms, before, None)
        return rooms

    def _make_room_before(self, rooms: list[Room], patch: Patch, before: Patch | None) -> None:
        """For the tag of a patch: on its own last leading space, else on a letter beside its beginning. At a line's start it needs none."""
        at = patch.first_letter
        if at > patch.start:
            carrier = (at - 1, at) if leading_space(patch) != "\n" else None
        else:
            carrier = self._carrier(before, at, patch) if before is not None else None
        if carrier is not None:
            room = _room_on(rooms, at, carrier)
            room.tag = patch.wear.tag
            room.width += patch.wear.tag_room

    def _make_room_behind(self, rooms: list[Room], patch: Patch, behind: Patch | None) -> None:
        """For whoever struck: at the last letter of the strike. None where only a line end is struck."""
        at = patch.last_letter if patch.letters else patch.end
        carrier = self._carrier(patch, at, behind)
        if carrier is not None:
            room = _room_on(rooms, at, carrier)
            room.strikes = patch.wear.strikes
            room.width += patch.wear.strikes_room

    def _carrier(self, before: Patch, at: int, behind: Patch | None) -> tuple[int, int] | None:
        """The character that carries the room at a position behind which `before` has only spaces. None at the start of a line."""
        text = tail_of(before, at)
        if text[-1] == "\n":
            return None
        if not runs_left(text[-1]):
            return at - self.cluster(text, False), at
        following = spaces_behind(before, at) or (head_of(behind) if behind else "")
        if not following or following[0] == "\n":
            return None
        return at, at + (1 if following[0].isspace() else self.cluster(following, True))


def joined(stretches: Iterable[Stretch], wear_of: Callable[[Look], Wear]) -> list[Patch]:
    """The stretches as patches, neighbours that wear the same made one."""
    out: list[Patch] = []
    for stretch in stretches:
        wear, end = wear_of(stretch.look), stretch.end
        if out and out[-1].wear is wear:
            out[-1].texts.append(stretch.text)
            out[-1].end = end
        else:
            out.append(Patch(stretch.at, end, wear, [stretch.text]))
    for patch in out:
        _find_letters(patch)
    return out


def tag(patches: list[Patch]) -> None:
    """Finds which patches get a tag: those with which another voice begins to speak, as far as the patches in hand can tell."""
    said: Tag | None = None  # plain words say nothing: they are the owner's
    before: Patch | None = None
    for patch in patches:
        patch.inside_word = _begins_inside_a_word(patch, before)
        before = patch
        now = None if patch.wear.plain else patch.wear.tag
        if patch.announces and now != said:
            said = now
            patch.tagged = now is not None


def leading_space(patch: Patch) -> str:
    """The space or line end right before the first letter of a patch that begins with some."""
    place = patch.first_letter - patch.start
    for text in patch.texts:
        if place <= len(text):
            return text[place - 1]
        place -= len(text)
    raise ValueError("a patch without letters")


def tail_of(patch: Patch, end: int) -> str:
    """The last few characters of a patch before a position behind which only its spaces follow, but not those it begins with."""
    spaces, text = patch.end - end, ""
    count = sum(map(len, patch.texts)) - spaces
    leading = patch.first_letter - patch.start if patch.letters else 0
    wanted = min(TAIL, count - leading)
    for part in reversed(patch.texts):
        if len(text) >= wanted + spaces:
            break
        text = part[-wanted - spaces :] + text
    return text[len(text) - spaces - wanted : len(text) - spaces]


def head_of(patch: Patch) -> str:
    """The first few characters of a patch."""
    return "".join(patch.texts[:TAIL])[:TAIL]


def spaces_behind(patch: Patch, end: int) -> str:
    """What stands in a patch behind a position behind which only its spaces follow."""
    spaces = patch.end - end
    return "".join(patch.texts[-spaces:])[-spaces:] if spaces else ""


def runs_left(letter: str) -> bool:
    """Whether a letter runs from right to left."""
    return not letter.isascii() and bidirectional(letter) in ("R", "AL")


# ---- insides


def _room_on(rooms: list[Room], at: int, carrier: tuple[int, int]) -> Room:
    """The room that this character carries: the last one if it does already, else a new one."""
    if not rooms or (rooms[-1].start, rooms[-1].end) != carrier:
        rooms.append(Room(at, *carrier))
    rooms[-1].at = at
    return rooms[-1]


def _knows_left(patches: list[Patch], start: int) -> bool:
    """Whether it is known whose words were announced last before `start`."""
    return patches[0].start == 0 or any(patch.announces and patch.first_letter < start for patch in patches)


def _begins_inside_a_word(patch: Patch, before: Patch | None) -> bool:
    """Nothing in hand before it, although something stands there, counts as a word that goes on."""
    if before is None:
        return patch.start > 0
    return not (before.texts[-1][-1].isspace() or patch.texts[0][0].isspace())


def _find_letters(patch: Patch) -> None:
    at = patch.start
    for text in patch.texts:
        bare = text.lstrip()
        if bare:
            patch.first_letter = at + len(text) - len(bare)
            break
        at += len(text)  # spaces take one unit each
    else:
        return
    patch.letters = _count_letters(patch.texts)
    behind = 0
    for text in reversed(patch.texts):
        bare = text.rstrip()
        behind += len(text) - len(bare)
        if bare:
            break
    patch.last_letter = patch.end - behind


def _count_letters(texts: list[str]) -> int:
    found = 0
    for text in texts:
        for letter in text:
            found += not letter.isspace()
            if found >= FEW_LETTERS:
                return found
    return found
