"""What every test gets: no real screen, no profile and key ring of a real person, and a log in which a warning is a failure.

Nothing here imports Qt, so that the same tests run where Qt is not installed.
"""

import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.database import _engine
from models.migrations import upgrade
from tests.fakes import FakeClock
from tests.listening import LogListener, QtListener
from tests.new_stores import MadeOnce
from tests.one_dialect import OneDialect
from tests.profiles import TemporaryProfile
from tests.quick_locks import quick_locks
from tests.real_data import real_data_folder

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def pytest_report_header() -> str:
    """One line at the top of every run: whether the histories and samples of real people are at hand."""
    folder = real_data_folder()
    return f"real histories: in {folder}" if folder else "real histories: not here"


@pytest.fixture(scope="session", autouse=True)
def _nobodys_profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test that forgets to ask for `profile` writes into a throw-away folder, never into somebody's home."""
    with pytest.MonkeyPatch.context() as patch:
        TemporaryProfile(tmp_path_factory.mktemp("profile")).use(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _what_stays_is_not_looked_at_again() -> Iterator[None]:
    """The modules and the list of thousands of tests are there to the end: looking for forgotten things among them cost seconds each time.

    After the last test nothing is taken apart any more: pieces of the window would be, in the middle of the report.
    """
    gc.collect()
    gc.freeze()
    yield
    gc.disable()


@pytest.fixture(scope="session", autouse=True)
def _new_stores_are_made_once() -> Iterator[None]:
    """After the first store of a run the steps need not run again for each that is new, nor are its statements compiled anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("models.database.upgrade", MadeOnce(upgrade))
        patch.setattr("models.database._engine", OneDialect(_engine))
        yield


@pytest.fixture(scope="session", autouse=True)
def _locks_are_quick() -> Iterator[None]:
    """No test waits for a hash that is slow on purpose."""
    with quick_locks():
        yield


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TemporaryProfile:
    """An empty profile of the test's own; `profile.environment` hands it on to child processes."""
    own = TemporaryProfile(tmp_path / "profile")
    own.use(monkeypatch)
    return own


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still until the test moves it."""
    return FakeClock()


@pytest.fixture
def real_data() -> Path | None:
    """The folder with real typing histories and samples; None where there is none, and the test uses made-up ones."""
    return real_data_folder()


@pytest.fixture(autouse=True)
def _python_log() -> Iterator[LogListener]:
    """A warning or an error in the Python log fails the test, unless it took `expected_log`."""
    with LogListener() as listener:
        yield listener
    listener.raise_unless_as_expected()


@pytest.fixture
def expected_log(_python_log: LogListener) -> LogListener:
    """For a test that means to be warned: look into `expected_log.heard`. Hearing nothing fails the test."""
    _python_log.expecting = True
    return _python_log


@pytest.fixture(autouse=True)
def _qt_log() -> Iterator[QtListener]:
    """A warning or worse from Qt fails the test, unless it took `expected_qt_messages`. Does nothing where Qt is not loaded."""
    with QtListener() as listener:
        yield listener
    listener.raise_unless_as_expected()


@pytest.fixture
def expected_qt_messages(_qt_log: QtListener) -> QtListener:
    """For a test that means Qt to complain: look into `expected_qt_messages.heard`. Hearing nothing fails the test."""
    _qt_log.expecting = True
    return _qt_log


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Leaves Qt's messages to our listener: pytest-qt's own would take them first and let warnings pass."""
    if hasattr(config.option, "qt_log"):
        config.option.qt_log = False


@pytest.fixture
def in_london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer stands in London: in summer its clock is an hour ahead of the one that all is kept by."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system sets its zone for all programs at once")
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
