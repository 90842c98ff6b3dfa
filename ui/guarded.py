"""An error in what Qt calls (a paint event, a key, a list's row) is told like any other, and never ends the program."""

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

_ENDS_IN_A_CRASH = sys.version_info < (3, 12)


class Guarded:
    """Mixed into every class of ours that Qt calls back.

    WORKAROUND PySide 6.11 on Python 3.11: where C raises a TypeError or an IndexError inside a method that Qt calls, PySide takes the words
    of the error for the error itself, and the program dies of it. An error that went through an `except` is whole. (From Python 3.12 on all
    errors are; tests/ui/test_guarded.py watches over it.)
    """

    def __init_subclass__(cls, **settings: Any) -> None:
        super().__init_subclass__(**settings)
        if _ENDS_IN_A_CRASH:
            for name, method in list(vars(cls).items()):
                if isinstance(method, FunctionType) and is_called_by_qt(cls, name):
                    setattr(cls, name, _whole_errors(method))


def is_called_by_qt(kind: type, name: str) -> bool:
    """Whether a method of that name is one of Qt's that `kind` has in its own words."""
    return not name.startswith("__") and any(name in vars(base) for base in kind.__mro__[1:] if base.__module__.startswith("PySide6"))


def is_guarded(method: object) -> bool:
    """Whether an error in this method is told. Always, from Python 3.12 on."""
    return hasattr(method, "__wrapped__") or not _ENDS_IN_A_CRASH


def _whole_errors(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def guarded(*given: Any) -> Any:
        try:
            return method(*given)
        except BaseException:
            raise  # it is whole from here on

    return guarded
