"""What is asked of Debian and its relatives. The system's own commands are stood in for: a test must not change the machine it runs on."""

import os
import sys
from pathlib import Path

import pytest

from installer import system_packages
from installer.telling import SetupFailed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="apt is not asked on Windows")
THINGS = (("libnew-t64", "libnew"), ("libhere",), ("libold-t64", "libold"))


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system that has `libhere`, knows `libnew-t64` and `libold`, and writes down what apt-get is asked; nobody may be root."""
    calls = tmp_path / "calls"
    commands = {
        "apt-get": f'echo "$@" >> "{calls}"',
        "apt-cache": 'case "$2" in libnew-t64|libold) exit 0;; esac; exit 100',
        "dpkg-query": 'if [ "$3" = libhere ]; then printf "install ok installed"; else exit 1; fi',
        "sudo": "exit 1",
    }
    for name, text in commands.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return calls


def test_without_leave_the_exact_line_is_told_and_nothing_is_run(asked: Path) -> None:
    with pytest.raises(SetupFailed) as failure:
        system_packages.install(THINGS, "Something is missing.")

    assert "sudo apt-get install -y --no-install-recommends libnew-t64 libold" in failure.value.next_step
    assert not asked.exists()


def test_root_installs_what_is_missing_under_the_name_of_this_release(
    asked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    system_packages.install(THINGS, "Something is missing.")

    assert "Installing with the system's own installer (apt): libnew-t64, libold." in "".join(capsys.readouterr())
    assert asked.read_text().splitlines() == ["update", "install -y --no-install-recommends libnew-t64 libold"]


def test_sudo_without_a_password_is_used(asked: Path) -> None:
    (asked.parent / "sudo").write_text('#!/bin/sh\nshift\nexec "$@"\n')

    system_packages.install(THINGS, "Something is missing.")

    assert "libnew-t64" in asked.read_text()


def test_an_apt_that_fails_is_told_with_its_last_words(asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (asked.parent / "apt-get").write_text("#!/bin/sh\necho 'the archive is away' >&2\nexit 100\n")

    with pytest.raises(SetupFailed) as failure:
        system_packages.install(THINGS, "Something is missing.")

    assert failure.value.details == ["the archive is away"]


def test_a_system_without_apt_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(SetupFailed, match="Something is missing"):
        system_packages.install(THINGS, "Something is missing.")
