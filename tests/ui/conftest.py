"""What the tests of the screen get: a look that dresses the one application of the run."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.between import nothing_left_behind
from ui.look import Look


@pytest.fixture(autouse=True)
def _between_tests() -> Iterator[None]:
    """A box of an earlier test is not taken apart in the middle of a later one."""
    with nothing_left_behind():
        yield


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """A light look at 100 %, worn by the application until the next test puts on its own."""
    qapp.setCursorFlashTime(0)
    look = Look()
    look.apply(qapp)
    yield look
    look.leave()
