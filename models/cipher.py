"""The encrypted file as the driver sees it: connections with their key and settings, and what the cipher can say of the pages."""

import contextlib
import os
import re
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from models.store_errors import NotAStore, StoreMissing

__all__ = ["KEY_LENGTH", "PAGE", "Cipher", "driver"]

KEY_LENGTH = 32
PAGE = 4096
_BUSY_SECONDS = 5.0
_PLAIN_SQLITE = b"SQLite format 3\0"
_PAGE_NUMBER = re.compile(r"page (\d+)")

# For every connection. recursive_triggers: without it INSERT OR REPLACE would delete a row past the append-only triggers.
# fullfsync matters on macOS alone, whose plain fsync leaves the words in the disk's own memory.
_SETTINGS = (
    "foreign_keys = on",
    "recursive_triggers = on",
    "trusted_schema = off",
    "cell_size_check = on",
    "temp_store = memory",
    "journal_mode = wal",
    "synchronous = full",
    "fullfsync = on",
    "checkpoint_fullfsync = on",
)


class Cipher:
    """One encrypted file and its raw key. Makes connections; keeps none."""

    def __init__(self, path: Path, key: bytes) -> None:
        if len(key) != KEY_LENGTH:
            raise ValueError(f"a key is {KEY_LENGTH} bytes")
        self.path = path
        self._key = key.hex()

    def connect(self) -> Any:
        """A connection with every setting of ours, to a file that is there. Never makes one."""
        return self._set(self._connect("rw"), _SETTINGS)

    def connect_to_read(self) -> Any:
        """As `connect`, but every attempt to write is refused."""
        return self._set(self._connect("rw"), (*_SETTINGS, "query_only = on"))

    def connect_to_migrate(self) -> Any:
        """As `connect`, but references between tables are not watched, since a step may have to copy a table that others point to."""
        return self._set(self._connect("rw"), (*_SETTINGS, "foreign_keys = off"))

    def connect_to_salvage(self) -> Any:
        """A connection that reads what can still be read of a hurt file and writes nothing.

        With writable_schema the engine opens a file that is shorter than it should be, which it otherwise refuses as a whole.
        """
        return self._set(self._connect("rw"), ("writable_schema = on", "query_only = on"))

    def make_file(self) -> None:
        """An empty file that only its owner can read, for `connect` to fill. Raises FileExistsError rather than touch one."""
        os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))

    def refuse_strangers(self) -> None:
        """Raises StoreMissing or NotAStore for what needs no key to be told: nothing there, empty, too short, not encrypted."""
        if not self.path.exists():
            raise StoreMissing(self.path)
        if not self.path.is_file() or self.path.stat().st_size < PAGE:
            raise NotAStore(self.path)
        with self.path.open("rb") as file:
            if file.read(len(_PLAIN_SQLITE)) == _PLAIN_SQLITE:
                raise NotAStore(self.path)

    def damaged_pages(self) -> tuple[int, ...]:
        """The pages whose seal is broken, from 1. Works even when the first page, and so the whole database, cannot be opened.

        What a crash left beside the file is brought into it first: it mends a page that was being written at that moment.
        """
        connection = self.connect_to_salvage()
        try:
            with contextlib.suppress(driver.Error):
                connection.execute("PRAGMA wal_checkpoint").fetchall()
            said = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        finally:
            connection.close()
        numbers = (_PAGE_NUMBER.search(str(line[0])) for line in said)
        return tuple(sorted({int(number.group(1)) for number in numbers if number}))

    def pages(self) -> int:
        """How many pages the file has, a torn last one included."""
        return -(-self.path.stat().st_size // PAGE)

    def _connect(self, mode: str) -> Any:
        connection = driver.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        # First of all, or the library writes its errors to the terminal.
        connection.execute("PRAGMA cipher_log = off")
        connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
        return connection

    def _set(self, connection: Any, settings: tuple[str, ...]) -> Any:
        try:
            for setting in settings:
                connection.execute(f"PRAGMA {setting}").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection
