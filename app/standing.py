"""How a meeting stands: where on the agenda we are, who leads, who waits to speak. Plain values, kept while it runs and then forgotten."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any


class Rest(StrEnum):
    """Why the ring stands still."""

    NONE = ""
    BREAK = "break"  # everybody comes back at a time that was said
    PAUSE = "pause"  # until somebody goes on


@dataclass(frozen=True)
class Standing:
    """All that has to be known to go on in the middle. Parts and people are named by their ids; `back_at_ms` is when a break ends, or 0.

    `closed` says that the meeting was closed: whatever is done in it after that opens it again.
    """

    order: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    at: str = ""
    minutes: Mapping[str, int] = field(default_factory=dict)
    leads: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    used: Mapping[str, float] = field(default_factory=dict)
    line: int = 0
    prepared: bool = True
    rest: Rest = Rest.NONE
    back_at_ms: int = 0
    speaks: str = ""
    closed: bool = False


def standing_to_json(standing: Standing) -> dict[str, Any]:
    """The values as they are kept."""
    return asdict(standing)


def standing_from_json(value: Mapping[str, Any]) -> Standing:
    """What was kept, with whatever does not fit left at its beginning: a meeting goes on all the same."""
    plain = Standing()
    found = {one.name: _fitting(value.get(one.name), getattr(plain, one.name)) for one in fields(Standing)}
    return Standing(**found)


def without(ids: Iterable[str], one: str) -> tuple[str, ...]:
    """The ids without one of them."""
    return tuple(other for other in ids if other != one)


def _fitting(value: object, plain: Any) -> Any:
    if isinstance(plain, tuple):
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else plain
    if isinstance(plain, Rest):
        return next((rest for rest in Rest if rest == value), plain)
    if isinstance(plain, dict):
        numbers = value if isinstance(value, dict) else {}
        return {key: number for key, number in numbers.items() if isinstance(number, int | float) and not isinstance(number, bool)}
    return value if type(value) is type(plain) else plain
