"""Errors that nobody caught: told in a strip, logged without a word of anybody's, and the program goes on."""

import faulthandler
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key  # pytest names it nowhere else

from app.errors import Trouble
from app.logs import start_log, stop_log
from tests.listening import LogListener
from tests.ui.rooms import Room, open_room
from ui.crash import FILE_NAME, MOST_OF_ONE_KIND, Faults
from ui.look import Look

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Sam likes the garden"


@pytest.fixture
def room(tmp_path: Path, look: Look) -> Iterator[Room]:
    opened = open_room(tmp_path, look)
    opened.go("today")
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _stacks_of_a_death_are_told_again(pytestconfig: pytest.Config) -> Iterator[None]:
    """Where pytest had them go before `Faults` took them for itself: should a later test die, they are wanted."""
    yield
    faulthandler.enable(pytestconfig.stash[fault_handler_stderr_fd_key])


@pytest.fixture
def faults(room: Room) -> Iterator[Faults]:
    """Listening, as in a real run."""
    listening = Faults()
    listening.begin(room.services.profile.logs_folder)
    listening.tell_in(room.shell)
    yield listening
    listening.end()


def fail(words: str = WORDS) -> None:
    raise ValueError(words)


def caught(faults: Faults, act: object = fail) -> None:
    """Lets something fail, and hands it over as Python hands over what nobody caught."""
    try:
        act()  # type: ignore[operator]
    except Exception as error:
        faults.hear(type(error), error, error.__traceback__)


def test_it_is_told_in_a_strip_and_the_program_goes_on(room: Room, faults: Faults, expected_log: LogListener) -> None:
    caught(faults)
    room.settle()

    assert "Something went wrong inside Two Pens." in room.words()
    assert room.go("settings")


def test_no_word_of_anybodys_is_logged(room: Room, faults: Faults, expected_log: LogListener) -> None:
    handler = start_log(room.services.profile.logs_folder)

    caught(faults)
    stop_log(handler)

    log = (room.services.profile.logs_folder / "two_pens.log").read_text()
    assert "ValueError at ui/test_crash.py" in log
    assert WORDS not in log


def test_the_same_error_over_and_over_is_logged_a_few_times(faults: Faults, expected_log: LogListener) -> None:
    for _turn in range(60):
        caught(faults)

    assert len(expected_log.heard) == MOST_OF_ONE_KIND


def test_trouble_of_the_world_is_told_in_its_own_words(room: Room, faults: Faults, expected_log: LogListener) -> None:
    def full() -> None:
        raise Trouble("The disk is full", "Not saved: the disk is full.", "Free some space, then press Try again.")

    caught(faults, full)
    room.settle()

    assert room.said[-1] == "The disk is full"


def test_an_error_on_another_thread_is_told_too(room: Room, faults: Faults, expected_log: LogListener) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    room.settle()

    assert room.said[-1] == "Something went wrong"


def test_behind_the_lock_it_waits(room: Room, faults: Faults, expected_log: LogListener) -> None:
    room.window.lock()

    caught(faults)
    room.settle()

    assert "Something went wrong" not in room.words()


def test_a_folder_that_takes_nothing_is_no_reason_not_to_listen(room: Room, tmp_path: Path, expected_log: LogListener) -> None:
    listening = Faults()
    listening.begin(tmp_path / "not there")
    listening.tell_in(room.shell)

    caught(listening)
    room.settle()

    assert room.said[-1] == "Something went wrong"
    listening.end()


def test_everything_is_as_before_at_the_end(room: Room) -> None:
    before = sys.excepthook, threading.excepthook
    listening = Faults()
    listening.begin(room.services.profile.logs_folder)

    listening.end()

    assert (sys.excepthook, threading.excepthook) == before


def test_a_death_leaves_its_stacks_and_no_words(tmp_path: Path) -> None:
    dying = f"""
import ctypes
from pathlib import Path
from ui.crash import Faults
Faults().begin(Path({str(tmp_path)!r}))
words = {WORDS!r}
ctypes.string_at(0)
"""
    done = subprocess.run([sys.executable, "-c", dying], cwd=ROOT, capture_output=True, check=False)

    stacks = (tmp_path / FILE_NAME).read_text()
    assert done.returncode != 0
    assert "string_at" in stacks
    assert WORDS not in stacks


def test_leaving_by_the_keyboard_is_no_error(faults: Faults, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    passed_on: list[type[BaseException]] = []
    faults._before = (lambda kind, *_rest: passed_on.append(kind), faults._before[1])

    with caplog.at_level(logging.ERROR):
        faults.hear(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert passed_on == [KeyboardInterrupt]
    assert caplog.records == []
