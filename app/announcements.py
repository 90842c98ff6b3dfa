"""Telling whoever listens that something happened, upwards through the floors.

Our own, and not `blinker`: that one carries untyped keywords, needs a sender, and lets the first listener that raises stop all the others.
"""

import logging
from collections.abc import Callable
from types import MethodType
from typing import Generic, TypeVar
from weakref import WeakMethod

T = TypeVar("T")
Listener = Callable[[T], object]

_log = logging.getLogger(__name__)


class Announcement(Generic[T]):
    """One kind of news, with a value of one type. Belongs to one thread: the one that announces is the one that listens.

    A bound method is held weakly, so that a page which is closed can go. Anything else (a function, a lambda) is held until `disconnect`.
    """

    def __init__(self) -> None:
        self._listeners: list[_Ear[T]] = []

    def connect(self, listener: Listener[T]) -> None:
        """Tell this listener from now on, after those who came before. Connecting twice counts once."""
        if not any(ear.is_of(listener) for ear in self._living()):
            self._listeners.append(_Ear(listener))

    def disconnect(self, listener: Listener[T]) -> None:
        """Tell this listener no more, not even about what is being announced just now. Quiet when it was never connected."""
        self._listeners = [ear for ear in self._living() if not ear.is_of(listener)]

    def announce(self, value: T) -> None:
        """Tell everybody who listened when this began. One who raises is logged, and the others are told all the same."""
        for ear in list(self._listeners):
            if ear in self._listeners:
                ear.tell(value)

    def _living(self) -> list["_Ear[T]"]:
        """The listeners that are still there; the rest are forgotten."""
        self._listeners = [ear for ear in self._listeners if ear.listener is not None]
        return self._listeners


class _Ear(Generic[T]):
    """One listener, held weakly when it is a bound method."""

    def __init__(self, listener: Listener[T]) -> None:
        weak = isinstance(listener, MethodType)
        self._get: Callable[[], Listener[T] | None] = WeakMethod(listener) if weak else lambda: listener

    @property
    def listener(self) -> Listener[T] | None:
        """Who listens. None once that object is gone."""
        return self._get()

    def is_of(self, listener: Listener[T]) -> bool:
        return self.listener == listener

    def tell(self, value: T) -> None:
        listener = self.listener
        if listener is None:
            return
        try:
            listener(value)
        except Exception:
            _log.exception("A listener raised; the others were told")
