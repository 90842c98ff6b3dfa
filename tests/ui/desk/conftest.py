"""What the tests of the desk get: a room with a made-up ward in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.rooms import Room, open_room
from ui.look import Look


@pytest.fixture
def room(tmp_path: Path, look: Look) -> Iterator[Room]:
    """A window over a fresh store, unlocked by Jo, before any sitting."""
    opened = open_room(tmp_path, look)
    yield opened
    opened.close()
