"""One process at a time writes in a store. A second window is told who has it; after a crash the next one simply takes over.

The lock is the system's own on a file, so it goes when its holder goes, however that ends. What the holder is lies in a second file,
because on Windows a locked file cannot be read.
"""

import contextlib
import json
import os
import platform
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from app.access.profile import Profile, make_private_folder
from app.errors import Trouble, explains
from app.files import write_whole
from app.language import _


class Writer(NamedTuple):
    """Who holds the lock: a process on a computer, and the store it writes in (empty at a first start)."""

    pid: int
    computer: str
    store_id: str


class AlreadyOpen(Exception):
    """Another process writes in this store. `writer` is who, or None if that cannot be read."""

    def __init__(self, writer: Writer | None) -> None:
        super().__init__(writer)
        self.writer = writer


class OneWriter:
    """The right to write in the store of a profile, held by this process until it is released or the process ends."""

    def __init__(self, profile: Profile) -> None:
        from filelock import FileLock

        self._profile = profile
        self._lock = FileLock(profile.lock_file, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()

    @property
    def held(self) -> bool:
        """Whether this process may write."""
        return self._lock.is_locked

    def take(self, store_id: str = "") -> Writer | None:
        """Take the lock, or raise AlreadyOpen at once. Gives the last writer if that one was cut off and never let go; else None.

        Does nothing if it is held already.
        """
        from filelock import Timeout

        if self.held:
            return None
        make_private_folder(self._profile.folder)
        try:
            self._lock.acquire()
        except Timeout:
            raise AlreadyOpen(_read_writer(self._profile.writer_file)) from None
        cut_off = _read_writer(self._profile.writer_file)
        self.name_store(store_id)
        return cut_off

    def name_store(self, store_id: str) -> None:
        """Say which store this process writes in, once that is known."""
        here = Writer(os.getpid(), platform.node(), store_id)
        write_whole(self._profile.writer_file, json.dumps(here._asdict()).encode())

    def release(self) -> None:
        """Let the next one write. Does nothing if the lock is not held."""
        if self.held:
            with contextlib.suppress(OSError):  # a folder that was unplugged must not keep the program from closing
                self._profile.writer_file.unlink(missing_ok=True)
            self._lock.release()


def _read_writer(file: Path) -> Writer | None:
    try:
        said = json.loads(file.read_bytes())
        return Writer(int(said["pid"]), str(said["computer"]), str(said["store_id"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


@explains(AlreadyOpen)
def _explain_already_open(refusal: AlreadyOpen) -> Trouble:
    writer = refusal.writer
    if writer and writer.computer != platform.node():
        return Trouble(
            _("Open on another computer"),
            _("These plans are open on the computer {computer}.").format(computer=writer.computer),
            _("Close Two Pens there, then try again here."),
        )
    return Trouble(
        _("Two Pens is open already"),
        _("Two Pens is already open on this computer."),
        _("Go to the window that is open, or close it first."),
    )
