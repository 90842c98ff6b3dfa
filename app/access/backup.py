"""A locked copy of the whole store into a folder that somebody chose, after each sitting.

The copy is made and opened on this computer first, then written into the folder beside the others under a hidden name, read back, and only
then given its name. So the folder (a stick, a share) never sees a database at work, and never holds half a copy under a good name.
"""

import contextlib
import errno
import hashlib
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from app.access.copies import (
    HEADER_NAME,
    MANIFEST_NAME,
    STORE_NAME,
    Copy,
    manifest,
    name_of,
    next_number,
    part_name,
    take_away,
    take_away_old,
    take_away_parts,
)
from app.access.header import Header, mark_of, read_header, to_bytes
from app.access.profile import Profile, make_private_folder
from app.clock import Clock, SystemClock
from app.errors import Trouble, explains
from app.files import write_whole
from app.language import _
from models.base import to_ms
from models.cipher import driver
from models.database import Store
from models.roots import root
from models.store_errors import DiskFull, StoreDamaged, StoreError, StoreReadOnly

_PIECE = 1 << 20
_TRIAL = b"Two Pens looks whether it can write here."


class Why(StrEnum):
    """Why there is no copy."""

    GONE = "gone"  # the folder is not there, or does not answer
    FULL = "full"
    READ_ONLY = "read only"
    NOT_WHOLE = "not whole"  # what was written does not read back as it was
    DAMAGED = "damaged"  # the store itself cannot be read to its end


class CopyNotMade(Exception):
    """No copy was made; the copies from before are as they were. `folder` is the one that was chosen."""

    def __init__(self, folder: Path, why: Why) -> None:
        super().__init__(str(folder), why)
        self.folder = folder
        self.why = why


@dataclass(frozen=True)
class _Made:
    """A copy that was made and opened here: its files, its root, and what tells that it was carried over whole."""

    store_file: Path
    header: Header
    root: str
    sha256: str


class Backup:
    """Keeps copies of the open store of a profile. While `in_doubt` whether that is the newest, no copy from before is taken away."""

    def __init__(
        self, profile: Profile, store: Store, key: bytes, clock: Clock | None = None, in_doubt: Callable[[], bool] = lambda: False
    ) -> None:
        self._profile = profile
        self._store = store
        self._key = key
        self._clock = clock or SystemClock()
        self._in_doubt = in_doubt

    def keep_copy(self, folder: Path) -> Copy:
        """A fresh copy in the folder, opened once to be sure; then all but the last 30 go. Raises CopyNotMade. Slow: for a task."""
        with _said_of(folder):
            if not folder.is_dir():
                raise CopyNotMade(folder, Why.GONE)
            with self._made_here() as made:
                take_away_parts(folder, made.header.store_id)
                copy = self._carry(made, folder)
            if not self._in_doubt():
                take_away_old(folder, copy.store_id)
            return copy

    @contextlib.contextmanager
    def _made_here(self) -> Iterator[_Made]:
        """A copy in a folder of the profile, gone again afterwards."""
        place = self._profile.outgoing_folder
        shutil.rmtree(place, ignore_errors=True)
        make_private_folder(place)
        try:
            file = place / STORE_NAME
            self._store.copy_to(file)
            mark = mark_of(file)
            fingerprint = _sha256(file)
            header = replace(read_header(self._profile), store_mark=mark, root="").sealed_by(self._key)
            yield _Made(file, header, self._root_of(file), fingerprint)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _root_of(self, file: Path) -> str:
        """The root of all chains in the copy, read from the copy. Opening it is the proof that it can be opened.

        The engine may change a file that it opens, so it is another copy of the copy that is opened.
        """
        trial = file.with_name("trial.store")
        shutil.copyfile(file, trial)
        store = Store.open_to_read(trial, self._key)
        try:
            if store.damaged_pages():
                raise StoreDamaged(trial, store.damage())
            with store.reading() as session:
                return root(session, to_ms(self._clock.now())).root.hex()
        finally:
            store.close()

    def _carry(self, made: _Made, folder: Path) -> Copy:
        """Write the copy into the folder under a hidden name, read it back, and give it its name."""
        part = folder / part_name(made.header.store_id)
        part.mkdir(mode=0o700)
        try:
            copy = self._described(made, folder)
            write_whole(part / STORE_NAME, lambda target: _pour(made.store_file, target))
            write_whole(part / HEADER_NAME, to_bytes(made.header))
            write_whole(part / MANIFEST_NAME, manifest(copy))
            if _sha256(part / STORE_NAME) != made.sha256 or (part / HEADER_NAME).read_bytes() != to_bytes(made.header):
                raise CopyNotMade(folder, Why.NOT_WHOLE)
            part.rename(copy.folder)
            return copy
        except BaseException:
            take_away(part)
            raise

    def _described(self, made: _Made, folder: Path) -> Copy:
        at, store_id = self._clock.now(), made.header.store_id
        number = next_number(folder, store_id)
        size = made.store_file.stat().st_size
        return Copy(folder / name_of(at, store_id, number), store_id, number, at, made.root, size, made.sha256)


def try_folder(folder: Path) -> None:
    """Says nothing if a file can be written in this folder, read back and taken away again. Raises CopyNotMade."""
    trial = folder / f"two pens trial {secrets.token_hex(4)}.part"
    with _said_of(folder):
        if not folder.is_dir():
            raise CopyNotMade(folder, Why.GONE)
        try:
            write_whole(trial, _TRIAL)
            if trial.read_bytes() != _TRIAL:
                raise CopyNotMade(folder, Why.NOT_WHOLE)
        finally:
            trial.unlink(missing_ok=True)


@contextlib.contextmanager
def _said_of(folder: Path) -> Iterator[None]:
    """Turns what the disks did into CopyNotMade."""
    try:
        yield
    except (OSError, StoreError, Trouble, driver.Error) as fault:
        raise CopyNotMade(folder, _why(fault)) from fault


def _why(fault: BaseException) -> Why:
    cause = fault.__cause__ if isinstance(fault, Trouble) else fault
    if isinstance(cause, StoreDamaged | driver.Error):
        return Why.DAMAGED
    number = cause.errno if isinstance(cause, OSError) else None
    if isinstance(cause, DiskFull) or number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Why.FULL
    if isinstance(cause, StoreReadOnly) or number in (errno.EROFS, errno.EACCES, errno.EPERM):
        return Why.READ_ONLY
    return Why.GONE


def _pour(source: Path, target: BinaryIO) -> None:
    with source.open("rb") as file:
        shutil.copyfileobj(file, target, _PIECE)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@explains(CopyNotMade)
def _explain_not_made(refusal: CopyNotMade) -> Trouble:
    place = refusal.folder.name or str(refusal.folder)
    sentence, next_step = _WORDS[refusal.why](place)
    return Trouble(_("No second copy was made"), sentence, next_step, kept=_("Your words are kept on this computer."))


_WORDS = {
    Why.GONE: lambda place: (
        _("The folder {place} for second copies is not there.").format(place=place),
        _("Plug it in and try again, or choose another folder."),
    ),
    Why.FULL: lambda place: (
        _("There is no room for the copy in {place}.").format(place=place),
        _("Free some space and try again, or choose another folder."),
    ),
    Why.READ_ONLY: lambda place: (
        _("Nothing can be written in the folder {place}.").format(place=place),
        _("Choose another folder for the copies."),
    ),
    Why.NOT_WHOLE: lambda place: (
        _("The copy in {place} could not be read back.").format(place=place),
        _("Choose another disk or folder for the copies."),
    ),
    Why.DAMAGED: lambda place: (
        _("Part of the file with the plans is damaged."),
        _("Ask a keeper to open the last good copy."),
    ),
}
