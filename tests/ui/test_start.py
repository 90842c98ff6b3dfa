"""Building everything in order: the first page, the guard that locks, and a start that is kept short."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.access.key_store import KeyStore
from app.access.profile import Profile
from tests.app.open_ward import OpenWard, open_ward
from tests.fakes import FakeClock
from tests.ui.rooms import Room
from ui.locking import QuietWatch
from ui.start import start
from ui.system_lock import SystemLock
from ui.window import Window

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sqlalchemy", "alembic", "sqlcipher3", "keyring", "cryptography", "loro", "docx", "lxml", "PySide6.QtPrintSupport")


@pytest.fixture
def ward(tmp_path: Path) -> OpenWard:
    """A ward that was closed; Jo has a number."""
    ward = open_ward(tmp_path)
    ward.store.pins.set_pin(ward.jo.id, "135790")
    ward.close()
    return ward


@pytest.fixture
def room(qapp: QApplication, ward: OpenWard, tmp_path: Path, clock: FakeClock) -> Iterator[Room]:
    """Two Pens as it starts on that ward, at the door."""
    window = start(qapp, Profile(tmp_path / "Two Pens"), key_store=KeyStore(ward.ring), clock=clock)
    window.show()
    started = Room(window, window.shell.services, window.shell.bridge, clock, ward.ring)
    started.wait_until(lambda: window.shell.has_store)
    yield started
    watch_of(window).end()
    window.shell.look.leave()
    started.close()


def watch_of(window: Window) -> QuietWatch:
    watch = window.findChild(QuietWatch)
    assert watch is not None
    return watch


def go_in(room: Room) -> None:
    room.store.unlock_as(room.store.staff()[0].id, "135790")
    room.go("today")


def test_the_store_opens_by_itself_while_the_window_is_shown(room: Room) -> None:
    assert room.window.page_name == "unlock"
    assert "Jo Nowak" in room.names()


def test_quiet_minutes_lock_it(room: Room) -> None:
    go_in(room)

    room.clock.advance(300)
    watch_of(room.window).look()

    assert room.store.locked
    assert room.window.page_name == "unlock"


def test_the_systems_own_lock_locks_it(room: Room) -> None:
    go_in(room)

    system = room.window.findChild(SystemLock)
    assert system is not None
    system.locked.emit()

    assert room.store.locked


def test_the_start_loads_no_database_no_key_ring_and_no_cipher() -> None:
    """They are loaded in a task, while the window is there already."""
    pages = "ui.start, ui.pages.unlock, ui.pages.first_start, ui.pages.recover"
    script = f"import sys, {pages}\nprint([name for name in sys.argv[1:] if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", script, *HEAVY], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
