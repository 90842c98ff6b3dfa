"""Whether Qt finds the libraries of the system that it needs: tried in a process of its own, never guessed from a list."""

import os
import subprocess
import sys
from pathlib import Path

from installer import system_packages
from installer.environment import Environment
from installer.telling import SetupFailed

NOTE = "two-pens-qt-works-on.txt"
_TRY = """
import ctypes, pathlib, sys
import PySide6
from PySide6 import QtCore, QtDBus, QtGui, QtNetwork, QtPrintSupport, QtSvg, QtTest, QtWidgets
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
for name in sys.argv[1:]:
    ctypes.CDLL(str(plugins / f"libq{name}.so"))
"""
_PACKAGES = {"xcb": system_packages.X11, "wayland": system_packages.WAYLAND}


def screens_here() -> tuple[str, ...]:
    """By which of Qt's plugins a window could show on this system: none where there is no screen, or where Qt always brings its own.

    A plugin that somebody asks for by QT_QPA_PLATFORM is meant before any other; `offscreen` and its like need nothing more.
    """
    if sys.platform != "linux":
        return ()
    if wanted := os.environ.get("QT_QPA_PLATFORM"):
        name = wanted.partition(";")[0].partition(":")[0].partition("-")[0]
        return (name,) if name in _PACKAGES else ()
    if os.environ.get("DISPLAY"):
        return ("xcb",)
    return ("wayland",) if os.environ.get("WAYLAND_DISPLAY") else ()


def packages_for(screens: tuple[str, ...]) -> system_packages.Packages:
    """Debian's packages for Qt without a window, and with one on each of these screens."""
    return sum((_PACKAGES[screen] for screen in screens), system_packages.QT)


def see_to_libraries(environment: Environment, screens: tuple[str, ...]) -> None:
    """Sees that Qt loads, with the plugin of each screen; installs what is missing where it may. Raises SetupFailed."""
    note = environment.folder / NOTE
    works_on = " ".join(("offscreen", *screens))
    if note.exists() and works_on in note.read_text("utf-8").splitlines():
        return
    if complaint := _complaint(environment.python, screens):
        system_packages.install(packages_for(screens), complaint)
        if complaint := _complaint(environment.python, screens):
            raise SetupFailed(complaint, "Please install the package that brings it, then start again.")
    with note.open("a", encoding="utf-8") as notes:
        notes.write(works_on + "\n")


def _complaint(python: Path, screens: tuple[str, ...]) -> str:
    """What Qt said when it did not load, in a sentence; an empty text if it did."""
    tried = subprocess.run([str(python), "-I", "-c", _TRY, *screens], capture_output=True, text=True, errors="replace", check=False)
    if tried.returncode == 0:
        return ""
    last = (tried.stderr.strip().splitlines() or [f"it ended with {tried.returncode}"])[-1]
    return f"The windows of Two Pens need something that this system lacks ({last.partition(': ')[2] or last})."
