"""Forgotten things: looked for where the window is, and only while it waits."""

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.collecting import Collector

ROOT = Path(__file__).resolve().parents[2]
MANY = 2_000  # new things, more than Python lets pass without a look

LOOKED_IN = """
import gc, sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

app = QApplication(["Two Pens", "-platform", "offscreen"])
looked = []
def begin():
    gc.callbacks.append(lambda *_: looked.append(threading.current_thread() is threading.main_thread()))
    other = threading.Thread(target=lambda: [[] for _ in range(50_000)])
    other.start()
    other.join()
    kept.extend([] for _ in range(50_000))
    QTimer.singleShot(2_500, lambda: (print(looked), app.closeAllWindows(), app.quit()))
kept = []
QTimer.singleShot(1_000, begin)
from ui.__main__ import main
main(["--profile", sys.argv[1]])
"""


class Box(QWidget):
    """A box of ours that knows itself, as boxes with buttons do: only a look finds it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    owner = QObject()
    collector = Collector(owner)
    collector.begin()
    yield collector
    gc.unfreeze()


def forgotten_box() -> weakref.ref[Box]:
    return weakref.ref(Box())


def make_many() -> list[list[int]]:
    return [[] for _ in range(MANY)]


def test_what_is_forgotten_goes_while_the_window_waits(collector: Collector, qtbot: QtBot) -> None:
    box, many = forgotten_box(), make_many()

    qtbot.wait_until(lambda: box() is None)

    assert len(many) == MANY


def test_nothing_is_looked_for_while_things_are_made(collector: Collector) -> None:
    box = forgotten_box()

    other = threading.Thread(target=make_many)
    other.start()
    other.join()
    make_many()

    assert box() is not None


def test_an_open_box_is_waited_for(collector: Collector, qtbot: QtBot) -> None:
    box, many, seen = forgotten_box(), make_many(), list[bool]()
    opened = QEventLoop()

    def look_inside() -> None:
        within = QEventLoop()
        QTimer.singleShot(0, lambda: (collector.look(), seen.append(box() is not None), within.quit(), opened.quit()))
        within.exec()

    QTimer.singleShot(0, look_inside)
    opened.exec()
    collector.look()

    assert seen == [True]
    assert box() is None
    assert len(many) == MANY


def test_a_real_run_looks_on_the_thread_of_the_window_alone(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LOOKED_IN, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True)

    looked = set(done.stdout.strip("[]\n").split(", "))
    assert looked == {"True"}, done.stderr
