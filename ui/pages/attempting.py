"""Doing something that the world may refuse: what went wrong is told on the page, in plain words, and nothing is lost."""

import logging
from collections.abc import Callable

from app.errors import explain
from ui.shell import Shell

_log = logging.getLogger(__name__)


def attempt(shell: Shell, act: Callable[[], object]) -> bool:
    """Does it. Gives whether it was done; what stood in the way is told. What should never happen is written to the log as well."""
    try:
        act()
    except Exception as error:
        trouble = explain(error)
        if trouble.ours:
            _log.exception("Something on a page ended in a fault of our own")
        shell.asking.trouble(trouble)
        return False
    return True
