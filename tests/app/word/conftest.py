"""Says loudly at the end of a run which independent readers of Word files were not there to read ours."""

from typing import Any

from tests.app.word.readers import READERS


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line for each reader that is missing, and how to have it."""
    for reader in READERS:
        if reader.command() is None:
            terminalreporter.write_line(
                f"WORD FILES WERE NOT READ BY {reader.name.upper()}: it is not here. {reader.how_to_have_it}", yellow=True
            )
