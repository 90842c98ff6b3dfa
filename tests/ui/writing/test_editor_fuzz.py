"""Random handling of two editors, for some seconds in every run; and faults planted in the editor, each of which it must find."""

import random
from time import monotonic

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.pictures import settle
from tests.ui.writing.faults import FAULTS, MARKS_FAULT, Fault
from tests.ui.writing.fuzz import Fail, Table, known_ids, run
from ui.look import Look

SECONDS = 25
STEPS = 100
MOST_RUNS = 12  # in which a planted fault has to show


@pytest.mark.long
def test_two_editors_and_another_machine_never_disagree(qapp: QApplication, look: Look):
    first = random.SystemRandom().randrange(1_000_000)
    began, seed = monotonic(), first
    while monotonic() - began < SECONDS:
        run(qapp, look, seed, STEPS)  # a failure says its seed
        seed += 1
    print(f"seeds {first} to {seed - 1}, {STEPS} steps each")


@pytest.mark.parametrize("seed", [101, 107, 336, 342, 1060])
def test_what_was_found_once_stays_mended(qapp: QApplication, look: Look, seed: int):
    run(qapp, look, seed, 60)


@pytest.mark.long
@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(qapp: QApplication, look: Look, monkeypatch: pytest.MonkeyPatch, name: str, qt_may_complain: None):
    FAULTS[name].plant(monkeypatch)
    assert _found(qapp, look, FAULTS[name]), f"nobody noticed that {name}"


@pytest.mark.long
def test_painting_what_changed_paints_the_same_as_painting_all(qapp: QApplication, look: Look):
    seed = random.SystemRandom().randrange(1_000_000)
    print("seed", seed)
    assert not any(_differently_painted(qapp, look, seed + number) for number in range(3))


@pytest.mark.parametrize("seed", [41, 77])
def test_nothing_is_left_painted_where_something_was_composed(qapp: QApplication, look: Look, seed: int):
    assert not _differently_painted(qapp, look, seed, ("start_composing", "compose_more", "remote"))


@pytest.mark.long
def test_marks_that_are_remembered_for_ever_are_noticed(qapp: QApplication, look: Look, monkeypatch: pytest.MonkeyPatch):
    MARKS_FAULT.plant(monkeypatch)
    assert any(_differently_painted(qapp, look, seed) for seed in range(MOST_RUNS))


@pytest.fixture
def qt_may_complain(_qt_log: object) -> None:
    """With a fault in it, the editor may ask Qt for places that are not there."""
    _qt_log.heard = _Deaf()


class _Deaf(list):
    def append(self, sentence: object) -> None:
        """Nothing is kept."""


def test_a_failure_says_its_seed_and_step(qapp: QApplication, look: Look, monkeypatch: pytest.MonkeyPatch, qt_may_complain: None):
    FAULTS["keys reach Qt"].plant(monkeypatch)
    with pytest.raises(Fail, match=r"^seed 0, step \d+"):
        run(qapp, look, 0, 60)


def _found(app: QApplication, look: Look, fault: Fault) -> bool:
    for seed in range(MOST_RUNS):
        try:
            run(app, look, seed, 60, fault.often, fault.plain)
        except Exception:
            return True
    return False


def _differently_painted(app: QApplication, look: Look, seed: int, often: tuple[str, ...] = ()) -> bool:
    """Whether the window ever shows something else than it does when everything is painted anew.

    Plain words only: beside words from right to left Qt draws a sign of its own at the caret, now and then.
    """
    with known_ids(seed):
        table = Table(app, look, random.Random(seed), often, plain=True)
        try:
            return any(_one_step_differs(app, table) for _ in range(40))
        finally:
            table.close()
            look.change(theme="light", scale=1.0)


def _one_step_differs(app: QApplication, table: Table) -> bool:
    table.step()
    settle(app)
    window = table.window
    before = window.screen().grabWindow(window.winId()).toImage()
    for box in (*table.editors, table.view):
        box._painter.forget()
        box.viewport().update()
    settle(app)
    return before != window.screen().grabWindow(window.winId()).toImage()
