"""The guard that keeps us from a PySide6 that eats references: docs/decisions/0003 says what happens otherwise."""

import sys

import pytest

CALLS = 500
MOST_LOST = 50


def test_five_hundred_qt_calls_take_no_reference_from_none() -> None:
    core = pytest.importorskip("PySide6.QtCore", reason="runs where Qt is installed")
    thing = core.QObject()
    before = sys.getrefcount(None)

    for _ in range(CALLS):
        thing.setObjectName("a")

    assert before - sys.getrefcount(None) < MOST_LOST
