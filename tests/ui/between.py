"""Between two tests that show windows."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication


@contextmanager
def nothing_left_behind() -> Iterator[None]:
    """As in the window (`ui.collecting`), forgotten things are looked for here alone: on another thread, or in the middle, it ends the run.

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
