"""On a real X server, with keys that come from outside: the app starts, is unlocked, and what is typed there is in the store.

The other journeys run on Qt's offscreen platform, where an event is made by Qt itself. Here nothing of Qt is between the key and the app.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from operator import ne
from pathlib import Path

import pytest

from app.plans import all_plans, load_document
from tests.journeys.kills import ROOT, Ward
from tests.journeys.ways_in import NUMBER, PASSPHRASE

NEEDED = ("Xvfb", "xdotool")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
PATIENCE = 30.0  # seconds
WORDS = "typed on a real screen"
EVERY = 499  # of the bytes of the screen that are looked at
ANOTHER_PAGE, A_CARET, SOME_LETTERS = 0.008, 0.001, 0.0005  # of them; a button that turns grey is no other page
A_TRIAL = "x" * 30  # enough to be seen, where what is typed is hidden
REST, A_TRY = 0.25, 4.0  # seconds
LONGEST_UNTIL_SAVED = 0.5

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="X is the screen of Linux"),
    pytest.mark.skipif(bool(MISSING), reason=f"{' and '.join(MISSING)} is not installed: Debian has a package of that name"),
]


class Screen:
    """A real screen that nobody sees: keys go in from outside, and what it shows can be looked at."""

    def __init__(self, display: str, memory: Path) -> None:
        self.environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._memory = memory
        self._seen = b""

    def wait_for_window(self) -> None:
        """Waits until the window is there, and lets the keys go to it: no window manager does that here."""
        wait_until(lambda: self._ask("search", "--onlyvisible", "--name", "^Two Pens$"))
        self.wait_for_rest()
        self._give_keys_to_window()

    def _give_keys_to_window(self) -> None:
        for window in self._ask("search", "--onlyvisible", "--name", "^Two Pens$").split():
            self._ask("windowfocus", window)

    def type_until_another_page(self, words: str) -> None:
        """Types words and Enter, once the keys are seen to arrive in a field: it may not be there at first."""

        def typed() -> bool:
            self._give_keys_to_window()  # the first time it may have come too early
            self.wait_for_rest()
            self.press("ctrl+a")
            self.type(A_TRIAL)
            if not self._is_other_by(SOME_LETTERS, A_TRY):
                return False
            self.press("ctrl+a")
            self.type(words)
            self.wait_for_rest()
            self.press("Return")
            return self._is_other_by(ANOTHER_PAGE, PATIENCE)

        wait_until(typed)
        self.wait_for_rest()

    def press_for_another_page(self, key: str) -> None:
        """Presses a key, and waits for the page it leads to."""
        self.press(key)
        assert self._is_other_by(ANOTHER_PAGE, PATIENCE), f"{key} led nowhere"
        self.wait_for_rest()

    def _is_other_by(self, share: float, seconds: float) -> bool:
        """Whether so much of the screen comes to be other than when it rested last, in that time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if differs(self._seen, self._look()) > share:
                return True
            time.sleep(0.05)
        return False

    def wait_for_rest(self) -> None:
        """Waits until nothing but a caret changes."""

        def rests() -> bool:
            before = self._look()
            time.sleep(REST)
            return differs(before, self._look()) < A_CARET

        wait_until(rests)
        self._seen = self._look()

    def type(self, words: str) -> None:
        """Types words, key by key."""
        self._ask("type", "--delay", "15", words)

    def press(self, key: str) -> None:
        """Presses a key, as X calls it."""
        self._ask("key", key)

    def _look(self) -> bytes:
        return self._memory.read_bytes()[::EVERY]

    def _ask(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=os.environ | self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()


def differs(one: bytes, other: bytes) -> float:
    """How much of two looks is not the same."""
    return sum(map(ne, one, other)) / max(len(one), 1)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A screen, for as long as the test takes."""
    reading, writing = os.pipe()
    # -noreset: else it begins anew whenever nobody looks at it any more, and whoever comes at that moment finds no screen
    command = ["Xvfb", "-displayfd", str(writing), "-noreset", "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-fbdir", str(tmp_path)]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                yield Screen(f":{told.readline().strip()}", tmp_path / "Xvfb_screen0")
        finally:
            server.terminate()


def wait_until(true: Callable[[], object]) -> None:
    """Waits for it. Fails when it never is."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_what_is_typed_on_a_real_screen_is_in_the_store(screen: Screen, tmp_path: Path) -> None:
    ward, said = Ward(tmp_path), tmp_path / "said.txt"
    command = [sys.executable, "-m", "ui", "--profile", str(ward.profile.folder)]
    with said.open("w") as paper, subprocess.Popen(command, cwd=ROOT, env=ward.environment | screen.environment, stderr=paper) as app:
        try:
            write_with_the_keys(screen)
            assert app.poll() is None
        finally:
            print(f"It ended with {app.poll()} (None: it runs), and said: {said.read_text()!r}")  # shown where the test is red
            app.kill()
    with ward.opened() as store:
        document = load_document(store.store, all_plans(store.store)[0].plan)[1]
        texts = [document.side(name).text for name in document.written_sides()]
    assert texts == [WORDS]
    assert said.read_text() == ""


def write_with_the_keys(screen: Screen) -> None:
    """The passphrase, the number, on with the sitting, into its plan, the pen of Sam, and words: the keys are always where they help."""
    screen.wait_for_window()
    for words in (PASSPHRASE, NUMBER):
        screen.type_until_another_page(words)
    for _page in ("the sitting that waits", "its plan, on Today"):
        screen.press_for_another_page("space")
    screen.press("ctrl+1")
    screen.type(WORDS)
    screen.wait_for_rest()
    time.sleep(LONGEST_UNTIL_SAVED)
