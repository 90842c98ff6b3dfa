"""Errors that nobody caught: they are logged without a word of anybody's, told in a strip, and the program goes on.

For the deaths that Python does not survive, its stacks go into a file of the profile: names of our functions, never a value.
"""

import faulthandler
import logging
import os
import sys
import threading
from collections import Counter
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from app.errors import explain

if TYPE_CHECKING:
    from ui.shell import Shell

FILE_NAME = "stacks.txt"
MOST_OF_ONE_KIND = 5  # an error in painting comes back sixty times a second

_log = logging.getLogger(__name__)


class Faults:
    """Hears what nobody caught, on any thread, from `begin` to `end`."""

    def __init__(self) -> None:
        self._shell: Shell | None = None
        self._heard: Counter[tuple[str, int]] = Counter()
        self._stacks: IO[str] | None = None
        self._before = sys.excepthook, threading.excepthook

    def begin(self, folder: Path) -> None:
        """Listens from now on. `folder` gets the file with the stacks, if it can be written there."""
        sys.excepthook = self.hear
        threading.excepthook = self._hear_on_a_thread
        with suppress(OSError):
            self._stacks = open(  # noqa: SIM115 - kept open until the end
                folder / FILE_NAME, "a", encoding="utf-8", opener=_for_me_alone
            )
            faulthandler.enable(self._stacks)

    def tell_in(self, shell: "Shell") -> None:
        """What is heard is told in this window from now on."""
        self._shell = shell

    def end(self) -> None:
        """Listens no more."""
        self._shell = None
        sys.excepthook, threading.excepthook = self._before
        if self._stacks is not None:
            faulthandler.disable()
            self._stacks.close()

    def hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Takes in an error that nobody caught."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            self._before[0](kind, error, trace)
            return
        place = _place(trace)
        self._heard[place] += 1
        if self._heard[place] > MOST_OF_ONE_KIND:
            return
        _log.error("An error that nobody caught", exc_info=(kind, error, trace))
        if self._shell is not None:
            shell = self._shell
            shell.bridge.deliver(lambda: shell.asking.trouble(explain(error)))

    def _hear_on_a_thread(self, said: threading.ExceptHookArgs) -> None:
        self.hear(said.exc_type, said.exc_value or said.exc_type(), said.exc_traceback)


def _for_me_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _place(trace: TracebackType | None) -> tuple[str, int]:
    """Where it was raised."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return ("", 0) if trace is None else (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
