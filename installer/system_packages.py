"""What the system itself must bring, on Debian and its relatives: asked for by package, installed when we may, else told as one exact line.

Other systems bring these things with Python and with their desktop; there we can only say what is missing.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from installer.telling import SetupFailed, say

# Each thing by its package names on newer and older releases: the first one that the release knows is meant.
Packages = tuple[tuple[str, ...], ...]
VENV: Packages = ((f"python{sys.version_info.major}.{sys.version_info.minor}-venv", "python3-venv"),)
QT: Packages = (
    ("libglib2.0-0t64", "libglib2.0-0"),
    ("libgl1",),
    ("libegl1",),
    ("libdbus-1-3",),
    ("libfontconfig1",),
    ("libxkbcommon0",),
    ("libbrotli1",),
    ("libgssapi-krb5-2",),
)
X11: Packages = (
    ("libxcb-cursor0",),
    ("libxcb-icccm4",),
    ("libxcb-keysyms1",),
    ("libxcb-shape0",),
    ("libxcb-xkb1",),
    ("libxkbcommon-x11-0",),
)
WAYLAND: Packages = (("libwayland-cursor0",), ("libwayland-egl1",))
_QUIETLY = {"DEBIAN_FRONTEND": "noninteractive"}


def see_to_venv(with_qt: Packages) -> None:
    """Sees that Python can make a private place. Where it cannot, installs what it lacks, and what Qt lacks in the same go."""
    if find_spec("ensurepip") is None or find_spec("venv") is None:
        install(VENV + with_qt, "Python here comes without the means to make a private place for parts (venv).")


def install(packages: Packages, complaint: str) -> None:
    """Installs those of the packages that are missing. Raises SetupFailed with the line to type where we may not."""
    if shutil.which("apt-get") is None:
        raise SetupFailed(complaint, "Please install it with your system's own installer, then start again.")
    leave = _leave_to_install()
    if leave is None:
        line = " ".join(["sudo", *_apt_install(_missing(packages))])
        raise SetupFailed(complaint, f"Please run these two lines, then start again:\n    sudo apt-get update\n    {line}")
    missing = _missing(packages)
    say(complaint)
    say(f"Installing with the system's own installer (apt): {', '.join(missing)}.")
    _run([*leave, "apt-get", "update"])
    _run([*leave, *_apt_install(missing)])


def what_to_type(packages: Packages) -> str:
    """What somebody can type who has no window, in a sentence."""
    if shutil.which("apt-get") is None:
        return "Please install Qt's libraries for windows with your system's own installer, then start again."
    line = " ".join(["sudo", *_apt_install([_name_here(names) for names in packages])])
    return f"Please run this line, then start again:\n    {line}"


def _apt_install(names: Sequence[str]) -> list[str]:
    return ["apt-get", "install", "-y", "--no-install-recommends", *names]


def _leave_to_install() -> list[str] | None:
    """What to put before a command so that it may change the system; None if only a person's password could."""
    if os.geteuid() == 0:
        return []
    asked = ["sudo", "-n"]
    return asked if shutil.which("sudo") and _succeeds([*asked, "true"]) else None


def _missing(packages: Packages) -> list[str]:
    """The names, on this release, of the packages that are not installed."""
    return [_name_here(names) for names in packages if not any(_is_installed(name) for name in names)]


def _name_here(names: Sequence[str]) -> str:
    """The first of the names that this release knows; the last one if the list of packages was never fetched."""
    return next((name for name in names if _succeeds(["apt-cache", "show", name])), names[-1])


def _is_installed(name: str) -> bool:
    asked = subprocess.run(["dpkg-query", "-W", "-f=${Status}", name], capture_output=True, text=True, check=False)
    return asked.stdout.endswith(" installed")


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0


def _run(command: list[str]) -> None:
    """Runs a command that changes the system. Raises SetupFailed with its last words if it fails."""
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", env=os.environ | _QUIETLY, check=False
    )
    if done.returncode:
        step = f"Please run this line and see what it says, then start again:\n    {' '.join(command)}"
        raise SetupFailed("The system's own installer (apt) did not succeed.", step, (done.stdout + done.stderr).splitlines()[-8:])
