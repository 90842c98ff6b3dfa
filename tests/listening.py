"""Listeners to the Python log and to Qt's messages: what was said in a test, and whether that was meant."""

import logging
import sys
from types import TracebackType
from typing import Any, Self

import pytest

# The offscreen platform says this for every window; it is the only noise we let pass.
QT_NOISE = ("propagateSizeHints",)


class Listener:
    """What was heard, as sentences, and the verdict at the end of the test."""

    source = ""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.expecting = False

    def raise_unless_as_expected(self) -> None:
        """Fails the test that was warned without expecting it, and the one that expected a warning and got none."""
        if self.expecting and not self.heard:
            pytest.fail(f"expected something in {self.source}, and heard nothing", pytrace=False)
        if self.heard and not self.expecting:
            pytest.fail(f"in {self.source}:\n" + "\n".join(self.heard), pytrace=False)


class LogListener(Listener):
    """Hears every warning and error that reaches the root of the Python log."""

    source = "the Python log"

    def __enter__(self) -> Self:
        self._handler = _Collector(self.heard)
        logging.getLogger().addHandler(self._handler)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        logging.getLogger().removeHandler(self._handler)


class _Collector(logging.Handler):
    """Writes each record of warning level or above into a list."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(self.format(record))


class QtListener(Listener):
    """Hears every warning of Qt and worse, for tests that run with Qt loaded."""

    source = "Qt's messages"

    def __enter__(self) -> Self:
        self._core = sys.modules.get("PySide6.QtCore")
        if self._core is not None:
            self._before = self._core.qInstallMessageHandler(self._hear)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._core is not None:
            self._core.qInstallMessageHandler(self._before)

    def _hear(self, kind: Any, context: Any, message: str) -> None:
        if kind.name in ("QtDebugMsg", "QtInfoMsg") or any(noise in message for noise in QT_NOISE):
            return
        self.heard.append(f"{kind.name} {context.category}: {message}")
