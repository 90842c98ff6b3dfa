"""Calls from other threads arrive in the window's thread; spoken words go to whoever listens."""

from threading import Thread, get_ident

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.tasks import Tasks
from ui import bridge as bridge_module
from ui.bridge import Bridge, say_aloud
from ui.look import Look


def test_calls_from_another_thread_arrive_here_in_their_order(look: Look, qtbot: QtBot) -> None:
    bridge = Bridge()
    arrived: list[tuple[int, int]] = []

    def send() -> None:
        for number in range(50):
            bridge.deliver(lambda number=number: arrived.append((number, get_ident())))

    sender = Thread(target=send)
    sender.start()
    sender.join()
    qtbot.waitUntil(lambda: len(arrived) == 50)

    assert arrived == [(number, get_ident()) for number in range(50)]


def test_a_call_from_here_waits_until_the_window_is_free(look: Look, qtbot: QtBot) -> None:
    bridge = Bridge()
    arrived: list[str] = []

    bridge.deliver(lambda: arrived.append("later"))

    assert arrived == []
    qtbot.waitUntil(lambda: arrived == ["later"])


def test_a_closed_bridge_lets_calls_fall(look: Look, qtbot: QtBot) -> None:
    bridge, other = Bridge(), Bridge()
    arrived: list[str] = []
    bridge.deliver(lambda: arrived.append("too late"))
    bridge.close()
    other.deliver(lambda: arrived.append("after it"))

    qtbot.waitUntil(lambda: arrived != [])

    assert arrived == ["after it"]


def test_slow_work_reports_through_the_bridge(look: Look, qtbot: QtBot) -> None:
    tasks = Tasks(Bridge().deliver)
    done: list[tuple[int, int]] = []

    tasks.run(lambda tell: 6 * 7, on_done=lambda answer: done.append((answer, get_ident())), on_trouble=print)
    qtbot.waitUntil(lambda: done != [])
    tasks.close()

    assert done == [(42, get_ident())]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What a screen reader is told, with how it breaks in; there is none in a test, so Qt is stopped just before it asks."""
    heard: list[tuple[str, str]] = []

    class Listening(QAccessible):
        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:
            heard.append((event.message(), event.politeness().name))

    monkeypatch.setattr(bridge_module, "QAccessible", Listening)
    return heard


def test_words_are_spoken_calmly_or_at_once(look: Look, qtbot: QtBot, announced: list[tuple[str, str]]) -> None:
    speaker = QWidget()
    qtbot.addWidget(speaker)

    say_aloud(speaker, "Jo wrote in Together")
    say_aloud(speaker, "Not saved", at_once=True)
    say_aloud(speaker, "")

    assert announced == [("Jo wrote in Together", "Polite"), ("Not saved", "Assertive")]


def test_where_nobody_listens_nothing_is_sent(look: Look, qtbot: QtBot) -> None:
    speaker = QWidget()
    qtbot.addWidget(speaker)

    say_aloud(speaker, "Jo wrote in Together")

    assert not QAccessible.isActive()
