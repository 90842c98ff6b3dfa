import errno
import logging
import logging.handlers
import os
import queue
import re
import stat
from collections.abc import Iterator
from enum import Enum, StrEnum
from pathlib import Path

import pytest

from app import logs
from app.errors import explain
from app.logs import start_log, stop_log

log = logging.getLogger("tests.logs")
WORDS = "I go to the garden when the noise gets too much"
NAME = "Sam Okafor"
PLAN = "3f2a9c0d4b5e6f708192a3b4c5d6e7f8"


class Way(StrEnum):
    SPEAK = "speaks for himself"


class Kind(Enum):
    CLEAN = 1


class Kept:
    """The log of one test, and what stands in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.handler = start_log(folder)
        self.alone = logging.Logger("tests.logs")  # no other handler hears it, and pytest's cannot stumble over an odd record
        self.alone.addHandler(self.handler)

    @property
    def text(self) -> str:
        return (self.folder / logs.FILE_NAME).read_text(encoding="utf-8")

    @property
    def last(self) -> str:
        """The sentence of the last line."""
        return self.text.splitlines()[-1].split(": ", 1)[1]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path)
    yield kept
    stop_log(kept.handler)


def test_a_constant_sentence_with_numbers_and_ids_stands_as_it_was_meant(kept: Kept) -> None:
    log.info("Opened plan %s in %d ms (%.1f, %s, %s, %s)", PLAN, 41, 0.25, True, None, Kind.CLEAN)
    assert kept.last == f"Opened plan {PLAN} in 41 ms (0.2, True, None, CLEAN)"


def test_a_line_says_the_minute_the_level_and_who_logs(kept: Kept) -> None:
    log.info("Started")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\dZ INFO tests\.logs: Started\n", kept.text)


TEXTS = (WORDS, NAME, "Sam", "9990123454", "07911123456", "12031990", "defaced", "effacedeface", "3f2a", PLAN * 3, PLAN.upper())
VALUES = (Path("/home/sam"), b"words", [PLAN], {NAME: 1}, ValueError(WORDS), object(), 9990123454, 7911123456, 10**5000)


@pytest.mark.parametrize("value", [*TEXTS, *VALUES], ids=lambda value: type(value).__name__)
def test_what_could_be_somebodys_is_hidden(kept: Kept, value: object) -> None:
    kept.alone.info("It was %s.", value)
    assert kept.last == "It was …."


def test_a_choice_in_code_is_named_as_the_code_names_it(kept: Kept) -> None:
    log.info("Takes part: %s, %s", Way.SPEAK, ValueError)
    assert kept.last == "Takes part: SPEAK, ValueError"


def test_named_gaps_are_filled_by_the_same_rule(kept: Kept) -> None:
    log.info("%(n)d words of %(name)s", {"n": 3, "name": NAME})
    assert kept.last == "3 words of …"


def test_a_hidden_value_in_the_gap_for_a_number_leaves_the_bare_sentence(kept: Kept) -> None:
    kept.alone.info("Took %d ms", NAME)
    assert kept.last == "Took %d ms"


def test_a_sentence_that_was_put_together_is_hidden_whole(kept: Kept) -> None:
    for sentence in (f"Opened {NAME}", "Opened " + NAME, WORDS, f"{3} words"):
        log.info(sentence)
    log.info(ValueError(WORDS))
    log.info("Opened %s" % NAME)  # noqa: UP031
    assert [line.split(": ", 1)[1] for line in kept.text.splitlines()] == ["…"] * 6


def test_a_record_that_comes_from_another_thread_later_is_hidden(kept: Kept) -> None:
    line: queue.Queue[logging.LogRecord] = queue.Queue()
    sender = logging.Logger("tests.logs")
    sender.addHandler(logging.handlers.QueueHandler(line))
    sender.info("Opened %s", NAME)
    kept.handler.handle(line.get())
    assert kept.last == "…"


def test_the_name_of_a_logger_that_is_no_name_of_code_is_hidden(kept: Kept) -> None:
    logging.getLogger(NAME).info("Started")
    assert " INFO …: Started" in kept.text


def stumble() -> None:
    try:
        raise KeyError(NAME)
    except KeyError as error:
        raise explain(OSError(errno.ENOSPC, WORDS, f"/home/{NAME}/plan.docx")) from error


def test_an_exception_leaves_its_kind_its_place_and_what_it_came_from_but_no_value(kept: Kept, expected_log: object) -> None:
    try:
        stumble()
    except Exception:
        log.exception("Saving stopped")
    first, trouble, cause = kept.text.splitlines()
    assert first.endswith("ERROR tests.logs: Saving stopped")
    assert trouble.strip().startswith("Trouble at app/test_logs.py:")
    assert " in stumble at app/test_logs.py:" in trouble
    assert cause.strip().startswith("KeyError at app/test_logs.py:")
    assert not [word for word in (NAME, "garden", "plan.docx", "home") if word in kept.text]


def test_the_number_of_what_the_disk_said_is_kept(kept: Kept, expected_log: object) -> None:
    try:
        os.listdir(f"/nowhere/{NAME}")
    except OSError:
        log.exception("Looking stopped")
    assert "FileNotFoundError 2 at " in kept.text
    assert NAME not in kept.text


def test_a_group_of_exceptions_is_told_one_by_one_and_a_ring_of_causes_ends(kept: Kept, expected_log: object) -> None:
    one, other = ValueError(WORDS), TypeError(WORDS)
    one.__cause__, other.__cause__ = other, one
    log.error("Several", exc_info=ExceptionGroup(WORDS, [one, other]))
    assert [line.split()[0] for line in kept.text.splitlines()[1:]] == [
        "ExceptionGroup",
        "ValueError",
        "TypeError",
        "TypeError",
        "ValueError",
    ]
    assert "garden" not in kept.text


def test_what_another_handler_noted_on_the_record_is_not_taken_over(kept: Kept, expected_log: object) -> None:
    """Python's own formatter leaves the message and the traceback on the record for the next one to use."""
    careless = logging.StreamHandler(open(os.devnull, "w"))  # noqa: SIM115
    logging.getLogger().handlers.insert(0, careless)
    try:
        log.error("Told %s", NAME, exc_info=ValueError(WORDS), stack_info=True)
    finally:
        logging.getLogger().removeHandler(careless)
        careless.stream.close()
    assert "Told …\n    ValueError\n" in kept.text
    assert not [word for word in (NAME, "garden") if word in kept.text]


@pytest.mark.skipif(os.name == "nt", reason="a rule of POSIX systems")
def test_the_file_is_for_our_own_eyes(kept: Kept) -> None:
    log.info("Started")
    assert stat.S_IMODE((kept.folder / logs.FILE_NAME).stat().st_mode) == 0o600


def test_a_long_log_begins_anew_and_keeps_a_few_older_files(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept.handler, "maxBytes", 200)
    for number in range(100):
        log.info("Line %d", number)
    assert len(list(kept.folder.iterdir())) == 1 + logs._OLDER_FILES
    assert kept.last == "Line 99"


def test_a_full_disk_neither_stops_us_nor_prints_what_was_hidden(kept: Kept, capfd: pytest.CaptureFixture[str]) -> None:
    class Full:
        def write(self, _text: str) -> None:
            raise OSError(errno.ENOSPC, "full")

        flush = close = lambda self: None
        seek = tell = lambda self, *_given: 0

    kept.handler.stream.close()  # type: ignore[attr-defined]
    kept.handler.stream = Full()  # type: ignore[attr-defined]
    log.info("It was %s.", NAME)
    assert capfd.readouterr() == ("", "")


def test_after_stopping_nothing_more_is_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    stop_log(kept.handler)
    log.info("Too late")
    assert kept.text == ""


def test_a_folder_that_is_not_there_is_said_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        start_log(tmp_path / "missing")
