import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import Trouble
from app.files import write_whole
from app.tasks import Stopped, Task, Tasks, Tell
from tests.listening import LogListener


class Room:
    """The thread of the window, as a queue of calls that the test takes one by one; and all that was said there."""

    def __init__(self) -> None:
        self.calls: queue.Queue[Callable[[], None]] = queue.Queue()
        self.tasks = Tasks(self.calls.put)
        self.said: list[tuple[str, object]] = []
        self.threads: set[int] = set()

    def run(self, work: Callable[[Tell], object]) -> Task:
        return self.tasks.run(
            work,
            on_done=lambda value: self._say("done", value),
            on_trouble=lambda trouble: self._say("trouble", trouble),
            on_progress=lambda done, whole: self._say("progress", (done, whole)),
            on_stopped=lambda: self._say("stopped", None),
        )

    def _say(self, what: str, value: object) -> None:
        self.said.append((what, value))
        self.threads.add(threading.get_ident())

    def hear_until_over(self, task: Task) -> None:
        while not task.over:
            self.calls.get(timeout=10)()


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()
    yield room
    room.tasks.close()


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_work_is_done_elsewhere_and_its_value_comes_back_here(room: Room) -> None:
    task = room.run(lambda _tell: threading.get_ident())
    room.hear_until_over(task)
    ((what, where),) = room.said
    assert what == "done"
    assert where != threading.get_ident()
    assert room.threads == {threading.get_ident()}


def test_one_task_follows_the_other(room: Room) -> None:
    order: list[int] = []
    tasks = [room.run(lambda _tell, number=number: order.append(number)) for number in range(20)]
    for task in tasks:
        room.hear_until_over(task)
    assert order == list(range(20))


def test_progress_is_heard_in_order_before_the_end(room: Room) -> None:
    heard = threading.Event()

    def work(tell: Tell) -> str:
        tell(1, 2)
        heard.wait(10)
        tell(2, 2)
        return "words"

    task = room.run(work)
    room.calls.get(timeout=10)()
    assert room.said == [("progress", (1, 2))]
    heard.set()
    room.hear_until_over(task)
    assert room.said == [("progress", (1, 2)), ("progress", (2, 2)), ("done", "words")]


def test_a_slow_window_hears_only_the_latest_progress(room: Room) -> None:
    def work(tell: Tell) -> None:
        for done in range(1000):
            tell(done, 1000)

    task = room.run(work)
    room.tasks._pool.submit(lambda: None).result(10)
    assert room.calls.qsize() == 2
    room.hear_until_over(task)
    assert room.said == [("progress", (999, 1000)), ("done", None)]


@pytest.mark.parametrize("error", [Trouble("Full", "It is full.", "Make room."), OSError(28, "full")])
def test_the_worlds_troubles_come_back_in_words(room: Room, error: Exception) -> None:
    def work(_tell: Tell) -> None:
        raise error

    room.hear_until_over(room.run(work))
    ((what, trouble),) = room.said
    assert what == "trouble"
    assert isinstance(trouble, Trouble)
    assert "full" in trouble.sentence


class Panic(BaseException):
    """As the text engine raises it."""


@pytest.mark.parametrize("error", [KeyError("x"), Panic()])
def test_our_own_faults_come_back_in_words_and_are_logged(room: Room, error: BaseException, expected_log: LogListener) -> None:
    def work(_tell: Tell) -> None:
        raise error

    room.hear_until_over(room.run(work))
    ((what, trouble),) = room.said
    assert what == "trouble"
    assert isinstance(trouble, Trouble)
    assert trouble.ours
    assert type(error).__name__ in expected_log.heard[0]
    room.hear_until_over(room.run(lambda _tell: "the thread lives on"))
    assert room.said[-1] == ("done", "the thread lives on")


def test_work_that_is_stopped_half_way_says_so_and_nothing_else(room: Room) -> None:
    begun, asked = threading.Event(), threading.Event()
    saw: list[str] = []

    def work(tell: Tell) -> str:
        tell(1, 2)
        begun.set()
        asked.wait(10)
        try:
            tell(2, 2)
        except Stopped:
            saw.append("stopped")
            raise
        return "too late"

    task = room.run(work)
    begun.wait(10)
    task.stop()
    asked.set()
    room.hear_until_over(task)
    assert room.said == [("stopped", None)]
    assert saw == ["stopped"]


def test_work_that_is_stopped_before_its_turn_never_begins(room: Room) -> None:
    go = threading.Event()
    first = room.run(lambda _tell: go.wait(10))
    begun: list[int] = []
    second = room.run(lambda _tell: begun.append(1))
    second.stop()
    go.set()
    room.hear_until_over(first)
    room.hear_until_over(second)
    assert begun == []
    assert room.said[-1] == ("stopped", None)


def test_what_was_finished_before_it_could_stop_did_happen(room: Room) -> None:
    task = room.run(lambda _tell: "words")
    room.tasks._pool.submit(lambda: None).result(10)
    task.stop()
    room.hear_until_over(task)
    assert room.said == [("done", "words")]


def test_closing_stops_what_runs_and_what_waits(room: Room) -> None:
    begun = threading.Event()

    def work(tell: Tell) -> None:
        begun.set()
        for _turn in range(1000):
            time.sleep(0.01)
            tell(0, None)

    tasks = [room.run(work), room.run(work)]
    begun.wait(10)
    room.tasks.close()
    for task in tasks:
        room.hear_until_over(task)
    assert [what for what, _value in room.said] == ["stopped", "stopped"]


def test_a_large_file_can_be_stopped_and_leaves_nothing_behind(room: Room, tmp_path: Path) -> None:
    stop_it: list[Task] = []
    ready = threading.Event()

    def work(tell: Tell) -> None:
        def tell_and_stop(done: int, whole: int | None) -> None:
            ready.wait(10)
            stop_it[0].stop()
            tell(done, whole)

        write_whole(tmp_path / "plan.docx", bytes(4 << 20), tell_and_stop)

    stop_it.append(room.run(work))
    ready.set()
    room.hear_until_over(stop_it[0])
    assert room.said == [("stopped", None)]
    assert list(tmp_path.iterdir()) == []


def test_what_a_task_hangs_on_goes_where_it_came_from(room: Room, hasty_threads: None) -> None:
    """A page that is destroyed on another thread takes the program with it; and a page asks, and is left, all day long."""
    went: list[int] = []

    class Page:
        def work(self, _tell: Tell) -> int:
            return 1

        def show(self, value: object) -> None:
            """Nothing is shown."""

        def __del__(self) -> None:
            went.append(threading.get_ident())

    for turn in range(1_000):
        page = Page()
        task = room.tasks.run(page.work, on_done=page.show, on_trouble=page.show)
        del page
        room.hear_until_over(task)
        while len(went) == turn:
            time.sleep(0)

    assert set(went) == {threading.get_ident()}
