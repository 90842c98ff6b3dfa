"""What the journeys get: an application of Qt, and a home folder of nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from app.access.key_store import KeyStore
from tests.fakes import MemoryKeyring
from tests.journeys.a_sitting import ward
from tests.journeys.house import the_app
from tests.profiles import TemporaryProfile
from tests.ui.between import nothing_left_behind


@pytest.fixture(autouse=True)
def _between_journeys() -> Iterator[None]:
    """The app of an earlier journey is not taken apart in the middle of a later one, nor on a thread of its store."""
    with nothing_left_behind():
        yield


@pytest.fixture
def home(qapp: QApplication, profile: TemporaryProfile) -> TemporaryProfile:
    """An application in a home folder in which there is nothing yet."""
    qapp.setCursorFlashTime(0)
    return profile


@pytest.fixture
def opened(home: TemporaryProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app on that ward. Folders and pages of the web are not opened for real."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    ring = KeyStore(MemoryKeyring())
    ward(tmp_path / "Two Pens", ring)
    with the_app(tmp_path / "Two Pens", ring):
        yield
