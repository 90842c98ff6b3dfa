"""A private place for the parts Two Pens is made of: a folder beside the code, filled from a pinned list, made anew when it is not whole.

What makes it whole is its stamp, written last: the list it was filled from, the Python it was made with, and the parts that were there.
An interruption at any moment leaves no stamp, and the next start begins afresh.
"""

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from installer.telling import SetupFailed, say
from installer.turns import turn_at

HOUSE = Path(__file__).resolve().parents[1]
STAMP = "two-pens-stamp.json"
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
# Settings of pip that would put parts elsewhere or refuse ours. Where parts come from (mirror, proxy, certificate) stays the reader's.
_PIP_SETTINGS_IN_OUR_WAY = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_CONSTRAINT", "PIP_NO_BINARY", "PIP_REQUIREMENT")
_TELL_EVERY = 10


@dataclass(frozen=True)
class PartsList:
    """A pinned list of parts, some of which may be left out by name."""

    path: Path
    left_out: frozenset[str] = frozenset()

    def text(self) -> str:
        """The list as pip reads it, without what is left out."""
        blocks = re.split(r"^(?=[a-z0-9])", self.path.read_text("utf-8"), flags=re.MULTILINE)
        return "".join(block for block in blocks if not (pin := _PIN.match(block)) or pin[1] not in self.left_out)

    def count(self) -> int:
        """How many parts it names, some of them for other systems."""
        return len(_PIN.findall(self.text()))

    def digest(self) -> str:
        """A short name for exactly this list."""
        return hashlib.sha256(self.text().encode()).hexdigest()


RUNTIME = PartsList(HOUSE / "installer" / "requirements.txt")
TESTS = PartsList(HOUSE / "installer" / "requirements-test.txt")


@dataclass(frozen=True)
class Environment:
    """One private place: where it is, what it is filled from, and which fuller lists would do as well."""

    folder: Path
    parts: PartsList
    also_good: tuple[PartsList, ...] = ()

    @property
    def python(self) -> Path:
        """The Python inside."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def is_whole(self) -> bool:
        """Whether it was finished, from a list that will do, with this very Python, and has lost nothing since."""
        stamp = self._stamp()
        wanted = {parts.digest() for parts in (self.parts, *self.also_good)}
        same = stamp.get("list") in wanted and stamp.get("python") == _this_python()
        return same and self.python.exists() and set(stamp.get("parts", [])) <= set(self._parts_inside())

    def make_whole(self, prepare: Callable[[], None] = lambda: None) -> None:
        """Makes it if it is not whole. `prepare` is called first, to see to what the system lacks. Raises SetupFailed."""
        if self.is_whole():
            return
        try:
            with turn_at(self.folder.with_name(self.folder.name + ".lock")):
                if not self.is_whole():
                    say("Setting up Two Pens. This happens once and takes a minute or two.")
                    prepare()
                    self._make()
        except OSError as trouble:
            raise SetupFailed(*_explain_trouble(trouble, self.folder)) from trouble

    def _make(self) -> None:
        say(f"Making a private place for its parts: {self.folder}")
        _clear_away(self.folder)
        _run([_base_python(), "-m", "venv", str(self.folder)])
        say(f"Fetching its parts, at most {self.parts.count()} of them.")
        listed = self.folder / "parts.txt"
        listed.write_text(self.parts.text(), "utf-8")
        _run([str(self.python), "-I", *_INSTALL, str(listed)], tell=_Progress())
        self._write_stamp()
        say("The parts are in place.")

    def _stamp(self) -> dict[str, Any]:
        try:
            stamp = json.loads((self.folder / STAMP).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _write_stamp(self) -> None:
        stamp = {"list": self.parts.digest(), "python": _this_python(), "parts": self._parts_inside()}
        beside = self.folder / (STAMP + ".new")
        beside.write_text(json.dumps(stamp, indent=1), "utf-8")
        beside.replace(self.folder / STAMP)

    def _parts_inside(self) -> list[str]:
        """The folders in which installed parts say who they are."""
        homes = ("Lib/site-packages/*.dist-info", "lib/python*/site-packages/*.dist-info")
        return sorted({path.name for home in homes for path in self.folder.glob(home)})


_INSTALL = (
    *("-m", "pip", "install", "--require-hashes", "--only-binary=:all:", "--no-input"),
    "--no-compile",  # Python does it at the first use, for what is used: a third of the time, and the start does not miss it
    *("--disable-pip-version-check", "--progress-bar=off", "-r"),
)


class _Progress:
    """Counts the parts that pip begins with and says so now and then."""

    def __init__(self) -> None:
        self._begun = 0

    def __call__(self, line: str) -> None:
        if line.startswith("Collecting "):
            self._begun += 1
            if self._begun % _TELL_EVERY == 0:
                say(f"    {self._begun} parts so far")
        elif line.startswith("Installing collected"):
            say("    all are here; putting them in place")


def _run(command: list[str], tell: Callable[[str], None] = lambda line: None) -> None:
    """Runs a step of the set-up, telling of each line as it comes. Raises SetupFailed with the last lines if it fails."""
    lines: list[str] = []
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=_clean_settings(os.environ),
    ) as step:
        for line in step.stdout or ():
            lines.append(line.rstrip())
            tell(line)
    if step.returncode:
        raise SetupFailed(*_explain_lines(lines), details=lines[-12:])


def _clean_settings(settings: Mapping[str, str]) -> dict[str, str]:
    """The reader's settings without those that would lead a step astray."""
    astray = (*_PIP_SETTINGS_IN_OUR_WAY, "PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in settings.items() if name not in astray}


def _explain_lines(lines: list[str]) -> tuple[str, str]:
    """What went wrong, and what to do, read from the last words of a step."""
    said = "\n".join(lines).lower()
    for signs, sentence, next_step in _KNOWN_TROUBLES:
        if any(sign in said for sign in signs):
            return sentence, next_step
    return (
        "A part of Two Pens could not be put in place.",
        "Please start again; if it happens again, show these lines to somebody who helps you.",
    )


_KNOWN_TROUBLES = (
    (("no space left", "disk quota"), "The disk is full.", "Please free at least one gigabyte and start again."),
    (
        ("do not match the hashes", "hashes are required"),
        "A part that came is not the part we asked for, so nothing was installed.",
        "Please start again from another network, and tell whoever looks after yours.",
    ),
    (
        ("connection", "name resolution", "timed out", "getaddrinfo", "network is unreachable", "certificate", "proxy"),
        "The parts of Two Pens could not be fetched.",
        "The first start needs the internet (or your service's own mirror, set up for pip). Please connect and start again.",
    ),
    (
        ("no matching distribution",),
        f"A part of Two Pens is not made for this computer ({platform.system()} {platform.machine()}, Python {platform.python_version()}).",
        "Two Pens runs on 64-bit Windows, on Linux with glibc 2.34 or newer, and on Macs with Apple's own chips.",
    ),
)


def _explain_trouble(trouble: OSError, folder: Path) -> tuple[str, str]:
    """What an error of the system means to whoever started us."""
    if isinstance(trouble, PermissionError):
        step = f"Close Two Pens if it is open, and see that you may write in {folder.parent}. Then start again."
        return f"This folder cannot be written to: {folder}", step
    return f"The computer said: {trouble.strerror or trouble}", f"It happened in {folder}. Please mend that and start again."


def _clear_away(place: Path) -> None:
    """Removes what lies where the private place goes: an unfinished one, a file, or a link (never what a link points to)."""
    if place.is_symlink() or place.is_file():
        place.unlink()
    elif place.exists():
        (place / STAMP).unlink(missing_ok=True)  # first, so that half a removal is never taken for a whole place
        shutil.rmtree(place)


def _base_python() -> str:
    """The Python this one came from: a private place must not be made with the Python that lies in it."""
    return getattr(sys, "_base_executable", None) or sys.executable


def _this_python() -> str:
    return f"{platform.python_implementation()} {platform.python_version()} {platform.machine()}"
