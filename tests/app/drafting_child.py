"""A process that writes on a private page, word after word, and says on its output how many are saved.

Run by test_drafts_kills as `python -m tests.app.drafting_child FOLDER PASSPHRASE NUMBER SEED`, and killed by it.
"""

import os
import random
import sys
import time
from pathlib import Path

from app.access.profile import Profile
from app.preparing import Preparing
from app.services import Services


def main(folder: str, passphrase: str, number: str, seed: str) -> None:
    """Writes until it is killed."""
    services = Services(Profile(Path(folder)), lambda call: call())
    services.standing()
    store = services.open_with_passphrase(passphrase)
    store.unlock_as(store.staff()[0].id)
    left = store.left_open()
    assert left is not None
    sitting = store.go_on_with(left)
    preparing = Preparing(store, store.open_plan(store.plans_to_carry_on()[0].plan))
    assert sitting.patient is not None
    draft, dice = preparing.open(sitting.patient.person, number), random.Random(seed)
    words = list("".join(draft.words.jotted("mm_who").boxes).split())
    for written in range(len(words), 100_000):
        words.append(f"word{written}")
        draft.write("mm_who", 0, " ".join(words))
        if dice.random() < 0.3 and store.keeping.flush():
            os.write(1, b"%d\n" % len(words))
        time.sleep(dice.choice((0, 0.001, 0.004)))


if __name__ == "__main__":
    main(*sys.argv[1:])
