"""Putting a store out of the way without losing it: a dated folder that Two Pens never empties."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from app.access.profile import Profile, make_private_folder

STORE_SIDECARS = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a store; parts of it, so they go where it goes."""


def store_files(store_file: Path) -> Iterator[Path]:
    """The store's file and those of its sidecars that are there."""
    for path in (store_file, *(store_file.with_name(store_file.name + ending) for ending in STORE_SIDECARS)):
        if path.exists():
            yield path


def set_aside(profile: Profile, now: datetime) -> Path | None:
    """Move the store, what belongs to it and both headers into a fresh dated folder, and give that folder. None if nothing was there."""
    there = [*store_files(profile.store_file), *(path for path in (profile.header_file, profile.header_copy) if path.exists())]
    if not there:
        return None
    folder = _fresh_folder(profile.aside_folder, now)
    for path in there:
        kept = folder / path.name
        path.rename(kept if not kept.exists() else kept.with_name(kept.name + ".copy"))
    return folder


def _fresh_folder(parent: Path, now: datetime) -> Path:
    name = f"{now:%Y-%m-%d %H%M%S}"
    number = 1
    while (folder := parent / (name if number == 1 else f"{name} {number}")).exists():
        number += 1
    make_private_folder(parent)
    make_private_folder(folder)
    return folder
