"""A store that fails at will: before, in the middle of, or after a transaction. And one on a disk that is full for a while."""

import contextlib
from collections.abc import Callable, Iterator
from enum import Enum, auto

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.database import Store
from models.store_errors import DiskFull


class When(Enum):
    """At which moment of a transaction the world gets in the way."""

    BEFORE = auto()  # it does not even begin
    COMMIT = auto()  # all is done, and the commit fails: nothing was stored
    AFTER = auto()  # all is stored, and the answer that says so is lost


class FaultyStore:
    """The store, with a fault in the transactions that `fails` picks by their number, from 1."""

    def __init__(self, store: Store, fails: Callable[[int], bool], when: When) -> None:
        self._store, self._fails, self._when = store, fails, when
        self.transactions = 0

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        self.transactions += 1
        fails = self._fails(self.transactions)
        if fails and self._when is When.BEFORE:
            raise DiskFull(self._store.path)
        with self._store.session() as session:
            yield session
            if fails and self._when is When.COMMIT:
                raise DiskFull(self._store.path)
        if fails and self._when is When.AFTER:
            raise DiskFull(self._store.path)


class FullDisk:
    """The store on a disk without room. The engine itself says so: it may not use one page more than it has."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.is_full = True

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        with self._store.session() as session:
            pages = session.scalars(text("PRAGMA page_count")).one()
            session.execute(text(f"PRAGMA max_page_count = {pages if self.is_full else 1_000_000}"))
            yield session
