"""What a power cut may leave half done: a restore on its way, copies being looked at or made. Looked for first thing at every start.

Apart from `restore`, so that an ordinary start need not load the database to find nothing.
"""

import contextlib
import json
import os
import shutil
from datetime import datetime
from pathlib import Path

from app.access.aside import set_aside
from app.access.copies import HEADER_NAME, STORE_NAME
from app.access.header import put_header, read_header_file
from app.access.profile import Profile

READY = "ready.json"


def finish_restore(profile: Profile, now: datetime) -> Path | None:
    """Take the remaining steps of a restore that was begun, and give the folder in which the store from before was put by this call.

    Called first thing at every start, under the one-writer lock. Does nothing if no restore was begun, or none that was ready.
    """
    incoming = profile.incoming_folder
    if not (incoming / READY).exists():
        shutil.rmtree(incoming, ignore_errors=True)
        return None
    kept_aside = None
    # Once the new store has left this folder it is in place, and must not be put aside by a second try.
    if (incoming / STORE_NAME).exists():
        kept_aside = set_aside(profile, now, with_pins=not _is_same_store(incoming / READY))
        os.replace(incoming / STORE_NAME, profile.store_file)
    put_header(profile, read_header_file(incoming / HEADER_NAME))
    shutil.rmtree(incoming)
    return kept_aside


def clear_leftovers(profile: Profile) -> None:
    """Take away what a crash left of copies being looked at or being made. Called at every start, under the one-writer lock."""
    for folder in (profile.looking_folder, profile.outgoing_folder):
        shutil.rmtree(folder, ignore_errors=True)


def _is_same_store(note: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return bool(json.loads(note.read_bytes())["same_store"])
    return False
