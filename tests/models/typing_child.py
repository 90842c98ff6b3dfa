"""A process that types: it opens a store, hands over a row every few milliseconds, and says on its output which are saved.

Run by test_kills as `python -m tests.models.typing_child STORE PLAN PEN SITTING PEER`, and killed by it.
"""

import os
import random
import sys
import time
from pathlib import Path

from models.database import Store
from models.pens_kept import Peer
from models.record import Update
from models.writer import Pending, Tempo, WriterThread
from tests.models.stores import AT_MS, KEY


def main(path: str, plan: str, pen: str, sitting: str, peer: str) -> None:
    """Types until it is killed."""
    number, dice = int(peer), random.Random(peer)
    store = Store.open(Path(path), KEY)
    writer = WriterThread(store, on_saved=lambda saved: os.write(1, b"%d\n" % saved), tempo=Tempo(idle=0.003, longest_wait=0.02))
    for counter in range(100_000):
        peers = (Peer(number, pen, plan, AT_MS),) if counter == 0 else ()
        blob = counter.to_bytes(4, "big") + dice.randbytes(91)
        writer.put(Pending(plan, (Update(number, counter, counter, sitting, AT_MS + counter, blob),), peers=peers))
        time.sleep(dice.choice((0, 0.0005, 0.002, 0.005)))


if __name__ == "__main__":
    main(*sys.argv[1:])
