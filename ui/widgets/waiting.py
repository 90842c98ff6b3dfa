"""What a page shows when there is nothing yet, and while something takes long."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from app.language import _
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.dressing import Dressed, Words
from ui.widgets.icon_view import PictureView
from ui.widgets.sight import bring_into_sight

PATIENCE = 500  # milliseconds that may pass before a wait is shown


class EmptyState(Dressed, QWidget):
    """A picture, one sentence that says the first thing to do, and the button that does it."""

    def __init__(self, look: Look, sentence: str, icon: str, button: Button | None = None) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        words = Words(sentence, "big")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._column.addWidget(PictureView(look, icon, 88), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(words)
        if button is not None:
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(2)
        self.setAccessibleName(sentence)
        self.wear(look)

    def dress(self) -> None:
        self._column.setSpacing(self.look.pad(16))


class Busy(Dressed, QWidget):
    """What is being done, how far it is, and a button to stop it. Shows itself only when it takes longer than half a second."""

    stop_requested = Signal()

    def __init__(self, look: Look, sentence: str, can_stop: bool = True) -> None:
        super().__init__()
        self._words = Words(sentence, "bold")
        self._bar = QProgressBar()
        self._stop = Button(look, _("Stop"), "close")
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._build(can_stop, sentence)
        self._stop.clicked.connect(self._ask_to_stop)
        self._patience.timeout.connect(self._come)
        self.wear(look)
        self.hide()

    def begin(self, sentence: str = "") -> None:
        """Starts waiting: the page stays calm for half a second."""
        if sentence:
            self._words.setText(sentence)
            self._bar.setAccessibleName(sentence)
        self._stop.setEnabled(True)
        self.show_progress(0, 0)
        self._patience.start()

    def show_progress(self, done: int, of: int) -> None:
        """Shows how far it is. `of` 0: not known, then the bar moves by itself, unless nothing may."""
        self._bar.setRange(0, of or int(self.look.reduced_motion))
        self._bar.setValue(done)

    def end(self) -> None:
        """It is done: nothing is shown any more."""
        self._patience.stop()
        self.hide()

    def dress(self) -> None:
        self._column.setSpacing(self.look.pad(8))
        self._bar.setTextVisible(not self.look.large)

    def _build(self, can_stop: bool, sentence: str) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._words)
        self._column.addWidget(self._bar)
        self._column.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignLeft)
        self._bar.setAccessibleName(sentence)
        self._stop.setVisible(can_stop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _come(self) -> None:
        """Shows itself, where the page scrolls in sight: else it would look as if nothing was being done."""
        self.show()
        QTimer.singleShot(0, self, lambda: bring_into_sight(self))

    def _ask_to_stop(self) -> None:
        """Pressed once: it may take a moment until the work can stop."""
        self._stop.setEnabled(False)
        self.stop_requested.emit()
