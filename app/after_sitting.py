"""What is done once a sitting has ended: the root is remembered outside the store, and a locked copy goes into the chosen folder.

Both happen in a task, so that nobody waits for a slow disk. What could not be done is kept in `trouble` for the next who unlocks, and is
tried again then. Whoever closes the store lets it `settle` first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition, Lock
from typing import TYPE_CHECKING

from app.access.anchors import Anchors
from app.access.copies import Copy
from app.access.key_in_hand import KeyInHand
from app.announcements import Announcement
from app.clock import Clock
from app.errors import Trouble
from app.language import _
from app.settings import BACKUP_FOLDER, Settings
from app.tasks import Stopped, Tasks, Tell
from models.base import from_ms, to_ms
from models.database import Store
from models.roots import KnownRoot, root
from models.sittings import last_ended
from models.store_info import read_info, write_info

if TYPE_CHECKING:
    from app.open_store import OpenStore

COPIED_AT = "copied_at_ms"
LONGEST_WAIT_S = 20.0  # for a copy at closing: a whole store on a slow stick, and nobody thinks that the computer hangs


class AfterSitting:
    """Keeps the root and the second copies of one open store. `changed` says that a copy was made, or could not be."""

    def __init__(self, store: Store, in_hand: KeyInHand, anchors: Anchors, settings: Settings, tasks: Tasks, clock: Clock) -> None:
        self.changed: Announcement[Copy | None] = Announcement()
        self.trouble: Trouble | None = None
        self._store, self._in_hand, self._anchors = store, in_hand, anchors
        self._settings, self._tasks, self._clock = settings, tasks, clock
        self._under_way = 0
        self._at_work, self._closed, self._moved = 0, False, Condition()  # told to and by the thread that does it
        self._one_root = Lock()  # a root is several secrets: two that were kept at once would be torn

    # ---- what you can ask it

    @property
    def folder(self) -> Path | None:
        """The folder that was chosen for second copies; None while none is."""
        chosen = self._settings.get(BACKUP_FOLDER)
        return Path(chosen) if chosen else None

    @property
    def under_way(self) -> bool:
        """Whether a copy is being made just now."""
        return self._under_way > 0

    @property
    def behind(self) -> bool:
        """Whether a sitting has ended that no copy in the chosen folder holds."""
        with self._store.reading() as session:
            ended, copied = last_ended(session), read_info(session, COPIED_AT)
        return ended is not None and (copied is None or from_ms(int(copied)) < ended)

    # ---- what you can tell it

    def begin(self) -> None:
        """Does in a task what is to be done after a sitting."""
        self._under_way += 1
        self._count(1)
        self._tasks.run(self._do, on_done=self._done, on_trouble=self._went_wrong, on_stopped=self._stopped)

    def catch_up(self) -> None:
        """Makes the copy that an earlier sitting still lacks, where a folder is chosen."""
        if self.folder and not self.under_way and self.behind:
            self.begin()

    def settle(self, seconds: float = LONGEST_WAIT_S) -> bool:
        """Waits, but no longer than that, until no copy and no root is under way, and begins none from then on. False when one still is.

        A copy that was not made is made after the next start.
        """
        with self._moved:
            settled = self._moved.wait_for(lambda: self._at_work == 0, seconds)
            self._closed = True
            return settled

    def forget_trouble(self) -> None:
        """A copy was made since: what stood in the way before is no news any more."""
        self.trouble = None

    def keep_copy(self) -> Copy | None:
        """A copy in the chosen folder, now; None where none is chosen. Slow. Raises CopyNotMade."""
        folder, now = self.folder, self._clock.now()
        if folder is None:
            return None
        with self._working():
            copy = self._in_hand.keep_copy(folder)
            with self._store.session() as session:
                write_info(session, COPIED_AT, str(to_ms(now)))
        return copy

    def remember_root(self, *, on_purpose: bool = False) -> KnownRoot:
        """Keeps the root of all chains outside the store, so that an older copy of the file can be told.

        Raises OlderThanKnown where a later root is known, unless it is forgotten `on_purpose`.
        """
        with self._one_root:
            now = self._root()
            self._anchors.remember_root(now, after_restore=on_purpose)
        return now

    def refuse_older(self) -> None:
        """Raises OlderThanKnown when the store is older than its last known root."""
        self._anchors.refuse_older(self._root())

    def last_known_root(self) -> KnownRoot | None:
        """The root that was kept last. Raises RootUnreadable, or what the key ring is up to."""
        return self._anchors.last_known_root()

    # ---- insides

    def _root(self) -> KnownRoot:
        with self._store.reading() as session:
            return root(session, to_ms(self._clock.now()))

    def _do(self, _tell: Tell) -> Copy | None:
        try:
            if self._closed:
                raise Stopped
            return self._keep_both()
        except Exception as error:
            if self._closed:
                raise Stopped from error  # the store was closed under it: a copy that is made up for, and no fault
            raise
        finally:
            self._count(-1)

    def _keep_both(self) -> Copy | None:
        """The copy is made even where the root cannot be remembered."""
        try:
            self.remember_root()
        finally:
            copy = self.keep_copy()
        return copy

    @contextmanager
    def _working(self) -> Iterator[None]:
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def _count(self, more: int) -> None:
        with self._moved:
            self._at_work += more
            self._moved.notify_all()

    def _done(self, copy: Copy | None) -> None:
        self._under_way -= 1
        self.trouble = None
        self._announce(copy)

    def _went_wrong(self, trouble: Trouble) -> None:
        self._under_way -= 1
        self.trouble = trouble
        self._announce(None)

    def _stopped(self) -> None:
        self._under_way -= 1

    def _announce(self, copy: Copy | None) -> None:
        """Whoever hears it looks into the store: once that is closed there is nobody to tell."""
        if not self._closed:
            self.changed.announce(copy)


def copy_reminder(open_store: "OpenStore") -> str | None:
    """What Today says about second copies, in a sentence or two: none is kept, the last one could not be made. None when all is well."""
    after = open_store.after_sitting
    if after.folder is None:
        return _("No second copy is being kept. A keeper can choose a folder for it.")
    if after.trouble is not None:
        return str(after.trouble)
    if after.behind and not after.under_way:
        return _("What was written last has no second copy yet.")
    return None
