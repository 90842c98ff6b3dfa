import errno
import os
from pathlib import Path

import pytest

from app import errors
from app.errors import Trouble, explain, explains


def system_error(number: int, filename: object = None, windows: int | None = None) -> OSError:
    """An error as the system raises it; `windows` as Python does there."""
    error = OSError(number, os.strerror(number), filename)
    if windows is not None:
        error.winerror = windows  # type: ignore[attr-defined]
    return error


def test_a_trouble_says_what_happened_then_what_is_kept_then_what_to_do() -> None:
    trouble = Trouble("Full", "The disk is full.", "Free some space.", kept="Your words are kept.")
    assert str(trouble) == "The disk is full. Your words are kept. Free some space."
    assert str(Trouble("Full", "The disk is full.", "Free some space.")) == "The disk is full. Free some space."


def test_a_trouble_explains_itself() -> None:
    trouble = Trouble("Full", "The disk is full.", "Free some space.")
    assert explain(trouble) is trouble


@pytest.mark.parametrize("error", [KeyError("x"), AssertionError(), RecursionError(), KeyboardInterrupt()])
def test_what_nobody_explains_is_our_own_fault(error: BaseException) -> None:
    trouble = explain(error)
    assert trouble.ours
    assert str(trouble) == "Something went wrong inside Two Pens. Your words are kept. Close it and open it again."
    assert trouble.__cause__ is error


@pytest.mark.parametrize(
    ("error", "sentence", "next_step"),
    [
        (system_error(errno.ENOSPC), "the disk is full", "Free some space, then press Try again."),
        (system_error(errno.EDQUOT), "the disk is full", "Free some space, then press Try again."),
        (
            system_error(errno.EACCES, "/home/x/care plan.docx"),
            "does not let Two Pens use care plan.docx.",
            "Choose another folder, or ask",
        ),
        (system_error(errno.EPERM), "does not let Two Pens use this place.", "Choose another folder, or ask"),
        (system_error(errno.EROFS), "it can only be read", "Choose another folder."),
        (
            system_error(errno.EACCES, "plan.docx", windows=32),
            "plan.docx is open in another program.",
            "Close it there, then press Try again.",
        ),
        (
            system_error(errno.EACCES, "plan.docx", windows=33),
            "plan.docx is open in another program.",
            "Close it there, then press Try again.",
        ),
        (system_error(errno.EBUSY), "This file is open in another program.", "Close it there, then press Try again."),
        (system_error(errno.ENOENT, "/media/stick/Copies"), "Copies is not there.", "Look if it was moved, or choose another folder."),
        (system_error(errno.ENOENT, "x", windows=53), "does not answer", "Check that it is plugged in, then press Try again."),
        (system_error(errno.EACCES, "x", windows=21), "does not answer", "Check that it is plugged in, then press Try again."),
        (system_error(errno.EIO), "does not answer", "Check that it is plugged in, then press Try again."),
        (system_error(errno.ENAMETOOLONG), "too long", "Choose a shorter name or another folder."),
        (system_error(errno.ENOENT, "x", windows=206), "too long", "Choose a shorter name or another folder."),
        (system_error(errno.EINVAL, "x", windows=123), "does not take the name", "Choose a name of letters and numbers."),
        (system_error(errno.EISDIR, "/tmp/Plans"), "Plans is a folder, and not a file.", "Choose another name."),
        (system_error(errno.EFBIG), "too big for the disk", "Choose a folder on another disk."),
        (system_error(errno.EMFILE), "Too much is open", "Close other programs, then press Try again."),
        (MemoryError(), "Too much is open", "Close other programs, then press Try again."),
        (system_error(errno.EDOM), "could not do what Two Pens asked", "Press Try again, or choose another folder."),
        (OSError("a bare one"), "could not do what Two Pens asked", "Press Try again, or choose another folder."),
    ],
)
def test_the_worlds_errors_have_a_sentence_and_a_next_step(error: Exception, sentence: str, next_step: str) -> None:
    trouble = explain(error)
    assert sentence in trouble.sentence
    assert trouble.next_step.startswith(next_step)
    assert trouble.kept == "Your words are kept here."
    assert not trouble.ours
    assert trouble.__cause__ is error


def test_a_name_in_bytes_and_a_number_for_a_name_do_no_harm() -> None:
    assert explain(system_error(errno.ENOENT, b"/tmp/caf\xe9")).sentence == "caf\ufffd is not there."
    assert explain(system_error(errno.ENOENT, 7)).sentence == "This file or folder is not there."


def test_a_real_missing_folder_is_named_without_the_way_to_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        os.listdir(tmp_path / "Copies")
    assert explain(caught.value).sentence == "Copies is not there."


def test_another_room_explains_its_own_exceptions_and_those_made_from_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "_explanations", dict(errors._explanations))

    class TornError(OSError):
        """A kind of its own, made from one that is explained already."""

    class TornTwiceError(TornError):
        """And one made from that."""

    @explains(TornError)
    def explain_torn(_torn: TornError) -> Trouble:
        return Trouble("Torn", "This page is torn.", "Mend it.")

    assert explain(TornTwiceError()).title == "Torn"
    assert explain(OSError()).title != "Torn"
    with pytest.raises(ValueError, match="TornError is explained already"):
        explains(TornError)(explain_torn)
