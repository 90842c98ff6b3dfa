"""Whether this computer asks for less movement. Each system keeps that in a place of its own; where none tells, things may move."""

import ctypes
import logging
import sys
from contextlib import suppress
from ctypes import util
from typing import Any

_CLIENT_AREA_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION
_UTF8 = 0x08000100
_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
_PATIENCE_MS = 200

_log = logging.getLogger(__name__)


def wants_stillness(platform: str = sys.platform) -> bool:
    """Whether the system says that things are to stand still."""
    ask = {"win32": _ask_windows, "darwin": _ask_mac}.get(platform, _ask_portal)
    try:
        return ask()
    except (OSError, AttributeError, ImportError):
        _log.info("This computer does not say whether things may move")
        return False


def _ask_windows() -> bool:
    moves = ctypes.c_int(1)
    ctypes.windll.user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(moves), 0)  # type: ignore[attr-defined]
    return not moves.value


def _ask_mac() -> bool:
    core = ctypes.CDLL(util.find_library("CoreFoundation"))
    core.CFStringCreateWithCString.restype = ctypes.c_void_p
    core.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
    core.CFPreferencesGetAppBooleanValue.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    core.CFPreferencesGetAppBooleanValue.restype = ctypes.c_ubyte
    key, place = (core.CFStringCreateWithCString(None, name, _UTF8) for name in (b"reduceMotion", b"com.apple.universalaccess"))
    return bool(core.CFPreferencesGetAppBooleanValue(key, place, None))


def _ask_portal() -> bool:
    """Asks the desktop, and does not wait long for its answer."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    service, path, interface = _PORTAL
    call = QDBusMessage.createMethodCall(service, path, interface, "ReadOne")
    call.setArguments(["org.gnome.desktop.interface", "enable-animations"])
    return _is_off(bus.call(call, timeout=_PATIENCE_MS).arguments())


def _is_off(answer: list[Any]) -> bool:
    """Whether the desktop answered that animations are off. Anything that is no answer means that they are on."""
    with suppress(AttributeError, IndexError):
        said = answer[0]
        return getattr(said, "variant", lambda: said)() is False
    return False
