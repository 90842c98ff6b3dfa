"""The one guarded writer. Everything that Two Pens puts on a disk outside its store goes through `write_whole`."""

import contextlib
import errno
import io
import os
import re
import secrets
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from app.errors import Trouble, explain
from app.language import _

Progress = Callable[[int, int | None], None]
Data = bytes | Callable[[BinaryIO], None]

_PIECE = 1 << 20
_PART = (".two-pens-", ".part")  # how the name of a file begins and ends while it is being written
_STALE_SECONDS = 3600.0
_LONGEST_NAME = 255
_LONGEST_WINDOWS_PATH = 259
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_WINDOWS_HELD = (5, 32, 33)  # access denied, sharing violation, lock violation: what a replace says of a file that somebody holds
_WINDOWS_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
# What systems and shared folders say when they do not offer to flush a folder. Anything else means that the disk is in trouble.
_NO_FOLDER_FLUSH = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM, errno.EBADF, errno.EISDIR)


def write_whole(path: Path, data: Data, progress: Progress | None = None) -> None:
    """Writes a file whole or not at all: what was there stays as it was until all of the new is on the disk. For our own eyes (0600).

    `data` is the bytes, or a function that writes them to the open file it gets. `progress` is told (bytes written, bytes in all or None)
    after each piece; to stop, raise from it: nothing is left behind, and what was raised comes out.
    Raises Trouble for a folder, a name that some computer cannot keep, and everything that a disk can say.
    """
    path = Path(os.path.realpath(path))
    with _named_after(path):
        _check_name(path)
        _check_place(path)
        with _part_beside(path) as part:
            _fill(part, data, progress)
            _put_in_place(part, path)
        _flush_folder(path.parent)
        _sweep(path.parent)


def safe_file_name(text: str, otherwise: str = "Two Pens", longest: int = 100) -> str:
    """A file name made of any text, that every computer can keep, without ending: "Sam / plan?" becomes "Sam plan".

    At most `longest` characters and 200 bytes. `otherwise` when nothing is left of the text.
    """
    kept = "".join(" " if _is_odd(letter) else letter for letter in unicodedata.normalize("NFC", text))
    name = _cut(" ".join(_NOT_IN_NAMES.sub(" ", kept).split()).strip(". "), longest).strip(". ")
    return f"{otherwise} {name}" if _is_reserved(name) else name or otherwise


@contextlib.contextmanager
def _named_after(path: Path) -> Iterator[None]:
    """Puts the system's errors into words, about the file that was asked for and not about the part beside it."""
    try:
        yield
    except OSError as error:
        if error.filename is None or str(error.filename).endswith(_PART[1]):
            error.filename = str(path)
        raise explain(error) from error


def _check_name(path: Path) -> None:
    """Refuses names that Windows would change, hide or take for a machine part: a copy often travels on a stick."""
    name = path.name
    if _is_reserved(name):
        raise _unfit(_("Windows keeps the name {name} for itself.").format(name=name))
    if _NOT_IN_NAMES.search(name) or name != name.rstrip(". "):
        raise _unfit(_("Some signs in the name {name} cannot be kept on every computer.").format(name=name))
    if len(os.fsencode(name)) > _LONGEST_NAME or (sys.platform == "win32" and len(str(path)) > _LONGEST_WINDOWS_PATH):
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), str(path))


def _is_reserved(name: str) -> bool:
    """Whether Windows takes this name, whatever its ending, for a part of the machine."""
    return _RESERVED.fullmatch(name.split(".")[0].strip()) is not None


def _unfit(sentence: str) -> Trouble:
    return Trouble(_("This name cannot be used"), sentence, _("Choose a name of letters and numbers."), kept=_("Your words are kept here."))


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))


@contextlib.contextmanager
def _part_beside(path: Path) -> Iterator[Path]:
    """The name of a new file in the same folder; what is there under it at the end, because it was not put in place, is taken away.

    The name is short, since that of the file may be as long as the disk allows, and says nothing of what is inside.
    """
    part = path.with_name(f"{_PART[0]}{secrets.token_hex(4)}{_PART[1]}")
    try:
        yield part
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _fill(part: Path, data: Data, progress: Progress | None) -> None:
    """Write all of it and wait until the disk has it."""
    total = len(data) if isinstance(data, bytes) else None
    raw = _Told(part, progress, total)
    with raw, io.BufferedWriter(raw, _PIECE) as file:
        if isinstance(data, bytes):
            _write_in_pieces(raw, data)
        else:
            data(cast(BinaryIO, file))
        file.flush()
        _flush(raw.fileno())


def _write_in_pieces(raw: io.FileIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[raw.write(rest[:_PIECE]) :]


class _Told(io.FileIO):
    """A new file for our own eyes that tells somebody after each piece how much is written.

    Once a piece did not go through, the rest is dropped: the file is lost anyway, and closing it must not try (and raise) again.
    """

    def __init__(self, path: Path, progress: Progress | None, total: int | None) -> None:
        super().__init__(path, "x", opener=_open_private)
        self._progress, self._total, self._done = progress, total, 0
        self._stopped = False

    def write(self, piece: Any) -> int:
        if self._stopped:
            return len(piece)
        try:
            written = super().write(piece) or 0
            self._done += written
            if self._progress:
                self._progress(self._done, self._total)
        except BaseException:
            self._stopped = True
            raise
        return written


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _flush(number: int) -> None:
    os.fsync(number)
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(number, fcntl.F_FULLFSYNC)  # fsync on macOS stops at the disk's own memory


def _put_in_place(part: Path, path: Path) -> None:
    """One step for whoever looks: the old file, then the new one. On Windows a virus scanner may hold either for a moment."""
    for wait in (*_WINDOWS_WAITS, None):
        try:
            os.replace(part, path)
            return
        except OSError as error:
            held = getattr(error, "winerror", None) in _WINDOWS_HELD
            if held and wait is None and path.exists():
                # Windows says "access denied" of a file that another program holds, and the part beside it could be written.
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path)) from error
            if not held or wait is None:
                raise
            time.sleep(wait)


def _flush_folder(folder: Path) -> None:
    """Make the new name last too. Windows has no such thing."""
    if sys.platform == "win32":
        return
    try:
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
    except OSError as error:
        if error.errno not in _NO_FOLDER_FLUSH:
            raise


def _sweep(folder: Path) -> None:
    """Take away what a crash or a power cut left of earlier files: it holds plan text."""
    with contextlib.suppress(OSError):
        for part in folder.glob("*".join(_PART)):
            if time.time() - part.stat().st_mtime > _STALE_SECONDS:
                part.unlink()


def _is_odd(letter: str) -> bool:
    """Whether a letter is one that does not show, turns the line round, or is half of another: control, format, surrogate, unassigned."""
    return unicodedata.category(letter)[0] == "C" or letter in "\u2028\u2029"


def _cut(text: str, longest: int) -> str:
    """At most so many characters, and so few bytes that every disk takes them; no letter loses its accent."""
    end = min(len(text), longest)
    while end and len(text[:end].encode()) > 200:
        end -= 1
    while 0 < end < len(text) and unicodedata.combining(text[end]):
        end -= 1
    return text[:end]
