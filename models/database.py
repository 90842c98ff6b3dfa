"""The store: one encrypted file with everything in it, and the only way in and out."""

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool, Pool, QueuePool

from models.base import new_id, to_ms
from models.cipher import Cipher, driver
from models.damage import diagnose, survey
from models.migrations import OUR_STEPS, BrokenReference, SchemaVersion, Steps, upgrade
from models.store_errors import (
    Damage,
    NotAStore,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreExists,
    StoreFromTheFuture,
    StoreOutOfDate,
    is_damage,
    os_store_error,
    store_error,
)
from models.store_info import MADE_AT, SCHEMA, STORE_ID, read_info, write_info

__all__ = ["Store"]

# A transaction that may write takes its turn at the start. One that asked for the turn later, after reading, could be refused it.
_WRITES = "BEGIN IMMEDIATE"
_READS = "BEGIN"


class Store:
    """An open store. Every thread may ask it for sessions; while it is open for writing, nobody else can open it so."""

    # --- how it starts ---

    @classmethod
    def create(cls, path: Path, key: bytes, made_at: datetime | None = None, steps: Steps = OUR_STEPS) -> Self:
        """A new, empty store at `path`, open. Raises StoreExists if anything is there, and leaves that as it is.

        It is made under another name and gets its own when it is whole, so a power cut leaves a store or none.
        """
        with _told_of(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        lock = _take_turn(path)
        try:
            _make(path, key, made_at or datetime.now(UTC), steps)
            return cls(Cipher(path, key), lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, key: bytes, steps: Steps = OUR_STEPS) -> Self:
        """The store at `path`, brought to today's shape, with a copy of it made before.

        Raises StoreMissing, NotAStore, WrongKey, StoreDamaged, StoreFromTheFuture, StoreBusy, StoreReadOnly, DiskFull or
        StoreUnreachable. None of them changes the file.
        """
        cipher = Cipher(path, key)
        cipher.refuse_strangers()
        store = cls(cipher, _take_turn(path))
        with store._closed_on_error():
            store._bring_to(steps)
        return store

    @classmethod
    def open_to_read(cls, path: Path, key: bytes, steps: Steps = OUR_STEPS) -> Self:
        """The store at `path`, for reading alone; somebody else may have it open. Raises StoreOutOfDate where `open` would change it."""
        cipher = Cipher(path, key)
        cipher.refuse_strangers()
        store = cls(cipher, None, cipher.connect_to_read)
        with store._closed_on_error():
            if store._version_known_to(steps) < steps.version:
                raise StoreOutOfDate(path)
        return store

    @classmethod
    def salvage(cls, path: Path, key: bytes) -> Self:
        """A hurt store, for reading what `damage` calls readable. Reading anything else raises StoreDamaged."""
        cipher = Cipher(path, key)
        cipher.refuse_strangers()
        return cls(cipher, None, cipher.connect_to_salvage)

    def __init__(self, cipher: Cipher, lock: FileLock | None, connect: Callable[[], Any] | None = None) -> None:
        """For the class itself; use create, open, open_to_read or salvage."""
        self.path = cipher.path
        self._cipher = cipher
        self._lock = lock
        self._engine = _engine(connect or cipher.connect, QueuePool)
        self._reading = self._engine.execution_options(how_to_begin=_READS)
        self._damage: Damage | None = None
        self._closed = False

    # --- what you can ask it ---

    @property
    def id(self) -> str:
        """The store's own id, the same for as long as it lives, and the same in its copies."""
        with self.reading() as session:
            return read_info(session, STORE_ID) or ""

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """A short transaction that may write: all of it is stored when the block ends, or none of it when the block raises.

        Others that want to write wait for its end, so never open one inside another.
        """
        with self._in_our_words(), Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """The store as it stands at the first question, whatever is written meanwhile. Writes nothing."""
        with self._in_our_words(), Session(self._reading, expire_on_commit=False) as session:
            yield session

    def damaged_pages(self) -> tuple[int, ...]:
        """The pages of the file whose seal is broken, from 1, touched or not."""
        with self._in_our_words():
            return self._cipher.damaged_pages()

    def damage(self) -> Damage:
        """What is broken, and which plans still read. Reads the whole file once; asking again costs nothing."""
        if self._damage is None:
            self._damage = survey(self._cipher)
        return self._damage

    # --- what you can tell it ---

    def copy_to(self, target: Path) -> None:
        """A whole copy of the store under the same key, as it stands now, in place of what is at `target`.

        It is made beside and put in place when it is whole. Errors name `target`.
        """
        partial = target.with_name(target.name + ".part")
        with _told_of(target), contextlib.closing(self._cipher.connect()) as connection:
            partial.unlink(missing_ok=True)
            connection.execute("VACUUM INTO ?", (str(partial.absolute()),))
        _put_in_place(partial, target)

    def close(self) -> None:
        """Lets go of the file. Every session must have ended; another one is a mistake of ours (RuntimeError)."""
        self._closed = True
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    # --- insides ---

    def _bring_to(self, steps: Steps) -> None:
        found = self._version_known_to(steps)
        if found < steps.version:
            self.copy_to(self.path.with_name(f"{self.path.name}.before-{steps.version}"))
            with self._in_our_words():
                _run_steps(self._cipher, steps)

    def _version_known_to(self, steps: Steps) -> SchemaVersion:
        """The version of the store's shape. Raises StoreFromTheFuture or NotAStore."""
        with self.reading() as session:
            tables = session.scalars(text("SELECT name FROM sqlite_master WHERE name = 'store_info'")).all()
            said = read_info(session, SCHEMA) if tables else None
        if said is None:
            raise NotAStore(self.path)
        found = SchemaVersion.read(said)
        if found.major > steps.version.major:
            raise StoreFromTheFuture(self.path, str(found), str(steps.version))
        return found

    @contextlib.contextmanager
    def _closed_on_error(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    @contextlib.contextmanager
    def _in_our_words(self) -> Iterator[None]:
        """Turns what the world did into an error of ours. What is a fault of our own passes as it is."""
        if self._closed:
            # The engine would quietly open the file again, and without the lock.
            raise RuntimeError("the store is closed")
        try:
            yield
        except (DBAPIError, driver.Error) as error:
            ours = self._diagnosis() if is_damage(error) else store_error(error, self.path)
            if ours is None:
                raise
            raise ours from error

    def _diagnosis(self) -> StoreError:
        """What is wrong with the file; the reading of the whole file is done once.

        A connection that met a broken seal refuses every page from then on, sound ones too: all of them are let go.
        """
        self._engine.dispose()
        found = StoreDamaged(self.path, self._damage) if self._damage else diagnose(self._cipher)
        if isinstance(found, StoreDamaged):
            self._damage = found.damage
        return found


def _make(path: Path, key: bytes, made_at: datetime, steps: Steps) -> None:
    """Makes the file under another name and puts it in place."""
    if path.exists():
        raise StoreExists(path)
    new = Cipher(path.with_name(path.name + ".new"), key)
    for leftover in ("", "-wal", "-shm"):
        Path(f"{new.path}{leftover}").unlink(missing_ok=True)
    with _told_of(path):
        new.make_file()
        _run_steps(new, steps, {STORE_ID: new_id(), MADE_AT: str(to_ms(made_at))})
    _put_in_place(new.path, path)


def _run_steps(cipher: Cipher, steps: Steps, facts: dict[str, str] | None = None) -> None:
    """Takes the file to the last step in one transaction of our own; what fails leaves it as it was."""
    engine = _engine(cipher.connect_to_migrate, NullPool)
    with engine.connect() as connection, connection.begin():
        upgrade(connection, steps)
        with Session(connection) as session:
            for key, value in {**(facts or {}), SCHEMA: str(steps.version)}.items():
                write_info(session, key, value)
            session.commit()
        _check_references(connection)


def _check_references(connection: Connection) -> None:
    """References are not watched while steps copy tables; this looks at all of them before anything is kept."""
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise BrokenReference(str(broken[0]))


def _engine(connect: Callable[[], Any], pool: type[Pool]) -> Engine:
    """SQLAlchemy's engine over our connections. The key is in no URL, and nobody's name in what an error says: neither is in any log."""
    engine = create_engine("sqlite://", creator=connect, module=driver, poolclass=pool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """We begin every transaction ourselves. Left to the driver, a failed change of tables would stay half done."""
    connection.exec_driver_sql(connection.get_execution_options().get("how_to_begin", _WRITES))


def _take_turn(path: Path) -> FileLock:
    """The one-writer lock beside the file, held until released or until this process dies. Raises StoreBusy."""
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreBusy(path) from error
    except OSError as error:
        raise os_store_error(error, path) from error
    return lock


@contextlib.contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Turns what the world did while a file was made into an error of ours about that file."""
    try:
        yield
    except OSError as error:
        raise os_store_error(error, path) from error
    except (DBAPIError, driver.Error) as error:
        ours: StoreError | None = store_error(error, path)
        if ours is None:
            raise
        raise ours from error


def _put_in_place(made: Path, path: Path) -> None:
    """Gives a whole file its name, and sees that the name too survives a power cut."""
    with _told_of(path):
        made.chmod(0o600)
        _to_disk(made)
        made.replace(path)
        if os.name != "nt":  # Windows has no such thing as a folder to flush
            _to_disk(path.parent)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
