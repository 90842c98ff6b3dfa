"""Locks that guard nothing need not be slow: what one try costs is written in each lock, and the cheapest of our bounds serves here.

The true costs are tested for what they are (tests/app/access/test_sealing.py); by a real store they are spent on each start.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.access import draft_lock, pins, sealing
from app.access.sealing import Slowness

QUICK = Slowness(memory_kib=19 * 1024, turns=1, lanes=1)
REAL_PIN, REAL_PASSPHRASE = pins.PIN_SLOWNESS, sealing.PASSPHRASE_SLOWNESS
_WHERE = ((pins, "PIN_SLOWNESS"), (draft_lock, "PIN_SLOWNESS"), (draft_lock, "PASSPHRASE_SLOWNESS"), (sealing, "PASSPHRASE_SLOWNESS"))


@contextmanager
def quick_locks() -> Iterator[None]:
    """While it lasts, every new lock of this process is quick."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in _WHERE:
            patch.setattr(module, name, QUICK)
        yield
