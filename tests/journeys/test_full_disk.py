"""A disk that is really full while somebody writes: the words stay, can be copied, and are saved when there is room."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.plans import all_plans, load_document
from app.services import Services
from tests.fakes import MemoryKeyring
from tests.journeys import hands
from tests.journeys.a_sitting import CANARY, begin_with_sam, ward
from tests.journeys.hands import CONTROL, Key, find, press, shown
from tests.journeys.house import the_app
from tests.journeys.stage import Script, play
from tests.profiles import TemporaryProfile
from ui.widgets.banner import SavedLabel
from ui.writing.side_editor import SideEditor

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk as Linux does")]

MANY_WORDS = "no room for these " * 5_000
SPARE = 8 * 1024  # what is left on a disk that is full: less than one group of words needs


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 16 MB. Skips where the system lets nobody make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_on_a_full_disk_the_words_stay_and_are_saved_when_there_is_room(home: TemporaryProfile, small_disk: Path) -> None:
    ring = KeyStore(MemoryKeyring())
    ward(small_disk / "Two Pens", ring)
    with the_app(small_disk / "Two Pens", ring):
        play(write_on_a_full_disk(small_disk / "something else"), hands.view)
    services = Services(Profile(small_disk / "Two Pens"), lambda call: None, key_store=ring)
    store = services.open_with_keyring()
    plans = [load_document(store.store, row.plan)[1] for row in all_plans(store.store)]
    assert CANARY + MANY_WORDS + "!" in [plan.side(name).text for plan in plans for name in plan.written_sides()]
    store.close()
    services.close()


def write_on_a_full_disk(filler: Path) -> Script[None]:
    """Sam writes, the disk fills up, Sam writes on; then something else is taken away."""
    yield from begin_with_sam()
    yield lambda: label() == "Saved, just now"
    fill(filler)
    editor = next(shown(SideEditor))
    yield from hands.key(Key.Key_End, CONTROL)
    yield from hands.copy_elsewhere(MANY_WORDS)
    yield from hands.key(Key.Key_V, CONTROL)
    yield from press("Mine")
    yield lambda: label() == "Not saved: The disk is full"
    yield from hands.type_words("!")
    assert editor.toPlainText() == CANARY + MANY_WORDS + "!"
    yield from hands.key(Key.Key_A, CONTROL)
    yield from hands.key(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == CANARY + MANY_WORDS + "!"
    yield lambda: find(QAbstractButton, "Try again")
    filler.unlink()
    yield from press("Try again")
    yield lambda: label() == "Saved, just now"


def label() -> str:
    """What the screen says of the last words."""
    return next(shown(SavedLabel)).words


def fill(file: Path) -> None:
    """Fills the disk with something else, nearly to its end."""
    with file.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(4096))
        except OSError:
            out.truncate(max(0, out.tell() - SPARE))
