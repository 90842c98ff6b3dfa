import errno
import io
import os
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from app import files
from app.errors import Trouble
from app.files import write_whole

OLD = b"the old words"
NEW = b"the new words"
posix_only = pytest.mark.skipif(os.name == "nt", reason="a rule of POSIX systems")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that is there already."""
    path = tmp_path / "care plan.docx"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def plain_person() -> Iterator[Path]:
    """An empty folder, as seen by somebody whom the system can forbid something: not by root, whom it lets do everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.name != "nt" and os.geteuid() == 0:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if os.name != "nt" and os.getuid() == 0:
                os.seteuid(0)
            folder.chmod(0o700)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def check_unharmed(target: Path) -> None:
    """The old file is as it was, and nothing lies beside it."""
    assert target.read_bytes() == OLD
    assert names_in(target.parent) == [target.name]


def test_new_words_take_the_place_of_the_old(target: Path) -> None:
    write_whole(target, NEW)
    assert target.read_bytes() == NEW
    assert names_in(target.parent) == [target.name]


def test_a_file_that_was_not_there_is_made_for_our_own_eyes(tmp_path: Path) -> None:
    write_whole(tmp_path / "new.json", NEW)
    assert (tmp_path / "new.json").read_bytes() == NEW
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o600


def test_an_empty_file_and_one_of_many_pieces_are_written_whole(tmp_path: Path) -> None:
    long = os.urandom(3 * files._PIECE + 7)
    write_whole(tmp_path / "empty", b"")
    write_whole(tmp_path / "long", long)
    assert (tmp_path / "empty").read_bytes() == b""
    assert (tmp_path / "long").read_bytes() == long


def test_a_function_can_write_a_zip_into_the_open_file(target: Path) -> None:
    def write(file: BinaryIO) -> None:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("words.txt", "garden " * 1000)

    write_whole(target, write)
    assert zipfile.ZipFile(target).read("words.txt") == b"garden " * 1000


def test_a_writer_gets_a_file_it_can_seek_in(tmp_path: Path) -> None:
    def write(file: BinaryIO) -> None:
        assert isinstance(file, io.BufferedIOBase)
        file.write(b"....words")
        file.seek(0)
        file.write(b"The ")

    write_whole(tmp_path / "sought", write)
    assert (tmp_path / "sought").read_bytes() == b"The words"


def test_somebody_is_told_how_much_is_written(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    piece, whole = files._PIECE, 2 * files._PIECE + 1
    write_whole(tmp_path / "bytes", bytes(whole), lambda *told_now: told.append(told_now))
    write_whole(tmp_path / "function", lambda file: file.write(NEW) and None, lambda *told_now: told.append(told_now))
    assert told == [(piece, whole), (2 * piece, whole), (whole, whole), (len(NEW), None)]


class Stopped(Exception):
    """Somebody pressed stop."""


@pytest.mark.parametrize("as_function", [False, True])
def test_stopping_half_way_leaves_nothing_and_harms_nothing(target: Path, as_function: bool) -> None:
    told: list[int] = []

    def stop(done: int, _whole: int | None) -> None:
        told.append(done)
        raise Stopped

    def write(file: BinaryIO) -> None:
        for _piece in range(100):
            file.write(bytes(files._PIECE // 10))

    with pytest.raises(Stopped):
        write_whole(target, write if as_function else bytes(3 * files._PIECE), stop)
    assert len(told) == 1, "closing the file wrote on"
    check_unharmed(target)


@pytest.mark.parametrize("error", [ValueError("ours"), KeyboardInterrupt(), Trouble("a", "b", "c")])
def test_a_function_that_raises_leaves_nothing_and_its_error_comes_out(target: Path, error: BaseException) -> None:
    def write(file: BinaryIO) -> None:
        file.write(NEW)
        raise error

    with pytest.raises(type(error)) as caught:
        write_whole(target, write)
    assert caught.value is error
    check_unharmed(target)


def test_a_link_is_followed_and_stays_a_link(target: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    link = tmp_path_factory.mktemp("elsewhere") / "link.docx"
    link.symlink_to(target)
    write_whole(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


# What the world can do


def test_a_folder_is_refused(target: Path) -> None:
    with pytest.raises(Trouble, match="is a folder, and not a file"):
        write_whole(target.parent, NEW)
    check_unharmed(target)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="Copies is not there"):
        write_whole(tmp_path / "Copies" / "plan.docx", NEW)
    assert names_in(tmp_path) == []


def test_a_file_in_place_of_the_folder_is_named(target: Path) -> None:
    with pytest.raises(Trouble, match=r"care plan.docx is not there"):
        write_whole(target / "plan.docx", NEW)
    check_unharmed(target)


@pytest.mark.parametrize("length", [256, 5000])
def test_a_name_that_is_too_long_is_refused_and_the_longest_is_not(tmp_path: Path, length: int) -> None:
    with pytest.raises(Trouble, match="too long"):
        write_whole(tmp_path / ("x" * length), NEW)
    assert names_in(tmp_path) == []
    write_whole(tmp_path / ("x" * 255), NEW)
    assert names_in(tmp_path) == ["x" * 255]


@posix_only
def test_a_way_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="too long"):
        write_whole(tmp_path.joinpath(*["folder"] * 700) / "plan.docx", NEW)


@pytest.mark.parametrize("name", ["CON", "nul.docx", "Aux.tar.gz", "com1", "LPT9.docx", "COM¹.docx", "con .txt", "conout$"])
def test_a_name_that_windows_keeps_for_itself_is_refused_everywhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(Trouble, match="Windows keeps the name"):
        write_whole(tmp_path / name, NEW)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("name", ["plan: mine.docx", "what?.docx", "a|b", "two\nlines", "ends with a dot.", "ends with a blank "])
def test_a_name_that_does_not_travel_is_refused_everywhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(Trouble, match="cannot be kept on every computer"):
        write_whole(tmp_path / name, NEW)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("name", ["console.docx", "Sam’s plan (2).docx", "com10.txt", ".hidden", "قصة.docx", "👩‍⚕️.docx"])
def test_ordinary_names_are_taken(tmp_path: Path, name: str) -> None:
    write_whole(tmp_path / name, NEW)
    assert names_in(tmp_path) == [name]


@posix_only
def test_a_folder_that_can_only_be_read_is_named_as_forbidden(plain_person: Path) -> None:
    target = plain_person / "plan.docx"
    target.write_bytes(OLD)
    plain_person.chmod(0o500)
    with pytest.raises(Trouble, match=r"does not let Two Pens use plan.docx\."):
        write_whole(target, NEW)
    check_unharmed(target)


@posix_only
def test_a_folder_that_may_be_written_but_not_listed_takes_the_file(plain_person: Path) -> None:
    plain_person.chmod(0o300)
    write_whole(plain_person / "plan.docx", NEW)
    assert (plain_person / "plan.docx").read_bytes() == NEW


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
@pytest.mark.parametrize("as_function", [False, True])
def test_a_full_disk_is_named_and_harms_nothing(target: Path, monkeypatch: pytest.MonkeyPatch, as_function: bool) -> None:
    """The kernel itself says that the disk is full: what is opened is its device for that."""
    really = os.open

    def open_full(path: str, flags: int, mode: int = 0o777) -> int:
        os.close(really(path, flags, mode))
        return really("/dev/full", os.O_WRONLY)

    monkeypatch.setattr(os, "open", open_full)
    data = bytes(2 * files._PIECE)
    with pytest.raises(Trouble, match="the disk is full"):
        write_whole(target, (lambda file: file.write(data) and None) if as_function else data)
    monkeypatch.undo()
    check_unharmed(target)


@posix_only
def test_a_disk_that_fills_up_half_way_is_named_and_harms_nothing(target: Path) -> None:
    """A real limit of the system, met after two pieces, as on a stick that takes no big files."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * files._PIECE, before[1]))
    try:
        with pytest.raises(Trouble, match="too big for the disk"):
            write_whole(target, bytes(3 * files._PIECE))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    check_unharmed(target)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A real disk of 256 kB. Skips where the system lets nobody make one."""
    with tempfile.TemporaryDirectory() as name:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", name], capture_output=True, check=False)
        if made.returncode:
            pytest.skip("only root may mount a small disk")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk as Linux does")
def test_a_really_full_disk_keeps_the_old_file_and_takes_a_smaller_one(small_disk: Path) -> None:
    target = small_disk / "plan.docx"
    target.write_bytes(OLD)
    with pytest.raises(Trouble, match="the disk is full"):
        write_whole(target, bytes(400_000))
    check_unharmed(target)
    write_whole(target, bytes(100_000))
    assert target.stat().st_size == 100_000


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk as Linux does")
def test_a_disk_with_its_switch_on_read_only_says_so(small_disk: Path) -> None:
    target = small_disk / "plan.docx"
    target.write_bytes(OLD)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(Trouble, match="can only be read"):
        write_whole(target, NEW)
    check_unharmed(target)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_disk_that_goes_away_at_the_last_moment_harms_nothing(target: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def gone(*_given: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, step, gone)
    with pytest.raises(Trouble, match="does not answer"):
        write_whole(target, NEW)
    check_unharmed(target)


def test_the_words_are_on_the_disk_before_they_take_the_old_ones_place(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    really = {"fsync": os.fsync, "replace": os.replace}

    def note(step: str):
        def do(*given):
            kind = "folder" if step == "fsync" and stat.S_ISDIR(os.fstat(given[0]).st_mode) else step
            steps.append(kind if kind != "fsync" else f"fsync of {os.fstat(given[0]).st_size}")
            return really[step](*given)

        return do

    for step in really:
        monkeypatch.setattr(os, step, note(step))
    write_whole(target, NEW)
    assert steps == [f"fsync of {len(NEW)}", "replace"] + (["folder"] if os.name != "nt" else [])


@posix_only
@pytest.mark.parametrize(("number", "raises"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_folder_that_cannot_be_flushed_matters_only_if_the_disk_is_in_trouble(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, raises: bool
) -> None:
    really = os.fsync

    def flush(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        really(descriptor)

    monkeypatch.setattr(os, "fsync", flush)
    if raises:
        with pytest.raises(Trouble, match="does not answer"):
            write_whole(target, NEW)
    else:
        write_whole(target, NEW)
    assert names_in(target.parent) == [target.name]


def held_by_another(times: int, number: int, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let `os.replace` say what Windows says of a file that another program holds, so many times. Gives the waits in between."""
    really, waits, left = os.replace, [], [times]

    def replace(part: Path, path: Path) -> None:
        if left[0]:
            left[0] -= 1
            error = PermissionError(errno.EACCES, "held", str(part), None, str(path))
            error.winerror = number  # type: ignore[attr-defined]
            raise error
        really(part, path)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(time, "sleep", waits.append)
    return waits


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_scanner_that_holds_the_file_for_a_moment_is_waited_for(target: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    waits = held_by_another(2, number, monkeypatch)
    write_whole(target, NEW)
    assert target.read_bytes() == NEW
    assert waits == [0.05, 0.1]


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_that_is_open_in_word_is_named(target: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    waits = held_by_another(99, number, monkeypatch)
    with pytest.raises(Trouble, match=r"care plan.docx is open in another program. Your words are kept here. Close it there"):
        write_whole(target, NEW)
    assert sum(waits) < 2
    check_unharmed(target)


def test_a_place_that_windows_forbids_is_not_called_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held_by_another(99, 5, monkeypatch)
    with pytest.raises(Trouble, match=r"does not let Two Pens use new.docx\."):
        write_whole(tmp_path / "new.docx", NEW)
    assert names_in(tmp_path) == []


@posix_only
def test_killed_while_writing_the_old_file_stands_and_the_rest_is_swept_later(target: Path) -> None:
    writer = f"""
        import sys, time
        from pathlib import Path
        from app.files import write_whole

        def write(file):
            file.write(b"half of the new words")
            file.flush()
            print("half", flush=True)
            time.sleep(60)

        write_whole(Path({str(target)!r}), write)
    """
    root = Path(files.__file__).parents[1]
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(writer)], cwd=root, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"half\n"
        child.send_signal(signal.SIGKILL)
    (part,) = set(target.parent.iterdir()) - {target}
    assert target.read_bytes() == OLD
    assert stat.S_IMODE(part.stat().st_mode) == 0o600
    write_whole(target, NEW)
    assert part.exists(), "another writer may still be at it"
    os.utime(part, (time.time() - 3700, time.time() - 3700))
    write_whole(target, NEW)
    assert names_in(target.parent) == [target.name]
