"""What the tests of the screen get: a look that dresses the one application of the run."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.look import Look


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """A light look at 100 %, worn by the application until the next test puts on its own."""
    qapp.setCursorFlashTime(0)
    look = Look()
    look.apply(qapp)
    yield look
    look.leave()
