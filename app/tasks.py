"""Slow work, away from the window: it gets values, gives values back, and can be told to stop. No Qt.

    tasks = Tasks(deliver)
    task = tasks.run(lambda tell: make_word_file(plan, tell), on_done=show, on_trouble=tell_about)

`deliver` carries a call to the thread of the window; the entrance gives one made of a Qt signal, a test a queue.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event, Lock
from typing import TypeVar

from app.errors import Trouble, explain

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], None]
Tell = Callable[[int, int | None], None]
Work = Callable[[Tell], T]

_log = logging.getLogger(__name__)


class Stopped(Exception):
    """Raised inside work, out of its `tell`, once somebody asked it to stop."""


def _nothing(*_values: object) -> None:
    return None


class Tasks:
    """Does slow work on one thread of its own, one task after the other, and reports to the thread that asked."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver = deliver
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="two-pens-work")
        self._running: set[Task] = set()

    def run(
        self,
        work: Work[T],
        *,
        on_done: Callable[[T], object],
        on_trouble: Callable[[Trouble], object],
        on_progress: Tell = _nothing,
        on_stopped: Callable[[], object] = _nothing,
    ) -> "Task":
        """Begin this work when the work before it is over. Its `tell(done, whole)` reports progress and is where it can be stopped.

        Exactly one of `on_done`, `on_trouble` and `on_stopped` is called, through `deliver`, and nothing after it.
        """
        task = Task()
        self._running.add(task)
        self._pool.submit(self._do, [_Doing(task, self._deliver, work, on_done, on_trouble, on_progress, on_stopped)])
        return task

    def _do(self, parcel: "list[_Doing]") -> None:
        """On the working thread. What it was given goes back whole to whoever asked: a page of the window may hang on it, and is theirs."""
        parcel[0].work_through()
        self._deliver(partial(self._report, parcel))

    def _report(self, parcel: "list[_Doing]") -> None:
        doing = parcel.pop()
        self._running.discard(doing.task)
        doing.task.over = True
        doing.last_word()

    def close(self) -> None:
        """Stop everything and wait until the thread has gone. What was still under way reports no more than `deliver` carries later."""
        for task in list(self._running):
            task.stop()
        self._pool.shutdown(wait=True)


class Task:
    """Work under way. Belongs to the thread that asked for it."""

    def __init__(self) -> None:
        self.over = False  # whether its last word was delivered
        self._stop = Event()

    @property
    def stopping(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask it to stop. It tells no more progress. What was finished before it could stop still ends with `on_done`: it did happen."""
        self._stop.set()


class _Doing:
    """What the working thread has of a task: what to do, the way to tell how far it is, and the words to end with."""

    def __init__(
        self,
        task: Task,
        deliver: Deliver,
        work: Work[T],
        on_done: Callable[[T], object],
        on_trouble: Callable[[Trouble], object],
        on_progress: Tell,
        on_stopped: Callable[[], object],
    ) -> None:
        self.task = task
        self._deliver, self._work = deliver, work
        self._on_done, self._on_trouble, self._on_progress, self._on_stopped = on_done, on_trouble, on_progress, on_stopped
        self.last_word: Callable[[], object] = on_stopped
        self._lock = Lock()
        self._latest: tuple[int, int | None] | None = None

    def tell(self, done: int, whole: int | None = None) -> None:
        """Report progress. Where the window is slower than the work, it hears only the latest. Raises Stopped once asked to stop."""
        if self.task.stopping:
            raise Stopped
        with self._lock:
            waiting = self._latest is not None
            self._latest = (done, whole)
        if not waiting:
            self._deliver(self._pass_on)

    def work_through(self) -> None:
        """Do the work. Its last word is then the call with which to report its end."""
        try:
            if not self.task.stopping:
                self.last_word = partial(self._on_done, self._work(self.tell))
        except Stopped:
            self.last_word = self._on_stopped
        except BaseException as error:  # the text engine's panics are no Exception
            trouble = explain(error)
            if trouble.ours:
                _log.exception("Work ended in a fault of our own")
            self.last_word = partial(self._on_trouble, trouble)

    def _pass_on(self) -> None:
        with self._lock:
            latest, self._latest = self._latest, None
        if latest is not None and not self.task.stopping:
            self._on_progress(*latest)
