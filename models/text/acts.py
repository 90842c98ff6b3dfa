"""Acts: what one pen did in one go, and can take back. Undo switches the pen's own records; nothing else ever changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from models.base import new_id
from models.text.pens import PenFault, PenKey, voice_from_json, voice_to_json
from models.text.spans import SpanFault, Spans, spans_from_json, spans_to_json


class ActFault(ValueError):
    """An act that was read back does not have the shape of one."""


class ActState(StrEnum):
    """Where an act stands."""

    DONE = "done"
    UNDONE = "undone"
    DROPPED = "dropped"  # undone, and then something else was done: it can't come back


@dataclass(frozen=True)
class Put:
    """Characters that an act put into a side; `taken_back` is the key of the record that takes them back."""

    side: str
    spans: Spans
    taken_back: str


@dataclass(frozen=True)
class Switch:
    """A record or entry that an act switched on, or (when `off`) switched off: container name and key."""

    container: str
    key: str
    off: bool = False


@dataclass(frozen=True)
class Act:
    """One step of one pen: what undo takes back at once. `place` is the side where it happened; `burst` joins keys typed in one go."""

    pen: PenKey
    sitting: str
    place: str
    burst: str = ""
    puts: tuple[Put, ...] = ()
    switches: tuple[Switch, ...] = ()
    state: ActState = ActState.DONE
    number: int = 0
    id: str = field(default_factory=new_id)


class Acts:
    """The acts of every pen that can still be taken back or done again, in order."""

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self._done: dict[tuple[PenKey, str], list[Act]] = {}
        self._undone: dict[tuple[PenKey, str], list[Act]] = {}
        self._number = 0
        for act in sorted(acts, key=lambda act: act.number):
            self._number = max(self._number, act.number)
            if act.state is ActState.DONE:
                self._stack(self._done, act).append(act)
        for act in sorted(acts, key=lambda act: -act.number):
            if act.state is ActState.UNDONE:
                self._stack(self._undone, act).append(act)

    def last(self, pen: PenKey, sitting: str) -> Act | None:
        """The act that this pen's next undo takes back."""
        return _top(self._done.get((pen, sitting)))

    def last_undone(self, pen: PenKey, sitting: str) -> Act | None:
        """The act that this pen's next redo does again."""
        return _top(self._undone.get((pen, sitting)))

    def new(self, pen: PenKey, sitting: str, place: str, burst: str = "") -> Act:
        """An act that begins, with the number that comes next."""
        self._number += 1
        return Act(pen, sitting, place, burst, number=self._number)

    def add(self, act: Act) -> list[Act]:
        """Notes a new act; returns it and the undone ones that it drops for good."""
        self._stack(self._done, act).append(act)
        dropped = self._undone.pop((act.pen, act.sitting), ())
        return [act, *(replace(old, state=ActState.DROPPED) for old in dropped)]

    def extend(self, act: Act) -> None:
        """Puts a longer form of the pen's last act in its place."""
        self._stack(self._done, act)[-1] = act

    def turn(self, act: Act, undone: bool) -> Act:
        """Moves the top act from done to undone, or back; returns it as it stands now."""
        source, target = (self._done, self._undone) if undone else (self._undone, self._done)
        self._stack(source, act).pop()
        turned = replace(act, state=ActState.UNDONE if undone else ActState.DONE, burst="")
        self._stack(target, act).append(turned)
        return turned

    def give_up(self, act: Act) -> Act:
        """Takes the top act off for good: it can't be taken back any more."""
        self._stack(self._done, act).pop()
        return replace(act, state=ActState.DROPPED)

    def _stack(self, stacks: dict[tuple[PenKey, str], list[Act]], act: Act) -> list[Act]:
        return stacks.setdefault((act.pen, act.sitting), [])


def act_to_json(act: Act) -> dict[str, Any]:
    """The act as plain values, to be kept so that undo works after a restart."""
    return {
        "id": act.id,
        "number": act.number,
        "state": act.state.value,
        "voice": voice_to_json(act.pen.voice),
        "hands": act.pen.hands,
        "sitting": act.sitting,
        "place": act.place,
        "puts": [[put.side, spans_to_json(put.spans), put.taken_back] for put in act.puts],
        "switches": [[switch.container, switch.key, switch.off] for switch in act.switches],
    }


def act_from_json(value: dict[str, Any]) -> Act:
    """The act that was kept as plain values. Raises ActFault when the shape is wrong."""
    try:
        return Act(
            pen=PenKey(voice_from_json(value["voice"]), value["hands"]),
            sitting=value["sitting"],
            place=value["place"],
            puts=tuple(Put(side, spans_from_json(spans), key) for side, spans, key in value["puts"]),
            switches=tuple(Switch(container, key, off) for container, key, off in value["switches"]),
            state=ActState(value["state"]),
            number=value["number"],
            id=value["id"],
        )
    except (KeyError, TypeError, ValueError, PenFault, SpanFault) as fault:
        raise ActFault(type(fault).__name__) from fault


def _top(stack: list[Act] | None) -> Act | None:
    return stack[-1] if stack else None
