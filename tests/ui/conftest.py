"""What the tests of the screen get: a look that dresses the one application of the run."""

import gc
from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtWidgets import QApplication

from ui.look import Look

LOOK_AT_ALL = 40  # tests, after which everything is looked at, the oldest things too
_tests = count(1)


@pytest.fixture(autouse=True)
def _forgotten_things_are_looked_for_between_tests() -> Iterator[None]:
    """As in the window (`ui.collecting`): a box of an earlier test is not taken apart in the middle of a later one."""
    gc.disable()
    yield
    gc.collect(1 if next(_tests) % LOOK_AT_ALL else 2)
    gc.enable()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """A light look at 100 %, worn by the application until the next test puts on its own."""
    qapp.setCursorFlashTime(0)
    look = Look()
    look.apply(qapp)
    yield look
    look.leave()
