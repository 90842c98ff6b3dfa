"""Random acts of four people with many pens on three machines, each held against the naive plan: `python -m tests.models.text.fuzz`.

A run is known by its seed: each step draws from a generator of its own, so a failing run can be repeated, and shrunk by leaving steps out.
"""

import argparse
import secrets
import sys
import time
import traceback
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from unittest.mock import patch

from tests.models.text.player import Player
from tests.models.text.world import PEOPLE, World

STEPS = 60


class Failure(Exception):
    """A run that went wrong: its seed, how many steps were begun, the steps that were left out, and the story of those that were not."""

    def __init__(self, seed: int, steps: int, skipped: frozenset[int], story: tuple[str, ...]) -> None:
        super().__init__(f"seed {seed} failed within {steps} steps")
        self.seed, self.steps, self.skipped, self.story = seed, steps, skipped, story

    def tell(self) -> None:
        """Prints what happened, and how to see it again."""
        print("\n".join(self.story))
        print("".join(traceback.format_exception(self.__cause__)[-8:]))
        print(f"{self}; it needs only", [step for step in range(self.steps) if step not in self.skipped])


def run(seed: int, steps: int = STEPS, skipped: Collection[int] = ()) -> Counter[str]:
    """One run from its seed; returns how often each thing was done. Raises Failure at the first step that goes wrong."""
    done: Counter[str] = Counter()
    with _seeded(seed):
        world, begun = World(seed), 0
        try:
            for step in range(steps):
                begun = step + 1
                if step not in skipped:
                    player = Player(world, step)
                    done[player.play()] += 1
                    player.pass_on()
            finish(world)
        except Exception as error:
            raise Failure(seed, begun, frozenset(skipped), tuple(world.story)) from error
    return done


def finish(world: World) -> None:
    """Lets everything arrive; then all machines must read alike, and so must a document opened from all rows in any order."""
    rnd = Random(f"{world.seed}:end")
    for machine in world.machines:
        while machine.inbox:
            machine.receive(rnd.randrange(len(machine.inbox)))
        for name in world.sides:
            machine.side(name)
        machine.check()
        for person in PEOPLE:
            machine.check_waiting(person)
    first, *others = world.machines
    for machine in others:
        machine.check_rebuilt(rnd.sample(first.kept, len(first.kept)))
    first.check_rebuilt([first.document.engine.snapshot()])


def run_for(seconds: float, first_seed: int, steps: int = STEPS) -> tuple[int, Counter[str]]:
    """Runs seed after seed until the time is over: how many runs, and what was done in them. Raises Failure."""
    end, done, runs = time.monotonic() + seconds, Counter[str](), 0
    while runs == 0 or time.monotonic() < end:
        done += run(first_seed + runs, steps)
        runs += 1
    return runs, done


def shrink(failure: Failure) -> Failure:
    """The same failure, or another, in fewer steps: each step is left out once, and stays out if the run still fails."""
    for step in reversed(range(failure.steps)):
        try:
            run(failure.seed, failure.steps, failure.skipped | {step})
        except Failure as shorter:
            failure = shorter
    return failure


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line: fuzz for some minutes, or repeat one seed and shrink it."""
    parser = argparse.ArgumentParser(description="Holds the text engine against the rules, step by random step.")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9), help="the first seed (default: a random one)")
    parser.add_argument("--minutes", type=float, default=0.0, help="how long to go on; 0 runs the one seed alone")
    parser.add_argument("--steps", type=int, default=STEPS, help="steps of one run")
    parser.add_argument("--shrink", action="store_true", help="leave out all steps of a failing run that it does not need")
    wanted = parser.parse_args(arguments)
    print(f"first seed {wanted.seed}, {wanted.steps} steps a run", flush=True)
    try:
        runs, done = run_for(wanted.minutes * 60, wanted.seed, wanted.steps)
    except Failure as failure:
        (shrink(failure) if wanted.shrink else failure).tell()
        return 1
    print(f"{runs} runs without a mismatch:", ", ".join(f"{what} {often}" for what, often in done.most_common()))
    return 0


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Peers and keys are random in earnest; here they come from the seed, so that a run can be repeated.

    Some runs cut a side into blocks of a few pieces, as only a very long one would be.
    """
    rnd = Random(f"{seed}:ids")
    ids = patch("secrets.randbelow", rnd.randrange), patch("secrets.token_hex", lambda size: rnd.randbytes(size).hex())
    with ids[0], ids[1], patch("models.text.blocks.BLOCK_FULL", rnd.choice((2, 3, 6, 96))):
        yield


if __name__ == "__main__":
    sys.exit(main())
