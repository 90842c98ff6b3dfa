"""Hearing from the system that the computer was locked, or goes to sleep: one port, and how each system says it.

On Linux over D-Bus (the login manager, and the screen savers of the desktops), on Windows by a message to a window, on macOS by a
notification that all programs can hear. Where none of it is there, the quiet minutes still lock.
"""

import ctypes
import logging
import sys
from ctypes import util
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from ui.guarded import Guarded

_log = logging.getLogger(__name__)


class SystemLock(QObject):
    """The port. `locked` says that the computer was locked or is about to sleep."""

    locked = Signal()

    def begin(self, window: QWidget) -> None:
        """Listens from now on. Quiet where the system says nothing."""

    def end(self) -> None:
        """Listens no more."""


def system_lock(parent: QObject, platform: str = sys.platform) -> SystemLock:
    """The listener for this system."""
    kinds: dict[str, type[SystemLock]] = {"win32": WindowsLock, "darwin": MacLock}
    return kinds.get(platform, DBusLock)(parent)


# Linux and its relatives

_LOGIN = "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")


class DBusLock(SystemLock):
    """The login manager's word for any session, and the screen savers'. A lock too many does no harm."""

    def begin(self, window: QWidget) -> None:
        from PySide6.QtDBus import QDBusConnection

        system, own = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        heard = [
            system.connect(_LOGIN, "", f"{_LOGIN}.Session", "Lock", self, "1session_locked()"),
            system.connect(_LOGIN, "", f"{_LOGIN}.Manager", "PrepareForSleep", self, "1began(bool)"),
            *(own.connect("", "", saver, "ActiveChanged", self, "1began(bool)") for saver in _SAVERS),
        ]
        _log.info("Listening to %d of %d ways in which the system says that it is locked", sum(heard), len(heard))

    @Slot()
    def session_locked(self) -> None:
        """The session was locked."""
        self.locked.emit()

    @Slot(bool)
    def began(self, on: bool) -> None:
        """Sleep or a screen saver begins, or is over."""
        if on:
            self.locked.emit()


# Windows

_SESSION_CHANGE, _SESSION_LOCKED = 0x02B1, 0x7
_POWER, _SUSPEND = 0x0218, 0x4
_THIS_SESSION = 0


class _Message(ctypes.Structure):
    """The beginning of a message as Windows writes it."""

    _fields_ = (("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("wide", ctypes.c_size_t), ("long", ctypes.c_ssize_t))


class WindowsLock(SystemLock):
    """A window asks to be told of its session; the messages are read before Qt does."""

    def begin(self, window: QWidget) -> None:
        self._filter = _MessageFilter(self)
        QApplication.instance().installNativeEventFilter(self._filter)
        self._window = int(window.winId())
        if not _session_calls().WTSRegisterSessionNotification(ctypes.c_void_p(self._window), _THIS_SESSION):
            _log.info("This session does not say when it is locked")

    def end(self) -> None:
        _session_calls().WTSUnRegisterSessionNotification(ctypes.c_void_p(self._window))
        QApplication.instance().removeNativeEventFilter(self._filter)

    def read(self, message: int, wide: int) -> None:
        """Understands one message of Windows."""
        if (message, wide) in ((_SESSION_CHANGE, _SESSION_LOCKED), (_POWER, _SUSPEND)):
            self.locked.emit()


class _MessageFilter(Guarded, QAbstractNativeEventFilter):
    def __init__(self, lock: WindowsLock) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: Any, message: Any) -> tuple[bool, int]:
        said = _Message.from_address(int(message))
        self._lock.read(said.message, said.wide)
        return False, 0


def _session_calls() -> Any:
    return ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined]


# macOS

_SCREEN_LOCKED = b"com.apple.screenIsLocked"
_UTF8 = 0x08000100
_AT_ONCE = 4
_Heard = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 5)


class MacLock(SystemLock):
    """The notification that the screen was locked. It arrives on the thread of the window, whose loop is the system's own."""

    def begin(self, window: QWidget) -> None:
        self._core = _core_foundation()
        self._heard = _Heard(lambda *_said: self.locked.emit())  # kept: the system calls it for as long as we listen
        name = self._core.CFStringCreateWithCString(None, _SCREEN_LOCKED, _UTF8)
        self._core.CFNotificationCenterAddObserver(self._center(), id(self), self._heard, name, None, _AT_ONCE)

    def end(self) -> None:
        self._core.CFNotificationCenterRemoveEveryObserver(self._center(), id(self))

    def _center(self) -> Any:
        return self._core.CFNotificationCenterGetDistributedCenter()


def _core_foundation() -> Any:
    """The system's library, with the shapes of the four calls we make: pointers are longer than what ctypes assumes."""
    core = ctypes.CDLL(util.find_library("CoreFoundation"))
    pointer, number = ctypes.c_void_p, ctypes.c_long
    shapes = {
        "CFStringCreateWithCString": (pointer, [pointer, ctypes.c_char_p, ctypes.c_uint32]),
        "CFNotificationCenterGetDistributedCenter": (pointer, []),
        "CFNotificationCenterAddObserver": (None, [pointer, pointer, _Heard, pointer, pointer, number]),
        "CFNotificationCenterRemoveEveryObserver": (None, [pointer, pointer]),
    }
    for name, (gives, takes) in shapes.items():
        call = getattr(core, name)
        call.restype, call.argtypes = gives, takes
    return core
