"""A process to be killed: the real app from its own entrance, with two people writing in it, and a pipe that tells what the screen said.

    python -m tests.journeys.writing_child PROFILE SEED RUN

It tells in lines of JSON, each written whole:

    {"at": "start"} {"at": "desk"}      how far it has come
    {"pen": "sam", "words": "b"}        this is being put in by that pen, now
    {"label": "Saved, just now", "put": {"sam": 12}, "page": "…"}
                                        what the saved label says, how many letters each pen had put in by then, and the sum of the page;
                                        at each change of the label, and after each deed
    {"wrong": "…"}                      the screen and the plan do not say the same, a piece became a window, a script is stuck
"""

import json
import os
import sys
from collections import Counter
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys import hands
from tests.journeys.hands import shown, there, window
from tests.journeys.shown import sum_of
from tests.journeys.stage import Script, Stage
from tests.journeys.strays import StrayWindows
from tests.journeys.two_pens import TwoPens
from tests.journeys.ways_in import PASSPHRASE, go_on_after_a_crash, unlock
from ui.__main__ import main
from ui.widgets.banner import SavedLabel
from ui.writing.side_editor import SideEditor

PIPE = 1


class Witness:
    """Tells what the screen says."""

    def __init__(self, strays: StrayWindows) -> None:
        self._put: Counter[str] = Counter()
        self._strays = strays

    def say(self, **line: object) -> None:
        """One line, in one write: whoever reads finds it whole, or not at all. The end of the one who reads is ours."""
        try:
            os.write(PIPE, json.dumps(line).encode() + b"\n")
        except BrokenPipeError:
            os._exit(0)

    def put_in(self, pen: str, words: str) -> None:
        """These words are put in by that pen now."""
        self._put[pen] += len(words)
        self.say(pen=pen, words=words)

    def look(self) -> None:
        """Tells what the screen says now, between two rounds of events: box by box what the plan says, and the saved label."""
        for editor in shown(SideEditor):
            if editor.toPlainText() != editor.side.text:
                self.say(wrong=f"the screen says something else than the plan in {editor.side_name}")
        for stray in self._strays.seen:
            self.say(wrong=stray)
        self.read_label()

    def read_label(self, _news: object = None) -> None:
        """Tells the saved label, and what the plan comes to."""
        plan, label = window().shell.open_store.plan, next(shown(SavedLabel))
        assert plan is not None
        self.say(label=label.words, put=dict(self._put), page=sum_of(plan.document))

    def listen(self) -> None:
        """Tells each change of the label from now on, right after it."""
        window().shell.open_store.keeping.changed.connect(self.read_label)


def write_until_killed(witness: Witness, seed: int, run: int) -> Script[None]:
    """From the first page to the desk, and there for ever."""
    witness.say(at="start")
    yield from unlock("Jo", PASSPHRASE)
    yield from go_on_after_a_crash()
    yield lambda: there("desk")() and next(shown(SavedLabel), None)
    witness.listen()
    witness.look()
    witness.say(at="desk")
    yield from TwoPens(Random(seed), run, witness.put_in, witness.look).write()


def run_app(profile: str, seed: str, run: str) -> int:
    """The app, with its script beside it."""
    app, strays = QApplication(["Two Pens"]), StrayWindows()
    app.setEffectEnabled(Qt.UIEffect.UI_AnimateCombo, False)
    strays.begin()
    witness = Witness(strays)

    def ended(error: BaseException | None) -> None:
        witness.say(wrong=f"{type(error).__name__}: {error}")
        os._exit(3)

    stage = Stage(write_until_killed(witness, int(seed), int(run)), ended, hands.view)
    stage.begin()
    return main(["--profile", profile])


if __name__ == "__main__":
    sys.exit(run_app(*sys.argv[1:]))
