"""Bringing back a copy: it is opened beside today's store with the recovery code, held against it, and put in its place on request.

Today's store is never written over: it moves into a dated folder and stays there. The change goes in steps that a power cut may stop at any
point; `unfinished.finish_restore`, called first thing at every start, takes the remaining ones.
"""

import json
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from app.access.anchors import Anchors
from app.access.copies import HEADER_NAME, STORE_NAME, Copy, list_copies
from app.access.header import Header, HeaderTrouble, mark_of, read_header, read_header_file, write_header_file
from app.access.profile import Profile, make_private_folder
from app.access.recovery import RecoveryCode
from app.access.unfinished import READY, finish_restore
from app.access.vault import KeyWrong, StoreGone, StoreOfAnotherHeader, Vault, key_by_code
from app.clock import Clock, SystemClock
from app.errors import Trouble, explains
from app.files import write_whole
from app.language import _
from models.access_log import AccessLine, log_access
from models.base import from_ms, to_ms
from models.chain import Head
from models.database import Store
from models.plans import Plan, plans
from models.record import head_at, rows_of
from models.roots import KnownRoot, root
from models.store_errors import WrongKey

RESTORED = "restored"
"""What the log of a store calls it that a copy took its place."""


class StoreStillOpen(Exception):
    """A copy was to be put in place while today's store is open. Nothing was moved."""


class Newer(StrEnum):
    """Where a plan went further."""

    SAME = "same"
    TODAY = "today"
    COPY = "copy"
    BOTH = "both"  # each has rows that the other has not
    ONLY_TODAY = "only today"
    ONLY_COPY = "only copy"


@dataclass(frozen=True)
class Reached:
    """How far a plan goes in one store: the number of its last row, and when that was written (when it was begun, if nobody wrote yet)."""

    n: int
    at: datetime


@dataclass(frozen=True)
class PlanDifference:
    """One plan in today's store and in the copy; None where it is not there. It says neither whose plan it is nor what is in it."""

    plan_id: str
    form_id: str
    newer: Newer
    today: Reached | None
    copy: Reached | None


@dataclass(frozen=True)
class Comparison:
    """What is newer where. `same_store` is whether both are the same store at two times; else they have nothing to do with each other."""

    same_store: bool
    plans: tuple[PlanDifference, ...]

    @property
    def would_lose(self) -> tuple[PlanDifference, ...]:
        """The plans of which today's store has something that the copy has not."""
        return tuple(plan for plan in self.plans if plan.newer in (Newer.TODAY, Newer.BOTH, Newer.ONLY_TODAY))


class OpenCopy:
    """A copy that was opened beside today's store, in a folder of the profile. Writing in it changes nothing anywhere else."""

    def __init__(self, store: Store, header: Header, key: bytes, folder: Path) -> None:
        """For Restore; it opens copies."""
        self.store = store
        self.header = header
        self.key = key
        self._folder = folder

    def close(self) -> None:
        """Let go of it. What was unlocked for looking is taken away; the copy itself stays where it is."""
        self.store.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> "OpenCopy":
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()


@dataclass(frozen=True)
class Adopted:
    """A copy that is today's store now: its key, and where the store from before lies (None if there was none)."""

    key: bytes
    kept_aside: Path | None


class Restore:
    """Opens copies, compares them and puts one in the place of today's store. The recovery code is needed always."""

    def __init__(self, vault: Vault, clock: Clock | None = None) -> None:
        self._vault = vault
        self._profile = vault.profile
        self._clock = clock or SystemClock()

    def copies(self, folder: Path) -> list[Copy]:
        """The copies in a folder, of every store, the newest first. Raises OSError if the folder cannot be read."""
        return list_copies(folder)

    def open_copy(self, folder: Path, code: RecoveryCode) -> OpenCopy:
        """The copy in this folder, opened beside today's store. The folder itself is only read. Slow: for a task.

        Raises CodeOfAnotherStore, StoreGone, StoreOfAnotherHeader, a trouble of the header, or what `Store.open` raises for a hurt file.
        """
        header = read_header_file(folder / HEADER_NAME)
        key = key_by_code(header, code)
        if not header.fits(key):
            raise KeyWrong(header.store_id)
        if not (folder / STORE_NAME).is_file():
            raise StoreGone(header.store_id)
        place = self._fresh_place()
        try:
            return OpenCopy(self._open_beside(folder, place, header, key), header, key, place)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise

    def compare(self, today: Store | None, copy: OpenCopy) -> Comparison:
        """What is newer where, plan by plan. `today` is None if there is no store, or none that opens."""
        with copy.store.reading() as in_copy:
            if today is None:
                return Comparison(same_store=False, plans=tuple(_only(in_copy, plan, Newer.ONLY_COPY) for plan in plans(in_copy)))
            with today.reading() as in_today:
                return Comparison(today.id == copy.store.id, tuple(_differences(in_today, in_copy)))

    def adopt(self, copy: OpenCopy, passphrase: str | None = None) -> Adopted:
        """Make the copy today's store, and keep the one from before aside. Afterwards the vault opens it as any other.

        The key goes into this computer's key ring, or under the passphrase if one is given. The copy is closed by this. Nothing was moved
        when this raises StoreStillOpen, one of the ring's troubles (then ask for a passphrase), or PassphraseTooShort.
        """
        _refuse_open_store(self._profile)
        header = self._vault.header_for_here(replace(copy.header, root="", keyring=""), copy.key, passphrase)
        now = self._noted(copy.store)
        self._put_incoming(copy, header)
        kept_aside = finish_restore(self._profile, self._clock.now())
        Anchors(self._vault, copy.key).remember_root(now, after_restore=True)
        return Adopted(copy.key, kept_aside)

    def _noted(self, store: Store) -> KnownRoot:
        """The root of the store, once its log says that it took the place of another. Who did it is not known: whoever has the sheet."""
        at_ms = to_ms(self._clock.now())
        with store.session() as session:
            log_access(session, AccessLine(at_ms, "", RESTORED))
            return root(session, at_ms)

    def _fresh_place(self) -> Path:
        place = self._profile.looking_folder / secrets.token_hex(8)
        make_private_folder(place.parent)
        make_private_folder(place)
        return place

    def _open_beside(self, folder: Path, place: Path, header: Header, key: bytes) -> Store:
        file = place / STORE_NAME
        with (folder / STORE_NAME).open("rb") as source:
            write_whole(file, lambda target: shutil.copyfileobj(source, target, 1 << 20))
        try:
            return Store.open(file, key)
        except WrongKey as fault:
            raise StoreOfAnotherHeader(header.store_id) from fault

    def _put_incoming(self, copy: OpenCopy, header: Header) -> None:
        """Put the copy into the folder from which it can be taken in whatever happens; from the note `ready` on, it will be."""
        incoming = self._profile.incoming_folder
        shutil.rmtree(incoming, ignore_errors=True)
        make_private_folder(incoming)
        copy.store.copy_to(incoming / STORE_NAME)
        marked = replace(header, store_mark=mark_of(incoming / STORE_NAME), turn=header.turn + 1)
        write_header_file(incoming / HEADER_NAME, marked.sealed_by(copy.key))
        note = {"same_store": _store_id_here(self._profile) == header.store_id}
        write_whole(incoming / READY, json.dumps(note).encode())
        copy.close()


def _store_id_here(profile: Profile) -> str:
    try:
        return read_header(profile).store_id
    except HeaderTrouble:
        return ""


def _refuse_open_store(profile: Profile) -> None:
    """Moving files from under an open store would lose what is written next. The store holds this lock while it is open."""
    from filelock import FileLock, Timeout

    lock = FileLock(profile.store_file.with_name(profile.store_file.name + ".lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise StoreStillOpen from None
    lock.release()


# Comparing


def _differences(in_today: Session, in_copy: Session) -> Iterable[PlanDifference]:
    today = {plan.id: plan for plan in plans(in_today)}
    copied = {plan.id: plan for plan in plans(in_copy)}
    for plan in today.values():
        if plan.id in copied:
            yield _both(in_today, plan, in_copy, copied[plan.id])
        else:
            yield _only(in_today, plan, Newer.ONLY_TODAY)
    for plan in copied.values():
        if plan.id not in today:
            yield _only(in_copy, plan, Newer.ONLY_COPY)


def _both(in_today: Session, today: Plan, in_copy: Session, copy: Plan) -> PlanDifference:
    return PlanDifference(
        today.id, today.form_id, _newer(in_today, today, in_copy, copy), _reached(in_today, today), _reached(in_copy, copy)
    )


def _only(session: Session, plan: Plan, where: Newer) -> PlanDifference:
    reached = _reached(session, plan)
    today, copy = (reached, None) if where is Newer.ONLY_TODAY else (None, reached)
    return PlanDifference(plan.id, plan.form_id, where, today, copy)


def _newer(in_today: Session, today: Plan, in_copy: Session, copy: Plan) -> Newer:
    """The longer chain is newer if it passes through the end of the shorter one; else each went its own way."""
    if (today.head_n, today.head_hash) == (copy.head_n, copy.head_hash):
        return Newer.SAME
    if head_at(in_today, today.id, copy.head_n) == Head(copy.head_n, copy.head_hash):
        return Newer.TODAY
    if head_at(in_copy, copy.id, today.head_n) == Head(today.head_n, today.head_hash):
        return Newer.COPY
    return Newer.BOTH


def _reached(session: Session, plan: Plan) -> Reached:
    last = rows_of(session, plan.id, after=plan.head_n - 1)
    return Reached(plan.head_n, from_ms(last[-1].update.at_ms) if last else plan.created_at)


@explains(StoreStillOpen)
def _explain_still_open(_open: StoreStillOpen) -> Trouble:
    return Trouble(
        _("The plans are still open"),
        _("A copy cannot take the place of plans that are open."),
        _("End the sitting and lock Two Pens first. Then try again."),
        kept=_("Nothing was changed."),
    )
