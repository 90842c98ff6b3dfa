"""The listeners of the test house itself: a run in which a warning passes unheard would prove nothing."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OUR_CONFTEST = "from tests.conftest import *\nfrom tests.conftest import _nobodys_profile, _python_log, _qt_log\n"
MADE_UP_TESTS = """
import logging

def qt_says(words):
    from PySide6.QtCore import qWarning
    qWarning(words)

def test_warned(): logging.getLogger("somewhere").warning("the lamp smokes")
def test_warned_as_expected(expected_log): logging.getLogger("somewhere").warning("the lamp smokes")
def test_not_warned_though_expected(expected_log): pass
def test_told(): logging.getLogger("somewhere").info("the lamp burns")
def test_warned_by_qt(): qt_says("the wick is short")
def test_warned_by_qt_as_expected(expected_qt_messages): qt_says("the wick is short")
def test_not_warned_by_qt_though_expected(expected_qt_messages): pass
def test_noise_of_qt(): qt_says("This plugin does not support propagateSizeHints()")
"""
with_qt = pytest.mark.skipif(find_spec("PySide6") is None, reason="runs where Qt is installed")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a run of the made-up tests under our own conftest prints."""
    folder = tmp_path_factory.mktemp("made_up")
    (folder / "conftest.py").write_text(OUR_CONFTEST)
    (folder / "test_made_up.py").write_text(MADE_UP_TESTS)
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    return subprocess.run([*command, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False).stdout


def failed(name: str, report: str) -> bool:
    """Whether the named test ended in a failure or an error. Raises if the report does not speak of it."""
    verdicts = [line.split()[0] for line in report.splitlines() if line.partition(" - ")[0].endswith(f"::{name}")]
    assert verdicts
    return any(verdict in ("FAILED", "ERROR") for verdict in verdicts)


def test_a_warning_fails_the_test_that_did_not_expect_it(report: str) -> None:
    assert failed("test_warned", report)
    assert "the lamp smokes" in report


def test_an_expected_warning_passes(report: str) -> None:
    assert not failed("test_warned_as_expected", report)


def test_a_test_that_expects_a_warning_and_hears_none_fails(report: str) -> None:
    assert failed("test_not_warned_though_expected", report)


def test_what_is_only_told_passes(report: str) -> None:
    assert not failed("test_told", report)


@with_qt
def test_a_warning_of_qt_fails_the_test_that_did_not_expect_it(report: str) -> None:
    assert failed("test_warned_by_qt", report)
    assert "the wick is short" in report


@with_qt
def test_an_expected_warning_of_qt_passes(report: str) -> None:
    assert not failed("test_warned_by_qt_as_expected", report)


@with_qt
def test_a_test_that_expects_a_warning_of_qt_and_hears_none_fails(report: str) -> None:
    assert failed("test_not_warned_by_qt_though_expected", report)


@with_qt
def test_the_known_noise_of_qt_passes(report: str) -> None:
    assert not failed("test_noise_of_qt", report)
