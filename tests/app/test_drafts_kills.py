"""Killed in the middle of a private page: every word that was told as saved is there, sealed, and nothing of it lies in clear."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.access.profile import Profile
from app.services import Services
from tests.app.drafting_child import main
from tests.app.prepared import lay_prepared

KILLS = 5
ROOT = Path(__file__).parents[2]
PASSPHRASE, NUMBER = "three blue gardens", "red green blue"

pytestmark = pytest.mark.long


def write_and_be_killed(folder: Path, seed: int, seconds: float) -> int:
    """Lets a child write for that long after its first word is saved, kills it, and gives how many it told as saved."""
    command = [sys.executable, "-m", main.__module__, str(folder), PASSPHRASE, NUMBER, str(seed)]
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


def test_every_word_that_was_told_as_saved_is_there_after_a_kill(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    dice = random.Random(seed)
    table = lay_prepared(tmp_path, passphrase=PASSPHRASE)
    table.start(table.sam, NUMBER)
    person, folder = table.sam, table.ward.services.profile.folder
    table.ward.close()
    for kill in range(KILLS):
        saved = write_and_be_killed(folder, seed + kill, dice.uniform(0, 0.3))
        in_clear = [path.name for path in folder.rglob("*") if path.is_file() and b"word1 word2" in path.read_bytes()]
        assert in_clear == []
        words = words_of(folder, person)
        assert words == [f"word{n}" for n in range(len(words))]
        assert len(words) >= saved, f"{saved} words were told as saved, {len(words)} are there"


def words_of(folder: Path, person: str) -> list[str]:
    """What stands on the page, opened by its number after the kill."""
    services = Services(Profile(folder), lambda call: call())
    services.standing()
    store = services.open_with_passphrase(PASSPHRASE)
    store.unlock_as(store.staff()[0].id)
    plan = store.plans_to_carry_on()[0].plan
    words = store.drafts.open(person, plan.id, NUMBER).words.jotted("mm_who").boxes
    store.close()
    services.close()
    return "".join(words).split()
