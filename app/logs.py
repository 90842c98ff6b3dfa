"""A log in which nobody's words or names can stand: it keeps our own constant sentences, numbers, ids and kinds of things.

Whoever logs writes `log.info("Opened plan %s in %d ms", plan_id, ms)` as always. What is not known to be harmless comes out as "…": a
sentence that was put together (an f-string), a text, a path, the message of an exception. A slip costs us a detail, never somebody's words.
"""

import logging
import os
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb
from types import CodeType, TracebackType
from typing import Any

HIDDEN = "…"
FILE_NAME = "two_pens.log"
_BYTES_EACH = 1_000_000
_OLDER_FILES = 4
# Ids are random hexadecimal: nearly every one has a digit and a letter. Dates and numbers of people have no letter, words have no digit.
_ID = re.compile(r"(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{8,64}")
_DOTTED_NAME = re.compile(r"[A-Za-z_][\w.]{0,80}", re.ASCII)
_PHONE_OR_NHS_DIGITS = (10, 11)


def start_log(folder: Path, level: int = logging.INFO) -> logging.Handler:
    """Logs of everything that runs in this process go to a file in this folder from now on. Give what it gives to `stop_log`.

    Raises OSError when the file cannot be opened. Later faults of the disk are swallowed: a log never stands in the way of writing.
    """
    handler = _PrivateFile(folder / FILE_NAME)
    handler.setLevel(level)
    handler.setFormatter(_Plain())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(min(level, root.level or level))
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Nothing more goes to that file, and it is closed."""
    logging.getLogger().removeHandler(handler)
    handler.close()


class _PrivateFile(RotatingFileHandler):
    """A log file for our own eyes that begins anew when it is long, and keeps a few older ones."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_BYTES_EACH, backupCount=_OLDER_FILES, encoding="utf-8")

    def _open(self) -> Any:
        return open(self.baseFilename, self.mode, encoding=self.encoding, opener=_open_private)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # Python's own name
        """Silence: the usual way prints the record, with everything that was to be hidden, to the terminal."""


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _Plain(logging.Formatter):
    """One line a record, and none of it from outside our own code. By the minute: who wrote when, to the second, is nobody's business."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        name = record.name if _DOTTED_NAME.fullmatch(record.name) else HIDDEN
        line = f"{moment:%Y-%m-%d %H:%M}Z {record.levelname} {name}: {_sentence(record)}"
        error = record.exc_info[1] if record.exc_info else None
        return line + "".join(f"\n    {part}" for part in _story(error))


def _sentence(record: logging.LogRecord) -> str:
    """The message with its gaps filled by what may be seen."""
    if not isinstance(record.msg, str) or not _is_constant(record.msg, record):
        return HIDDEN
    if not record.args:
        return record.msg
    if isinstance(record.args, Mapping):
        shown: Any = _Gaps((key, _shown(value)) for key, value in record.args.items())
    else:
        shown = tuple(_shown(value) for value in record.args)
    try:
        return str(record.msg % shown)
    except (TypeError, ValueError, KeyError):  # a hidden value in the gap for a number
        return record.msg


class _Gaps(dict[str, object]):
    """Values for named gaps, whose names do not show: a sentence with a plain gap would get the whole mapping."""

    def __repr__(self) -> str:
        return HIDDEN


def _is_constant(text: str, record: logging.LogRecord) -> bool:
    """Whether this very text is written out in the code of whoever logged it, and so cannot hold anything from a plan."""
    return any(text in code.co_consts for code in _codes_at(record))


def _codes_at(record: logging.LogRecord) -> Iterator[CodeType]:
    """The code of the functions that are logging this record just now: the caller's frame is still there while its record is written."""
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename == record.pathname and frame.f_code.co_name == record.funcName:
            yield frame.f_code
        frame = frame.f_back  # type: ignore[assignment]


def _shown(value: object) -> object:
    """The value if it is a number, an id, the name of a kind or a choice in code; else a sign that something was hidden."""
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, type):
        return value.__qualname__
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return HIDDEN if value.bit_length() > 64 or len(str(abs(value))) in _PHONE_OR_NHS_DIGITS else value
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    return HIDDEN


def _story(error: BaseException | None) -> Iterator[str]:
    """What kind of exception and where, without a value: "OSError at app/files.py:120 in _fill", then what it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield f"{type(error).__qualname__}{_number_of(error)}{_places(error.__traceback__)}"
        for part in getattr(error, "exceptions", ()):  # a group
            yield from _story(part)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _number_of(error: BaseException) -> str:
    """The system's number of an OSError: it says what the disk said, and nothing of ours."""
    number = error.errno if isinstance(error, OSError) else None
    return f" {number}" if isinstance(number, int) else ""


def _places(trace: TracebackType | None) -> str:
    """Where it happened, from the inside out, each file by its last two names: the way to it may hold the name of a person."""
    steps = [(frame.f_code, line) for frame, line in walk_tb(trace)]
    return "".join(f" at {'/'.join(Path(code.co_filename).parts[-2:])}:{line} in {code.co_name}" for code, line in reversed(steps))
