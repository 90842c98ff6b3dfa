"""Forgotten things are looked for on the window's thread alone, and only while it waits for the next event."""

import gc

from PySide6.QtCore import QObject, QThread, QTimer

LOOK_EVERY_MS = 1_000


class Collector(QObject):
    """Takes over from Python, which looks for forgotten things on whichever thread makes the next object, in the middle of anything.

    A box of the window that is taken apart on another thread, or while Qt is still busy with it, ends the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """From now on Python does not look by itself. What is there already is taken to stay: a look is then a matter of milliseconds."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Takes apart what is forgotten; older things at every tenth look. Waits while an open box or menu holds up what opened it."""
        if QThread.currentThread().loopLevel() > 1:
            return
        due = [generation for generation, (made, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if made > most]
        if due:
            gc.collect(due[-1])
