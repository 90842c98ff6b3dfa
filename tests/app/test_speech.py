"""Reading aloud: sentence by sentence, through standard input alone, silent at once when somebody stops it."""

import logging
import queue
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import Trouble, explain
from app.speech import PROGRAMS, ProcessVoice, Speaker, VoiceFailed, voice_of_this_computer
from tests.fakes import FakeVoice

PATIENCE = 20
ESPEAK = shutil.which("espeak-ng") or shutil.which("espeak")


class Reading:
    """A speaker, and the thread of a window that is not there."""

    def __init__(self, make_voice: Callable[[], object] | None) -> None:
        self.calls: queue.Queue[Callable[[], object]] = queue.Queue()
        self.speaker = Speaker(make_voice, self.calls.put)
        self.news: list[bool] = []
        self.speaker.changed.connect(self.news.append)

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Makes calls as they come in, until it is done."""
        until = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < until, "it never came to that"
            try:
                self.calls.get(timeout=0.01)()
            except queue.Empty:
                continue


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


@pytest.fixture
def reading(voice: FakeVoice) -> Iterator[Reading]:
    reading = Reading(voice)
    yield reading
    reading.speaker.close()


@pytest.fixture
def slow() -> FakeVoice:
    return FakeVoice(waits=True)


@pytest.fixture
def slowly(slow: FakeVoice) -> Iterator[Reading]:
    reading = Reading(slow)
    yield reading
    reading.speaker.close()


def test_passages_are_read_sentence_by_sentence(reading: Reading, voice: FakeVoice) -> None:
    reading.speaker.read_aloud(["What helps me? One thing is enough.", "Sam: the garden"])
    assert reading.speaker.is_reading
    reading.wait_for(lambda: not reading.speaker.is_reading)

    assert voice.heard == ["What helps me?", "One thing is enough.", "Sam: the garden"]
    assert reading.news == [True, False]


def test_nothing_to_read_is_no_reading(reading: Reading) -> None:
    reading.speaker.read_aloud(["", "  "])

    assert not reading.speaker.is_reading
    assert reading.news == []


def test_where_there_is_no_voice_nothing_is_said() -> None:
    silent = Reading(None)
    silent.speaker.read_aloud(["What helps me?"])

    assert not silent.speaker.has_voice
    assert not silent.speaker.is_reading
    silent.speaker.close()


def test_whoever_asked_does_not_wait_for_the_voice(slowly: Reading, slow: FakeVoice) -> None:
    started = time.monotonic()
    slowly.speaker.read_aloud(["One. Two. Three."])

    assert time.monotonic() - started < 1
    slowly.wait_for(lambda: slow.heard == ["One."])
    slow.go_on()
    slowly.wait_for(lambda: slow.heard == ["One.", "Two."])


def test_stopping_ends_it_in_the_middle_and_nothing_more_is_said(slowly: Reading, slow: FakeVoice) -> None:
    slowly.speaker.read_aloud(["One. Two. Three."])
    slowly.wait_for(lambda: slow.heard == ["One."])
    slowly.speaker.stop()

    assert not slowly.speaker.is_reading
    assert slow.stopped
    slowly.wait_for(slowly.calls.empty)
    assert slow.heard == ["One."]
    assert slowly.news == [True, False]


def test_something_else_is_read_in_place_of_what_is_being_read(slowly: Reading, slow: FakeVoice) -> None:
    slowly.speaker.read_aloud(["One. Two."])
    slowly.wait_for(lambda: slow.heard == ["One."])
    slowly.speaker.read_aloud(["Three."])
    slowly.wait_for(lambda: "Three." in slow.heard)

    assert slow.heard == ["One.", "Three."]
    assert slowly.speaker.is_reading
    slow.go_on()
    slowly.wait_for(lambda: not slowly.speaker.is_reading)


def test_a_voice_that_does_not_answer_is_told_of_in_a_sentence(tmp_path: Path) -> None:
    told: list[Trouble] = []
    broken = Reading(lambda: ProcessVoice((str(tmp_path / "no such voice"),)))
    broken.speaker.read_aloud(["What helps me?"], told.append)
    broken.wait_for(lambda: bool(told))

    assert told[0].title == explain(VoiceFailed()).title
    assert not told[0].ours
    assert not broken.speaker.is_reading
    broken.speaker.close()


# ---- the process behind the port


@pytest.fixture
def program(tmp_path: Path) -> tuple[str, ...]:
    """A voice that writes down what it gets; a long sentence lasts a minute."""
    code = (
        "import sys, time, pathlib\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "words = sys.stdin.buffer.read()\n"
        "with (folder / 'heard').open('ab') as file: file.write(words + b'|')\n"
        "time.sleep(60 if b'long' in words else 0)\n"
        "sys.exit(3 if b'hoarse' in words else 0)\n"
    )
    return sys.executable, "-I", "-c", code, str(tmp_path)


def test_a_program_gets_each_sentence_by_its_standard_input(program: tuple[str, ...], tmp_path: Path) -> None:
    reading = Reading(lambda: ProcessVoice(program))
    reading.speaker.read_aloud(["Sam: ŵyl a café. Two."])
    reading.wait_for(lambda: not reading.speaker.is_reading)

    assert (tmp_path / "heard").read_text("utf-8") == "Sam: ŵyl a café.|Two.|"
    reading.speaker.close()


def test_a_program_that_speaks_is_killed_at_once(program: tuple[str, ...], tmp_path: Path) -> None:
    reading = Reading(lambda: ProcessVoice(program))
    reading.speaker.read_aloud(["A long sentence. And one more."])
    reading.wait_for(lambda: (tmp_path / "heard").exists())
    started = time.monotonic()
    reading.speaker.close()  # waits for the program to be gone

    assert time.monotonic() - started < 5
    assert (tmp_path / "heard").read_text() == "A long sentence.|"


def test_a_program_that_ends_in_a_fault_is_told_of(program: tuple[str, ...]) -> None:
    with pytest.raises(VoiceFailed):
        ProcessVoice(program).say("hoarse")


def test_a_voice_that_was_stopped_before_it_began_says_nothing(program: tuple[str, ...], tmp_path: Path) -> None:
    voice = ProcessVoice(program)
    voice.stop()
    voice.say("One.")

    assert not (tmp_path / "heard").exists()


def test_no_word_is_in_a_log_an_argument_or_a_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    code = f"import sys; sys.stdin.read(); open({str(tmp_path / 'arguments')!r}, 'w').write(repr(sys.argv) + repr(sys.orig_argv))"
    reading = Reading(lambda: ProcessVoice((sys.executable, "-I", "-c", code)))
    reading.speaker.read_aloud(["The canary sings."])
    reading.wait_for(lambda: not reading.speaker.is_reading)
    reading.speaker.close()

    assert "canary" not in (tmp_path / "arguments").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["arguments"]
    assert "canary" not in caplog.text


def test_the_voice_of_this_computer_is_found_by_its_program(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: dict[str, str] = {}
    monkeypatch.setattr("app.speech.shutil.which", installed.get)
    for system, program in (("linux", "espeak"), ("darwin", "say"), ("win32", "powershell")):
        monkeypatch.setattr("app.speech.sys.platform", system)
        installed.clear()
        assert voice_of_this_computer() is None
        installed[program] = f"/bin/{program}"
        assert voice_of_this_computer("cy") is not None


@pytest.mark.skipif(ESPEAK is None, reason="no espeak here")
def test_the_real_voice_speaks_a_sentence_and_can_be_stopped() -> None:
    make = voice_of_this_computer()
    assert make is not None
    reading, told = Reading(make), []
    reading.speaker.read_aloud(["One."], told.append)
    reading.wait_for(lambda: not reading.speaker.is_reading)  # where nothing can sound it says so, and does not hang

    reading.speaker.read_aloud(["A long sentence that nobody waits for, as it is stopped in its middle."], told.append)
    started = time.monotonic()
    reading.speaker.close()
    assert time.monotonic() - started < 5


@pytest.mark.skipif(ESPEAK is None, reason="no espeak here")
def test_the_real_voice_makes_sound_of_what_it_gets_by_standard_input(tmp_path: Path) -> None:
    sounds = []
    for words in ("One.", "One. And then a good deal more, which takes longer to say."):
        file = tmp_path / f"{len(words)}.wav"
        ProcessVoice((ESPEAK, *PROGRAMS["linux"][0][1:], "-w", str(file))).say(words)
        sounds.append(file.stat().st_size)

    assert 1_000 < sounds[0] < sounds[1]
