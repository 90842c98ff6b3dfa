"""What the world can do to a store: lose the file, damage it, fill the disk, bring the wrong key. One error class each.

They carry what is needed to say it to a person, and no sentences of their own.
"""

import errno
from dataclasses import dataclass
from pathlib import Path

# SQLite's result codes; a longer code carries one of these in its lowest byte.
_BUSY, _LOCKED, _READONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, _PROTOCOL, _NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 14, 15, 26
_NO_ROOM_FOR_THE_WAL_INDEX = _IO | (19 << 8)


class StoreError(Exception):
    """Something the world did to the store at `path`; not a fault of ours, and not the end of the words in memory."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class StoreMissing(StoreError):
    """There is no file. Nothing was made in its place."""


class StoreExists(StoreError):
    """A new store was to be made where a file already is. That file was left as it is."""


class NotAStore(StoreError):
    """The file is something else: empty, too short, not encrypted, or encrypted and without our tables."""


class WrongKey(StoreError):
    """No page of the file can be read with this key. Or it never was a database: the cipher alone cannot tell."""


class StoreBusy(StoreError):
    """Somebody else writes in this store: a second window, or another program that holds the file."""


class DiskFull(StoreError):
    """No room is left on the disk. What was stored before is whole."""


class StoreReadOnly(StoreError):
    """The file or its folder cannot be written to, or the store was opened for reading."""


class StoreUnreachable(StoreError):
    """The disk did not answer: unplugged, a network folder gone, an input or output error."""


class StoreOutOfDate(StoreError):
    """An older Two Pens wrote this store, and opening it for reading alone cannot bring it to today's shape."""


class StoreFromTheFuture(StoreError):
    """A newer Two Pens wrote this store, in a shape that this one does not know. `found` and `known` are like "2.0"."""

    def __init__(self, path: Path, found: str, known: str) -> None:
        super().__init__(path)
        self.found = found
        self.known = known


@dataclass(frozen=True)
class Damage:
    """What is broken in a file, and which plans (ids) can still be read from the first row to the last.

    `pages` is empty where whole pages are gone from the end. `list_is_whole` is False when the list of plans itself is hurt, so that
    there may be more.
    """

    pages: tuple[int, ...]
    readable: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    list_is_whole: bool = False


class StoreDamaged(StoreError):
    """The file is not as it was written. `damage` says where, and which plans still read."""

    def __init__(self, path: Path, damage: Damage) -> None:
        super().__init__(path)
        self.damage = damage


_BY_CODE: dict[int, type[StoreError]] = {
    _BUSY: StoreBusy,
    _LOCKED: StoreBusy,
    _PROTOCOL: StoreBusy,
    _READONLY: StoreReadOnly,
    _FULL: DiskFull,
    _IO: StoreUnreachable,
    _CANNOT_OPEN: StoreUnreachable,
}


def is_damage(error: BaseException) -> bool:
    """Whether the engine said that a page is not what it should be, or that nothing here is a database to this key."""
    return (_code(error) & 0xFF) in (_CORRUPT, _NOT_A_DATABASE)


def store_error(error: BaseException, path: Path) -> StoreError | None:
    """The error of ours that the engine's error means. None for damage (see is_damage) and for faults of our own."""
    code = _code(error)
    if code == _NO_ROOM_FOR_THE_WAL_INDEX:
        return DiskFull(path)
    kind = _BY_CODE.get(code & 0xFF)
    return kind(path) if kind else None


def os_store_error(error: OSError, path: Path) -> StoreError:
    """The error of ours that an error of the file system means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreReadOnly(path)
    return StoreUnreachable(path)


def _code(error: BaseException) -> int:
    """SQLite's own code, from an error of the driver or one that SQLAlchemy wrapped; 0 where there is none."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    return code if isinstance(code, int) else 0
