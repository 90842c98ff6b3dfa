"""What is too long for every run: `python tests/long.py --minutes 30`.

All real typing histories, edit by edit; then, for the rest of the time, whatever draws its own seeds. Seeds and counts are printed, to be
written down. The exit code is 1 when anything went wrong.
"""

import argparse
import secrets
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.journeys.kills import kill_for
from tests.models.text.fuzz import Failure, run_for, shrink
from tests.models.text.traces import CONCURRENT, SEQUENTIAL, check_alone, check_together, history, replay_alone, replay_together, told


@dataclass(frozen=True)
class Part:
    """One part of the long run. `run` gets seconds and a seed, yields lines to print, and raises when something is wrong.

    `shares` says how much of the time it gets beside the others; 0: it takes what it needs.
    """

    name: str
    run: Callable[[float, int], Iterator[str]]
    shares: float = 0.0


def typing_histories(seconds: float, seed: int) -> Iterator[str]:
    """All seven, edit by edit."""
    for name in SEQUENTIAL:
        typed = history(name)
        done = replay_alone(typed)
        yield told(typed, done)
        check_alone(typed, done)
    for name in CONCURRENT:
        typed = history(name)
        done = replay_together(typed)
        yield told(typed, done)
        for place in check_together(typed, done):
            yield f"where two wrote at one moment, {place}"


def fuzz(seconds: float, seed: int) -> Iterator[str]:
    """The text engine against the rules: short runs for half of the time, then long ones."""
    for steps, first in ((60, seed), (250, seed + 1_000_000)):
        try:
            runs, done = run_for(seconds / 2, first, steps)
        except Failure as failure:
            shrink(failure).tell()
            raise
        yield f"{runs} runs of {steps} steps from seed {first}, no mismatch: {', '.join(f'{what} {n}' for what, n in done.most_common())}"


def kills(seconds: float, seed: int) -> Iterator[str]:
    """The app killed while two people write in it, again and again."""
    with TemporaryDirectory(prefix="two-pens-kills-") as folder:
        yield f"{kill_for(Path(folder), seconds, seed)}"


# A part that runs for a time is added here, as a line of its own.
PARTS: tuple[Part, ...] = (
    Part("typing histories", typing_histories),
    Part("fuzz of the text engine", fuzz, shares=1),
    Part("kills", kills, shares=1),
)


def run_parts(parts: Sequence[Part], minutes: float, seed: int) -> list[str]:
    """Runs one part after another; returns the names of those that went wrong."""
    end, wrong = time.monotonic() + minutes * 60, []
    for number, part in enumerate(parts):
        shares = sum(later.shares for later in parts[number:])
        seconds = max(1.0, (end - time.monotonic()) * part.shares / shares) if part.shares else 0.0
        if not _goes_well(part, seconds, seed):
            wrong.append(part.name)
    return wrong


def _goes_well(part: Part, seconds: float, seed: int) -> bool:
    print(f"== {part.name}, seed {seed}", flush=True)
    start = time.monotonic()
    try:
        for line in part.run(seconds, seed):
            print("  ", line, flush=True)
    except Exception:
        traceback.print_exc()
        return False
    print(f"   well, after {time.monotonic() - start:.0f} s", flush=True)
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Runs what is too long for every run of the tests.")
    parser.add_argument("--minutes", type=float, default=30.0, help="how long all of it may take (default: 30)")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9), help="where random parts start (default: anywhere)")
    parser.add_argument("--only", choices=[part.name for part in PARTS], help="one part alone")
    wanted = parser.parse_args(arguments)
    parts = [part for part in PARTS if wanted.only in (None, part.name)]
    wrong = run_parts(parts, wanted.minutes, wanted.seed)
    print("went wrong:" if wrong else "all went well", ", ".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
