"""What `test.py` does: every check in order, each with a sentence; then every test, in several runs, two of them at a time.

The models and the app are tested in a second private place where Qt is not installed. An import hook that refuses Qt would be cheaper, but
it would only prove that our hook works: a part that carries Qt along, or looks for it without importing, would slip by. They need no Qt,
so that is also the only run they get; the window, the journeys and the house run where Qt is.
"""

import contextlib
import os
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, Any

from installer.environment import HOUSE, TESTS, Environment, PartsList
from installer.qt_libraries import packages_for, see_to_libraries
from installer.starting import environment_of_the_app
from installer.system_packages import see_to_venv
from installer.telling import SetupFailed, say

HOME = Environment(HOUSE / ".venv", TESTS)
# qtawesome stays: it is a box of fonts for us, and its lists of names are asked without Qt.
QT_AND_WHAT_NEEDS_IT = frozenset({"pyside6-essentials", "shiboken6", "pytest-qt"})
HOME_WITHOUT_QT = Environment(HOUSE / ".venv-noqt", PartsList(TESTS.path, left_out=QT_AND_WHAT_NEEDS_IT))


@dataclass(frozen=True)
class Check:
    """One thing that must hold: said in a sentence, checked by a command of a private place's Python."""

    sentence: str
    arguments: tuple[str, ...]
    place: Environment = HOME

    def passes(self) -> bool:
        """Says what is checked, checks it, and says how long it took."""
        say(f"\n== {self.sentence}")
        begun = time.monotonic()
        code = run_python(self.place, self.arguments)
        say(f"   {'holds' if code == 0 else 'DOES NOT HOLD'} ({time.monotonic() - begun:.0f} s)")
        return code == 0


@dataclass(frozen=True)
class Run:
    """Tests that run beside others: said in a sentence, run by a command of a private place's Python, told when they are over."""

    sentence: str
    arguments: tuple[str, ...]
    place: Environment

    def run(self, told: IO[bytes]) -> tuple[int, float]:
        """Runs it to its end: its exit code and the seconds it took. What it says goes into the file."""
        begun = time.monotonic()
        code = subprocess.run(**_command(self.place, self.arguments), stdout=told, stderr=subprocess.STDOUT, check=False).returncode
        return abs(code), time.monotonic() - begun


CHECKS = (
    Check("Every file is laid out alike (ruff format)", ("-m", "ruff", "format", "--check", ".")),
    Check("Nothing stands in the code that is known to go wrong (ruff)", ("-m", "ruff", "check", ".")),
    Check("The types agree (mypy)", ("-m", "mypy")),
    Check(
        "The floors of the house keep to themselves (import-linter)",
        ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    ),
)

_PYTEST = ("-m", "pytest", "-q", "--durations=8", "-p", "no:cacheprovider")
RUNS = (
    Run("The window", (*_PYTEST, "tests/ui"), HOME),
    Run("The models and the app, where Qt is not installed", (*_PYTEST, "tests/models", "tests/app"), HOME_WITHOUT_QT),
    Run("The journeys", (*_PYTEST, "tests/journeys"), HOME),
    Run("The house", (*_PYTEST, "tests/house"), HOME),
)  # the longest first, so that no core waits for the last one
AT_A_TIME = 2


def main(arguments: list[str]) -> int:
    """Runs every check, or only pytest with the given arguments. Zero if everything holds."""
    try:
        see_to_everything((HOME,) if arguments else (HOME, HOME_WITHOUT_QT))
    except SetupFailed as failure:
        say(str(failure))
        return 1
    if arguments:
        return run_python(HOME, ("-m", "pytest", *arguments))
    failed = failed_checks(CHECKS)
    return run_side_by_side(RUNS) or bool(failed)


def see_to_everything(places: tuple[Environment, ...]) -> None:
    """Makes the private places whole, and sees that Qt loads in the first. Raises SetupFailed."""
    for place in places:
        place.make_whole(prepare=lambda: see_to_venv(packages_for(())))
    see_to_libraries(HOME, ())


def failed_checks(checks: tuple[Check, ...]) -> list[Check]:
    """Those that do not hold; all are tried, and the outcome is told before pytest begins, which likes to have the last word."""
    failed = [check for check in checks if not check.passes()]
    say(f"\n== {len(checks) - len(failed)} of {len(checks)} checks hold" + "".join(f"\n   NOT: {check.sentence}" for check in failed))
    return failed


def run_side_by_side(runs: tuple[Run, ...]) -> int:
    """Runs them, some at the same time, and tells each in its turn when all before it are over. Zero if every one of them was."""
    say(f"\n== Every test, {AT_A_TIME} runs at a time")
    with contextlib.ExitStack() as files, ThreadPoolExecutor(AT_A_TIME) as cores:
        told = [files.enter_context(tempfile.TemporaryFile()) for _run in runs]
        under_way = [cores.submit(run.run, file) for run, file in zip(runs, told, strict=True)]
        return max(_told_when_over(run, *over.result(), file) for run, over, file in zip(runs, under_way, told, strict=True))


def _told_when_over(run: Run, code: int, seconds: float, told: IO[bytes]) -> int:
    say(f"\n== {run.sentence} ({seconds:.0f} s)")
    told.seek(0)
    say(told.read().decode(errors="replace").rstrip())
    return code


def run_python(place: Environment, arguments: tuple[str, ...]) -> int:
    """Runs Python of a private place at the top of the repository, without a screen. The exit code is never zero by mistake."""
    return abs(subprocess.run(**_command(place, arguments), check=False).returncode)


def _command(place: Environment, arguments: tuple[str, ...]) -> dict[str, Any]:
    settings = environment_of_the_app(os.environ) | {"QT_QPA_PLATFORM": "offscreen"}
    return {"args": [str(place.python), "-P", *arguments], "cwd": HOUSE, "env": settings}
