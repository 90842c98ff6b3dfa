"""What the tests of the screen get: a look that dresses the one application of the run."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ui.look import Look


@pytest.fixture(autouse=True)
def _forgotten_things_are_looked_for_between_tests() -> Iterator[None]:
    """As in the window (`ui.collecting`): a box of an earlier test is not taken apart in the middle of a later one.

    What nobody took away goes, too: each later test would dress it anew. And what is still held then is held to the end of the run: it is
    not looked at again.
    """
    gc.disable()
    yield
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """A light look at 100 %, worn by the application until the next test puts on its own."""
    qapp.setCursorFlashTime(0)
    look = Look()
    look.apply(qapp)
    yield look
    look.leave()
