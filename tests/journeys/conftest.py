"""What the journeys get: an application of Qt, and a home folder of nobody."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.profiles import TemporaryProfile


@pytest.fixture
def home(qapp: QApplication, profile: TemporaryProfile) -> TemporaryProfile:
    """An application in a home folder in which there is nothing yet."""
    qapp.setCursorFlashTime(0)
    return profile
