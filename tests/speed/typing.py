"""How long a key takes until it is painted: our editor, with tags, against a plain QTextEdit in the same run. Prints times and ratios.

    python -m tests.speed.typing [--keys 200] [--profile 5000]

A side of 300, 5,000 and 100,000 characters, written by 20 pens in turns of 37 characters, paragraphs of 400; typed in its middle. A key is
press, release, and every event until the window is painted. Aim: at most 4 times plain in the middle, 8 ms for the slowest of a hundred.
"""

import argparse
import cProfile
import gc
import os
import pstats
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QScrollArea, QTextEdit, QVBoxLayout, QWidget

from models.text.document import PlanDocument
from models.text.pens import Pen, Voice
from models.text.writing import write
from tests.speed.frame import Line
from ui.look import Look
from ui.painting import MarkStyle
from ui.writing.ports import Ports
from ui.writing.side_editor import SideEditor

SIDE = "need/together"
PENS, TURN, PARAGRAPH = 20, 37, 400
SIZES = (300, 5_000, 100_000)
WINDOW = (760, 500)
WARM_UP, ROUND = 5, 25
KEYS, MOST_TIMES, MOST_SECONDS = 200, 4.0, 0.008
INKS = ("honey", "sea", "leaf", "plum", "brick", "slate", "teal", "indigo")
LINES = ("solid", "dashed", "dotted", "double", "dash-dot", "dash-dot-dot", "thick", "thick-dashed")


def main() -> int:
    """Measures and prints a table."""
    options = _options()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    look = Look()
    look.apply(app)
    if options.profile:
        _profile(app, look, options.profile, options.keys)
        return 0
    print(f"{'characters':>10} {'what':>22} {'plain':>7} {'ours':>7} {'times':>6} {'p99 plain':>10} {'p99 ours':>9}   (ms)")
    for size in SIZES:
        for deed in (TYPE, BACKSPACE, STRIKE):
            plain, ours = _measure(app, look, size, deed, options.keys)
            ratio = plain.middle and ours.middle / plain.middle
            print(f"{size:>10} {deed.name:>22} {plain.middle:7.2f} {ours.middle:7.2f} {ratio:6.1f} {plain.slow:10.2f} {ours.slow:9.2f}")
    return 0


def measure() -> Iterator[Line]:
    """The same as lines, for `python -m tests.speed`."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    look = Look()
    look.apply(app)
    for size in SIZES:
        for deed in (TYPE, BACKSPACE, STRIKE):
            plain, ours = _measure(app, look, size, deed, KEYS)
            aim = MOST_TIMES if deed is TYPE else None
            yield Line(f"{deed.name} in a side of {size:,}", ours.middle / 1000, "plain", plain.middle / 1000, most_times=aim)
            yield Line("  the slowest but one in a hundred", ours.slow / 1000, "plain", plain.slow / 1000, most_seconds=MOST_SECONDS)


@dataclass(frozen=True)
class Deed:
    """What is done again and again: a key with its text, with the pen of the words at the caret or with another."""

    name: str
    key: Qt.Key
    text: str
    own: bool = True


TYPE = Deed("type", Qt.Key.Key_A, "a")
BACKSPACE = Deed("take out a letter", Qt.Key.Key_Backspace, "")
STRIKE = Deed("strike a word", Qt.Key.Key_Backspace, "", own=False)


@dataclass(frozen=True)
class Times:
    """Milliseconds: the middle one, and the slowest but one in a hundred."""

    middle: float
    slow: float


class Bench:
    """The plainest desk: one pen in hand, every act done at once."""

    def __init__(self, document: PlanDocument, pen: Pen) -> None:
        self.document, self.pen = document, pen

    def name_of(self, person: str) -> str:
        return person

    def mark_of(self, person: str) -> MarkStyle:
        number = int(person)
        return MarkStyle(INKS[number % 8], LINES[(number + number // 8) % 8], f"P{number}")

    def pen_for_writing(self, side: str) -> Pen:
        return self.pen

    pen_for_striking = pen_for_writing

    def write(self, side: str, at: int, take: int, text: str, burst: str = "", pasted: str | None = None):
        return write(self.document, self.pen, side, at, take, text, burst=burst, pasted=pasted)

    def tell(self, side: str, sentence: str) -> None:
        """Nobody listens."""


def _measure(app: QApplication, look: Look, size: int, deed: Deed, keys: int) -> tuple[Times, Times]:
    """A few keys by turns, so that whatever else the machine does falls on both alike."""
    text = sample(size)
    windows, boxes = zip(_plain(text), _ours(look, text, deed), strict=True)
    for window, box in zip(windows, boxes, strict=True):
        window.show()
        _place(app, box, len(text), deed)
    taken: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    for _ in range(keys // ROUND):
        for box, times in zip(boxes, taken, strict=True):
            _focus(app, box)
            times.extend([_press(app, box, deed) for _ in range(WARM_UP + ROUND)][WARM_UP:])
    for window in windows:
        window.close()
        window.deleteLater()
    app.processEvents()
    return _times(taken[0]), _times(taken[1])


def _times(taken: list[float]) -> Times:
    return Times(statistics.median(taken), sorted(taken)[int(len(taken) * 0.99) - 1])


def _focus(app: QApplication, box: QTextEdit) -> None:
    box.activateWindow()
    box.setFocus()
    for _ in range(6):
        app.processEvents()


def _press(app: QApplication, box: QTextEdit, deed: Deed) -> float:
    began = perf_counter()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        app.sendEvent(box, QKeyEvent(kind, deed.key, Qt.KeyboardModifier.NoModifier, deed.text))
    app.processEvents()
    return 1000 * (perf_counter() - began)


def sample(size: int) -> str:
    """Words in paragraphs, so many characters of them."""
    words = "we walk in the garden when the noise gets too much and music helps then "
    paragraph = (words * (PARAGRAPH // len(words) + 1))[: PARAGRAPH - 1] + "\n"
    return (paragraph * (size // PARAGRAPH + 1))[:size]


def _plain(text: str) -> tuple[QWidget, QTextEdit]:
    box = QTextEdit()
    box.setPlainText(text)
    return _window(box), box


def _ours(look: Look, text: str, deed: Deed) -> tuple[QWidget, SideEditor]:
    document = PlanDocument()
    pens = [Pen(str(number), Voice.of(str(number)), str(number)) for number in range(PENS)]
    for turn, at in enumerate(range(0, len(text), TURN)):
        write(document, pens[turn % PENS], SIDE, at, text=text[at : at + TURN])
    middle = len(text) // 2 // TURN
    bench = Bench(document, pens[middle % PENS] if deed.own else Pen("x", Voice.of("3"), "3"))
    editor = SideEditor(look, Ports(bench, bench, bench, bench), document, SIDE, "plan")
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(editor)
    column.addStretch()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    return _window(area), editor


def _window(content: QWidget) -> QWidget:
    window = QWidget()
    QVBoxLayout(window).addWidget(content)
    window.resize(*WINDOW)
    return window


def _place(app: QApplication, box: QTextEdit, length: int, deed: Deed) -> None:
    """Puts the caret into the middle, into a turn of the pen that types; more letters are typed first where they are taken out."""
    _focus(app, box)
    cursor = QTextCursor(box.document())
    cursor.setPosition(length // 2 // TURN * TURN + TURN // 2 if deed.own else length - 1)
    box.setTextCursor(cursor)
    _focus(app, box)
    if deed is BACKSPACE:
        for _ in range(600):
            _press(app, box, TYPE)


def _profile(app: QApplication, look: Look, size: int, keys: int) -> None:
    window, box = _ours(look, sample(size), TYPE)
    window.show()
    _place(app, box, size, TYPE)
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(keys):
        _press(app, box, TYPE)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(45)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How long a key takes until it is painted.")
    parser.add_argument("--keys", type=int, default=KEYS, help="how many keys are timed in each case")
    parser.add_argument("--profile", type=int, default=0, metavar="SIZE", help="shows where the time goes in a side of that size")
    return parser.parse_args()


if __name__ == "__main__":
    _run: Callable[[], int] = main
    code = _run()
    sys.stdout.flush()
    os._exit(code)  # Qt's own clearing up at the end of a process is nobody's measure
