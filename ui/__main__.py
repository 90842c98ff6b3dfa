"""The entrance: reads the command line, builds the services in their order, opens the window.

    twopens                 open the window
    twopens verify …        the plain commands, without a window (see app.cli)

The order: profile, application, look, bridge, services, asking, shell, window, first page.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from app.access.profile import Profile, find_profile
from app.language import _
from app.logs import start_log, stop_log

FRAMED_MS = 200  # by then the system has put its frame round the window
COMMANDS = ("verify", "export", "plans")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs Two Pens; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if any(word in COMMANDS for word in given):
        from app.cli import run

        return run(given)
    asked = _parser().parse_args(given)
    return open_window(find_profile(asked.profile), demo=asked.demo)


def open_window(profile: Profile, demo: bool = False) -> int:
    """Opens the window on a profile, or on a throw-away demonstration; returns when it was closed."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(["Two Pens"])
    assert isinstance(app, QApplication)
    app.setApplicationName("Two Pens")
    from ui.collecting import Collector
    from ui.crash import Faults
    from ui.first_size import keep_on_screen
    from ui.start import start, start_demo

    window, throw_away = start_demo(app) if demo else (None, None)
    profile = window.shell.services.profile if window else profile  # a demonstration leaves nothing in the real one
    faults, log = Faults(), _begin_log(profile)
    faults.begin(profile.logs_folder)
    window = window or start(app, profile)
    faults.tell_in(window.shell)
    window.show()
    QTimer.singleShot(FRAMED_MS, window, lambda: keep_on_screen(window))
    Collector(window).begin()
    code = app.exec()
    window.shell.services.close()
    faults.end()
    if log is not None:
        stop_log(log)
    if throw_away is not None:
        throw_away()
    return code


def _begin_log(profile: Profile) -> logging.Handler | None:
    """The log in the profile. None where nothing can be written there, which the first page then says."""
    try:
        profile.prepare()
        return start_log(profile.logs_folder)
    except OSError:
        return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="twopens", description=_("Write care plans together."))
    parser.add_argument("--profile", type=Path, help=_("the folder that holds the plans"))
    parser.add_argument("--demo", action="store_true", help=_("a made-up person and plan, in a store that is thrown away"))
    parser.epilog = _("Commands without a window: verify, export, plans. Each has its own --help.")
    return parser


if __name__ == "__main__":
    sys.exit(main())
