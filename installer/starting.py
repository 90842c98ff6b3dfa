"""What `run.py` does: sees that everything is there, and hands over to the app."""

import os
import subprocess
import sys
from collections.abc import Mapping
from itertools import pairwise

from installer.environment import HOUSE, RUNTIME, TESTS, Environment
from installer.qt_libraries import packages_for, screens_here, see_to_libraries
from installer.system_packages import see_to_venv, what_to_type
from installer.telling import SetupFailed, say

HOME = Environment(HOUSE / ".venv", RUNTIME, also_good=(TESTS,))
ABORTED = 128 + 6  # as Qt ends a program that gets no window
OPTIONS_WITH_A_VALUE = ("--profile",)


def main(arguments: list[str]) -> int:
    """Starts the app with these arguments and hands back its exit code; 1 with a sentence if the app cannot be started."""
    try:
        see_to_everything(opens_window(arguments))
    except SetupFailed as failure:
        say(str(failure))
        return 1
    code = hand_over(arguments)
    if code == ABORTED and opens_window(arguments) and sys.platform == "linux":
        say("Two Pens could not show its window. Perhaps the system lacks something.")
        say(what_to_type(packages_for(screens_here())))
    return code


def opens_window(arguments: list[str]) -> bool:
    """Whether the app will show a window: it does unless a plain word names a command, such as `verify`, or only help is asked."""
    options = ("", *arguments)
    plain = [word for before, word in pairwise(options) if before not in OPTIONS_WITH_A_VALUE and not word.startswith("-")]
    return not plain and not {"-h", "--help", "--version"}.intersection(arguments)


def see_to_everything(window: bool) -> None:
    """Makes the private place whole and, for a window, sees that Qt can show one. Raises SetupFailed."""
    screens = screens_here() if window else ()
    HOME.make_whole(prepare=lambda: see_to_venv(packages_for(screens)))
    if window:
        _see_to_a_screen()
        see_to_libraries(HOME, screens)


def _see_to_a_screen() -> None:
    if sys.platform == "linux" and not screens_here() and not os.environ.get("QT_QPA_PLATFORM"):
        step = "Please start it on a desktop. Commands without a window work here, for example: python3 installer/run.py --help"
        raise SetupFailed("Two Pens shows windows, and there is no screen here.", step)


def hand_over(arguments: list[str]) -> int:
    """Runs the app from our own code wherever the reader stands, and hands back its exit code."""
    # -P: a folder named `app` or `ui` where the reader stands must not be taken for ours.
    command = [str(HOME.python), "-P", "-m", "ui", *arguments]
    with subprocess.Popen(command, env=environment_of_the_app(os.environ)) as app:
        return _exit_code(_wait(app))


def environment_of_the_app(settings: Mapping[str, str]) -> dict[str, str]:
    """The reader's settings, with our code as the first place where Python looks."""
    elsewhere = settings.get("PYTHONPATH")
    return {**settings, "PYTHONPATH": os.pathsep.join([str(HOUSE), *([elsewhere] if elsewhere else [])])}


def _wait(app: subprocess.Popen[bytes]) -> int:
    """Waits for the app to end. Ctrl+C reaches the app as well: it says goodbye, we wait for it."""
    while True:
        try:
            return app.wait()
        except KeyboardInterrupt:
            continue


def _exit_code(code: int) -> int:
    """The code as a shell gives it: a process ended by a signal counts 128 and the signal's number."""
    return 128 - code if code < 0 else code
