"""A profile of nobody: a throw-away home folder in which an app finds its data, settings and caches."""

from pathlib import Path

import pytest


class TemporaryProfile:
    """An empty home under a folder, told to this process and its children through the environment of every system."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead Linux, macOS and Windows into this folder."""
        return {
            "HOME": str(self.folder),
            "XDG_DATA_HOME": str(self.data),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "WIN_PD_OVERRIDE_LOCAL_APPDATA": str(self.data),
            "WIN_PD_OVERRIDE_APPDATA": str(self.data),
        }

    def use(self, patch: pytest.MonkeyPatch) -> None:
        """Makes the folder and leads this process there until the patch is undone."""
        self.folder.mkdir(parents=True, exist_ok=True)
        patch.delenv("TWOPENS_PROFILE", raising=False)
        for name, value in self.environment.items():
            patch.setenv(name, value)
