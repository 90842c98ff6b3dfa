"""Where room for tags has to be, worked out once more in the slowest obvious way: letter by letter over the whole side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from unicodedata import bidirectional

from models.text.runs import Look, Run
from ui.writing.clusters import cluster
from ui.writing.wearing import Wear


@dataclass
class Group:
    """Letters in a row that wear the same: their places among all letters of the side."""

    wear: Wear
    places: list[int] = field(default_factory=list)


def rooms_by_unit(runs: Sequence[Run], wear_of: Callable[[Look], Wear]) -> list[int]:
    """The pixels of room that each UTF-16 unit of the side has to carry."""
    letters = [(letter, wear_of(run.look)) for run in runs for letter in run.text]
    text = "".join(letter for letter, _ in letters)
    rooms: dict[int, int] = {}
    for places, width in _wanted(text, _groups(letters)):
        for place in places:
            rooms[place] = rooms.get(place, 0) + width
    return [rooms.get(place, 0) for place, letter in enumerate(text) for _ in range(_units(letter))]


def _groups(letters: list[tuple[str, Wear]]) -> list[Group]:
    groups: list[Group] = []
    for place, (_, wear) in enumerate(letters):
        if not groups or groups[-1].wear != wear:
            groups.append(Group(wear))
        groups[-1].places.append(place)
    return groups


def _wanted(text: str, groups: list[Group]) -> list[tuple[list[int], int]]:
    """The letters that carry room, and how much."""
    out: list[tuple[list[int], int]] = []
    said = None
    for number, group in enumerate(groups):
        before = groups[number - 1] if number else None
        behind = groups[number + 1] if number + 1 < len(groups) else None
        written = [place for place in group.places if not text[place].isspace()]
        first = group.places[0]
        inside = first > 0 and not text[first - 1].isspace() and not text[first].isspace()
        label = None if group.wear.plain else group.wear.tag
        if written and (len(written) >= 3 or not inside) and label != said:
            said = label
            if label is not None:
                out.append((_before(text, before, group, written[0]), group.wear.tag_room))
        if group.wear.strikes and (behind is None or behind.wear.strikes != group.wear.strikes):
            at = written[-1] + 1 if written else group.places[-1] + 1
            out.append((_beside(text, group, behind, at), group.wear.strikes_room))
    return out


def _before(text: str, before: Group | None, group: Group, at: int) -> list[int]:
    if at > group.places[0]:
        return [] if text[at - 1] == "\n" else [at - 1]
    return _beside(text, before, group, at) if before else []


def _beside(text: str, before: Group, behind: Group | None, at: int) -> list[int]:
    if text[at - 1] == "\n":
        return []
    if bidirectional(text[at - 1]) not in ("R", "AL"):
        first = next((place for place in before.places if not text[place].isspace()), before.places[0])
        return _last(text, max(first, at - 40), at)
    own = [place for place in before.places if place >= at]
    following = own or (behind.places if behind else [])
    if not following or text[at] == "\n":
        return []
    if text[at].isspace():
        return [at]
    width = cluster("".join(text[place] for place in following[:40]), True)
    return _taking(text, at, width)


def _last(text: str, start: int, at: int) -> list[int]:
    width, place, out = cluster(text[start:at], False), at, []
    while width > 0:
        place -= 1
        width -= _units(text[place])
        out.append(place)
    return out


def _taking(text: str, at: int, width: int) -> list[int]:
    out = []
    while width > 0:
        width -= _units(text[at])
        out.append(at)
        at += 1
    return out


def _units(letter: str) -> int:
    return 2 if letter > "\uffff" else 1
