"""Errors in what Qt calls: told, and the program goes on."""

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import pytest

import ui
from ui.guarded import is_called_by_qt, is_guarded

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from ui.guarded import Guarded

class Sheet({mixed_in}QWidget):
    def closeEvent(self, event):
        {error}

app = QApplication(["test", "-platform", "offscreen"])
sheet = Sheet()
sheet.show()
try:
    sheet.close()
except BaseException as error:
    print(type(error).__name__)
print("alive")
"""


def run(error: str, mixed_in: str = "Guarded, ") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(error=error, mixed_in=mixed_in)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.split()


@pytest.mark.parametrize(("error", "kind"), [("len(3)", "TypeError"), ("[][1]", "IndexError"), ("{}['x']", "KeyError")])
def test_an_error_in_what_qt_calls_is_told_and_the_program_goes_on(error: str, kind: str) -> None:
    assert run(error) == [kind, "alive"]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="there all errors are whole by themselves")
def test_the_guard_is_still_needed() -> None:
    assert "alive" not in run("len(3)", mixed_in="")


def test_every_class_that_qt_calls_is_guarded() -> None:
    unguarded = [
        f"{kind.__module__}.{kind.__name__}.{name}"
        for kind in our_classes()
        for name, method in vars(kind).items()
        if isinstance(method, FunctionType) and is_called_by_qt(kind, name) and not is_guarded(method)
    ]

    assert unguarded == []


def our_classes() -> Iterator[type]:
    """Every class of ours in the screen's rooms."""
    for found in pkgutil.walk_packages(ui.__path__, "ui."):
        if not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            yield from (kind for kind in vars(module).values() if isinstance(kind, type) and kind.__module__ == found.name)
