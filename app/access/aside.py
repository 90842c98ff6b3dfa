"""Putting a store out of the way without losing it: a dated folder that Two Pens never empties."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from app.access.profile import Profile, make_private_folder

_SIDECARS = ("-wal", "-shm", "-journal")
_COPIES_BEFORE_A_STEP = ".before-*"


def store_files(store_file: Path) -> Iterator[Path]:
    """The store's file, what SQLite keeps beside it, and the copies made before it changed its shape, as far as they are there."""
    yield from (path for path in _beside(store_file) if path.exists())
    yield from sorted(store_file.parent.glob(store_file.name + _COPIES_BEFORE_A_STEP))


def set_aside(profile: Profile, now: datetime, *, with_pins: bool = True) -> Path | None:
    """Move the store, both headers and what belongs to them into a fresh dated folder, and give it. None if there was nothing to move.

    The PINs and the secrets beside them go too, unless the next store is the same one: they are bound to a store.
    """
    bound = [profile.pins_file, profile.pen_secret_file, profile.draft_secret_file] if with_pins else []
    own = [profile.header_file, profile.header_copy, *bound]
    there = [*store_files(profile.store_file), *(path for path in own if path.exists())]
    if not there:
        return None
    folder = _fresh_folder(profile.aside_folder, now)
    for path in there:
        kept = folder / path.name
        path.rename(kept if not kept.exists() else kept.with_name(kept.name + ".copy"))
    return folder


def _beside(store_file: Path) -> Iterator[Path]:
    return (store_file.with_name(store_file.name + ending) for ending in ("", *_SIDECARS))


def _fresh_folder(parent: Path, now: datetime) -> Path:
    name = f"{now:%Y-%m-%d %H%M%S}"
    number = 1
    while (folder := parent / (name if number == 1 else f"{name} {number}")).exists():
        number += 1
    make_private_folder(parent)
    make_private_folder(folder)
    return folder
