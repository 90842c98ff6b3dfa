"""The writer: one thread through which everything that people do reaches the disk, in order, several acts to a transaction.

A disk may take 30 ms to say that it has the words. Whoever types must not wait for that, and must not be told "saved" before it.
"""

import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Protocol

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from models.acts_kept import KeptAct, keep_acts
from models.base import new_id
from models.drafts import KeptDraft, keep_draft
from models.pens_kept import Peer, keep_peers, keep_pens
from models.record import Update, append
from models.reflections import Reflection, keep_reflection
from models.store_errors import StoreError
from models.tables import WriterRow
from models.text.pens import Pen

__all__ = ["Pending", "Tempo", "Work", "WriterThread"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pending:
    """What one act on the page leaves to be kept: its updates and acts, and the pens and numbers that are new with it."""

    plan_id: str
    updates: tuple[Update, ...] = ()
    acts: tuple[KeptAct, ...] = ()
    pens: tuple[Pen, ...] = ()
    peers: tuple[Peer, ...] = ()


Work = Pending | KeptDraft | Reflection | Callable[[Session], object]
_WORDS = (Pending, KeptDraft, Reflection)  # what somebody typed, in clear or sealed


class Keeper(Protocol):
    """Where the work goes: the store, or in a test one that fails at will."""

    def session(self) -> AbstractContextManager[Session]:
        """A transaction: all or nothing."""


@dataclass(frozen=True)
class Tempo:
    """In seconds: how long a pause in the work means that it can be stored, how long work waits at most, and when to try again."""

    idle: float = 0.02
    longest_wait: float = 0.25
    try_again: float = 3.0


@dataclass(frozen=True)
class _Ticket:
    number: int
    work: Work
    given_at: float


class WriterThread:
    """Takes work from the GUI thread and stores it in order. Nothing leaves its memory before it is on the disk.

    Words are never left out. A callable is a courtesy, as a snapshot is: one that fails, or that the disk does not take, is left out, so
    that it never stands in the way of words.

    It calls back, on its own thread: `on_saved(number)` after each transaction, for all work up to that ticket; `on_trouble(error)` when
    it could not store words and will try again; `on_refused(number, error)` for a callable that was left out.
    """

    def __init__(
        self,
        keeper: Keeper,
        on_saved: Callable[[int], None] = lambda number: None,
        on_trouble: Callable[[Exception], None] = lambda error: None,
        on_refused: Callable[[int, Exception], None] = lambda number, error: None,
        tempo: Tempo = Tempo(),
    ) -> None:
        self._keeper, self._tempo = keeper, tempo
        self._on_saved, self._on_trouble, self._on_refused = on_saved, on_trouble, on_refused
        self._id = new_id()
        self._changed = Condition()
        self._waiting: deque[_Ticket] = deque()
        self._given = self._saved = self._failures = 0
        self._trouble: Exception | None = None
        self._in_doubt = self._hurried = self._closing = False
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    # --- what you can ask it ---

    @property
    def given_up_to(self) -> int:
        """The highest ticket that was given out."""
        return self._given

    @property
    def saved_up_to(self) -> int:
        """The highest ticket up to which everything is on the disk, but for callables that were left out."""
        return self._saved

    @property
    def trouble(self) -> Exception | None:
        """What stands in the way now. None when nothing does."""
        return self._trouble

    def unsaved(self) -> list[Work]:
        """The work that is not on the disk yet, in order."""
        with self._changed:
            return [ticket.work for ticket in self._waiting]

    # --- what you can tell it ---

    def put(self, work: Work) -> int:
        """Takes work and returns its ticket. Never waits for the disk. Raises RuntimeError after `close`."""
        with self._changed:
            if self._closing:
                raise RuntimeError("the writer is closed")
            self._given += 1
            self._waiting.append(_Ticket(self._given, work, time.monotonic()))
            self._changed.notify_all()
            return self._given

    def try_again(self) -> None:
        """Tries at once what could not be stored, as when somebody has made room on the disk."""
        with self._changed:
            self._hurried = True
            self._changed.notify_all()

    def flush(self, timeout: float = 10.0) -> bool:
        """Stores what waits now, without waiting for a pause. False as soon as that fails, or when it takes longer than `timeout`."""
        with self._changed:
            wanted, failures, self._hurried = self._given, self._failures, True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._saved >= wanted or self._failures > failures, timeout)
            return self._saved >= wanted

    def close(self, timeout: float = 10.0) -> bool:
        """Stores what waits, and ends the thread. False if something could not be stored: it is in `unsaved` still."""
        done = self.flush(timeout)
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout)
        return done and not self._waiting

    # --- the thread: when ---

    def _run(self) -> None:
        while self._wait_for_work():
            self._store(self._all_waiting())
        # A mark that nobody will ask for again. What fails here costs a row of forty bytes.
        with contextlib.suppress(Exception), self._keeper.session() as session:
            session.execute(delete(WriterRow.table()).where(WriterRow.id == self._id))

    def _wait_for_work(self) -> bool:
        """Waits until there is something to store and the moment has come. False when the writer was closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closing)
            if self._trouble is not None:
                self._changed.wait_for(lambda: self._hurried or self._closing, self._tempo.try_again)
            elif self._waiting:
                self._wait_for_a_pause(self._waiting[0].given_at + self._tempo.longest_wait)
            self._hurried = False
            return not self._closing

    def _wait_for_a_pause(self, latest: float) -> None:
        """Waits while more work keeps coming, but not past `latest`."""
        while (left := latest - time.monotonic()) > 0 and self._more_comes(self._given, min(left, self._tempo.idle)):
            pass

    def _more_comes(self, given: int, seconds: float) -> bool:
        """Whether more work came within so many seconds. At once False when somebody is in a hurry."""
        self._changed.wait_for(lambda: self._given > given or self._hurried or self._closing, seconds)
        return self._given > given and not (self._hurried or self._closing)

    def _all_waiting(self) -> list[_Ticket]:
        with self._changed:
            return list(self._waiting)

    # --- the thread: how ---

    def _store(self, tickets: list[_Ticket]) -> None:
        """Stores a group in one transaction. If something in it is itself wrong, stores them one by one: only that one is left out."""
        try:
            self._commit(tickets)
        except StoreError as error:
            self._store_words_alone(tickets, error)
        except BaseException as error:
            # BaseException: a callable may end in one (the engine's library raises nothing less), and a dead writer saves no words.
            self._in_doubt = True
            if len(tickets) > 1:
                self._store_singly(tickets)
            else:
                self._leave_out(tickets[0], error if isinstance(error, Exception) else RuntimeError(type(error).__name__))
        else:
            self._saved_now(tickets[-1].number)

    def _store_singly(self, tickets: list[_Ticket]) -> None:
        for ticket in tickets:
            self._store([ticket])
            if self._trouble is not None:
                return

    def _store_words_alone(self, tickets: list[_Ticket], error: StoreError) -> None:
        """The disk takes a few words where it has no room for a snapshot. Without a callable in the group there is nothing to leave out."""
        words = [ticket for ticket in tickets if isinstance(ticket.work, _WORDS)]
        if len(words) == len(tickets):
            self._meet_trouble(error)
            return
        self._in_doubt = True
        for ticket in tickets:
            if ticket not in words:
                self._drop(ticket, error)
        if words:
            self._store(words)
        else:
            self._saved_now(self._saved)

    def _commit(self, tickets: Sequence[_Ticket]) -> None:
        with self._keeper.session() as session:
            stored = self._stored_already(session)
            for ticket in tickets:
                if ticket.number > stored:
                    _do(session, ticket.work)
            self._mark_stored(session, tickets[-1].number)

    def _stored_already(self, session: Session) -> int:
        """The ticket up to which everything is stored. After a failure the store is asked: a try may have gone through after all."""
        if not self._in_doubt:
            return self._saved
        marked = session.scalars(select(WriterRow.ticket).where(WriterRow.id == self._id)).one_or_none()
        return max(marked or 0, self._saved)

    def _mark_stored(self, session: Session, number: int) -> None:
        connection = session.connection()
        if connection.execute(_MARK, {"writer": self._id, "number": number}).rowcount == 0:
            connection.execute(insert(WriterRow.table()).values(id=self._id, ticket=number))

    def _saved_now(self, number: int) -> None:
        with self._changed:
            while self._waiting and self._waiting[0].number <= number:
                self._waiting.popleft()
            # all before the first that still waits: behind the last words there may be tickets that were left out
            self._saved = saved = self._waiting[0].number - 1 if self._waiting else self._given
            self._trouble, self._in_doubt = None, False
            self._changed.notify_all()
        _tell(self._on_saved, saved)

    def _meet_trouble(self, error: Exception) -> None:
        with self._changed:
            self._trouble, self._in_doubt = error, True
            self._failures += 1
            self._changed.notify_all()
        _tell(self._on_trouble, error)

    def _leave_out(self, ticket: _Ticket, error: Exception) -> None:
        """Somebody's words are never left out, whatever is wrong with them: they stay, first in the queue, and that is trouble."""
        if isinstance(ticket.work, _WORDS):
            self._meet_trouble(error)
            return
        self._drop(ticket, error)
        self._saved_now(ticket.number)

    def _drop(self, ticket: _Ticket, error: Exception) -> None:
        with self._changed:
            self._waiting.remove(ticket)
        _tell(self._on_refused, ticket.number, error)


_MARK = update(WriterRow.table()).where(WriterRow.table().c.id == bindparam("writer")).values(ticket=bindparam("number"))


def _do(session: Session, work: Work) -> None:
    if isinstance(work, KeptDraft):
        keep_draft(session, work)
        return
    if isinstance(work, Reflection):
        keep_reflection(session, work)
        return
    if not isinstance(work, Pending):
        work(session)
        return
    keep_pens(session, work.pens)
    keep_peers(session, work.peers)
    if work.updates:
        append(session, work.plan_id, work.updates)
    keep_acts(session, work.plan_id, work.acts)


def _tell(listener: Callable[..., None], *what: object) -> None:
    """Calls back. A listener that fails, as one whose window has gone, does not stop the writing; its kind of failure is logged."""
    try:
        listener(*what)
    except Exception as error:
        _log.error("a listener of the writer failed: %s", type(error).__name__)
