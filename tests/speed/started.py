"""A program that starts, shows its window, and ends: `python -m tests.speed.started bare`, or `window FOLDER`, or `ready FOLDER`.

`window` ends when the window is painted, `ready` when something on its page can be pressed. FOLDER holds a profile and what is in its
key ring (made by `tests.speed.starting`).
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path


def bare() -> None:
    """A window of PySide6 with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    _until(app, lambda: True)
    assert not window.grab().isNull()


def ours(folder: Path, until_ready: bool) -> None:
    """Two Pens: until its window is painted, or until staff can unlock (in an empty profile: until the first start can begin)."""
    from PySide6.QtWidgets import QApplication

    from app.access.key_store import KeyStore
    from app.access.profile import Profile
    from tests.fakes import MemoryKeyring
    from ui.start import start

    ring = MemoryKeyring()
    ring.secrets = {(service, name): secret for service, name, secret in json.loads((folder / "ring.json").read_text())}
    app = QApplication(["Two Pens"])
    window = start(app, Profile(folder / "profile"), key_store=KeyStore(ring))
    window.show()
    _until(app, lambda: _can_be_used(window) or not until_ready)
    assert not window.grab().isNull()


def _can_be_used(window: object) -> bool:
    """Whether something can be pressed on the page: a member of staff, or a button."""
    from PySide6.QtWidgets import QAbstractButton

    page = window.page  # type: ignore[attr-defined]
    buttons = page.findChildren(QAbstractButton) if page is not None else []
    return any(button.isVisible() and button.isEnabled() for button in buttons)


def _until(app: object, ready: Callable[[], bool]) -> None:
    """Lets the program do what it has to, without taking time from its other threads by asking again and again."""
    app.processEvents()  # type: ignore[attr-defined]
    while not ready():
        time.sleep(0.001)
        app.processEvents()  # type: ignore[attr-defined]


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else ours(Path(sys.argv[2]), sys.argv[1] == "ready")
    os._exit(0)  # what comes after that is not measured
