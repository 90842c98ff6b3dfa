"""Hearing from the system that it is locked: over a real D-Bus where there is one, by messages as Windows and macOS send them."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from ui import system_lock as ports
from ui.system_lock import DBusLock, MacLock, WindowsLock, system_lock

ROOT = Path(__file__).resolve().parents[2]
LISTENER = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from ui.system_lock import DBusLock
app = QCoreApplication(sys.argv)
lock = DBusLock(app)
lock.locked.connect(lambda: (print("locked", flush=True), app.quit()))
lock.begin(None)
print("listening", flush=True)
QTimer.singleShot(20_000, app.quit)
app.exec()
"""
SIGNALS = {
    "a session that is locked": ("org.freedesktop.login1", "/org/freedesktop/login1/session/_31", "Session", "Lock", None),
    "a computer that goes to sleep": ("org.freedesktop.login1", "/org/freedesktop/login1", "Manager", "PrepareForSleep", True),
    "a screen saver that begins": ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "", "ActiveChanged", True),
}
needs_bus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no dbus-daemon on this computer")


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """The address of a bus of the test's own, which stands for both the system's and the session's."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:path={tmp_path / 'bus'}"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


def send(address: str, name: str, path: str, interface: str, member: str, on: bool | None) -> None:
    """Sends a signal under the name of a service of the system."""
    from jeepney import DBusAddress, new_signal
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    connection = open_dbus_connection(address)
    connection.send_and_get_reply(message_bus.RequestName(name))
    sender = DBusAddress(path, interface=f"{name}.{interface}" if interface else name)
    connection.send(new_signal(sender, member, *(() if on is None else ("b", (on,)))))
    connection.send_and_get_reply(message_bus.GetId())  # everything before it has gone out
    connection.close()


@needs_bus
@pytest.mark.parametrize("signal", SIGNALS.values(), ids=SIGNALS)
def test_a_linux_that_is_locked_is_heard(bus: str, signal: tuple[str, str, str, str, bool | None]) -> None:
    places = {"DBUS_SYSTEM_BUS_ADDRESS": bus, "DBUS_SESSION_BUS_ADDRESS": bus, "PYTHONPATH": str(ROOT)}
    listener = subprocess.Popen([sys.executable, "-c", LISTENER], stdout=subprocess.PIPE, text=True, env=os.environ | places, cwd=ROOT)
    assert listener.stdout is not None
    assert listener.stdout.readline() == "listening\n"

    send(bus, *signal)

    assert listener.stdout.readline() == "locked\n"
    listener.wait()
    listener.stdout.close()


def test_a_sleep_that_is_over_locks_nothing(qapp: QApplication) -> None:
    heard: list[str] = []
    lock = DBusLock(qapp)
    lock.locked.connect(lambda: heard.append("locked"))

    lock.began(False)
    assert heard == []
    lock.began(True)

    assert heard == ["locked"]


def test_where_there_is_no_bus_nothing_is_heard_and_nothing_fails(tmp_path: Path) -> None:
    nowhere = f"unix:path={tmp_path / 'no bus'}"
    places = {"DBUS_SYSTEM_BUS_ADDRESS": nowhere, "DBUS_SESSION_BUS_ADDRESS": nowhere, "PYTHONPATH": str(ROOT)}
    script = LISTENER.replace("20_000", "100")

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=os.environ | places, cwd=ROOT, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "listening\n", "")


@pytest.mark.parametrize(("platform", "kind"), [("linux", DBusLock), ("freebsd14", DBusLock), ("win32", WindowsLock), ("darwin", MacLock)])
def test_each_system_has_its_own_way(qapp: QApplication, platform: str, kind: type[QObject]) -> None:
    assert type(system_lock(qapp, platform)) is kind


class SessionCalls:
    """The calls of Windows that register a window."""

    def __init__(self) -> None:
        self.registered: list[int] = []

    def WTSRegisterSessionNotification(self, window: ctypes.c_void_p, _which: int) -> int:
        self.registered.append(int(window.value or 0))
        return 1

    def WTSUnRegisterSessionNotification(self, window: ctypes.c_void_p) -> int:
        self.registered.remove(int(window.value or 0))
        return 1


def message(number: int, wide: int) -> ports._Message:
    return ports._Message(None, number, wide, 0)


def test_windows_tells_its_window_when_the_session_is_locked(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    calls, heard, window = SessionCalls(), [], QWidget()
    monkeypatch.setattr(ports, "_session_calls", lambda: calls)
    lock = WindowsLock(qapp)
    lock.locked.connect(lambda: heard.append("locked"))
    lock.begin(window)
    assert calls.registered == [int(window.winId())]

    for said in (message(0x02B1, 0x8), message(0x0100, 0x7), message(0x02B1, 0x7), message(0x0218, 0x4)):
        assert lock._filter.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(said)) == (False, 0)

    assert heard == ["locked", "locked"]  # not at an unlock, and not at a key
    lock.end()
    assert calls.registered == []


class CoreFoundation:
    """The calls of macOS that register an observer."""

    def __init__(self) -> None:
        self.observers: dict[int, tuple[Any, str]] = {}

    def CFStringCreateWithCString(self, _allocator: None, text: bytes, _encoding: int) -> str:
        return text.decode()

    def CFNotificationCenterGetDistributedCenter(self) -> str:
        return "center"

    def CFNotificationCenterAddObserver(self, _center: str, observer: int, heard: Any, name: str, _thing: None, _how: int) -> None:
        self.observers[observer] = heard, name

    def CFNotificationCenterRemoveEveryObserver(self, _center: str, observer: int) -> None:
        del self.observers[observer]


def test_macos_tells_all_programs_when_the_screen_is_locked(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    core, heard = CoreFoundation(), []
    monkeypatch.setattr(ports, "_core_foundation", lambda: core)
    lock = MacLock(qapp)
    lock.locked.connect(lambda: heard.append("locked"))
    lock.begin(QWidget())
    ((call, name),) = core.observers.values()
    assert name == "com.apple.screenIsLocked"

    call(None, None, None, None, None)

    assert heard == ["locked"]
    lock.end()
    assert core.observers == {}
