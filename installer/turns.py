"""One at a time: two starts in a hurry must not set up the same place together."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.telling import say

LOOK_AGAIN_AFTER = 0.5


@contextmanager
def turn_at(place: Path) -> Iterator[None]:
    """Holds the place until the block ends; waits, and says so, while another process holds it. The system frees it if we die."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("a+b") as handle:
        waited = False
        while not _taken(handle.fileno()):
            if not waited:
                say("Another start of Two Pens is setting it up just now. Waiting for it.")
                waited = True
            time.sleep(LOOK_AGAIN_AFTER)
        yield


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        """Whether the lock is ours now. Closing the file gives it back."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        """Whether the lock is ours now. Closing the file gives it back."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
