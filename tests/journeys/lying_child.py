"""The writing child with a fault planted in it: the label says "Saved" as soon as a key is pressed, long before the disk has it.

The kill journey has to find that out, or it is worth nothing.
"""

import sys

from app import keeping
from app.keeping import Keeping, Saved, SavedState
from models.writer import Tempo
from tests.journeys.writing_child import run_app


class TooEarly(Keeping):
    """Says that all is saved whatever there is to say, and takes its time."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given, Tempo(idle=2, longest_wait=5))  # type: ignore[arg-type]

    def _tell(self, _saved: Saved) -> None:
        self.changed.announce(Saved(SavedState.SAVED))


if __name__ == "__main__":
    keeping.Keeping = TooEarly  # type: ignore[misc]  # app.open_store takes it from there when it is loaded
    sys.exit(run_app(*sys.argv[1:]))
