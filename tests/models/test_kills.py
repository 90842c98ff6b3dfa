"""Killed while typing, again and again: every row that was told as saved is there, and every chain fits."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.database import Store
from models.record import rows_of
from models.verify import verify
from tests.models.stores import KEY, Ward, new_ward

KILLS = 24
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.long


@pytest.fixture
def seed() -> int:
    """A fresh seed, printed when the test fails."""
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    return seed


def type_and_be_killed(ward: Ward, peer: int, seconds: float) -> int:
    """Lets a child type for that long after its first row is saved, kills it, and gives the last row that it told as saved."""
    names = (str(ward.store.path), ward.plan, ward.pen.id, ward.sitting, str(peer))
    command = [sys.executable, "-m", "tests.models.typing_child", *names]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        told = child.stdout.readline()
        if not told:
            pytest.fail(child.stderr.read().decode())
        time.sleep(seconds)
        child.kill()
        told += child.stdout.read()
    return int(told.rpartition(b"\n")[0].split(b"\n")[-1])


def test_every_row_that_was_told_as_saved_is_there_after_a_kill(tmp_path: Path, seed: int) -> None:
    dice, ward = random.Random(seed), new_ward(tmp_path / "s.twopens")
    ward.store.close()
    told = 0
    for kill in range(KILLS):
        peer = 10_000 + seed * 100 + kill
        saved = type_and_be_killed(ward, peer, dice.uniform(0, 0.15))
        store = Store.open(ward.store.path, KEY)
        with store.reading() as session:
            written = [row.update.first for row in rows_of(session, ward.plan) if row.update.peer == peer]
        assert written == list(range(len(written))), "rows have gaps or lie in another order"
        assert len(written) >= saved, f"{saved} rows were told as saved, {len(written)} are there"
        assert verify(store).sound
        store.close()
        told += saved
    assert told > KILLS
    print(f"{KILLS} kills, {told} rows told as saved, none lost")
