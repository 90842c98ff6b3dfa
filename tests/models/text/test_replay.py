"""What rows come to: a snapshot says the same as its rows, and a row less says something else."""

import pytest

from models.text.document import Committed, PlanDocument
from models.text.engine import EngineFault
from models.text.entries import enter
from models.text.pens import Pen, Voice
from models.text.replay import replayed
from models.text.writing import write

SAM = Pen("s", Voice.of("sam"), "sam")
JO = Pen("j", Voice.of("jo"), "jo")


def rows_and_document() -> tuple[list[bytes], PlanDocument]:
    rows: list[bytes] = []

    def keep(committed: Committed) -> None:
        rows.extend(update.blob for update in committed.updates)

    document = PlanDocument(keep=keep)
    write(document, SAM, "q/together", 0, 0, "Garden first, alone")
    write(document, JO, "q/together", 14, 5)
    enter(document, SAM, "q/patient", {"values": ["garden"]})
    return rows, document


def test_a_snapshot_says_the_same_as_its_rows() -> None:
    rows, document = rows_and_document()
    assert replayed([document.engine.snapshot()]) == replayed(rows)


def test_a_snapshot_with_another_word_says_something_else() -> None:
    rows, document = rows_and_document()
    write(document, SAM, "q/together", 0, 0, "x")
    assert replayed([document.engine.snapshot()]) != replayed(rows[:-1])


def test_rows_with_one_missing_do_not_fit_together() -> None:
    rows, _document = rows_and_document()
    with pytest.raises(EngineFault):
        replayed([rows[0], *rows[2:], *rows_and_document()[0][1:]])
