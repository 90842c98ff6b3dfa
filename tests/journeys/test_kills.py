"""Killed while two people write, again and again: nothing that was said to be saved is lost, and nothing changes hands."""

import os
from pathlib import Path
from random import SystemRandom

import pytest

from tests.journeys.kills import LYING, kill_many
from tests.journeys.what_is_left import Lost

KILLS = int(os.environ.get("TWOPENS_KILLS", "50"))

pytestmark = pytest.mark.long


@pytest.fixture
def seed() -> int:
    """A fresh seed, printed when the test fails; TWOPENS_SEED gives one that failed before."""
    seed = int(os.environ.get("TWOPENS_SEED", "0")) or SystemRandom().randrange(10**9)
    print(f"seed {seed}")
    return seed


def test_nothing_that_was_said_to_be_saved_is_lost_or_changes_hands_in_fifty_kills(tmp_path: Path, seed: int) -> None:
    tally = kill_many(tmp_path, seed, lambda tally: tally.kills >= KILLS)
    print(tally)
    assert tally.kills >= KILLS
    assert tally.letters > 5 * KILLS, "hardly anything was said to be saved: the kills proved little"
    assert tally.undone > KILLS / 2, "undo after a restart was hardly tried"


def test_a_label_that_says_saved_too_early_is_found_out(tmp_path: Path, seed: int) -> None:
    with pytest.raises(Lost, match=r"were said to be saved|none that the rows come to"):
        kill_many(tmp_path, seed, lambda tally: tally.kills >= 8, LYING)
