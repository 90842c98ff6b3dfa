"""The colours of a room by name: read from a small file in `resources/themes`, the same names in all four."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from app.resources import resource_path

THEMES = ("light", "cream", "dark", "high_contrast")


@dataclass(frozen=True)
class Ink:
    """A person's two colours: `ink` for lines and initials, `tint` for the ground behind words."""

    ink: str
    tint: str


@dataclass(frozen=True)
class Theme:
    """One room's colours as "#RRGGBB", by what they are for. `outlined`: fills say nothing here, so edges are drawn round all."""

    name: str
    dark: bool
    outlined: bool
    room: str
    paper: str
    bar: str
    text: str
    quiet: str
    border: str
    hair: str
    box: str
    accent: str
    on_ink: str
    primary_fill: str
    primary_text: str
    primary_edge: str
    chosen: str
    chosen_edge: str
    picture: str
    picture_edge: str
    good: str
    careful: str
    stop: str
    held: str
    inks: Mapping[str, Ink]

    def in_hand(self, ink: str) -> str:
        """What fills the mark of that ink, and rings the box it writes in, while its pen is in hand."""
        return self.held or self.inks[ink].ink


@cache
def read_theme(name: str) -> Theme:
    """The theme of that name. Raises LookupError for a name that is not in THEMES."""
    if name not in THEMES:
        raise LookupError(f"no theme is called {name}")
    with resource_path("themes", f"{name}.toml").open("rb") as file:
        written = tomllib.load(file)
    inks = {ink: Ink(**colours) for ink, colours in written["inks"].items()}
    return Theme(name=name, dark=written["dark"], outlined=written["outlined"], inks=MappingProxyType(inks), **written["colours"])
