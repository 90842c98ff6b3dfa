import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.one_writer import AlreadyOpen, OneWriter, Writer
from app.access.profile import Profile
from app.errors import explain

ROOT = Path(__file__).resolve().parents[3]
STORE = "0123456789abcdef0123456789abcdef"
HOLDER = """
import sys
from pathlib import Path
from app.access.one_writer import OneWriter
from app.access.profile import Profile

writer = OneWriter(Profile(Path(sys.argv[1])))
writer.take(sys.argv[2])
print("holding", flush=True)
sys.stdin.read()
writer.release()
"""


@pytest.fixture
def holder(place: Profile) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends, or until it is killed."""
    command = [sys.executable, "-c", HOLDER, str(place.folder), STORE]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout.readline() == "holding\n"
        yield process
        process.kill()


def test_a_second_process_is_told_who_writes(place: Profile, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(AlreadyOpen) as caught:
        OneWriter(place).take(STORE)
    assert caught.value.writer == Writer(holder.pid, platform.node(), STORE)
    assert "already open on this computer" in explain(caught.value).sentence


def test_when_the_first_process_ends_the_second_may_write(place: Profile, holder: subprocess.Popen[str]) -> None:
    holder.communicate("")
    with OneWriter(place) as writer:
        assert writer.held


def test_a_lock_whose_holder_was_killed_is_taken_over_and_the_cut_off_writer_named(place: Profile, holder: subprocess.Popen[str]) -> None:
    os.kill(holder.pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    holder.wait()
    writer = OneWriter(place)
    assert writer.take(STORE) == Writer(holder.pid, platform.node(), STORE)
    writer.release()


def test_a_lock_that_was_let_go_names_nobody(place: Profile) -> None:
    with OneWriter(place):
        pass
    writer = OneWriter(place)
    assert writer.take() is None
    writer.release()
    assert not place.writer_file.exists()


def test_two_windows_of_one_process_are_two_writers(place: Profile) -> None:
    with OneWriter(place), pytest.raises(AlreadyOpen):
        OneWriter(place).take()


def test_a_store_that_became_known_later_is_named(place: Profile) -> None:
    with OneWriter(place) as first:
        first.name_store(STORE)
        with pytest.raises(AlreadyOpen) as caught:
            OneWriter(place).take()
    assert caught.value.writer == Writer(os.getpid(), platform.node(), STORE)


@pytest.mark.parametrize("note", [b"", b"[]", b"nonsense", b'{"pid": "x"}', b"\xff"])
def test_a_torn_note_of_the_writer_does_not_hide_that_there_is_one(note: bytes, place: Profile) -> None:
    with OneWriter(place):
        place.writer_file.write_bytes(note)
        with pytest.raises(AlreadyOpen) as caught:
            OneWriter(place).take()
    assert caught.value.writer is None
    assert explain(caught.value).next_step


def test_a_writer_on_another_computer_is_named_by_it() -> None:
    assert "the computer ward-7" in explain(AlreadyOpen(Writer(1, "ward-7", STORE))).sentence


def test_letting_go_twice_and_of_nothing_does_no_harm(place: Profile) -> None:
    writer = OneWriter(place)
    writer.release()
    writer.take()
    writer.release()
    writer.release()
    assert not writer.held


def test_taking_it_twice_is_taking_it_once(place: Profile) -> None:
    writer = OneWriter(place)
    writer.take(STORE)
    assert writer.take() is None
    writer.release()
    with OneWriter(place) as other:
        assert other.held


def test_a_lock_can_be_let_go_by_another_thread(place: Profile) -> None:
    from threading import Thread

    writer = OneWriter(place)
    writer.take()
    thread = Thread(target=writer.release)
    thread.start()
    thread.join()
    with OneWriter(place):
        pass
