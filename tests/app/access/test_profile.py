import os
import stat
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.access import profile as profile_module
from app.access.profile import (
    Mount,
    NetworkShare,
    Profile,
    find_profile,
    kind_among,
    make_private_folder,
    network_kind,
    read_bsd_mounts,
    read_mountinfo,
)

MOUNTINFO = """\
22 28 0:21 / /proc rw,nosuid shared:5 - proc proc rw
28 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
31 28 0:40 / /home/anna/ward\\040files rw,relatime shared:9 - cifs //server/ward rw,vers=3.0
32 28 0:41 / /srv/nfs rw shared:10 master:3 - nfs4 server:/export rw
33 32 254:1 / /srv/nfs/local rw - xfs /dev/vdb rw
34 28 0:42 / /mnt/twice rw - ext4 /dev/vdc rw
35 28 0:43 / /mnt/twice rw - nfs server:/two rw
"""

BSD_MOUNTS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//anna@server/ward%20files on /Volumes/ward files (smbfs, nodev, nosuid, mounted by anna)
server:/export on /Volumes/export (nfs)
"""

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps others out by inheritance")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_folder_asked_for_comes_first_then_the_environment_then_the_systems_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {"TWOPENS_PROFILE": str(tmp_path / "named")}
    assert find_profile(tmp_path / "asked", named).folder == tmp_path / "asked"
    assert find_profile(None, named).folder == tmp_path / "named"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert find_profile(None, {}).folder.name == "Two Pens"
    assert find_profile("", {"TWOPENS_PROFILE": ""}).folder.name == "Two Pens"


def test_a_relative_folder_is_taken_from_where_we_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_profile("here", {}).folder == tmp_path / "here"


def test_looking_for_a_profile_makes_nothing(tmp_path: Path) -> None:
    profile = find_profile(tmp_path / "none", {})
    assert not profile.store_file.exists()
    assert not profile.network_share()
    assert list(tmp_path.iterdir()) == []


@on_posix
def test_a_prepared_profile_is_for_its_person_alone(tmp_path: Path) -> None:
    folder = tmp_path / "open to all"
    folder.mkdir(mode=0o755)
    os.chmod(folder, 0o755)
    Profile(folder).prepare()
    assert {mode_of(path) for path in (folder, folder / "logs", folder / "keep")} == {0o700}


@on_posix
def test_a_private_folder_stays_as_it_is_when_it_is_private(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")
    make_private_folder(tmp_path / "a" / "b")
    assert mode_of(tmp_path / "a" / "b") == 0o700


def test_every_file_of_a_profile_has_a_place_of_its_own(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    names = [name for name, value in vars(Profile).items() if isinstance(value, property)]
    places = [getattr(profile, name) for name in names]
    assert len(set(places)) == len(places) >= 11
    assert all(place.is_relative_to(tmp_path) for place in places)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/anna/Two Pens", ""),
        ("/home/anna/ward files/Two Pens", "cifs"),
        ("/home/anna/ward filesystem", ""),
        ("/srv/nfs", "nfs4"),
        ("/srv/nfs/a/b", "nfs4"),
        ("/srv/nfs/local/Two Pens", ""),
        ("/mnt/twice/a", "nfs"),
    ],
)
def test_the_innermost_and_latest_mount_says_what_a_folder_lies_on(folder: str, kind: str) -> None:
    assert kind_among(PurePosixPath(folder), read_mountinfo(MOUNTINFO)) == kind


@pytest.mark.parametrize(
    ("folder", "kind"), [("/Users/anna/Library", ""), ("/Volumes/ward files/Two Pens", "smbfs"), ("/Volumes/export/x", "nfs")]
)
def test_mounts_of_macos_are_read_too(folder: str, kind: str) -> None:
    assert kind_among(PurePosixPath(folder), read_bsd_mounts(BSD_MOUNTS)) == kind


@pytest.mark.parametrize("text", ["", "\n", "nonsense", "1 2 3 - ", " on (", "a on b"])
def test_a_list_of_mounts_that_is_odd_names_no_share(text: str) -> None:
    assert kind_among(PurePosixPath("/a"), read_bsd_mounts(text)) == ""
    assert kind_among(PurePosixPath("/a"), read_mountinfo(text)) == ""


@pytest.mark.parametrize("folder", [r"\\server\ward\Two Pens", "//server/ward/Two Pens", r"\\?\UNC\server\ward\x"])
def test_a_unc_path_is_a_share(folder: str) -> None:
    assert network_kind(PureWindowsPath(folder)) == "UNC"


def test_this_computers_own_folder_is_no_share(tmp_path: Path) -> None:
    assert Profile(tmp_path).network_share() is None


def test_a_profile_on_a_share_gives_a_warning_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile_module, "mounts_here", lambda: [Mount(PurePosixPath("/"), "ext4"), Mount(tmp_path, "nfs4")])
    warning = Profile(tmp_path / "Two Pens").network_share()
    assert warning == NetworkShare(tmp_path / "Two Pens", "nfs4")
    assert warning.sentences[0] == "The folder for the plans lies on another computer."


def test_a_share_behind_a_link_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")
    monkeypatch.setattr(profile_module, "mounts_here", lambda: [Mount(tmp_path / "share", "cifs")])
    assert Profile(tmp_path / "link" / "Two Pens").network_share() is not None
