"""What `test.py` does: every check and every test, in several runs, each with a sentence, some of them at the same time.

The models and the app are tested in a second private place where Qt is not installed. An import hook that refuses Qt would be cheaper, but
it would only prove that our hook works: a part that carries Qt along, or looks for it without importing, would slip by. They need no Qt,
so that is also the only run they get; the window, the journeys and the house run where Qt is.
"""

import contextlib
import os
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import IO, Any

from installer.environment import HOUSE, TESTS, Environment, PartsList
from installer.qt_libraries import packages_for, see_to_libraries
from installer.starting import environment_of_the_app
from installer.system_packages import see_to_venv
from installer.telling import SetupFailed, say

HOME = Environment(HOUSE / ".venv", TESTS)
COMPILED = HOME.folder / "compiled"
# qtawesome stays: it is a box of fonts for us, and its lists of names are asked without Qt.
QT_AND_WHAT_NEEDS_IT = frozenset({"pyside6-essentials", "shiboken6", "pytest-qt"})
HOME_WITHOUT_QT = Environment(HOUSE / ".venv-noqt", PartsList(TESTS.path, left_out=QT_AND_WHAT_NEEDS_IT))


@dataclass(frozen=True)
class Run:
    """Something that must hold: said in a sentence, tried by a command of a private place's Python, told when it is over."""

    sentence: str
    arguments: tuple[str, ...]
    place: Environment = HOME

    def run(self, told: IO[bytes]) -> tuple[int, float]:
        """Runs it to its end, in a place that is made whole first: its exit code and its seconds. What it says goes into the file."""
        begun = time.monotonic()
        try:
            self.place.make_whole()
        except SetupFailed as failure:
            told.write(str(failure).encode())
            return 1, time.monotonic() - begun
        code = subprocess.run(**_command(self.place, self.arguments), stdout=told, stderr=subprocess.STDOUT, check=False).returncode
        return abs(code), time.monotonic() - begun


def _tests(sentence: str, *paths: str, place: Environment = HOME) -> Run:
    return Run(sentence, ("-m", "pytest", "-q", "--durations=8", "-p", "no:cacheprovider", *paths), place)


OF_THE_APP = ("tests/app/access", "tests/app/word")  # in a run of their own
# The longest first, the last ones short, so that no core waits at the end; the models before them: their place is yet to be made.
RUNS = (
    _tests("The models, where Qt is not installed", "tests/models", place=HOME_WITHOUT_QT),
    _tests("The pages", "tests/ui/pages"),
    _tests("The journeys", "tests/journeys"),
    _tests("The desk", "tests/ui/desk"),
    _tests("The app, where Qt is not installed", "tests/app", *(f"--ignore={folder}" for folder in OF_THE_APP), place=HOME_WITHOUT_QT),
    _tests("The rest of the window", "tests/ui", "--ignore=tests/ui/pages", "--ignore=tests/ui/desk"),
    _tests("The app's keys and its copies, where Qt is not installed", *OF_THE_APP, place=HOME_WITHOUT_QT),
    _tests("The house", "tests/house"),
    Run("The types agree (mypy)", ("-m", "mypy")),
    Run(
        "The floors of the house keep to themselves (import-linter)",
        ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    ),
    Run("Every file is laid out alike (ruff format)", ("-m", "ruff", "format", "--check", ".")),
    Run("Nothing stands in the code that is known to go wrong (ruff)", ("-m", "ruff", "check", ".")),
)
AT_A_TIME = 3  # on two cores: some of them wait, for a clock, a disk or a killed process


def main(arguments: list[str]) -> int:
    """Runs every check and every test, or only pytest with the given arguments. Zero if everything holds."""
    try:
        see_to_everything()
    except SetupFailed as failure:
        say(str(failure))
        return 1
    if arguments:
        return run_python(HOME, ("-m", "pytest", *arguments))
    return run_side_by_side(RUNS)


def see_to_everything() -> None:
    """Makes the private place of the app whole, and sees that Qt loads in it. Raises SetupFailed."""
    HOME.make_whole(prepare=lambda: see_to_venv(packages_for(())))
    see_to_libraries(HOME, ())


def run_side_by_side(runs: tuple[Run, ...]) -> int:
    """Runs them, some at the same time, and tells each when it is over; at the end which of them did not hold. Zero if all did."""
    say(f"\n== Every check and every test, {AT_A_TIME} runs at a time. This takes some minutes.")
    failed: list[str] = []
    with contextlib.ExitStack() as files, ThreadPoolExecutor(AT_A_TIME) as cores:
        told = [files.enter_context(tempfile.TemporaryFile()) for _run in runs]
        under_way = {cores.submit(run.run, file): (run, file) for run, file in zip(runs, told, strict=True)}
        for over in as_completed(under_way):
            run, file = under_way[over]
            code, seconds = over.result()
            _tell(run, code, seconds, file)
            failed += [run.sentence] if code else []
    say(f"\n== {len(runs) - len(failed)} of {len(runs)} hold" + "".join(f"\n   NOT: {sentence}" for sentence in failed))
    return int(bool(failed))


def _tell(run: Run, code: int, seconds: float, told: IO[bytes]) -> None:
    say(f"\n== {run.sentence}: {'DOES NOT HOLD' if code else 'holds'} ({seconds:.0f} s)")
    told.seek(0)
    say(told.read().decode(errors="replace").rstrip())


def run_python(place: Environment, arguments: tuple[str, ...]) -> int:
    """Runs Python of a private place at the top of the repository, without a screen. The exit code is never zero by mistake."""
    return abs(subprocess.run(**_command(place, arguments), check=False).returncode)


def _command(place: Environment, arguments: tuple[str, ...]) -> dict[str, Any]:
    """Hundreds of processes start in a run: what Python compiled is kept, away from the code, even where it was told to keep nothing."""
    settings = environment_of_the_app(os.environ) | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(COMPILED)}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    return {"args": [str(place.python), "-P", *arguments], "cwd": HOUSE, "env": settings}
