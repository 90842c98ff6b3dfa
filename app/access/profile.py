"""Where the things of one person on one computer lie, kept from other people's eyes, and a warning where that place is a risk.

A profile is one folder. By default it is the system's own place for data of "Two Pens"; the environment variable TWOPENS_PROFILE or
`--profile` names another one (for a test, a demonstration, a memory stick).
"""

import os
import re
import stat
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath
from typing import NamedTuple

from app.language import _

APP_NAME = "Two Pens"
PROFILE_VARIABLE = "TWOPENS_PROFILE"

_FOR_ME_ALONE = 0o700

_NETWORK_KINDS = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ncpfs", "afs", "9p", "fuse.sshfs", "fuse.gvfsd-fuse"}
)

# The fifth field is the mount point; the kind comes first after a dash, behind fields of which there may be any number.
_LINUX_MOUNT = re.compile(r"^(?:\S+ ){4}(\S+) .*? - (\S+)", re.MULTILINE)


class NetworkShare(NamedTuple):
    """A warning: the folder lies on another computer, reached by `kind` (such as "nfs", "cifs", "UNC"). A store is not for that."""

    folder: Path
    kind: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """The warning in words, with what to do."""
        return (
            _("The folder for the plans lies on another computer."),
            _("Words can get lost when that computer cannot be reached."),
            _("Ask a keeper to choose a folder on this computer."),
        )


class Mount(NamedTuple):
    """One place where the system has hung in a disk or a share, and what kind of file system it is."""

    point: PurePath
    kind: str


@dataclass(frozen=True)
class Profile:
    """The folder of one person's Two Pens, and the name of everything in it. Asking for a name touches nothing on the disk."""

    folder: Path

    @property
    def store_file(self) -> Path:
        """The encrypted store with every plan."""
        return self.folder / "two_pens.store"

    @property
    def header_file(self) -> Path:
        """What is written outside the cipher: which store, and the key wrapped for recovery."""
        return self.folder / "two_pens.header"

    @property
    def header_copy(self) -> Path:
        """The second copy of the header, for when the first is lost or torn."""
        return self.folder / "keep" / "two_pens.header"

    @property
    def lock_file(self) -> Path:
        """Held by the one process that writes."""
        return self.folder / "two_pens.lock"

    @property
    def writer_file(self) -> Path:
        """Says who holds the lock: process, computer and store."""
        return self.folder / "two_pens.writer"

    @property
    def pins_file(self) -> Path:
        """PINs of pens as slow hashes, and how many tries went wrong."""
        return self.folder / "two_pens.pins"

    @property
    def pen_secret_file(self) -> Path:
        """The secret that goes with a PIN, where the computer has no key ring."""
        return self.folder / "keep" / "two_pens.secret"

    @property
    def draft_secret_file(self) -> Path:
        """The secret that goes with the number of a private draft, where the computer has no key ring. In no copy."""
        return self.folder / "keep" / "two_pens.drafts"

    @property
    def settings_file(self) -> Path:
        """This computer's settings."""
        return self.folder / "settings.json"

    @property
    def after_folder(self) -> Path:
        """A service's own words for what is asked after a sitting."""
        return self.folder / "after"

    @property
    def pages_file(self) -> Path:
        """The service's own pages of *What is this?*, where it brought some."""
        return self.folder / "what_is_this.toml"

    @property
    def logs_folder(self) -> Path:
        """Logs, which never hold words or names."""
        return self.folder / "logs"

    @property
    def looking_folder(self) -> Path:
        """Copies that somebody is looking at before a restore; emptied afterwards."""
        return self.folder / "looking"

    @property
    def outgoing_folder(self) -> Path:
        """A copy that is being made, before it goes to its own folder."""
        return self.folder / "outgoing"

    @property
    def incoming_folder(self) -> Path:
        """A copy on its way to become today's store."""
        return self.folder / "incoming"

    @property
    def aside_folder(self) -> Path:
        """Stores that a restore replaced. Two Pens never deletes anything here."""
        return self.folder / "kept aside"

    def prepare(self) -> None:
        """Make the folder and the ones inside it, for this person alone. Raises OSError when the disk does not let us."""
        for folder in (self.folder, self.header_copy.parent, self.logs_folder):
            make_private_folder(folder)

    def network_share(self) -> NetworkShare | None:
        """A warning if the folder lies on another computer; None if it is on this one, as far as the system tells."""
        kind = network_kind(self.folder.resolve())
        return NetworkShare(self.folder, kind) if kind else None


def find_profile(asked: str | Path | None = None, environ: Mapping[str, str] = os.environ) -> Profile:
    """The profile that was asked for, else the one the environment names, else this person's own. Makes nothing."""
    named = asked or environ.get(PROFILE_VARIABLE)
    return Profile(Path(named).expanduser().absolute() if named else _usual_folder())


def _usual_folder() -> Path:
    # Not at the top: a profile that is named on the command line needs none of it.
    from platformdirs import user_data_dir

    return Path(user_data_dir(APP_NAME, appauthor=False))


def make_private_folder(folder: Path) -> None:
    """The folder is there afterwards, and only this person can enter it, even if it was made for everybody. Raises OSError."""
    folder.mkdir(mode=_FOR_ME_ALONE, parents=True, exist_ok=True)
    # On Windows the person's own data folder is private by inheritance, and chmod knows nothing but "read only".
    if sys.platform != "win32" and stat.S_IMODE(folder.stat().st_mode) != _FOR_ME_ALONE:
        folder.chmod(_FOR_ME_ALONE)


# Network shares


def network_kind(folder: PurePath) -> str:
    """What kind of share the folder lies on, or an empty text for this computer's own disk."""
    if _is_unc(folder):
        return "UNC"
    if sys.platform == "win32":
        return "mapped drive" if _is_remote_drive(folder.drive) else ""
    return kind_among(folder, mounts_here())


def _is_unc(folder: PurePath) -> bool:
    return isinstance(folder, PureWindowsPath) and folder.drive.startswith("\\\\")


def kind_among(folder: PurePath, mounts: Iterable[Mount]) -> str:
    """The network kind of the innermost of these mounts that holds the folder; empty if that mount is no share."""
    holding = [mount for mount in mounts if folder.is_relative_to(mount.point)]
    # Of two mounts on one place the later one hides the earlier: max() keeps the first of equals, so look from the end.
    innermost = max(reversed(holding), key=lambda mount: len(mount.point.parts), default=None)
    return innermost.kind if innermost and innermost.kind in _NETWORK_KINDS else ""


def mounts_here() -> list[Mount]:
    """What is hung in on this computer, in the system's order. Empty where the system does not tell."""
    try:
        if sys.platform == "darwin":
            return read_bsd_mounts(_ask_mount_command())
        return read_mountinfo(Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape"))
    except OSError:
        return []


def read_mountinfo(text: str) -> list[Mount]:
    """Mounts from the text that Linux keeps in /proc/self/mountinfo."""
    return [Mount(PurePath(_unescaped(point)), kind) for point, kind in _LINUX_MOUNT.findall(text)]


def _unescaped(text: str) -> str:
    """Linux writes a blank in a mount point as \\040, and so with tab, line end and the backslash itself."""
    for escaped, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(escaped, sign)
    return text


def read_bsd_mounts(text: str) -> list[Mount]:
    """Mounts from what the command `mount` prints on macOS: "//anna@ward/share on /Volumes/share (smbfs, nodev)"."""
    mounts = []
    for line in text.splitlines():
        place, _bracket, kind = line.rpartition(" (")
        if " on " in place:
            mounts.append(Mount(PurePath(place.split(" on ", 1)[1]), kind.split(",")[0].rstrip(")")))
    return mounts


def _ask_mount_command() -> str:
    import subprocess

    try:
        return subprocess.run(["/sbin/mount"], capture_output=True, text=True, errors="surrogateescape", timeout=5, check=False).stdout
    except subprocess.TimeoutExpired:
        return ""


def _is_remote_drive(drive: str) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive_remote = 4
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == drive_remote)
    return False
