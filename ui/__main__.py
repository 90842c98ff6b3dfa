"""The entrance: reads the command line, builds the services in their order, opens the window.

    twopens                 open the window
    twopens verify …        the plain commands, without a window (see app.cli)

The order: profile, application, look, bridge, services, asking, shell, window, first page.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.access.profile import Profile, find_profile
from app.language import _

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
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(["Two Pens"])
    assert isinstance(app, QApplication)
    app.setApplicationName("Two Pens")
    from ui.start import start

    window = start(app, profile, demo=demo)
    window.show()
    return app.exec()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="twopens", description=_("Write care plans together."))
    parser.add_argument("--profile", type=Path, help=_("the folder that holds the plans"))
    parser.add_argument("--demo", action="store_true", help=_("a made-up person and plan, in a store that is thrown away"))
    parser.epilog = _("Commands without a window: verify, export, plans. Each has its own --help.")
    return parser


if __name__ == "__main__":
    sys.exit(main())
