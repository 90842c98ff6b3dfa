"""What can be checked of the packed programs without packing them: one version everywhere, and a font that is the one we know."""

import tomllib
from pathlib import Path

import pytest

from installer.packing import font
from installer.telling import SetupFailed
from tests.house.house_files import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_every_installer_speaks_of_the_version_in_the_project_file() -> None:
    packing = ROOT / "installer" / "packing"

    assert f'#define Version "{VERSION}"' in (packing / "windows.iss").read_text("utf-8")
    assert f"two-pens-{VERSION}-setup.exe" in (packing / "README.md").read_text("utf-8")


def test_a_font_that_is_not_the_one_we_know_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font, "FONTS", tmp_path / "fonts")
    (tmp_path / "package.tgz").write_bytes(b"something else")

    with pytest.raises(SetupFailed):
        font.unpack(tmp_path / "package.tgz")

    assert not (tmp_path / "fonts").exists()


def test_the_licences_that_qt_leaves_out_go_along() -> None:
    licences = ROOT / "resources" / "licences"

    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (licences / "LGPL-3.0.txt").read_text("utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in (licences / "GPL-3.0.txt").read_text("utf-8")


def test_the_icon_can_be_drawn_in_any_size() -> None:
    pytest.importorskip("PySide6", reason="runs where Qt is installed")
    from installer.packing.icons import draw

    small, large = draw(32), draw(256)

    assert (small.width(), large.width()) == (32, 256)
    assert len({large.pixel(x, 128) for x in range(256)}) > 3
