"""Copies of the store in a folder that somebody chose: how one looks, which there are, and which are old enough to go.

A copy is a folder of three files: the store (as locked as it is at home), its header, and a manifest that says whose copy it is. The
manifest holds no name and no plan. Copies of one store are counted, and the count says which is the newest: a clock may be wrong.
"""

import contextlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from models.base import from_ms, to_ms

KEPT = 30
"""How many copies of a store stay in the folder."""

STORE_NAME = "two_pens.store"
HEADER_NAME = "two_pens.header"
MANIFEST_NAME = "manifest.json"
_OURS = frozenset({STORE_NAME, HEADER_NAME, MANIFEST_NAME})

_KIND = "two pens copy"
_FORMAT = 1
_MOST_BYTES = 10_000
_NAME = re.compile(r"Two Pens \d{4}-\d\d-\d\d \d{6} (?P<store>[0-9a-f]{8})-(?P<number>\d+)")
_PART = re.compile(r"\.Two Pens (?P<store>[0-9a-f]{8})-[0-9a-f]{8}\.part")


@dataclass(frozen=True)
class Copy:
    """One copy: where it lies, of which store, the how manieth, when it was made, and the root of all chains in it (hexadecimal)."""

    folder: Path
    store_id: str
    number: int
    at: datetime
    root: str
    size: int
    sha256: str

    @property
    def store_file(self) -> Path:
        """The encrypted store in this copy."""
        return self.folder / STORE_NAME

    @property
    def header_file(self) -> Path:
        """The header in this copy."""
        return self.folder / HEADER_NAME

    @property
    def is_whole(self) -> bool:
        """Whether its files are there, and the store as long as it was. What is in them shows when it is opened."""
        try:
            return self.header_file.is_file() and self.store_file.stat().st_size == self.size
        except OSError:
            return False


def name_of(at: datetime, store_id: str, number: int) -> str:
    """The name of a copy's folder. People see the day first; the rest tells it from every other."""
    return f"Two Pens {at:%Y-%m-%d %H%M%S} {store_id[:8]}-{number}"


def part_name(store_id: str) -> str:
    """A fresh name for a copy that is not whole yet."""
    return f".Two Pens {store_id[:8]}-{secrets.token_hex(4)}.part"


def list_copies(folder: Path, store_id: str = "") -> list[Copy]:
    """The copies in a folder, of one store or of any, the newest of each store first. Raises OSError if the folder cannot be read."""
    copies = (read_copy(path) for path in folder.iterdir() if _NAME.fullmatch(path.name))
    wanted = (copy for copy in copies if copy and store_id in ("", copy.store_id))
    return sorted(wanted, key=lambda copy: (copy.number, copy.at), reverse=True)


def read_copy(folder: Path) -> Copy | None:
    """The copy in this folder by its manifest; None if it has none that can be read."""
    try:
        with (folder / MANIFEST_NAME).open("rb") as file:
            return _from_json(json.loads(file.read(_MOST_BYTES)), folder)
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def manifest(copy: Copy) -> bytes:
    """What the manifest says."""
    said = {
        "kind": _KIND,
        "format": _FORMAT,
        "store": copy.store_id,
        "number": copy.number,
        "at_ms": to_ms(copy.at),
        "root": copy.root,
        "size": copy.size,
        "sha256": copy.sha256,
    }
    return json.dumps(said, indent=1).encode()


def next_number(folder: Path, store_id: str) -> int:
    """The count for the next copy of this store, also past copies whose manifest is torn."""
    names = (_NAME.fullmatch(path.name) for path in folder.iterdir())
    return 1 + max((int(name["number"]) for name in names if name and name["store"] == store_id[:8]), default=0)


def take_away_old(folder: Path, store_id: str, keep: int = KEPT) -> list[Path]:
    """Take away all but the newest copies of this store, and give what went. A folder that holds anything not ours stays as it is.

    What the disk does not let us take away stays too: a copy too many is no trouble.
    """
    old = [copy.folder for copy in list_copies(folder, store_id)[keep:] if _is_ours_alone(copy.folder)]
    gone = []
    for path in old:
        with contextlib.suppress(OSError):
            hidden = path.with_name(part_name(store_id))
            path.rename(hidden)  # first out of the list: nobody is to open a copy that is half gone
            gone.append(path)
            take_away(hidden)
    return gone


def take_away_parts(folder: Path, store_id: str) -> None:
    """Take away what a crash left of copies of this store. Only its one writer makes them, so none is still being made."""
    for path in folder.iterdir():
        found = _PART.fullmatch(path.name)
        if found and found["store"] == store_id[:8]:
            take_away(path)


def take_away(folder: Path) -> None:
    """Take away our files and then the folder, if nothing else is in it; as far as the disk lets us."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            # A part of a file (see app.files) that a crash left in a part of a copy goes with it.
            if path.name in _OURS or (path.name.startswith(".") and path.name.endswith(".part")):
                path.unlink()
        folder.rmdir()


def _is_ours_alone(folder: Path) -> bool:
    return not folder.is_symlink() and {path.name for path in folder.iterdir()} <= _OURS


def _from_json(said: Mapping[str, Any], folder: Path) -> Copy:
    if said["kind"] != _KIND or said["format"] > _FORMAT:
        raise ValueError(said["kind"])
    return Copy(
        folder=folder,
        store_id=str(said["store"]),
        number=int(said["number"]),
        at=from_ms(int(said["at_ms"])),
        root=str(said["root"]),
        size=int(said["size"]),
        sha256=str(said["sha256"]),
    )
