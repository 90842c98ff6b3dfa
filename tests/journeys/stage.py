"""A stage: scripts are played on it while the app's own event loop runs, and boxes that stop everything else do not stop them."""

import time
from collections.abc import Callable, Generator
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QTimer

Cue: TypeAlias = int | Callable[[], object]
"""A pause in milliseconds, or what is waited for until it is true."""

T = TypeVar("T")
Script: TypeAlias = Generator[Cue, None, T]

PATIENCE = 30.0  # seconds that a script waits for one thing
LOOK_EVERY_MS = 5


class Stuck(AssertionError):
    """A script waited for something that never came."""


class Stage(QObject):
    """Plays one script. `done` is called at its end, with the exception that ended it or None."""

    def __init__(
        self, script: Script[object], done: Callable[[BaseException | None], object], told: Callable[[], str] = lambda: ""
    ) -> None:
        """`told` says what is on the stage, for the report of a script that is stuck."""
        super().__init__()
        self._script, self._done, self._told = script, done, told
        self._cue: Cue = 0
        self._since = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Plays, beginning with the next round of events."""
        self._wait_for(0)

    def _look(self) -> None:
        if not isinstance(self._cue, int) and not self._answered(self._cue):
            return
        try:
            cue = next(self._script)
        except StopIteration:
            self._done(None)
        except BaseException as error:
            self._done(error)
        else:
            self._wait_for(cue)

    def _answered(self, question: Callable[[], object]) -> bool:
        """Whether the answer is yes. If not it is asked again soon, until patience ends."""
        if question():
            return True
        if time.monotonic() - self._since > PATIENCE:
            self._done(Stuck(f"waited {PATIENCE:.0f} s in vain at {_place_in(self._script)}. {self._told()}"))
        else:
            self._timer.start(LOOK_EVERY_MS)
        return False

    def _wait_for(self, cue: Cue) -> None:
        self._cue, self._since = cue, time.monotonic()
        self._timer.start(cue if isinstance(cue, int) else 0)


def play(script: Script[T], told: Callable[[], str] = lambda: "") -> T:
    """Plays a script to its end in this process, and gives what it gives. Raises what it raises."""
    loop, outcome = QEventLoop(), list[T]()
    ends: list[BaseException] = []

    def whole() -> Script[None]:
        outcome.append((yield from script))

    def done(error: BaseException | None) -> None:
        if error is not None:
            ends.append(error)
        loop.quit()

    stage = Stage(whole(), done, told)
    stage.begin()
    loop.exec()
    if ends:
        raise ends[0]
    return outcome[0]


def _place_in(script: Script[object]) -> str:
    """Where a script stands: its functions, from the outer one to the one that waits."""
    steps, inner = list[str](), script
    while inner is not None and inner.gi_frame is not None:
        steps.append(f"{inner.gi_code.co_name}:{inner.gi_frame.f_lineno}")
        inner = inner.gi_yieldfrom
    return " > ".join(steps)
